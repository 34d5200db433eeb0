// Package clause finds the parts of clauses for readers: the subject of a verb,
// the noun phrase at either side of a token, where a clause starts and ends,
// the forms of verbs.
//
// A Sentence answers from words, tags and punctuation alone, and so works on
// text whose parse is missing or wrong (headlines, long quoted sentences). A
// Tree answers from the parse. Readers use the one that is more often right
// for what they ask, and fall back on the other. Work per question is bounded.
package clause

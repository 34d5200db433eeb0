// Package positions reads what a side wants, offers, supports or refuses.
//
// In goes a document with actors, attributions and meetings, out come
// parley.Positions: whose it is (a code), the stance, the words that say what
// is wanted, and their topic.
//
// triggers.tsv lists verbs ("demanded", "ruled out"), nouns ("its support for",
// "the importance of") and adjectives ("ready to"), each with its stance, the
// constructions in which it takes what is wanted, and an example in which
// [actor], <trigger> and {text} are marked, and which is a test. The side is
// the subject of the verb, the possessor of the noun, or the subject of the
// verb that the noun depends on; "both sides" gives a position to each party;
// "we" is the speaker's side. Only those who sit at a table that the article
// speaks of have positions: others react.
//
// What the parties agree together is an outcome and no position. Work is
// bounded per trigger: it is linear in the text.
package positions

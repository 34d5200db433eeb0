// Package reactions reads what actors that are no party say or do about the
// talks.
//
// In goes a document with actors and meetings, out come parley.Reactions: whose
// it is (a code, or the article's words for a group such as "rights groups"),
// the stance, and the words, verb included. verbs.tsv lists the verbs, each
// with an example that is a test. A reaction is one only where what it is about
// speaks of talks: a trigger of a meeting, or one of the words of objects.txt.
package reactions

// Package positions reads what a side wants, offers, supports or refuses.
//
// In goes a document with actors, attributions and meetings, out come
// parley.Positions: whose it is (a code), the stance, the words that say what
// is wanted, and their topic.
//
// It works in two steps. The first lists candidates, generously: triggers.tsv
// has verbs ("demanded", "ruled out"), nouns ("its support for", "the
// importance of") and adjectives ("ready to"), each with its stance, the
// constructions in which it takes what is wanted, and an example in which
// [actor], <trigger> and {text} are marked, and which is a test; moods.go adds
// "must", "will not" and "until". The side is the subject of the verb, the
// possessor of the noun, or the subject of the verb that the noun depends on,
// by the parse where there is one; "both sides" gives a candidate to each
// party; "we" is the speaker's side. Where the words name nobody ("the government",
// "it"), those who may be meant are candidates beside each other (guess.go). What
// stands before its trigger or is joined to what follows it is found by more.go.
//
// The second step decides by weights.tsv, which was fitted and not written:
// log-odds for named features of a candidate, such as its trigger, its topic,
// who says it and of whom. Explain shows the sum and what weighed most. Those
// who sit at no table of the article seldom have positions: they react.
//
// What the parties agree together is an outcome and no position. Work is
// bounded per trigger: it is linear in the text.
package positions

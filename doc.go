// Package parley is the domain of the register of diplomatic talks: what a
// document is, what it is to quote from one, what a reader may claim, and what
// the register makes of many claims. It imports the standard library alone.
//
// # How an article becomes a value in the register
//
// A [Capture] is the exact bytes that a source served. A [Document] is the
// readable text of a capture; it never changes, and every [Span] is a half-open
// byte range into it. A reader turns a document into a [Reading]: the meetings
// that it reports, who said what, who wants what and what comes next. Each
// value of a reading is [Cited]: it carries its modality, who says so, and its
// [Evidence], the words themselves. A reading is then taken apart into
// [Claim]s, one field of one mention each, named by a hash of their content.
// The register is the fold of claims and of an analyst's [Edit]s into
// [Process]es and [Round]s, in which every value knows its claims, how many
// independent origins stand behind it, and its rivals.
//
// # The rules
//
// No value without words. Abstain, never guess. What was said, what follows
// and what an analyst judged are three things. Modality is never dropped. Same
// input, same register. Origins are counted, not articles. Nothing is lost.
package parley

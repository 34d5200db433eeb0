// Package outcomes reads what came of a meeting: an agreement, part of one, one
// in principle, a joint statement, a promise to go on, none, or a collapse.
//
// The table outcomes.tsv holds the phrases. What is only planned, wanted,
// possible or conditional is no outcome; a negated agreement is "no agreement".
// Of several outcomes the weightiest counts: what was agreed beats what was
// said together.
package outcomes

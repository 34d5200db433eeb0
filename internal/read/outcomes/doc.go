// Package outcomes reads what came of a meeting: an agreement, part of one, one
// in principle, a joint statement, a promise to go on, none, or a collapse.
//
// The table outcomes.tsv holds the phrases; predicates.tsv holds what a verb
// tells of its subject however far away that stands (talks, an effort, the
// sides, a text). What others than the sides of the meeting do is no outcome of
// it, unless the sentence itself speaks of the meeting. What is only planned, wanted,
// possible or conditional is no outcome; a negated agreement is "no agreement".
// Of several outcomes the weightiest counts: what was agreed beats what was
// said together.
package outcomes

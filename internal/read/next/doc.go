// Package next reads what is to follow a meeting: another one, a visit, a
// document, a deadline, or something else that was announced, is expected,
// possible, or hangs on a condition.
//
// The phrases are in next.tsv. Most of them are of a follow-up only when the
// clause speaks of the future — will, is to, agreed to, scheduled, expected —
// and the certainty is read from the same words. Who is to act and when it is
// due come from the actors and times of the clause.
package next

// Package next reads what is to follow a meeting: another one, a visit, a
// document, a deadline, or something else that was announced, is expected,
// possible, or hangs on a condition.
//
// Candidates come from three sides: clauses that speak of the future — will, is
// to, agreed to, scheduled, expected — with a verb of verbs.tsv, a time that is
// still to come, or any verb whose subject is a side; sittings, visits and deadlines that a word puts into the future
// ("the next round", "a possible summit"); and the phrases of next.tsv. Each goes
// to the meeting that it is about and is judged by named evidence: how it is put
// into the future, who is to act, whether a day is set, where it stands. Weights
// for the evidence are in weights.tsv, fitted on articles by "parley train
// next"; Explain tells those that weigh most. The certainty is read from the
// words, who is to act and when it is due from the actors and times of the clause.
package next

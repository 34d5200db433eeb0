// Package outcomes reads what came of a meeting: an agreement, part of one, one
// in principle, a joint statement, a promise to go on, none, or a collapse.
//
// What may be one comes from two tables: outcomes.tsv holds the phrases;
// predicates.tsv holds what a verb tells of its subject however far away that
// stands (talks, an effort, the sides, a text). A general row ("agreed to" do
// anything) is "weak" and gives way to one that tells the same words more
// exactly. What is only planned, wanted, possible or conditional is no outcome; a
// negated agreement is "no agreement".
//
// What remains is judged by named evidence: what kind it is and whether a
// weightier one is told, who does it seen from the meeting, whether the words are
// dated long before, where they stand and in whose mouth. Weights for the
// evidence are in weights.tsv, fitted on articles by "parley train outcomes";
// Explain tells those that weigh most. Of what counts for a meeting the likeliest
// is its outcome.
package outcomes

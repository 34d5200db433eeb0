// Package talksbench writes readings in the scheme of TalksBench, the gold set
// for reading talks, and scores predictions against gold.
//
// The scheme is one JSON object per article: meetings with their fields,
// statements, positions and reactions. It is flatter than a [parley.Reading]:
// of each value it keeps the words ("text") and drops modality and rule. The
// scorer computes for each field precision, recall and F1 over all articles;
// its figures are those of the set's own script, which the tests repeat on
// worked examples. TALKS is the mean F1 of the fields.
package talksbench

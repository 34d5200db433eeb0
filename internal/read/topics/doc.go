// Package topics reads what was or is to be discussed at a meeting.
//
// In: a document with its parse and its meetings. Out: the topics of each
// meeting, each with the words that say so.
//
// Which topic words speak of is told by package lexicon/topic. What an article
// says was discussed mostly stands in a frame: after "discussed", "talks on",
// "the agenda includes" (strong), before "were discussed" (strong too), after
// "underscored the importance of" and the like in a readout (weak), or before
// the trigger itself ("nuclear talks"). The frames are in frames.tsv.
//
// What speaks for a topic is weighed: whether words name it outright, in such a
// frame and with no other meeting nearer; how often they do and how near; where
// the best of them stand, how they are meant and in whose mouth; what rivals
// there are. Of the topics that one item of a list speaks of the most specific
// counts: "cooperation on energy" is about energy. Weights for the evidence are in
// weights.tsv, fitted on articles by "parley train topics"; Explain tells those
// that weigh most. A meeting for which nothing counts has the topics that its own
// sentences name outright.
package topics

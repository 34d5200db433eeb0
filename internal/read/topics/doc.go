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
// Words count for a meeting where they name their topic, stand in such a frame,
// and no other meeting is nearer; what is told away from any meeting's own
// sentences is of the one that the article is about. Of the topics that one item
// of a list speaks of the most specific counts: "cooperation on energy" is about
// energy. Words outside any frame make no topic, unless nothing else does.
//
// A fitted model over the same evidence (frame, nearness, weight, rivals, kind
// of document, what is said and how often) decided no better than these rules
// on articles that it had not seen.
package topics

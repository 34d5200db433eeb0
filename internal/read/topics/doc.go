// Package topics reads what was or is to be discussed at a meeting.
//
// What an article says was discussed stands in a frame: after "discussed",
// "talks on", "the agenda includes" (strong), or after "underscored the
// importance of" and the like in a readout (weak); and before the trigger
// itself ("nuclear talks"). The frames are in frames.tsv; which topic the words
// in a frame speak of is told by package lexicon/topic. Words outside any frame
// make no topic, unless nothing else does.
package topics

// Package tone reads the words that judge the talks themselves — constructive,
// frank, tense — and whose words they are.
//
// The terms are in terms.tsv, each with what diplomats conventionally mean by
// it and where that convention is described; turns of phrase ("made headway")
// are in phrases.tsv. The convention is shown as such and is never a value.
//
// A term counts only when it speaks of the talks: before a noun for them, said
// of one, or in the manner in which they were held ("in a professional manner").
// Where somebody describes, views or frames talks "as" something, any adjective
// that judges is one. Terms that are joined make one assessment, and one of the
// air of the talks is told with its noun: "positive atmosphere".
//
// Nouns judge too where talks are called so ("a resounding success"), and the air
// of the talks and what came of them are judged like the talks.
//
// Whatever somebody calls talks or what they brought is a judgement too, though no
// term says it ("called the accord a trap"), and so are the feelings and the
// progress of which those who were there report ("spoke of real progress").
//
// Talks that somebody seeks, needs or will have are not judged: "pursuing
// constructive discussions" tells of no talks that were constructive. What is
// said away from any meeting's own sentences is of the meeting that the article
// is about.
package tone

// Package story tells which documents are copies of others, where each has its
// news from, and which tell of one event.
//
// In go documents, in any order; out comes a graph in which each document has
// at most one parent, and a chain of hops from it to its origin, each hop with
// words that show it:
//
//   - copy: most of the text is the same (MinHash of 128 permutations over runs
//     of five words, 42 bands of 3 rows; candidates are compared exactly and
//     count from a Jaccard coefficient of .25 when their openings agree);
//   - derived: the opening of one text stands in a longer or shorter other one;
//   - credit: the text credits an agency (package credit);
//   - cites: the opening says that another outlet reported it, and by "citing"
//     where that one has it from;
//   - unnamed: the news rests on one official who is not named, whom others
//     quote with the same words.
//
// Usual thresholds for copies (.7 to .8) miss most real ones, because papers
// cut; containment alone chains unrelated texts through shared background,
// which is why openings must agree and why it is an edge and no merger.
//
// What is needed of a text is its [Signature], which can be kept; then texts are
// read once, when they come in, and origins are traced without them.
//
// A source that is not among the documents is a node of its own: five outlets
// that cite one report of Axios have one origin, whether or not that report is
// there. Documents are taken in the order of publication; of one day's, agencies
// and outlets that others cite come first, then longer texts, then by digest, so
// the result does not depend on the order of arrival. Nothing here reads a clock.
package story

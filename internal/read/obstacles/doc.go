// Package obstacles reads what an article says stands in the way of talks:
// differences, refusals, conditions, mistrust, what derailed them.
//
// Words that tell of obstacles by where they stand in the parse are in
// words.tsv: nouns that are obstacles ("mistrust"), verbs whose subject is one
// when talks are their object ("the raids threaten the talks"), what sides are
// at odds over, why talks failed, what is called an obstacle. Phrases are in
// obstacles.tsv: refusals, and what is named with several words. Conditions are
// "until" and "if" beside words for talks. What is said to be past or overcome is
// none, unless it is said to remain; what others than the sides refuse in a
// sentence that speaks of no talks, and where a front is stuck, is none either. The quotation is as short as carries the
// meaning; the subject of an obstacle is told by package lexicon/topic, and is
// "other" where its words speak of none.
package obstacles

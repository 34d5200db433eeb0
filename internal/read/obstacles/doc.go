// Package obstacles reads what an article says stands in the way of talks:
// differences, refusals, conditions, mistrust, what derailed them. The phrases
// are in obstacles.tsv; the subject of an obstacle is told by package
// lexicon/topic, and is "other" where its words speak of none.
package obstacles

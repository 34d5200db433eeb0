// Package times finds time expressions and works out what they mean.
//
// In go the sentences of a document and the date it was published; out come
// layer.Time values: a span, a TIMEX3 type and value (ISO-TimeML), and an
// EDTF interval for those who reckon with days.
//
// # How
//
// A sentence is cut into units, which are finer than tokens: "two-day" is
// three. Number phrases are joined ("twenty-five", "nineteen ninety-six").
// words.tsv gives units their classes, rules.tsv has a pattern over words and
// classes per row, with the normalisation that it calls and guards on what may
// stand beside it; examples.tsv holds sentences that run as tests, at least
// one per rule. All patterns are written out into one trie, so that a sentence
// is read in one pass; of the patterns that fit at a unit, the longest whose
// guards hold and whose value can exist wins.
//
// # What it never does
//
// It never guesses. A day told without a year gets one only from the date of
// publication: "February 18" in an undated text is XXXX-02-18. With a date of
// publication that is known to the month only, weekdays stay unresolved, while
// "earlier this month" is that month. A date in figures that could be read day
// first or month first keeps its year only. Feasts of the lunar calendar are
// found but not dated. "Next Friday" that may mean this week's or the next
// one's is marked uncertain.
//
// Which side of the publication a weekday or a month lies on follows from the
// tense of the clause: from tags where the document has them, else from a
// small lexicon of verb forms.
package times

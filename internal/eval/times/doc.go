// Package times measures time expressions against TimeML gold (TIMEX3), with
// the figures of the TempEval-3 task: relaxed and strict spans, type and value.
//
// In goes a folder of .tml files, in it or below it; out come the scores and a
// list of errors, so that rules and word lists can be improved by their users.
// A gold expression is paired with the one that has the same span, else with
// the first unpaired one that overlaps it.
package times

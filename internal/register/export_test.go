package register

import "strings"

// ToneOf is toneOf.
var ToneOf = toneOf

// ToneOfStatement is toneOfStatement.
var ToneOfStatement = toneOfStatement

// CheckTables reports rows of the embedded tables that are not whole.
func CheckTables(say func(string, ...any)) {
	for name, t := range map[string]struct {
		tsv     string
		columns int
	}{"groups": {groupsTSV, 3}, "aliases": {aliasesTSV, 3}, "mediators": {mediatorsTSV, 3}, "tone": {toneTSV, 3}, "deeds": {deedsTSV, 3}, "verdicts": {verdictsTSV, 2}, "retorts": {retortsTSV, 3}} {
		seen := map[string]bool{}
		for _, row := range rows(t.tsv) {
			switch {
			case len(row) != t.columns:
				say("%s: %q has %d columns, want %d", name, row, len(row), t.columns)
			case seen[row[0]]:
				say("%s: %q is there twice", name, row[0])
			case strings.TrimSpace(row[len(row)-1]) == "":
				say("%s: %q has no example", name, row[0])
			}
			seen[row[0]] = true
		}
	}
	for _, row := range rows(toneTSV) {
		words := " " + fold(row[2]) + " "
		if !strings.Contains(words, " "+fold(row[0])+" ") {
			say("tone: the example of %q does not hold it", row[0])
		}
		if got, want := toneOf(row[0]), map[string]int{"+": 1, "-": -1, "0": 0}[row[1]]; got != want {
			say("tone of %q is %d, want %d", row[0], got, want)
		}
	}
	for _, row := range rows(verdictsTSV) {
		if tones()[fold(row[0])] == 0 {
			say("verdicts: %q has no tone", row[0])
		}
		if toneOfStatement(row[1]) != tones()[fold(row[0])] {
			say("verdicts: the example of %q has tone %d", row[0], toneOfStatement(row[1]))
		}
	}
	for _, row := range rows(retortsTSV) {
		if !strings.Contains(" "+fold(row[2])+" ", " "+fold(row[0])+" ") {
			say("retorts: the example of %q does not hold it", row[0])
		}
	}
	g := loadGroups()
	for _, row := range rows(groupsTSV) {
		for _, m := range strings.Fields(row[1]) {
			if !g.covers([]string{row[0]}, m) || !g.covers([]string{m}, row[0]) {
				say("groups: %s and %s do not cover each other", row[0], m)
			}
		}
	}
}

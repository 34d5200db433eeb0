package times_test

import (
	"strings"
	"testing"
)

// TestHostile reads text made to be ambiguous. Rules that tried every way to
// read it would not end before the time limit of the test run.
func TestHostile(t *testing.T) {
	for _, s := range []string{"1 ", "31 ", "two ", "- ", "the ", "early ", "Monday ", "May ", "a ", "1-", "last ", "2024 ", "1/1/", "and ", "the last ", "one and a half ", "of the ", "'s ", "10:30 ", "first ", "hundred ", "two hundred and ", "Q3 ", "a year ago "} {
		text := strings.Repeat(s, 100000/len(s))
		read(t, text, "2025-02-20")
	}
}

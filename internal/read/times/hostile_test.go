package times_test

import (
	"strings"
	"testing"
	"time"
)

// TestHostile bounds the time that text made to be ambiguous takes.
func TestHostile(t *testing.T) {
	for _, s := range []string{"1 ", "31 ", "two ", "- ", "the ", "early ", "Monday ", "May ", "a ", "1-", "last ", "2024 ", "1/1/", "and ", "the last ", "one and a half ", "of the ", "'s ", "10:30 ", "first ", "hundred ", "two hundred and ", "Q3 ", "a year ago "} {
		text := strings.Repeat(s, 100000/len(s))
		start := time.Now()
		read(t, text, "2025-02-20")
		if took := time.Since(start); took > 3*time.Second {
			t.Errorf("%q repeated to 100 kB takes %v", s, took)
		}
	}
}

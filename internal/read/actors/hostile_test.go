package actors

import (
	"strings"
	"testing"
	"time"
)

// TestHostile reads texts made to be slow. Time is proportional to length: a
// text twice as long may not take much more than twice the time.
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("slow")
	}
	for _, unit := range []string{
		"President Anna Berg, ", "Berg ", "the two sides ", "Minister of ", "U.S. ", "A-", "Anna Berg and Tom Lund of Norway, ",
		"Berg said. He said. ", "foreign ministers of Egypt and ", "'s ", "President Kim met King Kim. ",
	} {
		took := func(n int) time.Duration {
			text := strings.Repeat(unit, n/len(unit))
			best := time.Hour
			for range 2 {
				doc := segmented(text)
				start := time.Now()
				New().Read(doc)
				best = min(best, time.Since(start))
			}
			return best
		}
		small, large := took(1<<15), took(1<<18)
		if large > 24*small+200*time.Millisecond { // linear is 8, quadratic 64
			t.Errorf("%q: %v for 32 KiB, %v for 256 KiB", unit, small, large)
		}
	}
}

package actors

import (
	"fmt"
	"strings"
	"testing"
)

// hostile are the units of texts made to be slow: repeated, they are one long
// title, one long name, one long list.
var hostile = []string{
	"President Anna Berg, ", "Berg ", "the two sides ", "Minister of ", "U.S. ", "A-", "Anna Berg and Tom Lund of Norway, ",
	"Berg said. He said. ", "foreign ministers of Egypt and ", "'s ", "President Kim met King Kim. ",
}

// TestHostile reads them at a length at which quadratic work would not end
// before the time limit of the test run. BenchmarkHostile shows that time grows
// as length does.
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("slow")
	}
	for _, unit := range hostile {
		New().Read(segmented(strings.Repeat(unit, 1<<18/len(unit))))
	}
}

func BenchmarkHostile(b *testing.B) {
	for _, size := range []int{1 << 14, 1 << 16, 1 << 18} {
		b.Run(fmt.Sprintf("%dKiB", size>>10), func(b *testing.B) {
			b.SetBytes(int64(size * len(hostile)))
			for b.Loop() {
				for _, unit := range hostile {
					b.StopTimer()
					doc := segmented(strings.Repeat(unit, size/len(unit)))
					b.StartTimer()
					New().Read(doc)
				}
			}
		})
	}
}

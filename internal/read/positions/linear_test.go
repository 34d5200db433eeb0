package positions

import (
	"strings"
	"testing"
)

// TestHostile reads long texts made to be slow; work that grew with the square
// of their length would not end in time.
func TestHostile(t *testing.T) {
	p := load(t)
	for _, unit := range []string{"he must ", "support for ", "France wants to ", "its commitment to the ", "not accept ", "“we want ", "he said he wants. "} {
		d := p.read(strings.Repeat(unit, 20_000/len(unit)), "FRA", "POL")
		for _, pos := range d.Reading.Positions {
			for _, e := range pos.Evidence {
				if err := e.Verify(d.Source); err != nil {
					t.Errorf("%q repeated: %v", unit, err)
				}
			}
		}
	}
}

package layer

import (
	"testing"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp/nlptest"
)

// TestAttach: words belong to the meeting that they stand next to, unless it is
// none of those asked for.
func TestAttach(t *testing.T) {
	d := &Doc{Doc: nlptest.Parse(t, "Norway and Chile met in Oslo. They signed a pact. Peru and Cuba met in Lima. They signed a truce.")}
	d.Meetings = []Meeting{
		{Parties: []string{"CHL", "NOR"}, Status: parley.Held, Main: true, Scope: []int{0, 1}, Triggers: []Trigger{{Sentence: 0, First: 3, Last: 4}}},
		{Parties: []string{"CUB", "PER"}, Status: parley.Cancelled, Scope: []int{2, 3}, Triggers: []Trigger{{Sentence: 2, First: d.Sentences[2].First + 3, Last: d.Sentences[2].First + 4}}},
	}
	all := func(*Meeting) bool { return true }
	for _, c := range []struct {
		sentence, want int
		fits           func(*Meeting) bool
	}{{1, 0, all}, {3, 0, (*Meeting).TookPlace}} {
		first := d.Sentences[c.sentence].First + 1
		if got, ok := d.Attach(c.sentence, first, first+3, c.fits); !ok || got != c.want {
			t.Errorf("sentence %d: meeting %d %t, want %d", c.sentence, got, ok, c.want)
		}
	}
	if _, ok := d.Attach(1, d.Sentences[1].First, d.Sentences[1].Last, func(*Meeting) bool { return false }); ok {
		t.Error("words belong to a meeting that does not fit")
	}
}

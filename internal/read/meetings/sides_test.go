package meetings

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/parley-register/parley/internal/nlp/weigh"
)

// borderTalks is how articles open that go on to tell of further meetings
// without saying again whose they are.
const borderTalks = "Talks of {Chile|actor CHL} and {Norway|actor NOR} resume\n\n{Ana Ruiz|person CHL minister} and {Ada Berg|person NOR minister} met in {Oslo|place city NOR} {on Monday|time 2026-03-02} for talks on the border between {Chile|actor CHL} and {Norway|actor NOR}. "

// TestWeighedSides reads meetings whose sides no frame holds, and such as are of
// others, or of nobody in particular.
func TestWeighedSides(t *testing.T) {
	s := stage(t)
	for text, want := range map[string]string{
		"{Ana Ruiz|person CHL minister} wants a summit in {Quito|place city ECU} {in May|time 2026-05}.":                       "CHL+NOR 2026-05",
		"The foreign ministers had signed a declaration in {Quito|place city ECU} {in May|time 2025-05}.":                      "CHL+NOR 2025-05",
		"{Peru|actor PER} brought the delegations to {Lima|place city PER} {in January|time 2026-01} for talks.":               "CHL+NOR 2026-01",
		"The first talks were held in {Quito|place city ECU} {in May|time 2025-05}, when {Peru|actor PER} sent a ship.":        "CHL+NOR 2025-05",
		"Villagers met in {Quito|place city ECU} {in May|time 2025-05}.":                                                       "",
		"{Ana Ruiz|person CHL minister} and {Luis Paz|person PER leader} met in {Quito|place city ECU} {in May|time 2025-05}.": "CHL+PER 2025-05",
		"{Ana Ruiz|person CHL minister} will meet the king in {Quito|place city ECU} {in May|time 2026-05}.":                   "CHL 2026-05 and unnamed",
		"Dialogue has its price, and meetings have theirs.":                                                                    "",
		"A third round of voting is to be held in {Quito|place city ECU} {in May|time 2026-05}.":                               "",
		"Three-party talks on {Peru|actor PER}'s nuclear programme were held in {Quito|place city ECU} {in May|time 2025-05}.": "PER 2025-05 and unnamed",
	} {
		got := gist(t, s, borderTalks+text)
		if len(got) == 0 || got[0] != "CHL+NOR 2026-03-02" {
			t.Errorf("%q: the meeting before it is gone: %q", text, got)
			continue
		}
		if rest := strings.Join(got[1:], "; "); rest != want {
			t.Errorf("%q: got %q, want %q", text, rest, want)
		}
	}
}

// TestFramesDecideFirst tells that no weights change the sides of a mention whose
// frame holds two, however strong they are.
func TestFramesDecideFirst(t *testing.T) {
	text := borderTalks + "{Luis Paz|person PER leader} met {Ada Berg|person NOR minister} in {Lima|place city PER} {in May|time 2025-05}."
	want := gist(t, stage(t), text)
	for _, w := range []weigh.Weights{nil, {"bias": 100}, {"bias": -100}} {
		if got := gist(t, stage(t).WithSides(w), text); !slices.Equal(got, want) {
			t.Errorf("weights %v: got %q, want %q", w, got, want)
		}
	}
}

// TestSidesAreRepeatable tells that one text has one answer, and the same
// features in the same order.
func TestSidesAreRepeatable(t *testing.T) {
	s := stage(t)
	text := borderTalks + "{Ana Ruiz|person CHL minister} wants a summit in {Quito|place city ECU} {in May|time 2026-05}."
	first := s.SideSamples(annotated(t, text))
	if len(first) == 0 || len(first[len(first)-1].Seats) < 2 {
		t.Fatalf("no question about sides in %q: %v", text, first)
	}
	for range 5 {
		if again := s.SideSamples(annotated(t, text)); !reflect.DeepEqual(first, again) {
			t.Fatalf("the same text gives %v and %v", first, again)
		}
	}
}

// TestSidesAreExplained tells that a side that no frame holds is explained by the
// features that speak for it, and has words for evidence.
func TestSidesAreExplained(t *testing.T) {
	s := stage(t)
	text := borderTalks + "{Ana Ruiz|person CHL minister} wants a summit in {Quito|place city ECU} {in May|time 2026-05}."
	d := annotated(t, text)
	if lines := strings.Join(s.Explain(d), "\n"); !strings.Contains(lines, `"summit": NOR as a side +`) || !strings.Contains(lines, "in lead") {
		t.Errorf("nothing tells why Norway is a side:\n%s", lines)
	}
	s.Read(d)
	for i := range d.Reading.Meetings {
		for _, p := range d.Reading.Meetings[i].Parties {
			if len(p.Evidence) == 0 || p.Evidence[0].Verify(d.Source) != nil {
				t.Errorf("%s has no words: %+v", p.Value, p)
			}
		}
	}
}

// TestManySides reads a text with more names than are asked about: nothing is
// lost but the time that it would take.
func TestManySides(t *testing.T) {
	var b strings.Builder
	b.WriteString(borderTalks)
	for _, c := range []string{"PER", "ARG", "BOL", "BRA", "COL", "CUB", "ECU", "FRA", "DEU", "GBR", "ITA", "ESP", "PRT", "POL", "SWE", "FIN", "DNK", "JPN", "CHN", "IND", "KOR", "USA", "CAN", "MEX", "EGY", "KEN", "TUR", "IRN", "IRQ", "JOR", "OMN", "QAT", "SAU", "YEM", "RUS", "UKR", "GEO", "ARM", "AZE", "KAZ"} {
		b.WriteString("Trade with {Somebody|actor " + c + "} grew. ")
	}
	b.WriteString("{Ana Ruiz|person CHL minister} wants a summit in {Quito|place city ECU} {in May|time 2026-05}.")
	d := annotated(t, b.String())
	for _, m := range stage(t).SideSamples(d) {
		if len(m.Seats) > maxSeats {
			t.Errorf("%d actors are asked about, at most %d should be", len(m.Seats), maxSeats)
		}
	}
	if got := gist(t, stage(t), b.String()); len(got) == 0 || got[0] != "CHL+NOR 2026-03-02" {
		t.Errorf("got %q", got)
	}
}

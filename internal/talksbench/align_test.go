package talksbench

import (
	"testing"

	"github.com/parley-register/parley"
)

func TestAlign(t *testing.T) {
	gold := parse(t, `{"meetings": [
		{"status": "held", "parties": ["CHL", "NOR"], "when": {"text": "on Monday", "from": "2026-03-02", "to": "2026-03-02"}, "where": {"text": "Oslo", "place": "Oslo", "country": "NOR"}, "participants": [{"name": "Ada Berg", "for": "NOR"}]},
		{"status": "planned", "parties": ["CHL", "PER"], "when": {"text": "in May", "from": "2026-05-01", "to": "2026-05-31"}, "where": {"text": "Quito", "place": "Quito", "country": "ECU"}, "ordinal": 3},
		{"status": "planned", "parties": []}
	]}`).Meetings
	day := func(s string) parley.Interval {
		i, err := parley.ParseInterval(s)
		if err != nil {
			t.Fatal(err)
		}
		return i
	}
	for name, c := range map[string]struct {
		told Told
		want int
	}{
		"nothing is told":            {Told{Sentence: "They will talk."}, -1},
		"its words":                  {Told{Sentence: "They talked in Oslo on Monday."}, 0},
		"its day":                    {Told{Sentence: "They talked.", When: day("2026-05-03")}, 1},
		"another day":                {Told{Sentence: "They talked in Oslo.", When: day("2025-05-03")}, -1},
		"its place and people":       {Told{Sentence: "She was there.", Place: "Oslo", Country: "NOR", People: []string{"Ms Berg"}}, 0},
		"its number":                 {Told{Sentence: "A third round is ahead.", Ordinal: 3, Status: parley.PlannedMeeting}, 1},
		"another number":             {Told{Sentence: "A second round in May is ahead.", Ordinal: 2}, -1},
		"a side and half of a place": {Told{Sentence: "They talked.", Sides: []string{"NOR"}, Country: "NOR", Status: parley.Held}, -1},
		"what fits both":             {Told{Sentence: "They talked on Monday and will again in May."}, -1},
		"one that names no sides":    {Told{Sentence: "They will talk.", Status: parley.PlannedMeeting}, -1},
	} {
		if got := Align(gold, &c.told); got != c.want {
			t.Errorf("%s: meeting %d, want %d", name, got, c.want)
		}
	}
	if got := Align(gold[:1], &Told{Sentence: "They talked in Oslo."}); got != 0 {
		t.Errorf("where all meetings have the same sides: %d, want the one", got)
	}
	if got := Align(nil, &Told{}); got != -1 {
		t.Errorf("without gold: %d, want none", got)
	}
}

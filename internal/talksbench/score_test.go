package talksbench

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const goldExample = `{"doc": {"id": "x1", "file": "x1.txt"},
 "meetings": [
  {"id": "m1", "status": "held", "parties": ["ERI", "ETH"], "third": [{"actor": "DZA", "role": "mediator"}],
   "participants": [{"name": "Abdelaziz Bouteflika", "title": "President", "for": "DZA"}, {"name": "José Álvarez", "title": "envoy", "for": "ETH"}],
   "when": {"text": "Monday", "from": "2000-06-12", "to": "2000-06-14"}, "where": {"text": "Algiers", "place": "Algiers", "country": "DZA"},
   "ordinal": 3, "format": ["indirect"], "level": "leader",
   "topics": [{"topic": "borders", "text": "the border", "certain": true}, {"topic": "borders", "text": "the line", "certain": true}],
   "outcome": {"kind": "agreement", "text": "a truce"}, "assessments": [{"term": "frank and useful", "by": "envoys"}],
   "obstacles": [{"topic": "territory", "text": "control of the town of Badme"}],
   "next": [{"kind": "meeting", "text": "another round in July", "certainty": "announced"}]},
  {"id": "m2", "status": "planned", "parties": ["FRA"]}],
 "statements": [{"speaker": "the envoy", "speaker_kind": "named", "direct": true, "text": "we are closer than we have ever been"}],
 "positions": [{"actor": "ERI", "stance": "demands", "text": "full demarcation of the border"}], "reactions": []}`

const predExample = `{"doc": {"id": "x1", "file": "x1.txt"},
 "meetings": [
  {"id": "m1", "status": "held", "parties": ["ERI", "ETH", "SDN"], "third": [{"actor": "DZA", "role": "host"}],
   "participants": [{"name": "Bouteflika", "title": "the Algerian President", "for": "DZA"}, {"name": "J. Álvarez", "title": null, "for": "ERI"}],
   "when": {"text": "Monday", "from": "2000-06-14", "to": null}, "where": {"text": "Algeria", "place": null, "country": "DZA"},
   "ordinal": 2, "format": ["indirect", "in-person"], "level": "leader",
   "topics": [{"topic": "borders", "text": "the border", "certain": true}],
   "outcome": {"kind": "partial", "text": "a truce"}, "assessments": [{"term": "frank", "by": null}],
   "obstacles": [{"topic": "territory", "text": "the town of Badme"}],
   "next": [{"kind": "visit", "text": "round in July", "certainty": "announced"}]}],
 "statements": [{"speaker": "envoy", "speaker_kind": "anonymous", "direct": true, "text": "closer than we have ever been"}],
 "positions": [{"actor": "ETH", "stance": "demands", "text": "full demarcation of the border"}], "reactions": []}`

func parse(t *testing.T, s string) *Article {
	t.Helper()
	var a Article
	if err := json.Unmarshal([]byte(s), &a); err != nil {
		t.Fatal(err)
	}
	return &a
}

// TestScore checks every field against credit worked out by hand from the
// definitions.
func TestScore(t *testing.T) {
	var tally Tally
	tally.Add(parse(t, goldExample), parse(t, predExample))
	got := tally.Score()
	for field, want := range map[string]struct {
		credit     float64
		gold, pred int
	}{
		"meeting":           {1, 2, 1},
		"parties":           {2, 3, 3}, // FRA of the missed meeting counts
		"third":             {0, 1, 1},
		"participant":       {2, 2, 2}, // names meet by their last word, accents decomposed: "lvarez"
		"participant.side":  {1, 2, 2},
		"participant.title": {1, 2, 1},
		"when":              {0.5, 1, 1}, // overlaps
		"where":             {0.5, 1, 1}, // the country only
		"status":            {1, 2, 1},
		"ordinal":           {0, 1, 1},
		"level":             {1, 1, 1},
		"format":            {1, 1, 2},
		"topic":             {1, 1, 1}, // a set
		"outcome":           {0, 1, 1},
		"assessment":        {1, 1, 1}, // 2/3 of the words
		"obstacle":          {1, 1, 1},
		"next":              {1, 1, 1},
		"statement":         {1, 1, 1},
		"statement.speaker": {1, 1, 1},
		"statement.kind":    {0, 1, 1},
		"position":          {0, 1, 1},
	} {
		r, ok := got.Fields[field]
		if !ok {
			t.Errorf("%s: no row", field)
			continue
		}
		if math.Abs(r.Credit-want.credit) > 1e-9 || r.Gold != want.gold || r.Predicted != want.pred {
			t.Errorf("%s: credit %v of gold %d and predicted %d, want %v", field, r.Credit, r.Gold, r.Predicted, want)
		}
	}
	if _, ok := got.Fields["reaction"]; ok {
		t.Error("a field that nobody fills has a row")
	}
	missed := false
	for _, e := range got.Errors {
		missed = missed || e.Field == "parties" && e.Kind == "missed" && e.What == "FRA"
	}
	if !missed {
		t.Errorf("the missed party is not listed: %v", got.Errors)
	}
}

// TestAccentedNames pins that names are compared as the script compares them:
// decomposed, so that an accent splits a word.
func TestAccentedNames(t *testing.T) {
	if got := words("José Álvarez’s"); strings.Join(got, " ") != "jose lvarez s" {
		t.Errorf("words = %q", got)
	}
}

func TestPerfect(t *testing.T) {
	var tally Tally
	a := parse(t, goldExample)
	tally.Add(a, a)
	if s := tally.Score(); s.Talks != 1 {
		t.Errorf("gold against itself scores %v", s.Talks)
	}
	var none Tally
	none.Add(a, nil)
	if s := none.Score(); s.Talks != 0 || s.Absent != 1 {
		t.Errorf("no prediction scores %v, absent %d", s.Talks, s.Absent)
	}
}

// TestAgreesWithScript compares with the gold set's own script, where
// PARLEY_TALKSBENCH names the folder that holds score.py and dev/, and
// PARLEY_PREDICTED a folder of predictions.
func TestAgreesWithScript(t *testing.T) {
	dir, pred := os.Getenv("PARLEY_TALKSBENCH"), os.Getenv("PARLEY_PREDICTED")
	if dir == "" || pred == "" {
		t.Skip("PARLEY_TALKSBENCH and PARLEY_PREDICTED are not set")
	}
	want, err := exec.Command("python3", filepath.Join(dir, "score.py"), filepath.Join(dir, "dev"), pred).Output()
	if err != nil {
		t.Fatal(err)
	}
	s, err := ScoreDirs(filepath.Join(dir, "dev"), pred)
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	if err := s.Print(&got); err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("the tables differ:\n%s\n%s", got.String(), want)
	}
}

func FuzzReadArticle(f *testing.F) {
	f.Add([]byte(goldExample), []byte(predExample))
	f.Add([]byte(`{}`), []byte(`{"meetings":[{}]}`))
	f.Fuzz(func(t *testing.T, gold, pred []byte) {
		var g, p Article
		if json.Unmarshal(gold, &g) != nil || json.Unmarshal(pred, &p) != nil {
			return
		}
		var tally Tally
		tally.Add(&g, &p)
		if s := tally.Score(); s.Talks < 0 || s.Talks > 1+1e-9 {
			t.Errorf("TALKS %v is out of range", s.Talks)
		}
	})
}

package rounds_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/eval/rounds"
	"github.com/parley-register/parley/internal/register"
)

const corpus = "../../demo/corpus/"

func load(t *testing.T) (*rounds.Truth, []parley.Document) {
	t.Helper()
	f, err := os.Open(corpus + "truth.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	truth, err := rounds.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	meta, err := os.ReadFile(corpus + "meta.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var docs []parley.Document
	for line := range strings.Lines(string(meta)) {
		var m struct{ File, Published, Publisher string }
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(corpus + m.File)
		if err != nil {
			t.Fatal(err)
		}
		d := parley.Document{Name: m.File, Publisher: m.Publisher, Text: string(text)}
		if d.Published, err = parley.ParseInterval(m.Published); err != nil {
			t.Fatal(err)
		}
		d.ID = d.DocumentID()
		docs = append(docs, d)
	}
	return truth, docs
}

// TestLinking measures linking alone: what the annotated corpus would come to
// if its articles were read without error, and by readers with the usual
// blanks and slips.
func TestLinking(t *testing.T) {
	truth, docs := load(t)
	clean := rounds.Measure(truth, register.Fold(rounds.Simulate(truth, docs, rounds.Noise{}, 0)))
	if testing.Verbose() {
		clean.Write(os.Stdout)
		clean.WriteErrors(os.Stdout)
	}
	if clean.F1() < .97 || clean.DateExact() < .99 || clean.MergeRate() > 0 {
		t.Errorf("read without error: F1 %.3f, dates %.3f, wrong merges %v", clean.F1(), clean.DateExact(), clean.WrongMerges)
	}
	if clean.ContradictionsMatched < 14 || clean.StepsRight < 55 {
		t.Errorf("read without error: %d contradictions and %d fates of next steps are right", clean.ContradictionsMatched, clean.StepsRight)
	}
	var f1, dates, merges float64
	const seeds = 20
	for seed := range uint64(seeds) {
		s := rounds.Measure(truth, register.Fold(rounds.Simulate(truth, docs, rounds.Readers, seed)))
		f1, dates, merges = f1+s.F1(), dates+s.DateExact(), merges+s.MergeRate()
		if testing.Verbose() && seed == 0 {
			s.Write(os.Stdout)
			s.WriteErrors(os.Stdout)
		}
	}
	t.Logf("with slips: F1 %.3f, dates exact %.3f, wrong merges %.3f", f1/seeds, dates/seeds, merges/seeds)
	if f1/seeds < .85 || dates/seeds < .8 || merges/seeds > .02 {
		t.Errorf("with slips: F1 %.3f, dates exact %.3f, wrong merges %.3f", f1/seeds, dates/seeds, merges/seeds)
	}
}

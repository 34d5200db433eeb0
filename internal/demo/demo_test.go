package demo_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/parley-register/parley/internal/article"
	"github.com/parley-register/parley/internal/demo"
)

// TestCorpus checks that every article is a document with a day and an outlet,
// and that the truth speaks of articles that are there.
func TestCorpus(t *testing.T) {
	files, publishers := map[string]bool{}, map[string]bool{}
	for in, err := range demo.Inputs(time.Now) {
		if err != nil {
			t.Fatal(err)
		}
		d, err := article.From(&in)
		if err != nil {
			t.Fatal(err)
		}
		if d.Title == "" || d.Publisher == "" || !d.Published.From.Exact() || d.URL == "" || d.DateFrom != "given" {
			t.Errorf("%s lacks a title, an outlet, an address or a day: %+v", in.Name, d)
		}
		if len(d.Blocks) < 3 {
			t.Errorf("%s has %d blocks", in.Name, len(d.Blocks))
		}
		files[in.Name+".txt"], publishers[d.Publisher] = true, true
	}
	if len(files) < 48 || len(files) != demo.Count() || len(publishers) < 5 {
		t.Errorf("%d articles of %d outlets; Count says %d", len(files), len(publishers), demo.Count())
	}
	b, err := demo.Truth()
	if err != nil {
		t.Fatal(err)
	}
	var truth struct {
		Processes []struct {
			Rounds []struct {
				ID        string   `json:"id"`
				Documents []string `json:"documents"`
			} `json:"rounds"`
		} `json:"processes"`
		NotTalks []string `json:"not_talks"`
	}
	if err := json.Unmarshal(b, &truth); err != nil {
		t.Fatal(err)
	}
	if len(truth.Processes) < 7 || len(truth.NotTalks) == 0 {
		t.Errorf("%d processes, %d articles that are not about talks", len(truth.Processes), len(truth.NotTalks))
	}
	for _, p := range truth.Processes {
		for _, r := range p.Rounds {
			if len(r.Documents) == 0 {
				t.Errorf("round %s has no document", r.ID)
			}
			for _, f := range r.Documents {
				if !files[f] {
					t.Errorf("round %s names %s, which is not there", r.ID, f)
				}
			}
		}
	}
}

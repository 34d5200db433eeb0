package layer

import (
	"slices"
	"testing"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp/nlptest"
)

// TestSetting: what is told of words by where they stand and how they are meant.
func TestSetting(t *testing.T) {
	d := &Doc{Doc: nlptest.Parse(t, "Norway and Chile met in Oslo on Monday. The envoys signed a pact. They may sign a map. Peru sold its fish.")}
	for i := range d.Tokens {
		if code := map[string]string{"Norway": "NOR", "Chile": "CHL", "Peru": "PER"}[d.Tokens[i].Form]; code != "" {
			d.Actors = append(d.Actors, Actor{Span: d.Tokens[i].Span, First: i, Last: i + 1, Sentence: sentenceOf(d, i), Kind: State, Code: code})
		}
	}
	d.Meetings = []Meeting{{Parties: []string{"CHL", "NOR"}, Main: true, Status: parley.Held, Triggers: []Trigger{{Sentence: 0, First: 3, Last: 4}}}}
	for text, want := range map[string][]string{
		"met":  {"meeting=within", "names=sides", "status=held", "at=lead", "main meeting", "meetings=one", "told by=the article"},
		"pact": {"meeting=sentence before", "names=no side", "length=bare"},
		"map":  {"possible", "meeting=close before"},
		"fish": {"meeting=close before", "names=no side"},
	} {
		for i := range d.Tokens {
			if d.Tokens[i].Form != text {
				continue
			}
			got := d.Setting(0, sentenceOf(d, i), i, i+1)
			for _, f := range want {
				if !slices.Contains(got, f) {
					t.Errorf("%q: no %q among %q", text, f, got)
				}
			}
			if text != "map" && slices.Contains(got, "possible") {
				t.Errorf("%q is said to be possible", text)
			}
		}
	}
}

func sentenceOf(d *Doc, token int) int {
	for n := range d.Sentences {
		if token < d.Sentences[n].Last {
			return n
		}
	}
	return len(d.Sentences)
}

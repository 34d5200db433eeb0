package next

import (
	"testing"

	"github.com/parley-register/parley/internal/nlp/nlptest"
	"github.com/parley-register/parley/internal/nlp/phrase"
)

// TestExamples runs every row of the table.
func TestExamples(t *testing.T) {
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range s.table.Misses(func(text string) []*phrase.Sentence { return nlptest.Sentences(t, text) }) {
		t.Errorf("line %d: %q is not found in its example %q", r.Line, r.Pattern, r.Example)
	}
}

func TestFind(t *testing.T) {
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"A report is due by 1 March.":                             "deadline announced",
		"The premier has accepted an invitation to visit Ankara.": "visit expected",
		"The premier has not accepted an invitation to Ankara.":   "",
		"The ministers met in Oslo.":                              "",
	} {
		got := ""
		if f := s.find(nlptest.Sentences(t, text)[0]); len(f) > 0 {
			got = string(f[0].kind) + " " + string(f[0].certainty)
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestMetIsNoMeeting: what will be met, a condition or a demand, is no meeting.
func TestMetIsNoMeeting(t *testing.T) {
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"It is hard to be sure how that condition will be met.", "The demand will be met, he said."} {
		if found := s.find(nlptest.Sentences(t, text)[0]); len(found) != 0 {
			t.Errorf("%q: %+v", text, found)
		}
	}
}

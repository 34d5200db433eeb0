package next

import (
	"strings"
	"testing"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp/nlptest"
	"github.com/parley-register/parley/internal/nlp/phrase"
	"github.com/parley-register/parley/internal/read/layer"
)

func stage(t *testing.T) *Stage {
	t.Helper()
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// words are the words of a finding in the first sentence of d.
func words(d *layer.Doc, f finding) string {
	span, ok := d.Words(d.Sentences[0].First+f.first, d.Sentences[0].First+f.last)
	if !ok {
		return ""
	}
	out, _ := span.In(d.Source.Text)
	return out
}

// TestVerbs runs every line of verbs.tsv.
func TestVerbs(t *testing.T) {
	s := stage(t)
	for _, senses := range s.verbs {
		for _, x := range senses {
			before, rest, _ := strings.Cut(x.example, "{")
			want, after, _ := strings.Cut(rest, "}")
			text := before + want + after
			d := at(t, text, "", "", "", "")
			for i := range d.Tokens {
				if d.Tokens[i].Form == "Norway" {
					d.Actors = append(d.Actors, layer.Actor{Span: d.Tokens[i].Span, First: i, Last: i + 1, Kind: layer.State, Code: "NOR"})
				}
			}
			var got []string
			for _, f := range s.clauses(d, 0, d.Prepared(0)) {
				got = append(got, string(f.kind)+" "+words(d, f))
			}
			if w := string(x.kind) + " " + want; len(got) != 1 || got[0] != w {
				t.Errorf("line %d, %s: %q, want %q", x.line, x.verb, got, w)
			}
		}
	}
}

// TestNouns: sittings and visits that the words put into the future, and those
// that they do not.
func TestNouns(t *testing.T) {
	for text, want := range map[string]string{
		"They look forward to the next round of talks.":             "next round of talks announced",
		"They discussed a possible summit of their presidents.":     "possible summit of their presidents possible",
		"The sides are ready for another meeting.":                  "another meeting expected",
		"They spoke of the planned visit.":                          "planned visit announced",
		"Norway proposed a summit.":                                 "a summit possible",
		"The minister has set a deadline.":                          "a deadline announced",
		"The meeting was held in Oslo.":                             "",
		"No fifth round is foreseen.":                               "",
		"The minister called for further talks of the leaders.":     "further talks of the leaders expected",
		"The minister calls for calm.":                              "",
		"The ministers will hold a news conference in the evening.": "",
	} {
		d := at(t, text, "", "", "", "")
		got := ""
		for _, f := range nouns(d, 0, d.Prepared(0)) {
			got += words(d, f) + " " + string(f.certainty)
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestOneOfThoseThatOverlap: a clause that counts leaves no room for its parts.
func TestOneOfThoseThatOverlap(t *testing.T) {
	s := stage(t)
	d := at(t, "The envoys met in Oslo on Monday. They agreed to hold another round of talks there in May.", "", "", "", "")
	d.Meetings = []layer.Meeting{{Parties: []string{"AAA", "BBB"}, Status: parley.Held, Main: true, Scope: []int{0, 1}, Triggers: []layer.Trigger{{First: 2, Last: 3}}}}
	d.Reading.Meetings = make([]parley.Meeting, 1)
	s.Read(d)
	got := d.Reading.Meetings[0].Next
	if len(got) != 1 || got[0].Value.Kind != parley.NextMeeting || got[0].Value.Certainty != parley.Announced {
		t.Errorf("%+v, want one meeting that is announced", got)
	}
}

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
		"The session was adjourned until Thursday.":               "meeting announced",
		"The premier has not accepted an invitation to Ankara.":   "",
		"The ministers met in Oslo.":                              "",
	} {
		got := ""
		d := at(t, text, "", "", "", "")
		if f := s.find(d, 0, d.Prepared(0)); len(f) > 0 {
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
		d := at(t, text, "", "", "", "")
		if found := s.find(d, 0, d.Prepared(0)); len(found) != 0 {
			t.Errorf("%q: %+v", text, found)
		}
	}
}

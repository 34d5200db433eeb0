package next

import (
	"strings"
	"testing"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp/nlptest"
	"github.com/parley-register/parley/internal/read/layer"
)

// at parses a text of one sentence and puts a time at words of it.
func at(t *testing.T, text, words, typ, value, when string) *layer.Doc {
	t.Helper()
	d := &layer.Doc{Doc: nlptest.Parse(t, text)}
	d.Source.Published = parley.On(parley.Date(2026, 3, 9))
	if words == "" {
		return d
	}
	start := strings.Index(text, words)
	if start < 0 {
		t.Fatalf("%q is not in %q", words, text)
	}
	x := layer.Time{Span: parley.Span{Start: start, End: start + len(words)}, Type: typ, Value: value}
	x.First = -1
	for i := range d.Tokens {
		if x.Contains(d.Tokens[i].Span) {
			if x.First < 0 {
				x.First = i
			}
			x.Last = i + 1
		}
	}
	v, err := parley.ParseInterval(when)
	if err != nil {
		t.Fatal(err)
	}
	x.When = v
	d.Times = append(d.Times, x)
	return d
}

func TestClausesWithATime(t *testing.T) {
	for _, c := range []struct {
		text, words, typ, value, when string
		kind                          parley.NextKind
		certainty                     parley.Certainty
		due                           string
	}{
		{"The treaty is to be signed in Oslo on 12 May.", "12 May", "DATE", "2026-05-12", "2026-05-12", parley.NextDocument, parley.Announced, "2026-05-12"},
		{"They undertook to withdraw their troops within three months.", "three months", "DURATION", "P3M", "", parley.NextDeadline, parley.Announced, "2026-06-09"},
		{"In June the ministers will review the whole.", "June", "DATE", "2026-06", "2026-06", parley.NextOther, parley.Announced, "2026-06"},
		{"The envoy said that the round would open on Friday.", "Friday", "DATE", "2026-03-13", "2026-03-13", parley.NextMeeting, parley.Announced, "2026-03-13"},
		{"The two agreed to convene a commission by the end of April.", "the end of April", "DATE", "2026-04", "2026-04", parley.NextMeeting, parley.Announced, "2026-04-30"},
		{"The premier may visit Rome in June.", "June", "DATE", "2026-06", "2026-06", parley.NextVisit, parley.PossibleCertainty, "2026-06"},
		{"They meet in Havana on 15 April.", "15 April", "DATE", "2026-04-15", "2026-04-15", parley.NextMeeting, parley.Announced, "2026-04-15"},
		{"Troops will leave within a month of ratification.", "a month", "DURATION", "P1M", "", "", "", ""},
		{"The treaty was signed in Oslo on 12 February.", "12 February", "DATE", "2026-02-12", "2026-02-12", "", "", ""},
		{"The ministers will review the plan that was published on 12 May.", "12 May", "DATE", "2026-05-12", "2026-05-12", "", "", ""},
		{"The plan will make the city richer in the 21st century.", "the 21st century", "DATE", "20", "2001/2100", "", "", ""},
		{"The commission will meet on 12 January.", "12 January", "DATE", "2026-01-12", "2026-01-12", "", "", ""},
	} {
		d := at(t, c.text, c.words, c.typ, c.value, c.when)
		var got []finding
		for _, f := range stage(t).clauses(d, 0, d.Prepared(0)) {
			if f.dated {
				got = append(got, f)
			}
		}
		if c.kind == "" {
			if len(got) != 0 {
				t.Errorf("%q: %v, want none", c.text, got)
			}
			continue
		}
		if len(got) != 1 || got[0].kind != c.kind || got[0].certainty != c.certainty {
			t.Errorf("%q: %v, want one, %s and %s", c.text, got, c.kind, c.certainty)
			continue
		}
		if due := dueOf(d, &d.Times[0], parley.Interval{}).String(); due != c.due {
			t.Errorf("%q: due %s, want %s", c.text, due, c.due)
		}
	}
}

func TestDurationCountsFromTheMeeting(t *testing.T) {
	d := at(t, "They must agree within ten days.", "ten days", "DURATION", "P10D", "")
	for meeting, want := range map[string]string{
		"2026-03-08":            "2026-03-18",
		"2026-03-05/2026-03-07": "2026-03-17",
		"2026-02-01":            "2026-03-19",
		"2026-03":               "2026-03-19",
		"":                      "2026-03-19",
	} {
		v, err := parley.ParseInterval(meeting)
		if err != nil {
			t.Fatal(err)
		}
		if got := dueOf(d, &d.Times[0], v).String(); got != want {
			t.Errorf("meeting %q: due %s, want %s", meeting, got, want)
		}
	}
}

func TestEither(t *testing.T) {
	d := at(t, "They will meet again in May or June.", "May", "DATE", "2026-05", "2026-05")
	june := parley.Span{Start: strings.Index(d.Source.Text, "June"), End: strings.Index(d.Source.Text, "June") + 4}
	when, err := parley.ParseInterval("2026-06")
	if err != nil {
		t.Fatal(err)
	}
	for i := range d.Tokens {
		if d.Tokens[i].Span == june {
			d.Times = append(d.Times, layer.Time{Span: june, First: i, Last: i + 1, Type: "DATE", Value: "2026-06", When: when})
		}
	}
	if got := dueOf(d, &d.Times[0], parley.Interval{}).String(); got != "2026-05/2026-06" {
		t.Errorf("due %s, want 2026-05/2026-06", got)
	}
}

func TestWhose(t *testing.T) {
	for _, c := range []struct{ text, actor, code, words, want string }{
		{"Norway will host the talks in May.", "Norway", "NOR", "host", "NOR"},
		{"They will meet again in Norway.", "Norway", "NOR", "meet", "AAA BBB"},
		{"The next round will open in May.", "", "", "open", "AAA BBB"},
		{"Norway said that both delegations will return.", "Norway", "NOR", "return", "AAA BBB"},
	} {
		d := at(t, c.text, "", "", "", "")
		d.Meetings = []layer.Meeting{{Parties: []string{"AAA", "BBB"}}}
		first := -1
		for i := range d.Tokens {
			if d.Tokens[i].Form == c.actor {
				d.Actors = append(d.Actors, layer.Actor{Span: d.Tokens[i].Span, First: i, Last: i + 1, Kind: layer.State, Code: c.code})
			}
			if d.Tokens[i].Form == c.words {
				first = i
			}
		}
		if got := strings.Join(whose(d, 0, 0, first, first+1, d.Prepared(0)), " "); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

// TestPromised: what puts a verb into the future whatever it is, and what does
// not.
func TestPromised(t *testing.T) {
	for text, want := range map[string]string{
		"Norway will guard the bridge.":                 "will",
		"Norway is to guard the bridge.":                "be",
		"Both agreed to guard the bridge.":              "agree",
		"Norway is expected to guard the bridge.":       "expect",
		"The aim of the pact is to guard the bridge.":   "",
		"One goal is to guard the bridge.":              "",
		"Norway has yet to guard the bridge.":           "",
		"The envoy must guard the bridge.":              "must",
		"Their priority for May was to guard a bridge.": "",
	} {
		d := at(t, text, "", "", "", "")
		s := d.Prepared(0)
		got := ""
		for i := range s.Tokens {
			if s.Lemma(i) == "guard" {
				if p, ok := promised(s, i); ok {
					got = p.word
				}
			}
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

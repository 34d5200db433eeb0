package topics

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp/nlptest"
	"github.com/parley-register/parley/internal/nlp/phrase"
	"github.com/parley-register/parley/internal/read/layer"
)

func TestExamples(t *testing.T) {
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range s.frames.Misses(func(text string) []*phrase.Sentence { return nlptest.Sentences(t, text) }) {
		t.Errorf("line %d: %q is not found in its example %q", r.Line, r.Pattern, r.Example)
	}
	for _, r := range s.frames.Rows {
		if r.Kind != "strong" && r.Kind != "weak" && r.Kind != "left" {
			t.Errorf("line %d: %q is neither strong, weak nor left", r.Line, r.Kind)
		}
	}
}

// meetingIn is a text that tells of one meeting, triggered by the first of its
// words that is trigger.
func meetingIn(t *testing.T, text, trigger string) *layer.Doc {
	t.Helper()
	d := &layer.Doc{Doc: nlptest.Parse(t, text)}
	m := layer.Meeting{Main: true, Status: parley.Held}
	for n := range d.Sentences {
		m.Scope = append(m.Scope, n)
		for k := d.Sentences[n].First; k < d.Sentences[n].Last && m.Triggers == nil; k++ {
			if d.Tokens[k].Form == trigger {
				m.Triggers = []layer.Trigger{{Span: d.Tokens[k].Span, First: k, Last: k + 1, Sentence: n}}
			}
		}
	}
	d.Meetings = []layer.Meeting{m}
	d.Reading.Meetings = []parley.Meeting{{ID: "m1"}}
	return d
}

// read reads the topics of a text that tells of one meeting.
func read(t *testing.T, text, trigger string) []string {
	t.Helper()
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	d := meetingIn(t, text, trigger)
	s.Read(d)
	var out []string
	for _, x := range d.Reading.Meetings[0].Topics {
		if err := x.Evidence[0].Verify(d.Source); err != nil {
			t.Error(err)
		}
		v := x.Value.Topic
		if !x.Value.Certain {
			v += "?"
		}
		out = append(out, v)
	}
	slices.Sort(out)
	return out
}

func TestRead(t *testing.T) {
	for _, c := range []struct {
		text, trigger string
		want          []string
	}{
		{"The foreign ministers met in Vienna on Monday and discussed border demarcation, the release of prisoners and trade.", "met", []string{"borders", "prisoners", "trade"}},
		{"Nuclear talks began in Geneva on Tuesday.", "talks", []string{"nuclear"}},
		{"The presidents met on Monday. They may discuss sanctions.", "met", []string{"sanctions?"}},
		{"The envoys met over lunch. The weather was fine.", "met", nil},
		{"Talks on a ceasefire began on Friday.", "Talks", []string{"ceasefire"}},
		{"The envoys met in Geneva on Friday. Prisoners, sanctions and food aid were discussed.", "met", []string{"humanitarian", "prisoners", "sanctions"}},
		{"The ministers met on Friday and discussed cooperation on energy.", "met", []string{"energy"}},
		{"The ministers met on Friday. They discussed the border with the Minister of Trade.", "met", []string{"borders"}},
	} {
		if got := read(t, c.text, c.trigger); !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

// TestTopicsGoToTheMainMeeting checks that what is discussed in a sentence with
// no meeting of its own is a topic of the one that the article is about, though
// another was mentioned between.
func TestTopicsGoToTheMainMeeting(t *testing.T) {
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	d := &layer.Doc{Doc: nlptest.Parse(t, "The ministers met on Monday. Their deputies conferred in May. They discussed sanctions.")}
	trigger := func(form string, n int) []layer.Trigger {
		for k := range d.Tokens {
			if d.Tokens[k].Form == form {
				return []layer.Trigger{{Span: d.Tokens[k].Span, First: k, Last: k + 1, Sentence: n}}
			}
		}
		t.Fatalf("no %q", form)
		return nil
	}
	d.Meetings = []layer.Meeting{
		{Main: true, Scope: []int{0}, Triggers: trigger("met", 0)},
		{Scope: []int{1, 2}, Triggers: trigger("conferred", 1)},
	}
	d.Reading.Meetings = []parley.Meeting{{ID: "m1"}, {ID: "m2"}}
	s.Read(d)
	if got := d.Reading.Meetings[0].Topics; len(got) != 1 || got[0].Value.Topic != "sanctions" {
		t.Errorf("topics of the main meeting: %v", got)
	}
}

// TestManyMeetings checks that a document that is all meetings and topics takes
// no longer than its length allows.
func TestManyMeetings(t *testing.T) {
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	const n = 300
	d := &layer.Doc{Doc: nlptest.Parse(t, strings.Repeat("They met and discussed trade, sanctions and the border. ", n))}
	for i := range d.Sentences {
		first := d.Sentences[i].First + 1
		d.Meetings = append(d.Meetings, layer.Meeting{
			Status: parley.Held, Scope: []int{i},
			Triggers: []layer.Trigger{{Span: d.Tokens[first].Span, First: first, Last: first + 1, Sentence: i}},
		})
		d.Reading.Meetings = append(d.Reading.Meetings, parley.Meeting{})
	}
	start := time.Now()
	s.Read(d)
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("%d meetings take %v", n, took)
	}
	for i := range d.Reading.Meetings {
		if got := len(d.Reading.Meetings[i].Topics); got != 3 {
			t.Fatalf("meeting %d has %d topics, want 3", i+1, got)
		}
	}
}

// TestWords checks that the words of a topic are the phrase that it stands in,
// and nothing that hangs over.
func TestWords(t *testing.T) {
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"The ministers met on Monday and discussed a durable end to the war.":                  "durable end to the war",
		"The ministers met on Monday. They discussed the release of prisoners held since May.": "release of prisoners",
		"The ministers met on Monday and discussed sanctions.":                                 "sanctions",
	} {
		d := meetingIn(t, text, "met")
		s.Read(d)
		if got := d.Reading.Meetings[0].Topics; len(got) != 1 || got[0].Quote() != want {
			t.Errorf("%q: %v, want %q", text, got, want)
		}
	}
}

package statements

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/actors"
	"github.com/parley-register/parley/internal/read/layer"
	"github.com/parley-register/parley/internal/read/quotes"
)

func read(t *testing.T, text string) *layer.Doc {
	t.Helper()
	st, err := quotes.New()
	if err != nil {
		t.Fatal(err)
	}
	m, err := nlp.New()
	if err != nil {
		t.Fatal(err)
	}
	src := &parley.Document{Text: text}
	src.ID = src.DocumentID()
	d := &layer.Doc{Doc: m.Parse(src)}
	actors.New().Read(d)
	st.Read(d)
	stage, err := New()
	if err != nil {
		t.Fatal(err)
	}
	stage.Read(d)
	return d
}

func TestStatements(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string // speaker (kind), d for direct: text
	}{
		{
			"a long quotation is one on any subject", "“The soup was cold and the room was dark,” the envoy said.",
			[]string{"the envoy (anonymous) d: The soup was cold and the room was dark"},
		},
		{"a short one is not", "The envoy called the soup “cold and dark”.", nil},
		{
			"indirect", "The foreign ministry said the talks would resume in May.",
			[]string{"The foreign ministry (institution): the talks would resume in May"},
		},
		{
			"partly quoted", "Foreign Minister Ana Reyes said the talks with both of the neighbours had been “frank and open”.",
			[]string{"Foreign Minister Ana Reyes (named): the talks with both of the neighbours had been “frank and open”"},
		},
		{
			"what is quoted at length stands for the rest", "Foreign Minister Ana Reyes said the talks were “a frank and open exchange of views”.",
			[]string{"Foreign Minister Ana Reyes (named) d: a frank and open exchange of views"},
		},
		{"an indirect statement about something else", "The health ministry estimates that forty people were killed in the country this year. It rained. Nobody came.", nil},
		{
			"in two parts", "“We met for three long hours,” Foreign Minister Ana Reyes said. “We will meet again next week.”",
			[]string{"Foreign Minister Ana Reyes (named) d: We met for three long hours", "Foreign Minister Ana Reyes (named) d: We will meet again next week."},
		},
		{
			"whom the lead describes and the next sentence names", "A Norwegian envoy said the peace talks will resume in May. Kari Dahl said the sides had agreed on a date for the talks.",
			[]string{"A Norwegian envoy (named): the peace talks will resume in May", "Kari Dahl (named): the sides had agreed on a date for the talks"},
		},
		{"a position is no statement", "The minister reiterated support for a two-year truce.", nil},
		{"a demand is no statement", "The council called for an early return to talks.", nil},
		{"nobody says it", "The soup was cold.", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := read(t, c.text)
			var got []string
			for _, s := range d.Reading.Statements {
				direct := ""
				if s.Direct {
					direct = " d"
				}
				got = append(got, fmt.Sprintf("%s (%s)%s: %s", s.Speaker, s.Kind, direct, s.Quote()))
				for _, e := range s.Evidence {
					if err := e.Verify(d.Source); err != nil {
						t.Error(err)
					}
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("statements of %q (- want, + got):\n%s", c.text, diff)
			}
		})
	}
}

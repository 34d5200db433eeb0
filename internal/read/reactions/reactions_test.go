package reactions

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/actors"
	"github.com/parley-register/parley/internal/read/layer"
	"github.com/parley-register/parley/internal/read/quotes"
)

func load(t testing.TB) (*nlp.Parser, *actors.Stage, *Stage) {
	t.Helper()
	p, err := nlp.New()
	if err != nil {
		t.Fatal(err)
	}
	st, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return p, actors.New(), st
}

func read(p *nlp.Parser, a *actors.Stage, st *Stage, text string, parties ...string) *layer.Doc {
	src := &parley.Document{Text: text}
	src.ID = src.DocumentID()
	d := &layer.Doc{Doc: p.Parse(src)}
	a.Read(d)
	q, err := quotes.New()
	if err != nil {
		panic(err)
	}
	q.Read(d)
	d.Meetings = []layer.Meeting{{Parties: parties}}
	st.Read(d)
	return d
}

func show(d *layer.Doc) []string {
	var out []string
	for _, r := range d.Reading.Reactions {
		out = append(out, fmt.Sprintf("%s %s: %s", r.Actor, r.Stance, r.Quote()))
	}
	return out
}

func TestExamples(t *testing.T) {
	p, a, st := load(t)
	for _, e := range st.entries {
		from, to := strings.Index(e.example, "{"), strings.Index(e.example, "}")
		stance := e.stance
		if stance == "" {
			stance = parley.Supports
		}
		want := fmt.Sprintf("NOR %s: %s", stance, e.example[from+1:to])
		d := read(p, a, st, strings.NewReplacer("{", "", "}", "").Replace(e.example), "FRA", "POL")
		if got := show(d); len(got) != 1 || got[0] != want {
			t.Errorf("%q: got %q, want %q", strings.Join(e.words, " "), got, want)
		}
	}
}

func TestReactions(t *testing.T) {
	p, a, st := load(t)
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"a party does not react", "France welcomed the talks in Oslo.", nil},
		{"about something else", "Norway welcomed the new bridge.", nil},
		{"denied", "Norway did not welcome the talks in Oslo.", nil},
		{"passive", "The talks were welcomed.", nil},
		{"a group by its words", "Rights groups criticized the talks in Oslo.", []string{"Rights groups opposes: criticized the talks in Oslo"}},
		{"a judgement", "Analysts described the talks as a positive signal.", []string{"Analysts supports: a positive signal"}},
		{"a judgement of a party", "French officials described the talks as a positive signal.", nil},
		{"two outsiders", "Norway and Sweden welcomed the talks in Oslo.", []string{"NOR supports: welcomed the talks in Oslo", "SWE supports: welcomed the talks in Oslo"}},
		{"with a reserve", "Norway welcomed the talks but remained skeptical about the plan.", []string{"NOR cautious: welcomed the talks but remained skeptical about the plan"}},
		{"what is urged tells the stance", "Norway urged Poland to boycott the conference.", []string{"NOR opposes: urged Poland to boycott the conference"}},
		{"urging something else", "Norway urged its farmers to save water.", nil},
		{"about what a side does", "Norway criticized France for engaging with the junta.", []string{"NOR opposes: criticized France for engaging with the junta"}},
		{"after a weekday", "Norway praised the French government on Monday for its efforts in the talks.", []string{"NOR supports: praised the French government on Monday for its efforts in the talks"}},
		{"a statement of an outsider", "Norway said that the talks in Oslo were a welcome step for the region.", []string{"NOR supports: the talks in Oslo were a welcome step for the region"}},
		{"a statement of an outsider about himself", "Norway said it would build a bridge.", nil},
		{"the sides together", "The two leaders welcomed the talks in Oslo.", nil},
		{"an answer is no reaction", "Norway rejected an offer of peace talks.", nil},
		{"a state judges", "Norway described the talks as a mistake.", []string{"NOR opposes: a mistake"}},
		{"a name that is given", "Norway called the agreement a humiliation.", []string{"NOR opposes: called the agreement a humiliation"}},
		{"a name for something told before", "The talks in Oslo ended. Norway called it a milestone.", []string{"NOR supports: called it a milestone"}},
		{"a name for another thing", "Norway called the bridge a milestone.", nil},
		{"it stands for talks told before", "The talks in Oslo ended with an agreement. Norway condemned it.", []string{"NOR opposes: condemned it"}},
		{"it stands for something else", "The bridge was opened in May. Norway condemned it.", nil},
		{"a clause between", "Norway, which pays part of the cost, supported the effort.", []string{"NOR supports: supported the effort"}},
		{"what came of talks", "Norway welcomed the outcome.", []string{"NOR supports: welcomed the outcome"}},
		{"what happens is told, not judged", "Norway said that the talks in Oslo would go on for a week.", nil},
		{"a body without a code", "Amnesty International condemned the agreement.", []string{"Amnesty International opposes: condemned the agreement"}},
		{"a party gives a name", "France called the agreement a milestone.", nil},
		{"who speaks for nobody", "Swedish analyst Nils Berg said the talks in Oslo were a mistake.", []string{"Nils Berg opposes: the talks in Oslo were a mistake"}},
		{"a lawmaker of a party's state", "French lawmaker Anne Petit criticized the agreement.", []string{"Anne Petit opposes: criticized the agreement"}},
		{"a person speaks for a side", "Norwegian Foreign Minister Nils Berg welcomed the agreement.", []string{"NOR supports: welcomed the agreement"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := read(p, a, st, c.text, "FRA", "POL")
			if diff := cmp.Diff(c.want, show(d)); diff != "" {
				t.Errorf("reactions of %q (- want, + got):\n%s", c.text, diff)
			}
			for _, r := range d.Reading.Reactions {
				for _, e := range r.Evidence {
					if err := e.Verify(d.Source); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	p, a, st := load(f)
	for _, e := range st.entries {
		f.Add(strings.NewReplacer("{", "", "}", "").Replace(e.example))
	}
	f.Fuzz(func(t *testing.T, text string) {
		d := read(p, a, st, text, "FRA", "POL")
		for _, r := range d.Reading.Reactions {
			for _, e := range r.Evidence {
				if err := e.Verify(d.Source); err != nil {
					t.Fatal(err)
				}
			}
		}
	})
}

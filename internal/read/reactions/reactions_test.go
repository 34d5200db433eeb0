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

// TestExamples: every entry of the lexicon proposes what its example marks.
func TestExamples(t *testing.T) {
	p, a, st := load(t)
	for _, e := range st.lex.entries {
		from, to := strings.Index(e.example, "{"), strings.Index(e.example, "}")
		want := e.example[from+1 : to]
		d := read(p, a, st, strings.NewReplacer("{", "", "}", "").Replace(e.example), "FRA", "POL")
		var got []string
		for _, c := range st.candidates(d) {
			text, _ := c.text.In(d.Source.Text)
			if c.actor != "NOR" || text != want {
				got = append(got, c.actor+": "+text)
				continue
			}
			if e.stance != "" && e.stance != parley.Neutral && c.stance != e.stance {
				t.Errorf("%q: stance %q, want %q", e.example, c.stance, e.stance)
			}
			got = nil
			break
		}
		if got != nil {
			t.Errorf("%q: proposed %q, want %q", e.example, got, want)
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
		{"needs are nobody", "Officials say that helping with such needs supports the talks in Oslo. Such needs support the agreement.", nil},
		{"denied", "Norway did not welcome the talks in Oslo.", []string{"NOR cautious: did not welcome the talks in Oslo"}},
		{"passive", "The talks were welcomed.", nil},
		{"a group by its words", "Rights groups criticized the talks in Oslo.", []string{"Rights groups opposes: criticized the talks in Oslo"}},
		{"a judgement of a party", "French officials described the talks as a positive signal.", nil},
		{"two outsiders", "Norway and Sweden welcomed the talks in Oslo.", []string{"NOR supports: welcomed the talks in Oslo", "SWE supports: welcomed the talks in Oslo"}},
		{"with a reserve", "Norway welcomed the talks but remained skeptical about the plan.", []string{"NOR cautious: welcomed the talks but remained skeptical about the plan"}},
		{"urging something else", "Norway urged its farmers to save water.", nil},
		{"after a weekday", "Norway praised the French government on Monday for its efforts in the talks.", []string{"NOR supports: praised the French government on Monday for its efforts in the talks"}},
		{"a statement of an outsider about himself", "Norway said it would build a bridge.", nil},
		{"the sides together", "The two leaders welcomed the talks in Oslo.", nil},
		{"a name that is given", "Norway called the agreement a humiliation.", []string{"NOR opposes: called the agreement a humiliation"}},
		{"a name for another thing", "Norway called the bridge a milestone.", nil},
		{"it stands for talks told before", "The talks in Oslo ended with an agreement. Norway condemned it.", []string{"NOR opposes: condemned it"}},
		{"a clause between", "Norway, which pays part of the cost, supported the effort.", []string{"NOR supports: supported the effort"}},
		{"what came of talks", "Norway welcomed the outcome.", []string{"NOR supports: welcomed the outcome"}},
		{"what happens is told, not judged", "Norway said that the talks in Oslo would go on for a week.", nil},
		{"a body without a code", "Amnesty International condemned the agreement.", []string{"Amnesty International opposes: condemned the agreement"}},
		{"a party gives a name", "France called the agreement a milestone.", nil},
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

// TestProposed: what the weights are asked about, and whose it would be.
func TestProposed(t *testing.T) {
	p, a, st := load(t)
	for _, c := range []struct{ name, text, actor, want string }{
		{"a judgement", "Analysts described the talks as a positive signal.", "Analysts", "a positive signal"},
		{"what is urged", "Norway urged Poland to boycott the conference.", "NOR", "urged Poland to boycott the conference"},
		{"about what a side does", "Norway criticized France for engaging with the junta.", "NOR", "criticized France for engaging with the junta"},
		{"a statement", "Norway said that the talks in Oslo were a welcome step.", "NOR", "the talks in Oslo were a welcome step"},
		{"a name that is given", "Norway called the agreement a milestone.", "NOR", "called the agreement a milestone"},
		{"who speaks for nobody", "Swedish analyst Nils Berg said the talks in Oslo were a mistake.", "Nils Berg", "the talks in Oslo were a mistake"},
		{"a lawmaker of a party's state", "French lawmaker Anne Petit criticized the agreement.", "Anne Petit", "criticized the agreement"},
		{"joined subjects", "Chile, Peru and Norway welcomed the agreement.", "NOR", "welcomed the agreement"},
		{"an echo", "Chile welcomed the agreement, as did Norway.", "NOR", "as did Norway"},
		{"an echo before its subject", "Chile welcomed the agreement. So did Norway.", "NOR", "So did Norway"},
		{"a state of mind", "Norway was wary of the talks.", "NOR", "was wary of the talks"},
		{"people called after a state", "Norwegian fishermen protested against the agreement.", "Norwegian fishermen", "protested against the agreement"},
		{"people of a place", "Residents of Bergen opposed the agreement.", "Residents of Bergen", "opposed the agreement"},
		{"a number of people", "Some 200 villagers were disappointed with the agreement.", "villagers", "disappointed with the agreement"},
		{"a capital with a mind", "Oslo welcomed the agreement.", "NOR", "welcomed the agreement"},
		{"a clause between", "Norway, which pays part of the cost, supported the effort.", "NOR", "supported the effort"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, x := range st.candidates(read(p, a, st, c.text, "FRA", "POL")) {
				text, _ := x.text.In(c.text)
				if x.actor == c.actor && text == c.want {
					return
				}
				got = append(got, x.actor+": "+text)
			}
			t.Errorf("%q: proposed %q, want %q of %s", c.text, got, c.want, c.actor)
		})
	}
}

// TestWho tells people and bodies from things.
func TestWho(t *testing.T) {
	p, a, st := load(t)
	for _, text := range []string{"Such needs support the agreement.", "Addressing needs supports the agreement.", "High costs oppose the agreement."} {
		for _, x := range st.candidates(read(p, a, st, text, "FRA", "POL")) {
			t.Errorf("%q: proposed of %q", text, x.actor)
		}
	}
	for _, text := range []string{"Carmakers support the agreement.", "Some allies support the agreement."} {
		if len(st.candidates(read(p, a, st, text, "FRA", "POL"))) == 0 {
			t.Errorf("%q: nobody proposed", text)
		}
	}
}

func FuzzRead(f *testing.F) {
	p, a, st := load(f)
	for _, e := range st.lex.entries {
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

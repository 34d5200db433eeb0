package positions

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

// pipeline is what runs before this stage, and this stage. The parties are
// given, as if a meeting had been read.
type pipeline struct {
	parser *nlp.Parser
	actors *actors.Stage
	quotes *quotes.Stage
	stage  *Stage
}

func load(t testing.TB) *pipeline {
	t.Helper()
	p := &pipeline{actors: actors.New()}
	var err error
	if p.parser, err = nlp.New(); err != nil {
		t.Fatal(err)
	}
	if p.quotes, err = quotes.New(); err != nil {
		t.Fatal(err)
	}
	if p.stage, err = New(); err != nil {
		t.Fatal(err)
	}
	return p
}

func (p *pipeline) read(text string, parties ...string) *layer.Doc {
	d := p.annotate(text, parties...)
	p.stage.Read(d)
	return d
}

func (p *pipeline) annotate(text string, parties ...string) *layer.Doc {
	src := &parley.Document{Text: text}
	src.ID = src.DocumentID()
	d := &layer.Doc{Doc: p.parser.Parse(src)}
	p.actors.Read(d)
	p.quotes.Read(d)
	d.Meetings = []layer.Meeting{{Parties: parties}}
	return d
}

func show(d *layer.Doc) []string {
	var out []string
	for _, p := range d.Reading.Positions {
		out = append(out, fmt.Sprintf("%s %s: %s", p.Actor, p.Stance, p.Quote()))
	}
	return out
}

func TestTriggerExamples(t *testing.T) {
	p := load(t)
	for _, tr := range p.stage.lex.triggers {
		text := strings.NewReplacer("[", "", "]", "", "<", "", ">", "", "{", "", "}", "").Replace(tr.example)
		from, to := strings.Index(tr.example, "{"), strings.Index(tr.example, "}")
		want := strings.TrimPrefix(tr.example[from+1:to], "to ")
		d := p.annotate(text, "ESP", "FRA")
		ok := false
		var got []string
		for _, c := range newReading(p.stage, d).candidates() {
			q, _ := c.text.Bytes(d.Doc).In(text)
			ok = ok || c.actor == "FRA" && c.stance == tr.stance && strings.TrimPrefix(q, "to ") == want
			got = append(got, fmt.Sprintf("%s %s: %s", c.actor, c.stance, q))
		}
		if !ok {
			t.Errorf("%s %q: %q gives %q", string(tr.class), tr.name(), text, got)
		}
	}
}

func TestPositions(t *testing.T) {
	p := load(t)
	for _, c := range []struct {
		name, text string
		parties    []string
		want       []string
	}{
		{
			"both sides", "France and Poland met in Oslo. Both sides called for a longer truce.",
			[]string{"FRA", "POL"},
			[]string{"FRA demands: a longer truce", "POL demands: a longer truce"},
		},
		{
			"the speaker's own words", "“We want a longer truce,” French Foreign Minister Anne Petit said.",
			[]string{"FRA", "POL"},
			[]string{"FRA seeks: a longer truce"},
		},
		{
			"denied", "France does not support the plan for a joint patrol.",
			[]string{"FRA", "POL"},
			[]string{"FRA rejects: the plan for a joint patrol"},
		},
		{
			"refusal", "Poland will not sign the joint statement.",
			[]string{"FRA", "POL"},
			[]string{"POL rejects: sign the joint statement"},
		},
		{
			"red line", "Poland will never cede the islands.",
			[]string{"FRA", "POL"},
			[]string{"POL red-line: cede the islands"},
		},
		{"who is not at the table has few", "Norway hailed the fair.", []string{"FRA", "POL"}, nil},
		{
			"an apposition names the side", "The region's largest armed group, known as the FARC, rejected a longer truce.",
			[]string{"COL", "FARC"},
			[]string{"FARC rejects: a longer truce"},
		},
		{
			"what somebody calls it", "Both sides condemned what they described as a threat to the border treaty.",
			[]string{"FRA", "POL"},
			[]string{"FRA rejects: a threat to the border treaty", "POL rejects: a threat to the border treaty"},
		},
		{
			"a condition", "Poland says it will not return to the talks until France lifts its sanctions.",
			[]string{"FRA", "POL"},
			[]string{"POL rejects: return to the talks", "POL demands: France lifts its sanctions"},
		},
		{"what was talked of is no stand", "The two ministers discussed the need for another meeting.", []string{"FRA", "POL"}, nil},
		{"passive", "A longer truce was demanded.", []string{"FRA", "POL"}, nil},
		{
			"passive with an agent", "The plan for a joint patrol was rejected by Poland.",
			[]string{"FRA", "POL"},
			[]string{"POL rejects: The plan for a joint patrol"},
		},
		{
			"a relative clause", "France proposed a truce to the rebels of the FARC, who are ready to discuss the border.",
			[]string{"FRA", "FARC"},
			[]string{"FRA offers: a truce to the rebels of the FARC", "FARC offers: discuss the border"},
		},
		{
			"what there can be none of", "Poland said there could be no truce without a vote.",
			[]string{"FRA", "POL"},
			[]string{"POL rejects: no truce without a vote"},
		},
		{
			"what cannot be had", "Poland’s foreign minister, Jan Nowak, said the plan for a joint patrol was unacceptable.",
			[]string{"FRA", "POL"},
			[]string{"POL red-line: the plan for a joint patrol was unacceptable"},
		},
		{
			"a list is kept, an aside is not", "France reaffirmed its support for the sovereignty, unity and borders of Poland, which it recognised in 1991.",
			[]string{"FRA", "POL"},
			[]string{"FRA supports: the sovereignty, unity and borders of Poland"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := p.read(c.text, c.parties...)
			if diff := cmp.Diff(c.want, show(d)); diff != "" {
				t.Errorf("positions of %q (- want, + got):\n%s", c.text, diff)
			}
			for _, pos := range d.Reading.Positions {
				for _, e := range pos.Evidence {
					if err := e.Verify(d.Source); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	p := load(f)
	for _, tr := range p.stage.lex.triggers {
		f.Add(strings.NewReplacer("[", "", "]", "", "<", "", ">", "", "{", "", "}", "").Replace(tr.example))
	}
	f.Fuzz(func(t *testing.T, text string) {
		d := p.read(text, "FRA", "POL")
		for _, pos := range d.Reading.Positions {
			if pos.Actor == "" || pos.Stance == "" || pos.Topic == "" || len(pos.Evidence) == 0 {
				t.Fatalf("a position is not whole: %+v", pos)
			}
			for _, e := range pos.Evidence {
				if err := e.Verify(d.Source); err != nil {
					t.Fatal(err)
				}
			}
		}
	})
}

// TestMoreCandidates: what is wanted need not follow its trigger.
func TestMoreCandidates(t *testing.T) {
	p := load(t)
	for _, c := range []struct{ name, text, actor, want string }{
		{"they are those who say it", "France and Spain say they will not withdraw their troops from the islands.", "ESP", "withdraw their troops from the islands"},
		{"what ought not to be", "Poland’s foreign minister, Jan Nowak, said that the council should not lift its sanctions.", "POL", "the council should not lift its sanctions"},
		{"joined", "France called for a truce and for the release of prisoners.", "FRA", "the release of prisoners"},
		{"joined clauses", "France asked that the border stay open and that vessels be returned.", "FRA", "vessels be returned"},
		{"an aside", "France asked in return for a longer truce.", "FRA", "a longer truce"},
		{"a weekday", "France called on Saturday for a longer truce.", "FRA", "a longer truce"},
		{"spelled out", "France insisted on something else: a timetable for the army.", "FRA", "a timetable for the army"},
		{"relative", "The envoys spoke of the corridor that France has sought.", "FRA", "the corridor"},
		{"cleft", "What France wants is a longer truce.", "FRA", "a longer truce"},
		{"would like", "France would like a say in the talks.", "FRA", "a say in the talks"},
		{"not to", "France promised not to arm the rebels.", "FRA", "not to arm the rebels"},
		{"a promise told", "France will pay for the bridge.", "FRA", "pay for the bridge"},
		{"not up for discussion", "France said the island was not up for discussion.", "FRA", "the island was not up for discussion"},
		{"who is meant", "France has closed the border. It wants a longer truce.", "FRA", "a longer truce"},
		{"who the government is", "France has closed the border. The government wants a longer truce.", "FRA", "a longer truce"},
		{"a capital with a mind", "Paris wants a longer truce.", "FRA", "a longer truce"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, x := range p.stage.Samples(p.read(c.text, "FRA", "POL")) {
				if x.Actor == c.actor && x.Text == c.want {
					return
				}
				got = append(got, x.Actor+": "+x.Text)
			}
			t.Errorf("%q: candidates %q, want %q of %s", c.text, got, c.want, c.actor)
		})
	}
}

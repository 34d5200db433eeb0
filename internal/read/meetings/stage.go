package meetings

import (
	"fmt"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp/weigh"
	"github.com/parley-register/parley/internal/read/layer"
)

// rulesVersion changes when the rules change in a way that the data files do
// not show.
const rulesVersion = "2"

// Stage reads meetings. It implements read.Stage.
type Stage struct {
	lex     *lexicon
	model   weigh.Weights
	sides   weigh.Weights
	thirds  weigh.Weights
	seats   weigh.Weights
	version string
}

// New is the stage with its embedded lexicon.
func New() (*Stage, error) {
	lex, err := loadLexicon()
	if err != nil {
		return nil, err
	}
	s := &Stage{lex: lex}
	for _, t := range []struct {
		name, table string
		to          *weigh.Weights
	}{{"counts.tsv", countsTSV, &s.model}, {"sides.tsv", sidesTSV, &s.sides}, {"thirds.tsv", thirdsTSV, &s.thirds}, {"seats.tsv", seatsTSV, &s.seats}} {
		if *t.to, err = weigh.Load(t.table); err != nil {
			return nil, fmt.Errorf("%s: %w", t.name, err)
		}
	}
	s.version = rulesVersion + "." + lex.version + "." + parley.DigestOfFields(countsTSV, sidesTSV, thirdsTSV, seatsTSV).Short()
	return s, nil
}

// WithSides is s with other weights of who the sides are; it is for training.
func (s *Stage) WithSides(w weigh.Weights) *Stage {
	c := *s
	c.sides = w
	return &c
}

// Name is the stage's name.
func (*Stage) Name() string { return "meetings" }

// Needs lists the layers that must be there. A parse is used where there is one.
func (*Stage) Needs() []string {
	return []string{layer.Sentences, layer.Tags, layer.Actors, layer.Times, layer.Places}
}

// Adds lists the layers it makes.
func (*Stage) Adds() []string { return []string{layer.Meetings} }

// Version covers rules and data.
func (s *Stage) Version() string { return s.version }

// Read adds the meetings of d.
func (s *Stage) Read(d *layer.Doc) {
	if len(d.Sentences) == 0 {
		return
	}
	v := newView(d)
	v.build(s, v.read(s))
}

// read finds the mentions and decides who their sides are.
func (v *view) read(s *Stage) []mention {
	ms := v.propose(s.lex)
	v.weighSides(s.sides, ms)
	return v.split(ms)
}

// propose finds the mentions and completes them by rules.
func (v *view) propose(lex *lexicon) []mention {
	v.lex = lex
	ms := v.series(lex, v.mentions(lex))
	v.addVisited(ms)
	v.atSummits(ms)
	v.inviters(ms)
	v.complete(ms)
	v.retold(ms)
	v.inherit(ms)
	return ms
}

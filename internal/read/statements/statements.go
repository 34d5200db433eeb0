package statements

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp/weigh"
	"github.com/parley-register/parley/internal/read/layer"
)

//go:embed weights.tsv
var weightsTSV string

// bar is the log-odds from which a candidate counts.
const bar = 0

// Stage makes statements of attributions. It is safe for concurrent use.
type Stage struct {
	weights weigh.Weights
	faults  map[string]byte
	version string
}

// New loads the weights. An error is a defect of the data file.
func New() (*Stage, error) {
	w, err := weigh.Load(weightsTSV)
	if err != nil {
		return nil, fmt.Errorf("weights.tsv: %w", err)
	}
	_, faults, err := loadFaults()
	if err != nil {
		return nil, err
	}
	return &Stage{weights: w, faults: faults, version: parley.DigestOfFields("statements/3", weightsTSV, blameTSV).Short()}, nil
}

// Name is "statements".
func (*Stage) Name() string { return "statements" }

// Needs lists the layers that must be there.
func (*Stage) Needs() []string {
	return []string{layer.Actors, layer.Attributions, layer.Meetings}
}

// Adds lists the layers that it adds.
func (*Stage) Adds() []string { return []string{layer.Statements} }

// Version changes with the rules and the weights.
func (st *Stage) Version() string { return st.version }

// long is the number of words from which a quotation is a statement on any
// subject.
const long = 5

// Read adds d.Reading.Statements.
func (st *Stage) Read(d *layer.Doc) {
	b := st.blamer(d)
	for _, q := range d.Quotations {
		if q.Words < long {
			continue
		}
		a := &layer.Attribution{Frame: "quote", Modality: parley.Asserted}
		if q.Attribution > 0 {
			a = &d.Attributions[q.Attribution-1]
		}
		st.add(b, a, q.Span, true)
	}
	for _, c := range newView(d).candidates() {
		if st.weights.Odds(c.features)+c.prior >= bar {
			st.add(b, &d.Attributions[c.attribution], c.at, false)
		}
	}
	st.accusations(b)
}

// Accusation is the rule of what is no statement in so many words: "Peru blamed
// Chile for the failure".
const Accusation = "statements.accusation"

// accusations adds what sides of talks lay at each other's door.
func (st *Stage) accusations(b *blamer) {
	d := b.d
	sides := map[string]bool{}
	for i := range d.Meetings {
		for _, p := range d.Meetings[i].Parties {
			sides[p] = true
		}
	}
	for i := range d.Attributions {
		a := &d.Attributions[i]
		if !accusing[a.Lemma] || len(a.Content) == 0 || a.Actor == 0 || a.Modality != parley.Asserted {
			continue
		}
		codes := d.Codes(&d.Actors[a.Actor-1])
		if len(codes) != 1 || !sides[codes[0]] {
			continue
		}
		k := d.ActorFrom(a.Content[0].Start) // the first is the one who is accused
		if k == len(d.Actors) || d.Actors[k].End > a.Content[0].End {
			continue
		}
		if whom := d.Codes(&d.Actors[k]); len(whom) == 1 && sides[whom[0]] && whom[0] != codes[0] {
			st.add(b, a, a.Content[0], false)
			said := &d.Reading.Statements[len(d.Reading.Statements)-1]
			said.Blames, said.Rule = whom, Accusation
		}
	}
}

// Sample is a candidate for an indirect statement, for fitting the weights.
type Sample struct {
	Text     string
	Features []string
}

// Samples lists the candidates of d that the weights decide on.
func (st *Stage) Samples(d *layer.Doc) []Sample {
	var out []Sample
	for _, c := range newView(d).candidates() {
		out = append(out, Sample{quote(d, c.at), c.features})
	}
	return out
}

// Explain tells of each candidate for an indirect statement how far the weights
// speak for it, and the features that weigh most.
func (st *Stage) Explain(d *layer.Doc) []string {
	var out []string
	for _, c := range newView(d).candidates() {
		odds := st.weights.Odds(c.features) + c.prior
		verdict := "a statement"
		if odds < bar {
			verdict = "no statement"
		}
		a := &d.Attributions[c.attribution]
		out = append(out, fmt.Sprintf("sentence %d, %q by %q (cue %q): %s at %+.2f for %s",
			a.Sentence+1, quote(d, c.at), a.Speaker, a.Lemma, verdict, odds, strings.Join(st.weights.Reasons(c.features, 6), "; ")))
	}
	return out
}

// speaker reports whether the source can speak: a person, a body or a paper,
// not a thing or a fact.
func speaker(a *layer.Attribution) bool {
	switch strings.ToLower(a.Speaker) {
	case "", "i", "we", "you", "this", "that", "these", "it all":
		return false
	}
	return a.Kind != ""
}

func (st *Stage) add(b *blamer, a *layer.Attribution, at parley.Span, direct bool) {
	d := b.d
	s := parley.Statement{
		Speaker: a.Speaker, Kind: a.Kind, Direct: direct,
		Note: parley.Note{Modality: a.Modality, By: a.Speaker, Evidence: []parley.Evidence{d.Source.Quote(at)}, Rule: "statements." + a.Frame},
	}
	for _, src := range a.Source[:min(1, len(a.Source))] {
		s.Evidence = append(s.Evidence, d.Source.Quote(src))
	}
	for _, cue := range a.Cue {
		s.Evidence = append(s.Evidence, d.Source.Quote(cue))
	}
	if a.Actor > 0 {
		if codes := d.Codes(&d.Actors[a.Actor-1]); len(codes) == 1 {
			s.Actor = codes[0]
		}
	}
	s.Blames = b.blamed(at, s.Actor)
	for _, hop := range a.Chain {
		h := &d.Attributions[hop]
		// "the agency quoted X as saying" comes by way of the agency, "the agency
		// said, citing X" by way of X
		switch {
		case len(h.Content) > 0 && len(a.Source) > 0 && !h.Content[0].Overlaps(a.Source[0]):
			s.Via = append(s.Via, parley.Hop{Source: quote(d, h.Content[0]), Evidence: d.Source.Quote(h.Content[0])})
		case len(h.Source) > 0:
			s.Via = append(s.Via, parley.Hop{Source: h.Speaker, Evidence: d.Source.Quote(h.Source[0])})
		}
	}
	d.Reading.Statements = append(d.Reading.Statements, s)
}

func words(s string) int { return len(strings.Fields(s)) }

// WeightsHeader stands at the head of weights.tsv.
const WeightsHeader = `# Which indirect statements are about talks: the log-odds that each feature gives; their sum decides. Fitted, not written by hand:
# parley train statements DIR internal/read/statements/weights.tsv
`

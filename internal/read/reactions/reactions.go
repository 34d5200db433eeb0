package reactions

import (
	_ "embed"
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp/clause"
	"github.com/parley-register/parley/internal/nlp/weigh"
	"github.com/parley-register/parley/internal/read/layer"
)

//go:embed weights.tsv
var weightsTSV string

// WeightsHeader stands at the head of weights.tsv.
const WeightsHeader = `# Which candidates are reactions: the log-odds that each feature gives; their sum decides. Fitted, not written by hand:
# parley train reactions DIR... internal/read/reactions/weights.tsv
`

// bar is the log-odds from which a candidate counts.
const bar = -0.9

// Stage reads reactions. It is safe for concurrent use.
type Stage struct {
	lex     *words
	weights weigh.Weights
	version string
}

// New loads the lexicon and the weights. An error is a defect of the data
// files.
func New() (*Stage, error) {
	lex, err := loadLexicon()
	if err != nil {
		return nil, err
	}
	w, err := weigh.Load(weightsTSV)
	if err != nil {
		return nil, fmt.Errorf("weights.tsv: %w", err)
	}
	return &Stage{lex, w, parley.DigestOfFields("reactions/3", verbsTSV, judgementsTSV, objectsTXT, weightsTSV).Short()}, nil
}

// Name is "reactions".
func (*Stage) Name() string { return "reactions" }

// Needs lists the layers that must be there.
func (*Stage) Needs() []string {
	return []string{layer.Actors, layer.Places, layer.Attributions, layer.Meetings}
}

// Adds lists the layers that it adds.
func (*Stage) Adds() []string { return []string{layer.Reactions} }

// Version changes with the rules, the lexicon and the weights.
func (st *Stage) Version() string { return st.version }

// Read adds d.Reading.Reactions.
func (st *Stage) Read(d *layer.Doc) {
	for _, c := range st.choose(st.candidates(d)) {
		d.Reading.Reactions = append(d.Reading.Reactions, parley.Reaction{
			Actor: c.actor, Stance: c.stance,
			Note: parley.Note{
				Modality: parley.Asserted, By: d.SpeakerOf(c.text), Rule: "reactions." + c.frame,
				Evidence: []parley.Evidence{d.Source.Quote(c.text), d.Source.Quote(c.who)},
			},
		})
	}
}

// Sample is a candidate for a reaction, for fitting the weights.
type Sample struct {
	parley.Span
	Actor    string
	Text     string
	Features []string
}

// Samples lists the candidates of d that the weights decide on.
func (st *Stage) Samples(d *layer.Doc) []Sample {
	var out []Sample
	for _, c := range st.candidates(d) {
		text, _ := c.text.In(d.Source.Text)
		out = append(out, Sample{c.text, c.actor, text, c.features})
	}
	return out
}

// Explain tells of each candidate how far the weights speak for it, and the
// features that weigh most.
func (st *Stage) Explain(d *layer.Doc) []string {
	var out []string
	for _, c := range st.candidates(d) {
		text, _ := c.text.In(d.Source.Text)
		verdict := "a reaction"
		if c.odds < bar {
			verdict = "no reaction"
		}
		out = append(out, fmt.Sprintf("sentence %d, %s %s %q: %s at %+.2f for %s",
			c.sentence+1, c.actor, c.stance, text, verdict, c.odds, strings.Join(st.weights.Reasons(c.features, 6), "; ")))
	}
	return out
}

// choose keeps the candidates that the weights speak for; of two about the same
// words of one actor, the likelier.
func (st *Stage) choose(cs []candidate) []candidate {
	order := make([]int, 0, len(cs))
	for i := range cs {
		if cs[i].odds >= bar {
			order = append(order, i)
		}
	}
	sort.SliceStable(order, func(a, b int) bool { return cs[order[a]].odds > cs[order[b]].odds })
	var keep []int
	for _, i := range order {
		if !slices.ContainsFunc(keep, func(k int) bool {
			return cs[k].actor == cs[i].actor && (cs[k].text.Overlaps(cs[i].text) || cs[k].sentence == cs[i].sentence && cs[k].frame != cs[i].frame)
		}) {
			keep = append(keep, i)
		}
	}
	slices.Sort(keep)
	out := make([]candidate, len(keep))
	for k, i := range keep {
		out[k] = cs[i]
	}
	return out
}

// candidates lists what may be a reaction, by sentence.
func (st *Stage) candidates(d *layer.Doc) []candidate {
	if len(d.Meetings) == 0 {
		return nil // nobody talks, so nobody reacts
	}
	r := newReading(st, d)
	for n, s := range d.Sentences {
		in := &clause.Sentence{Doc: d.Doc, N: n, First: s.First, Last: s.Last}
		in.First = in.Dateline()
		r.predicates(in)
	}
	r.words()
	slices.SortStableFunc(r.out, func(a, b candidate) int {
		if a.sentence != b.sentence {
			return a.sentence - b.sentence
		}
		return a.text.Start - b.text.Start
	})
	heard := map[string]int{}
	for i := range r.out {
		c := &r.out[i]
		c.features = append(c.features, r.beside(i)...)
		switch n := heard[c.actor+"\x00"+c.frame]; {
		case n > 3:
			c.features = append(c.features, "heard often before")
		case n > 0:
			c.features = append(c.features, "heard before")
		}
		heard[c.actor+"\x00"+c.frame]++
		slices.Sort(c.features)
		c.features = slices.Compact(c.features)
		c.odds = st.weights.Odds(c.features)
		if slices.Contains(c.features, settled) {
			c.odds = max(c.odds, 0)
		}
	}
	return r.out
}

package positions

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/lexicon/topic"
	"github.com/parley-register/parley/internal/nlp/clause"
	"github.com/parley-register/parley/internal/nlp/weigh"
	"github.com/parley-register/parley/internal/read/layer"
)

//go:embed weights.tsv
var weightsTSV string

// WeightsHeader stands at the head of weights.tsv.
const WeightsHeader = `# Which candidates are positions: the log-odds that each feature gives; their sum decides. Fitted, not written by hand:
# parley train positions DIR internal/read/positions/weights.tsv
`

// bar is the log-odds from which a candidate counts.
const bar = -0.8

// Stage reads positions. It is safe for concurrent use.
type Stage struct {
	lex     *lexicon
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
	return &Stage{lex, w, parley.DigestOfFields("positions/2", topic.Version, triggersTSV, weightsTSV).Short()}, nil
}

// Name is "positions".
func (*Stage) Name() string { return "positions" }

// Needs lists the layers that must be there.
func (*Stage) Needs() []string {
	return []string{layer.Actors, layer.Attributions, layer.Meetings}
}

// Adds lists the layers that it adds.
func (*Stage) Adds() []string { return []string{layer.Positions} }

// Version changes with the rules, the lexicon and the weights.
func (st *Stage) Version() string { return st.version }

// Read adds d.Reading.Positions.
func (st *Stage) Read(d *layer.Doc) {
	r := newReading(st, d)
	for _, c := range st.choose(r.candidates()) {
		d.Reading.Positions = append(d.Reading.Positions, r.position(c))
	}
}

// Sample is a candidate for a position, for fitting the weights.
type Sample struct {
	parley.Span
	Actor    string
	Text     string
	Features []string
}

// Samples lists the candidates of d that the weights decide on.
func (st *Stage) Samples(d *layer.Doc) []Sample {
	r := newReading(st, d)
	var out []Sample
	for _, c := range r.candidates() {
		at := c.text.Bytes(d.Doc)
		text, _ := at.In(d.Source.Text)
		out = append(out, Sample{at, c.actor, text, c.features})
	}
	return out
}

// Explain tells of each candidate how far the weights speak for it, and the
// features that weigh most.
func (st *Stage) Explain(d *layer.Doc) []string {
	var out []string
	for _, c := range newReading(st, d).candidates() {
		text, _ := c.text.Bytes(d.Doc).In(d.Source.Text)
		odds := st.weights.Odds(c.features)
		verdict := "a position"
		if odds < bar {
			verdict = "no position"
		}
		out = append(out, fmt.Sprintf("sentence %d, %s %s %q (entry %q): %s at %+.2f for %s",
			c.sentence+1, c.actor, c.stance, text, c.word, verdict, odds, strings.Join(st.weights.Reasons(c.features, 6), "; ")))
	}
	return out
}

// candidates lists what may be a position, in text order.
func (r *reading) candidates() []candidate {
	var out []candidate
	all := r.find()
	v := r.view()
	for i := range all {
		f := &all[i]
		common := append(v.features(f), nesting(all, i)...)
		for _, a := range f.actors {
			c := candidate{found: f, actor: a, features: append(common[:len(common):len(common)], v.actor(f, a)...)}
			out = append(out, c)
		}
		for _, g := range f.guesses {
			c := candidate{found: f, actor: g.code, features: append(common[:len(common):len(common)], v.actor(f, g.code)...)}
			c.features = append(c.features, g.features...)
			out = append(out, c)
		}
	}
	for i := range out {
		slices.Sort(out[i].features)
		out[i].features = slices.Compact(out[i].features)
	}
	return out
}

// nesting tells whether the trigger of all[i] stands in what another candidate
// says is wanted, or holds the trigger of another.
func nesting(all []found, i int) []string {
	f := &all[i]
	var out []string
	for k := i - 1; k >= 0 && all[k].sentence == f.sentence; k-- {
		if in := all[k].text; in.First <= f.at && f.at < in.Last {
			out = append(out, "within another")
			break
		}
	}
	for k := i + 1; k < len(all) && all[k].sentence == f.sentence; k++ {
		if at := all[k].at; f.text.First <= at && at < f.text.Last {
			out = append(out, "holds another")
			break
		}
	}
	return out
}

// choose keeps the candidates that the weights speak for; of two about the
// same words of one actor, the likelier.
func (st *Stage) choose(cs []candidate) []candidate {
	order := make([]int, 0, len(cs))
	for i := range cs {
		if cs[i].odds = st.weights.Odds(cs[i].features); cs[i].odds >= bar {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case cs[a].odds > cs[b].odds:
			return -1
		case cs[a].odds < cs[b].odds:
			return 1
		}
		return 0
	})
	type place struct {
		actor    string
		sentence int
	}
	taken, settled := map[place][]clause.Range{}, map[*found]bool{}
	var keep []int
	for _, i := range order {
		c := &cs[i]
		at := place{c.actor, c.sentence}
		if len(c.guesses) > 0 {
			if settled[c.found] {
				continue // one is meant
			}
			settled[c.found] = true
		}
		if slices.ContainsFunc(taken[at], func(t clause.Range) bool { return same(t, c.text) }) {
			continue
		}
		taken[at] = append(taken[at], c.text)
		keep = append(keep, i)
	}
	slices.Sort(keep)
	out := make([]candidate, len(keep))
	for k, i := range keep {
		out[k] = cs[i]
	}
	return out
}

// same reports whether two ranges of one sentence share more than half of the
// shorter.
func same(a, b clause.Range) bool {
	both := min(a.Last, b.Last) - max(a.First, b.First)
	return 2*both > min(a.Last-a.First, b.Last-b.First)
}

// position makes the position that c says.
func (r *reading) position(c candidate) parley.Position {
	d := r.d
	modality := parley.Asserted
	if c.group.possible {
		modality = parley.Possible
	} else if c.group.future {
		modality = parley.Planned
	}
	by := ""
	if k := r.within[c.at]; k > 0 {
		by = d.Attributions[k-1].Speaker
	}
	sen := d.Sentences[c.sentence]
	about := r.topic(c.text)
	if about == "" {
		about = r.topic(clause.Range{First: sen.First, Last: sen.Last})
	}
	if about == "" {
		about = topic.Other
	}
	return parley.Position{
		Actor: c.actor, Stance: c.stance, Topic: about,
		Note: parley.Note{
			Modality: modality, By: by, Rule: "positions." + c.frame,
			Evidence: []parley.Evidence{
				d.Source.Quote(c.text.Bytes(d.Doc)), d.Source.Quote(clause.Range{First: c.at, Last: c.at + 1}.Bytes(d.Doc)), d.Source.Quote(c.who.Bytes(d.Doc)),
			},
		},
	}
}

// topic is what the words of a range speak of, or "".
func (r *reading) topic(in clause.Range) string {
	words := make([]topic.Word, 0, in.Last-in.First)
	for i := in.First; i < in.Last; i++ {
		t := &r.d.Tokens[i]
		words = append(words, topic.Word{Lemma: clause.Lemma(t), Form: strings.ToLower(t.Form)})
	}
	return topic.Best(topic.Find(words))
}

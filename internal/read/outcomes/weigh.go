package outcomes

import (
	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp/phrase"
	"github.com/parley-register/parley/internal/read/layer"
)

// WeightsHeader stands at the head of weights.tsv.
const WeightsHeader = `# Which words tell the outcome of a meeting: the log-odds that each feature gives; their sum decides. Fitted, not written by hand:
# parley train outcomes DIR... internal/read/outcomes/weights.tsv
`

// bar is the log-odds from which a candidate counts, textBar that of a joint
// text: such a text there is or is not, and only what it promises beats it.
// noneBar is that of words which say outright that nothing was agreed.
const (
	bar     = -0.75
	textBar = -2.0
	noneBar = -1.0
)

// candidate is a finding with the meeting that it may be the outcome of.
type candidate struct {
	Finding
	sentence int
	meeting  int
	span     parley.Span
	features []string
	odds     float64
}

// Sample is a candidate for an outcome, for fitting the weights.
type Sample struct {
	Kind     parley.Outcome
	Meeting  int
	Features []string
}

// Samples lists the candidates of d that the weights decide on.
func (s *Stage) Samples(d *layer.Doc) []Sample {
	var out []Sample
	for _, c := range s.all(d) {
		out = append(out, Sample{c.Kind, c.meeting, c.features})
	}
	return out
}

// all are the candidates of d with the meeting that each may be the outcome of.
func (s *Stage) all(d *layer.Doc) []candidate {
	if len(d.Meetings) == 0 {
		return nil
	}
	var out []candidate
	for n := range d.Sentences {
		sent := d.Prepared(n)
		first := d.Sentences[n].First
		heading := d.Blocks[d.Sentences[n].Block].Kind == parley.Heading
		for _, f := range s.find(sent, heading) {
			if len(f.Doubts) > 0 {
				continue
			}
			m, ok := meetingOf(d, n, first+f.From, first+f.To)
			if at, is := placeOf(d, n, sent, f); is {
				m, ok = meetingAt(d, at)
			} else if f.Place {
				continue
			}
			if !ok || !tookPlace(d.Reading.Meetings[m].Status.Value) {
				continue
			}
			span, ok := d.Words(first+f.From, first+f.To)
			if !ok {
				continue
			}
			f.Sentence = n
			out = append(out, candidate{Finding: f, sentence: n, meeting: m, span: span})
		}
	}
	for i := range out {
		c := &out[i]
		c.features = c.describe(d, d.Prepared(c.sentence), out)
		c.odds = s.weights.Odds(c.features)
	}
	return out
}

// counts reports whether c is likely enough to be an outcome.
func (c *candidate) counts() bool {
	return c.odds >= bar || c.Kind == parley.JointStatement && c.odds >= textBar || c.Kind == parley.NoAgreement && !c.Weak && !c.Told && c.odds >= noneBar
}

// describe names what speaks for and against c among all candidates.
func (c *candidate) describe(d *layer.Doc, s *phrase.Sentence, all []candidate) []string {
	first := d.Sentences[c.sentence].First
	f := append([]string{"always", "kind=" + string(c.Kind)}, d.Setting(c.meeting, c.sentence, first+c.From, first+c.To)...)
	add := func(on bool, name string) {
		if on {
			f = append(f, name)
		}
	}
	add(c.Weak, "weak")
	add(c.Told, "predicate")
	add(!own(d, c.sentence, c.meeting, s, c.Finding), "by others")
	add(background(d, c.sentence, c.meeting, s, c.Finding), "long before")
	heavier, earlier, alike := false, false, false
	for i := range all {
		o := &all[i]
		if o == c || o.meeting != c.meeting || o.Kind == c.Kind && o.span.Overlaps(c.span) {
			continue
		}
		heavier = heavier || o.weight() > c.weight()
		earlier = earlier || o.span.Start < c.span.Start
		alike = alike || o.Kind == c.Kind
	}
	add(heavier, "beside a heavier one")
	add(!heavier, "heaviest "+string(c.Kind))
	add(earlier, "after another")
	add(alike, "told twice")
	return f
}

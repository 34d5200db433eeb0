package topics

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/lexicon/topic"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/phrase"
	"github.com/parley-register/parley/internal/nlp/weigh"
	"github.com/parley-register/parley/internal/read/layer"
)

//go:embed frames.tsv
var framesTSV string

//go:embed weights.tsv
var weightData string

// Stage reads topics. It implements read.Stage and is safe for concurrent use.
type Stage struct {
	frames  *phrase.Table
	weights weigh.Weights
	version string
}

// New is the stage with its tables.
func New() (*Stage, error) {
	t, err := phrase.ParseTable("frames.tsv", framesTSV)
	if err != nil {
		return nil, err
	}
	w, err := weigh.Load(weightData)
	if err != nil {
		return nil, fmt.Errorf("weights.tsv: %w", err)
	}
	return &Stage{t, w, parley.DigestOfFields("topics/3", framesTSV, weightData, topic.Version).Short()}, nil
}

// Name is the stage's name.
func (*Stage) Name() string { return "topics" }

// Needs lists the layers it reads.
func (*Stage) Needs() []string {
	return []string{layer.Tags, layer.Parse, layer.Names, layer.Attributions, layer.Meetings}
}

// Adds lists the layers it makes.
func (*Stage) Adds() []string { return []string{layer.Topics} }

// Version covers rules and data.
func (s *Stage) Version() string { return s.version }

// Read gives each meeting its topics.
func (s *Stage) Read(d *layer.Doc) {
	for _, c := range s.chosen(d) {
		if t, ok := cite(d, c); ok {
			into := &d.Reading.Meetings[c.meeting].Topics
			*into = append(*into, t)
		}
	}
	for i := range d.Reading.Meetings {
		slices.SortStableFunc(d.Reading.Meetings[i].Topics, func(a, b parley.Cited[parley.Topic]) int {
			return a.Evidence[0].Span.Compare(b.Evidence[0].Span)
		})
	}
}

// chosen are the candidates likely enough to count; of a meeting for which none does, those
// that its own sentences name outright.
func (s *Stage) chosen(d *layer.Doc) []candidate {
	all := s.candidates(d)
	var out []candidate
	for i := 0; i < len(all); {
		j := i
		for j < len(all) && all[j].meeting == all[i].meeting {
			j++
		}
		n := len(out)
		for _, c := range all[i:j] {
			if s.weights.Odds(c.describe(d, all)) >= bar {
				out = append(out, c)
			}
		}
		if len(out) == n {
			for _, c := range all[i:j] {
				if c.told() {
					out = append(out, c)
				}
			}
		}
		i = j
	}
	return out
}

// cite is the topic of c with its best words.
func cite(d *layer.Doc, c candidate) (parley.Cited[parley.Topic], bool) {
	best := c.hits[0]
	first, last := words(d, best)
	span, ok := d.Words(first, last)
	if !ok {
		return parley.Cited[parley.Topic]{}, false
	}
	modality := parley.Asserted
	if best.hedged {
		modality = parley.Possible
	}
	note := d.Cite(span, modality, "topics."+best.frame.String())
	note.By = d.SpeakerOf(span)
	return parley.Cited[parley.Topic]{Value: parley.Topic{Topic: c.topic, Certain: !best.hedged}, Note: note}, true
}

// longest is how many tokens the words of a topic may have.
const longest = 12

// words are the tokens of the phrase that h stands in: "a durable end to the
// war" for "end to the war". Where the phrase is long they are those of its
// core.
func words(d *layer.Doc, h *hit) (int, int) {
	sent, start := d.Prepared(h.sentence), d.Sentences[h.sentence].First
	k := h.last - 1 - start
	for range climb {
		head, ok := sent.Head(k)
		if !ok || head < k {
			break
		}
		if r := sent.Relation(k); r != "amod" && r != "compound" && r != "nmod" && r != "conj" {
			break
		}
		if u := sent.Tokens[head].UPOS; u != nlp.NOUN && u != nlp.PROPN && u != nlp.ADJ {
			break
		}
		k = head
	}
	first, last := sent.Phrase(k)
	first, last = first+start, last+start
	if first > h.first || last < h.last || last-first > longest {
		return widen(d, h)
	}
	return trim(d, first, last, h)
}

// trim takes what leads in or hangs over from the ends of [first, last).
func trim(d *layer.Doc, first, last int, h *hit) (int, int) {
	for last > h.last && dangles(d.Tokens[last-1].UPOS) {
		last--
	}
	for first < h.first && (dangles(d.Tokens[first].UPOS) || d.Tokens[first].XPOS == "POS") {
		first++
	}
	return first, last
}

func dangles(u nlp.UPOS) bool {
	switch u {
	case nlp.ADP, nlp.DET, nlp.CCONJ, nlp.SCONJ, nlp.PUNCT, nlp.PART, nlp.AUX, nlp.PRON:
		return true
	}
	return false
}

// widen takes words to the nouns and adjectives around them: what stands between
// them and the next comma, verb or preposition on the left, and to the end of
// their phrase on the right.
func widen(d *layer.Doc, h *hit) (int, int) {
	first, last, within := h.first, h.last, d.Sentences[h.sentence]
	for first > within.First && last-first < longest {
		t := &d.Tokens[first-1]
		if t.UPOS != nlp.ADJ && t.UPOS != nlp.NOUN && t.UPOS != nlp.PROPN && t.UPOS != nlp.NUM {
			break
		}
		first--
	}
	for last < within.Last && last-first < longest {
		t := &d.Tokens[last]
		next := t.UPOS == nlp.NOUN || t.UPOS == nlp.PROPN
		if !next && (t.UPOS == nlp.ADP || t.UPOS == nlp.DET || t.UPOS == nlp.ADJ || t.UPOS == nlp.NUM || t.XPOS == "POS") && phraseGoesOn(d, last) {
			next = true
		}
		if !next {
			break
		}
		last++
	}
	return trim(d, first, last, h)
}

// phraseGoesOn reports whether a noun follows close after token k.
func phraseGoesOn(d *layer.Doc, k int) bool {
	for j := k + 1; j < len(d.Tokens) && j <= k+3; j++ {
		switch d.Tokens[j].UPOS {
		case nlp.NOUN, nlp.PROPN:
			return true
		case nlp.DET, nlp.ADJ, nlp.NUM, nlp.PART:
		default:
			return false
		}
	}
	return false
}

// Explain tells which rows of frames.tsv fit where, and of each candidate what
// speaks most for and against it.
func (s *Stage) Explain(d *layer.Doc) []string {
	out := s.frames.Explain(d.Doc, "frames.tsv")
	all := s.candidates(d)
	for i := range all {
		c := &all[i]
		f := c.describe(d, all)
		out = append(out, fmt.Sprintf("meeting %d, %s: log-odds %+.2f: %s", c.meeting+1, c.topic, s.weights.Odds(f), strings.Join(s.weights.Reasons(f, 5), ", ")))
	}
	return out
}

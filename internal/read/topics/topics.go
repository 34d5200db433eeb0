package topics

import (
	"cmp"
	_ "embed"
	"slices"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/lexicon/topic"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/phrase"
	"github.com/parley-register/parley/internal/read/layer"
)

//go:embed frames.tsv
var data string

// Stage reads topics. It implements read.Stage.
type Stage struct{ frames *phrase.Table }

// New is the stage with its table.
func New() (*Stage, error) {
	t, err := phrase.ParseTable("frames.tsv", data)
	if err != nil {
		return nil, err
	}
	return &Stage{t}, nil
}

// Name is the stage's name.
func (*Stage) Name() string { return "topics" }

// Needs lists the layers it reads.
func (*Stage) Needs() []string { return []string{layer.Tags, layer.Attributions, layer.Meetings} }

// Adds lists the layers it makes.
func (*Stage) Adds() []string { return []string{layer.Topics} }

// Version covers rules and data.
func (s *Stage) Version() string { return "1." + s.frames.Version + "." + topic.Version }

// frame is how surely words are what a meeting is about.
type frame uint8

const (
	loose  frame = iota // in the sentence of a trigger, in no frame
	weak                // after "underscored", "agreed to"
	named               // in the title
	strong              // after "discussed", "talks on"
	before              // "nuclear talks"
)

var frameNames = [...]string{"loose", "weak", "title", "discussed", "compound"}

// finding is words that speak of a topic.
type finding struct {
	meeting     int
	sentence    int
	topic       string
	weight      int
	frame       frame
	hedged      bool
	first, last int // tokens of the document
}

// Read gives each meeting its topics.
func (s *Stage) Read(d *layer.Doc) {
	if len(d.Meetings) == 0 {
		return
	}
	byMeeting := make([][]finding, len(d.Meetings))
	for n := range d.Sentences {
		sent := d.Prepared(n)
		for _, f := range s.sentence(d, n, sent) {
			byMeeting[f.meeting] = append(byMeeting[f.meeting], f)
		}
	}
	for i, found := range byMeeting {
		d.Reading.Meetings[i].Topics = choose(d, found)
	}
}

// sentence are the findings of sentence n.
func (s *Stage) sentence(d *layer.Doc, n int, sent *phrase.Sentence) []finding {
	first := d.Sentences[n].First
	hits := topic.Find(topic.Words(sent, 0, len(sent.Tokens)))
	if len(hits) == 0 {
		return nil
	}
	frames := make([]frame, len(sent.Tokens)) // of each token
	hedged := make([]bool, len(sent.Tokens))
	for _, f := range s.frames.Find(sent) {
		kind := weak
		if f.Kind == "strong" {
			kind = strong
		}
		mood := sent.MoodAt(f.First)
		if mood.Negated {
			continue
		}
		for k := f.To; k < len(sent.Tokens) && !ends(sent, k); k++ {
			if kind >= frames[k] {
				frames[k] = kind
				hedged[k] = hedged[k] || mood.Possible
			}
		}
	}
	hits = bestOfItems(sent, insideNames(d, n, hits))
	title := d.Blocks[d.Sentences[n].Block].Kind == parley.Heading
	var out []finding
	for _, h := range hits {
		m, ok := d.MeetingFor(n, first+h.First)
		// What is told away from a meeting's own words is of the one that the article is about.
		if main, has := d.MainMeeting(); has && (!ok || !d.Meetings[m].TriggeredIn(n)) {
			m, ok = main, true
		}
		if !ok {
			continue
		}
		f := finding{meeting: m, sentence: n, topic: h.Topic, weight: h.Weight, frame: frames[h.First], hedged: hedged[h.First], first: first + h.First, last: first + h.Last}
		switch {
		case h.Topic != relations && compound(d, m, n, first+h.First, first+h.Last):
			f.frame = before
		case f.frame < named && title && n == 0:
			f.frame = named
		case f.frame == loose && !d.Meetings[m].TriggeredIn(n):
			continue
		}
		out = append(out, f)
	}
	return out
}

// relations is the topic that a bilateral meeting is no sign of: all of them are
// about relations in some way.
const relations = "diplomatic-relations"

// insideNames drops the hits that are part of the name of a person, an office
// or an organisation: the Security Council is not about security.
func insideNames(d *layer.Doc, sentence int, hits []topic.Hit) []topic.Hit {
	s := &d.Sentences[sentence]
	var names []nlp.Name
	for _, n := range d.Names {
		switch n.Type {
		case nlp.PER, nlp.TITLE, nlp.ORG, nlp.FAC, nlp.GPE, nlp.GOV:
			if n.First >= s.First && n.Last <= s.Last {
				names = append(names, n)
			}
		}
	}
	return slices.DeleteFunc(hits, func(h topic.Hit) bool {
		return slices.ContainsFunc(names, func(n nlp.Name) bool {
			first, last := n.First-s.First, n.Last-s.First
			return first <= h.First && h.Last <= last && (last-first > h.Last-h.First || n.Type == nlp.PER || n.Type == nlp.TITLE)
		})
	})
}

// bestOfItems keeps, of the hits in each item of a list, those of the topic that
// the item speaks of most. Commas and conjunctions part items.
func bestOfItems(s *phrase.Sentence, hits []topic.Hit) []topic.Hit {
	var out []topic.Hit
	for i := 0; i < len(hits); {
		j := i + 1
		for j < len(hits) && !parted(s, hits[j-1].Last, hits[j].First) {
			j++
		}
		best := topic.Best(hits[i:j])
		for _, h := range hits[i:j] {
			if h.Topic == best {
				out = append(out, h)
			}
		}
		i = j
	}
	return out
}

// parted reports whether an item of a list ends between two tokens.
func parted(s *phrase.Sentence, from, to int) bool {
	for k := from; k < to; k++ {
		switch s.Lower(k) {
		case ",", "and", "or", "including", "while", "plus":
			return true
		}
		if s.Stops(k) {
			return true
		}
	}
	return false
}

// ends reports whether a frame ends at token k: a full stop, a semicolon, the
// mark of a quotation.
func ends(s *phrase.Sentence, k int) bool {
	return s.Stops(k) && s.Lower(k) != ":" && s.Lower(k) != "(" && s.Lower(k) != ")"
}

// compound reports whether words stand before a trigger of the meeting within
// its noun phrase: "nuclear talks", "border and trade negotiations".
func compound(d *layer.Doc, meeting, sentence, first, last int) bool {
	for _, t := range d.Meetings[meeting].Triggers {
		if t.Sentence != sentence || last > t.Last || t.First-last > 3 || first < t.First-6 {
			continue
		}
		inside := true
		for k := last; k < t.First; k++ {
			switch d.Tokens[k].UPOS {
			case nlp.NOUN, nlp.ADJ, nlp.PROPN, nlp.CCONJ, nlp.PUNCT:
			default:
				inside = false
			}
		}
		if inside && last <= t.Last && d.Tokens[first].UPOS != nlp.VERB {
			return true
		}
	}
	return false
}

// choose are the topics of one meeting, each with its best words.
func choose(d *layer.Doc, found []finding) []parley.Cited[parley.Topic] {
	accepted := slices.DeleteFunc(slices.Clone(found), func(f finding) bool { return !accept(f) })
	if len(accepted) == 0 {
		for _, f := range found { // nothing is said to be discussed: what the sentences that tell of it speak of
			if f.weight == 3 {
				accepted = append(accepted, f)
			}
		}
	}
	slices.SortStableFunc(accepted, func(a, b finding) int {
		return cmp.Or(cmp.Compare(b.frame, a.frame), cmp.Compare(b.weight, a.weight), cmp.Compare(a.first, b.first))
	})
	var out []parley.Cited[parley.Topic]
	seen := map[string]bool{}
	for _, f := range accepted {
		if seen[f.topic] {
			continue
		}
		seen[f.topic] = true
		first, last := widen(d, f)
		span, ok := d.Words(first, last)
		if !ok {
			continue
		}
		modality := parley.Asserted
		if f.hedged {
			modality = parley.Possible
		}
		note := d.Cite(span, modality, "topics."+frameNames[f.frame])
		note.By = d.SpeakerOf(span)
		out = append(out, parley.Cited[parley.Topic]{Value: parley.Topic{Topic: f.topic, Certain: !f.hedged}, Note: note})
	}
	slices.SortStableFunc(out, func(a, b parley.Cited[parley.Topic]) int {
		return a.Evidence[0].Span.Compare(b.Evidence[0].Span)
	})
	return out
}

func accept(f finding) bool {
	switch f.frame {
	case before, strong:
		return f.weight >= 2
	case named, weak, loose:
		return f.weight == 3
	}
	return false
}

// widen takes words to the noun phrase around them: what stands between them
// and the next comma, verb or preposition on the left, and to the end of their
// phrase on the right.
func widen(d *layer.Doc, f finding) (int, int) {
	first, last, within := f.first, f.last, d.Sentences[f.sentence]
	for first > within.First && last-first < 12 {
		t := &d.Tokens[first-1]
		if t.UPOS != nlp.ADJ && t.UPOS != nlp.NOUN && t.UPOS != nlp.PROPN && t.UPOS != nlp.NUM {
			break
		}
		first--
	}
	for last < within.Last && last-first < 12 {
		t := &d.Tokens[last]
		next := t.UPOS == nlp.NOUN || t.UPOS == nlp.PROPN
		if !next && (t.UPOS == nlp.ADP || t.UPOS == nlp.DET || t.UPOS == nlp.ADJ || t.XPOS == "POS") && phraseGoesOn(d, last) {
			next = true
		}
		if !next {
			break
		}
		last++
	}
	return first, last
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

// Explain tells which rows of frames.tsv fit where.
func (s *Stage) Explain(d *layer.Doc) []string { return s.frames.Explain(d.Doc, "frames.tsv") }

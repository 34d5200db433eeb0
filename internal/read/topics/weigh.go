package topics

import (
	"slices"
	"strconv"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
)

// WeightsHeader stands at the head of weights.tsv.
const WeightsHeader = `# Which topics a meeting has: the log-odds that each feature gives; their sum decides. Fitted, not written by hand:
# parley train topics DIR... internal/read/topics/weights.tsv
`

// bar is the log-odds from which a topic counts.
const bar = -1.0

// Sample is a topic that a meeting may have, for fitting the weights.
type Sample struct {
	Meeting  int
	Topic    string
	Features []string
}

// Samples lists the candidates of d that the weights decide on.
func (s *Stage) Samples(d *layer.Doc) []Sample {
	var out []Sample
	all := s.candidates(d)
	for i := range all {
		out = append(out, Sample{all[i].meeting, all[i].topic, all[i].describe(d, all)})
	}
	return out
}

var nearNames = [...]string{"scoped", "shared", "main", "nearest", "ahead", "behind", "within"}

// describe names what speaks for and against c among all candidates.
func (c *candidate) describe(d *layer.Doc, all []candidate) []string {
	best := c.hits[0]
	f := []string{"always", "frame=" + best.frame.String(), "near=" + nearNames[c.near[0]], "weight=" + strconv.Itoa(best.weight)}
	add := func(on bool, name string) {
		if on {
			f = append(f, name)
		}
	}
	f = append(f, d.Setting(c.meeting, best.sentence, best.first, best.last)...)
	framed, named, near, here := 0, 0, 0, 0
	for i, h := range c.hits {
		if h.frame >= strong && h.weight >= 2 && !h.negated && !h.beaten {
			framed++
		}
		if h.weight == 3 {
			named++
		}
		if c.near[i] >= nearest {
			near++
		}
		if c.near[i] >= ahead {
			here++
		}
	}
	count := func(n int, name string) { f = append(f, name+"="+strconv.Itoa(min(n, 3))) }
	count(framed, "framed")
	count(named, "named")
	count(near, "near hits")
	count(here, "hits beside a trigger")
	add(best.beaten, "beaten")
	add(best.negated, "negated")
	better, others, more := 0, 0, 0
	for i := range all {
		o := &all[i]
		if o.meeting != c.meeting || o.topic == c.topic {
			continue
		}
		others++
		if len(o.hits) > len(c.hits) {
			more++
		}
		if rank(o.hits[0].frame, o.near[0]) > rank(best.frame, c.near[0]) {
			better++
		}
	}
	count(better, "better ones")
	add(others == 0, "only one")
	add(others > 8, "many")
	add(c.counts(d), "named in a frame, no other meeting nearer")
	add(c.told(), "named beside a trigger")
	main, has := d.MainMeeting()
	add(has && c.meeting != main, "beside the main meeting")
	f = append(f, "topic="+c.topic, "topic+frame="+c.topic+"+"+best.frame.String(), "frame+near="+best.frame.String()+"+"+nearNames[c.near[0]], "frame+weight="+best.frame.String()+"+"+strconv.Itoa(best.weight), "frame+near+weight="+best.frame.String()+"+"+nearNames[c.near[0]]+"+"+strconv.Itoa(best.weight))
	heading := false
	sentences := map[int]bool{}
	for _, h := range c.hits {
		heading = heading || h.sentence == 0 && d.Blocks[d.Sentences[h.sentence].Block].Kind == parley.Heading
		sentences[h.sentence] = true
		if h.weight >= 2 {
			f = append(f, "words="+lemmas(d, h))
		}
	}
	add(heading, "in heading")
	count(len(sentences), "sentences")
	count(more, "named more")
	f = append(f, governed(d, best)...)
	slices.Sort(f)
	return slices.Compact(f)
}

// lemmas are the words of h.
func lemmas(d *layer.Doc, h *hit) string {
	var out []string
	for k := h.first; k < h.last; k++ {
		out = append(out, strings.ToLower(d.Tokens[k].Lemma))
	}
	return strings.Join(out, " ")
}

// governed tells on what the phrase of h hangs: the preposition before it, and the
// verb or noun above.
func governed(d *layer.Doc, h *hit) []string {
	var f []string
	first := d.Sentences[h.sentence].First
	k := h.last - 1
	noun := ""
	for range climb {
		up, ok := d.Head(h.sentence, k)
		if !ok {
			f = append(f, "verb=none")
			break
		}
		if rel, _, _ := strings.Cut(d.Tokens[k].Deprel, ":"); (rel == "nmod" || rel == "obl") && len(f) == 0 {
			for j := first; j < k; j++ {
				if t, ok := d.Head(h.sentence, j); ok && t == k && d.Tokens[j].Deprel == "case" {
					f = append(f, "case="+strings.ToLower(d.Tokens[j].Form))
					break
				}
			}
		}
		k = up
		switch d.Tokens[k].UPOS {
		case nlp.VERB:
			return append(f, "verb="+strings.ToLower(d.Tokens[k].Lemma))
		case nlp.NOUN:
			if k >= h.last && noun == "" {
				noun = strings.ToLower(d.Tokens[k].Lemma)
				f = append(f, "of noun="+noun)
			} else if k < h.first && noun == "" {
				noun = strings.ToLower(d.Tokens[k].Lemma)
				f = append(f, "noun="+noun)
			}
		}
	}
	return f
}

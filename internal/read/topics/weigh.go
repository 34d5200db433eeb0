package topics

import (
	"strconv"

	"github.com/parley-register/parley/internal/lexicon/topic"
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
	better, others := 0, 0
	for i := range all {
		o := &all[i]
		if o.meeting != c.meeting || o.topic == c.topic {
			continue
		}
		others++
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
	switch c.topic {
	case relations, topic.Other, "regional-conflict":
		f = append(f, "topic="+c.topic)
	}
	return f
}

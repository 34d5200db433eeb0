package topics

import (
	"cmp"
	"slices"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/lexicon/topic"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/phrase"
	"github.com/parley-register/parley/internal/read/layer"
)

// frame is how surely words are what a meeting is about.
type frame uint8

const (
	loose  frame = iota // in no frame
	weak                // after "underscored", "agreed to"
	titled              // in the title
	strong              // after "discussed", "talks on"
	before              // "nuclear talks"
)

var frameNames = [...]string{"loose", "weak", "title", "discussed", "compound"}

func (f frame) String() string { return frameNames[f] }

// hit is words of the text that speak of a topic.
type hit struct {
	sentence    int
	first, last int // tokens of the document
	topic       string
	weight      int
	frame       frame
	hedged      bool
	negated     bool
	meeting     int  // that is nearest; -1 where no scope holds the sentence
	beaten      bool // the item speaks more of one of them
}

// near is how close words stand to a meeting, nearest last.
type near uint8

const (
	scoped  near = iota // in the scope of the meeting, but another is nearer
	shared              // the same, and the sentence is one of the other's own
	mainOf              // away from any meeting's own sentences, and the article is about this one
	nearest             // in its scope, and no other meeting is nearer
	ahead               // in the sentence of a trigger, before it
	behind              // in the sentence of a trigger, after it
	within              // hanging on a trigger, or within its noun phrase
)

// candidate is a topic that a meeting may have, with the words that say so,
// best first.
type candidate struct {
	meeting int
	topic   string
	hits    []*hit
	near    []near // of each hit
}

// candidates are the topics that each meeting of d may have, in the order of
// meetings and of the lexicon's topics.
func (s *Stage) candidates(d *layer.Doc) []candidate {
	if len(d.Meetings) == 0 {
		return nil
	}
	var hits []hit
	from := make([]int, len(d.Sentences)+1) // where the hits of each sentence begin
	for n := range d.Sentences {
		from[n] = len(hits)
		hits = s.hits(hits, d, n)
	}
	from[len(d.Sentences)] = len(hits)
	for i := range hits {
		if m, ok := d.MeetingFor(hits[i].sentence, hits[i].first); ok {
			hits[i].meeting = m
		} else {
			hits[i].meeting = -1
		}
	}
	main, has := d.MainMeeting()
	var out []candidate
	order := topic.All()
	for m := range d.Meetings {
		by := map[string]*candidate{}
		for _, n := range sentencesOf(d, m, has && m == main) {
			for i := from[n]; i < from[n+1]; i++ {
				h := &hits[i]
				near := nearness(d, m, has && m == main, h)
				if near == within && h.frame != before && compound(d, m, h) {
					c := *h
					c.frame = before
					h = &c
				}
				c := by[h.topic]
				if c == nil {
					c = &candidate{meeting: m, topic: h.topic}
					by[h.topic] = c
				}
				c.hits = append(c.hits, h)
				c.near = append(c.near, near)
			}
		}
		for _, t := range order {
			if c := by[t]; c != nil {
				c.sort()
				out = append(out, *c)
			}
		}
	}
	return out
}

// sentencesOf are the sentences that may tell of meeting m, ascending: all of
// them for the one that the article is about.
func sentencesOf(d *layer.Doc, m int, main bool) []int {
	var out []int
	if main {
		for n := range d.Sentences {
			out = append(out, n)
		}
		return out
	}
	out = slices.Clone(d.Meetings[m].Scope)
	for _, t := range d.Meetings[m].Triggers {
		out = append(out, t.Sentence)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// counts reports whether the meeting has the topic: one hit is enough whose
// words name it, that stands in a frame for what is talked about, and for which
// no other meeting is meant.
func (c *candidate) counts(d *layer.Doc) bool {
	main, has := d.MainMeeting()
	other := has && c.meeting != main
	for i, h := range c.hits {
		n := c.near[i]
		switch {
		case h.negated || h.beaten || n <= shared || other && n < ahead:
		case h.frame >= strong:
			if h.weight >= 2 {
				return true
			}
		case h.frame >= weak:
			if h.weight == 3 {
				return true
			}
		}
	}
	return false
}

// told reports whether a sentence that tells of the meeting names the topic
// outright, in whatever frame.
func (c *candidate) told() bool {
	for i, h := range c.hits {
		if h.weight == 3 && c.near[i] >= ahead && !h.beaten {
			return true
		}
	}
	return false
}

// sort puts the best hits first.
func (c *candidate) sort() {
	at := make([]int, len(c.hits))
	for i := range at {
		at[i] = i
	}
	slices.SortStableFunc(at, func(i, j int) int {
		a, b := c.hits[i], c.hits[j]
		return cmp.Or(
			cmp.Compare(rank(b.frame, c.near[j]), rank(a.frame, c.near[i])),
			cmp.Compare(b.weight, a.weight),
			cmp.Compare(truth(a.beaten), truth(b.beaten)),
			cmp.Compare(a.first, b.first))
	})
	hits, nears := make([]*hit, len(at)), make([]near, len(at))
	for k, i := range at {
		hits[k], nears[k] = c.hits[i], c.near[i]
	}
	c.hits, c.near = hits, nears
}

// rank orders hits by their frame and by how near they are.
func rank(f frame, n near) int {
	r := 2 * int(f)
	if n >= ahead {
		r += 3
	} else if n == nearest || n == mainOf {
		r++
	}
	return r
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

// nearness is how close h stands to meeting m.
func nearness(d *layer.Doc, m int, main bool, h *hit) near {
	best, told := scoped, false
	meeting := &d.Meetings[m]
	for _, t := range meeting.Triggers {
		if t.Sentence != h.sentence {
			continue
		}
		n := ahead
		if h.first >= t.First {
			n = behind
		}
		if hangs(d, h, t) || compoundOf(d, t, h) {
			n = within
		}
		best, told = max(best, n), true
	}
	if told {
		if best < within && h.meeting >= 0 && h.meeting != m {
			return shared
		}
		return best
	}
	if h.meeting == m {
		return nearest
	}
	if main {
		return mainOf
	}
	return scoped
}

// climb is how many heads are followed from a word upwards.
const climb = 10

// hangs reports whether the last word of h hangs on trigger t.
func hangs(d *layer.Doc, h *hit, t layer.Trigger) bool {
	k := h.last - 1
	for range climb {
		if k >= t.First && k < t.Last {
			return true
		}
		up, ok := d.Head(h.sentence, k)
		if !ok {
			return false
		}
		k = up
	}
	return false
}

// hits appends what sentence n says of topics to into.
func (s *Stage) hits(into []hit, d *layer.Doc, n int) []hit {
	sent := d.Prepared(n)
	first := d.Sentences[n].First
	found := topic.Find(topic.Words(sent, 0, len(sent.Tokens)))
	if len(found) == 0 {
		return into
	}
	type opening struct {
		kind    frame
		hedged  bool
		negated bool
	}
	frames := make([]opening, len(sent.Tokens)) // of each token
	for _, f := range s.frames.Find(sent) {
		mood := sent.MoodAt(f.First)
		o := opening{weak, mood.Possible, mood.Negated}
		if f.Kind != "weak" {
			o.kind = strong
		}
		if f.Kind == "left" {
			for k := f.First - 1; k >= 0 && k >= f.First-leftReach && !ends(sent, k); k-- {
				if o.kind >= frames[k].kind {
					frames[k] = o
				}
			}
			continue
		}
		for k := f.To; k < len(sent.Tokens) && !ends(sent, k); k++ {
			if o.kind >= frames[k].kind {
				o.hedged = mood.Possible || frames[k].kind == o.kind && frames[k].hedged
				frames[k] = o
			}
		}
	}
	heading := n == 0 && d.Blocks[d.Sentences[n].Block].Kind == parley.Heading
	names := namesIn(d, n)
	begun := len(into)
	for _, f := range found {
		h := hit{sentence: n, first: first + f.First, last: first + f.Last, topic: f.Topic, weight: f.Weight}
		if inside(names, &h) {
			continue
		}
		o := frames[f.First]
		h.frame, h.hedged, h.negated = o.kind, o.hedged, o.negated
		if heading && h.frame < titled {
			h.frame = titled
		}
		h.weight = sharpen(d, &h)
		into = append(into, h)
	}
	weighItems(sent, first, into[begun:])
	return into
}

// leftReach is how many tokens before a frame that looks to the left are in it.
const leftReach = 30

// sharpen is the weight of a hit: words that only usually mean a topic name it
// where a noun for a field of talks follows, as in "economic and defense ties",
// and relations are named by whose they are.
func sharpen(d *layer.Doc, h *hit) int {
	if h.weight != 2 || h.topic == "regional-conflict" {
		return h.weight
	}
	s := &d.Sentences[h.sentence]
	if h.topic == relations {
		if !slices.Contains(bonds, d.Tokens[h.last-1].Lemma) {
			return h.weight
		}
		if h.first > s.First && d.Tokens[h.first-1].UPOS == nlp.PROPN || h.first > s.First && demonym(d, h.first-1) {
			return 3
		}
		return h.weight
	}
	k := h.last - 1
	for range 3 {
		up, ok := d.Head(h.sentence, k)
		if !ok {
			break
		}
		r := d.Tokens[k].Deprel
		if r != "amod" && r != "compound" && r != "conj" && r != "nmod" {
			break
		}
		if up > h.last-1 && up < h.last+6 && slices.Contains(fields, d.Tokens[up].Lemma) {
			return 3
		}
		k = up
	}
	return h.weight
}

// relations is the topic that a bilateral meeting is no sign of: all of them are
// about relations in some way.
const relations = "diplomatic-relations"

// bonds are nouns that, with the names of two states, name their relations.
var bonds = []string{"relation", "tie", "relationship", "rapprochement"}

// fields are nouns that make a topic of what stands before them.
var fields = []string{"cooperation", "co-operation", "tie", "relation", "relationship", "issue", "matter", "concern", "dispute", "talk", "question", "agreement", "deal", "partnership", "affair", "policy", "link", "collaboration", "coordination", "aid", "assistance", "support", "problem", "crisis", "topic", "agenda", "pact", "project"}

func demonym(d *layer.Doc, k int) bool {
	i, _ := slices.BinarySearchFunc(d.Names, k, func(x nlp.Name, k int) int { return cmp.Compare(x.Last, k+1) })
	return i < len(d.Names) && d.Names[i].First <= k && (d.Names[i].Type == nlp.NORP || d.Names[i].Type == nlp.GPE || d.Names[i].Type == nlp.GOV)
}

// Relations and other things give way to any topic but these in the same item of
// a list: "cooperation on energy" is about energy.
var generic = []string{relations, topic.Other, "regional-conflict"}

// inside reports whether h is part of the name of a person, an office or an
// organisation: the Security Council is not about security.
func inside(names []nlp.Name, h *hit) bool {
	return slices.ContainsFunc(names, func(n nlp.Name) bool {
		if n.First > h.first || h.last > n.Last {
			return false
		}
		switch n.Type {
		case nlp.PER, nlp.TITLE:
			return true
		case nlp.ORG, nlp.FAC, nlp.GPE, nlp.GOV:
			return n.Last-n.First > h.last-h.first
		}
		return false
	})
}

// namesIn are the names in sentence n.
func namesIn(d *layer.Doc, n int) []nlp.Name {
	s := &d.Sentences[n]
	from, _ := slices.BinarySearchFunc(d.Names, s.First, func(x nlp.Name, first int) int { return cmp.Compare(x.First, first) })
	to := from
	for to < len(d.Names) && d.Names[to].First < s.Last {
		to++
	}
	return d.Names[from:to]
}

// weighItems notes, for the hits of each item of a list, whether the item speaks
// more of another topic. Commas and conjunctions part items.
func weighItems(s *phrase.Sentence, first int, hits []hit) {
	for i := 0; i < len(hits); {
		j := i + 1
		for j < len(hits) && !parted(s, hits[j-1].last-first, hits[j].first-first) {
			j++
		}
		item := make([]topic.Hit, 0, j-i)
		for _, h := range hits[i:j] {
			item = append(item, topic.Hit{First: h.first, Last: h.last, Topic: h.topic, Weight: h.weight})
		}
		best := topic.Best(item)
		if best == relations || best == topic.Other {
			specific := slices.DeleteFunc(slices.Clone(item), func(o topic.Hit) bool { return o.Weight < 2 || slices.Contains(generic, o.Topic) })
			if len(specific) > 0 {
				best = topic.Best(specific)
			}
		}
		for k := i; k < j; k++ {
			hits[k].beaten = best != hits[k].topic
		}
		i = j
	}
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

// ends reports whether a frame ends at token k: at a full stop or a dash. What is
// talked about may be a list with colons and semicolons, or partly quoted.
func ends(s *phrase.Sentence, k int) bool {
	switch s.Lower(k) {
	case ".", "!", "?", "—", "--":
		return true
	}
	return false
}

// compound reports whether h stands before a trigger of meeting m within its
// noun phrase: "nuclear talks", "border and trade negotiations".
func compound(d *layer.Doc, m int, h *hit) bool {
	return slices.ContainsFunc(d.Meetings[m].Triggers, func(t layer.Trigger) bool {
		return t.Sentence == h.sentence && compoundOf(d, t, h)
	})
}

func compoundOf(d *layer.Doc, t layer.Trigger, h *hit) bool {
	if h.topic == relations { // "bilateral talks" are talks about anything
		return false
	}
	if h.last > t.Last || t.First-h.last > 3 || h.first < t.First-6 || d.Tokens[h.first].UPOS == nlp.VERB {
		return false
	}
	for k := h.last; k < t.First; k++ {
		switch d.Tokens[k].UPOS {
		case nlp.NOUN, nlp.ADJ, nlp.PROPN, nlp.CCONJ, nlp.PUNCT:
		default:
			return false
		}
	}
	return true
}

package code

import (
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/read/layer"
)

// Between is what a document of one sentence says that the source does to the
// target, where the words of both are known. A clause of which one of them is
// the subject and in which the other stands comes first; failing that, any
// clause that tells something, also one that is only possible. It is false
// where no word of the lexicon is there.
func (c *Coder) Between(doc *layer.Doc, source, target []parley.Span) (Event, bool) {
	w := c.spare.Get().(*workspace)
	defer c.spare.Put(w)
	w.open(doc)
	var best Event
	top, found := -1<<30, false
	for n := range doc.Sentences {
		w.sentence(doc, n)
		for _, k := range w.candidates() {
			e, ok := w.event(k)
			if !ok {
				continue
			}
			if s := w.between(&k, source, target); s > top && e.Root != Statement {
				best, top, found = e, s, true
			}
		}
	}
	w.doc = nil
	return best, found
}

// between scores how well a candidate ties source and target together.
func (w *workspace) between(c *candidate, source, target []parley.Span) int {
	r := &c.r
	s := 0
	at := func(k int, spans []parley.Span) bool {
		for _, p := range spans {
			if w.tokens[k].Start >= p.Start && w.tokens[k].End <= p.End {
				return true
			}
		}
		return false
	}
	under := func(top int, spans []parley.Span) bool {
		for k := range w.tokens {
			if at(k, spans) && w.within(k, top) {
				return true
			}
		}
		return false
	}
	switch {
	case r.source >= 0 && at(r.source, source):
		s += 40
	case r.source >= 0 && under(r.source, source):
		s += 25
	case r.source >= 0 && at(r.source, target) && !at(r.source, source):
		s -= 10
	}
	inner := int(r.chain[len(r.chain)-1])
	switch {
	case r.to >= 0 && at(r.to, target):
		s += 30
	case under(inner, target):
		s += 25
	case under(int(r.chain[0]), target):
		s += 20
	}
	for _, k := range r.chain {
		if at(int(k), source) || at(int(k), target) {
			s -= 8
		}
	}
	if r.maybe {
		s -= 12
	}
	s -= 2 * int(w.depth[c.at])
	if w.part(c.at) == noun {
		s -= 6
	}
	return s
}

// Explain tells how an event was read, for people.
func (e *Event) Explain() string {
	var b strings.Builder
	b.WriteString(string(e.Root))
	if e.CAMEO != "" {
		b.WriteString(" " + e.CAMEO)
	}
	b.WriteString(": " + e.Rule)
	return b.String()
}

// Meetings are the words of doc that tell of people coming together in one
// place, held, to come or asked for: "met", "a meeting", "held talks". Calls,
// discussions of which no meeting is told, and occasions in passing ("at the
// summit") are none.
func (c *Coder) Meetings(doc *layer.Doc) []parley.Span {
	w := c.spare.Get().(*workspace)
	defer c.spare.Put(w)
	w.open(doc)
	var out []parley.Span
	for n := range doc.Sentences {
		w.sentence(doc, n)
		for _, k := range w.candidates() {
			if k.r.act == nil || k.r.op == refuse || k.r.op == threaten {
				continue
			}
			last := int(k.r.chain[len(k.r.chain)-1])
			if m, ok := w.memo[last].known(); !ok || m.frame.act == nil {
				continue // "an invitation", of which a meeting is only the aim
			}
			switch k.r.act.id {
			case "meet", "meet.host":
			case "meet.multilateral", "meet.negotiate":
				if w.part(last) != noun || len(k.r.chain) < 2 {
					continue
				}
			default:
				continue
			}
			out = append(out, w.tokens[last].Span)
		}
	}
	w.doc = nil
	return out
}

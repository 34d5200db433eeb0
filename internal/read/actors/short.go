package actors

import (
	"strings"

	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
)

// bodyNouns end the names of groups that a text goes on to call by that word
// alone: "the council" after "the National Transitional Council".
var bodyNouns = wordSet("council coalition front movement alliance congress brotherhood")

// bodyModifiers may stand between the article and such a word.
var bodyModifiers = wordSet("interim transitional national rebel opposition provisional ruling new main governing leadership")

// memory is how many sentences a short form may stand behind the name.
const memory = 12

// readShortGroups appends later short forms of groups: "the interim council"
// after a council that was named.
func (r *reader) readShortGroups(out []layer.Actor) []layer.Actor {
	type named struct {
		code string
		at   int // token
	}
	bodies := map[string][]named{} // by last word, in lower case
	for i := range out {
		a := &out[i]
		if a.Kind != layer.Group && a.Kind != layer.Organisation || a.Code == "" || a.Last <= a.First {
			continue
		}
		w := strings.ToLower(r.tokens[a.Last-1].Form)
		if bodyNouns[w] {
			bodies[w] = append(bodies[w], named{a.Code, a.First})
		}
	}
	if len(bodies) == 0 {
		return out
	}
	covered := make([]bool, len(r.tokens))
	for i := range out {
		for t := out[i].First; t < out[i].Last; t++ {
			covered[t] = true
		}
	}
	add := func(first, last int, code, rule string) {
		out = append(out, r.actor(first, last, layer.Group, code, 0, rule))
	}
	for t := range r.tokens {
		if covered[t] {
			continue
		}
		form := r.tokens[t].Form
		if r.w[t].shape == capital {
			form = lowerASCII(form)
		}
		if ns := bodies[form]; len(ns) > 0 && !(t+1 < len(r.w) && (r.tokens[t+1].UPOS == nlp.NOUN || r.w[t+1].office != 0)) {
			i := t
			for i > 0 && t-i < 3 && bodyModifiers[lowerASCII(r.tokens[i-1].Form)] {
				i--
			}
			if !r.is(i-1, the) {
				continue
			}
			// the one named last before it
			k := len(ns) - 1
			for k >= 0 && ns[k].at > t {
				k--
			}
			if k >= 0 && r.sentence(t)-r.sentence(ns[k].at) <= memory && r.isGroup(out, ns[k].code) {
				add(i, t+1, ns[k].code, "short form of a group")
			}
		}
	}
	return out
}

// isGroup reports whether a code is that of a group among the mentions.
func (r *reader) isGroup(out []layer.Actor, code string) bool {
	for i := range out {
		if out[i].Code == code && out[i].Kind == layer.Group {
			return true
		}
	}
	return false
}

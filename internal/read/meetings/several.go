package meetings

import (
	"slices"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
)

// Talks of three sides or more are told of again by their number: "the three
// signed a declaration", "a meeting of the four ministers", "the trio", "brought
// them together". The rules of this file find whose number it is.

// numbers are words for how many sides meet, and nouns that hold a number.
var numbers = map[string]int{"three": 3, "four": 4, "five": 5, "six": 6, "trio": 3, "quartet": 4, "quintet": 5}

// groupNouns are what is counted where sides are: "the three countries".
var groupNouns = set("side", "country", "nation", "state", "government", "capital", "neighbour", "neighbor", "power", "party", "leader", "minister", "president", "premier", "delegation", "man", "woman",
	"official", "negotiator", "envoy", "diplomat", "head", "ally", "partner", "bloc", "kingdom", "republic", "chief", "foe", "rival")

// countedAt is the number of sides that the phrase which ends right before token
// end tells: "all three sides", "the trio". It is 0 where it tells none.
func (v *view) countedAt(end, first int) int {
	t := end - 1
	for t > first && (groupNouns[v.Tokens[t].Lemma] || v.Tokens[t].UPOS == nlp.ADJ) && t > end-4 {
		t--
	}
	if t <= first && t != first || t < first {
		return 0
	}
	n := numbers[v.lower[t]]
	if n == 0 || v.timeAt[t] != 0 {
		return 0
	}
	if t == first {
		return 0
	}
	switch v.lower[t-1] {
	case "the", "all", "these", "those", "its":
		return n
	}
	return 0
}

// numberOf is how many sides, three or more, the words of m speak of without
// naming them: those before its verb or before the verb that governs it, and
// those behind "between", "among" and "of". It is 0 where they tell no number.
func (v *view) numberOf(m *mention) int {
	sent := &v.Sentences[m.Sentence]
	before := func(verb int) int {
		u := verb
		for u > sent.First && (v.Tokens[u-1].UPOS == nlp.AUX || v.Tokens[u-1].UPOS == nlp.ADV || v.Tokens[u-1].UPOS == nlp.PART || v.timeAt[u-1] != 0 && v.actorAt[u-1] == 0) {
			u--
		}
		return v.countedAt(u, sent.First)
	}
	if m.t.verb {
		return before(m.First)
	}
	if t := m.Last; t+2 < sent.Last {
		switch v.lower[t] {
		case "between", "among", "of", "by":
			for end := t + 3; end <= min(sent.Last, t+6); end++ {
				if end == sent.Last || !groupNouns[v.Tokens[end].Lemma] && v.Tokens[end].UPOS != nlp.ADJ {
					return v.countedAt(end, sent.First)
				}
			}
		}
	}
	if m.governor >= 0 && m.governor < m.start {
		return before(m.governor)
	}
	return 0
}

// bySeveral gives m the sides of which it tells only the number.
func (v *view) bySeveral(ms []mention, i int) bool {
	m := &ms[i]
	if len(m.codes) > 0 || m.headline {
		return false
	}
	n := v.numberOf(m)
	if n < 3 {
		return false
	}
	for j := i - 1; j >= 0; j-- {
		if x := &ms[j]; len(x.codes) == n && !x.headline {
			m.codes, m.inherited = x.codes, x
			return true
		}
	}
	as := v.sidesBefore(m, n)
	if len(as) == 0 {
		as = v.protagonists(n)
	}
	if len(as) == 0 {
		return false
	}
	v.addArgs(m, as, "pair")
	v.summarise(m)
	return true
}

// gathers reads "brought the three together", "gathered them in Lima": who does
// that is the host of sides that were named before.
func (v *view) gathers(ms []mention, i int) bool {
	m := &ms[i]
	if !m.t.verb || m.t.text != "gather" && m.t.text != "convene" && m.t.text != "reconvene" || m.Last >= len(v.lower) {
		return false
	}
	sent := &v.Sentences[m.Sentence]
	n := 0
	switch t := m.Last; {
	case v.lower[t] == "them":
	case t+1 < sent.Last && (v.lower[t] == "the" || v.lower[t] == "all" || v.lower[t] == "both"):
		end := t + 1
		for end < min(sent.Last, t+4) && (numbers[v.lower[end]] > 0 || v.lower[end] == "two" || groupNouns[v.Tokens[end].Lemma]) {
			end++
		}
		if end == t+1 {
			return false
		}
		if n = v.countedAt(end, sent.First); n == 0 && v.lower[t+1] != "two" && v.lower[t] != "both" && !groupNouns[v.Tokens[t+1].Lemma] {
			return false
		}
	default:
		return false
	}
	own := m.codes
	var from *mention
	for j := i - 1; j >= 0 && from == nil; j-- {
		x := &ms[j]
		if len(x.codes) >= 2 && !x.headline && shared(x.codes, own) == 0 && (n == 0 || len(x.codes) == n) {
			from = x
		}
	}
	var as []int
	if from == nil && n >= 3 {
		if as = v.sidesBefore(m, n); len(as) == 0 {
			as = v.protagonists(n)
		}
	}
	if from == nil && len(as) == 0 {
		return false
	}
	for _, a := range m.args {
		m.third = append(m.third, third{actor: a.actor, role: parley.Host, cue: v.Tokens[m.First].Span})
	}
	m.args = nil
	if from != nil {
		m.codes, m.inherited, m.persons = slices.Clone(from.codes), from, nil
		return true
	}
	m.codes, m.persons = nil, nil
	v.addArgs(m, as, "pair")
	v.summarise(m)
	return true
}

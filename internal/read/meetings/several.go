package meetings

import (
	"slices"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
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

// sideWords are nouns for those who talk with each other.
var sideWords = set("sides", "parties")

// bothSides gives a mention whose sides are "the two sides" or "the parties", and
// nothing more, those of the talks spoken of last, where what the words seem to
// stand for has not been said to talk: "the envoys of the bloc and the United
// States looked on. The parties will meet again".
func (v *view) bothSides(ms []mention, i int) {
	m := &ms[i]
	if len(m.args) != 1 || len(m.codes) < 2 || v.Actors[m.args[0].actor].Kind != layer.Collective {
		return
	}
	x := &v.Actors[m.args[0].actor]
	if !sideWords[v.lower[x.Last-1]] {
		return
	}
	var last *mention
	for j := i - 1; j >= 0; j-- {
		y := &ms[j]
		if y.Sentence == m.Sentence || len(y.codes) < 2 || y.t.strength == echo {
			continue
		}
		if shared(y.codes, m.codes) >= 2 {
			return
		}
		if last == nil && len(y.codes) == 2 && y.inherited == nil && v.directArgs(y) >= 2 {
			last = y
		}
	}
	if last == nil {
		return
	}
	m.args, m.persons = nil, nil
	m.codes, m.inherited = last.codes, last
}

// eachOfThem reads "met each of them separately": one meeting with each of the
// two sides that were named before. It returns the mentions that m stands for.
func (v *view) eachOfThem(ms []mention, i int) []mention {
	m := &ms[i]
	sent := &v.Sentences[m.Sentence]
	if !m.t.verb || len(m.codes) != 1 || m.Last >= sent.Last || !v.eachAt(m.Last, sent.Last) {
		return nil
	}
	var from *mention
	for j := i - 1; j >= 0 && from == nil; j-- {
		if x := &ms[j]; len(x.codes) >= 2 && !x.headline && x.t.strength != echo {
			from = x
		}
	}
	var as []int
	if from != nil {
		for _, a := range from.args {
			as = append(as, a.actor)
		}
	} else {
		as = v.sidesBefore(m, 3)
		if len(as) == 0 {
			as = v.sidesBefore(m, 2)
		}
	}
	var out []mention
	var done []string
	for _, a := range as {
		codes := v.codes(a)
		if len(codes) != 1 || codes[0] == m.codes[0] || slices.Contains(done, codes[0]) {
			continue
		}
		done = append(done, codes[0])
		one := *m
		one.args = slices.Clone(m.args)
		for _, b := range as {
			if c := v.codes(b); len(c) == 1 && c[0] == codes[0] {
				one.args = append(one.args, arg{b, "object"})
			}
		}
		one.third, one.formats, one.persons, one.unnamed = slices.Clone(m.third), slices.Clone(m.formats), nil, parley.Span{}
		v.summarise(&one)
		one.alone = true
		out = append(out, one)
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// eachAt tells whether the words at token t are of two or more who are met one
// by one: "each of them", "them separately".
func (v *view) eachAt(t, last int) bool {
	if v.lower[t] == "with" {
		t++
	}
	if t+1 >= last {
		return false
	}
	if v.lower[t] == "each" {
		return v.lower[t+1] == "of" || v.lower[t+1] == "separately" || groupNouns[v.Tokens[t+1].Lemma] || v.Tokens[t+1].UPOS != nlp.NOUN
	}
	switch v.lower[t] {
	case "them", "both":
	default:
		return false
	}
	for u := t + 1; u < min(last, t+5); u++ {
		switch v.lower[u] {
		case "separately", "individually", "apart":
			return true
		}
	}
	return false
}

// oneByOne are the meetings that m stands for where its words say that they were
// several: "each of them", "with the king and then with the premier".
func (v *view) oneByOne(ms []mention, i int) []mention {
	if out := v.eachOfThem(ms, i); len(out) > 0 {
		return out
	}
	if out := v.withEach(&ms[i]); len(out) > 1 {
		return out
	}
	return v.eachAlone(&ms[i])
}

// withEach makes a meeting of each of the phrases with "with" that are joined
// behind m: "met with the king and with the premier".
func (v *view) withEach(m *mention) []mention {
	if m.headline || m.t.kind != talks && m.t.kind != call || m.t.strength == echo {
		return nil
	}
	last := min(v.Sentences[m.Sentence].Last, m.Last+listReach)
	var groups [][]int
	var ends []int
	for t := m.Last; t < last; t++ {
		if v.isFinite(t) && !v.inTitle[t] || v.lower[t] == ";" || isRelative(v.lower[t]) {
			break
		}
		if v.lower[t] != "with" || len(groups) > 0 && !joins[v.lower[t-1]] {
			continue
		}
		end := v.phraseRight(t+1, last)
		if as := v.owners(v.actorsIn(t+1, end), end); len(as) > 0 {
			groups, ends = append(groups, as), append(ends, end)
		}
		t = max(t, end-1)
	}
	if len(groups) < 2 {
		return nil
	}
	var own []arg
	for _, a := range m.args {
		if !slices.ContainsFunc(groups, func(g []int) bool { return slices.Contains(g, a.actor) }) {
			own = append(own, a)
		}
	}
	if len(own) == 0 {
		return nil
	}
	out := make([]mention, 0, len(groups))
	for k, g := range groups {
		one := *m
		one.args = slices.Clone(own)
		v.addArgs(&one, g, "with")
		one.third, one.formats, one.persons, one.unnamed, one.inherited = slices.Clone(m.third), slices.Clone(m.formats), nil, parley.Span{}, nil
		v.summarise(&one)
		if len(one.codes) < 2 || !slices.ContainsFunc(g, func(a int) bool { return len(v.persons(a)) > 0 || len(v.codes(a)) > 0 }) {
			return nil
		}
		if k > 0 {
			for t := ends[k]; t < min(last, ends[k]+4); t++ {
				if x := int(v.timeAt[t]); x != 0 && v.actorAt[t] == 0 {
					one.time = x
					break
				}
			}
		}
		out = append(out, one)
	}
	return out
}

// joins are words before a second "with".
var joins = set("and", "then", "later", "separately", "also", "afterwards", "subsequently", "finally")

package meetings

import (
	"slices"
	"strings"

	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
)

// The rules of this file propose sides that the frame of a trigger does not
// hold. Each names itself in the evidence of the party ("owner", "controller",
// "pair", "lead", "member", "delegate", "armed", "represented"), and the model
// weighs a candidate by the rules that gave it its sides.

// understood adds sides that the grammar understands though they stand outside
// the frame: whose meeting "his meeting with the king" is, who spoke "at the
// start of talks with the king", the two who came before in "their meeting".
func (v *view) understood(m *mention) {
	if m.t.verb || m.t.strength == echo && !v.round(m) || len(m.codes) >= 2 || m.t.kind != talks && m.t.kind != call {
		return
	}
	sent := &v.Sentences[m.Sentence]
	switch v.lower[m.start] {
	case "his", "her":
		if a := v.owner(m, sent); a >= 0 {
			v.addArgs(m, []int{a}, "owner")
		}
	case "their":
		if len(m.codes) == 0 && m.headline {
			if as := v.twoBefore(m, sent); len(as) > 0 {
				v.addArgs(m, as, "owner")
			}
		}
	default:
		if m.definite && len(m.codes) == 0 && !m.several {
			return
		}
		v.addArgs(m, v.controllers(m, sent), "controller")
	}
	v.summarise(m)
}

// summariseKeeping summarises m and keeps the state visited among its sides.
func (v *view) summariseKeeping(m *mention) {
	visited := m.visited
	v.summarise(m)
	if visited != "" {
		m.codes = appendNew(m.codes, visited)
		slices.Sort(m.codes)
	}
}

// owner is the person that "his" or "her" before m stands for: the subject of
// the clause, or -1 where none can be a side of its own.
func (v *view) owner(m *mention, sent *nlp.Sentence) int {
	if a := v.actorAt[m.start]; a != 0 && len(v.codes(int(a-1))) == 1 && v.fresh(m, int(a-1)) {
		return int(a - 1)
	}
	verbs := 0
	for t := m.start - 1; t >= sent.First && verbs < 4; t-- {
		if !v.isFinite(t) && !v.isVerb(t) {
			continue
		}
		verbs++
		from, to := v.subject(t, sent.First, sent.Last)
		for _, a := range v.actorsIn(from, to) {
			if len(v.persons(a)) == 1 && len(v.codes(a)) == 1 && v.fresh(m, a) {
				return a
			}
		}
		if a := v.antecedent(t, sent); a >= 0 && len(v.codes(a)) == 1 && v.fresh(m, a) {
			return a
		}
	}
	return -1
}

// fresh tells whether actor mention a stands for another side than those of m.
func (v *view) fresh(m *mention, a int) bool {
	return !slices.ContainsFunc(v.codes(a), func(c string) bool { return slices.Contains(m.codes, c) })
}

// twoBefore are the actors before m in its sentence, where they are persons or
// states of two sides.
func (v *view) twoBefore(m *mention, sent *nlp.Sentence) []int {
	var out []int
	for _, a := range v.actorsIn(sent.First, m.start) {
		if v.canBeSide(a) {
			out = append(out, a)
		}
	}
	if len(v.distinct(out)) != 2 {
		return nil
	}
	return out
}

// under are the prepositions whose noun the subject of the clause takes part in:
// "agreed during talks", "flew home after a meeting with the king".
var under = set("during", "at", "in", "after", "following", "before", "for", "to", "from", "of", "over")

// controllers are the actors that are the subject of the clause which m only
// tells the occasion of: "said at the start of a meeting with the king".
func (v *view) controllers(m *mention, sent *nlp.Sentence) []int {
	start := v.outerNoun(m.start, sent.First)
	if start == sent.First || !under[v.lower[start-1]] {
		return nil
	}
	verb := v.clauseVerb(m, start, sent)
	if verb < 0 || v.isPassive(verb, sent.First) {
		return nil
	}
	from, to := v.subject(verb, sent.First, sent.Last)
	as := slices.DeleteFunc(v.actorsIn(from, to), func(a int) bool { return len(v.codes(a)) == 0 || !v.fresh(m, a) || v.speaksFor(a) })
	if len(as) == 0 {
		if a := v.antecedent(verb, sent); a >= 0 && v.fresh(m, a) {
			as = []int{a}
		}
	}
	codes := v.distinct(as)
	switch {
	case m.several && len(codes) > 0:
	case len(m.codes) == 0 && m.unnamed.Empty():
		if len(codes) != 2 {
			return nil
		}
	case len(codes) != 1:
		return nil
	}
	return as
}

// speaksFor tells whether actor mention a is a person who speaks for others and
// does not meet them.
func (v *view) speaksFor(a int) bool {
	return v.Actors[a].Person > 0 && !v.canBeSide(a)
}

// clauseVerb is the verb of the clause that the phrase of m belongs to, which
// starts at start, or -1: found by the parse, else the finite verb before it,
// and for a phrase that opens the sentence the first one after it.
func (v *view) clauseVerb(m *mention, start int, sent *nlp.Sentence) int {
	if v.parsed {
		n := m.Last - 1
		for range 6 {
			h, ok := v.headOf(n, sent.First)
			if !ok || h < sent.First || h >= sent.Last {
				break
			}
			rel := v.Tokens[n].Deprel
			if rel == "nsubj" || rel == "obj" || rel == "nsubj:pass" {
				return -1
			}
			if v.isVerb(h) {
				return h
			}
			n = h
		}
	}
	for t := start - 1; t >= sent.First; t-- {
		if v.isFinite(t) && v.isVerb(t) {
			return t
		}
		if v.Tokens[t].UPOS == nlp.SCONJ || isRelative(v.lower[t]) || v.lower[t] == ";" {
			return -1
		}
	}
	for t := m.Last; t < sent.Last; t++ {
		if v.isFinite(t) && v.isVerb(t) {
			return t
		}
	}
	return -1
}

// pairWords are words of a collective that stands for two sides.
var pairWords = set("two", "both", "sides", "pair")

// ofPair tells whether m has for its sides only a collective for two that the
// actors do not resolve: "the two countries could open talks".
func (v *view) ofPair(m *mention) bool {
	if len(m.codes) > 0 {
		return false
	}
	if m.pair || m.Last+2 < len(v.lower) && v.lower[m.Last] == "between" && (v.lower[m.Last+1] == "the" && v.lower[m.Last+2] == "two" || v.lower[m.Last+1] == "them") {
		return true
	}
	for _, a := range m.args {
		x := &v.Actors[a.actor]
		if x.Kind != layer.Collective {
			continue
		}
		if x.First > 0 && v.lower[x.First-1] == "their" && m.t.kind != visit {
			return true
		}
		for t := x.First; t < x.Last; t++ {
			if pairWords[v.lower[t]] {
				return true
			}
		}
	}
	return false
}

// twoBeforeVerb tells whether "the two" is the subject of the verb at t.
func (v *view) twoBeforeVerb(t, first int) bool {
	u := t - 1
	for u > first && (v.Tokens[u].UPOS == nlp.AUX || v.Tokens[u].UPOS == nlp.ADV) {
		u--
	}
	return u > first && (v.lower[u] == "two" || v.lower[u] == "pair") && v.lower[u-1] == "the"
}

// pairBefore are the actors of two sides that were named last before m.
func (v *view) pairBefore(m *mention) []int { return v.sidesBefore(m, 2) }

// sidesBefore are the actors of n sides that were named last before m, in its
// sentence or the two before: persons where there are such of n sides, else all
// who can be sides. It is empty where there are more than n, or fewer.
func (v *view) sidesBefore(m *mention, n int) []int {
	var persons, all []int
	for s := m.Sentence; s >= max(0, m.Sentence-2); s-- {
		sent := &v.Sentences[s]
		last := sent.Last
		if s == m.Sentence {
			last = m.start
		}
		for _, a := range v.actorsIn(sent.First, last) {
			if !v.canBeSide(a) {
				continue
			}
			all = append(all, a)
			if v.Actors[a].Person > 0 {
				persons = append(persons, a)
			}
		}
		for _, as := range [][]int{persons, all} {
			switch k := len(v.distinct(as)); {
			case k == n:
				return as
			case k > n:
				return nil
			}
		}
	}
	return nil
}

// protagonists are one actor mention for each of the n sides that the text is
// about: those named most, all three times or more and all more than any other.
func (v *view) protagonists(n int) []int {
	count := map[string]int{}
	var codes []string
	firstOf := map[string]int{}
	for a := range v.Actors {
		if x := &v.Actors[a]; x.Kind == layer.Collective || x.First < len(v.inTitle) && v.inTitle[x.First] || n > 2 && !v.canBeSide(a) {
			continue
		}
		for _, c := range v.codes(a) {
			if count[c] == 0 {
				codes = append(codes, c)
				firstOf[c] = a
			}
			count[c]++
		}
	}
	slices.SortStableFunc(codes, func(a, b string) int { return count[b] - count[a] })
	if len(codes) < n || count[codes[n-1]] < 3 || len(codes) > n && count[codes[n]] == count[codes[n-1]] {
		return nil
	}
	out := make([]int, 0, n)
	for _, c := range codes[:n] {
		out = append(out, firstOf[c])
	}
	return out
}

// severalOf tells whether the words before the noun say that more than two sides
// talk: "six-party talks", "four-way talks".
func (v *view) severalOf(m *mention) bool {
	for t := m.start; t+1 < m.First; t++ {
		if sideCounts[v.lower[t]] && (v.lower[t+1] == "-" || v.Tokens[t+1].End > v.Tokens[t].End) {
			u := t + 1
			if v.lower[u] == "-" && u+1 < m.First {
				u++
			}
			if sideNouns[v.lower[u]] {
				return true
			}
		}
		if count, noun, ok := strings.Cut(v.lower[t], "-"); ok && sideCounts[count] && sideNouns[noun] {
			return true
		}
	}
	return false
}

var (
	sideCounts = set("three", "four", "five", "six", "seven", "eight", "nine", "ten", "3", "4", "5", "6", "7", "8", "9", "10", "multi")
	sideNouns  = set("party", "nation", "country", "way", "state", "power", "sided")
)

// armsNouns are what talks are about that one of the sides has: who has them
// takes part in them.
var armsNouns = set("nuclear", "missile", "weapon", "enrichment", "atomic")

// armed are the states whose arms the talks of m are about: "talks on North
// Korea's nuclear programme".
func (v *view) armed(m *mention, sent *nlp.Sentence) []int {
	var out []int
	for t := m.Last; t < min(sent.Last, m.Last+16); t++ {
		a := v.actorAt[t]
		if a == 0 || !v.possessive(v.Actors[a-1].Last) && v.Actors[a-1].Kind != layer.Nationality || len(v.codes(int(a-1))) != 1 {
			continue
		}
		for u := v.Actors[a-1].Last; u < min(sent.Last, v.Actors[a-1].Last+4); u++ {
			if armsNouns[v.Tokens[u].Lemma] {
				return append(out, int(a-1))
			}
		}
	}
	return out
}

// memberVerbs stand between a meeting and the list of those who are at it.
var memberVerbs = set("include", "involve", "bring", "gather", "group", "unite", "comprise")

// members are the sides listed after the noun of m by a verb that tells who is
// at the meeting: "the talks, which also include Chile, Peru and Bolivia".
func (v *view) members(m *mention, sent *nlp.Sentence) []int {
	verb := -1
	for t := m.Last; t < min(sent.Last, m.Last+10); t++ {
		switch {
		case v.isVerb(t) && memberVerbs[v.Tokens[t].Lemma]:
			verb = t
		case v.placeAt[t] != 0 || v.timeAt[t] != 0 || v.Tokens[t].UPOS == nlp.ADP || v.Tokens[t].UPOS == nlp.AUX || v.Tokens[t].UPOS == nlp.ADV || isRelative(v.lower[t]) || v.lower[t] == ",":
			continue
		}
		break
	}
	if verb < 0 {
		return nil
	}
	as := slices.DeleteFunc(v.actorsIn(verb+1, sent.Last), func(a int) bool {
		x := &v.Actors[a]
		return len(v.codes(a)) == 0 || v.lower[max(sent.First, x.First-1)] == "bordering" || v.lower[max(sent.First, x.First-1)] == "of"
	})
	if len(v.distinct(as)) < 2 && !m.several {
		return nil
	}
	return as
}

// represented are the sides of a relative clause that tells who was there: "a
// meeting at which Chile and Peru were represented".
func (v *view) represented(m *mention, sent *nlp.Sentence) []int {
	for t := m.Last; t+1 < min(sent.Last, m.Last+18); t++ {
		if (v.lower[t] == "at" || v.lower[t] == "in") && v.lower[t+1] == "which" {
			end := v.phraseRight(t+2, sent.Last)
			as := v.actorsIn(t+2, end)
			for u := end; u < min(sent.Last, end+5); u++ {
				switch v.Tokens[u].Lemma {
				case "represent", "participate", "take", "attend", "sit", "meet":
					if len(v.distinct(as)) >= 2 {
						return as
					}
				}
			}
			return nil
		}
		if v.isFinite(t) {
			return nil
		}
	}
	return nil
}

// theyOf are the sides that "they" before the verb at i stands for: those of the
// subject of the clause before it in the sentence, where there are two or more.
func (v *view) theyOf(i int, sent *nlp.Sentence) []int {
	u := i - 1
	for u > sent.First && (v.Tokens[u].UPOS == nlp.AUX || v.Tokens[u].UPOS == nlp.ADV || v.timeAt[u] != 0) {
		u--
	}
	if u <= sent.First || v.lower[u] != "they" {
		return nil
	}
	for t := u - 1; t > sent.First; t-- {
		if !v.isFinite(t) {
			continue
		}
		from, to := v.subject(t, sent.First, sent.Last)
		as := v.owners(v.principals(from, to), to)
		if len(v.distinct(as)) >= 2 {
			return as
		}
		return nil
	}
	return nil
}

// delegateNouns are those whom a side sends to talks.
var delegateNouns = set("negotiator", "delegate", "envoy", "representative", "delegation", "ambassador")

// delegates are the sides whose people the words before m tell of: "Chile's chief
// negotiator to talks in Lima".
func (v *view) delegates(m *mention, sent *nlp.Sentence) []int {
	if m.start-2 < sent.First || v.lower[m.start-1] != "to" && v.lower[m.start-1] != "at" || !delegateNouns[v.Tokens[m.start-2].Lemma] {
		return nil
	}
	return slices.DeleteFunc(v.actorsIn(v.nounStart(m.start-2, sent.First), m.start-1), func(a int) bool { return len(v.codes(a)) != 1 })
}

// principals are the actors of the phrase [i, j) without those of relative
// clauses in it: "Chile, whose trade with Peru has grown".
func (v *view) principals(i, j int) []int {
	var out []int
	inside := false
	for t := i; t < j; t++ {
		switch {
		case isRelative(v.lower[t]) && t > i:
			inside = true
		case v.lower[t] == ",":
			inside = false
		case !inside:
			out = append(out, v.actorsIn(t, t+1)...)
		}
	}
	return slices.Compact(out)
}

// internal tells whether the frame of m holds one and the same state on both
// sides, so that its own people met.
func (v *view) internal(m *mention) bool {
	if len(m.codes) != 1 || len(m.codes[0]) != 3 || isGroup(m.codes[0]) || !m.unnamed.Empty() {
		return false
	}
	one, other := false, false
	for _, a := range m.args {
		if len(v.codes(a.actor)) == 0 {
			if a.rule == "with" || a.rule == "object" || a.rule == "between" {
				return false // somebody else may be meant
			}
			continue
		}
		switch a.rule {
		case "subject", "governor", "compound", "owner", "controller":
			one = true
		case "with", "object":
			other = true
		}
	}
	return one && other
}

// actingIn is an actor who is the subject of another mention in the sentence of
// m, and no side of m yet, or -1: who met the king "as preparations for a summit
// with Chile went on" takes part in that too.
func (v *view) actingIn(ms []mention, m *mention) int {
	for i := range ms {
		x := &ms[i]
		if x == m || x.Sentence != m.Sentence || x.t.strength == echo {
			continue
		}
		for _, a := range x.args {
			if (a.rule == "subject" || a.rule == "governor" || a.rule == "controller") && v.Actors[a.actor].Person > 0 && len(v.codes(a.actor)) == 1 && v.fresh(m, a.actor) && v.canBeSide(a.actor) {
				return a.actor
			}
		}
	}
	return -1
}

// speaker tells whether actor mention a is who says what the sentence tells:
// "…, says the king".
func (v *view) speaker(a int) bool {
	x := &v.Actors[a]
	first := v.Sentences[x.Sentence].First
	for t := x.First - 1; t >= max(first, x.First-4); t-- {
		if v.isVerb(t) {
			return reportingVerbs[v.Tokens[t].Lemma]
		}
		if !v.isNominal(t) && !v.inTitle[t] {
			return false
		}
	}
	return false
}

// nameless tells whether a person without a side is the subject of m.
func (v *view) nameless(m *mention) bool {
	return slices.ContainsFunc(m.args, func(a arg) bool { return v.Actors[a.actor].Person > 0 && len(v.codes(a.actor)) == 0 })
}

// theyBeforeVerb tells whether "they" is the subject of the verb of m.
func (v *view) theyBeforeVerb(m *mention) bool {
	first := v.Sentences[m.Sentence].First
	t := m.First - 1
	for t > first && (v.Tokens[t].UPOS == nlp.AUX || v.Tokens[t].UPOS == nlp.ADV) {
		t--
	}
	return t >= first && v.lower[t] == "they"
}

// subjectPair are the actors that are the subject of sentence s, where they are
// of two sides joined by "and": whom "they" in the next sentence stands for.
func (v *view) subjectPair(s int) []int {
	sent := &v.Sentences[s]
	verb := sent.First
	for verb < sent.Last && !v.isFinite(verb) {
		verb++
	}
	if verb == sent.Last {
		return nil
	}
	var out []int
	joined := false
	for _, a := range v.actorsIn(sent.First, verb) {
		if !v.canBeSide(a) {
			continue
		}
		if len(out) > 0 && !joined {
			for t := v.Actors[out[len(out)-1]].Last; t < v.Actors[a].First; t++ {
				joined = joined || v.lower[t] == "and"
			}
		}
		out = append(out, a)
	}
	if !joined || len(v.distinct(out)) != 2 {
		return nil
	}
	return out
}

package meetings

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
)

//go:embed data/delegates.tsv
var delegatesTSV string

// delegateWord is one row of data/delegates.tsv.
type delegateWord struct {
	words   []string
	build   string
	example string
}

var delegateBuilds = set("head", "list", "attend", "company", "be", "among", "present", "sign", "beside")

// loadDelegates reads data/delegates.tsv, by first word.
func loadDelegates() (map[string][]delegateWord, error) {
	table, err := rows("delegates.tsv", delegatesTSV, 3)
	if err != nil {
		return nil, err
	}
	out := map[string][]delegateWord{}
	for _, row := range table {
		if !delegateBuilds[row[1]] {
			return nil, fmt.Errorf("delegates.tsv, %q: no construction %q", row[0], row[1])
		}
		for _, words := range spellings(row[0]) {
			out[words[0]] = append(out[words[0]], delegateWord{words, row[1], row[2]})
		}
	}
	return out, nil
}

// spellings are the words of a phrase, and those where hyphens are tokens of
// their own, as they are to the tokenizer between some words.
func spellings(phrase string) [][]string {
	out := [][]string{strings.Fields(phrase)}
	if strings.Contains(phrase, "-") {
		out = append(out, strings.Fields(strings.ReplaceAll(phrase, "-", " - ")))
	}
	return out
}

// unseat takes persons from the table of a meeting whom no frame puts there: of
// a meeting that has not taken place, those who are there because they speak of
// it; and those of no known side where every side has somebody.
func (v *view) unseat(kept []*candidate) {
	for _, c := range kept {
		status := v.status(c).Value
		ahead := status != parley.Held && status != parley.UnderWay
		full := len(c.codes) > 0
		for _, code := range c.codes {
			full = full && len(v.ofSide(c, code)) > 0
		}
		c.persons = slices.DeleteFunc(c.persons, func(p int) bool {
			return ahead && !v.framed(p, c) || full && v.People[p].For == ""
		})
	}
}

// framed tells whether the frame of a trigger of c holds person p.
func (v *view) framed(p int, c *candidate) bool {
	return slices.ContainsFunc(c.mentions, func(m *mention) bool {
		return slices.ContainsFunc(m.args, func(a arg) bool {
			return a.rule != "sentence" && slices.Contains(v.persons(a.actor), p)
		})
	})
}

// seatDelegates gives the meetings that count the persons of whom other sentences
// say that they take part: heads and members of delegations, those who attend.
// They are of the meeting told of in the sentence or last before it that their
// side is a side of.
func (v *view) seatDelegates(kept []*candidate, main *candidate) {
	if v.lex == nil || len(kept) == 0 {
		return
	}
	for s := range v.Sentences {
		sent := &v.Sentences[s]
		if sent.Last-sent.First > maxSentence {
			continue
		}
		for _, d := range v.delegatesIn(s) {
			p := &v.People[d.person]
			side := p.For
			if side == "" {
				side = d.side
			}
			if side == "" {
				continue
			}
			c := v.meetingOf(kept, main, s, side)
			if c == nil {
				continue
			}
			leads := v.ofSide(c, side)
			c.seat(d.person, side, p.For == "")
			if !d.with {
				continue
			}
			for _, o := range kept { // whoever accompanies somebody is where they are
				if slices.ContainsFunc(leads, func(q int) bool { return slices.Contains(o.persons, q) }) {
					o.seat(d.person, side, p.For == "")
				}
			}
		}
	}
}

// seatCounterparts gives a meeting that has taken place whom the text calls the
// counterpart of somebody, where nobody else stands for their side.
func (v *view) seatCounterparts(kept []*candidate, main *candidate) {
	for p := range v.People {
		q := &v.People[p]
		if !strings.HasSuffix(q.Rule, "; counterpart") || len(q.Mentions) == 0 {
			continue
		}
		s := v.Actors[q.Mentions[0]].Sentence
		c := v.meetingOf(kept, main, s, q.For)
		if c == nil || phase(v.status(c).Value) != 1 || len(v.ofSide(c, q.For)) > 0 {
			continue
		}
		if slices.ContainsFunc(c.mentions, func(m *mention) bool { return s-m.Sentence >= 0 && s-m.Sentence <= 2 }) {
			c.seat(p, q.For, false)
		}
	}
}

// seatSpeakers gives a meeting that has taken place those who are the subject of
// the clause that it is the occasion of, where nobody else stands for their side:
// "said after the talks", "urged on Monday, as the two states held talks".
func (v *view) seatSpeakers(kept []*candidate) {
	for _, c := range kept {
		if s := v.status(c).Value; phase(s) != 1 {
			continue
		}
		for _, m := range c.mentions {
			if m.t.verb || m.t.strength == echo || m.headline {
				continue
			}
			sent := &v.Sentences[m.Sentence]
			verb := v.occasionVerb(m, sent)
			if verb < 0 || v.isPassive(verb, sent.First) {
				continue
			}
			from, to := v.subject(verb, sent.First, sent.Last)
			for _, a := range v.actorsIn(from, to) {
				for _, p := range v.persons(a) {
					side := v.People[p].For
					if side != "" && slices.Contains(c.codes, side) && !v.spokesperson(p) && len(v.ofSide(c, side)) == 0 {
						c.seat(p, side, false)
					}
				}
			}
		}
	}
}

// occasionVerb is the verb of the clause that m tells the occasion of, or -1.
func (v *view) occasionVerb(m *mention, sent *nlp.Sentence) int {
	start := v.outerNoun(m.start, sent.First)
	if start > sent.First {
		switch v.lower[start-1] {
		case "after", "during", "at", "following", "from":
			return v.clauseVerb(m, start, sent)
		}
	}
	g := m.governor
	if !v.parsed || g < sent.First || g >= sent.Last || v.Tokens[g].Deprel != "advcl" {
		return -1
	}
	for t := g - 1; t >= max(sent.First, g-12); t-- {
		switch v.lower[t] {
		case "as", "while", "when":
			if h, ok := v.headOf(g, sent.First); ok && v.isVerb(h) && h < t {
				return h
			}
			return -1
		}
	}
	return -1
}

// seat puts person p at the table of c, on a side that only the delegation
// tells where told is set.
func (c *candidate) seat(p int, side string, told bool) {
	if slices.Contains(c.persons, p) {
		return
	}
	c.persons = append(c.persons, p)
	if told {
		if c.sideOf == nil {
			c.sideOf = map[int]string{}
		}
		c.sideOf[p] = side
	}
}

// ofSide are the persons of c on a side.
func (v *view) ofSide(c *candidate, side string) []int {
	var out []int
	for _, p := range c.persons {
		if v.People[p].For == side {
			out = append(out, p)
		}
	}
	return out
}

// meetingOf is the meeting with a side that words in sentence s are about: one
// that the sentence speaks of, else the last before it, else the main one.
func (v *view) meetingOf(kept []*candidate, main *candidate, s int, side string) *candidate {
	var best *candidate
	at := -1
	for _, c := range kept {
		if !slices.Contains(c.codes, side) {
			continue
		}
		for _, m := range c.mentions {
			if m.Sentence <= s && (m.Sentence > at || m.Sentence == at && c == main) {
				best, at = c, m.Sentence
			}
		}
	}
	if best == nil && main != nil && slices.Contains(main.codes, side) {
		best = main
	}
	return best
}

// delegate is a person who takes part; side is the code of the delegation that
// the words put them in, where they do.
type delegate struct {
	person int
	side   string
	with   bool // in the company of somebody, wherever that one goes
}

// delegatesIn are the persons of whom sentence s says that they take part.
func (v *view) delegatesIn(s int) []delegate {
	sent := &v.Sentences[s]
	var out []delegate
	company := false
	add := func(i, j int, side string) {
		for _, a := range v.actorsIn(max(i, sent.First), j) {
			for _, p := range v.persons(a) {
				if !slices.ContainsFunc(out, func(d delegate) bool { return d.person == p }) && v.Actors[a].Person > 0 && !v.spokesperson(p) {
					out = append(out, delegate{p, side, company})
				}
			}
		}
	}
	for t := sent.First; t < sent.Last; t++ {
		if i, side := v.bySide(t, sent); side != "" {
			add(i, v.phraseRight(i, sent.Last), side)
		}
		ws := v.lex.delegates[v.Tokens[t].Lemma]
		if v.lower[t] != v.Tokens[t].Lemma {
			ws = append(ws[:len(ws):len(ws)], v.lex.delegates[v.lower[t]]...)
		}
		for _, w := range ws {
			after := t + len(w.words)
			if after > sent.Last || !v.wordsAt(w.words, t) || v.unreal(t, sent.First) {
				continue
			}
			switch w.build {
			case "head", "attend":
				by := v.agentAfter(after, sent.Last)
				switch {
				case by > 0 && v.tableBefore(t, sent.First):
					add(by, v.listRight(by, sent.Last), v.sideBefore(t, sent.First))
				case by == 0 && (v.isVerb(t) || v.isVerb(after-1)) && v.Tokens[t].XPOS != "VBG" && (v.tableAfter(after, sent.Last, w.words[0] == "represent") || w.build == "attend" && v.alone(after, sent.Last)):
					add(v.phraseLeft(v.verbStart(t, sent.First), sent.First), t, v.sideAfter(after, sent.Last))
				case by == 0 && v.Tokens[t].XPOS == "VBG" && v.withPhrase(t, sent.First) > 0 && v.tableAfter(after, sent.Last, false):
					add(v.withPhrase(t, sent.First), t, v.sideAfter(after, sent.Last)) // "with Ana Ruiz heading the Chilean team"
					if i, j := v.secondOfTwo(after, sent.Last); i > 0 {                // "and Luis Paz the Peruvian one"
						side := ""
						if a := v.actorAt[j-1]; a != 0 && v.Actors[a-1].Person == 0 {
							side = v.sideNamed(j-1, j)
						}
						add(i, j, side)
					}
				}
			case "present":
				if v.isCopula(t, sent.First) {
					i, j := v.subject(t, sent.First, sent.Last)
					add(i, j, "")
				}
			case "sign":
				if j, side := v.actsFor(after, sent.Last); side != "" && (v.isVerb(t) || v.isVerb(after-1)) {
					first, last := v.subject(t, sent.First, sent.Last)
					for u := first + 1; u < last; u++ {
						if isRelative(v.lower[u]) { // "Ana Ruiz, who is the king's envoy, signed"
							last = u
						}
					}
					if first == last {
						first, last = v.phraseLeft(v.verbStart(t, sent.First), sent.First), t
					}
					add(first, last, side)
					for k := j; k+1 < sent.Last && k < j+2; k++ { // "and Luis Paz for Peru"
						if v.lower[k] == "and" || v.lower[k] == "," {
							to := v.phraseRight(k+1, sent.Last)
							if _, other := v.actsFor(to, sent.Last); other != "" && v.hasActor(k+1, to) {
								add(k+1, to, other)
							}
						}
					}
				}
			case "beside":
				if v.companion(t, sent.First) {
					company = true
					add(after, v.listRight(after, sent.Last), "")
					company = false
				}
			case "company":
				if by := v.agentAfter(after, sent.Last); by > 0 && v.companion(t, sent.First) {
					company = true
					add(by, v.listRight(by, sent.Last), "")
					company = false
				}
			case "list":
				if v.isVerb(t) && v.delegationBefore(t, sent.First) {
					add(after, v.listRight(after, sent.Last), v.sideBefore(t, sent.First))
				}
			case "among":
				if v.officialsBefore(t, sent.First) && v.metIn(s) {
					add(after, v.listRight(after, sent.Last), "")
				}
			case "be":
				for u := after; u < min(sent.Last, after+10); u++ {
					if v.Tokens[u].Lemma == "be" {
						add(u+1, v.listRight(u+1, sent.Last), v.sideAfter(after, u))
						break
					}
					if v.isFinite(u) || v.lower[u] == ";" {
						break
					}
				}
			}
		}
	}
	return out
}

// bySide reads at token t who stands for a side, where the words before tell the
// side: "for Chile it was Ana Ruiz", "from the Chilean side, by Ana Ruiz", "on the
// Chilean side were". It is where the persons begin, and the code.
func (v *view) bySide(t int, sent *nlp.Sentence) (int, string) {
	opens := t == sent.First || v.lower[t-1] == "," || v.lower[t-1] == ";" || v.lower[t-1] == "and"
	if !opens || v.lower[t] != "for" && v.lower[t] != "from" && v.lower[t] != "on" {
		return 0, ""
	}
	side := v.lower[t] == "for"
	u := t + 1
	for u < min(sent.Last, t+7) && (v.Tokens[u].UPOS == nlp.DET || v.actorAt[u] != 0 && v.Actors[v.actorAt[u]-1].Person == 0 || v.Tokens[u].Lemma == "side" || v.Tokens[u].Lemma == "delegation" || v.lower[u] == "'s" || v.lower[u] == "’s") {
		side = side || v.Tokens[u].Lemma == "side" || v.Tokens[u].Lemma == "delegation"
		u++
	}
	code := v.sideNamed(t+1, u)
	if !side || code == "" {
		return 0, ""
	}
	verb := false
	for n := 0; u < sent.Last && n < 5; u, n = u+1, n+1 {
		switch w := v.lower[u]; {
		case w == "," || w == "by" || w == "it" || w == "there" || w == "also" || w == "meanwhile":
		case v.Tokens[u].Lemma == "be" || v.Tokens[u].Lemma == "attend" || v.Tokens[u].Lemma == "lead" || v.Tokens[u].Lemma == "head" || v.Tokens[u].Lemma == "represent":
			verb = true
		case v.actorAt[u] != 0 && v.Actors[v.actorAt[u]-1].Person > 0 || v.inTitle[u]:
			// a name that opens the clause says or does something else: "for Chile, Ana Ruiz said"
			if end := v.phraseRight(u, sent.Last); verb || end >= sent.Last || !v.isFinite(end) {
				return u, code
			}
			return 0, ""
		default:
			return 0, ""
		}
	}
	return 0, ""
}

// isCopula tells whether a form of "be" stands before t, with no more than adverbs,
// articles and auxiliaries between.
func (v *view) isCopula(t, first int) bool {
	for u := t - 1; u >= max(first, t-5); u-- {
		if v.Tokens[u].Lemma == "be" {
			return true
		}
		if c := v.Tokens[u].UPOS; c != nlp.ADV && c != nlp.DET && c != nlp.AUX {
			return false
		}
	}
	return false
}

// alone tells whether nothing is said at t but that the clause ends there: "also
// attended."
func (v *view) alone(t, last int) bool {
	for t < last && (v.Tokens[t].UPOS == nlp.ADV || v.lower[t] == "too") {
		t++
	}
	return t >= last || v.Tokens[t].UPOS == nlp.PUNCT
}

// withPhrase is the start of the persons between "with" and the participle at t:
// "with Ana Ruiz heading", or 0.
func (v *view) withPhrase(t, first int) int {
	i := v.phraseLeft(t, first)
	if i > first && v.lower[i-1] == "with" && v.hasActor(i, t) {
		return i
	}
	return 0
}

// secondOfTwo are the tokens from the persons after "and" in what follows t to "one",
// where "the Peruvian one" ends it; none where there are no such.
func (v *view) secondOfTwo(t, last int) (i, j int) {
	from := 0
	for u := t; u < min(last, t+20); u++ {
		switch {
		case v.lower[u] == "and" && from == 0:
			from = u + 1
		case v.lower[u] == "one" && from > 0 && v.hasActor(from, u):
			return from, u
		case v.isFinite(u):
			return 0, 0
		}
	}
	return 0, 0
}

// actsFor reads the side behind "for" or "on behalf of" at token t: the token
// after it, and its code.
func (v *view) actsFor(t, last int) (j int, side string) {
	i := 0
	for t < last && (v.Tokens[t].UPOS == nlp.ADV || v.lower[t] == "it" || v.lower[t] == ",") {
		t++
	}
	switch {
	case t+1 < last && v.lower[t] == "for":
		i = t + 1
	case t+3 < last && v.lower[t] == "on" && v.lower[t+1] == "behalf" && v.lower[t+2] == "of":
		i = t + 3
	default:
		return 0, ""
	}
	j = i
	for j < min(last, i+6) && (v.Tokens[j].UPOS == nlp.DET || v.actorAt[j] != 0 || v.Tokens[j].UPOS == nlp.ADJ || v.Tokens[j].Lemma == "government" || v.Tokens[j].Lemma == "side") {
		j++
	}
	return j, v.sideNamed(i, j)
}

// sideNamed is the code of the one side named in [i, j), capitals that are taken
// for places included.
func (v *view) sideNamed(i, j int) string {
	if code := v.oneSide(i, j); code != "" {
		return code
	}
	for t := i; t < j; t++ {
		if p := v.goalAt[t]; p != 0 && v.Places[p-1].Country != "" {
			return v.Places[p-1].Country
		}
	}
	return ""
}

// spokesperson tells whether person p speaks for others and does not sit at the
// table.
func (v *view) spokesperson(p int) bool {
	title := strings.ToLower(v.People[p].Title)
	return strings.Contains(title, "spokes") || strings.Contains(title, "press secretary")
}

// wordsAt tells whether words stand at token t, the first by its lemma.
func (v *view) wordsAt(words []string, t int) bool {
	for i, w := range words {
		if v.Tokens[t+i].Lemma != w && v.lower[t+i] != w {
			return false
		}
	}
	return true
}

// verbStart is the first of the auxiliaries and adverbs before the verb at t.
func (v *view) verbStart(t, first int) int {
	for t > first {
		switch u := &v.Tokens[t-1]; {
		case u.UPOS == nlp.AUX, u.UPOS == nlp.ADV, u.UPOS == nlp.PART && v.lower[t-1] == "to", u.Lemma == "expect", u.Lemma == "schedule", v.lower[t-1] == "due", v.lower[t-1] == "set", v.lower[t-1] == "slated":
			t--
		default:
			return t
		}
	}
	return t
}

// agentAfter is the token after "by" at t, or 0.
func (v *view) agentAfter(t, last int) int {
	for u := t; u < min(last, t+2); u++ {
		if v.lower[u] == "by" && u+1 < last {
			return u + 1
		}
		if v.Tokens[u].UPOS != nlp.ADV {
			break
		}
	}
	return 0
}

// listRight is the end of a list of persons at t, which semicolons may part.
func (v *view) listRight(t, last int) int {
	end := v.phraseRight(t, last)
	for end < last && v.lower[end] == ";" {
		next := end + 1
		for next < last && v.lower[next] == "and" {
			next++
		}
		to := v.phraseRight(next, last)
		if to <= next || !v.hasActor(next, to) {
			break
		}
		end = to
	}
	return end
}

// officialsBefore tells whether a plural noun for people stands just before t:
// "officials, including".
func (v *view) officialsBefore(t, first int) bool {
	for u := t - 1; u >= max(first, t-2); u-- {
		if v.Tokens[u].XPOS == "NNS" {
			return peopleNouns[v.Tokens[u].Lemma]
		}
		if v.lower[u] != "," && v.lower[u] != "(" {
			return false
		}
	}
	return false
}

// metIn tells whether sentence s has a verb of meeting, so that those whom it
// lists are whom somebody met.
func (v *view) metIn(s int) bool {
	sent := &v.Sentences[s]
	for t := sent.First; t < sent.Last; t++ {
		if w := v.Tokens[t].Lemma; v.isTalks(t, false) || v.isVerb(t) && (w == "meet" || w == "speak" || w == "receive" || w == "host") {
			return true
		}
	}
	return false
}

// isTable tells whether the noun at t is one for talks or for those who sit at
// the table.
func (v *view) isTable(t int) bool {
	switch v.Tokens[t].Lemma {
	case "delegation", "side", "team", "negotiator":
		return true
	}
	return v.isTalks(t, false)
}

// tableBefore tells whether a noun for talks or a delegation stands before the
// participle at t, with no other verb between.
func (v *view) tableBefore(t, first int) bool {
	for u := t - 1; u >= max(first, t-12); u-- {
		if v.isTable(u) && v.actorAt[u] == 0 {
			return true
		}
		if v.isVerb(u) || v.lower[u] == ";" {
			return false
		}
	}
	return false
}

// delegationBefore tells whether the subject of the verb at t is a delegation.
func (v *view) delegationBefore(t, first int) bool {
	for u := t - 1; u >= max(first, t-25); u-- {
		switch v.Tokens[u].Lemma {
		case "delegation", "team", "side":
			return true
		}
		if v.isFinite(u) && v.isVerb(u) {
			return false
		}
	}
	return false
}

// tableAfter tells whether the object of the verb that ends before t is talks
// or a delegation; with states, also a state or a government.
func (v *view) tableAfter(t, last int, states bool) bool {
	for u := t; u < min(last, t+9); u++ {
		if v.isTable(u) {
			return true
		}
		if states && (v.Tokens[u].Lemma == "government" || v.Tokens[u].Lemma == "country" || v.actorAt[u] != 0 && v.Actors[v.actorAt[u]-1].Person == 0) {
			return true
		}
		if v.isFinite(u) || v.isVerb(u) || v.lower[u] == ";" || v.actorAt[u] != 0 && v.Actors[v.actorAt[u]-1].Person > 0 {
			return false
		}
	}
	return false
}

// companion tells whether the subject of the participle at t is a person.
func (v *view) companion(t, first int) bool {
	for u := t - 1; u >= max(first, t-8); u-- {
		switch v.lower[u] {
		case "he", "she", "they", "who":
			return true
		}
		if a := v.actorAt[u]; a != 0 && (v.Actors[a-1].Person > 0 || len(v.Actors[a-1].Refers) > 0) {
			return true
		}
	}
	return false
}

// sideBefore and sideAfter are the code of the one side named in the few words
// before t, or in [t, last): "the Chilean delegation".
func (v *view) sideBefore(t, first int) string { return v.oneSide(max(first, t-8), t) }

func (v *view) sideAfter(t, last int) string { return v.oneSide(t, min(last, t+8)) }

func (v *view) oneSide(i, j int) string {
	code := ""
	for _, a := range v.actorsIn(i, j) {
		for _, c := range v.codes(a) {
			if code != "" && c != code {
				return ""
			}
			code = c
		}
	}
	return code
}

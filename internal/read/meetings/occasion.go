package meetings

import (
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
)

// occasionCost is what it costs to reach the time of a clause from a meeting that
// is the occasion of it.
const occasionCost = 10

// occasion tells whether m is the occasion of what the clause of the time x tells,
// so that x is its day too: "said on Tuesday after talks with the king", "on
// Monday urged her to come, as they met in Lima".
func (v *view) occasion(x *layer.Time, m *mention, sent *nlp.Sentence) bool {
	if phase(m.mood.status) == 2 || m.mood.negated || !v.oneDay(x.When) || x.Last > m.start {
		return false
	}
	link, clause := v.linkOf(m, sent.First)
	if link < x.Last {
		return false
	}
	verb := -1
	for t := x.First - 1; t >= max(sent.First, x.First-9) && verb < 0; t-- {
		switch {
		case v.isVerb(t) && v.isFinite(t):
			verb = t
		case v.lower[t] == "that" || v.lower[t] == ":" || v.isQuotation(t):
			return false
		}
	}
	if verb < 0 { // "on Tuesday urged"
		for t := x.Last; t < min(link, x.Last+9) && verb < 0; t++ {
			if v.isFinite(t) {
				verb = t
			}
		}
	}
	if verb < 0 || !clause && (v.lower[link] == "after" || v.lower[link] == "following") && !said(v.Tokens[verb].Lemma) {
		return false // a thing may come about long after talks; people speak of them on the day
	}
	if v.lower[link] == "," && edges[v.Tokens[link+1].Lemma] == lastDay {
		return true // "said on Monday that they had a deal, ending two days of talks"
	}
	for t := max(verb+1, x.Last); t < link; t++ {
		switch {
		case v.lower[t] == "that" || v.lower[t] == "who" || v.lower[t] == "which" || v.lower[t] == ":" || v.lower[t] == ";" || v.isQuotation(t):
			return false
		case v.isFinite(t):
			return false
		case v.isVerb(t) && !clause: // "urged her on Monday to come to a meeting"
			return false
		}
	}
	return true
}

// ofOutcome tells whether x is the day of what came about after m: "took up its work
// on Tuesday following talks with the king".
func (v *view) ofOutcome(x *layer.Time, m *mention, sent *nlp.Sentence) bool {
	if x.Last > m.start {
		return false
	}
	link, clause := v.linkOf(m, sent.First)
	if clause || link < x.Last || v.lower[link] != "after" && v.lower[link] != "following" {
		return false
	}
	for t := x.First - 1; t >= max(sent.First, x.First-9); t-- {
		if v.isVerb(t) && v.isFinite(t) {
			return !said(v.Tokens[t].Lemma)
		}
	}
	return false
}

// said tells whether a verb is one of what people say or agree on as they part.
func said(lemma string) bool {
	if reportingVerbs[lemma] {
		return true
	}
	switch lemma {
	case "agree", "pledge", "vow", "promise", "praise", "sign", "express", "call", "part", "leave", "hail", "issue", "welcome", "voice", "emerge", "appear":
		return true
	}
	return false
}

// occasions are prepositions of what happens at a meeting or right after it.
var occasions = set("at", "in", "during", "after", "following")

// linkOf is the word that ties m to the clause before it as its occasion, or -1,
// and whether it opens a clause: "as they met", "while she held talks".
func (v *view) linkOf(m *mention, first int) (int, bool) {
	verb := m.First
	if !m.t.verb {
		t := m.start - 1
		for t-1 > first && v.lower[t] == "of" { // "at the end of talks"
			for t--; t > first && v.isNominal(t); t-- {
			}
		}
		if t >= first && occasions[v.lower[t]] {
			return t, false
		}
		if verb = m.governor; verb < first || verb >= m.start {
			return -1, false
		}
	}
	if v.Tokens[verb].XPOS == "VBG" {
		switch {
		case verb-1 < first:
		case v.lower[verb-1] == "after", v.lower[verb-1] == "following", v.lower[verb-1] == ",":
			return verb - 1, false
		}
		return -1, false
	}
	for t := verb - 1; t >= max(first, verb-12); t-- {
		switch w := v.lower[t]; {
		case w == "as" || w == "while" || w == "when" || w == "after":
			return t, true
		case w == "that" || w == ";" || w == "," && t < verb-1 || v.isQuotation(t) || v.isFinite(t) && v.Tokens[t].UPOS == nlp.VERB:
			return -1, false
		}
	}
	return -1, false
}

// isQuotation tells whether token t is a quotation mark.
func (v *view) isQuotation(t int) bool {
	switch v.lower[t] {
	case "\"", "“", "”", "''", "``":
		return true
	}
	return false
}

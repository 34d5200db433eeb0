package meetings

import "github.com/parley-register/parley/internal/nlp"

// The walks below find noun phrases and their coordinations from tags alone.
// They are used where there is no parse, and to keep to what the words say
// where the parse attaches a phrase wrongly.

// maxPhrase bounds a walk, so that a list of a thousand names costs no more
// than a long sentence.
const maxPhrase = 120

// phraseRight is the end of the coordinated noun phrases that start at token i:
// "the foreign minister of Chile, Ana Ruiz, and her Peruvian counterpart".
func (v *view) phraseRight(i, end int) int {
	end = min(end, i+maxPhrase)
	last := i
	for t := i; t < end; t++ {
		tok := &v.Tokens[t]
		switch {
		case v.timeAt[t] != 0 && v.actorAt[t] == 0 && !v.inTitle[t]:
			return last
		case v.isNominal(t):
			if tok.UPOS == nlp.PRON && isRelative(v.lower[t]) {
				return last
			}
			last = t + 1
		case v.lower[t] == "'s" || v.lower[t] == "’s" || v.lower[t] == "'" || v.lower[t] == "’":
			last = t + 1
		case v.inTitle[t]:
			last = t + 1
		case v.lower[t] == "from" && t > i && peopleNouns[v.Tokens[t-1].Lemma]:
		case v.lower[t] == "of" || v.lower[t] == "for":
			if t+1 >= end || !v.isNominal(t+1) || (v.lower[t] == "for" && !v.titleAhead(t+1, end)) {
				return last
			}
		case v.lower[t] == "and" || v.lower[t] == "&" || v.lower[t] == "or":
			if t+1 >= end || !v.nominalAhead(t+1, end) {
				return last
			}
		case v.lower[t] == "as" || v.lower[t] == "well": // "as well as"
			if !(v.lower[t] == "well" || t+2 < end && v.lower[t+1] == "well" || t > i && v.lower[t-1] == "well") {
				return last
			}
		case v.lower[t] == ",":
			if t+1 >= end || !v.nominalAhead(t+1, end) {
				return last
			}
		case v.lower[t] == "-" || v.lower[t] == "–" || v.lower[t] == "/" || v.lower[t] == "(" || v.lower[t] == ")":
		case tok.UPOS == nlp.ADV && t+1 < end && (v.lower[t] == "then" || v.lower[t] == "also" || v.lower[t] == "both"):
		default:
			return last
		}
	}
	return last
}

// titleAhead tells whether the noun phrase that follows "for" belongs to a
// person's title, as in "Special Envoy for Yemen Tim Lender".
func (v *view) titleAhead(t, end int) bool {
	for ; t < min(end, t+8); t++ {
		if a := v.actorAt[t]; a != 0 && v.Actors[a-1].Person > 0 {
			return true
		}
		if !v.isNominal(t) && v.lower[t] != "and" && v.lower[t] != "," {
			return false
		}
	}
	return false
}

// nominalAhead tells whether a noun phrase, and not a clause, starts at t.
func (v *view) nominalAhead(t, end int) bool {
	for u := t; u < min(end, t+4); u++ {
		if v.timeAt[u] != 0 && v.actorAt[u] == 0 {
			return false
		}
		if v.actorAt[u] != 0 || v.inTitle[u] {
			return !v.subjectOfClause(u, end)
		}
		switch v.Tokens[u].UPOS {
		case nlp.PRON:
			if isRelative(v.lower[u]) || v.lower[u] == "it" || v.lower[u] == "they" || v.lower[u] == "he" || v.lower[u] == "she" {
				return false
			}
		case nlp.NOUN, nlp.PROPN:
			return !v.subjectOfClause(u, end)
		case nlp.DET, nlp.ADJ, nlp.NUM, nlp.ADV, nlp.CCONJ, nlp.NoTag:
		default:
			return v.lower[u] == "as" || v.lower[u] == "well"
		}
	}
	return false
}

// subjectOfClause tells whether the noun phrase at t is followed at once by a
// finite verb, and is not the first with one: then it opens a clause and is no
// further conjunct.
func (v *view) subjectOfClause(t, end int) bool {
	if !v.clause[t] {
		return false // the clause has no verb yet, so that this one is its own
	}
	for u := t; u < min(end, t+14); u++ {
		if v.isNominal(u) || v.lower[u] == "of" || v.lower[u] == "'s" || v.lower[u] == "’s" {
			continue
		}
		return v.isFinite(u)
	}
	return false
}

func isRelative(w string) bool {
	switch w {
	case "who", "which", "that", "whom", "whose", "what", "where", "when":
		return true
	}
	return false
}

// phraseLeft is the start of the coordinated noun phrases that end before token
// i, not going below first.
func (v *view) phraseLeft(i, first int) int {
	first = max(first, i-maxPhrase)
	start := i
	for t := i - 1; t >= first; t-- {
		switch {
		case v.timeAt[t] != 0 && v.actorAt[t] == 0 && !v.inTitle[t]:
			return start
		case v.isNominal(t):
			if v.Tokens[t].UPOS == nlp.PRON && isRelative(v.lower[t]) {
				return start
			}
			start = t
		case v.inTitle[t]:
			start = t
		case v.lower[t] == "'s" || v.lower[t] == "’s" || v.lower[t] == "'" || v.lower[t] == "’" || v.lower[t] == "(" || v.lower[t] == ")":
		case v.lower[t] == "of":
		case v.lower[t] == "from" && t > first && peopleNouns[v.Tokens[t-1].Lemma]:
		case v.lower[t] == "and" || v.lower[t] == "&":
			if t-1 < first || !v.isNominal(t-1) && v.lower[t-1] != "," {
				return start
			}
		case v.lower[t] == "/":
		case v.lower[t] == "," || v.lower[t] == "-" || v.lower[t] == "–":
			if t-1 < first || !v.isNominal(t-1) || (v.timeAt[t-1] != 0 && v.actorAt[t-1] == 0) {
				return start
			}
		default:
			return start
		}
	}
	return start
}

// governedByPreposition tells whether the noun phrase that starts at t is the
// object of a preposition other than "of", so that it is no subject. Words that
// open a clause as well do not make it one.
func (v *view) governedByPreposition(t, first int) bool {
	if t-1 < first {
		return false
	}
	if v.Tokens[t-1].UPOS != nlp.ADP {
		return false
	}
	switch v.lower[t-1] {
	case "of", "between", "after", "before":
		return false
	}
	return true
}

// subject is the range of tokens of the subject of the verb at token t of the
// sentence [first, last): found by the parse where there is one, else by
// walking left over auxiliaries and governing verbs. It is empty when none is
// found.
func (v *view) subject(t, first, last int) (int, int) {
	if v.parsed {
		if i, j, own, ok := v.parsedSubject(t, first, last); ok {
			if wi, wj := v.adjacentSubject(t, first); !own && wi >= j && wj > wi {
				return wi, wj // the parse takes the subject of another verb, though one stands before this
			}
			// a coordination that the parse cuts short is whole in the walk
			if wi, wj := v.walkedSubject(t, first); wi <= i && wj >= j && wj > wi {
				return wi, wj
			}
			return i, j
		}
	}
	return v.walkedSubject(t, first)
}

func (v *view) walkedSubject(t, first int) (int, int) {
	for u := t - 1; u >= first; u-- {
		tok := &v.Tokens[u]
		switch {
		case v.timeAt[u] != 0 && v.actorAt[u] == 0:
		case tok.UPOS == nlp.AUX || tok.UPOS == nlp.ADV || tok.UPOS == nlp.PART && v.lower[u] != "'s" && v.lower[u] != "’s" || tok.UPOS == nlp.VERB || tok.UPOS == nlp.CCONJ:
		case v.lower[u] == "due" || v.lower[u] == "likely" || v.lower[u] == "ready" || v.lower[u] == "willing" || v.lower[u] == "set":
		case v.lower[u] == "who" || v.lower[u] == ",":
		case v.isNominal(u):
			start := v.phraseLeft(u+1, first)
			if start <= u && v.hasActor(start, u+1) {
				if !v.governedByPreposition(start, first) {
					return start, u + 1
				}
				// "On Monday in Lima, the minister and her guest met"
				if after := v.afterAdjunct(start, u+1); after > start {
					return after, u + 1
				}
			}
			// an object or an adjunct stands between: go on left of it
			if start < u {
				u = start
			}
		case tok.UPOS == nlp.ADP:
		default:
			return 0, 0
		}
	}
	return 0, 0
}

// subjectMeant are the actors of two sides that "they" before the verb at t
// stands for: the subject of the clause that the verb's own hangs on, "Chile and
// Peru agreed when they met".
func (v *view) subjectMeant(t int, sent *nlp.Sentence) []int {
	u := t - 1
	for u > sent.First && (v.Tokens[u].UPOS == nlp.AUX || v.Tokens[u].UPOS == nlp.ADV || v.timeAt[u] != 0) {
		u--
	}
	if !v.parsed || u < sent.First || v.lower[u] != "they" {
		return nil
	}
	h, ok := v.headOf(t, sent.First)
	for range 4 {
		if !ok || v.isVerb(h) {
			break
		}
		h, ok = v.headOf(h, sent.First)
	}
	if !ok || h >= t {
		return nil
	}
	from, to := v.subject(h, sent.First, sent.Last)
	as := v.actorsIn(from, to)
	if len(v.distinct(as)) < 2 {
		return nil
	}
	return as
}

// afterAdjunct is the first token after the last comma in [i, j) before which
// there is no actor of a side, or i.
func (v *view) afterAdjunct(i, j int) int {
	after := i
	for t := i; t < j; t++ {
		if a := v.actorAt[t]; a != 0 && len(v.codes(int(a-1))) > 0 {
			break
		}
		if v.lower[t] == "," && !v.inTitle[t] {
			after = t + 1
		}
	}
	return after
}

func (v *view) hasActor(i, j int) bool {
	for t := i; t < j; t++ {
		if v.actorAt[t] != 0 {
			return true
		}
	}
	return false
}

// adjacentSubject is the noun phrase with a side that stands right before the
// verb at t, auxiliaries and adverbs aside, and that no preposition governs.
func (v *view) adjacentSubject(t, first int) (int, int) {
	u := t - 1
	for u > first && (v.Tokens[u].UPOS == nlp.AUX || v.Tokens[u].UPOS == nlp.ADV && v.actorAt[u] == 0 || v.timeAt[u] != 0 && v.actorAt[u] == 0) {
		u--
	}
	if u < first || !v.isNominal(u) || isRelative(v.lower[u]) {
		return 0, 0
	}
	start := v.phraseLeft(u+1, first)
	if start > u || v.governedByPreposition(start, first) || len(v.distinct(v.actorsIn(start, u+1))) == 0 {
		return 0, 0
	}
	return start, u + 1
}

// parsedSubject follows the parse: the verb's own subject, else that of the
// verb it is joined to or governed by; own tells the first. It fails where the
// path breaks off.
func (v *view) parsedSubject(t, first, last int) (i, j int, own, ok bool) {
	verb := t
	for range 6 {
		for u := first; u < last; u++ {
			if int(v.Tokens[u].Head) == t-first+1 && (v.Tokens[u].Deprel == "nsubj" || v.Tokens[u].Deprel == "nsubj:pass") {
				if isRelative(v.lower[u]) {
					h, ok := v.headOf(t, first)
					if !ok {
						return 0, 0, false, false
					}
					i, j := v.subtree(h, first, last, t)
					return i, j, true, true
				}
				i, j := v.subtree(u, first, last, -1)
				return i, j, t == verb, true
			}
		}
		h, ok := v.headOf(t, first)
		if !ok {
			return 0, 0, false, false
		}
		switch v.Tokens[t].Deprel {
		case "conj", "xcomp", "advcl", "ccomp", "parataxis":
			if v.Tokens[t].Deprel == "ccomp" || v.Tokens[t].Deprel == "parataxis" {
				return 0, 0, false, false
			}
			t = h
		case "acl":
			if v.isVerb(h) {
				t = h
				continue
			}
			// "a Syrian proposal to meet": whose proposal it is, else whoever has it
			if i, _ := v.subtree(h, first, last, t); i < h && v.hasActor(i, h) {
				return i, h, false, true
			}
			hh, ok := v.headOf(h, first)
			if !ok {
				return 0, 0, false, false
			}
			t = hh
		case "acl:relcl":
			i, j := v.subtree(h, first, last, t)
			return i, j, false, true
		default:
			return 0, 0, false, false
		}
	}
	return 0, 0, false, false
}

func (v *view) headOf(t, first int) (int, bool) {
	h := int(v.Tokens[t].Head)
	if h == 0 {
		return 0, false
	}
	return first + h - 1, true
}

// subtree is the contiguous range of tokens around t that hang under it,
// leaving out what hangs under the token without.
func (v *view) subtree(t, first, last, without int) (int, int) {
	under := func(u int) bool {
		for range 40 {
			if u == t {
				return true
			}
			if u == without {
				return false
			}
			h, ok := v.headOf(u, first)
			if !ok {
				return false
			}
			u = h
		}
		return false
	}
	i, j := t, t+1
	for i > first && under(i-1) {
		i--
	}
	for j < last && under(j) {
		j++
	}
	return i, j
}

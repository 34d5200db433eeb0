package obstacles

import (
	"slices"

	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/clause"
	"github.com/parley-register/parley/internal/nlp/phrase"
)

// candidates are the words of a sentence that may name an obstacle, surest
// kind first where two overlap.
func (s *Stage) candidates(sent *phrase.Sentence) []stretch {
	out := s.find(sent)
	add := func(first, last int, how string) {
		for first < last && leads(sent, first) {
			first++
		}
		last = min(last, first+maxWords)
		if last <= first || slices.ContainsFunc(out, func(o stretch) bool { return o.first < last && first < o.last }) {
			return
		}
		out = append(out, stretch{first, last, how})
	}
	s.apart(sent, add)
	s.causes(sent, add)
	s.conditions(sent, add)
	slices.SortStableFunc(out, func(a, b stretch) int { return a.first - b.first })
	return out
}

type adder func(first, last int, how string)

// apart finds what sides are at odds over: "disagree over [the border]".
func (s *Stage) apart(sent *phrase.Sentence, add adder) {
	for i := range sent.Tokens {
		if !s.words.apart[sent.Lemma(i)] && !(sent.Lower(i) == "odds" && i > 0 && sent.Lower(i-1) == "at") || gone(sent, i) {
			continue
		}
		for k := i + 1; k < min(i+6, len(sent.Tokens)) && !sent.Stops(k); k++ {
			w := sent.Lower(k)
			if w != "over" && w != "on" && w != "about" && w != "regarding" && w != "concerning" || w == "on" && (k > i+1 || sent.Tokens[i].UPOS != nlp.VERB && !views[sent.Lemma(i)]) {
				continue
			}
			if k+1 < len(sent.Tokens) && asks[sent.Lower(k+1)] { // "differ over how to go on"
				add(k+1, sent.ClauseEnd(k+2), "apart")
				break
			}
			if h, ok := sent.Head(k); ok && h > k && sent.Relation(k) == "case" {
				for _, c := range sent.Conjuncts(h) {
					from, to := sent.Phrase(c)
					add(from, to, "apart")
				}
			} else {
				add(k+1, sent.ClauseEnd(k+1), "apart")
			}
			break
		}
	}
}

// views are the nouns of being at odds that take "on"; with the others it is a
// place or a day: "tension on the border".
var views = clause.Set("disagreement difference divergence")

// asks are the words that a question over which sides are apart begins with.
var asks = clause.Set("how whether who what when where why which")

// causes finds why talks failed, were put off or do not take place: "were
// called off after [the attack]".
func (s *Stage) causes(sent *phrase.Sentence, add adder) {
	for i := range sent.Tokens {
		if !s.words.fails[sent.Lemma(i)] || !said(sent, i) {
			continue
		}
		talks := s.ofTalks(sent, i)
		for k := i + 1; k < min(i+14, len(sent.Tokens)); k++ {
			if sent.Stops(k) {
				break
			}
			from := 0
			switch sent.Lower(k) {
			case "because", "due":
				from = k + 1
				if from < len(sent.Tokens) && (sent.Lower(from) == "of" || sent.Lower(from) == "to") {
					from++
				}
			case "after", "amid", "over", "following", "when":
				from = k + 1
			case "so":
				if finite(sent, k+1) {
					from = k
				}
			}
			if from == 0 || from >= len(sent.Tokens) || s.noCause(sent, from) || !talks && !(held[sent.Lemma(i)] && (sent.Lower(k) == "because" || sent.Lower(k) == "due")) {
				continue
			}
			if h, ok := sent.Head(k); ok && h > k && sent.Relation(k) == "case" && sent.Tokens[h].UPOS != nlp.VERB {
				if s.words.blocked[sent.Lemma(h)] {
					continue
				}
				first, last := sent.Phrase(h)
				add(max(from, first), last, "cause")
			} else {
				add(from, clauseAfter(sent, from), "cause")
			}
			break
		}
	}
}

// said reports whether the word at token i tells of a failure indeed: "on hold",
// "called off".
func said(s *phrase.Sentence, i int) bool {
	switch s.Lemma(i) {
	case "hold":
		return i > 0 && s.Lower(i-1) == "on"
	case "call":
		return i+1 < len(s.Tokens) && s.Lower(i+1) == "off"
	}
	return true
}

// held are the words whose cause is an obstacle whatever is held up.
var held = map[string]bool{"postpone": true, "delay": true, "hold": true, "suspend": true, "stall": true}

// ofTalks reports whether the word at token i, which tells of a failure, is of
// talks or of what serves them: one of their words stands close by.
func (s *Stage) ofTalks(sent *phrase.Sentence, i int) bool {
	for k := max(0, i-7); k < min(i+6, len(sent.Tokens)); k++ {
		if s.words.blocked[sent.Lemma(k)] {
			return true
		}
	}
	return false
}

// noCause reports whether the words from token i on are no cause but a time or
// a number: "after three days", "over 40 years".
func (s *Stage) noCause(sent *phrase.Sentence, i int) bool {
	for k := i; k < min(i+3, len(sent.Tokens)); k++ {
		switch sent.Lemma(k) {
		case "talk", "meeting", "negotiation", "round", "session", "summit", "day", "week", "month", "year", "hour", "decade", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "weekend":
			return true
		}
	}
	return sent.Tokens[i].UPOS == nlp.NUM
}

// refuser widens a refusal by who refuses, where that is told in a few words.
func refuser(s *phrase.Sentence, first int) int {
	c := s.Children(first, "nsubj")
	if len(c) == 0 || c[0] > first {
		return first
	}
	from, _ := s.Phrase(c[0])
	if first-from > 7 {
		return first
	}
	for k := from; k < first; k++ {
		if s.Stops(k) || s.Lower(k) == "," {
			return first
		}
	}
	return from
}

// conditions finds what has to come first: "will not talk until [the attacks
// stop]", "offered talks if [it disarms]", "want [a pullout as a condition for
// talks]".
func (s *Stage) conditions(sent *phrase.Sentence, add adder) {
	talks, refused, offered := false, false, false
	for i := range sent.Tokens {
		w, lemma := sent.Lower(i), sent.Lemma(i)
		switch w {
		case "until", "unless", "while":
			if finite(sent, i+1) && talks && refused && (w != "while" || i > 0 && sent.Lower(i-1) != ",") {
				add(i, clauseAfter(sent, i), "condition")
			}
		case "if":
			if finite(sent, i+1) && talks && offered {
				add(i, clauseAfter(sent, i), "condition")
			}
		}
		if (lemma == "condition" || lemma == "precondition") && i > 1 && sent.Lower(i-1) == "a" && sent.Lower(i-2) == "as" {
			from := i - 2
			for from > 0 && i-from < 14 && !sent.Stops(from-1) && sent.Lower(from-1) != "," && sent.Lower(from-1) != "that" && sent.Tokens[from-1].XPOS != "VBD" && sent.Tokens[from-1].XPOS != "VBN" && sent.Tokens[from-1].XPOS != "VBZ" && sent.Tokens[from-1].XPOS != "VBP" {
				from--
			}
			add(from, sent.ClauseEnd(i+1), "condition")
		}
		talks = talks || subject[lemma] && sent.Tokens[i].UPOS != nlp.PROPN || lemma == "sign" || lemma == "meet" || lemma == "return"
		switch lemma {
		case "not", "n't", "no", "never", "refuse", "reject", "rule", "uncertainty", "uncertain", "doubt", "without":
			refused = true
		case "offer", "ready", "willing", "agree", "propose":
			offered = true
		}
	}
}

// finite reports whether a clause with a verb of its own begins at token i.
func finite(s *phrase.Sentence, i int) bool {
	for k := i; k < min(i+10, len(s.Tokens)) && !s.Stops(k); k++ {
		switch s.Tokens[k].XPOS {
		case "VBZ", "VBP", "VBD", "MD":
			return true
		}
	}
	return false
}

// clauseAfter is the token after the last of the clause that the conjunction at
// token i opens.
func clauseAfter(s *phrase.Sentence, i int) int {
	for k := i + 1; k < len(s.Tokens); k++ {
		switch s.Tokens[k].XPOS {
		case "VBZ", "VBP", "VBD", "MD":
			return s.ClauseEnd(k + 1)
		}
	}
	return s.ClauseEnd(i + 1)
}

package times

import (
	_ "embed"
	"strings"

	"github.com/parley-register/parley/internal/nlp"
)

//go:embed verbs.tsv
var verbsTSV string

// tense is what the verb beside a time expression tells about it.
type tense uint8

const (
	unknownTense tense = iota
	past
	future
	present
	moving   // the participle of a verb of going or meeting: after "is" it tells a plan
	arranged // what had been set may lie behind or ahead: "was due to open on Saturday"
)

// verbForms is a cheap lexicon of verb forms, for text that has no tags.
type verbForms map[string]tense

func readVerbs(s string) verbForms {
	v := verbForms{}
	names := map[string]tense{"past": past, "future": future, "present": present, "moving": moving}
	for _, line := range strings.Split(s, "\n") {
		if form, t, ok := strings.Cut(line, "\t"); ok && form[0] != '#' {
			v[form] = names[t]
		}
	}
	return v
}

// tenseAt guesses the tense of the clause that units [first, last) stand in: the
// nearest verb before them in the sentence, else the first behind them.
func (r *resolver) tenseAt(first, last int) tense {
	if r.opensClause(first) {
		for i := last; i < len(r.units) && i < last+12; i++ {
			if t := r.verb(i); t != unknownTense {
				return t
			}
		}
	}
	for i := first - 1; i >= 0 && i >= first-40; i-- {
		if t := r.verb(i); t != unknownTense {
			return t
		}
		if first-i < 8 && r.lower(i) == "of" && r.lower(i-1) == "ahead" && !r.commaWithin(i, first) { // ahead of the vote on Friday
			return future
		}
	}
	for i := last; i < len(r.units) && i < last+25; i++ {
		if t := r.verb(i); t != unknownTense {
			return t
		}
	}
	return unknownTense
}

func (r *resolver) commaWithin(from, to int) bool {
	for i := from; i < to; i++ {
		if r.names[r.units[i].word] == "," {
			return true
		}
	}
	return false
}

// opensClause reports whether unit first begins a clause inside the sentence:
// ", but on Monday he said".
func (r *resolver) opensClause(first int) bool {
	i := first - 1
	if r.lower(i) != "on" && r.lower(i) != "in" {
		return false
	}
	switch r.lower(i - 1) {
	case "but", "and", "while", "although", "though", "when":
		return i >= 2 && r.names[r.units[i-2].word] == ","
	}
	return false
}

// pastBeside reports whether a verb in the past stands directly before unit
// first, with no more than a preposition between: "met on April 2".
func (r *resolver) pastBeside(first int) bool {
	i := first - 1
	switch r.lower(i) {
	case "on", "in", "last":
		i--
	}
	return i >= 0 && r.verb(i) == past
}

// auxiliary is the tense that the verb group of unit i has by its first words:
// "will be held", "to be held", "may have been".
func (r *resolver) auxiliary(i int) tense {
	for k := i - 1; k >= 0 && k >= i-4; k-- {
		switch r.lower(k) {
		case "be", "been", "have", "not", "also", "again", "then", "soon", "now", "likely":
		case "will", "would", "shall", "can", "could", "may", "might", "should", "must", "to", "ll":
			return future
		default:
			return unknownTense
		}
	}
	return unknownTense
}

func (r *resolver) lower(i int) string {
	if i < 0 || i >= len(r.units) || !r.units[i].alpha {
		return ""
	}
	return strings.ToLower(r.text[r.units[i].start:r.units[i].end])
}

// verb is the tense that unit i tells, if it is a verb.
func (r *resolver) verb(i int) tense {
	u := &r.units[i]
	if !u.alpha || u.upper && i > 0 {
		return unknownTense
	}
	w := r.lower(i)
	t := r.verbs[w]
	if t == moving {
		return unknownTense
	}
	if r.lower(i-1) == "to" && t == future { // was scheduled to meet
		p := r.lower(i - 2)
		if r.verbs[p] == future {
			return r.verb(i - 2)
		}
		if p == "was" || p == "were" {
			return arranged
		}
	}
	if w == "is" || w == "are" || w == "was" || w == "were" {
		if r.lower(i+1) == "to" { // are to meet
			if w[0] == 'w' {
				return arranged
			}
			return future
		}
		if (w == "is" || w == "are") && r.verbs[r.lower(i+1)] == moving { // is heading to Rome on Friday
			return future
		}
	}
	if t != unknownTense {
		if next := r.lower(i + 1); w == "set" && next != "to" && next != "for" {
			return past
		}
		switch w {
		case "scheduled", "expected", "due", "planned", "set", "slated", "supposed":
			switch r.lower(i - 1) {
			case "was", "were", "been", "had":
				return arranged
			}
			return future
		}
		if t == past {
			if r.auxiliary(i) == future {
				return future
			}
		}
		return t
	}
	if r.xpos != nil {
		switch tag := r.tagAt(i); tag {
		case "VBD":
			return past
		case "VBZ", "VBP":
			return present
		case "VBN", "VBG", "VB", "MD", "":
		default:
			return unknownTense
		}
	}
	if len(w) > 4 && strings.HasSuffix(w, "ed") && !strings.HasSuffix(w, "eed") {
		if r.auxiliary(i) == future {
			return future
		}
		return past
	}
	// to meet, to hold: what is planned, after words that plan
	if w == "to" {
		for k := i - 1; k >= 0 && k >= i-3; k-- {
			switch r.lower(k) {
			case "plan", "plans", "planned", "hoped", "intended", "wanted", "pledged", "offered", "prepared", "preparing", "willing", "expects", "hopes", "wants", "due", "set", "scheduled", "expected", "going", "agreed", "agree", "intends", "invited", "planning", "about", "slated", "decided", "vowed", "promised", "needs", "ready":
				return future
			}
		}
	}
	return unknownTense
}

// tagAt is the Penn tag of the token that unit i starts in.
func (r *resolver) tagAt(i int) string {
	k := r.tokenAt(r.units[i].start)
	if k < 0 {
		return ""
	}
	return r.xpos[k].XPOS
}

func (r *resolver) tokenAt(off int) int {
	lo, hi := 0, len(r.xpos)
	for lo < hi {
		m := (lo + hi) / 2
		if r.xpos[m].End <= off {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo < len(r.xpos) && r.xpos[lo].Start <= off {
		return lo
	}
	return -1
}

// tagged reports whether tokens carry Penn tags.
func tagged(toks []nlp.Token) bool {
	for i := range toks {
		if toks[i].XPOS != "" {
			return true
		}
		if i > 8 {
			break
		}
	}
	return false
}

package actors

import (
	"slices"
	"strings"
	"sync"

	"github.com/parley-register/parley/internal/lexicon"
	"github.com/parley-register/parley/internal/nlp"
)

// The rules of this file find the sides that no list can hold, because they are
// made by the text itself: those who stand against a state ("Syrian rebels",
// later "the rebels"), and bodies that a short form stands for ("the interim
// council" of an article on Libya). They are put among the matches of the
// lexicon before titles are read, so that "a rebel council spokesman" has a
// side as "a Hamas spokesman" has.

// opponents are the nouns that make a group of its own of those whom the
// adjective of a state or people is said of, in the form in which they are
// named: "Syrian rebels" do not act for Syria.
var opponents = map[string]string{
	"rebels": "rebels", "rebel": "rebels", "militants": "militants", "militant": "militants", "insurgents": "insurgents", "insurgent": "insurgents", "separatists": "separatists",
	"separatist": "separatists", "opposition": "opposition", "guerrillas": "guerrillas", "guerrilla": "guerrillas", "guerillas": "guerrillas", "guerilla": "guerrillas", "Islamists": "Islamists",
	"secessionists": "secessionists", "secessionist": "secessionists", "jihadists": "jihadists", "militias": "militias",
}

// speakers follow the noun for opponents and are theirs: "rebel officials".
var speakers = wordSet("leaders figures members representatives groups group fighters forces officials commanders factions parties delegation delegations delegates negotiators envoys politicians spokesmen movements",
	"side", "team", "organizations organisations council coalition command leadership chiefs sources")

// speaker follows the noun for those who fight.
var speaker = wordSet("leader commander chief official negotiator envoy spokesman spokeswoman spokesperson representative minister member movement fighter figure")

// introduce adds the bodies that the text makes to the matches of the lexicon,
// and takes away those of short names that are somebody else's in this text.
func (r *reader) introduce(found []lexicon.Match) []lexicon.Match {
	spoken := r.spokenOf(found)
	kept := found[:0]
	for i := range found {
		if !r.foreign(&found[i], spoken) {
			kept = append(kept, found[i])
		}
	}
	found = kept
	var made []lexicon.Match
	against := map[string]bool{} // codes of those who stand against a state
	for i := range found {
		e := &found[i]
		s := &e.Senses[0]
		at, adjective := e.Last, r.form(e.First, e.Last)
		switch s.Kind {
		case lexicon.Adjective, lexicon.People:
		case lexicon.StateName:
			state, ok := r.lex.State(s.Code)
			if !ok || len(state.Adjectives) == 0 || !r.possessiveAt(e.Last) {
				continue
			}
			at, adjective = e.Last+1, state.Adjectives[0]
		default:
			continue
		}
		if end, code := r.opponentsAt(at); end > at {
			code = adjective + " " + code
			against[code] = true
			made = append(made, r.body(e.First, end, lexicon.Entry{Kind: lexicon.Group, Code: code, Name: code, Class: s.Code}))
		}
	}
	councils := r.councils(found, spoken)
	if body := onlyCouncil(found, councils); body != "" && len(against) == 0 {
		against[body] = true // the rebels of the text are those of the council
	}
	made = append(made, councils...)
	made = append(made, r.opponentsAlone(against)...)
	return merge(found, made)
}

func (r *reader) possessiveAt(i int) bool {
	if i >= len(r.tokens) {
		return false
	}
	switch r.tokens[i].Form {
	case "'s", "’s", "'", "’":
		return true
	}
	return false
}

func (r *reader) body(first, last int, e lexicon.Entry) lexicon.Match {
	e.Form = r.form(first, last)
	return lexicon.Match{Span: r.span(first, last), First: first, Last: last, Senses: []lexicon.Entry{e}}
}

// merge puts made among found, in text order; of two that overlap the longer
// one stays, and of two of one length the made one.
func merge(found, made []lexicon.Match) []lexicon.Match {
	if len(made) == 0 {
		return found
	}
	all := append(made, found...)
	slices.SortStableFunc(all, func(a, b lexicon.Match) int {
		if a.First != b.First {
			return a.First - b.First
		}
		return b.Last - a.Last
	})
	kept := all[:0]
	for _, m := range all {
		if n := len(kept); n > 0 && m.First < kept[n-1].Last {
			if m.Last-m.First > kept[n-1].Last-kept[n-1].First {
				kept[n-1] = m
			}
			continue
		}
		kept = append(kept, m)
	}
	return kept
}

// opponentsAt returns the end of "rebels", "armed opposition", "rebel leaders"
// at token i, and the noun; or i.
func (r *reader) opponentsAt(i int) (int, string) {
	from := i
	for n := 0; n < 3 && i < len(r.tokens); i, n = i+1, n+1 {
		form := r.tokens[i].Form
		code, ok := opponents[form]
		if !ok {
			if r.tokens[i].UPOS != nlp.ADJ || !isLower(form) {
				return from, ""
			}
			continue
		}
		if !r.ofOpponents(i, form == code) {
			return from, ""
		}
		return i + 1, code
	}
	return from, ""
}

// ofOpponents reports whether the noun for opponents at token i is a group, or
// stands before those who are of it; plural tells which of its forms it has.
func (r *reader) ofOpponents(i int, plural bool) bool {
	next := ""
	if i+1 < len(r.tokens) {
		next = r.tokens[i+1].Form
	}
	switch {
	case speakers[next]:
		return true
	case speaker[next]:
		return r.tokens[i].Form != "opposition" // the leader of an opposition in parliament is of the state
	case !plural || next == "party":
		return false
	}
	return i+1 >= len(r.tokens) || r.tokens[i+1].UPOS != nlp.NOUN
}

func isLower(form string) bool { return form != "" && form[0] >= 'a' && form[0] <= 'z' }

// onlyCouncil is the code of the council that stands against a state, if the text
// names one and no other.
func onlyCouncil(found, made []lexicon.Match) string {
	code := ""
	for _, m := range slices.Concat(found, made) {
		s := &m.Senses[0]
		if s.Kind != lexicon.Group || !strings.Contains(s.Name, "Council") {
			continue
		}
		if code != "" && s.Code != code {
			return ""
		}
		code = s.Code
	}
	return code
}

// opponentsAlone finds those who stand against a state where they are named by the noun
// alone, if only one such group of that noun is named in full: "the rebels".
func (r *reader) opponentsAlone(against map[string]bool) []lexicon.Match {
	only := map[string]string{} // by noun; "" where there are several
	for code := range against {
		noun := code[strings.LastIndexByte(code, ' ')+1:]
		if _, ok := opponents[noun]; !ok {
			noun = "rebels"
		}
		if _, ok := only[noun]; ok {
			only[noun] = ""
			continue
		}
		only[noun] = code
	}
	if len(only) == 0 {
		return nil
	}
	var out []lexicon.Match
	for i := range r.tokens {
		noun := opponents[lowerASCII(r.tokens[i].Form)]
		code := only[noun]
		if code == "" || !r.ofOpponents(i, noun == lowerASCII(r.tokens[i].Form)) {
			continue
		}
		if noun == "opposition" && (i == 0 || lowerASCII(r.tokens[i-1].Form) != "the" || i+1 < len(r.tokens) && r.tokens[i+1].Form == "to") && !speakers[r.next(i)] {
			continue // "voiced opposition"
		}
		if r.possessiveAt(i+1) || i > 0 && r.tokens[i-1].Form == "-" { // "the rebels' council", "pro-rebel"
			continue
		}
		out = append(out, r.body(i, i+1, lexicon.Entry{Kind: lexicon.Group, Code: code, Name: code}))
	}
	return out
}

func (r *reader) next(i int) string {
	if i+1 < len(r.tokens) {
		return r.tokens[i+1].Form
	}
	return ""
}

// spokenOf counts how often each state is named.
func (r *reader) spokenOf(found []lexicon.Match) map[string]int {
	count := map[string]int{}
	for i := range found {
		switch s := &found[i].Senses[0]; s.Kind {
		case lexicon.StateName, lexicon.Adjective, lexicon.People, lexicon.Capital, lexicon.Seat, lexicon.Institution:
			count[s.Code]++
		}
	}
	return count
}

// plainWords are words that bodies of many states are named with.
var plainWords = wordSet("National Transitional Transition Interim Council Government Unity Front Liberation Army Party Democratic Union New Forces Southern Northern Movement Popular People's Islamic Emirate Salvation Coalition Alliance Congress General of for the and")

// foreign reports whether a match is a short or general name of a body of a
// state that the text does not speak of, so that something else is meant: "the
// National Transitional Council" of an article that never names Libya.
func (r *reader) foreign(m *lexicon.Match, spoken map[string]int) bool {
	s := &m.Senses[0]
	if s.Kind == lexicon.Format && s.Code == "P5+1" && strings.HasSuffix(s.Form, "powers") {
		return spoken["IRN"] == 0 // "world powers" of other matters are others
	}
	if s.Kind != lexicon.Group || s.Class == "" || s.Code == s.Class || len(m.Senses) > 1 || spoken[s.Class] > 0 {
		return false
	}
	if !strings.Contains(s.Form, " ") {
		return len(s.Form) <= 3 && isUpper(s.Form) && !r.spelledOut(s)
	}
	for w := range strings.FieldsSeq(s.Form) {
		if !plainWords[w] {
			return false
		}
	}
	return true
}

// spelledOut reports whether the text has the full name of the body that an
// acronym stands for.
func (r *reader) spelledOut(s *lexicon.Entry) bool { return strings.Contains(r.text, s.Name) }

// council is a body that the lexicon knows by a name with "Council" in it.
type council struct {
	code, class string
	words       map[string]bool // of one form, in lower case
}

// knownCouncils are the councils of the shared lexicon that speak for nobody's
// government.
var knownCouncils = sync.OnceValue(func() []council {
	var out []council
	for e := range lexicon.Shared().Forms() {
		if e.Kind != lexicon.Group || !strings.Contains(e.Form, "Council") {
			continue
		}
		c := council{code: e.Code, class: e.Class, words: map[string]bool{}}
		for w := range strings.FieldsSeq(e.Form) {
			c.words[strings.ToLower(w)] = true
		}
		out = append(out, c)
	}
	return out
})

// councilWords stand before "council" in the short forms of a council's name.
var councilWords = wordSet("rebel rebels opposition interim transitional transition national provisional libyan syrian executive newly-formed new governing ruling self-proclaimed")

// councils finds the short forms of the councils that stand against a state or
// took power in it: "the rebel national council", "the interim council", and
// "the council" after one has been named and no other has.
func (r *reader) councils(found []lexicon.Match, spoken map[string]int) []lexicon.Match {
	var out []lexicon.Match
	n := 0
	last, several := "", false // the code of the council named last; whether another was named before
	name := func(code string) {
		several = several || last != "" && last != code
		last = code
	}
	for i := range r.tokens {
		for n < len(found) && found[n].Last <= i {
			n++
		}
		if lowerASCII(r.tokens[i].Form) != "council" {
			continue
		}
		if n < len(found) && found[n].First <= i {
			if code := found[n].Senses[0].Code; code != "" && found[n].Last == i+1 {
				name(code)
			}
			continue
		}
		first, intro := i, false
		for first > 0 && i-first < 5 && (n == 0 || found[n-1].Last <= first-1) {
			w := lowerASCII(r.tokens[first-1].Form)
			if !councilWords[w] && (!r.possessiveAt(first-1) || first < 2 || lowerASCII(r.tokens[first-2].Form) != "rebels") {
				break
			}
			switch w {
			case "rebel", "rebels", "opposition", "interim", "transitional", "transition":
				intro = true
			}
			first--
		}
		code := ""
		switch {
		case intro:
			code = r.whichCouncil(first, i, spoken)
			if code == "" && !several {
				code = last
			}
		case first == i && i > 0 && lowerASCII(r.tokens[i-1].Form) == "the" && !several && r.next(i) != "of" && r.next(i) != "on":
			code = last
		case first < i && !several:
			code = last
		}
		if e, ok := r.lex.Code(code); ok && (e.Kind == lexicon.Group || r.lex.IsState(code)) {
			if r.possessiveAt(first) {
				first++
			}
			e.Kind = lexicon.Group
			out = append(out, r.body(first, i+1, e))
			name(code)
		}
	}
	return out
}

// whichCouncil is the code of the one council that the words of tokens
// [first, i] can be short for, of a state that the text speaks of; "" where
// there is none or more than one.
func (r *reader) whichCouncil(first, i int, spoken map[string]int) string {
	code, most := "", 0
	for _, c := range knownCouncils() {
		if spoken[c.class] == 0 {
			continue
		}
		fits := true
		for k := first; k < i && fits; k++ {
			switch w := lowerASCII(r.tokens[k].Form); w {
			case "rebel", "rebels", "opposition", "'", "’", "'s", "’s", "new", "newly-formed", "ruling", "governing", "executive", "self-proclaimed":
			default:
				fits = c.words[w]
			}
		}
		if !fits || c.code == code {
			continue
		}
		switch n := spoken[c.class]; {
		case n > most:
			code, most = c.code, n
		case n == most:
			code = ""
		}
	}
	return code
}

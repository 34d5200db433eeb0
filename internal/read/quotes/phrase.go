package quotes

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
)

// span is a run of tokens [first, last).
type span struct{ first, last int }

func (s span) empty() bool { return s.last <= s.first }

func (s span) bytes(d *nlp.Doc) parley.Span {
	return parley.Span{Start: d.Tokens[s.first].Start, End: d.Tokens[s.last-1].End}
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

var (
	determiners  = set("the a an this that these those some any no each every both all several many most few other another his her its their our my your two three four five six seven eight nine ten")
	pronouns     = set("he she it they we i you him her them us me himself herself itself themselves who which whoever one others")
	subjects     = set("he she it they we i you who others some many there")
	prepositions = set("of in on at by for from to with about after before during under over between among against into through since until upon within without near via ahead amid across toward towards outside inside around despite following including")
	conjunctions = set("and or but nor yet")
	subordinates = set("that because if while when although though whether as since where unless after before until once whereas so than how why what whose")
	auxiliaries  = set("get gets got getting ought need dare used 'm ’m wo ca is are was were be been being am has have had having do does did will would can could may might shall should must 's 've 'd 'll 're n't not ’s ’ve ’d ’ll ’re n’t")
	adverbs      = set("perhaps elsewhere otherwise moreover furthermore nevertheless nonetheless so maybe hence here there when where why how also later earlier then now again once still just only even already never always often meanwhile however thus therefore instead indeed recently today yesterday tomorrow too first finally repeatedly previously soon late early ever further reportedly specifically separately publicly privately")
	times        = set("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow january february march april may june july august september october november december week month year morning evening night afternoon weekend noon")
)

// class is the tag of a token, or a guess by closed word classes where the
// document has not been tagged.
func class(t *nlp.Token) nlp.UPOS {
	w := strings.ToLower(t.Form)
	switch {
	case t.UPOS == nlp.NoTag:
	case w == "both":
		return nlp.DET
	case t.UPOS == nlp.AUX && !auxiliaries[w], t.UPOS == nlp.ADV && capitalized(t) && !adverbs[w] && !strings.HasSuffix(w, "ly"):
		return nlp.PROPN // auxiliaries are a closed class: a name that the tagger does not know
	default:
		return t.UPOS
	}
	r, _ := utf8.DecodeRuneInString(t.Form)
	switch {
	case w == "'s" || w == "’s":
		return nlp.PART
	case auxiliaries[w]:
		return nlp.AUX
	case !unicode.IsLetter(r) && !unicode.IsDigit(r) && len(t.Form) < 4:
		return nlp.PUNCT
	case unicode.IsDigit(r):
		return nlp.NUM
	case pronouns[w]:
		return nlp.PRON
	case conjunctions[w]:
		return nlp.CCONJ
	case w == "that" || w == "because" || w == "if" || w == "while" || w == "although" || w == "whether" || w == "as" || w == "when":
		return nlp.SCONJ
	case determiners[w]:
		return nlp.DET
	case prepositions[w]:
		return nlp.ADP
	case adverbs[w] || strings.HasSuffix(w, "ly") && len(w) > 4:
		return nlp.ADV
	case unicode.IsUpper(r):
		return nlp.PROPN
	}
	return nlp.NOUN
}

func nominal(p nlp.UPOS) bool {
	switch p {
	case nlp.DET, nlp.ADJ, nlp.NOUN, nlp.PROPN, nlp.NUM, nlp.PRON, nlp.SYM, nlp.X:
		return true
	}
	return false
}

func isTime(t *nlp.Token) bool {
	r, _ := utf8.DecodeRuneInString(t.Form)
	return times[strings.ToLower(t.Form)] || unicode.IsDigit(r)
}

// sentence is a sentence under reading.
type sentence struct {
	d           *nlp.Doc
	n           int
	first, last int // tokens
}

func (s *sentence) tok(i int) *nlp.Token { return &s.d.Tokens[i] }

func (s *sentence) low(i int) string {
	if i < s.first || i >= s.last {
		return ""
	}
	return strings.ToLower(s.d.Tokens[i].Form)
}

func (s *sentence) class(i int) nlp.UPOS {
	if i < s.first || i >= s.last {
		return nlp.PUNCT
	}
	return class(&s.d.Tokens[i])
}

func (s *sentence) in(i int) bool { return i >= s.first && i < s.last }

func (s *sentence) possessive(i int) bool {
	w := s.low(i)
	return w == "'s" || w == "’s" || w == "'" || w == "’"
}

// hyphen reports whether token i joins words: "U.S.-led", "(ELN)".
func (s *sentence) hyphen(i int) bool {
	w := s.low(i)
	if w == "&" {
		return true
	}
	if i <= s.first || i+1 >= s.last {
		return w == "."
	}
	close := s.tok(i-1).End == s.tok(i).Start
	return (w == "-" || w == "–" || w == "/") && close && s.tok(i).End == s.tok(i+1).Start || w == "." && close && len(s.tok(i-1).Form) <= 3
}

// maxPhrase bounds the tokens of a noun phrase, and with it the work per cue.
const maxPhrase = 40

// nounLeft is the noun phrase that ends right before token end: the subject of
// a verb at end. Phrases that a preposition ties to an earlier one are part of
// it; one that opens a clause ("In Geneva the envoy said") is not.
func (s *sentence) nounLeft(end int) span {
	i := end - 1
	depth := 0
	for ; i >= s.first && end-i < maxPhrase; i-- {
		w, c := s.low(i), s.class(i)
		if w == ")" {
			depth++
			continue
		}
		if depth > 0 {
			if w == "(" {
				depth--
			}
			continue
		}
		if nominal(c) && !relative(w) || c == nlp.ADP || s.possessive(i) || s.hyphen(i) || c == nlp.PART && w != "to" {
			continue
		}
		if c == nlp.CCONJ && w != "but" && i+1 < end && nominal(s.class(i+1)) && nominal(s.class(i-1)) {
			continue
		}
		if c == nlp.ADJ || c == nlp.VERB && i+1 < end && nominal(s.class(i+1)) && i > s.first && (s.class(i-1) == nlp.DET || s.class(i-1) == nlp.ADJ) {
			continue // "a leading expert", "the elected leader"
		}
		break
	}
	return s.trimLeft(span{i + 1, end})
}

// relative reports words that open a relative or content clause.
func relative(w string) bool { return w == "who" || w == "which" || w == "that" || w == "what" }

// trimLeft drops from the head of np what a preposition opens, until a phrase
// that none governs.
func (s *sentence) trimLeft(np span) span {
	i := np.first
	for i < np.last {
		c := s.class(i)
		if c == nlp.CCONJ || c == nlp.PUNCT || c == nlp.ADV || c == nlp.PART || s.possessive(i) {
			i++
			continue
		}
		if c != nlp.ADP {
			break
		}
		// skip the phrase that the preposition governs: up to a new determiner,
		// a pronoun or a name after a time
		for i++; i < np.last; i++ {
			if s.class(i) == nlp.ADP {
				break
			}
			w := s.low(i)
			if i > np.first+1 && s.class(i-1) != nlp.ADP && (s.class(i) == nlp.DET || subjects[w] || isTime(s.tok(i-1)) && !isTime(s.tok(i))) && !s.possessive(i) {
				return span{i, np.last}
			}
		}
	}
	return span{i, np.last}
}

// nounRight is the noun phrase that starts at token start, without an
// apposition; last is the end of it.
func (s *sentence) nounRight(start int) span {
	i := start
	for ; i < s.last && i-start < maxPhrase; i++ {
		w, c := s.low(i), s.class(i)
		switch {
		case w == "(":
			j := i + 1
			for j < s.last && j-i < 8 && s.low(j) != ")" {
				j++
			}
			if s.low(j) == ")" {
				i = j
				continue
			}
			return span{start, i}
		case nominal(c) && !relative(w) || s.possessive(i) || s.hyphen(i):
			if i > start && isTime(s.tok(i)) && c != nlp.NUM {
				return span{start, i}
			}
			if i > start && c == nlp.PRON && subjects[w] {
				return span{start, i}
			}
			continue
		case (w == "of" || w == "for" || w == "to" || w == "in" || w == "from" || w == "at" || w == "with" || w == "on" || w == "by") && i > start && nominal(s.class(i+1)) && !isTime(s.tok(i+1)):
			if w == "in" || w == "at" || w == "on" || w == "to" || w == "by" || w == "with" || w == "from" {
				if next := s.low(i + 1); next == "a" || next == "an" || s.class(i+1) == nlp.PRON {
					return span{start, i}
				}
			}
			continue
		case w == "and" && i > start && nominal(s.class(i+1)):
			continue
		}
		return span{start, i}
	}
	return span{start, i}
}

// subjectLeft finds the subject of the verb group whose main verb is token
// verb, looking left over adverbs, auxiliaries, time expressions and
// appositions. apposition is empty when there is none; joined reports that the
// verb is coordinated and has the subject of an earlier one.
func (s *sentence) subjectLeft(verb int) (subject, apposition span, joined bool) {
	i := verb - 1
	for i >= s.first && verb-i < maxPhrase {
		w, c := s.low(i), s.class(i)
		if (c == nlp.ADV || c == nlp.AUX || w == "not" || w == "n't" || w == "n’t") && !subjects[w] {
			i--
			continue
		}
		if isTime(s.tok(i)) && s.class(i) != nlp.PRON && i > s.first {
			i--
			if p := s.low(i); p == "on" || p == "in" || p == "late" || p == "early" || p == "last" || p == "earlier" || p == "this" {
				i--
			}
			continue
		}
		break
	}
	if i < s.first {
		return span{}, span{}, false
	}
	w := s.low(i)
	if w == "and" || w == "but" || w == "or" || w == "then" {
		return span{}, span{}, true
	}
	if w == "," || w == "—" || w == "–" || w == "--" {
		open := -1
		for j := i - 1; j >= s.first && i-j < maxPhrase; j-- {
			if s.low(j) == w {
				open = j
				break
			}
			if m := s.low(j); m == ";" || m == ":" || m == "“" || m == "\"" || m == "”" {
				break
			}
		}
		if open > s.first {
			inner := span{open + 1, i}
			if s.appositive(inner) {
				np := s.nounLeft(open)
				if !np.empty() {
					return np, inner, false
				}
			}
		}
		return span{}, span{}, w == ","
	}
	if w == "who" || w == "which" || w == "that" && i > s.first {
		j := i - 1
		if s.low(j) == "," {
			j--
		}
		if np := s.nounLeft(j + 1); !np.empty() && nominal(s.class(j)) {
			return np, span{}, false
		}
		return span{}, span{}, false
	}
	np := s.nounLeft(i + 1)
	if np.empty() {
		return np, span{}, false
	}
	// an apposition right before a name: "The minister, Ivan Petrov said"
	return np, span{}, false
}

// appositive reports whether what stands between commas can be an apposition
// or an aside to the noun before it.
func (s *sentence) appositive(in span) bool {
	if in.empty() {
		return false
	}
	w, c := s.low(in.first), s.class(in.first)
	if w == "and" || w == "but" || w == "that" {
		return false
	}
	return nominal(c) || c == nlp.ADP || c == nlp.ADV || c == nlp.AUX || w == "who" || w == "whose" || w == "which" || w == "speaking" || w == "citing" || w == "quoting" || c == nlp.VERB
}

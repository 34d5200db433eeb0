package clause

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
)

// Range is a run of tokens [first, last).
type Range struct{ First, Last int }

// Empty reports whether the range holds no tokens.
func (s Range) Empty() bool { return s.Last <= s.First }

// Bytes is the span from the first token of a range that is not empty to its
// last.
func (s Range) Bytes(d *nlp.Doc) parley.Span {
	return parley.Span{Start: d.Tokens[s.First].Start, End: d.Tokens[s.Last-1].End}
}

// Tokens are the tokens of d that span touches.
func Tokens(d *nlp.Doc, span parley.Span) Range {
	first := sort.Search(len(d.Tokens), func(i int) bool { return d.Tokens[i].End > span.Start })
	last := sort.Search(len(d.Tokens), func(i int) bool { return d.Tokens[i].Start >= span.End })
	return Range{First: first, Last: max(first, last)}
}

// Lemma is the lemma of t in lower case, or its form where it has none.
func Lemma(t *nlp.Token) string {
	if t.Lemma != "" {
		return strings.ToLower(t.Lemma)
	}
	return strings.ToLower(t.Form)
}

// Set is the set of the words of a list, with blanks between them.
func Set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

var (
	determiners  = Set("the a an this that these those some any no each every both all several many most few other another his her its their our my your two three four five six seven eight nine ten")
	pronouns     = Set("he she it they we i you him her them us me himself herself itself themselves who which whoever one others")
	subjects     = Set("he she it they we i you who others some many there")
	prepositions = Set("of in on at by for from to with about after before during under over between among against into through since until upon within without near via ahead amid across toward towards outside inside around despite following including")
	conjunctions = Set("and or but nor yet")
	auxiliaries  = Set("get gets got getting ought need dare used 'm ’m wo ca is are was were be been being am has have had having do does did will would can could may might shall should must 's 've 'd 'll 're n't not ’s ’ve ’d ’ll ’re n’t")
	adverbs      = Set("perhaps elsewhere otherwise moreover furthermore nevertheless nonetheless so maybe hence here there when where why how also later earlier then now again once still just only even already never always often meanwhile however thus therefore instead indeed recently today yesterday tomorrow too first finally repeatedly previously soon late early ever further reportedly specifically separately publicly privately")
	times        = Set("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow january february march april may june july august september october november december week month year morning evening night afternoon weekend noon")
)

// Class is the tag of a token, or a guess by closed word classes where the
// document has not been tagged.
func Class(t *nlp.Token) nlp.UPOS {
	w := strings.ToLower(t.Form)
	switch {
	case t.UPOS == nlp.NoTag:
	case w == "both":
		return nlp.DET
	case t.UPOS == nlp.AUX && !auxiliaries[w], t.UPOS == nlp.ADV && Capitalized(t) && !adverbs[w] && !strings.HasSuffix(w, "ly"):
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

// Nominal reports tags of words within a noun phrase.
func Nominal(p nlp.UPOS) bool {
	switch p {
	case nlp.DET, nlp.ADJ, nlp.NOUN, nlp.PROPN, nlp.NUM, nlp.PRON, nlp.SYM, nlp.X:
		return true
	}
	return false
}

// IsTime reports words of time: days, months, numbers.
func IsTime(t *nlp.Token) bool {
	r, _ := utf8.DecodeRuneInString(t.Form)
	return times[strings.ToLower(t.Form)] || unicode.IsDigit(r)
}

// Sentence is a sentence under reading. It is not safe for concurrent use.
type Sentence struct {
	Doc         *nlp.Doc
	N           int // index into Doc.Sentences
	First, Last int // tokens

	lows []string // forms in lower case from token from on, made at the first question
	from int
}

// Tok is token i of the document.
func (s *Sentence) Tok(i int) *nlp.Token { return &s.Doc.Tokens[i] }

// Low is the form of token i in lower case, "" outside the sentence.
func (s *Sentence) Low(i int) string {
	if i < s.First || i >= s.Last {
		return ""
	}
	if s.lows == nil {
		s.from = s.First
		s.lows = make([]string, s.Last-s.First)
		for k := range s.lows {
			s.lows[k] = strings.ToLower(s.Doc.Tokens[s.First+k].Form)
		}
	}
	if k := i - s.from; k >= 0 && k < len(s.lows) {
		return s.lows[k]
	}
	return strings.ToLower(s.Doc.Tokens[i].Form)
}

// Lows are the forms of all tokens in lower case.
func (s *Sentence) Lows() []string {
	if s.First >= s.Last {
		return nil
	}
	s.Low(s.First)
	return s.lows[s.First-s.from : s.Last-s.from]
}

// Class is the tag of token i, PUNCT outside the sentence.
func (s *Sentence) Class(i int) nlp.UPOS {
	if i < s.First || i >= s.Last {
		return nlp.PUNCT
	}
	return Class(&s.Doc.Tokens[i])
}

// In reports whether token i is one of the sentence.
func (s *Sentence) In(i int) bool { return i >= s.First && i < s.Last }

// Possessive reports whether token i is a genitive mark.
func (s *Sentence) Possessive(i int) bool {
	w := s.Low(i)
	return w == "'s" || w == "’s" || w == "'" || w == "’"
}

// hyphen reports whether token i joins words: "U.S.-led", "(ELN)".
func (s *Sentence) hyphen(i int) bool {
	w := s.Low(i)
	if w == "&" {
		return true
	}
	if i <= s.First || i+1 >= s.Last {
		return false
	}
	close := s.Tok(i-1).End == s.Tok(i).Start
	return (w == "-" || w == "–" || w == "/") && close && s.Tok(i).End == s.Tok(i+1).Start || w == "." && close && len(s.Tok(i-1).Form) <= 3
}

// Spaced reports whether token i has white space on both sides.
func (s *Sentence) Spaced(i int) bool {
	return i > s.First && i+1 < s.Last && s.Tok(i-1).End < s.Tok(i).Start && s.Tok(i).End < s.Tok(i+1).Start
}

// MaxPhrase bounds the tokens of a noun phrase, and with it the work per cue.
const MaxPhrase = 40

// NounLeft is the noun phrase that ends right before token end: the subject of
// a verb at end. Phrases that a preposition ties to an earlier one are part of
// it; one that opens a clause ("In Geneva the envoy said") is not.
func (s *Sentence) NounLeft(end int) Range {
	i := end - 1
	depth := 0
	listed := false
	for ; i >= s.First && end-i < MaxPhrase; i-- {
		w, c := s.Low(i), s.Class(i)
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
		if Nominal(c) && !relative(w) || c == nlp.ADP || s.Possessive(i) || s.hyphen(i) || c == nlp.PART && w != "to" {
			continue
		}
		if c == nlp.CCONJ && w != "but" && i+1 < end && Nominal(s.Class(i+1)) && Nominal(s.Class(i-1)) {
			listed = true
			continue
		}
		if c == nlp.CCONJ && w != "but" && s.Low(i-1) == "," && i+1 < end && Capitalized(s.Tok(i+1)) && s.name(i-2) {
			listed = true // "Britain, France, and Germany"
			i--
			continue
		}
		if w == "," && listed && i > s.First && i+1 < end && s.name(i-1) && s.name(i+1) {
			continue // "Britain, France and Germany"
		}
		if privy[w] && i > s.First && i+1 < end && Nominal(s.Class(i-1)) && s.Class(i+1) == nlp.ADP {
			continue // "officials close to the talks"
		}
		if c == nlp.ADJ || c == nlp.VERB && i+1 < end && Nominal(s.Class(i+1)) && i > s.First && (s.Class(i-1) == nlp.DET || s.Class(i-1) == nlp.ADJ || s.Possessive(i-1)) {
			continue // "a leading expert", "the elected leader", "Iran's roving ambassador"
		}
		break
	}
	return s.trimLeft(Range{i + 1, end})
}

// privy are words that tie what a source knows to the source.
var privy = Set("close familiar briefed involved aware privy present")

// name reports whether token i is part of a name.
func (s *Sentence) name(i int) bool { return s.In(i) && s.Class(i) == nlp.PROPN }

// relative reports words that open a relative or content clause.
func relative(w string) bool { return w == "who" || w == "which" || w == "that" || w == "what" }

// trimLeft drops from the head of np what a preposition opens, until a phrase
// that none governs.
func (s *Sentence) trimLeft(np Range) Range {
	i := np.First
	for i < np.Last {
		c := s.Class(i)
		if c == nlp.CCONJ || c == nlp.PUNCT || c == nlp.ADV || c == nlp.PART || s.Possessive(i) {
			i++
			continue
		}
		if c != nlp.ADP {
			break
		}
		// skip the phrase that the preposition governs: up to a new determiner,
		// a pronoun or a name after a time
		for i++; i < np.Last; i++ {
			if s.Class(i) == nlp.ADP {
				break
			}
			w := s.Low(i)
			if i > np.First+1 && s.Class(i-1) != nlp.ADP && (s.Class(i) == nlp.DET || subjects[w] || IsTime(s.Tok(i-1)) && !IsTime(s.Tok(i))) && !s.Possessive(i) {
				return Range{i, np.Last}
			}
		}
	}
	return Range{i, np.Last}
}

// NounRight is the noun phrase that starts at token start, without an
// apposition; last is the end of it.
func (s *Sentence) NounRight(start int) Range {
	i := start
	for ; i < s.Last && i-start < MaxPhrase; i++ {
		w, c := s.Low(i), s.Class(i)
		switch {
		case w == "(":
			j := i + 1
			for j < s.Last && j-i < 8 && s.Low(j) != ")" {
				j++
			}
			if s.Low(j) == ")" {
				i = j
				continue
			}
			return Range{start, i}
		case Nominal(c) && !relative(w) || s.Possessive(i) || s.hyphen(i):
			if i > start && IsTime(s.Tok(i)) && c != nlp.NUM {
				return Range{start, i}
			}
			if i > start && c == nlp.PRON && (subjects[w] || s.Tok(i).XPOS == "PRP$" && s.Class(i-1) != nlp.ADP && s.Class(i-1) != nlp.CCONJ) {
				return Range{start, i}
			}
			continue
		case (w == "of" || w == "for" || w == "to" || w == "in" || w == "from" || w == "at" || w == "with" || w == "on" || w == "by") && i > start && Nominal(s.Class(i+1)) && !IsTime(s.Tok(i+1)):
			if w == "in" || w == "at" || w == "on" || w == "to" || w == "by" || w == "with" || w == "from" {
				if next := s.Low(i + 1); next == "a" || next == "an" || s.Class(i+1) == nlp.PRON {
					return Range{start, i}
				}
			}
			continue
		case w == "and" && i > start && Nominal(s.Class(i+1)):
			continue
		}
		return Range{start, i}
	}
	return Range{start, i}
}

// SubjectLeft finds the subject of the verb group whose main verb is token
// verb, looking left over adverbs, auxiliaries, time expressions and
// appositions. apposition is empty when there is none; joined reports that the
// verb is coordinated and has the subject of an earlier one.
func (s *Sentence) SubjectLeft(verb int) (subject, apposition Range, joined bool) {
	i := verb - 1
	for i >= s.First && verb-i < MaxPhrase {
		w, c := s.Low(i), s.Class(i)
		if (c == nlp.ADV || c == nlp.AUX || w == "not" || w == "n't" || w == "n’t") && !subjects[w] {
			i--
			continue
		}
		if IsTime(s.Tok(i)) && s.Class(i) != nlp.PRON && i > s.First {
			i--
			if p := s.Low(i); p == "on" || p == "in" || p == "late" || p == "early" || p == "last" || p == "earlier" || p == "this" {
				i--
			}
			continue
		}
		break
	}
	if i < s.First {
		return Range{}, Range{}, false
	}
	w := s.Low(i)
	if w == "and" || w == "but" || w == "or" || w == "then" {
		return Range{}, Range{}, true
	}
	if w == "," || w == "—" || w == "–" || w == "--" {
		open := -1
		for j := i - 1; j >= s.First && i-j < MaxPhrase; j-- {
			if s.Low(j) == w {
				open = j
				break
			}
			if m := s.Low(j); m == ";" || m == ":" || m == "“" || m == "\"" || m == "”" {
				break
			}
		}
		if open > s.First {
			inner := Range{open + 1, i}
			if s.appositive(inner) {
				np := s.NounLeft(open)
				if !np.Empty() {
					return np, inner, false
				}
			}
		}
		return Range{}, Range{}, w == ","
	}
	if w == "who" || w == "which" || w == "that" && i > s.First {
		j := i - 1
		if s.Low(j) == "," {
			j--
		}
		if np := s.NounLeft(j + 1); !np.Empty() && Nominal(s.Class(j)) {
			return np, Range{}, false
		}
		return Range{}, Range{}, false
	}
	np := s.NounLeft(i + 1)
	if np.Empty() {
		// "after Hungary objected": what looks like a preposition opens a clause
		k := i
		for k > s.First && i-k < 8 && Nominal(s.Class(k-1)) {
			k--
		}
		if k > s.First && Nominal(s.Class(k)) {
			switch s.Low(k - 1) {
			case "after", "before", "since", "until", "as", "than", "like", "with":
				return Range{k, i + 1}, Range{}, false
			}
		}
		return np, Range{}, false
	}
	// an apposition right before a name: "The minister, Ivan Petrov said"
	return np, Range{}, false
}

// appositive reports whether what stands between commas can be an apposition
// or an aside to the noun before it.
func (s *Sentence) appositive(in Range) bool {
	if in.Empty() {
		return false
	}
	w, c := s.Low(in.First), s.Class(in.First)
	if w == "and" || w == "but" || w == "that" {
		return false
	}
	return Nominal(c) || c == nlp.ADP || c == nlp.ADV || c == nlp.AUX || w == "who" || w == "whose" || w == "which" || w == "speaking" || w == "citing" || w == "quoting" || c == nlp.VERB
}

// MainSubject is the subject of the first finite verb of the sentence before
// token end.
func (s *Sentence) MainSubject(end int) Range {
	for i := max(s.First, end-3*MaxPhrase); i < end; i++ {
		c := s.Class(i)
		if c == nlp.VERB || c == nlp.AUX {
			np, _, _ := s.SubjectLeft(i)
			if !np.Empty() {
				return np
			}
		}
	}
	return Range{}
}

// EndsAt reports whether the sentence, or a clause of it, ends before token i.
func (s *Sentence) EndsAt(i int) bool {
	if i >= s.Last {
		return true
	}
	w := s.Low(i)
	return FinalMark(w) || w == "," || w == "in" || w == "on" || w == "at" || w == "during" || w == "after"
}

// AppositionEnd is the token after an apposition that starts at i and ends
// with a comma or the sentence; 0 when there is none.
func (s *Sentence) AppositionEnd(i int) int {
	c := s.Class(i)
	if c != nlp.DET && c != nlp.NOUN && c != nlp.PROPN && c != nlp.ADJ && s.Low(i) != "who" {
		return 0
	}
	np := s.NounRight(i)
	if s.Low(i) == "who" {
		j := i
		for j < s.Last && j-i < MaxPhrase && s.Low(j) != "," && !FinalMark(s.Low(j)) {
			j++
		}
		return j
	}
	end := np.Last
	for s.In(end) && s.Class(end) == nlp.ADP && end-i < MaxPhrase {
		more := s.NounRight(end + 1)
		if more.Empty() {
			break
		}
		end = more.Last
	}
	if np.Empty() || end < s.Last && s.Low(end) != "," && !FinalMark(s.Low(end)) {
		return 0
	}
	return end
}

// Find is the first token from i on, within so many, of which word is the form
// in lower case; -1 when there is none.
func (s *Sentence) Find(word string, i, within int) int {
	for j := i; j < s.Last && j-i < within; j++ {
		if s.Low(j) == word {
			return j
		}
	}
	return -1
}

// ClauseLike reports whether a clause without "that" may start at token i: a
// noun phrase, and then a finite verb.
func (s *Sentence) ClauseLike(i int, strict bool) bool {
	c, w := s.Class(i), s.Low(i)
	if !Nominal(c) && !IsMark(w) && w != "there" && c != nlp.ADP && c != nlp.SCONJ && c != nlp.ADV && c != nlp.CCONJ && c != nlp.VERB {
		return false
	}
	if w == "as" || w == "when" || w == "while" || w == "because" {
		return false
	}
	opening := c == nlp.ADP || c == nlp.SCONJ || c == nlp.VERB // "in May the talks …", "if …", "holding talks would …"
	commas := 0
	for j := i; j < s.Last && j-i < MaxPhrase; j++ {
		w := s.Low(j)
		switch cl := s.Class(j); {
		case cl == nlp.AUX:
			return s.Low(j-1) != "to"
		case w == ",":
			commas++
			if !opening && commas > 2 {
				return false
			}
		case cl == nlp.VERB:
			switch s.Tok(j).XPOS {
			case "VBD", "VBZ", "VBP", "MD":
				return true
			case "VB":
				if w == "to" || s.Low(j-1) != "to" && j > i {
					return true // "urged he stay"; or a form that the tagger misread
				}
			}
			if prev := s.Class(j - 1); j > i && (prev == nlp.DET || prev == nlp.ADJ) && Nominal(s.Class(j+1)) {
				continue // "an amended draft"
			}
			if next := s.Class(j + 1); s.Tok(j).XPOS == "VBN" && j > i && s.Low(j-1) != "to" && commas == 0 && !opening {
				if next == nlp.DET || next == nlp.PRON || next == nlp.PROPN || IsMark(s.Low(j+1)) {
					return true // an object follows: no passive participle
				}
				if next != nlp.ADP {
					return false
				}
			}
		case w == "who" || w == "which" || w == "that" || w == "where" || w == "whose":
			if j == i || !opening && commas == 0 {
				if strict {
					return false
				}
				return s.afterRelative(j)
			}
		case w == ";" || w == ":":
			return false
		case s.Tok(j).UPOS == nlp.NoTag && cl == nlp.NOUN && j > i && (strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "s")):
			return true
		}
	}
	return false
}

// afterRelative reports whether a finite verb follows that is not the one of
// the relative clause at token i.
func (s *Sentence) afterRelative(i int) bool {
	n := 0
	for j := i + 1; j < s.Last && j-i < MaxPhrase; j++ {
		if s.Class(j) == nlp.AUX || s.Class(j) == nlp.VERB && s.Tok(j).XPOS != "VBN" && s.Tok(j).XPOS != "VBG" && s.Tok(j).XPOS != "VB" {
			if s.Class(j-1) == nlp.AUX {
				continue
			}
			n++
			if s.Low(j-1) == "and" || s.Low(j-1) == "or" {
				n--
			}
			if n > 1 {
				return true
			}
		}
		if w := s.Low(j); w == ";" {
			return false
		}
	}
	return false
}

// FinalMark reports what may end a sentence, quotation marks included.
func FinalMark(w string) bool {
	return w == "." || w == "!" || w == "?" || w == ";" || w == "…" || IsMark(w)
}

// IsMark reports quotation marks.
func IsMark(w string) bool {
	switch w {
	case "“", "”", "\"", "''", "``", "‘", "’", "'", "«", "»", "„":
		return true
	}
	return false
}

func isTimeAt(s *Sentence, i int) bool { return s.In(i) && IsTime(s.Tok(i)) }

// splitPhrase finds where, within a run of nominal tokens after a preposition,
// a new noun phrase starts.
func (s *Sentence) splitPhrase(first, last int) int {
	for i := first + 1; i < last; i++ {
		w := s.Low(i)
		if s.Class(i-1) == nlp.ADP || s.Class(i-1) == nlp.CCONJ {
			continue
		}
		if isTimeAt(s, i-1) && !isTimeAt(s, i) && !s.Possessive(i) {
			return i
		}
		if (s.Class(i) == nlp.DET && w != "a" && w != "an" || subjects[w]) && Nominal(s.Class(i-1)) && s.Class(i-1) != nlp.DET && s.Class(i-1) != nlp.ADJ && !s.Possessive(i-1) {
			return i
		}
	}
	return 0
}

// Dateline is the token after "GENEVA, May 3 (Agency) —" at the head of a
// document, or the first token.
func (s *Sentence) Dateline() int {
	if s.N > 3 {
		return s.First
	}
	for i := s.First + 1; i+1 < s.Last && i-s.First < 16; i++ {
		if w := s.Low(i); (w == "-" || w == "—" || w == "–" || w == "--") && (s.Low(i-1) == ")" || s.Tok(i-1).Form == strings.ToUpper(s.Tok(i-1).Form) && s.Class(i-1) == nlp.PROPN && s.Tok(i).Start > s.Tok(i-1).End) {
			return i + 1
		}
	}
	return s.First
}

// Capitalized reports whether t starts with a capital.
func Capitalized(t *nlp.Token) bool {
	r, _ := utf8.DecodeRuneInString(t.Form)
	return unicode.IsUpper(r)
}

// Aside skips what may stand between a cue and its content: whom it is told,
// when and where. It returns the token after.
func (s *Sentence) Aside(i int, told bool) int {
	start := i
	for i < s.Last && i-start < 24 {
		w := s.Low(i)
		switch {
		case s.Class(i) == nlp.ADV && !subjects[w] && w != "there" && !IsMark(w):
			i++
		case IsTime(s.Tok(i)) && s.Class(i) != nlp.NUM && s.Class(i) != nlp.PRON:
			i++
		case w == "on" || w == "in" || w == "at" || w == "during" || w == "after" || w == "late" || w == "early" || w == "before" || w == "by" || w == "via" || w == "through" || w == "following" || w == "last" || w == "this" && isTimeAt(s, i+1) || w == "from" || w == "to" && !told && Nominal(s.Class(i+1)) || w == "of" || w == "with":
			np := s.NounRight(i + 1)
			if np.Empty() {
				return i
			}
			end := np.Last
			for (s.Low(end) == "of" || s.Low(end) == "with" || s.Low(end) == "in" || s.Low(end) == "at" || s.Low(end) == "for" || s.Low(end) == "to" || s.Low(end) == "on") && end-start < 24 {
				more := s.NounRight(end + 1)
				if more.Empty() {
					break
				}
				end = more.Last
			}
			// "said in May the accord …": the phrase ends where a subject may start
			if split := s.splitPhrase(i+1, end); split > 0 {
				end = split
			}
			i = end
		default:
			return i
		}
	}
	return i
}

// Addressee skips the noun phrase that is told something.
func (s *Sentence) Addressee(i int) int {
	end := i
	for end < s.Last && end-i < 14 {
		w, c := s.Low(end), s.Class(end)
		if w == "that" || w == ":" || w == "," || IsMark(w) || c == nlp.VERB || c == nlp.AUX || w == "to" {
			break
		}
		if end > i && subjects[w] {
			break
		}
		end++
	}
	w := s.Low(end)
	if w == "that" || w == ":" || w == "," || w == "to" || IsMark(w) || subjects[w] {
		return end
	}
	// bare clause: "told reporters the talks were over"
	for k := i + 1; k < end; k++ {
		if s.Class(k) == nlp.DET && Nominal(s.Class(k-1)) && s.Class(k-1) != nlp.DET && s.Class(k-1) != nlp.ADJ {
			return k
		}
		if isTimeAt(s, k-1) && !isTimeAt(s, k) {
			return k
		}
		if s.Class(k-1) == nlp.NOUN && s.Class(k) == nlp.PROPN && strings.HasSuffix(s.Low(k-1), "s") {
			return k
		}
	}
	return min(i+1, s.Last)
}

// Matches reports whether words stand from token i on, in lower case.
func (s *Sentence) Matches(i int, words []string) bool {
	for k, w := range words {
		if s.Low(i+k) != w {
			return false
		}
	}
	return true
}

// SubjectPronoun reports words that can only start a clause: "he", "they",
// "there".
func SubjectPronoun(w string) bool { return subjects[w] }

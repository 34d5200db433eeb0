package actors

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/lexicon"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
)

// The shapes of a token.
const (
	small   uint8 = iota // begins with a small letter, or is no word
	capital              // begins with a capital
	shout                // two or more letters, all capitals
	initial              // one capital, with or without a stop
)

// token is what the rules know of a token. Indices are plus 1; 0 is none.
type token struct {
	class   class
	shape   uint8
	glued   bool // no space before it
	notName bool
	surname bool  // a function word in small letters, here the family's name behind a title: "President To Lam"
	lex     int32 // into reader.found
	office  int32 // into reader.offices
	title   int32 // into reader.titles
	name    int32 // into doc.Names
	person  int32 // into reader.mentions
}

// reader reads one document.
type reader struct {
	lex     *lexicon.Lexicon
	vocab   *vocabulary
	doc     *layer.Doc
	text    string
	tokens  []nlp.Token
	w       []token
	head    []bool // by sentence: a headline or line in title case
	found   []lexicon.Match
	offices []lexicon.TitleMatch

	titles   []title
	mentions []mention
	people   []person

	main         map[int][]string // codes of the n sides that the document is about, by n; nil before they are counted
	ownPresident int              // of a state's own release: into people plus 1
	opposes      *opposition
}

// look fills w.
func (r *reader) look() {
	r.found = r.lex.Find(r.doc.Doc)
	r.offices = r.lex.FindTitles(r.doc.Doc)
	r.w = make([]token, len(r.tokens))
	r.head = make([]bool, len(r.doc.Sentences))
	var buf [8]byte
	for i := range r.tokens {
		t, w := &r.tokens[i], &r.w[i]
		w.glued = i > 0 && r.tokens[i-1].End == t.Start
		first, size := utf8.DecodeRuneInString(t.Form)
		switch {
		case unicode.IsUpper(first):
			w.shape = capital
			rest := t.Form[size:]
			switch {
			case rest == "" || rest == ".":
				w.shape = initial
			case isUpper(rest):
				w.shape = shout
			}
			w.notName = r.vocab.notName[t.Form]
			if w.shape == shout && len(t.Form) < 24 {
				w.notName = r.vocab.notName[t.Form[:size]+lowerASCII(rest)]
			}
			fallthrough
		default:
			if len(t.Form) <= len(buf) {
				n := copy(buf[:], t.Form)
				for k := range n {
					if c := buf[k]; c >= 'A' && c <= 'Z' {
						buf[k] = c + 'a' - 'A'
					}
				}
				w.class = classes[string(buf[:n])]
			}
		}
		if w.class == hyphen && !(w.glued && i+1 < len(r.tokens) && r.tokens[i+1].Start == t.End) {
			w.class = open
		}
	}
	r.found = r.introduce(r.halves(r.greater(r.widest(r.found))))
	for i := range r.found {
		for k := r.found[i].First; k < r.found[i].Last; k++ {
			r.w[k].lex = int32(i + 1)
		}
	}
	for i := range r.offices {
		for k := r.offices[i].First; k < r.offices[i].Last; k++ {
			r.w[k].office = int32(i + 1)
		}
	}
	for i := range r.doc.Names {
		for k := r.doc.Names[i].First; k < r.doc.Names[i].Last; k++ {
			r.w[k].name = int32(i + 1)
		}
	}
	for i, s := range r.doc.Sentences {
		long, capitals := 0, 0
		for k := s.First; k < s.Last; k++ {
			if len(r.tokens[k].Form) > 3 && r.w[k].class == open {
				long++
				if r.w[k].shape != small {
					capitals++
				}
			}
		}
		r.head[i] = long >= 3 && capitals*5 >= long*4 && r.w[s.Last-1].class != stop
		for k := s.First + 1; k+1 < s.Last && !r.head[i]; k++ {
			switch r.tokens[k].Form {
			case "To", "An", "He", "So", "My", "No":
			default:
				continue
			}
			if w := &r.w[k]; r.w[k-1].office != 0 && r.w[k+1].shape == capital && r.w[k+1].lex == 0 && r.w[k+1].office == 0 && !r.is(k-1, comma) {
				w.class, w.notName, w.surname = open, false, true
			}
		}
	}
}

// widest leaves out what is part of a longer name: "Bamar People's Liberation
// Army" is not the People's Liberation Army.
func (r *reader) widest(found []lexicon.Match) []lexicon.Match {
	kept := make([]lexicon.Match, 0, len(found))
	n := 0
	names := r.doc.Names
	for _, m := range found {
		for n < len(names) && names[n].Last <= m.First {
			n++
		}
		if k := m.Senses[0].Kind; n < len(names) && names[n].Type == nlp.ORG && names[n].First < m.First && !(names[n].First == m.First-1 && r.is(names[n].First, the)) && (k == lexicon.Institution || k == lexicon.Group || k == lexicon.Organ) {
			first := &r.tokens[names[n].First]
			if c, _ := utf8.DecodeRuneInString(first.Form); unicode.IsUpper(c) && m.Senses[0].Code != "" && !r.covers(found, names[n].First) {
				continue
			}
		}
		kept = append(kept, m)
	}
	return kept
}

// greater makes "Congo" and "Congolese" the larger of the two states of that name,
// which news means by them, unless the text names the smaller one in full.
func (r *reader) greater(found []lexicon.Match) []lexicon.Match {
	alike := false
	for i := range found {
		if found[i].Senses[0].Code != "COG" {
			continue
		}
		switch r.form(found[i].First, found[i].Last) {
		case "Congo", "Congolese":
			alike = true
		default:
			return found
		}
	}
	if !alike {
		return found
	}
	for i := range found {
		if found[i].Senses[0].Code == "COG" {
			sense := found[i].Senses[0]
			sense.Code = "COD"
			if e, ok := r.lex.Code("COD"); ok {
				sense.Name = e.Name
			}
			found[i].Senses = []lexicon.Entry{sense}
		}
	}
	return found
}

// covers reports whether a match begins at token i.
func (r *reader) covers(found []lexicon.Match, i int) bool {
	_, ok := slices.BinarySearchFunc(found, i, func(m lexicon.Match, i int) int { return m.First - i })
	return ok
}

func isUpper(s string) bool {
	letters := false
	for _, c := range s {
		if unicode.IsLower(c) {
			return false
		}
		letters = letters || unicode.IsLetter(c)
	}
	return letters
}

func lowerASCII(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// entry is the lexicon match that covers token i, or nil.
func (r *reader) entry(i int) *lexicon.Match {
	if i < 0 || i >= len(r.w) || r.w[i].lex == 0 {
		return nil
	}
	return &r.found[r.w[i].lex-1]
}

// nameType is the type of the name that covers token i.
func (r *reader) nameType(i int) nlp.NameType {
	if r.w[i].name == 0 {
		return nlp.NoName
	}
	return r.doc.Names[r.w[i].name-1].Type
}

// is reports whether token i is of class c.
func (r *reader) is(i int, c class) bool { return i >= 0 && i < len(r.w) && r.w[i].class == c }

// sentence returns the sentence of token i. Callers ask in text order or
// nearly; it is found by binary search.
func (r *reader) sentence(i int) int {
	lo, hi := 0, len(r.doc.Sentences)
	for lo < hi {
		mid := (lo + hi) / 2
		if r.doc.Sentences[mid].Last <= i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// compass are the words that tell two states of one name apart.
var compass = map[string]bool{"North": true, "South": true, "East": true, "West": true, "Northern": true, "Southern": true, "Eastern": true, "Western": true}

// halves adds the states that share the last word of their name with one of
// found: "North" of "North and South Korea".
func (r *reader) halves(found []lexicon.Match) []lexicon.Match {
	out := make([]lexicon.Match, 0, len(found))
	for i := range found {
		m := &found[i]
		if k := m.First - 2; k >= 0 && m.Last-m.First > 1 && compass[r.tokens[m.First].Form] && compass[r.tokens[k].Form] && r.tokens[k+1].Form == "and" &&
			(len(out) == 0 || out[len(out)-1].Last <= k) {
			one, rest := r.tokens[k], r.text[r.tokens[m.First].End:m.End]
			if full := r.lex.FindText(one.Form + rest); len(full) == 1 && full[0].Start == 0 && full[0].End == len(one.Form)+len(rest) {
				out = append(out, lexicon.Match{Span: parley.Span{Start: one.Start, End: one.End}, First: k, Last: k + 1, Senses: full[0].Senses})
			}
		}
		out = append(out, *m)
	}
	return out
}

package lexicon

import (
	"unicode"
	"unicode/utf8"

	"github.com/parley-register/parley"
)

// Match is an entry found in a document.
type Match struct {
	parley.Span         // bytes of the form, without a leading article
	First, Last int     // tokens [First, Last) that the span touches; zero when no tokens were given
	Senses      []Entry // the senses whose case agrees with the text, most usual first; never empty; must not be changed
}

// Is returns the first sense of kind k.
func (m *Match) Is(k Kind) (Entry, bool) {
	for i := range m.Senses {
		if m.Senses[i].Kind == k {
			return m.Senses[i], true
		}
	}
	return Entry{}, false
}

// TitleMatch is an office found in a document.
type TitleMatch struct {
	parley.Span
	First, Last int
	Office      Office
	Plural      bool // "foreign ministers"
}

// Doc is a text with its sentences and tokens; *nlp.Doc is one.
type Doc interface {
	Body() string
	SentenceCount() int
	SentenceAt(i int) (span parley.Span, first, last int) // tokens [first, last)
	TokenSpan(i int) parley.Span
}

// Find returns the names of actors in doc, longest first where two compete, in
// text order and not overlapping. A match never crosses a sentence.
func (l *Lexicon) Find(doc Doc) []Match {
	out := make([]Match, 0, 16+len(doc.Body())/64)
	for s := range doc.SentenceCount() {
		span, t, last := doc.SentenceAt(s)
		from := len(out)
		out = l.find(out, doc.Body(), span.Start, span.End)
		for i := from; i < len(out); i++ {
			out[i].First, out[i].Last, t = cover(doc, last, t, out[i].Span)
		}
	}
	return out
}

// FindTitles returns the offices, ranks and forms of address in doc, longest
// first where two compete, in text order and not overlapping. Plurals match
// too ("foreign ministers").
func (l *Lexicon) FindTitles(doc Doc) []TitleMatch {
	out := make([]TitleMatch, 0, 16+len(doc.Body())/128)
	for s := range doc.SentenceCount() {
		span, t, last := doc.SentenceAt(s)
		from := len(out)
		out = l.findTitles(out, doc.Body(), span.Start, span.End)
		for i := from; i < len(out); i++ {
			out[i].First, out[i].Last, t = cover(doc, last, t, out[i].Span)
		}
	}
	return out
}

// FindText returns the names of actors in a text without tokens.
func (l *Lexicon) FindText(text string) []Match { return l.find(nil, text, 0, len(text)) }

// cover returns the tokens from t on that span touches, and where to go on.
func cover(doc Doc, end, t int, span parley.Span) (first, last, next int) {
	for t < end && doc.TokenSpan(t).End <= span.Start {
		t++
	}
	first = t
	for t < end && doc.TokenSpan(t).Start < span.End {
		t++
	}
	return first, t, max(first, t-1)
}

func (l *Lexicon) find(dst []Match, text string, from, to int) []Match {
	var a atoms
	a.cut(&l.actors.words, text, from, to)
	shout := a.shout()
	for i := 0; i < len(a.list); {
		n, senses := l.longest(&a, i, shout)
		if n == 0 {
			i++
			continue
		}
		dst = append(dst, Match{Span: parley.Span{Start: a.list[i].start, End: a.list[i+n-1].end}, Senses: senses})
		i += n
	}
	a.free()
	return dst
}

// longest returns the longest entry that starts at atom i, and its senses.
func (l *Lexicon) longest(a *atoms, i int, shout bool) (int, []Entry) {
	var best []Entry
	n := 0
	node := int32(0)
	for j := i; j < len(a.list); j++ {
		next, ok := l.actors.step(node, a.list[j].word)
		if !ok {
			break
		}
		node = next
		senses := l.actors.values[node]
		if senses == nil || !a.ends(j) {
			continue
		}
		k := 0
		for ; k < len(senses); k++ {
			if !a.agrees(i, senses[k].caps, shout) {
				break
			}
		}
		switch {
		case k == len(senses):
			best, n = senses, j-i+1
		default: // some senses ask for another case
			var kept []Entry
			for k := range senses {
				if a.agrees(i, senses[k].caps, shout) {
					kept = append(kept, senses[k])
				}
			}
			if kept != nil {
				best, n = kept, j-i+1
			}
		}
	}
	return n, best
}

func (l *Lexicon) findTitles(dst []TitleMatch, text string, from, to int) []TitleMatch {
	var a atoms
	a.cut(&l.titles.words, text, from, to)
	for i := 0; i < len(a.list); {
		n := 0
		var best titleForm
		node := int32(0)
		for j := i; j < len(a.list); j++ {
			next, ok := l.titles.step(node, a.list[j].word)
			if !ok {
				break
			}
			node = next
			if o := l.titles.values[node]; o.Title != "" && a.ends(j) {
				if !a.agrees(i, o.caps, false) {
					continue // "3 pm" is no prime minister
				}
				// A form of address begins with a capital.
				if (o.Kind == Honorific || o.Kind == Rank && len(o.Title) < 6) && a.list[i].shape == lower {
					continue
				}
				best, n = o, j-i+1
			}
		}
		if n == 0 {
			i++
			continue
		}
		dst = append(dst, TitleMatch{Span: parley.Span{Start: a.list[i].start, End: a.list[i+n-1].end}, Office: best.Office, Plural: best.plural})
		i += n
	}
	a.free()
	return dst
}

// The shapes of a word.
const (
	lower   uint8 = iota // no capital first; no letters
	capital              // a capital first
	upper                // capitals alone
	mixed                // a capital first and another inside: "LeT"
)

// atom is a word of the text: a run of letters and digits, or one other
// character that is no space.
type atom struct {
	start, end int
	word       int32 // -1 when the lexicon does not know it
	shape      uint8
}

type atoms struct {
	list  []atom
	text  string
	to    int
	keep  *[]atom
	words int // words with letters
	upper int // of these, in capitals alone
}

func (a *atoms) free() {
	*a.keep = a.list[:0]
	atomPool.Put(a.keep)
}

// cut cuts text[from:to] into atoms.
func (a *atoms) cut(words *vocabulary, text string, from, to int) {
	a.keep = atomPool.Get().(*[]atom)
	a.list, a.text, a.to = (*a.keep)[:0], text, to
	var buf [48]byte
	for i := from; i < to; {
		start := i
		shape := lower
		first, others, inside := false, true, false
		letters := 0
		for i < to {
			c := text[i]
			if c < utf8.RuneSelf {
				switch {
				case c >= 'A' && c <= 'Z':
					if i == start {
						first = true
					} else {
						inside = true
					}
					letters++
				case c >= 'a' && c <= 'z':
					others = false
					letters++
				case c >= '0' && c <= '9':
				default:
					goto end
				}
				i++
				continue
			}
			r, size := utf8.DecodeRuneInString(text[i:to])
			if !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) {
				break
			}
			if unicode.IsUpper(r) {
				if i == start {
					first = true
				}
			} else {
				others = false
			}
			letters++
			i += size
		}
	end:
		if i == start { // no word character
			if c := text[i]; c == ' ' || c == '\n' || c == '\t' || c == '\r' {
				i++
				continue
			}
			r, size := utf8.DecodeRuneInString(text[i:to])
			i += size
			if unicode.IsSpace(r) {
				continue
			}
			a.list = append(a.list, atom{start: start, end: i, word: words.punct(r)})
			continue
		}
		if first {
			shape = capital
			switch {
			case others:
				shape = upper
			case inside:
				shape = mixed
			}
		}
		if letters > 1 {
			a.words++
			if shape == upper {
				a.upper++
			}
		}
		a.list = append(a.list, atom{start: start, end: i, shape: shape, word: words.get(fold(buf[:0], text[start:i]))})
	}
}

// shout reports whether the text is a headline in capitals.
func (a *atoms) shout() bool { return a.words >= 3 && a.upper*10 >= a.words*9 }

// ends reports whether a form may end with atom j: not inside "U.S" of "U.S."
// nor before an apostrophe or a digit that belongs to the word. Every atom ends
// at a boundary of words, so that this is so but for a full stop after an
// initial: "U.S" does not end before ".A".
func (a *atoms) ends(j int) bool {
	if j+2 >= len(a.list) {
		return true
	}
	this, dot, next := &a.list[j], &a.list[j+1], &a.list[j+2]
	initial := this.end-this.start == 1 && this.shape != lower
	return !initial || a.text[dot.start] != '.' || dot.start != this.end || next.start != dot.end || next.shape == lower
}

// The case that a word of a form asks for.
const (
	anyCase    uint8 = iota
	wantsCap         // a capital first
	wantsCaps        // capitals alone: an acronym
	wantsMixed       // a capital inside too: "LeT" is not "let"
)

// agrees reports whether the atoms from i on have the case that caps asks for.
// In a headline in capitals an acronym that is also a common word is refused.
func (a *atoms) agrees(i int, caps []uint8, shout bool) bool {
	for k, c := range caps {
		at := &a.list[i+k]
		switch c {
		case wantsCap:
			if at.shape == lower {
				return false
			}
		case wantsMixed:
			if at.shape != mixed && at.shape != upper {
				return false
			}
		case wantsCaps:
			if at.shape != upper {
				return false
			}
			if shout && len(caps) == 1 && commonWords[a.text[at.start:at.end]] {
				return false
			}
		}
	}
	return true
}

var commonWords = map[string]bool{
	"WHO": true, "CAR": true, "IS": true, "LET": true, "GAM": true, "ISA": true, "MEND": true, "MODEL": true,
	"AP": true, "PLC": true, "ECO": true, "AMAL": true, "SPA": true, "PETRA": true, "MENA": true, "LAS": true,
}

package nlp

import "github.com/parley-register/parley"

// UPOS is a universal part-of-speech tag.
type UPOS uint8

// The universal part-of-speech tags. NoTag is the zero value: not tagged yet.
const (
	NoTag UPOS = iota
	ADJ
	ADP
	ADV
	AUX
	CCONJ
	DET
	INTJ
	NOUN
	NUM
	PART
	PRON
	PROPN
	PUNCT
	SCONJ
	SYM
	VERB
	X
)

// Token is a syntactic word. Tokens never overlap; what lies between them is
// white space.
type Token struct {
	parley.Span
	Form   string // Text[Start:End], sharing its memory
	Lemma  string
	UPOS   UPOS
	XPOS   string // Penn Treebank tag
	Head   int32  // 1-based number of the head within the sentence, 0 for the root, as in CoNLL-U
	Deprel string // universal relation, with subtype: "nsubj:pass"
}

// NameType is a kind of name.
type NameType uint8

// The kinds of name.
const (
	NoName NameType = iota
	PER             // person
	TITLE           // office or rank before or after a person
	GPE             // state or city as a place
	GOV             // state, capital or seat acting as a government
	ORG             // organisation
	NORP            // nationality, religious or political group
	LOC             // other place
	FAC             // building, airport, venue
	MEET            // named meeting, format or process
	DOC             // named document, treaty or resolution
)

// Name is a name found in a document.
type Name struct {
	parley.Span
	First, Last int // tokens [First, Last) of Doc.Tokens
	Type        NameType
}

// Sentence is a run of tokens.
type Sentence struct {
	parley.Span
	First, Last int // tokens [First, Last) of Doc.Tokens
	Block       int // index into Doc.Blocks
}

// Doc is a parsed document: flat arrays that point into Source.Text.
type Doc struct {
	Source    *parley.Document
	Blocks    []parley.Block
	Sentences []Sentence
	Tokens    []Token
	Names     []Name // in order, not overlapping
}

// Head returns the index into Tokens of the head of token i of sentence s, and
// false for the root.
func (d *Doc) Head(s, i int) (int, bool) {
	h := int(d.Tokens[i].Head)
	if h == 0 {
		return 0, false
	}
	return d.Sentences[s].First + h - 1, true
}

// Body is the text that all spans point into.
func (d *Doc) Body() string { return d.Source.Text }

// SentenceCount is the number of sentences.
func (d *Doc) SentenceCount() int { return len(d.Sentences) }

// SentenceAt is the span of sentence i and its tokens [first, last).
func (d *Doc) SentenceAt(i int) (span parley.Span, first, last int) {
	s := &d.Sentences[i]
	return s.Span, s.First, s.Last
}

// TokenSpan is the span of token i.
func (d *Doc) TokenSpan(i int) parley.Span { return d.Tokens[i].Span }

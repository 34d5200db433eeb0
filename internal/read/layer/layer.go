// Package layer holds what readers hand to each other: layers of annotation
// over one parsed document. Readers never import each other; each declares
// which layers it needs and which it adds, and finds them here.
package layer

import (
	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
)

// Doc is a document under reading: the parse, and the layers added so far.
type Doc struct {
	*nlp.Doc
	Actors       []Actor // mentions in text order
	People       []Person
	Times        []Time
	Places       []Place
	Attributions []Attribution
	Meetings     []Meeting // working form of the meetings, before they become a Reading

	Reading parley.Reading // what has been read so far
}

// Meeting is a meeting under construction: what other readers need in order to
// attach their findings to it.
type Meeting struct {
	Triggers []Trigger // in text order
}

// Trigger is the words that speak of a meeting.
type Trigger struct {
	parley.Span
	First, Last int // tokens
	Sentence    int
	Lemma       string // the lexicon entry
}

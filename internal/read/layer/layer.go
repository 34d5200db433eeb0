// Package layer holds what readers hand to each other: layers of annotation
// over one parsed document. Readers never import each other; each declares
// which layers it needs and which it adds, and finds them here.
package layer

import (
	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/phrase"
)

// The names of the layers, for a stage's Needs and Adds. The first three come
// with the parse; the rest are fields of Doc, except those from Outcomes on,
// which are fields of the meetings in Doc.Reading.
const (
	Sentences    = "sentences"
	Tags         = "tags"
	Parse        = "parse"
	Names        = "names"
	Actors       = "actors" // Doc.Actors and Doc.People
	Times        = "times"
	Places       = "places"
	Attributions = "attributions"
	Meetings     = "meetings" // Doc.Meetings and Doc.Reading.Meetings, with all fields but those below

	Statements  = "statements"
	Positions   = "positions"
	Reactions   = "reactions"
	Topics      = "topics"
	Outcomes    = "outcomes"
	Obstacles   = "obstacles"
	Assessments = "assessments"
	Next        = "next"
)

// Doc is a document under reading: the parse, and the layers added so far.
type Doc struct {
	*nlp.Doc
	Actors       []Actor // mentions in text order
	People       []Person
	Times        []Time
	Places       []Place
	Attributions []Attribution
	Quotations   []Quotation // in order, not overlapping
	Meetings     []Meeting   // Meetings[i] is the working form of Reading.Meetings[i]

	Reading parley.Reading // what has been read so far

	prepared []*phrase.Sentence // by sentence; nil where nobody has asked
}

// Prepared is sentence n, ready to be looked through for phrases. It is made
// once for all readers.
func (d *Doc) Prepared(n int) *phrase.Sentence {
	if len(d.prepared) != len(d.Sentences) {
		d.prepared = make([]*phrase.Sentence, len(d.Sentences))
	}
	if d.prepared[n] == nil {
		d.prepared[n] = phrase.Of(d.Doc, n)
	}
	return d.prepared[n]
}

// Meeting is the working form of a meeting: what other readers need in order
// to attach their findings to it.
type Meeting struct {
	Triggers []Trigger // in text order; never empty
	Main     bool      // the article is about it: its title, its first sentences or most of its triggers are
	Scope    []int     // sentences that speak of it, ascending: those of its triggers, and those up to the next meeting's
	Parties  []string  // codes of the sides, sorted
	Members  []int     // indices into Doc.Actors: mentions of its parties and participants within Scope, ascending
	People   []int     // indices into Doc.People of its participants, ascending
	Status   parley.Status
	When     parley.Interval // zero when not known
	Place    int             // index into Doc.Places plus 1; 0 when not known
}

// Trigger is the words that speak of a meeting.
type Trigger struct {
	parley.Span
	First, Last int // tokens
	Sentence    int
	Lemma       string // the lexicon entry
}

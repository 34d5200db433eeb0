package layer

import "github.com/parley-register/parley"

// ActorKind says what an actor mention is.
type ActorKind uint8

// The kinds of actor mention.
const (
	State       ActorKind = iota + 1 // a state or territory, its capital or seat acting as government
	Nationality                      // a demonym or adjective: "Russian", "the Iranians"
	Organisation
	Group       // an armed or political group
	PersonActor // a person, by name
	Office      // a description by office: "the foreign minister"
	Collective  // "the two sides", "both leaders", "officials"
	Unnamed     // "a senior official", "an unnamed country"
)

// Actor is one mention of an actor.
type Actor struct {
	parley.Span
	First, Last int // tokens
	Sentence    int
	Kind        ActorKind
	Code        string // ISO 3166-1 alpha-3, organisation code or group name; "" when not known
	Person      int    // index into Doc.People plus 1; 0 when it is no person
	Refers      []int  // indices into Doc.Actors that a collective or pronoun stands for
	Rule        string
}

// Person is one person of the document: all mentions, one name, one title.
type Person struct {
	Name     string // fullest form in the text
	NameSpan parley.Span
	Title    string      // as the article gives it, shortest full form; "" when none
	At       parley.Span // of Title; empty when none
	For      string      // code of the side: from the text first
	ForSpan  parley.Span // the words that tell it; empty when none
	Rank     string      // "leader", "minister", "deputy", "official", "" when not known
	Mentions []int       // indices into Doc.Actors
	Rule     string
}

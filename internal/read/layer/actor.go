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

// Actor is one mention of an actor. Mentions do not overlap: in "Russian Foreign
// Minister Sergei Lavrov" there are "Russian", a Nationality, and "Sergei
// Lavrov", a PersonActor; the title is the person's.
type Actor struct {
	parley.Span     // without article; of a person without title
	First, Last int // tokens
	Sentence    int
	Kind        ActorKind
	Code        string // ISO 3166-1 alpha-3, organisation code or group name; of persons and offices that of their side; "" when not known
	Person      int    // index into Doc.People plus 1; 0 when it is no person. An Office and a pronoun (a PersonActor with the rule "pronoun") have it where they are resolved
	Refers      []int  // indices into Doc.Actors, ascending and before this one, that a collective or pronoun stands for; empty where that is not certain
	Rule        string
}

// Person is one person of the document: all mentions, one name, one title.
type Person struct {
	Name     string // fullest form in the text
	NameSpan parley.Span
	Title    string      // as the article gives it, shortest full form; "" when none
	At       parley.Span // of Title; empty when none
	For      string      // code of the side: from the text first
	Also     []string    // codes of further sides that the person speaks for together with For: a joint envoy
	ForSpan  parley.Span // the words that tell it; those of the title where the outlet or the kind of title does; empty when For is
	Rank     string      // "leader", "minister", "deputy", "official", "" when not known
	Mentions []int       // indices into Doc.Actors
	Rule     string
}

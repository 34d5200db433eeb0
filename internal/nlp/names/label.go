package names

// Types is the number of kinds of name; kind k, from 1, is nlp.NameType(k).
const Types = 10

// Labels is the number of labels.
const Labels = 1 + 4*Types

// Label says whether a token is outside of names (0), or at the beginning,
// inside, last or the only one of a name of some kind.
type Label uint8

// Outside is the label of tokens that belong to no name.
const Outside Label = 0

// The places of a token in a name.
const (
	Begin = iota
	Inside
	Last
	Unit
)

// LabelOf is the label for a place in a name of the given kind.
func LabelOf(kind, place int) Label { return Label(1 + 4*(kind-1) + place) }

// Kind is the kind of name, 0 outside.
func (l Label) Kind() int {
	if l == Outside {
		return 0
	}
	return (int(l)-1)/4 + 1
}

// Place is the place in the name; it means nothing outside.
func (l Label) Place() int { return (int(l) - 1) & 3 }

// open reports whether a name goes on after l.
func (l Label) open() bool { return l != Outside && l.Place() <= Inside }

// Follows reports whether l may follow prev.
func (l Label) Follows(prev Label) bool {
	if prev.open() {
		return l != Outside && l.Kind() == prev.Kind() && (l.Place() == Inside || l.Place() == Last)
	}
	return l.Starts()
}

// Starts reports whether l may be the first of a sentence.
func (l Label) Starts() bool { return l == Outside || l.Place() == Begin || l.Place() == Unit }

// Ends reports whether l may be the last of a sentence.
func (l Label) Ends() bool { return !l.open() }

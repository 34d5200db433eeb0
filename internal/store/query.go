package store

// Query is what to look for. A nil Query finds nothing.
type Query interface{ query() }

// Term is words in a row; tokens are folded as those of the index are. Prefix
// means that the last token is only the beginning of a word.
type Term struct {
	Tokens []string
	Prefix bool
}

// And finds what all of All find and none of Except.
type And struct {
	All    []Query // never empty
	Except []Query
}

// Or finds what any of its parts finds.
type Or []Query

func (Term) query() {}
func (And) query()  {}
func (Or) query()   {}

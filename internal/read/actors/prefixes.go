package actors

import (
	_ "embed"
	"sync"

	"github.com/parley-register/parley/internal/lexicon"
	"github.com/parley-register/parley/internal/read/layer"
)

//go:embed prefixes.tsv
var prefixesTSV string

// prefixes are the codes of the states that the first parts of compounds name:
// "Sino" in "Sino-Indian".
var prefixes = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for f := range rows(prefixesTSV, 3) {
		out[f[0]] = f[1]
	}
	return out
})

// prefixAt is the code that the first part of a compound at token i names, where
// a hyphen and the adjective of another state follow; "" where none does.
func (r *reader) prefixAt(i int) string {
	code := prefixes()[r.tokens[i].Form]
	if code == "" || i+2 >= len(r.w) || r.w[i+1].class != hyphen && !dashes[r.tokens[i+1].Form] || !r.joined(i+1) {
		return ""
	}
	e := r.entry(i + 2)
	if e == nil || e.First != i+2 {
		return ""
	}
	switch e.Senses[0].Kind {
	case lexicon.Adjective, lexicon.People, lexicon.StateName:
		if e.Senses[0].Code != code {
			return code
		}
	}
	return ""
}

// readPrefixes appends the states that such compounds name first.
func (r *reader) readPrefixes(out []layer.Actor) []layer.Actor {
	for i := range r.w {
		if r.w[i].shape == capital && r.w[i].lex == 0 && r.w[i].person == 0 {
			if code := r.prefixAt(i); code != "" {
				out = append(out, r.actor(i, i+1, layer.Nationality, code, 0, "first part of a compound"))
			}
		}
	}
	return out
}

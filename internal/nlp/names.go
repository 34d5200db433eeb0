package nlp

import (
	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp/names"
)

// appendNames appends the names that labels say of tokens, the first of which
// is token first of the document.
func appendNames(dst []Name, labels []names.Label, tokens []Token, first int) []Name {
	begin := 0
	for i, l := range labels {
		if l == names.Outside {
			continue
		}
		if l.Place() == names.Begin || l.Place() == names.Unit {
			begin = i
		}
		if l.Place() == names.Last || l.Place() == names.Unit {
			dst = append(dst, Name{
				Span:  parley.Span{Start: tokens[begin].Start, End: tokens[i].End},
				First: first + begin, Last: first + i + 1, Type: NameType(l.Kind()),
			})
		}
	}
	return dst
}

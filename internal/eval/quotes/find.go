package quotes

import (
	"unicode/utf8"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/read/layer"
)

// Relations turns the attributions of d that have a cue into relations, in code
// points.
func Relations(d *layer.Doc) []Relation {
	at := points(d.Source.Text)
	conv := func(spans []parley.Span) []Range {
		out := make([]Range, 0, len(spans))
		for _, s := range spans {
			out = append(out, Range{at[s.Start], at[s.End]})
		}
		return out
	}
	out := []Relation{}
	for i := range d.Attributions {
		a := &d.Attributions[i]
		r := Relation{Source: conv(a.Source), Cue: conv(a.Cue), Content: conv(a.Content)}
		if len(a.Cue) == 0 { // a quotation that goes on belongs to the relation before
			if len(out) > 0 && a.Rule != "quotes.unattributed" {
				out[len(out)-1].Content = append(out[len(out)-1].Content, r.Content...)
			}
			continue
		}
		out = append(out, r)
	}
	return out
}

// points maps byte offsets of text to code points; it holds one entry more than
// text has bytes.
func points(text string) []int {
	at := make([]int, len(text)+1)
	n := 0
	for i := 0; i < len(text); {
		_, size := utf8.DecodeRuneInString(text[i:])
		for k := range size {
			at[i+k] = n
		}
		n++
		i += size
	}
	at[len(text)] = n
	return at
}

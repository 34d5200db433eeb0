package quotes

import (
	"strings"
	"unicode/utf8"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/read/layer"
)

// Relations turns the attributions of d into relations, in code points. As the
// annotators of PolNeAR did, content takes its quotation marks along, and a
// quotation without a cue that goes on after another belongs to the relation of
// that one.
func Relations(d *layer.Doc) []Relation {
	text := d.Source.Text
	at := points(text)
	conv := func(spans []parley.Span) []Range {
		out := make([]Range, 0, len(spans))
		for _, s := range spans {
			out = append(out, Range{at[s.Start], at[s.End]})
		}
		return out
	}
	out := []Relation{}
	from := map[parley.Span]int{} // the last relation of a source
	for i := range d.Attributions {
		a := &d.Attributions[i]
		content := make([]parley.Span, len(a.Content))
		for k, c := range a.Content {
			content[k] = withMarks(text, c)
		}
		if len(a.Cue) == 0 {
			if len(a.Source) > 0 {
				if k, ok := from[a.Source[0]]; ok {
					out[k].Content = append(out[k].Content, conv(content)...)
				}
			}
			continue
		}
		if len(a.Source) > 0 {
			from[a.Source[0]] = len(out)
		}
		out = append(out, Relation{Source: conv(a.Source), Cue: conv(a.Cue), Content: conv(content)})
	}
	return out
}

// withMarks lengthens s by quotation marks right before and after it, where
// both are there.
func withMarks(text string, s parley.Span) parley.Span {
	opens := 0
	for _, m := range []string{"“", "\"", "''", "‘", "«", "``"} {
		if strings.HasSuffix(text[:s.Start], m) {
			opens = len(m)
			break
		}
	}
	if opens == 0 {
		return s
	}
	after := strings.TrimLeft(text[s.End:min(len(text), s.End+8)], ",")
	for _, m := range []string{"”", "\"", "''", "’", "»"} {
		if strings.HasPrefix(after, m) {
			end := s.End + strings.Index(text[s.End:], m) + len(m)
			return parley.Span{Start: s.Start - opens, End: end}
		}
	}
	return s
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

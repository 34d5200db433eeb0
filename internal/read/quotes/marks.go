package quotes

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
)

// quotation is a stretch of text in quotation marks. One that runs over
// paragraphs has a part in each.
type quotation struct {
	outer parley.Span   // with its marks
	parts []parley.Span // without marks, one per paragraph, white space trimmed
	words int
}

func (q *quotation) inner() parley.Span {
	return parley.Span{Start: q.parts[0].Start, End: q.parts[len(q.parts)-1].End}
}

// mark is one quotation mark.
type mark struct {
	parley.Span
	kind  byte // '"' double, '\'' single, '<' guillemets
	open  bool // can open
	close bool // can close
	block int
}

// maxParagraphs bounds a quotation that closes in a later paragraph.
const maxParagraphs = 8

// quotations finds the text in quotation marks. A mark whose partner is lost
// gives nothing.
func quotations(d *nlp.Doc) []quotation {
	text := d.Source.Text
	blocks := d.Blocks
	if len(blocks) == 0 {
		blocks = []parley.Block{{Span: parley.Span{Start: 0, End: len(text)}}}
	}
	var out []quotation
	marks := marksOf(text, blocks)
	for i := 0; i < len(marks); i++ {
		m := marks[i]
		if !m.open {
			continue
		}
		q, next, ok := closing(text, blocks, marks, i)
		if !ok {
			continue
		}
		if q.words = words(text, q.parts); q.words > 0 && !cutComma(text, q.inner()).Empty() {
			out = append(out, q)
		}
		i = next
	}
	return out
}

// closing finds the mark that closes marks[i], and the quotation between.
func closing(text string, blocks []parley.Block, marks []mark, i int) (quotation, int, bool) {
	m := marks[i]
	q := quotation{outer: m.Span}
	start := m.End
	block := m.block
	for j := i + 1; j < len(marks); j++ {
		c := marks[j]
		if c.kind != m.kind {
			continue
		}
		for block < c.block { // the quotation runs into the next paragraph
			if m.kind == '\'' || c.block-m.block > maxParagraphs {
				return q, i, false
			}
			q.parts = appendPart(q.parts, text, start, blocks[block].End)
			block++
			start = blocks[block].Start
		}
		atStart := strings.TrimSpace(text[blocks[block].Start:c.Start]) == ""
		switch {
		case c.close && !(atStart && c.open):
			q.parts = appendPart(q.parts, text, start, c.Start)
			q.outer.End = c.End
			return q, j, len(q.parts) > 0
		case c.open && atStart && block > m.block: // repeated at the head of a paragraph
			start = c.End
		case c.open:
			return q, i, false // the closing mark is lost
		}
	}
	return q, i, false
}

func appendPart(parts []parley.Span, text string, start, end int) []parley.Span {
	s := trim(text, parley.Span{Start: start, End: end})
	if s.Empty() {
		return parts
	}
	return append(parts, s)
}

// trim takes white space off both ends of s.
func trim(text string, s parley.Span) parley.Span {
	if s.End < s.Start {
		return parley.Span{Start: s.Start, End: s.Start}
	}
	in := text[s.Start:s.End]
	s.Start += len(in) - len(strings.TrimLeftFunc(in, unicode.IsSpace))
	in = strings.TrimRightFunc(text[s.Start:s.End], unicode.IsSpace)
	s.End = s.Start + len(in)
	return s
}

func words(text string, spans []parley.Span) int {
	n := 0
	for _, s := range spans {
		n += len(strings.Fields(text[s.Start:s.End]))
	}
	return n
}

// marksOf lists the quotation marks of text in order.
func marksOf(text string, blocks []parley.Block) []mark {
	var out []mark
	for b, block := range blocks {
		if block.Start < 0 || block.End > len(text) || block.End < block.Start {
			continue
		}
		for i := block.Start; i < block.End; {
			r, size := utf8.DecodeRuneInString(text[i:block.End])
			m := mark{Span: parley.Span{Start: i, End: i + size}, block: b}
			before, after := around(text, block.Span, i, i+size)
			switch r {
			case '“', '„', '‟':
				m.kind, m.open = '"', true
				m.close = r == '“' && unicode.IsLetter(before) && !unicode.IsLetter(after)
			case '”':
				m.kind, m.close = '"', true
			case '«':
				m.kind, m.open = '<', true
			case '»':
				m.kind, m.close = '<', true
			case '"':
				m.kind = '"'
				m.open, m.close = sides(before, after)
			case '‘':
				m.kind, m.open = '\'', !wordish(before)
			case '’', '\'', '`':
				if i+size < block.End && text[i+size:i+size+1] == text[i:i+1] && size == 1 { // '' and `` stand for "
					m.End++
					before, after = around(text, block.Span, i, m.End)
					m.kind = '"'
					m.open, m.close = sides(before, after)
					break
				}
				m.kind = '\''
				m.open, m.close = sides(before, after)
				if r == '’' {
					m.open = false
				}
				if m.close && (before == 's' || before == 'S') { // perhaps a genitive: the parties' demands
					m.close = !unicode.IsLetter(nextLetter(text[m.End:block.End])) || after != ' '
				}
			}
			if m.kind != 0 && (m.open || m.close) {
				out = append(out, m)
			}
			i = m.End
		}
	}
	return out
}

// nextLetter is the first rune of s that is no space.
func nextLetter(s string) rune {
	s = strings.TrimLeft(s, " ")
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func around(text string, block parley.Span, start, end int) (before, after rune) {
	before, after = ' ', ' '
	if start > block.Start {
		before, _ = utf8.DecodeLastRuneInString(text[block.Start:start])
	}
	if end < block.End {
		after, _ = utf8.DecodeRuneInString(text[end:block.End])
	}
	return before, after
}

func wordish(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// sides tells on which side of a straight mark the quoted words stand.
func sides(before, after rune) (opens, closes bool) {
	opener := unicode.IsSpace(before) || strings.ContainsRune("([{—–-/“‘\"", before)
	closer := unicode.IsSpace(after) || strings.ContainsRune(")]}.,;:!?—–-/”’\"", after)
	switch {
	case before == ':': // `he said:" We talked`
		return true, false
	case opener && !closer:
		return true, false
	case closer && !opener:
		return false, true
	case opener && closer: // a mark on its own between spaces: either
		return !unicode.IsSpace(after), !unicode.IsSpace(before)
	}
	return false, false
}

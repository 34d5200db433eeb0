package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parley-register/parley"
)

// maxWrapped is the longest line, in bytes, of a text that counts as wrapped at
// a fixed width.
const maxWrapped = 120

// maxHeading is the longest heading in bytes.
const maxHeading = 160

// Blocks finds the blocks of plain text: the first line of a text is its
// heading when it does not end as a sentence does and more follows; a blank
// line ends a block; the end of a line does too, unless the text is wrapped at a
// fixed width. Blocks do not begin or end with white space, and between them is
// nothing else.
func Blocks(s string) []parley.Block {
	wrapped, width := isWrapped(s)
	var blocks []parley.Block
	open := false // the last block goes on if the next line does not start a new one
	lastLen := 0  // length of the line before, when open
	for start := 0; start < len(s); {
		end, next := lineEnd(s, start)
		a, b := trimSpan(s, start, end)
		start = next
		if a == b {
			open = false
			continue
		}
		line := s[a:b]
		if open && wrapped && !startsItem(line) && lastLen+1+firstWordLen(line) > width {
			blocks[len(blocks)-1].End = b
		} else {
			kind := parley.Paragraph
			if startsItem(line) {
				kind = parley.ListItem
			}
			blocks = append(blocks, parley.Block{Span: parley.Span{Start: a, End: b}, Kind: kind})
		}
		open, lastLen = true, b-a
	}
	markHeadings(s, blocks)
	return blocks
}

// markHeadings sets the kind of blocks that read like headings: short, not
// ended as a sentence is, and followed by a paragraph.
func markHeadings(s string, blocks []parley.Block) {
	for i := range blocks[:max(0, len(blocks)-1)] {
		b := &blocks[i]
		if b.Kind == parley.Paragraph && b.Len() <= maxHeading && !endsSentence(s[b.Start:b.End]) {
			b.Kind = parley.Heading
		}
	}
}

// cover returns blocks with the text between them, where it holds more than
// white space, as paragraphs, so that no text is lost. Blocks that lie outside
// the text or overlap an earlier one are cut or left out.
func cover(s string, blocks []parley.Block) []parley.Block {
	out := make([]parley.Block, 0, len(blocks))
	at := 0
	fill := func(end int) {
		if a, b := trimSpan(s, at, end); a < b {
			out = append(out, parley.Block{Span: parley.Span{Start: a, End: b}, Kind: parley.Paragraph})
		}
	}
	for _, b := range blocks {
		start, end := max(b.Start, at), min(b.End, len(s))
		if start >= end {
			continue
		}
		fill(start)
		out = append(out, parley.Block{Span: parley.Span{Start: start, End: end}, Kind: b.Kind})
		at = end
	}
	fill(len(s))
	return out
}

// isWrapped reports whether s looks like text wrapped at a fixed width, and
// that width: no line is long, and among the lines that end where the next word
// would not have fitted, many go on in lower case.
func isWrapped(s string) (bool, int) {
	width := 0
	for start := 0; start < len(s); {
		end, next := lineEnd(s, start)
		if a, b := trimSpan(s, start, end); b-a > width {
			if width = b - a; width > maxWrapped {
				return false, 0
			}
		}
		start = next
	}
	full, lower, prev := 0, 0, 0
	for start := 0; start < len(s); {
		end, next := lineEnd(s, start)
		a, b := trimSpan(s, start, end)
		if a < b && prev > 0 && prev+1+firstWordLen(s[a:b]) > width {
			full++
			if r, _ := utf8.DecodeRuneInString(s[a:b]); unicode.IsLower(r) {
				lower++
			}
		}
		prev, start = b-a, next
	}
	return width >= 40 && full > 0 && lower*5 >= full*2, width
}

// lineEnd returns the end of the line that holds start and the start of the next.
func lineEnd(s string, start int) (end, next int) {
	i := strings.IndexAny(s[start:], "\n\r\f\v\u2028\u2029")
	if i < 0 {
		return len(s), len(s)
	}
	end = start + i
	if s[end] == '\r' && end+1 < len(s) && s[end+1] == '\n' {
		return end, end + 2
	}
	_, size := utf8.DecodeRuneInString(s[end:])
	return end, end + size
}

// trimSpan narrows [start, end) of s by the gap characters at its ends.
func trimSpan(s string, start, end int) (int, int) {
	for start < end {
		r, size := utf8.DecodeRuneInString(s[start:end])
		if !isGap(r) {
			break
		}
		start += size
	}
	for start < end {
		r, size := utf8.DecodeLastRuneInString(s[start:end])
		if !isGap(r) {
			break
		}
		end -= size
	}
	return start, end
}

// isGap reports whether r can stand between tokens: white space, controls and
// the invisible characters that editors use as separators.
func isGap(r rune) bool {
	if r < utf8.RuneSelf {
		return r <= ' ' || r == 0x7f
	}
	switch r {
	case '\u200b', '\ufeff', '\u2060', '\u00ad':
		return true
	}
	return r < 0xa0 || unicode.IsSpace(r)
}

func firstWordLen(line string) int {
	if i := strings.IndexByte(line, ' '); i >= 0 {
		return i
	}
	return len(line)
}

// startsItem reports whether line starts as an item of a list does.
func startsItem(line string) bool {
	r, size := utf8.DecodeRuneInString(line)
	switch r {
	case '•', '◦', '▪', '■', '●', '‣', '·', '*', '-', '–':
		return size < len(line) && line[size] == ' '
	}
	return enumerator(line) > 0
}

// enumerator is the length of the number or letter with which line starts as a
// list item, such as "1." or "a)", and 0 when there is none.
func enumerator(line string) int {
	i := 0
	for i < len(line) && i < 3 && '0' <= line[i] && line[i] <= '9' {
		i++
	}
	if i == 0 || i+1 >= len(line) || (line[i] != '.' && line[i] != ')') || line[i+1] != ' ' {
		return 0
	}
	return i + 1
}

// endsSentence reports whether s ends as a sentence does.
func endsSentence(s string) bool {
	for s != "" {
		r, size := utf8.DecodeLastRuneInString(s)
		switch {
		case isTerminal(r) || r == ':' || r == ';' || r == ',':
			return true
		case isCloser(r) || isGap(r):
			s = s[:len(s)-size]
		default:
			return false
		}
	}
	return false
}

// isTerminal reports whether r ends sentences.
func isTerminal(r rune) bool {
	switch r {
	case '.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।', '‼', '⁇', '⁈', '⁉', '｡':
		return true
	}
	return false
}

// isCloser reports whether r closes a quotation or bracket.
func isCloser(r rune) bool {
	switch r {
	case '"', '\'', '”', '’', '»', ')', ']', '}', '›', '」', '』', '）':
		return true
	}
	return false
}

// isOpener reports whether r opens a quotation or bracket.
func isOpener(r rune) bool {
	switch r {
	case '"', '\'', '“', '‘', '«', '(', '[', '{', '‹', '„', '‚', '「', '『', '（', '¿', '¡':
		return true
	}
	return false
}

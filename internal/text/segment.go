package text

import (
	"unicode"
	"unicode/utf8"

	"github.com/parley-register/parley"
)

// MaxSentence is the largest number of tokens in a sentence. A longer one is
// cut after the last comma, semicolon or colon of its second half, or at the limit.
const MaxSentence = 400

// Sentence is a run of tokens.
type Sentence struct {
	parley.Span
	First, Last int // tokens [First, Last) of Segmentation.Tokens
	Block       int // index into Segmentation.Blocks
}

// Segmentation is a text as blocks, sentences and tokens, all in order and none
// overlapping. Every byte outside a token is a gap character: white space, a
// control character or an invisible separator.
type Segmentation struct {
	Blocks    []parley.Block
	Sentences []Sentence
	Tokens    []parley.Span
}

// Segment splits s. Where blocks is nil, they are found as [Blocks] does;
// otherwise text between the blocks given becomes paragraphs of its own.
func Segment(s string, blocks []parley.Block) *Segmentation {
	if blocks == nil {
		blocks = Blocks(s)
	} else {
		blocks = cover(s, blocks)
	}
	g := &Segmentation{
		Blocks:    blocks,
		Sentences: make([]Sentence, 0, len(s)/100+len(blocks)),
	}
	t := tokenizer{s: s, tokens: make([]parley.Span, 0, len(s)/5+8)}
	for i, b := range blocks {
		first := len(t.tokens)
		t.block(b.Start, b.End)
		g.split(s, t.tokens, first, i)
	}
	g.Tokens = t.tokens
	return g
}

// Tokenize splits s into tokens as one block.
func Tokenize(s string) []parley.Span {
	t := tokenizer{s: s}
	t.block(0, len(s))
	return t.tokens
}

// split makes the sentences of the block whose tokens are tokens[first:].
func (g *Segmentation) split(s string, tokens []parley.Span, first, block int) {
	add := func(a, b int) {
		g.Sentences = append(g.Sentences, Sentence{
			Span:  parley.Span{Start: tokens[a].Start, End: tokens[b-1].End},
			First: a, Last: b, Block: block,
		})
	}
	start := first
	for i := first; i < len(tokens); {
		last := sentenceEnd(s, tokens, start, i)
		if last < 0 && i+1-start >= MaxSentence {
			last = softEnd(s, tokens, start, i)
		}
		if last < 0 {
			i++
			continue
		}
		add(start, last+1)
		start, i = last+1, last+1
	}
	if start < len(tokens) {
		add(start, len(tokens))
	}
}

// softEnd is the token after which to cut a sentence that is too long.
func softEnd(s string, tokens []parley.Span, start, i int) int {
	for j := i; j > start+MaxSentence/2; j-- {
		switch s[tokens[j].Start:tokens[j].End] {
		case ",", ";", ":", "|":
			return j
		}
	}
	return i
}

// sentenceEnd returns the last token of the sentence if it ends with the mark
// at token i or the closing quotes and brackets after it, and -1 otherwise.
// start is the sentence's first token.
func sentenceEnd(s string, tokens []parley.Span, start, i int) int {
	t := tokens[i]
	next := i + 1
	if next < len(tokens) && blankLine(s[t.End:tokens[next].Start]) {
		return i
	}
	r, size := utf8.DecodeLastRuneInString(s[t.Start:t.End])
	if !isTerminal(r) {
		return -1
	}
	if next == len(tokens) {
		return i
	}
	word := t.Len() > size && !allTerminal(s[t.Start:t.End]) // an abbreviation with its stop
	closed := false
	for next < len(tokens) && tokens[next].Start == tokens[next-1].End {
		c, n := utf8.DecodeRuneInString(s[tokens[next].Start:tokens[next].End])
		if !isCloser(c) || n != tokens[next].Len() {
			break
		}
		closed = true
		next++
	}
	if next == len(tokens) {
		return next - 1
	}
	gap := tokens[next].Start > tokens[next-1].End
	// skip opening quotes and brackets to see what the next word looks like
	n, opened := next, false
	for n < len(tokens) {
		c, size := utf8.DecodeRuneInString(s[tokens[n].Start:tokens[n].End])
		if !isOpener(c) || size != tokens[n].Len() {
			break
		}
		opened = true
		n++
	}
	var follow string
	if n < len(tokens) {
		follow = s[tokens[n].Start:tokens[n].End]
	}
	f, _ := utf8.DecodeRuneInString(follow)
	switch {
	case word:
		if closed {
			if !gap || !unicode.IsUpper(f) {
				return -1
			}
			return next - 1
		}
		if gap && abbreviationEnds(s, tokens, start, i, follow, f, opened) {
			return i
		}
		return -1
	case !gap:
		// "talks.The" was split by the tokenizer; full-width marks need no space
		if next == i+1 && (r > 0x2fff || r == '.' && unicode.IsUpper(f) && t.Len() == 1 && !opened) {
			return i
		}
		return -1
	case unicode.IsLower(f):
		if closed || r == '…' || t.Len() > 1 && r == '.' {
			return -1 // “Why?” he asked
		}
		return next - 1
	case follow == "" && opened, unicode.IsUpper(f), unicode.IsLetter(f), unicode.IsDigit(f), opened:
		return next - 1
	case isDash(f) && (closed || t.Len() > 1):
		return -1 // “No.” — the reply
	case f == ',' || f == ';' || f == ':':
		return -1
	}
	return next - 1
}

// abbreviationEnds reports whether the abbreviation at token i, which has its
// stop in it, ends the sentence before follow.
func abbreviationEnds(s string, tokens []parley.Span, start, i int, follow string, f rune, opened bool) bool {
	w := s[tokens[i].Start : tokens[i].End-1]
	if opened && f != 0 && !unicode.IsUpper(f) {
		return false
	}
	if !unicode.IsUpper(f) {
		return false
	}
	kind, ok := abbreviation(w)
	switch kind {
	case abbrTitle, abbrInner, abbrNumber:
		return false
	case abbrEnd:
		return !isZoneOrDay(follow)
	}
	if !ok {
		if r, size := utf8.DecodeRuneInString(w); size == len(w) && (unicode.IsUpper(r) || unicode.IsDigit(r)) {
			return false // an initial
		}
		if isDigits(w) {
			return false
		}
	}
	if opened {
		// "the U.S. (The …" is rare, "the U.S. “Iron Dome”" is not
		return isStarter(follow) && s[tokens[i].End] != '('
	}
	return isStarter(follow)
}

// isZoneOrDay reports whether w can go on after a time of day.
func isZoneOrDay(w string) bool {
	switch w {
	case "EST", "EDT", "ET", "GMT", "UTC", "PST", "PDT", "PT", "CST", "CDT", "CT", "BST", "CET", "CEST", "MSK", "IST", "JST", "KST",
		"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Eastern", "Pacific", "Central", "Moscow", "Beijing", "London",
		"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December":
		return true
	}
	return false
}

func isDash(r rune) bool { return r == '-' || r == '–' || r == '—' || r == '―' }

func allTerminal(s string) bool {
	for _, r := range s {
		if !isTerminal(r) {
			return false
		}
	}
	return true
}

// blankLine reports whether gap holds a blank line.
func blankLine(gap string) bool {
	if len(gap) < 2 {
		return false
	}
	lines := 0
	for i := 0; i < len(gap); {
		if gap[i] == '\u0000' {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(gap[i:])
		i += size
		switch r {
		case '\n':
			lines++
		case '\r':
			if i < len(gap) && gap[i] == '\n' {
				i++
			}
			lines++
		case '\u2029':
			lines += 2
		}
	}
	return lines >= 2
}

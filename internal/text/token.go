package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"

	"github.com/parley-register/parley"
)

// piece is a UAX #29 word of a run of text without white space.
type piece struct {
	start, end int
	word       bool // holds a letter or a digit
}

// tokenizer splits blocks into tokens. Its buffers are reused from run to run.
type tokenizer struct {
	s      string
	tokens []parley.Span
	pieces []piece
}

// block appends the tokens of s[start:end).
func (t *tokenizer) block(start, end int) {
	it := words.FromString(t.s[start:end])
	t.pieces = t.pieces[:0]
	first := len(t.tokens)
	for it.Next() {
		a, b := start+it.Start(), start+it.End()
		for a < b { // a UAX #29 word never mixes gaps with the rest, except at format characters
			r, size := utf8.DecodeRuneInString(t.s[a:b])
			if !isGap(r) {
				break
			}
			t.run(first)
			a += size
		}
		if a == b {
			continue
		}
		c, d := trimSpan(t.s, a, b)
		t.pieces = append(t.pieces, piece{c, d, isWord(t.s[c:d])})
		if d < b {
			t.run(first)
		}
	}
	t.run(first)
}

// isWord reports whether a UAX #29 word holds a letter or digit. Only its first
// characters can tell otherwise, so it looks no further than a few.
func isWord(s string) bool {
	for i, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsNumber(r) {
			return true
		}
		if i > 8 {
			break
		}
	}
	return false
}

func (t *tokenizer) emit(start, end int) {
	if start < end {
		t.tokens = append(t.tokens, parley.Span{Start: start, End: end})
	}
}

// run turns the pieces between two stretches of white space into tokens.
// first is the block's first token.
func (t *tokenizer) run(first int) {
	ps := t.pieces
	if len(ps) == 0 {
		return
	}
	t.pieces = t.pieces[:0] // ps stays valid: nothing is appended before run returns
	if len(ps) == 1 && ps[0].word {
		t.word(ps[0].start, ps[0].end)
		return
	}
	start, end := ps[0].start, ps[len(ps)-1].end
	if n := address(t.s[start:end]); n > 0 {
		t.emit(start, start+n)
		for len(ps) > 0 && ps[0].end <= start+n {
			ps = ps[1:]
		}
		if len(ps) > 0 && ps[0].start < start+n {
			ps[0].start = start + n
		}
	}
	if len(ps) > 1 && isEmoticon(t.s[ps[0].start:end]) {
		t.emit(ps[0].start, end)
		return
	}
	for i := 0; i < len(ps); {
		i += t.next(ps, i, first)
	}
}

// next emits the token that begins with ps[i] and returns how many pieces it took.
func (t *tokenizer) next(ps []piece, i, first int) int {
	p := ps[i]
	if !p.word {
		return t.mark(ps, i)
	}
	n := 1
	end := p.end
	for i+n < len(ps) {
		q := ps[i+n]
		if q.end-q.start != 1 {
			break
		}
		var after piece
		if i+n+1 < len(ps) {
			after = ps[i+n+1]
		}
		if after.word && t.joins(ps[i:i+n], t.s[q.start], after, end) {
			end = after.end
			n += 2
			continue
		}
		if t.s[q.start] == '.' && t.keepsStop(p.start, end, q.end, first, i+n+1 < len(ps)) {
			t.emit(p.start, q.end)
			return n + 1
		}
		if t.s[q.start] == '$' && n == 1 && isCurrencyPrefix(t.s[p.start:end]) {
			t.emit(p.start, q.end)
			return n + 1
		}
		break
	}
	t.word(p.start, end)
	return n
}

// joins reports whether the mark c between the word so far and after is part of
// one token: "10:30", "9/11", "e-mail", "AT&T".
func (t *tokenizer) joins(sofar []piece, c byte, after piece, end int) bool {
	left, right := t.s[sofar[len(sofar)-1].start:end], t.s[after.start:after.end]
	switch c {
	case ':':
		return isDigits(left) && isDigits(right) && len(right) == 2 && len(left) <= 2
	case '/':
		return isDigits(left) && isDigits(right)
	case '&':
		return isCapitals(left) && isCapitals(right) && len(left) <= 3 && len(right) <= 3
	case '-':
		return t.joinsHyphen(sofar, left, right, after)
	}
	return false
}

func (t *tokenizer) joinsHyphen(sofar []piece, left, right string, after piece) bool {
	if isDigits(left) && isDigits(right) {
		// telephone numbers and dates, not ranges
		long := func(n int) bool { return n == 3 || n == 4 }
		if len(sofar) > 1 { // "713-853-…", "4-12-2001"
			return true
		}
		if long(len(left)) && len(right) == 4 && len(left) == 3 {
			return true
		}
		rest := t.s[after.end:min(len(t.s), after.end+5)]
		return len(rest) > 1 && rest[0] == '-' && '0' <= rest[1] && rest[1] <= '9'
	}
	if len(sofar) == 1 && isBoundPrefix(left) {
		r, _ := utf8.DecodeRuneInString(right)
		return unicode.IsLetter(r) || unicode.IsDigit(r)
	}
	if len(sofar) == 1 && isSyllable(left, true) && isSyllable(right, false) && len(t.tokens) > 0 {
		// "Kim Jong-un": a given name of two syllables after a capitalised word
		prev := t.tokens[len(t.tokens)-1]
		r, _ := utf8.DecodeRuneInString(t.s[prev.Start:prev.End])
		return unicode.IsUpper(r) && prev.End < sofar[0].start && sofar[0].start-prev.End < 3
	}
	return false
}

// keepsStop reports whether the full stop at [end, stop) belongs to the word
// that starts at start: it is an abbreviation, an initial or the number of an item.
func (t *tokenizer) keepsStop(start, end, stop, first int, more bool) bool {
	w := t.s[start:end]
	if stop < len(t.s) && t.s[stop] == '.' {
		return false // an ellipsis
	}
	if isDotted(w) {
		return true
	}
	if r, size := utf8.DecodeRuneInString(w); size == len(w) && unicode.IsUpper(r) {
		return t.isInitial(start, stop, r, first)
	}
	if first == len(t.tokens) && !more && enumerator(t.s[start:min(len(t.s), stop+1)]) == stop-start {
		return true
	}
	switch kind, _ := abbreviation(w); kind {
	case abbrNone:
		return false
	case abbrNumber:
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(t.s[stop:min(len(t.s), stop+4)], " \u00a0"))
		return unicode.IsDigit(r)
	case abbrTitle:
		// "min.", "sec.", "gen.": a title only when a name can follow
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) {
			return false
		}
		rest := strings.TrimLeft(t.s[stop:min(len(t.s), stop+8)], " \u00a0\t\r\n")
		r, _ := utf8.DecodeRuneInString(rest)
		return unicode.IsUpper(r)
	default:
		// months, days, states and firms are written with a capital; "mo.", "co." in running text end a sentence
		if r, _ := utf8.DecodeRuneInString(w); kind == abbrAny && !unicode.IsUpper(r) && !lowerAbbreviation(w) {
			return false
		}
		return true
	}
}

// isInitial reports whether the capital r at start, with its stop, is the
// initial of a name: a capitalised word follows, and what stands before is not
// a word in lower case, as in "plan B. The".
func (t *tokenizer) isInitial(start, stop int, r rune, first int) bool {
	rest := t.s[stop:min(len(t.s), stop+8)]
	trimmed := strings.TrimLeft(rest, " \u00a0")
	n, _ := utf8.DecodeRuneInString(trimmed)
	if !unicode.IsUpper(n) {
		return false
	}
	if len(t.tokens) == first {
		return true
	}
	prev := t.tokens[len(t.tokens)-1]
	p, _ := utf8.DecodeRuneInString(t.s[prev.Start:prev.End])
	if unicode.IsLower(p) {
		return r != 'I' && !startsWithStarter(t.s[stop+len(rest)-len(trimmed):])
	}
	return true
}

// word emits a word, apart from its clitics.
func (t *tokenizer) word(start, end int) {
	w := t.s[start:end]
	if n := len(w); n < 40 {
		if i := glued(w); i > 0 {
			t.word(start, start+i)
			t.emit(start+i, start+i+1)
			t.word(start+i+1, end)
			return
		}
		if i := cliticStart(w); i > 0 {
			t.emit(start, start+i)
			t.emit(start+i, end)
			return
		}
	}
	t.emit(start, end)
}

// mark emits the token that begins with a piece that is no word: a run of the
// same punctuation, a contraction such as 'em, or one character.
func (t *tokenizer) mark(ps []piece, i int) int {
	p := ps[i]
	c := t.s[p.start]
	if p.end-p.start > 1 || c >= utf8.RuneSelf {
		n := 1
		if r, _ := utf8.DecodeRuneInString(t.s[p.start:p.end]); r == '—' || r == '–' || r == '…' {
			for i+n < len(ps) && t.s[ps[i+n].start:ps[i+n].end] == t.s[p.start:p.end] {
				n++
			}
		}
		if n == 1 && i+1 < len(ps) && t.s[p.start:p.end] == "’" && i == 0 && isAphaeresis(t.s[ps[1].start:ps[1].end]) {
			n = 2
		}
		t.emit(p.start, ps[i+n-1].end)
		return n
	}
	n := 1
	switch c {
	case '.', '-', '=', '_', '*', '~', '#', '<', '>', '+':
		for i+n < len(ps) && ps[i+n].end-ps[i+n].start == 1 && t.s[ps[i+n].start] == c {
			n++
		}
	case '!', '?':
		for i+n < len(ps) && ps[i+n].end-ps[i+n].start == 1 && (t.s[ps[i+n].start] == '!' || t.s[ps[i+n].start] == '?') {
			n++
		}
	case '\'':
		if i+1 < len(ps) && ps[i+1].word {
			next := t.s[ps[i+1].start:ps[i+1].end]
			if i == 0 && isAphaeresis(next) || i > 0 && ps[i-1].word && isCliticTail(next) {
				n = 2
			}
		}
	case '`':
		if i > 0 && ps[i-1].word && i+1 < len(ps) && isCliticTail(t.s[ps[i+1].start:ps[i+1].end]) {
			n = 2
		}
	}
	if n == 1 && (c == '*' || c == '#' || c == '<' || c == '>') {
		t.emit(p.start, p.end)
		return 1
	}
	t.emit(p.start, ps[i+n-1].end)
	return n
}

// address is the length of the web or mail address with which s begins, and 0
// when it does not.
func address(s string) int {
	if len(s) < 5 || len(s) > 2048 {
		return 0
	}
	n := 0
	switch {
	case strings.HasPrefix(s, "http://"), strings.HasPrefix(s, "https://"), strings.HasPrefix(s, "www."), strings.HasPrefix(s, "ftp://"):
		n = len(s)
		if i := strings.IndexAny(s, "<>\"”“»)"); i > 0 {
			n = i
		}
	default:
		at := strings.IndexByte(s, '@')
		if at <= 0 || !strings.Contains(s[at:], ".") {
			return 0
		}
		isAddr := func(c byte) bool {
			return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '.' || c == '-' || c == '_' || c == '+'
		}
		for i := range at {
			if !isAddr(s[i]) {
				return 0
			}
		}
		for n = at + 1; n < len(s) && isAddr(s[n]); n++ {
		}
	}
	for n > 0 && strings.IndexByte(".,;:!?'", s[n-1]) >= 0 {
		n--
	}
	return n
}

// glued is the place of the full stop in a word such as "talks.The", where an
// editor lost a space, and 0 when w is no such word.
func glued(w string) int {
	i := strings.IndexByte(w, '.')
	if i < 2 || i+2 >= len(w) || strings.IndexByte(w[i+1:], '.') >= 0 {
		return 0
	}
	lower := func(c byte) bool { return 'a' <= c && c <= 'z' }
	if lower(w[i-1]) && lower(w[i-2]) && 'A' <= w[i+1] && w[i+1] <= 'Z' && lower(w[i+2]) {
		return i
	}
	return 0
}

// cliticStart is where the clitic of w begins, and 0 when it has none.
func cliticStart(w string) int {
	apostrophe, size := strings.IndexByte(w, '\''), 1
	if apostrophe < 0 {
		if apostrophe, size = strings.Index(w, "’"), len("’"); apostrophe < 0 {
			return fusedClitic(w)
		}
	}
	if apostrophe == 0 {
		return 0
	}
	tail := w[apostrophe+size:]
	if len(tail) == 1 && tail[0]|0x20 == 't' && apostrophe > 1 && w[apostrophe-1]|0x20 == 'n' {
		return apostrophe - 1
	}
	if isCliticTail(tail) {
		return apostrophe
	}
	return 0
}

// isCliticTail reports whether s is what follows the apostrophe of a clitic.
func isCliticTail(s string) bool {
	switch len(s) {
	case 1:
		c := s[0] | 0x20
		return c == 's' || c == 'm' || c == 'd'
	case 2:
		a, b := s[0]|0x20, s[1]|0x20
		return a == 'r' && b == 'e' || a == 'v' && b == 'e' || a == 'l' && b == 'l'
	}
	return false
}

// fusedClitic is the place at which a word written together is two: can|not.
func fusedClitic(w string) int {
	if len(w) < 5 || len(w) > 6 {
		return 0
	}
	switch strings.ToLower(w) {
	case "cannot", "gonna", "gotta", "wanna", "gimme", "lemme":
		return 3
	case "didnt", "doesnt", "dont":
		return len(w) - 2
	}
	return 0
}

// isAphaeresis reports whether s, after an apostrophe, is a word that lost its beginning.
func isAphaeresis(s string) bool {
	switch strings.ToLower(s) {
	case "em", "til", "cause", "bout", "tis", "twas", "n":
		return true
	}
	return len(s) == 3 && s[0] >= '0' && s[0] <= '9' && s[2] == 's' // '90s
}

func isCurrencyPrefix(s string) bool {
	switch s {
	case "US", "A", "AU", "C", "CA", "HK", "NZ", "S", "NT", "R":
		return true
	}
	return false
}

// isBoundPrefix reports whether s is a prefix that the treebanks do not split
// from its word: "non-proliferation".
func isBoundPrefix(s string) bool {
	if len(s) > 7 {
		return false
	}
	switch strings.ToLower(s) {
	case "e", "non", "anti", "mid", "re", "co", "pre", "pro", "post", "cross", "over", "semi", "multi", "ex", "sub", "counter", "neo",
		"inter", "intra", "mini", "micro", "macro", "ultra", "quasi", "un", "de", "bi", "tri", "under", "arch", "psycho", "vice", "pseudo", "trans", "infra", "extra":
		return true
	}
	return false
}

// isSyllable reports whether s reads like one syllable of an East Asian name:
// consonants, vowels, and perhaps a final n, ng, k, l, m, p, t or h.
func isSyllable(s string, capital bool) bool {
	if len(s) < 2 || len(s) > 6 {
		return false
	}
	if upper := 'A' <= s[0] && s[0] <= 'Z'; upper != capital {
		return false
	}
	isVowel := func(c byte) bool { return strings.IndexByte("aeiouwy", c|0x20) >= 0 }
	i := 0
	for i < len(s) && i < 2 && !isVowel(s[i]) {
		i++
	}
	v := i
	for i < len(s) && 'a' <= s[i]|0x20 && s[i]|0x20 <= 'z' && isVowel(s[i]) {
		i++
	}
	if i == v {
		return false
	}
	switch s[i:] {
	case "", "n", "ng", "k", "l", "m", "p", "t", "h", "k's", "n's":
		return true
	}
	return false
}

// isDotted reports whether w, without its last stop, is letters apart by stops:
// "U.S", "a.m", "Ph.D".
func isDotted(w string) bool {
	if len(w) < 3 || len(w) > 16 || strings.IndexByte(w, '.') < 0 {
		return false
	}
	n := 0
	for part := range strings.SplitSeq(w, ".") {
		if len(part) == 0 || len(part) > 2 && n == 0 || len(part) > 2 {
			return false
		}
		for i := range len(part) {
			if c := part[i] | 0x20; c < 'a' || c > 'z' {
				return false
			}
		}
		n++
	}
	return true
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func isCapitals(s string) bool {
	for i := range len(s) {
		if s[i] < 'A' || s[i] > 'Z' {
			return false
		}
	}
	return s != ""
}

func isEmoticon(s string) bool {
	switch s {
	case ":)", ":-)", ";)", ";-)", ":(", ":-(", ":D", ":-D", ":P", ":-P", ":p", ":/", ":-/", "=)", "(:", "^_^", ":))", ":o", ":O", "<3":
		return true
	}
	return false
}

// Contracted reports whether a and b, which touch, are written as one word:
// "do" and "n't", "Russia" and "'s", "can" and "not".
func Contracted(a, b string) bool {
	return len(a)+len(b) < 40 && len(a) > 0 && cliticStart(a+b) == len(a)
}

package times

import (
	"unicode/utf8"
)

// unit is what patterns are matched against: a word, a number, a sign, or a
// number phrase that was joined into one ("twenty-five", "2 1/2"). Units are
// finer than tokens, so that "two-day" and "mid-2023" read alike however a
// tokeniser cuts them.
type unit struct {
	start, end int   // bytes of the document's text
	word       int32 // number in the vocabulary, 0 when it is no known word
	set        classSet
	num        int32 // value of a number; vague numbers are -1
	ord        int32 // value of an ordinal
	val        int32 // value of the word's class in words.tsv
	den        uint8 // 2 when half of one is to be added to num
	glued      bool  // no white space before it
	upper      bool  // starts with a capital letter
	alpha      bool  // a word, known or not
}

// Lexical classes that units get from their shape. The classes of words.tsv and
// of the alternations in rules.tsv are numbered after them.
const (
	cNum       class = iota // a cardinal: 12, 12.5, twelve, several
	cDay                    // 1 to 31 in figures, or 18th
	cDayOrd                 // 18th, 1st
	cYear                   // 1000 to 2199 in four figures, or in words
	cYY                     // two figures: 24 in 2023-24
	cDecade                 // 1990s, '90s, nineties
	cISO                    // 2025-02-18
	cISOMonth               // 2025-02
	cNumeric                // 18/02/2025, 18.02.2025
	cClock                  // 10:30
	cOrd                    // third, 3rd
	cShortYear              // '98
	cA                      // a, an: as a number, one
	cFigure                 // a number in figures, of any size
	cShapes                 // how many there are
)

type class uint8

const maxClasses = 256

type classSet [maxClasses / 64]uint64

func (s *classSet) add(c class)      { s[c>>6] |= 1 << (c & 63) }
func (s *classSet) has(c class) bool { return s[c>>6]&(1<<(c&63)) != 0 }

// lexer cuts sentences into units. It keeps its buffer between sentences.
type lexer struct {
	vocabulary *vocabulary
	units      []unit
}

func isDigit(c byte) bool  { return '0' <= c && c <= '9' }
func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' || c >= 0x80 }

// lex cuts text[start:end] into units, with number phrases joined.
func (l *lexer) lex(text string, start, end int) []unit {
	l.units = l.units[:0]
	glued := false
	for i := start; i < end; {
		c := text[i]
		switch {
		case c == ' ' || c == '\n' || c == '\t' || c == '\r':
			i++
			glued = false
			continue
		case isDigit(c):
			i = l.number(text, i, end, glued)
		case c >= 0x80:
			r, n := utf8.DecodeRuneInString(text[i:end])
			switch {
			case r == '\u00a0' || r == '\u202f' || r == '\u2009':
				i += n
				glued = false
				continue
			case r == '‐' || r == '‑' || r == '–' || r == '−':
				l.sign(i, i+n, "-", glued)
				i += n
			case r == '—':
				l.sign(i, i+n, "--", glued)
				i += n
			case r == '’' || r == '‘' || r == 'ʼ':
				i = l.apostrophe(text, i, n, end, glued)
			case r == '½':
				l.units = append(l.units, unit{start: i, end: i + n, den: 2, glued: glued, set: setOf(cNum)})
				i += n
			case r >= 0x2000 && r <= 0x206f || r == utf8.RuneError || r < 0xc0:
				l.units = append(l.units, unit{start: i, end: i + n, glued: glued})
				i += n
			default:
				i = l.letters(text, i, end, glued)
			}
		case isLetter(c):
			i = l.letters(text, i, end, glued)
		case c == '\'' || c == '`':
			i = l.apostrophe(text, i, 1, end, glued)
		case c == '-' && i+1 < end && text[i+1] == '-':
			j := i + 2
			for j < end && text[j] == '-' {
				j++
			}
			l.sign(i, j, "--", glued)
			i = j
		default:
			l.sign(i, i+1, text[i:i+1], glued)
			i++
		}
		glued = true
	}
	l.join()
	return l.units
}

func setOf(cs ...class) (s classSet) {
	for _, c := range cs {
		s.add(c)
	}
	return s
}

func (l *lexer) sign(start, end int, as string, glued bool) {
	u := unit{start: start, end: end, glued: glued}
	if e, ok := l.vocabulary.words[as]; ok {
		u.word, u.set = e.id, e.set
	}
	l.units = append(l.units, u)
}

// letters reads a word. Dots inside and after an abbreviation of one letter
// each belong to it ("a.m.", "U.S."), as does the dot after a month's.
func (l *lexer) letters(text string, start, end int, glued bool) int {
	i := start
	for i < end && (isLetter(text[i]) && !startsSpecial(text[i:end])) {
		i++
	}
	if i-start == 1 && i < end && '1' <= text[i] && text[i] <= '4' && (i+1 == end || !isDigit(text[i+1]) && !isLetter(text[i+1])) {
		i++ // Q3, H1
	}
	if i == start { // cannot happen for well-formed input; keeps malformed bytes moving
		i++
	}
	if i-start == 1 && i+1 < end && text[i] == '.' && isLetter(text[i+1]) && text[i] < 0x80 {
		// initials: a.m., p.m, U.S.
		j := i
		for j+1 < end && text[j] == '.' && text[j+1] < 0x80 && isLetter(text[j+1]) && (j+2 >= end || !isLetter(text[j+2])) {
			j += 2
		}
		if j > i {
			var buf [8]byte
			n := 0
			for k := start; k < j && n < len(buf); k++ {
				if text[k] != '.' {
					buf[n] = text[k] | 0x20
					n++
				}
			}
			u := unit{start: start, end: j, glued: glued, upper: isUpper(text[start]), alpha: true}
			dotted := j < end && text[j] == '.'
			if e, ok := l.vocabulary.words[string(buf[:n])]; ok {
				if e.set.has(l.vocabulary.ampm) {
					u.word, u.set, u.val = e.id, e.set, e.val
				} else if e.capital && u.upper {
					u.word, u.set, u.val = e.id, e.set, e.val
				}
			}
			if dotted {
				u.end = j + 1
			}
			l.units = append(l.units, u)
			return u.end
		}
	}
	u := unit{start: start, end: i, glued: glued, upper: isUpper(text[start]), alpha: true}
	var buf [24]byte
	if i-start <= len(buf) {
		for k := start; k < i; k++ {
			c := text[k]
			if 'A' <= c && c <= 'Z' {
				c |= 0x20
			}
			buf[k-start] = c
		}
		if e, ok := l.vocabulary.words[string(buf[:i-start])]; ok && (!e.capital || u.upper) {
			u.word, u.set, u.val = e.id, e.set, e.val
			u.num, u.ord = e.num, e.ord
			if e.dotted && i < end && text[i] == '.' {
				u.end = i + 1
			}
		}
	}
	l.units = append(l.units, u)
	return u.end
}

func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }

// startsSpecial reports whether s starts with a sign of General Punctuation or
// a space of Latin-1, which end a word.
func startsSpecial(s string) bool {
	return len(s) > 1 && (s[0] == 0xe2 && (s[1] == 0x80 || s[1] == 0x81 || s[1] == 0x88) || s[0] == 0xc2)
}

// apostrophe reads "'s", "'98", "'90s", "o'clock" never starts here.
func (l *lexer) apostrophe(text string, start, n, end int, glued bool) int {
	i := start + n
	if glued && i < end && (text[i] == 's' || text[i] == 'S') && (i+1 == end || !isLetter(text[i+1]) && !isDigit(text[i+1]) || startsSpecial(text[i+1:end])) {
		l.sign(start, i+1, "'s", glued)
		return i + 1
	}
	if !glued && i+2 <= end && isDigit(text[i]) && i+1 < end && isDigit(text[i+1]) && (i+2 == end || !isDigit(text[i+2])) {
		yy := int32(text[i]-'0')*10 + int32(text[i+1]-'0')
		if i+2 < end && text[i+2] == 's' && (i+3 == end || !isLetter(text[i+3])) {
			l.units = append(l.units, unit{start: start, end: i + 3, val: yy / 10 * 10, set: setOf(cDecade)})
			return i + 3
		}
		l.units = append(l.units, unit{start: start, end: i + 2, num: yy, set: setOf(cShortYear)})
		return i + 2
	}
	l.sign(start, i, "'", glued)
	return i
}

// number reads what starts with a figure.
func (l *lexer) number(text string, start, end int, glued bool) int {
	i := start
	v := int64(0)
	for i < end && isDigit(text[i]) {
		if v < 1e9 {
			v = v*10 + int64(text[i]-'0')
		}
		i++
	}
	n := i - start
	u := unit{start: start, glued: glued}
	switch {
	case n == 4 && i+2 < end && text[i] == '-' && isDigit(text[i+1]) && isDigit(text[i+2]) && (i+3 >= end || !isDigit(text[i+3])):
		month := int32(text[i+1]-'0')*10 + int32(text[i+2]-'0')
		if i+5 < end && text[i+3] == '-' && isDigit(text[i+4]) && isDigit(text[i+5]) && (i+6 >= end || !isDigit(text[i+6])) {
			day := int32(text[i+4]-'0')*10 + int32(text[i+5]-'0')
			if month >= 1 && month <= 12 && day >= 1 && day <= daysIn(int(v), int(month)) {
				u.end, u.num, u.ord, u.val, u.set = i+6, int32(v), month, day, setOf(cISO)
				l.units = append(l.units, u)
				return u.end
			}
		} else if month >= 1 && month <= 12 && v >= 1800 && v < 2200 && !(month > 12) {
			// 2003-04 may be a month or two years: the next year's figures are a span of years.
			if month != int32(v%100)+1 {
				u.end, u.num, u.ord, u.set = i+3, int32(v), month, setOf(cISOMonth)
				l.units = append(l.units, u)
				return u.end
			}
		}
	case n <= 2 && i < end && (text[i] == '/' || text[i] == '.'):
		if j, ok := numericDate(text, start, i, end, &u); ok {
			l.units = append(l.units, u)
			return j
		}
	case n <= 2 && i+2 < end && text[i] == ':' && isDigit(text[i+1]) && isDigit(text[i+2]) && (i+3 >= end || !isDigit(text[i+3])):
		m := int32(text[i+1]-'0')*10 + int32(text[i+2]-'0')
		if v < 25 && m < 60 {
			j := i + 3
			if j+2 < end && text[j] == ':' && isDigit(text[j+1]) && isDigit(text[j+2]) {
				j += 3
			}
			u.end, u.num, u.ord, u.set = j, int32(v), m, setOf(cClock)
			l.units = append(l.units, u)
			return j
		}
	}
	figures := n
	// thousands and decimals
	plain := true
	for i+3 < end && text[i] == ',' && isDigit(text[i+1]) && isDigit(text[i+2]) && isDigit(text[i+3]) && (i+4 >= end || !isDigit(text[i+4])) {
		for k := 1; k <= 3; k++ {
			if v < 1e9 {
				v = v*10 + int64(text[i+k]-'0')
			}
		}
		i += 4
		plain = false
	}
	u.set.add(cFigure)
	if i+1 < end && text[i] == '.' && isDigit(text[i+1]) {
		plain = false
		if text[i+1] == '5' && (i+2 >= end || !isDigit(text[i+2])) {
			u.den = 2
		} else {
			u.den = 255 // a fraction that durations do not tell exactly
		}
		i++
		for i < end && isDigit(text[i]) {
			i++
		}
	}
	u.end = i
	v = min(v, 1<<30)
	u.num = int32(v)
	u.set.add(cNum)
	if plain {
		if n == 4 && v >= 1000 && v < 2200 {
			u.set.add(cYear)
			if i < end && text[i] == 's' && (i+1 == end || !isLetter(text[i+1])) && v%10 == 0 {
				u.set, u.val, u.end = setOf(cDecade), int32(v), i+1
				l.units = append(l.units, u)
				return u.end
			}
			if i+2 < end && text[i] == '\'' && text[i+1] == 's' && v%10 == 0 && !isLetter(text[i+2]) && v%100 != 0 {
				u.set, u.val, u.end = setOf(cDecade), int32(v), i+2
				l.units = append(l.units, u)
				return u.end
			}
		}
		if n == 2 {
			u.set.add(cYY)
		}
		if n <= 2 && v >= 1 && v <= 31 {
			u.set.add(cDay)
		}
		if i+1 < end && isLetter(text[i]) && isLetter(text[i+1]) && (i+2 == end || !isLetter(text[i+2]) || startsSpecial(text[i+2:end])) {
			s := [2]byte{text[i] | 0x20, text[i+1] | 0x20}
			switch string(s[:]) {
			case "st", "nd", "rd", "th":
				u.set = setOf(cOrd)
				u.end, u.ord = i+2, u.num
				if v >= 1 && v <= 31 && figures <= 2 {
					u.set.add(cDay)
					u.set.add(cDayOrd)
				}
				l.units = append(l.units, u)
				return u.end
			}
		}
	}
	l.units = append(l.units, u)
	return u.end
}

// numericDate reads 18/02/2025, 18.02.2025 and 2/18/25. What could be either
// day or month first keeps only its year: ord (the month) stays 0.
func numericDate(text string, start, i, end int, u *unit) (int, bool) {
	sep := text[i]
	var f [3]int
	var width [3]int
	k, j := 0, start
	for k < 3 {
		b := j
		for j < end && isDigit(text[j]) && j-b < 5 {
			f[k] = f[k]*10 + int(text[j]-'0')
			j++
		}
		width[k] = j - b
		if width[k] == 0 {
			return 0, false
		}
		if k++; k < 3 {
			if j >= end || text[j] != sep {
				return 0, false
			}
			j++
		}
	}
	if j < end && (isDigit(text[j]) || text[j] == sep && j+1 < end && isDigit(text[j+1])) || width[1] > 2 {
		return 0, false
	}
	year := f[2]
	switch {
	case width[2] == 4 && year >= 1000 && year < 2200:
	case width[2] == 2 && sep == '/':
		year += 1900
		if year < 1950 {
			year += 100
		}
	default:
		return 0, false
	}
	a, b := f[0], f[1]
	if a < 1 || b < 1 || a > 31 || b > 31 || a > 12 && b > 12 {
		return 0, false
	}
	day, month := 0, 0
	switch {
	case a > 12 || sep == '.': // day first: 18/02, and the dotted form everywhere
		day, month = a, b
	case b > 12:
		day, month = b, a
	case a == b:
		day, month = a, b
	}
	if month > 12 || month != 0 && day > int(daysIn(year, month)) {
		return 0, false
	}
	u.end, u.num, u.ord, u.val, u.set = j, int32(year), int32(month), int32(day), setOf(cNumeric)
	return j, true
}

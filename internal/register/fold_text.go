package register

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold is s in lower case, without marks on letters, with all that is neither
// letter nor digit as single spaces.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	put := func(r rune) {
		switch {
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’':
			return
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			gap = b.Len() > 0
			return
		}
		if gap {
			b.WriteByte(' ')
			gap = false
		}
		b.WriteRune(unicode.ToLower(r))
	}
	ascii := true
	for i := range len(s) {
		if s[i] >= 0x80 {
			ascii = false
			break
		}
	}
	if !ascii {
		s = norm.NFD.String(s)
	}
	for _, r := range s {
		put(r)
	}
	return b.String()
}

// slug is the folded form of s with hyphens, of at most n bytes, cut at a word.
func slug(s string, n int) string {
	var b strings.Builder
	for _, word := range strings.Fields(fold(s)) {
		if strings.Trim(word, "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
			continue
		}
		if b.Len() > 0 {
			if b.Len()+1+len(word) > n {
				break
			}
			b.WriteByte('-')
		}
		b.WriteString(word)
	}
	return b.String()
}

package text

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/parley-register/parley"
)

// Words yields the words of s as they are looked for: the span in s, and the
// folded form, which consists of letters and digits alone. Case, diacritics,
// ligatures and width do not count; an apostrophe parts words, and a possessive
// s is left out, so that "Lavrov's" is found by "lavrov". Of scripts that are
// written without spaces each character is a word.
func Words(s string) iter.Seq2[parley.Span, string] {
	return func(yield func(parley.Span, string) bool) {
		for at := 0; at < len(s); {
			r, n := utf8.DecodeRuneInString(s[at:])
			if !wordRune(r) {
				at += n
				continue
			}
			end := at + n
			for !ideograph(r) && end < len(s) {
				next, n := utf8.DecodeRuneInString(s[end:])
				if !wordRune(next) && !unicode.Is(unicode.Mn, next) || ideograph(next) {
					break
				}
				end += n
			}
			folded := Fold(s[at:end])
			if folded != "" && (folded != "s" || !afterApostrophe(s, at)) {
				if !yield(parley.Span{Start: at, End: end}, folded) {
					return
				}
			}
			at = end
		}
	}
}

// Fold is the form of a word by which it is compared: without case, diacritics,
// ligatures and width, letters and digits alone.
func Fold(word string) string {
	plain := true
	for i := range len(word) {
		if c := word[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			plain = false
			break
		}
	}
	if plain {
		return word
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(word) {
		r = unicode.ToLower(r)
		if s, ok := letters[r]; ok {
			b.WriteString(s)
		} else if wordRune(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// letters that do not decompose into a base letter.
var letters = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ð': "d", 'ł': "l", 'ħ': "h", 'ı': "i", 'þ': "th", 'ŋ': "n", 'ə': "a",
	'ς': "σ", 'ـ': "",
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func ideograph(r rune) bool {
	return r >= 0x2E80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

func afterApostrophe(s string, at int) bool {
	return at >= 1 && s[at-1] == '\'' || strings.HasSuffix(s[:at], "’")
}

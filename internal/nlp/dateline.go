package nlp

import (
	"unicode"
	"unicode/utf8"
)

// maxDateline is how many tokens a dateline has at most.
const maxDateline = 24

// dateline returns how many tokens at the head of a sentence are a dateline, with
// the dash that ends it: "GENEVA, Feb. 4 (Agency) —", "Kampala, 3 March –",
// "NEW YORK/LONDON (Agency) -". It is no part of the sentence's syntax, so it is
// parsed by itself. A place that is not in capitals needs a date or an agency, and
// what follows must begin like a sentence, so that "The union - the only one - met"
// has none.
func dateline(tokens []Token) int {
	capitals, date, agency := false, false, false
	for i := 0; i < min(len(tokens), maxDateline); i++ {
		switch w := tokens[i].Form; w {
		case "—", "–", "-", "--", "―":
			if i == 0 || i+3 >= len(tokens) || !(capitals || date || agency) {
				return 0
			}
			apart := tokens[i].Start > tokens[i-1].End
			if !apart && (w == "-" || w == "–") {
				if tokens[i+1].Start > tokens[i].End {
					return 0
				}
				continue // in a name: PORT-AU-PRINCE
			}
			if !opens(tokens[i+1].Form) {
				return 0
			}
			return i + 1
		case "(":
			end := i + 1
			for end < min(len(tokens), i+8) && tokens[end].Form != ")" {
				end++
			}
			if i == 0 || end == min(len(tokens), i+8) {
				return 0
			}
			i, agency = end, true
		case ",", "/", ".":
			if i == 0 {
				return 0
			}
		default:
			first, size := utf8.DecodeRuneInString(w)
			switch {
			case unicode.IsDigit(first):
				if i == 0 {
					return 0
				}
				date = true
			case !unicode.IsUpper(first):
				return 0
			case i == 0:
				capitals = size < len(w) && shouts(w)
			}
		}
	}
	return 0
}

// shouts reports whether every letter of a word is a capital.
func shouts(w string) bool {
	for _, r := range w {
		if unicode.IsLetter(r) && !unicode.IsUpper(r) {
			return false
		}
	}
	return true
}

// opens reports whether a sentence can begin with the word.
func opens(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r) || unicode.IsDigit(r) || !unicode.IsLetter(r)
}

package text

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"
)

// abbrKind says what follows an abbreviation.
type abbrKind uint8

const (
	abbrNone abbrKind = iota
	abbrTitle
	abbrInner
	abbrNumber
	abbrEnd
	abbrAny
)

var (
	//go:embed abbreviations.tsv
	abbreviationsTSV string
	//go:embed starters.txt
	startersTXT string
)

// words that the splitter knows, in lower case.
var known = sync.OnceValue(func() (k struct {
	abbreviations map[string]abbrKind
	starters      map[string]bool
},
) {
	k.abbreviations = map[string]abbrKind{}
	kinds := map[string]abbrKind{"title": abbrTitle, "inner": abbrInner, "number": abbrNumber, "end": abbrEnd, "any": abbrAny}
	for line := range strings.Lines(abbreviationsTSV) {
		if line = strings.TrimRight(line, "\n"); line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 || kinds[f[1]] == abbrNone {
			panic(fmt.Sprintf("abbreviations.tsv: %q: want form, kind and example", line)) // embedded: a test reads every row
		}
		k.abbreviations[f[0]] = kinds[f[1]]
	}
	k.starters = map[string]bool{}
	for line := range strings.Lines(startersTXT) {
		if line[0] != '#' {
			for w := range strings.FieldsSeq(line) {
				k.starters[w] = true
			}
		}
	}
	return k
})

// abbreviation is the kind of w, a word without its stop, and whether it is known.
func abbreviation(w string) (abbrKind, bool) {
	if len(w) > 8 {
		return abbrNone, false
	}
	var buf [8]byte
	kind, ok := known().abbreviations[string(lowerASCII(buf[:0], w))]
	return kind, ok
}

// lowerAbbreviation reports whether the abbreviation w of kind any is also
// written in lower case.
func lowerAbbreviation(w string) bool {
	switch w {
	case "etc", "al", "dept", "bros", "cos", "ltd":
		return true
	}
	return false
}

// isStarter reports whether w starts sentences more often than it goes on with a name.
func isStarter(w string) bool {
	if len(w) > 12 {
		return false
	}
	var buf [12]byte
	return known().starters[string(lowerASCII(buf[:0], w))]
}

// startsWithStarter reports whether the first word of s is a starter.
func startsWithStarter(s string) bool {
	i := 0
	for i < len(s) && i <= 12 && ('a' <= s[i]|0x20 && s[i]|0x20 <= 'z') {
		i++
	}
	return i > 0 && i <= 12 && isStarter(s[:i])
}

func lowerASCII(dst []byte, s string) []byte {
	for i := range len(s) {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		} else if c >= utf8.RuneSelf {
			return dst[:0]
		}
		dst = append(dst, c)
	}
	return dst
}

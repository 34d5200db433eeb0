package text_test

import (
	"slices"
	"testing"
	"unicode"

	"github.com/parley-register/parley/internal/text"
)

func TestWords(t *testing.T) {
	for s, want := range map[string][]string{
		"Lavrov's talks":          {"lavrov", "talks"},
		"the Élysée, 2nd round":   {"the", "elysee", "2nd", "round"},
		"Łódź Straße Æthel":       {"lodz", "strasse", "aethel"},
		"O’Brien–Smith":           {"o", "brien", "smith"},
		"ＦＵＬＬ ﬁne":                {"full", "fine"},
		"İstanbul Ankara'da":      {"istanbul", "ankara", "da"},
		"北京 talks":                {"北", "京", "talks"},
		"  — !? ":                 nil,
		"S and s":                 {"s", "and", "s"},
		"bad \xff\xfe bytes \x00": {"bad", "bytes"},
	} {
		var got []string
		for span, w := range text.Words(s) {
			got = append(got, w)
			if span.Start < 0 || span.End > len(s) || span.Empty() {
				t.Errorf("%q: word %q at %v", s, w, span)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("words of %q are %q, want %q", s, got, want)
		}
	}
}

func FuzzWords(f *testing.F) {
	f.Add("Lavrov's Straße 北京 \xff")
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for span, w := range text.Words(s) {
			if span.Start < end || span.End > len(s) || span.Empty() {
				t.Fatalf("word %q at %v after %d", w, span, end)
			}
			end = span.End
			for _, r := range w {
				if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
					t.Fatalf("folded word %q holds %q", w, r)
				}
			}
			if again := text.Fold(w); again != w {
				t.Fatalf("%q folds again, to %q", w, again)
			}
		}
	})
}

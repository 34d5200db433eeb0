package lemma

import (
	"testing"
	"unicode/utf8"
)

// TestOtherScripts: a rule that cuts bytes never cuts a letter in two.
func TestOtherScripts(t *testing.T) {
	for _, form := range []string{"между", "переговоры", "会談", "Ελλάδα", "naïves"} {
		for cut := range len(form) + 2 {
			for _, keep := range []bool{false, true} {
				if got := (Rule{Keep: keep, Cut: cut, Add: "e"}).Apply(form); !utf8.ValidString(got) {
					t.Errorf("cutting %d bytes of %q gives %q", cut, form, got)
				}
			}
		}
	}
}

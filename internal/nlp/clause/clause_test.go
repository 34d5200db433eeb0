package clause

import (
	"slices"
	"testing"
)

func TestForms(t *testing.T) {
	for lemma, want := range map[string][]string{
		"urge":   {"urge", "urges", "urged", "urging"},
		"say":    {"say", "says", "said", "saying"},
		"deny":   {"deny", "denies", "denied", "denying"},
		"stress": {"stress", "stresses", "stressed", "stressing"},
		"write":  {"write", "writes", "wrote", "written", "writing"},
		"agree":  {"agree", "agrees", "agreed", "agreeing"},
	} {
		var got []string
		for _, f := range Forms(lemma) {
			got = append(got, f.Form)
		}
		if !slices.Equal(got, want) {
			t.Errorf("forms of %q are %q, want %q", lemma, got, want)
		}
	}
}

package meetings

import (
	"strings"
	"testing"

	"github.com/parley-register/parley"
)

// TestRoleExamples reads the example of every row of roles.tsv: Norway has the
// role of the row, and Chile and Peru have none.
func TestRoleExamples(t *testing.T) {
	lex, err := loadLexicon()
	if err != nil {
		t.Fatal(err)
	}
	mark := strings.NewReplacer("Chile", "{Chile|actor CHL}", "Peru", "{Peru|actor PER}", "Norwegian", "{Norwegian|actor NOR}", "Norway", "{Norway|actor NOR}")
	n := 0
	found := map[string]bool{} // examples of rows that one spelling finds
	var missed []roleWord
	for _, ws := range lex.roles {
		for _, w := range ws {
			n++
			v := newView(annotated(t, mark.Replace(w.example)))
			v.lex = lex
			got := map[string]parley.Role{}
			for _, x := range v.rolesIn(0, false) {
				for _, code := range v.codes(x.actor) {
					got[code] = x.role
				}
			}
			if got["NOR"] == w.role && len(got) == 1 {
				found[w.example] = true
			} else {
				missed = append(missed, w)
			}
		}
	}
	for _, w := range missed {
		if !found[w.example] {
			t.Errorf("%q: Norway alone is to be %s in %q", strings.Join(w.words, " "), w.role, w.example)
		}
	}
	if n < 30 {
		t.Errorf("only %d rows", n)
	}
}

// TestDelegateExamples reads the example of every row of delegates.tsv: Ana
// Ruiz takes part.
func TestDelegateExamples(t *testing.T) {
	lex, err := loadLexicon()
	if err != nil {
		t.Fatal(err)
	}
	mark := strings.NewReplacer("Ana Ruiz", "{Ana Ruiz|person CHL minister Foreign Minister}", "Chilean", "{Chilean|actor CHL}", "Chile", "{Chile|actor CHL}")
	n := 0
	found := map[string]bool{}
	var missed []delegateWord
	for _, ws := range lex.delegates {
		for _, w := range ws {
			n++
			v := newView(annotated(t, mark.Replace(w.example)))
			v.lex = lex
			if got := v.delegatesIn(0); len(got) == 1 {
				found[w.example] = true
			} else {
				missed = append(missed, w)
			}
		}
	}
	for _, w := range missed {
		if !found[w.example] {
			t.Errorf("%q: Ana Ruiz is to take part in %q", strings.Join(w.words, " "), w.example)
		}
	}
	if n < 20 {
		t.Errorf("only %d rows", n)
	}
}

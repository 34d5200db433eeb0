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
			if got["NOR"] != w.role || len(got) != 1 {
				t.Errorf("%q: %q gives %v, want NOR %s alone", strings.Join(w.words, " "), w.example, got, w.role)
			}
		}
	}
	if n < 30 {
		t.Errorf("only %d rows", n)
	}
}

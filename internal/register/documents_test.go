package register_test

import (
	"testing"

	"github.com/parley-register/parley/internal/register"
)

// TestDocuments counts a document that tells of two rounds once.
func TestDocuments(t *testing.T) {
	n := read(t, `doc a 2001-03-02 Courier
held AAA BBB | when 2001-03-01 | where Vienna AUT
held AAA BBB | when 2000-11-05 | where Geneva CHE
doc b 2001-03-03 Gazette
held AAA BBB | when 2001-03-01 | where Vienna AUT`)
	reg := register.Fold(n.in)
	if len(reg.Processes) != 1 || reg.Processes[0].Documents != 2 {
		t.Errorf("got %d processes, the first of %d documents, want 1 of 2", len(reg.Processes), reg.Processes[0].Documents)
	}
}

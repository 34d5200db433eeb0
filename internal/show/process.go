package show

import (
	"cmp"

	"github.com/parley-register/parley"
)

// MostTold is the order in which processes are listed for people: those with most
// to say first, equal ones by their last sign, then by ID.
func MostTold(a, b *parley.Process) int {
	return cmp.Or(cmp.Compare(b.Documents, a.Documents), cmp.Compare(len(b.Rounds), len(a.Rounds)),
		cmp.Compare(b.State.LastSign.String(), a.State.LastSign.String()), cmp.Compare(a.ID, b.ID))
}

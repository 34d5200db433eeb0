package places

import (
	_ "embed"
	"fmt"
	"strings"
	"time"
)

//go:embed before.tsv
var beforeTSV string

// predecessor is a row of before.tsv: before its day, what lies in one state now
// lay in another.
type predecessor struct {
	name         string // of the state that is there now
	code, before string // code and name of the state before
	day          time.Time
}

// predecessors reads before.tsv, by the code of the state that is there now.
func predecessors(tsv string) (map[string]predecessor, error) {
	out := map[string]predecessor{}
	for _, f := range rows(tsv) {
		if len(f) != 6 {
			return nil, fmt.Errorf("before.tsv: %q: %d fields, want 6", f[0], len(f))
		}
		day, err := time.Parse(time.DateOnly, f[4])
		if err != nil {
			return nil, fmt.Errorf("before.tsv: %s: %w", f[0], err)
		}
		out[f[0]] = predecessor{name: f[1], code: f[2], before: f[3], day: day}
	}
	return out, nil
}

// asOfThen gives the places of the document the state in which they lay when it
// was published: Juba was in Sudan until July 2011. A text without a day tells by
// the names it uses: one that names Sudan and never South Sudan is of that time.
func (r *reading) asOfThen() {
	_, published, known := r.d.Source.Published.Bounds()
	moved := map[string]bool{} // by the code of the state that is there now: whether it was not yet
	for i := range r.d.Places {
		x := &r.d.Places[i]
		p, ok := r.then[x.Country]
		if !ok || x.Kind == "country" || x.Kind == "demonym" {
			continue
		}
		yes, told := moved[x.Country]
		if !told {
			text := r.d.Source.Text
			yes = known && published.Before(p.day) || !known && strings.Contains(text, p.before) && !strings.Contains(text, p.name)
			moved[x.Country] = yes
		}
		if yes {
			x.Country = p.code
		}
	}
}

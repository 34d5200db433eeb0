package register

import (
	"fmt"
	"slices"
	"strings"

	"github.com/parley-register/parley"
)

// ReviewKind says what an analyst should look at.
type ReviewKind string

// The kinds of item, in the order in which they are listed.
const (
	OrphanItem        ReviewKind = "orphan"        // an edit that speaks of what is no longer there
	OverruledItem     ReviewKind = "overruled"     // two analysts decided one thing differently
	ContradictionItem ReviewKind = "contradiction" // of fact or denial, not decided
	PossiblyItem      ReviewKind = "possibly-same" // two rounds that may be one
	LooseItem         ReviewKind = "loose"         // a mention that may be of several rounds
	DateItem          ReviewKind = "date"          // a document whose date cannot be right
	OverdueItem       ReviewKind = "overdue"       // a step past due
	LeftItem          ReviewKind = "left-out"      // a document that does not count
)

// ReviewKinds are the kinds of item, in the order in which they are listed.
func ReviewKinds() []ReviewKind {
	return []ReviewKind{OrphanItem, OverruledItem, ContradictionItem, PossiblyItem, LooseItem, DateItem, OverdueItem, LeftItem}
}

// Item is something that an analyst should look at, and what can be decided.
type Item struct {
	Kind    ReviewKind      `json:"kind"`
	ID      string          `json:"id"` // of the edit, contradiction, round, mention, document or step
	Process string          `json:"process,omitempty"`
	Round   string          `json:"round,omitempty"`
	What    string          `json:"what"`
	Edit    parley.EditKind `json:"edit,omitempty"` // the kind of edit that would decide it
	Target  []string        `json:"target"`         // and what it would name
}

// Review lists what an analyst should look at: first what was decided and does
// not hold any more, then what is open, by process.
func Review(reg *parley.Register) []Item {
	items := []Item{}
	for _, o := range reg.Orphans {
		items = append(items, Item{Kind: OrphanItem, ID: string(o.Edit.ID), What: fmt.Sprintf("%s by %s speaks of %s, which is no longer there", o.Edit.Kind, o.Edit.Author, strings.Join(o.Missing, ", ")), Edit: parley.Undo, Target: []string{string(o.Edit.ID)}})
	}
	for _, o := range reg.Overruled {
		items = append(items, Item{Kind: OverruledItem, ID: string(o.Edit.ID), What: fmt.Sprintf("%s %s by %s is overruled by edit %s", o.Edit.Kind, o.Edit.Value, o.Edit.Author, o.By.Short()), Edit: parley.Undo, Target: []string{string(o.By)}})
	}
	for i := range reg.Processes {
		p := &reg.Processes[i]
		for _, c := range p.Contradictions {
			if c.Decision == "" && (c.Kind == parley.OfFact || c.Kind == parley.Denial) {
				items = append(items, Item{Kind: ContradictionItem, ID: c.ID, Process: p.ID, Round: c.Round, What: c.Field + ": " + c.Because, Edit: parley.Resolve, Target: []string{string(c.Sides[0].Claims[0].ID), string(c.Sides[1].Claims[0].ID)}})
			}
		}
		items = append(items, doubts(reg, p)...)
		for i := range p.Loose {
			if m := &p.Loose[i]; slices.Contains(m.Because, severalRounds) {
				items = append(items, Item{Kind: LooseItem, ID: m.ID, Process: p.ID, What: fmt.Sprintf("%q: %s", m.Evidence.Quote, strings.Join(m.Because, "; ")), Edit: parley.Link, Target: []string{m.ID}})
			}
		}
		for _, s := range p.Steps {
			if s.Status == parley.StepOpen && s.Late > 0 {
				items = append(items, Item{Kind: OverdueItem, ID: s.ID, Process: p.ID, Round: s.Round, What: fmt.Sprintf("%q, due %s: %s", s.What, s.Due, s.Because), Edit: parley.Mark, Target: []string{string(s.Claims[0].ID)}})
			}
		}
	}
	for _, d := range reg.Documents {
		if d.DateDoubt != "" {
			items = append(items, Item{Kind: DateItem, ID: string(d.ID), What: d.Line() + ": " + d.DateDoubt, Target: []string{string(d.ID)}})
		}
	}
	for _, l := range reg.Left {
		items = append(items, Item{Kind: LeftItem, ID: string(l.Document), What: l.Because, Target: []string{string(l.Document)}})
	}
	order := ReviewKinds()
	slices.SortStableFunc(items, func(a, b Item) int { return slices.Index(order, a.Kind) - slices.Index(order, b.Kind) })
	return items
}

// doubts are the pairs of rounds of p that may be one, each once.
func doubts(reg *parley.Register, p *parley.Process) []Item {
	var items []Item
	for i := range p.Rounds {
		r := &p.Rounds[i]
		for _, x := range r.Possibly {
			if x.Round < r.ID {
				continue
			}
			_, other, err := reg.Round(x.Round)
			if err != nil {
				continue
			}
			items = append(items, Item{
				Kind: PossiblyItem, ID: r.ID, Process: p.ID, Round: r.ID, What: fmt.Sprintf("it may be %s: %s; against it: %s", other.ID, strings.Join(x.Because, "; "), strings.Join(x.Against, "; ")),
				Edit: parley.Link, Target: []string{r.Mentions[0].ID, other.Mentions[0].ID},
			})
		}
	}
	return items
}

package register

import (
	"cmp"
	"slices"

	"github.com/parley-register/parley"
)

// edits is what analysts decided, the undone left out.
type edits struct {
	all      []parley.Edit
	live     []*parley.Edit
	claims   map[string]*claimEdits // by claim ID
	links    []*parley.Edit         // link and split, in order
	groups   []*parley.Edit         // merge, divide and name, in order
	resolves []*parley.Edit
	marks    map[string]*parley.Edit // by claim ID; the last counts
	found    map[string]bool         // targets that are there
	alias    map[string]string       // mentions that are named by older words
	over     []parley.Overruled      // that name a thing that a later one names
	settled  []parley.Overruled      // that decide a contradiction which a later one decides
}

// claimEdits is what was decided about one claim: of accept, reject and
// correct, the last counts.
type claimEdits struct{ last *parley.Edit }

func newEdits(all []parley.Edit) *edits {
	e := &edits{all: all, claims: map[string]*claimEdits{}, marks: map[string]*parley.Edit{}, found: map[string]bool{}, alias: map[string]string{}}
	// An undo counts unless a later one undoes it.
	undone := map[string]bool{}
	for i := len(all) - 1; i >= 0; i-- {
		if x := &all[i]; x.Kind == parley.Undo && !undone[string(x.ID)] {
			for _, t := range x.Target {
				undone[t] = true
			}
		}
	}
	for i := range all {
		x := &all[i]
		e.found[string(x.ID)] = true
		if undone[string(x.ID)] {
			continue
		}
		e.live = append(e.live, x)
		switch x.Kind {
		case parley.Accept, parley.Reject, parley.Correct:
			for _, t := range x.Target {
				if was := e.claims[t]; was != nil {
					e.overrule(was.last, x)
				}
				e.claims[t] = &claimEdits{last: x}
			}
		case parley.Link, parley.Split:
			e.links = append(e.links, x)
		case parley.Merge, parley.Divide, parley.Name:
			e.groups = append(e.groups, x)
		case parley.Resolve:
			e.resolves = append(e.resolves, x)
		case parley.Mark:
			for _, t := range x.Target {
				if was := e.marks[t]; was != nil {
					e.overrule(was, x)
				}
				e.marks[t] = x
			}
		}
	}
	return e
}

func (e *edits) overrule(was, by *parley.Edit) {
	if was.Kind != by.Kind || was.Value != by.Value {
		e.over = append(e.over, parley.Overruled{Edit: *was, By: by.ID})
	}
}

// touch notes that claim c of m is there, and applies what was decided about it.
func (e *edits) touch(m *mention, c *parley.Claim) {
	if len(e.all) == 0 {
		return
	}
	e.found[string(c.ID)] = true
	e.found[m.id] = true
	d := e.claims[string(c.ID)]
	if d == nil {
		return
	}
	switch d.last.Kind {
	case parley.Reject:
		if m.refused == nil {
			m.refused = map[*parley.Claim]parley.Digest{}
		}
		m.refused[c] = d.last.ID
	case parley.Correct:
		if m.given == nil {
			m.given = map[*parley.Claim]given{}
		}
		m.given[c] = given{d.last.Value, d.last.ID}
	}
}

// decided is the edit that speaks of c, or nil.
func (e *edits) decided(c *parley.Claim) *parley.Edit {
	if d := e.claims[string(c.ID)]; d != nil {
		return d.last
	}
	return nil
}

// settle finds the mentions that edits name. A newer reader may begin a mention
// with other words: then the one mention that overlaps the old words is meant.
func (e *edits) settle(docs []*document) {
	if len(e.all) == 0 {
		return
	}
	byID := make(map[parley.Digest]*document, len(docs))
	for _, d := range docs {
		byID[d.ID] = d
	}
	for _, x := range e.live {
		for _, t := range x.Target {
			if e.found[t] {
				continue
			}
			s, err := parley.ParseSubject(t)
			if err != nil || byID[s.Document] == nil {
				continue
			}
			var meant *mention
			n := 0
			for _, m := range byID[s.Document].mentions {
				if m.subject.Kind == s.Kind && m.subject.At.Overlaps(s.At) {
					meant = m
					n++
				}
			}
			if n == 1 {
				e.found[t] = true
				e.alias[t] = meant.id
			}
		}
	}
}

// mention is the ID of the mention that a target names now.
func (e *edits) mention(target string) string {
	if id, ok := e.alias[target]; ok {
		return id
	}
	return target
}

// orphans are the live edits one of whose targets is not there.
func (e *edits) orphans(found func(target string) bool) []parley.Orphan {
	orphans := []parley.Orphan{}
	for _, x := range e.live {
		var missing []string
		for _, t := range x.Target {
			if !found(t) {
				missing = append(missing, t)
			}
		}
		if len(missing) > 0 {
			orphans = append(orphans, parley.Orphan{Edit: *x, Missing: missing})
		}
	}
	return orphans
}

// overruled are the edits that others overrule, in the order in which they were
// made.
func (e *edits) overruled() []parley.Overruled {
	return inOrderOfEdits(e.all, slices.Concat(e.over, e.settled))
}

func inOrderOfEdits(all []parley.Edit, over []parley.Overruled) []parley.Overruled {
	if len(over) == 0 {
		return []parley.Overruled{}
	}
	at := make(map[parley.Digest]int, len(all))
	for i := range all {
		at[all[i].ID] = i
	}
	slices.SortFunc(over, func(a, b parley.Overruled) int {
		return cmp.Or(cmp.Compare(at[a.Edit.ID], at[b.Edit.ID]), cmp.Compare(at[a.By], at[b.By]))
	})
	return slices.CompactFunc(over, func(a, b parley.Overruled) bool { return a.Edit.ID == b.Edit.ID && a.By == b.By })
}

func (e *edits) overruleByID(was parley.Digest, by *parley.Edit) {
	for _, x := range e.live {
		if x.ID == was && (x.Kind != by.Kind || x.Value != by.Value) {
			e.settled = append(e.settled, parley.Overruled{Edit: *x, By: by.ID})
		}
	}
}

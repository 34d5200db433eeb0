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
	named    map[string]bool         // all targets
	found    map[string]bool         // targets that are there
	alias    map[string]string       // mentions that are named by older words
	over     []parley.Overruled      // that name a thing that a later one names
}

// claimEdits is what was decided about one claim: of accept, reject and
// correct, the last counts.
type claimEdits struct{ last *parley.Edit }

func newEdits(all []parley.Edit) *edits {
	e := &edits{all: all, named: map[string]bool{}, claims: map[string]*claimEdits{}, marks: map[string]*parley.Edit{}, found: map[string]bool{}, alias: map[string]string{}}
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
		for _, t := range x.Target {
			e.named[t] = true
		}
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
	e.note(m.doc, string(c.ID))
	e.note(m.doc, m.id)
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

// settle finds the mentions of a document that edits name. A newer reader may begin a mention
// with other words: then the one mention that overlaps the old words is meant.
func (e *edits) settle(d *document) {
	for _, x := range e.live {
		for _, t := range x.Target {
			if e.found[t] {
				continue
			}
			s, err := parley.ParseSubject(t)
			if err != nil || s.Document != d.ID {
				continue
			}
			var meant *mention
			n := 0
			for _, m := range d.mentions {
				if m.subject.Kind == s.Kind && m.subject.At.Overlaps(s.At) {
					meant = m
					n++
				}
			}
			d.edited = true
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
func (e *edits) orphans() []parley.Orphan {
	orphans := []parley.Orphan{}
	for _, x := range e.live {
		var missing []string
		for _, t := range x.Target {
			if !e.found[t] {
				missing = append(missing, t)
			}
		}
		if len(missing) > 0 {
			orphans = append(orphans, parley.Orphan{Edit: *x, Missing: missing})
		}
	}
	return orphans
}

// inOrderOfEdits are the edits that others overrule, in the order in which they
// were made.
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

// overruledBy is the live edit of that ID, where the later one decides otherwise.
func (e *edits) overruledBy(was parley.Digest, by *parley.Edit) []parley.Overruled {
	for _, x := range e.live {
		if x.ID == was && (x.Kind != by.Kind || x.Value != by.Value) {
			return []parley.Overruled{{Edit: *x, By: by.ID}}
		}
	}
	return nil
}

// note notes that something of d is there, which may be a target.
func (e *edits) note(d *document, id string) {
	if e.named[id] {
		e.found[id], d.edited = true, true
	}
}

// forget notes that d is no longer there.
func (e *edits) forget(d *document) {
	if !d.edited {
		return
	}
	drop := func(id string) {
		if e.named[id] {
			delete(e.found, id)
		}
	}
	for _, m := range d.mentions {
		drop(m.id)
		for _, c := range m.claims {
			drop(string(c.ID))
		}
	}
	for _, c := range d.claims {
		drop(string(c.ID))
	}
	for t := range e.alias {
		if s, err := parley.ParseSubject(t); err == nil && s.Document == d.ID {
			delete(e.alias, t)
			delete(e.found, t)
		}
	}
}

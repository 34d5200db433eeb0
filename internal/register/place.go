package register

import (
	"cmp"
	"slices"

	"github.com/parley-register/parley"
)

// fit is how well a loose mention fits a process, the best first: by the sides
// that they share, then by how near it is in time.
type fit struct {
	shared, gap int
	party       int // the place of the first side that they share
	at          int // the place of the process
}

func (a fit) compare(b fit) int {
	return cmp.Or(cmp.Compare(b.shared, a.shared), cmp.Compare(a.gap, b.gap), cmp.Compare(a.party, b.party), cmp.Compare(a.at, b.at))
}

// fits reports whether and how well m, which is in no round, is of the talks
// of p.
func (p *process) fits(m *mention) (fit, bool) {
	x := fit{at: p.at, party: -1}
	for i, c := range m.parties {
		if slices.Contains(p.sides, c) {
			if x.party < 0 {
				x.party = i
			}
			x.shared++
		}
	}
	if x.shared == 0 || x.shared < min(2, len(p.sides)) && !p.tells(m.doc) {
		return fit{}, false
	}
	if p.dated && m.doc.known() {
		x.gap = p.span.gap(m.doc.published)
	}
	return x, true
}

// tells reports whether d tells of a round of p.
func (p *process) tells(d *document) bool {
	return slices.ContainsFunc(d.mentions, func(m *mention) bool { return m.round != nil && m.round.process == p })
}

// isLoose reports whether m is there, and in no round.
func (m *mention) isLoose() bool { return m.draft == nil && !m.doc.gone }

// loosely keeps the mentions that are in no round, each with the process of the
// same parties that is nearest in time.
type loosely struct {
	byParty  map[string][]*mention
	homeless []*mention // that no process fits, in order
	public   []*parley.Mention
	moved    bool // they are not what they were
}

// letGo takes m out.
func (l *loosely) letGo(m *mention) {
	for _, c := range m.parties {
		without(l.byParty, c, m)
	}
	l.settle(m, nil, true)
}

// settle gives m to p, or to none; out says that it is not loose any more.
func (l *loosely) settle(m *mention, p *process, out bool) {
	if p != nil && p == m.home {
		m.fit, _ = p.fits(m)
		return
	}
	if i, ok := slices.BinarySearchFunc(l.homeless, m, compareMentions); ok && l.homeless[i] == m && p == nil && !out {
		return
	}
	if m.home != nil {
		m.home.loose = slices.DeleteFunc(m.home.loose, func(o *mention) bool { return o == m })
		m.home.stale = true
	} else if i, ok := slices.BinarySearchFunc(l.homeless, m, compareMentions); ok && l.homeless[i] == m {
		l.homeless = slices.Delete(l.homeless, i, i+1)
		l.public = slices.Delete(l.public, i, i+1)
		l.moved = true
	}
	m.home = p
	switch {
	case p != nil:
		m.fit, _ = p.fits(m)
		p.loose = append(p.loose, m)
		p.stale = true
	case !out:
		i, _ := slices.BinarySearchFunc(l.homeless, m, compareMentions)
		public := m.public()
		l.homeless = slices.Insert(l.homeless, i, m)
		l.public = slices.Insert(l.public, i, &public)
		l.moved = true
	}
}

// retell tells m, which is where it was, in the words of now.
func (l *loosely) retell(m *mention) {
	if m.home != nil {
		m.home.stale = true
		return
	}
	if i, ok := slices.BinarySearchFunc(l.homeless, m, compareMentions); ok {
		public := m.public()
		l.public[i], l.moved = &public, true
	}
}

// best is the process that fits m best, of those with one of its parties.
func best(m *mention, byParty map[string][]*process) *process {
	var found *process
	var how fit
	for _, c := range m.parties {
		for _, p := range byParty[c] {
			if x, ok := p.fits(m); ok && (found == nil || x.compare(how) < 0) {
				found, how = p, x
			}
		}
	}
	return found
}

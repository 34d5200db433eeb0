package register

import (
	"cmp"
	"slices"

	"github.com/parley-register/parley"
)

// compareDocuments orders documents by publication, those without a date last,
// then by digest.
func compareDocuments(a, b *document) int {
	if a.dated != b.dated {
		if a.dated {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(a.published.lo, b.published.lo), cmp.Compare(a.published.hi, b.published.hi), cmp.Compare(a.ID, b.ID))
}

// jump is by how many days a document can be ahead of all others before its
// date counts as an error.
const jump = 2 * 366

// jumped is why a document that is ahead of all others is in doubt.
const jumped = "it is dated years after every other document and after all that it tells of"

// calendar knows the documents by their dates, and doubts dates that cannot be
// right. A meeting that is reported as held, on a day after the report: where
// another document has a meeting of the same parties on that day, the report's
// own date is wrong; else the day was read wrong, and does not count. A meeting
// that is recalled as still to come, on a day before the report: that was the
// day on which it was said. A document that is years ahead of all others and of
// everything that it tells of, as from a clock in the future, is in doubt, too.
type calendar struct {
	all      []*document        // in order
	dated    []*document        // of those, with a date
	byDay    map[int][]*mention // that tell their day
	doubtful map[int][]*mention // of those, that are ahead of their document or behind it
	jumps    map[*document]bool
}

func newCalendar() *calendar {
	return &calendar{byDay: map[int][]*mention{}, doubtful: map[int][]*mention{}, jumps: map[*document]bool{}}
}

// confirmed reports whether another document has a meeting of the same parties
// about that day.
func (c *calendar) confirmed(m *mention) bool {
	if len(m.parties) == 0 {
		return false
	}
	for day := m.told.lo - 1; day <= m.told.lo+1; day++ {
		if slices.ContainsFunc(c.byDay[day], func(o *mention) bool {
			return o.doc != m.doc && !o.ahead && sharesTwo(m.parties, o.parties) && sharesTwo(o.parties, m.parties)
		}) {
			return true
		}
	}
	return false
}

func (c *calendar) note(all ...*document) {
	for _, d := range all {
		c.noteDays(d)
		if d.dated && len(all) == 1 {
			i, _ := slices.BinarySearchFunc(c.dated, d, compareDocuments)
			c.dated = slices.Insert(c.dated, i, d)
		} else if d.dated {
			c.dated = append(c.dated, d)
		}
	}
	if len(all) > 1 {
		slices.SortFunc(c.dated, compareDocuments)
	}
}

func (c *calendar) noteDays(d *document) {
	for _, m := range d.mentions {
		if m.toDay {
			c.byDay[m.told.lo] = append(c.byDay[m.told.lo], m)
			if m.ahead || m.behind {
				c.doubtful[m.told.lo] = append(c.doubtful[m.told.lo], m)
			}
		}
	}
}

func (c *calendar) drop(d *document) {
	for _, m := range d.mentions {
		if m.toDay {
			without(c.byDay, m.told.lo, m)
			without(c.doubtful, m.told.lo, m)
		}
	}
	if i, ok := slices.BinarySearchFunc(c.dated, d, compareDocuments); ok && d.dated {
		c.dated = slices.Delete(c.dated, i, i+1)
	}
}

// change takes documents out and puts others in, and settles their dates. Where
// that changes what is thought of the date of another document, that one is read
// again by reread and is among both, too.
func (c *calendar) change(gone, added []*document, reread func(*document) *document) (allGone, allAdded []*document) {
	days := map[int]bool{}
	near := func(d *document) {
		for _, m := range d.mentions {
			if m.toDay {
				for day := m.told.lo - 1; day <= m.told.lo+1; day++ {
					days[day] = true
				}
			}
		}
	}
	for _, d := range gone {
		c.drop(d)
		near(d)
	}
	c.note(added...)
	for _, d := range added {
		near(d)
	}
	isNew := make(map[*document]bool, len(added))
	for _, d := range added {
		isNew[d] = true
	}
	again := map[*document]bool{}
	for day := range days {
		for _, m := range c.doubtful[day] {
			if !isNew[m.doc] && c.confirmed(m) != m.sure {
				again[m.doc] = true
			}
		}
	}
	jumps := c.findJumps()
	for _, set := range []map[*document]bool{jumps, c.jumps} {
		for d := range set {
			if jumps[d] != c.jumps[d] && !isNew[d] && !slices.Contains(gone, d) {
				again[d] = true
			}
		}
	}
	for d := range again {
		fresh := reread(d)
		c.drop(d)
		c.note(fresh)
		gone, added = append(gone, d), append(added, fresh)
		if jumps[d] {
			delete(jumps, d)
			jumps[fresh] = true
		}
	}
	c.jumps = jumps
	for _, d := range added {
		c.doubt(d)
		d.turn()
	}
	c.order(gone, added)
	return gone, added
}

// findJumps finds the documents that are years ahead of all others and of
// everything that they tell of.
func (c *calendar) findJumps() map[*document]bool {
	now := map[*document]bool{}
	for i := len(c.dated) - 1; i > 0 && c.dated[i].published.lo-c.dated[i-1].published.lo > jump && c.dated[i].leads; i-- {
		now[c.dated[i]] = true
	}
	return now
}

// doubt settles the dates of d and of what it tells.
func (c *calendar) doubt(d *document) {
	if c.jumps[d] {
		d.doubt = jumped
	}
	for _, m := range d.mentions {
		if !m.ahead && !m.behind {
			continue
		}
		m.sure = c.confirmed(m)
		switch {
		case !m.sure:
			m.misdated = true
		case m.ahead:
			d.doubt = "it reports as held what it dates " + m.when.String() + ", after its own date, and other reports confirm that day"
		}
	}
	for _, m := range d.mentions {
		if m.misdated {
			m.grain, m.days, m.endless, m.begun, m.past = noDay, days{}, false, false, m.happened()
		}
	}
}

// spacing is how far apart documents are placed in the order, so that others
// find room between them.
const spacing = 1 << 32

// order gives documents their places among all, and takes out those that are
// gone, whose places are still told apart from those of the others.
func (c *calendar) order(gone, added []*document) {
	slices.SortFunc(added, compareDocuments)
	if len(added) > 64 {
		c.all = append(c.all, added...)
		slices.SortStableFunc(c.all, compareDocuments)
		c.space()
	} else {
		for _, d := range added {
			c.insert(d)
		}
	}
	if len(gone) > 64 {
		out := make(map[*document]bool, len(gone))
		for _, d := range gone {
			out[d] = true
		}
		c.all = slices.DeleteFunc(c.all, func(d *document) bool { return out[d] })
		return
	}
	for _, d := range gone {
		i, _ := slices.BinarySearchFunc(c.all, d, compareDocuments)
		for c.all[i] != d {
			i++
		}
		c.all = slices.Delete(c.all, i, i+1)
	}
}

// space gives all documents places anew.
func (c *calendar) space() {
	for i, d := range c.all {
		d.order = (i + 1) * spacing
	}
}

func (c *calendar) insert(d *document) {
	i, same := slices.BinarySearchFunc(c.all, d, compareDocuments)
	before, after := 0, 0
	if i > 0 {
		before = c.all[i-1].order
	}
	switch {
	case same:
		d.order = c.all[i].order // it is read again
		c.all = slices.Insert(c.all, i, d)
		return
	case i == len(c.all):
		after = before + 2*spacing
	default:
		after = c.all[i].order
	}
	c.all = slices.Insert(c.all, i, d)
	if d.order = before + (after-before)/2; d.order == before || d.order == after {
		c.space()
	}
}

// last is the day of the latest document whose date is not in doubt; where no
// document has one, the latest on which a meeting is said to have taken place.
func (c *calendar) last() (day int, ok bool) {
	for i := len(c.dated) - 1; i >= 0; i-- {
		if c.dated[i].known() {
			return c.dated[i].published.lo, true
		}
	}
	for _, d := range c.all {
		for _, m := range d.mentions {
			if m.happened() && m.grain == toDay && (!ok || m.days.hi > day) {
				day, ok = m.days.hi, true
			}
		}
	}
	return day, ok
}

// left are the documents that were not there on the day that is asked for, and
// why, and the others.
func leftOut(all []Document, asOf parley.Moment) (there []Document, left []parley.LeftOut) {
	left = []parley.LeftOut{}
	day, ok := daysOf(parley.On(asOf))
	if !ok {
		return all, left
	}
	out := func(d Document, why string) { left = append(left, parley.LeftOut{Document: d.ID, Because: why}) }
	seen := map[parley.Digest]bool{}
	var docs []*document
	for _, d := range all {
		if seen[d.ID] {
			continue
		}
		seen[d.ID] = true
		x := &document{Document: d}
		x.published, x.dated = daysOf(d.Published)
		docs = append(docs, x)
	}
	slices.SortFunc(docs, compareDocuments)
	for _, d := range docs {
		switch {
		case !d.dated:
			out(d.Document, "its day of publication is not known, so it cannot be told whether it was there on "+asOf.String())
		case d.published.lo > day.hi:
			out(d.Document, "it was published on "+d.Published.String())
		default:
			there = append(there, d.Document)
		}
	}
	return there, left
}

package register

import (
	"container/heap"
	"fmt"
	"slices"

	"github.com/parley-register/parley"
)

// replay is what the linker knows of the update under way: which turns are to be
// had again, and which rounds have changed.
//
// A turn depends on what came before it in one way only: through the rounds that
// its mentions agree with nearly, as the rounds were then.
// So where a round has changed from some turn on, each later turn that can see
// it is asked whether one of its mentions agrees so far with the round as it
// was, or as it is; where none does, the turn would come out as it did, and is
// left alone. The others are had again, in their order, and what they change is
// handed on. docs/adr/0007 tells why this gives what placing everything anew
// gives.
type replay struct {
	fresh    bool // nothing was placed before this update
	queue    turns
	visits   map[turn]*visit
	changes  []*change
	dirty    map[*draft]bool   // whose mentions, or the words for them, are not what they were
	doubted  map[*draft]bool   // of which something may be the same that was not, or the other way round
	recalled []*draft          // whose past was looked at
	moved    map[*mention]bool // that are in another round, or loose where they were not
}

func (r *replay) init() {
	r.fresh = true
	r.start()
}

func (r *replay) start() {
	r.visits, r.changes, r.dirty, r.moved = map[turn]*visit{}, nil, map[*draft]bool{}, map[*mention]bool{}
	r.doubted = map[*draft]bool{}
}

// visit is a turn that is to be looked at.
type visit struct {
	again bool // whatever has changed
	see   []*change
}

// change is a round that is not what it was, from some turn on.
type change struct {
	draft *draft
	was   []*mention
	upTo  [passes + 1]*profile
	from  turn
	told  bool // those that see it are told
	seen  map[monthKey]bool
	past  memory
	now   memory
}

// turns are a heap of turns, the first on top.
type turns []turn

func (t turns) Len() int           { return len(t) }
func (t turns) Less(i, j int) bool { return compareTurns(t[i], t[j]) < 0 }
func (t turns) Swap(i, j int)      { t[i], t[j] = t[j], t[i] }
func (t *turns) Push(x any)        { *t = append(*t, x.(turn)) }
func (t *turns) Pop() any {
	last := len(*t) - 1
	x := (*t)[last]
	*t = (*t)[:last]
	return x
}

// visit is the visit to t, which is made where there is none.
func (l *linker) visit(t turn) *visit {
	v := l.visits[t]
	if v == nil {
		v = &visit{}
		l.visits[t] = v
		heap.Push(&l.queue, t)
	}
	return v
}

// memory is a profile of the first mentions of a round, kept to go on from.
type memory struct {
	n       int
	profile *profile
}

// as is the profile of the first n of mentions; upTo are those of all up to each
// pass.
func as(mentions []*mention, n int, upTo *[passes + 1]*profile, kept *memory) *profile {
	if n == 0 {
		return nil
	}
	if pass := mentions[n-1].pass; n == len(mentions) || mentions[n].pass > pass {
		if upTo[pass] == nil {
			upTo[pass] = profileOf(mentions[:n])
		}
		return upTo[pass]
	}
	if kept == nil {
		return profileOf(mentions[:n])
	}
	if kept.profile == nil || kept.n > n {
		kept.n, kept.profile = 0, newProfile()
	}
	for ; kept.n < n; kept.n++ {
		kept.profile.add(mentions[kept.n])
	}
	return kept.profile
}

// until is how many of mentions, which are in the order in which they joined,
// had joined when the turn was had, those of the turn itself included or not.
func until(mentions []*mention, t turn, included bool) int {
	n := len(mentions)
	for n > 0 {
		m := mentions[n-1]
		if m.before(t) && (included || m.pass != t.pass || m.doc != t.doc) {
			break
		}
		n--
	}
	return n
}

// seen is a round as it is in the turn that is being had.
func (l *linker) seen(d *draft) *profile {
	if l.fresh {
		return d.whole() // all that was placed was placed before
	}
	if d.past.profile == nil {
		l.recalled = append(l.recalled, d)
	}
	return as(d.mentions, until(d.mentions, l.now, true), &d.upTo, &d.past)
}

// earlier are the mentions of a round in the turn that is being had.
func (l *linker) earlier(d *draft) []*mention { return d.mentions[:until(d.mentions, l.now, true)] }

// whole is a round with all its mentions.
func (d *draft) whole() *profile {
	return as(d.mentions, len(d.mentions), &d.upTo, nil)
}

// touch notes what d was before this update.
func (l *linker) touch(d *draft) *change {
	if d.change == nil {
		d.change = &change{draft: d, was: slices.Clone(d.mentions), upTo: d.upTo}
		d.upTo = [passes + 1]*profile{} // what joins goes into new ones
		l.changes = append(l.changes, d.change)
	}
	return d.change
}

// join puts m into d, at its place in the order of joining.
func (l *linker) join(m *mention, d *draft, how linked) {
	l.touch(d)
	m.draft, m.raw = d, how
	l.seq++
	m.seq = l.seq
	n := len(d.mentions)
	for n > 0 && compareJoined(d.mentions[n-1], m) > 0 {
		n--
	}
	last := n == len(d.mentions)
	d.mentions = slices.Insert(d.mentions, n, m)
	if n < d.past.n {
		d.past = memory{}
	}
	if grown := d.upTo[m.pass]; last && grown != nil {
		grown.add(m)
	} else {
		d.upTo[m.pass] = nil
	}
	for p := m.pass + 1; p <= passes; p++ {
		d.upTo[p] = nil
	}
}

// leave leaves m loose.
func (l *linker) leave(m *mention, how linked) {
	l.seq++
	m.draft, m.raw, m.seq = nil, how, l.seq
}

// take takes m out of its round.
func (l *linker) take(m *mention) {
	d := m.draft
	if d == nil {
		return
	}
	l.touch(d)
	i := slices.Index(d.mentions, m)
	d.mentions = slices.Delete(d.mentions, i, i+1)
	if i < d.past.n {
		d.past = memory{}
	}
	for p := m.pass; p <= passes; p++ {
		d.upTo[p] = nil
	}
	m.draft = nil
}

// stir tells all that can see d, in turns after that one, that it has changed.
// more are mentions that it had not before, or has no longer.
func (l *linker) stir(d *draft, from turn, more ...*mention) {
	l.dirty[d] = true
	c := l.touch(d)
	if l.fresh {
		return // all turns are still to be had
	}
	if !c.told || compareTurns(from, c.from) < 0 {
		c.told, c.from, c.seen = true, from, map[monthKey]bool{}
		for _, m := range c.was {
			l.tell(c, from, m)
		}
		for _, m := range d.mentions {
			l.tell(c, from, m)
		}
	}
	for _, m := range more {
		l.tell(c, from, m)
	}
}

// tell tells those that look where m is found, and m itself, of what has changed
// from that turn on.
func (l *linker) tell(c *change, from turn, m *mention) {
	at := func(y *mention) {
		t := turn{y.doc, passOf(y)}
		if compareTurns(t, from) <= 0 || y.doc.gone {
			return
		}
		v := l.visit(t)
		if !v.again && !slices.Contains(v.see, c) {
			v.see = append(v.see, c)
		}
	}
	at(m)
	keysOf(m, func(k monthKey) {
		if c.seen[k] {
			return
		}
		c.seen[k] = true
		for _, party := range l.lookup([]string{k.party}) {
			if k.month == always {
				for _, y := range l.index[monthKey{party, ever}] {
					at(y)
				}
				continue
			}
			for month := k.month - reach; month <= k.month+reach; month++ {
				key := monthKey{party, month}
				if c.seen[monthKey{"see " + party, month}] {
					continue
				}
				c.seen[monthKey{"see " + party, month}] = true
				for _, y := range l.index[key] {
					at(y)
				}
			}
		}
	}, func(k cityKey) {
		for _, party := range l.lookup([]string{k.party}) {
			for _, y := range l.cities[cityKey{party, k.city}] {
				if y.grain == noDay {
					at(y)
				}
			}
		}
	})
}

// matters reports whether a change can make the turn come out in another way:
// whether one of its mentions saw the round as a candidate, or sees it as one
// now, and not as the same.
func (l *linker) matters(c *change, t turn) bool {
	group := t.mentions()
	for _, m := range group {
		if m.draft == c.draft {
			return true
		}
	}
	now := c.draft.mentions
	i, j := until(c.was, t, false), until(now, t, false)
	was, is := as(c.was, i, &c.upTo, &c.past), as(now, j, &c.draft.upTo, &c.now)
	if was == is {
		return false
	}
	for _, m := range group {
		a, b := l.points(m, was), l.points(m, is)
		if m.inPassing() && (sameSides(m, was) && l.comesUpon(m, c.was[:i])) != (sameSides(m, is) && l.comesUpon(m, now[:j])) {
			return true
		}
		switch {
		case a < nearly && b < nearly:
		case l.sees(m, c.was[:i]) != l.sees(m, now[:j]):
			return true // it agrees as before, but is found no longer, or only now
		case len(l.pairs) > 0 || was == nil || is == nil || m.elsewhere(was) != m.elsewhere(is):
			return true
		case a >= nearly && b >= nearly && a < possible && b < possible && (a == b || len(group) == 1):
			// It is near either way, and what is near is not told apart.
		case a != b || c.was[0] != now[0]:
			return true
		default:
			var before, after words
			l.agree(m, was, &before)
			l.agree(m, is, &after)
			if !slices.Equal(before.because, after.because) || !slices.Equal(before.against, after.against) {
				return true
			}
		}
	}
	return false
}

// sees reports whether m, which looks for its round, comes upon one with those
// mentions: see candidates.
func (l *linker) sees(m *mention, mentions []*mention) bool {
	parties := l.lookup(m.parties)
	from, to := monthsOf(m)
	return slices.ContainsFunc(mentions, func(x *mention) bool {
		first, last := monthsOf(x)
		switch {
		case first == always:
		case m.grain == noDay && m.city != "" && m.city == x.city:
		case from == always || first > to+reach || last < from-reach:
			return false
		}
		there := func(c string) bool { return slices.Contains(parties, c) }
		return slices.ContainsFunc(x.parties, there) || slices.ContainsFunc(x.third, func(t parley.Third) bool { return there(t.Actor) })
	})
}

// comesUpon reports whether m, which looks whether its parties meet at all, comes
// upon a round with those mentions: see company.
func (l *linker) comesUpon(m *mention, mentions []*mention) bool {
	parties := l.lookup(m.parties)
	from, to := monthsOf(m)
	return slices.ContainsFunc(mentions, func(x *mention) bool {
		first, last := monthsOf(x)
		if first == always || from == always || first > to+reach || last < from-reach {
			return false
		}
		there := func(c string) bool { return slices.Contains(parties, c) }
		return slices.ContainsFunc(x.parties, there) || slices.ContainsFunc(x.third, func(t parley.Third) bool { return there(t.Actor) })
	})
}

// points are by how many m agrees with a round that may not be there.
func (l *linker) points(m *mention, p *profile) float64 {
	if p == nil {
		return different
	}
	return l.agree(m, p, nil)
}

// run has all turns that are to be had, in their order.
func (l *linker) run() {
	for l.queue.Len() > 0 {
		t := heap.Pop(&l.queue).(turn)
		v := l.visits[t]
		delete(l.visits, t)
		if v.again || slices.ContainsFunc(v.see, func(c *change) bool { return l.matters(c, t) }) {
			l.have(t)
		}
	}
}

// placing is how a mention was placed.
type placing struct {
	draft    *draft
	seq      int // within its turn
	raw      linked
	possibly []candidate
}

// have has a turn, again where it was had, and hands on what has changed by it.
func (l *linker) have(t turn) {
	group := t.mentions()
	var few [4]placing
	was := few[:0]
	for _, m := range group {
		was = append(was, placing{m.draft, m.seq, m.raw, m.possibly})
		if m.seq == 0 {
			l.find(m)
		}
		l.take(m)
	}
	l.now = t
	l.placeAll(group)
	for i, m := range group {
		old := &was[i]
		same := m.draft == old.draft && (len(group) == 1 || sameOrder(group, was))
		if !same {
			for _, d := range []*draft{old.draft, m.draft} {
				if d != nil {
					l.stir(d, t, m)
				}
			}
			for _, o := range l.partners(m) {
				if next := (turn{o.doc, passOf(o)}); compareTurns(next, t) > 0 && o.seq != 0 {
					l.visit(next).again = true
				}
			}
		}
		doubts := !slices.EqualFunc(m.possibly, old.possibly, sameCandidate)
		switch {
		case m.draft != old.draft || old.seq == 0:
			l.moved[m] = true
		case m.draft == nil && !m.raw.equal(&old.raw):
			l.moved[m] = true
		case m.draft != nil && !m.raw.equal(&old.raw):
			l.dirty[m.draft] = true
		case !doubts:
			continue
		}
		l.doubt(old.draft, old.possibly)
		l.doubt(m.draft, m.possibly)
		m.doubts(old.possibly, false)
		m.doubts(m.possibly, true)
	}
}

// doubts notes with rounds that m is possibly of them, or no longer is.
func (m *mention) doubts(possibly []candidate, is bool) {
	for _, c := range possibly {
		switch d := c.draft; {
		case !is:
			delete(d.doubters, m)
		case d.doubters == nil:
			d.doubters = map[*mention]bool{m: true}
		default:
			d.doubters[m] = true
		}
	}
}

// doubt notes that what may be the same as d is to be told again.
func (l *linker) doubt(d *draft, possibly []candidate) {
	if d != nil && len(possibly) > 0 {
		l.doubted[d] = true
		for _, c := range possibly {
			l.doubted[c.draft] = true
		}
	}
}

// sameOrder reports whether mentions of one turn were placed in the order in
// which they were placed before.
func sameOrder(group []*mention, was []placing) bool {
	for i := range group {
		for j := range group[:i] {
			if (group[i].seq < group[j].seq) != (was[i].seq < was[j].seq) {
				return false
			}
		}
	}
	return true
}

// find puts m where others find it.
func (l *linker) find(m *mention) {
	keysOf(m, func(k monthKey) { l.index[k] = append(l.index[k], m) }, func(k cityKey) { l.cities[k] = append(l.cities[k], m) })
	for _, c := range m.parties {
		k := monthKey{c, ever}
		l.index[k] = append(l.index[k], m)
	}
}

// lose takes m away from there.
func (l *linker) lose(m *mention) {
	keysOf(m, func(k monthKey) { without(l.index, k, m) }, func(k cityKey) { without(l.cities, k, m) })
	for _, c := range m.parties {
		without(l.index, monthKey{c, ever}, m)
	}
}

// without takes m out of a list; the order of the others does not matter.
func without[K comparable](lists map[K][]*mention, k K, m *mention) {
	list := lists[k]
	i := slices.Index(list, m)
	if i < 0 {
		return
	}
	last := len(list) - 1
	list[i], list[last] = list[last], nil
	if last == 0 {
		delete(lists, k)
		return
	}
	lists[k] = list[:last]
}

// link places the mentions of documents that are new, after those of documents
// that are gone are taken out, and all that this reaches. Order and dates of the
// documents are settled. e are the edits.
func (l *linker) link(gone, added []*document, e *edits) {
	l.start()
	l.disobey()
	for _, d := range gone {
		d.gone = true
	}
	for _, d := range gone {
		l.forget(d)
	}
	l.setTables(gone, added)
	for _, d := range added {
		for pass := range passes {
			if len(d.turns[pass]) > 0 {
				l.visit(turn{d, pass}).again = true
			}
		}
	}
	l.setPairs(e, gone, added)
	l.run()
	l.obey()
	l.settle()
	for _, c := range l.changes {
		c.draft.change = nil
	}
	for _, d := range l.recalled {
		d.past = memory{}
	}
	l.recalled = l.recalled[:0]
	l.fresh = false
}

// forget takes a document's mentions out.
func (l *linker) forget(d *document) {
	type left struct {
		draft *draft
		m     *mention
	}
	var all []left
	for _, m := range d.mentions {
		l.moved[m] = true
		l.lose(m)
		l.doubt(m.draft, m.possibly)
		m.doubts(m.possibly, false)
		if m.draft != nil {
			all = append(all, left{m.draft, m})
			l.take(m)
		}
	}
	slices.SortFunc(all, func(a, b left) int { return compareJoined(a.m, b.m) })
	for _, x := range all {
		l.stir(x.draft, turn{d, passOf(x.m)}, x.m)
		for _, o := range l.partners(x.m) {
			if !o.doc.gone && o.seq != 0 {
				l.visit(turn{o.doc, passOf(o)}).again = true
			}
		}
	}
}

// setTables keeps the mentions that name a whole table; what looks at one that
// is gone or new is placed again.
func (l *linker) setTables(gone, added []*document) {
	is := func(m *mention) bool { return len(m.parties) >= 3 && m.city != "" && !m.aside && !m.misdated }
	again := func(t *mention) {
		for _, c := range t.parties {
			for _, m := range l.cities[cityKey{c, t.city}] {
				if !m.doc.gone && m.grain == toDay && t.about(m.days) && m.seq != 0 {
					l.visit(turn{m.doc, passOf(m)}).again = true
				}
			}
		}
	}
	for _, d := range gone {
		for _, m := range d.mentions {
			if is(m) {
				l.tables[m.city] = slices.DeleteFunc(l.tables[m.city], func(o *mention) bool { return o == m })
				again(m)
			}
		}
	}
	for _, d := range added {
		for _, m := range d.mentions {
			if is(m) {
				list := l.tables[m.city]
				i, _ := slices.BinarySearchFunc(list, m, compareMentions)
				l.tables[m.city] = slices.Insert(list, i, m)
				again(m)
			}
		}
	}
}

// setPairs keeps what edits link and split; those whose edits have changed are
// placed again.
func (l *linker) setPairs(e *edits, gone, added []*document) {
	if len(e.links) == 0 && len(l.pairs) == 0 {
		return
	}
	was := l.pairs
	l.pairs = map[[2]string]*parley.Edit{}
	for _, x := range e.links {
		for _, t := range x.Target[1:] {
			p := pair(e.mention(x.Target[0]), e.mention(t))
			l.pairs[p] = x // the last edit of a pair counts
		}
	}
	for _, d := range gone {
		for _, m := range d.mentions {
			if l.byID[m.id] == m {
				delete(l.byID, m.id)
			}
		}
	}
	for _, d := range added {
		for _, m := range d.mentions {
			l.byID[m.id] = m
		}
	}
	if len(l.pairs) == 0 {
		defer clear(l.byID)
	}
	again := func(id string) {
		if m := l.byID[id]; m != nil && m.seq != 0 {
			l.visit(turn{m.doc, passOf(m)}).again = true
		}
	}
	for _, pairs := range []map[[2]string]*parley.Edit{was, l.pairs} {
		for p := range pairs {
			if was[p] != l.pairs[p] {
				again(p[0])
				again(p[1])
			}
		}
	}
}

// disobey takes out what edits placed after all turns.
func (l *linker) disobey() {
	for _, m := range l.obeyed {
		l.dirty[m.draft] = true
		l.moved[m] = true
		l.doubt(m.draft, m.possibly)
		l.take(m)
		m.pass, m.seq, m.raw = passOf(m), m.loose.seq, m.loose.raw
	}
	l.obeyed = nil
}

// obey carries out links of mentions that were left loose.
func (l *linker) obey() {
	var loose []*mention
	for p := range l.pairs {
		for _, id := range p {
			if m := l.byID[id]; m != nil && m.draft == nil && !slices.Contains(loose, m) {
				loose = append(loose, m)
			}
		}
	}
	slices.SortFunc(loose, compareJoined)
	l.now = turn{pass: byEdits + 1}
	follow := func(m *mention) {
		m.loose.seq, m.loose.raw = m.seq, m.raw
		m.pass = byEdits
		l.moved[m] = true
		l.obeyed = append(l.obeyed, m)
	}
	for _, m := range loose {
		if m.draft != nil {
			continue // begun as the partner of one before it
		}
		d, x := l.told(m)
		if d == nil {
			for _, o := range l.partners(m) {
				if y := l.pairs[pair(m.id, o.id)]; y.Kind == parley.Link && o.draft == nil {
					follow(o)
					l.begin(o)
					d, x = o.draft, y
					break
				}
			}
		}
		if d == nil {
			continue
		}
		if m.draft == nil {
			follow(m)
			l.join(m, d, linked{parley.LinkedByEdit, []string{fmt.Sprintf("linked by %s%s", x.Author, reasonOf(x))}})
		}
		l.dirty[d] = true
		l.doubt(d, m.possibly)
	}
	for _, m := range l.obeyed {
		l.dirty[m.draft] = true
		l.doubt(m.draft, m.possibly)
	}
}

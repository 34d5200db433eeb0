package register

import (
	"cmp"
	"container/heap"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/parley-register/parley"
)

// settled is what became of a draft: whether it was put off to another, or was
// the plan of one, and the round in which it ended.
type settled struct {
	key    string // of its sides
	mid    *round // with what was put off and became it; nil where it was itself
	moved  *draft // what it was put off to
	joined []joining
	plan   *plan  // where it was planned, and not said to have been held then
	target *draft // what was planned so
	why    string // and why
	taker  *draft // the plan of it
	offer  *offer // where it is found as what was planned; nil where it cannot be
	home   *round
}

// offer is where a round is found by those that were planned.
type offer struct {
	day    int
	cities map[cityKey]bool
	months map[monthKey]bool
}

// joining is one round that went into another, and why.
type joining struct {
	from, into *draft
	why        string
}

// plan is where the round is looked for that was planned.
type plan struct {
	city   string
	cities []cityKey
	months []monthKey
}

// settling is what the linker keeps to join what was put off or planned to what
// came of it.
//
// What was put off goes to the next round of the same sides: the rounds of some
// sides are settled together. What was planned goes to the next round in the
// same place, if that one was planned by none: each round takes one plan at
// most, the first that finds it in the order in which they were begun. So where
// a round has changed, only the plans that could find it are looked at again,
// and those after them that wanted what they take or leave.
type settling struct {
	sides  map[string][]*draft // in the order in which they were begun
	inCity map[cityKey][]*draft
	inTime map[monthKey][]*draft
	heldIn map[cityKey][]*draft // what can have been planned, by the first day
	heldOn map[monthKey][]*draft

	gone []*round // in this update
	made []*round
}

func (s *settling) init() {
	s.sides, s.inCity, s.inTime = map[string][]*draft{}, map[cityKey][]*draft{}, map[monthKey][]*draft{}
	s.heldIn, s.heldOn = map[cityKey][]*draft{}, map[monthKey][]*draft{}
}

// compareBegun orders drafts by when they were begun.
func compareBegun(a, b *draft) int { return compareJoined(a.mentions[0], b.mentions[0]) }

// settle joins what has changed anew, and tells which rounds are gone and which
// are made.
func (l *linker) settle() {
	changed := map[string]bool{} // sides
	again := map[*draft]bool{}   // whose middle form is to be made again
	touched := map[*draft]bool{} // whose round is
	for d := range l.dirty {
		again[d], touched[d] = true, true
		if d.key != "" {
			changed[d.key] = true
			l.sides[d.key] = slices.DeleteFunc(l.sides[d.key], func(o *draft) bool { return o == d })
		}
		d.key = ""
		if len(d.mentions) > 0 {
			d.key = strings.Join(d.whole().sides(), "|")
		}
		if d.key != "" {
			changed[d.key] = true
			l.sides[d.key] = append(l.sides[d.key], d)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(changed)) {
		if len(l.sides[key]) == 0 {
			delete(l.sides, key)
			continue
		}
		slices.SortFunc(l.sides[key], compareBegun)
		l.joinMoved(l.sides[key], again, touched)
	}
	l.joinPlanned(again, touched)
	l.finish(touched)
}

// joinMoved joins each round that was put off, and not called off, to the one
// that was held in its place: the next of the same parties.
func (l *linker) joinMoved(group []*draft, again, touched map[*draft]bool) {
	off := func(p *profile) bool { return p.postponed && !p.cancelled && !p.happened && p.grain != noDay }
	work := map[*draft]*round{}
	of := func(d *draft) *round {
		r := work[d]
		if r == nil {
			r = &round{mentions: d.mentions, profile: d.whole()}
			work[d] = r
		}
		return r
	}
	into := map[*draft]*draft{}
	logs := map[*draft][]joining{}
	if slices.ContainsFunc(group, func(d *draft) bool { return off(d.whole()) }) {
		for _, d := range group {
			p := of(d).profile
			if into[d] != nil || !off(p) {
				continue
			}
			var next *draft
			for _, o := range group {
				q := of(o).profile
				if o == d || into[o] != nil || q.grain < toMonth || q.days.lo < p.days.lo || q.days.lo-p.days.hi > longestDelay {
					continue
				}
				if q.firstKnown && p.lastKnown && q.lastPublished < p.lastPublished || conflict(p.ordinal(), q.ordinal()) || l.kept(of(d), of(o)) {
					continue
				}
				if next == nil || q.days.lo < of(next).profile.days.lo || q.days.lo == of(next).profile.days.lo && compareMentions(of(o).mentions[0], of(next).mentions[0]) < 0 {
					next = o
				}
			}
			if next != nil {
				into[d] = next
				logs[next] = append(append(logs[next], logs[d]...), joining{d, next, fmt.Sprintf("it was put off from %s, and this is the next round of the same parties", timeOf(p))})
				of(next).take(of(d))
			}
		}
	}
	for _, d := range group {
		same := d.moved == into[d] && slices.Equal(d.joined, logs[d])
		if same && !slices.ContainsFunc(logs[d], func(j joining) bool { return again[j.from] }) {
			continue
		}
		again[d], touched[d] = true, true
		if d.moved != nil {
			touched[d.moved] = true
		}
		for _, j := range slices.Concat(d.joined, logs[d]) {
			touched[j.from], touched[j.into] = true, true
		}
		d.moved, d.joined, d.mid = into[d], logs[d], nil
		if len(d.joined) > 0 && d.moved == nil {
			d.mid = of(d)
		}
	}
}

// take adds the mentions of o to r.
func (r *round) take(o *round) {
	if !r.own {
		r.own, r.mentions, r.profile = true, slices.Clone(r.mentions), profileOf(r.mentions)
	}
	for _, m := range o.mentions {
		r.mentions = append(r.mentions, m)
		r.profile.add(m)
	}
	slices.SortStableFunc(r.mentions, compareMentions)
}

// middle is d with what was put off and became it.
func (d *draft) middle() *round {
	if d.mid == nil {
		d.mid = &round{mentions: slices.Clone(d.mentions), profile: d.whole()}
	}
	return d.mid
}

// planOf is where the round is looked for that was planned as d, which no report
// says was held on its day; nil where it is no such plan.
func planOf(d *draft) *plan {
	if len(d.mentions) == 0 || d.moved != nil {
		return nil
	}
	p := d.middle().profile
	if p.happened || p.postponed || p.grain != toDay || !onlyPlanned(d.middle()) {
		return nil
	}
	x := &plan{city: most(p.cities)}
	for _, party := range p.sides() {
		if x.city != "" {
			x.cities = append(x.cities, cityKey{party, x.city})
			continue
		}
		month := p.days.lo / 30
		x.months = append(x.months, monthKey{party, month}, monthKey{party, month + 1})
	}
	return x
}

// offerAgain keeps d where it is found as what was planned: if it was held, and no
// mention of it looks ahead.
func (l *linker) offerAgain(d *draft) {
	if x := d.offer; x != nil {
		for k := range x.cities {
			leaveList(l.heldIn, k, d)
		}
		for k := range x.months {
			leaveList(l.heldOn, k, d)
		}
		d.offer = nil
	}
	if len(d.mentions) == 0 || d.moved != nil {
		return
	}
	r := d.middle()
	if q := r.profile; !q.happened || q.grain != toDay || slices.ContainsFunc(r.mentions, func(m *mention) bool { return m.future() }) {
		return
	}
	x := &offer{day: r.profile.days.lo, cities: map[cityKey]bool{}, months: map[monthKey]bool{}}
	d.offer = x
	for _, m := range d.mentions {
		keysOf(m, func(k monthKey) {
			if !x.months[k] {
				x.months[k] = true
				l.heldOn[k] = append(l.heldOn[k], d)
			}
		}, func(k cityKey) {
			if !x.cities[k] {
				x.cities[k] = true
				i, _ := slices.BinarySearchFunc(l.heldIn[k], x.day, offeredBefore)
				l.heldIn[k] = slices.Insert(l.heldIn[k], i, d)
			}
		})
	}
}

// offeredBefore compares the first day of a round with another day.
func offeredBefore(d *draft, day int) int { return cmp.Compare(d.offer.day, day) }

// begunQueue is a heap of plans, the first that was begun on top.
type begunQueue []*draft

func (q begunQueue) Len() int           { return len(q) }
func (q begunQueue) Less(i, j int) bool { return compareBegun(q[i], q[j]) < 0 }
func (q begunQueue) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *begunQueue) Push(x any)        { *q = append(*q, x.(*draft)) }
func (q *begunQueue) Pop() any {
	last := len(*q) - 1
	x := (*q)[last]
	*q = (*q)[:last]
	return x
}

// joinPlanned joins a round that was planned, and that no report says was held
// on its day, to the next one of the same parties in the same place, if that
// one was planned by none: a report of its last day is often all there is.
func (l *linker) joinPlanned(again, touched map[*draft]bool) {
	var queue begunQueue
	waiting := map[*draft]bool{}
	want := func(d *draft) {
		if d.plan != nil && !waiting[d] {
			waiting[d] = true
			heap.Push(&queue, d)
		}
	}
	var lookers []*draft
	for d := range again {
		if d.plan != nil {
			for _, k := range d.plan.cities {
				leaveList(l.inCity, k, d)
			}
			for _, k := range d.plan.months {
				leaveList(l.inTime, k, d)
			}
		}
		if d.moved == nil && len(d.joined) == 0 {
			d.mid = nil
		}
		l.offerAgain(d)
		if d.plan = planOf(d); d.plan != nil {
			for _, k := range d.plan.cities {
				l.inCity[k] = append(l.inCity[k], d)
			}
			for _, k := range d.plan.months {
				l.inTime[k] = append(l.inTime[k], d)
			}
		}
		if t := d.target; t != nil && d.plan == nil {
			touched[t], touched[d] = true, true
			t.taker, d.target = nil, nil
			lookers = l.plansFor(lookers, t)
		}
	}
	for d := range again {
		want(d)
		lookers = l.plansFor(lookers, d)
		if d.taker != nil {
			lookers = append(lookers, d.taker)
		}
	}
	for _, d := range lookers {
		want(d)
	}
	for queue.Len() > 0 {
		d := heap.Pop(&queue).(*draft)
		waiting[d] = false
		next, why := l.planned(d)
		if next == d.target && why == d.why {
			continue
		}
		touched[d] = true
		old := d.target
		d.target, d.why = next, why
		for _, t := range []*draft{old, next} {
			if t == nil {
				continue
			}
			touched[t] = true
			if t == next {
				if prev := t.taker; prev != nil && prev != d {
					prev.target, prev.why = nil, ""
					touched[prev] = true
					want(prev)
				}
				t.taker = d
			} else if t.taker == d {
				t.taker = nil
			}
			for _, o := range l.plansFor(nil, t) {
				if o.plan != nil && compareBegun(o, d) > 0 {
					want(o)
				}
			}
		}
	}
}

func leaveList[K comparable](lists map[K][]*draft, k K, d *draft) {
	if lists[k] = slices.DeleteFunc(lists[k], func(o *draft) bool { return o == d }); len(lists[k]) == 0 {
		delete(lists, k)
	}
}

// plansFor are the plans that look where d is, or was before this update.
func (l *linker) plansFor(all []*draft, d *draft) []*draft {
	each := func(m *mention) {
		keysOf(m, func(k monthKey) { all = append(all, l.inTime[k]...) }, func(k cityKey) { all = append(all, l.inCity[k]...) })
	}
	for _, m := range d.mentions {
		each(m)
	}
	if d.change != nil && !l.fresh {
		for _, m := range d.change.was {
			each(m)
		}
	}
	return all
}

// planned is the round that was planned as d, and why; nil where there is none,
// or where two began on one day, and which of them was planned cannot be told.
func (l *linker) planned(d *draft) (*draft, string) {
	p := d.middle().profile
	longest := longestRound
	if d.plan.city == "" {
		longest = nextWeeks
	}
	sides := p.sides()
	var next *draft
	twice := false
	try := func(o *draft) {
		if o == d || o.taker != nil && o.taker != d && compareBegun(o.taker, d) < 0 {
			return
		}
		q := o.middle().profile
		later := q.days.lo - p.days.hi
		if later <= 0 || later > longest || next != nil && (next == o || next.offer.day < q.days.lo) || !sharesTwo(sides, q.sides()) || !sharesTwo(q.sides(), sides) {
			return
		}
		if conflict(p.ordinal(), q.ordinal()) || l.kept(d.middle(), o.middle()) || p.remote < p.count && q.remote == q.count || p.strangers(q) {
			return
		}
		twice = next != nil && next.offer.day == q.days.lo
		if !twice {
			next = o
		}
	}
	for _, k := range d.plan.cities {
		list := l.heldIn[k]
		for i, _ := slices.BinarySearchFunc(list, p.days.hi+1, offeredBefore); i < len(list) && list[i].offer.day <= p.days.hi+longest; i++ {
			try(list[i])
		}
	}
	for _, k := range d.plan.months {
		for _, o := range l.heldOn[k] {
			try(o)
		}
	}
	if next == nil || twice {
		return nil, ""
	}
	return next, fmt.Sprintf("it was planned for %s, no report says that it was held then, and this is the next round of the same parties in the same place", timeOf(p))
}

// strangers reports whether reports of both rounds name people, and none at both.
func (p *profile) strangers(q *profile) bool {
	if len(p.people) == 0 || len(q.people) == 0 {
		return false
	}
	for who := range p.people {
		if q.people[who] {
			return false
		}
	}
	return true
}

// nextWeeks is how many days after it was planned, where no place is told, the
// next round is the one that was planned.
const nextWeeks = 14

// onlyPlanned reports whether no mention says that the round was called off or
// denied.
func onlyPlanned(r *round) bool {
	return !slices.ContainsFunc(r.mentions, func(m *mention) bool { return !m.future() })
}

// longestDelay is how many days later talks are still those that were put off.
const longestDelay = 120

// kept reports whether the rounds are kept apart: by an analyst, or by a
// document that tells of both without saying that one became the other.
func (l *linker) kept(a, b *round) bool {
	for _, m := range a.mentions {
		for _, o := range b.profile.docs[m.doc] {
			if !m.calledOff() && !o.calledOff() {
				return true
			}
		}
		if l.apart(m, b.mentions) {
			return true
		}
	}
	return false
}

// root is the draft that d went into in the end.
func (d *draft) root() *draft {
	for d.moved != nil {
		d = d.moved
	}
	if d.target != nil {
		return d.target
	}
	return d
}

// finish makes the rounds of what has changed.
func (l *linker) finish(touched map[*draft]bool) {
	l.gone, l.made = nil, nil
	homes := map[*round]bool{}
	roots := map[*draft]bool{}
	for d := range touched {
		if d.home != nil {
			homes[d.home] = true
		}
		if len(d.mentions) > 0 {
			roots[d.root()] = true
		}
	}
	for r := range maps.Clone(roots) { // and what else went into them before
		if r.home != nil {
			homes[r.home] = true
		}
	}
	for h := range homes {
		l.gone = append(l.gone, h)
		for _, d := range h.drafts {
			d.home = nil
			if len(d.mentions) > 0 {
				roots[d.root()] = true
			}
		}
	}
	for d := range roots {
		if d.home != nil {
			panic("register: a round is of two homes")
		}
	}
	for d := range roots {
		l.made = append(l.made, finished(d))
	}
	slices.SortFunc(l.made, func(a, b *round) int { return compareJoined(a.drafts[0].mentions[0], b.drafts[0].mentions[0]) })
}

// finished is the round of d and all that went into it.
func finished(d *draft) *round {
	final := &round{drafts: []*draft{d}}
	joined := d.joined
	if t := d.taker; t != nil {
		joined = append(append(slices.Clip(joined), t.joined...), joining{t, d, t.why})
	}
	parts := map[*draft]*round{d: final}
	for _, j := range joined {
		if parts[j.from] == nil {
			parts[j.from] = &round{}
			final.drafts = append(final.drafts, j.from)
		}
		if parts[j.into] == nil {
			parts[j.into] = &round{}
			final.drafts = append(final.drafts, j.into)
		}
	}
	for x, r := range parts {
		r.mentions = slices.Clone(x.mentions)
		r.profile = x.whole()
		x.home = final
		for _, m := range r.mentions {
			m.link, m.because = m.raw.link, m.raw.because
			m.round = final
		}
	}
	for _, j := range joined {
		parts[j.into].merge(parts[j.from], j.why)
	}
	final.first = slices.MinFunc(final.mentions, compareMentions)
	return final
}

// merge adds all mentions of o to the round that it became, and says why.
func (r *round) merge(o *round, why string) {
	for _, m := range o.mentions {
		m.because = append(slices.Clone(m.because), why)
		if m.link == parley.FirstMention {
			m.link = parley.SameRound
			m.because = []string{why}
		}
	}
	r.take(o)
	for i, m := range r.mentions {
		if i == 0 && m.link != parley.LinkedByEdit {
			m.link = parley.FirstMention
		} else if m.link == parley.FirstMention {
			m.link, m.because = parley.SameRound, []string{why}
		}
	}
}

package register

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"github.com/parley-register/parley"
)

// profile is what a round's mentions have in common, as far as linking needs it.
type profile struct {
	count    int
	parties  map[string]int // how many mentions name the party as a side
	third    map[string]int
	sets     map[string][]string // the sets of parties that were named
	unnamed  bool
	dates    map[days]*vote    // told to the day
	rough    map[days]*vote    // told less finely
	cities   map[string]int    // folded
	written  map[string]string // as the first mention writes them
	country  map[string]int
	ordinals map[int]int
	names    map[string]int
	people   map[string]bool
	levels   map[parley.Level]int
	docs     map[*document][]*mention
	remote   int
	present  int
	aside    int
	news     map[int]int // days on which reports told of the end of what had begun days earlier, and when

	days      days // the time that stands
	grain     grain
	endless   bool
	begun     bool
	happened  bool
	postponed bool
	cancelled bool

	firstKnown, lastKnown         bool
	firstPublished, lastPublished int
}

// vote is a time and who told it.
type vote struct {
	happened int       // mentions that say that it took place then
	plan     *document // the latest that planned it for then; nil where none did
	first    *document
	endless  bool
	begun    bool
}

func newProfile() *profile {
	return &profile{parties: map[string]int{}, sets: map[string][]string{}, docs: map[*document][]*mention{}}
}

// count adds one to a map that may not be there yet: most rounds have no number
// and no name, and their maps are never made.
func count[K comparable](into *map[K]int, key K) {
	if *into == nil {
		*into = map[K]int{}
	}
	(*into)[key]++
}

// profileOf is the profile of mentions that joined in that order.
func profileOf(mentions []*mention) *profile {
	p := newProfile()
	for _, m := range mentions {
		p.add(m)
	}
	return p
}

func (p *profile) add(m *mention) {
	p.count++
	for _, c := range m.parties {
		p.parties[c]++
	}
	for _, t := range m.third {
		count(&p.third, t.Actor)
	}
	p.sets[setKey(m.parties)] = m.parties
	p.unnamed = p.unnamed || m.unnamed
	if m.city != "" {
		count(&p.cities, m.city)
		if p.written == nil {
			p.written = map[string]string{}
		}
		if p.written[m.city] == "" {
			p.written[m.city] = m.place.Name
		}
	}
	if m.place.Country != "" {
		count(&p.country, m.place.Country)
	}
	if m.ordinal != 0 {
		count(&p.ordinals, m.ordinal)
	}
	if m.format != "" {
		count(&p.names, m.format)
	}
	if len(m.participants) > 0 && p.people == nil {
		p.people = map[string]bool{}
	}
	for _, s := range m.participants {
		p.people[s] = true
	}
	if m.level != "" {
		count(&p.levels, m.level)
	}
	if m.remote {
		p.remote++
	}
	if m.present || m.city != "" {
		p.present++
	}
	if m.concluded() {
		if p.news == nil {
			p.news = map[int]int{}
		}
		p.news[m.doc.published.lo] = max(p.news[m.doc.published.lo], m.days.hi)
	}
	if m.aside {
		p.aside++
	}
	p.docs[m.doc] = append(p.docs[m.doc], m)
	p.happened = p.happened || m.past
	p.postponed = p.postponed || m.status == parley.Postponed
	p.cancelled = p.cancelled || m.status == parley.Cancelled
	if m.doc.known() {
		at := m.doc.published
		if !p.firstKnown || at.lo < p.firstPublished {
			p.firstKnown, p.firstPublished = true, at.lo
		}
		if !p.lastKnown || at.hi > p.lastPublished {
			p.lastKnown, p.lastPublished = true, at.hi
		}
	}
	if m.grain != noDay {
		into := &p.rough
		if m.grain == toDay {
			into = &p.dates
		}
		v := (*into)[m.days]
		if v == nil {
			v = &vote{first: m.doc}
			if *into == nil {
				*into = map[days]*vote{}
			}
			(*into)[m.days] = v
		}
		if m.doc.order < v.first.order {
			v.first = m.doc
		}
		v.endless = v.endless || m.endless
		v.begun = v.begun || m.begun
		if m.happened() {
			v.happened++
		} else if v.plan == nil || m.doc.order > v.plan.order {
			v.plan = m.doc
		}
	}
	p.settle()
}

func setKey(parties []string) string {
	n := 0
	for _, p := range parties {
		n += len(p) + 1
	}
	b := make([]byte, 0, n)
	for _, p := range parties {
		b = append(append(b, p...), '|')
	}
	return string(b)
}

// settle chooses the time that stands: the day on which most say that it took
// place, else the day of the latest plan, else what is told less finely.
func (p *profile) settle() {
	p.grain = noDay
	for _, votes := range [...]map[days]*vote{p.dates, p.rough} {
		var best *vote
		for d, v := range votes { // the order is total, so that of the map does not show
			if best == nil || compareVotes(v, d, best, p.days) < 0 {
				best, p.days = v, d
			}
		}
		if best != nil {
			p.endless, p.begun = best.endless, best.begun
			p.grain = toDay
			if len(p.dates) == 0 {
				p.grain = toMonth
				if p.days.length() > 62 {
					p.grain = toYear
				}
			} else if from, ok := p.newsOn(p.days); ok && best.happened > 0 {
				p.days.lo = from
			} else if best.happened > 0 {
				p.days.hi = p.newsAfter(p.days)
			}
			return
		}
	}
}

// planned is the place of the latest plan in the order of documents.
func (v *vote) planned() int {
	if v.plan == nil {
		return math.MinInt
	}
	return v.plan.order
}

// newsOn is the day on which the round began by a report that came out on d,
// with what came of the round and its first day only.
func (p *profile) newsOn(d days) (from int, ok bool) {
	if len(p.news) == 0 || d.lo != d.hi {
		return 0, false
	}
	for day := d.lo - 1; day <= d.lo+1; day++ {
		if began, known := p.news[day]; known && began < d.lo && d.lo-began <= longestRound && (!ok || began < from) {
			from, ok = began, true
		}
	}
	return from, ok
}

// newsAfter is the last day of a round that began on d: the latest on which it
// is said to have taken place, and on which the news came of what came of it;
// that of d where there is none.
func (p *profile) newsAfter(d days) int {
	last := d.hi
	for on, began := range p.news {
		if began != d.hi {
			continue
		}
		for day := on - 1; day <= on+1; day++ {
			if v := p.dates[days{day, day}]; v != nil && v.happened > 0 && day > last && day-d.lo <= longestRound {
				last = day
			}
		}
	}
	return last
}

func compareVotes(a *vote, da days, b *vote, db days) int {
	if a.happened != b.happened {
		return cmp.Compare(b.happened, a.happened)
	}
	if a.happened == 0 && a.plan != b.plan {
		return cmp.Compare(b.planned(), a.planned())
	}
	return cmp.Or(cmp.Compare(a.first.order, b.first.order), cmp.Compare(da.lo, db.lo), cmp.Compare(da.hi, db.hi))
}

// most is the key with the largest count; of equal ones the smallest.
func most[K cmp.Ordered](counts map[K]int) K {
	var best K
	for _, k := range slices.Sorted(maps.Keys(counts)) {
		if counts[k] > counts[best] {
			best = k
		}
	}
	return best
}

func (p *profile) ordinal() int { return most(p.ordinals) }

// sides are the parties that at least a third of the mentions name, sorted;
// without those that more reports put beside the table, for a report that says
// "mediator" says it on purpose, and without the members where a group is named
// as often, or the group where its members are.
func (p *profile) sides() []string {
	var sides, strict []string
	for _, c := range sortedKeys(p.parties) {
		if n := p.parties[c]; 3*n >= p.count {
			sides = append(sides, c)
			if n > 2*p.third[c] {
				strict = append(strict, c)
			}
		}
	}
	if len(strict) >= 2 {
		sides = strict
	}
	g := loadGroups()
	drop := map[string]bool{}
	for _, c := range sides {
		members, most := []string{}, 0
		for _, m := range g.members[c] {
			if slices.Contains(sides, m) {
				members = append(members, m)
				most = max(most, p.parties[m])
			}
		}
		switch {
		case len(members) < 2:
		case p.parties[c] >= most:
			for _, m := range members {
				drop[m] = true
			}
		default:
			drop[c] = true
		}
	}
	return slices.DeleteFunc(sides, func(c string) bool { return drop[c] })
}

// plannedFor reports whether a mention planned the round for that time, slack
// days more or less.
func (p *profile) plannedFor(due days, slack int) bool {
	for d, v := range p.dates {
		if v.plan != nil && d.gap(due) <= slack {
			return true
		}
	}
	return false
}

// timeOf is p's time in words.
func timeOf(p *profile) string {
	switch {
	case p.grain == noDay:
		return "an unknown day"
	case p.days.lo == p.days.hi:
		return dayOf(p.days.lo).String()
	}
	return dayOf(p.days.lo).String() + " to " + dayOf(p.days.hi).String()
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

func mapKeys[K comparable, V any](m map[K]V) func(func(K) bool) { return maps.Keys(m) }

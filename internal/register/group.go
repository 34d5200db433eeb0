package register

import (
	"fmt"
	"slices"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/lexicon"
)

// table is rounds of the same sides without a long silence between them.
type table struct {
	kin     *kin
	at      int
	rounds  []*round // in order
	because []string
	span    days // of its rounds that have a time
	dated   bool
	third   []string // beside the table at any of its rounds, sorted
	names   map[string]int
	fresh   bool     // not what it was
	place   int      // of the grouping that it is in, in the grouping under way
	process *process // that begins with it
}

// kin is all rounds of the same sides.
type kin struct {
	sides  []string
	key    string
	rounds []*round // in order
	tables []*table
	within []within
	seated map[string]bool

	mediators int      // among the sides
	mediator  string   // one of them
	spoken    []string // the keys of one of two sides with the group for which the other speaks
	first     int      // the place of its first table in the grouping under way
}

// within is kin of two and more of some sides, not of all.
type within struct {
	kin   *kin
	extra []string // the other sides that do not bring others to the table
}

// kinship knows the rounds by their sides.
type kinship struct {
	groups  *groups
	byKey   map[string]*kin
	sorted  []*kin // by key
	byParty map[string][]*kin
	at      map[[2]string][]*kin // at whose table, or beside it, the mediator is or was, by mediator and side
	changed map[*kin]bool
	fresh   []*table // in the update under way
}

func newKinship(g *groups) *kinship {
	return &kinship{groups: g, byKey: map[string]*kin{}, byParty: map[string][]*kin{}, at: map[[2]string][]*kin{}, changed: map[*kin]bool{}}
}

// keyOf is the key of a round's sides. By an edit a round can be of nobody knows
// whom, and so of no process but its own.
func keyOf(r *round) string {
	if key := strings.Join(r.sides, "|"); key != "" {
		return key
	}
	return "\xff" + r.first.id
}

func (ks *kinship) add(r *round) {
	key := keyOf(r)
	k := ks.byKey[key]
	if k == nil {
		k = &kin{sides: r.sides, key: key}
		for _, c := range k.sides {
			if ks.groups.brings(c) {
				k.mediators++
				k.mediator = c
			}
		}
		if len(k.sides) == 2 {
			k.spoken = ks.groups.spokenFor(k.sides)
		}
		ks.byKey[key] = k
		i, _ := slices.BinarySearchFunc(ks.sorted, key, func(k *kin, key string) int { return strings.Compare(k.key, key) })
		ks.sorted = slices.Insert(ks.sorted, i, k)
		ks.relate(k)
		for _, c := range k.sides {
			ks.byParty[c] = append(ks.byParty[c], k)
		}
		ks.sit(k, k.sides)
	}
	i, _ := slices.BinarySearchFunc(k.rounds, r, compareRounds)
	k.rounds = slices.Insert(k.rounds, i, r)
	ks.changed[k] = true
}

// relate finds the kin whose sides are some of those of another.
func (ks *kinship) relate(k *kin) {
	below := func(a, b *kin) bool {
		return len(a.sides) >= 2 && len(a.sides) < len(b.sides) && !slices.ContainsFunc(a.sides, func(c string) bool { return !slices.Contains(b.sides, c) })
	}
	seen := map[*kin]bool{}
	for _, c := range k.sides {
		for _, o := range ks.byParty[c] {
			if seen[o] {
				continue
			}
			seen[o] = true
			switch {
			case below(o, k):
				k.within = append(k.within, ks.extra(k, o))
			case below(k, o):
				o.within = append(o.within, ks.extra(o, k))
			}
		}
	}
}

func (ks *kinship) extra(k, below *kin) within {
	w := within{kin: below}
	for _, c := range k.sides {
		if !slices.Contains(below.sides, c) && !ks.groups.mediators[c] {
			w.extra = append(w.extra, c)
		}
	}
	return w
}

// sit notes who of those that bring others to a table is at that of k.
func (ks *kinship) sit(k *kin, who []string) {
	for _, m := range who {
		if !ks.groups.brings(m) || k.seated[m] {
			continue
		}
		if k.seated == nil {
			k.seated = map[string]bool{}
		}
		k.seated[m] = true
		for _, c := range k.sides {
			key := [2]string{m, c}
			ks.at[key] = append(ks.at[key], k)
		}
	}
}

// brings reports whether c brings others to the table, and never talks for itself.
func (g *groups) brings(c string) bool { return g.mediators[c] && !g.own[c] }

func (ks *kinship) remove(r *round) {
	k := ks.byKey[keyOf(r)]
	i := slices.Index(k.rounds, r)
	k.rounds = slices.Delete(k.rounds, i, i+1)
	ks.changed[k] = true
}

// cut makes the tables of what has changed anew.
func (ks *kinship) cut() {
	ks.fresh = ks.fresh[:0]
	for k := range ks.changed {
		parts := cut(k)
		for i, t := range parts {
			if i < len(k.tables) {
				old := k.tables[i]
				if slices.Equal(old.rounds, t.rounds) && slices.Equal(old.because, t.because) {
					parts[i] = old
					continue
				}
				t.process = old.process
				*old = *t
				parts[i] = old
			}
			parts[i].fresh = true
			ks.fresh = append(ks.fresh, parts[i])
			for _, r := range parts[i].rounds {
				r.table = parts[i]
			}
			ks.sit(k, parts[i].third)
		}
		k.tables = parts
	}
	clear(ks.changed)
}

// cut splits the rounds of one set of parties at long silences. Rounds without
// a time go with the rest of the documents that tell of them, here: with the
// first part.
func cut(k *kin) []*table {
	if len(k.rounds) == 0 {
		return nil
	}
	parties := strings.Join(k.sides, ", ")
	start := func() *table { return &table{kin: k, because: []string{"the same parties: " + parties}} }
	cur := start()
	parts := []*table{cur}
	end, ok := 0, false
	var last *round // that took place
	for _, r := range k.rounds {
		if r.profile.grain != noDay {
			concluded := last != nil && last.public.Outcome == parley.Agreement
			gap := r.profile.days.lo - end
			matter := ""
			if ok && gap > silence && gap <= hiatus && !concluded {
				if matter = matterOf(k, cur.rounds, r); matter != "" {
					cur.because = append(cur.because, fmt.Sprintf("it goes on after %d days without a round before %s: %s", gap, dayOf(r.profile.days.lo), matter))
				}
			}
			if ok && matter == "" && (gap > silence || gap > rest && concluded) {
				with := ""
				if gap <= silence {
					with = " with an agreement"
				}
				cur.because = append(cur.because, fmt.Sprintf("it ends on %s%s: the next round of these parties is %d days later", dayOf(end), with, gap))
				next := start()
				next.because = append(next.because, fmt.Sprintf("it begins on %s: the last round before it was %d days earlier", dayOf(r.profile.days.lo), r.profile.days.lo-end))
				parts, cur = append(parts, next), next
				end = r.profile.days.hi
			}
			end, ok = max(end, r.profile.days.hi), true
			if r.profile.happened {
				last = r
			}
		}
		cur.rounds = append(cur.rounds, r)
	}
	for i, t := range parts {
		t.at = i
		t.span, t.dated = daysOfRounds(t.rounds)
		third := map[string]int{}
		for _, r := range t.rounds {
			for c := range r.profile.third {
				third[c]++
			}
			for n, c := range r.profile.names {
				if t.names == nil {
					t.names = map[string]int{}
				}
				t.names[n] += c
			}
		}
		t.third = sortedKeys(third)
	}
	return parts
}

// hiatus is how many days without a round talks of one matter may rest, and still
// be the same process.
const hiatus = 6 * 365

// vague are topics that tell no matter: any two states have them.
var vague = map[string]bool{"": true, "other": true, "diplomatic-relations": true, "security": true, "regional-conflict": true, "intelligence": true, "trade": true, "culture": true, "investment": true}

// matterOf is what a round has in common with those long before it, in words, or
// "": who talks as no state talks of one thing, and others may talk of what they
// talked of then.
func matterOf(k *kin, before []*round, r *round) string {
	for _, c := range k.sides {
		if isGroup(c) {
			return c + " is no state, and talks of one matter"
		}
	}
	told := map[string]bool{}
	for _, o := range before {
		for topic := range topicsOf(o) {
			told[topic] = true
		}
	}
	for _, topic := range sortedKeys(topicsOf(r)) {
		if told[topic] && !vague[topic] {
			return "both are on " + topic
		}
	}
	return ""
}

// isGroup reports whether a code is that of an armed or political group; those that
// the lexicon does not know are written as names.
func isGroup(code string) bool {
	if e, ok := lexicon.Shared().Code(code); ok {
		return e.Kind == lexicon.Group
	}
	return strings.ToUpper(code) != code
}

// topicsOf are the topics that stand for a round.
func topicsOf(r *round) map[string]bool {
	topics := map[string]bool{}
	if f := r.public.Field(parley.FieldTopic); f != nil {
		for i := range f.Values {
			if v := &f.Values[i]; v.Standing == parley.Current {
				if t := decoded[parley.Topic](v.Value); t.Certain {
					topics[t.Topic] = true
				}
			}
		}
	}
	return topics
}

// grouping is tables that belong to one process.
type grouping struct {
	tables []*table // the one that it began with first
	joins  []join
	sides  []string
	span   days
	dated  bool
	n      int    // rounds
	called string // in the documents, folded
	place  int
	gone   bool // into another
	hosted bool // somebody is beside the table
}

// join is a table, and what went into it before, that went into a grouping.
type join struct {
	sides []string
	why   joinKind
	name  string
}

type joinKind int

const (
	moreSides joinKind = iota
	speaker
	sideAndMediator
	someOfAll
	oneName
)

// String tells why rounds of those sides are of a process.
func (j join) String() string {
	why := ""
	switch j.why {
	case moreSides:
		why = "more sides at the table of the same talks"
	case speaker:
		why = "who speaks for a group stands for it"
	case sideAndMediator:
		why = "one of the sides with the mediator of the others"
	case someOfAll:
		why = "some of the sides, in a report that tells of all of them"
	case oneName:
		why = fmt.Sprintf("all are called %q", j.name)
	}
	return "joined by the rounds of " + strings.Join(j.sides, ", ") + ": " + why
}

func (g *grouping) equal(o *grouping) bool {
	return slices.Equal(g.tables, o.tables) && slices.EqualFunc(g.joins, o.joins, func(a, b join) bool {
		return a.why == b.why && a.name == b.name && slices.Equal(a.sides, b.sides)
	}) && slices.Equal(g.sides, o.sides) && g.called == o.called
}

// take adds what p is.
func (g *grouping) take(p *grouping, why joinKind, name string) {
	g.joins = append(g.joins, join{p.sides, why, name})
	g.tables = append(g.tables, p.tables...)
	for _, t := range p.tables {
		t.place = g.place
	}
	g.n += p.n
	g.hosted = g.hosted || p.hosted
	if p.dated {
		if !g.dated {
			g.span, g.dated = p.span, true
		}
		g.span.lo, g.span.hi = min(g.span.lo, p.span.lo), max(g.span.hi, p.span.hi)
	}
	p.gone = true
}

// beside reports whether c is beside the table at any round.
func (g *grouping) beside(c string) bool {
	return slices.ContainsFunc(g.tables, func(t *table) bool { _, ok := slices.BinarySearch(t.third, c); return ok })
}

// seats reports whether c is at the table of g, or beside it.
func (g *grouping) seats(c string) bool {
	return slices.Contains(g.sides, c) || slices.ContainsFunc(g.tables, func(t *table) bool {
		if slices.Contains(t.kin.sides, c) {
			return true
		}
		_, ok := slices.BinarySearch(t.third, c)
		return ok
	})
}

// near reports whether two processes are not more than a silence apart.
func near(p, q *grouping) bool { return !p.dated || !q.dated || p.span.gap(q.span) <= silence }

// season is how many days from a process's rounds a single round with one more
// side is still part of it.
const season = 180

func soonAfter(p, q *grouping) bool { return p.dated && q.dated && p.span.gap(q.span) <= season }

// group makes processes of the tables: by parties, then joined where one set of
// parties is another with its mediators, and by named format. They are in the
// order of their sides. all is used for them, if it is large enough.
func (ks *kinship) group(all []grouping) []grouping {
	n := 0
	for _, k := range ks.sorted {
		k.first = n
		n += len(k.tables)
	}
	all = slices.Grow(all[:0], n)
	for _, k := range ks.sorted {
		for i, t := range k.tables {
			t.place = len(all)
			all = append(all, grouping{tables: k.tables[i : i+1 : i+1], sides: k.sides, span: t.span, dated: t.dated, n: len(t.rounds), place: len(all), hosted: len(t.third) > 0})
		}
	}
	extra := map[[2]string][]int{} // as ks.at, of what has been joined
	ks.joinMediated(all, extra)
	ks.joinParts(all, extra)
	joinNamed(all)
	return all
}

// seat notes who brings others to the table of q since p has joined it.
func (ks *kinship) seat(extra map[[2]string][]int, q, p *grouping) {
	note := func(m string) {
		if ks.groups.brings(m) {
			for _, c := range q.sides {
				extra[[2]string{m, c}] = append(extra[[2]string{m, c}], q.place)
			}
		}
	}
	for _, t := range p.tables {
		for _, c := range t.kin.sides {
			note(c)
		}
		for _, c := range t.third {
			note(c)
		}
	}
}

// joinMediated joins the rounds in which a mediator, host or observer counts as
// a side to the process of the others.
func (ks *kinship) joinMediated(all []grouping, extra map[[2]string][]int) {
	for _, k := range ks.sorted {
		if len(k.within) == 0 {
			continue
		}
		for i := range k.tables {
			p := &all[k.first+i]
			var best *grouping
			for _, w := range k.within {
				for j := range w.kin.tables {
					q := &all[w.kin.first+j]
					if q.gone || len(w.extra) > 0 && !q.hosted && p.n > 1 || !near(p, q) {
						continue
					}
					beside := !slices.ContainsFunc(w.extra, func(c string) bool { return !q.beside(c) })
					once := p.n == 1 && q.n > 1 && soonAfter(p, q)
					if !beside && !once {
						continue
					}
					if best == nil || len(q.sides) > len(best.sides) || len(q.sides) == len(best.sides) && (q.n > best.n || q.n == best.n && q.place < best.place) {
						best = q
					}
				}
			}
			if best != nil {
				ks.seat(extra, best, p)
				best.take(p, moreSides, "")
			}
		}
	}
}

// joinParts joins the rounds of only some of those who are at the table of other
// rounds near them in time: a mediator with one of the sides, who speaks for a
// group with its other side, and what a document that tells of the others tells
// of some of them without its day.
func (ks *kinship) joinParts(all []grouping, extra map[[2]string][]int) {
	for _, k := range ks.sorted {
		if len(k.sides) < 2 {
			continue
		}
		mediators, mediator := k.mediators, k.mediator
		var spoken []*kin
		for _, key := range k.spoken {
			if o := ks.byKey[key]; o != nil {
				spoken = append(spoken, o)
			}
		}
		for i := range k.tables {
			p := &all[k.first+i]
			if p.gone || p.dated && mediators != 1 && len(spoken) == 0 {
				continue
			}
			var best *grouping
			var bestWhy joinKind
			bestGap, bestAt := 0, 0
			try := func(q *grouping) {
				if q == p || q.gone || q.n < p.n {
					return
				}
				gap := 0
				if p.dated {
					if gap = p.span.gap(q.span); !q.dated || gap > year {
						return
					}
				}
				at := slices.IndexFunc(p.sides, func(c string) bool { return slices.Contains(q.sides, c) })
				if at < 0 {
					return
				}
				if best != nil && (gap > bestGap || gap == bestGap && (q.n < best.n || q.n == best.n && (at > bestAt || at == bestAt && q.place >= best.place))) {
					return
				}
				if why, ok := ks.partOf(p, q); ok {
					best, bestWhy, bestGap, bestAt = q, why, gap, at
				}
			}
			for _, o := range spoken {
				for j := range o.tables {
					try(&all[o.first+j])
				}
			}
			if p.dated && mediators == 1 {
				for _, c := range k.sides {
					if c == mediator {
						continue
					}
					for _, o := range ks.at[[2]string{mediator, c}] {
						for j := range o.tables {
							try(&all[o.first+j])
						}
					}
					for _, j := range extra[[2]string{mediator, c}] {
						try(&all[j])
					}
				}
			}
			if !p.dated {
				for _, t := range p.tables {
					for _, r := range t.rounds {
						for _, m := range r.mentions {
							for _, o := range m.doc.mentions {
								if o.round != nil {
									try(&all[o.round.table.place])
								}
							}
						}
					}
				}
			}
			if best != nil {
				ks.seat(extra, best, p)
				best.take(p, bestWhy, "")
			}
		}
	}
}

// spokenFor are the keys of one of two sides with the group for which the other
// speaks.
func (g *groups) spokenFor(sides []string) (keys []string) {
	for i, c := range sides {
		for _, group := range sortedKeys(g.speakers) {
			if slices.Contains(g.speakers[group], c) {
				pair := []string{group, sides[1-i]}
				slices.Sort(pair)
				keys = append(keys, strings.Join(pair, "|"))
			}
		}
	}
	return keys
}

// year is how many days from its rounds a round of some of those who sit at
// their table is still of the same talks.
const year = 365

// partOf is why the rounds of p are of the talks of q.
func (ks *kinship) partOf(p, q *grouping) (joinKind, bool) {
	g := ks.groups
	if len(p.sides) == 2 && g.speaks(p.sides, q.sides) {
		return speaker, true
	}
	side, mediator := 0, 0
	for _, c := range p.sides {
		switch {
		case !q.seats(c):
			return 0, false
		case g.brings(c):
			mediator++
		case slices.Contains(q.sides, c):
			side++
		}
	}
	switch {
	case side == 1 && mediator == 1 && p.dated:
		return sideAndMediator, true
	case !p.dated && side == len(p.sides) && side < len(q.sides) && slices.ContainsFunc(p.tables, func(t *table) bool {
		return slices.ContainsFunc(t.rounds, func(r *round) bool {
			return slices.ContainsFunc(r.mentions, func(m *mention) bool { return q.tells(m.doc) })
		})
	}):
		return someOfAll, true
	}
	return 0, false
}

// tells reports whether d tells of a round of g.
func (g *grouping) tells(d *document) bool {
	return slices.ContainsFunc(d.mentions, func(m *mention) bool { return m.round != nil && m.round.table.place == g.place })
}

// goesBy reports whether so many of g's rounds are called by the name that it is
// that of all: a conference at which two sides met once names what they talk of
// in other years as little as the city does. A name that counts its sides is one
// of talks.
func (g *grouping) goesBy(name string) bool {
	if seatsOf(name) > 0 {
		return true
	}
	named, all := 0, 0
	for _, t := range g.tables {
		all += len(t.rounds)
		for _, r := range t.rounds {
			if r.profile.names[name] > 0 {
				named++
			}
		}
	}
	return 3*named >= all
}

// joinNamed joins rounds that more than one document calls by one name, if they
// share two sides: who meets one after the other at one conference has not met
// with all of them. Of a name that counts its sides every report knows some.
func joinNamed(all []grouping) {
	byName := map[string][]*grouping{}
	counts := map[*grouping]map[string]int{}
	var named []*grouping
	for i := range all {
		p := &all[i]
		if p.gone {
			continue
		}
		var names map[string]int
		for _, t := range p.tables {
			for n, c := range t.names {
				if names == nil {
					names = map[string]int{}
				}
				names[n] += c
			}
		}
		if names == nil {
			continue
		}
		named = append(named, p)
		counts[p] = names
		for n := range names { // each list is in order
			byName[n] = append(byName[n], p)
		}
	}
	shares := func(p, q *grouping, name string) bool {
		if seatsOf(name) > 0 {
			return slices.ContainsFunc(p.sides, func(c string) bool { return slices.Contains(q.sides, c) })
		}
		return sharesTwo(p.sides, q.sides) && sharesTwo(q.sides, p.sides)
	}
	// How many mentions call talks of these parties so, if they are not enough.
	mentions := func(p *grouping, name string) int {
		n := counts[p][name]
		for _, q := range byName[name] {
			if n >= enoughMentions {
				break
			}
			if q != p && shares(p, q, name) {
				n += counts[q][name]
			}
		}
		return n
	}
	first := map[string][]*grouping{}
	for _, p := range named {
		p.called = calledBy(counts[p], func(name string) int { return mentions(p, name) })
		if p.called != "" && !p.goesBy(p.called) {
			p.called = ""
		}
		if p.called == "" {
			continue
		}
		i := slices.IndexFunc(first[p.called], func(q *grouping) bool { return shares(p, q, p.called) && near(p, q) })
		if i < 0 {
			first[p.called] = append(first[p.called], p)
			continue
		}
		q := first[p.called][i]
		q.take(p, oneName, p.called)
		if len(p.sides) > len(q.sides) {
			q.sides = p.sides
		}
	}
}

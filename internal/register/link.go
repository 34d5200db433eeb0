package register

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/parley-register/parley"
)

// Limits of agreement, in points. What they weigh is in agree.go.
const (
	same     = 4.0 // from here on two mentions are of one round
	possible = 3.0 // from here on they are possibly
	margin   = 0.5 // by which the best round must be ahead where the time is known only roughly
)

// round is a round as it grows.
type round struct {
	mentions []*mention // in the order in which they joined
	profile  profile
	merged   *round // into which it went
	stamp    int    // of the search that saw it last
}

// candidate is a round that a mention may be of.
type candidate struct {
	round   *round
	score   float64
	because []string
	against []string
}

// linker decides which mentions are of one round.
type linker struct {
	groups *groups
	rounds []*round
	index  map[monthKey][]*round
	cities map[cityKey][]*round
	loose  []*mention
	pairs  map[[2]string]*parley.Edit // link and split edits, by mention IDs in order
	byID   map[string]*mention
	tables map[string][]*mention // of three sides and more, by city
	stamp  int
}

type monthKey struct {
	party string
	month int
}

type cityKey struct{ party, city string }

// always is the month of rounds of which no time is known at all.
const always = math.MinInt

func newLinker(g *groups, mentions []*mention, e *edits) *linker {
	l := &linker{groups: g, index: map[monthKey][]*round{}, cities: map[cityKey][]*round{}, pairs: map[[2]string]*parley.Edit{}, byID: make(map[string]*mention, len(mentions)), tables: map[string][]*mention{}}
	for _, m := range mentions {
		l.byID[m.id] = m
		if len(m.parties) >= 3 && m.city != "" && !m.aside && !m.misdated {
			l.tables[m.city] = append(l.tables[m.city], m)
		}
	}
	for _, x := range e.links {
		for _, t := range x.Target[1:] {
			l.pairs[pair(e.mention(x.Target[0]), e.mention(t))] = x // the last edit of a pair counts
		}
	}
	return l
}

func pair(a, b string) [2]string {
	if b < a {
		a, b = b, a
	}
	return [2]string{a, b}
}

// link places every mention. What tells its day goes first, so that what is
// vague finds it, whenever it was published.
func (l *linker) link(mentions []*mention) {
	for _, pass := range []grain{toDay, toMonth, noDay} {
		for i := 0; i < len(mentions); {
			var group []*mention
			for doc := mentions[i].doc; i < len(mentions) && mentions[i].doc == doc; i++ {
				if passOf(mentions[i]) == pass {
					group = append(group, mentions[i])
				}
			}
			l.placeAll(group)
		}
	}
	l.obey()
	l.joinMoved()
	l.joinPlanned()
	l.rounds = slices.DeleteFunc(l.rounds, func(r *round) bool { return r.merged != nil || len(r.mentions) == 0 })
}

func passOf(m *mention) grain {
	if m.grain == toDay || m.grain == toMonth {
		return m.grain
	}
	return noDay
}

// atOnce is how many mentions of one document are weighed against each other.
const atOnce = 8

// placeAll places the mentions of one document, each time the one that agrees
// best with some round: two meetings of one document are two rounds, and the
// better claim to a round goes first.
func (l *linker) placeAll(group []*mention) {
	for len(group) > 1 {
		best, bestScore := 0, math.Inf(-1)
		for i, m := range group[:min(len(group), atOnce)] {
			score := 0.0
			if found := l.candidates(m); len(found) > 0 {
				score = found[0].score
			}
			if score > bestScore {
				best, bestScore = i, score
			}
		}
		m := group[best]
		group = slices.Delete(group, best, best+1)
		l.place(m)
	}
	for _, m := range group {
		l.place(m)
	}
}

// place puts m into the round that it agrees with, or begins one with it, or
// leaves it loose.
func (l *linker) place(m *mention) {
	if r, x := l.told(m); r != nil {
		l.join(m, r, parley.LinkedByEdit, []string{fmt.Sprintf("linked by %s%s", x.Author, reasonOf(x))})
		return
	}
	found := l.candidates(m)
	near := m.grain == noDay && slices.ContainsFunc(found, func(c candidate) bool { return !m.elsewhere(c.round) }) // of these parties there are rounds that it may speak of
	found = slices.DeleteFunc(found, func(c candidate) bool { return c.score < possible })
	if len(found) > 0 && found[0].score >= same && !ambiguous(m, found) {
		c := l.explain(m, found[0])
		l.join(m, c.round, parley.SameRound, c.because)
		m.possibly = nil
		return
	}
	for i := range found {
		if i == 3 {
			found = found[:i]
			break
		}
		found[i] = l.explain(m, found[i])
	}
	m.possibly = found
	if why := unplaceable(m, near || len(found) > 0); why != "" {
		m.link, m.because = parley.Unplaced, []string{why}
		l.loose = append(l.loose, m)
		return
	}
	l.begin(m)
}

// elsewhere reports whether m announces a meeting in a city where no report puts
// the round.
func (m *mention) elsewhere(r *round) bool {
	return m.future() && m.city != "" && len(r.profile.cities) > 0 && r.profile.cities[m.city] == 0
}

func (l *linker) begin(m *mention) {
	r := &round{profile: newProfile()}
	l.rounds = append(l.rounds, r)
	l.join(m, r, parley.FirstMention, []string{"no earlier mention agrees with it"})
}

// ambiguous reports whether m, which does not tell its day, agrees with more
// than one round about equally well.
func ambiguous(m *mention, found []candidate) bool {
	return m.grain != toDay && len(found) > 1 && found[1].score >= same && found[0].score-found[1].score < margin
}

// severalRounds is why a mention that may be of more than one round is loose.
const severalRounds = "its day is not told, and it may be one of several rounds"

// unplaceable is why m cannot be a round of its own, or "".
func unplaceable(m *mention, maybe bool) string {
	sides := len(m.parties)
	if m.unnamed {
		sides++
	}
	switch {
	case sides == 0:
		return "no party is named"
	case sides < 2 && m.name == "":
		return "only one party is named"
	case m.grain == toDay:
		return ""
	case maybe:
		return severalRounds
	case m.grain == toMonth:
		return ""
	case m == m.doc.mentions[0] && (m.happened() || m.city != ""), m.ordinal != 0:
		return "" // what its document is about, or a round that has a number
	case m.grain == toYear && m.city != "":
		return ""
	case m.happened():
		return "its day is not told, and it is not what its document is about"
	case m.city != "" && m.doc.known():
		return ""
	}
	return "neither time nor place is told"
}

// told is the round of a mention that an analyst linked m with.
func (l *linker) told(m *mention) (*round, *parley.Edit) {
	if len(l.pairs) == 0 {
		return nil, nil
	}
	for _, other := range l.partners(m) {
		if x := l.pairs[pair(m.id, other.id)]; x.Kind == parley.Link && other.round != nil {
			return other.round, x
		}
	}
	return nil, nil
}

// partners are the mentions that an edit names together with m, in order of
// their IDs.
func (l *linker) partners(m *mention) []*mention {
	var ids []string
	for p := range l.pairs {
		switch m.id {
		case p[0]:
			ids = append(ids, p[1])
		case p[1]:
			ids = append(ids, p[0])
		}
	}
	slices.Sort(ids)
	var partners []*mention
	for _, id := range ids {
		if o := l.byID[id]; o != nil {
			partners = append(partners, o)
		}
	}
	return partners
}

// apart reports whether an analyst said that m is not of r.
func (l *linker) apart(m *mention, r *round) bool {
	if len(l.pairs) == 0 {
		return false
	}
	return slices.ContainsFunc(r.mentions, func(o *mention) bool {
		x := l.pairs[pair(m.id, o.id)]
		return x != nil && x.Kind == parley.Split
	})
}

// obey carries out links of mentions that were left loose.
func (l *linker) obey() {
	if len(l.pairs) == 0 {
		return
	}
	loose := l.loose
	l.loose = nil
	for _, m := range loose {
		r, x := l.told(m)
		if r == nil {
			for _, o := range l.partners(m) {
				if y := l.pairs[pair(m.id, o.id)]; y.Kind == parley.Link && o.round == nil {
					l.begin(o)
					r, x = o.round, y
					break
				}
			}
		}
		switch {
		case m.round != nil: // begun as the partner of one before it
		case r == nil:
			l.loose = append(l.loose, m)
		default:
			l.join(m, r, parley.LinkedByEdit, []string{fmt.Sprintf("linked by %s%s", x.Author, reasonOf(x))})
		}
	}
	l.loose = slices.DeleteFunc(l.loose, func(m *mention) bool { return m.round != nil })
}

func reasonOf(x *parley.Edit) string {
	if x.Reason == "" {
		return ""
	}
	return ": " + x.Reason
}

func (l *linker) join(m *mention, r *round, how parley.LinkKind, because []string) {
	m.round, m.link, m.because = r, how, because
	r.mentions = append(r.mentions, m)
	r.profile.add(m)
	at := m.parties
	for _, t := range m.third {
		at = append(slices.Clip(at), t.Actor)
	}
	if m.city != "" {
		for _, p := range at {
			key := cityKey{p, m.city}
			if known := l.cities[key]; !slices.Contains(known, r) {
				l.cities[key] = append(known, r)
			}
		}
	}
	for month := range monthsOf(m) {
		for _, p := range at {
			key := monthKey{p, month}
			if known := l.index[key]; !slices.Contains(known[max(0, len(known)-8):], r) {
				l.index[key] = append(known, r)
			}
		}
	}
}

// monthsOf are the months in which a mention is to be found: those of its
// time; where that is not known, that of its document.
func monthsOf(m *mention) func(func(int) bool) {
	d, ok := m.days, m.grain != noDay
	if !ok && m.doc.known() {
		d, ok = m.doc.published, true
	}
	return func(yield func(int) bool) {
		if !ok {
			yield(always)
			return
		}
		for month := d.lo / 30; month <= min(d.hi/30, d.lo/30+24); month++ {
			if !yield(month) {
				return
			}
		}
	}
}

// reach is how many months before and after its time a mention looks for its
// round: as far as talks get put off.
const reach = 4

// related is the agreement from which a round counts as one that a mention
// without a day may speak of.
const related = 1.5

// candidates are the rounds that m may be of, or that are near it, best first.
func (l *linker) candidates(m *mention) []candidate {
	var found []candidate
	l.stamp++
	try := func(r *round) {
		if r.stamp == l.stamp || r.merged != nil {
			return
		}
		r.stamp = l.stamp
		if c := l.agree(m, r, nil); c >= related && !l.apart(m, r) {
			found = append(found, candidate{round: r, score: c})
		}
	}
	for _, party := range l.lookup(m.parties) {
		for _, r := range l.index[monthKey{party, always}] {
			try(r)
		}
		if m.grain == noDay && m.city != "" {
			for _, r := range l.cities[cityKey{party, m.city}] {
				try(r)
			}
		}
		from, to := math.MaxInt, math.MinInt
		for month := range monthsOf(m) {
			from, to = min(from, month), max(to, month)
		}
		if from == always {
			continue // without any time, only what is as timeless
		}
		for month := from - reach; month <= to+reach; month++ {
			for _, r := range l.index[monthKey{party, month}] {
				try(r)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), compareMentions(a.round.mentions[0], b.round.mentions[0]))
	})
	return found
}

// lookup is parties with the groups that they belong to and the members of the
// groups that they are.
func (l *linker) lookup(parties []string) []string {
	all := slices.Clone(parties)
	for _, p := range parties {
		all = append(all, l.groups.members[p]...)
		all = append(all, l.groups.of[p]...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func (l *linker) explain(m *mention, c candidate) candidate {
	var w words
	l.agree(m, c.round, &w)
	c.because, c.against = w.because, w.against
	return c
}

// compareMentions orders mentions by publication, digest, then place in the
// document.
func compareMentions(a, b *mention) int {
	return cmp.Or(cmp.Compare(a.doc.order, b.doc.order), a.subject.At.Compare(b.subject.At), cmp.Compare(a.subject.N, b.subject.N))
}

// joinMoved joins a round that was put off, and not called off, to the one that
// was held in its place: the next of the same parties.
func (l *linker) joinMoved() {
	byParties := map[string][]*round{}
	for _, r := range l.rounds {
		key := strings.Join(r.profile.sides(), "|")
		byParties[key] = append(byParties[key], r)
	}
	for _, r := range l.rounds {
		p := &r.profile
		if !p.postponed || p.cancelled || p.happened || p.grain == noDay || r.merged != nil || len(p.sides()) == 0 {
			continue
		}
		var next *round
		for _, o := range byParties[strings.Join(p.sides(), "|")] {
			q := &o.profile
			if o == r || o.merged != nil || q.grain < toMonth || q.days.lo < p.days.lo || q.days.lo-p.days.hi > longestDelay {
				continue
			}
			if q.firstKnown && p.lastKnown && q.lastPublished < p.lastPublished || conflict(p.ordinal(), q.ordinal()) || l.kept(r, o) {
				continue
			}
			if next == nil || q.days.lo < next.profile.days.lo || q.days.lo == next.profile.days.lo && compareMentions(o.mentions[0], next.mentions[0]) < 0 {
				next = o
			}
		}
		if next != nil {
			l.merge(r, next, fmt.Sprintf("it was put off from %s, and this is the next round of the same parties", timeOf(p)))
		}
	}
}

// joinPlanned joins a round that was planned, and that no report says was held
// on its day, to the next one of the same parties in the same place, if that
// one was planned by none: a report of its last day is often all there is.
func (l *linker) joinPlanned() {
	for _, r := range l.rounds {
		p := &r.profile
		if r.merged != nil || p.happened || p.postponed || p.grain != toDay || !onlyPlanned(r) {
			continue
		}
		city, longest := most(p.cities), longestRound
		if city == "" {
			longest = nextWeeks
		}
		var next *round
		twice := false // two rounds began on that day, and which of them was planned cannot be told
		for _, party := range p.sides() {
			for _, o := range l.around(party, city, p.days) {
				q := &o.profile
				if o == r || o.merged != nil || !q.happened || q.grain != toDay || !sharesTwo(p.sides(), q.sides()) || !sharesTwo(q.sides(), p.sides()) {
					continue
				}
				later := q.days.lo - p.days.hi
				if later <= 0 || later > longest || slices.ContainsFunc(o.mentions, func(m *mention) bool { return m.future() }) || conflict(p.ordinal(), q.ordinal()) || l.kept(r, o) {
					continue
				}
				switch {
				case next == nil || q.days.lo < next.profile.days.lo:
					next, twice = o, false
				case next != o && q.days.lo == next.profile.days.lo:
					twice = true
				}
			}
		}
		if next != nil && !twice {
			l.merge(r, next, fmt.Sprintf("it was planned for %s, no report says that it was held then, and this is the next round of the same parties in the same place", timeOf(p)))
		}
	}
}

// nextWeeks is how many days after it was planned, where no place is told, the
// next round is the one that was planned.
const nextWeeks = 14

// around are the rounds with the party that are in a city or, where that is
// not known, in the month of the day and the next.
func (l *linker) around(party, city string, d days) []*round {
	if city != "" {
		return l.cities[cityKey{party, city}]
	}
	month := d.lo / 30
	return slices.Concat(l.index[monthKey{party, month}], l.index[monthKey{party, month + 1}])
}

// onlyPlanned reports whether no mention says that the round was called off or
// denied.
func onlyPlanned(r *round) bool {
	return !slices.ContainsFunc(r.mentions, func(m *mention) bool { return !m.future() })
}

// longestDelay is how many days later talks are still those that were put off.
const longestDelay = 120

func conflict(a, b int) bool { return a != 0 && b != 0 && a != b }

// kept reports whether the rounds are kept apart: by an analyst, or by a
// document that tells of both without saying that one became the other.
func (l *linker) kept(a, b *round) bool {
	for _, m := range a.mentions {
		for _, o := range b.mentions {
			if m.doc == o.doc && !m.calledOff() && !o.calledOff() {
				return true
			}
		}
		if l.apart(m, b) {
			return true
		}
	}
	return false
}

// merge moves all mentions of r to the round that it became.
func (l *linker) merge(r, into *round, why string) {
	for _, m := range r.mentions {
		m.round = into
		m.because = append(slices.Clone(m.because), why)
		if m.link == parley.FirstMention {
			m.link = parley.SameRound
			m.because = []string{why}
		}
		into.mentions = append(into.mentions, m)
		into.profile.add(m)
	}
	r.merged = into
	slices.SortStableFunc(into.mentions, compareMentions)
	for i, m := range into.mentions {
		if i == 0 && m.link != parley.LinkedByEdit {
			m.link = parley.FirstMention
		} else if m.link == parley.FirstMention {
			m.link, m.because = parley.SameRound, []string{why}
		}
	}
}

package register

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/parley-register/parley"
)

// Limits of agreement, in points. What they weigh is in agree.go.
const (
	same     = 4.0 // from here on two mentions are of one round
	possible = 3.0 // from here on they are possibly
	margin   = 0.5 // by which the best round must be ahead where the time is known only roughly
)

// draft is a round as mentions make it one after the other, before what was put
// off or planned is joined to what came of it.
type draft struct {
	mentions []*mention           // in the order in which they joined
	upTo     [passes + 1]*profile // of those that joined in a pass or before it; nil where it is to be made
	stamp    int                  // of the search that saw it last
	change   *change              // in the update under way
	doubters map[*mention]bool    // that are possibly of it
	past     memory               // as a turn of the update under way saw it

	settled // what became of it: settle.go
}

// candidate is a round that a mention may be of.
type candidate struct {
	draft   *draft
	score   float64
	because []string
	against []string
}

func sameCandidate(a, b candidate) bool {
	return a.draft == b.draft && slices.Equal(a.because, b.because) && slices.Equal(a.against, b.against)
}

// What is told of one document is placed in three turns: what tells its day goes
// first, so that what is vague finds it, whenever it was published. What only an
// edit places comes after all turns.
const (
	passes  = 3
	byEdits = passes
)

func passOf(m *mention) int {
	switch m.grain {
	case toDay:
		return 0
	case toMonth:
		return 1
	}
	return 2
}

// turn is when the mentions of a document that tell their time in one way are
// placed.
type turn struct {
	doc  *document
	pass int
}

func (t turn) mentions() []*mention { return t.doc.turns[t.pass] }

func compareTurns(a, b turn) int {
	return cmp.Or(cmp.Compare(a.pass, b.pass), cmp.Compare(a.doc.order, b.doc.order))
}

// compareJoined orders mentions by when they were placed.
func compareJoined(a, b *mention) int {
	if a.pass != b.pass || a.pass == byEdits {
		return cmp.Or(cmp.Compare(a.pass, b.pass), cmp.Compare(a.seq, b.seq))
	}
	return cmp.Or(cmp.Compare(a.doc.order, b.doc.order), cmp.Compare(a.seq, b.seq))
}

// before reports whether m was placed before the turn, or in it.
func (m *mention) before(t turn) bool {
	return m.pass < t.pass || m.pass == t.pass && m.doc.order <= t.doc.order
}

// linker decides which mentions are of one round. Each is placed in its turn, as
// the rounds are then. The linker remembers when what was placed, so that it
// can see rounds as they were at any turn, and place again only what a change
// reaches: replay.go.
type linker struct {
	groups *groups
	index  map[monthKey][]*mention // of all that had their turn, by their parties and those beside the table
	cities map[cityKey][]*mention
	tables map[string][]*mention      // of three sides and more, by city, in order
	pairs  map[[2]string]*parley.Edit // link and split edits, by mention IDs in order
	byID   map[string]*mention        // those that edits may name
	obeyed []*mention                 // that edits placed after all turns

	stamp int
	now   turn
	seq   int

	replay
	settling
}

type monthKey struct {
	party string
	month int
}

type cityKey struct{ party, city string }

// Months of rounds of which no time is known at all, and of all rounds.
const (
	always = math.MinInt
	ever   = math.MinInt + 1
)

func newLinker(g *groups) *linker {
	l := &linker{groups: g, index: map[monthKey][]*mention{}, cities: map[cityKey][]*mention{}, pairs: map[[2]string]*parley.Edit{}, byID: map[string]*mention{}, tables: map[string][]*mention{}}
	l.replay.init()
	l.settling.init()
	return l
}

func pair(a, b string) [2]string {
	if b < a {
		a, b = b, a
	}
	return [2]string{a, b}
}

// atOnce is how many mentions of one document are weighed against each other.
const atOnce = 8

// placeAll places the mentions of one turn, each time the one that agrees
// best with some round: two meetings of one document are two rounds, and the
// better claim to a round goes first.
func (l *linker) placeAll(group []*mention) {
	group = slices.Clone(group)
	for len(group) > 1 {
		var best []candidate
		at, bestScore := 0, math.Inf(-1)
		for i, m := range group[:min(len(group), atOnce)] {
			score := 0.0
			found := l.candidates(m)
			if len(found) > 0 {
				score = found[0].score
			}
			if score > bestScore {
				at, best, bestScore = i, found, score
			}
		}
		m := group[at]
		group = slices.Delete(group, at, at+1)
		l.place(m, best)
	}
	for _, m := range group {
		l.place(m, l.candidates(m))
	}
}

// place puts m into the round that it agrees with, or begins one with it, or
// leaves it loose. found are its candidates.
func (l *linker) place(m *mention, found []candidate) {
	m.possibly = nil
	if d, x := l.told(m); d != nil {
		l.join(m, d, linked{parley.LinkedByEdit, []string{fmt.Sprintf("linked by %s%s", x.Author, reasonOf(x))}})
		return
	}
	alone := m.inPassing() && !l.company(m)
	// Of these parties there are rounds that it may speak of.
	near := m.grain == noDay && slices.ContainsFunc(found, func(c candidate) bool { return !m.elsewhere(l.seen(c.draft)) })
	found = slices.DeleteFunc(found, func(c candidate) bool { return c.score < possible })
	if len(found) > 0 && found[0].score >= same && !ambiguous(m, found) {
		c := l.explain(m, found[0])
		l.join(m, c.draft, linked{parley.SameRound, c.because})
		return
	}
	for i := range found {
		if i == 3 {
			found = found[:i]
			break
		}
		found[i] = l.explain(m, found[i])
	}
	m.possibly = slices.Clone(found)
	why := unplaceable(m, near || len(found) > 0)
	if why == "" && alone {
		why = onlyAnnounced
	}
	if why != "" {
		l.leave(m, linked{parley.Unplaced, []string{why}})
		return
	}
	l.begin(m)
}

// onlyAnnounced is why a meeting that is only announced is no round.
const onlyAnnounced = "it is announced in passing, for no day, and no report tells of talks of these parties within months of it"

// inPassing reports whether m announces a meeting for no day, in a document that is
// about something else.
func (m *mention) inPassing() bool {
	return m.future() && m.grain != toDay && (m.grain == noDay || m.city == "") && m != m.doc.mentions[0] && m.ordinal == 0
}

// company reports whether m comes upon a round of the same parties.
func (l *linker) company(m *mention) bool {
	from, to := monthsOf(m)
	if from == always || len(m.parties) == 0 {
		return true // of that nothing can be said
	}
	met := func(x *mention) bool {
		return x.draft != nil && (l.fresh || x.before(l.now)) && x.draft != m.draft && sameSides(m, l.seen(x.draft))
	}
	for _, party := range l.lookup(m.parties) {
		for month := from - reach; month <= to+reach; month++ {
			if slices.ContainsFunc(l.index[monthKey{party, month}], met) {
				return true
			}
		}
	}
	return false
}

// sameSides reports whether the parties of m are sides of the round.
func sameSides(m *mention, p *profile) bool {
	return p != nil && !slices.ContainsFunc(m.parties, func(c string) bool { return p.parties[c] == 0 })
}

// elsewhere reports whether m announces a meeting in a city where no report puts
// the round.
func (m *mention) elsewhere(p *profile) bool {
	return m.future() && m.city != "" && len(p.cities) > 0 && p.cities[m.city] == 0
}

// begin makes a round of m, the one that it made before where it did.
func (l *linker) begin(m *mention) {
	if m.own == nil {
		m.own = &draft{}
	}
	l.join(m, m.own, linked{parley.FirstMention, []string{"no earlier mention agrees with it"}})
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

// told is the round of a mention placed before that an analyst linked m with.
func (l *linker) told(m *mention) (*draft, *parley.Edit) {
	for _, other := range l.partners(m) {
		if x := l.pairs[pair(m.id, other.id)]; x.Kind == parley.Link && other.draft != nil && other.before(l.now) {
			return other.draft, x
		}
	}
	return nil, nil
}

// partners are the mentions that an edit names together with m, in order of
// their IDs.
func (l *linker) partners(m *mention) []*mention {
	if len(l.pairs) == 0 {
		return nil
	}
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

// apart reports whether an analyst said that m is not of a round with those.
func (l *linker) apart(m *mention, mentions []*mention) bool {
	if len(l.pairs) == 0 {
		return false
	}
	return slices.ContainsFunc(mentions, func(o *mention) bool {
		x := l.pairs[pair(m.id, o.id)]
		return x != nil && x.Kind == parley.Split
	})
}

func reasonOf(x *parley.Edit) string {
	if x.Reason == "" {
		return ""
	}
	return ": " + x.Reason
}

// reach is how many months before and after its time a mention looks for its
// round: as far as talks get put off.
const reach = 4

// monthsOf are the months in which a mention is to be found: those of its
// time; where that is not known, that of its document.
func monthsOf(m *mention) (from, to int) {
	d, ok := m.days, m.grain != noDay
	if !ok && m.doc.known() {
		d, ok = m.doc.published, true
	}
	if !ok {
		return always, always
	}
	return d.lo / 30, min(d.hi/30, d.lo/30+24)
}

// keysOf calls for the keys under which a mention is to be found: of its parties
// and of those beside the table.
func keysOf(m *mention, month func(monthKey), city func(cityKey)) {
	from, to := monthsOf(m)
	each := func(party string) {
		for n := from; n <= to; n++ {
			month(monthKey{party, n})
		}
		if m.city != "" {
			city(cityKey{party, m.city})
		}
	}
	for _, c := range m.parties {
		each(c)
	}
	for i, t := range m.third {
		if i == 0 || m.third[i-1].Actor != t.Actor {
			each(t.Actor)
		}
	}
}

// nearly is the agreement from which a round counts as one that a mention
// without a day may speak of.
const nearly = 1.5

// candidates are the rounds that m may be of, or that are near it, best first.
func (l *linker) candidates(m *mention) []candidate {
	var found []candidate
	l.stamp++
	try := func(x *mention) {
		d := x.draft
		if d == nil || d.stamp == l.stamp || !l.fresh && !x.before(l.now) {
			return
		}
		d.stamp = l.stamp
		if score := l.agree(m, l.seen(d), nil); score >= nearly && !l.apart(m, l.earlier(d)) {
			found = append(found, candidate{draft: d, score: score})
		}
	}
	from, to := monthsOf(m)
	for _, party := range l.lookup(m.parties) {
		for _, x := range l.index[monthKey{party, always}] {
			try(x)
		}
		if m.grain == noDay && m.city != "" {
			for _, x := range l.cities[cityKey{party, m.city}] {
				try(x)
			}
		}
		if from == always {
			continue // without any time, only what is as timeless
		}
		for month := from - reach; month <= to+reach; month++ {
			for _, x := range l.index[monthKey{party, month}] {
				try(x)
			}
		}
	}
	slices.SortFunc(found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), compareMentions(a.draft.mentions[0], b.draft.mentions[0]))
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
	l.agree(m, l.seen(c.draft), &w)
	c.because, c.against = w.because, w.against
	return c
}

// compareMentions orders mentions by publication, digest, then place in the
// document.
func compareMentions(a, b *mention) int {
	return cmp.Or(cmp.Compare(a.doc.order, b.doc.order), a.subject.At.Compare(b.subject.At), cmp.Compare(a.subject.N, b.subject.N))
}

func conflict(a, b int) bool { return a != 0 && b != 0 && a != b }

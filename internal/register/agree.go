package register

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/parley-register/parley"
)

// different is what two mentions agree by when one thing decides that they are
// of different rounds.
const different = math.MinInt32

// words are what speaks for and against a link, for people. A nil *words
// costs nothing.
type words struct{ because, against []string }

func (w *words) note(points float64, format string, args ...any) float64 {
	if w == nil || points == 0 {
		return points
	}
	if text := fmt.Sprintf(format, args...); points > 0 {
		w.because = append(w.because, text)
	} else {
		w.against = append(w.against, text)
	}
	return points
}

// say is words for people, made only where they are wanted.
func (w *words) say(text func() string) string {
	if w == nil {
		return ""
	}
	return text()
}

// stood is the time of a round that is put into words only where they are wanted.
type stood profile

func (s *stood) String() string { return timeOf((*profile)(s)) }

// inDays is a number of days in words.
type inDays int

func (n inDays) String() string { return plural(int(n), "day") }

// agree is by how many points m agrees with what a round is so far.
func (l *linker) agree(m *mention, p *profile, w *words) float64 {
	score := agreeTime(m, p, w)
	if score <= different {
		return different
	}
	sum := score
	if score = l.agreeParties(m, p, w); score <= different {
		return different
	}
	sum += score
	sum += agreePlace(m, p, w)
	sum += agreeOrdinal(m, p, w)
	sum += agreeName(m, p, w)
	sum += agreePeople(m, p, w)
	sum += agreeManner(m, p, w)
	if score = agreeReports(m, p, w); score <= different {
		return different
	}
	return sum + score
}

// agreeTime weighs the time of m against that of the round.
func agreeTime(m *mention, p *profile, w *words) float64 {
	if m.doc.known() && p.happened && p.grain == toDay && !p.endless && p.days.hi < m.doc.published.lo-1 &&
		(m.future() && m.grain == noDay || (m.future() || m.calledOff()) && m.grain != noDay && m.days.lo > p.days.hi) {
		return different // it is still to come, or was put off or called off, and that one was over
	}
	if m.status == parley.Cancelled && m.grain == toMonth && p.happened && p.grain == toDay && m.doc.known() && p.days.hi < m.doc.published.lo-1 {
		return different // that one was held in that month, and this one was not
	}
	switch {
	case m.grain != noDay && p.grain != noDay:
		return agreeDays(m, p, w)
	case m.grain == noDay && p.grain != noDay:
		return agreeReported(m, p, w)
	case m.grain != noDay:
		if !p.lastKnown {
			return 0
		}
		return nearness(m.days, p.lastPublished, w)
	}
	if !m.doc.known() || !p.lastKnown {
		return w.note(-1.5, "neither tells its day, and when they were reported is not known")
	}
	switch gap := m.doc.published.gap(days{p.firstPublished, p.lastPublished}); {
	case gap <= 3:
		return w.note(1, "both reported within %s", inDays(max(gap, 1)))
	case gap <= 7:
		return w.note(0.5, "both reported within %s", inDays(gap))
	case gap <= 30:
		return 0
	case gap <= season:
		return w.note(-1, "reported more than a month apart")
	}
	return w.note(-3, "neither tells its day, and they were reported half a year apart")
}

// agreeDays weighs two times that are both known.
func agreeDays(m *mention, p *profile, w *words) float64 {
	if v := p.dates[m.days]; v != nil && m.grain == toDay {
		if m.days == p.days {
			return w.note(3, "same day (%s)", &m.when)
		}
		return w.note(2.5, "another report gives the same day (%s)", &m.when)
	}
	gap := m.days.gap(p.days)
	if m.grain != toDay || p.grain != toDay {
		return agreeRoughly(m, p, gap, w)
	}
	if gap == 0 {
		return w.note(2.5, "days overlap (%s and %s)", &m.when, (*stood)(p))
	}
	if lasting(p.endless, p.begun, p.days, m.happened() && !m.endless, m.days) || lasting(m.endless, m.begun, m.days, p.happened && !p.endless, p.days) {
		return w.note(1.5, "one tells when it began, the other a day on which it went on (%s and %s)", &m.when, (*stood)(p))
	}
	if ended(m, p) {
		return w.note(1, "one tells when it began, in news of how it ended on the day of the other (%s and %s)", &m.when, (*stood)(p))
	}
	if planned := m.future() && !m.past || m.calledOff() || !p.happened; planned {
		if m.past && m.doc.known() && p.days.lo > m.doc.published.hi+1 {
			return different // it was held before the other is to begin
		}
		late := inDays(gap)
		switch put := putOff(m, p); {
		case gap <= 1:
			return w.note(2, "planned for %s, told of %s", (*stood)(p), &m.when)
		case gap <= 3:
			return w.note(1.5, "planned for %s, told of %s", (*stood)(p), &m.when)
		case gap <= 5:
			return w.note(1, "planned for %s, told of %s", (*stood)(p), &m.when)
		case gap <= 10:
			return w.note(0.5, "planned for %s, told of %s", (*stood)(p), &m.when)
		case put && gap <= 31:
			return w.note(1, "put off from %s, told of %s", (*stood)(p), &m.when)
		case put && gap <= longestDelay:
			return w.note(0.5, "put off from %s, told of %s", (*stood)(p), &m.when)
		case m.future() && m.doc.known() && p.days.hi < m.doc.published.lo:
			return different // the day of the other plan was over, and it is not said to have been put off
		case gap <= 31:
			return w.note(-2, "%s apart", late)
		}
		return different
	}
	switch {
	case gap > 1 && foretold(m, p):
		return different
	case gap == 1:
		return w.note(1.5, "one day apart (%s and %s)", &m.when, (*stood)(p))
	case gap <= 3 && m.city != "" && p.cities[m.city] > 0:
		return w.note(0.5, "%d days apart (%s and %s)", gap, &m.when, (*stood)(p))
	case gap <= 3:
		return w.note(-0.1, "%d days apart (%s and %s)", gap, &m.when, (*stood)(p))
	case gap <= 7:
		return w.note(-1.5, "%d days apart (%s and %s)", gap, &m.when, (*stood)(p))
	case gap <= 31:
		return w.note(-3, "%d days apart (%s and %s)", gap, &m.when, (*stood)(p))
	}
	return different
}

// foretold reports whether of the days of m and of the round, on both of which
// talks were held, the later one had not come yet when all that tells of the
// other one was out: what is news on its own day is a sitting of its own,
// and no later report of another day takes it back.
func foretold(m *mention, p *profile) bool {
	if m.days.lo < p.days.lo {
		return m.doc.known() && m.doc.published.hi < p.days.lo
	}
	return p.lastKnown && p.lastPublished < m.days.lo
}

// putOff reports whether the mention can tell of the round on another day
// because it was put off: it had not taken place, was not called off for good,
// and the later of the two days is the new one.
func putOff(m *mention, p *profile) bool {
	switch {
	case p.happened || p.cancelled || m.status == parley.Cancelled:
		return false
	case m.days.lo < p.days.lo:
		return !m.happened() && p.postponed
	}
	return p.postponed || m.status == parley.Postponed
}

// Days that talks go on after they began, where their end is not told.
const (
	longestRound = 21 // when it is said that they began
	nextDays     = 5  // when it is only said that they went on
)

// lasting reports whether a single day can be one of talks that began earlier.
func lasting(endless, begun bool, began days, happened bool, day days) bool {
	later := day.lo - began.hi
	return happened && day.lo == day.hi && later > 0 && (endless && later <= longestRound || begun && later <= nextDays)
}

// ended reports whether one of m and the round is on the day on which the news
// came how talks in the same place ended that had begun on the day of the
// other: reports of long talks tell their first day, or their last.
func ended(m *mention, p *profile) bool {
	if m.city == "" || p.cities[m.city] == 0 || !m.happened() || !p.happened {
		return false
	}
	long := func(from, to int) bool { return to > from && to-from <= longestRound }
	if m.concluded() && m.doc.published.gap(p.days) <= 1 && long(m.days.hi, p.days.lo) {
		return true
	}
	_, ok := p.newsOn(m.days)
	return ok
}

func agreeRoughly(m *mention, p *profile, gap int, w *words) float64 {
	switch {
	case gap == 0 && (m.grain == toYear || p.grain == toYear):
		return w.note(0.3, "same year (%s)", &m.when)
	case gap == 0 && m.days == p.days:
		return w.note(1.5, "same month (%s)", &m.when)
	case gap == 0:
		return w.note(1, "same time, as finely as it is told (%s and %s)", &m.when, (*stood)(p))
	case p.endless && m.days.lo > p.days.hi && gap <= 31:
		return w.note(0.3, "it had begun on %s, and was perhaps not over", (*stood)(p))
	case gap <= 3:
		return w.note(-1, "%s apart", inDays(gap))
	case putOff(m, p) && gap <= longestDelay:
		return w.note(0.5, "put off from %s, told of %s", (*stood)(p), &m.when)
	case gap <= 31:
		return w.note(-3, "%s apart", inDays(gap))
	}
	return different
}

// agreeReported weighs a mention without a time by when it was published.
func agreeReported(m *mention, p *profile, w *words) float64 {
	if !m.doc.known() {
		return w.note(-1.5, "neither its day nor that of its document is known")
	}
	since := m.doc.published.lo - p.days.hi // days from the round to the report
	if p.endless {
		since = m.doc.published.lo - p.days.lo
	}
	switch {
	case m.happened():
		if m.doc.published.hi < p.days.lo {
			return different // told before it began
		}
		if p.endless && since > 3 && since <= 21 {
			since = 3
		}
		switch {
		case p.grain != toDay:
			return 0
		case since <= 3:
			return w.note(1.5, "reported within %s of %s", inDays(max(since, 1)), (*stood)(p))
		case since <= 7:
			return w.note(1, "reported within %d days of %s", since, (*stood)(p))
		case since <= 14:
			return w.note(0.5, "reported within %d days of %s", since, (*stood)(p))
		case since <= recall && since > 2*recalled && m == m.doc.mentions[0]:
			return w.note(-4, "it is the news of a report, and %s was %d days before", (*stood)(p), since)
		case since <= recall:
			return w.note(-0.5, "its day is not told, and %s was %d days before the report", (*stood)(p), since)
		}
		return w.note(-3, "its day is not told, and %s was long before the report", (*stood)(p))
	case m.calledOff():
		if !p.happened && -since >= -60 && since <= 14 {
			return w.note(1.5, "told near the day that it was planned for (%s)", (*stood)(p))
		}
		if p.happened && since > 0 {
			if m.status == parley.Postponed && (p.postponed || m.ordinal != 0 && p.ordinals[m.ordinal] > 0) {
				return w.note(1, "it had been put off before %s", (*stood)(p))
			}
			return different
		}
		return 0
	case m.vain():
		return different
	case m.future():
		if p.happened && since > 1 && !p.endless {
			return different
		}
		switch until := p.days.lo - m.doc.published.lo; {
		case until >= 0 && until <= 30:
			return w.note(1, "announced %s before %s", inDays(max(until, 1)), (*stood)(p))
		case until >= 0 && until <= 90:
			return 0
		}
		return w.note(-1.5, "announced for no day, long before %s", (*stood)(p))
	}
	if -30 <= since && since <= 30 {
		return w.note(1, "told within a month of %s", (*stood)(p))
	}
	return 0
}

// vain reports whether m denies a meeting of which neither day nor place is told,
// or recalls one that was to be on a day that is over, in a report that tells how
// the same sides met: it is the next one, of which there is to be none, or the
// end of this one.
func (m *mention) vain() bool {
	return (m.status == parley.DeniedMeeting || m.future() && m.misdated) && m.grain == noDay && m.city == "" &&
		slices.ContainsFunc(m.doc.mentions, func(o *mention) bool { return o != m && o.happened() && slices.Equal(o.parties, m.parties) })
}

// recall is for how many days a report recalls a round without telling its day.
const recall = 400

func nearness(d days, published int, w *words) float64 {
	switch since := published - d.hi; {
	case since >= 0 && since <= 7:
		return w.note(1, "the other was reported within a week of it")
	case since >= -30 && since <= 30:
		return w.note(0.3, "the other was reported within a month of it")
	}
	return w.note(-1, "the other was reported more than a month from it")
}

// agreeParties weighs the sides. Other sides are other talks; a side that one
// report puts at the table and another beside it is the same talks.
func (l *linker) agreeParties(m *mention, p *profile, w *words) float64 {
	if _, ok := p.sets[setKey(m.parties)]; ok && len(m.parties) >= 2 {
		return w.note(3, "same parties (%s)", strings.Join(m.parties, ", "))
	}
	best, text := float64(different), ""
	if w == nil {
		for _, set := range p.sets { // the best is the best in any order
			points, _ := l.compareParties(m, p, set, nil)
			best = max(best, points)
		}
		return best
	}
	for _, key := range sortedKeys(p.sets) {
		if points, why := l.compareParties(m, p, p.sets[key], w); points > best {
			best, text = points, why
		}
	}
	if best <= different {
		return different
	}
	return w.note(best, "%s", text)
}

func (l *linker) compareParties(m *mention, p *profile, set []string, w *words) (points float64, why string) {
	var few [2][8]string
	extra, missing := few[0][:0], few[1][:0] // of m, of the round
	for _, c := range m.parties {
		if !l.groups.covers(set, c) {
			extra = append(extra, c)
		}
	}
	for _, c := range set {
		if !l.groups.covers(m.parties, c) {
			missing = append(missing, c)
		}
	}
	shared := min(len(m.parties)-len(extra), len(set)-len(missing)) // a group and its members are one side
	// Who is beside the table in the other report is no stranger to it.
	// Nor is an organisation that brings others to the table.
	strangers := 0
	for _, c := range extra {
		if p.third[c] == 0 && !(shared >= 2 && l.groups.mediators[c]) {
			strangers++
		}
	}
	for _, c := range missing {
		if !(shared >= 2 && l.groups.mediators[c]) && !slices.ContainsFunc(m.third, func(t parley.Third) bool { return t.Actor == c }) {
			strangers++
		}
	}
	// A report that names only who is beside the table names it all the same.
	beside := len(m.parties) >= 2 && !slices.ContainsFunc(m.parties, func(c string) bool { return p.third[c] == 0 })
	switch {
	case shared == 0 && beside && m.grain == toDay && m.days.gap(p.days) == 0 && p.grain == toDay:
		return 1, w.say(func() string {
			return "one report names only " + strings.Join(m.parties, ", ") + ", who are third parties in another"
		})
	case shared == 0:
		return different, ""
	case len(extra)+len(missing) > 0 && len(m.parties) >= 2 && len(set) >= 2 && m.format != "" && p.names[m.format] > 0 && shared+len(extra)+len(missing) <= seatsOf(m.format):
		return 2, w.say(func() string {
			return fmt.Sprintf("each report names some of the parties of the %s (%s)", m.format, strings.Join(slices.Concat(m.parties, missing), ", "))
		})
	case len(extra)+len(missing) == 0 && len(m.parties) >= 2 && l.groups.few(m.parties, set):
		return -1.5, w.say(func() string {
			return "one report names a group, the other only one of its members (" + strings.Join(m.parties, ", ") + ")"
		})
	case len(extra)+len(missing) == 0 && len(m.parties) >= 2:
		return 3, w.say(func() string {
			return "the same parties, by group or by member (" + strings.Join(m.parties, ", ") + ")"
		})
	case len(extra)+len(missing) == 0:
		return 1, w.say(func() string { return "the one party that is named (" + m.parties[0] + ")" })
	case strangers == 0 && shared+len(extra) >= 2:
		return 2.5, w.say(func() string {
			return "the same parties; " + strings.Join(slices.Concat(extra, missing), ", ") + " as side or as third party"
		})
	case shared == 1 && len(m.parties) == 2 && len(extra) == 1 && p.third[extra[0]] > 0:
		return 0.5, w.say(func() string {
			return "one report names " + strings.Join(m.parties, " and ") + ", of whom the other is a third party in another"
		})
	case shared == 1 && len(extra) == 1 && len(m.parties) == 2 && extra[0] == m.place.Country:
		return -1.6, w.say(func() string {
			return "one report names " + strings.Join(m.parties, " and ") + ", of whom the other is the country where it was"
		})
	case shared >= 1 && l.oneTable(m, p, set) != nil:
		t := l.oneTable(m, p, set)
		return 1.5, w.say(func() string {
			return "each report names some of the parties of one table (" + strings.Join(t.parties, ", ") + "), which another names together in that place"
		})
	case len(m.parties) == 1 && (m.unnamed || len(set) <= 2) || len(set) == 1 && (p.unnamed || len(m.parties) <= 2):
		return 0.5, w.say(func() string {
			return "one party shared (" + strings.Join(append(slices.Clone(m.parties[:1]), set...), ", ") + "), the other not named in one report"
		})
	case shared >= 2 && (len(extra) == 0 || len(missing) == 0) && 2*shared < max(len(m.parties), len(set)):
		return -1.5, w.say(func() string {
			return fmt.Sprintf("few parties shared; only one report names %s", strings.Join(slices.Concat(extra, missing), ", "))
		})
	case shared >= 2 && (len(extra) == 0 && m.aside && p.aside == 0 || len(missing) == 0 && !m.aside && p.aside == p.count):
		return -1.5, w.say(func() string { return "one is of some of the parties on the sidelines, the other of more of them" })
	case shared >= 2 && (len(extra) == 0 || len(missing) == 0):
		return 1.5, w.say(func() string {
			return fmt.Sprintf("%d parties shared; only one report names %s", shared, strings.Join(slices.Concat(extra, missing), ", "))
		})
	case shared >= 2 && 2*shared >= len(m.parties) && 2*shared >= len(set):
		return 0.5, w.say(func() string {
			return fmt.Sprintf("%d parties shared; the reports differ on %s", shared, strings.Join(slices.Concat(extra, missing), ", "))
		})
	}
	return different, ""
}

// oneTable is a mention in another document of three sides or more that holds
// those of m and of the set, in the same place and about the same days. Two
// reports that name two of three presidents each are of one table then; what
// was on the sidelines of it is not. It is nil where there is none, or where
// the two are not of one day in one place.
func (l *linker) oneTable(m *mention, p *profile, set []string) *mention {
	if len(m.parties) < 2 || len(set) < 2 || m.city == "" || p.cities[m.city] == 0 || m.aside || p.aside > 0 ||
		m.grain != toDay || p.grain != toDay || m.days.gap(p.days) > 0 {
		return nil
	}
	for _, t := range l.tables[m.city] {
		if t.doc == m.doc || len(p.docs[t.doc]) > 0 || !t.about(m.days) {
			continue
		}
		holds := func(c string) bool { return slices.Contains(t.parties, c) }
		if !slices.ContainsFunc(m.parties, func(c string) bool { return !holds(c) }) && !slices.ContainsFunc(set, func(c string) bool { return !holds(c) }) {
			return t
		}
	}
	return nil
}

// about reports whether the meeting can have been on d: its days are no further
// from it than a round is long; where they are not told, its report is not.
func (m *mention) about(d days) bool {
	if m.grain != noDay {
		return m.grain == toDay && m.days.gap(d) <= longestRound
	}
	return m.doc.known() && m.doc.published.gap(d) <= nextDays
}

// agreePlace weighs the cities, or where one is not told the countries.
func agreePlace(m *mention, p *profile, w *words) float64 {
	if m.city != "" && p.cities[m.city] > 0 {
		return w.note(2, "same place (%s)", m.place.Name)
	}
	if m.city != "" {
		for city := range p.cities {
			if samePlace(m.city, city) {
				return w.note(1.5, "same place by a longer and a shorter name (%s)", m.place.Name)
			}
		}
	}
	sameCountry := m.place.Country != "" && p.country[m.place.Country] > 0
	switch {
	case m.city != "" && len(p.cities) > 0 && sameCountry:
		return w.note(-1.5, "another place in the same country (%s, not %s)", m.place.Name, p.written[most(p.cities)])
	case m.city != "" && len(p.cities) > 0 && slices.Contains(m.parties, m.place.Country) != anyOf(m.parties, p.country):
		return w.note(-1.5, "another place, though a capital may stand for its government (%s, not %s)", m.place.Name, p.written[most(p.cities)])
	case m.city != "" && len(p.cities) > 0:
		return w.note(-3, "another place (%s, not %s)", m.place.Name, p.written[most(p.cities)])
	case sameCountry:
		return w.note(1, "same country (%s)", m.place.Country)
	case m.place.Country != "" && len(p.country) > 0:
		return w.note(-3, "another country (%s, not %s)", m.place.Country, most(p.country))
	}
	return 0
}

// anyOf reports whether one of codes is counted.
func anyOf(codes []string, counts map[string]int) bool {
	return slices.ContainsFunc(codes, func(c string) bool { return counts[c] > 0 })
}

// samePlace reports whether of two folded names of places one is the other, or
// has all its words: "New Delhi" and "Delhi".
func samePlace(a, b string) bool {
	return a == b || a != "" && b != "" && (strings.Contains(" "+a+" ", " "+b+" ") || strings.Contains(" "+b+" ", " "+a+" "))
}

func agreeOrdinal(m *mention, p *profile, w *words) float64 {
	switch {
	case m.ordinal == 0 || len(p.ordinals) == 0:
		return 0
	case p.ordinals[m.ordinal] > 0:
		return w.note(2, "same number (round %d)", m.ordinal)
	}
	if m.grain == toDay && p.grain == toDay && m.days.gap(p.days) == 0 && m.city != "" && p.cities[m.city] > 0 {
		return w.note(-1, "another number (round %d, not %d), at the same time in the same place", m.ordinal, p.ordinal())
	}
	return w.note(-2.5, "another number (round %d, not %d)", m.ordinal, p.ordinal())
}

func agreeName(m *mention, p *profile, w *words) float64 {
	switch {
	case m.format == "" || len(p.names) == 0:
		return 0
	case p.names[m.format] > 0:
		return w.note(1, "same name (%s)", m.format)
	}
	return w.note(-0.5, "another name (%s, not %s)", m.format, most(p.names))
}

func agreePeople(m *mention, p *profile, w *words) float64 {
	if len(m.participants) == 0 || len(p.people) == 0 {
		return 0
	}
	var both []string
	for _, s := range m.participants {
		if p.people[s] {
			both = append(both, s)
		}
	}
	switch {
	case len(both) > 1:
		return w.note(1, "same people (%s)", strings.Join(both, ", "))
	case len(both) == 1:
		return w.note(0.7, "same person (%s)", both[0])
	}
	if rank(m.level) != 0 && len(p.levels) > 0 && rank(m.level) != rank(most(p.levels)) {
		return w.note(-1.5, "other people of another rank")
	}
	return w.note(-0.5, "other people")
}

// rank is how high a level is, 0 when it is not known.
func rank(l parley.Level) int {
	switch l {
	case parley.LeaderLevel:
		return 4
	case parley.MinisterLevel:
		return 3
	case parley.DeputyLevel:
		return 2
	case parley.OfficialLevel:
		return 1
	}
	return 0
}

// agreeManner tells a call from a meeting, and leaders from officials.
func agreeManner(m *mention, p *profile, w *words) float64 {
	if m.remote && p.remote == 0 && p.present > 0 || !m.remote && m.city != "" && p.remote > 0 && p.present == 0 {
		return w.note(-4, "one by phone or video, the other in person")
	}
	if len(m.participants) > 0 && len(p.people) > 0 {
		return 0 // the people tell more
	}
	if a, b := rank(m.level), rank(most(p.levels)); a != 0 && b != 0 && a != b && (a == 4 || b == 4) {
		return w.note(-1, "one of leaders, the other not")
	}
	return 0
}

// agreeReports weighs when the reports came out, and what one document says of
// both: a document that tells of two meetings means two.
func agreeReports(m *mention, p *profile, w *words) float64 {
	for _, o := range p.docs[m.doc] {
		twice := m.grain == toDay && o.grain == toDay && (m.days.contains(o.days) || o.days.contains(m.days)) && m.ofOneTable(o) &&
			(m.city == "" || o.city == "" || m.city == o.city) && (!conflict(m.ordinal, o.ordinal) || m.ofOnePeople(o)) && m.remote == o.remote &&
			(len(m.participants) == 0 || len(o.participants) == 0 || slices.Equal(m.participants, o.participants))
		if !twice && !m.retells(o) && !m.wasPutOff(o, p) {
			return different
		}
	}
	if m.happened() && p.happened && m.doc.known() && p.lastKnown && m.doc.published.gap(days{p.firstPublished, p.lastPublished}) <= 2 {
		return w.note(0.5, "reported at the same time")
	}
	return 0
}

// ofOneTable reports whether two mentions of one document name the same sides, or
// one of them some of those that the other names of talks of one number and one
// name: who is left out then is only not told again.
func (m *mention) ofOneTable(o *mention) bool {
	if slices.Equal(m.parties, o.parties) {
		return true
	}
	few, all := m.parties, o.parties
	if len(few) > len(all) {
		few, all = all, few
	}
	return len(few) >= 2 && (m.ordinal != 0 && m.ordinal == o.ordinal || m.format != "" && m.format == o.format) &&
		!slices.ContainsFunc(few, func(c string) bool { return !slices.Contains(all, c) })
}

// ofOnePeople reports whether two mentions of one document name the same two
// people and more: they met once on those days, whatever number a word beside
// one of the mentions gives.
func (m *mention) ofOnePeople(o *mention) bool {
	return len(m.participants) >= 2 && slices.Equal(m.participants, o.participants) && slices.Equal(m.parties, o.parties)
}

// retells reports whether one of two mentions of a document is its news told
// first without a day, as a headline does, and the other the same with its day,
// some days before the report: both were held by the same sides, and nothing
// that one tells is otherwise in the other. What comes later without a day may
// be a meeting of old.
func (m *mention) retells(o *mention) bool {
	head, body := m, o
	if o.grain == noDay {
		head, body = o, m
	}
	if head != m.doc.mentions[0] || head.grain != noDay || body.grain != toDay || head.misdated || !head.happened() || !body.happened() || !m.doc.known() || m.doc.published.gap(body.days) > newsDays {
		return false
	}
	return len(m.parties) >= 2 && m.ofOneTable(o) &&
		(m.city == "" || o.city == "" || samePlace(m.city, o.city)) && !conflict(m.ordinal, o.ordinal) && m.remote == o.remote && m.aside == o.aside &&
		(len(m.participants) == 0 || len(o.participants) == 0 || slices.ContainsFunc(m.participants, func(s string) bool { return slices.Contains(o.participants, s) }))
}

// newsDays is for how many days a meeting is news.
const newsDays = 7

// wasPutOff reports whether m only says that the round had been put off that its
// document tells as o to have been held: others know of it, too.
func (m *mention) wasPutOff(o *mention, p *profile) bool {
	return m.status == parley.Postponed && m.grain == noDay && o.happened() && o.grain == toDay && slices.Equal(m.parties, o.parties) && !conflict(m.ordinal, o.ordinal) &&
		(p.postponed || m.ordinal != 0 && p.ordinals[m.ordinal] > 0)
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

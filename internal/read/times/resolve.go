package times

import (
	"strconv"
	"strings"
	"time"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
)

// resolver turns matches into values. It holds what values depend on besides
// the words: the day of publication, the clause's tense, and the time that was
// last spoken of.
type resolver struct {
	text  string
	units []unit
	names []string // words by number
	xpos  []nlp.Token
	verbs verbForms
	pub   point
	focus point // the last calendar time in the document
	fine  point // the last day
}

// result is what a normalisation makes of a match.
type result struct {
	typ   string // "" to keep the rule's
	value string
	when  parley.Interval
	at    point // to be the next focus; gNone when it is no calendar time
}

type normaliser func(r *resolver, m *match) (result, bool)

var normalisers = map[string]normaliser{
	"date": normDate, "range": normRange, "years": normYears, "months": normMonths, "weekday": normWeekday, "weekdays": normWeekdays, "rel": normRel, "day": normDeictic, "ago": normAgo,
	"dur": normDuration, "set": normSet, "everyday": normEveryWeekday, "everymonth": normEveryMonth, "ref": normRef, "quarter": normQuarter, "half": normHalf, "season": normSeason,
	"decade": normDecade, "century": normCentury, "clock": normClock, "shift": normShift, "same": normSame, "ordday": normOrdDay, "holiday": normHoliday,
	"numeric": normNumeric, "vague": normVague, "yearago": normYearAgo, "current": normCurrent, "within": normWithin, "unresolved": normUnresolved,
}

func calendar(p point) (result, bool) {
	if p.y > 9999 {
		return result{}, false
	}
	return result{value: p.timex(), when: p.interval(), at: p}, true
}

func (r *resolver) tense(m *match) tense {
	switch m.rule.tense {
	case "past":
		return past
	case "future":
		return future
	}
	switch r.wordBefore(m, 1) {
	case "since":
		return past
	case "until", "till":
		switch r.wordBefore(m, 2) {
		case "not", "up":
			return past
		case "":
			if m.first == 1 { // "Until Thursday they had said nothing"
				return r.tenseAt(m.first, m.last)
			}
		}
		return future
	case "to", "from":
		for i := m.first - 2; i >= 0 && i >= m.first-4; i-- {
			switch r.lower(i) {
			case "moved", "postponed", "rescheduled", "delayed", "deferred", "shifted", "extended", "pushed", "adjourned":
				return future
			}
		}
	case "of":
		if r.wordBefore(m, 2) == "ahead" {
			return future
		}
	case "for":
		switch r.wordBefore(m, 2) {
		case "scheduled", "planned", "set", "slated", "due", "expected":
			return future
		}
	}
	if m.last < len(r.units) && r.names[r.units[m.last].word] == "'s" {
		// Wednesday's ruling: over, unless what follows says otherwise
		for i := m.last + 1; i < len(r.units) && i < m.last+6; i++ {
			if r.verb(i) == future {
				return future
			}
		}
		switch r.wordBefore(m, 1) {
		case "for", "before", "at":
			return r.tenseAt(m.first, m.last)
		}
		return past
	}
	if m.last < len(r.units) && r.verb(m.last) == future { // "the talks on Saturday will"
		return future
	}
	if (r.wordBefore(m, 1) == "as") && (r.wordBefore(m, 2) == "soon" || r.wordBefore(m, 2) == "early") {
		return future
	}
	return r.tenseAt(m.first, m.last)
}

func (r *resolver) wordBefore(m *match, n int) string {
	if i := m.first - n; i >= 0 {
		return r.names[r.units[i].word]
	}
	return ""
}

// fullYear is a year of two or four figures, 0 where none is told.
func fullYear(m *match, s slot) int {
	y, ok := m.get(s)
	if !ok {
		return 0
	}
	if y < 100 {
		if y < 50 {
			return 2000 + y
		}
		return 1900 + y
	}
	return y
}

// nearYear picks the year of a month or day that is told without one: by tense
// the latest one that has come or the next one to come, unless that is far and
// its neighbour near, since clauses mix tenses.
func (r *resolver) nearYear(month, day int, t tense, first int) int {
	if r.pub.y == 0 {
		return 0
	}
	if r.pub.m == 0 {
		return 0
	}
	at := func(y int) int { // days from publication; negative is past
		d, pd := day, r.pub.d
		if d == 0 || pd == 0 {
			// by months: the same month counts as past and as future
			return ((y-r.pub.y)*12 + month - r.pub.m) * 30
		}
		if int32(d) > daysIn(y, month) {
			return 1 << 20
		}
		return int(time.Date(y, time.Month(month), d, 0, 0, 0, 0, time.UTC).Sub(r.pub.date()).Hours() / 24)
	}
	lastYear, nextYear := 0, 0
	for y := r.pub.y - 4; y <= r.pub.y+4; y++ {
		switch n := at(y); {
		case n == 1<<20:
		case n <= 0:
			lastYear = y
		case nextYear == 0:
			nextYear = y
		}
	}
	if lastYear == 0 || nextYear == 0 {
		return 0
	}
	back, ahead := -at(lastYear), at(nextYear)
	switch t {
	case past:
		if back > 180 && back > 3*ahead && !r.pastBeside(first) {
			return nextYear
		}
		return lastYear
	case future:
		if back == 0 || ahead > 180 && ahead > 3*back {
			return lastYear
		}
		return nextYear
	}
	if back <= ahead {
		return lastYear
	}
	return nextYear
}

// normDate reads day, month and year, as far as they are told.
func normDate(r *resolver, m *match) (result, bool) {
	p := point{g: gDay, y: fullYear(m, sYear), m: m.value(sMonth), d: m.value(sDay)}
	if wd, ok := m.get(sWeekday); ok && p.m == 0 {
		return r.dayOfMonth(p.d, wd, r.tense(m))
	}
	switch {
	case p.m == 0 && p.d == 0:
		p.g = gYear
	case p.d == 0:
		p.g = gMonth
	}
	if st, ok := m.get(sStep); ok {
		if u := m.value(sUnit); u == 8 { // June last year
			if r.pub.y == 0 {
				return calendar(p)
			}
			p.y = r.pub.y + st
		} else { // last June, next June, this June
			if r.pub.y == 0 || r.pub.m == 0 {
				return calendar(p)
			}
			p.y = r.pub.y
			switch {
			case st < 0 && p.m >= r.pub.m:
				p.y--
			case st > 0 && p.m <= r.pub.m:
				p.y++
			case st == 0 && p.m < r.pub.m && r.tense(m) == future:
				p.y++
			}
		}
	}
	if p.y == 0 && p.m != 0 {
		p.y = r.nearYear(p.m, p.d, r.tense(m), m.first)
		if wd, ok := m.get(sWeekday); ok && p.d != 0 && p.y != 0 {
			p.y = r.yearByWeekday(p, wd)
		}
	}
	if p.d != 0 {
		year := p.y
		if year == 0 {
			year = 2000
		}
		if p.d > int(daysIn(year, p.m)) {
			return result{}, false
		}
	}
	p.tod = m.value(sTod)
	p.setClock(r, m)
	res, ok := calendar(p)
	if st, stepped := m.get(sStep); stepped && st < 0 && !m.has[sUnit] && !m.rule.given[sUnit] && p.y == r.pub.y && p.d == 0 && ok {
		// "last May", said in September, may be this year's or last year's
		res.when.From.Uncertain, res.when.To.Uncertain = true, true
	}
	return res, ok
}

func (p *point) setClock(r *resolver, m *match) {
	h, ok := m.get(sHour)
	if !ok {
		return
	}
	p.clock, p.hh = true, h
	if u := &r.units[m.at[sHour]]; u.set.has(cClock) {
		p.mm = int(u.ord)
	}
	if ap, ok := m.get(sAmPm); ok {
		if ap == 1 && p.hh < 12 {
			p.hh += 12
		}
		if ap == 2 && p.hh == 12 {
			p.hh = 0
		}
	}
	p.tod = 0
}

// yearByWeekday moves the year by at most one when the weekday that stands with
// the date says so: "Friday, Oct. 23".
func (r *resolver) yearByWeekday(p point, weekday int) int {
	fits := func(y int) bool {
		if int32(p.d) > daysIn(y, p.m) {
			return false
		}
		return int(time.Date(y, time.Month(p.m), p.d, 0, 0, 0, 0, time.UTC).Weekday()) == weekday%7
	}
	if fits(p.y) {
		return p.y
	}
	for _, y := range []int{p.y - 1, p.y + 1} {
		if fits(y) {
			return y
		}
	}
	return p.y
}

// dayOfMonth reads "the 18th" and "Tuesday the 18th".
func (r *resolver) dayOfMonth(day, weekday int, t tense) (result, bool) {
	p := point{g: gDay, d: day}
	base := r.pub
	if r.focus.g == gDay && r.focus.m != 0 || r.focus.g == gMonth {
		base = r.focus
		if weekday == 0 {
			p.y, p.m = base.y, base.m
			if p.m != 0 && p.y != 0 && p.d > int(daysIn(p.y, p.m)) {
				return result{}, false
			}
			return calendar(p)
		}
	}
	if r.pub.m == 0 {
		return result{value: "XXXX-XX-" + two(day)}, true
	}
	p.y, p.m = r.pub.y, r.pub.m
	if r.pub.d != 0 {
		switch {
		case t == past && day > r.pub.d:
			p.m--
		case t == future && day < r.pub.d:
			p.m++
		}
	}
	k := p.y*12 + p.m - 1
	p.y, p.m = k/12, k%12+1
	if p.d > int(daysIn(p.y, p.m)) {
		return result{}, false
	}
	if weekday != 0 && int(p.date().Weekday()) != weekday%7 {
		return result{value: "XXXX-XX-" + two(day)}, true
	}
	return calendar(p)
}

func normOrdDay(r *resolver, m *match) (result, bool) {
	d, _ := m.get(sDay)
	if d < 1 || d > 31 {
		return result{}, false
	}
	return r.dayOfMonth(d, m.value(sWeekday), r.tense(m))
}

// normRange reads two days as one interval.
func normRange(r *resolver, m *match) (result, bool) {
	a := point{g: gDay, y: fullYear(m, sYear), m: m.value(sMonth), d: m.value(sDay)}
	b := point{g: gDay, y: fullYear(m, sYear2), m: m.value(sMonth2), d: m.value(sDay2)}
	if b.m == 0 {
		b.m = a.m
	}
	if a.m == 0 {
		a.m = b.m
	}
	if b.y == 0 {
		b.y = a.y
	}
	if a.y == 0 && b.y != 0 {
		a.y = b.y
		if a.m > b.m {
			a.y--
		}
	}
	if b.y == 0 {
		t := r.tense(m)
		a.y = r.nearYear(a.m, a.d, t, m.first)
		b.y = a.y
		if a.y != 0 && b.m < a.m {
			b.y++
		}
	}
	if m.rule.given[sNum] && r.wordBefore(m, 1) != "between" && (a.m != b.m || b.d != a.d+1) { // "April 8 and 12" are two days
		return result{}, false
	}
	ref := a.y
	if ref == 0 {
		ref = 2000
	}
	if a.d > int(daysIn(ref, a.m)) || b.d > int(daysIn(ref, b.m)) || a.m > b.m && a.y == b.y || a.m == b.m && a.y == b.y && a.d >= b.d {
		return result{}, false
	}
	v := parley.Interval{From: a.interval().From, To: b.interval().From}
	return result{value: a.timex() + "/" + b.timex(), when: v, at: b}, true
}

// normMonths reads two months as one interval.
func normMonths(r *resolver, m *match) (result, bool) {
	a := point{g: gMonth, y: fullYear(m, sYear), m: m.value(sMonth)}
	b := point{g: gMonth, y: fullYear(m, sYear2), m: m.value(sMonth2)}
	if b.y == 0 {
		b.y = r.nearYear(b.m, 0, r.tense(m), m.first)
	}
	if a.y == 0 && b.y != 0 {
		a.y = b.y
		if a.m > b.m {
			a.y--
		}
	}
	if a.m == b.m && a.y == b.y {
		return result{}, false
	}
	return result{value: a.timex() + "/" + b.timex(), when: parley.Interval{From: a.interval().From, To: b.interval().From}, at: b}, true
}

// normYears reads two years as one interval.
func normYears(_ *resolver, m *match) (result, bool) {
	a, b := m.value(sYear), m.value(sYear2)
	if b < 100 {
		b += a / 100 * 100
	}
	if b <= a || b > a+300 {
		return result{}, false
	}
	pa, pb := point{g: gYear, y: a}, point{g: gYear, y: b}
	return result{value: pa.timex() + "/" + pb.timex(), when: parley.Interval{From: pa.interval().From, To: pb.interval().From}, at: pb}, true
}

// weekdayPoint is the day that a weekday names: step -1 is the last one before
// publication, +1 the next one after it, 0 is decided by tense.
func (r *resolver) weekdayPoint(wd, step int, stepped bool, t tense) (point, bool) {
	if !r.pub.exact() {
		return point{g: gDay, n: wd}, false
	}
	day := r.pub.date()
	at := (int(day.Weekday())+6)%7 + 1 // Monday is 1
	back := (at - wd + 7) % 7
	ahead := (wd - at + 7) % 7
	switch {
	case stepped && step < 0:
		if back == 0 {
			back = 7
		}
		return dayPoint(day.AddDate(0, 0, -back)), true
	case stepped && step > 0:
		if ahead == 0 {
			ahead = 7
		}
		return dayPoint(day.AddDate(0, 0, ahead)), true
	case stepped: // this Friday
		if t == past {
			return dayPoint(day.AddDate(0, 0, -back)), true
		}
		return dayPoint(day.AddDate(0, 0, ahead)), true
	case t == future:
		return dayPoint(day.AddDate(0, 0, ahead)), true
	}
	return dayPoint(day.AddDate(0, 0, -back)), true
}

func normWeekday(r *resolver, m *match) (result, bool) {
	wd := m.value(sWeekday)
	st, stepped := m.get(sStep)
	p, _ := r.weekdayPoint(wd, st, stepped, r.tense(m))
	if m.has[sUnit] { // Monday of last week, Friday next week
		w, ok := r.pub.step(gWeek, st)
		if !ok {
			return result{value: point{g: gDay, n: wd}.timex()}, true
		}
		p = dayPoint(w.date().AddDate(0, 0, wd-1))
	}
	if n, ok := m.get(sNum); ok { // a week from Friday
		if p.exact() {
			p = dayPoint(p.date().AddDate(0, 0, 7*n))
		}
	}
	p.tod = m.value(sTod)
	p.setClock(r, m)
	res, ok := calendar(p)
	if p.m == 0 {
		res.at = point{}
		return res, ok
	}
	// "next Friday", said on a Monday, may be the one of this week or of the next
	if stepped && st > 0 && !m.has[sUnit] && res.when.From.Exact() && monday(p.date()).Equal(monday(r.pub.date())) {
		res.when.From.Uncertain, res.when.To.Uncertain = true, true
	}
	return res, ok
}

// normWeekdays reads two weekdays as one interval.
func normWeekdays(r *resolver, m *match) (result, bool) {
	a, b := m.value(sWeekday), m.value(sWeekday2)
	if (a%7)+1 != b && m.rule.consts[sNum] == 1 { // "and" joins days that follow each other
		return result{}, false
	}
	t := r.tense(m)
	pa, ok := r.weekdayPoint(a, 0, false, t)
	if !ok {
		return result{value: pa.timex() + "/" + point{g: gDay, n: b}.timex()}, true
	}
	n := (b - a + 7) % 7
	if n == 0 {
		return result{}, false
	}
	pb := dayPoint(pa.date().AddDate(0, 0, n))
	if t != future && pb.date().After(r.pub.date()) { // both are over
		if pa.date().Before(r.pub.date()) && n > 1 {
			return result{value: pa.timex() + "/" + pb.timex(), when: parley.Interval{From: pa.interval().From, To: pb.interval().From}, at: pb}, true
		}
		pa = dayPoint(pa.date().AddDate(0, 0, -7))
		pb = dayPoint(pb.date().AddDate(0, 0, -7))
	}
	return result{value: pa.timex() + "/" + pb.timex(), when: parley.Interval{From: pa.interval().From, To: pb.interval().From}, at: pb}, true
}

var unitGrain = [...]grain{4: gDay, 5: gWeek, 6: gMonth, 7: gQuarter, 8: gYear, 9: gDecade, 10: gCentury, 11: gWeekend, 15: gNone}

func grainOf(unit int) grain {
	if unit < 0 || unit >= len(unitGrain) {
		return gNone
	}
	return unitGrain[unit]
}

// unknownUnit is the value of a calendar unit that cannot be placed.
func unknownUnit(g grain) string {
	switch g {
	case gYear:
		return "XXXX"
	case gMonth:
		return "XXXX-XX"
	case gWeek:
		return "XXXX-WXX"
	case gWeekend:
		return "XXXX-WXX-WE"
	case gQuarter:
		return "XXXX-QX"
	}
	return "XXXX-XX-XX"
}

// normRel reads "last week", "this month", "next year", counted from
// publication.
func normRel(r *resolver, m *match) (result, bool) {
	g := grainOf(m.value(sUnit))
	if g == gNone {
		return result{}, false
	}
	if n, ok := m.get(sNum); ok { // the year before last
		return r.relative(r.pub, g, m.value(sStep)-n+1)
	}
	st, stepped := m.get(sStep)
	if g == gDay && st == 0 && r.fine.exact() { // later in the day
		return calendar(r.fine)
	}
	if g == gWeekend {
		return r.weekend(st, stepped, r.tense(m))
	}
	return r.relative(r.pub, g, st)
}

func (r *resolver) relative(from point, g grain, n int) (result, bool) {
	p, ok := from.step(g, n)
	if !ok {
		return result{value: unknownUnit(g)}, true
	}
	return calendar(p)
}

func (r *resolver) weekend(step int, stepped bool, t tense) (result, bool) {
	if !r.pub.exact() {
		return result{value: unknownUnit(gWeekend)}, true
	}
	day := r.pub.date()
	p := dayPoint(monday(day))
	p.g = gWeekend
	in := day.Weekday() == time.Saturday || day.Weekday() == time.Sunday
	move := 0
	switch {
	case stepped && step < 0:
		move = -7
	case stepped && step > 0:
		if in {
			move = 7
		}
	case t == future || stepped && t != past:
	case !in:
		move = -7
	}
	q := dayPoint(p.date().AddDate(0, 0, move))
	q.g = gWeekend
	return calendar(q)
}

// normDeictic reads today, yesterday, tomorrow: a number of days from
// publication.
func normDeictic(r *resolver, m *match) (result, bool) {
	p, ok := r.pub.step(gDay, m.value(sNum))
	if !ok {
		return result{value: "XXXX-XX-XX"}, true
	}
	p.tod = m.value(sTod)
	p.setClock(r, m)
	return calendar(p)
}

// normAgo reads a number of units before or after publication, or, where the
// rule says so by sStep 2, before or after the time last spoken of.
func normAgo(r *resolver, m *match) (result, bool) {
	n, unit, dir := m.value(sNum), m.value(sUnit), m.value(sStep)
	if n < 0 {
		ref := "PAST_REF"
		if dir > 0 {
			ref = "FUTURE_REF"
		}
		return result{value: ref}, true
	}
	from := r.pub
	if v, _ := m.get(sVague); v == 2 {
		from = r.focus
		if from.g == gNone {
			from = r.pub
		}
	}
	return r.shifted(from, n*dir, unit)
}

func (r *resolver) shifted(from point, n, unit int) (result, bool) {
	switch unit {
	case 1, 2, 3, 13:
		p := from
		if !p.exact() {
			return result{value: "XXXX-XX-XX"}, true
		}
		if unit == 13 {
			p, _ = p.step(gDay, n)
			return calendar(p)
		}
		return calendar(p)
	case 9:
		p, ok := from.step(gYear, 10*n)
		if !ok {
			return result{value: "XXXX"}, true
		}
		return calendar(p)
	case 12:
		unit, n = 5, 2*n
	case 10, 15:
		return result{value: "PAST_REF"}, true
	}
	g := grainOf(unit)
	if g == gNone {
		return result{}, false
	}
	p, ok := from.step(g, n)
	if !ok {
		return result{value: unknownUnit(g)}, true
	}
	return calendar(p)
}

// normYearAgo reads "a year ago" and "a year earlier": a year before the time
// that the passage is about, as finely as that is told.
func normYearAgo(r *resolver, m *match) (result, bool) {
	if r.focus.g == gQuarter && r.focus.y != 0 {
		p := r.focus
		if r.pub.y != 0 && p.y < r.pub.y-1 {
			return calendar(p)
		}
		if r.pub.y != 0 && p.y == r.pub.y-1 {
			return calendar(point{g: gQuarter, y: p.y, n: p.n})
		}
		p.y--
		res, ok := calendar(p)
		res.at = r.focus
		return res, ok
	}
	from := r.pub
	if m.value(sVague) == 2 && r.focus.y != 0 {
		from = r.focus
	}
	if from.y == 0 {
		return result{value: "XXXX"}, true
	}
	return calendar(point{g: gYear, y: from.y - 1})
}

var unitCodes = [...]string{1: "T%S", 2: "T%M", 3: "T%H", 4: "%D", 5: "%W", 6: "%M", 7: "%Q", 8: "%Y", 9: "%DE", 10: "%CE", 11: "%WE", 12: "%W", 13: "%NI", 14: "%Y", 15: "%ML"}

func durationValue(n int, half bool, unit int) string {
	if unit < 1 || unit >= len(unitCodes) {
		return ""
	}
	if n < 0 {
		return "P" + strings.Replace(unitCodes[unit], "%", "X", 1)
	}
	switch {
	case half && unit == 8:
		if n == 0 {
			return "P6M"
		}
		return "P" + strconv.Itoa(n) + "Y6M"
	case half && unit == 3:
		if n == 0 {
			return "PT30M"
		}
		return "PT" + strconv.Itoa(n) + "H30M"
	case half:
		return "P" + strings.Replace(unitCodes[unit], "%", strconv.Itoa(n)+".5", 1)
	}
	switch unit {
	case 9:
		return "P" + strconv.Itoa(n*10) + "Y"
	case 10:
		return "P" + strconv.Itoa(n*100) + "Y"
	case 12:
		n *= 2
	}
	return "P" + strings.Replace(unitCodes[unit], "%", strconv.Itoa(n), 1)
}

func normDuration(r *resolver, m *match) (result, bool) {
	n, ok := m.get(sNum)
	if n == 0 && ok && !m.rule.given[sVague] && !m.rule.given[sNum] {
		if !m.has[sNum] || r.units[m.at[sNum]].den != 2 {
			return result{}, false
		}
	}
	half := m.value(sVague) == 1
	if m.has[sNum] && r.units[m.at[sNum]].den == 2 {
		half = true
	}
	if m.has[sNum] && r.units[m.at[sNum]].den == 255 {
		n = -1
	}
	v := durationValue(n, half, m.value(sUnit))
	res := result{value: v}
	if st, ok := m.get(sStep); ok && !half {
		res.when = r.spanOf(n, m.value(sUnit), st)
	}
	return res, v != ""
}

// spanOf is the days of "the past 48 hours" and "the next three days", which
// end or begin with the day of publication.
func (r *resolver) spanOf(n, unit, step int) parley.Interval {
	if unit == 3 && n%24 == 0 {
		n, unit = n/24, 4
	}
	if unit != 4 || n < 1 || n > 366 || !r.pub.exact() {
		return parley.Interval{}
	}
	other, ok := r.pub.step(gDay, step*(n-1))
	if !ok {
		return parley.Interval{}
	}
	from, to := other, r.pub
	if step > 0 {
		from, to = to, from
	}
	return parley.Interval{From: from.interval().From, To: to.interval().From}
}

// normWithin reads "in two weeks": a duration, unless the clause looks ahead;
// then it is the day or week itself.
func normWithin(r *resolver, m *match) (result, bool) {
	if r.wordBefore(m, 1) == "in" && m.value(sNum) > 0 && r.tenseAt(m.first, m.last) == future && r.wordBefore(m, 2) != "time" {
		prev := r.wordBefore(m, 2)
		if prev != "first" && prev != "second" && prev != "third" {
			res, ok := r.shifted(r.pub, m.value(sNum), m.value(sUnit))
			res.typ = "DATE"
			return res, ok
		}
	}
	return normDuration(r, m)
}

func normSet(r *resolver, m *match) (result, bool) {
	n := 1
	if v, ok := m.get(sNum); ok {
		n = v
	}
	unit := m.value(sUnit)
	switch unit {
	case 106:
		unit, n = 6, 2
	case 14:
		return result{value: "P6M"}, true
	}
	v := durationValue(n, false, unit)
	return result{value: v}, v != ""
}

func normEveryWeekday(_ *resolver, m *match) (result, bool) {
	return result{value: point{g: gDay, n: m.value(sWeekday), tod: m.value(sTod)}.timex()}, true
}

func normEveryMonth(_ *resolver, m *match) (result, bool) {
	return result{value: point{g: gMonth, m: m.value(sMonth)}.timex()}, true
}

var refs = [...]string{1: "PRESENT_REF", 2: "PAST_REF", 3: "FUTURE_REF"}

func normRef(_ *resolver, m *match) (result, bool) {
	return result{value: refs[m.value(sNamed)]}, true
}

// normVague gives a value of a few kinds that name no calendar time.
func normVague(_ *resolver, m *match) (result, bool) {
	switch m.value(sNamed) {
	case 1:
		return result{value: "PXY"}, true
	case 2:
		return result{value: "PXX"}, true
	}
	return result{}, false
}

func normUnresolved(*resolver, *match) (result, bool) { return result{}, true }

// normQuarter reads "the third quarter", "Q3 2025": the latest one that has
// begun, unless the clause looks ahead.
func normQuarter(r *resolver, m *match) (result, bool) {
	n, ok := m.get(sOrd)
	y := fullYear(m, sYear)
	if st, stepped := m.get(sStep); stepped && y == 0 && r.pub.y != 0 {
		y = r.pub.y + st
	}
	if !ok {
		return calendar(point{g: gQuarter, y: y})
	}
	if n < 1 || n > 4 {
		return result{}, false
	}
	if y == 0 && r.pub.y != 0 && r.pub.m != 0 {
		y = r.pub.y
		if q := (r.pub.m-1)/3 + 1; n > q && r.tense(m) == past {
			y--
		}
	}
	return calendar(point{g: gQuarter, y: y, n: n})
}

// normCurrent reads "the quarter", "the latest quarter", "the year-ago
// quarter": by the quarter last spoken of, else the last that is over.
func normCurrent(r *resolver, m *match) (result, bool) {
	p := r.focus
	if y, ok := m.get(sYear); ok {
		if p.g != gQuarter {
			p = point{g: gQuarter}
		}
		p.y = y
		return calendar(p)
	}
	if p.g != gQuarter || p.y == 0 || p.n == 0 {
		var ok bool
		if p, ok = r.pub.step(gQuarter, -1); !ok {
			return result{value: "XXXX-QX"}, true
		}
	} else if r.pub.y != 0 && p.y < r.pub.y && m.value(sStep) == 0 && r.pub.m > 3 {
		p.y = r.pub.y
	}
	if st := m.value(sStep); st != 0 && !(r.focus.g == gQuarter && r.focus.y < r.pub.y && r.pub.m > 3) {
		p.y += st
		res, ok := calendar(p)
		if r.focus.g == gQuarter {
			res.at = r.focus
		} else {
			p.y -= st
			res.at = p
		}
		return res, ok
	}
	return calendar(p)
}

func normHalf(r *resolver, m *match) (result, bool) {
	n, told := m.get(sOrd)
	if !told {
		n = 2 // the last half
	}
	y := fullYear(m, sYear)
	if st, stepped := m.get(sStep); stepped && y == 0 && r.pub.y != 0 {
		y = r.pub.y + st
	}
	if y == 0 {
		y = r.pub.y
	}
	if n < 1 || n > 2 {
		return result{}, false
	}
	return calendar(point{g: gHalf, y: y, n: n})
}

func normSeason(r *resolver, m *match) (result, bool) {
	n := m.value(sSeason)
	y := fullYear(m, sYear)
	if y == 0 && r.pub.y != 0 && r.pub.m != 0 {
		y = r.pub.y
		start := n * 3 // March, June, September, December
		st, stepped := m.get(sStep)
		if m.has[sUnit] {
			y += st
		} else {
			switch t := r.tense(m); {
			case stepped && st < 0 || !stepped && t == past:
				if start > r.pub.m || stepped && start+2 >= r.pub.m && start <= r.pub.m {
					y--
				}
			case stepped && st > 0:
				if start <= r.pub.m {
					y++
				}
			case t == future && start+2 < r.pub.m:
				y++
			}
		}
	}
	return calendar(point{g: gSeason, y: y, n: n})
}

func normDecade(_ *resolver, m *match) (result, bool) {
	y := m.value(sDecade)
	if y < 100 {
		if y == 0 {
			return result{}, false
		}
		y += 1900
	}
	return calendar(point{g: gDecade, y: y})
}

func normCentury(_ *resolver, m *match) (result, bool) {
	n := m.value(sOrd)
	if n < 2 || n > 22 {
		return result{}, false
	}
	return calendar(point{g: gCentury, y: (n - 1) * 100})
}

// normClock reads a time of day, with the day if one is told.
func normClock(r *resolver, m *match) (result, bool) {
	h, _ := m.get(sHour)
	if h > 24 || h > 12 && m.has[sAmPm] {
		return result{}, false
	}
	p := point{g: gDay}
	if wd, ok := m.get(sWeekday); ok {
		st, stepped := m.get(sStep)
		p, _ = r.weekdayPoint(wd, st, stepped, r.tense(m))
	} else if n, ok := m.get(sNum); ok {
		p, _ = r.pub.step(gDay, n)
	} else if m.has[sMonth] {
		return normDate(r, m)
	} else {
		p = r.fine
		if !p.exact() {
			p = r.pub
		}
	}
	if p.g != gDay {
		p = point{g: gDay}
	}
	p.setClock(r, m)
	if !m.has[sHour] {
		p.clock, p.tod = false, m.value(sTod)
	}
	if !p.exact() && p.n == 0 {
		p = point{g: gDay, clock: p.clock, hh: p.hh, mm: p.mm, tod: p.tod}
		res, ok := calendar(p)
		res.at = point{}
		return res, ok
	}
	res, ok := calendar(p)
	if p.m == 0 {
		res.at = point{}
	}
	return res, ok
}

// normShift reads "the next day", "the following week", "two days later": from
// the time last spoken of.
func normShift(r *resolver, m *match) (result, bool) {
	g := grainOf(m.value(sUnit))
	from := r.focus
	if g == gDay || g == gWeek {
		from = r.fine
	}
	n := m.value(sStep)
	if k, ok := m.get(sNum); ok {
		if k < 0 {
			return result{value: map[bool]string{true: "PAST_REF", false: "FUTURE_REF"}[n < 0]}, true
		}
		n *= k
	}
	if g == gNone {
		return result{}, false
	}
	p, ok := from.step(g, n)
	if !ok {
		return result{value: unknownUnit(g)}, true
	}
	p.tod = m.value(sTod)
	return calendar(p)
}

// normSame reads "that day", "the same year", "the day".
func normSame(r *resolver, m *match) (result, bool) {
	g := grainOf(m.value(sUnit))
	from := r.focus
	if g == gDay || g == gWeek {
		from = r.fine
	}
	p, ok := from.step(g, 0)
	if !ok {
		return result{value: unknownUnit(g)}, true
	}
	p.tod = m.value(sTod)
	return calendar(p)
}

// normNumeric reads 18/02/2025; where day and month cannot be told apart, the
// year alone is known.
func normNumeric(r *resolver, m *match) (result, bool) {
	u := &r.units[m.at[sDate]]
	switch {
	case u.set.has(cISOMonth):
		return calendar(point{g: gMonth, y: int(u.num), m: int(u.ord)})
	case u.ord == 0:
		return result{value: point{g: gDay, y: int(u.num)}.timex(), when: parley.On(parley.Moment{Year: int(u.num)})}, true
	}
	return calendar(point{g: gDay, y: int(u.num), m: int(u.ord), d: int(u.val)})
}

// normHoliday reads feasts whose date follows from the year.
func normHoliday(r *resolver, m *match) (result, bool) {
	y := fullYear(m, sYear)
	named := m.value(sNamed)
	if y == 0 && r.pub.y != 0 && r.pub.m != 0 {
		y = r.pub.y
		if mo, d := holidayDate(named, y); mo != 0 {
			st, stepped := m.get(sStep)
			switch {
			case stepped && st < 0 && (mo > r.pub.m || mo == r.pub.m && d >= max(r.pub.d, 1)):
				y--
			case stepped && st > 0 && (mo < r.pub.m || mo == r.pub.m && d <= r.pub.d):
				y++
			case !stepped:
				y = r.nearYear(mo, d, r.tense(m), m.first)
			}
		}
	}
	mo, d := holidayDate(named, y)
	if y == 0 && (mo == 0 || named >= 20) {
		return result{}, true
	}
	return calendar(point{g: gDay, y: y, m: mo, d: d})
}

// holidayDate is the month and day of a feast; those from 20 on move with the
// year. Feasts of the lunar calendar are sighted, not computed: they have none.
func holidayDate(named, y int) (month, day int) {
	fixed := [...][2]int{1: {12, 25}, 2: {12, 24}, 3: {1, 1}, 4: {12, 31}, 5: {7, 4}, 6: {2, 14}, 7: {5, 1}, 8: {10, 31}, 9: {12, 26}, 10: {3, 8}, 11: {5, 9}, 12: {11, 11}}
	if named < len(fixed) {
		return fixed[named][0], fixed[named][1]
	}
	nth := func(month time.Month, wd time.Weekday, n int) (int, int) {
		t := time.Date(y, month, 1, 0, 0, 0, 0, time.UTC)
		t = t.AddDate(0, 0, (int(wd)-int(t.Weekday())+7)%7+7*(n-1))
		return int(month), t.Day()
	}
	switch named {
	case 20:
		return nth(time.November, time.Thursday, 4) // Thanksgiving
	case 21:
		return nth(time.September, time.Monday, 1) // Labor Day
	case 22, 23: // Easter, Good Friday: Gregorian computus (Meeus)
		a, b, c := y%19, y/100, y%100
		d, e := b/4, b%4
		g := (b - (b+8)/25 + 1) / 3
		h := (19*a + b - d - g + 15) % 30
		i, k := c/4, c%4
		l := (32 + 2*e + 2*i - h - k) % 7
		mm := (a + 11*h + 22*l) / 451
		n := h + l - 7*mm + 114
		t := time.Date(y, time.Month(n/31), n%31+1, 0, 0, 0, 0, time.UTC)
		if named == 23 {
			t = t.AddDate(0, 0, -2)
		}
		return int(t.Month()), t.Day()
	case 24: // US election day
		_, d := nth(time.November, time.Monday, 1)
		return 11, d + 1
	}
	return 0, 0
}

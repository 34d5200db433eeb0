package times

import (
	"time"

	"github.com/parley-register/parley"
)

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

// nearby is how many days ahead a day without a year is taken for the one to come,
// though the verb beside it is of the past: news names the year of one that is
// nine months gone.
const nearby = 92

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
			if ahead <= nearby {
				return nextYear // "declared a dividend payable on Dec. 15", in November
			}
			return 0 // the verb says one thing, the calendar another
		}
		return lastYear
	case future:
		if back == 0 {
			return lastYear
		}
		if ahead > 180 && ahead > 3*back {
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
	if st, ok := m.get(sStep); ok && p.y == 0 {
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

// counts reports whether an ordinal before a comma counts things, and no days of a
// month: "on the second, he", "on the 2nd, 3rd and 4th floors".
func (r *resolver) counts(m *match) bool {
	if m.last >= len(r.units) || r.names[r.units[m.last].word] != "," {
		return false
	}
	digit := func(i int) bool {
		c := r.text[r.units[i].start]
		return c >= '0' && c <= '9'
	}
	return !digit(m.last-1) && !(m.last > 1 && digit(m.last-2)) || m.last+1 < len(r.units) && digit(m.last+1)
}

func normOrdDay(r *resolver, m *match) (result, bool) {
	d, _ := m.get(sDay)
	if d < 1 || d > 31 || r.counts(m) {
		return result{}, false
	}
	return r.dayOfMonth(d, m.value(sWeekday), r.tense(m))
}

// normOrdRange reads "from the 7th to the 11th" and "on the 18th and 19th": the
// days of a month that is named elsewhere.
func normOrdRange(r *resolver, m *match) (result, bool) {
	a, b := m.value(sDay), m.value(sDay2)
	if a < 1 || b > 31 || a >= b || m.rule.consts[sNum] == 1 && b != a+1 && r.wordBefore(m, 1) != "between" {
		return result{}, false
	}
	last, ok := r.dayOfMonth(b, 0, r.tense(m))
	if !ok || !last.at.exact() {
		return result{}, false
	}
	first := last.at
	first.d = a
	v := parley.Interval{From: first.interval().From, To: last.at.interval().From}
	return result{value: first.timex() + "/" + last.value, when: v, at: last.at}, true
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
	if st, stepped := m.get(sStep); stepped && b.y == 0 && r.pub.y != 0 { // April 8 to 10 last year
		a.y, b.y = r.pub.y+st, r.pub.y+st
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

// normClock reads a time of day, with the day if one is told.
func normClock(r *resolver, m *match) (result, bool) {
	h, _ := m.get(sHour)
	if h > 24 || h > 12 && m.has[sAmPm] {
		return result{}, false
	}
	var p point
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

package times

import (
	"time"

	"github.com/parley-register/parley"
)

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
	case t == future, t == arranged && ahead <= back:
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
	st, stepped := m.get(sStep) // last Thursday and Friday
	pa, ok := r.weekdayPoint(a, st, stepped, t)
	if !ok {
		return result{value: pa.timex() + "/" + point{g: gDay, n: b}.timex()}, true
	}
	n := (b - a + 7) % 7
	if n == 0 {
		return result{}, false
	}
	pb := dayPoint(pa.date().AddDate(0, 0, n))
	if !stepped && t == past && pb.date().After(r.pub.date()) { // both are over
		if pa.date().Before(r.pub.date()) && n > 1 {
			return result{value: pa.timex() + "/" + pb.timex(), when: parley.Interval{From: pa.interval().From, To: pb.interval().From}, at: pb}, true
		}
		pa = dayPoint(pa.date().AddDate(0, 0, -7))
		pb = dayPoint(pb.date().AddDate(0, 0, -7))
	}
	return result{value: pa.timex() + "/" + pb.timex(), when: parley.Interval{From: pa.interval().From, To: pb.interval().From}, at: pb}, true
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

func normEveryWeekday(_ *resolver, m *match) (result, bool) {
	return result{value: point{g: gDay, n: m.value(sWeekday), tod: m.value(sTod)}.timex()}, true
}

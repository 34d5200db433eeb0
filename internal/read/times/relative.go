package times

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

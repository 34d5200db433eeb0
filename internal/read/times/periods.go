package times

import "github.com/parley-register/parley"

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
	if second, ok := m.get(sYear2); ok {
		if n != 4 || second%100 != (y+1)%100 { // winter 2021/22 is one winter; no other season has two years
			return result{}, false
		}
		res, ok := calendar(point{g: gSeason, y: y, n: n})
		res.when = parley.Interval{From: parley.Moment{Year: y, Month: 12, Approximate: true}, To: parley.Moment{Year: y + 1, Month: 2, Approximate: true}}
		return res, ok
	}
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

package times

import (
	"strconv"
	"strings"

	"github.com/parley-register/parley"
)

var unitCodes = [...]string{1: "T%S", 2: "T%M", 3: "T%H", 4: "%D", 5: "%W", 6: "%M", 7: "%Q", 8: "%Y", 9: "%DE", 10: "%CE", 11: "%WE", 12: "%W", 13: "%NI", 14: "%Y", 15: "%ML"}

func durationValue(n int, half bool, unit int) string {
	if unit < 1 || unit >= len(unitCodes) {
		return ""
	}
	if n < 0 {
		return "P" + strings.Replace(unitCodes[unit], "%", "X", 1)
	}
	switch {
	case half && unit == 4 && n == 0:
		return "PT12H"
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
	if m.value(sUnit) == 1 && m.has[sNum] && r.units[m.at[sNum]].set.has(cA) && m.last < len(r.units) && r.units[m.last].alpha {
		return result{}, false // "a second round"
	}
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
	if r.wordBefore(m, 1) == "in" && m.value(sNum) > 0 && r.tenseAt(m.first, m.last) == future && !r.rankedBefore(m.first-2) {
		res, ok := r.shifted(r.pub, m.value(sNum), m.value(sUnit))
		res.typ = "DATE"
		return res, ok
	}
	return normDuration(r, m)
}

// rankedBefore reports whether the phrase that ends with unit i says the how-manieth
// or the greatest thing of a time that has passed: "their first talks", "the
// highest level".
func (r *resolver) rankedBefore(i int) bool {
	for k := i; k >= 0 && k >= i-6; k-- {
		switch w := r.lower(k); {
		case w == "first" || w == "second" || w == "third" || w == "fourth" || w == "fifth" || w == "only" || w == "most":
			return true
		case len(w) > 5 && strings.HasSuffix(w, "est") && w != "request" && w != "protest" && w != "interest":
			return true
		case w == "" || r.verb(k) != unknownTense:
			return false
		}
	}
	return false
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

func normEveryMonth(_ *resolver, m *match) (result, bool) {
	return result{value: point{g: gMonth, m: m.value(sMonth)}.timex()}, true
}

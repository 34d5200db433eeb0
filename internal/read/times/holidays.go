package times

import (
	"time"
)

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

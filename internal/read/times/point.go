package times

import (
	"fmt"
	"time"

	"github.com/parley-register/parley"
)

// grain is how fine a point of time is told.
type grain uint8

const (
	gNone grain = iota
	gYear
	gMonth
	gDay
	gWeek
	gWeekend
	gQuarter
	gHalf
	gSeason
	gDecade
	gCentury
)

// point is a calendar unit: a day, a week, a quarter, a decade. Parts that are
// not known are 0. A week or weekend is named by its Monday.
type point struct {
	g       grain
	y, m, d int
	n       int // number of the quarter, half or season; weekday where no more is known
	tod     int // part of the day, as in words.tsv, 0 for none
	clock   bool
	hh, mm  int
}

func dayPoint(t time.Time) point {
	return point{g: gDay, y: t.Year(), m: int(t.Month()), d: t.Day()}
}

// date is the civil day of p, or of its first day.
func (p point) date() time.Time {
	m, d := p.m, p.d
	if m == 0 {
		m = 1
	}
	if d == 0 {
		d = 1
	}
	return time.Date(p.y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
}

// exact reports whether p is a day known to the year.
func (p point) exact() bool { return p.g == gDay && p.y != 0 && p.m != 0 && p.d != 0 }

func monday(t time.Time) time.Time { return t.AddDate(0, 0, -((int(t.Weekday()) + 6) % 7)) }

func daysIn(year, month int) int32 {
	return int32(time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day())
}

var (
	seasonCodes = [...]string{"", "SP", "SU", "FA", "WI"}
	todCodes    = [...]string{"", "MO", "AF", "EV", "NI", "MI", ""}
)

// timex is p's TIMEX3 value.
func (p point) timex() string {
	year := "XXXX"
	if p.y != 0 {
		year = fmt.Sprintf("%04d", p.y)
	}
	switch p.g {
	case gYear:
		return year
	case gMonth:
		return year + "-" + two(p.m)
	case gDay:
		var s string
		switch {
		case p.m == 0 && p.d == 0 && p.n != 0:
			s = "XXXX-WXX-" + string(rune('0'+p.n))
		default:
			s = year + "-" + two(p.m) + "-" + two(p.d)
		}
		if p.clock {
			return fmt.Sprintf("%sT%02d:%02d", s, p.hh, p.mm)
		}
		if p.tod == 5 {
			return s + "T12:00"
		}
		if p.tod == 6 {
			return s + "T24:00"
		}
		if p.tod != 0 {
			return s + "T" + todCodes[p.tod]
		}
		return s
	case gWeek, gWeekend:
		s := "XXXX-WXX"
		if p.y != 0 {
			y, w := p.date().ISOWeek()
			s = fmt.Sprintf("%04d-W%02d", y, w)
		}
		if p.g == gWeekend {
			s += "-WE"
		}
		return s
	case gQuarter:
		if p.n == 0 {
			return year + "-QX"
		}
		return fmt.Sprintf("%s-Q%d", year, p.n)
	case gHalf:
		return fmt.Sprintf("%s-H%d", year, p.n)
	case gSeason:
		return year + "-" + seasonCodes[p.n]
	case gDecade:
		return year[:3]
	case gCentury:
		return year[:2]
	}
	return ""
}

func two(n int) string {
	if n == 0 {
		return "XX"
	}
	return fmt.Sprintf("%02d", n)
}

// interval is p in EDTF terms: zero where not even a partial date is known.
func (p point) interval() parley.Interval {
	span := func(a, b time.Time) parley.Interval {
		return parley.Interval{From: parley.MomentOf(a), To: parley.MomentOf(b)}
	}
	months := func(y1, m1, y2, m2 int, about bool) parley.Interval {
		return parley.Interval{From: parley.Moment{Year: y1, Month: m1, Approximate: about}, To: parley.Moment{Year: y2, Month: m2, Approximate: about}}
	}
	switch p.g {
	case gYear, gMonth, gDay:
		m := parley.Moment{Year: p.y, Month: p.m, Day: p.d}
		if p.g == gDay && p.clock && m.Exact() {
			m.Clock, m.Hour, m.Minute = true, p.hh%24, p.mm
		}
		if m.Month == 0 && m.Day != 0 || m.IsZero() {
			return parley.Interval{}
		}
		return parley.On(m)
	}
	if p.y == 0 {
		return parley.Interval{}
	}
	switch p.g {
	case gWeek:
		return span(p.date(), p.date().AddDate(0, 0, 6))
	case gWeekend:
		return span(p.date().AddDate(0, 0, 5), p.date().AddDate(0, 0, 6))
	case gQuarter:
		if p.n == 0 {
			return parley.On(parley.Moment{Year: p.y})
		}
		return months(p.y, p.n*3-2, p.y, p.n*3, false)
	case gHalf:
		return months(p.y, p.n*6-5, p.y, p.n*6, false)
	case gSeason: // as the north has it; which months it covers is convention
		if p.n == 4 {
			return parley.On(parley.Moment{Year: p.y, Approximate: true})
		}
		return months(p.y, p.n*3, p.y, p.n*3+2, true)
	case gDecade:
		return parley.Interval{From: parley.Moment{Year: p.y}, To: parley.Moment{Year: p.y + 9}}
	case gCentury:
		return parley.Interval{From: parley.Moment{Year: p.y + 1}, To: parley.Moment{Year: p.y + 100}}
	}
	return parley.Interval{}
}

// published is the point that a document's date gives to count from: as fine
// as both its ends agree.
func published(v parley.Interval) point {
	f, t := v.From, v.To
	if t.IsZero() || v.Open {
		t = f
	}
	if f.Year == 0 || f.Year != t.Year {
		return point{}
	}
	p := point{g: gYear, y: f.Year}
	if f.Month == 0 || f.Month != t.Month {
		return p
	}
	p.g, p.m = gMonth, f.Month
	if f.Day == 0 || f.Day != t.Day {
		return p
	}
	p.g, p.d = gDay, f.Day
	return p
}

// step is the unit of grain g that lies n units from the one that p is in, or
// false when p is not known that finely.
func (p point) step(g grain, n int) (point, bool) {
	if p.y == 0 {
		return point{}, false
	}
	out := point{}
	switch g {
	case gYear:
		out = point{g: gYear, y: p.y + n}
	case gDecade:
		out = point{g: gDecade, y: p.y/10*10 + 10*n}
	case gCentury:
		out = point{g: gCentury, y: p.y/100*100 + 100*n}
	case gMonth:
		if p.m == 0 {
			return out, false
		}
		k := p.y*12 + p.m - 1 + n
		out = point{g: gMonth, y: k / 12, m: k%12 + 1}
	case gQuarter:
		if p.m == 0 && p.g != gQuarter {
			return out, false
		}
		q := (p.m - 1) / 3
		if p.g == gQuarter {
			q = p.n - 1
		}
		k := p.y*4 + q + n
		out = point{g: gQuarter, y: k / 4, n: k%4 + 1}
	case gDay:
		if !p.exact() {
			return out, false
		}
		out = dayPoint(p.date().AddDate(0, 0, n))
	case gWeek, gWeekend:
		if !p.exact() && p.g != gWeek {
			return out, false
		}
		t := monday(p.date()).AddDate(0, 0, 7*n)
		out = dayPoint(t)
		out.g = g
	default:
		return out, false
	}
	if out.y < 1 || out.y > 9999 {
		return point{}, false
	}
	return out, true
}

package register

import (
	"time"

	"github.com/parley-register/parley"
)

// days is a range of civil days, numbered from 1970-01-01, both ends included.
type days struct{ lo, hi int }

const secondsPerDay = 24 * 60 * 60

func dayNumber(t time.Time) int {
	s := t.Unix()
	if s < 0 {
		s -= secondsPerDay - 1
	}
	return int(s / secondsPerDay)
}

func dayOf(n int) parley.Moment {
	return parley.MomentOf(time.Unix(int64(n)*secondsPerDay, 0).UTC())
}

// daysOf is the range that v can lie in; false where it is not known to the year.
func daysOf(v parley.Interval) (days, bool) {
	lo, hi, ok := v.Bounds()
	if !ok {
		return days{}, false
	}
	d := days{dayNumber(lo), dayNumber(hi)}
	if d.hi < d.lo {
		d.hi = d.lo
	}
	if slack := slackOf(v.From); slack > 0 {
		d.lo, d.hi = d.lo-slack, d.hi+slack
	}
	return d, true
}

// slackOf is by how many days "about" that moment can be off.
func slackOf(m parley.Moment) int {
	switch {
	case !m.Approximate:
		return 0
	case m.Day != 0:
		return 3
	case m.Month != 0:
		return 15
	}
	return 180
}

// gap is the number of days between the ranges, 0 where they meet.
func (d days) gap(e days) int {
	switch {
	case d.hi < e.lo:
		return e.lo - d.hi
	case e.hi < d.lo:
		return d.lo - e.hi
	}
	return 0
}

func (d days) length() int { return d.hi - d.lo + 1 }

func (d days) contains(e days) bool { return d.lo <= e.lo && e.hi <= d.hi }

// grain is how finely a time is known.
type grain int

const (
	noDay   grain = iota // not at all, or without a year
	toYear               // a year, or a range longer than a month
	toMonth              // a month, or "about" a day
	toDay                // day by day
)

func grainOf(v parley.Interval) grain {
	switch m := v.From; {
	case m.Year == 0 || m.Month == 0 && m.Day != 0:
		return noDay
	case m.Month == 0:
		return toYear
	case m.Day == 0:
		if !v.To.IsZero() && v.To != v.From {
			if d, ok := daysOf(v); ok && d.length() > 62 {
				return toYear
			}
		}
		return toMonth
	case m.Approximate || m.Uncertain:
		return toMonth
	}
	return wholeMonths(v)
}

// wholeMonths is the grain of a time that is told from day to day: one that is
// exactly some months is a month or a year in other words.
func wholeMonths(v parley.Interval) grain {
	from, to := v.From, v.To
	if d, ok := daysOf(v); ok && d.length() == 7 && (d.lo+3)%7 == 0 {
		return toMonth // from a Monday to a Sunday: "this week"; day 0 was a Thursday
	}
	if from.Day != 1 || to.Day == 0 || to.Year == 0 || to.Month == 0 {
		return toDay
	}
	if time.Date(to.Year, time.Month(to.Month), to.Day+1, 0, 0, 0, 0, time.UTC).Day() != 1 {
		return toDay
	}
	if d, ok := daysOf(v); ok && d.length() > 62 {
		return toYear
	}
	return toMonth
}

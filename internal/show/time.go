package show

import (
	"fmt"
	"strings"
	"time"

	"github.com/parley-register/parley"
)

// Moment is a moment as finely as it is known: "18 February 2025", "February
// 2025", "2025", "18 February (year not told)"; "" for the zero Moment.
func Moment(m parley.Moment) string {
	if m.IsZero() {
		return ""
	}
	var s string
	switch {
	case m.Month == 0 && m.Day != 0:
		s = fmt.Sprintf("the %s of a month in %d", ordinal(m.Day), m.Year)
	case m.Month == 0:
		s = fmt.Sprint(m.Year)
	default:
		s = time.Month(m.Month).String()
		if m.Day != 0 {
			s = fmt.Sprint(m.Day, " ", s)
		}
		if m.Year != 0 {
			s = fmt.Sprint(s, " ", m.Year)
		} else {
			s += " (year not told)"
		}
	}
	if m.Clock {
		s += fmt.Sprintf(", %02d:%02d", m.Hour, m.Minute)
	}
	if m.Approximate {
		s = "about " + s
	}
	if m.Uncertain {
		s += "?"
	}
	return s
}

// Interval is a time that lasts: "18–20 February 2025", "from 18 February
// 2025"; "" for the zero Interval.
func Interval(v parley.Interval) string {
	from, to := Moment(v.From), Moment(v.To)
	switch {
	case v.Open:
		return "since " + from
	case v.From == v.To:
		return from
	case to == "":
		return "from " + from
	case from == "":
		return "until " + to
	}
	if v.From.Exact() && v.To.Exact() && v.From.Year == v.To.Year && !v.From.Clock {
		if v.From.Month == v.To.Month {
			return fmt.Sprintf("%d–%s", v.From.Day, to)
		}
		return strings.TrimSuffix(from, fmt.Sprint(" ", v.From.Year)) + " – " + to
	}
	return from + " – " + to
}

func ordinal(n int) string {
	suffix := "th"
	switch {
	case n%100 >= 11 && n%100 <= 13:
	case n%10 == 1:
		suffix = "st"
	case n%10 == 2:
		suffix = "nd"
	case n%10 == 3:
		suffix = "rd"
	}
	return fmt.Sprint(n, suffix)
}

package parley

import (
	"encoding"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Moment is a day, month, year or minute known only as finely as the source
// told it. Its text form is EDTF (ISO 8601-2): "2026", "2026-01",
// "2026-01-18", "XXXX-02-18", "2026-01-18T14:30", each with "~" when
// approximate and "?" when uncertain ("%" for both). The zero Moment is
// unknown.
type Moment struct {
	Year, Month, Day int // 0 where the source does not tell
	Hour, Minute     int // meaningful only where Clock is true
	Clock            bool
	Approximate      bool
	Uncertain        bool
}

// ErrEDTF is wrapped by the errors of ParseMoment and ParseInterval.
var ErrEDTF = errors.New("not a date that parley reads (EDTF: 2026, 2026-01, 2026-01-18, XXXX-02-18, with ~ or ?)")

// Date is the moment of a civil day.
func Date(year, month, day int) Moment { return Moment{Year: year, Month: month, Day: day} }

// MomentOf is the civil day of t in t's own time zone.
func MomentOf(t time.Time) Moment { return Date(t.Year(), int(t.Month()), t.Day()) }

// IsZero reports whether nothing is known.
func (m Moment) IsZero() bool { return m == Moment{} }

// Exact reports whether year, month and day are all known.
func (m Moment) Exact() bool { return m.Year != 0 && m.Month != 0 && m.Day != 0 }

// String is the EDTF form, or "" for the zero Moment.
func (m Moment) String() string {
	if m.IsZero() {
		return ""
	}
	var b strings.Builder
	if m.Year == 0 {
		b.WriteString("XXXX")
	} else {
		fmt.Fprintf(&b, "%04d", m.Year)
	}
	if m.Month != 0 || m.Day != 0 {
		if m.Month == 0 {
			b.WriteString("-XX")
		} else {
			fmt.Fprintf(&b, "-%02d", m.Month)
		}
	}
	if m.Day != 0 {
		fmt.Fprintf(&b, "-%02d", m.Day)
	}
	if m.Clock {
		fmt.Fprintf(&b, "T%02d:%02d", m.Hour, m.Minute)
	}
	switch {
	case m.Approximate && m.Uncertain:
		b.WriteByte('%')
	case m.Approximate:
		b.WriteByte('~')
	case m.Uncertain:
		b.WriteByte('?')
	}
	return b.String()
}

// ParseMoment reads the EDTF form that String writes; "" is the zero Moment.
func ParseMoment(s string) (Moment, error) {
	var m Moment
	bad := func() (Moment, error) { return Moment{}, fmt.Errorf("%q: %w", s, ErrEDTF) }
	rest := s
	if rest == "" {
		return m, nil
	}
	switch rest[len(rest)-1] {
	case '%':
		m.Approximate, m.Uncertain = true, true
	case '~':
		m.Approximate = true
	case '?':
		m.Uncertain = true
	}
	if m.Approximate || m.Uncertain {
		rest = rest[:len(rest)-1]
	}
	date, clock, hasClock := strings.Cut(rest, "T")
	parts := strings.Split(date, "-")
	if len(parts) > 3 {
		return bad()
	}
	for i, into := range []*int{&m.Year, &m.Month, &m.Day}[:len(parts)] {
		n, ok := digits(parts[i], [3]int{4, 2, 2}[i])
		if !ok {
			return bad()
		}
		*into = n
	}
	if m.Year == 0 && m.Month == 0 && m.Day == 0 || m.Month > 12 || m.Day > 31 {
		return bad()
	}
	if m.Exact() && m.Day > daysIn(m.Year, m.Month) || m.Month != 0 && m.Day > daysIn(2000, m.Month) {
		return bad()
	}
	if hasClock {
		h, mm, _ := strings.Cut(strings.TrimSuffix(clock, "Z"), ":")
		mm, _, _ = strings.Cut(mm, ":")
		var ok1, ok2 bool
		m.Hour, ok1 = digits(h, 2)
		m.Minute, ok2 = digits(mm, 2)
		if !ok1 || !ok2 || m.Hour > 23 || m.Minute > 59 || !m.Exact() {
			return bad()
		}
		m.Clock = true
	}
	return m, nil
}

// digits reads exactly n digits; n X's read as 0, the unknown.
func digits(s string, n int) (int, bool) {
	if len(s) != n {
		return 0, false
	}
	if s == "XXXX"[:n] {
		return 0, true
	}
	v := 0
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return 0, false
		}
		v = v*10 + int(c-'0')
	}
	return v, v != 0 || n == 2 // "0000" is no year; "00" is told apart by the caller's ranges
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// Bounds are the first and last day that m can be, and whether its year is
// known, without which there are none.
func (m Moment) Bounds() (first, last time.Time, ok bool) {
	if m.Year == 0 || m.Month == 0 && m.Day != 0 {
		return time.Time{}, time.Time{}, false
	}
	day := func(y, mo, d int) time.Time { return time.Date(y, time.Month(mo), d, 0, 0, 0, 0, time.UTC) }
	switch {
	case m.Month == 0:
		return day(m.Year, 1, 1), day(m.Year, 12, 31), true
	case m.Day == 0:
		return day(m.Year, m.Month, 1), day(m.Year, m.Month, daysIn(m.Year, m.Month)), true
	}
	return day(m.Year, m.Month, m.Day), day(m.Year, m.Month, m.Day), true
}

// MarshalText writes the EDTF form.
func (m Moment) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads the EDTF form.
func (m *Moment) UnmarshalText(b []byte) (err error) {
	*m, err = ParseMoment(string(b))
	return err
}

// Interval is the time of something that lasts: both ends included. A zero To
// with Open false is an end that the source does not tell; Open means that it
// has not ended. An interval of one moment has From equal to To. Its text form
// is EDTF: "2026-01-18", "2026-01-18/2026-01-20", "2026-01-18/" (end unknown),
// "2026-01-18/.." (open). The zero Interval is unknown.
type Interval struct {
	From, To Moment
	Open     bool
}

// On is the interval of one moment.
func On(m Moment) Interval { return Interval{From: m, To: m} }

// IsZero reports whether nothing is known.
func (v Interval) IsZero() bool { return v == Interval{} }

// String is the EDTF form, or "" for the zero Interval.
func (v Interval) String() string {
	switch {
	case v.IsZero():
		return ""
	case v.Open:
		return v.From.String() + "/.."
	case v.From == v.To:
		return v.From.String()
	}
	return v.From.String() + "/" + v.To.String()
}

// ParseInterval reads the EDTF form that String writes.
func ParseInterval(s string) (Interval, error) {
	from, to, isPair := strings.Cut(s, "/")
	var v Interval
	var err error
	if v.From, err = ParseMoment(from); err != nil {
		return Interval{}, err
	}
	switch {
	case !isPair:
		v.To = v.From
	case to == "..":
		v.Open = true
	default:
		if v.To, err = ParseMoment(to); err != nil {
			return Interval{}, err
		}
	}
	return v, nil
}

// Bounds are the first and last day that v can cover, and whether both are
// known. An unknown or open end ends on the last day that From can be.
func (v Interval) Bounds() (first, last time.Time, ok bool) {
	first, last, ok = v.From.Bounds()
	if !ok {
		return
	}
	if _, end, known := v.To.Bounds(); known && end.After(last) {
		last = end
	}
	return first, last, true
}

// Overlaps reports whether v and w can share a day; false where either is not
// known to the year.
func (v Interval) Overlaps(w Interval) bool {
	v0, v1, ok := v.Bounds()
	w0, w1, ok2 := w.Bounds()
	return ok && ok2 && !v0.After(w1) && !w0.After(v1)
}

// MarshalText writes the EDTF form.
func (v Interval) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalText reads the EDTF form.
func (v *Interval) UnmarshalText(b []byte) (err error) {
	*v, err = ParseInterval(string(b))
	return err
}

var (
	_ encoding.TextMarshaler   = Moment{}
	_ encoding.TextUnmarshaler = (*Moment)(nil)
	_ encoding.TextMarshaler   = Interval{}
	_ encoding.TextUnmarshaler = (*Interval)(nil)
)

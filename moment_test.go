package parley_test

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"github.com/parley-register/parley"
)

func TestParseMoment(t *testing.T) {
	for _, s := range []string{"", "2026", "2026-01", "2026-01-18", "XXXX-02-18", "XXXX-02", "2026-XX-18", "2026-01-18T14:30", "2026-01~", "2026?", "2026-01-18%", "XXXX-02-29"} {
		m, err := parley.ParseMoment(s)
		if err != nil {
			t.Errorf("ParseMoment(%q): %v", s, err)
		}
		if got := m.String(); got != s {
			t.Errorf("ParseMoment(%q) = %q", s, got)
		}
	}
	for _, s := range []string{"x", "26", "2026-13", "2026-02-30", "2026-1-2", "XXXX", "0000", "2026-01-18T25:00", "2026-01T10:00", "2026-01-02-03", "~", "2026-04-31", "XXXX-04-31"} {
		if m, err := parley.ParseMoment(s); !errors.Is(err, parley.ErrEDTF) {
			t.Errorf("ParseMoment(%q) = %v, %v; want ErrEDTF", s, m, err)
		}
	}
}

func TestIntervalBounds(t *testing.T) {
	for _, c := range []struct{ in, first, last string }{
		{"2026-02", "2026-02-01", "2026-02-28"},
		{"2024", "2024-01-01", "2024-12-31"},
		{"2026-01-18/2026-01-20", "2026-01-18", "2026-01-20"},
		{"2026-01-18/", "2026-01-18", "2026-01-18"},
		{"2026-01-18/..", "2026-01-18", "2026-01-18"},
		{"2026-01/2026-03", "2026-01-01", "2026-03-31"},
	} {
		v, err := parley.ParseInterval(c.in)
		if err != nil {
			t.Fatal(err)
		}
		first, last, ok := v.Bounds()
		if got := first.Format("2006-01-02"); !ok || got != c.first {
			t.Errorf("%s starts on %s, want %s", c.in, got, c.first)
		}
		if got := last.Format("2006-01-02"); got != c.last {
			t.Errorf("%s ends on %s, want %s", c.in, got, c.last)
		}
		if got := v.String(); got != c.in {
			t.Errorf("%q renders as %q", c.in, got)
		}
	}
	if _, _, ok := (parley.Interval{From: parley.Moment{Month: 2, Day: 18}}).Bounds(); ok {
		t.Error("a day without a year has bounds")
	}
}

func TestMomentRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := parley.Moment{
			Year: rapid.IntRange(0, 9999).Draw(t, "year"), Month: rapid.IntRange(0, 12).Draw(t, "month"), Day: rapid.IntRange(0, 28).Draw(t, "day"),
			Approximate: rapid.Bool().Draw(t, "approximate"), Uncertain: rapid.Bool().Draw(t, "uncertain"),
		}
		if m.Year == 0 && m.Month == 0 && m.Day == 0 {
			t.Skip("nothing known")
		}
		if m.Year == 0 && m.Month == 0 {
			m.Month = 1
		}
		got, err := parley.ParseMoment(m.String())
		if err != nil || got != m {
			t.Fatalf("%+v renders as %q and reads back as %+v, %v", m, m.String(), got, err)
		}
	})
}

func FuzzParseInterval(f *testing.F) {
	for _, s := range []string{"2026-01-18/2026-01-20", "XXXX-02-18", "2026~/..", "/", "2026-01-18T14:30Z", "%"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, err := parley.ParseInterval(s)
		if err != nil {
			return
		}
		back, err := parley.ParseInterval(v.String())
		if err != nil || back != v {
			t.Errorf("%q reads as %+v, and its form %q as %+v, %v", s, v, v.String(), back, err)
		}
		v.Bounds()
	})
}

package show_test

import (
	"testing"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/show"
)

func TestInterval(t *testing.T) {
	for edtf, want := range map[string]string{
		"":                      "",
		"2025-02-18":            "18 February 2025",
		"2025-02":               "February 2025",
		"2025":                  "2025",
		"XXXX-02-18":            "18 February (year not told)",
		"2025-02-18/2025-02-20": "18–20 February 2025",
		"2025-02-28/2025-03-02": "28 February – 2 March 2025",
		"2024-12-30/2025-01-02": "30 December 2024 – 2 January 2025",
		"2025-02-18/":           "from 18 February 2025",
		"2025-02-18/..":         "since 18 February 2025",
		"2025-02~":              "about February 2025",
		"2025-XX-18":            "the 18th of a month in 2025",
	} {
		v, err := parley.ParseInterval(edtf)
		if err != nil {
			t.Fatal(err)
		}
		if got := show.Interval(v); got != want {
			t.Errorf("%q shows as %q, want %q", edtf, got, want)
		}
	}
}

func TestValue(t *testing.T) {
	names := show.Names(func(code string) (string, bool) {
		name, ok := map[string]string{"SAU": "Saudi Arabia", "RUS": "Russia"}[code]
		return name, ok
	})
	for _, c := range []struct{ field, value, want string }{
		{parley.FieldParty, "RUS", "Russia"},
		{parley.FieldParty, "FARC", "FARC"},
		{parley.FieldWhere, parley.EncodeValue(parley.Place{Name: "Riyadh", Country: "SAU"}), "Riyadh, Saudi Arabia"},
		{parley.FieldThird, parley.EncodeValue(parley.Third{Actor: "SAU", Role: parley.Host}), "Saudi Arabia, host"},
		{parley.FieldWhen, "", "a time that cannot be told"},
		{parley.FieldOutcome, "agreed-to-continue", "agreed to continue"},
		{parley.FieldFormat, "in-person", "in-person"},
		{parley.FieldWhere, "not JSON", "not JSON"},
	} {
		if got := names.Value(c.field, c.value); got != c.want {
			t.Errorf("%s %q shows as %q, want %q", c.field, c.value, got, c.want)
		}
	}
}

func TestProse(t *testing.T) {
	names := show.Names(func(code string) (string, bool) {
		name, ok := map[string]string{"SAU": "Saudi Arabia", "RUS": "Russia"}[code]
		return name, ok
	})
	for reason, want := range map[string]string{
		"same parties (RUS, SAU); same place":              "same parties (Russia, Saudi Arabia); same place",
		"the round of 2021-09-01 to 2021-09-30 in Riyadh":  "the round of 1–30 September 2021 in Riyadh",
		"the last sign is of 2013-11-26":                   "the last sign is of 26 November 2013",
		"it may be irn-sau-riyadh-2023-04-06-43e3950e":     "it may be irn-sau-riyadh-2023-04-06-43e3950e",
		"same day (2013-99-26); the UN and FARC":           "same day (2013-99-26); the UN and FARC",
		"days overlap (2005-02-23 and 2005-02-21)":         "days overlap (23 February 2005 and 21 February 2005)",
		"held · RUS, SAU · 2004-12-30/2005-01-02 · Riyadh": "held · Russia, Saudi Arabia · 30 December 2004 – 2 January 2005 · Riyadh",
	} {
		if got := names.Prose(reason); got != want {
			t.Errorf("%q shows as %q, want %q", reason, got, want)
		}
	}
}

func TestYears(t *testing.T) {
	round := func(edtf string) parley.Round {
		v, err := parley.ParseInterval(edtf)
		if err != nil {
			t.Fatal(err)
		}
		return parley.Round{When: v}
	}
	for _, c := range []struct {
		rounds []parley.Round
		want   string
	}{
		{nil, ""},
		{[]parley.Round{round(""), round("XXXX-02-18")}, ""},
		{[]parley.Round{round("2005-04"), round("")}, "2005"},
		{[]parley.Round{round("2000-06-18"), round("1998-11-07/1998-11-08")}, "1998–2000"},
	} {
		if got := show.Years(&parley.Process{Rounds: c.rounds}); got != c.want {
			t.Errorf("years of %v show as %q, want %q", c.rounds, got, c.want)
		}
	}
}

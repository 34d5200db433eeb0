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

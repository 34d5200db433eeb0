package show_test

import (
	"testing"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/show"
)

func TestRound(t *testing.T) {
	asOf := parley.Date(2024, 8, 25)
	for _, c := range []struct {
		name           string
		status         parley.Status
		when, said     string
		time, fate     string
		ahead, unknown bool
	}{
		{"held", parley.Held, "2024-08-14", "2024-08-15", "14 August 2024", "", false, false},
		{"to come", parley.PlannedMeeting, "2024-09-01", "2024-08-15", "1 September 2024", "", true, false},
		{"this month", parley.PlannedMeeting, "2024-08", "2024-08-15", "August 2024", "", true, false},
		{"over, and nobody tells", parley.PlannedMeeting, "2024-08-20", "2024-08-15", "20 August 2024", "no report tells whether it took place", false, false},
		{"for no day", parley.PossibleMeeting, "", "2024-08-15", "day not told, report of 15 August 2024", "", true, false},
		{"for no day, long ago", parley.PlannedMeeting, "", "2004-06-27", "day not told, report of 27 June 2004", "no later report tells of it", false, false},
		{"put off lately", parley.Postponed, "2024-08-01", "2024-07-30", "1 August 2024", "", true, false},
		{"put off long ago", parley.Postponed, "2022-08-01", "2022-07-30", "1 August 2022", "no later report tells of it", false, false},
		{"nothing has a date", parley.PlannedMeeting, "", "", "time not known", "", true, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			interval := func(s string) parley.Interval {
				v, err := parley.ParseInterval(s)
				if err != nil {
					t.Fatal(err)
				}
				return v
			}
			r := &parley.Round{Status: c.status, When: interval(c.when), Life: []parley.LifeStep{{Status: c.status, Said: interval(c.said)}}}
			day := asOf
			if c.unknown {
				day = parley.Moment{}
			}
			if got := show.RoundTime(r); got != c.time {
				t.Errorf("its time shows as %q, want %q", got, c.time)
			}
			if got := show.Ahead(r, day); got != c.ahead {
				t.Errorf("ahead: %v, want %v", got, c.ahead)
			}
			if got := show.Fate(r, day); got != c.fate {
				t.Errorf("its fate shows as %q, want %q", got, c.fate)
			}
		})
	}
}

func TestAsOf(t *testing.T) {
	p := &parley.Process{State: parley.State{LastSign: parley.On(parley.Date(2024, 8, 14)), Days: 11}}
	if got := show.AsOf(p); got != parley.Date(2024, 8, 25) {
		t.Errorf("told for %s", got)
	}
	if got := show.AsOf(&parley.Process{}); !got.IsZero() {
		t.Errorf("told for %s", got)
	}
}

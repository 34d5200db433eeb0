package show

import (
	"time"

	"github.com/parley-register/parley"
)

// RoundTime is when a round was or is to be; where no report tells it, when it was
// first told of: "day not told, report of 27 June 2004".
func RoundTime(r *parley.Round) string {
	if when := Interval(r.When); when != "" {
		return when
	}
	if said := firstSaid(r); said != "" {
		return "day not told, report of " + said
	}
	return "time not known"
}

func firstSaid(r *parley.Round) string {
	for i := range r.Life {
		if said := Interval(r.Life[i].Said); said != "" {
			return said
		}
	}
	return ""
}

// patience is for how many days after its last report a round that was announced
// for no day, or put off, counts as one that is still to come.
const patience = 120

// waits reports whether a round was announced or put off, and no report says that
// it was held, called off or denied.
func waits(r *parley.Round) bool {
	switch r.Status {
	case parley.PlannedMeeting, parley.PossibleMeeting, parley.Postponed:
		return true
	}
	return false
}

// Ahead reports whether a round is still to come on that day: its time is not over,
// or it has none and was told of not long before.
func Ahead(r *parley.Round, asOf parley.Moment) bool {
	if !waits(r) {
		return false
	}
	today, _, ok := parley.On(asOf).Bounds()
	if !ok {
		return true
	}
	if _, last, ok := r.When.Bounds(); ok && !last.Before(today) {
		return true
	} else if ok && r.Status != parley.Postponed {
		return false
	}
	var said time.Time
	for i := range r.Life {
		if _, last, ok := r.Life[i].Said.Bounds(); ok && last.After(said) {
			said = last
		}
	}
	return !said.IsZero() && today.Sub(said).Hours() <= 24*patience
}

// Fate is what is to be said on that day of a round that was announced and is no
// longer ahead, or "": whether it took place is what the reader wants to know.
func Fate(r *parley.Round, asOf parley.Moment) string {
	switch {
	case !waits(r) || Ahead(r, asOf):
		return ""
	case r.When.IsZero() || r.Status == parley.Postponed:
		return "no later report tells of it"
	}
	return "no report tells whether it took place"
}

// AsOf is the day for which the state of p is told, the zero Moment where nothing in
// it has a date.
func AsOf(p *parley.Process) parley.Moment {
	_, last, ok := p.State.LastSign.Bounds()
	if !ok {
		return parley.Moment{}
	}
	return parley.MomentOf(last.AddDate(0, 0, p.State.Days))
}

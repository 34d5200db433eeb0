package register

import (
	"fmt"
	"slices"

	"github.com/parley-register/parley"
)

// Days after the last sign of life from which a process counts as stalled, and
// from which as dormant.
const (
	stalledAfter = 60
	dormantAfter = 365
)

// state is how p fares on the day that the register is for. The rules are tried
// in this order; docs/concepts.md tells them in words.
func (f *folder) state(p *process) parley.State {
	s := parley.State{State: parley.UnknownState, Rule: "no-sign", Because: []string{"neither a report nor a round of these talks has a date"}}
	last, ok := 0, false
	sign := func(day int, v parley.Interval) {
		if day <= f.asOf && (!ok || day > last) {
			last, ok, s.LastSign = day, true, v
		}
	}
	var latest, coming *round
	for _, r := range p.rounds {
		q := r.profile
		if q.grain != noDay && q.happened {
			sign(min(q.days.hi, f.asOf), parley.On(dayOf(min(q.days.hi, f.asOf))))
			latest = r
		}
		if q.grain != noDay && !q.happened && q.days.hi >= f.asOf && (r.public.Status == parley.PlannedMeeting || r.public.Status == parley.PossibleMeeting) && coming == nil {
			coming = r
		}
		for _, step := range r.public.Life {
			if d, known := daysOf(step.Said); known {
				sign(d.lo, step.Said)
			}
		}
	}
	for _, step := range p.public.Steps {
		if step.Status == parley.StepOpen && step.Late > 0 || step.Status == parley.StepMissed {
			s.Overdue++
		}
	}
	if !ok || f.asOfMade.IsZero() {
		s.LastSign = parley.Interval{} // there is no day to measure it by
		return s
	}
	s.Days = f.asOf - last
	set := func(state parley.ProcessState, rule string, because ...string) parley.State {
		s.State, s.Rule, s.Because = state, rule, because
		if s.Overdue > 0 {
			s.Because = append(s.Because, plural(s.Overdue, "step")+" past due")
		}
		return s
	}
	ago := fmt.Sprintf("the last sign is of %s, %s before %s", s.LastSign, plural(s.Days, "day"), f.asOfMade)
	off := slices.ContainsFunc(p.rounds, func(r *round) bool {
		return r.public.Status == parley.Cancelled && (latest == nil || r.profile.grain != noDay && r.profile.days.lo > latest.profile.days.hi)
	})
	switch {
	case coming != nil && coming.public.Status == parley.PlannedMeeting:
		return set(parley.Active, "round-planned", "a round is planned for "+timeOf(coming.profile))
	case latest != nil && latest.public.Status == parley.UnderWay && s.Days <= stalledAfter:
		return set(parley.Active, "under-way", "a round is under way since "+dayOf(latest.profile.days.lo).String())
	case latest != nil && latest.public.Outcome == parley.Agreement:
		return set(parley.Concluded, "agreement", "the last round, of "+timeOf(latest.profile)+", ended with an agreement", ago)
	case latest != nil && latest.public.Outcome == parley.Collapsed:
		return set(parley.Broken, "collapsed", "the last round, of "+timeOf(latest.profile)+", ended in collapse", ago)
	case off && s.Days > stalledAfter:
		return set(parley.Broken, "called-off", "the round after the last one held was called off, and no other took its place", ago)
	case s.Days <= stalledAfter:
		return set(parley.Active, "recent-sign", ago)
	case s.Days <= dormantAfter:
		return set(parley.Stalled, "silence", ago)
	}
	return set(parley.Dormant, "long-silence", ago)
}

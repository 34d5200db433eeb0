package meetings

import (
	"slices"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/read/layer"
)

// when is the time of the first mention that can be resolved, else of the first
// that is stated. In a release, a meeting without a day of its own is on the
// days of the journey that it belongs to, and the one that the release is about
// on the day that it calls today.
func (v *view) when(c *candidate, all []*candidate, main bool, mod parley.Modality) *parley.Cited[parley.Interval] {
	best, rule := 0, "meetings.when"
	for _, m := range c.mentions {
		if m.time == 0 {
			continue
		}
		if best == 0 || v.Times[best-1].When.IsZero() && !v.Times[m.time-1].When.IsZero() && m.Sentence-v.Times[best-1].Sentence <= 3 {
			best = m.time
		}
	}
	if best == 0 && v.release {
		if best = v.journey(c, all); best > 0 {
			rule = "meetings.when.journey"
		} else if main {
			best, rule = v.today(), "meetings.when.today"
		}
	}
	if best == 0 {
		return nil
	}
	x := &v.Times[best-1]
	value := x.When
	if x.First > 0 {
		switch v.lower[x.First-1] {
		case "before", "by": // an end without a beginning is no day
			value = parley.Interval{}
		}
	}
	e := []parley.Evidence{v.Source.Quote(x.Span)}
	if days, span, ok := v.days(x); ok {
		value, rule = days, "meetings.when.days"
		e = append(e, v.Source.Quote(span))
	}
	return &parley.Cited[parley.Interval]{Value: value, Note: parley.Note{Modality: mod, Evidence: e, Rule: rule}}
}

// counts of days, as words.
var dayCounts = map[string]int{"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6, "7": 7}

// days are the days of a meeting of several, where x is the one day that its
// sentence names: counted on from it ("a two-day visit starting on Monday"), or
// back where it is the last ("concluded on Friday after three days").
func (v *view) days(x *layer.Time) (parley.Interval, parley.Span, bool) {
	if !x.When.From.Exact() || x.When.From != x.When.To {
		return parley.Interval{}, parley.Span{}, false
	}
	sent := &v.Sentences[x.Sentence]
	back := false
	for t := sent.First; t < sent.Last; t++ {
		switch v.Tokens[t].Lemma {
		case "conclude", "end", "finish", "wrap", "close":
			back = true
		}
	}
	for t := sent.First; t+2 < sent.Last; t++ {
		n, ok := dayCounts[v.lower[t]]
		if !ok {
			continue
		}
		last := 0
		switch {
		case v.lower[t+1] == "-" && v.lower[t+2] == "day":
			last = t + 3
		case v.lower[t+1] == "days" && v.lower[t+2] == "of" && back:
			last = t + 2
		default:
			continue
		}
		noun := false
		for u := last; u < min(sent.Last, last+6); u++ {
			switch v.Tokens[u].Lemma {
			case "visit", "talk", "summit", "meeting", "conference", "trip", "discussion", "negotiation", "consultation", "session", "round":
				noun = true
			}
		}
		if !noun {
			continue
		}
		day, _, ok := x.When.Bounds()
		if !ok {
			return parley.Interval{}, parley.Span{}, false
		}
		other := day.AddDate(0, 0, n-1)
		if back {
			day, other = day.AddDate(0, 0, 1-n), day
		}
		return parley.Interval{From: parley.MomentOf(day), To: parley.MomentOf(other)}, parley.Span{Start: v.Tokens[t].Start, End: v.Tokens[last-1].End}, true
	}
	return parley.Interval{}, parley.Span{}, false
}

// journey is the time of a journey in the first sentences made by a person of
// c, or 0.
func (v *view) journey(c *candidate, all []*candidate) int {
	for _, x := range all {
		for _, m := range x.mentions {
			if m.t.kind != visit || m.time == 0 || v.Times[m.time-1].When.IsZero() || m.Sentence > 6 {
				continue
			}
			for _, a := range m.args {
				if slices.ContainsFunc(v.persons(a.actor), func(p int) bool { return slices.Contains(c.persons, p) }) {
					return m.time
				}
			}
		}
	}
	return 0
}

// today is the first time of the first sentences that says "today", or 0.
func (v *view) today() int {
	for i := range v.Times {
		x := &v.Times[i]
		if x.Sentence > 8 {
			break
		}
		if x.Last == x.First+1 && v.lower[x.First] == "today" {
			return i + 1
		}
	}
	return 0
}

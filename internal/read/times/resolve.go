package times

import (
	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
)

// resolver turns matches into values. It holds what values depend on besides
// the words: the day of publication, the clause's tense, and the time that was
// last spoken of.
type resolver struct {
	text  string
	units []unit
	names []string // words by number
	xpos  []nlp.Token
	verbs verbForms
	pub   point
	focus point // the last calendar time in the document
	fine  point // the last day
}

// result is what a normalisation makes of a match.
type result struct {
	typ   string // "" to keep the rule's
	value string
	when  parley.Interval
	at    point // to be the next focus; gNone when it is no calendar time
}

type normaliser func(r *resolver, m *match) (result, bool)

var normalisers = map[string]normaliser{
	"date": normDate, "range": normRange, "years": normYears, "months": normMonths, "weekday": normWeekday, "weekdays": normWeekdays, "rel": normRel, "day": normDeictic, "ago": normAgo,
	"dur": normDuration, "set": normSet, "everyday": normEveryWeekday, "everymonth": normEveryMonth, "ref": normRef, "quarter": normQuarter, "half": normHalf, "season": normSeason,
	"decade": normDecade, "century": normCentury, "clock": normClock, "shift": normShift, "same": normSame, "ordday": normOrdDay, "ordrange": normOrdRange, "holiday": normHoliday,
	"numeric": normNumeric, "vague": normVague, "yearago": normYearAgo, "current": normCurrent, "within": normWithin, "unresolved": normUnresolved,
}

func calendar(p point) (result, bool) {
	if p.y > 9999 {
		return result{}, false
	}
	return result{value: p.timex(), when: p.interval(), at: p}, true
}

func (r *resolver) tense(m *match) tense {
	switch m.rule.tense {
	case "past":
		return past
	case "future":
		return future
	}
	switch r.wordBefore(m, 1) {
	case "since":
		return past
	case "until", "till":
		switch r.wordBefore(m, 2) {
		case "not", "up":
			return past
		case "":
			if m.first == 1 { // "Until Thursday they had said nothing"
				return r.tenseAt(m.first, m.last)
			}
		}
		return future
	case "through", "thru":
		if m.first > 1 && (r.verb(m.first-2) == present || r.lower(m.first-2) == "runs" || r.lower(m.first-2) == "lasts") { // a summit that runs through Thursday
			return future
		}
	case "to":
		for i := m.first - 2; i >= 0 && i >= m.first-4; i-- {
			switch r.lower(i) {
			case "moved", "postponed", "rescheduled", "delayed", "deferred", "shifted", "extended", "pushed", "adjourned", "back", "off", "slipped":
				return future
			}
		}
	case "of":
		if r.wordBefore(m, 2) == "ahead" {
			return future
		}
	case "for":
		switch r.wordBefore(m, 2) {
		case "scheduled", "planned", "set", "slated", "due", "expected":
			switch r.lower(m.first - 3) {
			case "was", "were", "been", "had":
				return arranged
			}
			return future
		}
		for i := m.first - 2; i >= 0 && i >= m.first-5; i-- {
			switch r.lower(i) {
			case "called", "convened", "fixed", "arranged", "booked", "summoned":
				return arranged // had called talks for Saturday
			}
		}
	}
	if m.last < len(r.units) && r.names[r.units[m.last].word] == "'s" {
		// Wednesday's ruling: over, unless what follows says otherwise
		for i := m.last + 1; i < len(r.units) && i < m.last+6; i++ {
			if r.verb(i) == future {
				return future
			}
		}
		switch r.wordBefore(m, 1) {
		case "for", "before", "at":
			return r.tenseAt(m.first, m.last)
		}
		return past
	}
	if m.last < len(r.units) { // "the talks on Saturday will", "the envoy on Sunday issued"
		if t := r.verb(m.last); (t == future || t == past) && !r.participle(m.last) {
			return t
		}
	}
	if (r.wordBefore(m, 1) == "as") && (r.wordBefore(m, 2) == "soon" || r.wordBefore(m, 2) == "early") {
		return future
	}
	return r.tenseAt(m.first, m.last)
}

// participle reports whether unit i is a participle that only qualifies what stands
// before it: "talks on Friday aimed at peace", "hosted by Norway".
func (r *resolver) participle(i int) bool {
	if r.tagAt(i) == "VBN" {
		return true
	}
	switch r.lower(i) {
	case "aimed", "designed", "intended", "meant", "hosted", "organised", "organized", "led", "chaired", "mediated", "brokered", "attended", "called", "billed":
		switch r.lower(i + 1) {
		case "at", "by", "to", "as":
			return true
		}
	}
	return false
}

func (r *resolver) wordBefore(m *match, n int) string {
	if i := m.first - n; i >= 0 {
		return r.names[r.units[i].word]
	}
	return ""
}

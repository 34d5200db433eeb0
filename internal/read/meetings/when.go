package meetings

import (
	"slices"
	"strings"
	"time"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
)

// edge is which end of a meeting a time tells: "opened on Monday" its first
// day, "broke up on Friday" its last.
type edge int8

const (
	lastDay  edge = -1
	anyDay   edge = 0
	firstDay edge = 1
)

// edges are verbs that tell the first or the last day of what they speak of.
var edges = map[string]edge{
	"begin": firstDay, "start": firstDay, "open": firstDay, "commence": firstDay, "resume": firstDay, "kick": firstDay, "launch": firstDay, "convene": firstDay, "arrive": firstDay,
	"end": lastDay, "conclude": lastDay, "finish": lastDay, "close": lastDay, "wrap": lastDay, "break": lastDay, "collapse": lastDay, "adjourn": lastDay,
	"disperse": lastDay, "recess": lastDay, "wind": lastDay, "wound": lastDay, "reconvene": firstDay,
}

// edgeOf is the end of m that its time x tells: by the words that say which of its
// days it is, by the verb right before x, else by the verb that governs m.
func (v *view) edgeOf(m *mention, x *layer.Time) edge {
	if e := v.dayOfMany(x); e != anyDay {
		return e
	}
	first := v.Sentences[x.Sentence].First
	for t := x.First - 1; t >= max(first, x.First-4); t-- {
		if v.isVerb(t) {
			return edges[v.Tokens[t].Lemma]
		}
	}
	if m.governor >= 0 && m.governor < len(v.Tokens) && !m.t.verb && v.Tokens[m.governor].UPOS == nlp.VERB {
		return edges[v.Tokens[m.governor].Lemma]
	}
	return anyDay
}

// dayOfMany is the end of a meeting of several days that the words beside x say it is:
// "on the opening day, 11 July", "on Tuesday, the first day of a summit".
func (v *view) dayOfMany(x *layer.Time) edge {
	sent := &v.Sentences[x.Sentence]
	near := func(t int) edge {
		e := anyDay
		switch v.lower[t] {
		case "first", "opening":
			e = firstDay
		case "last", "final", "closing", "concluding":
			e = lastDay
		}
		if e == anyDay || t+1 >= sent.Last || v.lower[t+1] != "day" || t+2 < sent.Last && v.lower[t+2] == "of" && !v.sitting(t+3, sent.Last) {
			return anyDay
		}
		return e
	}
	e := anyDay
	for t := x.Last; t < min(sent.Last, x.Last+5) && e == anyDay; t++ {
		if e = near(t); v.isVerb(t) {
			break
		}
	}
	for t := x.First - 1; t >= max(sent.First, x.First-6) && e == anyDay; t-- {
		if e = near(t); v.isVerb(t) {
			break
		}
	}
	return e
}

// sitting tells whether the noun phrase at token t is of a meeting that is counted
// in days, and no journey: "a two-day summit".
func (v *view) sitting(t, last int) bool {
	for end := min(last, t+8); t < end; t++ {
		switch lemma := v.Tokens[t].Lemma; {
		case lemma == "visit" || lemma == "trip":
			return false
		case sittings[lemma]:
			return true
		case v.isVerb(t) || v.Tokens[t].UPOS == nlp.PUNCT && v.lower[t] != "-":
			return false
		}
	}
	return false
}

// lasts are verbs of a meeting that goes on, whose last day stands behind "through"
// or "until".
var lasts = set("run", "last", "continue", "go", "stretch", "extend", "proceed", "meet", "sit")

// goesOnUntil tells whether y is the day until which the meeting of m is said to go
// on: "a summit in Lima that runs through Thursday".
func (v *view) goesOnUntil(y *layer.Time, m *mention, sent *nlp.Sentence) bool {
	if y.First-2 <= m.Last {
		return false
	}
	switch v.lower[y.First-1] {
	case "through", "until", "till", "to":
	default:
		return false
	}
	t := y.First - 2
	for t > m.Last && (v.Tokens[t].UPOS == nlp.ADV || v.lower[t] == "on") {
		t--
	}
	return lasts[v.Tokens[t].Lemma] && v.isVerb(t) && v.verbOf(m, t, sent)
}

// when is the time of the first mention that can be resolved, else of the first
// that is stated, made more precise by the others: a day of the week that was
// named before, the days from an opening to a close, "two days of talks". In a
// release, a meeting without a day of its own is on the days of the journey that
// it belongs to, and the one that the release is about on the day that it calls
// today.
func (v *view) when(c *candidate, all []*candidate, main bool, mod parley.Modality) *parley.Cited[parley.Interval] {
	best, rule := 0, "meetings.when"
	var by *mention
	coming := mod == parley.Planned || mod == parley.Possible
	over := mod == parley.Asserted && phase(v.status(c).Value) == 1
	for _, m := range c.mentions {
		if m.time == 0 || coming && phase(m.mood.status) != 2 && v.isPast(&v.Times[m.time-1]) {
			continue // what is to come is not on a day that is over
		}
		if over && phase(m.mood.status) == 2 && v.isFuture(&v.Times[m.time-1]) {
			continue // "make headway, to resume on 26 May": that is the next one
		}
		if m.t.kind == deal && m != c.mentions[0] && coarse(&v.Times[m.time-1]) {
			continue // "have an agreement, signed in 1996"
		}
		if best == 0 || v.Times[best-1].When.IsZero() && !v.Times[m.time-1].When.IsZero() && m.Sentence-v.Times[best-1].Sentence <= 3 {
			best, by = m.time, m
		}
	}
	if best == 0 && v.release {
		if best = v.journey(c, all); best > 0 {
			rule = "meetings.when.journey"
		} else if main {
			best, rule = v.today(), "meetings.when.today"
		}
	}
	if best == 0 && main && mod == parley.Asserted && !v.dropped(c) {
		if best = v.dayOfLead(c); best > 0 {
			rule = "meetings.when.lead"
		} else if best = v.journey(c, all); best > 0 {
			if rule = "meetings.when.journey"; !v.oneDay(v.Times[best-1].When) || !v.recent(&v.Times[best-1]) {
				best = 0
			}
		}
	}
	if best == 0 {
		return nil
	}
	if by != nil {
		best, by = v.finer(c, best, by)
	}
	best = v.spelled(best)
	x := &v.Times[best-1]
	value := v.daysOf(x)
	e := []parley.Evidence{v.Source.Quote(x.Span)}
	if by != nil && v.oneDay(value) && !v.dropped(c) {
		days, span, ok := parley.Interval{}, parley.Span{}, false
		if by.t.kind != deal {
			days, span, ok = v.lasting(c, by, x)
		} else { // a signing is on one day, whatever the talks took, unless it closed them
			days, span, ok = v.closedBy(c, by, x)
		}
		switch {
		case ok:
			value, rule = days, "meetings.when.days"
			e = append(e, v.Source.Quote(span))
		case x.First > 0 && v.lower[x.First-1] == "since":
			value.To = parley.Moment{} // it is under way, and when it ends is not told
		}
	}
	return &parley.Cited[parley.Interval]{Value: value, Note: parley.Note{Modality: mod, Evidence: e, Rule: rule}}
}

// dropped tells whether a mention of c says that the meeting was put off or called
// off: the days told of it are those that it does not have.
func (v *view) dropped(c *candidate) bool {
	return slices.ContainsFunc(c.mentions, func(m *mention) bool {
		return m.mood.status == parley.Postponed || m.mood.status == parley.Cancelled
	})
}

// dayOfLead is the one day that the first sentence of a report tells, if that
// sentence is about the sides of c and says what they did, or 0: who reports
// of talks without a day of their own opens with it.
func (v *view) dayOfLead(c *candidate) int {
	s := 0
	if v.titled {
		s = 1
	}
	for s < len(v.Sentences) && s < 3 && v.Sentences[s].Last-v.Sentences[s].First < 12 { // a dateline, a by-line
		s++
	}
	if s >= len(v.Sentences) || c.mentions[0].Sentence > s+14 || len(c.codes) < 2 {
		return 0
	}
	sent := &v.Sentences[s]
	var named []string
	for t := sent.First; t < sent.Last; t++ {
		if a := v.actorAt[t]; a != 0 {
			for _, code := range v.codes(int(a - 1)) {
				if slices.Contains(c.codes, code) {
					named = appendNew(named, code)
				}
			}
		}
	}
	if len(named) < 1 {
		return 0
	}
	found := 0
	from, _ := slices.BinarySearchFunc(v.Times, s, func(y layer.Time, s int) int { return y.Sentence - s })
	for i := from; i < len(v.Times) && v.Times[i].Sentence == s; i++ {
		x := &v.Times[i]
		if !v.oneDay(x.When) || v.ofDateline(x, sent) {
			continue
		}
		if found > 0 && v.Times[found-1].When != x.When {
			return 0
		}
		found = i + 1
	}
	if found == 0 || v.isFuture(&v.Times[found-1]) || !v.recent(&v.Times[found-1]) {
		return 0
	}
	x := &v.Times[found-1]
	for _, m := range c.mentions {
		if m.Sentence == s && v.ofOutcome(x, m, sent) {
			return 0
		}
	}
	for t := x.First - 1; t >= sent.First; t-- { // the day of the main clause alone
		switch v.lower[t] {
		case "that", "who", "which", "since", "until", "before", "after":
			return 0
		}
	}
	for t := x.First - 1; t >= max(sent.First, x.First-4); t-- { // ", a spokesman said on Thursday"
		if v.isVerb(t) {
			if v.Tokens[t].Lemma == "say" {
				return 0
			}
			break
		}
	}
	return found
}

// spelled is the day of the calendar that stands right behind a count of days back,
// which is often a rough one: "nine days ago, on 11 May".
func (v *view) spelled(best int) int {
	x := &v.Times[best-1]
	if best >= len(v.Times) || v.lower[x.Last-1] != "ago" && v.lower[x.Last-1] != "earlier" {
		return best
	}
	y := &v.Times[best]
	if y.Sentence != x.Sentence || y.First <= x.Last || y.First > x.Last+2 || v.lower[x.Last] != "," || !v.oneDay(y.When) || !v.isPast(y) {
		return best
	}
	return best + 1
}

// recent tells whether x is at most three days before the text was published.
func (v *view) recent(x *layer.Time) bool {
	published, _, ok := v.Source.Published.Bounds()
	day, _, known := x.When.Bounds()
	return ok && known && published.Sub(day).Hours() <= 3*24
}

// daysOf are the days that x tells of a meeting: none of those that only bound it
// ("before the end of May") or leave its days open ("later this year", "in the
// spring").
func (v *view) daysOf(x *layer.Time) parley.Interval {
	if x.First > 0 {
		switch v.lower[x.First-1] {
		case "before":
			if !partsOfDay[v.lower[x.First]] || !v.oneDay(x.When) {
				return parley.Interval{}
			}
		case "by", "than": // "no later than 8 August"
			return parley.Interval{}
		}
	}
	if v.oneDay(x.When) {
		return x.When
	}
	switch v.lower[x.First] {
	case "later":
		return parley.Interval{}
	case "earlier":
		if _, published, ok := v.Source.Published.Bounds(); ok && v.lower[x.Last-1] == "year" {
			if first, last, ok := x.When.Bounds(); ok && first.Before(published) && published.Before(last) {
				return parley.Interval{From: parley.MomentOf(first), To: parley.MomentOf(published)}
			}
		}
	}
	if strings.HasPrefix(x.Rule, "times.season") {
		return parley.Interval{}
	}
	return x.When
}

// partsOfDay are words for hours: what was done before dawn on Sunday was done on
// Sunday.
var partsOfDay = set("dawn", "daybreak", "sunrise", "noon", "midday", "lunch", "lunchtime", "dusk", "sunset", "nightfall", "midnight", "morning", "breakfast", "daylight")

// oneDay tells whether an interval is a single day.
func (v *view) oneDay(w parley.Interval) bool { return w.From.Exact() && w.From == w.To && !w.Open }

// coarse tells whether x names a unit of the calendar that is longer than a day,
// and not the days from one to another.
func coarse(x *layer.Time) bool {
	return !x.When.IsZero() && (!x.When.From.Exact() || strings.Contains(x.Value, "W") || len(x.Value) == len("2026-02"))
}

// longest is how long a meeting may last, in days, for its first and last day to
// be put together from two sentences.
const longest = 31

// finer is the time among the mentions of c that tells more of the days of best:
// one inside the month or week that best names, or the days from one to another
// that have best among them.
func (v *view) finer(c *candidate, best int, by *mention) (int, *mention) {
	x := &v.Times[best-1]
	first, last, ok := x.When.Bounds()
	if !ok {
		return best, by
	}
	if coarse(x) && x.Type != "DURATION" { // "in March the round was opened, as agreed, on the 3rd"
		sent := &v.Sentences[by.Sentence]
		from, _ := slices.BinarySearchFunc(v.Times, by.Sentence, func(y layer.Time, s int) int { return y.Sentence - s })
		for i := from; i < len(v.Times) && v.Times[i].Sentence == by.Sentence; i++ {
			y := &v.Times[i]
			a, b, ok := y.When.Bounds()
			if i+1 == best || !ok || coarse(y) || a.Before(first) || b.After(last) || v.daysOf(y).IsZero() {
				continue
			}
			if _, ok := v.timeCost(by, y, sent); ok && v.verbsBetween(by.Last-1, y.First, by) == 0 {
				return i + 1, by
			}
		}
	}
	for _, m := range c.mentions {
		if m.time == 0 || m.time == best || phase(m.mood.status) != phase(by.mood.status) {
			continue
		}
		y := &v.Times[m.time-1]
		a, b, ok := y.When.Bounds()
		if !ok || v.daysOf(y).IsZero() {
			continue
		}
		inside := !a.Before(first) && !b.After(last)
		around := !a.After(first) && !b.Before(last)
		switch {
		case coarse(x) && inside && !coarse(y):
			return m.time, m
		case v.oneDay(x.When) && around && !v.oneDay(y.When) && !coarse(y) && b.Sub(a).Hours() <= 24*longest:
			return m.time, m
		}
	}
	return best, by
}

// lasting are the days of a meeting of several days of which x, the time of by,
// tells one: from the day on which another mention says that it opened, to the
// day on which it closed, or as many as the text counts.
func (v *view) lasting(c *candidate, by *mention, x *layer.Time) (parley.Interval, parley.Span, bool) {
	end := v.edgeOf(by, x)
	day, _, ok := x.When.Bounds()
	if !ok {
		return parley.Interval{}, parley.Span{}, false
	}
	for _, m := range c.mentions {
		if m.time == 0 || &v.Times[m.time-1] == x || !v.oneDay(v.Times[m.time-1].When) {
			continue
		}
		y := &v.Times[m.time-1]
		other, _, _ := y.When.Bounds()
		apart := other.Sub(day).Hours() / 24
		switch e := v.edgeOf(m, y); {
		case e == firstDay && end != firstDay && apart < 0 && apart >= -longest:
			return parley.Interval{From: y.When.From, To: x.When.From}, y.Span, true
		case e == lastDay && end != lastDay && apart > 0 && apart <= longest:
			return parley.Interval{From: x.When.From, To: y.When.From}, y.Span, true
		}
	}
	if days, span, ok := v.otherEnd(c, by, x); ok {
		return days, span, true
	}
	if end == lastDay {
		for _, m := range c.mentions {
			if y := v.since(x, m.Sentence); y != nil {
				return parley.Interval{From: y.When.From, To: x.When.From}, y.Span, true
			}
		}
	}
	if n, span, ok := v.numberOfDay(x); ok && phase(by.mood.status) != 2 {
		return spread(day, n, lastDay), span, true
	}
	if n, span, ok := v.countOfDays(x.Sentence); ok {
		if end == anyDay && v.closes(x.Sentence) {
			end = lastDay
		}
		return spread(day, n, end), span, true
	}
	if end == anyDay {
		return parley.Interval{}, parley.Span{}, false
	}
	for _, m := range c.mentions {
		if n, span, ok := v.countOfDays(m.Sentence); ok {
			return spread(day, n, end), span, true
		}
	}
	return parley.Interval{}, parley.Span{}, false
}

// closedBy are the days of a meeting that ended on the day x of the signing by:
// "signed a pact on Friday, wrapping up a two-day summit".
func (v *view) closedBy(c *candidate, by *mention, x *layer.Time) (parley.Interval, parley.Span, bool) {
	day, _, known := x.When.Bounds()
	if v.dayOfMany(x) == firstDay { // "signed a pact on the first day of a summit that runs through Thursday"
		return v.otherEnd(c, by, x)
	}
	for _, m := range c.mentions {
		if m.time == 0 || m.t.kind == deal || m.t.verb || &v.Times[m.time-1] == x {
			continue
		}
		y := &v.Times[m.time-1] // "signed a pact after negotiations that began on Friday"
		if opened, _, ok := y.When.Bounds(); ok && known && v.oneDay(y.When) && v.edgeOf(m, y) == firstDay && opened.Before(day) && day.Sub(opened).Hours() <= 24*longest {
			return parley.Interval{From: y.When.From, To: x.When.From}, y.Span, true
		}
	}
	if n, span, ok := v.countOfDays(by.Sentence); ok && known && by.t.verb && reaches[v.Tokens[by.First].Lemma] && v.afterwards(span) {
		return spread(day, n, lastDay), span, true
	}
	for _, m := range c.mentions {
		if !known || m.Sentence != by.Sentence || m.governor < 0 || edges[v.Tokens[m.governor].Lemma] != lastDay {
			continue
		}
		if n, span, ok := v.countOfDays(m.Sentence); ok {
			return spread(day, n, lastDay), span, true
		}
	}
	return parley.Interval{}, parley.Span{}, false
}

// reaches are verbs for coming to an agreement, which is what talks end with; a
// signing may be a day of its own.
var reaches = set("reach", "strike", "clinch", "conclude", "hammer", "agree", "thrash")

// afterwards tells whether "after" stands before the count of days at span.
func (v *view) afterwards(span parley.Span) bool {
	t, ok := slices.BinarySearchFunc(v.Tokens, span.Start, func(t nlp.Token, at int) int { return t.Start - at })
	return ok && t > 0 && v.lower[t-1] == "after"
}

// otherEnd are the days of a meeting of which x, the time of by, tells one end,
// and another time that a mention stands with the other: "the talks, which opened
// on Friday, ended on Tuesday".
func (v *view) otherEnd(c *candidate, by *mention, x *layer.Time) (parley.Interval, parley.Span, bool) {
	end := v.edgeOf(by, x)
	day, _, ok := x.When.Bounds()
	if !ok {
		return parley.Interval{}, parley.Span{}, false
	}
	for _, m := range c.mentions {
		if m.t.verb || m.t.kind == deal || m.t.kind == visit {
			continue
		}
		sent := &v.Sentences[m.Sentence]
		from, _ := slices.BinarySearchFunc(v.Times, m.Sentence, func(y layer.Time, s int) int { return y.Sentence - s })
		for i := from; i < len(v.Times) && v.Times[i].Sentence <= m.Sentence+3; i++ {
			y := &v.Times[i]
			if y == x || !v.oneDay(y.When) {
				continue
			}
			if y.Sentence > m.Sentence+1 && v.dayOfMany(y) != firstDay {
				continue
			}
			e := anyDay
			if y.Sentence == m.Sentence && v.goesOnUntil(y, m, sent) {
				e = lastDay
			} else if y.Sentence == m.Sentence {
				for t := y.First - 1; t >= max(sent.First, y.First-8) && e == anyDay; t-- {
					if v.isVerb(t) {
						if !v.verbOf(m, t, sent) {
							break
						}
						e = edges[v.Tokens[t].Lemma]
					}
				}
			} else if e = v.itsEdge(y); e == anyDay && v.dayOfMany(y) == firstDay {
				e = firstDay // "On the opening day, 11 July, half of them did not turn up."
			}
			other, _, _ := y.When.Bounds()
			apart := other.Sub(day).Hours() / 24
			switch {
			case e == firstDay && end != firstDay && apart < 0 && apart >= -longest:
				return parley.Interval{From: y.When.From, To: x.When.From}, y.Span, true
			case e == lastDay && end != lastDay && apart > 0 && apart <= longest:
				return parley.Interval{From: x.When.From, To: y.When.From}, y.Span, true
			}
		}
	}
	return parley.Interval{}, parley.Span{}, false
}

// itsEdge is the end that y tells of what the sentence before spoke of: "It had
// opened on Monday."
func (v *view) itsEdge(y *layer.Time) edge {
	t := v.Sentences[y.Sentence].First
	switch v.lower[t] {
	case "it", "they", "these", "this":
	default:
		return anyDay
	}
	for t++; t < y.First && (v.Tokens[t].UPOS == nlp.AUX || v.Tokens[t].UPOS == nlp.ADV); t++ {
	}
	if t >= y.First || y.First-t > 8 || v.verbFollows(t, y.First) {
		return anyDay
	}
	return edges[v.Tokens[t].Lemma]
}

// verbOf tells whether the verb at t says something of the meeting of m: it
// governs it, is joined to the verb that does, or opens a clause about it ("talks
// in Lima that began").
func (v *view) verbOf(m *mention, t int, sent *nlp.Sentence) bool {
	if t == m.governor {
		return true
	}
	u := t - 1
	for u > sent.First && (v.Tokens[u].UPOS == nlp.AUX || v.Tokens[u].UPOS == nlp.ADV) {
		u--
	}
	switch v.lower[u] {
	case "which", "that":
		return u >= m.Last && u <= m.Last+8 && v.verbsBetween(m.Last-1, u, m) == 0
	case "and", "but", "then":
		return m.governor >= sent.First && m.governor < u && v.verbsBetween(m.governor, u, m) == 0
	}
	return false
}

// numberOfDay is the number of the day of a meeting that x is said to be: "closed
// on Saturday, its fourth day", "for a third day on Tuesday".
func (v *view) numberOfDay(x *layer.Time) (int, parley.Span, bool) {
	sent := &v.Sentences[x.Sentence]
	for t := max(sent.First, x.First-8); t+1 < min(sent.Last, x.Last+8); t++ {
		n, ok := ordinalOf(v.lower[t])
		if !ok || n < 2 || n > longest {
			continue
		}
		last := t + 1
		for last+1 < sent.Last && (v.lower[last] == "and" || v.lower[last] == "last" || v.lower[last] == "final" || v.lower[last] == "straight" || v.lower[last] == "consecutive") {
			last++
		}
		if v.lower[last] != "day" || t > sent.First && v.lower[t-1] == "every" {
			continue
		}
		if last+2 < sent.Last && v.lower[last+1] == "of" && !sittings[v.Tokens[last+2].Lemma] && !(last+3 < sent.Last && sittings[v.Tokens[last+3].Lemma]) {
			continue // "the fourth day of the strike"
		}
		return n, parley.Span{Start: v.Tokens[t].Start, End: v.Tokens[last].End}, true
	}
	return 0, parley.Span{}, false
}

// since is the day since which a sentence says that something goes on, if it lies
// before x: "held since 29 April, ended on 5 May".
func (v *view) since(x *layer.Time, sentence int) *layer.Time {
	day, _, ok := x.When.Bounds()
	from, _ := slices.BinarySearchFunc(v.Times, sentence, func(y layer.Time, s int) int { return y.Sentence - s })
	for i := from; i < len(v.Times) && v.Times[i].Sentence == sentence; i++ {
		y := &v.Times[i]
		if y.First == 0 || v.lower[y.First-1] != "since" && v.lower[y.First] != "since" || !v.oneDay(y.When) {
			continue
		}
		if other, _, _ := y.When.Bounds(); ok && other.Before(day) && day.Sub(other).Hours() <= 24*longest {
			return y
		}
	}
	return nil
}

// spread are the n days that end on day, or that start with it.
func spread(day time.Time, n int, end edge) parley.Interval {
	if end == lastDay {
		return parley.Interval{From: parley.MomentOf(day.AddDate(0, 0, 1-n)), To: parley.MomentOf(day)}
	}
	return parley.Interval{From: parley.MomentOf(day), To: parley.MomentOf(day.AddDate(0, 0, n-1))}
}

// closes tells whether a verb of the sentence says that something came to its
// end.
func (v *view) closes(sentence int) bool {
	sent := &v.Sentences[sentence]
	for t := sent.First; t < sent.Last; t++ {
		if edges[v.Tokens[t].Lemma] == lastDay {
			return true
		}
	}
	return false
}

// counts of days, as words.
var dayCounts = map[string]int{
	"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"2": 2, "3": 3, "4": 4, "5": 5, "6": 6, "7": 7, "8": 8, "9": 9, "10": 10, "11": 11, "12": 12, "13": 13, "14": 14,
}

// sittings are nouns for meetings that are counted in days.
var sittings = set("visit", "talk", "summit", "meeting", "conference", "trip", "discussion", "negotiation", "consultation", "session", "round", "sitting", "gathering", "dialogue")

// countOfDays is how many days the sentence says that a meeting lasts: "a two-day
// visit", "three days of talks", "ended after three days".
func (v *view) countOfDays(sentence int) (int, parley.Span, bool) {
	sent := &v.Sentences[sentence]
	for t := sent.First; t+1 < sent.Last; t++ {
		n, ok := dayCounts[v.lower[t]]
		if !ok {
			continue
		}
		last := 0
		switch {
		case t+2 < sent.Last && v.lower[t+1] == "-" && v.lower[t+2] == "day":
			last = t + 3
		case t+2 < sent.Last && v.lower[t+1] == "days" && v.lower[t+2] == "of":
			last = t + 2
		case v.lower[t+1] == "days" && t > sent.First && (v.lower[t-1] == "after" && v.closesBefore(t, sent.First) || v.closedRightBefore(t, sent.First)):
			if t+2 >= sent.Last || v.Tokens[t+2].UPOS == nlp.PUNCT || v.lower[t+2] == "in" || v.lower[t+2] == "without" || v.lower[t+2] == "with" {
				return n, parley.Span{Start: v.Tokens[t].Start, End: v.Tokens[t+1].End}, true
			}
			continue
		default:
			continue
		}
		for u := last; u < min(sent.Last, last+6); u++ {
			if sittings[v.Tokens[u].Lemma] {
				return n, parley.Span{Start: v.Tokens[t].Start, End: v.Tokens[last-1].End}, true
			}
		}
	}
	return 0, parley.Span{}, false
}

// closedRightBefore tells whether the verb right before token t, with its particle,
// says that something came to its end: "wound up two days in Quito".
func (v *view) closedRightBefore(t, first int) bool {
	u := t - 1
	if u > first && (v.lower[u] == "up" || v.lower[u] == "off") {
		u--
	}
	return u >= first && edges[v.Tokens[u].Lemma] == lastDay
}

// closesBefore tells whether the verb of the clause before token t says that
// something came to its end.
func (v *view) closesBefore(t, first int) bool {
	for u := t - 1; u >= max(first, t-12); u-- {
		if edges[v.Tokens[u].Lemma] == lastDay {
			return true
		}
	}
	return false
}

// journey is the time of a journey in the first sentences made by a person of
// c, or 0.
func (v *view) journey(c *candidate, all []*candidate) int {
	for _, x := range all {
		for _, m := range x.mentions {
			if m.t.kind != visit && !(x != c && m.Sentence <= c.mentions[0].Sentence && v.oneMore(c) && phase(m.mood.status) == phase(c.mentions[0].mood.status)) || m.time == 0 || v.Times[m.time-1].When.IsZero() || m.Sentence > 6 {
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

// today is the first time that says "today" in the first sentences, or anywhere in
// what was spoken as a meeting opened, or 0. The day on which a statement was
// released is not meant.
func (v *view) today() int {
	last := 8
	if len(v.Sentences) > 0 && v.titled && v.remarks() {
		last = 60
	}
	for i := range v.Times {
		x := &v.Times[i]
		if x.Sentence > last {
			break
		}
		if x.Last != x.First+1 || v.lower[x.First] != "today" && v.lower[x.First] != "yesterday" {
			continue
		}
		first := v.Sentences[x.Sentence].First
		if v.lower[x.First] == "yesterday" {
			if x.First == first || !eventNouns[v.Tokens[x.First-1].Lemma] {
				continue
			}
		} else if v.released(x.First, first) {
			continue
		}
		return i + 1
	}
	return 0
}

// remarks tells whether the title says that the text was spoken by people as they
// met.
func (v *view) remarks() bool {
	s := &v.Sentences[0]
	for t := s.First; t < s.Last; t++ {
		switch v.Tokens[t].Lemma {
		case "before", "at":
			return true
		case "remark", "remarks":
			return true
		}
	}
	return false
}

// released tells whether the verb before token at is one of publishing.
func (v *view) released(at, first int) bool {
	for t := at - 1; t >= max(first, at-9); t-- {
		if v.isVerb(t) {
			switch v.Tokens[t].Lemma {
			case "release", "issue", "publish", "announce":
				return true
			}
			return v.Tokens[t].XPOS == "VBG" && v.released(t, first)
		}
	}
	return false
}

package meetings

import (
	"slices"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp/weigh"
	"github.com/parley-register/parley/internal/read/layer"
)

// build turns candidates that count into meetings of the reading.
func (v *view) build(m weigh.Weights, cs []*candidate) {
	var kept []*candidate
	for _, c := range cs {
		if v.counts(m, c, cs) {
			kept = append(kept, c)
		}
	}
	main := v.mainOf(kept)
	// in the order of Reading.Sort, so that both lists have the same
	slices.SortStableFunc(kept, func(a, b *candidate) int { return slices.CompareFunc(a.spans(), b.spans(), parley.Span.Compare) })
	v.rolesOfMain(main)
	for _, c := range kept {
		m := v.meeting(c, cs, c == main)
		v.Reading.Meetings = append(v.Reading.Meetings, m)
		v.Doc.Meetings = append(v.Doc.Meetings, v.working(c, &m, c == main))
	}
	v.scopes()
	v.Reading.Sort()
}

// counts tells whether a candidate is a meeting of sides of diplomacy: the
// model is for it.
func (v *view) counts(m weigh.Weights, c *candidate, all []*candidate) bool {
	least := margin
	if c == all[0] && c.anchored() && v.directSides(c) >= 2 {
		least = 0 // most likely what the article is about
	}
	return !v.onlyNext(c, all) && m.Odds(v.features(c, all)) > least
}

// onlyNext tells whether c is no more than a next step of a meeting before it:
// still to come, with the same sides, and without a day, a place or people of
// its own.
func (v *view) onlyNext(c *candidate, all []*candidate) bool {
	if s := v.status(c).Value; s != parley.PlannedMeeting && s != parley.PossibleMeeting {
		return false
	}
	for _, m := range c.mentions {
		if m.time != 0 || m.place != 0 || m.headline {
			return false
		}
	}
	for _, x := range all {
		if x == c {
			return false
		}
		if s := shared(x.codes, c.codes); s > 0 && s == len(c.codes) {
			return !slices.Contains(v.apartFrom(c, x), "people")
		}
	}
	return false
}

// margin is the log-odds that a candidate must reach beside the one that the
// article is about: a meeting invented costs more than one missed.
const margin = 0.3

// isGroup tells whether a code is of an organisation or format, which can meet
// as one.
func isGroup(code string) bool {
	switch code {
	case "EUR", "NAT", "AFU", "ARL", "ASEAN", "G7", "G8", "G20", "BRICS", "GCC", "OSCE", "UNO", "P5+1", "APEC", "OPEC", "SCO", "ECOWAS", "Mercosur", "Quad", "CARICOM", "SADC", "IGAD", "SAARC", "OAS", "OIC", "CSTO", "CIS":
		return true
	}
	return false
}

// mainOf is the meeting that the article is about: one in the title, else in
// the first sentences, else the one spoken of most.
func (v *view) mainOf(cs []*candidate) *candidate {
	var main *candidate
	best := -1
	for _, c := range cs {
		score := len(c.mentions)
		for _, m := range c.mentions {
			if m.headline {
				score += 6
			} else if m.Sentence < 3 {
				score += 4 - m.Sentence
			}
		}
		if score > best {
			main, best = c, score
		}
	}
	return main
}

// rolesOfMain gives the meeting that the article is about the third parties
// that sentences without a trigger name.
func (v *view) rolesOfMain(c *candidate) {
	if c == nil {
		return
	}
	spoken := map[int]bool{}
	for _, m := range c.mentions {
		spoken[m.Sentence] = true
	}
	for s := range v.Sentences {
		if !spoken[s] {
			c.mentions[0].third = append(c.mentions[0].third, v.rolesIn(s)...)
		}
	}
}

func (v *view) meeting(c *candidate, all []*candidate, main bool) parley.Meeting {
	var m parley.Meeting
	for _, span := range c.spans() {
		m.Mentions = append(m.Mentions, v.Source.Quote(span))
	}
	m.Status = v.status(c)
	mod := modality(m.Status.Value)
	m.Parties = v.parties(c, mod)
	m.Unnamed = v.unnamedOf(c, mod)
	m.Third = v.thirds(c, mod)
	m.Participants = v.participants(c, mod)
	m.When = v.when(c, all, main, mod)
	m.Where = v.where(c, main, mod)
	for _, x := range c.mentions {
		if x.ordinal != 0 {
			m.Ordinal = &parley.Cited[int]{Value: x.ordinal, Note: parley.Note{Modality: mod, Evidence: []parley.Evidence{v.Source.Quote(x.ordinalAt)}, Rule: "meetings.ordinal"}}
			break
		}
	}
	for _, x := range c.mentions {
		if m.Name == nil && !x.name.Empty() {
			e := v.Source.Quote(x.name)
			m.Name = &parley.Cited[string]{Value: strings.Join(strings.Fields(e.Quote), " "), Note: parley.Note{Modality: mod, Evidence: []parley.Evidence{e}, Rule: "meetings.name"}}
		}
		if m.Track == nil && x.track != "" {
			m.Track = &parley.Cited[string]{Value: x.track, Note: parley.Note{Modality: mod, Evidence: []parley.Evidence{v.Source.Quote(x.trackAt)}, Rule: "meetings.track"}}
		}
	}
	m.Format = v.formatsOf(c, &m, mod)
	m.Level = v.levelOf(c, &m, mod)
	return m
}

// spans are the words of the mentions, each once, in text order.
func (c *candidate) spans() []parley.Span {
	out := make([]parley.Span, 0, len(c.mentions))
	for _, m := range c.mentions {
		out = appendNew(out, m.Span)
	}
	slices.SortFunc(out, parley.Span.Compare)
	return out
}

func modality(s parley.Status) parley.Modality {
	switch s {
	case parley.PlannedMeeting, parley.Postponed:
		return parley.Planned
	case parley.PossibleMeeting:
		return parley.Possible
	case parley.DeniedMeeting:
		return parley.Denied
	}
	return parley.Asserted
}

// status is that of the mention that tells it best: a word for cancelling or
// postponing beats a tense, the text beats the title.
func (v *view) status(c *candidate) parley.Cited[parley.Status] {
	best, rank := c.mentions[0], -1
	for _, m := range c.mentions {
		if m.mood.status == "" {
			continue
		}
		r := 2
		switch {
		case (m.mood.status == parley.Cancelled || m.mood.status == parley.Postponed) && m.mood.sure:
			r = 5
		case m.mood.status == parley.DeniedMeeting && m.t.kind != delegation && len(m.codes) >= 2 && !m.spare("sentence"):
			r = 4
		case m.headline || m.t.strength == echo || m.t.kind == deal && m.mood.status != parley.Held:
			r = 1
		case len(m.codes) >= 2 && m.inherited == nil && !m.spare("sentence"):
			r = 3
		}
		if r > rank {
			best, rank = m, r
		}
	}
	if best.t.kind == visit && best.mood.status == parley.PlannedMeeting {
		// who had arrived has met since, if the text tells of it
		for _, m := range c.mentions {
			if m.t.kind != visit && m.mood.status == parley.Held && !m.headline && m.Sentence > best.Sentence && best.t.verb && v.Tokens[best.First].Lemma == "arrive" {
				best = m
				break
			}
		}
	}
	s := best.mood.status
	first, last := best.mood.first, best.mood.last
	if s == "" {
		s, first, last = parley.Held, best.First, best.Last
	}
	if first >= last {
		first, last = best.First, best.Last
	}
	return parley.Cited[parley.Status]{Value: s, Note: parley.Note{Modality: modality(s), Evidence: []parley.Evidence{v.quote(first, last), v.quote(best.First, best.Last)}, Rule: "meetings.status"}}
}

// spare tells whether a side of m is there by this rule.
func (m *mention) spare(rule string) bool {
	return slices.ContainsFunc(m.args, func(a arg) bool { return a.rule == rule })
}

// parties are the sides, each with the words that name it first.
func (v *view) parties(c *candidate, mod parley.Modality) []parley.Cited[string] {
	var out []parley.Cited[string]
	for _, code := range c.codes {
		e, rule := v.partyEvidence(c, code)
		if len(e) == 0 {
			continue
		}
		out = append(out, parley.Cited[string]{Value: code, Note: parley.Note{Modality: mod, Evidence: e, Rule: rule}})
	}
	return out
}

func (v *view) partyEvidence(c *candidate, code string) ([]parley.Evidence, string) {
	for _, m := range c.mentions {
		for _, a := range m.args {
			if !slices.Contains(v.codes(a.actor), code) {
				continue
			}
			x := &v.Actors[a.actor]
			e := []parley.Evidence{v.Source.Quote(x.Span)}
			if x.Person > 0 && x.Person <= len(v.People) && !v.People[x.Person-1].ForSpan.Empty() {
				e = []parley.Evidence{v.Source.Quote(v.People[x.Person-1].ForSpan), e[0]}
			}
			return e, "meetings.party." + a.rule
		}
		if m.inherited != nil {
			if e, rule := v.partyEvidence(&candidate{mentions: []*mention{m.inherited}}, code); len(e) > 0 {
				return e, rule + ".inherited"
			}
		}
		if m.visited == code && m.place > 0 {
			return []parley.Evidence{v.Source.Quote(v.Places[m.place-1].Span)}, "meetings.party.visited"
		}
	}
	return nil, ""
}

func (v *view) unnamedOf(c *candidate, mod parley.Modality) *parley.Cited[string] {
	if len(c.codes) >= 2 {
		return nil
	}
	for _, m := range c.mentions {
		if !m.unnamed.Empty() {
			e := v.Source.Quote(m.unnamed)
			return &parley.Cited[string]{Value: e.Quote, Note: parley.Note{Modality: mod, Evidence: []parley.Evidence{e}, Rule: "meetings.unnamed"}}
		}
	}
	if len(c.codes) == 0 {
		m := c.mentions[0]
		e := v.quote(m.start, m.Last)
		return &parley.Cited[string]{Value: e.Quote, Note: parley.Note{Modality: mod, Evidence: []parley.Evidence{e}, Rule: "meetings.unnamed.sides"}}
	}
	return nil
}

func (v *view) thirds(c *candidate, mod parley.Modality) []parley.Cited[parley.Third] {
	var out []parley.Cited[parley.Third]
	for _, m := range c.mentions {
		for _, t := range m.third {
			for _, code := range v.codes(t.actor) {
				value := parley.Third{Actor: code, Role: t.role}
				if slices.Contains(c.codes, code) || slices.ContainsFunc(out, func(x parley.Cited[parley.Third]) bool { return x.Value == value }) {
					continue
				}
				out = append(out, parley.Cited[parley.Third]{Value: value, Note: parley.Note{Modality: mod, Evidence: []parley.Evidence{v.Source.Quote(v.Actors[t.actor].Span), v.Source.Quote(t.cue)}, Rule: "meetings.third"}})
			}
		}
	}
	return out
}

// participants are the persons in the places of the frames, on a side of the
// meeting.
func (v *view) participants(c *candidate, mod parley.Modality) []parley.Cited[parley.Participant] {
	var out []parley.Cited[parley.Participant]
	for _, i := range c.persons {
		p := &v.People[i]
		if p.For != "" && !slices.Contains(c.codes, p.For) {
			continue
		}
		e := []parley.Evidence{v.Source.Quote(p.NameSpan)}
		if !p.At.Empty() {
			e = append(e, v.Source.Quote(p.At))
		}
		out = append(out, parley.Cited[parley.Participant]{
			Value: parley.Participant{Name: p.Name, Title: p.Title, For: p.For},
			Note:  parley.Note{Modality: mod, Evidence: e, Rule: "meetings.participant"},
		})
	}
	return out
}

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

// where is the first city among the mentions, else the first country, made more
// precise by a city of that country that stands beside; for the meeting that
// the article is about, else the line that says where it was written.
func (v *view) where(c *candidate, main bool, mod parley.Modality) *parley.Cited[parley.Place] {
	if c.remote {
		return nil
	}
	best, rule := 0, "meetings.where"
	for _, m := range c.mentions {
		if m.place == 0 {
			continue
		}
		x := &v.Places[m.place-1]
		if best == 0 || cityOf(v.Places[best-1].Kind, v.Places[best-1].Name, v.Places[best-1].City) == "" && cityOf(x.Kind, x.Name, x.City) != "" {
			best = m.place
		}
	}
	switch {
	case best == 0 && main:
		best, rule = v.placeLine(c), "meetings.where.line"
	case best > 0 && v.cityName(best) == "":
		if city := v.cityBeside(c, v.Places[best-1].Country); city > 0 {
			best, rule = city, "meetings.where.city"
		}
	}
	if best == 0 {
		return nil
	}
	x := &v.Places[best-1]
	value := parley.Place{Name: v.cityName(best), Country: x.Country}
	if x.Kind == "venue" {
		value.Venue = x.Name
	}
	return &parley.Cited[parley.Place]{Value: value, Note: parley.Note{Modality: mod, Evidence: []parley.Evidence{v.Source.Quote(x.Span)}, Rule: rule}}
}

func (v *view) cityName(place int) string {
	x := &v.Places[place-1]
	return cityOf(x.Kind, x.Name, x.City)
}

// cityBeside is the one city of the country that the sentences of c's mentions
// and those after them name as a place, or 0.
func (v *view) cityBeside(c *candidate, country string) int {
	found := 0
	for i := range v.Places {
		x := &v.Places[i]
		if x.Metonymic || x.Country != country || v.cityName(i+1) == "" || x.First >= x.Last {
			continue
		}
		near := slices.ContainsFunc(c.mentions, func(m *mention) bool { return x.Sentence == m.Sentence || x.Sentence == m.Sentence+1 })
		if !near || !v.located(x) {
			continue
		}
		if found > 0 && v.cityName(found) != v.cityName(i+1) {
			return 0
		}
		if found == 0 {
			found = i + 1
		}
	}
	return found
}

// located tells whether a preposition of place stands before x.
func (v *view) located(x *layer.Place) bool {
	first := v.Sentences[x.Sentence].First
	for t := x.First - 1; t >= max(first, x.First-4); t-- {
		switch v.lower[t] {
		case "in", "at", "near":
			return true
		}
		if !v.isNominal(t) {
			return false
		}
	}
	return false
}

// placeLine is the place of a line of its own near the head of the text ("Hanoi,
// Vietnam"), or of a dateline whose city the text names again for the meeting.
func (v *view) placeLine(c *candidate) int {
	for i := range v.Places {
		x := &v.Places[i]
		if x.Sentence > 6 || v.cityName(i+1) == "" || x.First >= x.Last {
			continue
		}
		sent := &v.Sentences[x.Sentence]
		if x.Dateline {
			for j := range v.Places {
				if j != i && v.cityName(j+1) == v.cityName(i+1) && slices.ContainsFunc(c.mentions, func(m *mention) bool { return m.Sentence == v.Places[j].Sentence }) {
					return i + 1
				}
			}
			continue
		}
		if sent.Last-sent.First > 10 || x.Metonymic || x.Sentence == 0 {
			continue
		}
		verb := false
		for t := sent.First; t < sent.Last; t++ {
			verb = verb || v.isVerb(t) || v.isFinite(t)
		}
		if !verb && v.Tokens[sent.Last-1].Form != "." {
			return i + 1
		}
	}
	return 0
}

func (v *view) formatsOf(c *candidate, m *parley.Meeting, mod parley.Modality) []parley.Cited[parley.Format] {
	var out []parley.Cited[parley.Format]
	for _, x := range c.mentions {
		for _, f := range x.formats {
			if f.Value == parley.Summit && len(x.codes) == 0 && !x.definite {
				continue // summits in general
			}
			if c.remote && (f.Value == parley.InPerson || f.Value == parley.Sidelines) || slices.ContainsFunc(out, func(y parley.Cited[parley.Format]) bool { return y.Value == f.Value }) {
				continue
			}
			f.Modality = mod
			out = append(out, f)
		}
	}
	inPerson := slices.ContainsFunc(out, func(y parley.Cited[parley.Format]) bool { return y.Value == parley.InPerson })
	if !inPerson && !c.remote && m.Where != nil {
		out = append(out, parley.Cited[parley.Format]{Value: parley.InPerson, Note: parley.Note{Modality: mod, Evidence: m.Where.Evidence, Rule: "meetings.format.place"}})
	}
	return out
}

var rankOrder = []parley.Level{parley.LeaderLevel, parley.MinisterLevel, parley.DeputyLevel, parley.OfficialLevel}

func (v *view) levelOf(c *candidate, m *parley.Meeting, mod parley.Modality) *parley.Cited[parley.Level] {
	best := len(rankOrder)
	var e []parley.Evidence
	for _, i := range c.persons {
		p := &v.People[i]
		if p.For != "" && !slices.Contains(c.codes, p.For) {
			continue
		}
		r := slices.Index(rankOrder, parley.Level(p.Rank))
		if r < 0 || r >= best {
			continue
		}
		best = r
		e = []parley.Evidence{v.Source.Quote(p.NameSpan)}
		if !p.At.Empty() {
			e = []parley.Evidence{v.Source.Quote(p.At)}
		}
	}
	if best == len(rankOrder) {
		if r, span, ok := v.rankByWords(c); ok && r < best {
			best, e = r, []parley.Evidence{v.Source.Quote(span)}
		}
	}
	if best == len(rankOrder) && len(m.Participants) > 0 {
		best, e = 3, m.Participants[0].Evidence[:1]
	}
	if best == len(rankOrder) {
		return nil
	}
	return &parley.Cited[parley.Level]{Value: rankOrder[best], Note: parley.Note{Modality: mod, Evidence: e, Rule: "meetings.level"}}
}

// rankWords are nouns for those who take part, by rank.
var rankWords = map[string]int{
	"president": 0, "leader": 0, "king": 0, "premier": 0, "chancellor": 0, "head": 0, "emir": 0, "monarch": 0,
	"minister": 1, "secretary": 1, "ministerial": 1,
	"envoy": 2, "vice-minister": 2,
	"official": 3, "diplomat": 3, "negotiator": 3, "delegation": 3, "representative": 3, "expert": 3, "ambassador": 3, "officer": 3, "delegate": 3,
}

// rankReach is how many tokens from a trigger a plural may tell who meets.
const rankReach = 8

// rankByWords reads the rank from the nouns next to the arguments: "foreign
// ministers of the two states".
func (v *view) rankByWords(c *candidate) (int, parley.Span, bool) {
	best, at := len(rankOrder), parley.Span{}
	see := func(t, first, last int) {
		r, ok := rankWords[v.Tokens[t].Lemma]
		if !ok || v.inTitle[t] {
			return
		}
		if t+1 < last && v.isVerb(t+1) && reportingVerbs[v.Tokens[t+1].Lemma] {
			return // "officials say" tells who speaks
		}
		if t > first && (v.lower[t-1] == "deputy" || v.lower[t-1] == "vice" || v.lower[t-1] == "special") && r < 2 {
			r = 2
		}
		if t > first && v.lower[t-1] == "prime" {
			r = 0
		}
		if r < best {
			best, at = r, v.Tokens[t].Span
		}
	}
	for _, m := range c.mentions {
		sent := &v.Sentences[m.Sentence]
		for _, a := range m.args {
			x := &v.Actors[a.actor]
			if x.Person > 0 || a.rule == "sentence" || a.rule == "before" {
				continue
			}
			for t := max(sent.First, x.First-3); t < min(sent.Last, x.Last+3); t++ {
				see(t, sent.First, sent.Last)
			}
		}
	}
	if best < len(rankOrder) {
		return best, at, true
	}
	for _, m := range c.mentions {
		sent := &v.Sentences[m.Sentence]
		for t := max(sent.First, m.start-rankReach); t < min(sent.Last, m.Last+rankReach); t++ {
			if v.Tokens[t].XPOS == "NNS" {
				see(t, sent.First, sent.Last)
			}
		}
	}
	return best, at, best < len(rankOrder)
}

// working is the form of a meeting for the readers that come after.
func (v *view) working(c *candidate, m *parley.Meeting, main bool) layer.Meeting {
	w := layer.Meeting{Main: main, Status: m.Status.Value}
	for _, x := range c.mentions {
		w.Triggers = append(w.Triggers, x.Trigger)
		if w.Place == 0 {
			w.Place = x.place
		}
	}
	for _, p := range m.Parties {
		w.Parties = append(w.Parties, p.Value)
	}
	for _, i := range c.persons {
		if f := v.People[i].For; f == "" || slices.Contains(c.codes, f) {
			w.People = append(w.People, i)
		}
	}
	slices.Sort(w.People)
	if m.When != nil {
		w.When = m.When.Value
	}
	return w
}

// scopes gives each meeting the sentences that speak of it: those of its
// triggers, and those that follow until another meeting is spoken of.
func (v *view) scopes() {
	owner := make([]int, len(v.Sentences)) // meeting plus 1
	for i := range v.Doc.Meetings {
		for _, t := range v.Doc.Meetings[i].Triggers {
			if owner[t.Sentence] == 0 || v.Doc.Meetings[i].Main {
				owner[t.Sentence] = i + 1
			}
			v.Doc.Meetings[i].Scope = appendNew(v.Doc.Meetings[i].Scope, t.Sentence)
		}
	}
	current := 0
	for i := range v.Doc.Meetings {
		if v.Doc.Meetings[i].Main {
			current = i + 1
		}
	}
	for s := range owner {
		if owner[s] != 0 {
			current = owner[s]
		}
		if current != 0 {
			v.Doc.Meetings[current-1].Scope = appendNew(v.Doc.Meetings[current-1].Scope, s)
		}
	}
	for i := range v.Doc.Meetings {
		m := &v.Doc.Meetings[i]
		slices.Sort(m.Scope)
		inScope := make(map[int]bool, len(m.Scope))
		for _, s := range m.Scope {
			inScope[s] = true
		}
		for a := range v.Actors {
			if !inScope[v.Actors[a].Sentence] {
				continue
			}
			for _, code := range v.codes(a) {
				if slices.Contains(m.Parties, code) {
					m.Members = append(m.Members, a)
					break
				}
			}
		}
	}
}

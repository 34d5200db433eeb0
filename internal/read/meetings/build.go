package meetings

import (
	"slices"
	"strings"

	"github.com/parley-register/parley"
	world "github.com/parley-register/parley/internal/lexicon"
	"github.com/parley-register/parley/internal/nlp/weigh"
	"github.com/parley-register/parley/internal/read/layer"
)

// build turns candidates that count into meetings of the reading.
func (v *view) build(s *Stage, ms []mention) {
	cs := v.group(ms)
	x := v.besideSides(s, ms, cs)
	kept, main := x.kept, x.main
	v.weighThirds(s.thirds, x)
	v.seatRuled(kept, main)
	v.seatLikely(s.seats, kept, main)
	for _, c := range kept {
		m := v.meeting(c, cs, c == main)
		v.Reading.Meetings = append(v.Reading.Meetings, m)
		v.Doc.Meetings = append(v.Doc.Meetings, v.working(c, &m, c == main))
	}
	v.scopes()
	v.Reading.Sort()
}

// besideSides finds the candidates that count, in the order of
// [parley.Reading.Sort], the one that the article is about among them, and who by
// the rules has a role beside their sides.
func (v *view) besideSides(s *Stage, ms []mention, cs []*candidate) *thirdContext {
	kept := v.kept(s.model, cs)
	main := v.mainOf(kept)
	// in the order of Reading.Sort, so that both lists have the same
	slices.SortStableFunc(kept, func(a, b *candidate) int { return slices.CompareFunc(a.spans(), b.spans(), parley.Span.Compare) })
	v.rolesOfMain(main, kept, cs)
	v.placeHosts(kept)
	return v.thirdContext(v.rollOf(ms), kept, main)
}

// seatRuled gives meetings the persons whom rules seat there.
func (v *view) seatRuled(kept []*candidate, main *candidate) {
	v.unseat(kept)
	v.seatHosts(kept)
	v.seatDelegates(kept, main)
	v.seatSpeakers(kept)
	v.seatCounterparts(kept, main)
}

// kept are the candidates that count. One of a series counts where the talks do
// whose sides it has.
func (v *view) kept(m weigh.Weights, cs []*candidate) []*candidate {
	var kept []*candidate
	for _, c := range cs {
		if !c.serial() && v.counts(m, c, cs) {
			kept = append(kept, c)
		}
	}
	for _, c := range cs {
		if c.serial() && v.continues(c, kept) {
			kept = append(kept, c)
		}
	}
	return kept
}

// counts tells whether a candidate is a meeting of sides of diplomacy: the
// model is for it.
func (v *view) counts(m weigh.Weights, c *candidate, all []*candidate) bool {
	least := margin
	if v.likelyMain(c, all) {
		least = 0
	}
	if slices.ContainsFunc(c.mentions, func(m *mention) bool { return m.guessed }) && v.directSides(c) < 2 {
		least += guessMargin
	}
	return !v.onlyNext(c, all) && !v.withSociety(c) && m.Odds(v.features(c, all)) > least
}

// likelyMain tells whether c is most likely what the article is about.
func (v *view) likelyMain(c *candidate, all []*candidate) bool {
	return c == all[0] && c.anchored() && v.directSides(c) >= 2
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
// article is about. Cross-validated over articles, precision and recall meet a
// little below it: a meeting invented costs more than one missed.
const margin = 0.3

// guessMargin is what is asked on top where the weights, and no frame, tell who
// met.
const guessMargin = 0.3

// isGroup tells whether a code is of an organisation or format, which can meet
// as one. One of three states or fewer is rather named for them: "the E3 and
// Iran".
func isGroup(code string) bool {
	e, ok := world.Shared().Code(code)
	return ok && (e.Kind == world.Format && (len(e.Members) == 0 || len(e.Members) > 3) || e.Class == "bloc")
}

// speaksForNobody tells whether code is of a body that is no side of talks,
// though it is known by name: those who watch over others.
func speaksForNobody(code string) bool {
	e, ok := world.Shared().Code(code)
	return ok && e.Class == "society"
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
func (v *view) rolesOfMain(c *candidate, kept, all []*candidate) {
	if c == nil {
		return
	}
	spoken, doubtful := map[int]bool{}, map[int]bool{}
	for _, x := range all {
		for _, m := range x.mentions {
			if slices.Contains(kept, x) {
				spoken[m.Sentence] = true
			} else {
				doubtful[m.Sentence] = true
			}
		}
	}
	for s := range v.Sentences {
		if spoken[s] {
			continue
		}
		for _, t := range v.rolesIn(s, false) {
			if !t.bound || !doubtful[s] { // the talks that have this host are not these
				c.mentions[0].third = append(c.mentions[0].third, t)
			}
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
	m.Where = v.where(c, all, main, mod)
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
		if m.matter != nil && slices.Contains(m.matter.sides, code) {
			return v.matterEvidence(m.matter, code), "meetings.party.matter"
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
			for _, code := range v.thirdCodes(t) {
				value := parley.Third{Actor: code, Role: t.role}
				if slices.Contains(c.codes, code) || slices.ContainsFunc(out, func(x parley.Cited[parley.Third]) bool { return x.Value.Actor == code }) {
					continue
				}
				out = append(out, parley.Cited[parley.Third]{Value: value, Note: parley.Note{Modality: mod, Evidence: []parley.Evidence{v.Source.Quote(v.thirdSpan(t)), v.Source.Quote(t.cue)}, Rule: "meetings.third"}})
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
		rule := "meetings.participant"
		if slices.Contains(c.likely, i) {
			rule = "meetings.participant.seats"
		}
		x := v.participant(p, mod, rule)
		if p.For == "" {
			x.Value.For = c.sideOf[i]
		}
		out = append(out, x)
	}
	for _, i := range slices.Concat(v.presentThirds(c), c.guests) {
		if !slices.Contains(c.away, i) && !slices.ContainsFunc(out, func(x parley.Cited[parley.Participant]) bool { return x.Value.Name == v.People[i].Name }) {
			out = append(out, v.participant(&v.People[i], mod, "meetings.participant.third"))
		}
	}
	return out
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

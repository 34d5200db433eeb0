package meetings

import (
	"slices"

	"github.com/parley-register/parley"
	world "github.com/parley-register/parley/internal/lexicon"
)

// formatsOf are the ways in which c was held that its mentions tell. That people
// met in person is read from "met" and "meeting" only of what has been: a meeting
// still to come may be held by video yet, unless it has a place.
func (v *view) formatsOf(c *candidate, m *parley.Meeting, mod parley.Modality) []parley.Cited[parley.Format] {
	var out []parley.Cited[parley.Format]
	has := func(f parley.Format) bool {
		return slices.ContainsFunc(out, func(y parley.Cited[parley.Format]) bool { return y.Value == f })
	}
	been := m.Status.Value == parley.Held || m.Status.Value == parley.UnderWay
	occasion := parley.Span{}
	for _, x := range c.mentions {
		for _, f := range x.formats {
			switch f.Value {
			case parley.Summit:
				if !v.isSummit(x, c) {
					if at := v.asideOf(x); !at.Empty() {
						occasion = at
					}
					continue
				}
			case parley.InPerson:
				if c.remote || f.Rule == "meetings.trigger" && !been && m.Where == nil && x.t.kind != visit {
					continue
				}
			case parley.Sidelines:
				if c.remote {
					continue
				}
			}
			if has(f.Value) {
				continue
			}
			f.Modality = mod
			out = append(out, f)
		}
	}
	if !occasion.Empty() && !c.remote && !has(parley.Sidelines) && !has(parley.Summit) {
		out = append(out, parley.Cited[parley.Format]{Value: parley.Sidelines, Note: parley.Note{Modality: mod, Evidence: []parley.Evidence{v.Source.Quote(occasion)}, Rule: "meetings.format.occasion"}})
	}
	if !has(parley.InPerson) && !c.remote && m.Where != nil {
		out = append(out, parley.Cited[parley.Format]{Value: parley.InPerson, Note: parley.Note{Modality: mod, Evidence: m.Where.Evidence, Rule: "meetings.format.place"}})
	}
	return out
}

// isSummit tells whether the summit that x names is c itself, and not one that
// its people spoke of, prepared, or met beside.
func (v *view) isSummit(x *mention, c *candidate) bool {
	if x.attached {
		return x.start > 0 && v.lower[x.start-1] == "for" // "met for a summit"
	}
	if x.t.kind != summit { // "summit talks", "met for a summit"
		return true
	}
	if x == c.mentions[0] {
		return len(x.codes) > 0 || x.definite
	}
	n := shared(x.codes, c.codes)
	return x.inherited == nil && n > 0 && (n == len(c.codes) || n == len(x.codes) && slices.ContainsFunc(x.codes, isGroup))
}

// asideOf are the words for the summit x of others at which c was held: "met at
// the summit of the bloc".
func (v *view) asideOf(x *mention) parley.Span {
	if !x.attached || x.start == 0 {
		return parley.Span{}
	}
	switch v.lower[x.start-1] {
	case "at", "during":
		return parley.Span{Start: v.Tokens[x.start-1].Start, End: x.End}
	}
	return parley.Span{}
}

var rankOrder = []parley.Level{parley.LeaderLevel, parley.MinisterLevel, parley.DeputyLevel, parley.OfficialLevel}

func (v *view) levelOf(c *candidate, m *parley.Meeting, mod parley.Modality) *parley.Cited[parley.Level] {
	best := len(rankOrder)
	var e []parley.Evidence
	offered := (m.Status.Value == parley.PossibleMeeting || m.Status.Value == parley.DeniedMeeting) && len(c.codes) >= 2 && v.sidesOf(c.persons) < 2
	// the head of a movement or an organisation makes no summit of talks with a minister
	states := world.Shared()
	led := slices.ContainsFunc(c.persons, func(i int) bool {
		p := &v.People[i]
		return p.Rank == string(parley.LeaderLevel) && (p.For == "" || p.For == "EUR" || states.IsState(p.For))
	})
	ofStates := slices.ContainsFunc(c.codes, states.IsState)
	see := func(movements, likely bool) {
		for _, i := range c.persons {
			p := &v.People[i]
			if slices.Contains(c.likely, i) != likely {
				continue
			}
			if offered || p.For != "" && !slices.Contains(c.codes, p.For) {
				continue // who proposes or rules out talks need not sit there
			}
			if !movements && !led && ofStates && p.Rank == string(parley.LeaderLevel) {
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
	}
	see(false, false)
	if best == len(rankOrder) {
		if r, span, ok := v.rankByWords(c); ok && r < best {
			best, e = r, []parley.Evidence{v.Source.Quote(span)}
		}
	}
	if best == len(rankOrder) {
		see(true, false)
	}
	if best == len(rankOrder) {
		see(true, true) // whom no words of the meeting hold tells less than its own words
	}
	for _, f := range m.Format {
		switch {
		case f.Value == parley.Technical:
			best, e = 3, f.Evidence // whoever agreed to it, experts sit there
		case f.Value == parley.Summit && best == len(rankOrder) && f.Rule != "meetings.format":
			best, e = 0, f.Evidence
		}
	}
	if best == len(rankOrder) && !offered {
		for k := range m.Participants {
			if p := &m.Participants[k]; p.Value.Title != "" && p.Rule == "meetings.participant" {
				best, e = 3, m.Participants[k].Evidence[:1]
				break
			}
		}
	}
	if best == len(rankOrder) {
		return nil
	}
	return &parley.Cited[parley.Level]{Value: rankOrder[best], Note: parley.Note{Modality: mod, Evidence: e, Rule: "meetings.level"}}
}

// sidesOf is how many sides have one of these persons.
func (v *view) sidesOf(persons []int) int {
	var codes []string
	for _, i := range persons {
		if f := v.People[i].For; f != "" {
			codes = appendNew(codes, f)
		}
	}
	return len(codes)
}

// rankWords are nouns for those who take part, by rank.
var rankWords = map[string]int{
	"president": 0, "leader": 0, "king": 0, "premier": 0, "chancellor": 0, "head": 0, "emir": 0, "monarch": 0,
	"minister": 1, "secretary": 1, "ministerial": 1,
	"envoy": 2, "vice-minister": 2,
	"vice-ministerial": 2, "adviser": 2, "advisor": 2, "undersecretary": 2,
	"commander": 3, "chief": 3, "official": 3, "diplomat": 3, "negotiator": 3, "delegation": 3, "representative": 3, "expert": 3, "ambassador": 3, "officer": 3, "delegate": 3,
}

// movements are words for those whose leaders lead no state.
var movements = set("opposition", "rebel", "party", "militia", "union", "tribal", "religious", "faction", "community", "church", "movement", "guerrilla", "business", "congressional", "parliamentary", "insurgent", "separatist", "protest", "group")

// ofMovement tells whether the leader or leaders at t are said to lead a movement:
// "rebel leaders", "leaders of the opposition".
func (v *view) ofMovement(t, first, last int) bool {
	for u := t - 1; u >= max(first, t-2); u-- {
		if movements[v.Tokens[u].Lemma] {
			return true
		}
	}
	if t+1 < last && v.lower[t+1] == "of" {
		for u := t + 2; u < min(last, t+6); u++ {
			if movements[v.Tokens[u].Lemma] {
				return true
			}
			if !v.isNominal(u) {
				break
			}
		}
	}
	return false
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
		switch w := v.Tokens[t].Lemma; {
		case w == "head" && !(t+2 < last && v.lower[t+1] == "of" && (v.lower[t+2] == "state" || v.lower[t+2] == "government" || v.lower[t+2] == "states" || v.lower[t+2] == "governments")):
			r = 3 // of a delegation, of an office
		case w == "leader" && v.ofMovement(t, first, last):
			return
		case (w == "adviser" || w == "advisor") && !(t > first && v.lower[t-1] == "security"):
			r = 3
		case w == "diplomat" && t > first && v.lower[t-1] == "top":
			r = 1
		}
		for u := t - 1; u >= max(first, t-4) && r < 2; u-- {
			w := v.lower[u]
			if w == "deputy" || w == "vice" || w == "special" && u == t-1 {
				r = 2
			}
			if w != "-" && !v.isNominal(u) {
				break
			}
		}
		for u := t - 1; u > max(first, t-5) && r < 3; u-- { // "aides to the presidents"
			if !v.isNominal(u) && v.lower[u] != "of" && v.lower[u] != "to" {
				break
			}
			if (v.lower[u] == "of" || v.lower[u] == "to") && rankWords[v.Tokens[u-1].Lemma] == 3 || v.Tokens[u-1].Lemma == "aide" {
				r = 3
			}
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
			if x.Person > 0 || a.rule == "sentence" {
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
			if v.Tokens[t].XPOS == "NNS" || v.Tokens[t].XPOS == "NNPS" {
				see(t, sent.First, sent.Last)
			}
		}
	}
	return best, at, best < len(rankOrder)
}

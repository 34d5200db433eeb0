package meetings

import (
	"slices"

	"github.com/parley-register/parley"
)

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

package meetings

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	world "github.com/parley-register/parley/internal/lexicon"
	"github.com/parley-register/parley/internal/nlp"
)

//go:embed data/society.tsv
var societyTSV string

// loadSociety reads data/society.tsv; the value tells whether the word counts
// beside another one for officials.
func loadSociety() (map[string]bool, error) {
	table, err := rows("society.tsv", societyTSV, 3)
	if err != nil {
		return nil, err
	}
	out := map[string]bool{}
	for _, row := range table {
		if row[1] != "domestic" && row[1] != "weak" {
			return nil, fmt.Errorf("society.tsv, %q: no force %q", row[0], row[1])
		}
		out[row[0]] = row[1] == "domestic"
	}
	return out, nil
}

// abroad are words for people who speak for another state or for several.
var abroad = set("counterpart", "foreign", "ally", "partner", "ambassador", "diplomat", "envoy", "delegation", "delegate", "negotiator", "mediator", "world", "international", "global",
	"overseas", "visiting", "monarch", "king", "queen", "emir", "sultan", "prime", "chancellor", "commission", "commissioner", "rebel", "insurgent", "separatist", "militant", "guerrilla",
	"regional", "transatlantic", "european", "african", "asian", "arab", "caribbean", "pacific", "nordic", "baltic", "balkan", "gulf", "multilateral", "bilateral", "trilateral", "quint", "quad", "troika", "secretary")

// official are words for people who may speak for a state.
var official = set("official", "minister", "government", "authority", "representative", "president", "premier", "leader")

// withSociety tells whether the one official side of c meets people of its own
// society and nobody else: "the premier's meeting with business leaders". Such
// a meeting is no talks.
func (v *view) withSociety(c *candidate) bool {
	if len(c.codes) == 0 || len(c.codes) == 1 && isGroup(c.codes[0]) {
		return false
	}
	if v.release && len(c.codes) == 1 && !v.reachesOut(c) {
		return true
	}
	if v.domestic(c) {
		return true
	}
	own := false
	for _, m := range c.mentions {
		if m.visited != "" || m.inherited != nil {
			return false
		}
		from, to := v.otherSide(m)
		switch {
		case from < to && v.ofSociety(c, m, from, to):
			own = true
		case v.directCodes(m) >= 2 || !m.unnamed.Empty():
			return false
		}
	}
	return own
}

// oneCamp takes those who stand against a state in general off the sides where a
// council or coalition of theirs is one: "the Syrian National Council" speaks for
// "the Syrian opposition", and the two do not meet.
func oneCamp(codes []string) []string {
	if len(codes) < 2 {
		return codes
	}
	var camp []string // adjectives of the states whose opponents have a body here
	for _, code := range codes {
		e, ok := world.Shared().Code(code)
		if !ok || e.Kind != world.Group || !slices.ContainsFunc([]string{"Council", "Coalition", "Committee", "Congress"}, func(w string) bool { return strings.Contains(e.Name, w) }) {
			continue
		}
		if s, ok := world.Shared().State(e.Class); ok {
			camp = append(camp, s.Adjectives...)
		}
	}
	if len(camp) == 0 {
		return codes
	}
	return slices.DeleteFunc(slices.Clone(codes), func(code string) bool {
		adjective, noun, ok := strings.Cut(code, " ")
		return ok && (noun == "opposition" || noun == "rebels") && slices.Contains(camp, adjective)
	})
}

// domestic tells whether the only sides of c are a state and the opposition in
// it, at home and with nobody between them: politics within a state. Those who
// fight a state are another matter.
func (v *view) domestic(c *candidate) bool {
	if len(c.codes) != 2 {
		return false
	}
	home := ""
	for i, code := range c.codes {
		adjective, ok := strings.CutSuffix(code, " opposition")
		if s, is := world.Shared().State(c.codes[1-i]); ok && is && slices.Contains(s.Adjectives, adjective) {
			home = s.Code
		}
	}
	if home == "" {
		return false
	}
	for _, m := range c.mentions {
		if len(m.third) > 0 || m.place != 0 && v.Places[m.place-1].Country != "" && v.Places[m.place-1].Country != home {
			return false
		}
	}
	return true
}

// reachesOut tells whether anything says that the one side of c meets somebody
// of another state: who is met, a place in another country, or a word that is
// used of talks between states alone.
func (v *view) reachesOut(c *candidate) bool {
	for _, m := range c.mentions {
		if m.visited != "" || m.inherited != nil || m.t.kind == visit {
			return true
		}
		for _, item := range m.t.pattern {
			if slices.ContainsFunc(item, func(w string) bool { return betweenStates[w] }) {
				return true
			}
		}
		if m.place != 0 && v.Places[m.place-1].Country != "" && v.Places[m.place-1].Country != c.codes[0] {
			return true
		}
		from, to := v.otherSide(m)
		for t := from; t < to; t++ {
			if abroad[v.Tokens[t].Lemma] || abroad[v.lower[t]] {
				return true
			}
		}
	}
	return false
}

// betweenStates are words of triggers that speak of talks between sides.
var betweenStates = set("talk", "negotiation", "negotiate", "summit", "conference", "dialogue", "consultation", "round", "peace", "truce", "mediation", "diplomacy", "contact")

// directCodes is how many sides the frame of m holds.
func (v *view) directCodes(m *mention) int { return v.directSides(&candidate{mentions: []*mention{m}}) }

// otherSide are the tokens of the phrase for those whom the subject or owner of
// m meets: the object, or what stands after "with".
func (v *view) otherSide(m *mention) (from, to int) {
	sent := &v.Sentences[m.Sentence]
	for t := m.Last; t < min(sent.Last, m.Last+30); t++ {
		switch w := v.lower[t]; {
		case w == "with" || w == "to" && m.t.kind == call || w == "of" && t == m.Last:
			return t + 1, v.peopleRight(t+1, sent.Last)
		case m.t.verb && t == v.skipAdverbs(m.Last, sent.Last) && v.isNominal(t) && v.timeAt[t] == 0:
			return t, v.peopleRight(t, sent.Last)
		case v.isFinite(t) || isRelative(w) || w == ";" || w == ":":
			return 0, 0
		}
	}
	return 0, 0
}

// peopleRight is the end of the list of people that starts at i, prepositions
// that only say whose people they are included.
func (v *view) peopleRight(i, last int) int {
	t := i
	for ; t < min(last, i+25); t++ {
		switch w := v.lower[t]; {
		case w == "to" && t > i && t+1 < last && v.lower[t+1] == "the": // "adviser to the king"
		case w == "of" || w == "from" || w == "," || w == "and" || w == "&" || w == "-" || w == "'s" || w == "’s":
		case v.timeAt[t] != 0 && v.actorAt[t] == 0, v.Tokens[t].UPOS == nlp.ADP, v.isFinite(t), isRelative(w), w == ";", w == ":", w == ".":
			return t
		}
	}
	return t
}

// ofSociety tells whether the tokens name people of the society of the side
// that meets them, and nobody of another state.
func (v *view) ofSociety(c *candidate, m *mention, from, to int) bool {
	own := map[string]bool{}
	for _, a := range m.args {
		if first := v.Actors[a.actor].First; first < from || first >= to {
			for _, code := range v.codes(a.actor) {
				own[code] = true
			}
		}
	}
	found, strong, stranger, officials := false, false, false, false
	for t := from; t < to; t++ {
		lemma := v.Tokens[t].Lemma
		if abroad[lemma] || abroad[v.lower[t]] {
			return false
		}
		sure, ok := v.lex.society[lemma]
		if !ok {
			sure, ok = v.lex.society[v.lower[t]]
		}
		if !ok { // a plural that the tagger takes for a name
			sure, ok = v.lex.society[strings.TrimSuffix(v.lower[t], "s")]
		}
		found, strong = found || ok, strong || ok && sure
		officials = officials || official[lemma]
		if a := v.actorAt[t]; a != 0 {
			stranger = stranger || v.Actors[a-1].Person > 0 && len(v.codes(int(a)-1)) == 0
			hyphenated := v.Actors[a-1].Person == 0 && t+1 < to && own[v.codeAt(t+1)] // "Arab American leaders"
			for _, code := range v.codes(int(a) - 1) {
				if !own[code] && !hyphenated {
					return false
				}
			}
		}
	}
	return strong || found && !stranger && !officials
}

// codeAt is the code of the side that token t names; "" where it names none or
// several.
func (v *view) codeAt(t int) string {
	if v.actorAt[t] == 0 {
		return ""
	}
	if codes := v.codes(int(v.actorAt[t]) - 1); len(codes) == 1 {
		return codes[0]
	}
	return ""
}

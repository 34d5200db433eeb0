package actors

import (
	"slices"
	"strings"

	"github.com/parley-register/parley/internal/lexicon"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
)

// readActors fills doc.Actors: persons, states where they act, nationalities,
// organisations, groups, offices and collectives, in text order and not
// overlapping.
func (r *reader) readActors() {
	out := make([]layer.Actor, 0, len(r.mentions)+len(r.found)+len(r.titles)/2)
	for i := range r.mentions {
		if m := &r.mentions[i]; m.person != 0 {
			out = append(out, r.actor(m.first, m.last, layer.PersonActor, r.doc.People[m.person-1].For, m.person, m.rule))
		}
	}
	out = r.readStates(out)
	out = r.readArmies(r.readNamedGroups(out))
	out = r.readPrefixes(r.readShortGroups(out))
	out = r.readOffices(out)
	out = r.readCollectives(out)
	slices.SortStableFunc(out, func(a, b layer.Actor) int {
		if a.First != b.First {
			return a.First - b.First
		}
		return b.Last - a.Last
	})
	kept := out[:0]
	end := 0
	for _, a := range out {
		if a.First >= end {
			kept = append(kept, a)
			end = a.Last
		}
	}
	r.doc.Actors = kept
	r.resolve()
	for i := range r.doc.Actors {
		if p := r.doc.Actors[i].Person; p != 0 {
			r.doc.People[p-1].Mentions = append(r.doc.People[p-1].Mentions, i)
		}
	}
}

func (r *reader) actor(first, last int, kind layer.ActorKind, code string, person int, rule string) layer.Actor {
	return layer.Actor{Span: r.span(first, last), First: first, Last: last, Sentence: r.sentence(first), Kind: kind, Code: code, Person: person, Rule: rule}
}

// readStates appends the mentions that the lexicon finds: states, adjectives,
// organisations, groups, institutions.
func (r *reader) readStates(out []layer.Actor) []layer.Actor {
	carried, carriedEnd, capital := false, -1, false // the decision on the state before in a list; whether it was a capital
	for i := range r.found {
		e := &r.found[i]
		if r.covered(e.First, e.Last) {
			continue
		}
		s := &e.Senses[0]
		switch s.Kind {
		case lexicon.Apart:
		case lexicon.Adjective, lexicon.People:
			if before := e.First - 1; before >= 0 && (r.tokens[before].Form == "in" || r.tokens[before].Form == "into") && e.Last < len(r.w) && !r.beforeNoun(e.Last) && r.tokens[e.Last].UPOS != nlp.PROPN {
				continue // the language: "issued in English"
			}
			out = append(out, r.actor(e.First, e.Last, layer.Nationality, s.Code, 0, s.Kind.String()))
		case lexicon.StateName, lexicon.Capital:
			if s.Kind == lexicon.StateName && isUS(e) && r.beforeNoun(e.Last) {
				out = append(out, r.actor(e.First, e.Last, layer.Nationality, s.Code, 0, "adjective"))
				continue
			}
			acts, why := false, ""
			if carriedEnd >= 0 && r.onlyList(carriedEnd, e.First) {
				acts, why = carried, "list of states"
				if s.Kind == lexicon.Capital && r.nameType(e.First) != nlp.GOV && !capital {
					acts, why = r.acts(e, s.Kind)
				}
			} else {
				acts, why = r.acts(e, s.Kind)
			}
			carried, carriedEnd, capital = acts, e.Last, s.Kind == lexicon.Capital
			if acts {
				out = append(out, r.actor(e.First, e.Last, layer.State, s.Code, 0, why))
			}
		case lexicon.Seat:
			if r.inside(e.First) || e.Last < len(r.w) && strings.HasPrefix(r.tokens[e.Last].Form, "Consultation") { // "India-Nepal Foreign Office Consultations"
				continue
			}
			kind := layer.State
			if !r.lex.IsState(s.Code) {
				kind = layer.Organisation
			}
			out = append(out, r.actor(e.First, e.Last, kind, s.Code, 0, "seat"))
		case lexicon.Institution:
			code := s.Code
			if code == "" {
				if code = r.bare(e); code != "" {
					out = append(out, r.actor(e.First, e.Last, layer.Organisation, code, 0, "state that a movement stands against"))
					continue
				}
				if s.Name == "government" || e.Last == e.First+1 && r.w[e.First].shape == small {
					continue // "the Iranian government" is told by "Iranian"
				}
				code = r.ownerOf(e)
			}
			out = append(out, r.actor(e.First, e.Last, layer.Organisation, code, 0, "institution"))
		case lexicon.Group:
			out = append(out, r.actor(e.First, e.Last, layer.Group, s.Code, 0, "group"))
		default:
			out = append(out, r.actor(e.First, e.Last, layer.Organisation, s.Code, 0, s.Kind.String()))
		}
	}
	return out
}

// joined tells whether token t touches the tokens on both sides of it.
func (r *reader) joined(t int) bool {
	return t > 0 && t+1 < len(r.tokens) && r.tokens[t-1].End == r.tokens[t].Start && r.tokens[t].End == r.tokens[t+1].Start
}

// groupNouns tell an armed or political group by its name.
var groupNouns = wordSet("Liberation Front Movement Brigade Brigades Resistance Mujaheddin Mujahideen Mujahedeen Mujahedin Tigers Rebels Militia Alliance Insurgents Separatists Guerrillas")

// readNamedGroups appends the groups that the lexicon does not know: an
// organisation whose name speaks of a front, a movement, a liberation army. Its
// code is its name.
func (r *reader) readNamedGroups(out []layer.Actor) []layer.Actor {
	for i := range r.doc.Names {
		n := &r.doc.Names[i]
		if n.Type != nlp.ORG || n.Last-n.First < 2 || r.covered(n.First, n.Last) {
			continue
		}
		group, known := false, false
		for k := n.First; k < n.Last; k++ {
			group = group || groupNouns[r.tokens[k].Form]
			if e := r.entry(k); e != nil {
				switch e.Senses[0].Kind {
				case lexicon.Group, lexicon.Organisation, lexicon.Organ, lexicon.Format, lexicon.Institution:
					known = true
				}
			}
		}
		if group && !known {
			out = append(out, r.actor(n.First, n.Last, layer.Group, r.form(n.First, n.Last), 0, "group by its name"))
		}
	}
	return out
}

// readArmies appends groups that a name of several words ending in Army, Front
// and the like tells, where no name was marked: "the Mujaheddin Army". The
// armies of states are told by the adjective or state before them.
func (r *reader) readArmies(out []layer.Actor) []layer.Actor {
	for i := 1; i < len(r.w); i++ {
		switch r.tokens[i].Form {
		case "Army", "Front", "Movement", "Brigades", "Tigers", "Militia":
		default:
			continue
		}
		if e := r.entry(i); e != nil && (e.Senses[0].Kind != lexicon.Institution || e.Senses[0].Code != "" || e.First != i) || r.w[i].person != 0 {
			continue
		}
		first := i
		for first > 0 && i-first < 5 && r.w[first-1].shape == capital && r.w[first-1].lex == 0 && r.w[first-1].person == 0 && r.w[first-1].class == open && r.w[first-1].office == 0 {
			first--
		}
		if first == i || r.w[max(first-1, 0)].lex != 0 || first == i-1 && (r.tokens[first].Form == "Red" || r.tokens[first].Form == "Salvation" || r.tokens[first].Form == "National" || r.tokens[first].Form == "Regular") {
			continue
		}
		last := i + 1
		if last+1 < len(r.w) && (r.tokens[last].Form == "in" || r.tokens[last].Form == "of" || r.tokens[last].Form == "for") && r.nameType(last) == r.nameType(i) && r.nameType(i) != nlp.NoName {
			if e := r.entry(last + 1); e != nil {
				last = e.Last
			}
		}
		out = append(out, r.actor(first, last, layer.Group, r.form(first, last), 0, "group by its name"))
	}
	return out
}

// covered reports whether a person's name stands on the tokens.
func (r *reader) covered(first, last int) bool {
	for i := first; i < last; i++ {
		if r.w[i].person != 0 {
			return true
		}
	}
	return false
}

// beforeNoun reports whether a noun or an office follows: "U.S. forces".
func (r *reader) beforeNoun(i int) bool {
	for n := 0; n < 3 && i < len(r.w); n, i = n+1, i+1 {
		if r.w[i].office != 0 {
			return true
		}
		switch r.tokens[i].UPOS {
		case nlp.NOUN:
			return true
		case nlp.ADJ:
			continue
		}
		return false
	}
	return false
}

// onlyList reports whether nothing but commas, "and", "or" and "the" stand
// between two tokens, and at least one of the former.
func (r *reader) onlyList(i, j int) bool {
	joined := false
	for n := 0; i < j; i, n = i+1, n+1 {
		switch {
		case n > 3:
			return false
		case r.is(i, comma), r.is(i, and), r.tokens[i].Form == "or":
			joined = true
		case r.is(i, the):
		default:
			return false
		}
	}
	return joined
}

// inside reports whether a word of place stands before token i: "in the
// Kremlin", "at the White House".
func (r *reader) inside(i int) bool {
	j := i - 1
	if r.is(j, the) {
		j--
	}
	return j >= 0 && places[lowerASCII(r.tokens[j].Form)]
}

var places = wordSet("in at near inside outside across throughout around through into within onto via over amid beyond toward towards",
	"visit visits visited visiting leave leaves left leaving enter entered entering reach reached tour toured touring tours bomb bombed invade invaded invading occupy occupied")

var goings = wordSet("visit visits trip trips travel travels traveled travelled traveling travelling go goes going went gone fly flies flew flown flying return returns returned returning arrive arrived arriving journey head headed heading heads come comes came coming tour flight flights back move moved moving flee fled fleeing exports deliver delivered deploy deployed ambassador envoy flew sail sailed stopover pilgrimage")

var senders = wordSet("representatives representative delegations delegation officials official leaders leader ministers minister diplomats diplomat delegates envoys envoy negotiators negotiator presidents president mediators mediator ambassadors ambassador experts team teams support help pressure counterparts counterpart statement statements message messages foreign-minister delegates commitments assurances guarantees approval reaction response responses criticism condemnation invitation offers offer parties heads chiefs chief spokesman spokesperson guests participants")

// delegated are those whom a government sends to talks: from its capital.
var delegated = wordSet("delegation delegations negotiators negotiator envoys envoy")

func wordSet(lists ...string) map[string]bool {
	set := map[string]bool{}
	for _, l := range lists {
		for _, w := range strings.Fields(l) {
			set[w] = true
		}
	}
	return set
}

// acts reports whether a state or capital acts as a government here, and why.
func (r *reader) acts(e *lexicon.Match, kind lexicon.Kind) (bool, string) {
	i := e.First
	s := r.doc.Sentences[r.sentence(i)]
	tag := r.nameType(i)
	j := i - 1
	for j >= s.First && (r.is(j, the) || r.tokens[j].UPOS == nlp.ADJ && r.w[j].lex == 0 || r.tokens[j].Form == "neighboring" || r.tokens[j].Form == "neighbouring") {
		j--
	}
	before := ""
	if j >= s.First {
		before = lowerASCII(r.tokens[j].Form)
	}
	// "Geneva, Switzerland": the state that a city is in.
	if kind == lexicon.StateName && r.is(j, comma) && j-1 >= s.First && j == i-1 {
		switch r.nameType(j - 1) {
		case nlp.GPE, nlp.FAC, nlp.LOC:
			if c := r.entry(j - 1); c == nil || c.Senses[0].Kind == lexicon.Capital {
				return false, ""
			}
		default:
			if c := r.entry(j - 1); c != nil && c.Senses[0].Kind == lexicon.Capital && c.Senses[0].Code == e.Senses[0].Code {
				return false, ""
			}
			if r.w[j-1].shape == shout && r.w[j-1].lex == 0 && e.Last < s.Last && (r.is(e.Last, openParen) || r.tokens[e.Last].Form == "|" || dashes[r.tokens[e.Last].Form] || r.is(e.Last, comma) && r.isDate(e.Last+1)) {
				return false, "" // "SOPOT, Poland (AP) —"
			}
		}
	}
	// "in U.S.-mediated talks": the compound tells who acts, and not where.
	// So does "in Russia–US talks", where a dash joins two states.
	if t := e.Last; kind == lexicon.StateName && t+1 < s.Last && (r.w[t].class == hyphen || dashes[r.tokens[t].Form] && r.joined(t) && r.entry(t+1) != nil) {
		switch r.tokens[t+1].Form {
		case "based", "born", "wide", "bound", "held", "controlled", "occupied", "owned", "made":
		default:
			return true, "compound"
		}
	}
	if places[before] {
		return false, ""
	}
	prior := ""
	if j-1 >= s.First {
		prior = lowerASCII(r.tokens[j-1].Form)
	}
	switch before {
	case "to":
		if goings[prior] {
			return false, ""
		}
		if kind == lexicon.Capital && tag != nlp.GOV {
			return false, ""
		}
	case "from":
		if kind == lexicon.Capital && delegated[prior] {
			return true, "sender"
		}
		if kind == lexicon.Capital && tag != nlp.GOV || !senders[prior] && tag != nlp.GOV {
			return false, ""
		}
		return true, "sender"
	case "of":
		if kind == lexicon.Capital {
			return tag == nlp.GOV, "name tag"
		}
		if r.statesFrom(e) >= 3 {
			return true, "members"
		}
		if senders[prior] || prior == "government" || prior == "governments" || prior == "behalf" || j-1 >= s.First && r.w[j-1].office != 0 {
			return true, "government of"
		}
		return tag == nlp.GOV, "name tag"
	}
	if kind == lexicon.StateName {
		return true, "state"
	}
	// A capital: of the place are "the Rome talks" and a dateline.
	if e.Last < s.Last && meetNouns[lowerASCII(r.tokens[e.Last].Form)] {
		return false, ""
	}
	if i == s.First && e.Last+1 < s.Last && (r.is(e.Last, comma) && r.isDate(e.Last+1) || dashes[r.tokens[e.Last].Form] || r.is(e.Last, openParen) || r.is(e.Last, colon)) {
		return false, ""
	}
	if tag == nlp.GOV {
		return true, "name tag"
	}
	if r.minded(e.First, e.Last) {
		return true, "capital as government"
	}
	if r.doc.Names != nil && tag == nlp.GPE {
		return false, ""
	}
	switch before {
	case "with", "between", "against", "urge", "urged", "pressed", "accuse", "accused", "told", "by":
		return true, "capital as government"
	}
	if e.Last < s.Last && r.tokens[e.Last].UPOS == nlp.VERB && r.tokens[e.Last].XPOS != "VBG" && r.tokens[e.Last].XPOS != "VBN" {
		return true, "capital as government"
	}
	return false, ""
}

// minded reports whether tokens [first, last) are by the parse the subject of a
// verb that only a government or a person can do: "Cairo welcomed the step".
func (r *reader) minded(first, last int) bool {
	s := r.doc.Sentences[r.sentence(first)]
	for i := first; i < last; i++ {
		t := &r.tokens[i]
		if t.Deprel != "nsubj" || t.Head <= 0 {
			continue
		}
		v := s.First + int(t.Head) - 1
		if v > i && v < s.Last && (r.tokens[v].UPOS == nlp.VERB || r.tokens[v].UPOS == nlp.ADJ) {
			return minds[r.tokens[v].Lemma]
		}
	}
	return false
}

// minds are verbs and adjectives of will, judgement and speech.
var minds = wordSet(`say state announce declare insist demand want wish hope seek urge ask call accuse blame warn caution deny oppose support back refuse
	reject agree accept offer propose suggest welcome praise applaud hail commend condemn denounce criticize criticise deplore regret dismiss respond reply react
	object protest complain promise pledge vow threaten consider believe think fear suspect doubt expect prefer favor favour congratulate thank request maintain
	like undertake pledge allow permit grant concede favor try intend plan aim dislike prepare negotiate pursue
	acknowledge admit claim stress signal recognize recognise decide endorse retaliate reiterate argue contend resent resist concede confirm
	relieved ready willing unwilling keen eager wary cautious concerned worried angry furious pleased glad reluctant adamant opposed hopeful sceptical skeptical`)

var (
	meetNouns = wordSet("talks talk meeting meetings summit conference negotiations round rounds discussions dialogue forum process format gathering session agreement accord accords declaration communique communiqué statement")
	dashes    = wordSet("- – — --")
	months    = wordSet("January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Jan. Feb. Aug. Sept. Sep. Oct. Nov. Dec.")
)

// isDate reports whether a date begins at token i.
func (r *reader) isDate(i int) bool {
	f := r.tokens[i].Form
	return months[f] || f[0] >= '0' && f[0] <= '9' || strings.HasSuffix(f, "day") && r.w[i].shape == capital
}

// statesFrom counts the states of the list that begins with e.
func (r *reader) statesFrom(e *lexicon.Match) int {
	n := 0
	for i := int(r.w[e.First].lex) - 1; i < len(r.found) && n < 3; i++ {
		if r.found[i].Senses[0].Kind != lexicon.StateName || n > 0 && !r.onlyList(r.found[i-1].Last, r.found[i].First) {
			break
		}
		n++
	}
	return n
}

// ownerOf is the state of "the Iranian foreign ministry", "the Foreign
// Ministry of Japan", "Kenya's Ministry of Foreign Affairs".
func (r *reader) ownerOf(e *lexicon.Match) string {
	s := r.doc.Sentences[r.sentence(e.First)]
	t := title{first: e.First, last: e.Last, core: e.Last, lo: e.First, office: lexicon.Office{Title: "ministry", Kind: lexicon.OfficeOfState}}
	r.leftSide(&t, s)
	if t.side.code != "" {
		return t.side.code
	}
	if r.is(e.Last, of) {
		if _, sides := r.phrase(e.Last+1, s, false); len(sides) > 0 {
			return sides[0].code
		}
	}
	return ""
}

// readOffices appends the titles that stand without a name.
func (r *reader) readOffices(out []layer.Actor) []layer.Actor {
	for k := range r.titles {
		t := &r.titles[k]
		if t.used || t.office.Kind >= lexicon.Rank || t.core <= t.first || r.covered(t.first, t.core) {
			continue
		}
		if r.w[t.first].lex != 0 && r.entry(t.first).Last > t.first+1 && r.entry(t.first).Last >= t.core {
			continue
		}
		i := t.lo - 1
		code := t.side.code
		if code == "" {
			code = r.masterOf(t, 0).code
		}
		a := r.actor(t.first, t.core, layer.Office, code, 0, "office")
		switch {
		case t.plural:
			a.Kind, a.Rule = layer.Collective, "offices"
			if len(t.sides) > 1 {
				a.Code = ""
			}
		case r.is(i, article):
			a.Kind, a.Rule = layer.Unnamed, "office of somebody unnamed"
		case !t.definite:
			continue
		default:
			if r.w[t.first].shape == small && t.office.Kind == lexicon.Role && general(t.office.Title) && t.side.code == "" && t.core == t.first+1 {
				// "the head", "the leader": of what, is not known.
				if t.office.Title != "leader" && t.office.Title != "spokesman" && t.office.Title != "spokeswoman" && t.office.Title != "spokesperson" {
					continue
				}
			}
			if p := r.holder(t); p != 0 {
				a.Person, a.Rule = p, "office of a person named"
				if a.Code == "" {
					a.Code = r.doc.People[p-1].For
				}
			}
		}
		out = append(out, a)
	}
	return out
}

func general(title string) bool {
	switch title {
	case "head", "chief", "chair", "leader", "member", "official", "director", "speaker", "representative", "general", "commander", "governor", "coordinator",
		"chairman", "spokesman", "spokeswoman", "spokesperson", "aide", "diplomat", "adviser", "advisor", "lawmaker", "legislator", "mediator", "facilitator":
		return true
	}
	return false
}

// holder returns the person, plus 1, whom a description by office stands for:
// the only one in the document who has that office and, where the description
// tells a side, that side.
func (r *reader) holder(t *title) int {
	found := 0
	for p := range r.doc.People {
		if p >= 64 {
			break // no article names so many; keeps the time linear
		}
		q := &r.doc.People[p]
		if t.side.code != "" && q.For != t.side.code {
			continue
		}
		has := false
		for _, i := range tail(r.people[p].mentions) {
			if m := &r.mentions[i]; m.title != 0 && headWord(r.titles[m.title-1].office.Title) == headWord(t.office.Title) &&
				(r.titles[m.title-1].office.Level == t.office.Level || headWord(t.office.Title) == "secretary") {
				has = true
			}
		}
		if k := r.people[p].title; k != 0 && headWord(r.titles[k-1].office.Title) == headWord(t.office.Title) && r.titles[k-1].office.Level == t.office.Level {
			has = true
		}
		if !has {
			continue
		}
		if found != 0 {
			return 0
		}
		found = p + 1
	}
	if found == 0 {
		return 0
	}
	// A description of somebody else may come first: the person must have
	// been named before, but for the first lines of an article.
	if first := r.mentions[r.people[found-1].mentions[0]].first; first > t.first && t.side.code == "" {
		return 0
	}
	return found
}

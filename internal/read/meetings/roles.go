package meetings

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
)

//go:embed data/roles.tsv
var rolesTSV string

// construction is how a role word is built into a sentence.
type construction uint8

const (
	roleVerb construction = iota
	roleAgent
	roleAct
	rolePresence
	rolePassive
	roleService
)

var constructions = map[string]construction{"verb": roleVerb, "agent": roleAgent, "act": roleAct, "presence": rolePresence, "passive": rolePassive, "service": roleService}

// roleWord is one row of data/roles.tsv.
type roleWord struct {
	words   []string
	build   construction
	role    parley.Role
	example string
}

// loadRoles reads data/roles.tsv, by first word.
func loadRoles() (map[string][]roleWord, error) {
	table, err := rows("roles.tsv", rolesTSV, 4)
	if err != nil {
		return nil, err
	}
	out := map[string][]roleWord{}
	for _, row := range table {
		build, ok := constructions[row[1]]
		if !ok {
			return nil, fmt.Errorf("roles.tsv, %q: no construction %q", row[0], row[1])
		}
		r := parley.Role(row[2])
		if r != parley.Mediator && r != parley.Host && r != parley.Observer {
			return nil, fmt.Errorf("roles.tsv, %q: no role %q", row[0], row[2])
		}
		for _, words := range spellings(row[0]) {
			out[words[0]] = append(out[words[0]], roleWord{words, build, r, row[3]})
		}
	}
	return out, nil
}

// roleWordAt is the row of construction build whose words stand at token t.
func (v *view) roleWordAt(t, last int, build construction) (roleWord, bool) {
	if v.lex == nil {
		return roleWord{}, false
	}
	w := v.lower[t]
	keys := []string{v.Tokens[t].Lemma, w}
	if v.Tokens[t].UPOS == nlp.ADJ || v.Tokens[t].XPOS == "VBN" || v.Tokens[t].XPOS == "VBD" { // a participle that the tagger gives no verb for
		keys = append(keys, strings.TrimSuffix(w, "d"), strings.TrimSuffix(w, "ed"), strings.TrimSuffix(w, "n"))
	}
	for _, key := range keys {
		for _, w := range v.lex.roles[key] {
			if w.build != build || build != roleService && t+len(w.words) > last {
				continue
			}
			if build == roleService {
				if v.isVerb(t) && t+1 < last && v.lower[t+1] != "-" && v.wordNear(w.words[1], t, last) {
					return w, true
				}
				continue
			}
			same := true
			for i, word := range w.words[1:] {
				same = same && (v.lower[t+1+i] == word || v.Tokens[t+1+i].Lemma == word)
			}
			if same {
				return w, true
			}
		}
	}
	return roleWord{}, false
}

// wordNear tells whether a word stands among the few after the verb at t, before
// the next verb.
func (v *view) wordNear(word string, t, last int) bool {
	for u := t + 1; u < min(last, t+8); u++ {
		if v.Tokens[u].Lemma == word || v.lower[u] == word {
			return true
		}
		if v.isFinite(u) {
			return false
		}
	}
	return false
}

// roleAfter reads "acting as mediators", "serving as hosts", "mediating" at
// token t, after a list of actors; cue is the word that tells the role.
func (v *view) roleAfter(t, last int) (r parley.Role, cue int, ok bool) {
	for u := t; u < min(last, t+5); u++ {
		w, agent := v.roleWordAt(u, last, roleAgent)
		if agent && (u > t && v.lower[u-1] == "as" || u > t+1 && v.lower[u-2] == "as") {
			return w.role, u, true
		}
		if w, is := v.roleWordAt(u, last, roleVerb); is && v.Tokens[u].XPOS == "VBG" {
			return w.role, u, true
		}
		switch v.lower[u] {
		case "acting", "serving", "working", "as", "the", "a", "an", "will", "also", "take", "takes", "took", "part", "participate", "participated", "attend", "attended", "were", "was", "are":
		default:
			if !agent {
				return "", 0, false
			}
		}
	}
	return "", 0, false
}

// rolesIn finds the third parties that sentence s names with their role:
// "African Union mediators", "talks brokered by Chile", "under the auspices of
// the UN", "thanked Norway for hosting the talks". With deals, those who
// brokered an agreement count too.
func (v *view) rolesIn(s int, deals bool) []third {
	sent := &v.Sentences[s]
	if sent.Last-sent.First > maxSentence {
		return nil
	}
	var out []third
	by := ""
	at := false // the words say that who has the role is there
	add := func(actors []int, r parley.Role, cue parley.Span, bound bool) {
		for _, a := range v.each(actors) {
			if (v.Actors[a].Kind != layer.Collective || len(v.codes(a)) == 1) && !v.insideName(a) && !slices.ContainsFunc(out, func(x third) bool { return x.actor == a }) {
				out = append(out, third{actor: a, role: r, cue: cue, present: at && v.Actors[a].Person > 0 && !v.proxy[a] || v.holdsRole(a), bound: bound, by: by})
			}
		}
	}
	for t := sent.First; t < sent.Last; t++ {
		if w, ok := v.roleWordAt(t, sent.Last, roleAgent); ok && (v.Tokens[t].UPOS == nlp.NOUN || len(w.words) > 1) {
			by = "agent"
			add(v.agents(t, w.role, sent), w.role, v.Tokens[t].Span, false)
		}
		if w, ok := v.roleWordAt(t, sent.Last, roleVerb); ok && v.Tokens[t].UPOS != nlp.NOUN {
			by = "verb"
			at = attends[w.words[0]]
			if as := v.doers(t, w.role, deals, sent); w.words[0] != "co-chaired" || len(v.distinct(as)) != 2 { // two who chair together are the two sides
				add(as, w.role, v.Tokens[t].Span, true)
			}
			at = false
		}
		if w, ok := v.roleWordAt(t, sent.Last, roleService); ok && !v.unreal(t, sent.First) && (v.Tokens[t].XPOS != "VBG" || v.auxiliary(t, sent.First, "be")) {
			by = "service"
			i, j := v.subject(t, sent.First, sent.Last)
			n := len(out)
			add(v.firstOf(v.actorsIn(i, j)), w.role, v.Tokens[t].Span, false)
			for k := n; k < len(out); k++ {
				out[k].firm = w.role == parley.Mediator
			}
		}
		if w, ok := v.roleWordAt(t, sent.Last, rolePassive); ok && v.ofTalks(t, deals, sent) {
			by = "passive"
			add(v.by(t, sent), w.role, v.Tokens[t].Span, true)
		}
		if w, ok := v.roleWordAt(t, sent.Last, roleAct); ok && !v.unreal(t, sent.First) && v.ofTalks(t+len(w.words)-1, deals, sent) {
			by = "act"
			add(v.actors(t, t+len(w.words), sent), w.role, v.Tokens[t].Span, true)
		}
		if w, ok := v.roleWordAt(t, sent.Last, rolePresence); ok {
			by = "presence"
			after := t + len(w.words)
			at = w.role == parley.Observer
			add(v.actorsIn(after, v.phraseRight(after, sent.Last)), w.role, parley.Span{Start: v.Tokens[t].Start, End: v.Tokens[after-1].End}, true)
			at = false
		}
	}
	if x, ok := v.thanked(sent); ok {
		by, x.by = "thanked", "thanked"
		if x.actor >= 0 {
			add([]int{x.actor}, x.role, x.cue, false)
		} else {
			out = append(out, x)
		}
	}
	if as, cue := v.attending(sent); len(as) > 0 {
		by = "attending"
		add(as, parley.Observer, cue, false)
		for i := range out {
			out[i].present = out[i].present || slices.Contains(as, out[i].actor)
		}
	}
	return out
}

// attends are verbs of those who are at the table when they do it.
var attends = set("host", "chair", "co-chaired", "moderate", "mediate", "convene")

// holdsRole tells whether actor mention a is of a person whose title says that
// they mediate: they are at the table.
func (v *view) holdsRole(a int) bool {
	x := &v.Actors[a]
	if x.Person == 0 || v.lex == nil {
		return false
	}
	for w := range strings.FieldsSeq(strings.ToLower(v.People[x.Person-1].Title)) {
		for _, row := range v.lex.roles[w] {
			if row.build == roleAgent && row.role == parley.Mediator {
				return true
			}
		}
	}
	return false
}

// agents are the actors that the noun at t says to have a role: "Egyptian and
// Qatari mediators", "mediators from Egypt", "with Egypt as mediator", "chief
// mediator Ana Ruiz", "Egypt, a mediator in the talks".
func (v *view) agents(t int, r parley.Role, sent *nlp.Sentence) []int {
	if v.unreal(t, sent.First) {
		return nil
	}
	if v.inTitle[t] {
		if r == parley.Host {
			return nil
		}
		for u := sent.First; u < sent.Last; u++ { // the person whose title it is
			if a := int(v.actorAt[u]) - 1; a >= 0 && v.Actors[a].Person > 0 && v.People[v.Actors[a].Person-1].At.Overlaps(v.Tokens[t].Span) {
				return []int{a}
			}
		}
		return nil
	}
	if t > sent.First && v.lower[t-1] == "as" || t > sent.First+1 && v.lower[t-2] == "as" {
		for u := t - 1; u >= max(sent.First, t-10); u-- { // the actors before the verb or before "acting as"
			if v.actorAt[u] != 0 {
				return slices.DeleteFunc(v.actorsIn(v.phraseLeft(u+1, sent.First), u+1), func(a int) bool {
					return v.Actors[a].Kind == layer.Nationality && !v.canBeSide(a)
				})
			}
		}
		return nil
	}
	start := v.nounStart(t, sent.First)
	if r == parley.Host && t+1 < sent.Last && v.Tokens[t+1].UPOS == nlp.NOUN && !v.inTitle[t+1] {
		switch v.Tokens[t+1].Lemma {
		case "country", "state", "nation", "government":
		default:
			return nil // "host year", "host family"
		}
	}
	if as := v.actorsIn(start, t); len(as) > 0 && (r != parley.Host || v.possessive(t-1) || v.Actors[as[len(as)-1]].Last == t) {
		if u := start - 1; u > sent.First && v.lower[u] == "and" && v.actorAt[u-1] != 0 { // "Egypt and Qatar's mediators"
			as = append(v.actorsIn(v.phraseLeft(u, sent.First), u), as...)
		}
		return as
	}
	if u := start - 1; u > sent.First && v.lower[u] == "," && v.actorAt[u-1] != 0 && t+1 < sent.Last && v.lower[t+1] != "from" { // "Egypt, a mediator,"
		return []int{int(v.actorAt[u-1] - 1)}
	}
	after := t + 1
	if after < sent.Last {
		switch v.lower[after] {
		case "from", "including":
			return v.actorsIn(after+1, v.phraseRight(after+1, sent.Last))
		case "country", "countries", "state", "states", "nation", "nations":
			after++
		}
		if after+1 < sent.Last && v.lower[after] == "," && v.actorAt[after+1] != 0 && !v.subjectOfClause(after+1, sent.Last) { // "the guarantors, Chile and Peru"
			after++
		}
	}
	if after < sent.Last && v.actorAt[after] != 0 {
		return v.actorsIn(after, v.phraseRight(after, sent.Last))
	}
	// "Egypt, a mediator", "Egypt is the mediator", "Ana Ruiz was among the mediators"
	u := start - 1
	if u >= sent.First && (v.lower[u] == "among" || v.lower[u] == "of") {
		for u--; u > sent.First && (v.lower[u] == "one" || v.lower[u] == "the"); u-- {
		}
	}
	switch {
	case u <= sent.First:
	case v.Tokens[u].Lemma == "be":
		i, j := v.subject(t, sent.First, sent.Last)
		if i == j {
			i, j = v.phraseLeft(u, sent.First), u
		}
		return v.firstOf(v.actorsIn(i, j))
	}
	return nil
}

// firstOf is the first of as and the persons among the rest: an apposition to
// them is no other.
func (v *view) firstOf(as []int) []int {
	if len(as) == 0 {
		return nil
	}
	out := as[:1:1]
	for _, a := range as[1:] {
		if v.Actors[a].Person > 0 && v.Actors[as[0]].Person > 0 {
			out = append(out, a)
		}
	}
	return out
}

// doers are the actors that the verb at t says to have a role: "talks hosted by
// Chile", "Chile-hosted talks", "with Chile hosting", "Chile hosted the talks".
func (v *view) doers(t int, r parley.Role, deals bool, sent *nlp.Sentence) []int {
	if v.unreal(t, sent.First) {
		return nil
	}
	if u := t - 1; u > sent.First && (v.lower[u] == "-" || v.lower[u] == "–") && v.actorAt[u-1] != 0 {
		if !v.ofTalks(t, deals, sent) {
			return nil
		}
		as := []int{int(v.actorAt[u-1] - 1)}
		if w := v.Actors[as[0]].First - 1; w > sent.First && (v.lower[w] == "and" || v.lower[w] == "-") && v.actorAt[w-1] != 0 {
			as = append([]int{int(v.actorAt[w-1] - 1)}, as...)
		}
		return as
	}
	tok := &v.Tokens[t]
	if as := v.by(t, sent); len(as) > 0 {
		if !v.ofTalks(t, deals, sent) {
			return nil
		}
		return as
	}
	if tok.XPOS == "VBG" && t > sent.First && v.actorAt[t-1] != 0 {
		if i := v.phraseLeft(t, sent.First); i > sent.First && v.lower[i-1] == "with" {
			return v.actorsIn(i, t)
		}
	}
	if !v.isVerb(t) || tok.XPOS == "VBN" && !v.auxiliary(t, sent.First, "have") || tok.XPOS == "VBG" && !v.auxiliary(t, sent.First, "be") || !v.worksOnTalks(t, r, deals, sent) {
		return nil
	}
	i, j := v.subject(t, sent.First, sent.Last)
	return v.actorsIn(i, j)
}

// by are the actors after "by", after the participle at t.
func (v *view) by(t int, sent *nlp.Sentence) []int {
	if tok := &v.Tokens[t]; tok.XPOS != "VBN" && tok.XPOS != "VBD" && tok.UPOS != nlp.ADJ {
		return nil
	}
	for u := t + 1; u < min(sent.Last, t+3); u++ {
		if v.lower[u] == "by" {
			return v.actorsIn(u+1, v.phraseRight(u+1, sent.Last))
		}
	}
	return nil
}

// auxiliary tells whether a form of lemma stands before the participle at t,
// with no more than adverbs between: "has brokered", "is hosting".
func (v *view) auxiliary(t, first int, lemma string) bool {
	for u := t - 1; u >= max(first, t-3); u-- {
		if v.Tokens[u].Lemma == lemma {
			return true
		}
		if v.Tokens[u].UPOS != nlp.ADV && v.Tokens[u].UPOS != nlp.AUX {
			return false
		}
	}
	return false
}

// ofTalks tells whether the words that the one at t qualifies, or is the verb
// of, are talks that are not only the occasion of others: "talks brokered by
// Norway", and not "a road financed by Norway", nor "met on the sidelines of a
// summit hosted by Norway".
func (v *view) ofTalks(t int, deals bool, sent *nlp.Sentence) bool {
	if !v.parsed {
		return true
	}
	h := t
	for range 4 {
		up, ok := v.headOf(h, sent.First)
		if !ok {
			return true
		}
		d := v.Tokens[h].Deprel
		if strings.HasPrefix(d, "acl") || d == "amod" || d == "compound" || d == "nmod" {
			h = up
			if u := v.Tokens[h].UPOS; u == nlp.NOUN || u == nlp.PROPN {
				if v.isTalks(h, deals) {
					start := v.nounStart(h, sent.First)
					return start-2 < sent.First || v.lower[start-1] != "of" || v.lower[start-2] != "sidelines" && v.lower[start-2] != "margins"
				}
				if v.actorAt[h] == 0 && d != "compound" {
					return false
				}
			}
			continue
		}
		return true
	}
	return true
}

// isTalks tells whether the noun at t is one for talks, or with deals for an
// agreement.
func (v *view) isTalks(t int, deals bool) bool {
	switch v.Tokens[t].Lemma {
	case "talk", "negotiation", "meeting", "dialogue", "round", "summit", "conference", "session", "process", "discussion", "consultation", "effort", "encounter", "contact", "forum", "event", "ceremony", "signing":
		return true
	case "ceasefire", "cease-fire", "truce", "deal", "agreement", "accord", "settlement", "exchange", "pact", "treaty":
		return deals
	}
	return false
}

// worksOnTalks tells whether what stands after the verb at t is talks, or the
// sides of them, so that its subject has a role; who holds a meeting with
// others is a side of it.
func (v *view) worksOnTalks(t int, r parley.Role, deals bool, sent *nlp.Sentence) bool {
	for u := t + 1; u < min(sent.Last, t+9); u++ {
		if v.isFinite(u) || v.lower[u] == ";" || isRelative(v.lower[u]) {
			return false
		}
		switch v.lower[u] {
		case "earlier", "previous", "past", "former": // of other talks than those told of
			return false
		}
		switch v.Tokens[u].Lemma {
		case "side", "party", "delegation":
			return true
		case "between":
			return r == parley.Mediator
		}
		if v.isTalks(u, deals && r == parley.Mediator) {
			for w := u + 1; w < min(sent.Last, u+20); w++ {
				switch {
				case v.lower[w] == "between" || v.isFinite(w):
					return true
				case v.lower[w] == "with":
					return !v.hasActor(w+1, v.phraseRight(w+1, sent.Last))
				}
			}
			return true
		}
	}
	return false
}

// insideName tells whether actor mention a is part of a longer name: the place
// in the name of a university.
func (v *view) insideName(a int) bool {
	t := v.Actors[a].Last
	return v.Actors[a].Person == 0 && t < len(v.Tokens) && v.Tokens[t].UPOS == nlp.PROPN && v.actorAt[t] == 0 && v.timeAt[t] == 0 && !v.inTitle[t] && v.Tokens[t].Start == v.Actors[a].End+1
}

// actors are those whose act the noun at [t, after) tells: "Egyptian
// mediation", "the auspices of Egypt", "mediation by Egypt".
func (v *view) actors(t, after int, sent *nlp.Sentence) []int {
	if as := v.actorsIn(v.nounStart(t, sent.First), t); len(as) > 0 {
		return as
	}
	if after < sent.Last {
		switch v.lower[after] {
		case "of", "by", "from":
			return v.actorsIn(after+1, v.phraseRight(after+1, sent.Last))
		}
	}
	return nil
}

// unreal tells whether the words before the one at t say that nobody does it:
// "offered to mediate", "rejects it as a mediator", "no mediator".
func (v *view) unreal(t, first int) bool {
	for u := t - 1; u >= max(first, t-6); u-- {
		switch v.Tokens[u].Lemma {
		case "offer", "propose", "ready", "willing", "volunteer", "reject", "refuse", "decline", "could", "might", "would", "should", "no", "not", "n't", "without", "former", "possible", "potential", "ask", "request":
			return true
		}
		if v.lower[u] == "," || v.lower[u] == ";" {
			return false
		}
	}
	return false
}

// thanked are those whom sent thanks for giving the talks a place, or for
// bringing the sides together. Where the text does not tell the side of the one
// who is thanked, it is the country named with the act.
func (v *view) thanked(sent *nlp.Sentence) (third, bool) {
	cue := v.thanks(sent.First, sent.Last)
	if cue < 0 {
		return third{}, false
	}
	for t := cue + 1; t < sent.Last; t++ {
		w, ok := v.roleWordAt(t, sent.Last, roleVerb)
		r := w.role
		switch {
		case v.Tokens[t].Lemma == "hospitality":
			r, ok = parley.Host, true
		case v.Tokens[t].Lemma == "bring" && v.together(t, sent.Last):
			r, ok = parley.Mediator, true
		}
		if !ok {
			continue
		}
		for u := cue + 1; u < t; u++ {
			if v.actorAt[u] == 0 {
				continue
			}
			a := int(v.actorAt[u] - 1)
			if len(v.codes(a)) > 0 {
				return third{actor: a, role: r, cue: v.Tokens[t].Span}, true
			}
			for p := range v.Places {
				if x := &v.Places[p]; r == parley.Host && x.First > t && x.Last <= sent.Last && x.Kind == "country" && v.located(x) {
					return third{actor: -1, place: p + 1, role: r, cue: v.Tokens[t].Span}, true
				}
			}
			break
		}
		break
	}
	return third{}, false
}

// together tells whether "together" stands after the verb at t: "bringing the
// parties together".
func (v *view) together(t, last int) bool {
	for u := t + 1; u < min(last, t+6); u++ {
		if v.lower[u] == "together" {
			return true
		}
	}
	return false
}

// thanks is the token of a word of thanks in [first, last), or -1.
func (v *view) thanks(first, last int) int {
	for t := first; t < last; t++ {
		switch v.Tokens[t].Lemma {
		case "thank", "gratitude", "commend", "appreciation", "grateful", "appreciate", "applaud", "praise":
			return t
		}
	}
	return -1
}

// attending are the actors of whom sent says that they too attend: "The king of
// Chile is also to attend", "a Chilean representative is expected to join the
// talks". Sides are not spoken of so; who is one is left out when the meeting
// is made.
func (v *view) attending(sent *nlp.Sentence) ([]int, parley.Span) {
	for t := sent.First; t < sent.Last; t++ {
		if !v.isVerb(t) {
			continue
		}
		switch v.Tokens[t].Lemma {
		case "attend":
		case "join":
			if !v.worksOnTalks(t, parley.Observer, false, sent) {
				continue
			}
		default:
			continue
		}
		if v.unreal(t, sent.First) || v.isPassive(t, sent.First) {
			continue
		}
		i, j := v.subject(t, sent.First, sent.Last)
		as := v.actorsIn(i, j)
		if len(as) == 0 {
			continue
		}
		also := false
		for u := i; u < min(sent.Last, t+4); u++ {
			switch v.lower[u] {
			case "also", "too", "representative", "representatives", "observer", "observers":
				also = true
			}
		}
		if also {
			return as, v.Tokens[t].Span
		}
	}
	return nil, parley.Span{}
}

// readRoles adds the third parties of the mention's own sentence, and takes
// them off its sides where two others remain.
func (v *view) readRoles(m *mention) {
	for _, t := range v.rolesIn(m.Sentence, m.t.kind == deal) {
		if !slices.ContainsFunc(m.third, func(x third) bool { return x.actor == t.actor && x.place == t.place }) {
			m.third = append(m.third, t)
		}
	}
	if len(m.third) == 0 {
		return
	}
	var out []string
	for _, t := range m.third {
		out = append(out, v.thirdCodes(t)...)
	}
	var rest []arg
	for _, a := range m.args {
		if !slices.ContainsFunc(v.codes(a.actor), func(c string) bool { return slices.Contains(out, c) }) {
			rest = append(rest, a)
		}
	}
	var named []string
	for _, t := range m.third {
		if v.named(t) {
			named = append(named, v.thirdCodes(t)...)
		}
	}
	m.args = slices.DeleteFunc(m.args, func(a arg) bool {
		codes := v.codes(a.actor)
		return len(codes) > 0 && !slices.ContainsFunc(codes, func(c string) bool { return !slices.Contains(named, c) })
	})
	keep := mention{args: rest}
	if n := len(v.argCodes(&keep)); n >= 2 || n == 0 && v.sidesMeant(m) {
		m.args = rest
	}
}

// each are the actors with, in the place of a collective, those whom it stands
// for.
func (v *view) each(actors []int) []int {
	var out []int
	for _, a := range actors {
		if x := &v.Actors[a]; x.Kind == layer.Collective && len(x.Refers) > 0 {
			out = append(out, x.Refers...)
		} else {
			out = append(out, a)
		}
	}
	return out
}

// named tells whether the words say outright what third party t is: "with Chile
// as mediator".
func (v *view) named(t third) bool {
	at := v.tokenAt(t.cue.Start)
	return t.firm || t.role != parley.Host && at > 1 && (v.lower[at-1] == "as" || v.lower[at-2] == "as")
}

// sidesMeant tells whether the sentence of m speaks of the sides of talks that
// are known, so that those with a role are none: "the parties met with the
// guarantors".
func (v *view) sidesMeant(m *mention) bool {
	sent := &v.Sentences[m.Sentence]
	from, to := v.subject(max(m.governor, m.First), sent.First, sent.Last)
	for t := from; t < to; t++ {
		switch v.lower[t] {
		case "parties", "sides", "they", "delegations", "negotiators", "both", "teams":
			return true
		}
	}
	return false
}

// seatHosts puts persons at the table who host or convene a meeting that their
// side is a side of.
func (v *view) seatHosts(kept []*candidate) {
	for _, c := range kept {
		for _, m := range c.mentions {
			for _, t := range m.third {
				if t.actor < 0 || !t.bound || t.role != parley.Host || v.Actors[t.actor].Person == 0 {
					continue
				}
				for _, p := range v.persons(t.actor) {
					if slices.Contains(c.codes, v.People[p].For) {
						c.seat(p, v.People[p].For, false)
					}
				}
			}
		}
	}
}

// thirdCodes are the codes of a third party: a mediator whose side the text does
// not tell stands for nobody, and has the own name.
func (v *view) thirdCodes(t third) []string {
	if t.actor < 0 {
		return []string{v.Places[t.place-1].Country}
	}
	if codes := v.codes(t.actor); len(codes) > 0 {
		return codes
	}
	if p := v.Actors[t.actor].Person; p > 0 && v.Actors[t.actor].Kind == layer.PersonActor && t.role == parley.Mediator {
		return []string{v.People[p-1].Name}
	}
	return nil
}

// placeHosts gives hosts whose side the text does not tell that of the place
// where the meeting is: "President Ruiz was the host".
func (v *view) placeHosts(kept []*candidate) {
	for _, c := range kept {
		place := 0
		for _, m := range c.mentions {
			if place == 0 {
				place = m.place
			}
		}
		if place == 0 || v.Places[place-1].Country == "" {
			continue
		}
		for _, m := range c.mentions {
			for i := range m.third {
				if t := &m.third[i]; t.role == parley.Host && !t.bound && t.actor >= 0 && v.Actors[t.actor].Person > 0 && len(v.codes(t.actor)) == 0 {
					t.actor, t.place = -1, place
				}
			}
		}
	}
}

// thirdSpan is the name of a third party in the text.
func (v *view) thirdSpan(t third) parley.Span {
	if t.actor < 0 {
		return v.Places[t.place-1].Span
	}
	return v.Actors[t.actor].Span
}

// presentThirds are the persons at the table of c whom a role beside the sides
// brings there; who chairs for a side is one of them.
func (v *view) presentThirds(c *candidate) []int {
	var out []int
	for _, m := range c.mentions {
		for _, t := range m.third {
			if !t.present || t.actor < 0 {
				continue
			}
			for _, p := range v.persons(t.actor) {
				out = appendNew(out, p)
			}
		}
	}
	return out
}

// participant cites person p.
func (v *view) participant(p *layer.Person, mod parley.Modality, rule string) parley.Cited[parley.Participant] {
	e := []parley.Evidence{v.Source.Quote(p.NameSpan)}
	if !p.At.Empty() {
		e = append(e, v.Source.Quote(p.At))
	}
	return parley.Cited[parley.Participant]{
		Value: parley.Participant{Name: p.Name, Title: p.Title, For: p.For},
		Note:  parley.Note{Modality: mod, Evidence: e, Rule: rule},
	}
}

package meetings

import (
	"slices"
	"strconv"
	"strings"

	world "github.com/parley-register/parley/internal/lexicon"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
)

// sideContext is what all questions about the sides of one mention share.
type sideContext struct {
	r             *roll
	m             *mention
	framed        []string
	several       int      // how many sides its words speak of, three or more; else 0
	first, before *mention // the first mention of the text with two sides, and the last before m; nil where there is none
}

// sideFeatures are the arguments for and against s being a side of the mention of
// x. Each is there twice: by itself, and beside how many sides the frame holds
// and whether it holds s.
func (v *view) sideFeatures(x *sideContext, s *seat) []string {
	var fs features
	v.proposalFeatures(x, s, &fs)
	v.presenceFeatures(x, s, &fs)
	v.positionFeatures(x, s, &fs)
	v.companyFeatures(x, s, &fs)
	about := "other"
	if s.framed {
		about = "framed"
	}
	about += " of " + strconv.Itoa(min(len(x.framed), 2)) + ": "
	out := make([]string, 0, 2*len(fs)+24)
	out = append(append(out, "bias", about), fs...)
	for _, f := range fs {
		out = append(out, about+f)
	}
	var own features
	v.mentionFeatures(x, s, &own)
	for _, f := range own {
		out = append(out, about+f)
	}
	return out
}

// features is a list of named arguments.
type features []string

func (f *features) add(name string, on bool) {
	if on {
		*f = append(*f, name)
	}
}

// proposalFeatures tell what the rules say of s.
func (v *view) proposalFeatures(x *sideContext, s *seat, fs *features) {
	m := x.m
	fs.add("rule="+v.ruleFor(m, s.code), true)
	for _, t := range m.third {
		if slices.Contains(v.thirdCodes(t), s.code) {
			fs.add("third="+string(t.role), true)
			break
		}
	}
	fs.add("third somewhere="+string(s.third), s.third != "")
}

// ruleFor is the rule that makes code a side of m; "none" where none does.
func (v *view) ruleFor(m *mention, code string) string {
	rule := ""
	for _, a := range m.args {
		if slices.Contains(v.codes(a.actor), code) && (rule == "" || v.Actors[a.actor].Person > 0) {
			rule = a.rule
		}
	}
	switch {
	case rule != "":
		return rule
	case !slices.Contains(m.codes, code):
		return "none"
	case m.visited == code:
		return "visited"
	case m.inherited != nil:
		return "inherited"
	case m.matter != nil:
		return "matter"
	}
	return "other"
}

// presenceFeatures tell what the whole text says of s.
func (v *view) presenceFeatures(x *sideContext, s *seat, fs *features) {
	rank := upTo(s.rank, 1, 2, 3, 5, 8)
	share := frameShare(s.frames, x.r.frames)
	fs.add("rank="+rank, true)
	fs.add("named="+upTo(len(s.actors), 1, 2, 4, 8), true)
	fs.add("in title", s.title)
	fs.add("in lead", s.lead)
	fs.add("person", s.person)
	fs.add("kind="+sideKind(s.code), true)
	fs.add("frames="+share, true)
	if !s.framed {
		fs.add("frames+rank="+share+"+"+rank, true)
		fs.add("rule+frames="+v.ruleFor(x.m, s.code)+"+"+share, true)
	}
}

// sideKind is what sort of actor a code is of.
func sideKind(code string) string {
	e, ok := world.Shared().Code(code)
	switch {
	case !ok:
		return "other"
	case isGroup(code):
		return "bloc"
	case e.Kind == world.Group:
		return "group"
	case e.Kind == world.Organisation || e.Kind == world.Format:
		return "organisation"
	}
	return "state"
}

// frameShare is how many of the frames of a text hold an actor.
func frameShare(own, all int) string {
	switch {
	case all == 0:
		return "no frames"
	case own == 0:
		return "none"
	case own == all:
		return "all"
	case 2*own >= all:
		return "half"
	}
	return "some"
}

// upTo is the first of limits that n does not pass, or "more".
func upTo(n int, limits ...int) string {
	for _, l := range limits {
		if n <= l {
			return strconv.Itoa(l)
		}
	}
	return "more"
}

// positionFeatures tell where the nearest mention of s stands, and how it hangs
// together with the trigger.
func (v *view) positionFeatures(x *sideContext, s *seat, fs *features) {
	m, a := x.m, &v.Actors[s.actor]
	where, form := v.whereabouts(a, m), v.formOf(a)
	fs.add("where="+where, true)
	if a.Sentence == m.Sentence {
		fs.add("form="+form, true)
		*fs = append(*fs, v.pathFeatures(m, a)...)
		fs.add("can be side", v.canBeSide(s.actor))
		fs.add("parted", v.parted(a, m))
		fs.add("barriers="+upTo(v.barriers(a.First, m.First, m), 3, 7, 11), true)
	} else {
		fs.add("form elsewhere="+form, true)
		fs.add("subject elsewhere", strings.HasPrefix(v.Tokens[v.headToken(a)].Deprel, "nsubj") && v.Tokens[v.headToken(a)].Deprel != "nsubj:pass")
	}
	fs.add("possessive", v.possessive(a.Last))
	if s.framed {
		rule := v.ruleFor(m, s.code)
		fs.add("rule+where="+rule+"+"+where, true)
		fs.add("rule+form="+rule+"+"+form, true)
	} else {
		fs.add("order="+upTo(s.order, 1, 2, 3, 5), true)
		fs.add("where+order="+where+"+"+upTo(s.order, 1, 2, 3), true)
	}
}

// whereabouts is where a stands, seen from m.
func (v *view) whereabouts(a *layer.Actor, m *mention) string {
	switch d := a.Sentence - m.Sentence; {
	case d == 0 && a.First < m.First:
		return "same, before"
	case d == 0:
		return "same, after"
	case d == -1 && v.Sentences[a.Sentence].Block == v.Sentences[m.Sentence].Block:
		return "sentence before"
	case d == -1:
		return "paragraph before"
	case d == -2:
		return "two before"
	case d == 1:
		return "sentence after"
	case d < 0:
		return "earlier"
	}
	return "later"
}

// formOf is what sort of words a is.
func (v *view) formOf(a *layer.Actor) string {
	switch {
	case a.Person > 0:
		return "person"
	case a.Kind == layer.Nationality:
		return "adjective"
	case a.Kind == layer.Organisation || a.Kind == layer.Group:
		return "body"
	case a.Kind == layer.Office:
		return "office"
	case v.placeAt[a.First] != 0:
		return "place"
	}
	return "state"
}

// companyFeatures tell with whom s meets in the text, and whom it stands against.
func (v *view) companyFeatures(x *sideContext, s *seat, fs *features) {
	m := x.m
	if x.before != nil {
		in := slices.Contains(x.before.codes, s.code)
		fs.add("side of the one before", in)
		fs.add("no side of the one before", !in)
	}
	if x.first != nil && x.first != m {
		in := slices.Contains(x.first.codes, s.code)
		fs.add("side of the first", in)
		fs.add("no side of the first", !in)
	}
	if !s.framed {
		partner := shared(x.framed, s.partners) > 0
		fs.add("partner elsewhere", partner)
		fs.add("no partner elsewhere", len(x.framed) > 0 && !partner)
		x.setFeatures(s, fs)
	}
	fs.add("place's", m.place > 0 && v.Places[m.place-1].Country == s.code)
	fs.add("against a side", slices.ContainsFunc(m.codes, func(c string) bool { return opposed(c, s.code) }))
	fs.add("beside a bloc", slices.ContainsFunc(x.framed, func(c string) bool { return c != s.code && isGroup(c) }))
	fs.add("member of a side", slices.ContainsFunc(x.framed, func(c string) bool {
		return c != s.code && isMember(c, s.code)
	}))
}

// setFeatures tell of a side that the frame does not hold whether the sets of
// sides that other frames hold speak for it.
func (x *sideContext) setFeatures(s *seat, fs *features) {
	if len(x.r.sets) == 0 {
		return
	}
	top := slices.Contains(x.r.sets[0].codes, s.code)
	fs.add("in commonest set", top)
	fs.add("not in commonest set", !top)
	fs.add("in commonest of several sets", top && len(x.r.sets) > 1)
	fs.add("in the only set", top && len(x.r.sets) == 1)
	fs.add("in the only set, of two", top && len(x.r.sets) == 1 && len(x.r.sets[0].codes) == 2)
	if len(x.framed) == 0 {
		return
	}
	together, apart := false, false
	for _, o := range x.r.sets {
		if !slices.Contains(o.codes, x.framed[0]) {
			continue
		}
		in := slices.Contains(o.codes, s.code)
		together = together || in
		apart = apart || !in
	}
	fs.add("with it elsewhere", together)
	fs.add("only with it elsewhere", together && !apart)
	fs.add("it meets others elsewhere", apart)
}

// opposed tells whether one of two codes is of a movement in the state that the
// other is of, or both are of movements in one state.
func opposed(a, b string) bool {
	if a == b {
		return false
	}
	e, okE := world.Shared().Code(a)
	o, okO := world.Shared().Code(b)
	group, other := okE && e.Kind == world.Group && e.Class != "", okO && o.Kind == world.Group && o.Class != ""
	return group && e.Class == b || other && o.Class == a || group && other && e.Class == o.Class
}

// mentionFeatures tell what sort of mention it is.
func (v *view) mentionFeatures(x *sideContext, s *seat, fs *features) {
	m := x.m
	fs.add("meeting="+kindName(m.t.kind), true)
	fs.add("verb", m.t.verb)
	fs.add("definite", m.definite)
	fs.add("time", m.time != 0)
	fs.add("place", m.place != 0)
	fs.add("plural", m.plural)
	fs.add("unnamed side", !m.unnamed.Empty())
	fs.add("several", m.several)
	if v.ofPair(m) {
		fs.add("pair, rank="+upTo(s.rank, 2), true)
		fs.add("pair, order="+upTo(s.order, 2, 3), true)
	}
	if s.framed {
		return
	}
	if x.several > 0 {
		fs.add("number, rank fits="+strconv.FormatBool(s.rank <= x.several), true)
	}
	for _, a := range m.args {
		if len(v.codes(a.actor)) > 0 {
			continue
		}
		what := "somebody"
		if v.Actors[a.actor].Kind == layer.Collective {
			what = "a collective"
		}
		fs.add("frame holds "+what, true)
		fs.add("frame holds "+what+" as "+a.rule, true)
		break
	}
	fs.add("of others", v.ofOthers(m))
	fs.add("of other people", v.ofOtherPeople(m))
	fs.add("of many leaders", v.ofManyLeaders(m))
	fs.add("another", v.opens(m) || v.another(m))
	fs.add("strength="+strconv.Itoa(int(m.t.strength)), true)
	fs.add("status="+string(m.mood.status), true)
}

// headToken is the token of a whose head lies outside it.
func (v *view) headToken(a *layer.Actor) int {
	first := v.Sentences[a.Sentence].First
	for t := a.First; t < a.Last; t++ {
		if h, ok := v.headOf(t, first); !ok || h < a.First || h >= a.Last {
			return t
		}
	}
	return a.First
}

// The longest path in the parse that is looked at, and that is told in full.
const (
	maxPath  = 7
	fullPath = 4
)

// pathFeatures tell how actor mention a hangs together with the trigger of m in
// the parse: by which relation it hangs on what, over which word, and how far
// apart the two are.
func (v *view) pathFeatures(m *mention, a *layer.Actor) []string {
	trigger := m.First
	if !m.t.verb {
		trigger = m.Last - 1
	}
	return v.pathTo(trigger, a, &v.Sentences[m.Sentence])
}

// pathTo tells how actor mention a hangs together with another word of its
// sentence.
func (v *view) pathTo(word int, a *layer.Actor, sent *nlp.Sentence) []string {
	if !v.parsed {
		return nil
	}
	up, down := v.ancestors(v.headToken(a), sent), v.ancestors(word, sent)
	i, j := meetingPoint(up, down)
	if i < 0 {
		return []string{"path=none"}
	}
	top := "one"
	if i > 0 && j > 0 {
		top = v.joint(up[i])
	}
	out := []string{"arcs=" + upTo(i+j, 1, 2, 3, 4, 5)}
	if i > 0 {
		end := v.relation(up[0], sent)
		out = append(out, "end="+end, "top="+top, "end+top="+end+"+"+top)
	}
	if i+j <= fullPath {
		var steps []string
		for _, t := range up[:i] {
			steps = append(steps, v.relation(t, sent))
		}
		steps = append(steps, "("+top+")")
		for _, t := range slices.Backward(down[:j]) {
			steps = append(steps, v.relation(t, sent))
		}
		out = append(out, "path="+strings.Join(steps, " "))
	}
	return out
}

// ancestors are t and the tokens above it.
func (v *view) ancestors(t int, sent *nlp.Sentence) []int {
	out := []int{t}
	for len(out) <= maxPath {
		h, ok := v.headOf(t, sent.First)
		if !ok || h < sent.First || h >= sent.Last {
			break
		}
		out = append(out, h)
		t = h
	}
	return out
}

// meetingPoint are the places in two lists of their first common token; -1 where
// they have none.
func meetingPoint(a, b []int) (i, j int) {
	for i, t := range a {
		if j := slices.Index(b, t); j >= 0 {
			return i, j
		}
	}
	return -1, -1
}

// joint is the class of the word over which an actor and a trigger hang together.
func (v *view) joint(t int) string {
	switch {
	case v.isVerb(t) && reportingVerbs[v.Tokens[t].Lemma]:
		return "saying"
	case v.isVerb(t):
		switch g, ok := v.lex.governors[v.Tokens[t].Lemma]; {
		case !ok:
			return "verb"
		case g.role == side:
			return "verb of sides"
		case g.role == host || g.role == mediator:
			return "verb of third parties"
		}
		return "verb about talks"
	case v.Tokens[t].UPOS == nlp.NOUN:
		return "noun"
	}
	return "other"
}

// tellingCases are the prepositions that a path tells apart.
var tellingCases = set("with", "between", "among", "of", "by", "to", "from", "in", "at", "for", "on", "after", "against", "over", "about", "under", "including", "as", "into", "through")

// relation is the relation by which t hangs on its head, with its preposition.
func (v *view) relation(t int, sent *nlp.Sentence) string {
	switch rel := v.Tokens[t].Deprel; rel {
	case "nsubj:pass", "acl:relcl", "nmod:poss":
		return rel
	case "obl:agent":
		return "obl by"
	default:
		rel, _, _ = strings.Cut(rel, ":")
		if rel == "obl" || rel == "nmod" {
			if c := v.caseOf(t, sent.First, sent.Last); tellingCases[c] {
				return rel + " " + c
			}
		}
		return rel
	}
}

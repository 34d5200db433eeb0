package meetings

import (
	"slices"
	"strings"

	"github.com/parley-register/parley"
	world "github.com/parley-register/parley/internal/lexicon"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
)

// completeReach is how far, in tokens, a side may stand from a trigger whose
// frame does not hold it.
const completeReach = 30

// complete gives mentions whose frame holds fewer than two sides those that the
// sentence names elsewhere: "Chile said that talks with Peru would resume". It
// makes hypotheses; whether they count is decided by the features of the whole
// candidate.
func (v *view) complete(ms []mention) {
	about := v.matterOfText(ms)
	for i := range ms {
		m := &ms[i]
		v.bothSides(ms, i)
		if v.gathers(ms, i) || m.attached || m.serial || m.t.strength == echo && !v.round(m) || len(m.codes) >= 2 {
			continue
		}
		if v.bySeveral(ms, i) {
			continue
		}
		v.byMatter(m, about)
		if m.matter != nil {
			continue
		}
		v.understood(m)
		if m.t.verb && len(m.codes) == 0 && m.Sentence > 0 && v.theyBeforeVerb(m) {
			if as := v.subjectPair(m.Sentence - 1); len(as) > 0 {
				v.addArgs(m, as, "pair")
				v.summarise(m)
			}
		}
		if v.ofPair(m) && !slices.ContainsFunc(ms[:i], func(x mention) bool { return len(x.codes) >= 2 }) {
			as := v.pairBefore(m)
			if len(as) == 0 {
				as = v.protagonists(2)
			}
			v.addArgs(m, as, "pair")
			v.summarise(m)
		}
		if m.t.kind == deal && m.t.verb && v.Tokens[m.First].XPOS == "VBN" && len(m.codes) == 0 && m.time != 0 && !m.headline && v.dayLevel(m.time) {
			v.addArgs(m, v.pairBefore(m), "pair")
			v.summarise(m)
		}
		if m.several {
			if len(m.codes) < 2 {
				m.unnamed = parley.Span{Start: v.Tokens[m.start].Start, End: v.Tokens[m.Last-1].End}
			}
			continue
		}
		if len(m.codes) >= 2 || m.definite && len(m.codes) == 1 && knownBefore(ms[:i], m.codes[0]) || m.definite && len(m.codes) == 0 && !v.apart(m) {
			continue
		}
		if v.groupMeets(m) {
			continue
		}
		if v.internal(m) {
			continue
		}
		near := v.near(m)
		if len(m.codes) == 0 {
			if len(v.distinct(near)) != 2 || slices.ContainsFunc(near, v.speaker) || v.nameless(m) {
				if len(m.codes) == 0 && (m.place != 0 || m.time != 0) && m.t.strength == strong && !slices.ContainsFunc(ms, func(x mention) bool { return len(x.codes) >= 2 }) {
					v.confirmed(m)
				}
				continue
			}
			v.addArgs(m, near, "sentence")
		} else if a := v.actingIn(ms, m); a >= 0 {
			v.addArgs(m, []int{a}, "controller")
		} else if !m.unnamed.Empty() && !m.headline {
			continue // the frame has another side, which the text does not name
		} else if a := v.other(m, near); a >= 0 {
			v.addArgs(m, []int{a}, "sentence")
		} else {
			continue
		}
		v.summariseKeeping(m)
	}
	v.lead(ms)
}

// dayLevel tells whether time is a day, by its value or by its words.
func (v *view) dayLevel(time int) bool {
	x := &v.Times[time-1]
	return x.When.From.Exact() && x.When.From == x.When.To || strings.HasSuffix(v.dayName(x.First, x.Last), "day")
}

// lead gives the first talks of a text without sides those that the text is
// about.
func (v *view) lead(ms []mention) {
	known := slices.IndexFunc(ms, func(x mention) bool { return len(x.codes) >= 2 && x.t.strength != echo })
	for i := range ms {
		m := &ms[i]
		if known >= 0 && (i > known || !v.heldThen(m)) {
			continue
		}
		if m.t.verb || m.t.kind != talks || m.t.strength != strong || m.t.text == "meeting" && !v.heldThen(m) || m.attached || len(m.codes) > 0 || m.headline {
			continue
		}
		var as []int
		if m.definite && m.plural { // "the talks" of a text are those of the two that it is about
			as = v.protagonists(2)
		}
		if len(as) == 0 {
			as = v.pairBefore(m)
		}
		if len(as) == 0 && (m.Sentence < 4 || m.definite || m.time != 0 || m.place != 0 || v.heldThen(m)) { // others may be anybody's
			as = v.protagonists(2)
		}
		if len(as) == 0 {
			continue
		}
		v.addArgs(m, as, "lead")
		v.summarise(m)
		return
	}
}

// heldThen tells whether m says that a meeting was held on a day at a place and
// leaves open who met: "a regular meeting was held on Friday in Lima".
func (v *view) heldThen(m *mention) bool {
	return m.governor >= m.Last && v.isPassive(m.governor, v.Sentences[m.Sentence].First) && m.time != 0 && m.place != 0 && m.Sentence < 6
}

// groupMeets tells whether a group is all that the frame of m holds, so that it
// meets as one: "the Security Council met", "an EU summit".
func (v *view) groupMeets(m *mention) bool {
	if len(m.codes) != 1 || !isGroup(m.codes[0]) || len(m.persons) > 0 {
		return false
	}
	if m.t.kind == summit {
		return true
	}
	if m.codes[0] != "UNO" && !slices.ContainsFunc(m.args, func(a arg) bool {
		return a.rule != "subject" && a.rule != "compound" && a.rule != "of" && a.rule != "governor" || v.Actors[a.actor].Person > 0
	}) {
		return true // "ministers of the league met"
	}
	return !slices.ContainsFunc(m.args, func(a arg) bool {
		return a.rule != "subject" && a.rule != "compound" && a.rule != "of" && a.rule != "governor" || v.Actors[a.actor].Kind != layer.Organisation
	})
}

// knownBefore tells whether one of ms is between code and another side: a
// definite mention that names one of the two means that meeting.
func knownBefore(ms []mention, code string) bool {
	return slices.ContainsFunc(ms, func(m mention) bool { return len(m.codes) >= 2 && slices.Contains(m.codes, code) })
}

// apart tells whether a mention stands for a meeting of its own though it is
// definite: it has a time or a place ("their meeting in Rome in 2021").
func (v *view) apart(m *mention) bool {
	return m.time != 0 && !v.Times[m.time-1].When.IsZero() || m.place != 0 && m.time != 0
}

// inherit gives mentions without sides that tell of another round ("the next
// meeting will be in May") the sides of the meeting that the article is about.
// They are hypotheses too.
func (v *view) inherit(ms []mention) {
	var from *mention
	for i := range ms {
		m := &ms[i]
		if m.serial && len(m.codes) <= 1 {
			if x := v.seriesOf(ms, i, from); x != nil && (len(m.codes) == 0 || slices.Contains(x.codes, m.codes[0])) {
				m.codes, m.inherited, m.several, m.unnamed = x.codes, x, x.several, x.unnamed
			}
			continue
		}
		if s := lastSeveral(ms[:i], m); s != nil && len(m.codes) == 0 && !m.several && !m.t.verb && v.another(m) {
			m.codes, m.inherited, m.several, m.unnamed = s.codes, s, true, s.unnamed
			continue
		}
		if len(m.codes) >= 2 && (m.t.strength != echo || v.round(m) || m.t.verb && m.t.kind == talks && from == nil) {
			if from == nil || from.headline && !m.headline && shared(from.codes, m.codes) > 0 {
				from = m
			}
			continue
		}
		if from == nil || m.attached || len(m.codes) > 0 || v.opens(m) || v.formerRounds(m) || m.t.strength == echo || m.t.kind == visit || m.t.kind == deal && !v.signedThere(m) || v.ofOthers(m) || v.ofOtherPeople(m) || v.ofManyLeaders(m) {
			continue
		}
		if !v.another(m) && !v.timesDiffer(m, from) || !v.timesDiffer(m, from) && m.place == 0 && phase(m.mood.status) == phase(from.mood.status) {
			continue
		}
		m.codes, m.inherited = from.codes, from
	}
}

// ofOtherPeople tells whether people are the subject of m whom an adjective tells
// from those spoken of before: "coalition foreign ministers met".
func (v *view) ofOtherPeople(m *mention) bool {
	if !m.t.verb {
		return false
	}
	for _, a := range m.args {
		x := &v.Actors[a.actor]
		if a.rule != "subject" || len(v.codes(a.actor)) > 0 || x.Kind != layer.Collective || x.First == 0 {
			continue
		}
		t := x.First - 1
		if u := v.Tokens[t].UPOS; u == nlp.ADJ || u == nlp.PROPN || u == nlp.NOUN {
			return t > v.Sentences[x.Sentence].First || u != nlp.NOUN
		}
	}
	return false
}

// ofManyLeaders tells whether m is a summit of more than those two whom another
// meeting has: "a summit of world leaders".
func (v *view) ofManyLeaders(m *mention) bool {
	if m.t.verb || m.t.kind != summit {
		return false
	}
	last := v.Sentences[m.Sentence].Last
	for t := m.Last; t+1 < min(last, m.Last+8); t++ {
		if v.lower[t] == "of" || v.lower[t] == "with" || v.lower[t] == "attended" || v.lower[t] == "for" {
			for u := t + 1; u < min(last, t+4); u++ {
				switch v.lower[u] {
				case "world", "global", "international", "dozens", "many", "several", "regional", "european", "african", "arab":
					return true
				}
			}
			return false
		}
	}
	return false
}

// lastSeveral is the mention of talks of several sides right before m, in its
// sentence or the one before, with no other meeting in between; nil where there
// is none.
func lastSeveral(before []mention, m *mention) *mention {
	for i := len(before) - 1; i >= 0; i-- {
		x := &before[i]
		if m.Sentence-x.Sentence > 1 || x.t.strength != echo && !x.several {
			return nil
		}
		if x.several {
			return x
		}
	}
	return nil
}

// another tells whether the words of m speak of a round that is not the one
// reported: "the next meeting", "meet again", or with a time of its own.
func (v *view) another(m *mention) bool {
	sent := &v.Sentences[m.Sentence]
	for t := max(sent.First, m.start-1); t < min(sent.Last, m.Last+2); t++ {
		switch v.lower[t] {
		case "next", "further", "another", "again", "future", "previous", "last", "subsequent", "follow", "upcoming", "forthcoming", "earlier":
			return true
		}
		if n, ok := ordinalOf(v.lower[t]); ok && n > 0 {
			return true
		}
	}
	return m.time != 0 && (!v.Times[m.time-1].When.IsZero() || m.t.verb) || m.place != 0 && m.t.verb
}

// acts tells whether somebody of a state acts in the text: a place alone makes
// no side, for talks between others are held in it.
func (v *view) acts(code string) bool {
	return slices.ContainsFunc(v.Doc.Actors, func(a layer.Actor) bool { return a.Code == code })
}

// confirmed makes the state whose own media or officials confirm talks one side
// of them, where the text names no side; the other is unnamed.
func (v *view) confirmed(m *mention) {
	for s := 0; s <= m.Sentence && s < 8; s++ {
		sent := &v.Sentences[s]
		for _, a := range v.actorsIn(sent.First, sent.Last) {
			x := &v.Actors[a]
			t := x.Last
			if len(v.codes(a)) != 1 || t >= sent.Last {
				continue
			}
			if v.lower[t] == "state" && t+1 < sent.Last && (v.lower[t+1] == "media" || v.lower[t+1] == "television" || v.lower[t+1] == "tv") ||
				v.lower[t] == "officials" && t+1 < sent.Last && v.Tokens[t+1].Lemma == "confirm" {
				v.addArgs(m, []int{a}, "confirmed")
				m.unnamed = parley.Span{Start: v.Tokens[m.start].Start, End: v.Tokens[m.Last-1].End}
				v.summarise(m)
				return
			}
		}
	}
}

// near are the actor mentions of the sentence that can be sides and are no
// arguments yet, nearest first.
func (v *view) near(m *mention) []int {
	sent := &v.Sentences[m.Sentence]
	var out []int
	for _, a := range v.actorsIn(max(sent.First, m.start-2*completeReach), min(sent.Last, m.Last+2*completeReach)) {
		x := &v.Actors[a]
		if v.distance(x.First, x.Last, m) > completeReach || !v.canBeSide(a) || v.parted(x, m) {
			continue
		}
		if slices.ContainsFunc(m.args, func(y arg) bool { return y.actor == a }) || slices.ContainsFunc(m.third, func(y third) bool { return y.actor == a }) {
			continue
		}
		out = append(out, a)
	}
	slices.SortStableFunc(out, func(a, b int) int {
		x, y := &v.Actors[a], &v.Actors[b]
		return v.far(x, m) - v.far(y, m)
	})
	return out
}

// parted tells whether a semicolon stands between actor mention x and m: what is
// said there is another matter.
func (v *view) parted(x *layer.Actor, m *mention) bool {
	from, to := x.Last, m.start
	if x.First >= m.Last {
		from, to = m.Last, x.First
	}
	for t := from; t < to; t++ {
		if v.lower[t] == ";" {
			return true
		}
	}
	return false
}

// far is how far actor mention x stands from m; persons seem nearer, for they
// meet more than states do.
func (v *view) far(x *layer.Actor, m *mention) int {
	d := v.distance(x.First, x.Last, m) + v.barriers(x.First, m.First, m)
	if x.Person == 0 && len(x.Refers) == 0 {
		d += 8
	}
	return d
}

// canBeSide tells whether actor mention a names somebody who can talk, and is
// no place, no adjective of a thing and no medium.
func (v *view) canBeSide(a int) bool {
	x := &v.Actors[a]
	if len(v.codes(a)) == 0 || x.First >= x.Last || x.Kind == layer.Collective {
		return false
	}
	if x.Person > 0 {
		title := strings.ToLower(v.People[x.Person-1].Title)
		if strings.Contains(title, "spokes") || strings.Contains(title, "press secretary") {
			return false
		}
	}
	if x.Person == 0 && (v.placeAt[x.First] != 0 || v.aside(x)) {
		return false
	}
	if v.under(x) || v.sends(x) || x.Kind == layer.Group && stateless(x.Code) {
		return false
	}
	if x.Kind == layer.Nationality {
		for t := x.Last; t < min(len(v.Tokens), x.Last+4); t++ {
			if peopleNouns[v.Tokens[t].Lemma] || v.actorAt[t] != 0 && v.Actors[v.actorAt[t]-1].Person > 0 {
				return true
			}
			if !v.isNominal(t) {
				break
			}
		}
		return v.lower[x.Last-1][len(v.lower[x.Last-1])-1] == 's' // "the Russians"
	}
	return true
}

// stateless tells whether a code is of a network that is of no state and sits at
// no table, unless the frame of the talks itself says so.
func stateless(code string) bool {
	e, ok := world.Shared().Code(code)
	return ok && e.Kind == world.Group && e.Class == ""
}

// under tells whether somebody is who others meet under: "talks under the former
// president Ana Ruiz".
func (v *view) under(x *layer.Actor) bool {
	first := v.Sentences[x.Sentence].First
	for t := x.First - 1; t >= max(first, x.First-6); t-- {
		if v.lower[t] == "under" {
			return !v.inTitle[t]
		}
		if !v.inTitle[t] && !v.isNominal(t) && v.lower[t] != "and" {
			return false
		}
	}
	return false
}

// messages are nouns for what somebody sends to talks without being there.
var messages = set("greeting", "letter", "message", "regard", "condolence", "invitation", "wish", "congratulation", "note", "gift")

// sends tells whether a person is only who a message is from: "conveyed greetings
// from the king".
func (v *view) sends(x *layer.Actor) bool {
	if x.Person == 0 {
		return false
	}
	first := v.Sentences[x.Sentence].First
	for t := x.First - 1; t > max(first, x.First-10); t-- {
		switch v.lower[t] {
		case "from", "of":
			if messages[v.Tokens[t-1].Lemma] {
				return true
			}
		}
		if !v.inTitle[t] && !v.isNominal(t) && v.lower[t] != "from" && v.lower[t] != "of" {
			return false
		}
	}
	return false
}

// aside tells whether a preposition makes a mention a matter, a place or a part
// of something: "a force for Chile", "the situation in Chile".
func (v *view) aside(x *layer.Actor) bool {
	first := v.Sentences[x.Sentence].First
	for t := x.First - 1; t >= max(first, x.First-4); t-- {
		switch v.lower[t] {
		case "for", "in", "on", "over", "to", "against", "about", "at", "into", "toward", "towards", "inside", "across", "near", "regarding":
			return true
		case "of", "from":
			return t == first || !peopleNouns[v.Tokens[t-1].Lemma]
		}
		if v.Tokens[t].UPOS != nlp.DET && v.Tokens[t].UPOS != nlp.ADJ {
			return false
		}
	}
	return false
}

func (v *view) distinct(actors []int) []string {
	var out []string
	for _, a := range actors {
		for _, c := range v.codes(a) {
			out = appendNew(out, c)
		}
	}
	return out
}

// other is the first of the actors that stands for another side than those of
// m, or -1.
func (v *view) other(m *mention, actors []int) int {
	for _, a := range actors {
		for _, c := range v.codes(a) {
			if !slices.Contains(m.codes, c) {
				return a
			}
		}
	}
	return -1
}

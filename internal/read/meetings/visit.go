package meetings

import (
	"slices"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
)

// addVisited makes the state visited a side of a visit: who goes to Chile for
// talks, talks with Chile. A visit in a sentence that tells of a meeting proper
// is how people came there, and no meeting of its own.
func (v *view) addVisited(ms []mention) {
	for i := range ms {
		m := &ms[i]
		if m.t.kind != visit || m.place == 0 {
			continue
		}
		if len(m.codes) == 0 && !m.t.verb && !m.definite {
			v.delegated(ms, i)
		}
		if len(m.codes) == 0 {
			continue
		}
		if len(m.codes) >= 2 {
			continue
		}
		if j := properIn(ms, m.Sentence); j >= 0 && !v.ownVisit(m, &ms[j]) {
			if m.time != 0 && ms[j].time != 0 && m.time != ms[j].time && slices.Contains(m.t.frame, "near") {
				m.codes, m.persons, m.definite, m.attached = nil, nil, true, true
				continue // "who had been in Oslo on Monday, met her on Tuesday"
			}
			if ms[j].place == 0 && shared(ms[j].codes, m.codes) > 0 {
				ms[j].place = m.place
			}
			if ms[j].time == 0 && shared(ms[j].codes, m.codes) > 0 {
				ms[j].time = m.time
			}
			m.codes, m.persons, m.definite, m.attached = nil, nil, true, true
			continue
		}
		if v.goesToOthers(m) {
			if m.unnamed.Empty() {
				m.unnamed = parley.Span{Start: v.Tokens[m.First].Start, End: v.Tokens[m.Last-1].End}
			}
			continue
		}
		p := &v.Places[m.place-1]
		if p.Country == "" || slices.Contains(m.codes, p.Country) || v.seatOfOrganisation(m) || p.Kind != "country" && !v.acts(p.Country) {
			continue
		}
		m.codes = append(m.codes, p.Country)
		slices.Sort(m.codes)
		m.visited = p.Country
	}
}

// attending are verbs of those who go to a place for what others hold there.
var attending = set("attend", "participate", "join", "address", "speak", "celebrate", "commemorate", "watch")

// goesToOthers tells whether m is a journey to something held at the place and
// not to its state: "will travel to Lima to attend a forum".
func (v *view) goesToOthers(m *mention) bool {
	if !m.t.verb {
		return false
	}
	last := v.Sentences[m.Sentence].Last
	for t := v.Places[m.place-1].Last; t+1 < min(last, m.Last+16); t++ {
		if v.isFinite(t) {
			return false
		}
		if v.lower[t] == "to" && v.Tokens[t+1].UPOS == nlp.VERB {
			return attending[v.Tokens[t+1].Lemma]
		}
	}
	return false
}

// retold leaves talks without sides that are told of beside a meeting of the
// sides which the sentence would give them: they are no other meeting. "His
// call with the king during meetings in Lima".
func (v *view) retold(ms []mention) {
	for i := range ms {
		m := &ms[i]
		if m.t.verb || m.t.kind != talks || len(m.codes) < 2 || !m.spare("sentence") || v.directArgs(m) > 0 {
			continue
		}
		for j := range ms {
			x := &ms[j]
			if j != i && x.Sentence == m.Sentence && x.t.strength != echo && !x.attached && v.directArgs(x) >= 2 && shared(m.codes, x.codes) == len(m.codes) {
				m.codes, m.persons, m.args, m.definite, m.attached = nil, nil, nil, true, true
				break
			}
		}
	}
}

// directArgs is how many sides stand in the frame of m.
func (v *view) directArgs(m *mention) int {
	return v.directSides(&candidate{mentions: []*mention{m}})
}

// delegated gives a visit without a visitor the one who leads the delegation
// that the same sentence tells of before it: "led a delegation on a visit to
// Chile".
func (v *view) delegated(ms []mention, i int) {
	for j := i - 1; j >= 0 && ms[j].Sentence == ms[i].Sentence; j-- {
		if x := &ms[j]; x.t.kind == delegation && len(x.codes) == 1 {
			for _, a := range x.args {
				v.addArgs(&ms[i], []int{a.actor}, a.rule)
			}
			v.summarise(&ms[i])
			return
		}
	}
}

// ownVisit tells whether the visit m was made by others than those who meet in
// x, and at another time: "met her after Monday's visit of the king".
func (v *view) ownVisit(m, x *mention) bool {
	return m.time != 0 && m.time != x.time && len(m.persons) > 0 && shared(m.codes, x.codes) > 0 &&
		!slices.ContainsFunc(m.persons, func(p int) bool { return slices.Contains(x.persons, p) })
}

// atSummits makes the summit at which two sides meet the occasion of their
// meeting, and no meeting of its own: "he will meet her at a G20 summit".
func (v *view) atSummits(ms []mention) {
	for i := range ms {
		m := &ms[i]
		if m.t.kind != summit || m.t.verb || m.headline {
			continue
		}
		first := v.Sentences[m.Sentence].First
		if m.start == first {
			continue
		}
		switch v.lower[m.start-1] {
		case "at", "during", "of", "for", "to", "before", "after", "in":
		default:
			continue
		}
		for j := range ms {
			x := &ms[j]
			if x.Sentence != m.Sentence || x.t.kind == summit || x.t.strength == echo || x.attached || len(x.codes) < 2 || shared(m.codes, x.codes) >= 2 {
				continue
			}
			if x.place == 0 && v.lower[m.start-1] != "before" && v.lower[m.start-1] != "after" {
				x.place = m.place
			}
			m.codes, m.persons, m.definite, m.attached = nil, nil, true, true
			break
		}
	}
}

func properIn(ms []mention, sentence int) int {
	for j := range ms {
		if ms[j].Sentence == sentence && (ms[j].t.kind != visit || ms[j].t.text == "receive" || ms[j].t.text == "welcome") && ms[j].t.strength != echo && (len(ms[j].codes) >= 2 || ms[j].t.kind == summit) {
			return j
		}
	}
	return -1
}

// seatOfOrganisation tells whether the visit goes to an organisation that is
// named, so that the state of its seat is no side.
func (v *view) seatOfOrganisation(m *mention) bool {
	for _, a := range m.args {
		if len(v.codes(a.actor)) > 0 && a.rule == "to" {
			return true
		}
	}
	return false
}

// split makes a call to several people one call each: nobody telephones with
// five presidents at once, unless the text says so.
func (v *view) split(ms []mention) []mention {
	out := make([]mention, 0, len(ms))
	for i := range ms {
		m := &ms[i]
		if each := v.oneByOne(ms, i); len(each) > 1 {
			out = append(out, each...)
			continue
		}
		apart := (m.t.kind == call || m.t.text == "talk" && v.byPhone(ms, m)) && m.t.verb || (m.t.text == "meeting" || m.t.text == "summit") && m.plural && !m.definite && m.governor >= 0 || v.separately(m)
		if !apart || len(m.codes) < 3 {
			out = append(out, *m)
			continue
		}
		var subject, others []arg
		for _, a := range m.args {
			if a.rule == "subject" || a.rule == "governor" || a.rule == "compound" {
				subject = append(subject, a)
			} else if len(v.codes(a.actor)) > 0 {
				others = append(others, a)
			}
		}
		others = v.byName(others)
		if len(subject) == 0 || len(others) < 2 {
			out = append(out, *m)
			continue
		}
		for _, a := range others {
			one := *m
			one.args = append(slices.Clone(subject), a)
			one.codes, one.persons = nil, nil
			one.formats = slices.Clone(m.formats)
			if m.t.kind == call && !one.has(parley.Phone) && !one.has(parley.Video) {
				one.addFormat(parley.Cited[parley.Format]{Value: parley.Phone, Note: parley.Note{Evidence: []parley.Evidence{v.quote(m.First, m.Last)}, Rule: "meetings.trigger"}})
			}
			v.summarise(&one)
			out = append(out, one)
		}
	}
	return out
}

// eachAlone makes a meeting with several persons of one side one with each, where
// the words say that they were met one by one: "met with Ms Berg and with the
// speaker", "sat down with Ms Berg and separately with Mr Lund".
func (v *view) eachAlone(m *mention) []mention {
	if !m.t.verb || m.t.kind != talks && m.t.kind != visit || len(m.codes) < 2 {
		return nil
	}
	var rest, others []arg
	for _, a := range m.args {
		if x := &v.Actors[a.actor]; x.Person > 0 && x.First >= m.Last && (a.rule == "with" || a.rule == "object") && len(v.codes(a.actor)) == 1 {
			others = append(others, a)
		} else if x.First < m.First {
			rest = append(rest, a)
		}
	}
	if len(others) < 2 || len(rest) == 0 || len(others) > 6 {
		return nil
	}
	first := v.codes(others[0].actor)[0]
	for i := 1; i < len(others); i++ {
		if v.codes(others[i].actor)[0] != first {
			return nil
		}
	}
	var groups [][]arg
	for i, a := range others {
		if i == 0 || v.metAgain(v.Actors[others[i-1].actor].Last, v.Actors[a.actor].First) {
			groups = append(groups, nil)
		}
		groups[len(groups)-1] = append(groups[len(groups)-1], a)
	}
	if len(groups) < 2 {
		return nil
	}
	out := make([]mention, 0, len(groups))
	for _, g := range groups {
		one := *m
		one.args = append(slices.Clone(rest), g...)
		one.third, one.formats = slices.Clone(m.third), slices.Clone(m.formats)
		one.codes, one.persons = nil, nil
		v.summarise(&one)
		out = append(out, one)
	}
	return out
}

// metAgain tells whether the words between two persons say that the second was met
// apart from the first.
func (v *view) metAgain(i, j int) bool {
	for t := i; t < j; t++ {
		switch v.lower[t] {
		case "with", "separately", "later", "then", "afterwards", "subsequently":
			if !v.inTitle[t] && !(v.lower[t] == "with" && t > i && v.lower[t-1] == "together") {
				return true
			}
		}
	}
	return false
}

// byPhone tells whether the sentence of m or the one before or after it tells of
// a telephone call.
func (v *view) byPhone(ms []mention, m *mention) bool {
	return slices.ContainsFunc(ms, func(x mention) bool {
		return x.t.kind == call && x.Sentence >= m.Sentence-1 && x.Sentence <= m.Sentence+1
	})
}

// separately tells whether the sentence says that the meetings were separate.
func (v *view) separately(m *mention) bool {
	sent := &v.Sentences[m.Sentence]
	for t := sent.First; t < sent.Last; t++ {
		switch v.lower[t] {
		case "separate", "separately":
			return true
		}
	}
	return false
}

// byName are the persons among as, and one of the others for each side that has
// no person.
func (v *view) byName(as []arg) []arg {
	var out []arg
	named := map[string]bool{}
	take := func(a arg) {
		out = append(out, a)
		for _, c := range v.codes(a.actor) {
			named[c] = true
		}
	}
	for _, a := range as {
		if v.Actors[a.actor].Person > 0 {
			take(a)
		}
	}
	if len(out) == 0 {
		return nil
	}
	for _, a := range as {
		if slices.ContainsFunc(v.codes(a.actor), func(c string) bool { return !named[c] }) {
			take(a)
		}
	}
	return out
}

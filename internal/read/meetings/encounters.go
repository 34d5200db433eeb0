package meetings

import (
	"slices"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
)

// Words of daily life that tell of talks where those who can hold talks stand
// around them, and of something else in most other places: to see, to sit, to
// spend an hour, to agree, a dinner. What must stand around them is in the frame
// of data/triggers.tsv:
//
//	people  the object can be met: "saw his counterpart", not "saw the report"
//	sides   two sides, a pair or a body meet: "the two sat together", not "sat in the shade"
//	near    the place stands right behind the verb: "went to Lima"
//	peer    the object is somebody's counterpart: "told her counterpart"
//	dealt   what was reached is an agreement that is named: "the truce reached in May"
//	at      a day or a city is told of it: "agreed in Lima in May", not "agreed that it was late"

// demanded are the items of a frame that only words of daily life have.
var demanded = set("people", "sides", "near", "at", "peer", "dealt")

// daily tells whether t is a word of daily life.
func (t *trigger) daily() bool {
	return slices.ContainsFunc(t.frame, func(f string) bool { return demanded[f] })
}

// demands tells whether what the frame of m's trigger asks for stands around it.
// Persons of the subject and whether the verb has its other side are known.
func (v *view) demands(m *mention, subject []int, counterpart int, sent *nlp.Sentence) bool {
	frame := m.t.frame
	if slices.Contains(frame, "people") && !v.seesPeople(m, sent) {
		return false
	}
	if slices.Contains(frame, "peer") && !v.toPeer(m, sent) || slices.Contains(frame, "dealt") && !v.dealBefore(m, sent) {
		return false
	}
	if slices.Contains(frame, "near") && (m.place == 0 || v.Places[m.place-1].First-m.Last > 4) {
		return false
	}
	if !slices.Contains(frame, "sides") {
		return true
	}
	if v.seatedApart(m, counterpart, sent) {
		return false
	}
	if slices.Contains(frame, "at") && v.dealBefore(m, sent) {
		return true
	}
	return counterpart > 0 && len(v.argCodes(m)) > 0 || m.pair || !m.unnamed.Empty() && len(m.args) > 0 || v.facing(m, subject, sent)
}

// facing tells whether the subject of m is two sides, or a body whose members
// can be.
func (v *view) facing(m *mention, subject []int, sent *nlp.Sentence) bool {
	codes := v.distinct(subject)
	if slices.Contains(m.t.frame, "at") { // what a body or unnamed people agreed or did, tells of no meeting
		return len(codes) >= 2 || len(codes) == 0 && v.bothBefore(m.First, sent.First)
	}
	return len(codes) >= 2 || len(codes) == 1 && isGroup(codes[0]) || len(codes) == 0 && v.collectiveBefore(m.First, sent.First)
}

// bothBefore tells whether the subject of the verb at t is "they", "both" or "the
// two sides".
func (v *view) bothBefore(t, first int) bool {
	for u := t - 1; u >= max(first, t-5); u-- {
		switch v.lower[u] {
		case "they", "both", "two", "sides", "pair":
			return true
		}
		if v.Tokens[u].UPOS == nlp.PUNCT || v.isVerb(u) {
			return false
		}
	}
	return false
}

// seesPeople tells whether the object of m is somebody who can be met, and not
// one of whom it is only seen what he does: "saw the minister leave".
func (v *view) seesPeople(m *mention, sent *nlp.Sentence) bool {
	end := -1
	for _, a := range m.args {
		if x := &v.Actors[a.actor]; a.rule == "object" && !v.possessive(x.Last) {
			if x.Person > 0 || x.Kind == layer.Office || x.Kind == layer.Collective || x.Kind == layer.Unnamed || x.Kind == layer.Group || len(x.Refers) > 0 || v.looksLikePeople(x.First, v.phraseRight(x.First, sent.Last)) {
				end = max(end, v.phraseRight(x.First, sent.Last))
			}
		}
	}
	if end < 0 {
		if m.unnamed.Empty() {
			return false
		}
		end = v.phraseRight(v.skipAdverbs(m.Last, sent.Last), sent.Last)
	}
	if end >= sent.Last {
		return true
	}
	switch v.lower[end] {
	case "as", "off", "through", "out", "being", "not":
		return false
	}
	return !v.isVerb(end) && v.Tokens[end].UPOS != nlp.AUX && v.Tokens[end].UPOS != nlp.ADJ
}

// seatedApart tells whether nothing says that those who sit somewhere sit at one
// table: "sits on the border", "sat in parliament". Who sits with somebody does.
func (v *view) seatedApart(m *mention, counterpart int, sent *nlp.Sentence) bool {
	if m.t.text != "sit" || counterpart > 0 {
		return false
	}
	for t := m.Last; t < min(sent.Last, m.Last+9) && !v.isFinite(t); t++ {
		if atTable[v.Tokens[t].Lemma] {
			return false
		}
		if p := v.placeAt[t]; p != 0 && v.cityName(int(p)) != "" && v.Places[p-1].First-m.Last <= 2 {
			return false
		}
	}
	return true
}

// atTable are words for how people sit who talk with each other.
var atTable = set("together", "table", "room", "roof", "face", "facing", "opposite", "across", "hour", "minute", "apart", "side", "alongside")

// speakTogether tells whether the subject of a verb of speaking is two sides who
// spoke with each other, by what follows: "the two talked for an hour", "officials
// of Chile and Peru spoke over the hotline".
func (v *view) speakTogether(m *mention, subject []int, sent *nlp.Sentence) bool {
	alongside := len(v.distinct(subject)) == 1 && v.withPronoun(m.First, sent.First)
	if !m.pair && !alongside && !v.facing(m, subject, sent) {
		return false
	}
	if m.mood.status == parley.PossibleMeeting {
		return false // "the two must talk more"
	}
	known := m.pair || alongside || len(v.distinct(subject)) >= 2 || v.bothBefore(m.First, sent.First)
	t := v.skipAdverbs(m.Last, sent.Last)
	if t >= sent.Last || v.Tokens[t].UPOS == nlp.PUNCT && v.lower[t] != "\"" && v.lower[t] != "“" {
		return known && (t > m.Last || m.time != 0 || m.Last >= sent.Last-1)
	}
	after := min(t+1, sent.Last-1)
	switch v.lower[t] {
	case "for":
		for u := t + 1; u < min(sent.Last, t+6); u++ {
			if lengths[v.Tokens[u].Lemma] {
				return true
			}
		}
		return v.timeAt[after] != 0
	case "over", "by", "via", "through":
		return v.channelAt(t, sent.Last)
	case "between", "among":
		return v.lower[after] == "themselves"
	case "to", "with":
		return v.lower[after] == "each" || v.lower[after] == "one"
	case "about":
		return known && m.t.text == "talk" || m.pair
	case "at":
		return v.lower[after] == "length"
	case "face", "alone", "privately", "again", "in":
		return known && v.lower[after] != "favour" && v.lower[after] != "favor" && v.lower[after] != "support" && v.lower[after] != "english" && v.lower[t] != "in" || v.lower[after] == "private"
	}
	return known && m.t.text == "talk" && v.Tokens[t].UPOS == nlp.NOUN && v.timeAt[t] == 0 // "ministers of Chile and Peru talk trade"
}

// withPronoun tells whether "he and" or "she and" opens the subject of the verb at
// t: "he and the king talked for an hour".
func (v *view) withPronoun(t, first int) bool {
	for u := t - 1; u > max(first, t-12); u-- {
		switch v.lower[u-1] {
		case "he", "she":
			return v.lower[u] == "and"
		}
		if v.isVerb(u) {
			return false
		}
	}
	return false
}

// toPeer tells whether the object right behind the verb of m is the counterpart
// of somebody.
func (v *view) toPeer(m *mention, sent *nlp.Sentence) bool {
	if v.isPassive(m.First, sent.First) {
		return false
	}
	for t := m.Last; t < min(sent.Last, m.Last+5) && v.isNominal(t); t++ {
		if w := v.Tokens[t].Lemma; w == "counterpart" || w == "opposite" && v.lower[min(t+1, sent.Last-1)] == "number" {
			return true
		}
	}
	return false
}

// dealBefore tells whether the verb of m is a participle or a passive that says
// what was done with an agreement named before it: "the truce reached in Lima",
// "a protocol that was agreed in Lima".
func (v *view) dealBefore(m *mention, sent *nlp.Sentence) bool {
	if x := v.Tokens[m.First].XPOS; x != "VBN" && x != "VBD" {
		return false
	}
	t := m.First - 1
	for t > sent.First && (v.Tokens[t].UPOS == nlp.AUX && v.Tokens[t].Lemma == "be" || v.Tokens[t].UPOS == nlp.ADV || v.lower[t] == "that" || v.lower[t] == "which" || v.lower[t] == ",") {
		t--
	}
	return t >= sent.First && dealNouns[v.Tokens[t].Lemma] && !v.attributive(m.First, sent.First, sent.Last)
}

// lengths are units of how long people talk.
var lengths = set("minute", "hour", "day", "half", "while", "time", "quarter", "week", "night", "evening", "afternoon", "morning")

// channelAt tells whether the words at t name a line over which people speak:
// "over the hotline", "by video link".
func (v *view) channelAt(t, last int) bool {
	for u := t + 1; u < min(last, t+5); u++ {
		switch v.lower[u] {
		case "phone", "telephone", "hotline", "video", "videolink", "line", "link", "zoom", "videoconference", "radio", "teleconference":
			return true
		}
	}
	return false
}

// isReceived tells whether the passive verb of m has a guest for its subject and
// a place behind it: "was received at the palace in Lima". The state of the place
// is the host.
func (v *view) isReceived(m *mention, sent *nlp.Sentence) bool {
	if !v.hasOfficialArg(m) {
		return false
	}
	for t := m.Last; t < min(sent.Last, m.Last+8) && !v.isFinite(t); t++ {
		if p := v.goalAt[t]; p != 0 && v.Places[p-1].Country != "" {
			v.addPlace(m, int(p))
			return true
		}
	}
	return false
}

// placed tells whether m has the day or the city that its trigger asks for, and
// has it of itself: what follows "agreed to" or "agreed that" is of what was
// agreed.
func (v *view) placed(m *mention, sent *nlp.Sentence) bool {
	if !slices.Contains(m.t.frame, "at") {
		return true
	}
	if m.mood.negated || v.Tokens[m.First].XPOS == "VB" && m.mood.status != parley.PlannedMeeting {
		return false // "failed to agree", "would settle"
	}
	limit := sent.Last
	for t := m.Last; t < sent.Last; t++ {
		if w := v.lower[t]; w == "that" || w == "to" && (t == m.Last || t+1 < sent.Last && v.Tokens[t+1].UPOS == nlp.VERB) && m.t.kind != visit || w == "under" || t > m.Last && v.isFinite(t) {
			limit = t
			break
		}
	}
	if m.time != 0 && (v.Times[m.time-1].First >= limit || v.looseTime(m)) {
		m.time = 0
	}
	if m.place != 0 && v.Places[m.place-1].First >= limit {
		m.place = 0
	}
	return m.time != 0 && !v.Times[m.time-1].When.IsZero() || m.place != 0 && v.cityName(m.place) != ""
}

// ownSitting tells whether m names a sitting by a noun that elsewhere only points
// to one, with a day and a city of its own: "a session in Lima in May".
func (v *view) ownSitting(m *mention) bool {
	return !m.t.verb && !m.plural && m.t.kind == talks && m.t.strength == echo && m.t.text != "contact" && m.t.text != "working group" && v.lower[min(m.Last, len(v.lower)-1)] != "of" && m.time != 0 && !v.looseTime(m) && m.place != 0 && v.cityName(m.place) != ""
}

// conversed tells whether persons or offices of two sides are the subject of m,
// or of its subject and what stands behind "with".
func (v *view) conversed(m *mention) bool {
	var codes []string
	for _, a := range m.args {
		if x := &v.Actors[a.actor]; (x.Person > 0 || x.Kind == layer.Office) && (a.rule == "subject" || a.rule == "with") {
			for _, c := range v.codes(a.actor) {
				codes = appendNew(codes, c)
			}
		}
	}
	return len(codes) >= 2
}

// ofSides tells whether the noun of m has the two sides that its trigger asks for,
// or one and words for another: "a dinner of the two ministers", not "a dinner
// with his family".
func (v *view) ofSides(m *mention, sent *nlp.Sentence) bool {
	if slices.Contains(m.t.frame, "place") && m.place == 0 {
		return false
	}
	if !slices.Contains(m.t.frame, "sides") {
		return true
	}
	codes := v.argCodes(m)
	if len(codes) == 1 && m.start > sent.First {
		switch v.lower[m.start-1] {
		case "over", "at", "during": // "settled it over a dinner with the king": who settled it dined
			for t := m.start - 1; t > sent.First; t-- {
				if v.isVerb(t) && !v.isPassive(t, sent.First) {
					from, to := v.subject(t, sent.First, sent.Last)
					v.addArgs(m, v.owners(v.principals(from, to), to), "governor")
					break
				}
			}
			codes = v.argCodes(m)
		}
	}
	return len(codes) >= 2 || len(codes) == 1 && !m.unnamed.Empty() || slices.ContainsFunc(m.args, func(a arg) bool { return len(v.Actors[a.actor].Refers) >= 2 })
}

// doneAtAnother tells whether m is what was agreed or done at a meeting that its
// sentence names: "at their summit in Lima the two agreed on a price".
func (v *view) doneAtAnother(m *mention, ms []mention) bool {
	if !m.t.verb || m.t.kind == visit || !slices.Contains(m.t.frame, "at") {
		return false
	}
	return slices.ContainsFunc(ms, func(x mention) bool {
		if x.place != 0 && m.place != 0 && v.placesDiffer(&x, m) || x.time != 0 && m.time != 0 && v.timesDiffer(&x, m) {
			return false // "held talks in Lima a year after the two agreed in Oslo to do so"
		}
		return x.Sentence == m.Sentence && x.t.strength != echo && x.t.kind != visit && !slices.Contains(x.t.frame, "at") &&
			(x.First < m.First || !slices.ContainsFunc(v.lower[m.Last:max(m.Last, x.start)], func(w string) bool { return w == "to" || w == "that" || w == "when" }))
	})
}

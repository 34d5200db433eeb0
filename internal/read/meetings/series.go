package meetings

import (
	"cmp"
	"slices"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
)

// An article about talks tells of the other sittings of the same sides in few
// words: "after sessions in Lima in May and Quito in June", "the first, in
// Lima, ended without a text", "last held in 2019", "the next is planned for
// Quito". The rules of this file make a mention of each of them. Such a mention
// is of a series: it names no sides, and has those of the talks that it is told
// beside.
//
// What has neither a day nor a place of its own is not counted: "earlier
// rounds" are vague.

// sitting is the entry of a noun for one of a series of talks, where its words
// say enough for it to count by itself.
var sitting = &trigger{text: "sitting of a series", kind: talks, strength: strong}

// sittingNouns are the echoes that can be one of a series.
var sittingNouns = set("round", "session", "sitting", "encounter", "contact")

// place in a series, as words tell it.
type turn uint8

const (
	noTurn  turn = iota
	former       // "the previous round", "the first", "last held"
	latter       // "the next round"
	further      // "another round"
)

// turns are words that give a sitting its place in a series.
var turns = map[string]turn{
	"previous": former, "last": former, "earlier": former, "first": former, "prior": former, "preceding": former, "past": former, "former": former, "inaugural": former,
	"another": further, "new": further, "further": further, "fresh": further, "additional": further,
	"next": latter, "upcoming": latter, "forthcoming": latter, "following": latter, "future": latter,
}

// series adds the sittings that are told in short to the mentions ms, and makes
// one mention each of those that are told in a list.
func (v *view) series(lex *lexicon, ms []mention) []mention {
	for i := range ms {
		v.asSitting(lex, &ms[i])
	}
	for s := range v.Sentences {
		if v.note[s] || len(ms) >= maxMentions || v.Sentences[s].Last-v.Sentences[s].First > maxSentence {
			continue
		}
		ms = v.ellipses(lex, ms, s)
		ms = v.lastHeld(ms, s)
		ms = v.agreedThere(ms, s)
	}
	slices.SortStableFunc(ms, func(a, b mention) int { return cmp.Compare(a.First, b.First) })
	return v.occasions(ms)
}

// asSitting makes a round or session that has a day or a place of its own a
// mention that counts.
func (v *view) asSitting(lex *lexicon, m *mention) {
	if m.headline {
		return
	}
	sent := &v.Sentences[m.Sentence]
	if m.t.verb {
		if len(m.args) == 0 && (m.time != 0 || m.place != 0) && v.bodyMeets(m, sent) {
			m.serial = true
			if m.mood.status == parley.PossibleMeeting && v.agreedBefore(m.First, sent.First) {
				m.mood.status = parley.PlannedMeeting // "agreed that the commission should next convene in May"
			}
		}
		return
	}
	m.turn = v.turnOf(m)
	if m.t.strength != echo || !sittingNouns[m.t.text] || m.First == 0 || m.mood.negated || v.predicate(m, sent.First) || v.ofOtherKind(m.Sentence) {
		return
	}
	if m.Last < sent.Last && v.lower[m.Last] == "of" && (len(m.codes) < 2 || !v.hasActor(m.Last+1, min(sent.Last, m.Last+4))) {
		return // "a round of talks" is counted as talks, "a round of sanctions" is none
	}
	time, place := m.time, m.place
	m.serial = len(m.codes) < 2
	if m.mood.status == "" {
		m.mood = v.plannedBehind(lex, m, sent.Last)
	}
	v.keepOwn(lex, m)
	switch {
	case len(m.codes) >= 2:
		if (v.namesTwo(m) || v.isSitting(m)) && (m.time != 0 || m.place != 0) {
			m.t = sitting
			return
		}
	case len(m.codes) == 0 || v.onlyGoverned(m):
		if v.isSitting(m) {
			m.t = sitting
			return
		}
	}
	m.serial, m.time, m.place = false, time, place
}

// namesTwo tells whether the phrase of m itself names two sides: "a round between
// Chile and Peru", and not "met on the fringe of a gathering of the bloc".
func (v *view) namesTwo(m *mention) bool {
	var codes []string
	for _, a := range m.args {
		switch a.rule {
		case "between", "with", "of", "among", "compound", "involving":
			for _, c := range v.codes(a.actor) {
				codes = appendNew(codes, c)
			}
		}
	}
	return len(codes) >= 2
}

// otherRounds are nouns for what has rounds and sessions and is no talks.
var otherRounds = set("election", "vote", "voting", "ballot", "poll", "runoff", "referendum", "match", "game", "tournament", "cup", "championship", "sanction", "bombing", "airstrike", "layoff", "funding",
	"tender", "parliament", "legislature", "congress", "senate", "knesset", "duma", "lawmaker", "court", "trial", "hearing", "trading", "stock", "investor", "voter", "candidate", "athlete", "player", "championships")

// ofOtherKind tells whether sentence s, or the one before it, speaks of something
// else that has rounds: an election, a match, a parliament.
func (v *view) ofOtherKind(s int) bool {
	for _, k := range []int{s, s - 1} {
		if k < 0 {
			continue
		}
		other, talks := false, false
		for t := v.Sentences[k].First; t < v.Sentences[k].Last; t++ {
			w := strings.ToLower(v.Tokens[t].Lemma)
			other = other || otherRounds[w] && !v.inTitle[t]
			talks = talks || w == "talk" || w == "talks" || w == "negotiation" || w == "meet" || w == "meeting" || w == "dialogue" || w == "consultation"
		}
		if other && !talks {
			return true
		}
		if talks {
			return false
		}
	}
	return false
}

// agreedBefore tells whether what stands at token t is what was agreed or decided.
func (v *view) agreedBefore(t, first int) bool {
	for u := t - 1; u >= max(first, t-14); u-- {
		switch v.Tokens[u].Lemma {
		case "agree", "decide", "resolve":
			return v.isVerb(u)
		}
	}
	return false
}

// predicate tells whether m only says what a meeting that is known was: "it was
// their second encounter this month".
func (v *view) predicate(m *mention, first int) bool {
	t := v.outerNoun(m.start, first) - 1
	return t > first && v.Tokens[t].Lemma == "be"
}

// plannedBehind is the mood of m by what is said of it behind a verb of saying:
// "another round was said to be planned".
func (v *view) plannedBehind(lex *lexicon, m *mention, last int) mood {
	for t := m.Last; t < min(last, m.Last+8) && v.lower[t] != "," && v.lower[t] != ";"; t++ {
		if s := lex.lookup(v, t, last).status; v.isVerb(t) && v.Tokens[t].XPOS == "VBN" && s != "" {
			return mood{status: s, first: t, last: t + 1, sure: true}
		}
	}
	return m.mood
}

// isSitting tells whether the words of m, a noun that only echoes talks
// elsewhere, speak of one or several of a series.
func (v *view) isSitting(m *mention) bool {
	if m.time == 0 && m.place == 0 {
		return false
	}
	if t := m.Last; t < len(v.lower) && (v.lower[t] == "since" || v.lower[t] == "in" && v.spanAhead(t+1, v.Sentences[m.Sentence].Last)) {
		return false // "their first contact in three years" says what sort of meeting it was
	}
	if m.plural {
		return len(v.stops(m)) >= 2 // "earlier rounds this year" are vague
	}
	return m.turn != noTurn || m.ordinal > 0 || v.namedAfter(m) || m.t.text != "contact" && m.time != 0 && m.place != 0 && v.cityName(m.place) != ""
}

// namedAfter tells whether the place of m stands in its name: "the Lima round".
func (v *view) namedAfter(m *mention) bool {
	return m.place != 0 && v.Places[m.place-1].First >= m.start && v.Places[m.place-1].Last <= m.First
}

// keepOwn takes off m a time and a place that may well be of something else.
func (v *view) keepOwn(lex *lexicon, m *mention) {
	sent := &v.Sentences[m.Sentence]
	near := v.beside(m, sent)
	if near.time != 0 {
		m.time = near.time
	} else if m.time != 0 {
		x := &v.Times[m.time-1]
		told := m.governor >= 0 && m.governor < m.start && x.Last <= m.start && lex.lookup(v, m.governor, sent.Last).role == nobody && !v.isAux(m.governor)
		if v.looseTime(m) || told || v.verbsBetween(x.First, m.First, m) > 0 {
			m.time = 0 // "in October it acknowledged a fourth round"
		}
	}
	if near.place != 0 {
		m.place = near.place
	} else if m.place != 0 {
		x := &v.Places[m.place-1]
		if cost, ok := v.placeCost(m, x, sent); !ok || cost >= looseCost || v.verbsBetween(x.First, m.First, m) > 0 || v.clauseBetween(m.Last, x.First) {
			m.place = 0 // "held a first round and have since worked in Lima"
		}
	}
	if m.place == 0 && m.mood.status == parley.PlannedMeeting && m.governor >= m.Last {
		for t := m.governor + 1; t+1 < min(sent.Last, m.governor+6); t++ {
			if x := v.goalAt[t+1]; v.lower[t] == "for" && x != 0 && v.Places[x-1].Kind == "city" {
				m.place = int(x) // "is planned for Lima"
			}
		}
	}
}

// beside is the place and the time that stand right behind m, or in its name:
// "a round in Lima in May", "the May round".
func (v *view) beside(m *mention, sent *nlp.Sentence) stop {
	var near stop
	if stops, _ := v.listed(m.Last, min(sent.Last, m.Last+listReach), false); len(stops) > 0 {
		near = stops[0]
	}
	for t := m.start; t < m.First; t++ {
		if x := v.timeAt[t]; x != 0 && near.time == 0 && v.Times[x-1].Type != "DURATION" {
			near.time = int(x)
		}
		if x := v.goalAt[t]; x != 0 && v.Places[x-1].Kind == "city" && v.Places[x-1].Last == m.First {
			near.place = int(x)
		}
	}
	return near
}

func (v *view) isAux(t int) bool { return v.Tokens[t].UPOS == nlp.AUX }

// clauseBetween tells whether another clause begins between tokens a and b.
func (v *view) clauseBetween(a, b int) bool {
	for t := a; t < b; t++ {
		if v.Tokens[t].UPOS == nlp.CCONJ && t+1 < b && (v.isFinite(t+1) || v.isVerb(t+1)) || v.Tokens[t].UPOS == nlp.CCONJ && v.lower[t] == "but" {
			return true
		}
	}
	return false
}

// onlyGoverned tells whether those in the frame of m are only who wants or
// announces it: "Chile suggested another round".
func (v *view) onlyGoverned(m *mention) bool {
	return !slices.ContainsFunc(m.args, func(a arg) bool { return a.rule != "governor" })
}

// turnOf is the place in a series that the words before the noun of m tell.
func (v *view) turnOf(m *mention) turn {
	for t := min(m.start, v.ordinalReach(m, v.Sentences[m.Sentence].First)); t < m.First; t++ {
		if x := turns[v.lower[t]]; x != noTurn && v.timeAt[t] == 0 {
			if v.lower[t] == "first" && (m.t.text == "meeting" || m.t.kind == visit) {
				continue // "held their first meeting" is the one that is reported
			}
			return x
		}
	}
	return noTurn
}

// ellipses adds the sittings of sentence s that are told by their number alone:
// "the first, in Lima, ended without a text; a third was called off".
func (v *view) ellipses(lex *lexicon, ms []mention, s int) []mention {
	sent := &v.Sentences[s]
	for t := sent.First + 1; t+1 < sent.Last; t++ {
		n, isTurn := v.headless(t, sent)
		if !isTurn || v.ofOtherKind(s) {
			continue
		}
		source := v.countedBefore(ms, t, s)
		if source < 0 || t-2 >= sent.First && v.lower[t-2] == "," && ms[source].Sentence == s && !countable(&ms[source]) {
			continue // "a meeting in Lima, the first in Peru"
		}
		m := mention{
			t: sitting, governor: -1, serial: true, turn: turns[v.lower[t]],
			Trigger: layer.Trigger{Span: v.Tokens[t].Span, First: t, Last: t + 1, Sentence: s, Lemma: sitting.text},
		}
		if v.lower[t+1] == "one" {
			m.Last++
			m.End = v.Tokens[t+1].End
		}
		if !v.readNoun(lex, &m, sent) {
			continue
		}
		m.args, m.unnamed, m.plural, m.definite = nil, parley.Span{}, false, true
		v.readCircumstances(lex, &m, sent)
		m.ordinal, m.ordinalAt = 0, parley.Span{}
		if n > 0 {
			m.ordinal, m.ordinalAt = n, v.Tokens[t].Span
		}
		v.keepOwn(lex, &m)
		if m.time == 0 && m.place == 0 {
			continue
		}
		m.beside = ms[source].First + 1
		if m.turn == noTurn && m.mood.status == parley.Held {
			m.turn = former
		}
		ms = append(ms, m)
	}
	return ms
}

// headless tells whether an ordinal, or "next" and "last", stands at t as the
// head of a phrase of its own, and the number that it tells.
func (v *view) headless(t int, sent *nlp.Sentence) (int, bool) {
	n, ok := ordinalOf(v.lower[t])
	switch v.lower[t] {
	case "next", "previous", "last", "latest":
	default:
		if !ok || n < 1 {
			return 0, false
		}
	}
	if v.timeAt[t] != 0 || v.actorAt[t] != 0 || v.inTitle[t] {
		return 0, false
	}
	switch v.lower[t-1] {
	case "the", "a", "an", "its", "their":
	default:
		return 0, false
	}
	if t-2 >= sent.First && (v.Tokens[t-2].Lemma == "be" || v.Tokens[t-2].Lemma == "become" || v.lower[t-2] == "for") {
		return 0, false // "it was the second in a month", "for the first in years"
	}
	u := t + 1
	if v.lower[u] == "one" && u+1 < sent.Last {
		u++
	}
	switch {
	case v.lower[u] == "," || v.lower[u] == "(" || v.lower[u] == "–" || v.lower[u] == "in" || v.lower[u] == "on" || v.lower[u] == "at":
	case v.isFinite(u) || v.Tokens[u].UPOS == nlp.AUX:
	case v.isVerb(u) && v.Tokens[u].XPOS == "VBN":
	default:
		return 0, false
	}
	return n, true
}

// countedBefore is the mention of talks that the number at token t of sentence
// s counts on from: the nearest before it in the sentence or the one before,
// with nothing else between that is counted. It is -1 where there is none.
func (v *view) countedBefore(ms []mention, t, s int) int {
	best := -1
	for i := range ms {
		m := &ms[i]
		if m.First >= t || m.Sentence < s-1 || m.t.verb && m.t.strength != strong || m.t.kind == visit || m.t.kind == deal || m.t.kind == delegation {
			continue
		}
		if m.t.strength == echo && !sittingNouns[m.t.text] {
			continue
		}
		if best < 0 || m.First > ms[best].First {
			best = i
		}
	}
	if best < 0 {
		return -1
	}
	for u := ms[best].Last; u+1 < t; u++ {
		if v.Tokens[u].UPOS != nlp.NUM || v.timeAt[u] != 0 {
			continue
		}
		for w := u + 1; w < min(t, u+3); w++ {
			if v.Tokens[w].XPOS == "NNS" && v.timeAt[w] == 0 && !sittingNouns[v.Tokens[w].Lemma] && !peopleNouns[v.Tokens[w].Lemma] {
				return -1 // "two soldiers were killed, the second …"
			}
		}
	}
	if from := besideOf(ms, &ms[best]); from >= 0 { // the first, the second, the third: all count from one
		return from
	}
	return best
}

// heldVerbs say after "last" that talks took place.
var heldVerbs = set("hold", "convene", "host", "conduct", "stage")

// lastHeld adds the sitting of sentence s of which only when or where it last took
// place is told: "consultations, last held in 2019".
func (v *view) lastHeld(ms []mention, s int) []mention {
	sent := &v.Sentences[s]
	for t := sent.First + 1; t+1 < sent.Last; t++ {
		if v.lower[t] != "last" || v.timeAt[t] != 0 || !(v.Tokens[t+1].XPOS == "VBN" || v.Tokens[t+1].XPOS == "VBD") {
			continue
		}
		if !heldVerbs[v.Tokens[t+1].Lemma] && !(v.Tokens[t+1].Lemma == "take" && t+2 < sent.Last && v.lower[t+2] == "place") {
			continue
		}
		source := -1
		for i := range ms {
			if m := &ms[i]; m.Sentence == s && m.First < t && !m.t.verb && m.t.kind != visit && m.t.kind != delegation {
				source = i
			}
		}
		if source < 0 || ms[source].governor == t+1 {
			continue
		}
		m := mention{
			t: sitting, governor: t + 1, start: t, serial: true, turn: former, definite: true, beside: ms[source].First + 1,
			Trigger: layer.Trigger{Span: parley.Span{Start: v.Tokens[t].Start, End: v.Tokens[t+1].End}, First: t, Last: t + 2, Sentence: s, Lemma: sitting.text},
			mood:    mood{status: parley.Held, first: t, last: t + 2, sure: true},
		}
		m.time, m.place = v.bestTime(&m, sent), v.bestPlace(&m, sent)
		if m.time != 0 && v.Times[m.time-1].First < t {
			m.time = 0
		}
		if m.place != 0 && v.Places[m.place-1].First < t {
			m.place = 0
		}
		if m.time == 0 && m.place == 0 {
			continue
		}
		v.cutAt(ms, t, s)
		ms = append(ms, m)
	}
	return ms
}

// pledges are verbs for what people do together where they meet.
var pledges = set("agree", "decide", "pledge", "resolve", "promise")

// chiefNouns are those who stand for their states.
var chiefNouns = set("leader", "president", "premier", "minister", "head", "chief")

// agreedThere adds the meeting of sentence s of which only what came of it is
// told: "as their leaders agreed in Lima last November".
func (v *view) agreedThere(ms []mention, s int) []mention {
	sent := &v.Sentences[s]
	for t := sent.First + 2; t+1 < sent.Last; t++ {
		if !v.isVerb(t) || !pledges[v.Tokens[t].Lemma] || v.Tokens[t].XPOS != "VBD" && v.Tokens[t].XPOS != "VBN" || v.isPassive(t, sent.First) {
			continue
		}
		u := t - 1
		for u > sent.First && (v.Tokens[u].UPOS == nlp.AUX || v.Tokens[u].UPOS == nlp.ADV) {
			u--
		}
		if !chiefNouns[v.Tokens[u].Lemma] || v.Tokens[u].XPOS != "NNS" {
			continue
		}
		pair := false
		for w := u - 1; w >= max(sent.First, u-3); w-- {
			pair = pair || v.lower[w] == "their" || v.lower[w] == "two" || v.lower[w] == "both"
		}
		if !pair {
			continue
		}
		m := mention{
			t: sitting, governor: t, start: u, serial: true, turn: former, definite: true,
			Trigger: layer.Trigger{Span: v.Tokens[t].Span, First: t, Last: t + 1, Sentence: s, Lemma: sitting.text},
			mood:    mood{status: parley.Held, first: t, last: t + 1},
		}
		near := v.beside(&m, sent)
		m.time, m.place = near.time, near.place
		if m.time == 0 || m.place == 0 || v.cityName(m.place) == "" || v.isFuture(&v.Times[m.time-1]) {
			continue
		}
		ms = append(ms, m)
	}
	return ms
}

// cutAt takes off the mentions of sentence s before token t what stands behind it.
func (v *view) cutAt(ms []mention, t, s int) {
	for i := range ms {
		m := &ms[i]
		if m.Sentence != s || m.First >= t {
			continue
		}
		if m.time != 0 && v.Times[m.time-1].First > t {
			m.time = 0
		}
		if m.place != 0 && v.Places[m.place-1].First > t {
			m.place = 0
		}
	}
}

// besideOf is the mention of ms that the sitting m is told beside, or -1.
func besideOf(ms []mention, m *mention) int {
	if m.beside == 0 {
		return -1
	}
	return slices.IndexFunc(ms, func(x mention) bool { return x.First == m.beside-1 })
}

// stop is one item of a list of sittings: where and when each was.
type stop struct {
	place, time int // indices into Places and Times plus 1
}

// occasions makes one mention for each of the sittings that one trigger lists:
// "meetings in London on Monday and in Rome on Friday", "met in Lima in May and
// again in Quito".
func (v *view) occasions(ms []mention) []mention {
	out := make([]mention, 0, len(ms))
	for i := range ms {
		m := &ms[i]
		stops := v.stops(m)
		if len(stops) < 2 || len(out)+len(stops) > maxMentions {
			out = append(out, *m)
			continue
		}
		for _, s := range stops {
			one := *m
			one.time, one.place = s.time, s.place
			one.serial = m.serial || v.formerRounds(m)
			one.args, one.third = slices.Clone(m.args), slices.Clone(m.third)
			one.formats = slices.Clone(m.formats)
			out = append(out, one)
		}
	}
	return out
}

// stops are the places and times that stand behind m in a list, where they are of
// several sittings: places that differ, each with its time or none, or times of a
// month or more that differ. It is empty where they may be of one.
func (v *view) stops(m *mention) []stop {
	switch {
	case m.headline || m.t.strength == echo && !m.serial || m.t.kind == delegation:
		return nil
	case m.t.verb && m.t.kind != talks && m.t.kind != summit:
		return nil
	case !m.t.verb && !m.plural:
		return nil
	}
	last := v.Sentences[m.Sentence].Last
	end := min(last, m.Last+listReach)
	stops, all := v.listed(v.listStart(m, end), end, m.t.kind == visit)
	if len(stops) < 2 {
		return nil
	}
	places, times := 0, 0
	for i, s := range stops {
		if s.place != 0 {
			places++
		}
		if s.time != 0 {
			times++
		}
		for _, o := range stops[:i] {
			if s.place != 0 && o.place != 0 && !v.placesApart(s.place, o.place) {
				return nil
			}
		}
	}
	switch {
	case places == len(stops):
		if times == 0 {
			shareTime(stops, m.time)
		} else if i := slices.IndexFunc(stops, func(s stop) bool { return s.time != 0 }); times == 1 && (i == len(stops)-1 || v.Times[stops[i].time-1].First < v.Places[stops[i].place-1].First) {
			shareTime(stops, stops[i].time) // "in Lima and Quito in May"
		}
		if times < 2 && !v.citiesApart(stops) {
			return nil
		}
	case times == len(stops):
		if !m.t.verb && (m.t.text == "talk" || m.t.text == "negotiation" || m.t.text == "discussion") {
			return nil // "talks in May and June" may be one
		}
		for i := range stops[1:] {
			if all {
				stops[i].place = stops[len(stops)-1].place // "in May and June, both in Lima"
			}
			if !v.monthsApart(stops[i].time, stops[i+1].time) {
				return nil
			}
		}
	default:
		return nil
	}
	return stops
}

// shareTime gives all stops one time.
func shareTime(stops []stop, time int) {
	for i := range stops {
		stops[i].time = time
	}
}

// listReach is how far, in tokens, a list of sittings goes on from its noun.
const listReach = 45

// listWords stand between the items of a list of sittings, or between a place and
// its time.
var listWords = set(",", "and", "then", "again", "also", "before", "later", "by", "in", "on", "at", "from", "during", "(", ")", "–", "-", "the", "most", "recently", "finally", "first",
	"followed", "held", "convened", "hosted", "capital", "city", "were", "was", "had", "been", "took", "place", "respectively", "once", "twice", "one", "another", "this", "earlier", "&")

// listStart is the token at which a list of sittings can begin behind m: the
// first place or time, behind what the noun or verb is completed by.
func (v *view) listStart(m *mention, end int) int {
	for t := m.Last; t < end; t++ {
		switch {
		case v.placeAt[t] != 0 && v.atPlace(t, m.Last), v.timeAt[t] != 0 && v.actorAt[t] == 0:
			return t
		case v.isFinite(t) && v.Tokens[t].UPOS != nlp.AUX && v.Tokens[t].Lemma != "take", v.lower[t] == ";", isRelative(v.lower[t]), v.Tokens[t].UPOS == nlp.SCONJ:
			return end
		}
	}
	return end
}

// atPlace tells whether the place at token t is where something was, by the
// preposition before it.
func (v *view) atPlace(t, first int) bool {
	for u := t - 1; u >= max(first, t-5); u-- {
		switch v.lower[u] {
		case "in", "at", "to":
			return true
		}
		if !v.isNominal(u) && v.lower[u] != "of" {
			return false
		}
	}
	return false
}

// listed reads the list of places and times in tokens [t, end), and whether the
// words say that the last place is that of all of them.
func (v *view) listed(t, end int, journey bool) ([]stop, bool) {
	var out []stop
	all := false
	var now stop
	flush := func() {
		if now.place != 0 || now.time != 0 {
			out = append(out, now)
		}
		now = stop{}
	}
	for ; t < end; t++ {
		if x := int(v.placeAt[t]); x != 0 && v.Places[x-1].Country != "" {
			p := &v.Places[x-1]
			switch {
			case now.place == 0:
			case p.Kind == "country" && v.Places[now.place-1].Country == p.Country, p.Kind != "city" && v.cityName(now.place) != "" && p.Country == v.Places[now.place-1].Country:
				t = p.Last - 1
				continue // "Lima, Peru"
			default:
				flush()
			}
			if now.time != 0 && now.place == 0 && len(out) > 0 && out[len(out)-1].place != 0 && out[len(out)-1].time == 0 {
				flush()
			}
			now.place = x
			t = p.Last - 1
			continue
		}
		if x := int(v.timeAt[t]); x != 0 && v.actorAt[t] == 0 {
			y := &v.Times[x-1]
			if y.Type == "DURATION" && y.When.IsZero() || y.Type == "SET" {
				t = y.Last - 1
				continue
			}
			if now.time != 0 {
				flush()
			}
			now.time = x
			t = y.Last - 1
			continue
		}
		if v.lower[t] == "both" || v.lower[t] == "all" {
			all = now.time != 0
			continue
		}
		if len(out) > 0 && now.time != 0 && (v.lower[t] == "held" || v.lower[t] == "hosted" || v.lower[t] == "convened") {
			all = true // "in May and June, were held in Lima"
		}
		if !listWords[v.lower[t]] && !(journey && v.lower[t] == "to") && !placeNouns[v.Tokens[t].Lemma] && !v.cityAdjective(t) {
			break
		}
	}
	flush()
	return out, all
}

// cityAdjective tells whether the word at t only says of which state the city
// behind it is: "the Peruvian city of Lima".
func (v *view) cityAdjective(t int) bool {
	return v.actorAt[t] != 0 && v.Actors[v.actorAt[t]-1].Kind == layer.Nationality && t+1 < len(v.Tokens) && placeNouns[v.Tokens[t+1].Lemma]
}

// placesApart tells whether two places cannot hold one sitting.
func (v *view) placesApart(p, q int) bool {
	return v.placesDiffer(&mention{place: p}, &mention{place: q})
}

// monthsApart tells whether two times are of sittings apart: months or longer that
// differ, or days a week or more apart.
func (v *view) monthsApart(a, b int) bool {
	x, y := &v.Times[a-1], &v.Times[b-1]
	if !v.timesDiffer(&mention{time: a, governor: -1}, &mention{time: b, governor: -1}) {
		return false
	}
	_, last, ok := x.When.Bounds()
	first, _, ok2 := y.When.Bounds()
	if !ok || !ok2 {
		return false
	}
	gap := first.Sub(last).Hours() / 24
	return coarse(x) && coarse(y) || gap >= 6 || gap <= -6
}

// citiesApart tells whether the places of stops are two or three cities, each of
// another state, so that no meeting can be in all of them.
func (v *view) citiesApart(stops []stop) bool {
	if len(stops) > 3 {
		return false
	}
	for i, s := range stops {
		for _, o := range stops[:i] {
			if x, y := v.Places[s.place-1].Country, v.Places[o.place-1].Country; x == "" || y == "" || x == y {
				return false
			}
		}
	}
	return true
}

// seriesOf is the mention whose sides the sitting ms[i] has: the one that it is told
// beside, else one of its sentence, else the last in the two sentences before,
// else from, which is what the article is about.
func (v *view) seriesOf(ms []mention, i int, from *mention) *mention {
	sided := func(x *mention) bool {
		return len(x.codes) >= 2 && x.t.strength != echo && x.t.kind != deal && !x.spare("lead")
	}
	if j := besideOf(ms, &ms[i]); j >= 0 && sided(&ms[j]) {
		return &ms[j]
	}
	var best *mention
	for j := range ms {
		x := &ms[j]
		if j == i || !sided(x) || x.inherited == nil && v.directArgs(x) < 2 || x.Sentence > ms[i].Sentence || x.Sentence < ms[i].Sentence-2 || x.inherited != nil && j > i {
			continue
		}
		if best == nil || x.Sentence >= best.Sentence && (j < i || x.Sentence == ms[i].Sentence && best.Sentence < x.Sentence) {
			best = x
		}
	}
	if best != nil {
		return best
	}
	if from != nil && from.spare("lead") {
		return nil // a guess is no ground for another
	}
	return from
}

// countable tells whether m is of several meetings that can be counted: "three
// rounds", and not "talks".
func countable(m *mention) bool {
	switch m.t.text {
	case "talk", "peace talk", "negotiation", "consultation", "discussion":
		return false
	}
	return m.plural
}

// apartFromSeries tells whether m and c cannot be one because one of them is told
// as a former or a next sitting of the series that the other is of.
func apartFromSeries(m *mention, c *candidate) bool {
	if !m.serial || m.turn == noTurn && m.ordinal == 0 {
		return false
	}
	return !slices.ContainsFunc(c.mentions, func(x *mention) bool {
		return x.turn == m.turn && m.turn != noTurn || x.ordinal != 0 && x.ordinal == m.ordinal
	})
}

// serial tells whether all that the text says of c is that it was one of a
// series.
func (c *candidate) serial() bool {
	return c.mentions[0].serial && !slices.ContainsFunc(c.mentions, func(m *mention) bool { return !m.serial && m.t.strength != echo })
}

// continues tells whether c, one of a series, has its sides from a meeting of
// kept.
func (v *view) continues(c *candidate, kept []*candidate) bool {
	from := c.mentions[0].inherited
	return from != nil && len(c.codes) > 0 && slices.ContainsFunc(kept, func(x *candidate) bool {
		return slices.Contains(x.mentions, from) || shared(x.codes, c.codes) == len(c.codes)
	})
}

// signedThere tells whether m is of a text signed by two or more who are named
// elsewhere, at a place and a time of its own: "in Lima in May the two sides
// signed a declaration".
func (v *view) signedThere(m *mention) bool {
	return m.t.verb && m.definite && m.place != 0 && v.cityName(m.place) != "" && m.time != 0 && !v.looseTime(m) && v.collectiveBefore(m.First, v.Sentences[m.Sentence].First)
}

// ofOthers tells whether the verb m has a subject of its own that is no side and
// stands for none: "villagers met".
func (v *view) ofOthers(m *mention) bool {
	if !m.t.verb || m.pair || len(m.args) > 0 {
		return false
	}
	sent := &v.Sentences[m.Sentence]
	from, to := v.subject(m.First, sent.First, sent.Last)
	if from == to {
		return false
	}
	for t := from; t < to; t++ {
		if w := strings.ToLower(v.Tokens[t].Lemma); groupNouns[w] || peopleNouns[w] || experts[w] || bodies[w] && !notDiplomatic[v.lower[max(from, t-1)]] || v.Tokens[t].UPOS == nlp.PRON || v.countedAt(t+1, sent.First) > 0 || pairWords[v.lower[t]] && (v.lower[t] != "two" || t > sent.First && v.lower[t-1] == "the") {
			return false
		}
	}
	return true
}

// experts are people below the ministers whom two sides send to meet.
var experts = set("expert", "technician", "specialist", "sherpa", "aide", "deputy", "adviser", "advisor", "director", "secretary", "head", "staff", "officer", "teams", "they")

// bodies are what two states sit in together.
var bodies = set("commission", "committee", "group", "council", "panel", "team", "mechanism", "forum", "board")

// bodyMeets tells whether a body that two states sit in together is the subject of
// the verb m, with words for its place in a series: "the commission will next
// convene in Lima".
func (v *view) bodyMeets(m *mention, sent *nlp.Sentence) bool {
	series := false
	for t := m.First - 1; t >= max(sent.First, m.First-8); t-- {
		switch v.lower[t] {
		case "next", "last", "again":
			series = true
		}
		if bodies[strings.ToLower(v.Tokens[t].Lemma)] {
			return series && v.actorAt[t] == 0 && !notDiplomatic[v.lower[max(sent.First, t-1)]]
		}
	}
	return false
}

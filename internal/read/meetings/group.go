package meetings

import (
	"slices"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
)

// candidate is a meeting under construction: mentions that speak of one
// sitting.
type candidate struct {
	mentions []*mention
	codes    []string // sides, sorted
	persons  []int
	guests   []int          // persons of no side whom the weights seat there
	away     []int          // persons whom the weights take from there
	likely   []int          // persons of the sides whom the weights seat there
	sideOf   map[int]string // sides of persons whom only the delegation that they are in gives one
	remote   bool
	inPerson bool
	ordinal  int
	several  bool // of more than two sides that are not all named
	last     int  // sentence of the last mention
	second   bool // comes after one of the same sides that the article opens with
}

// group puts mentions together into meetings, in text order.
func (v *view) group(ms []mention) []*candidate {
	var out []*candidate
	for i := range ms {
		m := &ms[i]
		if c := v.home(m, out); c != nil {
			v.join(c, m)
			continue
		}
		if !v.founds(m) {
			continue
		}
		c := &candidate{second: second(m, out)}
		v.join(c, m)
		out = append(out, c)
	}
	return out
}

// second tells whether m, the first mention of a meeting, comes after a meeting
// of cs that the article opens with and that has all the sides of m.
func second(m *mention, cs []*candidate) bool {
	return len(m.codes) >= 2 && slices.ContainsFunc(cs, func(c *candidate) bool {
		return c.anchored() && shared(m.codes, c.codes) == len(m.codes)
	})
}

// secondCost is how much less a mention without a day of its own fits a meeting
// that comes second: after "since their summit last year", "the two discussed
// trade" tells of the meeting that the article is about.
const secondCost = 5

// founds tells whether m can be the first mention of a meeting.
func (v *view) founds(m *mention) bool {
	if v.internal(m) {
		return false
	}
	if v.round(m) || !m.t.verb && (m.t.text == "session" || m.t.text == "sitting") && m.time != 0 && v.directArgs(m) >= 2 {
		return len(m.codes) >= 2
	}
	if m.guessed && v.directArgs(m) < 2 && m.time == 0 && m.place == 0 && m.ordinal == 0 && !m.headline {
		return false // nothing tells it from other meetings, and who met is not told outright
	}
	if m.inherited != nil && m.plural && !m.definite && m.time == 0 && m.place == 0 {
		return false // "future engagements" of sides named before
	}
	if m.t.strength == echo {
		if v.ownSitting(m) && len(m.codes) >= 2 {
			return true
		}
		return m.t.verb && m.t.kind == talks && len(m.codes) >= 2 && (v.conversed(m) || m.time != 0 && !v.looseBy(m, 2*looseCost) || m.place != 0 && v.cityName(m.place) != "")
	}
	if len(m.codes) == 0 { // sides that the text does not name, at a time or a place
		switch {
		case m.attached, m.headline && m.t.kind != summit, m.time != 0 && v.looseTime(m):
			return false
		case m.place != 0 && m.time != 0:
			return m.t.strength == strong && !m.t.verb || m.t.kind == summit
		}
		return m.t.kind == summit && (m.place != 0 || m.time != 0)
	}
	return true
}

// round tells whether m is a numbered round with a time or a place: it speaks of
// talks though the word only echoes them elsewhere.
func (v *view) round(m *mention) bool {
	return m.t.text == "round" && m.ordinal > 0 && !m.plural && (m.time != 0 || m.place != 0)
}

// opens tells whether m says when a meeting that is known began: "the talks began
// on Thursday".
func (v *view) opens(m *mention) bool {
	if m.t.verb || !m.definite || m.plural && m.t.text != "talk" && m.t.text != "negotiation" || m.governor < m.Last {
		return false
	}
	switch v.Tokens[m.governor].Lemma {
	case "begin", "start", "open", "convene":
		return true
	}
	return false
}

// formerRounds tells whether m speaks of several rounds before: "earlier rounds
// in Lima ended without result".
func (v *view) formerRounds(m *mention) bool {
	if m.t.verb || !m.plural || len(m.codes) > 0 {
		return false
	}
	for t := m.start; t < m.First; t++ {
		switch v.lower[t] {
		case "earlier", "previous", "past", "former", "several", "many":
			return true
		}
	}
	return false
}

// home is the candidate that m speaks of, or nil.
func (v *view) home(m *mention, cs []*candidate) *candidate {
	var best *candidate
	bestScore := -1
	for i := len(cs) - 1; i >= 0; i-- {
		score, ok := v.fit(m, cs[i])
		if ok && score > bestScore {
			best, bestScore = cs[i], score
		}
	}
	return best
}

// fit is how well m fits c, and whether it can at all. A mention without sides
// needs to be definite, or to echo, and to stand near.
func (v *view) fit(m *mention, c *candidate) (int, bool) {
	if v.formerRounds(m) {
		return 0, false
	}
	score := 0
	distance := m.Sentence - c.last
	shared := shared(m.codes, c.codes)
	switch {
	case m.several && c.several:
		score += 6
	case m.several && len(c.codes) >= 2, c.several && len(m.codes) >= 2 && !m.listed:
		return 0, false
	case len(c.codes) == 0 && m.definite && v.directArgs(m) >= 2 && (c.anchored() || distance <= 2): // the sides, after the meeting
		score += 2
	case (m.listed || m.several) && m.definite && (c.several || len(c.codes) < 2):
		score += 6
	case len(m.codes) == 0:
		if !m.definite && m.t.strength != echo && !m.headline && m.t.kind != delegation && distance > 1 {
			return 0, false
		}
		if distance > 6 && !m.definite || m.t.kind == deal && distance > 2 {
			return 0, false
		}
	case len(m.codes) >= 2 && len(c.codes) >= 2 && sameBloc(m.codes, c.codes):
		score += 6
	case len(m.codes) >= 2 && len(c.codes) >= 2:
		if shared < 2 || shared < len(m.codes) && shared < len(c.codes) || shared < len(m.codes) && v.peopled(c) {
			return 0, false
		}
		score += 6
		if shared == len(m.codes) && shared == len(c.codes) {
			score += 3
		}
	default:
		if shared == 0 {
			return 0, false
		}
		score += 3
		if len(m.codes) == 1 && !m.definite && m.unnamed.Empty() && m.t.strength == strong && m.time != 0 && distance > 2 {
			score--
		}
	}
	if v.conflict(m, c) {
		return 0, false
	}
	if distance <= 3 {
		score += 3 - distance
	}
	if len(m.codes) == 0 && c.anchored() {
		score += 2
	}
	score *= 2
	if c.second && distance > 0 && m.time == 0 {
		score -= secondCost
	}
	if p := v.phaseOf(m); p != 0 && p == v.phaseOfAll(c) {
		score++ // decides between two that fit as well
	}
	return score, true
}

// sameBloc tells whether two lists of sides are the same but for a group in one
// of them and several sides in the other, which are taken for its members: "met
// the leaders of the bloc", "met the presidents of Chile, Peru and Bolivia".
func sameBloc(a, b []string) bool {
	only := func(a, b []string) (groups, others int) {
		for _, c := range a {
			switch {
			case slices.Contains(b, c):
			case isBloc(c):
				groups++
			default:
				others++
			}
		}
		return groups, others
	}
	ga, oa := only(a, b)
	gb, ob := only(b, a)
	return ga == 1 && oa == 0 && gb == 0 && ob >= 3 || gb == 1 && ob == 0 && ga == 0 && oa >= 3
}

// isBloc tells whether a code is of a group of states.
func isBloc(code string) bool { return isGroup(code) || strings.Contains(code, "+") }

// peopled tells whether c has persons on two sides: then its sides are known,
// and a mention with more sides is of another meeting.
func (v *view) peopled(c *candidate) bool {
	n := 0
	for _, code := range c.codes {
		if slices.ContainsFunc(c.persons, func(p int) bool { return v.People[p].For == code }) {
			n++
		}
	}
	return n >= 2
}

// anchored tells whether the title or the first sentences speak of c.
func (c *candidate) anchored() bool {
	m := c.mentions[0]
	return m.headline || m.Sentence < 3
}

func shared(a, b []string) int {
	n := 0
	for _, x := range a {
		if slices.Contains(b, x) {
			n++
		}
	}
	return n
}

// conflict tells whether m cannot be of c: another channel, day, place, round,
// other persons for the same side, or another time of life.
func (v *view) conflict(m *mention, c *candidate) bool {
	if m.remote() && c.inPerson && !c.remote || !m.remote() && m.t.kind != call && m.has(parley.InPerson) && c.remote && m.t.strength != echo && len(m.codes) > 0 {
		return true
	}
	if m.ordinal != 0 && c.ordinal != 0 && m.ordinal != c.ordinal || apartFromSeries(m, c) {
		return true
	}
	arrival := m.t.kind == visit && m.t.verb && c.inPerson
	loose := (m.definite || m.t.strength == echo) && v.looseTime(m) || len(m.codes) == 0 && v.opens(m)
	matter := m.t.strength == echo && m.t.verb && m.place != 0 && v.cityName(m.place) == "" // "discussed the war in Chile"
	for _, x := range c.mentions {
		if !arrival && !loose && v.timesDiffer(m, x) || !matter && v.placesDiffer(m, x) {
			return true
		}
	}
	if len(m.codes) > 0 && (v.personsDiffer(m.persons, c.persons) || v.otherPair(m, c)) {
		return true
	}
	if v.further(m, c) || v.separate(m, c) {
		return true
	}
	a, b := v.phaseOf(m), v.phaseOfAll(c)
	if a != 0 && b != 0 && a != b && len(m.codes) == 1 && m.t.verb && !m.unnamed.Empty() {
		return true // with others who are not named
	}
	if a != 0 && b != 0 && a != b && (len(m.codes) != 1 || m.several || m.t.verb && m.time != 0 && m.t.kind == talks) {
		if len(m.codes) == 0 && m.definite && m.time == 0 && !m.mood.sure {
			return false
		}
		return m.time != 0 || m.place != 0 && m.t.kind != visit || v.another(m) || len(m.codes) == 0
	}
	return false
}

// further tells whether m says that it speaks of one more meeting, with somebody
// who is not at the one that c is of: "she also met with the king".
func (v *view) further(m *mention, c *candidate) bool {
	if m.t.kind != talks && m.t.text != "receive" && m.t.text != "call on" || len(m.codes) < 2 || !slices.ContainsFunc(m.persons, func(p int) bool { return !slices.Contains(c.persons, p) }) {
		return false
	}
	first := v.Sentences[m.Sentence].First
	if v.directArgs(m) >= 2 && v.opensAnother(first) {
		return true
	}
	if !m.t.verb {
		return false
	}
	if t := m.Last; t < len(v.lower) && (v.lower[t] == "separately" || v.lower[t] == "afterwards") {
		return true
	}
	for t := m.First - 1; t >= max(first, m.First-3); t-- {
		switch v.lower[t] {
		case "also", "later", "then", "separately", "subsequently", "afterwards", "afterward":
			return true
		}
		if v.Tokens[t].UPOS != nlp.ADV && v.Tokens[t].UPOS != nlp.AUX && v.Tokens[t].UPOS != nlp.PART {
			return false
		}
	}
	return false
}

// opensAnother tells whether a sentence opens with words for one more meeting:
// "on the same day", "separately", "in a separate meeting".
func (v *view) opensAnother(first int) bool {
	for t := first; t < min(len(v.lower)-1, first+5) && v.lower[t] != ","; t++ {
		switch v.lower[t] {
		case "separately", "separate":
			return true
		case "same":
			return v.lower[t+1] == "day" || v.lower[t+1] == "evening"
		}
	}
	return false
}

// separate tells whether m calls its meeting another than that of c, with sides
// of its own: "at a separate meeting with the king".
func (v *view) separate(m *mention, c *candidate) bool {
	if m.alone && len(c.codes) > len(m.codes) {
		return true
	}
	if m.t.verb || len(m.codes) < 2 || shared(m.codes, c.codes) == len(m.codes) {
		return false
	}
	for t := m.start; t < m.First; t++ {
		if v.lower[t] == "separate" || v.lower[t] == "another" {
			return true
		}
	}
	return false
}

// looseCost is the cost of attachment from which on a time may well be of
// something else in the sentence.
const looseCost = 8

// looseTime tells whether the time of m may well be of something else.
func (v *view) looseTime(m *mention) bool { return v.looseBy(m, looseCost) }

func (v *view) looseBy(m *mention, limit int) bool {
	if m.time == 0 {
		return false
	}
	cost, ok := v.timeCost(m, &v.Times[m.time-1], &v.Sentences[m.Sentence])
	return !ok || cost >= limit
}

// phase tells what is over or going on from what is to come.
func phase(s parley.Status) int {
	switch s {
	case parley.Held, parley.UnderWay:
		return 1
	case parley.PlannedMeeting, parley.PossibleMeeting, parley.Postponed, parley.Cancelled, parley.DeniedMeeting:
		return 2
	}
	return 0
}

// phaseOf is the phase of m by its status, else by its time: "last month's
// talks" are over.
func (v *view) phaseOf(m *mention) int {
	if p := phase(m.mood.status); p != 0 || m.time == 0 {
		return p
	}
	x := &v.Times[m.time-1]
	for t := x.First; t < x.Last; t++ {
		switch v.lower[t] {
		case "last", "ago", "earlier", "previous", "past", "yesterday":
			return 1
		case "next", "coming", "upcoming", "tomorrow":
			return 2
		}
	}
	return 0
}

func (v *view) phaseOfAll(c *candidate) int {
	for _, m := range c.mentions {
		if p := v.phaseOf(m); p != 0 && (!m.headline || len(c.mentions) == 1) {
			return p
		}
	}
	return 0
}

// timesDiffer tells whether two mentions name days that cannot be the same.
func (v *view) timesDiffer(a, b *mention) bool {
	if a.time == 0 || b.time == 0 || a.time == b.time {
		return false
	}
	x, y := &v.Times[a.time-1], &v.Times[b.time-1]
	if _, _, ok := x.When.Bounds(); ok {
		if _, _, ok := y.When.Bounds(); ok {
			return !x.When.Overlaps(y.When) && !v.firstAndLast(a, b) && !v.firstAndLast(b, a)
		}
	}
	dx, dy := v.dayName(x.First, x.Last), v.dayName(y.First, y.Last)
	return dx != "" && dy != "" && dx != dy
}

// firstAndLast tells whether a says on which day a meeting opened, and b on which it
// closed.
func (v *view) firstAndLast(a, b *mention) bool {
	x, y := &v.Times[a.time-1], &v.Times[b.time-1]
	if v.edgeOf(a, x) != firstDay || v.edgeOf(b, y) != lastDay && !(b.t.kind == deal && a.Sentence == b.Sentence) {
		return false // a pact signed after talks that opened before closes them
	}
	opened, _, _ := x.When.Bounds()
	_, closed, ok := y.When.Bounds()
	return ok && opened.Before(closed) && closed.Sub(opened).Hours() <= 24*longest
}

// dayName is the weekday, month or season in tokens [i, j), or "".
func (v *view) dayName(i, j int) string {
	for t := i; t < j; t++ {
		switch w := v.lower[t]; w {
		case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
			"spring", "summer", "autumn", "fall", "winter",
			"january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december":
			return w
		}
	}
	return ""
}

func (v *view) placesDiffer(a, b *mention) bool {
	if a.place == 0 || b.place == 0 {
		return false
	}
	x, y := &v.Places[a.place-1], &v.Places[b.place-1]
	if x.Country != "" && y.Country != "" && x.Country != y.Country {
		return true
	}
	cx, cy := cityOf(x.Kind, x.Name, x.City), cityOf(y.Kind, y.Name, y.City)
	return cx != "" && cy != "" && cx != cy
}

func cityOf(kind, name, city string) string {
	if kind == "city" || kind == "place" {
		return name
	}
	return city
}

// personsDiffer tells whether two lists of persons have other people for the
// same side and nobody in common.
func (v *view) personsDiffer(a, b []int) bool {
	differ := false
	for _, p := range a {
		if slices.ContainsFunc(b, func(q int) bool { return v.samePerson(p, q) }) {
			return false
		}
		for _, q := range b {
			if f := v.People[p].For; f != "" && f == v.People[q].For {
				differ = true
			}
		}
	}
	return differ
}

// samePerson tells whether two persons are one, as far as their names tell:
// "Wang Yi" and "Director Wang" of one side.
func (v *view) samePerson(p, q int) bool {
	if p == q {
		return true
	}
	x, y := &v.People[p], &v.People[q]
	return x.For == y.For && (strings.HasPrefix(x.Name, y.Name+" ") || strings.HasPrefix(y.Name, x.Name+" ") || strings.HasSuffix(x.Name, " "+y.Name) || strings.HasSuffix(y.Name, " "+x.Name))
}

// otherPair tells whether m names persons of two sides, and for one of them
// others than c has: the same minister meets first one host and then another.
func (v *view) otherPair(m *mention, c *candidate) bool {
	if m.spare("sentence") {
		return false
	}
	sides, differ := map[string]bool{}, map[string]bool{}
	for _, p := range m.persons {
		f := v.People[p].For
		if f == "" {
			continue
		}
		sides[f] = true
		theirs, same := false, false
		for _, q := range c.persons {
			if v.People[q].For == f {
				theirs = true
				for _, r := range m.persons {
					same = same || v.samePerson(r, q)
				}
			}
		}
		if theirs && !same {
			differ[f] = true
		}
	}
	return len(sides) >= 2 && len(differ) > 0
}

func (v *view) join(c *candidate, m *mention) {
	if m.t.kind == visit && m.t.verb && len(c.mentions) > 0 {
		for _, x := range c.mentions {
			if v.timesDiffer(m, x) {
				m.time = 0 // the day of arrival is not the day of the meeting
			}
		}
	}
	c.mentions = append(c.mentions, m)
	c.last = max(c.last, m.Sentence)
	if len(m.codes) > 0 && !(m.t.strength == echo && len(c.codes) >= 2) {
		for _, x := range m.codes {
			c.codes = appendNew(c.codes, x)
		}
		c.codes = oneCamp(c.codes)
		slices.Sort(c.codes)
	}
	for _, p := range m.persons {
		c.persons = appendNew(c.persons, p)
	}
	c.several = c.several || m.several
	c.remote = c.remote || m.remote()
	c.inPerson = c.inPerson || m.has(parley.InPerson) && m.t.kind != call
	if c.ordinal == 0 {
		c.ordinal = m.ordinal
	}
}

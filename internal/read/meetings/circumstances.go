package meetings

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
)

//go:embed data/formats.tsv
var formatsTSV string

//go:embed data/tracks.tsv
var tracksTSV string

// readCircumstances reads channel, round number, time and place.
func (v *view) readCircumstances(lex *lexicon, m *mention, sent *nlp.Sentence) {
	trigger := v.quote(m.First, m.Last)
	for _, f := range m.t.formats {
		m.formats = append(m.formats, parley.Cited[parley.Format]{Value: f, Note: parley.Note{Evidence: []parley.Evidence{trigger}, Rule: "meetings.trigger"}})
	}
	v.readFormats(lex, m, sent)
	v.readOrdinal(m, sent)
	if m.place == 0 {
		m.place = v.bestPlace(m, sent)
	}
	if m.place == 0 {
		m.place = v.pointedAt(m, sent)
	}
	m.time = v.bestTime(m, sent)
	if m.mood.status == parley.PlannedMeeting && m.mood.first < m.First && v.Tokens[m.mood.first].Lemma == "expect" && (m.time == 0 || coarse(&v.Times[m.time-1]) || v.Times[m.time-1].When.IsZero() && v.dayName(v.Times[m.time-1].First, v.Times[m.time-1].Last) == "") {
		m.mood.status = parley.PossibleMeeting // what is expected on a day was set; what is expected some day was not
	}
	if t := v.droppedAt(m, sent); t >= 0 {
		m.mood = mood{status: parley.Cancelled, first: t, last: t + 1, sure: true}
	}
	if m.mood.status == parley.UnderWay && m.t.verb && m.time > 0 && v.isFuture(&v.Times[m.time-1]) {
		m.mood.status = parley.PlannedMeeting // "is meeting him on Thursday"
	}
	if m.time > 0 && m.mood.status == parley.Held && !m.mood.sure && m.headline && v.isFuture(&v.Times[m.time-1]) {
		m.mood.status = parley.PlannedMeeting // a title's present, with a day to come: "Envoys meet on 7 May"
	}
}

// happenings are verbs of which a meeting that had been arranged is the subject,
// where it is told that it will not be.
var happenings = set("take", "go", "happen", "hold", "proceed", "convene", "open", "materialise", "materialize", "occur", "begin", "start", "come")

// droppedAt is the verb by which m, for which a day had been told or which had been
// arranged, is said not to come about, or -1: "the meeting set for Friday will not
// take place". That no meeting took place denies it.
func (v *view) droppedAt(m *mention, sent *nlp.Sentence) int {
	if m.t.verb || m.t.kind == visit || m.t.kind == deal || m.mood.status == parley.PossibleMeeting {
		return -1
	}
	arranged := m.time > 0
	for t := m.Last; t < min(sent.Last, m.Last+25); t++ {
		switch w := v.lower[t]; {
		case w == ";" || w == ":" || w == "but" || w == "because" || w == "if" || v.isQuotation(t):
			return -1
		case w == "due" || w == "set" || w == "scheduled" || w == "planned" || w == "moved" || w == "postponed" || w == "arranged":
			arranged = true
			continue
		case w == "not" || w == "n't" || w == "n’t" || w == "never" || w == "failed":
		default:
			if v.isFinite(t) && v.isVerb(t) && !(t-2 >= m.Last && v.relativeBefore(t, m.Last)) {
				return -1
			}
			continue
		}
		for u := t + 1; u < min(sent.Last, t+4); u++ {
			if v.isVerb(u) {
				if arranged && happenings[v.Tokens[u].Lemma] {
					return u
				}
				return -1
			}
		}
		return -1
	}
	return -1
}

// relativeBefore tells whether "which" or "that" stands before the verb at t with
// nothing but auxiliaries and adverbs between.
func (v *view) relativeBefore(t, first int) bool {
	for u := t - 1; u >= first; u-- {
		if v.lower[u] == "which" || v.lower[u] == "that" {
			return true
		}
		if v.Tokens[u].UPOS != nlp.AUX && v.Tokens[u].UPOS != nlp.ADV {
			return false
		}
	}
	return false
}

// pointedAt is the place that "here" or "there" beside m points at, or 0: the one
// of the dateline, the town named last.
func (v *view) pointedAt(m *mention, sent *nlp.Sentence) int {
	if t := sent.First; v.lower[t] == "there" && t+1 < sent.Last && v.lower[t+1] == "," && m.Sentence > 0 {
		return v.placeBefore(t, m.Sentence-1) // "Next stop is Lima. There, she met the king"
	}
	for t := m.Last; t < min(sent.Last, m.Last+10); t++ {
		switch v.lower[t] {
		case "here":
			if v.Tokens[t].UPOS != nlp.ADV && v.Tokens[t].UPOS != nlp.NoTag {
				return 0
			}
			for i := range v.Places {
				if x := &v.Places[i]; x.Dateline && v.cityName(i+1) != "" {
					return i + 1
				}
			}
			return 0
		case "there":
			if v.Tokens[t].UPOS != nlp.ADV && v.Tokens[t].UPOS != nlp.NoTag || t+1 < sent.Last && v.Tokens[t+1].Lemma == "be" {
				return 0
			}
			return v.placeBefore(t, m.Sentence-1)
		case ",", ";", "\"", "“":
			return 0
		}
		if v.isVerb(t) && !v.verbOf(m, t, sent) {
			return 0
		}
	}
	return 0
}

// placeBefore is the last town before token t, in sentences from s on, that the
// words put somebody in, or 0.
func (v *view) placeBefore(t, s int) int {
	found := 0
	for i := range v.Places {
		x := &v.Places[i]
		if x.First >= t {
			break
		}
		first := v.Sentences[x.Sentence].First
		if x.Sentence >= s && !x.Metonymic && x.First < x.Last && v.cityName(i+1) != "" &&
			(v.located(x) || v.goesTo(x.First, first) || x.First > first+1 && v.Tokens[x.First-1].Lemma == "be" && v.lower[x.First-2] == "stop") {
			found = i + 1
		}
	}
	return found
}

// formatReach is how many tokens from a trigger a word can tell its format.
const formatReach = 14

func (v *view) readFormats(lex *lexicon, m *mention, sent *nlp.Sentence) {
	lo, hi := max(sent.First, m.start-formatReach), min(sent.Last, m.Last+formatReach)
	for t := lo; t < hi; t++ {
		for _, cue := range lex.formats[v.lower[t]] {
			if !cue.at(v.lower, t, sent.Last) || v.verbsBetween(t, m.First, m) > 0 {
				continue
			}
			format := parley.Format(cue.value)
			if format == parley.Summit && m.t.kind != summit && !(m.t.kind == talks && t < m.Last && t >= m.start) {
				continue
			}
			if format == parley.Indirect && t > m.start && v.lower[max(t-1, sent.First)] == "or" {
				continue
			}
			m.addFormat(parley.Cited[parley.Format]{Value: format, Note: parley.Note{Evidence: []parley.Evidence{v.quote(t, t+len(cue.words))}, Rule: "meetings.format"}})
		}
		for _, cue := range lex.tracks[v.lower[t]] {
			if m.track == "" && cue.at(v.lower, t, sent.Last) && t >= m.start-3 && t < m.Last+6 {
				m.track, m.trackAt = cue.value, parley.Span{Start: v.Tokens[t].Start, End: v.Tokens[t+len(cue.words)-1].End}
			}
		}
	}
	v.readName(m, sent)
}

// readName reads the name of a format or conference that the trigger is part
// of or that stands beside it: "the Six-Party Talks".
func (v *view) readName(m *mention, sent *nlp.Sentence) {
	for i := range v.Names {
		n := &v.Names[i]
		if n.Type != nlp.MEET || n.First < sent.First || n.Last > sent.Last {
			continue
		}
		if n.First < m.Last && n.Last > m.start {
			m.name = n.Span
			return
		}
	}
}

func (m *mention) addFormat(f parley.Cited[parley.Format]) {
	for i := range m.formats {
		if m.formats[i].Value == f.Value {
			return
		}
		if m.formats[i].Value == parley.InPerson && (f.Value == parley.Phone || f.Value == parley.Video) {
			m.formats[i] = f
			return
		}
	}
	if f.Value == parley.InPerson && m.remote() {
		return
	}
	m.formats = append(m.formats, f)
}

func (m *mention) remote() bool { return m.has(parley.Phone) || m.has(parley.Video) }

func (m *mention) has(f parley.Format) bool {
	for i := range m.formats {
		if m.formats[i].Value == f {
			return true
		}
	}
	return false
}

// verbsBetween counts the main verbs strictly between tokens a and b that are
// neither the mention's own nor the one that governs it.
func (v *view) verbsBetween(a, b int, m *mention) int {
	if a > b {
		a, b = b, a
	}
	n := 0
	for t := a + 1; t < b; t++ {
		if t == m.governor || t >= m.First && t < m.Last {
			continue
		}
		if v.isVerb(t) && v.Tokens[t].XPOS != "VBG" && v.Tokens[t].XPOS != "VBN" && !v.inTitle[t] || v.lower[t] == ";" {
			n++
		}
	}
	return n
}

// barriers is what it costs to reach from token a to b: main verbs, commas and
// quotation marks stand between clauses.
func (v *view) barriers(a, b int, m *mention) int {
	cost := 15 * v.verbsBetween(a, b, m)
	if a > b {
		a, b = b, a
	}
	for t := a + 1; t < b; t++ {
		switch v.lower[t] {
		case ",":
			cost += 2
		case "\"", "“", "”", "''", "``":
			if !v.scareQuotes(t, a, b) {
				cost += 20
			}
		}
		if v.isVerb(t) && v.Tokens[t].XPOS == "VBG" && t != m.governor && (t < m.First || t >= m.Last) {
			cost += 6
		}
	}
	return cost
}

// scareQuotes tells whether the quotation mark at t is one of two around a word or
// two, both in tokens (a, b): those quote no clause.
func (v *view) scareQuotes(t, a, b int) bool {
	isQuote := func(u int) bool {
		switch v.lower[u] {
		case "\"", "“", "”", "''", "``":
			return true
		}
		return false
	}
	for _, u := range []int{t - 3, t - 2, t + 2, t + 3} {
		if u > a && u < b && isQuote(u) {
			return true
		}
	}
	return false
}

// attachment is what the parse says of the phrase of tokens [i, j): less than 0
// where it hangs under the mention, more where it hangs under another verb.
func (v *view) attachment(i, j int, m *mention, sent *nlp.Sentence) int {
	if !v.parsed {
		return 0
	}
	for t := i; t < j; t++ {
		h, ok := v.headOf(t, sent.First)
		if !ok || h >= i && h < j {
			continue
		}
		switch {
		case h >= m.First && h < m.Last || h == m.governor:
			return -8
		case v.isVerb(h) && v.Tokens[h].XPOS != "VBN" && v.Tokens[h].XPOS != "VBG":
			return 10
		case v.Tokens[t].Deprel == "nmod" && v.Tokens[h].XPOS == "NN" && (h < m.start || h >= m.Last) && !peopleNouns[v.Tokens[h].Lemma] && !placeNouns[v.Tokens[h].Lemma] && !measures[v.Tokens[h].Lemma]:
			return 12 // "the war in Chile"
		}
		return 0
	}
	return 0
}

// placeNouns are nouns that a place name completes: "the town of Quito".
var placeNouns = set("city", "town", "capital", "resort", "village", "port", "state", "island", "palace", "residence", "hotel", "headquarters", "airport", "region", "province", "district", "base", "house", "ranch", "estate")

// bestTime is the index plus 1 of the time that the mention is attached to, or
// 0.
func (v *view) bestTime(m *mention, sent *nlp.Sentence) int {
	best, bestCost := 0, 40
	from, _ := slices.BinarySearchFunc(v.Times, m.Sentence, func(x layer.Time, s int) int { return x.Sentence - s })
	for i := from; i < len(v.Times) && v.Times[i].Sentence <= m.Sentence; i++ {
		x := &v.Times[i]
		if x.Sentence != m.Sentence || x.First >= x.Last || v.idle(x) || x.Type == "SET" || x.Type == "DURATION" && x.When.IsZero() {
			continue
		}
		if cost, ok := v.timeCost(m, x, sent); ok && cost < bestCost {
			best, bestCost = i+1, cost
		}
	}
	return best
}

// parsed is what it costs at most to reach a time that the parse hangs under the
// mention: names and commas between do not count.
const parsed = 30

func (v *view) timeCost(m *mention, x *layer.Time, sent *nlp.Sentence) (int, bool) {
	at := x.First
	if v.whenClause(x, m, sent) {
		return 0, true
	}
	if at > sent.First {
		switch prep := v.lower[at-1]; prep {
		case "since":
			if m.mood.status != parley.UnderWay || !v.oneDay(x.When) || v.verbsBetween(m.Last-1, at, m) > 0 || at < m.Last {
				return 0, false
			}
		case "until", "till", "by":
			return 0, false
		}
	}
	if strings.HasPrefix(v.lower[x.First], "since") {
		return 0, false
	}
	if at < m.start && !m.t.verb && v.ofMatter(v.outerNoun(m.start, sent.First), sent.First) {
		return 0, false // "rejected on Tuesday the description of the summit"
	}
	if v.ofDateline(x, sent) || v.ofDecision(x, m) {
		return 0, false
	}
	if x.Last < sent.Last && v.lower[x.Last] == "of" && v.lower[x.Last-1] == "year" {
		return 0, false // "in the year of their jubilee"
	}
	occasion := v.occasion(x, m, sent)
	if !occasion && (v.ofReport(at, m, sent) || v.ofOutcome(x, m, sent)) {
		return 0, false
	}
	if v.ofOtherClause(x.First, x.Last, m, sent) || v.outsideClause(x.Last, m) || v.ofOtherNoun(at, m, sent.First) || v.ofOtherEvent(at, m, sent.First) || v.ofFormerEvent(at, m) || v.isModifierYear(x, sent.Last) {
		return 0, false
	}
	cost := v.distance(at, x.Last, m)/2 + v.barriers(at, m.First, m)
	if at >= m.start && x.Last <= m.Last {
		cost = 0
	}
	if a := v.attachment(x.First, x.Last, m, sent); a < 0 {
		cost = max(0, min(cost, parsed)+a)
	} else {
		cost += a
	}
	if occasion {
		cost = min(cost, occasionCost)
	}
	switch x.Value {
	case "PRESENT_REF":
		return 0, false
	case "PAST_REF", "FUTURE_REF":
		cost += 12
	}
	if x.When.IsZero() {
		cost += 3
	}
	switch m.mood.status { // what is planned is not over, what was held is not to come
	case parley.PlannedMeeting, parley.PossibleMeeting:
		if v.isPast(x) && x.Last <= m.start && m.t.kind != visit {
			return 0, false // "met on Tuesday to prepare a summit", "when they met in May, they promised talks"
		}
		if m.mood.sure && v.isPast(x) {
			cost += 15
		}
	case parley.Held:
		if v.isFuture(x) && !m.headline {
			cost += 15
		}
	}
	return cost, true
}

// ofDecision tells whether x is the day on which somebody put off, called off or
// suspended the meeting of m, or left it, and so not a day of that meeting:
// "suspended the talks on Sunday".
func (v *view) ofDecision(x *layer.Time, m *mention) bool {
	g := m.governor
	if g < 0 || g >= len(v.Tokens) || x.First <= g || v.isFuture(x) {
		return false
	}
	if m.mood.status != parley.Postponed && m.mood.status != parley.Cancelled && !leavings[v.Tokens[g].Lemma] {
		return false
	}
	for t := x.First - 1; t > g; t-- {
		switch v.lower[t] {
		case "for", "from", "until", "till", "to", "of", "due", "set", "scheduled", "planned", "slated":
			if t >= m.Last || v.lower[t] != "to" && v.lower[t] != "of" {
				return false // "called off the talks that were set for Sunday"
			}
		}
		if v.isVerb(t) && t > m.Last {
			return false
		}
	}
	return true
}

// leavings are verbs for staying away from talks from now on.
var leavings = set("suspend", "freeze", "halt", "pull", "quit", "boycott", "withdraw", "shelve")

// ofOtherClause tells whether the phrase of tokens [i, j) stands in another clause of
// the sentence than m, with a verb of its own: "suspended the talks after gunmen
// killed three people in Arica", "the ministers met in Quito in May, and the king
// was invited to Lima".
func (v *view) ofOtherClause(i, j int, m *mention, sent *nlp.Sentence) bool {
	finite := func(a, b int) bool {
		for t := a; t < b; t++ {
			if v.isVerb(t) && v.isFinite(t) && t != m.governor && (t < m.First || t >= m.Last) && !v.inTitle[t] {
				return true
			}
		}
		return false
	}
	if i >= m.Last {
		for t := m.Last; t < i && v.timeAt[i] == 0; t++ {
			switch v.lower[t] {
			case "after", "because":
				if finite(t+1, i) && !(m.governor > t && m.governor < i) && !v.arrives(t+1, i) {
					return true
				}
			}
		}
		return false
	}
	at := m.First
	if m.governor >= j && m.governor < at {
		at = m.governor
	}
	for t := j; t+2 < at; t++ {
		if v.lower[t] != "," && v.lower[t] != ";" {
			continue
		}
		switch v.lower[t+1] {
		case "and", "but", "while", "whereas", "though", "although":
		default:
			continue
		}
		// A clause with a subject of its own, behind one that has a verb.
		if next := &v.Tokens[t+2]; next.UPOS != nlp.DET && next.UPOS != nlp.PROPN && next.UPOS != nlp.NOUN && next.UPOS != nlp.PRON && next.UPOS != nlp.ADJ {
			continue
		}
		if finite(sent.First, i) {
			return true
		}
	}
	return false
}

// arrives tells whether tokens [a, b) hold a verb of coming somewhere: what they met
// after he arrived on Friday, they met on Friday.
func (v *view) arrives(a, b int) bool {
	for t := a; t < b; t++ {
		if v.isVerb(t) && (travels[v.Tokens[t].Lemma] || v.Tokens[t].Lemma == "land") {
			return true
		}
	}
	return false
}

// whenClause tells whether m stands in a clause about the time x: "the first since
// February, when the summit in Quito was cut short".
func (v *view) whenClause(x *layer.Time, m *mention, sent *nlp.Sentence) bool {
	t := x.Last
	if t < sent.Last && v.lower[t] == "," {
		t++
	}
	return t < m.start && v.lower[t] == "when" && v.verbsBetween(t, m.First, m) == 0 && !v.commaBetween(t, m.start)
}

// commaBetween tells whether a comma stands between tokens a and b.
func (v *view) commaBetween(a, b int) bool { return slices.Contains(v.lower[a:b], ",") }

func (v *view) distance(first, last int, m *mention) int {
	switch {
	case last <= m.start:
		return m.start - last
	case first >= m.Last:
		return first - m.Last
	}
	return 0
}

// eventNouns are nouns for what happens on a day of its own.
var eventNouns = set("meeting", "summit", "talk", "conference", "visit", "election", "offensive", "attack", "ceremony", "referendum", "vote", "session", "round", "trip", "strike", "accord", "deal", "agreement", "dialogue", "consultation", "discussion", "negotiation", "forum", "assembly")

// ofOtherNoun tells whether the time at token at stands behind "of" and a noun that
// is no event: "the quarrels of the past year".
func (v *view) ofOtherNoun(at int, m *mention, first int) bool {
	t := at - 1
	if t > first && v.Tokens[t].UPOS == nlp.DET {
		t--
	}
	if t <= first || v.lower[t] != "of" || at >= m.start && at < m.Last || t-1 < m.Last && t-1 >= m.First {
		return false
	}
	n := &v.Tokens[t-1]
	return n.UPOS == nlp.NOUN && !eventNouns[n.Lemma] && v.timeAt[t-1] == 0 && v.placeAt[t-1] == 0 && !isWhile(n.Lemma)
}

// isWhile tells whether a noun is one for a part of a time: "the end of May".
func isWhile(lemma string) bool {
	switch lemma {
	case "end", "beginning", "start", "middle", "morning", "evening", "afternoon", "night", "day", "week", "weekend", "half", "quarter", "part", "month", "course", "day's", "close", "hour", "rest":
		return true
	}
	return false
}

// ofOtherEvent tells whether the time at token at stands right behind the noun of
// another event: "discussed the summit in June".
func (v *view) ofOtherEvent(at int, m *mention, first int) bool {
	t := at - 1
	if t >= first && v.Tokens[t].UPOS == nlp.ADP {
		t--
	}
	return t >= first && t >= m.Last && eventNouns[v.Tokens[t].Lemma] && m.t.verb && m.t.strength == echo
}

// ofFormerEvent tells whether the phrase at token at is of another event, after or
// before which m is told to be: "the fourth meeting, after sessions in Lima in
// June".
func (v *view) ofFormerEvent(at int, m *mention) bool {
	event := false
	for t := at - 1; t >= max(m.Last, at-16); t-- {
		switch v.lower[t] {
		case ",", "and":
			if v.timeAt[t-1] == 0 && v.placeAt[t-1] == 0 { // "after sessions in Lima in May, Quito in June"
				return false
			}
		case ";":
			return false
		case "after", "before", "since", "following":
			return event
		}
		if v.isVerb(t) {
			return false
		}
		event = event || eventNouns[v.Tokens[t].Lemma] && v.Tokens[t].UPOS == nlp.NOUN
	}
	return false
}

// outsideClause tells whether what ends at token end stands before a clause on a
// pact in which m tells of its signing: "met in Lima about a pact that is to be
// signed".
func (v *view) outsideClause(end int, m *mention) bool {
	if m.t.kind != deal || !m.t.verb {
		return false
	}
	for t := m.First - 1; t >= max(end, m.First-6); t-- {
		switch v.lower[t] {
		case "that", "which":
			return true
		}
		if v.Tokens[t].UPOS != nlp.AUX && v.Tokens[t].UPOS != nlp.ADV && v.Tokens[t].UPOS != nlp.PART && !v.isVerb(t) {
			return false
		}
	}
	return false
}

// isModifierYear tells whether x is a year that only qualifies the noun behind it:
// "the 2022 coordinator".
func (v *view) isModifierYear(x *layer.Time, last int) bool {
	if x.Last != x.First+1 || len(x.Value) != 4 || x.Last >= last || x.First == 0 || v.Tokens[x.First-1].UPOS != nlp.DET && !isPossessive(v.lower[x.First-1]) {
		return false
	}
	return v.isNominal(x.Last) && !eventNouns[v.Tokens[x.Last].Lemma] && v.actorAt[x.Last] == 0 || v.Tokens[x.Last].UPOS == nlp.PROPN
}

// ofReport tells whether the phrase at token at belongs to a verb of saying
// ("the minister said on Tuesday") and not to the mention.
func (v *view) ofReport(at int, m *mention, sent *nlp.Sentence) bool {
	for t := at - 1; t >= max(sent.First, at-9); t-- {
		if t >= m.First && t < m.Last || t == m.governor {
			return false
		}
		if v.isVerb(t) {
			return reportingVerbs[v.Tokens[t].Lemma]
		}
	}
	// "On Tuesday the minister said …"
	return false
}

// ofDateline tells whether x is the day of a dateline: "QUITO, Aug 16 (Agency) -",
// "Quito, August 16 —".
func (v *view) ofDateline(x *layer.Time, sent *nlp.Sentence) bool {
	if x.First-sent.First >= 12 || x.Last+1 >= sent.Last {
		return false
	}
	if v.agencyLine(x.Last, sent) {
		return true
	}
	switch v.lower[x.Last] {
	case "(", "/":
		return true
	case ",":
		return v.lower[x.Last+1] == "("
	case "—", "–", "-", "--", ":", ".", "|":
		for t := sent.First; t < x.First; t++ { // nothing but the town before it
			if v.placeAt[t] == 0 && v.lower[t] != "," && v.lower[t] != "." {
				return false
			}
		}
		return x.First > sent.First
	}
	return false
}

// agencyLine tells whether a line that says who wrote the text, and where, goes on
// after token t: "QUITO | Tue Jun 28, 2011 10:21 am QUITO (Agency) - The".
func (v *view) agencyLine(t int, sent *nlp.Sentence) bool {
	for end := min(sent.Last-1, t+10); t < end; t++ {
		switch v.lower[t] {
		case "(":
			for k := t + 1; k < min(sent.Last-1, t+6); k++ {
				if v.lower[k] == ")" {
					w := v.lower[k+1]
					return w == "-" || w == "–" || w == "—" || w == "--"
				}
			}
			return false
		case ".", ";", ",":
			return false
		}
		if v.isVerb(t) {
			return false
		}
	}
	return false
}

// bestPlace is the index plus 1 of the place of the mention, or 0.
func (v *view) bestPlace(m *mention, sent *nlp.Sentence) int {
	best, bestCost := 0, 40
	from, _ := slices.BinarySearchFunc(v.Places, m.Sentence, func(x layer.Place, s int) int { return x.Sentence - s })
	for i := from; i < len(v.Places) && v.Places[i].Sentence <= m.Sentence; i++ {
		x := &v.Places[i]
		if x.Sentence != m.Sentence || x.Metonymic || x.Dateline || x.First >= x.Last {
			continue
		}
		if cost, ok := v.placeCost(m, x, sent); ok && cost < bestCost {
			best, bestCost = i+1, cost
		}
	}
	return best
}

func (v *view) placeCost(m *mention, x *layer.Place, sent *nlp.Sentence) (int, bool) {
	if x.Country == "" && x.Kind != "city" {
		return 0, false
	}
	if v.inTitle[x.First] || v.possessive(x.Last) || x.Last < sent.Last && (v.lower[x.Last] == "-" || v.lower[x.Last] == "–") && v.Tokens[x.Last].Start == v.Tokens[x.Last-1].End {
		return 0, false
	}
	if x.First > m.Last && x.Last < sent.Last && v.isVerb(x.Last) && reportingVerbs[v.Tokens[x.Last].Lemma] {
		return 0, false // ", a spokesman in Lima said"
	}
	if v.whereClause(x, m, sent) {
		return 0, true
	}
	if x.Kind == "city" && x.Last+1 < sent.Last && venueNouns[v.Tokens[x.Last].Lemma] && v.lower[x.Last+1] == "in" {
		return 0, false // "in the Bristol hotel in Quito"
	}
	compound := x.First >= m.start && x.Last <= m.First
	prep := ""
	for t := x.First - 1; t >= max(sent.First, x.First-9); t-- {
		if v.lower[t] == "of" && t > sent.First && placeNouns[v.Tokens[t-1].Lemma] {
			continue // "in the coastal city of Quito"
		}
		if v.Tokens[t].UPOS == nlp.ADP {
			prep = v.lower[t]
			break
		}
		if !v.isNominal(t) && v.lower[t] != "'s" && v.lower[t] != "’s" && v.lower[t] != "," {
			break
		}
	}
	cost := v.distance(x.First, x.Last, m) / 2
	switch prep {
	case "in", "at", "near", "outside":
		if m.t.verb && v.purposeBetween(m.Last, x.First) {
			return 0, false
		}
	case "of":
		if !v.besideEvent(x, sent) {
			return 0, false
		}
	case "to":
		if m.t.kind != visit && !v.goesTo(x.First, sent.First) {
			return 0, false // "deliver food to Chile"
		}
		cost += 6
	default:
		if compound && (x.Kind == "city" || x.Kind == "venue" || x.Kind == "place") {
			return 1, true
		}
		return 0, false
	}
	if v.ofOtherClause(x.First, x.Last, m, sent) || v.outsideClause(x.Last, m) || v.ofFormerEvent(x.First, m) || v.staysBefore(x, m, sent) {
		return 0, false
	}
	if v.ofReport(x.First, m, sent) && (x.First > m.Last || v.reportedAfter(x.Last, m.First)) {
		return 0, false
	}
	if v.ofTopicNoun(x.First, sent.First) || m.t.strength == echo && m.t.verb && x.First > m.Last && v.topicBetween(m.Last, x.First) {
		return 0, false
	}
	cost += v.barriers(x.First, m.First, m)
	if a := v.attachment(x.First, x.Last, m, sent); a < 0 {
		cost = max(0, min(cost, parsed)+a)
	} else {
		cost += a
	}
	if x.Kind == "country" || x.Kind == "region" || x.Kind == "continent" {
		cost += 4
	}
	return cost, true
}

// venueNouns are nouns for houses that bear the names of towns.
var venueNouns = set("theatre", "theater", "hotel", "palace", "hall", "stadium", "centre", "center", "museum", "castle", "church", "university", "club", "house", "villa", "building")

// staysBefore tells whether the place x stands in a clause on somebody that ends
// before m: "the minister, who was in Lima on Monday, met the king".
func (v *view) staysBefore(x *layer.Place, m *mention, sent *nlp.Sentence) bool {
	closed := false
	for t := x.Last; t < m.start && !closed; t++ {
		closed = v.lower[t] == ","
	}
	if !closed {
		return false
	}
	for t := x.First - 1; t >= max(sent.First, x.First-10); t-- {
		switch v.lower[t] {
		case "who", "whose":
			return true
		case ",", "that", "where":
			return false
		}
	}
	return false
}

// goesTo tells whether a verb of travel stands before "to" and the place at token
// at.
func (v *view) goesTo(at, first int) bool {
	for t := at - 1; t >= max(first, at-12); t-- {
		switch v.lower[t] {
		case "headed", "bound", "back":
			return true
		}
		if v.isVerb(t) {
			return travels[v.Tokens[t].Lemma]
		}
		switch v.Tokens[t].Lemma {
		case "visit", "trip", "journey", "tour", "return", "travel", "way", "flight":
			return true
		}
	}
	return false
}

// travels are verbs that bring people to a place.
var travels = set("travel", "fly", "go", "come", "head", "return", "move", "arrive", "send", "dispatch", "invite", "bring", "lead", "journey", "drive", "visit", "summon", "proceed", "shift", "relocate", "take", "continue", "accompany")

// reportedAfter tells whether what is said begins between tokens a and b: "told
// reporters in Lima that the talks …".
func (v *view) reportedAfter(a, b int) bool {
	for t := a; t < b; t++ {
		switch v.lower[t] {
		case "that", ":", "“", "\"", "``":
			return true
		}
	}
	return false
}

// purposeBetween tells whether tokens [a, b) hold an infinitive and, after it, the
// noun of another event: "met to prepare a summit in Lima".
func (v *view) purposeBetween(a, b int) bool {
	to := -1
	for t := a; t < b; t++ {
		switch {
		case v.lower[t] == "to" && t+1 < b && v.Tokens[t+1].XPOS == "VB":
			to = t
		case to >= 0 && eventNouns[v.Tokens[t].Lemma] && t >= b-8:
			return true
		}
	}
	return false
}

// besideEvent tells whether the name of the place x opens that of an event beside
// which people met: "on the margins of the Munich conference".
func (v *view) besideEvent(x *layer.Place, sent *nlp.Sentence) bool {
	if x.Kind != "city" {
		return false
	}
	beside, event := false, false
	for t := x.First - 1; t >= max(sent.First, x.First-4); t-- {
		switch v.Tokens[t].Lemma {
		case "margin", "sideline", "fringe", "margins", "sidelines":
			beside = true
		}
	}
	for t := x.Last; t < min(sent.Last, x.Last+4); t++ {
		event = event || eventNouns[strings.ToLower(v.Tokens[t].Lemma)]
	}
	return beside && event
}

// troubles are nouns for what is talked about: a place under them is where that
// is, and not where people meet.
var troubles = set("war", "conflict", "crisis", "violence", "situation", "fighting", "hostility", "unrest", "troop", "force", "election", "ceasefire", "regime", "government", "people", "protest",
	"bloodshed", "attack", "strike", "peace", "stability", "rebel", "insurgency", "hostage", "prisoner", "humanitarian", "operation", "occupation", "offensive", "killing", "reconstruction", "democracy", "transition")

// ofTopicNoun tells whether the phrase of the place at token at completes a noun
// for what is talked about: "the conflict in Chile", "hostages still held in Peru".
func (v *view) ofTopicNoun(at, first int) bool {
	t := at - 1
	for t > first && v.Tokens[t].UPOS != nlp.ADP {
		t--
	}
	t--
	for t > first && (v.Tokens[t].UPOS == nlp.ADV || v.Tokens[t].XPOS == "VBN") {
		t--
	}
	return t >= first && troubles[v.Tokens[t].Lemma] && v.Tokens[t].UPOS == nlp.NOUN
}

// topicBetween tells whether a noun that is no time or actor stands in tokens
// [a, b): the topic of "discussed the war in Chile".
func (v *view) topicBetween(a, b int) bool {
	for t := a; t < b; t++ {
		if v.Tokens[t].UPOS == nlp.NOUN && v.timeAt[t] == 0 && v.actorAt[t] == 0 && v.placeAt[t] == 0 && !placeNouns[v.Tokens[t].Lemma] {
			return true
		}
	}
	return false
}

// whereClause tells whether m stands in a clause about the place x: "flew in from
// Lima, where he met the king".
func (v *view) whereClause(x *layer.Place, m *mention, sent *nlp.Sentence) bool {
	t := x.Last
	for t < min(sent.Last, x.Last+4) && (v.lower[t] == "," || v.placeAt[t] != 0 || v.timeAt[t] != 0) {
		t++
	}
	return t < m.First && v.lower[t] == "where" && v.verbsBetween(t, m.First, m) == 0
}

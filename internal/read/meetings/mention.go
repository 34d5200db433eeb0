package meetings

import (
	"slices"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
)

// arg is an actor mention in a place of a trigger's frame.
type arg struct {
	actor int // index into Actors
	rule  string
}

// third is an actor beside the sides, and the word that makes it so.
type third struct {
	actor   int // -1 where only a place tells who it is
	place   int // index into Places plus 1
	role    parley.Role
	cue     parley.Span
	present bool   // a person at the table
	bound   bool   // the role is in talks that the same words name
	firm    bool   // the words leave no doubt that it is no side
	by      string // what proposed it; "" for the frame of a trigger
}

// mention is a trigger with what the words around it say.
type mention struct {
	layer.Trigger
	t         *trigger
	headline  bool
	definite  bool // "the talks", "their meeting": speaks of a meeting that is known
	plural    bool
	start     int // first token of the noun phrase, or the verb
	args      []arg
	third     []third
	unnamed   parley.Span // the words for a side that is not named
	mood      mood
	governor  int // token of the verb that governs it; -1
	formats   []parley.Cited[parley.Format]
	ordinal   int
	ordinalAt parley.Span
	time      int // index into Times plus 1
	place     int // index into Places plus 1
	name      parley.Span

	codes     []string // of args, sorted
	inherited *mention // whose sides it has, where it names none
	serial    bool     // one of a series, told in short: its sides are those of the talks that it is told beside
	turn      turn     // its place in the series, as its words tell it
	guessed   bool     // the weights gave it a side that its frame does not hold
	alone     bool     // is said to be of its sides alone: "met each of them"
	beside    int      // first token plus 1 of the mention it is told beside; 0 where none is known
	track     string
	trackAt   parley.Span
	attached  bool   // tells how people came to a meeting that the sentence names
	visited   string // the state visited, where it is a side for that alone
	persons   []int  // indices into People, ascending
	several   bool   // says that more than two sides talk, and not which
	listed    bool   // lists those who are there
	matter    *known // the matter that its sides are those of, where its own words name fewer than two
	pair      bool   // speaks of two who are not named in it: "the two spoke"
}

// Bounds that keep the time linear on text that no article looks like: a
// sentence as long is a list or damage, and no article speaks of meetings as
// often.
const (
	maxSentence = 400 // tokens
	maxMentions = 500
)

// mentions finds the mentions of the document, in text order.
func (v *view) mentions(lex *lexicon) []mention {
	var out []mention
	for s := range v.Sentences {
		sent := &v.Sentences[s]
		if len(out) >= maxMentions {
			break
		}
		if sent.Last-sent.First > maxSentence || v.note[s] {
			continue
		}
		headline := s == 0 && v.titled
		for i := sent.First; i < sent.Last; {
			t, after := lex.match(v.Tokens, v.lower, i, sent.Last)
			if t == nil || v.isExcluded(t, i, after, sent.First, sent.Last) {
				i++
				continue
			}
			m := mention{
				t: t, headline: headline, governor: -1,
				Trigger: layer.Trigger{Span: parley.Span{Start: v.Tokens[i].Start, End: v.Tokens[after-1].End}, First: i, Last: after, Sentence: s, Lemma: t.text},
			}
			ok := false
			if t.verb {
				ok = v.readVerb(lex, &m, sent)
			} else {
				ok = v.readNoun(lex, &m, sent) && v.ofSides(&m, sent)
			}
			if ok {
				v.readCircumstances(lex, &m, sent)
				ok = v.placed(&m, sent)
			}
			if ok {
				v.dropOthers(&m, sent)
				v.readRoles(&m)
				v.summarise(&m)
				out = append(out, m)
			}
			i = after
		}
	}
	v.yield(out)
	return v.withoutPurposes(out)
}

// yield takes from a mention the time and the place behind another one of its
// sentence that only tells what came before or after: "the meeting was the fourth
// after a session in May".
func (v *view) yield(ms []mention) {
	for i := range ms {
		a := &ms[i]
		for j := i + 1; j < len(ms) && ms[j].Sentence == a.Sentence; j++ {
			b := &ms[j]
			start := v.outerNoun(b.start, v.Sentences[b.Sentence].First)
			if b.t.verb || start <= a.Last || !afterOther(v.lower[start-1]) {
				continue
			}
			if a.time != 0 && v.Times[a.time-1].First >= b.Last {
				a.time = 0
			}
			if a.place != 0 && v.Places[a.place-1].First >= b.Last {
				a.place = 0
			}
		}
	}
}

// afterOther tells whether a preposition puts its noun before or after something
// else in time.
func afterOther(w string) bool {
	switch w {
	case "after", "before", "following", "since", "ahead":
		return true
	}
	return false
}

// withoutPurposes leaves out "to discuss …" where the sentence has the meeting
// that it is the purpose of.
func (v *view) withoutPurposes(ms []mention) []mention {
	ms = slices.DeleteFunc(slices.Clone(ms), func(m mention) bool { return v.doneAtAnother(&m, ms) })
	return slices.DeleteFunc(ms, func(m mention) bool {
		if !m.t.verb || m.t.strength != echo || m.First == 0 || v.lower[m.First-1] != "to" {
			return false
		}
		return slices.ContainsFunc(ms, func(x mention) bool { return x.Sentence == m.Sentence && x.t.strength != echo })
	})
}

// isExcluded tells whether the words around a trigger make it something else:
// a news conference, a call for restraint, a cabinet meeting.
func (v *view) isExcluded(t *trigger, i, after, first, last int) bool {
	head := after - 1
	before := func(words map[string]bool) bool {
		for u := i - 1; u >= max(first, i-3); u-- {
			if v.lower[u] == "house" && u > first && v.lower[u-1] == "white" || v.lower[u] == "party" && u > first+1 && sideCounts[v.lower[u-2]] {
				return false // "the White House visit", "six-party talks"
			}
			if v.Tokens[u].Lemma == "close" && v.Tokens[head].Lemma != "call" {
				return false // "closed their meeting"
			}
			if words[v.lower[u]] || words[v.Tokens[u].Lemma] {
				return true
			}
			if !v.isNominal(u) && v.lower[u] != "-" {
				return false
			}
		}
		return false
	}
	if !t.verb {
		if before(notDiplomatic) {
			return true
		}
		switch v.Tokens[head].Lemma {
		case "call":
			if t.text == "call" && after < last && (v.lower[after] == "for" || v.lower[after] == "on" || v.lower[after] == "to" || v.lower[after] == "from") && t.strength != strong {
				return v.lower[after] != "to" && v.lower[after] != "from" || v.placelessCall(after, last)
			}
		case "talk":
			if v.lower[head] == "talk" && t.strength == strong { // "talk of war"
				return after < last && v.lower[after] == "of"
			}
		}
		if t.text == "trilateral" || t.text == "bilateral" || t.text == "ministerial" {
			return after < last && (v.Tokens[after].UPOS == nlp.NOUN || v.Tokens[after].UPOS == nlp.ADJ || v.Tokens[after].UPOS == nlp.PROPN || v.Tokens[after].XPOS == "VBN" || v.lower[after] == "-")
		}
		return v.Tokens[head].UPOS == nlp.ADJ
	}
	switch v.Tokens[i].Lemma {
	case "meet":
		for u := after; u < min(last, after+6); u++ {
			if fulfilled[v.Tokens[u].Lemma] {
				return true
			}
			if v.actorAt[u] != 0 && v.Actors[v.actorAt[u]-1].Person > 0 {
				return false
			}
		}
	case "negotiate", "discuss", "sign", "initial":
		return v.attributive(i, first, last)
	case "call":
		if t.text == "call on" {
			return v.urged(after, last)
		}
		return after >= last || v.actorAt[after] == 0 && v.lower[after] != "his" && v.lower[after] != "her" || v.calledSo(after, last)
	case "speak", "talk":
		for u := after; u < min(last, after+4); u++ {
			switch v.Tokens[u].Lemma {
			case "reporter", "journalist", "press", "parliament", "crowd", "audience", "agency", "television", "news", "student":
				return true
			}
		}
	}
	return false
}

// fulfilled are nouns for what is met without anybody meeting.
var fulfilled = set("demand", "need", "requirement", "target", "deadline", "condition", "goal", "obligation", "standard", "criterion", "commitment", "expectation", "challenge",
	"objection", "concern", "request", "test", "threshold", "quota", "pledge", "promise", "wish", "timetable", "objective", "aspiration", "criticism", "skepticism", "scepticism", "fate", "opposition", "resistance")

// attributive tells whether the participle at i only qualifies the noun behind
// it: "a negotiated settlement", "the signed documents".
func (v *view) attributive(i, first, last int) bool {
	if v.Tokens[i].XPOS == "VBG" || i+1 >= last {
		return false
	}
	if v.Tokens[i].UPOS == nlp.ADJ || v.Tokens[i].Deprel == "amod" {
		return true
	}
	if i == first || v.Tokens[i].XPOS != "VBN" && v.Tokens[i].XPOS != "VBD" {
		return false
	}
	before, behind := v.Tokens[i-1].UPOS, v.Tokens[i+1].UPOS
	return (before == nlp.DET || before == nlp.ADJ || before == nlp.ADP) && (behind == nlp.NOUN || behind == nlp.ADJ)
}

// urged tells whether "called on" at the tokens before t asks somebody to do
// something, and is no visit: "called on Chile to stop", "called on all sides".
func (v *view) urged(t, last int) bool {
	end := v.phraseRight(t, last)
	if v.actorAt[min(t, last-1)] == 0 && !v.hasActor(t, end) {
		return true
	}
	person := false
	for u := t; u < end; u++ {
		if a := v.actorAt[u]; a != 0 {
			k := v.Actors[a-1].Kind
			person = person || v.Actors[a-1].Person > 0 || k == layer.Office
		}
	}
	for u := end; u < min(last, end+4); u++ {
		if v.lower[u] == "to" && u+1 < last && (v.Tokens[u+1].XPOS == "VB" || v.Tokens[u+1].UPOS == nlp.VERB || v.Tokens[u+1].UPOS == nlp.AUX) {
			return true
		}
	}
	return !person
}

// calledSo tells whether the object of "called", which starts at token t, is
// given a name and is not telephoned: "called the bloc “a prison”", "called
// Chile an ally".
func (v *view) calledSo(t, last int) bool {
	end := t
	for end < last && v.actorAt[end] != 0 {
		end++
	}
	if end >= last {
		return false
	}
	switch v.lower[end] {
	case "a", "an", "the", "“", "\"", "‘", "``", "his", "her", "its", "their", "one":
		return true
	}
	return v.Tokens[end].UPOS == nlp.ADJ || v.possessive(end)
}

// placelessCall tells whether what follows "call to" or "call from" is no actor.
func (v *view) placelessCall(after, last int) bool {
	for u := after + 1; u < min(last, after+8); u++ {
		if v.actorAt[u] != 0 {
			return false
		}
		if !v.isNominal(u) {
			return true
		}
	}
	return true
}

// notDiplomatic are words before a noun that make it no meeting of sides.
var notDiplomatic = set("news", "press", "party", "cabinet", "board", "shareholder", "parliamentary", "town", "staff", "family", "academic", "video game", "conference call",
	"phone-in", "wake-up", "roll", "curtain", "close", "coalition", "committee", "faculty", "emergency cabinet", "earnings", "prayer", "campaign", "annual general", "photo",
	"briefing", "training", "plenary parliamentary", "budget", "court", "trading", "house", "senate", "congressional", "legislative", "parliament")

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// readVerb reads the frame of a verb.
func (v *view) readVerb(lex *lexicon, m *mention, sent *nlp.Sentence) bool {
	i, after, last := m.First, m.Last, sent.Last
	m.start = i
	if v.qualifiesTrigger(lex, i, sent) {
		return false
	}
	m.mood = v.verbMood(lex, i, sent.First, last, m.headline)
	if m.mood.none {
		return false
	}
	m.governor = i
	passive := v.isPassive(i, sent.First)
	from, to := v.subject(i, sent.First, last)
	subject := v.owners(v.principals(from, to), to)
	m.pair = len(subject) == 0 && v.twoBeforeVerb(i, sent.First)
	if len(subject) == 0 && !m.pair {
		if a := v.antecedent(i, sent); a >= 0 {
			subject = []int{a}
		} else {
			subject = v.subjectMeant(i, sent)
		}
	}
	if len(subject) == 0 {
		subject = v.theyOf(i, sent)
	}
	v.addArgs(m, subject, "subject")
	m.definite = len(v.argCodes(m)) == 0 && (v.definiteAt(from, to) || from == to && v.collectiveBefore(i, sent.First))
	frame := m.t.frame
	withOK, toOK, objOK, placeOK := slices.Contains(frame, "with"), slices.Contains(frame, "to"), slices.Contains(frame, "obj"), slices.Contains(frame, "place")
	counterpart, guests := 0, false
	for t := after; t < min(last, after+40); t++ {
		w := v.lower[t]
		if v.timeAt[t] != 0 && v.actorAt[t] == 0 {
			continue
		}
		if t > after && (v.isFinite(t) && !v.inTitle[t] || v.Tokens[t].UPOS == nlp.SCONJ && w != "with" || isRelative(w) || w == ";" || w == ":") {
			break
		}
		switch {
		case w == "with" && m.t.kind == deal && t > after && v.lower[t-1] == ",": // "signed it, with Chile the only one to stay away"
			t = last
		case w == "with" && withOK, w == "to" && toOK, w == "by" && passive, w == "alongside" && withOK:
			end := v.beforeTrigger(lex, t+1, v.phraseRight(t+1, last))
			as := v.owners(v.actorsIn(t+1, end), end)
			if v.bareTopic(as, t+1, end) || w == "with" && v.ofTopic(t, i, after, sent) {
				continue
			}
			v.addArgs(m, as, w)
			if len(v.distinct(as)) == 0 && end > t+1 && counterpart == 0 && v.looksLikePeople(t+1, end) {
				m.unnamed = parley.Span{Start: v.Tokens[t+1].Start, End: v.Tokens[end-1].End}
			}
			counterpart += len(as)
			t = max(t, end-1)
		case objOK && (t == v.skipAdverbs(after, last) && v.isNominal(t) || counterpart == 0 && t == v.afterAdjuncts(m, after, last)) && !passive:
			end := v.phraseRight(t, last)
			if v.holdsTrigger(lex, t, end, last) {
				return false // the noun speaks of the meeting
			}
			as := v.owners(v.actorsIn(t, end), end)
			v.addArgs(m, as, "object")
			guests = guests || len(as) > 0 && m.t.text != "host" && v.delegation(t, end)
			counterpart += len(as)
			if len(v.distinct(as)) == 0 && v.looksLikePeople(t, end) {
				m.unnamed = parley.Span{Start: v.Tokens[t].Start, End: v.Tokens[end-1].End}
			}
			t = max(t, end-1)
		case placeOK && v.goalAt[t] != 0:
			if p := &v.Places[v.goalAt[t]-1]; p.Country != "" && v.lower[max(0, p.First-1)] != "from" && v.lower[max(0, p.First-2)] != "from" {
				v.addPlace(m, int(v.goalAt[t]))
			}
			t = max(t, v.Places[v.goalAt[t]-1].Last-1)
		case w == "," && t+1 < last && v.isVerb(t+1):
			t = last
		case v.isVerb(t) && t > after && v.Tokens[t].XPOS != "VBN":
			t = last
		}
	}
	if passive && counterpart == 0 && m.t.text == "receive" {
		return v.isReceived(m, sent)
	}
	if !v.demands(m, subject, counterpart, sent) {
		return false
	}
	switch m.t.text {
	case "receive", "welcome", "greet", "host", "call on":
		if !guests && !v.receives(m) {
			return false
		}
	}
	switch m.t.text {
	case "speak", "talk", "ring", "receive", "host", "welcome", "greet", "call", "call on", "sit across ~ from", "sit opposite|facing":
		if counterpart == 0 {
			return (m.t.text == "speak" || m.t.text == "talk") && (v.phoneWords(sent) && (len(m.args) > 0 || m.pair) || v.togetherAt(m, subject, sent) || v.speakTogether(m, subject, sent))
		}
	case "meet":
		if passive && counterpart == 0 {
			return false // "the protests were met with force"
		}
	case "gather", "convene", "reconvene":
		return len(m.args) > 0 || m.definite && !v.ofOthers(m) && v.collectiveBefore(i, sent.First) || v.bodyMeets(m, sent)
	case "represent":
		return v.hasPersonArg(m)
	}
	if m.t.kind == delegation {
		return v.hasPersonArg(m) && (len(m.t.pattern) > 1 || v.namesTalks(sent))
	}
	if placeOK {
		return m.place != 0 && v.hasOfficialArg(m)
	}
	if m.t.text == "sign" {
		if _, side := v.actsFor(after, last); side != "" {
			m.definite, m.args = true, nil // "signed for Chile": the text is known
		}
	}
	return true
}

// delegation tells whether the phrase [i, end) opens with people who were sent:
// "the trade delegation of Chile".
func (v *view) delegation(i, end int) bool {
	for t := i; t < end && v.lower[t] != "of" && v.lower[t] != "from" && v.lower[t] != ","; t++ {
		if delegateNouns[v.Tokens[t].Lemma] {
			return true
		}
	}
	return false
}

// afterAdjuncts is where the object of a verb of receiving starts that stands
// behind place and time: "received at the palace on Sunday the president of
// Chile"; -1 where none does.
func (v *view) afterAdjuncts(m *mention, t, last int) int {
	switch m.t.text {
	case "receive", "host", "welcome", "meet":
	default:
		return -1
	}
	from := t
	for t < min(last, from+16) {
		switch w := v.lower[t]; {
		case v.timeAt[t] != 0 && v.actorAt[t] == 0:
			t++
		case w == "in" || w == "at" || w == "on":
			t++
			for t < last && (v.timeAt[t] != 0 || v.placeAt[t] != 0 || (v.Tokens[t].UPOS == nlp.PROPN || v.Tokens[t].UPOS == nlp.NOUN) && v.actorAt[t] == 0 && !v.inTitle[t] || v.Tokens[t].UPOS == nlp.DET && v.Tokens[t-1].UPOS == nlp.ADP) {
				t++
			}
		default:
			if t > from && (v.Tokens[t].UPOS == nlp.DET || v.inTitle[t] || v.actorAt[t] != 0 || v.isNominal(t)) && v.personAt(t, v.phraseRight(t, last)) {
				return t
			}
			return -1
		}
	}
	return -1
}

// togetherAt tells whether persons of two sides are the subject of m and nothing
// behind it says that they spoke to others: "Ms Berg and the king will speak on
// Friday".
func (v *view) togetherAt(m *mention, subject []int, sent *nlp.Sentence) bool {
	persons := 0
	for _, a := range subject {
		if v.Actors[a].Person > 0 {
			persons++
		}
	}
	if persons < 2 || len(v.distinct(subject)) < 2 {
		return false
	}
	t := v.skipAdverbs(m.Last, sent.Last)
	if t >= sent.Last {
		return true
	}
	switch v.lower[t] {
	case "at", "to", "in", "about", "of", "out", "against", "during", "with", "as", "up", "before", "after", "\"", "“":
		return v.timeAt[min(t+1, sent.Last-1)] != 0
	case "on":
		return v.timeAt[min(t+1, sent.Last-1)] != 0
	}
	return v.Tokens[t].UPOS == nlp.PUNCT || v.Tokens[t].UPOS == nlp.PART || v.timeAt[t] != 0 || v.lower[t] == "by" || v.lower[t] == "for" || v.lower[t] == "again" || v.lower[t] == "and"
}

// qualifiesTrigger tells whether the verb at i only qualifies a noun that speaks
// of a meeting: "the talks hosted by Norway".
func (v *view) qualifiesTrigger(lex *lexicon, i int, sent *nlp.Sentence) bool {
	if v.Tokens[i].XPOS != "VBN" && v.Tokens[i].XPOS != "VBG" {
		return false
	}
	noun := i - 1
	if v.parsed {
		h, ok := v.headOf(i, sent.First)
		if !ok || v.Tokens[i].Deprel != "acl" {
			return false
		}
		noun = h
	}
	if noun < sent.First {
		return false
	}
	t, _ := lex.match(v.Tokens, v.lower, noun, sent.Last)
	return t != nil && !t.verb
}

// collectiveBefore tells whether the verb at t has a subject such as "the two
// sides" or "they", which stands for sides that are known.
func (v *view) collectiveBefore(t, first int) bool {
	for u := t - 1; u >= max(first, t-9); u-- {
		switch v.lower[u] {
		case "they", "both", "two", "sides", "leaders", "ministers", "presidents", "he", "she", "we", "delegations", "negotiators", "officials", "teams", "men", "three", "four", "five", "six", "seven", "eight", "pair":
			return true
		case ";", "that", "when", "“", "\"":
			return false
		}
	}
	return false
}

// antecedent is the person that "he" or "she" before the verb at i stands for,
// where the actors do not tell: the subject of the sentence before. It is -1
// where there is none.
func (v *view) antecedent(i int, sent *nlp.Sentence) int {
	u := i - 1
	for u > sent.First && (v.Tokens[u].UPOS == nlp.AUX || v.Tokens[u].UPOS == nlp.ADV || v.timeAt[u] != 0) {
		u--
	}
	if u < sent.First || v.lower[u] != "he" && v.lower[u] != "she" {
		return -1
	}
	s := 0
	for s < len(v.Sentences) && v.Sentences[s].First != sent.First {
		s++
	}
	for back := s - 1; back >= max(0, s-2); back-- {
		before := &v.Sentences[back]
		for t := before.First; t < before.Last && !v.isFinite(t); t++ {
			if a := v.actorAt[t]; a != 0 && len(v.persons(int(a-1))) == 1 {
				return int(a - 1)
			}
		}
		if v.lower[before.First] != "he" && v.lower[before.First] != "she" {
			break
		}
	}
	return -1
}

// owners leaves out of actors in a phrase that ends before end those to whom
// only the thing spoken of belongs: "welcomed Chile's decision".
func (v *view) owners(actors []int, end int) []int {
	return slices.DeleteFunc(actors, func(a int) bool {
		t := v.Actors[a].Last
		if !v.possessive(t) {
			return false
		}
		for u := t + 1; u < end; u++ {
			if v.actorAt[u] != 0 || v.inTitle[u] || peopleNouns[v.Tokens[u].Lemma] {
				return false
			}
			if v.lower[u] == "," || v.lower[u] == "and" {
				break
			}
		}
		return true
	})
}

// ofTopic tells whether the parse hangs the phrase after the preposition at t
// under a noun between the verb at i and it: "discussed ties with Chile".
func (v *view) ofTopic(t, i, after int, sent *nlp.Sentence) bool {
	if !v.parsed || t == after {
		return false
	}
	h, ok := v.headOf(t, sent.First)
	if !ok || v.Tokens[h].Deprel != "nmod" {
		return false
	}
	noun, ok := v.headOf(h, sent.First)
	if ok && dealNouns[v.Tokens[noun].Lemma] {
		return false // "signed a treaty with Chile": with whom it is, is with whom it was signed
	}
	if prep := v.caseOf(noun, sent.First, sent.Last); ok && (prep == "at" || prep == "in") {
		return false // "a meeting at his office with the king"
	}
	return ok && noun > i && noun < t && v.Tokens[noun].UPOS == nlp.NOUN && v.timeAt[noun] == 0 && v.placeAt[noun] == 0 && v.actorAt[noun] == 0
}

// dealNouns are what is signed or concluded with the other side.
var dealNouns = set("agreement", "deal", "accord", "pact", "treaty", "memorandum", "truce", "ceasefire", "cease-fire", "protocol", "contract", "declaration", "communique")

// bareTopic tells whether the only actors of a with-phrase qualify something
// else: "met with protests in Chile".
func (v *view) bareTopic(as []int, i, end int) bool {
	if len(as) == 0 || end-i < 2 {
		return false
	}
	head := v.Tokens[end-1].Lemma
	switch head {
	case "protest", "resistance", "criticism", "anger", "opposition", "silence", "approval":
		return true
	}
	return false
}

// receives tells whether somebody is received who can be a guest: a person, an
// office or people with one, and not a people ("received a million Chileans").
func (v *view) receives(m *mention) bool {
	if !m.unnamed.Empty() {
		return true
	}
	for _, a := range m.args {
		if x := &v.Actors[a.actor]; a.rule != "subject" && (x.Person > 0 || x.Kind == layer.Office || x.Kind == layer.Unnamed || x.Kind == layer.Collective || x.Kind == layer.Group || len(x.Refers) > 0) {
			return true
		}
	}
	return false
}

// sentBy tells whether people are spoken of whom x has sent, before token last:
// "Chilean envoys", "a delegation of the Chilean water ministry".
func (v *view) sentBy(x *layer.Actor, last int) bool {
	for t := x.Last; t < min(last, x.Last+4) && v.isNominal(t); t++ {
		if delegateNouns[v.Tokens[t].Lemma] || v.Tokens[t].Lemma == "team" || v.Tokens[t].Lemma == "official" {
			return true
		}
	}
	for t := x.First - 1; t >= max(0, x.First-4); t-- {
		if v.lower[t] == "of" || v.lower[t] == "from" {
			return t > 0 && (delegateNouns[v.Tokens[t-1].Lemma] || v.Tokens[t-1].Lemma == "team")
		}
		if v.Tokens[t].UPOS != nlp.DET && v.Tokens[t].UPOS != nlp.ADJ {
			return false
		}
	}
	return false
}

func (v *view) hasPersonArg(m *mention) bool {
	for _, a := range m.args {
		if v.Actors[a.actor].Person > 0 {
			return true
		}
	}
	return false
}

// hasOfficialArg tells whether somebody who can stand for a side travels: a
// person with a side, or an office.
func (v *view) hasOfficialArg(m *mention) bool {
	for _, a := range m.args {
		x := &v.Actors[a.actor]
		if (x.Person > 0 || x.Kind == layer.Office || x.Kind == layer.Unnamed || x.Kind == layer.Collective || x.Kind == layer.Group) && len(v.codes(a.actor)) > 0 {
			return true
		}
		if x.Person > 0 && v.People[x.Person-1].Rank != "" && m.time != 0 || len(v.codes(a.actor)) > 0 && a.rule == "subject" && v.sentBy(x, m.First) {
			return true
		}
	}
	return false
}

// namesTalks tells whether the sentence names talks or those who sit at the
// table.
func (v *view) namesTalks(sent *nlp.Sentence) bool {
	for t := sent.First; t < sent.Last; t++ {
		switch v.Tokens[t].Lemma {
		case "delegation", "side", "team", "talk", "meeting", "dialogue", "consultation", "summit", "session", "negotiation", "discussion", "call":
			return true
		}
	}
	return false
}

func (v *view) skipAdverbs(t, last int) int {
	for t < last && (v.Tokens[t].UPOS == nlp.ADV || v.timeAt[t] != 0 && v.actorAt[t] == 0 || v.Tokens[t].UPOS == nlp.PART && v.lower[t] != "to") {
		t++
	}
	return t
}

var peopleNouns = set("official", "leader", "minister", "representative", "delegation", "negotiator", "envoy", "diplomat", "counterpart", "president", "government", "ambassador",
	"rebel", "authority", "general", "commander", "delegate", "mediator", "king", "emir", "sultan", "premier", "chief", "opposition", "team", "side", "party", "group", "insurgent", "separatist")

func (v *view) looksLikePeople(i, j int) bool {
	for t := i; t < j; t++ {
		if peopleNouns[v.Tokens[t].Lemma] {
			return true
		}
	}
	return false
}

func (v *view) isPassive(i, first int) bool {
	if v.Tokens[i].XPOS != "VBN" && v.Tokens[i].XPOS != "" {
		return false
	}
	for u := i - 1; u >= max(first, i-3); u-- {
		if v.Tokens[u].Lemma == "be" {
			return true
		}
		if v.Tokens[u].Lemma == "have" || v.Tokens[u].UPOS != nlp.ADV {
			return false
		}
	}
	return false
}

// beforeTrigger cuts the coordinated noun phrases [i, end) before the one that
// speaks of another meeting: "met with the king and the trilateral summit".
func (v *view) beforeTrigger(lex *lexicon, i, end int) int {
	for t := i + 1; t < end; t++ {
		if v.inTitle[t] || v.actorAt[t] != 0 {
			continue
		}
		if tr, _ := lex.match(v.Tokens, v.lower, t, end); tr == nil || tr.verb || tr.strength == echo {
			continue
		}
		for u := v.nounStart(t, i); u > i; u-- {
			if v.lower[u-1] == "and" || v.lower[u-1] == "," {
				for u > i && (v.lower[u-1] == "and" || v.lower[u-1] == ",") {
					u--
				}
				return u
			}
		}
		return end
	}
	return end
}

// holdsTrigger tells whether the phrase [i, end) has a noun of the lexicon as
// its head.
func (v *view) holdsTrigger(lex *lexicon, i, end, last int) bool {
	for t := i; t < end; t++ {
		if v.inTitle[t] || v.actorAt[t] != 0 {
			continue
		}
		if tr, _ := lex.match(v.Tokens, v.lower, t, last); tr != nil && !tr.verb {
			return true
		}
	}
	return false
}

func (v *view) phoneWords(sent *nlp.Sentence) bool {
	for t := sent.First; t < sent.Last; t++ {
		switch v.lower[t] {
		case "phone", "telephone", "telephoned", "phoned", "call", "hotline", "videolink", "videoconference":
			return true
		}
	}
	return false
}

// actorsIn are the actor mentions of tokens [i, j), without those inside
// somebody's title and those that only qualify another.
func (v *view) actorsIn(i, j int) []int {
	var out []int
	for t := i; t < j; t++ {
		a := v.actorAt[t]
		if a == 0 || len(out) > 0 && out[len(out)-1] == int(a-1) {
			continue
		}
		x := &v.Actors[a-1]
		if v.inTitle[t] && x.Person == 0 && x.Kind != layer.Office || v.qualifies(x) {
			continue
		}
		out = append(out, int(a-1))
	}
	return out
}

func (v *view) addArgs(m *mention, actors []int, rule string) {
	for _, a := range actors {
		if slices.ContainsFunc(m.args, func(x arg) bool { return x.actor == a }) {
			continue
		}
		m.args = append(m.args, arg{a, rule})
	}
}

// addPlace notes the destination of a visit: its state is the side visited.
func (v *view) addPlace(m *mention, place int) {
	if m.place == 0 {
		m.place = place
	}
}

// readNoun reads the noun phrase of a noun, what stands after it, and the verb
// that governs it.
func (v *view) readNoun(lex *lexicon, m *mention, sent *nlp.Sentence) bool {
	first, last := sent.First, sent.Last
	n := m.Last - 1
	m.plural = v.Tokens[n].XPOS == "NNS" || v.Tokens[n].XPOS == "NNPS" || len(v.lower[n]) > 1 && v.lower[n][len(v.lower[n])-1] == 's'
	m.start = v.nounStart(m.First, first)
	m.definite = v.definiteAt(m.start, m.First) || m.First > m.start && v.possessive(m.First-1) && v.actorAt[max(0, m.First-2)] != 0
	v.nounLeft(m)
	m.several = v.severalOf(m)
	end := v.nounRight(lex, m, sent)
	v.addArgs(m, v.represented(m, sent), "represented")
	if as := v.members(m, sent); len(as) > 0 {
		v.addArgs(m, as, "member")
		m.listed = true
	}
	v.addArgs(m, v.delegates(m, sent), "delegate")
	if m.several {
		v.addArgs(m, v.armed(m, sent), "armed")
	}
	v.behindVerb(m, end, sent)
	outer := v.outerNoun(m.start, first)
	var r role
	m.mood, r, m.governor = v.nounMood(lex, outer, m.First, end, first, last, m.headline)
	if m.mood.none {
		return false
	}
	if m.governor >= 0 && m.governor < m.start && !m.headline || m.governor >= 0 && m.governor < m.start {
		from, to := v.subject(m.governor, first, last)
		subject := v.owners(v.principals(from, to), to)
		if v.isPassive(m.governor, first) || r != side && v.Tokens[m.governor].XPOS == "VBG" && !v.auxiliary(m.governor, first, "be") {
			subject = nil
		}
		if w := v.lower[m.governor]; w == "co-chaired" || w == "co-hosted" { // "was co-chaired by Chile and Peru"
			for t := m.governor + 1; t < min(last, m.governor+8); t++ {
				if v.lower[t] == "by" {
					v.addArgs(m, v.actorsIn(t+1, v.phraseRight(t+1, last)), "by")
					break
				}
			}
		}
		switch r {
		case side:
			if !reportingVerbs[v.Tokens[m.governor].Lemma] && !(m.definite && v.Tokens[m.governor].Lemma == "discuss") {
				v.addArgs(m, subject, "governor")
			}
		case host, mediator:
			if codes := v.argCodes(m); len(codes) == 1 || m.spare("with") { // who hosts a meeting with one other is the other side
				v.addArgs(m, subject, "governor")
			} else if v.worksOnTalks(m.governor, parley.Host, m.t.kind == deal, sent) {
				v.addThird(m, subject, r, v.Tokens[m.governor].Span)
			}
		}
		// "has agreed with Chile to hold talks", "invited Peru to talks"
		switch v.Tokens[m.governor].Lemma {
		case "invite", "urge", "ask":
			v.addArgs(m, v.actorsIn(m.governor+1, m.start), "governor")
		}
		if by := v.controller(m.governor, sent); by >= 0 { // "invited Chile and Peru to attend talks"
			v.addArgs(m, v.actorsIn(by+1, m.governor), "governor")
		}
	}
	return true
}

// controller is the verb before the one at t whose object is the subject of the
// one at t: "invited Chile to attend". It is -1 where there is none.
func (v *view) controller(t int, sent *nlp.Sentence) int {
	if !v.parsed || v.Tokens[t].Deprel != "xcomp" && v.Tokens[t].Deprel != "advcl" && v.Tokens[t].Deprel != "acl" || t == sent.First || v.lower[t-1] != "to" {
		return -1
	}
	for u := t - 1; u > sent.First; u-- {
		if v.actorAt[u] != 0 {
			continue
		}
		switch v.Tokens[u].Lemma {
		case "invite", "urge", "ask", "summon", "persuade":
			if v.isVerb(u) && !v.isPassive(u, sent.First) {
				return u
			}
		}
		if v.isVerb(u) || v.lower[u] == ";" {
			return -1
		}
	}
	return -1
}

func (v *view) addThird(m *mention, actors []int, r role, cue parley.Span) {
	as := parley.Host
	if r == mediator {
		as = parley.Mediator
	}
	for _, a := range actors {
		m.third = append(m.third, third{actor: a, role: as, cue: cue})
	}
}

// nounStart is the first token of the noun phrase whose trigger starts at n.
func (v *view) nounStart(n, first int) int {
	start := n
	for t := n - 1; t >= max(first, n-14); t-- {
		switch {
		case v.isNominal(t) && !(v.Tokens[t].UPOS == nlp.PRON && !isPossessive(v.lower[t])):
			start = t
			if v.Tokens[t].UPOS == nlp.DET || isPossessive(v.lower[t]) {
				return start
			}
		case v.lower[t] == "'s" || v.lower[t] == "’s" || v.lower[t] == "'" || v.lower[t] == "’" || v.lower[t] == "-" || v.lower[t] == "–" || v.lower[t] == "—" || v.lower[t] == "/":
		case v.Tokens[t].UPOS == nlp.VERB && t > first && v.lower[t-1] == "-": // "U.S.-brokered talks"
		case (v.lower[t] == "and" || v.lower[t] == "&") && t > first && v.actorAt[t-1] != 0 && v.actorAt[t+1] != 0 && start == t+1:
		case v.lower[t] == "," && t > first && v.Tokens[t-1].UPOS == nlp.ADJ && v.Tokens[t+1].UPOS == nlp.ADJ:
		case v.lower[t] == "and" && t > first && start == t+1 && v.actorAt[t+1] == 0 && v.isModifier(t-1) && v.isModifier(t+1): // "Economic and Trade Meeting"
		default:
			return start
		}
	}
	return start
}

// isModifier tells whether t can be one of two words joined before a noun.
func (v *view) isModifier(t int) bool {
	return v.actorAt[t] == 0 && (v.Tokens[t].UPOS == nlp.ADJ || v.Tokens[t].UPOS == nlp.PROPN)
}

func isPossessive(w string) bool {
	switch w {
	case "his", "her", "their", "its", "our", "my", "your":
		return true
	}
	return false
}

func (v *view) definiteAt(start, n int) bool {
	for t := start; t < n; t++ {
		switch v.lower[t] {
		case "the", "this", "these", "that", "those", "their", "his", "her", "its", "our", "both", "they", "he", "she", "two", "we":
			return true
		}
	}
	return false
}

// outerNoun is the start of the phrase that the noun phrase at start completes:
// "a second round of talks", "a series of meetings".
func (v *view) outerNoun(start, first int) int {
	if start-2 >= first && v.lower[start-1] == "of" {
		switch v.Tokens[start-2].Lemma {
		case "round", "series", "session", "set", "day", "phase", "hour", "week", "resumption", "start", "beginning", "opening", "end", "conclusion", "possibility", "prospect":
			return v.nounStart(start-2, first)
		}
	}
	return start
}

// nounLeft takes the sides named before the noun: "U.S.–Russia talks", "Berg's
// meeting". The place that a meeting is named after is no side.
func (v *view) nounLeft(m *mention) {
	for _, a := range v.actorsIn(m.start, m.First) {
		x := &v.Actors[a]
		if t := x.Last; t+1 < m.First && (v.lower[t] == "-" || v.lower[t] == "–") || t < m.First && v.isPartyAdjective(t) {
			if r, cue, ok := v.brokered(t, m.First); ok {
				m.third = append(m.third, third{actor: a, role: r, cue: cue})
				continue
			}
		}
		if v.placeAt[x.First] != 0 && !v.possessive(x.Last) {
			p := &v.Places[v.placeAt[x.First]-1]
			if p.Kind != "country" {
				continue
			}
		}
		m.args = append(m.args, arg{a, "compound"})
	}
}

func (v *view) possessive(t int) bool {
	return t < len(v.lower) && (v.lower[t] == "'s" || v.lower[t] == "’s" || v.lower[t] == "'" || v.lower[t] == "’")
}

func (v *view) isPartyAdjective(t int) bool { _, ok := brokers[v.lower[t]]; return ok }

// brokers are the second parts of compounds that give a third party its role.
var brokers = map[string]parley.Role{
	"brokered": parley.Mediator, "mediated": parley.Mediator, "facilitated": parley.Mediator, "sponsored": parley.Mediator, "backed": "", "led": "",
	"hosted": parley.Host, "mediation": parley.Mediator,
}

// brokered reads "-brokered" after an actor.
func (v *view) brokered(t, end int) (parley.Role, parley.Span, bool) {
	if t < end && (v.lower[t] == "-" || v.lower[t] == "–") {
		t++
	}
	if t < end {
		if r, ok := brokers[v.lower[t]]; ok && r != "" {
			return r, v.Tokens[t].Span, true
		}
	}
	return "", parley.Span{}, false
}

// nounRight takes the sides named after the noun, and returns the end of the
// noun phrase with its complements.
func (v *view) nounRight(lex *lexicon, m *mention, sent *nlp.Sentence) int {
	last := sent.Last
	end := m.Last
	from := m.Last
	if verb := v.reducedRelative(lex, m.Last, last); verb > 0 { // "the meeting Ms Berg held with the king"
		v.addArgs(m, v.actorsIn(m.Last, verb), "governor")
		from, end = verb+1, verb+1
	}
	for t := from; t < min(last, m.Last+45); t++ {
		w := v.lower[t]
		if v.timeAt[t] != 0 && v.actorAt[t] == 0 {
			continue
		}
		switch {
		case w == "(":
			for t+1 < min(last, m.Last+45) && v.lower[t] != ")" {
				t++
			}
		case w == "with" && v.ofTopic(t, m.First, m.Last, sent):
		case w == "with" || w == "between" || w == "among" || w == "involving" || w == "amongst":
			to := v.beforeTrigger(lex, t+1, v.phraseRight(t+1, last))
			if w == "between" && to < last && v.lower[to] == "and" { // "between" has two ends, whatever follows
				to = v.phraseRight(to+1, last)
			}
			as := v.actorsIn(t+1, to)
			if r, cue, ok := v.roleAfter(to, last); ok && w == "with" {
				for _, a := range as {
					m.third = append(m.third, third{actor: a, role: r, cue: v.Tokens[cue].Span})
				}
				t, end = max(t, cue), max(end, cue+1)
				continue
			}
			v.addArgs(m, as, w)
			if len(v.distinct(as)) == 0 && v.looksLikePeople(t+1, to) && to > t+1 {
				m.unnamed = parley.Span{Start: v.Tokens[t+1].Start, End: v.Tokens[to-1].End}
			}
			t, end = max(t, to-1), max(end, to)
		case w == "on" && t == m.Last && m.t.text == "courtesy call", w == "to" && t == m.Last && m.t.kind == visit && v.personAt(t+1, v.phraseRight(t+1, last)):
			to := v.phraseRight(t+1, last)
			v.addArgs(m, v.actorsIn(t+1, to), "to")
			t, end = max(t, to-1), max(end, to)
		case w == "of" && t == m.Last:
			to := v.phraseRight(t+1, last)
			v.addArgs(m, v.actorsIn(t+1, to), w)
			t, end = max(t, to-1), max(end, to)
		case w == "by":
			to := v.phraseRight(t+1, last)
			as := v.actorsIn(t+1, to)
			if r, ok := brokers[v.lower[t-1]]; ok && r != "" {
				for _, a := range as {
					m.third = append(m.third, third{actor: a, role: r, cue: v.Tokens[t-1].Span})
				}
			} else if m.t.kind == visit || v.lower[t-1] == "attended" || v.lower[t-1] == "co-chaired" || v.lower[t-1] == "co-hosted" || m.t.text == "engagement" {
				v.addArgs(m, as, w)
			}
			t, end = max(t, to-1), max(end, to)
		case (w == "to" || w == "in" || w == "from") && (m.t.kind == visit || m.t.kind == call):
			to := v.phraseRight(t+1, last)
			if m.t.kind == call && w != "in" {
				v.addArgs(m, v.actorsIn(t+1, to), w)
			} else if t+1 < last && w != "from" {
				for u := t + 1; u < min(to, t+12); u++ {
					if v.goalAt[u] != 0 {
						v.addPlace(m, int(v.goalAt[u]))
						break
					}
				}
			}
			t, end = max(t, to-1), max(end, to)
		case v.Tokens[t].UPOS == nlp.ADP:
			to := v.phraseRight(t+1, last)
			t, end = max(t, to-1), max(end, to)
		case t == m.Last && v.participle(t, last):
		case v.isFinite(t) || isRelative(w) || v.Tokens[t].UPOS == nlp.SCONJ || w == ";" || w == ":" || v.Tokens[t].UPOS == nlp.CCONJ && !v.isNominal(min(t+1, last-1)):
			return end
		case v.isVerb(t):
			if v.Tokens[t].XPOS != "VBN" && v.Tokens[t].XPOS != "VBG" {
				return end
			}
		case w == ",":
			if t+1 < last && (v.lower[t+1] == "which" || v.lower[t+1] == "the" || v.lower[t+1] == "who" || v.isVerb(t+1)) {
				return end
			}
		}
	}
	return end
}

// personAt tells whether the first actor of a person or office in [i, j) is no
// owner: "a visit to President Berg".
func (v *view) personAt(i, j int) bool {
	for t := i; t < j; t++ {
		if a := v.actorAt[t]; a != 0 && (v.Actors[a-1].Person > 0 || v.Actors[a-1].Kind == layer.Office) {
			return !v.possessive(v.Actors[a-1].Last)
		}
	}
	return false
}

func (v *view) argCodes(m *mention) []string {
	var out []string
	for _, a := range m.args {
		for _, c := range v.codes(a.actor) {
			out = appendNew(out, c)
		}
	}
	return oneCamp(out)
}

// behindVerb takes the sides that stand after the verb of which the noun phrase
// that ends at end is the subject: "talks were held in Lima between Chile and
// Peru".
func (v *view) behindVerb(m *mention, end int, sent *nlp.Sentence) {
	if len(v.argCodes(m)) >= 2 || end >= sent.Last || !v.isFinite(end) && !(end+1 < sent.Last && v.isFinite(end+1)) {
		return
	}
	if v.related(end, sent.Last) >= 0 {
		return
	}
	finite := 0
	for t := end; t < min(sent.Last, end+18); t++ {
		if v.isFinite(t) {
			if finite++; finite > 1 {
				return
			}
		}
		if v.lower[t] == "that" || v.lower[t] == ";" || v.lower[t] == "\"" || v.lower[t] == "“" {
			return
		}
		if v.lower[t] != "between" {
			continue
		}
		to := v.phraseRight(t+1, sent.Last)
		if to < sent.Last && v.lower[to] == "and" {
			to = v.phraseRight(to+1, sent.Last)
		}
		v.addArgs(m, v.actorsIn(t+1, to), "between")
		return
	}
}

// related is the token of a verb at t or right after it that tells how a meeting
// stands to something else, in time: "follows", "comes days after"; else -1.
// What is said after it is said of that.
func (v *view) related(t, last int) int {
	for u := t; u < min(last, t+3); u++ {
		if v.Tokens[u].UPOS == nlp.AUX || v.Tokens[u].UPOS == nlp.ADV || isRelative(v.lower[u]) || v.lower[u] == "," {
			continue
		}
		switch v.Tokens[u].Lemma {
		case "follow", "precede":
			return u
		case "come":
			for w := u + 1; w < min(last, u+6); w++ {
				switch v.lower[w] {
				case "after", "before", "ahead", "heels", "amid", "as", "following":
					return u
				}
			}
		}
		return -1
	}
	return -1
}

// dropOthers takes off m the time and place that are of what its meeting
// follows or comes before.
func (v *view) dropOthers(m *mention, sent *nlp.Sentence) {
	if m.t.verb {
		return
	}
	cut := v.related(m.Last, sent.Last)
	if cut < 0 && m.governor >= m.Last {
		cut = v.related(m.governor, sent.Last)
	}
	if cut < 0 {
		return
	}
	if m.time != 0 && v.Times[m.time-1].First > cut {
		m.time = 0
	}
	if m.place != 0 && v.Places[m.place-1].First > cut {
		m.place = 0
	}
}

// participle tells whether the verb at t, right after the noun, only qualifies
// it: "the talks held in Lima", and not "the talks held promise".
func (v *view) participle(t, last int) bool {
	if !v.isVerb(t) || v.Tokens[t].XPOS != "VBN" && v.Tokens[t].XPOS != "VBD" {
		return false
	}
	if v.parsed {
		return strings.HasPrefix(v.Tokens[t].Deprel, "acl")
	}
	return t+1 < last && (v.timeAt[t+1] != 0 || v.Tokens[t+1].UPOS == nlp.ADP)
}

// reducedRelative is the verb of a relative clause without a pronoun that
// starts at t and whose subject is an actor, or 0.
func (v *view) reducedRelative(lex *lexicon, t, last int) int {
	if t+1 < last && v.lower[t] == "that" || t+1 < last && v.lower[t] == "which" {
		t++
	}
	if t >= last || !v.isNominal(t) || v.timeAt[t] != 0 {
		return 0
	}
	end := v.phraseRight(t, last)
	if !v.hasActor(t, end) {
		return 0
	}
	for u := end; u < min(last, end+3); u++ {
		if v.isVerb(u) {
			switch v.Tokens[u].Lemma {
			case "hold", "have", "make", "conduct", "attend":
				return u
			}
			return 0
		}
	}
	return 0
}

// summarise gathers codes and persons of the arguments.
func (v *view) summarise(m *mention) {
	m.codes = v.argCodes(m)
	for _, a := range m.args {
		for _, p := range v.persons(a.actor) {
			m.persons = appendNew(m.persons, p)
		}
	}
	slices.Sort(m.codes)
	slices.Sort(m.persons)
}

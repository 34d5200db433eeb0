package actors

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/lexicon"
	"github.com/parley-register/parley/internal/nlp"
)

// infer gives sides to persons with whose names none stands, from the words of
// their sentences, the safest reading first. Whoever has a side keeps it.
func (r *reader) infer() {
	state, span := r.released()
	r.inherit()
	r.fromDelegations()
	r.fromReports()
	r.fromOffices()
	r.fromLeads()
	r.fromDescriptions()
	r.inherit()
	if state == "" {
		r.fromTitles()
	} else {
		r.fromRelease(state, span, false)
	}
	r.fromMasters()
	r.fromMovements()
	r.fromVisits(state, false)
	r.fromHolders(state)
	if state == "" {
		r.fromOutlet()
		r.fromVisits(state, true)
		r.fromCountries()
	} else {
		r.fromRelease(state, span, true)
	}
	r.inherit()
	r.fromMasters()
	r.fromCompany()
	r.fromAccredited()
	r.fromEllipses()
	r.fromNeighbours()
	r.fromPairs()
	r.communities()
}

var (
	reportVerbs = wordSet("say says said report reports reported announce announces announced confirm confirms confirmed quote quotes quoted add adds added")
	leadVerbs   = wordSet("led headed chaired co-chaired included includes include including represented comprised comprising lead leads leading head heads heading featured features featuring comprises comprise representing by")
	bodies      = wordSet("delegation side team delegations teams officials ministers leaders negotiators diplomats representatives government")
	meetWords   = wordSet("met meet meets meeting meetings talks talk held hold holding discuss discussed with telling told received receive host hosted welcomed visit visits visited summit")
)

// fromReports reads "The White House says President X": who speaks of his own
// president names no state.
func (r *reader) fromReports() {
	for i := range r.mentions {
		m := &r.mentions[i]
		if !r.wantsSide(m) {
			continue
		}
		s := r.doc.Sentences[r.sentence(m.first)]
		t := &r.titles[m.title-1]
		j := t.lo - 1
		if r.is(j, the) {
			j--
		}
		if j >= s.First && r.tokens[j].Form == "that" {
			j--
		}
		if j < s.First || !reportVerbs[r.tokens[j].Form] {
			continue
		}
		// The subject: the one side before the verb.
		var found side
		n := 0
		for k := j - 1; k >= s.First && k > j-9; k-- {
			if r.w[k].person != 0 || r.is(k, comma) || r.is(k, semicolon) {
				break
			}
			if e := r.entry(k); e != nil && e.Last == k+1 {
				if sd, ok := r.sideOf(e); ok && (r.lex.IsState(sd.code) || sd.rule == "organisation" && ofOrganisation(t.office.Title)) {
					found, n = sd, n+1
				} else if x := &e.Senses[0]; x.Kind == lexicon.Apart && x.Class == "media" {
					for _, o := range outlets() { // "Xinhua said Vice Premier Y"
						if o.name == x.Name {
							found, n = side{code: o.state, span: e.Span}, n+1
						}
					}
				}
			}
		}
		if n == 1 {
			r.give(m, found, "report")
		}
	}
}

// fromOffices reads "President X met Y, South Korea's presidential office said": an
// office that tells what its own holder did need not say of which state he is.
func (r *reader) fromOffices() {
	for i := range r.mentions {
		m := &r.mentions[i]
		if !r.wantsSide(m) || r.titles[m.title-1].office.Kind != lexicon.OfficeOfState {
			continue
		}
		s := r.doc.Sentences[r.sentence(m.first)]
		if r.titles[m.title-1].lo > s.First+3 {
			continue // not the subject
		}
		for k := s.Last - 2; k > m.last && k > s.Last-5; k-- {
			if !reportVerbs[r.tokens[k].Form] {
				continue
			}
			switch r.tokens[k-1].Form {
			case "office", "ministry", "presidency", "government", "palace":
			default:
				continue
			}
			sd, ok := r.bodySide(k-1, s)
			if !ok || !r.lex.IsState(sd.code) {
				break
			}
			taken := false
			for j := i + 1; j < len(r.mentions) && r.mentions[j].first < s.Last; j++ {
				if p := r.mentions[j].person; p != 0 && r.people[p-1].side.code == sd.code {
					taken = true
				}
			}
			if !taken {
				r.give(m, sd, "report")
			}
			break
		}
	}
}

// ofOrganisation reports whether a title is one that organisations give.
func ofOrganisation(title string) bool {
	for _, w := range []string{"secretary-general", "secretary general", "envoy", "representative", "coordinator", "high commissioner", "director-general", "director general"} {
		if strings.Contains(title, w) {
			return true
		}
	}
	return false
}

// fromDelegations reads "the Omani delegation, led by X", "U.S. officials,
// including X", "X led the Omani delegation".
func (r *reader) fromDelegations() {
	for i := range r.mentions {
		m := &r.mentions[i]
		if m.person == 0 || r.people[m.person-1].side.code != "" {
			continue
		}
		s := r.doc.Sentences[r.sentence(m.first)]
		// Before: a body with a side, then a verb of leading, with no other
		// person between, but in one list.
		verb := false
		start := r.phraseStart(m) - 1
		for p := m.previous; p != 0; p = r.mentions[p-1].previous {
			start = r.phraseStart(&r.mentions[p-1]) - 1
		}
		for k := start; k >= s.First && k > start-14; k-- {
			if r.w[k].person != 0 || r.is(k, semicolon) {
				break
			}
			form := r.tokens[k].Form
			if leadVerbs[form] {
				verb = true
			}
			// "Kuwait, represented by X"
			if e := r.entry(k); e != nil && form != "by" && r.is(e.Last, comma) && r.tokens[min(e.Last+1, s.Last-1)].Form == "represented" && e.Last <= start {
				if sd, ok := r.sideOf(e); ok {
					r.give(m, sd, "delegation")
				}
				break
			}
			if verb && bodies[form] {
				if sd, ok := r.bodySide(k, s); ok {
					r.give(m, sd, "delegation")
				}
				break
			}
		}
		if r.people[m.person-1].side.code != "" {
			continue
		}
		// After: "X led the Omani delegation".
		k := m.last
		if m.title != 0 {
			k = max(k, r.titles[m.title-1].last)
		}
		if k < s.Last && r.is(k, comma) {
			k++
		}
		for n := 0; k < s.Last && n < 4 && (r.w[k].shape == shout || r.is(k, comma)); n++ {
			k++ // ", NCB, "
		}
		if k+2 < s.Last && (r.tokens[k].Form == "led" || r.tokens[k].Form == "headed" || r.tokens[k].Form == "leads" || r.tokens[k].Form == "heads") {
			for b := k + 1; b < s.Last && b < k+7; b++ {
				if bodies[r.tokens[b].Form] {
					if sd, ok := r.bodySide(b, s); ok {
						r.give(m, sd, "delegation")
					}
					break
				}
			}
		}
	}
}

// phraseStart is the first token of a name with the title before it.
func (r *reader) phraseStart(m *mention) int {
	if m.title != 0 && r.titles[m.title-1].lo < m.first {
		return r.titles[m.title-1].lo
	}
	return m.first
}

// bodySide is the side of the body ("delegation") at token i.
func (r *reader) bodySide(i int, s nlp.Sentence) (side, bool) {
	t := title{first: i, last: i + 1, core: i + 1, lo: i, office: lexicon.Office{Title: "delegation", Kind: lexicon.OfficeOfState}}
	r.leftSide(&t, s)
	return t.side, t.side.code != ""
}

// wantsSide reports whether m has an office here and its person no side.
func (r *reader) wantsSide(m *mention) bool {
	if m.person == 0 || m.title == 0 || r.people[m.person-1].side.code != "" {
		return false
	}
	return r.titles[m.title-1].office.Kind < lexicon.Rank
}

// give sets the side of the person of m if the title allows it.
func (r *reader) give(m *mention, s side, rule string) {
	q := &r.people[m.person-1]
	if m.title != 0 && !r.canHave(s.code, r.titles[m.title-1].office.Title) {
		return
	}
	s.rule = rule
	q.side = s
}

// canHave reports whether a side can have an office.
func (r *reader) canHave(code, title string) bool {
	return !(code == "USA" && foreignTitle(title)) && r.lex.CanHave(code, title)
}

// fromDescriptions reads "the Israeli prime minister" after a person of whom
// nothing is known yet as that person: when it is the only one with that
// office and no side, or the subject of the sentence before that has no title.
func (r *reader) fromDescriptions() {
	for k := range r.titles {
		t := &r.titles[k]
		if t.used || t.plural || t.office.Kind >= lexicon.Rank || t.side.code == "" || !t.definite || t.office.Level == "" || t.lo == t.first && t.side.rule != "title-of" {
			continue
		}
		if t.last < len(r.w) && (r.w[t.last].person != 0 || r.w[t.last].class == open && r.tokens[t.last].UPOS == nlp.NOUN) {
			continue
		}
		if r.is(t.lo-1, article) || r.formerly(t) {
			continue
		}
		// Somebody named has that office for that side already.
		taken, only, several := false, -1, false
		for p := range r.people {
			if p >= 64 {
				break
			}
			q := &r.people[p]
			if q.title == 0 || !sameOffice(r.titles[q.title-1].office.Title, t.office.Title) {
				continue
			}
			if q.side.code == t.side.code {
				taken = true
			}
			if q.side.code == "" && r.titles[q.title-1].office.Level == t.office.Level && r.canHave(t.side.code, r.titles[q.title-1].office.Title) {
				several = several || only >= 0
				only = p
			}
		}
		if taken {
			continue
		}
		si := r.sentence(t.first)
		if only >= 0 && !several && headWord(t.office.Title) != "leader" {
			if m := r.lastMention(only, t.first); m != nil && si-r.sentence(m.first) <= 2 && !r.beside(m, t) {
				sd := t.side
				sd.rule = "description"
				r.people[only].side = sd
				continue
			}
		}
		// The subject of the sentence before, or of this one.
		m := r.subjectBefore(si, t.first)
		if m == nil || (several || only >= 0) && r.sentence(m.first) != si {
			continue
		}
		q := &r.people[m.person-1]
		if q.title != 0 || q.side.code != "" && q.side.code != t.side.code {
			continue
		}
		q.title = k + 1
		q.side = t.side
		q.side.rule = "description"
	}
}

// fromLeads reads the way in which news begins: a description, and in the next
// sentence the name. "Iran's foreign minister has put off a visit. X was to
// hold talks ..."
func (r *reader) fromLeads() {
	for si := 1; si < len(r.doc.Sentences); si++ {
		s, b := r.doc.Sentences[si], r.doc.Sentences[si-1]
		p := r.w[s.First].person
		if p == 0 || s.Block-b.Block > 1 {
			continue
		}
		m := &r.mentions[p-1]
		if m.title != 0 || m.side.code != "" || m.person == 0 || m.last-m.first < 2 {
			continue
		}
		q := &r.people[m.person-1]
		if q.title != 0 || q.side.code != "" || q.mentions[0] != int(p-1) {
			continue
		}
		for k := b.First; k < b.Last && k < b.First+8; k++ {
			n := r.w[k].title
			if r.w[k].person != 0 || r.is(k, comma) || n == 0 && r.w[k].lex == 0 && (r.tokens[k].UPOS == nlp.VERB || r.tokens[k].UPOS == nlp.AUX) {
				break
			}
			if n == 0 {
				continue
			}
			t := &r.titles[n-1]
			if t.used || t.plural || !t.definite || t.side.code == "" || t.office.Kind >= lexicon.Rank || t.last < b.Last && r.w[t.last].person != 0 {
				break
			}
			t.used = true
			q.title, q.side = int(n), t.side
			q.side.rule = "lead"
			break
		}
	}
}

// fromNeighbours gives a person without an office the side of both that stand
// around in a list: "Secretary X, Mr. Y, and Secretary Z".
func (r *reader) fromNeighbours() {
	for i := 0; i+2 < len(r.mentions); i++ {
		a, m, b := &r.mentions[i], &r.mentions[i+1], &r.mentions[i+2]
		if m.previous != i+1 || b.previous != i+2 || a.person == 0 || m.person == 0 || b.person == 0 {
			continue
		}
		q := &r.people[m.person-1]
		if from := r.people[a.person-1].side; q.side.code == "" && from.code != "" && from.code == r.people[b.person-1].side.code {
			q.side = from
			q.side.rule = "list"
		}
	}
}

// fromPairs reads two names in the order of two states: "officials from Norway
// and Kenya met. The meeting between X and Y ...". Nothing in the text may
// speak against it, and at least one of the two must stand alone with its
// state elsewhere, or have its side already.
func (r *reader) fromPairs() {
	for i := 0; i+1 < len(r.mentions); i++ {
		a, b := &r.mentions[i], &r.mentions[i+1]
		if b.previous != i+1 || a.person == 0 || b.person == 0 || a.person == b.person || !r.between(a.first) {
			continue
		}
		x, y := &r.people[a.person-1], &r.people[b.person-1]
		if x.side.code != "" && y.side.code != "" {
			continue
		}
		si := r.sentence(a.first)
		one, two, ok := r.pairOfStates(si)
		if !ok {
			continue
		}
		one.rule, two.rule = "pair", "pair"
		if x.side.code != "" || y.side.code != "" {
			r.otherOfPair(a.person, b.person, one, two)
			continue
		}
		forX, againstX := r.alone(a.person, one.code, two.code)
		forY, againstY := r.alone(b.person, two.code, one.code)
		if againstX > 0 || againstY > 0 || forX+forY == 0 {
			continue
		}
		x.side, y.side = one, two
	}
}

// otherOfPair gives the one of two persons whose side is not known the state
// that the other is not of.
func (r *reader) otherOfPair(a, b int, one, two side) {
	if r.people[a-1].side.code == "" {
		a, b = b, a
	}
	known, q := r.people[a-1].side.code, &r.people[b-1]
	if known == two.code {
		one, two = two, one
	}
	if _, against := r.alone(b, two.code, one.code); known == one.code && against == 0 {
		q.side = two
	}
}

// pairOfStates returns the two states that sentence si, or the one before it,
// names side by side, if it names no others.
func (r *reader) pairOfStates(si int) (one, two side, ok bool) {
	for back := 0; back < 2 && si-back >= 0; back++ {
		s := r.doc.Sentences[si-back]
		n := 0
		var ends [2]int
		for k := s.First; k < s.Last; k++ {
			e := r.entry(k)
			if e == nil || e.First != k || e.Senses[0].Kind != lexicon.StateName {
				continue
			}
			switch n {
			case 0:
				one = side{code: e.Senses[0].Code, span: e.Span}
				ends[0] = e.Last
			case 1:
				two = side{code: e.Senses[0].Code, span: e.Span}
				ends[1] = e.First
			}
			n++
		}
		if n == 2 && ends[1]-ends[0] == 1 && r.is(ends[0], and) && one.code != two.code {
			return one, two, true
		}
		if n > 0 {
			break
		}
	}
	return side{}, side{}, false
}

// alone counts the sentences that name the person and nobody else, and one of
// two states.
func (r *reader) alone(person int, own, other string) (with, against int) {
	for _, i := range tail(r.people[person-1].mentions) {
		s := r.doc.Sentences[r.sentence(r.mentions[i].first)]
		hasOwn, hasOther, others := false, false, false
		for k := s.First; k < s.Last; k++ {
			if p := r.w[k].person; p != 0 && r.mentions[p-1].person != person {
				others = true
			}
			if e := r.entry(k); e != nil && e.First == k {
				hasOwn = hasOwn || e.Senses[0].Code == own
				hasOther = hasOther || e.Senses[0].Code == other
			}
		}
		if others || hasOwn == hasOther {
			continue
		}
		if hasOwn {
			with++
		} else {
			against++
		}
	}
	return with, against
}

// beside reports whether m and t are two at one table: "met the French
// president" says nothing of the president who did the meeting.
func (r *reader) beside(m *mention, t *title) bool {
	return r.sentence(m.first) == r.sentence(t.first)
}

// lastMention returns the last mention of person p before token i, or nil.
func (r *reader) lastMention(p, i int) *mention {
	mentions := r.people[p].mentions
	n, _ := slices.BinarySearchFunc(mentions, i, func(k, i int) int { return r.mentions[k].first - i })
	if n == 0 {
		return nil
	}
	return &r.mentions[mentions[n-1]]
}

// subjectBefore returns the person whom a description at token i of sentence
// si can stand for: the only one named before it in its sentence and not
// beside it, or else the first of the sentence before, when that begins with
// the name.
func (r *reader) subjectBefore(si, i int) *mention {
	s := r.doc.Sentences[si]
	var here *mention
	for k := i - 1; k >= s.First; k-- {
		if p := r.w[k].person; p != 0 {
			m := &r.mentions[p-1]
			if m.person == 0 || r.people[m.person-1].title != 0 {
				continue // has an office of his own
			}
			if here != nil && here.person != m.person {
				return nil
			}
			here = m
		}
	}
	if here != nil {
		// "accusing the Israeli prime minister": a comma or verb parts them.
		for k := here.last; k < i; k++ {
			if r.is(k, comma) {
				return here
			}
			switch r.tokens[k].Form {
			case "met", "meet", "with", "and", "told", "called", "to":
				return nil
			}
		}
		return nil
	}
	if si == 0 {
		return nil
	}
	b := r.doc.Sentences[si-1]
	if b.Block != s.Block && s.Block-b.Block > 1 {
		return nil
	}
	for k := b.First; k < b.Last && k < b.First+4; k++ {
		if p := r.w[k].person; p != 0 {
			return &r.mentions[p-1]
		}
	}
	return nil
}

// fromVisits reads who is met where: in "She went to Brazil for talks with
// President X" the president is Brazil's. The other side must be known and be
// another, and the place's state spoken of elsewhere too, so that two who meet
// in a third state get nothing. In a capital that need not be: whom others meet
// there without a state being told is of the state whose capital it is, if last
// tells that nothing better will.
func (r *reader) fromVisits(release string, last bool) {
	spoken := map[string]int{}
	for i := range r.found {
		switch e := &r.found[i].Senses[0]; e.Kind {
		case lexicon.StateName, lexicon.Adjective, lexicon.People, lexicon.Seat:
			spoken[e.Code] += 2
		case lexicon.Capital:
			if spoken[e.Code]%2 == 0 {
				spoken[e.Code]++ // however often: once
			}
		}
	}
	for i := range r.mentions {
		m := &r.mentions[i]
		if m.person == 0 {
			continue
		}
		q := &r.people[m.person-1]
		if q.side.code != "" || q.title == 0 {
			continue
		}
		office := r.titles[q.title-1].office
		if office.Kind != lexicon.OfficeOfState {
			continue
		}
		si := r.sentence(m.first)
		s := r.doc.Sentences[si]
		meets := false
		for k := s.First; k < s.Last && k < s.First+60; k++ {
			meets = meets || meetWords[r.tokens[k].Form]
		}
		if !meets {
			continue
		}
		host, n, visit := r.placeIn(s)
		if !r.metByOther(m, s) && host.rule != "seat" {
			continue
		}
		where := si
		if n == 0 && si > 0 {
			host, n, visit = r.placeIn(r.doc.Sentences[si-1])
			where--
		}
		if n != 1 || spoken[host.code] < 3 && !visit && !(last && where == si && host.rule == lexicon.Capital.String()) || host.code == release {
			continue
		}
		if t := office.Title; release != "" && !foreignTitle(t) && t != "president" && t != "vice president" {
			continue
		}
		if !r.canHave(host.code, office.Title) {
			continue
		}
		if !r.otherThan(where, si, host.code, m.person) {
			continue
		}
		r.give(m, host, "host of a visit")
	}
}

// metByOther reports whether m, or the list that it is in, is whom another
// meets: "for talks with President X", "where he met Prime Minister Y".
func (r *reader) metByOther(m *mention, s nlp.Sentence) bool {
	for n := 0; m.previous != 0 && n < 8; n++ {
		m = &r.mentions[m.previous-1]
	}
	if r.is(m.last, possessive) {
		return false // "the crackdown by President X's government"
	}
	i := r.phraseStart(m) - 1
	if r.is(i, possessive) && r.is(i-2, the) {
		i -= 3 // "told the country's ruler X"
	}
	for n := 0; n < 3 && i >= s.First; i, n = i-1, n+1 {
		switch r.tokens[i].Form {
		case "with", "met", "meet", "meets", "meeting", "told", "telling", "to", "see", "saw", "joined", "visit", "visited", "received":
			return true
		case "by":
			return i > s.First && received[r.tokens[i-1].Form]
		}
		if r.w[i].person != 0 || r.is(i, comma) || r.is(i, and) {
			return false
		}
	}
	return false
}

// received are participles of what a host does.
var received = wordSet("received welcomed greeted hosted met invited told joined seen")

// placeIn returns the state that a sentence names as a place, how many there
// are, and whether it speaks of going there.
func (r *reader) placeIn(s nlp.Sentence) (host side, n int, visit bool) {
	for k := s.First; k < s.Last; k++ {
		e := r.entry(k)
		if e == nil || e.First != k {
			continue
		}
		x := &e.Senses[0]
		if x.Kind != lexicon.StateName && x.Kind != lexicon.Capital && x.Kind != lexicon.Seat || r.w[k].person != 0 {
			continue
		}
		j := k - 1
		if r.is(j, the) {
			j--
		}
		if j < s.First {
			continue
		}
		before := lowerASCII(r.tokens[j].Form)
		placed := places[before] || before == "to" && j > s.First && goings[r.tokens[j-1].Form]
		// "Doha, Qatar"
		if !placed && r.is(j, comma) && j > s.First {
			if c := r.entry(j - 1); c != nil && c.Senses[0].Code == x.Code {
				continue
			}
		}
		if !placed || x.Code == host.code {
			continue
		}
		host = side{code: x.Code, span: e.Span, rule: x.Kind.String()}
		n++
		visit = visit || before == "to" || x.Kind == lexicon.Seat || strings.HasPrefix(before, "visit") || j > s.First && goings[r.tokens[j-1].Form]
	}
	return host, n, visit
}

// otherThan reports whether sentences from to si name somebody of a known side
// that is not code, other than person.
func (r *reader) otherThan(from, si int, code string, person int) bool {
	for k := r.doc.Sentences[from].First; k < r.doc.Sentences[si].Last; k++ {
		if p := r.w[k].person; p != 0 {
			q := r.mentions[p-1].person
			if q != 0 && q != person && r.people[q-1].side.code != "" && r.people[q-1].side.code != code {
				return true
			}
		}
		if t := r.w[k].title; t != 0 && !r.titles[t-1].used && r.titles[t-1].side.code != "" && r.titles[t-1].side.code != code {
			return true
		}
	}
	return false
}

// fromMasters gives an aide the side of whom he serves: "Putin's spokesman X",
// "Trump envoy Y".
func (r *reader) fromMasters() {
	for i := range r.mentions {
		m := &r.mentions[i]
		if !r.wantsSide(m) {
			continue
		}
		if sd := r.masterOf(&r.titles[m.title-1], m.person); sd.code != "" {
			r.give(m, sd, "aide")
		}
	}
}

// masterOf is the side of the person whom the holder of title t, not person
// own, serves: "Putin's spokesman", "Trump envoy", "an envoy of Gaddafi".
func (r *reader) masterOf(t *title, own int) side {
	j := t.lo - 1
	switch {
	case r.is(j, possessive):
		j--
	case t.office.Kind != lexicon.Role:
		return side{}
	case (r.is(t.core, of) || r.is(t.core, to)) && (isEnvoy(t.office.Title) || isAide(t.office.Title)):
		for j = t.core + 1; j < len(r.w) && j < t.core+8 && (r.w[j].title != 0 || r.w[j].class == the); j++ {
		}
		if j >= len(r.w) {
			return side{}
		}
	}
	if j < 0 || r.w[j].person == 0 || r.sentence(j) != r.sentence(t.first) || r.is(t.lo-1, comma) {
		return side{}
	}
	if p := r.mentions[r.w[j].person-1].person; p != 0 && p != own {
		return r.people[p-1].side
	}
	return side{}
}

func isAide(title string) bool {
	for _, w := range []string{"aide", "advis", "spokes", "chief of staff", "secretary"} {
		if strings.Contains(title, w) {
			return true
		}
	}
	return false
}

// fromEllipses reads the second of two holders of one office whose title is left
// out: "Norway's top negotiator, X, and Kenya's, Y, met".
func (r *reader) fromEllipses() {
	for i := 1; i < len(r.mentions); i++ {
		m, before := &r.mentions[i], &r.mentions[i-1]
		if m.person == 0 || before.person == 0 || r.people[m.person-1].side.code != "" || r.people[before.person-1].side.code == "" || r.sentence(before.first) != r.sentence(m.first) {
			continue
		}
		j := m.first - 1
		if r.is(j, comma) {
			j--
		}
		if j <= before.last || !r.is(j, possessive) {
			continue
		}
		if e := r.entry(j - 1); e != nil && e.Senses[0].Kind == lexicon.StateName && e.Senses[0].Code != r.people[before.person-1].side.code {
			r.people[m.person-1].side = side{code: e.Senses[0].Code, span: e.Span, rule: "ellipsis"}
		}
	}
}

// fromAccredited reads whom an ambassador meets: "the ambassador of Norway to Kenya
// called on Adviser X" makes X Kenya's.
func (r *reader) fromAccredited() {
	for i := 1; i < len(r.mentions); i++ {
		m := &r.mentions[i]
		if !r.wantsSide(m) || !r.metBy(m) {
			continue
		}
		s := r.doc.Sentences[r.sentence(m.first)]
		for k := s.First; k < m.first; k++ {
			n := r.w[k].title
			if n == 0 || !strings.Contains(r.titles[n-1].office.Title, "ambassador") && !strings.Contains(r.titles[n-1].office.Title, "high commissioner") {
				continue
			}
			t := &r.titles[n-1]
			for j := t.first; j+1 < t.last; j++ {
				if !r.is(j, to) {
					continue
				}
				if e := r.entry(j + 1); e != nil && e.Senses[0].Kind == lexicon.StateName && e.Senses[0].Code != t.side.code {
					r.give(m, side{code: e.Senses[0].Code, span: e.Span}, "receiving state")
				}
			}
		}
	}
}

// metBy reports whether m is whom somebody calls on or meets.
func (r *reader) metBy(m *mention) bool {
	s := r.doc.Sentences[r.sentence(m.first)]
	i := r.phraseStart(m) - 1
	for n := 0; n < 2 && i >= s.First; n, i = n+1, i-1 {
		switch r.tokens[i].Form {
		case "on":
			return i > s.First && (r.tokens[i-1].Form == "call" || r.tokens[i-1].Form == "called")
		case "met", "with", "meeting":
			return true
		}
	}
	return false
}

// fromCompany reads who came with whom: "President X, accompanied by Foreign
// Minister Y".
func (r *reader) fromCompany() {
	for i := 1; i < len(r.mentions); i++ {
		m, before := &r.mentions[i], &r.mentions[i-1]
		if !r.wantsSide(m) || before.person == 0 || before.person == m.person || r.sentence(before.first) != r.sentence(m.first) {
			continue
		}
		j := r.phraseStart(m) - 1
		if r.is(j, the) || r.is(j, his) {
			j--
		}
		company := false
		switch r.tokens[max(j, 0)].Form {
		case "alongside":
			company = true
		case "by":
			switch r.tokens[max(j-1, 0)].Form {
			case "accompanied", "flanked", "joined":
				company = true
			}
		case "with":
			switch r.tokens[max(j-1, 0)].Form {
			case "along", "together":
				company = true
			}
		}
		if from := r.people[before.person-1].side; company && from.code != "" && j-before.last < 6 {
			r.give(m, from, "company")
		}
	}
	r.inherit()
}

// tldState is the state of a host's country-code domain: "ona.gov.om" is
// Oman's. Domains sold to all the world tell nothing.
func (r *reader) tldState(host string) string {
	i := strings.LastIndexByte(host, '.')
	if i < 0 || len(host)-i != 3 {
		return ""
	}
	tld := strings.ToUpper(host[i+1:])
	switch tld {
	case "TV", "IO", "CO", "ME", "AI", "FM", "CC", "WS", "LY", "TO", "LA", "AM", "GG", "SH", "VC", "ST", "NU", "TK", "ML", "GA", "CF", "GQ", "IM", "SC", "PW", "MU", "DJ", "TL", "CX", "EU":
		return ""
	case "UK":
		return "GBR"
	}
	return r.lex.ByISO2(tld)
}

// fromTitles gives the side that a title alone tells in English.
func (r *reader) fromTitles() {
	american := false
	for i := range r.found {
		if r.found[i].Senses[0].Code == "USA" {
			american = true
			break
		}
	}
	if !american {
		return
	}
	for p := range r.people {
		q := &r.people[p]
		if q.side.code != "" || q.title == 0 {
			continue
		}
		t := &r.titles[q.title-1]
		switch t.office.Title {
		case "defense secretary", "treasury secretary", "homeland security secretary", "trade representative":
			if r.w[t.first].shape != small {
				q.side = side{code: "USA", span: r.span(t.first, t.core), rule: "title"}
			}
		}
	}
}

//go:embed outlets.tsv
var outletsTSV string

// outlet is a publisher or agency with a state of its own.
type outlet struct{ name, host, state string }

var outlets = sync.OnceValue(func() []outlet {
	var out []outlet
	for line := range strings.Lines(outletsTSV) {
		if f := strings.Split(strings.TrimSpace(line), "\t"); len(f) == 3 && !strings.HasPrefix(line, "#") {
			out = append(out, outlet{f[0], f[1], f[2]})
		}
	}
	return out
})

// credit is the state of the agency that the text's opening or end credits in
// brackets: "KUWAIT, Jan. 5 (KUNA) --".
func (r *reader) credit() (string, parley.Span) {
	opening := r.text[:min(len(r.text), 300)]
	for from := 0; ; {
		i := strings.IndexByte(opening[from:], '(')
		if i < 0 {
			return "", parley.Span{}
		}
		i += from + 1
		j := strings.IndexByte(opening[i:], ')')
		if j < 0 {
			return "", parley.Span{}
		}
		name := opening[i : i+j]
		for _, o := range outlets() {
			if name == o.name {
				return o.state, parley.Span{Start: i, End: i + j}
			}
		}
		from = i + j
	}
}

// datelineState is the state of the capital or seat in the dateline of a text
// that credits no agency, if the text is about that state more than any other.
func (r *reader) datelineState() (string, parley.Span) {
	for si := range min(len(r.doc.Sentences), 4) {
		s := r.doc.Sentences[si]
		e := r.entry(s.First)
		if e == nil || e.First != s.First || e.Last+1 >= s.Last {
			continue
		}
		k := e.Senses[0].Kind
		if k != lexicon.Capital && k != lexicon.Seat || r.w[s.First].shape != shout && !dashes[r.tokens[e.Last].Form] {
			continue
		}
		if !dashes[r.tokens[e.Last].Form] && !r.is(e.Last, colon) && !(r.is(e.Last, comma) && r.isDate(e.Last+1)) {
			continue
		}
		code := e.Senses[0].Code
		if k == lexicon.Seat {
			return code, e.Span
		}
		count := map[string]int{}
		for i := range r.found {
			if c := r.found[i].Senses[0].Code; r.lex.IsState(c) {
				count[c]++
			}
		}
		for c, n := range count {
			if c != code && n >= count[code] {
				return "", parley.Span{}
			}
		}
		return code, e.Span
	}
	return "", parley.Span{}
}

// outletState is the state of the outlet that published the document: by a
// table, or by the state or capital in its name ("Times of Oman").
func (r *reader) outletState() string {
	d := r.doc.Source
	host := ""
	if i := strings.Index(d.URL, "://"); i >= 0 {
		host, _, _ = strings.Cut(strings.TrimPrefix(d.URL[i+3:], "www."), "/")
	}
	for _, o := range outlets() {
		if d.Publisher != "" && strings.EqualFold(o.name, d.Publisher) || host != "" && (host == o.host || strings.HasSuffix(host, "."+o.host)) {
			return o.state
		}
	}
	if code := r.tldState(host); code != "" {
		return code
	}
	code := ""
	for _, m := range r.lex.FindText(d.Publisher) {
		if s := m.Senses[0]; r.lex.IsState(s.Code) {
			if code != "" && code != s.Code {
				return ""
			}
			code = s.Code
		}
	}
	return code
}

// fromCountries gives a side to holders of offices of state in a text that is
// about one state, or about two of which the other has its people already. A
// text that speaks of the United States is left alone but for titles that they
// do not have: their presidents are named without a state everywhere.
func (r *reader) fromCountries() {
	count := map[string]int{}
	first := map[string]parley.Span{}
	var order []string
	for i := range r.found {
		e := &r.found[i]
		switch e.Senses[0].Kind {
		case lexicon.StateName, lexicon.Adjective, lexicon.People, lexicon.Capital, lexicon.Seat:
		default:
			continue
		}
		c := e.Senses[0].Code
		if !r.lex.IsState(c) {
			continue
		}
		if count[c]++; count[c] == 1 {
			order = append(order, c)
			first[c] = e.Span
		}
	}
	if len(order) == 0 {
		return
	}
	slices.SortStableFunc(order, func(a, b string) int { return count[b] - count[a] })
	order = append(order, "", "")
	code := ""
	sided := map[string]int{}
	for p := range r.people {
		sided[r.people[p].side.code]++
	}
	switch a, b, c := order[0], order[1], order[2]; {
	case count[a] >= 4 && count[a] >= 3*count[b]:
		code = a
	case count[b] >= 3 && count[b] >= 2*count[c] && sided[a] > 0 && sided[b] == 0:
		code = b
	case count[b] >= 3 && count[b] >= 2*count[c] && sided[b] > 0 && sided[a] == 0:
		code = a
	}
	if code == "" {
		return
	}
	office := map[string]bool{}
	for p := range r.people {
		q := &r.people[p]
		if q.side.code != "" || q.title == 0 {
			continue
		}
		t := &r.titles[q.title-1]
		if !r.domestic(t) || t.office.Kind != lexicon.OfficeOfState || count["USA"] > 0 && !foreignTitle(t.office.Title) || !r.canHave(code, t.office.Title) || office[t.office.Title] {
			continue
		}
		office[t.office.Title] = true
		q.side = side{code: code, span: first[code], rule: "state that the text is about"}
	}
}

// domestic reports whether a state's own press gives a title without the state
// to its own officials alone: ministers and those under them, but no envoys,
// whom others send, and no heads of what is not the state's.
func (r *reader) domestic(t *title) bool {
	if t.plural || r.formerly(t) || t.office.Kind >= lexicon.Rank {
		return false
	}
	if r.w[t.first].shape == small && !t.definite {
		return false
	}
	if t.office.Kind == lexicon.OfficeOfState {
		return true
	}
	switch headWord(t.office.Title) {
	case "director", "general", "governor", "speaker", "spokesperson", "spokesman", "spokeswoman", "negotiator", "chairman":
	default:
		return false
	}
	if strings.Contains(t.office.Title, "secretary") {
		return false
	}
	for i := t.first; i < t.core; i++ { // "Director General of the Widget Society"
		if r.w[i].shape != small && !r.vocab.field[r.tokens[i].Form] && r.w[i].office == 0 {
			return false
		}
	}
	return true
}

// fromOutlet gives the outlet's own state to holders of offices that the text
// introduces without one, as a state's own press does: "President X" in the
// Voice of America is of the United States, "Foreign Secretary Y" in the BBC of
// the United Kingdom. The text must speak of that state.
func (r *reader) fromOutlet() {
	code, words, rule := r.outletState(), parley.Span{}, "outlet's own state"
	dated := false
	if code == "" {
		code, words = r.credit()
		rule = "agency's own state"
	}
	if code == "" {
		code, words = r.datelineState()
		rule, dated = "dateline", true
	}
	if code == "" || !r.speaksOf(code) {
		return
	}
	done := map[string]bool{}
	for p := range r.people {
		if q := &r.people[p]; q.side.code == code && q.title != 0 {
			done[r.titles[q.title-1].office.Title] = true
		}
	}
	for p := range r.people {
		q := &r.people[p]
		if q.side.code != "" || q.title == 0 {
			continue
		}
		t := &r.titles[q.title-1]
		if done[t.office.Title] && t.office.Kind == lexicon.OfficeOfState {
			continue // a state has one president; the second is another's
		}
		if !r.domestic(t) || !r.canHave(code, t.office.Title) {
			continue
		}
		if dated && t.office.Level == parley.LeaderLevel {
			continue // the leaders of great powers are named without a state everywhere
		}
		done[t.office.Title] = true
		q.side = side{code: code, span: words, rule: rule}
		if words.Empty() {
			q.side.span = r.span(t.first, t.core)
		}
	}
}

package actors

import (
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/lexicon"
	"github.com/parley-register/parley/internal/nlp"
)

// side is whom somebody acts for, and the words that tell it.
type side struct {
	code  string
	state string // of a group: the state it belongs to
	also  string // the second organisation that a joint envoy acts for
	span  parley.Span
	rule  string
}

// title is an office as the text gives it.
type title struct {
	first, last int // tokens of the title with its field and complement
	core        int // token after the title's own text: "of Ukraine" is after it
	lo          int // first token of the phrase with its side and modifiers, without an article
	office      lexicon.Office
	plural      bool
	side        side
	sides       []side // of a plural: "the foreign ministers of Egypt and Jordan"
	definite    bool   // "the", a possessive or a side stands before it
	used        bool   // stands with a name
	nested      bool   // ends with another's title: "chief of staff for the Secretary-General"
}

// readTitles makes titles of the offices found.
func (r *reader) readTitles() {
	r.titles = make([]title, 0, len(r.offices))
	for k := range r.offices {
		// "Amir Karimi": a given name that is an office elsewhere.
		o := &r.offices[k]
		if n := r.w[o.First].name; n != 0 && o.Office.Title == "amir" && r.doc.Names[n-1].Type == nlp.PER && r.doc.Names[n-1].First == o.First && r.doc.Names[n-1].Last > o.Last &&
			!r.is(o.First-1, the) && r.w[o.Last].office == 0 {
			r.w[o.First].office = 0
		}
	}
	for k := range r.offices {
		o := &r.offices[k]
		if r.w[o.First].office == 0 {
			continue
		}
		s := r.doc.Sentences[r.sentence(o.First)]
		t := title{first: o.First, last: o.Last, core: o.Last, lo: o.First, office: o.Office}
		// An office inside the name of an organisation is part of that name.
		if e := r.entry(o.First); e != nil && e.First < o.First {
			if e.Last >= o.Last {
				continue
			}
			if sd, ok := r.sideOf(e); ok {
				t.side, t.lo, t.definite = sd, e.First, true
				if k := e.Senses[0].Kind; k == lexicon.Organ || k == lexicon.Organisation {
					t.first = e.First // "European Commission President"
				}
			}
		}
		// "President of the Republic" of "of the Republic of Kenya" is a president.
		if e := r.entry(o.Last - 1); e != nil && e.First > o.First && e.Last > o.Last {
			end := e.First
			for end > o.First && (r.is(end-1, the) || r.is(end-1, of)) {
				end--
			}
			office, ok := r.lex.Office(r.form(o.First, end))
			if end == o.First || !ok {
				continue
			}
			t.last, t.core, t.office = end, end, office
		}
		t.plural = o.Plural
		// Inside what another title is of: "Chief of the General Staff".
		if n := len(r.titles); n > 0 && o.First < r.titles[n-1].last && r.titles[n-1].last != o.Last {
			continue
		}
		if o.Office.Kind != lexicon.Honorific {
			r.complement(&t, s)
			r.leftSide(&t, s)
			r.opposed(&t)
		}
		// Two titles of one holder.
		if n := len(r.titles); n > 0 {
			p := &r.titles[n-1]
			if p.last == t.lo-1 && t.lo == t.first && r.joinsTitles(p, &t) {
				p.last, p.core = t.last, t.core
				p.plural = t.plural
				if t.side.code != "" && p.side.code == "" {
					p.side = t.side
				}
				if higher(t.office.Level, p.office.Level) {
					p.office.Level = t.office.Level
				}
				r.mark(len(r.titles)-1, s)
				continue
			}
		}
		r.titles = append(r.titles, t)
		r.mark(len(r.titles)-1, s)
	}
}

// opposedBy are the words before a title that make its holder one of those who
// stand against the state, and what they are called together.
var opposedBy = map[string]string{"opposition": "opposition", "rebel": "rebels", "insurgent": "insurgents", "separatist": "separatists"}

// opposed turns the side of those who stand against a state into one of their
// own: a "Sudanese opposition leader" acts for the "Sudanese opposition".
func (r *reader) opposed(t *title) {
	whose := ""
	switch {
	case strings.Contains(t.office.Title, "rebel"):
		whose = "rebels"
	case against(t.office.Title):
		whose = "opposition"
	case t.first > 0: // "Libyan rebel spokesman"
		whose = opposedBy[lowerASCII(r.tokens[t.first-1].Form)]
	}
	state, ok := r.lex.State(t.side.code)
	if whose == "" || !ok || len(state.Adjectives) == 0 || t.lo >= t.first && !against(t.office.Title) {
		return
	}
	whose = " " + whose
	t.side.code, t.side.state = state.Adjectives[0]+whose, state.Code
	t.side.span = t.side.span.Cover(r.span(t.first, t.core))
}

func (r *reader) mark(k int, s nlp.Sentence) {
	for i := r.titles[k].first; i < r.titles[k].last && i < s.Last; i++ {
		r.w[i].title = int32(k + 1)
	}
}

// joinsTitles reports whether p and t, with one token between them, are the
// two offices of one holder: "Deputy Prime Minister and Foreign Minister".
func (r *reader) joinsTitles(p, t *title) bool {
	if t.office.Kind == lexicon.Honorific || p.office.Kind == lexicon.Honorific || p.plural {
		return false
	}
	switch r.w[t.first-1].class {
	case slash:
		return true
	case and:
		switch first := p.office.Title; {
		case strings.Contains(first, "deputy prime"), strings.Contains(first, "vice prem"), strings.Contains(first, "vice prime"), strings.Contains(first, "deputy prem"),
			strings.Contains(first, "councilor"), strings.Contains(first, "councillor"), first == "crown prince", first == "vice president":
			return t.office.Kind == lexicon.OfficeOfState && r.w[t.first].shape == r.w[p.first].shape
		}
	}
	return false
}

// complement grows t to the right: "of Foreign Affairs and Trade", "for African
// Affairs", "to Yemen". It takes what is of a side as the side and leaves the
// name of a state out of the title.
func (r *reader) complement(t *title, s nlp.Sentence) {
	// What the lexicon knows as a field may go on: "Minister of Trade" "and Industry".
	if r.fieldGoesOn(t, s) {
		t.core = t.last
	}
	for t.last < s.Last {
		prep := r.w[t.last].class
		switch {
		case prep == of, prep == forWord, prep == to, prep == from:
		case r.tokens[t.last].Form == "on" && t.last+1 < s.Last && r.w[t.last+1].shape != small && !strings.HasSuffix(r.tokens[t.last+1].Form, "day"):
		case r.tokens[t.last].Form == "in" && t.office.Kind == lexicon.Role && r.placeThenName(t.last+1, s):
			t.last = r.entry(t.last + 1).Last
			return
		case r.tokens[t.last].Form == "in" && strings.Contains(t.office.Title, "ambassador") && r.entry(t.last+1) != nil && r.entry(t.last+1).Last <= s.Last:
			t.last = r.entry(t.last + 1).Last // "Ambassador of Norway in Baghdad"
			return
		case (r.tokens[t.last].Form == "at" || r.tokens[t.last].Form == "in") && r.is(t.last+1, the):
			if (t.office.Kind != lexicon.Role || t.core == t.first+1) && !r.bodyAt(t.last+2, s) || t.last+2 >= s.Last || r.w[t.last+2].shape == small {
				return
			}
		case prep == comma && t.last+1 < s.Last && r.w[t.last+1].shape == capital && r.bureau(t.last+1, s) > 0:
			// "Deputy Director-General, Defense Policy Bureau"
			t.last = r.bureau(t.last+1, s)
			t.core = t.last
			return
		default:
			return
		}
		if prep == to && !takesTo(t.office.Title) {
			return
		}
		if t.office.Kind == lexicon.Rank {
			return
		}
		end, sides := r.phrase(t.last+1, s, t.plural)
		if end == t.last+1 {
			return
		}
		o := r.w[end-1].office
		t.nested = o != 0 && r.offices[o-1].First > t.last && !r.is(r.offices[o-1].First-1, the)
		start := t.last
		if t.nested && end < s.Last && r.nameType(end) == nlp.PER && (t.plural || r.is(t.lo-1, article)) {
			// "an envoy of Kenyan President Omar Karani": that title is of the name behind it
			if len(sides) > 0 && r.ofSide(t, prep, sides[0]) {
				t.side = sides[0]
				t.side.rule = "title-of"
			}
			t.nested = false
			return
		}
		if len(sides) > 0 && r.ofSide(t, prep, sides[0]) {
			t.side = sides[0]
			t.side.rule = "title-of"
			t.sides = sides
		}
		// "President of Ukraine" is a president; the state is the side.
		if (prep == of && len(sides) > 0 && (t.plural || r.onlyState(start+1, end)) || prep == from) && !strings.Contains(t.office.Title, "ambassador") && !ofSomething(t.office.Title) {
			t.last = end
			return
		}
		t.last, t.core = end, end
	}
}

// ofSomething is a title that says nothing without what it is of.
func ofSomething(title string) bool {
	switch title {
	case "head", "chief", "chair", "chairman", "chairwoman", "chairperson", "director", "member", "deputy head":
		return true
	}
	return false
}

// takesTo reports whether "to X" after a title tells where its holder is sent.
func takesTo(title string) bool {
	for _, w := range []string{"ambassador", "envoy", "representative", "adviser", "advisor", "counsel", "nuncio", "consul", "delegate", "coordinator", "aide", "secretary"} {
		if strings.Contains(title, w) {
			return true
		}
	}
	return false
}

// ofSide reports whether the complement of t after prep tells its side. One is
// ambassador of one's own state, to another, and special envoy for a third.
func (r *reader) ofSide(t *title, prep class, s side) bool {
	switch prep {
	case of:
		return true
	case from:
		return true
	case forWord, to:
		for _, w := range []string{"spokes", "adviser", "advisor", "aide", "negotiator", "chief of staff", "counsel"} {
			if strings.Contains(t.office.Title, w) {
				return true
			}
		}
		if prep == forWord && r.lex.IsState(s.code) {
			return false
		}
		return s.rule == "organisation" && prep == forWord && (strings.Contains(t.office.Title, "representative") || strings.Contains(t.office.Title, "mediator") || strings.Contains(t.office.Title, "envoy"))
	}
	// "at the U.S. Embassy"
	return prep == open && s.rule != "capital"
}

// bodyAt reports whether the name of a ministry or organisation begins at token
// i, after an adjective or state at most.
func (r *reader) bodyAt(i int, s nlp.Sentence) bool {
	for n := 0; n < 2 && i < s.Last; n++ {
		e := r.entry(i)
		if e == nil {
			return false
		}
		switch e.Senses[0].Kind {
		case lexicon.Institution, lexicon.Organisation, lexicon.Organ:
			return true
		}
		i = e.Last
		if r.is(i, possessive) {
			i++
		}
	}
	return false
}

// placeThenName reports whether a state stands at token i and a name after it:
// "Mission Director in Jordan Anna Lund".
func (r *reader) placeThenName(i int, s nlp.Sentence) bool {
	e := r.entry(i)
	return e != nil && i < s.Last && e.First == i && e.Last < s.Last && r.w[e.Last].shape == capital && r.w[e.Last].lex == 0 &&
		(r.nameType(e.Last) == nlp.PER || r.lex.GivenName(r.tokens[e.Last].Form))
}

// fieldGoesOn grows t over the rest of a field: "Minister of Foreign Affairs"
// "and International Cooperation".
func (r *reader) fieldGoesOn(t *title, s nlp.Sentence) bool {
	if !strings.Contains(t.office.Title, " of ") && !strings.Contains(t.office.Title, " for ") {
		return false
	}
	if strings.HasSuffix(t.office.Title, " of state") {
		return false
	}
	grown := false
	for i := t.last; i < s.Last; {
		j := i
		if r.is(j, comma) {
			j++
		}
		if r.is(j, and) || j < s.Last && r.tokens[j].Form == "&" {
			j++
			if r.is(j, the) {
				j++
			}
		}
		start := j
		for j < s.Last && r.w[j].shape != small && r.vocab.field[r.tokens[j].Form] && r.w[j].office == 0 {
			j++
		}
		if j == start || j < s.Last && r.w[j].office != 0 {
			// An unknown field between "and" and a name: "Minister of Energy and
			// Hydrocarbons Luis Arce".
			if start > i && start < s.Last && r.is(start-1, and) && r.w[start].shape == capital && r.w[start].office == 0 && r.w[start].lex == 0 && r.nameType(start) != nlp.PER &&
				!r.lex.GivenName(r.tokens[start].Form) && (start+1 == s.Last || r.w[start+1].class == comma || r.w[start+1].class == of || r.w[start+1].class == stop) {
				t.last = start + 1
				return true
			}
			if start > i && start+1 < s.Last && r.w[start].shape == capital && r.w[start].office == 0 && r.w[start].lex == 0 &&
				r.nameType(start) != nlp.PER && r.w[start+1].shape == capital && !r.lex.GivenName(r.tokens[start].Form) &&
				(r.nameType(start+1) == nlp.PER || r.lex.GivenName(r.tokens[start+1].Form)) {
				t.last = start + 1
				return true
			}
			break
		}
		// A field word may be a name: "Minister of Justice Young".
		for j > start && r.nameType(j-1) == nlp.PER {
			j--
		}
		if j == start {
			break
		}
		t.last, i, grown = j, j, true
	}
	return grown
}

// bureau returns where a capitalised phrase that ends in Bureau, Department or
// the like ends, or 0.
func (r *reader) bureau(i int, s nlp.Sentence) int {
	end := 0
	for j := i; j < s.Last && j < i+10; j++ {
		switch f := r.tokens[j].Form; {
		case f == "Bureau" || f == "Department" || f == "Division" || f == "Office" || f == "Directorate":
			end = j + 1
		case r.w[j].class == of || r.w[j].class == and || r.w[j].class == comma:
		case r.w[j].shape == small || r.w[j].office != 0 || r.nameType(j) == nlp.PER:
			return end
		}
	}
	return end
}

// phrase reads the noun phrase that begins at token i: its end, and the sides
// named in it, in order. It stops before a person's name.
func (r *reader) phrase(i int, s nlp.Sentence, plural bool) (int, []side) {
	var sides []side
	start := i
	limit := min(s.Last, i+14)
	end := i
	nouns := 0
	for i < limit {
		w := &r.w[i]
		if e := r.entry(i); e != nil && e.First == i {
			if sd, ok := r.sideOf(e); ok {
				if n := len(sides); n > 0 && !plural && !r.continues(i, start) && sides[0].code != sd.code {
					break // "the president of Egypt and Jordan's king"
				} else if n == 0 || plural {
					sides = append(sides, sd)
				}
			}
			if e.Senses[0].Kind == lexicon.Apart && e.Senses[0].Class != "region" && e.Senses[0].Class != "document" && e.Senses[0].Class != "process" {
				break
			}
			i = e.Last
			end = i
			nouns++
			if i < limit && r.is(i, openParen) { // "(ROK)"
				if j := r.shut(i, limit); j > 0 && j-i <= 3 {
					i, end = j+1, j+1
				}
			}
			continue
		}
		switch {
		case r.nameType(i) == nlp.PER && w.shape != small && w.office == 0 && !r.fieldInName(i):
			return end, sides
		case w.shape != small && w.class != the && w.class != article:
			form := r.tokens[i].Form
			known := r.vocab.field[form] || r.tokens[i].UPOS == nlp.ADJ && r.nameType(i) != nlp.PER && !r.lex.GivenName(form)
			if u := r.tokens[i].UPOS; !known && (u == nlp.PROPN || u == nlp.NOUN || u == nlp.ADJ) {
				switch r.nameType(i) {
				case nlp.ORG, nlp.LOC, nlp.FAC, nlp.GPE, nlp.GOV, nlp.MEET, nlp.DOC:
					known = true
				}
			}
			if w.office != 0 && r.offices[w.office-1].Office.Kind == lexicon.Rank && i+1 < limit && r.vocab.field[r.tokens[i+1].Form] {
				known = true // "General Staff"
			}
			if !known && w.office != 0 && i > start {
				// "for U.N. Secretary-General", "of the Office of the President"
				o := &r.offices[w.office-1]
				e := r.entry(i - 1)
				if r.is(i-1, of) || r.is(i-1, the) || e != nil && o.Office.Kind < lexicon.Rank && (e.Senses[0].Kind == lexicon.Organisation || e.Senses[0].Kind == lexicon.StateName || e.Senses[0].Kind == lexicon.Adjective) {
					i, end = o.Last, o.Last
					continue
				}
				return end, sides
			}
			if known && !r.vocab.field[form] && i > start && endsBody[r.tokens[i-1].Form] {
				return end, sides // "of the Mongolian Parliament Batbold"
			}
			if known && !r.vocab.field[form] && i > start && r.w[start].class != the && r.vocab.field[r.tokens[i-1].Form] && r.w[i].name != 0 && r.doc.Names[r.w[i].name-1].Last == i+1 &&
				(i+1 >= s.Last || r.w[i+1].class == comma || r.w[i+1].class == and || r.w[i+1].class == stop || r.tokens[i+1].UPOS == nlp.VERB) {
				return end, sides // "on Climate Issues Edelgeriyev,"
			}
			if !known {
				// Part of a name of something whose later words are known.
				if i+1 < limit && r.w[i+1].shape != small && r.vocab.field[r.tokens[i+1].Form] && !r.lex.GivenName(form) {
					known = true
				}
			}
			if !known && r.is(i+1, hyphen) && i+2 < limit && r.vocab.field[r.tokens[i+2].Form] {
				i += 2 // "Indo-Pacific"
				continue
			}
			if !known {
				return end, sides
			}
			i++
			end = i
			nouns++
		case r.tokens[i].Form == "with" && end > start && i+1 < limit && r.vocab.field[r.tokens[i+1].Form]:
			i++ // "Relations with International Organizations"
		case w.class == the || w.class == article:
			if i > start && !r.is(i-1, of) && !r.is(i-1, and) && !r.is(i-1, to) && !r.is(i-1, forWord) {
				return end, sides
			}
			i++
		case w.class == of || w.class == forWord:
			if end == start {
				return end, sides
			}
			i++
		case w.class == and || w.class == comma:
			if end == start || i+1 >= limit {
				return end, sides
			}
			next := i + 1
			if r.is(next, and) {
				next++
			}
			if r.is(next, the) {
				next++
			}
			if next >= limit || r.w[next].shape == small || r.w[next].office != 0 || r.nameType(next) == nlp.PER && !r.fieldInName(next) {
				return end, sides
			}
			if e := r.entry(next); e != nil {
				if _, ok := r.sideOf(e); ok && !plural && len(sides) > 0 {
					return end, sides
				}
				if !plural && w.class == comma {
					return end, sides
				}
			} else if !r.vocab.field[r.tokens[next].Form] {
				return end, sides
			}
			i++
		case w.class == possessive && end > start:
			if len(sides) == 0 {
				if sd := r.thatCountry(i, s); sd.code != "" {
					sides = append(sides, sd)
				}
			}
			i++ // "of the country's delegation": goes on if a noun follows
			if i >= limit || r.w[i].class != open {
				return end, sides
			}
		case w.class == hyphen:
			i++
		case w.class != open:
			return end, sides
		default:
			// Small letters: nouns and adjectives, where tags tell.
			switch r.tokens[i].UPOS {
			case nlp.NOUN:
				nouns++
				if nouns > 5 || w.office != 0 && end > start {
					return end, sides
				}
				i++
				end = i
			case nlp.ADJ, nlp.PROPN:
				i++
			default:
				return end, sides
			}
		}
	}
	return end, sides
}

// fieldInName reports whether the first word of what is marked as a person's
// name is the rest of a title: "Minister of Works and" "Transport Anna Berg".
func (r *reader) fieldInName(i int) bool {
	n := r.w[i].name
	return n != 0 && r.doc.Names[n-1].First == i && r.doc.Names[n-1].Last > i+1 && r.vocab.field[r.tokens[i].Form] && !r.lex.GivenName(r.tokens[i].Form) && r.w[i+1].shape == capital &&
		i > 0 && (r.is(i-1, and) || r.is(i-1, of)) && i > 1 && r.w[i-2].shape != small
}

// endsBody are words that end the name of a body: a capitalised word after one
// begins something else.
var endsBody = wordSet("Parliament Senate Assembly Ministry Congress Duma Knesset Bundestag Agency Bureau Department Company")

// continues reports whether the words before token i end in "of" or "the".
func (r *reader) continues(i, start int) bool {
	return i-1 >= start && (r.is(i-1, of) || r.is(i-1, the) && r.is(i-2, of))
}

// shut returns the token that closes the bracket at i, before limit, or 0.
func (r *reader) shut(i, limit int) int {
	for j := i + 1; j < limit && j < i+12; j++ {
		if r.is(j, shutParen) {
			return j
		}
	}
	return 0
}

// onlyState reports whether tokens [i, end) are the name of a state or
// organisation and nothing more.
func (r *reader) onlyState(i, end int) bool {
	for ; i < end; i++ {
		if r.w[i].lex == 0 && r.w[i].class == open {
			return false
		}
		if e := r.entry(i); e != nil {
			switch e.Senses[0].Kind {
			case lexicon.StateName, lexicon.Capital, lexicon.Group:
			default:
				if !talkers[e.Senses[0].Code] {
					return false
				}
			}
		}
	}
	return true
}

// sideOf is the side that a lexicon match names.
func (r *reader) sideOf(e *lexicon.Match) (side, bool) {
	s := &e.Senses[0]
	switch s.Kind {
	case lexicon.Apart:
		return side{}, false
	case lexicon.Organisation, lexicon.Organ, lexicon.Format:
		return side{code: s.Code, span: e.Span, rule: "organisation"}, true
	case lexicon.Group:
		return side{code: s.Code, state: s.Class, span: e.Span, rule: "group"}, true
	}
	if s.Code == "" {
		return side{}, false
	}
	return side{code: s.Code, span: e.Span, rule: s.Kind.String()}, true
}

// leftSide reads what stands before a title: its side ("Russian", "Japan's",
// "the Iranian foreign ministry's"), modifiers, and words of the title that the
// lexicon does not have ("trade and industry commissioner", "Syria envoy").
func (r *reader) leftSide(t *title, s nlp.Sentence) {
	i := min(t.first, t.lo) - 1
	budget := 9
	for ; i >= s.First && budget > 0; budget-- {
		w := &r.w[i]
		if e := r.entry(i); e != nil && e.Last == i+1 {
			if w.title != 0 {
				break // of the title before: "for the DPRK Ambassador"
			}
			k := e.Senses[0].Kind
			if k == lexicon.Institution && e.Senses[0].Code == "" {
				i = e.First - 1
				t.lo = e.First
				continue
			}
			// "Syria envoy": the field, not the side.
			if k == lexicon.StateName && t.lo == t.first && i == t.first-1 && isEnvoy(t.office.Title) && !isUS(e) {
				t.first, t.lo = e.First, e.First
				i = e.First - 1
				continue
			}
			if k == lexicon.Apart {
				if e.Senses[0].Class == "region" && isEnvoy(t.office.Title) {
					t.first, t.lo = e.First, e.First
					i = e.First - 1
					continue
				}
				break
			}
			sd, ok := r.sideOf(e)
			if !ok {
				break
			}
			// A title that is of something has a side there already, unless it
			// stands here: "Japanese Minister of Foreign Affairs".
			if t.side.code == "" || t.side.rule != "title-of" || k == lexicon.Adjective && r.lex.IsState(sd.code) && !r.lex.IsState(t.side.code) {
				if t.side.code == "" {
					t.side = sd
				}
			}
			t.lo = e.First
			t.definite = true
			if t.side == sd {
				r.joint(t, e, s)
			}
			if k == lexicon.Organ && e.First == t.lo && i == t.first-1 {
				t.first = e.First // "European Commission President"
			}
			// "South Korean and Japanese foreign ministers"
			if t.plural {
				r.moreSides(t, e.First, s)
			}
			if j := t.lo - 1; j >= s.First && r.vocab.modifier[lowerASCII(r.tokens[j].Form)] {
				t.lo = j
			}
			break
		}
		switch {
		case r.tokens[i].Form == "whose":
			// "Chile, whose envoy Ana Ruiz"
			j := i - 1
			if r.is(j, comma) {
				j--
			}
			if j >= s.First && t.side.code == "" {
				if e := r.entry(j); e != nil {
					if sd, ok := r.sideOf(e); ok {
						t.side = sd
					}
				}
			}
			t.definite = true
			i = -1
		case w.class == possessive && i-1 >= s.First && r.entry(i-1) != nil:
			i--
			continue
		case w.class == possessive, w.class == his:
			t.definite = true
			if w.class == possessive && t.side.code == "" {
				t.side = r.thatCountry(i, s)
				if k := r.w[max(i-1, s.First)].title; k != 0 && t.side.code == "" && r.w[i-1].person == 0 {
					t.side = r.titles[k-1].side // "the UN Secretary-General's envoy"
				}
			}
			i = -1
		case w.class == shutParen:
			j := i - 1
			for j >= s.First && j > i-5 && !r.is(j, openParen) {
				j--
			}
			if r.is(j, openParen) && j-1 >= s.First && (r.entry(j-1) != nil || r.nameType(j-1) == nlp.ORG) {
				i = j - 1
				continue
			}
			i = -1
		case w.class == open && w.shape == small && r.is(i-1, hyphen) && i-2 >= s.First && r.w[i-2].shape == small:
			i -= 3 // "junta-appointed"
			continue
		case w.class == the:
			t.definite = true
			i = -1
		case w.class == hyphen && i-1 >= s.First:
			i--
			continue
		case w.class == and && i-1 >= s.First && t.lo == i+1 && (t.lo < t.first || t.office.Kind == lexicon.OfficeOfState && r.w[t.first].shape == r.w[i-1].shape && len(t.office.Title) > 8 && t.office.Title != "prime minister") &&
			r.vocab.field[upperFirst(r.tokens[i-1].Form)] && r.w[i-1].office == 0 && r.w[i-1].title == 0 && r.w[i-1].lex == 0 && r.nameType(i-1) != nlp.PER:
			i-- // "trade and industry commissioner"
			t.first, t.lo = i, i
			i--
			continue
		case w.title != 0:
			i = -1
		case r.vocab.modifier[r.tokens[i].Form]:
			t.lo = i
			i--
			continue
		case w.class != open:
			i = -1
		case w.shape == small:
			// An adjective or noun of the title: "atomic", "ruling-party".
			if u := r.tokens[i].UPOS; (u == nlp.ADJ || u == nlp.NOUN || u == nlp.ADV) && budget > 3 {
				if u != nlp.ADV && t.office.Kind == lexicon.Role && i == t.first-1 && r.vocab.field[upperFirst(r.tokens[i].Form)] {
					t.first = i
				}
				t.lo = i
				i--
				continue
			}
			i = -1
		default:
			// A capitalised word of the title: "Senate", "Air Force".
			if r.nameType(i) == nlp.PER || r.lex.GivenName(r.tokens[i].Form) || !r.vocab.field[r.tokens[i].Form] && r.nameType(i) != nlp.ORG && r.nameType(i) != nlp.TITLE {
				i = -1
				break
			}
			if t.lo == t.first {
				t.first = i
			}
			t.lo = i
			i--
			continue
		}
		break
	}
	switch r.tokens[t.lo].Form {
	case "acting", "Acting", "interim", "caretaker":
		t.first = t.lo // "acting South Korean President"
	}
	if t.lo > s.First && (r.is(t.lo-1, the) || r.is(t.lo-1, his) || r.is(t.lo-1, possessive)) {
		t.definite = true
	}
	// "French" of "Deputy French ..." and the like need no more; a modifier
	// that nothing stands before is no part of the phrase.
}

// joint reads the two organisations that one envoy acts for: "the UN and Arab
// League envoy". The first is the side, the second goes with it.
func (r *reader) joint(t *title, e *lexicon.Match, s nlp.Sentence) {
	i := e.First - 1
	if t.plural || t.side.rule != "organisation" || r.lex.IsState(t.side.code) || i-1 < s.First || !r.is(i, and) && !r.is(i, hyphen) && !r.is(i, slash) {
		return
	}
	b := r.entry(i - 1)
	if b == nil || b.Last != i {
		return
	}
	first, ok := r.sideOf(b)
	if !ok || first.rule != "organisation" || first.code == t.side.code {
		return
	}
	first.also, first.span = t.side.code, first.span.Cover(t.side.span)
	t.side, t.lo = first, b.First
}

// thatCountry is the side of "the country's", with the possessive at token i:
// the one state named last before it, in its sentence or the one before.
func (r *reader) thatCountry(i int, s nlp.Sentence) side {
	if i-2 < s.First || !r.is(i-2, the) {
		return side{}
	}
	switch r.tokens[i-1].Form {
	case "country", "nation", "kingdom", "republic", "island", "emirate":
	default:
		return side{}
	}
	from := s.First
	if r.w[s.First].class == the && i-2 == s.First {
		if si := r.sentence(s.First); si > 0 {
			from = r.doc.Sentences[si-1].First
		}
	}
	var found side
	for k := i - 3; k >= from; k-- {
		e := r.entry(k)
		if e == nil || e.First != k {
			continue
		}
		if sd, ok := r.sideOf(e); ok && e.Senses[0].Kind == lexicon.StateName {
			if found.code != "" && found.code != sd.code {
				break // the nearest
			}
			found = sd
		}
	}
	found.rule = "country"
	if found.code == "" {
		return side{}
	}
	return found
}

// moreSides reads the sides before one at token i of a plural title.
func (r *reader) moreSides(t *title, i int, s nlp.Sentence) {
	t.sides = append(t.sides, t.side)
	for n := 0; n < 12; n++ {
		j := i - 1
		if r.is(j, and) || r.is(j, comma) {
			j--
			if r.is(j, comma) {
				j--
			}
		} else {
			break
		}
		e := r.entry(j)
		if j < s.First || e == nil {
			break
		}
		sd, ok := r.sideOf(e)
		if !ok {
			break
		}
		t.sides = append(t.sides, sd)
		i = e.First
		t.lo = i
	}
	for a, b := 0, len(t.sides)-1; a < b; a, b = a+1, b-1 {
		t.sides[a], t.sides[b] = t.sides[b], t.sides[a]
	}
}

func isEnvoy(title string) bool {
	for _, w := range []string{"envoy", "representative", "coordinator", "negotiator", "mediator"} {
		if strings.Contains(title, w) {
			return true
		}
	}
	return false
}

// isUS: "U.S. envoy" and "UK envoy" are of the side; the adjective has the form
// of the name.
func isUS(e *lexicon.Match) bool {
	_, adjective := e.Is(lexicon.Adjective)
	return adjective
}

func upperFirst(s string) string {
	if s != "" && s[0] >= 'a' && s[0] <= 'z' {
		return string(s[0]-('a'-'A')) + s[1:]
	}
	return s
}

func higher(a, b parley.Level) bool { return levelRank(a) > levelRank(b) }

func levelRank(l parley.Level) int {
	switch l {
	case parley.LeaderLevel:
		return 4
	case parley.MinisterLevel:
		return 3
	case parley.DeputyLevel:
		return 2
	case parley.OfficialLevel:
		return 1
	}
	return 0
}

package actors

import (
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/lexicon"
	"github.com/parley-register/parley/internal/nlp"
)

// mention is a person's name in the text.
type mention struct {
	first, last int // tokens of the name, without titles
	start       int // first token with ranks and forms of address
	title       int // index into titles plus 1; 0 for none
	side        side
	person      int  // index into people plus 1
	previous    int  // the mention before it in one list, plus 1
	short       bool // found by the name of somebody named in full elsewhere
	head        bool // in a headline
	words       []string
	rule        string
}

// readNames finds the persons named, and joins them to titles and sides.
func (r *reader) readNames() {
	for si := range r.doc.Sentences {
		s := r.doc.Sentences[si]
		from := len(r.mentions)
		for i := s.First; i < s.Last; {
			end, rule := r.nameAt(i, s, r.head[si])
			if end <= i {
				i++
				continue
			}
			m := mention{first: i, last: end, rule: rule, head: r.head[si]}
			r.mentions = append(r.mentions, m)
			for k := i; k < end; k++ {
				r.w[k].person = int32(len(r.mentions))
			}
			i = end
		}
		r.attach(from, s)
	}
}

// nameAt returns the end of the person's name that begins at token i, or i.
func (r *reader) nameAt(i int, s nlp.Sentence, head bool) (int, string) {
	w := &r.w[i]
	if w.shape == small && !(r.vocab.particle[r.tokens[i].Form] && r.nameType(i) == nlp.PER) || w.person != 0 {
		return i, ""
	}
	if r.fieldInName(i) {
		return i, ""
	}
	after := r.afterTitle(i, s)
	tagged := w.name != 0 && r.doc.Names[w.name-1].Type == nlp.PER && (r.doc.Names[w.name-1].First == i || r.w[i-1].person == 0)
	if after != nil && after.office.Kind == lexicon.Rank && r.vocab.field[r.tokens[i].Form] && !tagged {
		return i, "" // "General Intelligence"
	}
	if after != nil && r.vocab.field[r.tokens[i].Form] && !tagged && i+1 < s.Last && (r.nameType(i+1) == nlp.PER || r.lex.GivenName(r.tokens[i+1].Form)) {
		return i, "" // "General Staff Oleg": the rest of the title
	}
	if !tagged && w.shape == initial && len(r.tokens[i].Form) < 2 {
		return i, ""
	}
	if w.office != 0 && !r.officeInName(i, tagged) {
		return i, ""
	}
	if r.blocked(i, after != nil || tagged) {
		return i, ""
	}
	end := r.extent(i, s, tagged, after != nil, head)
	if end == i {
		return i, ""
	}
	n := 0 // words that are no initials
	for k := i; k < end; k++ {
		if r.w[k].shape == capital || r.w[k].shape == shout {
			n++
		}
	}
	if n == 0 || after == nil && r.dateline(i, end, s) || end == i+1 && w.shape == shout && r.is(end, colon) {
		return i, ""
	}
	switch {
	case tagged:
		if e := r.entry(i); e != nil && end == i+1 && after == nil {
			return i, "" // "Jakarta" alone is a city
		}
		return end, "name"
	case after != nil:
		// "Saudi King Agree", "Official Secrets"
		if (head || general(after.office.Title) && after.last == after.first+1) && n == 1 && r.doc.Names != nil && !r.lex.GivenName(r.tokens[i].Form) {
			return i, ""
		}
		// "the chief Brexit negotiator", "Foreign Minister Meeting"
		if end < s.Last && r.w[end].office != 0 && !r.is(end-1, comma) && r.w[r.offices[r.w[end].office-1].First].shape == small {
			return i, ""
		}
		if r.w[after.first].shape == small && n == 1 && r.doc.Names != nil && !r.lex.GivenName(r.tokens[i].Form) && r.vocab.field[r.tokens[i].Form] {
			return i, ""
		}
		switch r.nameType(i) {
		case nlp.ORG, nlp.GPE, nlp.GOV, nlp.LOC, nlp.FAC, nlp.MEET, nlp.DOC, nlp.NORP:
			if n == 1 && r.w[after.first].shape == small {
				return i, ""
			}
		}
		return end, "title-name"
	case n >= 2 && r.lex.GivenName(r.tokens[i].Form) && !head:
		switch r.nameType(i) {
		case nlp.ORG, nlp.GPE, nlp.GOV, nlp.LOC, nlp.FAC, nlp.MEET, nlp.DOC, nlp.NORP:
			return i, ""
		}
		for k := i; k < end; k++ {
			if u := r.tokens[k].UPOS; u != nlp.NoTag && u != nlp.PROPN && r.w[k].shape == capital {
				return i, ""
			}
			switch r.nameType(k) {
			case nlp.NoName, nlp.PER:
			default:
				return i, ""
			}
		}
		if i == s.First && r.w[i].name == 0 && r.doc.Names != nil {
			return i, ""
		}
		return end, "given-name"
	case r.afterCounterpart(i):
		return end, "counterpart-name"
	}
	return i, ""
}

// officeInName reports whether the office word at token i is part of a name:
// "Sultan Ahmed", where a title stands before it.
func (r *reader) officeInName(i int, tagged bool) bool {
	if !tagged {
		return false
	}
	n := &r.doc.Names[r.w[i].name-1]
	return n.First < i && r.w[i].shape == capital && r.w[i-1].person != 0
}

// afterTitle returns the title that stands directly before token i, or nil.
func (r *reader) afterTitle(i int, s nlp.Sentence) *title {
	if i == s.First {
		return nil
	}
	k := r.w[i-1].title
	if k != 0 && r.titles[k-1].last == i {
		t := &r.titles[k-1]
		if t.office.Kind == lexicon.Honorific || t.office.Kind == lexicon.Rank || !r.lowGeneric(t) {
			return t
		}
		return nil
	}
	// After "President of Ukraine", "of Ukraine" has no title mark.
	if n := len(r.titles); n > 0 {
		for _, t := range r.titlesEndingAt(i) {
			if !r.lowGeneric(t) {
				return t
			}
		}
	}
	return nil
}

// titlesEndingAt returns the titles whose phrase ends before token i.
func (r *reader) titlesEndingAt(i int) []*title {
	lo, hi := 0, len(r.titles)
	for lo < hi {
		mid := (lo + hi) / 2
		if r.titles[mid].last < i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	// "chief of staff for the Secretary-General" ends with the title of another.
	for lo < len(r.titles) && r.titles[lo].last == i && r.titles[lo].nested {
		lo++
	}
	if lo < len(r.titles) && r.titles[lo].last == i {
		return []*title{&r.titles[lo]}
	}
	return nil
}

// lowGeneric reports whether t is a common noun that often stands before a
// capitalised word without being its title: "officials", "the head".
func (r *reader) lowGeneric(t *title) bool {
	if r.w[t.first].shape != small {
		return false
	}
	switch t.office.Title {
	case "general", "major", "chief", "head", "chair", "member", "official", "senior official", "justice", "judge", "captain", "marshal",
		"director", "speaker", "representative", "lord", "lady", "miss", "sir", "diplomat", "governor":
		return t.plural || t.office.Kind == lexicon.Rank || t.office.Title == "head" || t.office.Title == "chair"
	}
	return t.plural && r.w[t.last-1].shape == small && !strings.Contains(t.office.Title, "minister") && !strings.Contains(t.office.Title, "president")
}

func (r *reader) afterCounterpart(i int) bool {
	j := i - 1
	if r.is(j, comma) {
		j--
	}
	return j >= 0 && (r.tokens[j].Form == "counterpart" || r.tokens[j].Form == "counterparts")
}

// blocked reports whether token i cannot be part of a person's name.
func (r *reader) blocked(i int, strong bool) bool {
	w := &r.w[i]
	if w.shape == capital && r.prefixAt(i) != "" {
		return true
	}
	if w.notName {
		return !r.nameAfterAll(i, strong) && !r.nameLikeWord(i)
	}
	if e := r.entry(i); e != nil {
		switch k := e.Senses[0].Kind; k {
		case lexicon.Capital, lexicon.StateName, lexicon.Group, lexicon.Apart, lexicon.Seat:
			// "Santiago Peña", "Israel Katz"
			if e.Last == e.First+1 && i+1 < len(r.w) && r.w[i+1].shape == capital && r.w[i+1].lex == 0 && !r.w[i+1].notName {
				return !(r.nameType(i) == nlp.PER || k == lexicon.Capital && strong && r.lex.GivenName(r.tokens[i].Form))
			}
			if e.Last == e.First+1 && i > 0 && r.w[i-1].shape == capital && r.nameType(i) == nlp.PER && r.nameType(i-1) == nlp.PER && w.name == r.w[i-1].name {
				return false // "Michael Jordan"
			}
			return true
		default:
			return !(r.nameType(i) == nlp.PER && e.Last == e.First+1 && k != lexicon.Organisation && i > 0 && w.name == r.w[i-1].name)
		}
	}
	return false
}

// nameLikeWord reports whether a capital in the middle of a sentence makes a name
// of a word that is none: "President To Lam", "met An Jung-geun". In a headline
// and behind a mark it does not.
func (r *reader) nameLikeWord(i int) bool {
	switch r.tokens[i].Form {
	case "To", "Do", "An", "So", "Oh":
	default:
		return false
	}
	si := r.sentence(i)
	if i == r.doc.Sentences[si].First || r.head[si] || i+1 >= len(r.w) || r.w[i+1].shape != capital || r.w[i+1].lex != 0 || r.w[i+1].notName || r.w[i+1].office != 0 {
		return false
	}
	prev := r.tokens[i-1].Form
	return prev[0] >= 'a' && prev[0] <= 'z' || r.w[i-1].title != 0
}

// nameAfterAll reports whether a word that is mostly no name is one here: "Jan
// Lipavsky", "Theresa May", "Thomas West", "Liu He".
func (r *reader) nameAfterAll(i int, strong bool) bool {
	form := r.tokens[i].Form
	if r.w[i].surname {
		return true
	}
	before := i > 0 && r.w[i-1].shape == capital && r.w[i-1].office == 0 && r.w[i-1].lex == 0
	if form == "He" {
		return before && !r.w[i-1].notName
	}
	if u := r.tokens[i].UPOS; u != nlp.NoTag && u != nlp.PROPN || strings.HasSuffix(form, "day") {
		return false
	}
	tag := r.nameType(i)
	if tag != nlp.PER && (!strong || tag != nlp.NoName) {
		return false
	}
	if i+1 < len(r.w) && r.w[i+1].shape == capital && !r.w[i+1].notName && r.w[i+1].lex == 0 {
		return r.lex.GivenName(form)
	}
	if !before {
		return false
	}
	if r.lex.GivenName(r.tokens[i-1].Form) {
		return true
	}
	// "Zhai Jun": two words of one name, and no number behind that makes it a day
	return r.w[i].name != 0 && r.w[i].name == r.w[i-1].name && tag == nlp.PER && !r.w[i-1].notName && !(i+1 < len(r.w) && r.tokens[i+1].Form[0] >= '0' && r.tokens[i+1].Form[0] <= '9')
}

// extent returns where the name that begins at token i ends.
func (r *reader) extent(i int, s nlp.Sentence, tagged, strong, head bool) int {
	limit := min(s.Last, i+10)
	nameEnd := i
	if tagged {
		nameEnd = r.doc.Names[r.w[i].name-1].Last
	}
	j := i
	for j < limit {
		w := &r.w[j]
		form := r.tokens[j].Form
		switch {
		case j > i && w.office != 0 && !(r.nameType(j) == nlp.PER && j < nameEnd && r.w[j].shape != small && r.offices[w.office-1].Last-r.offices[w.office-1].First == 1):
			return r.trim(i, j)
		case w.class == hyphen:
			if j > i && r.pairOfNames(j) {
				return r.trim(i, j) // "the Berg-Lund meeting"
			}
			if j == i || j+1 >= limit || r.blocked(j+1, strong) || r.tokens[j].Form == "—" || r.tokens[j].Form == "–" {
				return r.trim(i, j)
			}
			j += 2
			continue
		case w.shape == initial && w.class != article || w.shape == initial && r.nameType(j) == nlp.PER:
			j++
			continue
		case w.shape != small && (!r.blocked(j, strong) || j > i && r.w[j].notName && r.vocab.particle[lowerASCII(r.tokens[j-1].Form)] && r.nameType(j-1) == nlp.PER):
			if j >= nameEnd && j > i && !r.vocab.particle[lowerASCII(r.tokens[j-1].Form)] && !r.nameLikeWord(j-1) {
				if head && (tagged || j-i >= 2) {
					return r.trim(i, j)
				}
				if u := r.tokens[j].UPOS; w.shape == capital && u == nlp.VERB || u == nlp.ADP || u == nlp.AUX || u == nlp.DET || u == nlp.ADV {
					return r.trim(i, j)
				}
				switch r.nameType(j) {
				case nlp.NoName, nlp.PER:
				case nlp.TITLE:
				default:
					if !r.w[j-1].surname {
						return r.trim(i, j)
					}
				}
				if head && tagged && r.nameType(j) == nlp.PER && r.doc.Names[r.w[j].name-1].First == j && !r.w[j-1].glued && r.doc.Names[r.w[j].name-1].Last-j > 1 && j-i > 1 {
					return r.trim(i, j)
				}
			}
			j++
			continue
		case w.shape == small && r.vocab.particle[form] && j+1 < limit:
			k := j + 1
			for k < limit && (r.vocab.particle[r.tokens[k].Form] || r.is(k, hyphen)) {
				k++
			}
			if form == "a" && r.nameType(j) != nlp.PER || k >= limit || r.w[k].shape == small || r.blocked(k, strong) || r.w[k].office != 0 && !(r.nameType(k) == nlp.PER) {
				return r.trim(i, j)
			}
			if (form == "e" || form == "y" || form == "as" || form == "los") && r.nameType(j) != nlp.PER || form == "at" && !r.is(j+1, hyphen) {
				return r.trim(i, j)
			}
			j = k
			continue
		case j > i && r.vocab.suffix[form]:
			return j + 1
		case j > i && w.class == comma && j+1 < limit && (r.tokens[j+1].Form == "Jr." || r.tokens[j+1].Form == "Jr" || r.tokens[j+1].Form == "Sr."):
			return j + 2
		case j < nameEnd && w.shape == small && w.class == open && r.nameType(j) == nlp.PER:
			j++
			continue
		}
		break
	}
	return r.trim(i, j)
}

// pairOfNames reports whether the hyphen at token j parts two names before the
// word for a meeting: "the Berg-Lund talks".
func (r *reader) pairOfNames(j int) bool {
	for k := j + 1; k < len(r.w) && k < j+5; k++ {
		if meetNouns[lowerASCII(r.tokens[k].Form)] || r.tokens[k].Form == "call" {
			return true
		}
		if r.w[k].shape == small && r.w[k].class != hyphen {
			return false
		}
	}
	return false
}

// dateline reports whether tokens [i, end) are the city of a dateline:
// "BENGHAZI, Libya (AP) —".
func (r *reader) dateline(i, end int, s nlp.Sentence) bool {
	if i != s.First || end >= s.Last {
		return false
	}
	for k := i; k < end; k++ {
		if r.w[k].shape != shout {
			return false
		}
	}
	return r.is(end, comma) || r.is(end, openParen) || r.is(end, colon) || dashes[r.tokens[end].Form]
}

// trim takes from the end of a name what is no part of one.
func (r *reader) trim(i, j int) int {
	for j > i && (r.w[j-1].shape == small && (r.w[j-1].class != open || r.vocab.particle[r.tokens[j-1].Form]) || r.w[j-1].class == possessive) {
		j--
	}
	return j
}

// text of tokens [i, j).
func (r *reader) form(i, j int) string { return r.text[r.tokens[i].Start:r.tokens[j-1].End] }

func (r *reader) span(i, j int) parley.Span {
	return parley.Span{Start: r.tokens[i].Start, End: r.tokens[j-1].End}
}

// attach joins the names of a sentence, from mention from on, to the titles
// and sides that stand around them.
func (r *reader) attach(from int, s nlp.Sentence) {
	// Titles before names first: what belongs to the next name is no apposition
	// of the one before.
	for k := from; k < len(r.mentions); k++ {
		r.titleBefore(&r.mentions[k], s)
	}
	for k := from; k < len(r.mentions); k++ {
		m := &r.mentions[k]
		r.sideAround(m, s)
		if m.title == 0 || r.titles[m.title-1].office.Kind >= lexicon.Rank {
			r.titleAfter(m, s)
		}
		if m.title == 0 {
			r.titleFarBefore(m, s)
		}
	}
	r.shareTitles(from, s)
	r.counterparts(from, s)
	for k := from + 1; k < len(r.mentions); k++ {
		if r.listed(&r.mentions[k-1], &r.mentions[k]) {
			r.mentions[k].previous = k
		}
	}
}

// titleBefore joins the titles that stand directly before m: the office
// nearest to the name that is no rank, or else the rank.
func (r *reader) titleBefore(m *mention, s nlp.Sentence) {
	at := m.first
	m.start = at
	for n := 0; n < 4; n++ {
		ts := r.titlesEndingAt(at)
		if len(ts) == 0 && r.is(at-1, shutParen) { // "Foreign Minister (FM) Anna Berg"
			for j := at - 2; j > s.First && j > at-6; j-- {
				if r.is(j, openParen) {
					ts = r.titlesEndingAt(j)
					break
				}
			}
		}
		if len(ts) == 0 && at-1 > s.First && r.is(at-1, comma) {
			// "the crown prince of the Emirates, Mohammed bin Zayed,"
			if ts = r.titlesEndingAt(at - 1); len(ts) > 0 && (m.title != 0 && r.titles[m.title-1].office.Kind < lexicon.Rank || !r.beforeComma(ts[0], m, s)) {
				return
			}
		}
		if len(ts) == 0 {
			return
		}
		t := ts[0]
		if t.first < s.First || t.plural && n > 0 || t.office.Title == "member" && t.core == t.first+1 {
			return
		}
		k := r.titleIndex(t)
		t.used = true
		// The title farther from the name is the office; a nearer one is
		// often a rank or form of address: "Envoy for X Ambassador Sung Kim".
		if m.title == 0 || r.titles[m.title-1].office.Kind >= lexicon.Rank && t.office.Kind < lexicon.Rank || t.office.Kind < lexicon.Rank {
			// "Omani leader Sultan Qaboos"
			inner := m.title != 0 && r.titles[m.title-1].office.Kind == lexicon.OfficeOfState && t.office.Kind == lexicon.Role && general(t.office.Title)
			if !inner && (m.title == 0 || t.office.Kind < lexicon.Rank || r.titles[m.title-1].office.Kind == lexicon.Honorific) {
				m.title = k
			}
		}
		if t.side.code != "" && m.side.code == "" && !t.plural {
			m.side = t.side
		}
		if t.plural || t.office.Kind < lexicon.Rank && t.side.code != "" && t.lo < t.first {
			return
		}
		if r.is(t.lo-1, and) && t.office.Kind < lexicon.Rank && t.lo == t.first {
			r.secondOffice(m, t, s)
			return
		}
		at = t.lo
		if t.office.Kind >= lexicon.Rank {
			m.start = at
		}
	}
}

// secondOffice reads "Iran's foreign minister and chief negotiator X": the side
// stands with the first of two offices, and an office of state is worth more
// than a role.
func (r *reader) secondOffice(m *mention, t *title, s nlp.Sentence) {
	ts := r.titlesEndingAt(t.lo - 1)
	if len(ts) == 0 || ts[0].first < s.First || ts[0].plural || ts[0].used || ts[0].office.Kind >= lexicon.Rank || ts[0].side.code == "" || r.is(ts[0].lo-1, the) {
		return
	}
	if m.side.code == "" {
		m.side = ts[0].side
	}
	if t.office.Kind == lexicon.Role && ts[0].office.Kind == lexicon.OfficeOfState {
		m.title = r.titleIndex(ts[0])
	}
	ts[0].used = true
}

func (r *reader) titleIndex(t *title) int {
	lo, hi := 0, len(r.titles)
	for lo < hi {
		mid := (lo + hi) / 2
		if r.titles[mid].first < t.first {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo + 1
}

// beforeComma reports whether title t, with a comma between it and m, is m's:
// "Iran's president, Hassan Rouhani, said".
func (r *reader) beforeComma(t *title, m *mention, s nlp.Sentence) bool {
	if !t.definite && t.lo != s.First && t.core-t.first <= strings.Count(t.office.Title, " ")+1 || t.plural || t.used || t.office.Kind >= lexicon.Rank {
		return false
	}
	// The title is itself an apposition: "Anna Berg, the minister, Li Bo and ..."
	i := t.lo - 1
	if r.is(i, the) || r.is(i, his) || r.is(i, article) {
		i--
	}
	if r.is(i, comma) && i-1 >= s.First && r.w[i-1].person != 0 {
		return false
	}
	if m.last >= s.Last {
		return true
	}
	switch w := &r.w[m.last]; {
	case w.class == comma, w.class == stop, w.class == and, w.class == semicolon, w.class == shutParen, w.class == copula:
		return true
	default:
		u := r.tokens[m.last].UPOS
		return u == nlp.VERB || u == nlp.AUX || u == nlp.ADP || u == nlp.ADV || u == nlp.PUNCT
	}
}

// titleAfter joins an apposition after m: "Mori Takeo, Vice Foreign Minister
// of Japan,", "Anna Berg (foreign minister)", "Lavrov is the Russian minister".
func (r *reader) titleAfter(m *mention, s nlp.Sentence) {
	i := m.last
	for i < s.Last && r.is(i, openParen) && r.shut(i, s.Last) > 0 && !r.opensTitle(i+1) {
		i = r.shut(i, s.Last) + 1
	}
	// "Muhammadu Buhari of Nigeria, the president"
	if r.is(i, of) && m.side.code != "" && m.side.span.Start >= r.tokens[m.last-1].End {
		for i < s.Last && r.tokens[i].Start < m.side.span.End {
			i++
		}
	}
	if i >= s.Last {
		return
	}
	linked, bracket := false, false
	switch r.w[i].class {
	case comma:
		i++
	case openParen:
		i++
		bracket = true
	case open, hyphen:
		if f := r.tokens[i].Form; f != "–" && f != "—" && f != "-" && f != "--" {
			return
		}
		i++
	case copula:
		i++
		linked = true
	default:
		return
	}
	if r.is(i, who) && r.is(i+1, copula) {
		i += 2
	}
	if linked && !(r.is(i, the) || r.entry(i) != nil) {
		return
	}
	if r.is(i, the) || r.is(i, article) || r.is(i, his) {
		i++
	}
	if i >= s.Last {
		return
	}
	if t := r.servantAt(i, s); t != nil {
		t.used = true
		m.title = r.titleIndex(t)
		return
	}
	if t := r.titleFrom(i); t != nil && !t.used && !t.plural && t.office.Kind < lexicon.Rank {
		if t.last < s.Last && r.w[t.last].person != 0 && !t.nested {
			return // the next name's
		}
		if t.last < s.Last && (r.tokens[t.last].UPOS == nlp.NOUN && r.w[t.first].shape == small || r.is(t.last, possessive)) {
			return // "the ministry official's brother"
		}
		if t.last < s.Last && r.w[t.last].class == open && (m.head || r.phraseStart(m) > s.First && !linked && !t.nested && r.is(t.lo-1, the)) {
			return // "Berg, Saudi King Agree"; "in a call with Berg, the Omani minister said"
		}
		if t.side.code != "" && m.side.code != "" && t.side.code != m.side.code {
			return
		}
		if t.office.Title == "member" && t.core == t.first+1 {
			return
		}
		t.used = true
		m.title = r.titleIndex(t)
		if t.side.code != "" {
			m.side = t.side
			m.side.rule = "apposition-" + t.side.rule
		} else if e := r.entry(t.last + 1); bracket && m.side.code == "" && r.is(t.last, comma) && e != nil && r.is(e.Last, shutParen) {
			if sd, ok := r.sideOf(e); ok { // "(Foreign Minister, Norway)"
				m.side = sd
				m.side.rule = "name-in-brackets"
			}
		}
	}
}

// servantAt returns the title at the end of "President Anna Berg's special
// envoy", with token i at its beginning, or nil.
func (r *reader) servantAt(i int, s nlp.Sentence) *title {
	if t := r.titleFrom(i); t != nil && !t.plural {
		i = t.last
	}
	named := false
	for n := 0; i < s.Last && r.w[i].person != 0 && n < 6; i, n = i+1, n+1 {
		named = true
	}
	if !named || i+1 >= s.Last || !r.is(i, possessive) {
		return nil
	}
	t := r.titleFrom(i + 1)
	if t == nil || t.used || t.plural || t.office.Kind >= lexicon.Rank || t.last < s.Last && r.w[t.last].person != 0 {
		return nil
	}
	return t
}

func (r *reader) opensTitle(i int) bool {
	if r.is(i, the) {
		i++
	}
	return r.titleFrom(i) != nil
}

// titleFrom returns the title whose phrase begins at token i, or nil.
func (r *reader) titleFrom(i int) *title {
	lo, hi := 0, len(r.titles)
	for lo < hi {
		mid := (lo + hi) / 2
		if r.titles[mid].last <= i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(r.titles) && (r.titles[lo].lo == i || r.titles[lo].first == i) {
		return &r.titles[lo]
	}
	return nil
}

// titleFarBefore joins a title that is parted from its holder's name by a
// clause: "The U.N. special envoy who hopes to end the war, Li Bo, was there".
func (r *reader) titleFarBefore(m *mention, s nlp.Sentence) {
	if !r.is(m.first-1, comma) || m.last < s.Last && !r.is(m.last, comma) || m.last-m.first < 2 {
		return
	}
	limit := max(s.First, m.first-25)
	for i := m.first - 2; i >= limit; i-- {
		w := &r.w[i]
		if w.class == comma || w.class == semicolon || w.person != 0 || w.class == colon {
			return
		}
		if w.title == 0 {
			continue
		}
		t := &r.titles[w.title-1]
		if t.used || t.plural || !t.definite || t.office.Kind >= lexicon.Rank || r.w[t.first].lex != 0 && t.side.code == "" {
			return
		}
		t.used = true
		m.title = int(w.title)
		if t.side.code != "" {
			m.side = t.side
		}
		return
	}
}

// talkers are organisations that send people to talks, so that "Carl Bildt of
// the European Union" tells a side; of others it tells an employer.
var talkers = wordSet("EUR UNO NAT AFU OAU ARL OSCE ASEAN GCC IAEA ECOWAS IGAD CIS CSTO OAS OIC SADC EAC CARICOM SAARC SCO ICRC IMF WBK")

// sideAround reads the sides that stand with a name itself: "Patrice Talon of
// Benin", "Iran's Rouhani", "Anna Berg (Norway)".
func (r *reader) sideAround(m *mention, s nlp.Sentence) {
	i := m.last
	if i+1 < s.Last && (r.w[i].class == of || r.w[i].class == from) && m.side.code == "" {
		end, sides := r.phrase(i+1, s, false)
		if len(sides) > 0 && r.onlyState(i+1, end) && (sides[0].rule != "organisation" || talkers[sides[0].code]) {
			m.side = sides[0]
			m.side.rule = "name-of"
			return
		}
	}
	if i+2 < s.Last && r.is(i, openParen) && m.side.code == "" {
		if e := r.entry(i + 1); e != nil && r.is(e.Last, shutParen) {
			if sd, ok := r.sideOf(e); ok {
				m.side = sd
				m.side.rule = "name-in-brackets"
				return
			}
		}
	}
	if m.side.code != "" || m.title != 0 && r.titles[m.title-1].office.Kind < lexicon.Rank {
		return
	}
	j := m.start - 1
	if j > s.First && r.is(j, possessive) {
		j--
		if e := r.entry(j); e != nil {
			if sd, ok := r.sideOf(e); ok {
				m.side = sd
				m.side.rule = "name-of-possessive"
			}
		}
		return
	}
	if e := r.entry(j); e != nil && j >= s.First && e.Senses[0].Kind == lexicon.Adjective {
		m.side = side{code: e.Senses[0].Code, span: e.Span, rule: "adjective"}
	}
}

// shareTitles gives a plural title to the names it stands before, and the
// sides of "the foreign ministers of Egypt and Jordan" to the names that follow.
func (r *reader) shareTitles(from int, s nlp.Sentence) {
	for k := from; k < len(r.mentions); k++ {
		m := &r.mentions[k]
		j := m.first - 1
		ts := r.titlesEndingAt(m.first)
		if len(ts) == 0 && r.is(j, comma) {
			ts = r.titlesEndingAt(j)
		}
		if len(ts) == 0 || !ts[0].plural || ts[0].first < s.First {
			continue
		}
		t := ts[0]
		n := 1
		for k+n < len(r.mentions) && r.listed(&r.mentions[k+n-1], &r.mentions[k+n]) && r.mentions[k+n].title == 0 {
			n++
		}
		if r.is(j, comma) && len(t.sides) != n {
			continue
		}
		t.used = true
		for i := range n {
			p := &r.mentions[k+i]
			p.title = r.titleIndex(t)
			switch {
			case len(t.sides) == n && n > 1 && p.side.code == "":
				p.side = t.sides[i]
			case len(t.sides) < 2 && t.side.code != "" && p.side.code == "":
				p.side = t.side
			}
		}
		k += n - 1
	}
}

// counterparts reads "his Turkish counterpart, Hakan Fidan" and the plural.
func (r *reader) counterparts(from int, s nlp.Sentence) {
	for k := from; k < len(r.mentions); k++ {
		m := &r.mentions[k]
		if !r.afterCounterpart(m.start) {
			r.asCounterpart(m, s)
			continue
		}
		j := m.start - 1
		if r.is(j, comma) {
			j--
		}
		t := title{first: j, last: j + 1, lo: j, plural: r.tokens[j].Form == "counterparts"}
		r.leftSide(&t, s)
		if t.side.code == "" {
			continue
		}
		if !t.plural {
			if m.side.code == "" || m.title == 0 {
				m.side = t.side
				m.side.rule = "counterpart"
			}
			continue
		}
		if len(t.sides) < 2 { // "their Swedish counterparts X and Y"
			for i := k; i < len(r.mentions) && (i == k || r.listed(&r.mentions[i-1], &r.mentions[i])); i++ {
				if r.mentions[i].side.code == "" {
					r.mentions[i].side = t.side
					r.mentions[i].side.rule = "counterpart"
				}
			}
			continue
		}
		for i, sd := range t.sides {
			if k+i >= len(r.mentions) || i > 0 && !r.listed(&r.mentions[k+i-1], &r.mentions[k+i]) {
				break
			}
			r.mentions[k+i].side = sd
			r.mentions[k+i].side.rule = "counterpart"
		}
	}
}

// asCounterpart reads "X, her Kenyan counterpart," behind a name.
func (r *reader) asCounterpart(m *mention, s nlp.Sentence) {
	if m.side.code != "" || !r.is(m.last, comma) {
		return
	}
	for j := m.last + 1; j < s.Last && j < m.last+7; j++ {
		switch {
		case r.tokens[j].Form == "counterpart":
			t := title{first: j, last: j + 1, lo: j}
			r.leftSide(&t, s)
			if t.side.code != "" && t.lo > m.last {
				m.side = t.side
				m.side.rule = "counterpart"
			}
			return
		case r.w[j].class == his || r.w[j].class == possessive || r.w[j].class == the || r.w[j].lex != 0 || r.w[j].shape == capital || r.vocab.modifier[r.tokens[j].Form]:
		default:
			return
		}
	}
}

// listed reports whether b follows a in one list: nothing but commas, "and",
// b's titles and a's appositions stand between.
func (r *reader) listed(a, b *mention) bool {
	i := a.last
	joined := false
	for n := 0; i < b.first && n < 40; n++ {
		w := &r.w[i]
		switch {
		case w.class == comma || w.class == and || w.class == semicolon:
			joined = true
			i++
		case w.class == who && joined:
			// "Anna Berg, who heads the bank, and Li Bo"
			k := i + 1
			for k < b.first && k < i+14 && !r.is(k, comma) && !r.is(k, semicolon) {
				k++
			}
			if !r.is(k, comma) && !r.is(k, semicolon) {
				return false
			}
			i = k
		case r.tokens[i].Form == "as" && i+2 < b.first && r.tokens[i+1].Form == "well" && r.tokens[i+2].Form == "as":
			joined = true
			i += 3
		case w.title != 0:
			i = max(i+1, r.titles[w.title-1].last)
		case w.class == the || w.class == article || w.class == possessive || w.class == of || w.lex != 0 || w.class == openParen || w.class == shutParen || w.class == his:
			i++
		case w.class == open && w.shape == small && r.vocab.modifier[r.tokens[i].Form]:
			i++
		default:
			if t := r.titleFrom(i); t != nil && t.lo == i && t.last <= b.first {
				i = t.last
				continue
			}
			return false
		}
	}
	return joined && i >= b.first
}

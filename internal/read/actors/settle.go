package actors

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/lexicon"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
)

//go:embed releases.tsv
var releasesTSV string

// release is a sign that a document is a release of a state's own office.
type release struct{ where, text, state string }

var releases = sync.OnceValue(func() []release {
	var out []release
	for line := range strings.Lines(releasesTSV) {
		if f := strings.Split(strings.TrimSpace(line), "\t"); len(f) == 3 && !strings.HasPrefix(line, "#") {
			out = append(out, release{f[0], f[1], f[2]})
		}
	}
	return out
})

// released returns the state whose own release the document is, and the words
// of the text that say so; the span is empty where publisher or address do.
func (r *reader) released() (string, parley.Span) {
	d := r.doc.Source
	opening := r.text[:min(len(r.text), 600)]
	for _, x := range releases() {
		switch x.where {
		case "text":
			if i := strings.Index(opening, x.text); i >= 0 {
				return x.state, parley.Span{Start: i, End: i + len(x.text)}
			}
		case "start", "form": // a form of title; with "form" the text must speak of the state
			if strings.HasPrefix(strings.TrimSpace(opening), x.text) && d.Publisher == "" && (x.where == "start" || r.speaksOf(x.state)) {
				i := strings.Index(opening, x.text)
				return x.state, parley.Span{Start: i, End: i + len(x.text)}
			}
		case "publisher":
			if strings.EqualFold(d.Publisher, x.text) {
				return x.state, parley.Span{}
			}
		case "url":
			if i := strings.Index(d.URL, "://"); i >= 0 && strings.HasPrefix(strings.TrimPrefix(d.URL[i+3:], "www."), x.text) {
				return x.state, parley.Span{}
			}
		}
	}
	return "", parley.Span{}
}

// speaksOf reports whether the text names a state.
func (r *reader) speaksOf(code string) bool {
	return slices.ContainsFunc(r.found, func(m lexicon.Match) bool { return m.Senses[0].Code == code })
}

// americanTitle is a title that, with no side stated, is that of the United
// States in English: other states' ministers are not called so.
func americanTitle(title string) bool {
	switch {
	case title == "secretary of state", strings.HasSuffix(title, " secretary of state"):
		return !strings.Contains(title, "parliamentary")
	case strings.HasPrefix(title, "secretary of "), strings.HasPrefix(title, "deputy secretary"), strings.HasPrefix(title, "under secretary"),
		strings.HasPrefix(title, "assistant secretary of"), strings.HasPrefix(title, "deputy assistant secretary"),
		strings.HasPrefix(title, "principal deputy assistant secretary"), strings.HasPrefix(title, "undersecretary of"):
		return !strings.Contains(title, "council") && !strings.Contains(title, "general")
	}
	switch title {
	case "senate majority leader", "house speaker", "state department spokesperson", "state department spokesman", "state department spokeswoman",
		"white house spokesman", "white house spokeswoman", "white house spokesperson", "white house press secretary", "pentagon spokesman",
		"pentagon press secretary", "cia director", "cia chief", "director of national intelligence", "director of the central intelligence agency",
		"united states trade representative", "chairman of the joint chiefs of staff":
		return true
	}
	return false
}

// byTitle is the side that a title alone tells, or "".
func byTitle(title string) string {
	switch {
	case americanTitle(title):
		return "USA"
	case strings.HasPrefix(title, "kremlin "):
		return "RUS"
	case strings.HasPrefix(title, "mossad "), strings.HasPrefix(title, "shin bet "):
		return "ISR"
	case strings.HasPrefix(title, "un "), strings.HasPrefix(title, "u.n. "):
		return "UNO"
	case strings.HasPrefix(title, "nato "):
		return "NAT"
	case strings.HasPrefix(title, "iaea "):
		return "IAEA"
	case title == "taoiseach", title == "tanaiste", title == "tánaiste":
		return "IRL"
	case title == "pope", title == "apostolic nuncio":
		return "VAT"
	case title == "chancellor of the exchequer":
		return "GBR"
	case strings.HasPrefix(title, "commission "):
		return "EUR"
	}
	return ""
}

// foreignTitle is a title that the United States do not have.
func foreignTitle(title string) bool {
	h := headWord(title)
	switch h {
	case "minister", "premier", "king", "queen", "emir", "amir", "sultan", "emperor", "chancellor", "taoiseach", "prince", "princess", "pope", "counsellor", "councilor", "councillor", "shah", "ruler", "monarch", "duke":
		return true
	}
	return title == "foreign secretary" || title == "defence secretary" || title == "state secretary" || title == "permanent secretary" ||
		strings.Contains(title, "secretary-general") || strings.Contains(title, "secretary general") || title == "general secretary" || strings.Contains(title, "leader")
}

// settle gives every person a name, a title and a side.
func (r *reader) settle() {
	r.order()
	for p := range r.people {
		r.chooseTitle(p)
		r.chooseSide(p)
	}
	r.infer()
	r.doc.People = make([]layer.Person, len(r.people))
	for p := range r.people {
		q := &r.people[p]
		full := &r.mentions[q.full]
		out := layer.Person{Name: r.form(full.first, full.last), NameSpan: r.span(full.first, full.last), Rule: full.rule}
		out.For, out.ForSpan = q.side.code, q.side.span
		if q.side.also != "" {
			out.Also = []string{q.side.also}
		}
		if q.side.code != "" {
			out.Rule += "; " + q.side.rule
		}
		if q.title != 0 {
			t := &r.titles[q.title-1]
			out.At = r.span(t.first, t.core)
			out.Title = r.titleText(t)
			out.Rank = string(r.rank(t, out.For))
		} else if level := holders().level(full.words, out.For, r.doc.Source.Published.From.Year); level != "" {
			out.Rank = string(level)
			out.Rule += "; rank by the book of office holders"
		}
		r.doc.People[p] = out
	}
}

// rank is the level of a title: that of its office, but for the leader of what
// is no state and the secretary of a body.
func (r *reader) rank(t *title, side string) parley.Level {
	switch {
	case strings.HasSuffix(t.office.Title, "leader") && side != "" && !r.lex.IsState(side) && t.office.Level == parley.LeaderLevel:
		return parley.OfficialLevel
	case t.office.Title == "secretary" && t.core > t.first+1:
		for i := t.first + 1; i < t.core; i++ {
			if e := r.entry(i); e != nil && e.Senses[0].Kind == lexicon.Organ || r.tokens[i].Form == "Security" {
				return parley.DeputyLevel // "Secretary of the Security Council"
			}
		}
		return parley.OfficialLevel
	}
	return t.office.Level
}

// order puts the persons in the order of their first mentions.
func (r *reader) order() {
	place := make([]int, len(r.people)) // old number to new
	old := make([]person, len(r.people))
	copy(old, r.people)
	for p := range old {
		slices.Sort(old[p].mentions)
		place[p] = p
	}
	slices.SortStableFunc(place, func(a, b int) int { return old[a].mentions[0] - old[b].mentions[0] })
	for n, p := range place {
		r.people[n] = old[p]
		for _, m := range old[p].mentions {
			r.mentions[m].person = n + 1
		}
	}
}

// titleText is the title as the text gives it; that of a plural in the singular.
func (r *reader) titleText(t *title) string {
	text := r.form(t.first, t.core)
	if t.plural {
		form := t.office.Title
		if r.w[t.first].shape != small {
			form = capitals(form)
		}
		return form
	}
	return strings.Join(strings.Fields(text), " ")
}

// capitals is a title in lower case as English prints it before a name.
func capitals(title string) string {
	f := strings.Fields(title)
	for i, w := range f {
		switch w {
		case "of", "for", "the", "and", "to":
		default:
			f[i] = upperFirst(w)
		}
	}
	return strings.Join(f, " ")
}

// chooseTitle takes the fullest title that the text gives to a person: an
// office before a rank, in running text before a headline, the longer of two
// of one office ("Secretary of State", "Secretary"), else the first.
func (r *reader) chooseTitle(p int) {
	q := &r.people[p]
	best, score := 0, -1
	for _, i := range q.mentions {
		m := &r.mentions[i]
		if m.title == 0 {
			continue
		}
		t := &r.titles[m.title-1]
		v := 0
		switch t.office.Kind {
		case lexicon.OfficeOfState:
			v = 40
		case lexicon.Role:
			v = 40
			switch t.office.Title {
			case "leader", "chief", "head", "official", "senior official", "aide", "representative", "adviser", "advisor", "diplomat":
				v = 20
			}
		case lexicon.Rank:
			v = 5
			if strings.HasPrefix(t.office.Title, "prince") {
				v = 15
			}
		default:
			continue
		}
		if !m.head {
			v += 10
		}
		if bare(t) {
			v -= 12
		}
		if r.formerly(t) {
			v -= 20
		}
		if v > score {
			best, score = m.title, v
		}
	}
	q.title = best
}

// bare reports whether a title is the short form of fuller ones.
func bare(t *title) bool {
	if t.core-t.first > len(strings.Fields(t.office.Title)) {
		return false
	}
	switch t.office.Title {
	case "secretary", "minister", "deputy secretary", "assistant secretary", "under secretary", "undersecretary", "deputy minister", "special envoy",
		"special representative", "envoy", "ambassador", "commissioner", "director", "deputy foreign minister", "chairman", "spokesperson":
		return true
	}
	return false
}

// formerly reports whether "former" stands in the phrase of t.
func (r *reader) formerly(t *title) bool {
	for i := max(0, t.lo-1); i < t.first; i++ {
		switch r.tokens[i].Form {
		case "former", "Former", "ex", "late", "then":
			return true
		}
	}
	return false
}

// chooseSide takes the side that most mentions tell, those with a title first.
func (r *reader) chooseSide(p int) {
	q := &r.people[p]
	score := -1
	for n, i := range q.mentions {
		m := &r.mentions[i]
		if m.side.code == "" {
			continue
		}
		v := 0
		if m.title != 0 && r.titles[m.title-1].office.Kind < lexicon.Rank {
			v += 4
			if m.title == q.title {
				v += 4
			}
		}
		if !m.head {
			v++
		}
		if n == 0 {
			v++
		}
		// A state over the adjective of a people, a group over its state.
		if v > score {
			q.side, score = m.side, v
		}
	}
	if q.side.code == "" && q.title != 0 {
		t := &r.titles[q.title-1]
		if t.side.code != "" && !t.plural {
			q.side = t.side
		} else if code := byTitle(t.office.Title); code != "" {
			q.side = side{code: code, span: r.span(t.first, t.core), rule: "title"}
		}
	}
}

// inherit gives a person without a side that of the person before in a list:
// "Panamanian President Laurentino Cortizo and Foreign Minister Erika Mouynes".
func (r *reader) inherit() {
	for i := range r.mentions {
		m := &r.mentions[i]
		if m.previous == 0 || m.person == 0 {
			continue
		}
		q, before := &r.people[m.person-1], &r.mentions[m.previous-1]
		for n := 0; n < 8 && before.previous != 0 && before.person != 0 && r.people[before.person-1].side.code == "" && before.title != 0 && r.titles[before.title-1].office.Kind >= lexicon.Rank; n++ {
			before = &r.mentions[before.previous-1] // past "General Y"
		}
		if q.side.code != "" || before.person == 0 || before.person == m.person || m.title == 0 || before.title == 0 {
			continue
		}
		a, b := &r.titles[before.title-1], &r.titles[m.title-1]
		from := r.people[before.person-1].side
		if from.code == "" || b.office.Kind >= lexicon.Rank || a.office.Kind >= lexicon.Rank {
			continue
		}
		if !r.canHave(from.code, b.office.Title) || against(b.office.Title) {
			continue
		}
		// Two holders of one office have two sides; so have those between whom
		// something is.
		if sameHolder(a.office, b.office) || r.between(before.first) || a.office.Level == parley.LeaderLevel && b.office.Level == parley.LeaderLevel && from.rule != "report" && !sameHouse(a.office.Title, b.office.Title) && !r.objects(before.first) {
			continue
		}
		q.side = from
		q.side.rule = "list"
	}
}

// against is a title of those who stand against a state.
func against(title string) bool {
	return strings.Contains(title, "opposition") || strings.Contains(title, "rebel") || strings.Contains(title, "democracy")
}

// sameHolder reports whether a state has one office for both titles.
func sameHolder(a, b lexicon.Office) bool {
	return a.Title == b.Title && a.Kind == lexicon.OfficeOfState || a.Kind == lexicon.OfficeOfState && b.Kind == lexicon.OfficeOfState && headWord(a.Title) == headWord(b.Title) && a.Level == parley.LeaderLevel && b.Level == parley.LeaderLevel
}

// objects reports whether a list that begins near token i is what a verb or
// "with" governs: two leaders who are met together are mostly of one state, two
// who meet are not.
func (r *reader) objects(i int) bool {
	s := r.doc.Sentences[r.sentence(i)]
	for j := i - 1; j >= s.First && j > i-10; j-- {
		if r.is(j, comma) || r.is(j, semicolon) {
			return false
		}
		if meetWords[r.tokens[j].Form] {
			return true
		}
		if r.tokens[j].UPOS == nlp.VERB {
			return false
		}
	}
	return false
}

// sameHouse reports whether two leaders named side by side by these titles are
// of one state: a king and a crown prince, a president and a vice president.
func sameHouse(a, b string) bool {
	switch a {
	case "king", "queen", "emir", "amir", "sultan", "emperor":
		return strings.HasPrefix(b, "crown prince") || strings.HasPrefix(b, "queen")
	case "president":
		return strings.HasSuffix(b, "vice president") || strings.HasSuffix(b, "vice-president")
	}
	return false
}

// between reports whether "between" opens the list that token i is in.
func (r *reader) between(i int) bool {
	s := r.doc.Sentences[r.sentence(i)]
	for j := i - 1; j >= s.First && j > i-12; j-- {
		switch r.tokens[j].Form {
		case "between", "Between":
			return true
		}
		if r.w[j].class == stop || r.w[j].class == semicolon || r.w[j].class == comma {
			return false
		}
	}
	return false
}

// fromRelease gives sides to persons in a state's own release: to those with its
// titles that state, to the others the one other state that the release is
// about. Unless all, it leaves out those who may be of either.
func (r *reader) fromRelease(state string, span parley.Span, all bool) {
	if state == "" {
		return
	}
	other, otherSpan := r.otherState(state)
	for p := range r.people {
		q := &r.people[p]
		if q.side.code != "" || q.title == 0 {
			continue
		}
		t := &r.titles[q.title-1]
		if t.office.Kind >= lexicon.Rank {
			continue
		}
		if !all && (foreignTitle(t.office.Title) || headWord(t.office.Title) == "president") {
			continue
		}
		// Of several presidents without a state the first is the releasing
		// state's own.
		if foreignTitle(t.office.Title) || t.office.Title == "president" && (r.ownPresident != 0 || r.metWith(q)) {
			if other != "" && r.canHave(other, t.office.Title) {
				q.side = side{code: other, span: otherSpan, rule: "the other state of a release"}
			}
			continue
		}
		if t.office.Title == "president" {
			// One named in passing may be anybody's.
			if m := &r.mentions[q.mentions[0]]; !m.head && r.sentence(m.first) > 4 && len(q.mentions) < 3 {
				continue
			}
			r.ownPresident = p + 1
		}
		words := span
		if words.Empty() {
			words = r.span(t.first, t.core)
		}
		q.side = side{code: state, span: words, rule: "release"}
	}
}

// metWith reports whether a person is first named as one whom another meets:
// "with President X".
func (r *reader) metWith(q *person) bool {
	m := &r.mentions[q.mentions[0]]
	if m.title == 0 {
		return false
	}
	i := r.titles[m.title-1].lo - 1
	return i >= 0 && (r.tokens[i].Form == "with" || r.tokens[i].Form == "With" || r.tokens[i].Form == "met")
}

// otherState is the one state but the releasing one that a release is about:
// it is named at least twice, and twice as often as any third. "" if there is
// none.
func (r *reader) otherState(state string) (string, parley.Span) {
	count := map[string]int{}
	var first []*lexicon.Match
	for i := range r.found {
		e := &r.found[i]
		switch e.Senses[0].Kind {
		case lexicon.StateName, lexicon.Adjective, lexicon.People, lexicon.Institution:
		default:
			continue
		}
		c := e.Senses[0].Code
		if c == "" || c == state || !r.lex.IsState(c) {
			continue
		}
		if count[c]++; count[c] == 1 {
			first = append(first, e)
		}
	}
	var best *lexicon.Match
	second := 0
	for _, e := range first {
		n := count[e.Senses[0].Code]
		switch {
		case best == nil:
			best = e
		case n > count[best.Senses[0].Code]:
			second, best = count[best.Senses[0].Code], e
		case n > second:
			second = n
		}
	}
	if best == nil || count[best.Senses[0].Code] < 2 || count[best.Senses[0].Code] < 2*second {
		return "", parley.Span{}
	}
	return best.Senses[0].Code, best.Span
}

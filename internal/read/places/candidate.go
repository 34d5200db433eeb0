package places

import (
	"strings"

	"github.com/parley-register/parley/internal/lexicon"
	"github.com/parley-register/parley/internal/nlp"
)

// candidate is a name that may be a place.
type candidate struct {
	first, last int // tokens
	sentence    int
	from        int
	entries     []int32 // into the gazetteer
	state       string  // code, of a state, demonym or seat
	abbr        bool    // a form that stands only behind a comma
	kind        string
	tag         nlp.NameType
	dateline    bool
	drop        bool
	embedded    bool // in the name of an organisation or document
	container   int  // index plus 1 of the candidate that names what it lies in
}

// sentence collects the candidates of one sentence, longest and surest first
// where they compete.
func (r *reading) sentence(si int, matches []lexicon.Match) {
	s := &r.d.Sentences[si]
	mi := 0
	for t := s.First; t < s.Last; {
		for mi < len(matches) && matches[mi].First < t {
			mi++
		}
		var m *lexicon.Match
		if mi < len(matches) && matches[mi].First == t {
			m = &matches[mi]
		}
		c := r.at(si, t, m)
		if c.last <= t {
			t++
			continue
		}
		if !c.drop {
			r.cands = append(r.cands, c)
		}
		t = c.last
	}
}

// at is the candidate that starts at token t; one whose last token is not
// behind t is none, one that is to be dropped still takes its tokens. Each step
// looks at one source and may settle the matter.
func (r *reading) at(si, t int, m *lexicon.Match) candidate {
	w := r.form(t)
	if !capitalised(w) && w != "al" && w != "el" && m == nil && r.nameAt[t] == 0 {
		return candidate{first: t, last: t, sentence: si}
	}
	v := sighting{reading: r, s: &r.d.Sentences[si], t: t, c: candidate{first: t, last: t, sentence: si}}
	if v.capitalsDateline() || v.listed(m) || v.compass() || v.tagged() || v.institution() || v.headed() {
		return v.c
	}
	return v.judged()
}

// sighting is the work on the candidate that starts at one token.
type sighting struct {
	*reading
	s       *nlp.Sentence
	t       int
	c       candidate
	n       *nlp.Name // the name that the tagger begins here, nil when there is none
	inside  *nlp.Name // the name that the token stands in
	gaz     *form     // what the gazetteer has here
	gazLast int
}

// capitalsDateline settles "MANSFIELD —".
func (v *sighting) capitalsDateline() bool {
	d, t := v.d, v.t
	last := v.capitals(v.c.sentence, t)
	if last <= t {
		return false
	}
	c := &v.c
	c.last, c.from, c.kind, c.dateline, c.entries = last, fromHead, "city", true, v.lookup(t, last)
	if c.entries == nil {
		if f, n := v.g.find(d.Source.Text, d.Tokens[t].Start, v.s.End); f != nil && d.Tokens[t].Start+n == d.Tokens[last-1].End {
			c.entries, c.from, c.kind = f.places, fromGazetteer|fromHead, ""
		}
	}
	return true
}

// find looks the token up in the gazetteer, and gives the token behind the form.
func (v *sighting) find(t int) (*form, int) {
	d := v.d
	f, size := v.g.find(d.Source.Text, d.Tokens[t].Start, v.s.End)
	if f == nil {
		return nil, t
	}
	end := d.Tokens[t].Start + size
	last := t
	for last < v.s.Last && d.Tokens[last].Start < end {
		last++
	}
	if d.Tokens[last-1].End > end && !hyphenated(d.Tokens[last-1].Form) && !strings.HasSuffix(f.text, ".") && d.Source.Text[end] != '.' {
		return nil, t // it ends inside a token
	}
	return f, last
}

// sense is the first sense of m that bears on places.
func sense(m *lexicon.Match) lexicon.Entry {
	for _, e := range m.Senses {
		switch e.Kind {
		case lexicon.StateName, lexicon.Adjective, lexicon.People, lexicon.Seat, lexicon.Apart, lexicon.Capital, lexicon.Organisation, lexicon.Institution, lexicon.Group, lexicon.Format, lexicon.Organ:
			return e
		}
	}
	return lexicon.Entry{}
}

// listed looks the token up in the gazetteer and the lexicon, and notes the
// tagger's names. It settles names of the lexicon that are no places.
func (v *sighting) listed(m *lexicon.Match) bool {
	c, t := &v.c, v.t
	v.inside = v.name(t)
	if v.n = v.inside; v.n != nil && v.n.First != t {
		v.n = nil // begun before; what is inside a place's name was taken with it
	}
	v.gaz, v.gazLast = v.find(t)
	var e lexicon.Entry
	lexLast := t
	if m != nil && !v.comma(t, m.Last) { // "Washington, D.C." is a town and what it lies in
		e, lexLast = sense(m), m.Last
	}
	switch {
	case v.gaz != nil && v.gaz.demonym && v.gazLast >= lexLast:
		c.last, c.from, c.entries, c.kind = v.gazLast, fromDemonym, v.gaz.places, "demonym"
		return false
	case v.gaz != nil && v.gazLast > lexLast:
		c.last, c.from, c.entries, c.abbr = v.gazLast, fromGazetteer, v.gaz.places, v.gaz.abbr
		return false
	case v.gaz != nil && v.gazLast == lexLast:
		switch e.Kind {
		case lexicon.Capital, lexicon.Seat, lexicon.Apart, lexicon.Group, lexicon.Institution:
			c.last, c.from, c.entries, c.abbr = v.gazLast, fromGazetteer, v.gaz.places, v.gaz.abbr
			if e.Kind == lexicon.Capital || e.Kind == lexicon.Seat {
				c.state = e.Code
			}
			if e.Kind == lexicon.Seat {
				c.from |= fromSeat
			}
			return false
		}
	}
	switch e.Kind {
	case lexicon.StateName:
		c.last, c.from, c.state, c.kind = lexLast, fromState, e.Code, "country"
		if v.gaz != nil && v.gazLast == lexLast { // Georgia: the state and the state of the US
			c.entries, c.from = v.gaz.places, c.from|fromGazetteer
		}
	case lexicon.Adjective, lexicon.People:
		c.last, c.from, c.state, c.kind = lexLast, fromDemonym, e.Code, "demonym"
	case lexicon.Seat:
		c.last, c.from, c.state, c.kind = lexLast, fromSeat, e.Code, "venue"
	case lexicon.Capital:
		c.last, c.from, c.state, c.kind = lexLast, fromState, e.Code, "city"
	case lexicon.Apart, lexicon.Organisation, lexicon.Institution, lexicon.Group, lexicon.Format, lexicon.Organ:
		if v.n != nil && isPlaceTag(v.n.Type) {
			return false
		}
		if e.Kind == lexicon.Apart && e.Class == "region" {
			c.last, c.from, c.kind = lexLast, fromGazetteer, "region"
			return false
		}
		c.last, c.drop = lexLast, true
		return true
	}
	return false
}

// comma reports whether a comma stands among the tokens.
func (r *reading) comma(first, last int) bool {
	for i := first; i < last; i++ {
		if r.form(i) == "," {
			return true
		}
	}
	return false
}

// compass settles towns that a quarter of the compass belongs to: "East Lansing".
func (v *sighting) compass() bool {
	t := v.t
	if v.n != nil || v.c.last != t || !v.quarter[v.form(t)] || t+1 >= v.s.Last || !v.free(t) || !capitalised(v.form(t+1)) {
		return false
	}
	if n := v.name(t + 1); n != nil && n.First != t+1 {
		return false
	}
	f, last := v.find(t + 1)
	if f == nil || f.demonym || f.abbr || !v.town(f) {
		return false
	}
	v.c.entries = v.lookup(t, last)
	v.c.last, v.c.from, v.c.kind = last, fromHead, "city"
	return true
}

// tagged weighs what the tagger has against what is listed.
func (v *sighting) tagged() bool {
	c := &v.c
	if v.n != nil && isPlaceTag(v.n.Type) {
		for i := v.t + 1; i < v.n.Last; i++ {
			if v.form(i) == "," { // "Washington, D.C."
				cut := *v.n
				cut.Last = i
				v.n, v.inside = &cut, &cut
				break
			}
		}
	}
	switch n := v.n; {
	case n != nil && isPlaceTag(n.Type) && n.Last > c.last:
		v.longer()
	case v.inside == nil:
	case isPlaceTag(v.inside.Type):
		c.tag = v.inside.Type
		if c.from != 0 {
			c.from |= fromTagger
		}
	case c.from&fromDemonym != 0:
		c.tag = v.inside.Type
	case c.from != 0:
		return v.against()
	}
	return false
}

// longer takes the tagger's name, which reaches further than what is listed.
func (v *sighting) longer() {
	c, n := &v.c, v.n
	if n.Type == nlp.GOV && c.from == 0 {
		named := candidate{first: v.t, last: n.Last}
		if !v.asState(&named) {
			return // a ministry, not a state or capital
		}
	}
	if c.from&fromDemonym != 0 || c.from == 0 {
		c.entries, c.state, c.kind, c.abbr = nil, "", "", false
	}
	c.from |= fromTagger
	c.last, c.tag = n.Last, n.Type
	if es := v.lookup(v.t, n.Last); es != nil {
		c.entries = es
		return
	}
	if c.state == "" && v.asState(c) {
		return
	}
	if c.from&fromGazetteer != 0 && n.Last > v.gazLast {
		c.entries, c.state = nil, ""
		c.from &^= fromGazetteer | fromState
	}
}

// against settles a listed name that the tagger takes for something else.
func (v *sighting) against() bool {
	c, t, inside := &v.c, v.t, v.inside
	c.tag = inside.Type
	switch inside.Type {
	case nlp.PER:
		if inside.First == t && inside.Last == c.last && !v.person[v.text(c)] && !v.hesitant(c) {
			c.tag = nlp.NoName // a surname that no person of the document bears
			return false
		}
		if h, last := v.head(c.sentence, &candidate{first: t, last: t}); h == "" || h == "none" || last <= c.last {
			c.drop = true
			c.last = max(c.last, inside.Last)
			return true
		}
		c.from = 0
		c.last = t
	case nlp.ORG:
		if inside.First != t && v.form(t-1) != "of" && !v.quarter[v.form(t-1)] {
			c.drop = true
			return true
		}
		// what an organisation is named for: "Texas Department of Health"
		c.embedded = inside.Last > c.last
	case nlp.MEET, nlp.DOC:
		c.embedded = true
	}
	return false
}

// institution settles names that only the tagger takes for places and whose
// words say that they are none; the town that one is named for stays.
func (v *sighting) institution() bool {
	c := &v.c
	if c.from&fromTagger == 0 || c.from&(fromGazetteer|fromState) != 0 {
		return false
	}
	if q := c.first; c.last-q > 1 && v.quarter[v.form(q)] {
		if es := v.lookup(q+1, c.last); es != nil && v.g.places[es[0]].kind == "region" {
			c.first, c.entries, c.from = q+1, es, c.from|fromGazetteer
		}
	}
	if !v.alone[strings.Join(strings.Fields(v.text(c)), " ")] && (v.after[v.form(c.last-1)] != "none" || c.last-c.first == 1) {
		return false
	}
	c.drop = true
	if v.gaz != nil && v.gazLast < c.last && !v.gaz.demonym && !v.gaz.abbr && v.gazLast > v.t {
		c.drop, c.embedded = false, true
		c.last, c.entries, c.from, c.kind = v.gazLast, v.gaz.places, fromGazetteer|fromTagger, ""
	}
	return true
}

// headed adds the head word beside the name.
func (v *sighting) headed() bool {
	c := &v.c
	h, last := v.head(c.sentence, c)
	switch {
	case h == "":
	case h == "none":
		if c.from == 0 || c.from&fromDemonym != 0 {
			return false
		}
		w := v.form(c.last)
		c.embedded = true
		c.drop = w == "Times" || w == "Post" || w == "News" || v.doubtful(c)
		return true
	case c.from&fromDemonym == 0 || last > c.last:
		if es := v.lookup(v.t, last); es != nil {
			c.entries = es
		} else if last > c.last {
			c.entries, c.state = nil, ""
			c.from &^= fromGazetteer | fromState
		}
		c.last, c.kind = last, h
		c.from |= fromHead
	}
	return false
}

// judged drops what is likely no place.
func (v *sighting) judged() candidate {
	c := &v.c
	if c.from == 0 {
		return candidate{first: v.t, last: v.t}
	}
	if k := v.after[v.form(c.last-1)]; c.kind == "" && k != "none" && len(c.entries) == 0 {
		c.kind = k
	}
	if c.from == fromTagger && len(c.entries) == 0 && c.last-c.first == 1 && !v.supported(c) || c.from&(fromTagger|fromHead) == 0 && v.doubtful(c) {
		c.drop = true
	}
	return *c
}

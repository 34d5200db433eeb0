package places

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parley-register/parley/internal/lexicon"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
)

//go:embed heads.tsv
var headsTSV string

//go:embed speech.tsv
var speechTSV string

//go:embed demonyms.tsv
var demonymsTSV string

// codeVersion changes when the code of this package changes what it finds.
const codeVersion = "1"

// Stage reads the places of a document into layer.Doc.Places.
type Stage struct {
	g       *gazetteer
	lex     *lexicon.Lexicon
	after   map[string]string // heads behind a name, and the kind that they make of it
	before  map[string]string
	alone   map[string]bool // words that are no place by themselves
	quarter map[string]bool // quarters of the compass
	cues    map[string]cue
	version string
}

// New compiles the gazetteer that comes with the package.
func New() *Stage {
	g, err := compile(gazetteerTSV)
	if err != nil {
		panic("places: " + err.Error()) // the embedded files are part of the program, and tested with it
	}
	s := &Stage{g: g, lex: lexicon.Shared(), after: map[string]string{}, before: map[string]string{}, alone: map[string]bool{}, quarter: map[string]bool{}, cues: map[string]cue{}}
	for _, f := range rows(headsTSV) {
		switch f[1] {
		case "after":
			s.after[f[0]] = f[2]
		case "before":
			s.before[f[0]] = f[2]
		case "alone":
			s.alone[f[0]] = true
		case "quarter":
			s.quarter[f[0]] = true
		}
	}
	for _, f := range rows(speechTSV) {
		c, ok := cueNames[f[1]]
		if !ok {
			panic("places: speech.tsv: no class " + f[1])
		}
		s.cues[f[0]] |= c
	}
	if err := g.countries(countriesTSV); err != nil {
		panic("places: " + err.Error())
	}
	for _, f := range rows(demonymsTSV) {
		if err := g.demonym(f[0], f[1]); err != nil {
			panic("places: " + err.Error())
		}
	}
	sum := sha256.Sum256([]byte(gazetteerTSV + "\x00" + countriesTSV + "\x00" + headsTSV + "\x00" + demonymsTSV + "\x00" + speechTSV + "\x00" + lexicon.Version()))
	s.version = codeVersion + "-" + hex.EncodeToString(sum[:4])
	return s
}

func rows(tsv string) (out [][]string) {
	for _, line := range strings.Split(tsv, "\n") {
		if line != "" && line[0] != '#' {
			out = append(out, strings.Split(line, "\t"))
		}
	}
	return out
}

// Name is "places".
func (s *Stage) Name() string { return "places" }

// Needs is the layers that must be there. Names and tags are used where they are.
func (s *Stage) Needs() []string { return []string{layer.Sentences} }

// Adds is the layer that the stage adds.
func (s *Stage) Adds() []string { return []string{layer.Places} }

// Version covers the code and the data files.
func (s *Stage) Version() string { return s.version }

// Where a candidate comes from.
const (
	fromGazetteer = 1 << iota
	fromState
	fromDemonym
	fromTagger
	fromHead
	fromContainer
	fromRepeat
	fromSeat
	fromCapital
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

// reading is the work on one document.
type reading struct {
	*Stage
	d       *layer.Doc
	nameAt  []int32         // index plus 1 into Names, by token
	person  map[string]bool // words of names of persons of more than one word
	cands   []candidate
	votes   map[string]int // how often the tagger took a name for a place
	regions []*place       // of countries, that the document names
	homes   map[string]int // how many towns and regions of each country are named, capitals apart
	tally   map[string]int // how often each country is spoken of
}

// Read finds the places of d, in text order, not overlapping.
func (s *Stage) Read(d *layer.Doc) {
	d.Places = d.Places[:0]
	if len(d.Tokens) == 0 {
		return
	}
	r := &reading{Stage: s, d: d, nameAt: make([]int32, len(d.Tokens)), person: map[string]bool{}, votes: map[string]int{}, homes: map[string]int{}, tally: map[string]int{}}
	for i := range d.Names {
		for t := d.Names[i].First; t < d.Names[i].Last && t < len(d.Tokens); t++ {
			r.nameAt[t] = int32(i + 1)
		}
		if n := &d.Names[i]; isPlaceTag(n.Type) {
			r.votes[d.Source.Text[n.Start:n.End]]++
		}
		if n := &d.Names[i]; n.Type == nlp.PER && n.Last-n.First > 1 && s.after[d.Tokens[n.Last-1].Form] == "" {
			for t := n.First; t < n.Last; t++ {
				r.person[d.Tokens[t].Form] = true
			}
		}
	}
	matches := s.lex.Find(d.Doc)
	mi := 0
	for si := range d.Sentences {
		from := mi
		for mi < len(matches) && matches[mi].First < d.Sentences[si].Last {
			mi++
		}
		r.sentence(si, matches[from:mi])
	}
	r.settled()
	r.containers()
	r.described()
	r.repeat()
	r.resolve()
}

func (r *reading) form(t int) string { return r.d.Tokens[t].Form }

func (r *reading) name(t int) *nlp.Name {
	if n := r.nameAt[t]; n > 0 {
		return &r.d.Names[n-1]
	}
	return nil
}

func capitalised(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(c)
}

func isPlaceTag(t nlp.NameType) bool {
	return t == nlp.GPE || t == nlp.LOC || t == nlp.FAC || t == nlp.GOV
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
// behind t is none, one that is to be dropped still takes its tokens.
func (r *reading) at(si, t int, m *lexicon.Match) candidate {
	d, s := r.d, &r.d.Sentences[si]
	c := candidate{first: t, last: t, sentence: si}
	if !capitalised(r.form(t)) {
		if d.Tokens[t].Form != "al" && d.Tokens[t].Form != "el" && m == nil && r.nameAt[t] == 0 {
			return c
		}
	}
	if last := r.capitals(si, t); last > t {
		c.last, c.from, c.kind, c.dateline, c.entries = last, fromHead, "city", true, r.lookup(t, last)
		if c.entries == nil {
			if f, n := r.g.find(d.Source.Text, d.Tokens[t].Start, s.End); f != nil && d.Tokens[t].Start+n == d.Tokens[last-1].End {
				c.entries, c.from, c.kind = f.places, fromGazetteer|fromHead, ""
			}
		}
		return c
	}
	n := r.name(t)
	if n != nil && n.First != t {
		n = nil // begun before; what is inside a place's name was taken with it
	}
	// what the gazetteer has
	gaz, size := r.g.find(d.Source.Text, d.Tokens[t].Start, s.End)
	gazLast := t
	if gaz != nil {
		end := d.Tokens[t].Start + size
		for gazLast < s.Last && d.Tokens[gazLast].Start < end {
			gazLast++
		}
		if d.Tokens[gazLast-1].End > end && !hyphenated(d.Tokens[gazLast-1].Form) && !strings.HasSuffix(gaz.text, ".") && d.Source.Text[end] != '.' {
			gaz, gazLast = nil, t
		}
	}
	// what the lexicon has
	var sense lexicon.Entry
	lexLast := t
	if m != nil {
		lexLast = m.Last
		for i := t; i < m.Last; i++ {
			if r.form(i) == "," { // "Washington, D.C.": a town and what it lies in
				m, lexLast = nil, t
				break
			}
		}
	}
	if m != nil {
		for _, e := range m.Senses {
			switch e.Kind {
			case lexicon.StateName, lexicon.Adjective, lexicon.People, lexicon.Seat, lexicon.Apart, lexicon.Capital, lexicon.Organisation, lexicon.Institution, lexicon.Group, lexicon.Format, lexicon.Organ:
				if sense.Kind == 0 {
					sense = e
				}
			}
		}
	}
	switch {
	case gaz != nil && gaz.demonym && gazLast >= lexLast:
		c.last, c.from, c.entries, c.kind = gazLast, fromDemonym, gaz.places, "demonym"
	case gaz != nil && gazLast >= lexLast && (m == nil || gazLast > lexLast || sense.Kind == lexicon.Capital || sense.Kind == lexicon.Seat || sense.Kind == lexicon.Apart || sense.Kind == lexicon.Group || sense.Kind == lexicon.Institution):
		c.last, c.from, c.entries, c.abbr = gazLast, fromGazetteer, gaz.places, gaz.abbr
		if m != nil && lexLast == gazLast && (sense.Kind == lexicon.Capital || sense.Kind == lexicon.Seat) {
			c.state = sense.Code
			if sense.Kind == lexicon.Seat {
				c.from |= fromSeat
			}
		}
	case m != nil:
		switch sense.Kind {
		case lexicon.StateName:
			c.last, c.from, c.state, c.kind = lexLast, fromState, sense.Code, "country"
			if gaz != nil && gazLast == lexLast { // Georgia: the state and the state of the US
				c.entries, c.from = gaz.places, c.from|fromGazetteer
			}
		case lexicon.Adjective, lexicon.People:
			c.last, c.from, c.state, c.kind = lexLast, fromDemonym, sense.Code, "demonym"
		case lexicon.Seat:
			c.last, c.from, c.state, c.kind = lexLast, fromSeat, sense.Code, "venue"
		case lexicon.Capital:
			c.last, c.from, c.state, c.kind = lexLast, fromState, sense.Code, "city"
		case lexicon.Apart, lexicon.Organisation, lexicon.Institution, lexicon.Group, lexicon.Format, lexicon.Organ:
			if n == nil || !isPlaceTag(n.Type) {
				if sense.Kind == lexicon.Apart && sense.Class == "region" {
					c.last, c.from, c.kind = lexLast, fromGazetteer, "region"
					break
				}
				c.last, c.drop = lexLast, true
				return c
			}
		}
	}
	// what the tagger has
	inside := r.name(t)
	if n != nil && isPlaceTag(n.Type) {
		for i := t; i < n.Last; i++ {
			if r.form(i) == "," && i > t { // "Washington, D.C."
				cut := *n
				cut.Last = i
				n, inside = &cut, &cut
				break
			}
		}
	}
	if n == nil && c.last == t && r.quarter[r.form(t)] && t+1 < s.Last && r.free(t) && capitalised(r.form(t+1)) && (r.nameAt[t+1] == 0 || r.d.Names[r.nameAt[t+1]-1].First == t+1) {
		if f, size := r.g.find(d.Source.Text, d.Tokens[t+1].Start, s.End); f != nil && !f.demonym && !f.abbr && r.town(f) {
			last := t + 1
			for last < s.Last && d.Tokens[last].Start < d.Tokens[t+1].Start+size {
				last++
			}
			if es := r.lookup(t, last); es != nil {
				c.entries = es
			}
			c.last, c.from, c.kind = last, fromHead, "city"
			return c
		}
	}
	switch {
	case n != nil && isPlaceTag(n.Type) && n.Last > c.last:
		if n.Type == nlp.GOV && c.from == 0 {
			named := candidate{first: t, last: n.Last}
			if !r.asState(&named) {
				break // a ministry, not a state or capital
			}
		}
		if c.from&fromDemonym != 0 && c.last < n.Last || c.from == 0 {
			c.entries, c.state, c.kind, c.abbr = nil, "", "", false
		}
		c.from |= fromTagger
		c.last, c.tag = n.Last, n.Type
		if es := r.lookup(t, n.Last); es != nil {
			c.entries = es
		} else if c.state == "" && r.asState(&c) {
		} else if c.from&fromGazetteer != 0 && n.Last > gazLast {
			c.entries = nil
			c.from &^= fromGazetteer | fromState
			c.state = ""
		}
	case inside != nil && isPlaceTag(inside.Type):
		c.tag = inside.Type
		if c.from != 0 {
			c.from |= fromTagger
		}
	case inside != nil && c.from != 0 && c.from&fromDemonym == 0:
		c.tag = inside.Type
		switch inside.Type {
		case nlp.PER:
			if inside.First != t || inside.Last != c.last || r.person[r.text(&c)] || r.hesitant(&c) {
				if h, last := r.head(si, &candidate{first: t, last: t}); h == "" || h == "none" || last <= c.last {
					c.drop = true
					c.last = max(c.last, inside.Last)
					return c
				}
				c.from = 0
				c.last = t
				break
			}
			c.tag = nlp.NoName // a surname that no person of the document bears
		case nlp.ORG:
			if inside.First != t && r.form(t-1) != "of" && !r.quarter[r.form(t-1)] {
				c.drop = true
				return c
			}
			// what an organisation is named for: "Texas Department of Health"
			c.embedded = inside.Last > c.last
		case nlp.MEET, nlp.DOC:
			c.embedded = true
		}
	case inside != nil && c.from&fromDemonym != 0:
		c.tag = inside.Type
	}
	if c.from&fromTagger != 0 && c.from&(fromGazetteer|fromState) == 0 {
		if q := c.first; c.last-q > 1 && r.quarter[r.form(q)] {
			if es := r.lookup(q+1, c.last); es != nil && r.g.places[es[0]].kind == "region" {
				c.first, c.entries, c.from = q+1, es, c.from|fromGazetteer
			}
		}
		if r.alone[strings.Join(strings.Fields(r.text(&c)), " ")] || r.after[r.form(c.last-1)] == "none" && c.last-c.first > 1 {
			c.drop = true
			// the town that an institution is named for
			if gaz != nil && gazLast < c.last && !gaz.demonym && !gaz.abbr && gazLast > t {
				c.drop, c.embedded = false, true
				c.last, c.entries, c.from, c.kind = gazLast, gaz.places, fromGazetteer|fromTagger, ""
			}
			return c
		}
	}
	if h, last := r.head(si, &c); h != "" {
		if h == "none" {
			if c.from&fromDemonym == 0 && c.from != 0 {
				c.embedded = true
				c.drop = r.form(c.last) == "Times" || r.form(c.last) == "Post" || r.form(c.last) == "News"
				if r.doubtful(&c) {
					c.drop = true
				}
				return c
			}
		} else if c.from&fromDemonym == 0 || last > c.last {
			if es := r.lookup(t, last); es != nil {
				c.entries = es
			} else if last > c.last {
				c.entries, c.state = nil, ""
				c.from &^= fromGazetteer | fromState
			}
			c.last, c.kind = last, h
			c.from |= fromHead
		}
	}
	if c.from == 0 {
		return candidate{first: t, last: t}
	}
	if k := r.after[r.form(c.last-1)]; c.kind == "" && k != "none" && len(c.entries) == 0 {
		c.kind = k
	}
	if c.from == fromTagger && len(c.entries) == 0 && c.last-c.first == 1 && !r.supported(&c) {
		c.drop = true
	}
	if c.from&(fromTagger|fromHead) == 0 && r.doubtful(&c) {
		c.drop = true
	}
	return c
}

// text is the words of c as the document has them.
func (r *reading) text(c *candidate) string {
	return r.d.Source.Text[r.d.Tokens[c.first].Start:r.d.Tokens[c.last-1].End]
}

// town reports whether f surely names a town.
func (r *reading) town(f *form) bool {
	for _, e := range f.places {
		if p := &r.g.places[e]; p.kind != "city" || p.context && p.size < 2 {
			return false
		}
	}
	return true
}

func hyphenated(s string) bool { return strings.ContainsAny(s, "-‑–") }

// capitals is where a dateline in capitals ends that starts at token t of
// sentence si: "MANSFIELD —", "BOWLING GREEN (AP) --"; t when there is none.
func (r *reading) capitals(si, t int) int {
	d, s := r.d, &r.d.Sentences[si]
	if t != s.First && !(t > s.First && r.form(t-1) == "\n") || s.Last-s.First < 3 {
		return t
	}
	i := t
	letters := 0
	for i < s.Last && i < t+4 && len(r.form(i)) > 1 && r.form(i) == strings.ToUpper(r.form(i)) && capitalised(r.form(i)) && len(r.lex.Lookup(r.form(i))) == 0 {
		letters += len(r.form(i))
		i++
	}
	if i == t || letters < 4 || i >= s.Last {
		return t
	}
	for k := i; k < s.Last && k < i+8; k++ {
		switch w := r.form(k); w {
		case "—", "–", "--", "―":
			return i
		case "-":
			if d.Tokens[k].Start > d.Tokens[k-1].End {
				return i
			}
			return t
		case "(", ")", ",", ".":
		default:
			if !capitalised(w) {
				return t
			}
		}
	}
	return t
}

// asState makes c the state or capital that its words name, as the lexicon has
// them, and reports whether they name one.
func (r *reading) asState(c *candidate) bool {
	text := strings.Join(strings.Fields(r.text(c)), " ")
	for _, e := range r.lex.Lookup(text) {
		switch e.Kind {
		case lexicon.StateName:
			c.from, c.state, c.kind = c.from|fromState, e.Code, "country"
			return true
		case lexicon.Capital:
			c.state = e.Code
			return true
		}
	}
	return false
}

// big reports whether a gazetteer name is that of a large place.
func (r *reading) big(c *candidate) bool {
	for _, e := range c.entries {
		if p := &r.g.places[e]; p.size >= 4 && !p.context {
			return true
		}
	}
	return false
}

// lookup is the entries for the text of tokens [first, last).
func (r *reading) lookup(first, last int) []int32 {
	text := r.d.Source.Text[r.d.Tokens[first].Start:r.d.Tokens[last-1].End]
	text = strings.TrimPrefix(text, "the ")
	if es := r.g.byName[text]; es != nil {
		return es
	}
	return nil
}

// head reports the kind that a head word beside c makes of it, and where the
// name then ends.
func (r *reading) head(si int, c *candidate) (string, int) {
	s := &r.d.Sentences[si]
	t := c.first
	if c.last > t {
		// a name and a head behind it
		if c.last < s.Last && !c.abbr {
			if k := r.after[r.form(c.last)]; k != "" && r.form(c.last-1) != "," && c.from&fromDemonym == 0 && r.free(c.last) {
				if k == "none" {
					return k, c.last
				}
				if c.from&fromState != 0 && k != "road" {
					return "", 0
				}
				return k, c.last + 1
			}
		}
		return "", 0
	}
	// capitalised words up to a head
	if k := r.before[r.form(t)]; k != "" && t+1 < s.Last && r.free(t) {
		next := r.form(t + 1)
		if capitalised(next) && len(next) > 1 && r.free(t+1) || (k == "road" && next[0] >= '0' && next[0] <= '9') {
			last := t + 2
			return k, last
		}
	}
	n := r.name(t)
	inOrg := n != nil && (n.Type == nlp.ORG || n.Type == nlp.PER) && n.First == t
	if !inOrg && !r.free(t) || r.after[r.form(t)] != "" || t == s.First && r.cues[strings.ToLower(r.form(t))] != 0 {
		return "", 0
	}
	for i := t + 1; i < s.Last && i < t+4; i++ {
		w := r.form(i)
		if !capitalised(w) || !inOrg && !r.free(i) || inOrg && !r.overrides(n, w, i) {
			return "", 0
		}
		if k := r.after[w]; k != "" {
			if k == "none" {
				return "", 0
			}
			if i+1 < s.Last && r.after[r.form(i+1)] != "" && r.after[r.form(i+1)] != "none" {
				i++
			}
			if t == s.First && i == t+1 && len(r.form(t)) < 4 {
				return "", 0
			}
			return k, i + 1
		}
	}
	return "", 0
}

// overrides reports whether head word w at token i can make a place of what the
// tagger takes for the person or organisation n. Words that are no heads can.
func (r *reading) overrides(n *nlp.Name, w string, i int) bool {
	switch r.after[w] {
	case "", "region":
		return true
	case "road", "water":
		return n.Type == nlp.PER || i+1 == n.Last
	}
	return false
}

// free reports whether token t is in no name that is surely no place.
func (r *reading) free(t int) bool {
	n := r.name(t)
	return n == nil || isPlaceTag(n.Type)
}

// supported reports whether a name that only the tagger takes for a place has
// words beside it that place it, or another mention in the document.
func (r *reading) supported(c *candidate) bool {
	s := &r.d.Sentences[c.sentence]
	t := c.first - 1
	if t > s.First && (r.form(t) == "the" || r.form(t) == "The") {
		t--
	}
	if t >= s.First {
		switch w := r.form(t); {
		case r.cues[w]&cuePlace != 0, w == "to", w == "of", w == "through":
			return true
		case capitalised(w) && t == s.First && r.cues[strings.ToLower(w)]&cuePlace != 0:
			return true
		}
	}
	if c.last < s.Last {
		switch w := r.form(c.last); {
		case w == "-", r.cues[w]&cueCivic != 0:
			return true
		}
	}
	return r.votes[r.text(c)] > 1
}

// hesitant reports whether the gazetteer asks for words beside c's name that
// show it to be a place, and there are none.
func (r *reading) hesitant(c *candidate) bool {
	for _, e := range c.entries {
		if !r.g.places[e].context {
			return false
		}
	}
	if c.state != "" || len(c.entries) == 0 {
		return false
	}
	s := &r.d.Sentences[c.sentence]
	if c.last < s.Last && r.cues[r.form(c.last)]&cueCivic != 0 {
		return false
	}
	return c.first == s.First || r.cues[r.form(c.first-1)]&cuePlace == 0
}

// doubtful reports whether a name that only the gazetteer or lexicon has is
// likely no place here.
func (r *reading) doubtful(c *candidate) bool {
	s := &r.d.Sentences[c.sentence]
	if c.from&(fromDemonym|fromSeat) != 0 {
		return false
	}
	prev, next := "", ""
	if c.first > s.First {
		prev = r.form(c.first - 1)
	}
	if c.last < s.Last {
		next = r.form(c.last)
	}
	if c.abbr {
		return prev != "," && strings.Count(r.text(c), ".") < 2
	}
	if c.from&fromState != 0 && c.from&fromGazetteer == 0 {
		return false
	}
	placed := r.cues[prev]&cuePlace != 0 || prev == "to" || prev == "of" || next == ","
	if r.hesitant(c) && !placed {
		return true
	}
	small := !r.big(c)
	if small && capitalised(next) && len(next) > 1 && r.nameAt[min(c.last, len(r.nameAt)-1)] == 0 && !placed {
		return true // the first word of a longer name
	}
	if small && capitalised(prev) && c.first-1 > s.First && r.d.Tokens[c.first-1].End < r.d.Tokens[c.first].Start && r.cues[strings.ToLower(prev)] == 0 {
		return true // the last word of one
	}
	return false
}

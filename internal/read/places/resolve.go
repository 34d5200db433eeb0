package places

import (
	"math"
	"slices"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
)

// repeat accepts later and earlier mentions of a name that was accepted once on
// good grounds: one sense per document. In capitals, as the town that an
// organisation is named for, and in datelines they count too.
func (r *reading) repeat() {
	known := map[string]bool{}
	votes := map[string]int{}
	taken := make([]bool, len(r.d.Tokens))
	for i := range r.cands {
		c := &r.cands[i]
		for t := c.first; t < c.last; t++ {
			taken[t] = true
		}
		w := r.text(c)
		if c.from&(fromDemonym|fromHead|fromSeat) != 0 || len(w) < 4 || c.last-c.first > 3 || c.abbr || c.embedded {
			continue
		}
		switch {
		case c.container > 0, c.dateline, c.from&fromGazetteer != 0 && len(c.entries) > 0:
			known[strings.ToUpper(w)] = true
		case c.from&fromTagger != 0 && (c.tag == nlp.GPE || c.tag == nlp.LOC):
			if votes[w]++; votes[w] > 1 {
				known[strings.ToUpper(w)] = true
			}
		}
	}
	if len(known) == 0 {
		return
	}
	var more []candidate
	for si := range r.d.Sentences {
		s := &r.d.Sentences[si]
		for t := s.First; t < s.Last; t++ {
			if taken[t] || !capitalised(r.form(t)) {
				continue
			}
			n := r.name(t)
			if n != nil && (n.First != t || n.Type != nlp.ORG && n.Type != nlp.FAC && n.Type != nlp.GPE && n.Type != nlp.LOC) {
				continue
			}
			for k := min(t+3, s.Last); k > t; k-- {
				c := candidate{first: t, last: k, sentence: si, from: fromRepeat, embedded: n != nil && n.Last > k}
				if !known[strings.ToUpper(r.text(&c))] {
					continue
				}
				if n == nil && (t > s.First && capitalised(r.form(t-1)) && len(r.form(t-1)) > 1 || k < s.Last && capitalised(r.form(k)) && r.after[r.form(k)] == "" && r.nameAt[k] != 0) {
					break
				}
				c.entries = r.lookup(t, k)
				if c.entries == nil {
					r.asState(&c)
				}
				more = append(more, c)
				t = k - 1
				break
			}
		}
	}
	r.insert(more)
}

// insert merges more, which is in text order, into the candidates.
func (r *reading) insert(more []candidate) {
	if len(more) == 0 {
		return
	}
	shift := make([]int, len(r.cands)+1)
	all := make([]candidate, 0, len(r.cands)+len(more))
	k := 0
	for i := range r.cands {
		for k < len(more) && more[k].first < r.cands[i].first {
			all = append(all, more[k])
			k++
		}
		shift[i+1] = len(all) + 1
		all = append(all, r.cands[i])
	}
	all = append(all, more[k:]...)
	for i := range all {
		all[i].container = shift[all[i].container]
	}
	r.cands = all
}

// settlements are the words in "the Swiss town of X", "the city of X".
var settlements = map[string]bool{"city": true, "town": true, "village": true, "port": true, "capital": true, "resort": true, "suburb": true, "municipality": true, "settlement": true}

// described links a place to the demonym in "the Swiss town of Glion", and
// reads "the Romanian capital" as the place that it is.
func (r *reading) described() {
	var more []candidate
	for i := range r.cands {
		c := &r.cands[i]
		s := &r.d.Sentences[c.sentence]
		if c.from&fromDemonym == 0 || c.state == "" || c.last >= s.Last {
			continue
		}
		t := c.last
		for t < s.Last && t < c.last+3 && !settlements[r.form(t)] {
			t++
		}
		if t >= s.Last || !settlements[r.form(t)] {
			continue
		}
		next := t + 1
		if next < s.Last && (r.form(next) == "of" || r.form(next) == ",") {
			next++
		}
		if i+1 < len(r.cands) && r.cands[i+1].first == next {
			o := &r.cands[i+1]
			if o.from&fromDemonym == 0 && o.container == 0 && o.kind != "country" {
				o.container = i + 1
			}
			continue
		}
		if r.form(t) == "capital" && t == c.last {
			if st, ok := r.lex.State(c.state); ok && len(st.Capitals) == 1 {
				n := candidate{first: t, last: t + 1, sentence: c.sentence, from: fromCapital, state: c.state, kind: "city"}
				for _, e := range r.g.byName[st.Capitals[0]] {
					if r.g.places[e].country == c.state {
						n.entries = []int32{e}
					}
				}
				more = append(more, n)
			}
		}
	}
	r.insert(more)
}

// settled finds unlisted places by "the city of X", "the Swiss town of X".
func (r *reading) settled() {
	var more []candidate
	i := 0
	for si := range r.d.Sentences {
		s := &r.d.Sentences[si]
		for t := s.First + 1; t+1 < s.Last; t++ {
			if r.form(t) != "of" || !settlements[r.form(t-1)] || !capitalised(r.form(t+1)) {
				continue
			}
			for i < len(r.cands) && r.cands[i].last <= t+1 {
				i++
			}
			if i < len(r.cands) && r.cands[i].first == t+1 {
				if c := &r.cands[i]; len(c.entries) == 0 && (c.kind == "" || c.kind == "place") && c.from&fromState == 0 {
					c.kind = "city"
				}
				continue
			}
			last := t + 1
			for last < s.Last && last < t+4 && capitalised(r.form(last)) && (i == len(r.cands) || r.cands[i].first > last) {
				last++
			}
			if last == t+1 || r.name(t+1) != nil && (r.name(t+1).Last > last || r.name(t+1).First <= t) {
				continue
			}
			more = append(more, candidate{first: t + 1, last: last, sentence: si, from: fromContainer, kind: "city", entries: r.lookup(t+1, last)})
			t = last - 1
		}
	}
	r.insert(more)
}

// containers links a place to the state or region that follows it behind a
// comma, or in which it is said to lie, and finds unlisted towns by it.
func (r *reading) containers() {
	// unlisted: "Byesville, Ohio"
	taken := map[int]int{}
	for i := range r.cands {
		taken[r.cands[i].last-1] = i + 1
	}
	var more []candidate
	for i := range r.cands {
		c := &r.cands[i]
		s := &r.d.Sentences[c.sentence]
		if !r.contains(c) || c.first-2 < s.First || r.form(c.first-1) != "," {
			continue
		}
		t := c.first - 2
		if k := taken[t]; k > 0 {
			if o := &r.cands[k-1]; r.lies(o, c) {
				o.container = i + 1
			}
			continue
		}
		if c.from&fromState != 0 && !c.abbr && c.kind == "country" && (r.listed(c) || !r.closed(c)) {
			continue
		}
		f := t
		for f >= s.First && f > t-3 && capitalised(r.form(f)) && r.free(f) && taken[f] == 0 {
			f--
		}
		f++
		if f > t || f == s.First && t-f > 1 || r.cues[strings.ToLower(r.form(f))] != 0 {
			continue
		}
		if c.abbr || f > s.First && (r.cues[r.form(f-1)]&cuePlace != 0 || r.form(f-1) == "of" || r.form(f-1) == "to") || r.tagged(t) {
			more = append(more, candidate{first: f, last: t + 1, sentence: c.sentence, from: fromContainer, kind: "city", container: i + 1, entries: r.lookup(f, t+1)})
		}
	}
	r.insert(more)
}

func (r *reading) tagged(t int) bool {
	n := r.name(t)
	return n != nil && isPlaceTag(n.Type)
}

// lies reports whether the place o, which stands before the comma, can lie in
// the region or state c behind it: "Tripoli, Lebanon", and not "in Seoul, U.S.
// officials said".
func (r *reading) lies(o, c *candidate) bool {
	if o.from&fromDemonym != 0 || o.kind == "country" {
		return false
	}
	if len(o.entries) == 0 {
		return c.kind != "country" || r.closed(c) && !r.listed(c)
	}
	town, here := false, false
	for _, e := range o.entries {
		p := &r.g.places[e]
		town = town || p.kind == "city" || p.kind == "venue"
		here = here || p.country == c.state
	}
	if c.kind == "country" && len(c.entries) == 0 {
		return town && here
	}
	return town
}

// closed reports whether the phrase ends with c: a sign or a preposition
// follows, and no verb or noun.
func (r *reading) closed(c *candidate) bool {
	s := &r.d.Sentences[c.sentence]
	if c.last >= s.Last {
		return true
	}
	switch w := r.form(c.last); w {
	case "on", "in", "at", "for", "from", "to", "with", "by", "after", "before", "during", "until", "where", "when", "last", "this", "next", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday":
		return true
	default:
		first := w[0]
		return first < 0x80 && first|0x20 < 'a' || first < 0x80 && first|0x20 > 'z'
	}
}

// contains reports whether c can name what another place lies in.
func (r *reading) contains(c *candidate) bool {
	if c.from&fromState != 0 && c.kind == "country" {
		return true
	}
	for _, e := range c.entries {
		if p := &r.g.places[e]; p.kind == "region" && p.country != "" {
			return true
		}
	}
	return false
}

// listed reports whether the state c stands in an enumeration of states.
func (r *reading) listed(c *candidate) bool {
	s := &r.d.Sentences[c.sentence]
	if c.last < s.Last {
		switch r.form(c.last) {
		case "and", "or":
			return true
		}
	}
	return false
}

// resolve decides which place each candidate is, and whether it is meant as a
// place, and writes the layer.
func (r *reading) resolve() {
	seen := map[int32]bool{}
	for i := range r.cands {
		c := &r.cands[i]
		switch {
		case c.from&fromState != 0 && c.from&fromGazetteer != 0: // Georgia speaks for neither
		case c.state != "" && c.from&fromGazetteer == 0:
			r.tally[c.state]++
		case len(c.entries) == 1:
			e := c.entries[0]
			p := &r.g.places[e]
			if p.country == "" {
				continue
			}
			r.tally[p.country]++
			if !seen[e] && c.state == "" && (p.kind == "city" || p.kind == "region") {
				seen[e] = true
				r.homes[p.country]++
			}
		}
	}
	r.findRegions()
	sure := map[string]int32{} // names that an explicit container settled
	for i := range r.cands {
		c := &r.cands[i]
		if c.container > 0 && len(c.entries) > 0 {
			if e, ok := r.within(c, &r.cands[c.container-1]); ok {
				sure[r.text(c)] = e
			} else {
				sure[r.text(c)] = -1
			}
		}
	}
	for i := range r.cands {
		c := &r.cands[i]
		p := layer.Place{First: c.first, Last: c.last, Sentence: c.sentence, Dateline: r.dateline(c), Rule: "places." + source(c.from)}
		p.Span = parley.Span{Start: r.d.Tokens[c.first].Start, End: r.d.Tokens[c.last-1].End}
		r.trim(&p)
		p.Name, p.Kind, p.Country = strings.Join(strings.Fields(r.d.Source.Text[p.Start:p.End]), " "), c.kind, c.state
		e, known := r.choose(c)
		if s, ok := sure[r.text(c)]; ok && c.from&fromState == 0 {
			e, known = s, s >= 0
		}
		switch {
		case known:
			g := &r.g.places[e]
			p.Name, p.Kind, p.Country, p.City = strings.TrimSuffix(g.name, " state"), g.kind, g.country, g.city
			if _, told := sure[r.text(c)]; g.located && (told || !r.elsewhere(g)) {
				p.Lat, p.Lon, p.Located = g.lat, g.lon, true
			}
		case c.state != "" && c.kind != "demonym" && c.kind != "venue":
			if st, ok := r.lex.State(c.state); ok && c.kind == "country" {
				p.Name = st.Name
				if at, ok := r.g.middle[c.state]; ok {
					p.Lat, p.Lon, p.Located = at[0], at[1], true
				}
				for _, e := range c.entries {
					if g := &r.g.places[e]; g.country == c.state && g.kind == "city" { // a state that is a city, or bears its name: Singapore, Luxembourg
						p.City, p.Lat, p.Lon, p.Located = st.Name, g.lat, g.lon, true
					}
				}
			}
		case c.container > 0:
			p.Country = r.country(&r.cands[c.container-1])
		}
		if p.Kind == "" || c.kind == "demonym" {
			p.Kind = "place"
			if c.kind != "" {
				p.Kind = c.kind
			}
			if c.tag == nlp.FAC {
				p.Kind = "venue"
			}
		}
		p.Metonymic = c.kind == "demonym" || c.embedded && c.tag != nlp.MEET || !p.Dateline && r.metonymic(c, p.Kind)
		r.d.Places = append(r.d.Places, p)
	}
	r.together()
	for i := range r.d.Places {
		if p := &r.d.Places[i]; p.Kind == "country" && p.City != "" && !p.Metonymic {
			p.Kind, p.City = "city", ""
		}
	}
}

// together gives the names of "Moscow and Beijing have agreed" and "US-Iran
// talks" one use.
func (r *reading) together() {
	acts := func(i int) bool { // can stand for a government
		p, c := &r.d.Places[i], &r.cands[i]
		return p.Kind == "country" || p.Kind == "city" && c.state != ""
	}
	for i := 0; i+1 < len(r.d.Places); i++ {
		p, q := &r.d.Places[i], &r.d.Places[i+1]
		if p.Sentence != q.Sentence || !acts(i) || !acts(i+1) || r.cands[i].container == i+2 || q.First-p.Last > 1 || q.First < p.Last {
			continue
		}
		joint := ""
		if q.First > p.Last {
			joint = r.form(p.Last)
		}
		switch joint {
		case "", "-", "–", "/", "‑":
			next := ""
			if q.Last < r.d.Sentences[q.Sentence].Last {
				next = r.form(q.Last)
			}
			if joint != "" && r.d.Tokens[p.Last].Start > p.End {
				continue // a dash between phrases
			}
			if joint == "" && r.cues[next]&(cueEvent|cueHas) == 0 || r.cues[next]&cueWay != 0 {
				continue
			}
			p.Metonymic, q.Metonymic = true, true
		case "and", "&":
			switch {
			case p.Metonymic && !q.Metonymic:
				q.Metonymic = true
			case q.Metonymic && !p.Metonymic && !r.placed(p):
				p.Metonymic = true
			}
		}
	}
}

// placed reports whether a preposition of place stands before p.
func (r *reading) placed(p *layer.Place) bool {
	t := p.First - 1
	s := &r.d.Sentences[p.Sentence]
	if t >= s.First && strings.EqualFold(r.form(t), "the") {
		t--
	}
	return t >= s.First && r.cues[strings.ToLower(r.form(t))]&cuePlace != 0
}

// trim leaves a possessive and a leading article out of the span.
func (r *reading) trim(p *layer.Place) {
	t := r.d.Source.Text[p.Start:p.End]
	if r.g.byName[t] != nil {
		return
	}
	for _, a := range []string{"the ", "The "} {
		if strings.HasPrefix(t, a) && len(t) > len(a) {
			p.Start += len(a)
			t = t[len(a):]
		}
	}
	for _, a := range []string{"'s", "’s"} {
		if strings.HasSuffix(t, a) && len(t) > len(a) {
			p.End -= len(a)
			t = t[:len(t)-len(a)]
		}
	}
	if strings.HasSuffix(t, "..") {
		p.End--
	}
}

func source(from int) string {
	switch {
	case from&fromHead != 0:
		return "head"
	case from&fromCapital != 0:
		return "capital"
	case from&fromDemonym != 0:
		return "demonym"
	case from&fromState != 0:
		return "state"
	case from&fromGazetteer != 0:
		return "gazetteer"
	case from&fromContainer != 0:
		return "container"
	case from&fromRepeat != 0:
		return "repeat"
	case from&fromSeat != 0:
		return "seat"
	}
	return "name"
}

// country is the country that a containing candidate names or lies in.
func (r *reading) country(c *candidate) string {
	if e, ok := r.choose(c); ok {
		return r.g.places[e].country
	}
	return c.state
}

// within is the entry of c that lies in what box names.
func (r *reading) within(c, box *candidate) (int32, bool) {
	country := r.country(box)
	if c.container > 0 && box.abbr {
		country = ""
		for _, e := range box.entries {
			country = r.g.places[e].country
		}
	}
	var region *place
	if e, ok := r.choose(box); ok && r.g.places[e].kind == "region" {
		region = &r.g.places[e]
	}
	best, found := int32(0), false
	for _, e := range c.entries {
		p := &r.g.places[e]
		if p.country != country || p.kind == "region" {
			continue
		}
		if region != nil && !near(p, region) {
			continue
		}
		if !found || p.size > r.g.places[best].size {
			best, found = e, true
		}
	}
	return best, found
}

// near reports whether a town can lie in a region, by the distance of their
// middles: a thousand kilometres at most.
func near(p, region *place) bool {
	dy := p.lat - region.lat
	dx := (p.lon - region.lon) * math.Cos(region.lat*math.Pi/180)
	return dx*dx+dy*dy < 36
}

// findRegions notes the regions of countries that the document names.
func (r *reading) findRegions() {
	for i := range r.cands {
		c := &r.cands[i]
		if c.from&fromDemonym != 0 || c.embedded {
			continue
		}
		if len(c.entries) == 0 {
			continue
		}
		if e, ok := r.choose(c); ok {
			if p := &r.g.places[e]; p.kind == "region" && p.country != "" && !slices.Contains(r.regions, p) {
				r.regions = append(r.regions, p)
			}
		}
	}
}

// elsewhere reports whether the document names regions of the country that the
// small town p lies in, and all of them far from it: then it is likely another
// town of that name.
func (r *reading) elsewhere(p *place) bool {
	if p.kind != "city" || p.size > 3 {
		return false
	}
	far := false
	for _, q := range r.regions {
		if q.country == p.country {
			if near(p, q) {
				return false
			}
			far = true
		}
	}
	return far
}

// evidence is how much the document's other places speak for a country; it
// cannot lift a hamlet above a capital.
func (r *reading) evidence(country string) float64 {
	return min(3, 1.5*math.Log2(1+float64(r.tally[country])))
}

// choose is the entry that c most likely is: by what contains it, by the
// countries that the document speaks of, by size.
func (r *reading) choose(c *candidate) (int32, bool) {
	if len(c.entries) == 0 {
		return 0, false
	}
	best, score := int32(-1), math.Inf(-1)
	for _, e := range c.entries {
		p := &r.g.places[e]
		s := float64(p.size)
		if p.country != "" {
			s += r.evidence(p.country)
		} else {
			s += 2
		}
		if p.context {
			s--
		}
		if s > score {
			best, score = e, s
		}
	}
	if c.from&fromState != 0 && c.kind == "country" {
		// a state of this name: Georgia
		if !r.local(c, best) {
			return 0, false
		}
	}
	return best, true
}

// local reports whether the document is about the country that region e lies in
// rather than about the world: then Georgia is the one beside Alabama.
func (r *reading) local(c *candidate, e int32) bool {
	p := &r.g.places[e]
	if p.kind != "region" || p.country == "" {
		return false
	}
	if c.container > 0 {
		return true
	}
	return r.homes[p.country] >= 2 && r.tally[c.state] == 0 && len(r.tally) <= 3
}

// dateline reports whether c opens a block as the place of a report: "RIYADH,
// Saudi Arabia (AP) —", "Geneva, 3 March –".
func (r *reading) dateline(c *candidate) bool {
	s := &r.d.Sentences[c.sentence]
	if c.first > s.First+4 || c.sentence > 0 && r.d.Sentences[c.sentence-1].Block == s.Block {
		return false
	}
	for t := s.First; t < c.first; t++ {
		if w := r.form(t); w != "," && !capitalised(w) && w != "/" && w != "—" {
			return false
		}
	}
	comma := false
	for t := c.last; t < s.Last && t < c.last+12; t++ {
		switch w := r.form(t); w {
		case "—", "–", "--", "-", "―":
			return r.d.Tokens[t].Start > r.d.Tokens[t-1].End || w != "-"
		case ",":
			comma = true
		case "(", ")", ".", "/", ":":
		default:
			if !capitalised(w) && !(comma && w[0] >= '0' && w[0] <= '9') && !(w[0] >= '0' && w[0] <= '9') {
				return false
			}
		}
	}
	return false
}

// metonymic reports whether c stands for a government or a people: what the
// words beside it say comes before what the tagger thinks.
func (r *reading) metonymic(c *candidate, kind string) bool {
	switch kind {
	case "country", "city", "region", "venue":
	default:
		return false
	}
	if kind == "city" && c.tag != nlp.GOV && !(c.state != "" && c.from&(fromGazetteer|fromState) != 0) {
		return false // only capitals stand for governments
	}
	if kind == "venue" && c.tag != nlp.GOV && c.from&fromSeat == 0 {
		return false
	}
	s := &r.d.Sentences[c.sentence]
	prev, before, next, then := "", "", "", ""
	if c.first > s.First {
		prev = strings.ToLower(r.form(c.first - 1))
	}
	if prev == "the" && c.first-1 > s.First {
		prev = strings.ToLower(r.form(c.first - 2))
	}
	if c.first-2 >= s.First {
		before = strings.ToLower(r.form(c.first - 2))
	}
	if c.last < s.Last {
		next = r.form(c.last)
	}
	if c.last+1 < s.Last {
		then = strings.ToLower(r.form(c.last + 1))
	}
	switch cue := r.cues[prev]; {
	case cue&cuePlace != 0:
		if next == "'s" || next == "’s" {
			return r.cues[then]&cueHas != 0 && kind != "city"
		}
		return prev == "from" && (c.tag == nlp.GOV || r.cues[before]&cuePeople != 0)
	case cue&cueBetween != 0:
		return c.container == 0 && kind != "venue" && !r.moved(c, 12) && r.cues[before]&cueWay == 0
	}
	switch {
	case prev == "to" && (r.moved(c, 5) || kind != "country" && r.moved(c, 12)):
		return false
	case (r.cues[next]&cueEvent != 0 || next == "visit") && kind != "country":
		return false
	case r.cues[next]&cueSays != 0:
		return true
	case (next == "'s" || next == "’s") && (r.cues[then]&cueHas != 0 || kind != "country" && r.cues[then]&cueOffice != 0):
		return true
	case (prev == "and" || prev == ",") && before != "" && c.container == 0 && r.pair(c) && !r.moved(c, 12):
		return true
	}
	switch {
	case c.tag == nlp.GOV, kind == "venue" && c.from&fromSeat != 0:
		return true
	case c.tag == nlp.GPE, c.tag == nlp.FAC, c.tag == nlp.LOC:
		return false
	}
	return r.cues[next]&cueDoes != 0 && kind != "venue" || r.cues[prev]&cueWith != 0 && kind != "venue"
}

// moved reports whether somebody goes, is sent or is asked to come to c, by the
// words before it.
func (r *reading) moved(c *candidate, within int) bool {
	s := &r.d.Sentences[c.sentence]
	for t := c.first - 1; t >= s.First && t > c.first-within; t-- {
		if r.cues[strings.ToLower(r.form(t))]&cueMotion != 0 {
			return true
		}
	}
	return false
}

// pair reports whether c is the second of two joined by "between".
func (r *reading) pair(c *candidate) bool {
	s := &r.d.Sentences[c.sentence]
	for t := c.first - 1; t >= s.First && t > c.first-7; t-- {
		if strings.EqualFold(r.form(t), "between") {
			return t == s.First || r.cues[strings.ToLower(r.form(t-1))]&cueWay == 0
		}
	}
	return false
}

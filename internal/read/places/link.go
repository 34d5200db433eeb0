package places

import (
	"strings"

	"github.com/parley-register/parley/internal/nlp"
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

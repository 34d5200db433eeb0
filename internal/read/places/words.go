package places

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parley-register/parley/internal/lexicon"
	"github.com/parley-register/parley/internal/nlp"
)

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

package places

import (
	"strings"

	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
)

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
	if r.wholeSentence(c) {
		return true
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

// wholeSentence reports whether c is the whole of a sentence near the head of the text, and
// the text goes on behind it in the same block: "GENEVA. For eight days the envoy …".
func (r *reading) wholeSentence(c *candidate) bool {
	s := &r.d.Sentences[c.sentence]
	if c.sentence > 3 || c.first != s.First || c.last+1 != s.Last || r.form(c.last) != "." {
		return false
	}
	return c.sentence+1 < len(r.d.Sentences) && r.d.Sentences[c.sentence+1].Block == s.Block
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

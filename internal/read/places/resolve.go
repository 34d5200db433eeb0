package places

import (
	"math"
	"slices"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
)

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

package meetings

import (
	"slices"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/read/layer"
)

// where is the first city among the mentions, else the first country, made more
// precise by a city of that country that stands beside; for the meeting that
// the article is about, else the line that says where it was written.
func (v *view) where(c *candidate, main bool, mod parley.Modality) *parley.Cited[parley.Place] {
	if c.remote {
		return nil
	}
	best, rule := 0, "meetings.where"
	for _, m := range c.mentions {
		if m.place == 0 {
			continue
		}
		x := &v.Places[m.place-1]
		if best == 0 || cityOf(v.Places[best-1].Kind, v.Places[best-1].Name, v.Places[best-1].City) == "" && cityOf(x.Kind, x.Name, x.City) != "" {
			best = m.place
		}
	}
	switch {
	case best == 0 && main:
		best, rule = v.placeLine(c), "meetings.where.line"
	case best > 0 && v.cityName(best) == "":
		if city := v.cityBeside(c, v.Places[best-1].Country); city > 0 {
			best, rule = city, "meetings.where.city"
		}
	}
	if best == 0 {
		return nil
	}
	x := &v.Places[best-1]
	value := parley.Place{Name: v.cityName(best), Country: x.Country}
	if x.Kind == "venue" {
		value.Venue = x.Name
	}
	return &parley.Cited[parley.Place]{Value: value, Note: parley.Note{Modality: mod, Evidence: []parley.Evidence{v.Source.Quote(x.Span)}, Rule: rule}}
}

func (v *view) cityName(place int) string {
	x := &v.Places[place-1]
	return cityOf(x.Kind, x.Name, x.City)
}

// cityBeside is the one city of the country that the sentences of c's mentions
// and those after them name as a place, or 0.
func (v *view) cityBeside(c *candidate, country string) int {
	found := 0
	for i := range v.Places {
		x := &v.Places[i]
		if x.Metonymic || x.Country != country || v.cityName(i+1) == "" || x.First >= x.Last {
			continue
		}
		near := slices.ContainsFunc(c.mentions, func(m *mention) bool { return x.Sentence == m.Sentence || x.Sentence == m.Sentence+1 })
		if !near || !v.located(x) {
			continue
		}
		if found > 0 && v.cityName(found) != v.cityName(i+1) {
			return 0
		}
		if found == 0 {
			found = i + 1
		}
	}
	return found
}

// located tells whether a preposition of place stands before x.
func (v *view) located(x *layer.Place) bool {
	first := v.Sentences[x.Sentence].First
	for t := x.First - 1; t >= max(first, x.First-4); t-- {
		switch v.lower[t] {
		case "in", "at", "near":
			return true
		}
		if !v.isNominal(t) {
			return false
		}
	}
	return false
}

// placeLine is the place of a line of its own near the head of the text ("Hanoi,
// Vietnam"), or of a dateline whose city the text names again for the meeting.
func (v *view) placeLine(c *candidate) int {
	for i := range v.Places {
		x := &v.Places[i]
		if x.Sentence > 6 || v.cityName(i+1) == "" || x.First >= x.Last {
			continue
		}
		sent := &v.Sentences[x.Sentence]
		if x.Dateline {
			for j := range v.Places {
				if j != i && v.cityName(j+1) == v.cityName(i+1) && slices.ContainsFunc(c.mentions, func(m *mention) bool { return m.Sentence == v.Places[j].Sentence }) {
					return i + 1
				}
			}
			continue
		}
		if sent.Last-sent.First > 10 || x.Metonymic || x.Sentence == 0 {
			continue
		}
		verb := false
		for t := sent.First; t < sent.Last; t++ {
			verb = verb || v.isVerb(t) || v.isFinite(t)
		}
		if !verb && v.Tokens[sent.Last-1].Form != "." {
			return i + 1
		}
	}
	return 0
}

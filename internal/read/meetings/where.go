package meetings

import (
	"slices"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/read/layer"
)

// where is the first city among the mentions, else the first country, made more
// precise by a city of that country that stands beside; for the meeting that
// the article is about, else the line that says where it was written.
func (v *view) where(c *candidate, all []*candidate, main bool, mod parley.Modality) *parley.Cited[parley.Place] {
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
	if best > 0 && v.cityName(best) == "" {
		if city := v.cityBeside(c, v.Places[best-1].Country); city > 0 {
			best, rule = city, "meetings.where.city"
		}
	}
	if main && (best == 0 || v.cityName(best) == "") {
		if line := v.placeLine(c); line > 0 && (best == 0 || v.release) {
			best, rule = line, "meetings.where.line"
		}
	}
	if best == 0 && main {
		best, rule = v.placeInTitle(), "meetings.where.title"
	}
	if best == 0 {
		best, rule = v.placeOfJourney(c, all), "meetings.where.journey"
	}
	if best == 0 {
		best, rule = v.placeAside(c, all), "meetings.where.aside"
	}
	if best == 0 && main {
		best, rule = v.placeOfDateline(c), "meetings.where.dateline"
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
		if !near || !v.located(x) && !v.namedCapital(x) {
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

// placeInTitle is the city that the title names as a place, or 0: "Readout of the
// Talks in Lima".
func (v *view) placeInTitle() int {
	if !v.titled {
		return 0
	}
	found := 0
	for i := range v.Places {
		x := &v.Places[i]
		if x.Sentence > 0 {
			break
		}
		if x.Metonymic || x.First >= x.Last || x.Country == "" || v.cityName(i+1) == "" || !v.located(x) {
			continue
		}
		if found > 0 {
			return 0
		}
		found = i + 1
	}
	return found
}

// placeOfJourney is the place of a journey, told before, of somebody who is at c:
// who arrived in Chile and "will meet the president" meets him there. The state
// visited must be a side of c, or the text a release about the journey.
func (v *view) placeOfJourney(c *candidate, all []*candidate) int {
	if len(c.persons) == 0 || v.onPhone(c) {
		return 0
	}
	at := c.mentions[0].Sentence
	for _, x := range all {
		for _, m := range x.mentions {
			place := m.place
			if place == 0 && m.t.kind == visit {
				place = v.datelineTown() // "QUITO - The king, who arrived this morning on a state visit"
			}
			if place == 0 || m.Sentence > at || m.t.kind != visit && !v.staysAt(m) && !(v.release && x != c && v.oneMore(c)) || m.mood.negated {
				continue
			}
			country := v.Places[place-1].Country
			if !slices.Contains(c.codes, country) && (!v.release || m.place == 0) {
				continue
			}
			if phase(m.mood.status) == 1 && at-m.Sentence > 6 || m.t.text == "invite" {
				continue
			}
			for _, a := range m.args {
				if slices.ContainsFunc(v.persons(a.actor), func(p int) bool { return slices.Contains(c.persons, p) && v.People[p].For != country }) {
					return place
				}
			}
		}
	}
	return 0
}

// datelineTown is the town of the dateline, or 0.
func (v *view) datelineTown() int {
	for i := range v.Places {
		if v.Places[i].Dateline && v.cityName(i+1) != "" {
			return i + 1
		}
	}
	return 0
}

// placeAside is the town of the gathering told of before on whose sidelines c was
// held, or 0.
func (v *view) placeAside(c *candidate, all []*candidate) int {
	m := c.mentions[0]
	if !m.has(parley.Sidelines) {
		return 0
	}
	best, at := 0, -1
	for _, x := range all {
		for _, y := range x.mentions {
			if x == c || y.place == 0 || y.Sentence > m.Sentence || y.Sentence < m.Sentence-8 || y.Sentence <= at || v.cityName(y.place) == "" || y.t.kind != summit && !y.has(parley.Summit) {
				continue
			}
			best, at = y.place, y.Sentence
		}
	}
	return best
}

// placeOfDateline is the town of the dateline of a report that opens with talks
// that began, went on or ended, where it is of no side's state: who is sent there
// is sent for the talks. It is 0 elsewhere; and news of many lands is written in
// the towns where the agencies have their offices.
func (v *view) placeOfDateline(c *candidate) int {
	m := c.mentions[0]
	if m.t.verb || m.t.kind == visit || m.t.kind == call || v.onPhone(c) || m.governor < 0 || phase(v.status(c).Value) != 1 || m.Sentence > 2 {
		return 0
	}
	if lemma := v.Tokens[m.governor].Lemma; edges[lemma] == anyDay && lemma != "continue" && lemma != "hold" && lemma != "stall" {
		return 0
	}
	for i := range v.Places {
		x := &v.Places[i]
		if !x.Dateline || v.cityName(i+1) == "" {
			continue
		}
		if slices.Contains(c.codes, x.Country) || offices[v.cityName(i+1)] {
			return 0
		}
		return i + 1
	}
	return 0
}

// offices are towns from which agencies write of a whole region.
var offices = set("Beirut", "Cairo", "Nairobi", "Dubai", "Amman", "Istanbul", "Johannesburg", "London", "Washington", "Moscow", "Beijing", "Jerusalem", "Bangkok", "Singapore", "Dakar", "Paris", "Brussels", "New York", "United Nations", "Hong Kong", "New Delhi", "Islamabad", "Abidjan", "Tunis", "Baghdad")

// oneMore tells whether c is told as one more meeting of somebody's day: "also
// held meetings with".
func (v *view) oneMore(c *candidate) bool {
	m := c.mentions[0]
	sent := &v.Sentences[m.Sentence]
	for t := sent.First; t < min(sent.Last, m.Last+3); t++ {
		switch v.lower[t] {
		case "also", "finally", "additionally", "addition":
			return true
		}
	}
	return false
}

// staysAt tells whether m tells that somebody is at a place for talks: "is in
// Chile for talks".
func (v *view) staysAt(m *mention) bool {
	return m.governor >= 0 && v.Tokens[m.governor].Lemma == "be"
}

// onPhone tells whether a mention of c is of a call.
func (v *view) onPhone(c *candidate) bool {
	return c.remote || slices.ContainsFunc(c.mentions, func(m *mention) bool { return m.t.kind == call })
}

// namedCapital tells whether x stands beside the word that it is a capital: "the
// Chilean capital, Santiago".
func (v *view) namedCapital(x *layer.Place) bool {
	t := x.First - 1
	if t > 0 && v.lower[t] == "," {
		t--
	}
	return t >= v.Sentences[x.Sentence].First && v.lower[t] == "capital"
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

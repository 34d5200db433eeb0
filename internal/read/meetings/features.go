package meetings

import (
	"slices"
	"strconv"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/read/layer"
)

// features describe a candidate to the model that decides whether it counts:
// they are the words that an analyst would use to argue for or against it.
func (v *view) features(c *candidate, all []*candidate) []string {
	var out []string
	add := func(name string, on bool) {
		if on {
			out = append(out, name)
		}
	}
	m := c.mentions[0]
	best, anchored, headline, definite := echo, false, false, true
	time, place, strongPlace := "none", "none", false
	rules := map[string]bool{}
	for _, x := range c.mentions {
		best = max(best, x.t.strength)
		headline = headline || x.headline
		anchored = anchored || x.headline || x.Sentence < 3
		definite = definite && x.definite
		if x.time > 0 {
			if time == "none" {
				time = "stated"
			}
			if !v.Times[x.time-1].When.IsZero() {
				time = "resolved"
			}
		}
		if x.place > 0 {
			p := &v.Places[x.place-1]
			if cityOf(p.Kind, p.Name, p.City) != "" {
				place, strongPlace = "city", true
			} else if !strongPlace {
				place = "country"
			}
		}
		for _, a := range x.args {
			rules[a.rule] = true
		}
	}
	status := string(v.status(c).Value)
	n := strconv.Itoa(min(len(c.codes), 4))
	people := strconv.Itoa(min(len(c.persons), 3))
	sides := 0
	for _, code := range c.codes {
		for _, p := range c.persons {
			if v.People[p].For == code {
				sides++
				break
			}
		}
	}
	class := "noun"
	if m.t.verb {
		class = "verb"
	}
	out = append(out,
		"bias",
		"sides="+n,
		"strength="+strconv.Itoa(int(best)),
		"kind="+kindName(m.t.kind),
		"entry="+m.t.text,
		"class="+class,
		"status="+status,
		"kind+status="+kindName(m.t.kind)+"+"+status,
		"time="+time,
		"place="+place,
		"time+place="+time+"+"+place,
		"people="+people,
		"sides with people="+strconv.Itoa(min(sides, 2)),
		"sides+people="+n+"+"+strconv.Itoa(min(sides, 2)),
		"strength+time="+strconv.Itoa(int(best))+"+"+time,
		"sides+strength="+n+"+"+strconv.Itoa(int(best)),
		"kind+place="+kindName(m.t.kind)+"+"+place,
	)
	for _, r := range []string{"subject", "object", "with", "to", "between", "compound", "governor", "of", "by", "among", "sentence", "involving", "owner", "controller", "pair", "lead", "member", "armed", "delegate", "represented", "weighed"} {
		add("rule="+r, rules[r])
	}
	direct := v.directSides(c)
	add("no frame holds a side", direct == 0 && rules["weighed"])
	add("no frame holds a side, "+time+"+"+place, direct == 0 && rules["weighed"])
	add("weighed, "+time+"+"+place, rules["weighed"])
	add("weighed, kind="+kindName(m.t.kind), rules["weighed"])
	out = append(out, "direct sides="+strconv.Itoa(min(direct, 3)), "direct sides+kind="+strconv.Itoa(min(direct, 2))+"+"+kindName(m.t.kind),
		"candidates="+strconv.Itoa(min(len(all)/3, 3)), "direct sides+time="+strconv.Itoa(min(direct, 2))+"+"+time)
	out = append(out, v.spareSides(c)...)
	add("long ago", v.longAgo(c))
	add("only by sentence", rules["sentence"] && len(c.codes) == 2)
	add("headline", headline)
	add("anchored", anchored)
	add("late", !anchored && m.Sentence > 10)
	add("repeated", v.repeated(m))
	add("definite", definite)
	add("plural", m.plural && !m.definite)
	own := slices.ContainsFunc(c.mentions, func(x *mention) bool { return x.inherited == nil && len(x.codes) >= 2 })
	if m.inherited != nil && !own {
		add("inherited", true)
		add("inherited+"+status, true)
		add("inherited+"+time+"+"+place, true)
		add("inherited+definite", m.definite)
	}
	add("visited", m.visited != "")
	add("visited+"+time, m.visited != "")
	add("release", v.release)
	add("release+anchored", v.release && anchored)
	add("sure", m.mood.sure)
	add("negated", m.mood.negated)
	add("quoted", v.quoted(m))
	add("if", v.hypothetical(m))
	add("ordinal", c.ordinal > 0)
	add("unnamed side", !m.unnamed.Empty() && len(c.codes) < 2)
	add("remote", c.remote)
	add("several", c.several)
	add("several+"+time+"+"+place, c.several)
	add("first", len(all) > 0 && all[0] == c)
	groupMeets := len(c.codes) == 1 && isGroup(c.codes[0])
	add("group meets", groupMeets)
	add("group meets+"+time+"+"+place, groupMeets)
	add("no sides+"+time+"+"+place, len(c.codes) == 0)
	add("one side+"+time+"+"+place, len(c.codes) == 1 && !groupMeets)
	add("one side alone", len(c.codes) == 1 && !groupMeets && !slices.ContainsFunc(c.mentions, func(x *mention) bool { return !x.unnamed.Empty() }))
	add("occasion of another", v.occasionOnly(c))
	add("visited+anchored", m.visited != "" && anchored)
	add("visited+"+status, m.visited != "")
	total := 0
	for _, x := range all {
		total += len(x.mentions)
	}
	add("loose time", slices.ContainsFunc(c.mentions, func(x *mention) bool { return x.time != 0 && v.looseTime(x) }) && !slices.ContainsFunc(c.mentions, func(x *mention) bool { return x.time != 0 && !v.looseTime(x) }))
	add("vague, not anchored+"+status, time == "none" && place == "none" && !anchored)
	add("most mentions", 2*len(c.mentions) >= total)
	add("most mentions+"+status, 2*len(c.mentions) >= total)
	group := false
	for _, code := range c.codes {
		group = group || len(code) != 3
	}
	add("group side", group)
	for _, x := range all {
		if x == c {
			break
		}
		if s := shared(x.codes, c.codes); s == 0 || s < len(c.codes) {
			continue
		}
		add("same sides as one before", true)
		reasons := v.apartFrom(c, x)
		for _, r := range reasons {
			add("same sides as one before, other "+r, true)
		}
		add("same sides as one before, to come without a day or place", phase(v.status(c).Value) == 2 && time == "none" && place == "none")
		add("same sides as one before, no other time, place or people", len(reasons) == 0)
		break
	}
	return out
}

// occasionOnly tells whether all mentions of c only say where something else
// took place: "on the sidelines of the summit", "speaking at a conference".
func (v *view) occasionOnly(c *candidate) bool {
	for _, m := range c.mentions {
		first := v.Sentences[m.Sentence].First
		if m.start == first || m.headline {
			return false
		}
		switch v.lower[m.start-1] {
		case "at", "during", "of", "for", "in", "before", "after", "ahead", "following":
		default:
			return false
		}
	}
	return true
}

// directSides is how many sides stand in the frame of a trigger of c, at most in
// one mention.
func (v *view) directSides(c *candidate) int {
	best := 0
	for _, m := range c.mentions {
		var codes []string
		for _, a := range m.args {
			if a.rule == "sentence" || a.rule == "lead" || a.rule == "pair" || a.rule == "weighed" {
				continue
			}
			for _, code := range v.codes(a.actor) {
				codes = appendNew(codes, code)
			}
		}
		best = max(best, len(codes))
	}
	return best
}

// spareSides describe the sides that no frame holds.
func (v *view) spareSides(c *candidate) []string {
	var out []string
	for _, m := range c.mentions {
		for _, a := range m.args {
			if a.rule != "sentence" {
				continue
			}
			x := &v.Actors[a.actor]
			what := "state"
			switch {
			case x.Person > 0:
				what = "person"
			case x.Kind == layer.Nationality:
				what = "adjective"
			case x.Kind == layer.Organisation || x.Kind == layer.Group:
				what = "organisation"
			case x.Kind == layer.Office:
				what = "office"
			}
			out = appendNew(out, "spare side: "+what)
			if v.far(x, m) > 20 {
				out = appendNew(out, "spare side: far")
			}
			for t := x.Last; t < min(len(v.Tokens), x.Last+3); t++ {
				if v.isVerb(t) && reportingVerbs[v.Tokens[t].Lemma] {
					out = appendNew(out, "spare side: speaks")
				}
			}
		}
	}
	return out
}

// longAgo tells whether the time of c ends more than a year before the
// document.
func (v *view) longAgo(c *candidate) bool {
	_, published, ok := v.Source.Published.Bounds()
	if !ok {
		return false
	}
	for _, m := range c.mentions {
		if m.time > 0 {
			if _, last, ok := v.Times[m.time-1].When.Bounds(); ok && published.Sub(last).Hours() > 24*366 {
				return true
			}
		}
	}
	return false
}

// apartFrom are the ways in which two candidates with the same sides differ.
func (v *view) apartFrom(c, x *candidate) []string {
	var out []string
	time, place := false, false
	for _, a := range c.mentions {
		for _, b := range x.mentions {
			time = time || v.timesDiffer(a, b)
			place = place || v.placesDiffer(a, b)
		}
	}
	if time {
		out = append(out, "time")
	}
	if place {
		out = append(out, "place")
	}
	if v.personsDiffer(c.persons, x.persons) {
		out = append(out, "people")
	}
	if c.remote != x.remote && (c.inPerson || x.inPerson) {
		out = append(out, "channel")
	}
	if c.ordinal != 0 && x.ordinal != 0 && c.ordinal != x.ordinal {
		out = append(out, "round")
	}
	return out
}

func kindName(k kind) string {
	for name, x := range kinds {
		if x == k {
			return name
		}
	}
	return ""
}

// repeated tells whether the words around m speak of many meetings and not of
// one: "has met him repeatedly".
func (v *view) repeated(m *mention) bool {
	sent := &v.Sentences[m.Sentence]
	for t := max(sent.First, m.start-6); t < min(sent.Last, m.Last+8); t++ {
		switch v.lower[t] {
		case "repeatedly", "often", "regularly", "frequently", "generally", "annually", "usually", "always", "several", "many", "numerous", "regular", "occasions", "times", "every", "each", "routinely", "dozens":
			return true
		}
	}
	return false
}

// hypothetical tells whether m stands under "if", "unless" or "whether".
func (v *view) hypothetical(m *mention) bool {
	sent := &v.Sentences[m.Sentence]
	for t := m.First - 1; t >= max(sent.First, m.First-15); t-- {
		switch v.lower[t] {
		case "if", "unless", "whether":
			return true
		}
	}
	return false
}

// quoted tells whether a quotation mark opens before m in its sentence and
// closes after it, or does not close.
func (v *view) quoted(m *mention) bool {
	sent := &v.Sentences[m.Sentence]
	open := false
	for t := sent.First; t < m.First; t++ {
		switch v.Tokens[t].Form {
		case "“", "``":
			open = true
		case "”", "''":
			open = false
		case "\"":
			open = !open
		}
	}
	return open
}

// Sample is a candidate as the training command sees it.
type Sample struct {
	Features []string
	Meeting  parley.Meeting
}

// Samples are all candidates of d, whether they count or not.
func (s *Stage) Samples(d *layer.Doc) []Sample {
	if len(d.Sentences) == 0 {
		return nil
	}
	v := newView(d)
	cs := v.group(v.read(s))
	out := make([]Sample, 0, len(cs))
	for _, c := range cs {
		out = append(out, Sample{v.features(c, cs), v.meeting(c, cs, c == cs[0])})
	}
	return out
}

package meetings

import (
	"fmt"
	"slices"
	"strings"

	"github.com/parley-register/parley/internal/read/layer"
)

// Explain tells, line by line, which triggers were found in d and what was read
// around each: the lexicon entry, its arguments and by which rule, status, time
// and place; and which meeting took it up, if any.
func (s *Stage) Explain(d *layer.Doc) []string {
	if len(d.Sentences) == 0 {
		return nil
	}
	v := newView(d)
	ms := v.read(s)
	cs := v.group(ms)
	home := map[*mention]int{}
	for i, c := range cs {
		for _, m := range c.mentions {
			home[m] = i + 1
		}
	}
	x := v.besideSides(s, ms, slices.Clone(cs))
	kept := x.kept
	asked := v.explainThirds(s, x, cs)
	v.weighThirds(s.thirds, x)
	v.seatRuled(kept, x.main)
	var out []string
	for i := range ms {
		m := &ms[i]
		var b strings.Builder
		fmt.Fprintf(&b, "sentence %d, %q (entry %q): status %s", m.Sentence+1, v.quote(m.First, m.Last).Quote, m.t.text, m.mood.status)
		if m.definite {
			b.WriteString(", definite")
		}
		for _, a := range m.args {
			fmt.Fprintf(&b, ", %s %q %v", a.rule, v.quote(v.Actors[a.actor].First, v.Actors[a.actor].Last).Quote, v.codes(a.actor))
		}
		if m.visited != "" {
			fmt.Fprintf(&b, ", visited %s", m.visited)
		}
		for _, t := range m.third {
			fmt.Fprintf(&b, ", %s %v", t.role, v.thirdCodes(t))
		}
		if m.time > 0 {
			x := &v.Times[m.time-1]
			fmt.Fprintf(&b, ", time %q %s", v.quote(x.First, x.Last).Quote, x.When)
		}
		if m.place > 0 {
			x := &v.Places[m.place-1]
			fmt.Fprintf(&b, ", place %q", v.quote(x.First, x.Last).Quote)
		}
		if m.ordinal > 0 {
			fmt.Fprintf(&b, ", round %d", m.ordinal)
		}
		switch c := home[m]; {
		case c == 0:
			b.WriteString(": speaks of no meeting")
		case slices.Contains(kept, cs[c-1]):
			fmt.Fprintf(&b, ": candidate %d, which counts", c)
		default:
			fmt.Fprintf(&b, ": candidate %d, which does not count", c)
		}
		out = append(out, b.String())
	}
	out = append(out, v.explainSides(s)...)
	for i, c := range cs {
		f := v.features(c, cs)
		out = append(out, fmt.Sprintf("candidate %d, sides %v: %+.2f for %s", i+1, c.codes, s.model.Odds(f), strings.Join(s.model.Reasons(f, 6), "; ")))
		if !slices.Contains(kept, c) {
			continue
		}
		for _, p := range v.chairs(c, kept, x.main) {
			by := ""
			if p.seated {
				by = ", by a rule,"
			}
			out = append(out, fmt.Sprintf("sentence %d, candidate %d: %s takes part%s %+.2f for %s", c.mentions[0].Sentence+1, i+1, v.People[p.person].Name, by, s.seats.Odds(p.features), strings.Join(s.seats.Reasons(p.features, 6), "; ")))
		}
	}
	return append(out, asked...)
}

// explainThirds tells of each meeting who may have a role beside its sides, and
// the features that weigh most for and against it.
func (v *view) explainThirds(s *Stage, x *thirdContext, cs []*candidate) []string {
	var out []string
	for _, c := range x.kept {
		for _, q := range v.roleAsks(x, c) {
			if odds := s.thirds.Odds(q.features); odds > keepThird {
				out = append(out, fmt.Sprintf("sentence %d, candidate %d: %s as a %s %+.2f for %s", c.mentions[0].Sentence+1, slices.Index(cs, c)+1, q.code, q.role, odds, strings.Join(s.thirds.Reasons(q.features, 6), "; ")))
			}
		}
	}
	return out
}

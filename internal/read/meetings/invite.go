package meetings

import (
	"slices"

	"github.com/parley-register/parley"
)

// inviters seats those who invite two sides to talks beside the table: who
// "invited Chile and Peru to talks" brings them together, while who "invited the
// king to Lima" meets him.
func (v *view) inviters(ms []mention) {
	for i := range ms {
		m := &ms[i]
		verb := m.governor
		if m.t.text == "invite" {
			verb = m.First
		}
		if verb < 0 || v.Tokens[verb].Lemma != "invite" || v.isPassive(verb, v.Sentences[m.Sentence].First) {
			continue
		}
		var hosts, guests []int
		for _, a := range m.args {
			if v.Actors[a.actor].First < verb {
				hosts = append(hosts, a.actor)
			} else {
				guests = append(guests, a.actor)
			}
		}
		if len(hosts) > 0 && len(v.distinct(guests)) >= 2 {
			v.stepAside(m, hosts, v.Tokens[verb].Span)
		}
	}
}

// stepAside makes third parties of sides of m.
func (v *view) stepAside(m *mention, actors []int, cue parley.Span) {
	m.args = slices.DeleteFunc(m.args, func(a arg) bool { return slices.Contains(actors, a.actor) })
	v.addThird(m, actors, host, cue)
	v.summarise(m)
}

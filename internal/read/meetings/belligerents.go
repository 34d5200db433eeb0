package meetings

import (
	"slices"

	world "github.com/parley-register/parley/internal/lexicon"
	"github.com/parley-register/parley/internal/read/layer"
)

// A text on the talks that end a war names those who fight it in its first lines,
// and then writes of "the talks", "the army", "the delegations"
// alone. Its sides are those two, whoever brings them together.

// against has movements that stand against another state than the one that
// they are in, and communities that stand against each other.
var against = map[string]string{"Turkish Cypriots": "Greek Cypriots", "Polisario": "MAR", "Abkhazia": "GEO", "South Ossetia": "GEO"}

// noPair are states whose movements talk through others, who meet each side
// alone: that a text names both does not put them at one table.
var noPair = set("PSE", "LBN")

// leastNamed is how often a text names each of two that fight each other for them
// to be those that it is about.
const leastNamed = 2

// belligerents are the two that the text is about, where they are a movement and
// the state that it stands against, its first lines name both and its title nobody
// else, and no other movement and no other meeting is in it; or nil.
func (v *view) belligerents(ms []mention) *known {
	count, first := map[string]int{}, map[string]int{}
	var codes []string
	for a := range v.Actors {
		if v.Actors[a].Kind == layer.Collective {
			continue
		}
		for _, c := range v.codes(a) {
			if count[c]++; count[c] == 1 {
				first[c] = a
				codes = append(codes, c)
			}
		}
	}
	group, state := "", ""
	for _, c := range codes {
		e, ok := world.Shared().Code(c)
		if !ok || e.Kind != world.Group || slices.Contains(forces, c) {
			continue
		}
		facing, ok := against[c]
		if !ok {
			facing = e.Class
		}
		if noPair[facing] || facing == "" {
			return nil
		}
		if opposed := against[group]; opposed == c || group == facing && group != "" {
			if group == facing {
				group, state = c, facing
			}
			continue // the two communities
		}
		if group != "" {
			return nil
		}
		group, state = c, facing
	}
	if group == "" || state == group {
		return nil
	}
	m := &matter{sides: []string{group, state}, as: map[string]string{}}
	slices.Sort(m.sides)
	n := count[state]
	standsFor := func(code string) {
		m.as[code] = state
		n += count[code]
		if _, named := first[state]; !named && count[code] > 0 {
			first[state] = first[code]
		}
	}
	for _, f := range forces {
		if e, ok := world.Shared().Code(f); ok && e.Class == state {
			standsFor(f)
		}
	}
	if e, ok := world.Shared().Code(state); ok && e.Kind == world.Group {
		standsFor(e.Class) // the community that governs the state
	}
	if count[group] < leastNamed || n < leastNamed {
		return nil
	}
	k := &known{m, v.Actors[max(first[group], first[state])].Span}
	if slices.ContainsFunc(ms, func(x mention) bool {
		return x.t.strength != echo && x.t.kind != visit && x.t.kind != call && len(x.codes) >= 2 && slices.ContainsFunc(x.codes, func(c string) bool { return k.side(c) == "" })
	}) {
		return nil // others meet here, too
	}
	lead := v.Sentences[min(leadSentences, len(v.Sentences))-1].Last
	sides := map[string]bool{}
	for _, a := range v.actorsIn(0, lead) {
		for _, c := range v.codes(a) {
			if v.titled && v.Actors[a].Sentence == 0 && k.side(c) == "" && !isGroup(c) {
				return nil // it is about somebody else
			}
			sides[k.side(c)] = true
		}
	}
	if !sides[group] || !sides[state] {
		return nil
	}
	return k
}

// forces are armed forces that the lexicon has as groups and that fight for their
// state.
var forces = []string{"SAF"}

// fight gives m, whose frame names at most one side, the two that the text is
// about, where nothing in it speaks of others.
func (v *view) fight(m *mention, k *known) {
	if k == nil || !m.unnamed.Empty() || m.several || m.t.kind == visit || m.t.kind == call {
		return
	}
	collective := len(m.args) > 0
	for _, a := range m.args {
		x := &v.Actors[a.actor]
		collective = collective && (x.Kind == layer.Collective || len(v.codes(a.actor)) == 2)
	}
	if m.t.verb && !m.pair && !collective {
		return // who is the subject of a verb may meet anybody
	}
	if slices.ContainsFunc(m.codes, func(c string) bool { return k.side(c) == "" && !isGroup(c) }) {
		return // an organisation brings the two together
	}
	m.matter, m.codes = k, slices.Clone(k.sides)
}

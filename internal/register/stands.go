package register

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/parley-register/parley"
)

// placeStatements gives statements and positions to the rounds and processes
// that their documents tell of.
func (f *folder) placeStatements(processes []*process) {
	for _, d := range f.docs {
		for _, c := range d.claims {
			f.edits.found[string(c.ID)] = true
			if x := f.edits.decided(c); x != nil && x.Kind == parley.Reject {
				continue
			}
			r := f.about(d, c)
			if r == nil {
				continue
			}
			switch c.Field {
			case parley.FieldStatement:
				r.public.Said = append(r.public.Said, parley.Said{SaidValue: decoded[parley.SaidValue](c.Value), Claim: c})
			case parley.FieldPosition:
				p := r.process
				p.positions = append(p.positions, told{claim: c, mention: firstMentionIn(r, d), value: f.corrected(c)})
			}
		}
	}
}

func (f *folder) corrected(c *parley.Claim) string {
	if x := f.edits.decided(c); x != nil && x.Kind == parley.Correct {
		return x.Value
	}
	return c.Value
}

// about is the round that c is said about: that of the last meeting mentioned
// before it in its document; for what a side wants, one at which the side
// talks. Before any, the first.
func (f *folder) about(d *document, c *parley.Claim) *builtRound {
	actor := ""
	if c.Field == parley.FieldPosition {
		actor = loadGroups().canonical(decoded[parley.PositionValue](c.Value).Actor)
	}
	var before, after *builtRound
	for _, m := range d.mentions {
		if m.round == nil {
			continue
		}
		r := f.built[m.round]
		if r == nil || actor != "" && !loadGroups().covers(m.parties, actor) {
			continue
		}
		switch {
		case m.subject.At.Start <= c.Subject.At.Start:
			before = r
		case after == nil:
			after = r
		}
	}
	if before != nil {
		return before
	}
	if after == nil && actor != "" { // it is no side of any: what the document is about
		for _, m := range d.mentions {
			if m.round != nil && f.built[m.round] != nil {
				return f.built[m.round]
			}
		}
	}
	return after
}

func firstMentionIn(r *builtRound, d *document) *mention {
	for _, m := range r.mentions {
		if m.doc == d {
			return m
		}
	}
	return r.mentions[0]
}

// stands is what each party holds on each topic, over time.
func (f *folder) stands(p *process) []parley.Stand {
	type key struct{ party, topic string }
	byKey := map[key][]told{}
	for _, t := range p.positions {
		v := decoded[parley.PositionValue](t.value)
		if v.Actor == "" {
			continue
		}
		k := key{v.Actor, cmp.Or(v.Topic, "other")}
		byKey[k] = append(byKey[k], t)
	}
	keys := make([]key, 0, len(byKey))
	for k := range byKey {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b key) int { return cmp.Or(cmp.Compare(a.party, b.party), cmp.Compare(a.topic, b.topic)) })
	out := []parley.Stand{}
	for _, k := range keys {
		claims := byKey[k]
		slices.SortFunc(claims, func(a, b told) int {
			return cmp.Or(cmp.Compare(a.mention.doc.order, b.mention.doc.order), parley.CompareClaims(a.claim, b.claim))
		})
		out = append(out, standOf(k.party, k.topic, claims))
	}
	return out
}

func standOf(party, topic string, claims []told) parley.Stand {
	s := parley.Stand{Party: party, Topic: topic, Entries: []parley.StandEntry{}}
	var entries [][]told
	for _, t := range claims {
		stance := decoded[parley.PositionValue](t.value).Stance
		if stance == parley.RedLine {
			s.RedLine = true
		}
		// The same stance again, or beside another of the same document, is no change.
		at := -1
		for i := len(entries) - 1; i >= 0; i-- {
			if s.Entries[i].Stance == stance && (i == len(entries)-1 || s.Entries[i].Said == t.mention.doc.Published) {
				at = i
				break
			}
		}
		if at >= 0 {
			entries[at] = append(entries[at], t)
			continue
		}
		e := parley.StandEntry{Stance: stance, Said: t.mention.doc.Published}
		if n := len(s.Entries); n > 0 && s.Entries[n-1].Said != e.Said {
			e.Change = fmt.Sprintf("from %s to %s", s.Entries[n-1].Stance, stance)
		}
		s.Entries = append(s.Entries, e)
		entries = append(entries, []told{t})
	}
	for i, told := range entries {
		s.Entries[i].Origins, _ = countOrigins(told)
		for _, t := range told {
			s.Entries[i].Claims = append(s.Entries[i].Claims, t.claim)
		}
	}
	return s
}

package register

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/parley-register/parley"
)

// placeStatements finds the rounds that statements and positions of d are said
// about, and reports which rounds those were that are not what they were.
func (f *folder) placeStatements(d *document, changed map[*round]bool) {
	for i, c := range d.claims {
		var r *round
		if c.Field == parley.FieldStatement || c.Field == parley.FieldPosition {
			if x := f.edits.decided(c); x == nil || x.Kind != parley.Reject {
				r = about(d, c)
			}
		}
		if was := d.about[i]; was != r {
			d.about[i] = r
			if was != nil {
				changed[was] = true
			}
			if r != nil {
				changed[r] = true
			}
		}
	}
}

// listen lists what is said about r, in the order of its documents.
func (f *folder) listen(r *round) {
	r.said, r.positions = []parley.Said{}, nil
	docs := make([]*document, 0, len(r.profile.docs))
	for d := range r.profile.docs {
		docs = append(docs, d)
	}
	slices.SortFunc(docs, func(a, b *document) int { return cmp.Compare(a.order, b.order) })
	for _, d := range docs {
		for i, c := range d.claims {
			if d.about[i] != r {
				continue
			}
			switch c.Field {
			case parley.FieldStatement:
				r.said = append(r.said, parley.Said{SaidValue: decoded[parley.SaidValue](c.Value), Claim: c})
			case parley.FieldPosition:
				t := told{claim: c, mention: firstMentionIn(r, d), value: f.corrected(c)}
				r.positions = append(r.positions, position{t, decoded[parley.PositionValue](t.value)})
			}
		}
	}
	r.tones, r.deniedViews = f.ofTone(r), f.deniedViews(r)
}

// position is a claim of what a side wants.
type position struct {
	told
	parley.PositionValue
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
func about(d *document, c *parley.Claim) *round {
	actor := ""
	if c.Field == parley.FieldPosition {
		actor = loadGroups().canonical(decoded[parley.PositionValue](c.Value).Actor)
	}
	if r := judged(d, c); r != nil {
		return r
	}
	var before, after *round
	fresh := d.tellsNews()
	for _, m := range d.mentions {
		r := m.round
		if r == nil || actor != "" && !loadGroups().covers(m.parties, actor) || fresh && m.ofOld() {
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
	if after == nil && fresh && actor != "" { // it has no part in the news
		for _, m := range d.mentions {
			if m.round != nil && loadGroups().covers(m.parties, actor) {
				return m.round
			}
		}
	}
	if after == nil && actor != "" { // it is no side of any: what the document is about
		for _, m := range d.mentions {
			if m.round != nil {
				return m.round
			}
		}
	}
	return after
}

// judged is the round that a statement judges, where that can be told better than
// by the order of the words: the one in the city that it names, or the last held
// one before it, for what is still to come cannot have been useful.
func judged(d *document, c *parley.Claim) *round {
	if c.Field != parley.FieldStatement || len(c.Evidence) == 0 || len(d.mentions) < 2 || toneOfStatement(c.Evidence[0].Quote) == 0 {
		return nil
	}
	words := " " + fold(c.Evidence[0].Quote) + " "
	var named, held *round
	fresh := d.tellsNews()
	for _, m := range d.mentions {
		if m.round == nil || !m.happened() || fresh && m.ofOld() {
			continue
		}
		if m.city != "" && strings.Contains(words, " "+m.city+" ") {
			if named != nil && named != m.round {
				return nil
			}
			named = m.round
		}
		if held == nil || m.subject.At.Start <= c.Subject.At.Start {
			held = m.round
		}
	}
	return cmp.Or(named, held)
}

// ofOld reports whether m recalls a meeting that was no news any more when its
// document came out.
func (m *mention) ofOld() bool {
	return m.grain != noDay && m.doc.known() && m.days.hi < m.doc.published.lo-recalled
}

// tellsNews reports whether the document tells of a meeting that took place
// shortly before it: what people say in it they say of that one.
func (d *document) tellsNews() bool {
	return d.known() && slices.ContainsFunc(d.mentions, func(m *mention) bool {
		return m.round != nil && m.happened() && m.grain == toDay && m.days.gap(d.published) <= newsDays
	})
}

// recalled is for how many days after it a meeting may be told without being
// recalled as one of old.
const recalled = 30

func firstMentionIn(r *round, d *document) *mention {
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
	byKey := map[key][]position{}
	for _, r := range p.rounds {
		for _, x := range r.positions {
			if x.Actor != "" {
				k := key{x.Actor, cmp.Or(x.Topic, "other")}
				byKey[k] = append(byKey[k], x)
			}
		}
	}
	keys := make([]key, 0, len(byKey))
	for k := range byKey {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b key) int { return cmp.Or(cmp.Compare(a.party, b.party), cmp.Compare(a.topic, b.topic)) })
	out := []parley.Stand{}
	for _, k := range keys {
		claims := byKey[k]
		slices.SortFunc(claims, func(a, b position) int {
			return cmp.Or(cmp.Compare(a.mention.doc.order, b.mention.doc.order), parley.CompareClaims(a.claim, b.claim))
		})
		out = append(out, standOf(k.party, k.topic, claims))
	}
	return out
}

func standOf(party, topic string, claims []position) parley.Stand {
	s := parley.Stand{Party: party, Topic: topic, Entries: []parley.StandEntry{}}
	var entries [][]told
	for _, t := range claims {
		stance := t.Stance
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
			entries[at] = append(entries[at], t.told)
			continue
		}
		e := parley.StandEntry{Stance: stance, Said: t.mention.doc.Published}
		if n := len(s.Entries); n > 0 && s.Entries[n-1].Said != e.Said {
			e.Change = fmt.Sprintf("from %s to %s", s.Entries[n-1].Stance, stance)
		}
		s.Entries = append(s.Entries, e)
		entries = append(entries, []told{t.told})
	}
	for i, told := range entries {
		s.Entries[i].Origins, _ = countOrigins(told)
		for _, t := range told {
			s.Entries[i].Claims = append(s.Entries[i].Claims, t.claim)
		}
	}
	return s
}

package register

import (
	"cmp"
	"slices"
	"strings"

	"github.com/parley-register/parley"
)

// possiblySame are the rounds that r is possibly the same as, by their IDs. Where more
// than one mention says so, the first tells why.
func possiblySame(r *round) []parley.PossiblySame {
	type doubt struct {
		m *mention
		n int
		o *round
		c *candidate
	}
	var all []doubt
	for _, d := range r.drafts {
		for _, m := range d.mentions {
			for n := range m.possibly {
				c := &m.possibly[n]
				if o := c.draft.home; o != nil && o != r {
					all = append(all, doubt{m, n, o, c})
				}
			}
		}
		for m := range d.doubters {
			if m.round == nil || m.round == r {
				continue
			}
			for n := range m.possibly {
				if c := &m.possibly[n]; c.draft == d {
					all = append(all, doubt{m, n, m.round, c})
				}
			}
		}
	}
	slices.SortFunc(all, func(a, b doubt) int {
		return cmp.Or(cmp.Compare(a.o.public.ID, b.o.public.ID), compareMentions(a.m, b.m), cmp.Compare(a.n, b.n))
	})
	out := make([]parley.PossiblySame, 0, len(all))
	for i, x := range all {
		if i == 0 || x.o.public.ID != all[i-1].o.public.ID {
			out = append(out, parley.PossiblySame{Round: x.o.public.ID, Because: some(x.c.because), Against: some(x.c.against)})
		}
	}
	return out
}

func samePossibly(a, b parley.PossiblySame) bool {
	return a.Round == b.Round && slices.Equal(a.Because, b.Because) && slices.Equal(a.Against, b.Against)
}

func some[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// assemble fills the public process of p.
func (f *folder) assemble(p *process) {
	out := &p.public
	out.Because = p.because
	out.Parties = some(p.parties())
	out.Name = p.name
	def := f.defaultName(p)
	if out.Name == "" {
		out.Name = def
	}
	out.Edits = some(p.edits)
	out.Third = []parley.Third{}
	out.Loose = []parley.Mention{}
	n := 0
	var firstOf *mention
	out.Rounds = make([]parley.Round, 0, len(p.rounds))
	documents := map[parley.Digest]bool{}
	for _, r := range p.rounds {
		public := r.public
		public.Said, public.Possibly = r.said, r.possibly
		if s := r.public.Status; (s == parley.Held || s == parley.UnderWay) && r.profile.grain != noDay {
			n++
			public.Number = n
		}
		out.Rounds = append(out.Rounds, public)
		out.Third = append(out.Third, r.public.Third...)
		for _, d := range r.public.Sources {
			documents[d] = true
		}
		if firstOf == nil || compareMentions(r.first, firstOf) < 0 {
			firstOf = r.first
		}
	}
	out.Documents = len(documents)
	slices.SortFunc(out.Third, compareThird)
	out.Third = slices.Compact(out.Third)
	out.When = parley.Interval{}
	if p.dated {
		out.When = parley.Interval{From: dayOf(p.span.lo), To: dayOf(p.span.hi)}
	}
	out.ID = strings.TrimPrefix(slug(strings.TrimSuffix(def, " talks"), 40)+"-"+firstOf.subject.Hash(), "-")
	slices.SortFunc(p.loose, compareMentions)
	for _, m := range p.loose {
		out.Loose = append(out.Loose, m.public())
	}
	out.Steps = f.ledger(p)
	out.Contradictions = f.contradictions(p)
	out.Stands = f.stands(p)
	out.State = f.state(p)
	out.Tracks = tracks(p)
}

// roundEdits lists the edits that shaped a round, in their order.
func (f *folder) roundEdits(r *round) []parley.Digest {
	out := []parley.Digest{}
	if !slices.ContainsFunc(r.mentions, func(m *mention) bool { return m.doc.edited }) {
		return out
	}
	targets := map[string]bool{}
	for _, m := range r.mentions {
		targets[m.id] = true
		for _, c := range m.claims {
			targets[string(c.ID)] = true
		}
	}
	for _, x := range f.edits.live {
		if slices.ContainsFunc(x.Target, func(t string) bool { return targets[f.edits.mention(t)] }) {
			out = append(out, x.ID)
		}
	}
	return out
}

// tracks are the strands of a process, by the word that the documents use.
func tracks(p *process) []parley.Track {
	byName := map[string][]string{}
	for _, r := range p.rounds {
		byName[r.public.Track] = append(byName[r.public.Track], r.public.ID)
	}
	out := []parley.Track{}
	if len(byName) < 2 {
		return out
	}
	for _, name := range sortedKeys(byName) {
		out = append(out, parley.Track{Name: cmp.Or(name, "main"), Rounds: byName[name]})
	}
	return out
}

// related is what p says of its relation to q: they are related if they share two
// parties, or the only one of one of them at about the same time.
func related(p, q *process) (parley.Relation, bool) {
	var shared []string
	for _, s := range p.sides {
		if slices.Contains(q.sides, s) {
			shared = append(shared, s)
		}
	}
	if len(shared) == 0 || len(shared) < min(2, len(p.sides), len(q.sides)) || len(shared) < 2 && p.dated && q.dated && p.span.gap(q.span) > silence {
		return parley.Relation{}, false
	}
	return parley.Relation{Process: q.public.ID, Because: []string{"both have " + strings.Join(shared, ", ")}}, true
}

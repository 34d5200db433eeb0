package register

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/parley-register/parley"
)

// register puts the public register together.
func (f *folder) register() *parley.Register {
	reg := &parley.Register{AsOf: f.asOfMade, Processes: []parley.Process{}, Documents: []*parley.Source{}, Loose: []parley.Mention{}, Left: f.left}
	for _, m := range f.homeless {
		reg.Loose = append(reg.Loose, m.public())
	}
	for _, p := range f.processes {
		reg.Processes = append(reg.Processes, p.public)
	}
	slices.SortFunc(reg.Processes, compareProcesses)
	reg.Documents = f.sources(f.processes)
	reg.Orphans, reg.Overruled = f.edits.orphans(func(t string) bool { return f.edits.found[t] }), f.edits.overruled()
	return reg
}

func compareProcesses(a, b parley.Process) int { return cmp.Compare(a.ID, b.ID) }

// placeDoubts gives each round the rounds that it is possibly the same as.
func (f *folder) placeDoubts() {
	for _, m := range f.mentions {
		if m.round == nil {
			continue
		}
		a := f.built[m.round]
		for _, c := range m.possibly {
			for c.round.merged != nil {
				c.round = c.round.merged
			}
			b := f.built[c.round]
			if a == nil || b == nil || a == b {
				continue
			}
			a.doubt(b, c)
			b.doubt(a, c)
		}
	}
	for _, b := range f.built {
		slices.SortFunc(b.public.Possibly, func(x, y parley.PossiblySame) int { return cmp.Compare(x.Round, y.Round) })
	}
}

func (r *builtRound) doubt(o *builtRound, c candidate) {
	if !slices.ContainsFunc(r.public.Possibly, func(p parley.PossiblySame) bool { return p.Round == o.public.ID }) {
		r.public.Possibly = append(r.public.Possibly, parley.PossiblySame{Round: o.public.ID, Because: some(c.because), Against: some(c.against)})
	}
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
	out.Related = []parley.Relation{}
	n := 0
	var firstOf *mention
	for _, r := range p.rounds {
		if s := r.public.Status; (s == parley.Held || s == parley.UnderWay) && r.profile.grain != noDay {
			n++
			r.public.Number = n
		}
		out.Third = append(out.Third, r.public.Third...)
		if m := firstMention(r.round); firstOf == nil || compareMentions(m, firstOf) < 0 {
			firstOf = m
		}
	}
	slices.SortFunc(out.Third, compareThird)
	out.Third = slices.Compact(out.Third)
	if d, ok := p.days(); ok {
		out.When = parley.Interval{From: dayOf(d.lo), To: dayOf(d.hi)}
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
	out.Rounds = make([]parley.Round, 0, len(p.rounds))
	for _, r := range p.rounds {
		f.roundEdits(r)
		out.Rounds = append(out.Rounds, r.public)
	}
}

// roundEdits lists the edits that shaped a round, in their order.
func (f *folder) roundEdits(r *builtRound) {
	if len(f.edits.live) == 0 {
		return
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
			r.public.Edits = append(r.public.Edits, x.ID)
		}
	}
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

// relate lists the processes that share two parties, or the only one, with
// another.
func (f *folder) relate(processes []*process) {
	byParty := map[string][]*process{}
	for _, p := range processes {
		for _, c := range p.sides {
			byParty[c] = append(byParty[c], p)
		}
	}
	for _, p := range processes {
		seen := map[*process]bool{p: true}
		for _, c := range p.sides {
			for _, q := range byParty[c] {
				if seen[q] {
					continue
				}
				seen[q] = true
				var shared []string
				for _, s := range p.sides {
					if slices.Contains(q.sides, s) {
						shared = append(shared, s)
					}
				}
				if len(shared) >= min(2, len(p.sides), len(q.sides)) && (len(shared) >= 2 || near(p, q)) {
					p.public.Related = append(p.public.Related, parley.Relation{Process: q.public.ID, Because: []string{fmt.Sprintf("both have %s", strings.Join(shared, ", "))}})
				}
			}
		}
		slices.SortFunc(p.public.Related, func(a, b parley.Relation) int { return cmp.Compare(a.Process, b.Process) })
	}
}

package register

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/parley-register/parley"
)

// ChangeKind says what changed between two registers.
type ChangeKind string

// The kinds of change.
const (
	ProcessAdded   ChangeKind = "process-added"
	ProcessGone    ChangeKind = "process-gone"
	ProcessRenamed ChangeKind = "process-renamed"
	StateChanged   ChangeKind = "state-changed"
	RoundAdded     ChangeKind = "round-added"
	RoundGone      ChangeKind = "round-gone"
	RoundMoved     ChangeKind = "round-moved" // to another process
	RoundsMerged   ChangeKind = "rounds-merged"
	RoundSplit     ChangeKind = "round-split"
	ValueChanged   ChangeKind = "value-changed"
	StepChanged    ChangeKind = "step-changed"
	Contradicted   ChangeKind = "contradiction-added"
	Settled        ChangeKind = "contradiction-gone"
)

// Change is one difference between two registers, and why it is there.
type Change struct {
	Kind    ChangeKind `json:"kind"`
	Process string     `json:"process"`         // ID; of the later register where it is there
	Round   string     `json:"round,omitempty"` // likewise
	Field   string     `json:"field,omitempty"`
	Before  string     `json:"before,omitempty"`
	After   string     `json:"after,omitempty"`
	Because string     `json:"because"`
}

// Diff tells what is different in b. Rounds are the same where they have
// mentions in common, or where mentions of one document overlap, so that a
// newer reader's slightly other words make no new round. Changes are in the
// order of b's processes and rounds, then what is gone.
func Diff(a, b *parley.Register) []Change {
	d := &differ{a: newSide(a), b: newSide(b)}
	for i := range b.Processes {
		d.process(&b.Processes[i])
	}
	d.gone(a)
	return d.changes
}

// side is one register, with what it is looked up by.
type side struct {
	reg    *parley.Register
	rounds map[string]place                 // by ID
	spoken map[parley.Digest][]spoken       // by document
	claims map[parley.Digest]bool           // that stand behind values of rounds
	docs   map[parley.Digest]*parley.Source // that are in it
	edits  map[parley.Digest]bool           // that shaped it
	print  map[parley.Digest][2]string      // rule and fingerprint of claims
}

type place struct {
	process *parley.Process
	round   *parley.Round
}

type spoken struct {
	at    parley.Span
	round string
}

func newSide(reg *parley.Register) *side {
	s := &side{reg: reg, rounds: map[string]place{}, spoken: map[parley.Digest][]spoken{}, claims: map[parley.Digest]bool{}, docs: map[parley.Digest]*parley.Source{}, edits: map[parley.Digest]bool{}, print: map[parley.Digest][2]string{}}
	for i := range reg.Documents {
		s.docs[reg.Documents[i].ID] = reg.Documents[i]
	}
	for i := range reg.Processes {
		p := &reg.Processes[i]
		for _, e := range p.Edits {
			s.edits[e] = true
		}
		for j := range p.Rounds {
			r := &p.Rounds[j]
			s.rounds[r.ID] = place{p, r}
			for _, e := range r.Edits {
				s.edits[e] = true
			}
			for _, m := range r.Mentions {
				s.spoken[m.Subject.Document] = append(s.spoken[m.Subject.Document], spoken{m.Subject.At, r.ID})
			}
			for _, f := range r.Fields {
				for _, v := range f.Values {
					for _, c := range v.Claims {
						s.claims[c.ID] = true
						s.print[c.ID] = [2]string{c.Rule, c.Fingerprint}
					}
				}
			}
		}
	}
	return s
}

// of returns the rounds of s that r's mentions speak of, the most mentioned
// first.
func (s *side) of(r *parley.Round) []string {
	counts := map[string]int{}
	for _, m := range r.Mentions {
		exact := ""
		for _, sp := range s.spoken[m.Subject.Document] {
			if sp.at == m.Subject.At {
				exact = sp.round
				break
			}
			if exact == "" && sp.at.Overlaps(m.Subject.At) {
				exact = sp.round
			}
		}
		if exact != "" {
			counts[exact]++
		}
	}
	ids := sortedKeys(counts)
	slices.SortStableFunc(ids, func(x, y string) int { return cmp.Compare(counts[y], counts[x]) })
	return ids
}

type differ struct {
	a, b    *side
	changes []Change
}

func (d *differ) say(c Change) { d.changes = append(d.changes, c) }

func (d *differ) process(p *parley.Process) {
	var before *parley.Process
	for i := range p.Rounds {
		if ids := d.a.of(&p.Rounds[i]); len(ids) > 0 {
			if was := d.a.rounds[ids[0]].process; d.heir(was) == p {
				before = was
				break
			}
		}
	}
	if before == nil {
		d.say(Change{Kind: ProcessAdded, Process: p.ID, After: p.Name, Because: d.newIn(p.Rounds)})
	} else {
		if before.Name != p.Name {
			d.say(Change{Kind: ProcessRenamed, Process: p.ID, Before: before.Name, After: p.Name, Because: "by an edit, or by what its documents call it"})
		}
		if before.State.State != p.State.State {
			d.say(Change{Kind: StateChanged, Process: p.ID, Before: string(before.State.State), After: string(p.State.State), Because: strings.Join(p.State.Because, "; ")})
		}
	}
	for i := range p.Rounds {
		d.round(p, &p.Rounds[i])
	}
	if before != nil {
		d.steps(before, p)
		d.contradictions(before, p)
	}
}

// newIn tells what brought rounds about.
func (d *differ) newIn(rounds []parley.Round) string {
	var claims []*parley.Claim
	var edits []parley.Digest
	for i := range rounds {
		edits = append(edits, rounds[i].Edits...)
		for _, f := range rounds[i].Fields {
			for _, v := range f.Values {
				claims = append(claims, v.Claims...)
			}
		}
	}
	return d.why(nil, claims, edits)
}

// why tells what brought a change about: edits, documents or claims that one
// register has and the other has not.
func (d *differ) why(before, after []*parley.Claim, edits []parley.Digest) string {
	for _, e := range edits {
		if !d.a.edits[e] {
			return "edit " + e.Short()
		}
	}
	var docs, rules []string
	note := func(into *[]string, s string) {
		if !slices.Contains(*into, s) {
			*into = append(*into, s)
		}
	}
	for _, c := range after {
		switch {
		case d.a.docs[c.Subject.Document] == nil:
			note(&docs, "document "+line(d.b, c.Subject.Document)+" was added")
		case !d.a.claims[c.ID]:
			note(&rules, fmt.Sprintf("%s (%s) now reads it", c.Rule, c.Fingerprint))
		}
	}
	for _, c := range before {
		switch {
		case d.b.docs[c.Subject.Document] == nil:
			note(&docs, "document "+line(d.a, c.Subject.Document)+" does not count")
		case !d.b.claims[c.ID]:
			note(&rules, fmt.Sprintf("what %s (%s) read is not read any more", c.Rule, c.Fingerprint))
		}
	}
	all := slices.Concat(docs, rules)
	if len(all) > 3 {
		all = append(all[:3], fmt.Sprintf("and %d more", len(all)-3))
	}
	if len(all) == 0 {
		return "it follows from other changes"
	}
	return strings.Join(all, "; ")
}

// line is a document of s for people.
func line(s *side, id parley.Digest) string {
	if d := s.docs[id]; d != nil {
		return d.Line()
	}
	return id.Short()
}

func (d *differ) round(p *parley.Process, r *parley.Round) {
	ids := d.a.of(r)
	if len(ids) == 0 {
		d.say(Change{Kind: RoundAdded, Process: p.ID, Round: r.ID, After: title(r), Because: d.newIn([]parley.Round{*r})})
		return
	}
	if len(ids) > 1 {
		d.say(Change{Kind: RoundsMerged, Process: p.ID, Round: r.ID, Before: strings.Join(ids, ", "), After: r.ID, Because: d.newIn([]parley.Round{*r})})
	}
	was := d.a.rounds[ids[0]]
	if back := d.b.of(was.round); len(back) > 1 && back[0] == r.ID {
		d.say(Change{Kind: RoundSplit, Process: p.ID, Round: r.ID, Before: was.round.ID, After: strings.Join(back, ", "), Because: d.newIn([]parley.Round{*r})})
	}
	if d.heir(was.process) != p {
		d.say(Change{Kind: RoundMoved, Process: p.ID, Round: r.ID, Before: was.process.ID, After: p.ID, Because: d.newIn([]parley.Round{*r})})
	}
	for _, name := range parley.FieldOrder() {
		before, after := was.round.Field(name), r.Field(name)
		x, y := standing(before), standing(after)
		if x != y {
			d.say(Change{Kind: ValueChanged, Process: p.ID, Round: r.ID, Field: name, Before: x, After: y, Because: d.why(claimsOf(before), claimsOf(after), r.Edits)})
		}
	}
}

// heir is the process of b that p became: the one that has p's first round
// that is still there.
func (d *differ) heir(p *parley.Process) *parley.Process {
	for i := range p.Rounds {
		if ids := d.b.of(&p.Rounds[i]); len(ids) > 0 {
			return d.b.rounds[ids[0]].process
		}
	}
	return nil
}

func title(r *parley.Round) string {
	parts := []string{string(r.Status), strings.Join(r.Parties, ", ")}
	if !r.When.IsZero() {
		parts = append(parts, r.When.String())
	}
	if r.Place.Name != "" {
		parts = append(parts, r.Place.Name)
	}
	return strings.Join(parts, " · ")
}

// standing is the values of f that stand, for comparison and for people.
func standing(f *parley.Field) string {
	if f == nil {
		return ""
	}
	var values []string
	for _, v := range f.Values {
		if v.Standing == parley.Current {
			values = append(values, v.Value)
		}
	}
	slices.Sort(values)
	return strings.Join(values, ", ")
}

func claimsOf(f *parley.Field) (claims []*parley.Claim) {
	if f == nil {
		return nil
	}
	for _, v := range f.Values {
		claims = append(claims, v.Claims...)
	}
	return claims
}

func (d *differ) steps(before, after *parley.Process) {
	was := map[string]*parley.Step{}
	for i := range before.Steps {
		was[before.Steps[i].ID] = &before.Steps[i]
	}
	for i := range after.Steps {
		s := &after.Steps[i]
		if o := was[s.ID]; o != nil && o.Status != s.Status {
			d.say(Change{Kind: StepChanged, Process: after.ID, Round: s.Round, Field: parley.FieldNext, Before: string(o.Status), After: string(s.Status), Because: s.Because})
		}
	}
}

func (d *differ) contradictions(before, after *parley.Process) {
	compare := func(xs, ys []parley.Contradiction, kind ChangeKind) {
		for i := range ys {
			y := &ys[i]
			if slices.ContainsFunc(xs, func(x parley.Contradiction) bool {
				return x.ID == y.ID || x.Kind == y.Kind && x.Field == y.Field && x.Sides[0].Value == y.Sides[0].Value && x.Sides[1].Value == y.Sides[1].Value
			}) {
				continue
			}
			c := Change{Kind: kind, Process: after.ID, Round: y.Round, Field: y.Field, Because: y.Because}
			if kind == Contradicted {
				c.After = y.Sides[0].Value + " / " + y.Sides[1].Value
			} else {
				c.Before = y.Sides[0].Value + " / " + y.Sides[1].Value
			}
			d.say(c)
		}
	}
	compare(before.Contradictions, after.Contradictions, Contradicted)
	compare(after.Contradictions, before.Contradictions, Settled)
}

func (d *differ) gone(a *parley.Register) {
	for i := range a.Processes {
		p := &a.Processes[i]
		left := false
		for j := range p.Rounds {
			r := &p.Rounds[j]
			if len(d.b.of(r)) > 0 {
				left = true
				continue
			}
			var claims []*parley.Claim
			for k := range r.Fields {
				claims = append(claims, claimsOf(&r.Fields[k])...)
			}
			d.say(Change{Kind: RoundGone, Process: p.ID, Round: r.ID, Before: title(r), Because: d.why(claims, nil, nil)})
		}
		if !left {
			d.say(Change{Kind: ProcessGone, Process: p.ID, Before: p.Name, Because: "none of its rounds is left"})
		}
	}
}

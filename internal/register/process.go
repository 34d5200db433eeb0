package register

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/parley-register/parley"
)

// silence is how many days without a round end a process: what comes after it
// is another one.
const silence = 3 * 365

// rest is how many days without a round end a process whose last round ended
// with an agreement: what these parties talk of then is another matter.
const rest = 2 * 365

// builtRound is a round in both forms.
type builtRound struct {
	*round
	public  parley.Round
	groups  map[string][]*valueGroup
	sides   []string
	name    string
	process *process
}

// process is a process as it grows.
type process struct {
	sides     []string
	rounds    []*builtRound
	loose     []*mention
	positions []told
	because   []string
	name      string // by an analyst
	called    string // in the documents, folded
	edits     []parley.Digest
	steps     []*step
	public    parley.Process
}

// days is the time of the process, false where no round has one.
func (p *process) days() (d days, ok bool) {
	for _, r := range p.rounds {
		if r.profile.grain == noDay {
			continue
		}
		if !ok {
			d, ok = r.profile.days, true
		}
		d.lo, d.hi = min(d.lo, r.profile.days.lo), max(d.hi, r.profile.days.hi)
	}
	return d, ok
}

func (f *folder) buildRounds() []*builtRound {
	built := make([]*builtRound, 0, len(f.rounds))
	f.built = make(map[*round]*builtRound, len(f.rounds))
	for _, r := range f.rounds {
		b := &builtRound{round: r, public: f.build(r), sides: r.profile.sides(), name: most(r.profile.names)}
		b.groups = f.groups
		built = append(built, b)
		f.built[r] = b
	}
	slices.SortFunc(built, compareRounds)
	return built
}

// compareRounds orders rounds by time, those without one last, then by first
// mention.
func compareRounds(a, b *builtRound) int {
	p, q := &a.profile, &b.profile
	if (p.grain == noDay) != (q.grain == noDay) {
		if q.grain == noDay {
			return -1
		}
		return 1
	}
	if p.grain != noDay {
		if c := cmp.Or(cmp.Compare(p.days.lo, q.days.lo), cmp.Compare(p.days.hi, q.days.hi)); c != 0 {
			return c
		}
	}
	return compareMentions(firstMention(a.round), firstMention(b.round))
}

// groupRounds makes processes of rounds: by parties, cut at long silences, then
// joined where one set of parties is another with its mediators, and by named
// format.
func (f *folder) groupRounds(rounds []*builtRound) []*process {
	byParties := map[string][]*builtRound{}
	for _, r := range rounds {
		key := strings.Join(r.sides, "|")
		if key == "" { // by an edit: of nobody knows whom, and so of no process but its own
			key = "\xff" + firstMention(r.round).id
		}
		byParties[key] = append(byParties[key], r)
	}
	var processes []*process
	for _, key := range sortedKeys(byParties) {
		processes = append(processes, cut(byParties[key])...)
	}
	processes = joinMediated(processes)
	processes = joinParts(processes)
	processes = joinNamed(processes)
	processes = f.regroup(processes)
	for _, p := range processes {
		slices.SortFunc(p.rounds, compareRounds)
		for _, r := range p.rounds {
			r.process = p
		}
	}
	return processes
}

// cut splits the rounds of one set of parties at long silences. Rounds without
// a time go with the rest of the documents that tell of them, here: with the
// first part.
func cut(rounds []*builtRound) []*process {
	parties := strings.Join(rounds[0].sides, ", ")
	start := func() *process {
		return &process{sides: rounds[0].sides, because: []string{"the same parties: " + parties}}
	}
	cur := start()
	parts := []*process{cur}
	end, ok := 0, false
	var last *builtRound // that took place
	for _, r := range rounds {
		if r.profile.grain != noDay {
			concluded := last != nil && last.public.Outcome == parley.Agreement
			if gap := r.profile.days.lo - end; ok && (gap > silence || gap > rest && concluded) {
				with := ""
				if gap <= silence {
					with = " with an agreement"
				}
				cur.because = append(cur.because, fmt.Sprintf("it ends on %s%s: the next round of these parties is %d days later", dayOf(end), with, gap))
				next := start()
				next.because = append(next.because, fmt.Sprintf("it begins on %s: the last round before it was %d days earlier", dayOf(r.profile.days.lo), r.profile.days.lo-end))
				parts, cur = append(parts, next), next
				end = r.profile.days.hi
			}
			end, ok = max(end, r.profile.days.hi), true
			if r.profile.happened {
				last = r
			}
		}
		cur.rounds = append(cur.rounds, r)
	}
	return parts
}

// joinMediated joins the rounds in which a mediator, host or observer counts as
// a side to the process of the others.
func joinMediated(processes []*process) []*process {
	for i, p := range processes {
		if len(p.sides) < 3 {
			continue
		}
		var best *process
		for j, q := range processes {
			if i == j || q.rounds == nil || len(q.sides) < 2 || len(q.sides) >= len(p.sides) || !near(p, q) {
				continue
			}
			extra := slices.DeleteFunc(slices.Clone(p.sides), func(c string) bool { return slices.Contains(q.sides, c) })
			if len(extra) != len(p.sides)-len(q.sides) {
				continue // another party is missing
			}
			beside := !slices.ContainsFunc(extra, func(c string) bool {
				return !loadGroups().mediators[c] && !slices.ContainsFunc(q.rounds, func(r *builtRound) bool { return r.profile.third[c] > 0 })
			})
			once := len(p.rounds) == 1 && len(q.rounds) > 1 && soonAfter(p, q)
			if (beside || once) && (best == nil || len(q.sides) > len(best.sides) || len(q.sides) == len(best.sides) && len(q.rounds) > len(best.rounds)) {
				best = q
			}
		}
		if best != nil {
			best.because = append(best.because, fmt.Sprintf("joined by the rounds of %s: more sides at the table of the same talks", strings.Join(p.sides, ", ")))
			best.rounds = append(best.rounds, p.rounds...)
			slices.SortFunc(best.rounds, compareRounds)
			p.rounds = nil
		}
	}
	return slices.DeleteFunc(processes, func(p *process) bool { return p.rounds == nil })
}

// joinParts joins the rounds of only some of those who are at the table of other
// rounds near them in time: a mediator with one of the sides, who speaks for a
// group with its other side, and what a document that tells of the others tells
// of some of them without its day.
func joinParts(processes []*process) []*process {
	g := loadGroups()
	byParty := map[string][]*process{}
	for _, p := range processes {
		for _, c := range p.sides {
			byParty[c] = append(byParty[c], p)
		}
	}
	for _, p := range processes {
		if len(p.sides) < 2 {
			continue
		}
		var best *process
		bestWhy, bestGap := "", 0
		a, dated := p.days()
		for _, c := range p.sides {
			for _, q := range byParty[c] { // in the order of processes
				if q == p || q.rounds == nil || len(q.rounds) < len(p.rounds) {
					continue
				}
				gap := 0
				if dated {
					b, ok := q.days()
					if gap = a.gap(b); !ok || gap > year {
						continue
					}
				}
				if best != nil && (gap > bestGap || gap == bestGap && len(q.rounds) <= len(best.rounds)) {
					continue
				}
				if why := partOf(g, p, q, dated); why != "" {
					best, bestWhy, bestGap = q, why, gap
				}
			}
		}
		if best != nil {
			best.because = append(best.because, fmt.Sprintf("joined by the rounds of %s: %s", strings.Join(p.sides, ", "), bestWhy))
			best.rounds = append(best.rounds, p.rounds...)
			slices.SortFunc(best.rounds, compareRounds)
			p.rounds = nil
		}
	}
	return slices.DeleteFunc(processes, func(p *process) bool { return p.rounds == nil })
}

// year is how many days from its rounds a round of some of those who sit at
// their table is still of the same talks.
const year = 365

// partOf is why the rounds of p are of the talks of q, or "".
func partOf(g *groups, p, q *process, dated bool) string {
	if len(p.sides) == 2 && g.speaks(p.sides, q.sides) {
		return "who speaks for a group stands for it"
	}
	// At the table of q, or beside it.
	at := func(c string) bool {
		return slices.Contains(q.sides, c) || slices.ContainsFunc(q.rounds, func(r *builtRound) bool { return r.profile.third[c] > 0 || slices.Contains(r.sides, c) })
	}
	side, mediator := 0, 0
	for _, c := range p.sides {
		switch {
		case !at(c):
			return ""
		case g.mediators[c] && !g.own[c]:
			mediator++
		case slices.Contains(q.sides, c):
			side++
		}
	}
	switch {
	case side == 1 && mediator == 1 && dated:
		return "one of the sides with the mediator of the others"
	case !dated && side == len(p.sides) && side < len(q.sides) && slices.ContainsFunc(p.rounds, func(r *builtRound) bool {
		return slices.ContainsFunc(r.mentions, func(m *mention) bool { return tells(q, m.doc) })
	}):
		return "some of the sides, in a report that tells of all of them"
	}
	return ""
}

// season is how many days from a process's rounds a single round with one more
// side is still part of it.
const season = 180

func soonAfter(p, q *process) bool {
	a, ok := p.days()
	b, ok2 := q.days()
	return ok && ok2 && a.gap(b) <= season
}

// near reports whether two processes are not more than a silence apart.
func near(p, q *process) bool {
	a, ok := p.days()
	b, ok2 := q.days()
	return !ok || !ok2 || a.gap(b) <= silence
}

// joinNamed joins rounds that more than one document calls by one name, if they
// share parties.
func joinNamed(processes []*process) []*process {
	byName := map[string][]*process{}
	counts := make(map[*process]map[string]int, len(processes))
	for _, p := range processes {
		names := map[string]int{}
		for _, r := range p.rounds {
			for n, c := range r.profile.names {
				names[n] += c
			}
		}
		counts[p] = names
		for n := range names { // each list is in the order of processes
			byName[n] = append(byName[n], p)
		}
	}
	shares := func(p, q *process) bool {
		return slices.ContainsFunc(p.sides, func(c string) bool { return slices.Contains(q.sides, c) })
	}
	// How many mentions call talks of these parties so.
	mentions := func(p *process, name string) (n int) {
		for _, q := range byName[name] {
			if q == p || shares(p, q) {
				n += counts[q][name]
			}
		}
		return n
	}
	first := map[string][]*process{}
	for _, p := range processes {
		p.called = calledBy(counts[p], func(name string) int { return mentions(p, name) })
		if p.called == "" {
			continue
		}
		i := slices.IndexFunc(first[p.called], func(q *process) bool { return shares(p, q) && near(p, q) })
		if i < 0 {
			first[p.called] = append(first[p.called], p)
			continue
		}
		q := first[p.called][i]
		q.because = append(q.because, fmt.Sprintf("joined by the rounds of %s: all are called %q", strings.Join(p.sides, ", "), p.called))
		q.rounds = append(q.rounds, p.rounds...)
		slices.SortFunc(q.rounds, compareRounds)
		if len(p.sides) > len(q.sides) {
			q.sides = p.sides
		}
		p.rounds = nil
	}
	return slices.DeleteFunc(processes, func(p *process) bool { return p.rounds == nil })
}

// plainWords are words that name no format by themselves.
var plainWords = map[string]bool{
	"the": true, "of": true, "on": true, "for": true, "in": true, "and": true, "talks": true, "talk": true, "negotiations": true, "peace": true, "meeting": true, "meetings": true, "summit": true,
	"round": true, "rounds": true, "conference": true, "dialogue": true, "process": true, "consultations": true, "session": true, "direct": true, "new": true,
}

// calledBy is the name that most mentions with a name have, that at least two
// mentions of talks of the same parties give, and that is more than plain words.
func calledBy(counts map[string]int, mentions func(string) int) string {
	total := 0
	for _, c := range counts {
		total += c
	}
	name := most(counts)
	proper := slices.ContainsFunc(strings.Fields(name), func(w string) bool { return !plainWords[w] })
	if proper && 2*counts[name] > total && mentions(name) >= 2 {
		return name
	}
	return ""
}

// regroup carries out the edits of processes: merge, divide and name, in their
// order.
func (f *folder) regroup(processes []*process) []*process {
	if len(f.edits.groups) == 0 {
		return processes
	}
	byMention := map[string]*builtRound{}
	home := map[*builtRound]*process{}
	for _, p := range processes {
		for _, r := range p.rounds {
			home[r] = p
			for _, m := range r.mentions {
				byMention[m.id] = r
			}
		}
	}
	for _, x := range f.edits.groups {
		var rounds []*builtRound
		for _, t := range x.Target {
			if r := byMention[f.edits.mention(t)]; r != nil {
				rounds = append(rounds, r)
			}
		}
		if len(rounds) == 0 {
			continue
		}
		switch x.Kind {
		case parley.Name:
			p := home[rounds[0]]
			p.name = x.Value
			p.edits = append(p.edits, x.ID)
		case parley.Merge:
			into := home[rounds[0]]
			for _, r := range rounds[1:] {
				from := home[r]
				if from == into {
					continue
				}
				into.because = append(into.because, fmt.Sprintf("merged by %s%s", x.Author, reasonOf(x)))
				for _, moved := range from.rounds {
					home[moved] = into
				}
				into.rounds = append(into.rounds, from.rounds...)
				into.edits = append(into.edits, x.ID)
				from.rounds = nil
			}
		case parley.Divide:
			p := &process{because: []string{fmt.Sprintf("divided by %s%s", x.Author, reasonOf(x))}, edits: []parley.Digest{x.ID}}
			for _, r := range rounds {
				from := home[r]
				if from == p {
					continue
				}
				from.rounds = slices.DeleteFunc(from.rounds, func(o *builtRound) bool { return o == r })
				from.edits = append(from.edits, x.ID)
				p.rounds = append(p.rounds, r)
				home[r] = p
				if len(p.sides) == 0 {
					p.sides = r.sides
				}
			}
			processes = append(processes, p)
		}
	}
	return slices.DeleteFunc(processes, func(p *process) bool { return len(p.rounds) == 0 })
}

// placeLoose gives each loose mention to the process of the same parties that
// is nearest in time; the ones without any are returned.
func placeLoose(processes []*process, loose []*mention) []*mention {
	var homeless []*mention
	byParty := map[string][]*process{}
	for _, p := range processes {
		for _, c := range p.sides {
			byParty[c] = append(byParty[c], p)
		}
	}
	for _, m := range loose {
		var best *process
		bestShared, bestGap := 0, 0
		seen := map[*process]bool{}
		for _, party := range m.parties {
			for _, p := range byParty[party] {
				if seen[p] {
					continue
				}
				seen[p] = true
				shared := 0
				for _, c := range m.parties {
					if slices.Contains(p.sides, c) {
						shared++
					}
				}
				if shared < min(2, len(p.sides)) && !tells(p, m.doc) {
					continue
				}
				gap := 0
				if d, ok := p.days(); ok && m.doc.known() {
					gap = d.gap(m.doc.published)
				}
				if best == nil || shared > bestShared || shared == bestShared && gap < bestGap {
					best, bestShared, bestGap = p, shared, gap
				}
			}
		}
		if best == nil {
			homeless = append(homeless, m)
			continue
		}
		best.loose = append(best.loose, m)
	}
	return homeless
}

// tells reports whether d tells of a round of p.
func tells(p *process, d *document) bool {
	return slices.ContainsFunc(p.rounds, func(r *builtRound) bool { return len(r.profile.docs[d]) > 0 })
}

// defaultName is the name that a process gets from what it is called in the
// documents, or from its parties.
func (f *folder) defaultName(p *process) string {
	if name := p.called; name != "" {
		// The most frequent way of writing it.
		counts := map[string]int{}
		for _, r := range p.rounds {
			if field := r.public.Field(parley.FieldName); field != nil {
				for _, v := range field.Values {
					if fold(v.Value) == name {
						counts[v.Value] += len(v.Claims)
					}
				}
			}
		}
		if best := most(counts); best != "" {
			return best
		}
	}
	var names []string
	for _, c := range p.parties() {
		names = append(names, f.codes(c))
	}
	slices.Sort(names)
	switch {
	case len(names) == 0:
		return "Talks"
	case len(names) == 1:
		return names[0] + " and an unnamed party: talks"
	case len(names) > 4:
		return strings.Join(names[:4], "–") + fmt.Sprintf(" and %d more: talks", len(names)-4)
	}
	return strings.Join(names, "–") + " talks"
}

// parties are the sides as claimed, sorted: those of at least a third of the
// rounds, or of the fullest round where rounds differ much.
func (p *process) parties() []string {
	counts := map[string]int{}
	for _, r := range p.rounds {
		for _, c := range r.public.Parties {
			counts[c]++
		}
	}
	var parties []string
	for _, c := range sortedKeys(counts) {
		if 3*counts[c] >= len(p.rounds) {
			parties = append(parties, c)
		}
	}
	if len(parties) == 0 {
		parties = sortedKeys(counts)
	}
	// An organisation that is a side of some rounds only is the mediator of the others.
	g := loadGroups()
	if principals := slices.DeleteFunc(slices.Clone(parties), func(c string) bool { return g.mediators[c] && counts[c] < len(p.rounds) }); len(principals) >= 2 {
		parties = principals
	}
	// Of two codes for one side, the more frequent.
	canonical := loadGroups().canonical
	best := map[string]string{}
	for _, c := range parties {
		if b, ok := best[canonical(c)]; !ok || counts[c] > counts[b] {
			best[canonical(c)] = c
		}
	}
	return slices.DeleteFunc(parties, func(c string) bool { return best[canonical(c)] != c })
}

package register

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parley-register/parley"
)

// silence is how many days without a round end a process: what comes after it
// is another one.
const silence = 3 * 365

// rest is how many days without a round end a process whose last round ended
// with an agreement: what these parties talk of then is another matter.
const rest = 2 * 365

// round is a round with all its mentions, in the form in which it is told.
type round struct {
	mentions []*mention
	profile  *profile
	own      bool // its mentions and profile are no draft's
	drafts   []*draft
	first    *mention // that names it: the first in the order of publication

	public      parley.Round
	sides       []string
	name        string
	groups      map[string][]*valueGroup // of fields that what is said of it may speak against
	conflicts   []parley.Contradiction   // of its values
	denials     []parley.Contradiction
	tones       []parley.Contradiction // of what is said of it
	deniedViews []parley.Contradiction
	said        []parley.Said
	positions   []position
	possibly    []parley.PossiblySame
	tallies     map[*document]tally
	table       *table
	process     *process
}

// process is a process as it grows.
type process struct {
	base      grouping // as it is without edits
	sides     []string
	span      days // of its rounds that have a time
	dated     bool
	called    string   // in the documents, folded
	rounds    []*round // in order
	loose     []*mention
	because   []string
	name      string // by an analyst
	edits     []parley.Digest
	steps     []*step
	overruled []parley.Overruled // edits that decide a contradiction, and which a later one overrules
	public    parley.Process

	at       int  // its place among all
	stale    bool // its public form is not what it is
	dead     bool
	seen     bool
	renewed  bool   // its public form is not the one that was published
	slot     int    // of that one
	id       string // under which it is sorted
	listed   []string
	relation relation
	related  []parley.Relation
}

// daysOfRounds is the time of rounds, false where none has one.
func daysOfRounds(rounds []*round) (d days, ok bool) {
	for _, r := range rounds {
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

// compareRounds orders rounds by time, those without one last, then by first
// mention.
func compareRounds(a, b *round) int {
	p, q := a.profile, b.profile
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
	return compareMentions(a.first, b.first)
}

// plainWords are words that name no format by themselves.
var plainWords = map[string]bool{
	"the": true, "of": true, "on": true, "for": true, "in": true, "and": true, "talks": true, "talk": true, "negotiations": true, "peace": true, "meeting": true, "meetings": true, "summit": true,
	"round": true, "rounds": true, "conference": true, "dialogue": true, "process": true, "consultations": true, "session": true, "direct": true, "new": true,
}

// enoughMentions are those that make a name.
const enoughMentions = 2

// calledBy is the name that most mentions with a name have, that at least two
// mentions of talks of the same parties give, and that is more than plain words.
func calledBy(counts map[string]int, mentions func(string) int) string {
	total := 0
	for _, c := range counts {
		total += c
	}
	name := most(counts)
	proper := slices.ContainsFunc(strings.Fields(name), func(w string) bool { return !plainWords[w] })
	if proper && 2*counts[name] > total && mentions(name) >= enoughMentions {
		return name
	}
	return ""
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
					if formatOf(fold(v.Value)) == name {
						counts[v.Value] += len(v.Claims)
					}
				}
			}
		}
		if best := most(counts); best != "" {
			first, size := utf8.DecodeRuneInString(best)
			return string(unicode.ToUpper(first)) + best[size:]
		}
	}
	var names []string
	for _, c := range p.parties() {
		names = append(names, f.codes(c))
	}
	slices.Sort(names)
	switch {
	case len(names) == 0:
		for _, r := range p.rounds {
			if r.public.Name != "" {
				return r.public.Name
			}
		}
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

package register

import (
	"cmp"
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/parley-register/parley"
)

// step is a next step as it grows.
type step struct {
	parley.Step
	round    *round // where it was said; nil for loose mentions
	said     days
	saidOK   bool
	due      days
	dueOK    bool
	dueGrain grain
	told     []told
	words    map[string]bool
	number   int // of the round that its words tell, where counted
	counted  bool
	awaits   bool // nothing has decided it yet but the day that the register is for
}

// ledger is what was to come next, and what became of it.
func (f *folder) ledger(p *process) []parley.Step {
	var steps []*step
	take := func(m *mention, r *round) {
		for _, c := range m.claims {
			if c.Field != parley.FieldNext {
				continue
			}
			f.takeStep(&steps, told{claim: c, mention: m, value: m.value(c), refused: m.refused[c]}, r)
		}
	}
	type from struct {
		m *mention
		r *round
	}
	var all []from
	for _, r := range p.rounds {
		for _, m := range r.mentions {
			all = append(all, from{m, r})
		}
	}
	for _, m := range p.loose {
		all = append(all, from{m, nil})
	}
	slices.SortFunc(all, func(a, b from) int { return compareMentions(a.m, b.m) })
	for _, x := range all {
		take(x.m, x.r)
	}
	out := []parley.Step{}
	p.steps = steps
	for i, s := range steps {
		f.follow(p, steps, i)
		s.Origins, _ = countOrigins(s.told)
		for _, t := range s.told {
			s.Claims = append(s.Claims, t.claim)
		}
		f.mark(s)
		out = append(out, s.Step)
	}
	return out
}

// mark sets what an analyst says became of a step.
func (f *folder) mark(s *step) {
	for _, c := range s.Claims {
		if x := f.edits.marks[string(c.ID)]; x != nil {
			s.Status, s.Because, s.By = parley.StepStatus(x.Value), fmt.Sprintf("marked by %s%s", x.Author, reasonOf(x)), x.ID
		}
	}
}

// takeStep adds a claim of a next step to the step that it tells of again, or
// makes a new one.
func (f *folder) takeStep(steps *[]*step, t told, r *round) {
	if t.refused != "" || t.claim.Modality == parley.Denied {
		return
	}
	n := decoded[parley.NextStep](t.value)
	if n.Kind == "" {
		return
	}
	s := &step{round: r, told: []told{t}, words: map[string]bool{}}
	s.ID = string(t.claim.ID[:16])
	s.Kind, s.Certainty, s.Who, s.Due, s.Said = n.Kind, n.Certainty, some(n.Who), n.Due, t.mention.doc.Published
	if len(t.claim.Evidence) > 0 {
		s.What = t.claim.Evidence[0].Quote
	}
	if r != nil {
		s.Round = r.public.ID
	}
	s.said, s.saidOK = t.mention.doc.published, t.mention.doc.known()
	s.due, s.dueOK = daysOf(n.Due)
	s.dueGrain = grainOf(n.Due)
	for w := range strings.FieldsSeq(fold(s.What)) {
		if len(w) > 3 {
			s.words[w] = true
		}
	}
	for _, o := range *steps {
		if o.again(s) {
			o.told = append(o.told, t)
			if !o.dueOK && s.dueOK {
				o.Due, o.due, o.dueOK, o.dueGrain = s.Due, s.due, true, s.dueGrain
			}
			if len(o.Who) == 0 {
				o.Who = s.Who
			}
			return
		}
	}
	*steps = append(*steps, s)
}

// again reports whether n tells of the step s once more.
func (s *step) again(n *step) bool {
	if s.Kind != n.Kind || s.told[0].mention.doc == n.told[0].mention.doc && s.dueOK != n.dueOK {
		return false
	}
	if len(s.Who) > 0 && len(n.Who) > 0 && !slices.ContainsFunc(s.Who, func(c string) bool { return slices.Contains(n.Who, c) }) {
		return false
	}
	if s.dueOK && n.dueOK {
		return s.due == n.due || s.due.gap(n.due) == 0 && (s.dueGrain != toDay || n.dueGrain != toDay) && s.likeness(n) >= 0.3
	}
	if s.round != n.round || s.round == nil {
		return false
	}
	return s.likeness(n) >= 0.4
}

// likeness is the share of longer words that two steps have in common.
func (s *step) likeness(n *step) float64 {
	both := 0
	for w := range n.words {
		if s.words[w] {
			both++
		}
	}
	if all := len(s.words) + len(n.words) - both; all > 0 {
		return float64(both) / float64(all)
	}
	return 0
}

const (
	patience    = 30  // days past due after which a step of which nothing is heard is missed
	longestSlip = 60  // days after which a meeting is not the one that was announced, but another
	soon        = 200 // days within which a meeting without a day counts as the one that was announced
)

// follow decides what became of steps[i], against the register's own content.
func (f *folder) follow(p *process, steps []*step, i int) {
	s := steps[i]
	s.Status, s.Because = parley.StepOpen, "nothing later tells of it"
	met, gap := f.meets(p, s)
	if met != nil {
		s.Met = met.public.ID
	}
	switch {
	case met != nil && gap <= 0:
		s.Status, s.Because = parley.StepMet, f.metBy(met, "")
		return
	case s.superseded(steps[i+1:]) != nil && (met == nil || !met.profile.plannedFor(s.due, 1)):
		later := s.superseded(steps[i+1:])
		s.Status, s.Because, s.Met = parley.StepSuperseded, fmt.Sprintf("a later report gives %s", later.Due), ""
		return
	}
	if r := f.planned(p, s); r != nil {
		switch r.public.Status {
		case parley.Cancelled:
			s.Status, s.Because, s.Met = parley.StepMissed, "the meeting was called off", ""
			return
		case parley.Postponed:
			s.Status, s.Because, s.Met = parley.StepSuperseded, "the meeting was put off", ""
			return
		}
	}
	switch {
	case met != nil && s.Kind == parley.NextMeeting && gap > longestSlip && !s.follows(met):
		s.Status, s.Because, s.Met = parley.StepUnclear, f.metBy(met, "the next one that is known, came "+plural(gap, "day")+" later; nothing tells of this one"), ""
		return
	case met != nil:
		s.Status, s.Late, s.Because = parley.StepLate, gap, f.metBy(met, plural(gap, "day")+" after it was due")
		return
	}
	s.awaits = true
	f.await(p, s)
}

// await tells of a step of which nothing is heard how it stands on the day that
// the register is for.
func (f *folder) await(p *process, s *step) {
	s.Status, s.Late, s.Because = parley.StepOpen, 0, "nothing later tells of it"
	if f.asOfMade.IsZero() {
		s.Status, s.Because = parley.StepUnclear, "no day is known to compare with"
		return
	}
	if !s.dueOK {
		if s.saidOK && f.heardAfter(p, s.said.hi+patience) {
			s.Status, s.Because = parley.StepUnclear, "no day was given, and later reports tell nothing of it"
		}
		return
	}
	past := f.asOf - s.due.hi
	switch {
	case past <= 0:
		s.Because = "it is not due yet"
	case past <= patience:
		s.Late, s.Because = past, plural(past, "day")+" past due, and nothing tells of it yet"
	case f.heardAfter(p, s.due.hi):
		s.Status, s.Because = parley.StepUnclear, "it was due, and later reports of these talks tell nothing of it"
	default:
		s.Late, s.Because = past, "it was due, and nothing later tells of these talks"
	}
}

func (f *folder) metBy(r *round, late string) string {
	what := "the round of " + timeOf(r.profile)
	if r.public.Place.Name != "" {
		what += " in " + r.public.Place.Name
	}
	if late != "" {
		return what + ", " + late
	}
	return what
}

// meets is the first round that carries out s, and by how many days it was late.
func (f *folder) meets(p *process, s *step) (*round, int) {
	if s.Kind == parley.NextOther {
		return nil, 0
	}
	for _, r := range p.rounds {
		if !r.profile.happened || r.profile.grain < toMonth {
			continue
		}
		if s.Kind != parley.NextMeeting && s.Kind != parley.NextVisit && !f.concludes(r, s) {
			continue
		}
		if s.Kind == parley.NextMeeting || s.Kind == parley.NextVisit {
			if r == s.round && s.told[0].mention.happened() {
				continue
			}
			if s.round != nil && r != s.round && s.round.profile.grain == toDay && r.profile.days.hi <= s.round.profile.days.lo {
				continue
			}
		}
		d := r.profile.days
		if s.saidOK && (d.hi < s.said.lo || s.Kind == parley.NextDocument || s.Kind == parley.NextDeadline) && d.hi <= s.said.lo || f.calls(r) != s.calls() || f.elsewhere(p, s, r) {
			continue
		}
		if len(s.Who) > 1 && !sharesTwo(s.Who, r.sides) || conflict(s.ordinal(), r.public.Ordinal) {
			continue
		}
		if !s.dueOK {
			if s.saidOK && d.lo-s.said.hi > soon && s.Kind != parley.NextVisit {
				return nil, 0
			}
			return r, 0
		}
		slack := 0 // a day more or less, where both are told to the day
		if s.dueGrain == toDay && r.profile.grain == toDay && (s.Kind == parley.NextMeeting || s.Kind == parley.NextVisit) {
			slack = 1
		}
		late := d.lo - s.due.hi
		if late > 0 && late <= nextDays && !r.profile.postponed && d.length() == 1 && r.profile.plannedFor(s.due, slack) {
			late = 0 // it was planned for that day, and what is told is a later day of it
		}
		if late > 0 && late <= nextDays && !r.profile.postponed && d.length() == 1 && r.public.Outcome != "" {
			late = 0 // reports of what came of it tell its last day
		}
		if s.Kind != parley.NextMeeting && s.Kind != parley.NextVisit && !(s.due.gap(d) == 0 && s.dueGrain == toDay && f.at(r, s)) {
			late = d.hi - s.due.hi
		}
		switch {
		case late <= slack && (late == 0 && r.profile.plannedFor(s.due, slack) || s.due.gap(d) <= slack || s.Kind == parley.NextDocument || s.Kind == parley.NextDeadline):
			return r, 0
		case late > slack && late <= 400:
			return r, late
		}
	}
	return nil, 0
}

// follows reports whether r is the round that s announced, whenever it came: it
// has the number that the step tells, or the one after that of the round where
// it was announced, so that there was none between.
func (s *step) follows(r *round) bool {
	n := r.public.Ordinal
	return n > 0 && (s.ordinal() == n || s.round != nil && s.round != r && s.round.public.Ordinal == n-1)
}

// limit reports whether the step gives a day by which, and not on which, it is to
// be done.
func (s *step) limit() bool {
	for w := range strings.FieldsSeq(fold(s.What)) {
		switch w {
		case "by", "within", "before", "until", "deadline":
			return true
		}
	}
	return false
}

// ordinal is the number of the round that the words of a step tell, or 0.
func (s *step) ordinal() int {
	if !s.counted {
		s.counted, s.number = true, ordinalIn(s.What)
	}
	return s.number
}

// ordinalIn is the number of the round that words tell ("the fourth round",
// "round four"), or 0.
func ordinalIn(text string) int {
	words := strings.Fields(fold(text))
	for i, w := range words {
		if w != "round" && w != "session" {
			continue
		}
		if i > 0 {
			if n := slices.Index(ordinals, words[i-1]) + 1; n > 0 {
				return n
			}
		}
		if i+1 < len(words) {
			if n := slices.Index(cardinals, words[i+1]) + 1; n > 0 {
				return n
			}
			if n, err := strconv.Atoi(words[i+1]); err == nil && n > 0 && n < 100 {
				return n
			}
		}
	}
	return 0
}

var (
	ordinals  = []string{"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"}
	cardinals = []string{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
)

// elsewhere reports whether the step names a place of this process, or for a
// visit any, and r was not there.
func (f *folder) elsewhere(p *process, s *step, r *round) bool {
	at := func(q *round) bool { return f.at(q, s) }
	switch s.Kind {
	case parley.NextVisit:
		return !at(r) && !(s.dueOK && s.dueGrain >= toMonth && s.due.gap(r.profile.days) == 0 && !slices.ContainsFunc(p.rounds, at))
	case parley.NextMeeting:
		then := s.dueOK && s.dueGrain == toDay && r.profile.grain == toDay && s.due.gap(r.profile.days) == 0 // and the place was changed
		return !then && len(r.profile.cities) > 0 && !at(r) && slices.ContainsFunc(p.rounds, at)
	}
	return false
}

// at reports whether the words of a step name the city of a round, or for a
// visit the country.
func (f *folder) at(r *round, s *step) bool {
	for city := range r.profile.cities {
		if s.names(city) {
			return true
		}
	}
	if s.Kind == parley.NextVisit {
		for country := range r.profile.country {
			if s.names(fold(f.codes(country))) {
				return true
			}
		}
	}
	return false
}

// names reports whether all words of a folded name are in the words of s.
func (s *step) names(name string) bool {
	for w := range strings.FieldsSeq(name) {
		if len(w) > 3 && !s.words[w] {
			return false
		}
	}
	return name != ""
}

func (f *folder) calls(r *round) bool { return r.profile.remote > r.profile.present }

// calls reports whether the step is a call, by its words.
func (s *step) calls() bool {
	return s.words["phone"] || s.words["telephone"] || s.words["videoconference"]
}

// concludes reports whether r ended with what the step promises: a text that was
// agreed; where a final one or a day for the end of the talks was promised, an
// agreement. What the sides are to do elsewhere, no round brings about.
func (f *folder) concludes(r *round, s *step) bool {
	agreed := slices.ContainsFunc(agreeing, func(w string) bool { return s.words[w] })
	for w := range s.words {
		if always, ok := deeds()[w]; ok && (always || !agreed) {
			return false
		}
	}
	switch o := r.public.Outcome; o {
	case parley.Agreement:
		return true
	case parley.Partial, parley.InPrinciple, parley.JointStatement:
		framework := s.words["framework"] || s.words["principles"] || s.words["roadmap"] || s.words["statement"] || s.words["communique"] || s.words["declaration"]
		return framework || s.Kind == parley.NextDocument && !s.words["final"] && !s.words["treaty"]
	case "":
		// It was to be there and then, and nothing speaks against it.
		return s.Kind == parley.NextDocument && s.dueGrain == toDay && r.profile.grain == toDay && s.due.gap(r.profile.days) == 0 && f.at(r, s)
	}
	return false
}

//go:embed deeds.tsv
var deedsTSV string

// deeds are words for what is done away from the table, and whether it is so
// even where an agreement on it is promised.
var deeds = sync.OnceValue(func() map[string]bool {
	words := map[string]bool{}
	for _, row := range rows(deedsTSV) {
		words[row[0]] = row[1] == "always"
	}
	return words
})

// agreeing are words by which a step promises an agreement on a deed, and not
// the deed.
var agreeing = []string{"agree", "agreement", "accord", "sign", "signed", "conclude", "negotiate", "deal"}

func sharesTwo(a, b []string) bool {
	n := 0
	for _, c := range a {
		if loadGroups().covers(b, loadGroups().canonical(c)) {
			n++
		}
	}
	return n >= min(2, len(b))
}

// superseded is a later step that gives another day for the same thing, said
// before s was met.
func (s *step) superseded(later []*step) *step {
	if !s.dueOK || s.Kind != parley.NextMeeting {
		return nil
	}
	for _, n := range later {
		if n.Kind == s.Kind && n.dueOK && n.due.gap(s.due) > 0 && n.due.lo > s.due.lo && n.saidOK && s.saidOK && n.said.lo > s.said.hi && n.said.hi <= s.due.hi && n.round == s.round {
			return n
		}
	}
	return nil
}

// planned is the round that was planned for the day on which s was due, or
// where no day was given for the place that s names.
func (f *folder) planned(p *process, s *step) *round {
	if s.Kind != parley.NextMeeting && s.Kind != parley.NextVisit {
		return nil
	}
	for _, r := range p.rounds {
		switch {
		case r.profile.happened:
		case s.dueOK:
			for _, d := range slices.SortedFunc(mapKeys(r.profile.dates), func(a, b days) int { return cmp.Or(cmp.Compare(a.lo, b.lo), cmp.Compare(a.hi, b.hi)) }) {
				if d.gap(s.due) <= 1 {
					return r
				}
			}
		case r != s.round && s.saidOK && r.profile.grain != noDay && r.profile.days.lo > s.said.hi && r.profile.days.lo-s.said.hi <= soon && f.at(r, s):
			return r
		}
	}
	return nil
}

// heardAfter reports whether a document tells of p after the day.
func (f *folder) heardAfter(p *process, day int) bool {
	return slices.ContainsFunc(p.rounds, func(r *round) bool { return r.profile.lastKnown && r.profile.lastPublished > day })
}

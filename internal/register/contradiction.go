package register

import (
	"cmp"
	_ "embed"
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"

	"github.com/parley-register/parley"
)

//go:embed tone.tsv
var toneTSV string

// tones tells which words speak well or badly of talks.
var tones = sync.OnceValue(func() map[string]int {
	t := map[string]int{}
	for _, row := range rows(toneTSV) {
		t[fold(row[0])] = map[string]int{"+": 1, "-": -1, "0": 0}[row[1]]
	}
	return t
})

// longestTones are, by the first word of entries, how many words the longest of
// them has.
var longestTones = sync.OnceValue(func() map[string]int {
	longest := map[string]int{}
	for term := range tones() {
		words := strings.Fields(term)
		longest[words[0]] = max(longest[words[0]], len(words))
	}
	return longest
})

// toneOf is how a term speaks of talks: the sum of the entries in it, the
// longest first, each turned by a negation before it; 0 where they disagree. What
// is granted before a good word counts less: "difficult but useful" is useful.
func toneOf(term string) int {
	words := strings.Fields(fold(term))
	for i, w := range words {
		if w != "but" || i == 0 {
			continue
		}
		if t := toneOf(strings.Join(words[i+1:], " ")); t > 0 {
			return t
		}
	}
	sum := 0
	for i := 0; i < len(words); {
		term, n := termAt(words, i)
		if n > 0 {
			t := tones()[term]
			if i > 0 && negations[words[i-1]] || i > 1 && negations[words[i-2]] && (words[i-1] == "a" || words[i-1] == "an" || words[i-1] == "very") {
				t = -t
			}
			if sum*t < 0 {
				return 0
			}
			sum += t
		}
		i += max(n, 1)
	}
	return max(-1, min(1, sum))
}

// termAt is the longest entry of the tones that begins at words[i], and how many
// words it has; "" and 0 where none does.
func termAt(words []string, i int) (string, int) {
	for n := min(longestTones()[words[i]], len(words)-i); n > 0; n-- {
		term := strings.Join(words[i:i+n], " ")
		if _, ok := tones()[term]; ok {
			return term, n
		}
	}
	return "", 0
}

var negations = map[string]bool{"not": true, "no": true, "without": true, "hardly": true, "never": true, "neither": true, "nor": true, "little": true, "less": true}

// contradict finds what the values of r say against each other.
func (f *folder) contradict(r *round) {
	for _, field := range []string{parley.FieldStatus, parley.FieldWhen, parley.FieldWhere, parley.FieldParty, parley.FieldOrdinal, parley.FieldOutcome} {
		r.conflicts = append(r.conflicts, f.ofField(r, field)...)
	}
	r.denials = f.denials(r)
}

// contradictions are those of all rounds of p, in the order of the rounds.
func (f *folder) contradictions(p *process) []parley.Contradiction {
	all := []parley.Contradiction{}
	met := map[string][]*step{} // by round
	for _, s := range p.steps {
		if s.Met != "" {
			met[s.Met] = append(met[s.Met], s)
		}
	}
	for _, r := range p.rounds {
		all = append(all, r.conflicts...)
		all = append(all, f.ofSteps(met[r.public.ID], r, r.conflicts)...)
		all = append(all, r.tones...)
		all = append(all, r.denials...)
		all = append(all, r.deniedViews...)
	}
	p.overruled = nil
	for i := range all {
		p.overruled = append(p.overruled, f.resolve(&all[i])...)
	}
	return all
}

// ofField compares the value that stands with each that speaks against it.
func (f *folder) ofField(r *round, name string) []parley.Contradiction {
	field := r.public.Field(name)
	if field == nil {
		return nil
	}
	groups := r.groups[name]
	byValue := func(v *parley.Value) *valueGroup {
		i := slices.IndexFunc(groups, func(g *valueGroup) bool { return len(v.Claims) > 0 && g.told[0].claim == v.Claims[0] })
		if i < 0 {
			return nil
		}
		return groups[i]
	}
	var out []parley.Contradiction
	for i := range field.Values {
		v := &field.Values[i]
		g := byValue(v)
		if g == nil || g.denied || name == parley.FieldWhen && g.misdated() || v.Standing != parley.Rival && v.Standing != parley.Earlier {
			continue
		}
		var against *valueGroup
		switch name {
		case parley.FieldParty:
			if against = replaced(r, g); against == nil {
				continue
			}
		case parley.FieldStatus:
			if parley.Status(v.Value) == parley.DeniedMeeting || v.Standing == parley.Earlier && !f.revived(r, g, field) {
				continue // a step in its life, or a denial
			}
			fallthrough
		default:
			if current := field.Current(); current != nil {
				against = byValue(current)
			}
		}
		if against == nil {
			continue
		}
		for _, w := range f.wordings(name, v.Standing, g) {
			if !anchored(r, name, w.valueGroup, against) || name == parley.FieldOutcome && compatible(parley.Outcome(w.value), parley.Outcome(against.value)) {
				continue
			}
			if w.standing == parley.Earlier && name != parley.FieldStatus && !otherwise(name, w.valueGroup, against) {
				continue
			}
			for _, k := range kindsOf(name, w.standing, w.valueGroup, against) {
				out = append(out, contradiction(k.kind, r, name, k.because, against, w.valueGroup))
			}
		}
	}
	return out
}

// anchored reports whether the values of a field speak of one sitting beyond doubt:
// whether of those who tell the one and the other two agree on something else
// that is one sitting's alone. Talks that two reports put on two days in no
// place may be two.
func anchored(r *round, field string, g, against *valueGroup) bool {
	for i := range g.told {
		for j := range against.told {
			if agreeBeside(r, field, g.told[i].mention, against.told[j].mention) {
				return true
			}
		}
	}
	return false
}

// compatible reports whether talks can have ended with both outcomes: one report
// calls a framework what another calls an agreement, and a joint text or a next
// round can be all there is where nothing was agreed; talks that collapsed have
// neither.
func compatible(a, b parley.Outcome) bool {
	x, ok := outcomeGrades[a]
	y, also := outcomeGrades[b]
	return ok && also && ((x > 0) == (y > 0) || x == 1 && y == -1 || x == -1 && y == 1)
}

// outcomeGrades are above 0 for what came of talks, the more the higher, and
// below for nothing: what was only a text goes with what was only no agreement.
var outcomeGrades = map[parley.Outcome]int{
	parley.Agreement: 2, parley.Partial: 2, parley.InPrinciple: 2, parley.JointStatement: 1, parley.AgreedToContinue: 1, parley.NoAgreement: -1, parley.Collapsed: -2,
}

// agreeBeside reports whether two mentions agree on what tells sittings apart,
// the field itself aside.
func agreeBeside(r *round, field string, a, b *mention) bool {
	sameDay := a.grain == toDay && b.grain == toDay && a.days.gap(b.days) == 0
	sameCity := a.city != "" && b.city != "" && samePlace(a.city, b.city)
	sameNumber := a.ordinal != 0 && a.ordinal == b.ordinal
	oneOutlet := a.doc.Publisher != "" && a.doc.Publisher == b.doc.Publisher && a.doc != b.doc
	switch field {
	case parley.FieldWhen:
		if a.happened() && b.happened() && (a.grain != toDay || b.grain != toDay) {
			return false // a week or a month allows more days than its own
		}
		byHand := a.link == parley.LinkedByEdit || b.link == parley.LinkedByEdit
		if a.happened() && b.happened() && !byHand && (a.toldBefore(b) || b.toldBefore(a)) {
			return false // it was news before the other day: talks went on, or there were two
		}
		if oneOutlet && a.happened() && b.happened() {
			// An outlet that tells of two days in one city tells of two meetings, or
			// of one that went on, unless it counts them or puts the same people there.
			return a.days.gap(b.days) > 1 && (sameNumber || sameCity && slices.ContainsFunc(a.participants, func(name string) bool { return slices.Contains(b.participants, name) }))
		}
		return sameCity || sameNumber || r.profile.postponed
	case parley.FieldWhere:
		if oneOutlet || a.journey() || b.journey() {
			return sameNumber // nor does it put one meeting in two places, and a journey has many stops
		}
		return a.city != "" && b.city != "" && (sameDay || sameNumber)
	case parley.FieldParty:
		return sameDay && !oneOutlet && (sameCity || a.city == "" || b.city == "")
	case parley.FieldOrdinal:
		return !oneOutlet && a.doc != b.doc && (sameDay || sameCity && a.grain == toDay && b.grain == toDay && a.days.gap(b.days) <= aboutThen)
	case parley.FieldOutcome:
		return sameDay || sameCity || sameNumber || a.doc == b.doc
	case parley.FieldStatus:
		// What was called off is what took place where it was to be then, or there.
		near := a.grain == toDay && b.grain == toDay && a.days.gap(b.days) <= aboutThen
		return slices.Equal(a.parties, b.parties) && (near || sameNumber || sameCity && (a.grain == noDay || b.grain == noDay))
	}
	return true
}

// toldBefore reports whether the report of m was out before the day on which o
// tells that talks were held.
func (m *mention) toldBefore(o *mention) bool {
	return m.doc.known() && o.grain == toDay && m.doc.published.hi < o.days.lo
}

// otherwise reports whether what was planned is not what happened, and not only
// told more roughly: a day's difference is the hour of the day, a journey has
// its days and its stops, and what took place before the day of a plan was
// another meeting.
func otherwise(field string, planned, stands *valueGroup) bool {
	if !slices.ContainsFunc(planned.told, func(t told) bool { return !t.mention.journey() }) {
		return false
	}
	if field == parley.FieldWhere {
		return slices.ContainsFunc(planned.told, func(t told) bool { return t.mention.grain != toDay || t.mention.days.length() == 1 })
	}
	p, pw := decoded[parley.Interval](planned.value), decoded[parley.Interval](stands.value)
	was, ok := daysOf(p)
	is, also := daysOf(pw)
	return ok && also && was.hi < is.lo-1 && was.length() <= longestPlan
}

// longestPlan is for how many days at most talks are set: a longer time is one in
// which they are to fall.
const longestPlan = 4

// journey reports whether m tells of the way to talks: a visit or a trip, which
// may be to several of them.
func (m *mention) journey() bool {
	word, _, _ := strings.Cut(fold(m.first.Quote), " ")
	return journeys[word]
}

var journeys = map[string]bool{
	"visit": true, "visits": true, "visited": true, "visiting": true, "travel": true, "travels": true, "traveled": true, "travelled": true, "traveling": true, "travelling": true,
	"trip": true, "trips": true, "tour": true, "tours": true, "toured": true, "touring": true, "arrive": true, "arrives": true, "arrived": true, "arriving": true, "arrival": true,
	"journey": true, "fly": true, "flies": true, "flew": true, "flying": true, "head": true, "heads": true, "headed": true, "heading": true, "goes": true, "going": true, "went": true, "stopover": true, "depart": true, "departs": true, "departed": true,
}

// revived reports whether g says that a meeting was called off which took place
// after all: not put off and held later, but taken back.
func (f *folder) revived(r *round, g *valueGroup, field *parley.Field) bool {
	current := field.Current()
	return parley.Status(g.value) == parley.Cancelled && current != nil && parley.Status(current.Value) == parley.Held && !r.profile.postponed &&
		slices.ContainsFunc(g.told, func(t told) bool { return callsOff(t.claim) })
}

// callsOff reports whether the words of a claim say that a meeting was called
// off, and not that somebody stayed away or would have come.
func callsOff(c *parley.Claim) bool {
	for _, e := range c.Evidence {
		for w := range strings.FieldsSeq(fold(e.Quote)) {
			if w == "off" || w == "up" || strings.HasPrefix(w, "cancel") || strings.HasPrefix(w, "scrap") || strings.HasPrefix(w, "abandon") || strings.HasPrefix(w, "shelve") || strings.HasPrefix(w, "tear") || w == "tore" {
				return true
			}
		}
	}
	return false
}

// ofSteps are the days that were announced for a round which was held on another:
// next steps of earlier meetings that r carried out late. found are the
// contradictions found so far.
func (f *folder) ofSteps(steps []*step, r *round, found []parley.Contradiction) []parley.Contradiction {
	if len(steps) == 0 {
		return nil
	}
	var held *valueGroup
	if field := r.public.Field(parley.FieldWhen); field != nil {
		if current := field.Current(); current != nil {
			if i := slices.IndexFunc(r.groups[parley.FieldWhen], func(g *valueGroup) bool { return len(current.Claims) > 0 && g.told[0].claim == current.Claims[0] }); i >= 0 {
				held = r.groups[parley.FieldWhen][i]
			}
		}
	}
	if held == nil || r.profile.grain < toMonth || !r.profile.happened || slices.ContainsFunc(found, func(c parley.Contradiction) bool {
		return c.Round == r.public.ID && c.Kind == parley.OfPlan && c.Field == parley.FieldWhen
	}) {
		return nil
	}
	was, ok := daysOf(decoded[parley.Interval](held.value))
	for _, s := range steps {
		if !ok || s.Kind != parley.NextMeeting || !s.dueOK || s.dueGrain < toMonth || s.due.gap(r.profile.days) <= aboutThen || s.due.gap(was) <= aboutThen || s.due.lo > was.lo ||
			s.Certainty != parley.Announced && s.Certainty != parley.Expected || !s.follows(r) && (s.dueGrain != toDay || r.profile.grain != toDay || s.limit() || !s.ofSides(r) || r.profile.days.lo-s.due.hi > longestSlip) || !s.ofTalks() || !f.ofThose(s, r) {
			continue
		}
		planned := &valueGroup{value: s.Due.String(), modality: parley.Planned, told: s.told}
		planned.origins, planned.docs = countOrigins(s.told)
		return []parley.Contradiction{contradiction(parley.OfPlan, r, parley.FieldWhen, fmt.Sprintf("%s was announced, %s is what happened", planned.value, held.value), held, planned)}
	}
	return nil
}

// ofSides reports whether the words of a step name two sides of r, or nobody in
// the news of a round of the same sides.
func (s *step) ofSides(r *round) bool {
	n := 0
	for _, c := range s.Who {
		if loadGroups().covers(r.sides, loadGroups().canonical(c)) {
			n++
		}
	}
	return n >= 2 || len(s.Who) == 0 && s.round != nil && slices.Equal(s.round.sides, r.sides)
}

// ofTalks reports whether the words of a step say that talks are to go on: they
// name them, or that the same sides are to meet once more. What is to be done
// in hours, or by others in passing, is no round to come.
func (s *step) ofTalks() bool {
	if s.saidOK && s.due.lo-s.said.hi <= aboutThen {
		return false
	}
	for w := range strings.FieldsSeq(fold(s.What)) {
		if talking[w] || anew[w] {
			return true
		}
	}
	return false
}

// ofThose reports whether the words of a step name nobody but the sides of r, and
// no place but its own: a meeting of others is not its plan. Where the number of
// the round is told, one of them will do.
func (f *folder) ofThose(s *step, r *round) bool {
	var known []string
	for _, c := range r.sides {
		known = append(known, strings.Fields(fold(f.codes(c)+" "+c))...)
	}
	known = append(known, strings.Fields(fold(r.public.Place.Name))...)
	ours, others := 0, 0
	for i, w := range strings.Fields(s.What) {
		word := fold(w)
		if !unicode.IsUpper([]rune(w)[0]) || i == 0 && word != strings.ToLower(w) || i == 0 && strings.ToUpper(w) != w || len(word) < 2 || calendarWord(word) {
			continue
		}
		if slices.ContainsFunc(known, func(k string) bool {
			return k == word || len(k) > 3 && len(word) > 3 && k[:4] == word[:4] && word != "state"
		}) {
			ours++
		} else {
			others++
		}
	}
	return others == 0 || ours > 0 && s.follows(r)
}

// calendarWord reports whether a folded word is a month or a day of the week, or
// short for one.
func calendarWord(word string) bool {
	if len(word) < 3 {
		return false
	}
	for m := time.January; m <= time.December; m++ {
		if strings.HasPrefix(fold(m.String()), word) {
			return true
		}
	}
	for d := time.Sunday; d <= time.Saturday; d++ {
		if strings.HasPrefix(fold(d.String()), word) {
			return true
		}
	}
	return word == "sept"
}

// anew are words for talks that are to go on.
var anew = map[string]bool{
	"again": true, "resume": true, "resumes": true, "resumed": true, "restart": true, "restarts": true, "reconvene": true, "reconvenes": true, "return": true, "returns": true, "continue": true, "continues": true,
	"next": true, "recommence": true, "reopen": true, "reassemble": true,
}

// aboutThen is by how many days a round may miss the day announced for it and be
// as announced.
const aboutThen = 2

// wording is the claims of a value that were told in one way.
type wording struct {
	*valueGroup
	standing parley.Standing
}

// wordings are the claims of a time or place that say that it was so, and those
// that planned it, apart: the one can be wrong, the other changed.
func (f *folder) wordings(field string, standing parley.Standing, g *valueGroup) []wording {
	if field != parley.FieldWhen && field != parley.FieldWhere || standing == parley.Earlier {
		return []wording{{g, standing}}
	}
	var happened, planned []told
	for _, t := range g.told {
		if t.mention.happened() {
			happened = append(happened, t)
		} else {
			planned = append(planned, t)
		}
	}
	if len(happened) == 0 || len(planned) == 0 {
		return []wording{{g, standing}}
	}
	return []wording{{g.only(happened), standing}, {g.only(planned), parley.Earlier}}
}

// only is g with some of its claims.
func (g *valueGroup) only(claims []told) *valueGroup {
	o := *g
	o.told = claims
	o.first, o.last = claims[0].mention.doc.order, claims[len(claims)-1].mention.doc.order
	o.origins, o.docs = countOrigins(claims)
	return &o
}

// replaced is the party that mentions of g leave out: they name another in its place.
func replaced(r *round, g *valueGroup) *valueGroup {
	canonical := loadGroups().canonical
	for _, side := range r.groups[parley.FieldParty] {
		if side == g || side.denied || side.refused != "" || !slices.Contains(r.sides, canonical(side.value)) {
			continue
		}
		absent := !slices.ContainsFunc(g.told, func(t told) bool {
			return loadGroups().covers(t.mention.parties, canonical(side.value)) || len(t.mention.parties) < 2 ||
				slices.ContainsFunc(t.mention.third, func(x parley.Third) bool { return x.Actor == canonical(side.value) })
		})
		if absent {
			return side
		}
	}
	return nil
}

// kind is a way in which values speak against each other, and why it is that.
type kind struct {
	kind    parley.ContradictionKind
	because string
}

// kindsOf are the ways in which g speaks against what stands: one, or none, but
// for an outlet that comes round to what another one had said before it, which
// is a revision of what was a conflict of fact.
func kindsOf(field string, standing parley.Standing, g, stands *valueGroup) []kind {
	if standing == parley.Earlier && field == parley.FieldStatus {
		return []kind{{parley.Revision, fmt.Sprintf("%s was told first, and %s later", g.value, stands.value)}}
	}
	if standing == parley.Earlier {
		if field != parley.FieldWhen && field != parley.FieldWhere {
			return nil
		}
		return []kind{{parley.OfPlan, fmt.Sprintf("%s was planned, %s is what happened or is planned now", show(field, g.value), show(field, stands.value))}}
	}
	fact := kind{parley.OfFact, fmt.Sprintf("%s by %s, %s by %s", show(field, stands.value), plural(stands.origins, "origin"), show(field, g.value), plural(g.origins, "origin"))}
	if from := sameOrigin(g, stands); from != "" {
		fact.because += "; both go back to " + from + ", and one of them tells it wrong"
	}
	for _, pair := range [][2]*valueGroup{{g, stands}, {stands, g}} {
		early, late := pair[0], pair[1]
		if who := revisedBy(early, late); who != "" {
			kinds := []kind{{parley.Revision, fmt.Sprintf("%s said %s first and %s later", who, show(field, early.value), show(field, late.value))}}
			if opposed(early, late) {
				kinds = append(kinds, fact)
			}
			return kinds
		}
		if field == parley.FieldOutcome && tooSoon(early) && !tooSoon(late) && !undone(early, late) {
			return []kind{{parley.Revision, fmt.Sprintf("%s was told before it was over, %s afterwards", show(field, early.value), show(field, late.value))}}
		}
		if field == parley.FieldOutcome && overtaken(early, late) {
			return []kind{{parley.Revision, fmt.Sprintf("%s was told on the last day, %s afterwards", show(field, early.value), show(field, late.value))}}
		}
	}
	if field == parley.FieldOutcome && attributed(g) && attributed(stands) {
		return []kind{{parley.OfView, fmt.Sprintf("those who took part judge it differently: %s and %s", show(field, stands.value), show(field, g.value))}}
	}
	return []kind{fact}
}

// sameOrigin is where the claims of both values come from, where that is one
// origin, or "".
func sameOrigin(a, b *valueGroup) string {
	from, other := originsOf(a.told), originsOf(b.told)
	if len(from) == 1 && len(other) == 1 && from[0].ID == other[0].ID {
		return from[0].Name
	}
	return ""
}

// tooSoon reports whether only reports that say that it is still to come or goes
// on tell the value.
func tooSoon(g *valueGroup) bool {
	return !slices.ContainsFunc(g.told, func(t told) bool { return t.mention.status != parley.UnderWay && !t.mention.future() })
}

// undone reports whether early is an agreement and late a failure: talks that had
// ended with the one do not end with the other.
func undone(early, late *valueGroup) bool {
	return early.value == string(parley.Agreement) && (late.value == string(parley.Collapsed) || late.value == string(parley.NoAgreement))
}

// overtaken reports whether early is a failure that was told no later than on
// the last day of the round, and late an agreement that was told only after
// it was: talks that are given up in the night can come to an end in the
// afternoon, while an agreement does not become a failure by the next report.
func overtaken(early, late *valueGroup) bool {
	failed := early.value == string(parley.Collapsed) || early.value == string(parley.NoAgreement)
	if !failed || late.value != string(parley.Agreement) {
		return false
	}
	last := math.MinInt // day on which the failure was told
	return !slices.ContainsFunc(early.told, func(t told) bool {
		r := t.mention.round
		last = max(last, t.mention.doc.published.hi)
		return r == nil || r.profile.grain != toDay || !t.mention.doc.known() || t.mention.doc.published.hi > r.profile.days.hi
	}) && !slices.ContainsFunc(late.told, func(t told) bool {
		return !t.mention.doc.known() || t.mention.doc.published.lo <= last
	})
}

// opposed reports whether somebody else said late before those who had said
// early came round to it.
func opposed(early, late *valueGroup) bool {
	was := map[string]bool{}
	for _, e := range early.told {
		for _, v := range voiceKeys(e) {
			was[v] = true
		}
	}
	turned, other := -1, -1       // the first documents of each
	for _, l := range late.told { // in the order of publication
		into := &other
		if slices.ContainsFunc(voiceKeys(l), func(v string) bool { return was[v] }) {
			into = &turned
		}
		if *into < 0 {
			*into = l.mention.doc.published.lo
		}
	}
	return other >= 0 && other <= turned
}

// revisedBy is the outlet or speaker that said early first and late later, and
// said early no more, or "".
func revisedBy(early, late *valueGroup) string {
	for _, l := range late.told {
		for who, name := range voices(l) {
			ok := false
			for _, e := range early.told {
				if !slices.ContainsFunc(voiceKeys(e), func(v string) bool { return v == who }) {
					continue
				}
				if e.mention.doc.order >= l.mention.doc.order {
					ok = false
					break
				}
				ok = e.mention.doc != l.mention.doc && e.mention.doc.published.hi <= l.mention.doc.published.lo
			}
			if ok {
				return name
			}
		}
	}
	return ""
}

// voices are those who say what a claim says, folded and as they are written:
// the speaker where one is cited, then the outlet.
func voices(t told) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		if s := t.claim.SaidBy; s != "" && !yield("speaker "+fold(s), s) {
			return
		}
		if p := t.mention.doc.Publisher; p != "" {
			yield("outlet "+fold(p), p)
		}
	}
}

func voiceKeys(t told) (keys []string) {
	for k := range voices(t) {
		keys = append(keys, k)
	}
	return keys
}

func attributed(g *valueGroup) bool {
	return !slices.ContainsFunc(g.told, func(t told) bool { return t.claim.SaidBy == "" })
}

// show is a value for people.
func show(field, value string) string {
	switch field {
	case parley.FieldWhere:
		p := decoded[parley.Place](value)
		return cmp.Or(p.Name, p.Country)
	case parley.FieldOrdinal:
		return "round " + value
	}
	return value
}

// denials link what is denied to what it denies.
func (f *folder) denials(r *round) []parley.Contradiction {
	var out []parley.Contradiction
	for _, name := range parley.FieldOrder() {
		if name == parley.FieldAssessment {
			continue
		}
		groups := r.groups[name]
		for _, g := range groups {
			if g.refused != "" {
				continue
			}
			if name == parley.FieldStatus && (g.denied || parley.Status(g.value) == parley.DeniedMeeting) {
				if !slices.ContainsFunc(g.told, func(t told) bool { return deniesIt(t.claim) }) {
					continue // who refuses to meet denies nothing
				}
				i := slices.IndexFunc(groups, func(o *valueGroup) bool {
					return o != g && !o.denied && o.refused == "" && parley.Status(o.value) != parley.DeniedMeeting && (!g.denied || o.key == g.key) && parley.Status(o.value) != parley.Cancelled
				})
				if i >= 0 {
					out = append(out, contradiction(parley.Denial, r, name, "it is denied that the talks took place or will take place", groups[i], g))
				}
				continue
			}
			if !g.denied || g.denies {
				continue
			}
			if i := slices.IndexFunc(groups, func(o *valueGroup) bool { return !o.denied && o.refused == "" && o.key == g.key }); i >= 0 {
				out = append(out, contradiction(parley.Denial, r, name, fmt.Sprintf("%s is denied", show(name, g.value)), groups[i], g))
			}
		}
	}
	return out
}

// deniesIt reports whether the words of a claim say that a meeting is not so, and
// not that somebody will have none.
func deniesIt(c *parley.Claim) bool {
	for _, e := range c.Evidence {
		words := strings.Fields(fold(e.Quote))
		for i, w := range words {
			switch {
			case denying[w]:
				return true
			case (w == "not" || w == "nt" || w == "t") && slices.ContainsFunc(words[i:], func(w string) bool { return happening[w] }):
				return true
			}
		}
	}
	return false
}

var (
	denying   = map[string]bool{"deny": true, "denied": true, "denies": true, "denying": true, "denial": true, "never": true, "no": true, "neither": true, "none": true, "nobody": true, "untrue": true, "false": true}
	happening = map[string]bool{"happen": true, "happened": true, "met": true, "meet": true, "held": true, "hold": true, "place": true, "any": true, "spoken": true, "talked": true}
)

func contradiction(kind parley.ContradictionKind, r *round, field, because string, sides ...*valueGroup) parley.Contradiction {
	c := parley.Contradiction{Kind: kind, Round: r.public.ID, Field: field, Because: because}
	id := []string{"contradiction/1", string(kind), field}
	for _, g := range sides {
		who := []string{}
		for _, t := range g.told {
			name := cmp.Or(t.claim.SaidBy, t.mention.doc.Publisher, t.mention.doc.Name)
			if name != "" && !slices.Contains(who, name) {
				who = append(who, name)
			}
		}
		slices.Sort(who)
		modality := g.modality
		c.Sides = append(c.Sides, parley.Side{Value: g.value, Modality: modality, Origins: g.origins, Sources: who, Claims: g.claims()})
		id = append(id, string(g.told[0].claim.ID))
	}
	c.ID = string(parley.DigestOfFields(id...)[:16])
	return c
}

// resolve applies the last decision that names a claim of two sides of c, and
// returns those before it.
func (f *folder) resolve(c *parley.Contradiction) (over []parley.Overruled) {
	for _, x := range f.edits.resolves {
		named := 0
		for _, s := range c.Sides {
			if slices.ContainsFunc(s.Claims, func(cl *parley.Claim) bool { return slices.Contains(x.Target, string(cl.ID)) }) {
				named++
			}
		}
		if named >= 2 {
			if c.By != "" {
				over = append(over, f.edits.overruledBy(c.By, x)...)
			}
			c.Decision, c.By = x.Value, x.ID
		}
	}
	return over
}

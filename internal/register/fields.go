package register

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/parley-register/parley"
)

// build makes the public form of r: its fields, its life and who tells of it, and
// what its values say against each other.
func (f *folder) build(r *round) {
	r.sides, r.name = r.profile.sides(), most(r.profile.names)
	r.public, r.groups = f.publicRound(r)
	f.contradict(r)
	// What is said of it is compared with these.
	maps.DeleteFunc(r.groups, func(field string, _ []*valueGroup) bool {
		return field != parley.FieldWhen && field != parley.FieldAssessment && field != parley.FieldOutcome
	})
}

func (f *folder) publicRound(r *round) (parley.Round, map[string][]*valueGroup) {
	byField := map[string][]told{}
	asserted := slices.ContainsFunc(r.mentions, func(m *mention) bool { return m.status != parley.DeniedMeeting })
	for _, m := range r.mentions {
		for i, c := range m.claims {
			if c.Field == parley.FieldNext || c.Field == parley.FieldMention {
				continue
			}
			t := told{claim: c, mention: m, value: m.value(c), key: m.keys[i], refused: m.refused[c], denies: asserted && m.status == parley.DeniedMeeting}
			if g, ok := m.given[c]; ok {
				t.by = g.by
			}
			t.origin = m.doc.originOf(c)
			byField[c.Field] = append(byField[c.Field], t)
		}
	}
	out := parley.Round{Parties: []string{}, Third: []parley.Third{}, Fields: []parley.Field{}, Possibly: []parley.PossiblySame{}, Said: []parley.Said{}, Edits: f.roundEdits(r)}
	all := map[string][]*valueGroup{}
	for _, name := range parley.FieldOrder() {
		if len(byField[name]) == 0 {
			continue
		}
		groups := groupClaims(name, byField[name], f.edits)
		all[name] = groups
		field := parley.Field{Name: name}
		switch name {
		case parley.FieldStatus:
			field.Values = f.statusValues(r, groups)
		case parley.FieldWhen:
			field.Values = whenValues(groups, r.profile)
		case parley.FieldParty:
			field.Values = partyValues(groups, r.profile)
		case parley.FieldThird:
			field.Values = thirdValues(groups, r.profile.sides())
		case parley.FieldWhere:
			field.Values = placeValues(groups)
		case parley.FieldOutcome, parley.FieldOrdinal, parley.FieldLevel, parley.FieldName, parley.FieldTrack:
			field.Values = singleValues(name, groups)
		default:
			field.Values = manyValues(groups)
		}
		out.Fields = append(out.Fields, field)
	}
	summarise(&out)
	out.Life = lifeOf(r)
	out.Sources, out.Origins = sourcesOf(r)
	for _, m := range r.mentions {
		out.Mentions = append(out.Mentions, m.public())
	}
	out.ID = roundID(&out, r)
	return out, all
}

func (m *mention) public() parley.Mention {
	return parley.Mention{Subject: m.subject, ID: m.id, Link: m.link, Because: m.because, Status: m.status, When: m.when, Evidence: m.first}
}

// summarise sets the plain values of a round from its fields.
func summarise(r *parley.Round) {
	for i := range r.Fields {
		f := &r.Fields[i]
		for j := range f.Values {
			v := &f.Values[j]
			// Of a meeting that is only denied, the denial tells which one it is.
			if v.Standing == parley.Current && (v.Modality != parley.Denied || f.Name == parley.FieldStatus || r.Status == parley.DeniedMeeting) {
				summariseOne(r, f.Name, v.Value)
			}
		}
	}
	slices.Sort(r.Parties)
	slices.SortFunc(r.Third, compareThird)
}

func summariseOne(r *parley.Round, field, value string) {
	switch field {
	case parley.FieldStatus:
		r.Status = parley.Status(value)
	case parley.FieldWhen:
		r.When = decoded[parley.Interval](value)
	case parley.FieldWhere:
		r.Place = decoded[parley.Place](value)
	case parley.FieldParty:
		r.Parties = append(r.Parties, value)
	case parley.FieldUnnamed:
		r.Unnamed = true
	case parley.FieldThird:
		r.Third = append(r.Third, decoded[parley.Third](value))
	case parley.FieldOrdinal:
		r.Ordinal = decoded[int](value)
	case parley.FieldLevel:
		r.Level = parley.Level(value)
	case parley.FieldOutcome:
		r.Outcome = parley.Outcome(value)
	case parley.FieldName:
		r.Name = value
	case parley.FieldTrack:
		r.Track = value
	}
}

// decoded is the value of a claim, or the zero value of what does not read as
// one: check lists such claims.
func decoded[T any](s string) T {
	v, err := parley.DecodeValue[T](s)
	if err != nil {
		var zero T
		return zero
	}
	return v
}

// statusValues decides what became of a round. That it took place outweighs
// what was said before; else the latest report counts.
func (f *folder) statusValues(r *round, groups []*valueGroup) []parley.Value {
	live := slices.DeleteFunc(slices.Clone(groups), func(g *valueGroup) bool { return g.refused != "" || g.denied })
	weight := func(g *valueGroup) int {
		switch parley.Status(g.value) {
		case parley.Held:
			return 3
		case parley.UnderWay:
			return 2
		}
		return 1
	}
	slices.SortFunc(live, func(a, b *valueGroup) int {
		edited := func(g *valueGroup) int {
			if g.by != "" {
				return 1
			}
			return 0
		}
		return cmp.Or(cmp.Compare(edited(b), edited(a)), cmp.Compare(weight(b), weight(a)), cmp.Compare(b.last, a.last), cmp.Compare(a.key, b.key))
	})
	return arrange(groups, live, func(g, current *valueGroup) (parley.Standing, string) {
		switch {
		case parley.Status(g.value) == parley.DeniedMeeting && weight(current) > 1:
			return parley.Rival, "it is denied"
		case weight(current) > 1 && g.first > current.last && parley.Status(g.value) == parley.Cancelled:
			return parley.Rival, "a later report says that it did not take place"
		}
		return parley.Earlier, "told before it was " + current.value
	})
}

// arrange puts the first of live before the others and gives each its standing.
func arrange(groups, live []*valueGroup, stand func(g, current *valueGroup) (parley.Standing, string)) []parley.Value {
	var values []parley.Value
	var current *valueGroup
	if len(live) > 0 {
		current = live[0]
		because := ""
		if current.by != "" {
			because = "an analyst says so"
		} else if len(live) > 1 {
			because = fmt.Sprintf("%s behind it", plural(current.origins, "origin"))
		}
		values = append(values, current.render(parley.Current, because))
	}
	rest := slices.Clone(live[min(1, len(live)):])
	for _, g := range groups {
		if !slices.Contains(live, g) {
			rest = append(rest, g)
		}
	}
	for _, g := range rest {
		switch {
		case current == nil && g.misdated():
			values = append(values, g.render(parley.Rival, afterReport))
		case current == nil || g.denied:
			values = append(values, g.render(parley.Rival, denial(g)))
		default:
			s, why := stand(g, current)
			values = append(values, g.render(s, why))
		}
	}
	return values
}

func alive(groups []*valueGroup) []*valueGroup {
	return slices.DeleteFunc(slices.Clone(groups), func(g *valueGroup) bool { return g.refused != "" || g.denied })
}

func singleValues(field string, groups []*valueGroup) []parley.Value {
	live := alive(groups)
	slices.SortFunc(live, func(a, b *valueGroup) int {
		if a.by == "" && b.by == "" && a.stands == b.stands && a.origins == b.origins {
			switch field {
			case parley.FieldOutcome: // the later report knows more
				return cmp.Or(cmp.Compare(b.last, a.last), ahead(a, b))
			case parley.FieldLevel: // the highest present
				return cmp.Or(cmp.Compare(rank(parley.Level(b.value)), rank(parley.Level(a.value))), ahead(a, b))
			}
		}
		return ahead(a, b)
	})
	return arrange(groups, live, func(g, current *valueGroup) (parley.Standing, string) {
		switch field {
		case parley.FieldName:
			return parley.Agreeing, "another name"
		case parley.FieldTrack:
			return parley.Agreeing, "another word for it"
		case parley.FieldLevel:
			return parley.Agreeing, "people of that rank took part too"
		case parley.FieldOutcome:
			if compatibleOutcomes(parley.Outcome(g.value), parley.Outcome(current.value)) {
				return parley.Agreeing, "it says less, or part of it"
			}
		}
		return parley.Rival, fmt.Sprintf("%s against %d", plural(g.origins, "origin"), current.origins)
	})
}

// compatibleOutcomes reports whether two outcomes can both be meant of one
// round: a deal in part, in principle or in a joint text, and that the talks go on.
func compatibleOutcomes(a, b parley.Outcome) bool {
	if a == b {
		return true
	}
	deal := func(o parley.Outcome) bool {
		switch o {
		case parley.Agreement, parley.Partial, parley.InPrinciple, parley.JointStatement:
			return true
		}
		return false
	}
	failed := func(o parley.Outcome) bool { return o == parley.NoAgreement || o == parley.Collapsed }
	switch {
	case deal(a) && deal(b):
		return a != parley.Agreement && b != parley.Agreement || a == parley.JointStatement || b == parley.JointStatement
	case a == parley.AgreedToContinue:
		return b != parley.Collapsed
	case b == parley.AgreedToContinue:
		return a != parley.Collapsed
	}
	return failed(a) && failed(b)
}

func placeValues(groups []*valueGroup) []parley.Value {
	live := alive(groups)
	country := func(g *valueGroup) (city bool, code string) {
		p := decoded[parley.Place](g.value)
		return p.Name != "", p.Country
	}
	home := func(g *valueGroup) bool {
		_, code := country(g)
		return slices.ContainsFunc(g.told, func(t told) bool { return slices.Contains(t.mention.parties, loadGroups().canonical(code)) })
	}
	slices.SortFunc(live, func(a, b *valueGroup) int {
		ca, _ := country(a)
		cb, _ := country(b)
		if ca != cb && a.by == "" && b.by == "" {
			if ca {
				return -1
			}
			return 1
		}
		if h := cmp.Compare(min(b.held, 1), min(a.held, 1)); h != 0 && a.by == "" && b.by == "" {
			return h // where it was held, before where it was to be
		}
		if a.by == "" && b.by == "" && a.origins == b.origins {
			if ha, hb := home(a), home(b); ha != hb { // a capital often stands for its government
				if ha {
					return 1
				}
				return -1
			}
		}
		return ahead(a, b)
	})
	return arrange(groups, live, func(g, current *valueGroup) (parley.Standing, string) {
		city, code := country(g)
		_, there := country(current)
		switch {
		case !city && (code == there || there == ""):
			return parley.Agreeing, "it tells only the country"
		case g.held == 0 && current.held > 0:
			return parley.Earlier, "it was to be there"
		}
		return parley.Rival, fmt.Sprintf("%s against %d", plural(g.origins, "origin"), current.origins)
	})
}

// timed is a time that is claimed, and how it can be reasoned with.
type timed struct {
	*valueGroup
	d     days
	grain grain
	open  bool
	begun bool // told while it went on: the end is not known
}

// whenValues decides the time of a round. Times that overlap support each
// other; of those that the best supported day allows, the one that tells most
// stands.
func whenValues(groups []*valueGroup, p *profile) []parley.Value {
	var live []timed
	for _, g := range alive(groups) {
		if g.misdated() {
			continue
		}
		v := decoded[parley.Interval](g.value)
		t := timed{valueGroup: g, grain: grainOf(v), open: v.Open || v.To.IsZero()}
		if d, ok := daysOf(v); ok {
			t.d = d
		} else {
			t.grain = noDay
		}
		t.begun = !slices.ContainsFunc(g.told, func(t told) bool { return t.mention.status != parley.UnderWay })
		live = append(live, t)
	}
	// How many origins of what happened allow these days; plans count where nothing else does.
	support := func(t timed) int {
		var all []told
		for _, o := range live {
			if o.grain != toDay || o.d.gap(t.d) > 0 || o.held == 0 && t.held > 0 {
				continue
			}
			for _, c := range o.told {
				if t.held == 0 || c.mention.happened() {
					all = append(all, c)
				}
			}
		}
		return unrevised(all)
	}
	backing := map[*valueGroup]int{}
	for _, t := range live {
		backing[t.valueGroup] = support(t)
	}
	// The latest report that set it for that day: the first plan is the one that was
	// given up.
	set := func(t timed) int {
		last := math.MinInt
		for _, c := range t.told {
			if !c.mention.happened() {
				last = max(last, c.mention.doc.order)
			}
		}
		return last
	}
	known := func(t timed) int {
		if t.open || t.begun {
			return 0
		}
		return 1
	}
	edited := func(t timed) int {
		if t.by != "" {
			return 1
		}
		return 0
	}
	slices.SortFunc(live, func(a, b timed) int {
		c := cmp.Or(cmp.Compare(edited(b), edited(a)), cmp.Compare(b.grain, a.grain), cmp.Compare(min(b.held, 1), min(a.held, 1)))
		if c == 0 && a.held == 0 { // of plans the latest counts
			c = cmp.Compare(b.last, a.last)
		}
		if c == 0 && a.held > 0 && backing[a.valueGroup] == backing[b.valueGroup] && a.d.gap(b.d) > 0 && p.postponed {
			c = cmp.Compare(set(b), set(a))
		}
		return cmp.Or(c, cmp.Compare(backing[b.valueGroup], backing[a.valueGroup]), cmp.Compare(b.stands, a.stands), cmp.Compare(b.origins, a.origins), cmp.Compare(known(b), known(a)), ahead(a.valueGroup, b.valueGroup))
	})
	// A report from the first day knows only that day: the longer time is the
	// fuller one, unless few know it.
	for i := 1; i < len(live) && live[0].by == "" && live[0].grain == toDay; i++ {
		long, short := live[i], live[0]
		if long.grain == toDay && long.d.contains(short.d) && long.d.length() > short.d.length() && long.d.length() <= 31 && min(long.held, 1) == min(short.held, 1) &&
			(2*long.origins >= short.origins || known(short) == 0) {
			live[0], live[i] = long, short
		}
	}
	var whole *valueGroup
	if len(live) > 1 && live[0].by == "" && live[0].grain == toDay {
		whole = spanned(live)
	}
	order := make([]*valueGroup, 0, len(live))
	byGroup := map[*valueGroup]timed{}
	for _, t := range live {
		order = append(order, t.valueGroup)
		byGroup[t.valueGroup] = t
	}
	if whole != nil {
		v := decoded[parley.Interval](whole.value)
		d, _ := daysOf(v)
		order = append([]*valueGroup{whole}, order...)
		byGroup[whole] = timed{valueGroup: whole, d: d, grain: toDay}
	}
	values := arrange(groups, order, func(g, current *valueGroup) (parley.Standing, string) {
		if g.misdated() {
			return parley.Rival, afterReport
		}
		a, c := byGroup[g], byGroup[current]
		switch {
		case a.grain == noDay || c.grain == noDay:
			return parley.Agreeing, "it does not tell the day"
		case a.d.gap(c.d) == 0:
			return parley.Agreeing, "it allows the same days"
		case a.held == 0:
			return parley.Earlier, "it was planned for then"
		}
		return parley.Rival, fmt.Sprintf("%s against %d", plural(g.origins, "origin"), c.origins)
	})
	if whole != nil {
		values[0].Because = "some tell when it began or was to begin, others when it ended"
	}
	return values
}

// afterReport is why a day that was read does not count.
const afterReport = "it does not fit the day of the report itself, so it was read wrong"

// misdated reports whether only mentions whose day does not fit that of their
// own report tell the value.
func (g *valueGroup) misdated() bool {
	return !slices.ContainsFunc(g.told, func(t told) bool { return !t.mention.misdated })
}

// planned reports whether the time is a day for which the round was planned, and
// from which it was not put off.
func planned(t timed) bool {
	return t.grain == toDay && t.held == 0 && t.d.length() == 1 && !slices.ContainsFunc(t.told, func(c told) bool {
		return !c.mention.future() || c.mention.round != nil && c.mention.round.profile.postponed
	})
}

// ends reports whether a report of that single day tells what came of the round.
func ends(t timed) bool {
	return t.d.length() == 1 && slices.ContainsFunc(t.told, func(c told) bool { return c.mention.happened() && c.mention.outcome != "" })
}

// spanned is the time from the day on which it began, by some reports, to the
// last day by others, or nil where no report tells a beginning by itself. live
// is in order, the time that stands first.
func spanned(live []timed) *valueGroup {
	starts := func(t timed) bool { return t.grain == toDay && (t.open || t.begun) }
	stands := live[0]
	// Reports of how it ended, on that day, tell only when it began.
	news := func(t, last timed) bool {
		return t.grain == toDay && last.grain == toDay && last.d.length() == 1 && slices.ContainsFunc(t.told, func(c told) bool { return c.mention.concluded() && c.mention.doc.published.gap(last.d) <= 1 })
	}
	var start, end *timed
	switch {
	case starts(stands) || slices.ContainsFunc(live[1:], func(t timed) bool { return t.d.lo > stands.d.lo && news(stands, t) }):
		start = &live[0]
		for i := range live[1:] {
			if t := &live[1+i]; !starts(*t) && t.grain == toDay && t.held > 0 && t.d.lo > stands.d.lo && t.d.lo-stands.d.lo <= longestRound {
				end = t
				break
			}
		}
	case stands.held > 0:
		end = &live[0]
		plans := 0
		for i := range live[1:] {
			t := &live[1+i]
			gap := stands.d.lo - t.d.lo
			switch {
			case gap <= 0 || gap > longestRound || start != nil && plans == 0:
			case starts(*t) || news(*t, stands):
				start, plans = t, 0
			case gap > 1 && planned(*t) && ends(stands):
				start = t
				plans++
			}
		}
		if plans > 1 {
			return nil // it was planned for one day, then for another
		}
	}
	if start == nil || end == nil {
		return nil
	}
	v := parley.Interval{From: decoded[parley.Interval](start.value).From, To: decoded[parley.Interval](end.value).To}
	if v.To.IsZero() {
		v.To = decoded[parley.Interval](end.value).From
	}
	whole := &valueGroup{key: v.String(), value: v.String(), modality: end.modality, first: min(start.first, end.first), last: max(start.last, end.last), held: start.held + end.held}
	whole.told = slices.Concat(start.told, end.told)
	slices.SortFunc(whole.told, func(a, b told) int {
		return cmp.Or(compareMentions(a.mention, b.mention), parley.CompareClaims(a.claim, b.claim))
	})
	whole.origins, whole.docs = countOrigins(whole.told)
	return whole
}

func partyValues(groups []*valueGroup, p *profile) []parley.Value {
	sides := p.sides()
	canonical := loadGroups().canonical
	var values []parley.Value
	live := alive(groups)
	best := map[string]*valueGroup{} // of the codes for one side, the most used
	for _, g := range live {
		if b := best[canonical(g.value)]; b == nil || cmp.Or(cmp.Compare(len(g.told), len(b.told)), cmp.Compare(b.value, g.value)) > 0 {
			best[canonical(g.value)] = g
		}
	}
	slices.SortFunc(live, func(a, b *valueGroup) int { return cmp.Compare(a.value, b.value) })
	for _, g := range live {
		code := canonical(g.value)
		switch {
		case g.by == "" && best[code] != g:
			values = append(values, g.render(parley.Agreeing, "another code for "+best[code].value))
		case g.by != "" || slices.Contains(sides, code):
			values = append(values, g.render(parley.Current, ""))
		case 2*p.third[code] >= p.parties[code]:
			values = append(values, g.render(parley.Agreeing, "other reports have it beside the table"))
		case loadGroups().covers(sides, code):
			values = append(values, g.render(parley.Agreeing, "the same side, as a group or as a member"))
		default:
			values = append(values, g.render(parley.Rival, fmt.Sprintf("only %d of %d mentions name it as a side", p.parties[code], p.count)))
		}
	}
	return append(currentFirst(values), dead(groups)...)
}

func thirdValues(groups []*valueGroup, sides []string) []parley.Value {
	var values []parley.Value
	for _, g := range alive(groups) {
		if t := decoded[parley.Third](g.value); g.by == "" && slices.Contains(sides, loadGroups().canonical(t.Actor)) {
			values = append(values, g.render(parley.Agreeing, "more reports have it as a side"))
		} else {
			values = append(values, g.render(parley.Current, ""))
		}
	}
	return append(currentFirst(values), dead(groups)...)
}

func manyValues(groups []*valueGroup) []parley.Value {
	var values []parley.Value
	for _, g := range alive(groups) {
		values = append(values, g.render(parley.Current, ""))
	}
	return append(values, dead(groups)...)
}

// dead are the values that were denied or rejected.
func dead(groups []*valueGroup) []parley.Value {
	var values []parley.Value
	for _, g := range groups {
		if g.denied || g.refused != "" {
			values = append(values, g.render(parley.Rival, denial(g)))
		}
	}
	return values
}

// denial is in what way a value is denied.
func denial(g *valueGroup) string {
	if g.denies {
		return "by a report that denies the meeting"
	}
	return "it is denied"
}

func currentFirst(values []parley.Value) []parley.Value {
	slices.SortStableFunc(values, func(a, b parley.Value) int {
		rank := func(v parley.Value) int {
			if v.Standing == parley.Current {
				return 0
			}
			return 1
		}
		return cmp.Compare(rank(a), rank(b))
	})
	return values
}

// lifeOf is the steps in the life of a round, each with who told it.
func lifeOf(r *round) []parley.LifeStep {
	steps := []parley.LifeStep{}
	type key struct {
		status parley.Status
		when   string
	}
	at := map[key]int{}
	for _, m := range inOrder(r.mentions) {
		if m.status == "" {
			continue
		}
		k := key{status: m.status}
		if !m.happened() {
			k.when = m.when.String()
		}
		i, ok := at[k]
		if !ok {
			i = len(steps)
			at[k] = i
			steps = append(steps, parley.LifeStep{Status: m.status, Said: m.doc.Published})
		}
		for _, c := range m.claims {
			if c.Field == parley.FieldStatus {
				if _, no := m.refused[c]; !no {
					steps[i].Claims = append(steps[i].Claims, c)
					steps[i].By = m.given[c].by
				}
			}
		}
		if steps[i].For.IsZero() && !m.misdated {
			steps[i].For = m.when
		}
	}
	return steps
}

func inOrder(mentions []*mention) []*mention {
	mentions = slices.Clone(mentions)
	slices.SortFunc(mentions, compareMentions)
	return mentions
}

func sourcesOf(r *round) (docs []parley.Digest, origins int) {
	seen := map[*document]bool{}
	ids := map[string]bool{}
	for _, m := range inOrder(r.mentions) {
		if !seen[m.doc] {
			seen[m.doc] = true
			docs = append(docs, m.doc.ID)
			ids[m.doc.origin.ID] = true
		}
	}
	return docs, len(ids)
}

func roundID(p *parley.Round, r *round) string {
	id := ""
	add := func(s string) {
		if s != "" {
			id += s + "-"
		}
	}
	for _, c := range p.Parties[:min(3, len(p.Parties))] {
		add(slug(c, 12))
	}
	add(slug(p.Place.Name, 20))
	if w := p.When.From; w.Year != 0 && !w.Approximate && !w.Uncertain {
		w.Clock = false
		add(w.String())
	}
	return id + r.first.subject.Hash()
}

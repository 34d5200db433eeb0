package register

import (
	"cmp"
	"slices"

	"github.com/parley-register/parley"
)

// Fold makes the register of in. It does not change in; the register shares
// the claims of in.
func Fold(in Input) *parley.Register {
	f := &folder{in: &in, edits: newEdits(in.Edits), codes: in.Names}
	if f.codes == nil {
		f.codes = func(code string) string { return code }
	}
	f.documents()
	f.mentions = gather(&in, f.docs, f.edits, loadGroups())
	f.edits.settle(f.docs)
	f.doubtDates()
	f.settleDay()
	slices.SortFunc(f.mentions, compareMentions)
	l := newLinker(loadGroups(), f.mentions, f.edits)
	l.link(f.mentions)
	f.loose = l.loose
	f.rounds = l.rounds
	return f.register()
}

// folder is one fold under way.
type folder struct {
	in       *Input
	edits    *edits
	codes    func(string) string
	docs     []*document
	left     []parley.LeftOut
	asOf     int // day
	asOfMade parley.Moment
	mentions []*mention
	loose    []*mention
	rounds   []*round
	groups   map[string][]*valueGroup // of the round being built
	built    map[*round]*builtRound
}

// documents puts the documents in order and leaves out those that were not
// there on the day that is asked for.
func (f *folder) documents() {
	seen := map[parley.Digest]bool{}
	for _, d := range f.in.Documents {
		if seen[d.ID] {
			continue
		}
		seen[d.ID] = true
		doc := &document{Document: d, origin: f.in.Origins[d.ID]}
		if doc.origin.ID == "" {
			doc.origin.ID = string(d.ID)
		}
		doc.published, doc.dated = daysOf(d.Published)
		f.docs = append(f.docs, doc)
	}
	slices.SortFunc(f.docs, compareDocuments)
	f.left = []parley.LeftOut{}
	if day, ok := daysOf(parley.On(f.in.AsOf)); ok {
		f.asOf, f.asOfMade = day.hi, f.in.AsOf
		f.docs = slices.DeleteFunc(f.docs, func(d *document) bool {
			switch {
			case !d.dated:
				f.left = append(f.left, parley.LeftOut{Document: d.ID, Because: "its day of publication is not known, so it cannot be told whether it was there on " + f.in.AsOf.String()})
			case d.published.lo > f.asOf:
				f.left = append(f.left, parley.LeftOut{Document: d.ID, Because: "it was published on " + d.Published.String()})
			default:
				return false
			}
			return true
		})
	}
	for i, d := range f.docs {
		d.order = i
	}
}

// compareDocuments orders documents by publication, those without a date last,
// then by digest.
func compareDocuments(a, b *document) int {
	if a.dated != b.dated {
		if a.dated {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(a.published.lo, b.published.lo), cmp.Compare(a.published.hi, b.published.hi), cmp.Compare(a.ID, b.ID))
}

// jump is by how many days a document can be ahead of all others before its
// date counts as an error.
const jump = 2 * 366

// doubtDates finds dates that cannot be right. A meeting that is reported as
// held, on a day after the report: where another document has a meeting of the
// same parties on that day, the report's own date is wrong; else the day was
// read wrong, and does not count. A meeting that is recalled as still to come,
// on a day before the report: that was the day on which it was said. And documents that are years ahead of all
// others and of everything that they tell of, as from a clock in the future.
func (f *folder) doubtDates() {
	byDay := map[int][]*mention{}
	for _, m := range f.mentions {
		if m.grain == toDay {
			byDay[m.days.lo] = append(byDay[m.days.lo], m)
		}
	}
	confirmed := func(m *mention) bool {
		for day := m.days.lo - 1; day <= m.days.lo+1; day++ {
			if slices.ContainsFunc(byDay[day], func(o *mention) bool {
				return o.doc != m.doc && !o.ahead() && sharesTwo(m.parties, o.parties) && sharesTwo(o.parties, m.parties)
			}) {
				return true
			}
		}
		return false
	}
	for _, m := range f.mentions {
		if m.behind() && !confirmed(m) {
			m.misdated = true
		}
		if !m.ahead() {
			continue
		}
		if confirmed(m) {
			m.doc.doubt = "it reports as held what it dates " + m.when.String() + ", after its own date, and other reports confirm that day"
		} else {
			m.misdated = true
		}
	}
	for _, m := range f.mentions {
		if m.misdated {
			m.grain, m.days, m.endless, m.begun, m.past = noDay, days{}, false, false, m.happened()
		}
	}
	var dated []*document
	for _, d := range f.docs { // by publication
		if d.dated {
			dated = append(dated, d)
		}
	}
	for i := len(dated) - 1; i > 0; i-- {
		d := dated[i]
		if d.published.lo-dated[i-1].published.lo <= jump || slices.ContainsFunc(d.mentions, func(m *mention) bool { return m.grain == noDay || m.days.gap(d.published) <= jump }) {
			break
		}
		d.doubt = "it is dated years after every other document and after all that it tells of"
	}
}

// settleDay sets the day that the register is for, where none was asked for: the
// latest on which a document was published whose date is not in doubt; where no
// document has a date, the latest on which a meeting is said to have taken place.
func (f *folder) settleDay() {
	if !f.asOfMade.IsZero() {
		return
	}
	later := func(day int) {
		if f.asOfMade.IsZero() || day > f.asOf {
			f.asOf, f.asOfMade = day, dayOf(day)
		}
	}
	for _, d := range f.docs {
		if d.known() {
			later(d.published.lo)
		}
	}
	if !f.asOfMade.IsZero() {
		return
	}
	for _, m := range f.mentions {
		if m.happened() && m.grain == toDay {
			later(m.days.hi)
		}
	}
}

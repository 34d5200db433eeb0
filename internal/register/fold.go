package register

import (
	"cmp"
	"slices"

	"github.com/parley-register/parley"
)

// Fold makes the register of in. It does not change in; the register shares
// the claims of in.
func Fold(in Input) *parley.Register {
	f := prepare(&in)
	f.doubtJumps()
	f.doubtDates()
	f.settleDay(f.latest())
	f.link()
	return f.register()
}

// prepare puts the documents in order and makes mentions of the claims.
func prepare(in *Input) *folder {
	f := &folder{in: in, edits: newEdits(in.Edits), codes: in.Names}
	if f.codes == nil {
		f.codes = func(code string) string { return code }
	}
	f.documents()
	f.mentions = gather(in, f.docs, f.edits, loadGroups())
	f.edits.settle(f.docs)
	return f
}

// link makes rounds of the mentions, and processes of the rounds.
func (f *folder) link() {
	slices.SortFunc(f.mentions, compareMentions)
	l := newLinker(loadGroups(), f.mentions, f.edits)
	l.link(f.mentions)
	f.loose = l.loose
	f.rounds = l.rounds
	f.processes = f.groupRounds(f.buildRounds())
	f.homeless = placeLoose(f.processes, f.loose)
	slices.SortFunc(f.homeless, compareMentions)
	f.placeDoubts()
	f.placeStatements(f.processes)
	for _, p := range f.processes {
		f.assemble(p)
	}
	f.relate(f.processes)
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
	homeless []*mention // of those, which belong to no process
	rounds   []*round

	processes []*process
	groups    map[string][]*valueGroup // of the round being built
	built     map[*round]*builtRound
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
// on a day before the report: that was the day on which it was said.
func (f *folder) doubtDates() {
	byDay := map[int][]*mention{}
	for _, m := range f.mentions {
		if m.grain == toDay {
			byDay[m.days.lo] = append(byDay[m.days.lo], m)
		}
	}
	confirmed := func(m *mention) bool {
		if len(m.parties) == 0 {
			return false
		}
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
}

// jumped is why a document that is ahead of all others is in doubt.
const jumped = "it is dated years after every other document and after all that it tells of"

// doubtJumps finds documents that are years ahead of all others and of
// everything that they tell of, as from a clock in the future.
func (f *folder) doubtJumps() {
	var dated []*document
	for _, d := range f.docs { // by publication
		if d.dated {
			dated = append(dated, d)
		}
	}
	for i := len(dated) - 1; i > 0 && dated[i].published.lo-dated[i-1].published.lo > jump && dated[i].aheadOfAll(); i-- {
		dated[i].doubt = jumped
	}
}

// aheadOfAll reports whether d is years ahead of everything that it tells of.
func (d *document) aheadOfAll() bool {
	return !slices.ContainsFunc(d.mentions, func(m *mention) bool { return m.grain == noDay || m.days.gap(d.published) <= jump })
}

// last is the latest days that are known of some documents.
type last struct {
	published, held     int
	hasPublish, hasHeld bool
}

func (l *last) publishedOn(day int) {
	if !l.hasPublish || day > l.published {
		l.published, l.hasPublish = day, true
	}
}

func (l *last) heldOn(day int) {
	if !l.hasHeld || day > l.held {
		l.held, l.hasHeld = day, true
	}
}

// latest is the latest day on which a document was published whose date is not
// in doubt, and the latest on which a meeting is said to have taken place.
func (f *folder) latest() (l last) {
	for _, d := range f.docs {
		if d.known() {
			l.publishedOn(d.published.lo)
		}
	}
	for _, m := range f.mentions {
		if m.happened() && m.grain == toDay {
			l.heldOn(m.days.hi)
		}
	}
	return l
}

// settleDay sets the day that the register is for, where none was asked for:
// the latest of publication; where no document has a date, the latest on which
// a meeting is said to have taken place.
func (f *folder) settleDay(l last) {
	if !f.in.AsOf.IsZero() {
		return
	}
	switch {
	case l.hasPublish:
		f.asOf, f.asOfMade = l.published, dayOf(l.published)
	case l.hasHeld:
		f.asOf, f.asOfMade = l.held, dayOf(l.held)
	default:
		f.asOf, f.asOfMade = 0, parley.Moment{}
	}
}

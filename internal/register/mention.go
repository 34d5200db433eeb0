package register

import (
	"cmp"
	"slices"
	"strings"

	"github.com/parley-register/parley"
)

// document is a document of the input in the order of the fold.
type document struct {
	Document
	order     int  // by publication, then digest
	published days // when its date is known
	dated     bool
	doubt     string // why its date cannot be right
	origin    Origin
	mentions  []*mention
	turns     [passes][]*mention // in which they are placed
	claims    []*parley.Claim    // of statements, positions and reactions
	about     []*round           // that those are said about; nil where that is none
	words     []string           // of each that counts for what the document adds
	inside    func(*parley.Claim) Origin
	gone      bool
	edited    bool // an edit names something of it
	loose     int  // mentions that are in no round
	leads     bool // years ahead of all that it tells of
	source    *parley.Source
	spans     shares
}

// known reports whether the day of publication can be reasoned with.
func (d *document) known() bool { return d.dated && d.doubt == "" }

// mention is one meeting as one document tells it.
type mention struct {
	subject parley.Subject
	id      string
	doc     *document
	claims  []*parley.Claim // in the order of CompareClaims
	keys    []string        // valueKey of each
	refused map[*parley.Claim]parley.Digest
	given   map[*parley.Claim]given // by correction

	status       parley.Status
	parties      []string // canonical codes, sorted
	unnamed      bool
	third        []parley.Third
	participants []string // folded names
	when         parley.Interval
	days         days
	grain        grain
	endless      bool // when it begins is told, and when it ends is not
	begun        bool // it was under way then
	misdated     bool // its day does not fit that of its report, and nothing confirms it
	past         bool // it took place, or its day was over when its document came out
	place        parley.Place
	city         string // folded
	ordinal      int
	remote       bool // by phone or video
	present      bool // in person
	aside        bool // on the sidelines of something else
	level        parley.Level
	name         string // folded
	format       string // that name in one form for all that count the same sides; or the one that its document has for such talks
	outcome      parley.Outcome
	first        parley.Evidence

	// As its document tells it, before its date is doubted.
	told   days
	toDay  bool
	ahead  bool
	behind bool
	sure   bool // another document confirms its day

	// As the linker placed it.
	pass     int
	seq      int // of all that were placed; 0 before
	draft    *draft
	own      *draft // that it began
	raw      linked
	possibly []candidate
	loose    struct { // before an edit placed it
		seq int
		raw linked
	}

	// As it is in the register.
	round   *round
	because []string
	link    parley.LinkKind
	home    *process // of one that is in no round
	fit     fit      // into that one
	tracked bool     // as one that is in no round
}

// linked is how a mention came to its round, and why.
type linked struct {
	link    parley.LinkKind
	because []string
}

func (l *linked) equal(o *linked) bool {
	return l.link == o.link && slices.Equal(l.because, o.because)
}

// given is a value that an analyst gave in place of a claim's.
type given struct {
	value string
	by    parley.Digest
}

// value is c's value, or the one an analyst gave for it.
func (m *mention) value(c *parley.Claim) string {
	if g, ok := m.given[c]; ok {
		return g.value
	}
	return c.Value
}

// future reports whether the mention speaks of what had not taken place when
// its document was published.
func (m *mention) future() bool {
	return m.status == parley.PlannedMeeting || m.status == parley.PossibleMeeting
}

// happened reports whether the mention says that the meeting took place.
func (m *mention) happened() bool { return m.status == parley.Held || m.status == parley.UnderWay }

// isAhead reports whether the mention says that the meeting took place on a day
// after its own document was published.
func (m *mention) isAhead() bool {
	return m.happened() && m.grain == toDay && m.doc.dated && m.days.lo > m.doc.published.hi+1
}

// isBehind reports whether the mention, which is not what its document is about,
// speaks of a meeting to come on a day before its own document was published.
func (m *mention) isBehind() bool {
	return m.future() && m.grain == toDay && m.doc.dated && m.days.hi < m.doc.published.lo && m != m.doc.mentions[0]
}

// concluded reports whether the document is about this meeting, on a single
// day, and tells what came of it only days after it.
func (m *mention) concluded() bool {
	return m.happened() && m.grain == toDay && m.days.lo == m.days.hi && m.outcome != "" && m == m.doc.mentions[0] && m.doc.known() && m.doc.published.lo-m.days.hi > nextDays
}

// calledOff reports whether the mention says that a meeting does not take
// place as planned.
func (m *mention) calledOff() bool {
	return m.status == parley.Postponed || m.status == parley.Cancelled
}

// fill derives m's fields from its claims. Of several claims of a field that
// has one value, the first in order counts here; all count in the round.
func (m *mention) fill(groups *groups) {
	m.keys = make([]string, len(m.claims))
	for i, c := range m.claims {
		m.keys[i] = valueKey(c.Field, m.value(c))
		if _, no := m.refused[c]; !no && c.Field == parley.FieldStatus {
			first(&m.status, parley.Status(m.value(c)))
		}
	}
	for _, c := range m.claims {
		if _, no := m.refused[c]; no {
			continue
		}
		if c.Modality == parley.Denied && m.status != parley.DeniedMeeting {
			continue // what is denied says nothing about which meeting it is
		}
		v := m.value(c)
		switch c.Field {
		case parley.FieldParty:
			m.parties = append(m.parties, groups.canonical(v))
		case parley.FieldUnnamed:
			m.unnamed = true
		case parley.FieldThird:
			if t, err := parley.DecodeValue[parley.Third](v); err == nil {
				t.Actor = groups.canonical(t.Actor)
				m.third = append(m.third, t)
			}
		case parley.FieldParticipant:
			if p, err := parley.DecodeValue[parley.Participant](v); err == nil && p.Name != "" {
				m.participants = append(m.participants, surname(p.Name))
			}
		case parley.FieldWhen:
			if w, err := parley.DecodeValue[parley.Interval](v); err == nil && m.when.IsZero() {
				m.setWhen(w)
			}
		case parley.FieldWhere:
			if p, err := parley.DecodeValue[parley.Place](v); err == nil && m.place == (parley.Place{}) {
				m.place, m.city = p, fold(p.Name)
			}
		case parley.FieldOrdinal:
			if n, err := parley.DecodeValue[int](v); err == nil && m.ordinal == 0 && n > 0 {
				m.ordinal = n
			}
		case parley.FieldFormat:
			switch parley.Format(v) {
			case parley.Phone, parley.Video:
				m.remote = true
			case parley.InPerson, parley.Sidelines:
				m.present = true
				m.aside = m.aside || parley.Format(v) == parley.Sidelines
			}
		case parley.FieldLevel:
			first(&m.level, parley.Level(v))
		case parley.FieldName:
			first(&m.name, fold(v))
			m.format = formatOf(m.name)
		case parley.FieldOutcome:
			first(&m.outcome, parley.Outcome(v))
		}
	}
	slices.Sort(m.parties)
	m.parties = slices.Compact(m.parties)
	slices.SortFunc(m.third, compareThird)
	m.third = slices.DeleteFunc(slices.Compact(m.third), func(t parley.Third) bool { return slices.Contains(m.parties, t.Actor) })
	slices.Sort(m.participants)
	m.participants = slices.Compact(m.participants)
	if m.city != "" || m.present {
		m.remote = false
	}
	m.past = m.happened() || m.future() && m.grain == toDay && m.doc.dated && m.days.hi < m.doc.published.lo
}

func (m *mention) setWhen(w parley.Interval) {
	m.when = w
	if d, ok := daysOf(w); ok {
		m.days, m.grain = d, grainOf(w)
		m.endless = w.Open || w.To.IsZero()
		m.begun = m.status == parley.UnderWay && !m.endless
	}
}

func first[T comparable](into *T, v T) {
	var zero T
	if *into == zero {
		*into = v
	}
}

func compareThird(a, b parley.Third) int {
	return cmp.Or(cmp.Compare(a.Actor, b.Actor), cmp.Compare(a.Role, b.Role))
}

// surname is the last word of a name, folded: what two reports of one meeting
// have in common.
func surname(name string) string {
	words := strings.Fields(fold(name))
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

// gather makes mentions of a document's claims. Claims of other documents are
// left out.
func gather(d *document, all []parley.Claim, edits *edits, groups *groups) {
	claims := make([]*parley.Claim, 0, len(all))
	for i := range all {
		if all[i].Subject.Document == d.ID {
			claims = append(claims, &all[i])
		}
	}
	slices.SortFunc(claims, parley.CompareClaims)
	claims = slices.CompactFunc(claims, func(a, b *parley.Claim) bool { return a.ID == b.ID })
	var m *mention
	for _, c := range claims {
		if c.Subject.Kind != parley.MeetingSubject {
			d.claims = append(d.claims, c)
			continue
		}
		if m == nil || m.subject != c.Subject {
			m = &mention{subject: c.Subject, id: c.Subject.ID(), doc: d}
			if known := d.mentionOf(c.Subject); known != nil {
				m = known // claims of another kind of subject lay between
			} else {
				d.mentions = append(d.mentions, m)
			}
		}
		m.claims = append(m.claims, c)
		edits.touch(m, c)
	}
	for _, m := range d.mentions {
		m.fill(groups)
		m.first = firstWords(m)
		m.present = m.present || !m.remote && m.journey()
	}
	d.inherit()
	for _, m := range d.mentions {
		m.told, m.toDay, m.ahead, m.behind = m.days, m.grain == toDay, m.isAhead(), m.isBehind()
	}
	d.leads = !slices.ContainsFunc(d.mentions, func(m *mention) bool { return m.grain == noDay || m.days.gap(d.published) <= jump })
	d.about = make([]*round, len(d.claims))
	for _, c := range d.claims {
		edits.note(d, string(c.ID))
		words := ""
		if c.Field != parley.FieldOffice && len(c.Evidence) > 0 {
			words = c.Field + "|" + fold(c.Evidence[0].Quote)
		}
		d.words = append(d.words, words)
	}
}

// turn makes the turns in which d's mentions are placed, once their days are
// settled.
func (d *document) turn() {
	for _, m := range d.mentions {
		m.pass = passOf(m)
		d.turns[m.pass] = append(d.turns[m.pass], m)
	}
	for _, group := range d.turns {
		slices.SortFunc(group, compareMentions)
	}
}

func (d *document) mentionOf(s parley.Subject) *mention {
	for i := len(d.mentions) - 1; i >= 0 && d.mentions[i].subject.At == s.At; i-- {
		if d.mentions[i].subject == s {
			return d.mentions[i]
		}
	}
	return nil
}

// firstWords is the evidence that stands where the mention begins.
func firstWords(m *mention) parley.Evidence {
	for _, c := range m.claims {
		for _, e := range c.Evidence {
			if e.Span == m.subject.At {
				return e
			}
		}
	}
	for _, c := range m.claims {
		if len(c.Evidence) > 0 {
			return c.Evidence[0]
		}
	}
	return parley.Evidence{Document: m.doc.ID, Span: m.subject.At}
}

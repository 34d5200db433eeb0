package parley

import (
	"cmp"
	"slices"
	"strings"
)

// Register is what the claims and edits of a store come to: the processes,
// their rounds, and everything that speaks for and against each value. It is
// derived: the fold of the same claims and edits gives it again, byte for byte.
type Register struct {
	AsOf      Moment      `json:"as_of,omitzero"` // the day that states and overdue steps are told for
	Processes []Process   `json:"processes"`      // by ID
	Loose     []*Mention  `json:"loose"`          // mentions that belong to no process
	Documents []*Source   `json:"documents"`      // by ID, with what each adds
	Orphans   []Orphan    `json:"orphans"`        // edits that speak of what is no longer there
	Overruled []Overruled `json:"overruled"`      // edits that a later edit of the same thing overrules
	Left      []LeftOut   `json:"left_out"`       // documents that do not count on AsOf, and why
}

// Process is rounds of talks that belong together: the same sides on the same
// matter, or a named format.
type Process struct {
	ID             string          `json:"id"`      // readable, then a hash of its first mention: "eritrea-ethiopia-1f2e3d4c"
	Name           string          `json:"name"`    // "Eritrea–Ethiopia talks", a named format, or the name that an analyst gave
	Because        []string        `json:"because"` // why these rounds are one process, and where it begins and ends
	Parties        []string        `json:"parties"` // actor codes of the sides, sorted
	Third          []Third         `json:"third"`   // hosts, mediators and observers of any round, sorted
	When           Interval        `json:"when,omitzero"`
	State          State           `json:"state"`
	Tracks         []Track         `json:"tracks"`    // empty where there is only one
	Rounds         []Round         `json:"rounds"`    // in order of time; rounds without a time last
	Documents      int             `json:"documents"` // how many tell of its rounds
	Loose          []Mention       `json:"loose"`     // mentions too vague to be a round of their own or to be placed in one
	Steps          []Step          `json:"steps"`     // the follow-through ledger, by the day it was said
	Contradictions []Contradiction `json:"contradictions"`
	Stands         []Stand         `json:"stands"`  // party and topic over time
	Related        []Relation      `json:"related"` // processes that share parties with it
	Edits          []Digest        `json:"edits"`   // that shaped it
}

// Track is a strand of a process: back-channel, technical, a working group.
type Track struct {
	Name   string   `json:"name"`
	Rounds []string `json:"rounds"` // IDs, in order
}

// Relation is another process and what it has in common.
type Relation struct {
	Process string   `json:"process"`
	Because []string `json:"because"`
}

// Round is one sitting or round of talks, as all documents together tell it.
// The values above Fields are those that stand; Fields has them again with
// their claims, their origins and their rivals.
type Round struct {
	ID       string         `json:"id"`              // readable, then a hash of its first mention
	Number   int            `json:"number"`          // its place in the process by time, from 1; 0 for rounds that did not take place or have no time
	Track    string         `json:"track,omitempty"` //
	Status   Status         `json:"status"`
	When     Interval       `json:"when,omitzero"`
	Place    Place          `json:"place,omitzero"`
	Parties  []string       `json:"parties"`
	Unnamed  bool           `json:"unnamed_party,omitempty"`
	Third    []Third        `json:"third"`
	Ordinal  int            `json:"ordinal,omitempty"` // as the documents number it
	Level    Level          `json:"level,omitempty"`
	Outcome  Outcome        `json:"outcome,omitempty"`
	Name     string         `json:"name,omitempty"`
	Fields   []Field        `json:"fields"`    // in the order of FieldOrder
	Life     []LifeStep     `json:"lifecycle"` // in order of the days it was said
	Mentions []Mention      `json:"mentions"`  // with why each is here
	Possibly []PossiblySame `json:"possibly"`  // rounds that may be this one, kept apart
	Sources  []Digest       `json:"sources"`   // documents, in order of publication
	Origins  int            `json:"origins"`   // independent origins that speak of it
	Said     []Said         `json:"statements"`
	Edits    []Digest       `json:"edits"` // that shaped it
}

// FieldOrder is the order of a round's fields.
var fieldOrder = []string{
	FieldStatus, FieldWhen, FieldWhere, FieldParty, FieldUnnamed, FieldThird, FieldParticipant, FieldOrdinal, FieldLevel,
	FieldFormat, FieldName, FieldTrack, FieldTopic, FieldOutcome, FieldAssessment, FieldObstacle,
}

// FieldOrder is the order of a round's fields.
func FieldOrder() []string { return slices.Clone(fieldOrder) }

// SingleValued reports whether a round has at most one value of field, so that
// two values are rivals.
func SingleValued(field string) bool {
	switch field {
	case FieldStatus, FieldWhen, FieldWhere, FieldOrdinal, FieldLevel, FieldName, FieldTrack, FieldOutcome:
		return true
	}
	return false
}

// Field is everything that is claimed for one field of a round.
type Field struct {
	Name   string  `json:"field"`
	Values []Value `json:"values"` // never empty; what stands first
}

// Standing is what the register makes of a value.
type Standing string

// The standings of values.
const (
	Current  Standing = "current"  // the register's value
	Agreeing Standing = "agreeing" // says less than the current value, and nothing against it
	Earlier  Standing = "earlier"  // a plan or report that a later one replaced
	Rival    Standing = "rival"    // speaks against the current value
	Refused  Standing = "rejected" // an analyst rejected its claims
)

// Value is one value of a field and who stands behind it.
type Value struct {
	Value    string   `json:"value"` // as in Claim.Value
	Modality Modality `json:"modality"`
	Standing Standing `json:"standing"`
	Because  string   `json:"because,omitempty"` // why it stands so, where there is a choice
	Origins  int      `json:"origins"`           // independent ones
	From     []Origin `json:"from"`              // the origins, in the order of their first claims
	Sources  int      `json:"sources"`           // documents
	Claims   []*Claim `json:"claims"`            // never empty, unless an analyst gave the value
	By       Digest   `json:"edit,omitempty"`    // the edit that decided
}

// Field returns the field of that name, or nil.
func (r *Round) Field(name string) *Field {
	for i := range r.Fields {
		if r.Fields[i].Name == name {
			return &r.Fields[i]
		}
	}
	return nil
}

// Current returns the value that stands, or nil.
func (f *Field) Current() *Value {
	if f == nil || len(f.Values) == 0 || f.Values[0].Standing != Current {
		return nil
	}
	return &f.Values[0]
}

// LifeStep is one step in the life of a round, and who reported it.
type LifeStep struct {
	Status Status   `json:"status"`
	Said   Interval `json:"said,omitzero"` // when the first document that tells it was published
	For    Interval `json:"for,omitzero"`  // the time of the round according to this step
	Claims []*Claim `json:"claims"`
	By     Digest   `json:"edit,omitempty"`
}

// Mention is a meeting of a document's reading, as it is placed in the register.
type Mention struct {
	Subject  Subject  `json:"subject"`
	ID       string   `json:"id"` // Subject.ID()
	Link     LinkKind `json:"link"`
	Because  []string `json:"because"` // why it is here
	Status   Status   `json:"status,omitempty"`
	When     Interval `json:"when,omitzero"`
	Evidence Evidence `json:"evidence"` // the words that tell of it first
}

// LinkKind is how a mention came to its round.
type LinkKind string

// The kinds of link.
const (
	FirstMention LinkKind = "first"    // the round begins with it
	SameRound    LinkKind = "same"     // it speaks of the same round
	LinkedByEdit LinkKind = "edit"     // an analyst says so
	Unplaced     LinkKind = "unplaced" // too vague
)

// PossiblySame is another round that may be the same one.
type PossiblySame struct {
	Round   string   `json:"round"`
	Because []string `json:"because"` // what speaks for it
	Against []string `json:"against"` // and what against
}

// Said is a statement about the talks, placed with the round that its document
// reports.
type Said struct {
	SaidValue
	Claim *Claim `json:"claim"`
}

// Step is a row of the follow-through ledger: what was to come next, and
// whether it came.
type Step struct {
	ID        string     `json:"id"` // hash of its first claim
	Round     string     `json:"round,omitempty"`
	Kind      NextKind   `json:"kind"`
	Certainty Certainty  `json:"certainty"`
	Who       []string   `json:"who"`
	What      string     `json:"what"`          // the words
	Said      Interval   `json:"said,omitzero"` // when the first document that tells it was published
	Due       Interval   `json:"due,omitzero"`
	Status    StepStatus `json:"status"`
	Late      int        `json:"late,omitempty"` // days past due: when it was met, or until AsOf
	Because   string     `json:"because"`
	Met       string     `json:"met,omitempty"` // the round that met it
	Origins   int        `json:"origins"`
	Claims    []*Claim   `json:"claims"`
	By        Digest     `json:"edit,omitempty"`
}

// StepStatus is what became of a next step.
type StepStatus string

// The statuses of next steps.
const (
	StepOpen       StepStatus = "open"
	StepMet        StepStatus = "met"
	StepLate       StepStatus = "late"       // met, after it was due
	StepMissed     StepStatus = "missed"     // called off, or long past due with nothing heard
	StepSuperseded StepStatus = "superseded" // a later report gave another day
	StepUnclear    StepStatus = "unclear"    // it cannot be told
)

// ContradictionKind says in what way values speak against each other.
type ContradictionKind string

// The kinds of contradiction.
const (
	OfFact   ContradictionKind = "fact"     // date, place, party, outcome, ordinal: one of them is wrong
	OfView   ContradictionKind = "view"     // tone, assessment, blame: both may be meant
	Revision ContradictionKind = "revision" // a later report of the same outlet or speaker
	Denial   ContradictionKind = "denial"   // somebody denies what another asserts
	OfPlan   ContradictionKind = "plan"     // what was planned and what happened
)

// Contradiction is values that speak against each other.
type Contradiction struct {
	ID       string            `json:"id"` // hash of kind, field and the first claim of each side
	Kind     ContradictionKind `json:"kind"`
	Round    string            `json:"round,omitempty"`
	Field    string            `json:"field"`
	Sides    []Side            `json:"sides"` // two or more; the one that stands first
	Because  string            `json:"because"`
	Decision string            `json:"decision,omitempty"` // an analyst's
	By       Digest            `json:"edit,omitempty"`
}

// Side is one side of a contradiction.
type Side struct {
	Value    string   `json:"value"`
	Modality Modality `json:"modality"`
	Origins  int      `json:"origins"`
	Sources  []string `json:"sources"` // who says so: outlets and speakers, sorted
	Claims   []*Claim `json:"claims"`
}

// Stand is what one party holds on one topic, over time.
type Stand struct {
	Party   string       `json:"party"`
	Topic   string       `json:"topic"`
	Entries []StandEntry `json:"entries"` // by the day it was said
	RedLine bool         `json:"red_line,omitempty"`
}

// StandEntry is a position on the day that it was first said.
type StandEntry struct {
	Stance  Stance   `json:"stance"`
	Said    Interval `json:"said,omitzero"`
	Change  string   `json:"change,omitempty"` // against the entry before: "from demands to offers"; empty when it is none
	Origins int      `json:"origins"`
	Claims  []*Claim `json:"claims"`
}

// ProcessState is how a process fares.
type ProcessState string

// The states of processes.
const (
	Active    ProcessState = "active"
	Stalled   ProcessState = "stalled"
	Concluded ProcessState = "concluded"
	Broken    ProcessState = "collapsed"
	Dormant   ProcessState = "dormant"

	UnknownState ProcessState = "unknown" // nothing has a date
)

// State is the state of a process and the rule that gave it.
type State struct {
	State    ProcessState `json:"state"`
	Rule     string       `json:"rule"`    // by name: docs/concepts.md
	Because  []string     `json:"because"` // what the rule saw
	LastSign Interval     `json:"last_sign,omitzero"`
	Days     int          `json:"days"`    // from the last sign to AsOf
	Overdue  int          `json:"overdue"` // open steps past due
}

// Source is a document in the register and what it adds.
type Source struct {
	ID        Digest    `json:"id"`
	Name      string    `json:"name,omitempty"`
	Title     string    `json:"title,omitempty"`
	Publisher string    `json:"publisher,omitempty"`
	URL       string    `json:"url,omitempty"`
	Credit    string    `json:"credit,omitempty"`
	Published Interval  `json:"published,omitzero"`
	Origin    string    `json:"origin"`            // documents of one origin count once
	CopyOf    Digest    `json:"copy_of,omitempty"` // the document that it repeats
	Substance Substance `json:"substance"`
	Rounds    []string  `json:"rounds"`               // IDs, sorted
	DateDoubt string    `json:"date_doubt,omitempty"` // why its date of publication cannot be right
}

// Called is what a document is called where there is one line for it: its
// title, else its name, else the beginning of its digest.
func (s *Source) Called() string { return cmp.Or(s.Title, s.Name, s.ID.Short()) }

// Line is the document in one line: the beginning of its digest, its title, who
// published it and when.
func (s *Source) Line() string {
	line := s.ID.Short()
	if called := s.Called(); called != line {
		line += " “" + called + "”"
	}
	if s.Publisher != "" {
		line += ", " + s.Publisher
	}
	if day := s.Published.String(); day != "" {
		line += ", " + day
	}
	return line
}

// Substance is how much of a document says something that can be checked, and
// how much of that is new, in the order of publication.
type Substance struct {
	New             int     `json:"new"`          // values that no earlier document has
	Corroborates    int     `json:"corroborates"` // values that another origin has said before
	Repeats         int     `json:"repeats"`      // values that the same origin has said before
	Background      float64 `json:"background"`   // share of its text that tells only of earlier rounds, 0 to 1
	Filler          float64 `json:"filler"`       // share of its text on which no claim rests
	BackgroundSpans []Span  `json:"background_spans"`
	FillerSpans     []Span  `json:"filler_spans"`
}

// Orphan is an edit that speaks of what is no longer there.
type Orphan struct {
	Edit    Edit     `json:"edit"`
	Missing []string `json:"missing"` // targets that were not found
}

// Overruled is an edit that a later edit overrules.
type Overruled struct {
	Edit Edit   `json:"edit"`
	By   Digest `json:"by"`
}

// LeftOut is a document that does not count, and why.
type LeftOut struct {
	Document Digest `json:"document"`
	Because  string `json:"because"`
}

// Process returns the process that id names: its ID, a prefix that no other
// process has, the ID of one of its mentions, or, where nothing begins so, a
// part of its name or the beginning of the IDs of its rounds.
func (r *Register) Process(id string) (*Process, error) {
	for i := range r.Processes {
		if r.Processes[i].ID == id {
			return &r.Processes[i], nil
		}
	}
	var found []*Process
	for i := range r.Processes {
		p := &r.Processes[i]
		if strings.HasPrefix(p.ID, id) || hashOf(p.ID) == id || p.speaksOf(id) {
			found = append(found, p)
		}
	}
	if len(found) == 0 && id != "" {
		part := strings.ToLower(id)
		for i := range r.Processes {
			p := &r.Processes[i]
			if strings.Contains(p.ID, "-"+part) || strings.Contains(strings.ToLower(p.Name), part) {
				found = append(found, p)
			}
		}
	}
	if len(found) == 0 && id != "" {
		for i := range r.Processes {
			p := &r.Processes[i]
			if slices.ContainsFunc(p.Rounds, func(x Round) bool { return strings.HasPrefix(x.ID, id) }) {
				found = append(found, p)
			}
		}
	}
	return one(found, func(p *Process) string { return p.ID }, "process", id)
}

// Round returns the round that id names and its process: its ID, a prefix that
// no other round has, or the ID of one of its mentions.
func (r *Register) Round(id string) (*Process, *Round, error) {
	type both struct {
		p *Process
		r *Round
	}
	for i := range r.Processes {
		p := &r.Processes[i]
		for j := range p.Rounds {
			if p.Rounds[j].ID == id {
				return p, &p.Rounds[j], nil
			}
		}
	}
	var found []both
	for i := range r.Processes {
		p := &r.Processes[i]
		for j := range p.Rounds {
			x := &p.Rounds[j]
			if strings.HasPrefix(x.ID, id) || hashOf(x.ID) == id || x.speaksOf(id) {
				found = append(found, both{p, x})
			}
		}
	}
	b, err := one(found, func(b both) string { return b.r.ID }, "round", id)
	return b.p, b.r, err
}

func (p *Process) speaksOf(id string) bool {
	for i := range p.Rounds {
		if p.Rounds[i].speaksOf(id) {
			return true
		}
	}
	return slices.ContainsFunc(p.Loose, func(m Mention) bool { return m.names(id) })
}

func (r *Round) speaksOf(id string) bool {
	return slices.ContainsFunc(r.Mentions, func(m Mention) bool { return m.names(id) })
}

// names reports whether id is m's, in full or as the hash at the end of the
// IDs of rounds and processes that began with m. Old IDs still resolve when an
// older document has become a round's first.
func (m *Mention) names(id string) bool {
	h := hashOf(id)
	return m.ID == id || len(h) == subjectHash && m.Subject.Hash() == h
}

func hashOf(id string) string {
	return id[strings.LastIndexByte(id, '-')+1:]
}

func one[T any](found []T, id func(T) string, what, asked string) (T, error) {
	var none T
	switch {
	case asked == "" || len(found) == 0:
		return none, &LookupError{What: what, ID: asked}
	case len(found) == 1:
		return found[0], nil
	}
	e := &LookupError{What: what, ID: asked}
	for _, f := range found {
		e.Candidates = append(e.Candidates, id(f))
	}
	return none, e
}

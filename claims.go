package parley

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
)

// The fields of claims, by the kind of their subject. How each value is
// written is in docs/formats.md.
const (
	FieldMention     = "mention"       // meeting: the words that speak of it, as they stand
	FieldStatus      = "status"        // meeting: a Status
	FieldParty       = "party"         // meeting: an actor code
	FieldUnnamed     = "unnamed_party" // meeting: how the unnamed side is described
	FieldThird       = "third"         // meeting: JSON of Third
	FieldParticipant = "participant"   // meeting: JSON of Participant
	FieldWhen        = "when"          // meeting: EDTF; "" for a time that is stated but cannot be resolved
	FieldWhere       = "where"         // meeting: JSON of Place
	FieldOrdinal     = "ordinal"       // meeting: decimal number
	FieldFormat      = "format"        // meeting: a Format
	FieldLevel       = "level"         // meeting: a Level
	FieldName        = "name"          // meeting: the name of the format or conference
	FieldTrack       = "track"         // meeting: "official", "back-channel", …
	FieldTopic       = "topic"         // meeting: JSON of Topic
	FieldOutcome     = "outcome"       // meeting: an Outcome
	FieldAssessment  = "assessment"    // meeting: JSON of Assessment
	FieldObstacle    = "obstacle"      // meeting: a topic of the list
	FieldNext        = "next"          // meeting: JSON of NextStep
	FieldStatement   = "statement"     // statement: JSON of SaidValue
	FieldPosition    = "position"      // position: JSON of PositionValue
	FieldReaction    = "reaction"      // reaction: JSON of ReactionValue
	FieldOffice      = "office"        // office: JSON of OfficeValue
)

// SaidValue is the value of a statement claim; its words are the evidence.
type SaidValue struct {
	Speaker string      `json:"speaker"`
	Kind    SpeakerKind `json:"speaker_kind"`
	Actor   string      `json:"actor,omitempty"`
	Direct  bool        `json:"direct"`
	Blames  []string    `json:"blames,omitempty"`
	Via     []Hop       `json:"via,omitempty"`
}

// PositionValue is the value of a position claim; its words are the evidence.
type PositionValue struct {
	Actor  string `json:"actor"`
	Stance Stance `json:"stance"`
	Topic  string `json:"topic,omitempty"`
}

// ReactionValue is the value of a reaction claim; its words are the evidence.
type ReactionValue struct {
	Actor  string `json:"actor"`
	Stance Stance `json:"stance"`
}

// OfficeValue says that a person held an office at a time.
type OfficeValue struct {
	Name  string   `json:"name"`
	Title string   `json:"title"`
	For   string   `json:"for,omitempty"`
	At    Interval `json:"at"` // of the meeting where it is known, else of the document
}

// ErrClaim is wrapped by the errors of FromClaims.
var ErrClaim = errors.New("claim cannot be read back")

// Claims takes a reading of d apart: one claim for each field of each mention.
// Claims are in the order of CompareClaims; no two have the same ID. A value
// without evidence makes no claim.
func Claims(d *Document, r *Reading) []Claim {
	b := claimBuilder{doc: d, reading: r, seen: map[subjectKey]int{}, ids: map[Digest]bool{}}
	for i := range r.Meetings {
		b.meeting(&r.Meetings[i])
	}
	for i := range r.Statements {
		s := &r.Statements[i]
		b.own(StatementSubject, FieldStatement, SaidValue{s.Speaker, s.Kind, s.Actor, s.Direct, s.Blames, s.Via}, s.Note)
	}
	for i := range r.Positions {
		p := &r.Positions[i]
		b.own(PositionSubject, FieldPosition, PositionValue{p.Actor, p.Stance, p.Topic}, p.Note)
	}
	for i := range r.Reactions {
		x := &r.Reactions[i]
		b.own(ReactionSubject, FieldReaction, ReactionValue{x.Actor, x.Stance}, x.Note)
	}
	slices.SortFunc(b.claims, func(x, y Claim) int { return CompareClaims(&x, &y) })
	return b.claims
}

type subjectKey struct {
	kind SubjectKind
	at   Span
}

type claimBuilder struct {
	doc     *Document
	reading *Reading
	seen    map[subjectKey]int // subjects made so far that start with these words
	ids     map[Digest]bool
	claims  []Claim
}

func (b *claimBuilder) subject(kind SubjectKind, at Span) Subject {
	key := subjectKey{kind, at}
	n := b.seen[key]
	b.seen[key]++
	return Subject{Kind: kind, Document: b.doc.ID, At: at, N: n}
}

func (b *claimBuilder) add(s Subject, field, value string, n Note) {
	if len(n.Evidence) == 0 {
		return
	}
	c := Claim{Subject: s, Field: field, Value: value, Modality: n.Modality, SaidBy: n.By, Evidence: slices.Clone(n.Evidence), Rule: n.Rule, Fingerprint: b.reading.Fingerprint}
	c.ID = c.ClaimID()
	if !b.ids[c.ID] {
		b.ids[c.ID] = true
		b.claims = append(b.claims, c)
	}
}

// own adds the one claim of a subject that is nothing but that claim.
func (b *claimBuilder) own(kind SubjectKind, field string, value any, n Note) {
	if len(n.Evidence) > 0 {
		b.add(b.subject(kind, n.Evidence[0].Span), field, canonicalJSON(value), n)
	}
}

func (b *claimBuilder) meeting(m *Meeting) {
	if len(m.Mentions) == 0 {
		return
	}
	s := b.subject(MeetingSubject, m.Mentions[0].Span)
	for _, e := range m.Mentions {
		b.add(s, FieldMention, e.Quote, Note{Modality: m.Status.Modality, Evidence: []Evidence{e}, Rule: m.Status.Rule})
	}
	b.add(s, FieldStatus, string(m.Status.Value), m.Status.Note)
	for _, p := range m.Parties {
		b.add(s, FieldParty, p.Value, p.Note)
	}
	addOne(b, s, FieldUnnamed, m.Unnamed, func(v string) string { return v })
	addAll(b, s, FieldThird, m.Third)
	addAll(b, s, FieldParticipant, m.Participants)
	addOne(b, s, FieldWhen, m.When, Interval.String)
	addOne(b, s, FieldWhere, m.Where, func(v Place) string { return canonicalJSON(v) })
	addOne(b, s, FieldOrdinal, m.Ordinal, strconv.Itoa)
	for _, f := range m.Format {
		b.add(s, FieldFormat, string(f.Value), f.Note)
	}
	addOne(b, s, FieldLevel, m.Level, func(v Level) string { return string(v) })
	addOne(b, s, FieldName, m.Name, func(v string) string { return v })
	addOne(b, s, FieldTrack, m.Track, func(v string) string { return v })
	addAll(b, s, FieldTopic, m.Topics)
	addOne(b, s, FieldOutcome, m.Outcome, func(v Outcome) string { return string(v) })
	addAll(b, s, FieldAssessment, m.Assessments)
	for _, o := range m.Obstacles {
		b.add(s, FieldObstacle, o.Value, o.Note)
	}
	addAll(b, s, FieldNext, m.Next)
	b.offices(m)
}

// offices adds what the participants' titles say about who holds what office.
// A meeting that is only planned, possible or denied says it of the day of the
// document.
func (b *claimBuilder) offices(m *Meeting) {
	at := b.doc.Published
	if m.When != nil && !m.When.Value.IsZero() && (m.Status.Value == Held || m.Status.Value == UnderWay) {
		at = m.When.Value
	}
	for _, p := range m.Participants {
		if p.Value.Title == "" {
			continue
		}
		note := p.Note
		note.Modality = Asserted // that somebody holds an office does not hang on whether the meeting took place
		b.own(OfficeSubject, FieldOffice, OfficeValue{p.Value.Name, p.Value.Title, p.Value.For, at}, note)
	}
}

func addOne[T any](b *claimBuilder, s Subject, field string, v *Cited[T], text func(T) string) {
	if v != nil {
		b.add(s, field, text(v.Value), v.Note)
	}
}

func addAll[T any](b *claimBuilder, s Subject, field string, vs []Cited[T]) {
	for _, v := range vs {
		b.add(s, field, canonicalJSON(v.Value), v.Note)
	}
}

// canonicalJSON is v with its fields in the order of their declaration, without
// white space and without HTML escapes.
func canonicalJSON(v any) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(err) // only plain structs come here
	}
	return string(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
}

// FromClaims puts the claims of one document together again: the reading whose
// claims they are, but for AboutTalks, which is true where there is a meeting,
// and for Reason. Where a field that has one value has several claims, the
// first in the order of CompareClaims counts. Lists are in the order of
// Reading.Sort.
func FromClaims(claims []Claim) (*Reading, error) {
	claims = slices.Clone(claims)
	slices.SortFunc(claims, func(x, y Claim) int { return CompareClaims(&x, &y) })
	r := &Reading{Meetings: []Meeting{}, Statements: []Statement{}, Positions: []Position{}, Reactions: []Reaction{}}
	meetings := map[Subject]int{}
	for i := range claims {
		c := &claims[i]
		if i == 0 {
			r.Document, r.Fingerprint = c.Subject.Document, c.Fingerprint
		}
		if c.Subject.Document != r.Document {
			return nil, fmt.Errorf("%w: claim %s is of document %s, the ones before it of %s; give one document's claims", ErrClaim, c.ID.Short(), c.Subject.Document.Short(), r.Document.Short())
		}
		if err := r.take(c, meetings); err != nil {
			return nil, fmt.Errorf("%w: claim %s, field %q, value %q: %w", ErrClaim, c.ID.Short(), c.Field, c.Value, err)
		}
	}
	r.AboutTalks = len(r.Meetings) > 0
	r.Sort()
	return r, nil
}

func (r *Reading) take(c *Claim, meetings map[Subject]int) error {
	note := Note{Modality: c.Modality, By: c.SaidBy, Evidence: c.Evidence, Rule: c.Rule}
	switch c.Subject.Kind {
	case MeetingSubject:
		n, ok := meetings[c.Subject]
		if !ok {
			n = len(r.Meetings)
			meetings[c.Subject] = n
			r.Meetings = append(r.Meetings, newMeeting())
		}
		return r.Meetings[n].take(c, note)
	case StatementSubject:
		var v SaidValue
		if err := json.Unmarshal([]byte(c.Value), &v); err != nil {
			return err
		}
		r.Statements = append(r.Statements, Statement{v.Speaker, v.Kind, v.Actor, v.Direct, v.Blames, v.Via, note})
	case PositionSubject:
		var v PositionValue
		if err := json.Unmarshal([]byte(c.Value), &v); err != nil {
			return err
		}
		r.Positions = append(r.Positions, Position{v.Actor, v.Stance, v.Topic, note})
	case ReactionSubject:
		var v ReactionValue
		if err := json.Unmarshal([]byte(c.Value), &v); err != nil {
			return err
		}
		r.Reactions = append(r.Reactions, Reaction{v.Actor, v.Stance, note})
	case OfficeSubject: // follows from the participants
	default:
		return fmt.Errorf("a subject of kind %q is not known", c.Subject.Kind)
	}
	return nil
}

func newMeeting() Meeting {
	return Meeting{
		Mentions: []Evidence{}, Parties: []Cited[string]{}, Third: []Cited[Third]{}, Participants: []Cited[Participant]{}, Format: []Cited[Format]{},
		Topics: []Cited[Topic]{}, Assessments: []Cited[Assessment]{}, Obstacles: []Cited[string]{}, Next: []Cited[NextStep]{},
	}
}

func (m *Meeting) take(c *Claim, note Note) (err error) {
	plain := func(s string) (string, error) { return s, nil }
	switch c.Field {
	case FieldMention:
		m.Mentions = append(m.Mentions, c.Evidence...)
	case FieldStatus:
		if m.Status.Value == "" {
			m.Status = Cited[Status]{Status(c.Value), note}
		}
	case FieldParty:
		m.Parties = append(m.Parties, Cited[string]{c.Value, note})
	case FieldUnnamed:
		err = setOne(&m.Unnamed, c.Value, note, plain)
	case FieldThird:
		err = appendJSON(&m.Third, c.Value, note)
	case FieldParticipant:
		err = appendJSON(&m.Participants, c.Value, note)
	case FieldWhen:
		err = setOne(&m.When, c.Value, note, func(s string) (Interval, error) {
			if s == "" {
				return Interval{}, nil
			}
			return ParseInterval(s)
		})
	case FieldWhere:
		err = setOne(&m.Where, c.Value, note, func(s string) (p Place, err error) {
			err = json.Unmarshal([]byte(s), &p)
			return p, err
		})
	case FieldOrdinal:
		err = setOne(&m.Ordinal, c.Value, note, strconv.Atoi)
	case FieldFormat:
		m.Format = append(m.Format, Cited[Format]{Format(c.Value), note})
	case FieldLevel:
		err = setOne(&m.Level, c.Value, note, func(s string) (Level, error) { return Level(s), nil })
	case FieldName:
		err = setOne(&m.Name, c.Value, note, plain)
	case FieldTrack:
		err = setOne(&m.Track, c.Value, note, plain)
	case FieldTopic:
		err = appendJSON(&m.Topics, c.Value, note)
	case FieldOutcome:
		err = setOne(&m.Outcome, c.Value, note, func(s string) (Outcome, error) { return Outcome(s), nil })
	case FieldAssessment:
		err = appendJSON(&m.Assessments, c.Value, note)
	case FieldObstacle:
		m.Obstacles = append(m.Obstacles, Cited[string]{c.Value, note})
	case FieldNext:
		err = appendJSON(&m.Next, c.Value, note)
	default:
		err = errors.New("a meeting has no such field")
	}
	return err
}

func setOne[T any](into **Cited[T], value string, note Note, parse func(string) (T, error)) error {
	if *into != nil {
		return nil
	}
	v, err := parse(value)
	if err != nil {
		return err
	}
	*into = &Cited[T]{v, note}
	return nil
}

func appendJSON[T any](into *[]Cited[T], value string, note Note) error {
	var v T
	if err := json.Unmarshal([]byte(value), &v); err != nil {
		return err
	}
	*into = append(*into, Cited[T]{v, note})
	return nil
}

// Sort puts r in its one order: meetings by first mention and named m1, m2, …
// in that order, parties by code, every other list by its evidence, then by
// value. Nil lists become empty.
func (r *Reading) Sort() {
	for i := range r.Meetings {
		r.Meetings[i].sort()
	}
	slices.SortStableFunc(r.Meetings, func(a, b Meeting) int { return compareEvidence(a.Mentions, b.Mentions) })
	for i := range r.Meetings {
		r.Meetings[i].ID = "m" + itoa(i+1)
	}
	slices.SortStableFunc(r.Statements, func(a, b Statement) int {
		return cmp.Or(compareEvidence(a.Evidence, b.Evidence), cmp.Compare(a.Speaker, b.Speaker))
	})
	slices.SortStableFunc(r.Positions, func(a, b Position) int {
		return cmp.Or(compareEvidence(a.Evidence, b.Evidence), cmp.Compare(a.Actor, b.Actor), cmp.Compare(a.Stance, b.Stance))
	})
	slices.SortStableFunc(r.Reactions, func(a, b Reaction) int {
		return cmp.Or(compareEvidence(a.Evidence, b.Evidence), cmp.Compare(a.Actor, b.Actor), cmp.Compare(a.Stance, b.Stance))
	})
	r.Meetings, r.Statements, r.Positions, r.Reactions = some(r.Meetings), some(r.Statements), some(r.Positions), some(r.Reactions)
}

func (m *Meeting) sort() {
	slices.SortStableFunc(m.Mentions, func(a, b Evidence) int { return a.Span.Compare(b.Span) })
	slices.SortStableFunc(m.Parties, func(a, b Cited[string]) int {
		return cmp.Or(cmp.Compare(a.Value, b.Value), compareEvidence(a.Evidence, b.Evidence))
	})
	sortCited(m.Third)
	sortCited(m.Participants)
	sortCited(m.Format)
	sortCited(m.Topics)
	sortCited(m.Assessments)
	sortCited(m.Obstacles)
	sortCited(m.Next)
	m.Mentions, m.Parties, m.Third, m.Participants, m.Format = some(m.Mentions), some(m.Parties), some(m.Third), some(m.Participants), some(m.Format)
	m.Topics, m.Assessments, m.Obstacles, m.Next = some(m.Topics), some(m.Assessments), some(m.Obstacles), some(m.Next)
}

func sortCited[T any](s []Cited[T]) {
	slices.SortStableFunc(s, func(a, b Cited[T]) int {
		if c := compareEvidence(a.Evidence, b.Evidence); c != 0 {
			return c
		}
		return cmp.Compare(canonicalJSON(a.Value), canonicalJSON(b.Value))
	})
}

func some[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

func compareEvidence(a, b []Evidence) int {
	return slices.CompareFunc(a, b, func(x, y Evidence) int { return x.Span.Compare(y.Span) })
}

package parley

import (
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// The fields of claims, by kind of subject. The text of a claim's value is
// what EncodeValue makes of the Go type given here.
const (
	// Of meetings. A meeting has one claim for each value; every meeting has a status.
	FieldStatus      = "status"        // Status
	FieldParty       = "party"         // string, an actor code; one claim for each party
	FieldUnnamed     = "unnamed-party" // string, as it is described
	FieldThird       = "third"         // Third
	FieldParticipant = "participant"   // Participant
	FieldWhen        = "when"          // Interval; "" when stated but not resolvable
	FieldWhere       = "where"         // Place
	FieldOrdinal     = "ordinal"       // int
	FieldFormat      = "format"        // Format
	FieldLevel       = "level"         // Level
	FieldName        = "name"          // string
	FieldTrack       = "track"         // string
	FieldTopic       = "topic"         // Topic
	FieldOutcome     = "outcome"       // Outcome
	FieldAssessment  = "assessment"    // Assessment
	FieldObstacle    = "obstacle"      // string, a topic
	FieldNext        = "next"          // NextStep
	FieldMention     = "mention"       // string; further words that speak of the same meeting

	// Of statements, positions, reactions and offices: one claim for each subject.
	FieldStatement = "statement" // SaidValue
	FieldPosition  = "position"  // PositionValue
	FieldReaction  = "reaction"  // ReactionValue
	FieldOffice    = "office"    // Participant: name, title, for
)

// SaidValue is the value of a statement's claim; its content is the claim's
// first evidence.
type SaidValue struct {
	Speaker string      `json:"speaker"`
	Kind    SpeakerKind `json:"speaker_kind"`
	Actor   string      `json:"actor,omitempty"`
	Direct  bool        `json:"direct"`
	Via     []string    `json:"via,omitempty"` // sources of a chain of citation, nearest first
}

// PositionValue is the value of a position's claim.
type PositionValue struct {
	Actor  string `json:"actor"`
	Stance Stance `json:"stance"`
	Topic  string `json:"topic,omitempty"`
}

// ReactionValue is the value of a reaction's claim.
type ReactionValue struct {
	Actor  string `json:"actor"`
	Stance Stance `json:"stance"`
}

// ErrValue is wrapped by the errors of DecodeValue.
var ErrValue = errors.New("not a value of this field")

// EncodeValue is the canonical text of a value: strings as they are, whole
// numbers in decimal, times in EDTF, everything else as JSON in the order of
// its fields.
func EncodeValue(v any) string {
	if m, ok := v.(encoding.TextMarshaler); ok {
		if b, err := m.MarshalText(); err == nil {
			return string(b)
		}
	}
	switch r := reflect.ValueOf(v); r.Kind() {
	case reflect.String:
		return r.String()
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return strconv.FormatInt(r.Int(), 10)
	}
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(err) // the value types of the domain always encode
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// DecodeValue reads the text that EncodeValue writes for a T.
func DecodeValue[T any](s string) (T, error) {
	var v T
	p := any(&v)
	switch r := reflect.ValueOf(p).Elem(); {
	case r.Kind() == reflect.String:
		r.SetString(s)
		return v, nil
	case r.CanInt():
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil || r.OverflowInt(n) {
			return v, fmt.Errorf("%q: %w: a whole number is needed", s, ErrValue)
		}
		r.SetInt(n)
		return v, nil
	}
	if u, ok := p.(encoding.TextUnmarshaler); ok {
		if err := u.UnmarshalText([]byte(s)); err != nil {
			return v, fmt.Errorf("%w: %w", ErrValue, err)
		}
		return v, nil
	}
	if err := json.Unmarshal([]byte(s), &v); err != nil {
		return v, fmt.Errorf("%q: %w: %w", s, ErrValue, err)
	}
	return v, nil
}

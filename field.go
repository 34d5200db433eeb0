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
		if s == "" {
			return v, nil // a time that is stated, but not known
		}
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

// CheckValue reports whether value has the form of the field. Fields that are
// not known have none.
func CheckValue(field, value string) error {
	var err error
	switch field {
	case FieldWhen:
		_, err = DecodeValue[Interval](value)
	case FieldOrdinal:
		_, err = DecodeValue[int](value)
	case FieldWhere:
		_, err = DecodeValue[Place](value)
	case FieldThird:
		_, err = DecodeValue[Third](value)
	case FieldParticipant:
		_, err = DecodeValue[Participant](value)
	case FieldTopic:
		_, err = DecodeValue[Topic](value)
	case FieldAssessment:
		_, err = DecodeValue[Assessment](value)
	case FieldNext:
		_, err = DecodeValue[NextStep](value)
	case FieldStatement:
		_, err = DecodeValue[SaidValue](value)
	case FieldPosition:
		_, err = DecodeValue[PositionValue](value)
	case FieldReaction:
		_, err = DecodeValue[ReactionValue](value)
	case FieldOffice:
		_, err = DecodeValue[OfficeValue](value)
	}
	return err
}

package show

import (
	"cmp"
	"strings"

	"github.com/parley-register/parley"
)

// Value is the value of a claim of that field.
func (n Names) Value(field, value string) string {
	switch field {
	case parley.FieldWhen:
		v, err := parley.DecodeValue[parley.Interval](value)
		if err != nil {
			return value
		}
		return cmp.Or(Interval(v), "a time that cannot be told")
	case parley.FieldWhere:
		return decoded(value, n.Place)
	case parley.FieldParty:
		return n.Actor(value)
	case parley.FieldUnnamed:
		return "a side that is not named (" + value + ")"
	case parley.FieldThird:
		return decoded(value, n.Third)
	case parley.FieldParticipant:
		return decoded(value, n.Participant)
	case parley.FieldTopic:
		return decoded(value, func(t parley.Topic) string {
			if t.Certain {
				return Words(t.Topic)
			}
			return Words(t.Topic) + " (perhaps)"
		})
	case parley.FieldAssessment:
		return decoded(value, func(a parley.Assessment) string { return "“" + a.Term + "”" })
	case parley.FieldNext:
		return decoded(value, func(s parley.NextStep) string {
			text := Words(string(s.Certainty)) + " " + string(s.Kind)
			if due := Interval(s.Due); due != "" {
				text += ", " + due
			}
			return text
		})
	case parley.FieldStatement:
		return decoded(value, func(s parley.SaidValue) string { return s.Speaker })
	case parley.FieldPosition:
		return decoded(value, func(p parley.PositionValue) string {
			return strings.Join(some(n.Actor(p.Actor), string(p.Stance), Words(p.Topic)), " · ")
		})
	case parley.FieldReaction:
		return decoded(value, func(r parley.ReactionValue) string { return n.Actor(r.Actor) + " · " + string(r.Stance) })
	case parley.FieldOffice:
		return decoded(value, func(o parley.OfficeValue) string { return o.Name + ", " + o.Title })
	case parley.FieldOrdinal:
		return "number " + value
	case parley.FieldMention:
		return "“" + value + "”"
	case parley.FieldName, parley.FieldTrack:
		return value
	}
	return Words(value)
}

func decoded[T any](value string, text func(T) string) string {
	v, err := parley.DecodeValue[T](value)
	if err != nil {
		return value
	}
	return text(v)
}

// Words is a controlled term with spaces: "agreed-to-continue" is "agreed to
// continue".
func Words(term string) string {
	switch term {
	case "in-person", "closed-door", "red-line", "arms-control":
		return term
	}
	return strings.ReplaceAll(term, "-", " ")
}

// Field is the name of a field for people.
func Field(name string) string {
	switch name {
	case parley.FieldUnnamed:
		return "unnamed side"
	case parley.FieldThird:
		return "third party"
	case parley.FieldOrdinal:
		return "round"
	case parley.FieldAssessment:
		return "tone"
	case parley.FieldNext:
		return "next step"
	}
	return strings.ReplaceAll(name, "_", " ")
}

// Names knows what the codes of actors stand for.
type Names func(code string) (name string, ok bool)

// Actor is the name behind a code, or the code.
func (n Names) Actor(code string) string {
	if n != nil {
		if name, ok := n(code); ok {
			return name
		}
	}
	return code
}

// Actors are the names behind codes, joined.
func (n Names) Actors(codes []string, separator string) string {
	names := make([]string, len(codes))
	for i, c := range codes {
		names[i] = n.Actor(c)
	}
	return strings.Join(names, separator)
}

// Place is a place with its country.
func (n Names) Place(p parley.Place) string {
	country := ""
	if p.Country != "" {
		country = n.Actor(p.Country)
	}
	return strings.Join(some(p.Venue, p.Name, country), ", ")
}

// Third is an actor and its role.
func (n Names) Third(t parley.Third) string { return n.Actor(t.Actor) + ", " + string(t.Role) }

// Participant is a person, a title and a side.
func (n Names) Participant(p parley.Participant) string {
	s := strings.Join(some(p.Name, p.Title), ", ")
	if p.For != "" {
		s += " (" + n.Actor(p.For) + ")"
	}
	return s
}

func some(s ...string) []string {
	var out []string
	for _, x := range s {
		if x != "" {
			out = append(out, x)
		}
	}
	return out
}

package rounds

import (
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/register"
	"github.com/parley-register/parley/internal/talksbench"
)

// FromGold is the register's input that annotated articles come to: their
// claims as a reader without fault would make them, so that linking can be
// looked at apart from reading. texts are the articles by ID.
func FromGold(articles []*talksbench.Article, texts map[string]string) register.Input {
	in := register.Input{}
	for _, a := range articles {
		d := &parley.Document{Name: a.Doc.ID, Text: texts[a.Doc.ID]}
		if a.Doc.Publisher != nil {
			d.Publisher = *a.Doc.Publisher
		}
		if a.Doc.URL != nil {
			d.URL = *a.Doc.URL
		}
		if a.Doc.Published != nil {
			d.Published = interval(a.Doc.Published, a.Doc.Published)
		}
		d.ID = d.DocumentID()
		in.Documents = append(in.Documents, register.Document{ID: d.ID, Name: d.Name, Publisher: d.Publisher, URL: d.URL, Published: d.Published, Size: len(d.Text)})
		in.Claims = append(in.Claims, parley.Claims(d, goldReading(a, d))...)
	}
	return in
}

// gold finds the words of annotations in a document.
type gold struct {
	doc *parley.Document
	mod parley.Modality
	at  parley.Evidence // words that stand for a meeting where a value has none
}

func (g *gold) note(text, by string) parley.Note {
	e := g.at
	if i := strings.Index(g.doc.Text, text); text != "" && i >= 0 {
		e = g.doc.Quote(parley.Span{Start: i, End: i + len(text)})
	}
	return parley.Note{Modality: g.mod, By: by, Evidence: []parley.Evidence{e}, Rule: "gold"}
}

func goldReading(a *talksbench.Article, d *parley.Document) *parley.Reading {
	r := &parley.Reading{Document: d.ID, Fingerprint: "gold"}
	for i := range a.Meetings {
		r.Meetings = append(r.Meetings, goldMeeting(&a.Meetings[i], d, i))
	}
	g := &gold{doc: d, mod: parley.Asserted, at: d.Quote(parley.Span{Start: 0, End: min(1, len(d.Text))})}
	for _, p := range a.Positions {
		r.Positions = append(r.Positions, parley.Position{Actor: p.Actor, Stance: parley.Stance(p.Stance), Topic: p.Topic, Note: g.note(p.Text, "")})
	}
	return r
}

func goldMeeting(x *talksbench.Meeting, d *parley.Document, n int) parley.Meeting {
	mod := parley.Asserted
	switch parley.Status(x.Status) {
	case parley.PlannedMeeting:
		mod = parley.Planned
	case parley.PossibleMeeting:
		mod = parley.Possible
	case parley.DeniedMeeting:
		mod = parley.Denied
	}
	// A mention of its own for each meeting, in their order.
	g := &gold{doc: d, mod: mod, at: d.Quote(parley.Span{Start: min(n, len(d.Text)-1), End: min(n+1, len(d.Text))})}
	m := parley.Meeting{Mentions: []parley.Evidence{g.at}, Status: parley.Cited[parley.Status]{Value: parley.Status(x.Status), Note: g.note("", "")}}
	for _, p := range x.Parties {
		m.Parties = append(m.Parties, parley.Cited[string]{Value: p, Note: g.note("", "")})
	}
	if x.Unnamed {
		m.Unnamed = &parley.Cited[string]{Value: "not named", Note: g.note("", "")}
	}
	for _, t := range x.Third {
		m.Third = append(m.Third, parley.Cited[parley.Third]{Value: parley.Third{Actor: t.Actor, Role: parley.Role(t.Role)}, Note: g.note("", "")})
	}
	for _, p := range x.Participants {
		m.Participants = append(m.Participants, parley.Cited[parley.Participant]{Value: parley.Participant{Name: p.Name, Title: text(p.Title), For: text(p.For)}, Note: g.note(p.Name, "")})
	}
	if x.When != nil {
		m.When = &parley.Cited[parley.Interval]{Value: interval(x.When.From, x.When.To), Note: g.note(x.When.Text, "")}
	}
	if x.Where != nil {
		m.Where = &parley.Cited[parley.Place]{Value: parley.Place{Name: text(x.Where.Place), Country: text(x.Where.Country)}, Note: g.note(x.Where.Text, "")}
	}
	if x.Ordinal != nil {
		m.Ordinal = &parley.Cited[int]{Value: *x.Ordinal, Note: g.note("", "")}
	}
	for _, f := range x.Format {
		m.Format = append(m.Format, parley.Cited[parley.Format]{Value: parley.Format(f), Note: g.note("", "")})
	}
	if x.Level != nil {
		m.Level = &parley.Cited[parley.Level]{Value: parley.Level(*x.Level), Note: g.note("", "")}
	}
	for _, t := range x.Topics {
		m.Topics = append(m.Topics, parley.Cited[parley.Topic]{Value: parley.Topic{Topic: t.Topic, Certain: t.Certain}, Note: g.note(t.Text, "")})
	}
	if x.Outcome != nil {
		m.Outcome = &parley.Cited[parley.Outcome]{Value: parley.Outcome(x.Outcome.Kind), Note: g.note(x.Outcome.Text, "")}
	}
	for _, a := range x.Assessments {
		m.Assessments = append(m.Assessments, parley.Cited[parley.Assessment]{Value: parley.Assessment{Term: a.Term}, Note: g.note(a.Term, text(a.By))})
	}
	for _, s := range x.Next {
		m.Next = append(m.Next, parley.Cited[parley.NextStep]{Value: parley.NextStep{Kind: parley.NextKind(s.Kind), Certainty: parley.Certainty(s.Certainty), Due: interval(s.From, s.To)}, Note: g.note(s.Text, "")})
	}
	return m
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// interval is the time that two days in EDTF give, the zero interval where
// neither can be read.
func interval(from, to *string) parley.Interval {
	a, err := parley.ParseMoment(text(from))
	b, err2 := parley.ParseMoment(text(to))
	if err != nil || err2 != nil || a.IsZero() && b.IsZero() {
		return parley.Interval{}
	}
	if a.IsZero() {
		a = b
	}
	if to == nil && len(text(from)) < len("2006-01-02") {
		b = a
	}
	return parley.Interval{From: a, To: b}
}

package register_test

import (
	"bytes"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/register"
)

// wild draws claims that no reader would make together: values out of form,
// days that do not exist, mentions that contradict themselves. The alphabet is
// small, so that much agrees and much conflicts.
func wild(t *rapid.T) register.Input {
	var in register.Input
	pick := func(label string, from ...string) string { return rapid.SampledFrom(from).Draw(t, label) }
	text := "Words that a mention may rest on."
	n := rapid.IntRange(0, 12).Draw(t, "documents")
	for i := range n {
		d := parley.Document{Name: fmt.Sprint("d", i), Publisher: pick("publisher", "", "Courier", "Gazette"), Text: fmt.Sprint(i, text)}
		d.Published, _ = parley.ParseInterval(pick("published", "", "2001", "2001-03", "2001-03-05", "2001-03-06", "2001-04-01", "2091-01-01", "XXXX-03-05", "2001-03-05/"))
		d.ID = d.DocumentID()
		in.Documents = append(in.Documents, register.Document{ID: d.ID, Name: d.Name, Publisher: d.Publisher, Published: d.Published, Size: len(d.Text)})
		for j := range rapid.IntRange(0, 3).Draw(t, "mentions") {
			s := parley.Subject{Kind: parley.MeetingSubject, Document: d.ID, At: parley.Span{Start: 2 * j, End: 2*j + 3}}
			put := func(field, value string) {
				c := parley.Claim{
					Subject: s, Field: field, Value: value, SaidBy: pick("by", "", "", "the envoy"), Rule: "wild", Fingerprint: "wild",
					Modality: parley.Modality(pick("modality", "asserted", "asserted", "planned", "possible", "denied", "conditional")),
				}
				if rapid.IntRange(0, 20).Draw(t, "evidence") > 0 {
					c.Evidence = []parley.Evidence{d.Quote(s.At)}
				}
				c.ID = c.ClaimID()
				in.Claims = append(in.Claims, c)
			}
			for range rapid.IntRange(1, 9).Draw(t, "claims") {
				switch field := pick("field", "status", "party", "party", "when", "when", "where", "third", "ordinal", "outcome", "next", "assessment", "participant", "name", "unnamed_party", "nonsense", "format"); field {
				case "status":
					put(field, pick("status", "held", "held", "planned", "postponed", "cancelled", "denied", "under-way", "possible", "wat"))
				case "party":
					put(field, pick("party", "AAA", "BBB", "CCC", "P5+1", "USA", "IRN", "EUR", "ITA", "PLO", "PSE", ""))
				case "when":
					put(field, pick("when", "", "2001", "2001-03", "2001-03-03", "2001-03-04", "2001-03-03/2001-03-05", "2001-03-03/", "2001-03-03/..", "2001-03-09", "2001-04-20", "XXXX-03-03", "2001-03~", "9999-12-31", "2001-03-05/2001-03-01", "soon"))
				case "where":
					put(field, pick("where", `{"place":"Geneva","country":"CHE"}`, `{"place":"Vienna","country":"AUT"}`, `{"country":"CHE"}`, `{}`, `Geneva`))
				case "third":
					put(field, pick("third", `{"actor":"AAA","role":"host"}`, `{"actor":"UNO","role":"mediator"}`, `[]`))
				case "ordinal":
					put(field, pick("ordinal", "1", "2", "-3", "99999999999999999999", ""))
				case "next":
					put(field, pick("next", `{"kind":"meeting","certainty":"announced","due":"2001-03-09"}`, `{"kind":"document","certainty":"expected"}`, `{"kind":"visit","due":"2001-04"}`, `{"kind":`, `{}`))
				case "participant":
					put(field, pick("participant", `{"name":"Rudolf Rassendyll","for":"AAA"}`, `{"name":""}`, `null`))
				case "assessment":
					put(field, pick("assessment", `{"term":"frank"}`, `{"term":"constructive"}`, `{"term":"tense"}`, `7`))
				default:
					put(field, pick("value", "", "partial", "Six-Party Talks", "phone", "collapsed"))
				}
			}
		}
	}
	for i := range in.Documents {
		if rapid.IntRange(0, 2).Draw(t, "says") > 0 {
			continue
		}
		at := parley.Span{Start: 3, End: 3 + rapid.IntRange(5, 6).Draw(t, "words")}
		c := parley.Claim{
			Subject: parley.Subject{Kind: parley.StatementSubject, Document: in.Documents[i].ID, At: at}, Field: parley.FieldStatement,
			Value: parley.EncodeValue(parley.SaidValue{Speaker: "the envoy", Kind: parley.NamedSpeaker}), Modality: parley.Asserted, Rule: "wild", Fingerprint: "wild",
			Evidence: []parley.Evidence{{Document: in.Documents[i].ID, Span: at, Quote: text[:at.Len()]}},
		}
		c.ID = c.ClaimID()
		in.Claims = append(in.Claims, c)
	}
	for i := range rapid.IntRange(0, 3).Draw(t, "edits") {
		if len(in.Claims) < 2 {
			break
		}
		a := rapid.SampledFrom(in.Claims).Draw(t, "first")
		b := rapid.SampledFrom(in.Claims).Draw(t, "second")
		e := parley.Edit{Kind: parley.EditKind(pick("edit", "accept", "reject", "correct", "link", "split", "merge", "divide", "name", "resolve", "mark", "undo")), Author: fmt.Sprint("a", i)}
		switch e.Kind {
		case parley.Link, parley.Split, parley.Merge, parley.Divide, parley.Name:
			e.Target = []string{a.Subject.ID(), b.Subject.ID()}
		default:
			e.Target = []string{string(a.ID), string(b.ID)}
		}
		e.Value = pick("edited", "2001-03-04", "held", "met", "x")
		e.ID = e.EditID()
		in.Edits = append(in.Edits, e)
	}
	return in
}

// TestWild folds claims that no reader would make: nothing breaks, nothing is
// lost, and their order does not matter.
func TestWild(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := wild(t)
		reg := register.Fold(in)
		want := fingerprint(t, reg)
		subjects := map[string]bool{}
		for i := range in.Claims {
			if in.Claims[i].Subject.Kind == parley.MeetingSubject {
				subjects[in.Claims[i].Subject.ID()] = true
			}
		}
		seen := 0
		for _, p := range reg.Processes {
			for _, r := range p.Rounds {
				seen += len(r.Mentions)
			}
			seen += len(p.Loose)
		}
		if seen+len(reg.Loose) != len(subjects) {
			t.Fatalf("of %d mentions %d are in the register", len(subjects), seen+len(reg.Loose))
		}
		register.Review(reg)
		if changes := register.Diff(reg, reg); len(changes) > 0 {
			t.Fatalf("it differs from itself: %+v", changes)
		}
		in.Documents = rapid.Permutation(in.Documents).Draw(t, "documents order")
		in.Claims = rapid.Permutation(in.Claims).Draw(t, "claims order")
		if !bytes.Equal(fingerprint(t, register.Fold(in)), want) {
			t.Fatal("another order gives another register")
		}
	})
}

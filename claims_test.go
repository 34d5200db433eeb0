package parley_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/parley-register/parley"
)

var ministers = func() *parley.Document {
	d := &parley.Document{
		Published: parley.On(parley.Date(2026, 3, 4)),
		Text:      "Foreign Minister Ada Berg of Norway met her Chilean counterpart in Oslo on Tuesday for a second round. She called the talks useful. Chile wants a treaty. Peru welcomed the talks.",
	}
	d.ID = d.DocumentID()
	return d
}()

func cite(t testing.TB, words string) parley.Note {
	t.Helper()
	at := strings.Index(ministers.Text, words)
	if at < 0 {
		t.Fatalf("%q is not in the text", words)
	}
	return parley.Note{Modality: parley.Asserted, Evidence: []parley.Evidence{ministers.Quote(parley.Span{Start: at, End: at + len(words)})}, Rule: "test.rule"}
}

func ministersReading(t testing.TB) *parley.Reading {
	r := &parley.Reading{Document: ministers.ID, Fingerprint: "f", AboutTalks: true}
	m := parley.Meeting{
		Mentions:     []parley.Evidence{cite(t, "met").Evidence[0], cite(t, "the talks").Evidence[0]},
		Status:       parley.Cited[parley.Status]{Value: parley.Held, Note: cite(t, "met")},
		Parties:      []parley.Cited[string]{{Value: "CHL", Note: cite(t, "Chilean")}, {Value: "NOR", Note: cite(t, "Norway")}},
		Participants: []parley.Cited[parley.Participant]{{Value: parley.Participant{Name: "Ada Berg", Title: "Foreign Minister", For: "NOR"}, Note: cite(t, "Ada Berg")}},
		When:         &parley.Cited[parley.Interval]{Value: parley.On(parley.Date(2026, 3, 3)), Note: cite(t, "on Tuesday")},
		Where:        &parley.Cited[parley.Place]{Value: parley.Place{Name: "Oslo", Country: "NOR"}, Note: cite(t, "Oslo")},
		Ordinal:      &parley.Cited[int]{Value: 2, Note: cite(t, "second round")},
		Format:       []parley.Cited[parley.Format]{{Value: parley.InPerson, Note: cite(t, "met")}},
		Level:        &parley.Cited[parley.Level]{Value: parley.MinisterLevel, Note: cite(t, "Foreign Minister")},
		Assessments:  []parley.Cited[parley.Assessment]{{Value: parley.Assessment{Term: "useful"}, Note: cite(t, "useful")}},
	}
	r.Meetings = append(r.Meetings, m)
	said := cite(t, "She called the talks useful")
	said.By = "Ada Berg"
	r.Statements = append(r.Statements, parley.Statement{Speaker: "Ada Berg", Kind: parley.NamedSpeaker, Actor: "NOR", Note: said})
	r.Positions = append(r.Positions, parley.Position{Actor: "CHL", Stance: parley.Seeks, Note: cite(t, "a treaty")})
	r.Reactions = append(r.Reactions, parley.Reaction{Actor: "PER", Stance: parley.Supports, Note: cite(t, "welcomed the talks")})
	r.Sort()
	return r
}

func TestClaimsRoundTrip(t *testing.T) {
	r := ministersReading(t)
	claims := parley.Claims(ministers, r)
	for i := range claims {
		c := &claims[i]
		if c.ID != c.ClaimID() {
			t.Errorf("claim %s: the ID is not the hash of its content", c.ID)
		}
		if i > 0 && parley.CompareClaims(&claims[i-1], c) >= 0 {
			t.Errorf("claims %d and %d are out of order", i-1, i)
		}
		for _, e := range c.Evidence {
			if err := e.Verify(ministers); err != nil {
				t.Errorf("claim %s %s: %v", c.Field, c.Value, err)
			}
		}
	}
	back, err := parley.FromClaims(claims)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(r, back); diff != "" {
		t.Errorf("reading changed on its way through claims (-want +got):\n%s", diff)
	}
	var offices int
	for _, c := range claims {
		if c.Field == parley.FieldOffice {
			offices++
			if want := `{"name":"Ada Berg","title":"Foreign Minister","for":"NOR","at":"2026-03-03"}`; c.Value != want {
				t.Errorf("office %s, want %s", c.Value, want)
			}
		}
	}
	if offices != 1 {
		t.Errorf("%d offices, want 1", offices)
	}
}

func TestClaimsAnyOrderReadsBackTheSame(t *testing.T) {
	r := ministersReading(t)
	claims := parley.Claims(ministers, r)
	rapid.Check(t, func(t *rapid.T) {
		shuffled := rapid.Permutation(claims).Draw(t, "claims")
		back, err := parley.FromClaims(shuffled)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(r, back); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestClaimsNameMentionsByContent(t *testing.T) {
	a, b := ministersReading(t), ministersReading(t)
	b.Fingerprint = "of a newer reader"
	b.Meetings[0].Status.Rule = "another.rule"
	one, two := parley.Claims(ministers, a), parley.Claims(ministers, b)
	if !slices.EqualFunc(one, two, func(x, y parley.Claim) bool { return x.ID == y.ID }) {
		t.Error("a newer reader that says the same makes other claims")
	}
	b.Meetings[0].Status.Modality = parley.Denied
	two = parley.Claims(ministers, b)
	if slices.EqualFunc(one, two, func(x, y parley.Claim) bool { return x.ID == y.ID }) {
		t.Error("a change of modality leaves the claims as they were")
	}
}

func TestClaimsWithoutEvidenceAreNotMade(t *testing.T) {
	r := ministersReading(t)
	r.Meetings[0].Ordinal.Evidence = nil
	for _, c := range parley.Claims(ministers, r) {
		if c.Field == parley.FieldOrdinal {
			t.Errorf("a value without words became claim %s", c.Value)
		}
	}
}

func TestFromClaimsRefuses(t *testing.T) {
	good := parley.Claims(ministers, ministersReading(t))
	for name, spoil := range map[string]func(*parley.Claim){
		"an unknown field":    func(c *parley.Claim) { c.Field = "weather" },
		"another document":    func(c *parley.Claim) { c.Subject.Document = parley.DigestOf(nil) },
		"a subject unheard":   func(c *parley.Claim) { c.Subject.Kind = "ghost" },
		"a value out of form": func(c *parley.Claim) { c.Field, c.Value = parley.FieldWhere, "{" },
	} {
		claims := slices.Clone(good)
		i := slices.IndexFunc(claims, func(c parley.Claim) bool { return c.Field == parley.FieldWhere })
		spoil(&claims[i])
		if _, err := parley.FromClaims(claims); !errors.Is(err, parley.ErrClaim) {
			t.Errorf("%s: error %v, want ErrClaim", name, err)
		}
	}
}

func FuzzFromClaims(f *testing.F) {
	for _, c := range parley.Claims(ministers, ministersReading(f)) {
		f.Add(string(c.Subject.Kind), c.Field, c.Value)
	}
	f.Fuzz(func(t *testing.T, kind, field, value string) {
		c := parley.Claim{Subject: parley.Subject{Kind: parley.SubjectKind(kind), Document: ministers.ID}, Field: field, Value: value, Evidence: cite(t, "met").Evidence}
		r, err := parley.FromClaims([]parley.Claim{c})
		if err != nil {
			return
		}
		if _, err := json.Marshal(r); err != nil {
			t.Error(err)
		}
		parley.Claims(ministers, r)
	})
}

package export_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/export"
)

// small is a register with one of everything.
func small() *parley.Register {
	d := parley.Digest("d1")
	claim := func(id, field, value string) *parley.Claim {
		return &parley.Claim{
			ID: parley.Digest(id), Subject: parley.Subject{Kind: parley.MeetingSubject, Document: d, At: parley.Span{Start: 1, End: 4}}, Field: field, Value: value,
			Modality: parley.Asserted, Evidence: []parley.Evidence{{Document: d, Span: parley.Span{Start: 1, End: 4}, Quote: "met"}}, Rule: "test.rule",
		}
	}
	when, err := parley.ParseInterval("2005-04-12/2005-04-16")
	if err != nil {
		panic(err)
	}
	status, party, next := claim("c1", parley.FieldStatus, "held"), claim("c2", parley.FieldParty, "IDN"), claim("c3", parley.FieldNext, `{"kind":"meeting","certainty":"announced"}`)
	return &parley.Register{
		AsOf: parley.Date(2005, 5, 1),
		Processes: []parley.Process{{
			ID: "p1", Name: "Aceh talks", Parties: []string{"GAM", "IDN"},
			Rounds: []parley.Round{{
				ID: "r1", Number: 1, Status: parley.Held, When: when, Place: parley.Place{Name: "Helsinki", Country: "FIN"}, Parties: []string{"GAM", "IDN"}, Ordinal: 3,
				Sources: []parley.Digest{d}, Origins: 1,
				Fields: []parley.Field{
					{Name: parley.FieldStatus, Values: []parley.Value{{Value: "held", Modality: parley.Asserted, Standing: parley.Current, Origins: 1, Claims: []*parley.Claim{status}}}},
					{Name: parley.FieldParty, Values: []parley.Value{{Value: "IDN", Modality: parley.Asserted, Standing: parley.Current, Origins: 1, Claims: []*parley.Claim{party}}}},
				},
				Life: []parley.LifeStep{{Status: parley.Held, Claims: []*parley.Claim{status}}},
			}},
			Steps:          []parley.Step{{ID: "s1", Round: "r1", Kind: parley.NextMeeting, What: "meet again in May", Status: parley.StepOpen, Claims: []*parley.Claim{next}}},
			Contradictions: []parley.Contradiction{{ID: "x1", Kind: parley.OfFact, Round: "r1", Field: parley.FieldParty, Sides: []parley.Side{{Value: "IDN", Origins: 1, Claims: []*parley.Claim{party}}, {Value: "MYS", Origins: 1}}}},
		}},
		Documents: []*parley.Source{{ID: d, Name: "a", Publisher: "Northern Wire"}},
	}
}

// TestJSON pins the names of the fields, on which other programs rely: a field
// may be added, and none may go.
func TestJSON(t *testing.T) {
	var b bytes.Buffer
	if err := export.JSON(&b, small()); err != nil {
		t.Fatal(err)
	}
	var f map[string]any
	if err := json.Unmarshal(b.Bytes(), &f); err != nil {
		t.Fatal(err)
	}
	has := func(what string, v any, keys ...string) map[string]any {
		t.Helper()
		m, ok := v.(map[string]any)
		if !ok {
			t.Fatalf("%s is %T", what, v)
		}
		for _, k := range keys {
			if _, ok := m[k]; !ok {
				t.Errorf("%s has no %q: %v", what, k, m)
			}
		}
		return m
	}
	first := func(m map[string]any, key string) any {
		t.Helper()
		list, ok := m[key].([]any)
		if !ok || len(list) == 0 {
			t.Fatalf("%q is empty", key)
		}
		return list[0]
	}
	has("the file", f, "schema", "as_of", "processes", "contradictions", "next_steps", "documents", "claims")
	p := has("a process", first(f, "processes"), "id", "name", "parties", "state", "rounds", "positions")
	r := has("a round", first(p, "rounds"), "id", "process", "number", "status", "ordinal", "when", "from", "to", "place", "country", "parties", "unnamed_party",
		"third", "outcome", "level", "name", "track", "origins", "documents", "lifecycle", "values", "possibly")
	if r["from"] != "2005-04-12" || r["to"] != "2005-04-16" || r["ordinal"] != 3.0 || r["outcome"] != nil {
		t.Errorf("round is %v", r)
	}
	has("a document of a round", first(r, "documents"), "id", "name", "publisher")
	has("a value", first(r, "values"), "field", "value", "modality", "standing", "origins", "claims")
	has("a step", first(f, "next_steps"), "id", "process", "round", "who", "kind", "certainty", "text", "due", "status", "met_by", "because", "claims")
	c := has("a contradiction", first(f, "contradictions"), "id", "process", "round", "kind", "field", "because", "sides")
	has("a side", first(c, "sides"), "value", "origins", "sources", "claims")
	has("a claim", first(f, "claims"), "id", "subject", "field", "value", "modality", "evidence", "rule")

	// Every claim that is named is there.
	var ids []string
	for _, x := range f["claims"].([]any) {
		ids = append(ids, x.(map[string]any)["id"].(string))
	}
	if want := []string{"c1", "c2", "c3"}; !slices.Equal(ids, want) {
		slices.Sort(ids)
		if !slices.Equal(ids, want) {
			t.Errorf("claims %v, want %v", ids, want)
		}
	}
	var again bytes.Buffer
	if err := export.JSON(&again, small()); err != nil || !bytes.Equal(b.Bytes(), again.Bytes()) {
		t.Errorf("the same register is written in two ways (%v)", err)
	}
}

package sqlite

import (
	"encoding/json"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"github.com/parley-register/parley"
)

// TestPlainEvidenceIsJSON reads what encoding/json writes: as encoding/json does,
// or not at all.
func TestPlainEvidenceIsJSON(t *testing.T) {
	plain := 0
	rapid.Check(t, func(t *rapid.T) {
		want := make([]parley.Evidence, rapid.IntRange(1, 3).Draw(t, "n"))
		for i := range want {
			want[i] = parley.Evidence{
				Document: parley.Digest(rapid.SampledFrom([]string{"d0", "d1", ""}).Draw(t, "document")),
				Span:     parley.Span{Start: rapid.IntRange(-1, 1<<40).Draw(t, "start"), End: rapid.IntRange(0, 99).Draw(t, "end")},
				Quote:    rapid.SampledFrom([]string{"", "met", "Genève", "“No deal,” he said", "a\"b", "two\nlines", "<b>", "R&D", "\x00", "\xff", "}]", `},"quote":`}).Draw(t, "quote"),
			}
		}
		b, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		got, ok := plainEvidence(b, "d0")
		if !ok {
			return
		}
		plain++
		var slow []parley.Evidence
		if err := json.Unmarshal(b, &slow); err != nil || !reflect.DeepEqual(got, slow) {
			t.Fatalf("%s is read as %+v, by encoding/json as %+v, %v", b, got, slow, err)
		}
	})
	if plain == 0 {
		t.Error("nothing was read")
	}
	if got, ok := plainEvidence([]byte(`[{"document":"d0","span":{"start":3,"end":6},"quote":"met"}]`), "d0"); !ok || got[0].Quote != "met" {
		t.Errorf("the usual case: %+v, %v", got, ok)
	}
}

// FuzzPlainEvidence reads bytes of anyone's making: what it reads, encoding/json
// reads in the same way.
func FuzzPlainEvidence(f *testing.F) {
	for _, s := range []string{
		`[{"document":"d0","span":{"start":3,"end":6},"quote":"met"}]`,
		`[{"document":"d0","span":{"start":3,"end":6},"quote":"met"},{"document":"d1","span":{"start":0,"end":0},"quote":""}]`,
		`[{"document":"d0","span":{"start":03,"end":6},"quote":"met"}]`, `[]`, `null`, `[`, `[{"document":"`, `[{"document":"d","span":{"start":99999999999999999999,"end":6},"quote":"x"}]`,
		"[{\"document\":\"d\",\"span\":{\"start\":1,\"end\":6},\"quote\":\"\t\xff\"}]",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		got, ok := plainEvidence(b, "d0")
		if !ok {
			return
		}
		var slow []parley.Evidence
		if err := json.Unmarshal(b, &slow); err != nil || !reflect.DeepEqual(got, slow) {
			t.Fatalf("%q is read as %+v, by encoding/json as %+v, %v", b, got, slow, err)
		}
	})
}

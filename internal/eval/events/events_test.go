package events

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/code"
)

func file(t *testing.T, name, content string) string {
	t.Helper()
	p := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(p, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestRelations(t *testing.T) {
	p := file(t, "a.tsv", "id\tsentence\tmarked_sentence\troot\n7\tx\t<s>Norway</s> met <t>Denmark</t> and 2 < 3 <t>Swedes</t>.\tCONSULT\n\n")
	got, err := Relations(p)
	if err != nil || len(got) != 1 {
		t.Fatal(got, err)
	}
	r := got[0]
	cut := func(s parley.Span) string { return r.Text[s.Start:s.End] }
	if r.Text != "Norway met Denmark and 2 < 3 Swedes." || r.Root != "CONSULT" || r.ID != "7" || len(r.Source) != 1 || len(r.Target) != 2 ||
		cut(r.Source[0]) != "Norway" || cut(r.Target[0]) != "Denmark" || cut(r.Target[1]) != "Swedes" {
		t.Errorf("%+v", r)
	}
	for _, bad := range []string{"id\troot\n", "id\tmarked_sentence\troot\n1\n"} {
		if _, err := Relations(file(t, "b.tsv", bad)); !errors.Is(err, ErrLayout) {
			t.Errorf("%q: %v", bad, err)
		}
	}
	for _, read := range []func(string) error{
		func(p string) error { _, err := Records(p); return err },
		func(p string) error { _, err := Sentences(p); return err },
	} {
		if err := read(file(t, "c.jsonl", "{}\n")); !errors.Is(err, ErrLayout) {
			t.Error(err)
		}
		if err := read(filepath.Join(t.TempDir(), "none")); err == nil {
			t.Error("no error for a file that is not there")
		}
	}
}

func TestScores(t *testing.T) {
	gold := []Relation{{Root: "AID"}, {Root: "AID"}, {Root: "ACCUSE"}, {Root: "YIELD"}}
	r := ScoreRoots(gold, []string{"AID", "ACCUSE", "ACCUSE", ""}, make([]string, 4))
	// AID: P 1, R 1/2, F 2/3; ACCUSE: P 1/2, R 1, F 2/3; YIELD 0.
	if r.Accuracy != 0.5 || r.Silent != 1 || r.MacroF1 < 0.444 || r.MacroF1 > 0.445 || len(r.Errors) != 2 {
		t.Errorf("%+v", r)
	}
	for e, want := range map[*code.Event]string{
		{Root: code.Sanction, CAMEO: "163"}: "COERCE", {Root: code.Concede, CAMEO: "055"}: "SUPPORT", {Root: code.Retreat, CAMEO: "0841"}: "YIELD",
		{Root: code.Reject, CAMEO: "016"}: "REJECT", {Root: code.Coerce, CAMEO: "176"}: "ASSAULT", {Root: code.Consult}: "CONSULT",
	} {
		if got := RootInPLV(e); got != want {
			t.Errorf("%s %s is %s, want %s", e.Root, e.CAMEO, got, want)
		}
	}

	records := []Record{
		{Text: "a", Root: "ACCUSE", Actor: []Side{{Country: "NOR"}}, Recipient: []Side{{Country: "IGO"}}},
		{Text: "b", Root: "ACCUSE", Actor: []Side{{Country: "NOR"}}},
		{Text: "c", Root: "AID", Actor: []Side{{Country: "NOR"}}},
	}
	party := func(codes ...string) (out []code.Party) {
		for _, c := range codes {
			out = append(out, code.Party{Code: c, Country: code.Country(c)})
		}
		return out
	}
	rr := ScoreRecords(records, [][]code.Event{
		{{Root: code.Accuse, Source: party("NOR"), Target: party("UNO")}},
		{{Root: code.Accuse, Source: party("NOR"), Target: party("DNK")}, {Root: code.Accuse, Source: party("NOR")}},
		nil,
	})
	if rr.Root != 2 || rr.Strict != 1 || rr.AnyStrict != 2 || rr.Coded != 2 || len(rr.Errors) != 2 {
		t.Errorf("%+v", rr)
	}

	m := ScoreMeet([]Sentence{{Meet: true}, {Meet: true}, {}, {}}, []bool{true, false, true, false})
	if m.Precision != 0.5 || m.Recall != 0.5 || m.F1 != 0.5 {
		t.Errorf("%+v", m)
	}
	var b bytes.Buffer
	if r.Print(&b) != nil || rr.Print(&b) != nil || m.Print(&b) != nil || !strings.Contains(b.String(), "accuracy 0.500 (2 of 4, 1 without a root)") {
		t.Error(b.String())
	}
}

func FuzzUnmark(f *testing.F) {
	f.Add("<s>Norway</s> met <t>Denmark</t>.")
	f.Add("<s><t></s></t></s><")
	f.Fuzz(func(t *testing.T, s string) {
		text, source, target := unmark(s)
		for _, p := range append(source, target...) {
			if p.Start < 0 || p.End < p.Start || p.End > len(text) {
				t.Fatalf("span %v of %d bytes", p, len(text))
			}
		}
	})
}

package story

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/parley-register/parley"
)

// some are documents with copies, cuts, citations and a source without a name.
func some(t testing.TB) []*parley.Document {
	quoted := `A senior Norland official said that the ferry would "sail before the month is over, come what may", and gave no name.`
	return []*parley.Document{
		document(t, "Reuters", "2026-04-07", "RUEN (Reuters) - "+lake),
		document(t, "Island Post", "2026-04-08", "RUEN (Reuters) - "+lake),
		document(t, "City Mirror", "2026-04-09", strings.Join(strings.Split(lake, "\n")[:2], "\n")),
		document(t, "Hill Tribune", "2026-04-09", "The ferry between Norland and Sudria will sail again in May, Reuters reported from the island of Ruen, where the envoys Falk and Rell met."),
		document(t, "Verra Times", "2026-04-07", bridge),
		document(t, "Norland Echo", "2026-04-10", "Envoys will meet on Ruen again, the Verra Times reported on Friday.\n"+quoted),
		document(t, "Sudria Herald", "2026-04-10", quoted+"\nThe herald has no more to tell."),
	}
}

func origins(g *Graph, docs []*parley.Document) string {
	var b strings.Builder
	for _, d := range docs {
		fmt.Fprintf(&b, "%+v\n", g.Origin(d.ID))
		for at := 0; at < len(d.Text); at += 40 {
			o, ok := g.Inside(d.ID, parley.Span{Start: at, End: min(at+5, len(d.Text))})
			fmt.Fprintf(&b, "%v %+v\n", ok, o)
		}
	}
	return b.String()
}

// TestSignaturesTellWhatTextsTell traces documents as they come in, each time
// from the bytes of the signatures that the time before left, and compares with
// a trace of all texts. At the end no text is read.
func TestSignaturesTellWhatTextsTell(t *testing.T) {
	docs := some(t)
	want := origins(Trace(docs), docs)
	byID := map[parley.Digest]*parley.Document{}
	for _, d := range docs {
		byID[d.ID] = d
	}
	rapid.Check(t, func(t *rapid.T) {
		kept := map[parley.Digest][]byte{}
		order := rapid.Permutation(docs).Draw(t, "order")
		loads := 0
		trace := func(n int) *Graph {
			var bare []*parley.Document
			signatures := map[parley.Digest]*Signature{}
			for _, d := range order[:n] {
				x := *d
				x.Text, x.Blocks = "", nil
				bare = append(bare, &x)
				if b, ok := kept[d.ID]; ok {
					s, err := ParseSignature(b)
					if err != nil {
						t.Fatal(err)
					}
					signatures[d.ID] = s
				}
			}
			g, anew, err := TraceSigned(bare, signatures, func(id parley.Digest) (*parley.Document, error) { loads++; return byID[id], nil })
			if err != nil {
				t.Fatal(err)
			}
			for id, s := range anew {
				kept[id] = s.Bytes()
			}
			return g
		}
		for n := 1; n <= len(order); n++ {
			if n == len(order) || rapid.Bool().Draw(t, "trace") {
				trace(n)
			}
		}
		loads = 0
		if got := origins(trace(len(order)), docs); got != want {
			t.Fatalf("from signatures:\n%s\nfrom texts:\n%s", got, want)
		}
		if loads > 0 {
			t.Fatalf("%d texts were read again", loads)
		}
		for id, b := range kept {
			if err := Check(byID[id], b); err != nil {
				t.Fatal(err)
			}
			if err := Check(byID[docs[0].ID], b); byID[id].Text != docs[0].Text && err == nil {
				t.Fatal("a signature passes for that of another text")
			}
		}
	})
}

// TestTextsThatCannotBeRead hands on what went wrong.
func TestTextsThatCannotBeRead(t *testing.T) {
	broken := errors.New("broken")
	_, _, err := TraceSigned(some(t), nil, func(parley.Digest) (*parley.Document, error) { return nil, broken })
	if !errors.Is(err, broken) {
		t.Errorf("the error is %v", err)
	}
}

func FuzzParseSignature(f *testing.F) {
	for _, d := range some(f) {
		f.Add(Sign(d, nil).Bytes())
	}
	f.Add([]byte(version))
	f.Add([]byte(version + "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"))
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := ParseSignature(b)
		if err != nil {
			if !errors.Is(err, ErrSignature) {
				t.Fatal(err)
			}
			return
		}
		again, err := ParseSignature(s.Bytes())
		if err != nil || string(again.Bytes()) != string(s.Bytes()) {
			t.Fatalf("it does not come back: %v", err)
		}
	})
}

package story

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync/atomic"
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
		var loads atomic.Int64
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
			g, anew, err := TraceSigned(bare, signatures, func(id parley.Digest) (*parley.Document, error) { loads.Add(1); return byID[id], nil })
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
		loads.Store(0)
		if got := origins(trace(len(order)), docs); got != want {
			t.Fatalf("from signatures:\n%s\nfrom texts:\n%s", got, want)
		}
		if n := loads.Load(); n > 0 {
			t.Fatalf("%d texts were read again", n)
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

// BenchmarkSigned traces documents from their texts, and from the signatures
// that are left of that.
func BenchmarkSigned(b *testing.B) {
	const n = 5000
	rng := rand.New(rand.NewPCG(1, 1))
	words := strings.Fields(lake + " " + bridge)
	var docs []*parley.Document
	byID := map[parley.Digest]*parley.Document{}
	for i := range n {
		var body strings.Builder
		for j := range 400 {
			body.WriteString(words[rng.IntN(len(words))] + []string{" ", ". "}[min(1, (j+1)%20/19)])
		}
		if i%5 == 4 { // a copy of one of the last days
			body.Reset()
			body.WriteString(docs[i-3].Text)
		}
		d := document(b, fmt.Sprintf("Paper %d", i%300), fmt.Sprintf("2026-%02d-%02d", 1+i*12/n, 1+i*336/n%28), body.String())
		if byID[d.ID] == nil {
			docs = append(docs, d)
			byID[d.ID] = d
		}
	}
	load := func(id parley.Digest) (*parley.Document, error) { return byID[id], nil }
	_, signed, err := TraceSigned(docs, nil, load)
	if err != nil {
		b.Fatal(err)
	}
	size := 0
	for _, s := range signed {
		size += len(s.Bytes())
	}
	b.Run("texts", func(b *testing.B) {
		for b.Loop() {
			Trace(docs)
		}
		b.ReportMetric(float64(n), "documents")
	})
	b.Run("signatures", func(b *testing.B) {
		for b.Loop() {
			if _, _, err := TraceSigned(docs, signed, func(id parley.Digest) (*parley.Document, error) { b.Error("a text was read"); return byID[id], nil }); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(n), "documents")
		b.ReportMetric(float64(size)/float64(len(signed)), "bytes/signature")
	})
}

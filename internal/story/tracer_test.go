package story

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/parley-register/parley"
)

// many are the documents of some, told again on other days, in part and by
// others.
func many(t testing.TB) []*parley.Document {
	docs := some(t)
	r := rand.New(rand.NewPCG(3, 4))
	for i := range 40 {
		of := docs[r.IntN(len(docs))]
		lines := strings.Split(of.Text, "\n")
		lines = lines[:1+r.IntN(len(lines))]
		if r.IntN(3) == 0 {
			lines = append(lines, fmt.Sprintf("The harbour master of Ruen counted %d ferries.", i))
		}
		publisher := []string{of.Publisher, "Reuters", "Coast Gazette", "Verra Times", fmt.Sprintf("Paper %d", i)}[r.IntN(5)]
		docs = append(docs, document(t, publisher, fmt.Sprintf("2026-04-%02d", 5+r.IntN(12)), strings.Join(lines, "\n")))
	}
	byID := map[parley.Digest]bool{}
	return slices.DeleteFunc(docs, func(d *parley.Document) bool {
		seen := byID[d.ID]
		byID[d.ID] = true
		return seen
	})
}

// TestTracerIsTrace lets documents come and go at random, and compares what the
// tracer gives with a trace of the same documents that remembers nothing.
func TestTracerIsTrace(t *testing.T) {
	docs := many(t)
	byID := map[parley.Digest]*parley.Document{}
	for _, d := range docs {
		byID[d.ID] = d
	}
	load := func(id parley.Digest) (*parley.Document, error) { return byID[id], nil }
	rapid.Check(t, func(t *rapid.T) {
		tracer := NewTracer()
		signatures := map[parley.Digest]*Signature{}
		there := map[int]bool{}
		for range rapid.IntRange(1, 6).Draw(t, "changes") {
			for range rapid.IntRange(1, 12).Draw(t, "documents") {
				i := rapid.IntRange(0, len(docs)-1).Draw(t, "document")
				there[i] = !there[i] || rapid.IntRange(0, 2).Draw(t, "stays") > 0
			}
			var now []*parley.Document
			for i, d := range docs {
				if there[i] {
					now = append(now, d)
				}
			}
			g, anew, err := tracer.Trace(now, signatures, load)
			if err != nil {
				t.Fatal(err)
			}
			for id, s := range anew {
				signatures[id] = s
			}
			if got, want := origins(g, now), origins(Trace(now), now); got != want {
				t.Fatalf("the tracer gives\n%s\nwant\n%s", got, want)
			}
		}
	})
}

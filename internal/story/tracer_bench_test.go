package story

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/parley-register/parley"
)

// BenchmarkTraceKnown traces documents whose signatures are known: of 25 years,
// a fifth of them copies of the one before.
func BenchmarkTraceKnown(b *testing.B) {
	for _, n := range []int{2_000, 20_000} {
		b.Run(fmt.Sprintf("%d documents", n), func(b *testing.B) {
			r := rand.New(rand.NewPCG(1, 2))
			docs := make([]*parley.Document, n)
			byID := map[parley.Digest]*parley.Document{}
			text := ""
			for i := range docs {
				if i%5 != 0 {
					var w strings.Builder
					for range 120 {
						fmt.Fprintf(&w, "w%d ", r.IntN(5000))
					}
					text = w.String()
				}
				day := i * 9000 / n
				d := &parley.Document{Text: text + fmt.Sprint("Ends ", i), Publisher: fmt.Sprint("Outlet ", r.IntN(60)), Published: parley.On(parley.Date(2000+day/360, 1+day/30%12, 1+day%30%28))}
				d.ID = d.DocumentID()
				docs[i], byID[d.ID] = d, d
			}
			load := func(id parley.Digest) (*parley.Document, error) { return byID[id], nil }
			_, signed, err := TraceSigned(docs, nil, load)
			if err != nil {
				b.Fatal(err)
			}
			tracer := NewTracer()
			for _, c := range []struct {
				name  string
				trace func([]*parley.Document, map[parley.Digest]*Signature, func(parley.Digest) (*parley.Document, error)) (*Graph, map[parley.Digest]*Signature, error)
			}{{"from nothing", TraceSigned}, {"again", tracer.Trace}} {
				b.Run(c.name, func(b *testing.B) {
					if _, _, err := c.trace(docs, signed, load); err != nil {
						b.Fatal(err)
					}
					b.ReportAllocs()
					for b.Loop() {
						if _, _, err := c.trace(docs, signed, load); err != nil {
							b.Fatal(err)
						}
					}
				})
			}
		})
	}
}

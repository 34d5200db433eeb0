//go:build unix

package register_test

import (
	"fmt"
	"runtime"
	"testing"
	"time"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/kept"
	"github.com/parley-register/parley/internal/register"
)

// BenchmarkKept tells how much more processor time it takes to fold a register of the world's
// news than to read what was kept of it: a list of its processes, one of them, all.
func BenchmarkKept(b *testing.B) {
	for _, n := range []int{100_000, 300_000} {
		var folding time.Duration
		var reg *parley.Register
		load := func(b *testing.B) {
			if reg == nil {
				in := worldNews(n, 25, 7)
				begin := processorTime(b)
				reg = register.Fold(in)
				folding = processorTime(b) - begin
				runtime.GC()
			}
		}
		for _, c := range []struct {
			name string
			read func(*kept.Kept) error
		}{
			{"list", func(k *kept.Kept) error { k.Outline(); return nil }},
			{"one", func(k *kept.Kept) error { _, err := k.Process(reg.Processes[len(reg.Processes)/2].ID); return err }},
			{"all", func(k *kept.Kept) error { _, err := k.Register(); return err }},
		} {
			b.Run(fmt.Sprintf("%d claims/%s", n, c.name), func(b *testing.B) {
				load(b)
				w := kept.Write(reg, nil)
				size := len(w.Head)
				for _, p := range w.Parts {
					size += len(p)
				}
				before := processorTime(b)
				for b.Loop() {
					k, err := kept.Open(w.Head, func(digests ...parley.Digest) ([][]byte, error) {
						out := make([][]byte, len(digests))
						for i, d := range digests {
							out[i] = w.Parts[d]
						}
						return out, nil
					})
					if err == nil {
						err = c.read(k)
					}
					if err != nil {
						b.Fatal(err)
					}
				}
				reading := (processorTime(b) - before).Seconds() / float64(b.N)
				b.ReportMetric(1000*reading, "cpu-ms/op")
				b.ReportMetric(folding.Seconds()/reading, "times-less")
				b.ReportMetric(float64(size)/(1<<20), "MB")
			})
		}
	}
}

package register_test

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/kept"
	"github.com/parley-register/parley/internal/register"
)

// writtenDown is reg as it is read again after it was written down.
func writtenDown(t interface{ Fatal(...any) }, reg *parley.Register) *kept.Kept {
	w := kept.Write(reg, nil)
	k, err := kept.Open(w.Head, func(digests ...parley.Digest) ([][]byte, error) {
		out := make([][]byte, len(digests))
		for i, d := range digests {
			out[i] = w.Parts[d]
		}
		return out, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// TestKeptIsFold writes registers down and reads them again.
func TestKeptIsFold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		reg := register.Fold(wild(t))
		got, err := writtenDown(t, reg).Register()
		if err != nil {
			t.Fatal(err)
		}
		if string(fingerprint(t, got)) != string(fingerprint(t, reg)) {
			t.Fatalf("%s\nis read as\n%s", fingerprint(t, reg), fingerprint(t, got))
		}
	})
}

// BenchmarkKept tells how much longer it takes to fold a register of the world's
// news than to read what was kept of it: a list of its processes, one of them, all.
func BenchmarkKept(b *testing.B) {
	for _, n := range []int{100_000, 300_000} {
		var folding time.Duration
		var reg *parley.Register
		load := func() {
			if reg == nil {
				in := worldNews(n, 25, 7)
				begin := time.Now()
				reg = register.Fold(in)
				folding = time.Since(begin)
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
				load()
				w := kept.Write(reg, nil)
				size := len(w.Head)
				for _, p := range w.Parts {
					size += len(p)
				}
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
				b.ReportMetric(folding.Seconds()/(b.Elapsed().Seconds()/float64(b.N)), "times-faster")
				b.ReportMetric(float64(size)/(1<<20), "MB")
			})
		}
	}
}

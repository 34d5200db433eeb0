//go:build unix

package register_test

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/register"
)

func BenchmarkFoldWorld(b *testing.B) {
	for _, n := range []int{100_000, 1_000_000} {
		b.Run(fmt.Sprintf("%d claims", n), func(b *testing.B) {
			in := worldNews(n, 25, 7)
			b.ReportAllocs()
			before := processorTime(b)
			for b.Loop() {
				register.Fold(in)
			}
			b.ReportMetric(float64((processorTime(b)-before).Milliseconds())/float64(b.N), "cpu-ms/op")
		})
	}
}

// BenchmarkKeepWorld puts one document into a register of the world's news: of
// the latest day, of the first day of a year in the middle, of a new day; and
// takes one away. The middle of the times and the worst are told.
func BenchmarkKeepWorld(b *testing.B) {
	for _, n := range []int{100_000, 300_000, 1_000_000} {
		var k *register.Keeper
		var in register.Input
		var claims map[parley.Digest][]parley.Claim
		var byDay []register.Document
		load := func(b *testing.B) {
			if k != nil {
				return
			}
			in = worldNews(n, 25, 7)
			claims = byDocument(&in)
			byDay = slices.Clone(in.Documents)
			slices.SortStableFunc(byDay, func(a, b register.Document) int {
				return strings.Compare(a.Published.From.String(), b.Published.From.String())
			})
			k = register.NewKeeper(nil)
			for _, d := range in.Documents {
				put(k, &in, claims, d)
			}
			k.Register()
			runtime.GC()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			b.Logf("%d claims, %d documents: %d MB in use", len(in.Claims), len(in.Documents), m.HeapAlloc>>20)
		}
		for _, c := range []struct {
			name string
			pick func(i int) register.Document
		}{
			{"today", func(i int) register.Document { return byDay[len(byDay)-1-i%30] }},
			{"years ago", func(i int) register.Document { return byDay[len(byDay)/2+i*97%3000] }},
		} {
			b.Run(fmt.Sprintf("%d claims/%s", n, c.name), func(b *testing.B) {
				load(b)
				b.ReportAllocs()
				var all []time.Duration
				for i := 0; b.Loop(); i++ {
					d := c.pick(i)
					b.StopTimer()
					k.Remove(d.ID)
					k.Register()
					before := processorTime(b)
					b.StartTimer()
					put(k, &in, claims, d)
					k.Register()
					all = append(all, processorTime(b)-before)
				}
				slices.Sort(all)
				ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
				b.ReportMetric(ms(all[len(all)/2]), "cpu-ms-median")
				b.ReportMetric(ms(all[len(all)*9/10]), "cpu-ms-90%")
				b.ReportMetric(ms(all[len(all)-1]), "cpu-ms-worst")
			})
		}
	}
}

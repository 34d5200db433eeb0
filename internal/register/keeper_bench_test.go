//go:build unix

package register_test

import (
	"fmt"
	"syscall"
	"testing"
	"time"

	"github.com/parley-register/parley/internal/register"
)

// processorTime is what the process has used of processors.
func processorTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkKeep adds one document to a register of so many claims: of many
// dyads that have no party in common, a document at a time. On a machine that is
// shared the processor's time tells more than the clock's.
func BenchmarkKeep(b *testing.B) {
	for _, n := range []int{100_000, 1_000_000} {
		b.Run(fmt.Sprintf("%d claims", n), func(b *testing.B) {
			in := dyads(n)
			claims := byDocument(&in)
			k := register.NewKeeper(nil)
			for _, d := range in.Documents {
				put(k, &in, claims, d)
			}
			k.Register()
			b.ReportAllocs()
			i := 0
			var busy time.Duration
			for b.Loop() {
				d := in.Documents[(i*7919)%len(in.Documents)]
				i++
				b.StopTimer()
				k.Remove(d.ID)
				k.Register()
				before := processorTime(b)
				b.StartTimer()
				put(k, &in, claims, d)
				k.Register()
				busy += processorTime(b) - before
			}
			b.ReportMetric(float64(busy.Microseconds())/1000/float64(b.N), "cpu-ms/op")
			b.ReportMetric(float64(len(in.Claims)), "claims")
		})
	}
}

package core

import (
	"math/rand/v2"
	"testing"
)

// exhaustive finds the score of the best tree by trying all.
func exhaustive(scores []int32, n int) int64 {
	heads, mark := make([]int32, n), make([]int32, n)
	best := int64(-1 << 60)
	var try func(i int, sum int64)
	try = func(i int, sum int64) {
		if i == n {
			if isTree(heads, mark) {
				best = max(best, sum)
			}
			return
		}
		for j := range n + 1 {
			if j != i+1 {
				heads[i] = int32(j)
				try(i+1, sum+int64(scores[i*(n+1)+j]))
			}
		}
	}
	try(0, 0)
	return best
}

func TestTreeIsBest(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var tr tree
	for round := range 3000 {
		n := 1 + r.IntN(5)
		span := []int32{3, 100, 1 << 29}[round%3] // many ties, few, none
		scores := make([]int32, n*(n+1))
		for i := range scores {
			scores[i] = r.Int32N(2*span) - span
		}
		heads, mark := make([]int32, n), make([]int32, n)
		tr.best(heads, scores, n+1)
		if !isTree(heads, mark) {
			t.Fatalf("not a tree: %v", heads)
		}
		var sum int64
		for i, h := range heads {
			sum += int64(scores[i*(n+1)+int(h)])
		}
		if want := exhaustive(scores, n); sum != want {
			t.Fatalf("%v: score %d, best %d for %v", heads, sum, want, scores)
		}
	}
}

func TestIsTree(t *testing.T) {
	for _, c := range []struct {
		heads []int32
		want  bool
	}{
		{[]int32{0}, true},
		{[]int32{2, 0, 2}, true},
		{[]int32{0, 0}, false},
		{[]int32{2, 1}, false},
		{[]int32{2, 3, 2, 0}, false},
		{[]int32{2, 3, 0, 3}, true},
	} {
		if got := isTree(c.heads, make([]int32, len(c.heads))); got != c.want {
			t.Errorf("isTree(%v) = %v", c.heads, got)
		}
	}
}

func BenchmarkTree(b *testing.B) {
	for _, n := range []int{25, 100, 200} {
		b.Run(string(rune('0'+n/100))+"xx", func(b *testing.B) {
			r := rand.New(rand.NewPCG(3, 4))
			scores := make([]int32, n*(n+1))
			for i := range scores {
				scores[i] = r.Int32N(1 << 20)
			}
			heads := make([]int32, n)
			var tr tree
			for b.Loop() {
				tr.best(heads, scores, n+1)
			}
		})
	}
}

package train

import (
	"math"
	"math/rand/v2"
	"testing"
)

func random(r *rand.Rand, rows, cols int) *matrix {
	m := newMatrix(rows, cols)
	for i := range m.v {
		m.v[i] = r.Float32() - 0.5
	}
	return m
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-4 {
		t.Fatalf("%s = %g, want %g", what, got, want)
	}
}

func TestProducts(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for _, m := range []int{1, 5, 6, 7, 13} {
		a, at, b := random(r, m, 9), random(r, 9, m), random(r, 9, 32)
		c, ct := newMatrix(m, 32), newMatrix(m, 32)
		addProduct(c, a, b)
		addProductT(ct, at, b)
		for i := range m {
			for j := range 32 {
				var s, st float64
				for p := range 9 {
					s += float64(a.row(i)[p]) * float64(b.row(p)[j])
					st += float64(at.row(p)[i]) * float64(b.row(p)[j])
				}
				near(t, "a·b", float64(c.row(i)[j]), s)
				near(t, "aᵀ·b", float64(ct.row(i)[j]), st)
			}
		}
	}
	x, y := random(r, 1, 48), random(r, 1, 48)
	var want float64
	for i := range x.v {
		want += float64(x.v[i]) * float64(y.v[i])
	}
	near(t, "dot", float64(dot(x.v, y.v)), want)
	before := y.v[7]
	axpy(2, x.v, y.v)
	near(t, "axpy", float64(y.v[7]), float64(before+2*x.v[7]))
}

func BenchmarkProduct(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	x, w, y := random(r, 400, 192), random(r, 192, 576), newMatrix(400, 576)
	for b.Loop() {
		addProduct(y, x, w)
	}
	b.ReportMetric(2*400*192*576*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
}

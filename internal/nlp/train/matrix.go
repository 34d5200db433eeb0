package train

import (
	"slices"
	"sync"
)

// lane is the width to which the columns of a product are padded.
const lane = 16

// A matrix is stored by rows.
type matrix struct {
	rows, cols int
	v          []float32
}

func newMatrix(rows, cols int) *matrix { return &matrix{rows, cols, make([]float32, rows*cols)} }

func (m *matrix) row(i int) []float32 { return m.v[i*m.cols : (i+1)*m.cols] }

// shape makes m a zero matrix of the given size, in its own memory if it can.
func (m *matrix) shape(rows, cols int) *matrix {
	if n := rows * cols; cap(m.v) < n {
		m.v = make([]float32, n+n/4)[:n]
	} else {
		m.v = m.v[:n]
		clear(m.v)
	}
	m.rows, m.cols = rows, cols
	return m
}

// addProduct is c += a·b. The columns of b and c are a multiple of lane.
func addProduct(c, a, b *matrix) {
	if a.cols != b.rows || c.rows != a.rows || c.cols != b.cols {
		panic("product of matrices that do not fit")
	}
	product(c, a.v, a.cols, 1, b, a.rows, a.cols)
}

// addProductT is c += aᵀ·b.
func addProductT(c, a, b *matrix) {
	if a.rows != b.rows || c.rows != a.cols || c.cols != b.cols {
		panic("product of matrices that do not fit")
	}
	product(c, a.v, 1, a.cols, b, a.cols, a.rows)
}

// product adds the m×k matrix with element (i, p) at a[i·rs + p·cs], times b.
func product(c *matrix, a []float32, rs, cs int, b *matrix, m, k int) {
	if m == 0 || k == 0 || b.cols == 0 {
		return
	}
	if b.cols%lane != 0 {
		panic("columns are not padded")
	}
	if !fast {
		for i := range m {
			out := c.row(i)
			for p := range k {
				x := a[i*rs+p*cs]
				for j, y := range b.row(p) {
					out[j] += float32(x * y)
				}
			}
		}
		return
	}
	// Columns of 16 are copied first: read in strides of a large matrix, they would
	// push each other out of the cache.
	room := packs.Get().(*[]float32)
	defer packs.Put(room)
	*room = slices.Grow((*room)[:0], k*lane)
	panel := (*room)[:k*lane]
	for j := 0; j < b.cols; j += lane {
		for p := range k {
			copy(panel[p*lane:(p+1)*lane], b.v[p*b.cols+j:p*b.cols+j+lane])
		}
		i := 0
		for ; i+6 <= m; i += 6 {
			gemm6x16(k, &a[i*rs], 4*rs, 4*cs, &panel[0], 4*lane, &c.v[i*c.cols+j], 4*c.cols)
		}
		for ; i < m; i++ {
			gemm1x16(k, &a[i*rs], 4*cs, &panel[0], 4*lane, &c.v[i*c.cols+j])
		}
	}
}

// packs are buffers of product.
var packs = sync.Pool{New: func() any { return new([]float32) }}

// transpose writes mᵀ into t, its columns padded with zeros to a multiple of lane.
func (m *matrix) transpose(t *matrix) *matrix {
	t.shape(m.cols, pad(m.rows))
	for i := range m.rows {
		for j, v := range m.row(i) {
			t.v[j*t.cols+i] = v
		}
	}
	return t
}

func pad(n int) int { return (n + lane - 1) / lane * lane }

// dot is the inner product of two vectors whose length is a multiple of lane.
func dot(a, b []float32) float32 {
	if fast {
		return dotAVX(len(a), &a[0], &b[0])
	}
	var s float32
	for i, x := range a {
		s += float32(x * b[i])
	}
	return s
}

// axpy is y += alpha·x, for a length that is a multiple of lane.
func axpy(alpha float32, x, y []float32) {
	if fast {
		axpyAVX(len(x), alpha, &x[0], &y[0])
		return
	}
	for i, v := range x {
		y[i] += float32(alpha * v)
	}
}

//go:build amd64 || arm64

package core

//go:noescape
func mul4x16(dst *int32, dstStride int, x *int16, xStride int, w *int16, steps int)

//go:noescape
func mul1x16(dst *int32, x *int16, w *int16, steps int)

//go:noescape
func dot16(n int, a, b *int16) int32

//go:noescape
func sumRows64(score *int16, table *int16, rows *uint32, n int)

// mulBlocks multiplies in blocks of 16 outputs and four words. steps is what the
// assembly counts by.
func mulBlocks(w *weights, dst []int32, x []int16, n, steps int) {
	if n == 0 {
		return
	}
	in, out := w.in, w.out
	_, _ = dst[n*out-1], x[n*in-1]
	for o := 0; o < out; o += block {
		lanes := &w.lanes[o*in]
		t := 0
		for ; t+4 <= n; t += 4 {
			mul4x16(&dst[t*out+o], 4*out, &x[t*in], 2*in, lanes, steps)
		}
		for ; t < n; t++ {
			mul1x16(&dst[t*out+o], &x[t*in], lanes, steps)
		}
	}
}

func dotVector(a, b []int16) int32 {
	b = b[:len(a)]
	return dot16(len(a), &a[0], &b[0])
}

func sumRowsVector(score *[Classes]int16, table [][Classes]int16, rows *[TagFeatures]uint32) {
	for _, r := range rows {
		_ = table[r]
	}
	sumRows64(&score[0], &table[0][0], &rows[0], TagFeatures)
}

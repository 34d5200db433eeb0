package core

import "golang.org/x/sys/cpu"

//go:noescape
func mul4x16(dst *int32, dstStride int, x *int16, xStride int, w *int16, pairs int)

//go:noescape
func mul1x16(dst *int32, x *int16, w *int16, pairs int)

//go:noescape
func dot16(n int, a, b *int16) int32

//go:noescape
func cell8(h int, sums *int32, input *int16, params, state *float32, out *int16)

//go:noescape
func sumRows64(score *int16, table *int16, rows *uint32, n int)

func vectorKernels() []*kernel {
	if !cpu.X86.HasAVX2 {
		return nil
	}
	return []*kernel{{"avx2", packLanes, mulAVX2, dotAVX2, cellAVX2, sumRowsAVX2}}
}

// packLanes puts the weights of 16 outputs for one pair of inputs side by side,
// which is what VPMADDWD multiplies with a pair of activations.
func packLanes(w *weights, codes []int8) {
	w.lanes = make([]int16, w.in*w.out)
	at := 0
	for o := 0; o < w.out; o += block {
		for k := 0; k < w.in; k += 2 {
			for j := range block {
				w.lanes[at] = int16(codes[(o+j)*w.in+k])
				w.lanes[at+1] = int16(codes[(o+j)*w.in+k+1])
				at += 2
			}
		}
	}
}

func mulAVX2(w *weights, dst []int32, x []int16, n int) {
	if n == 0 {
		return
	}
	in, out := w.in, w.out
	_, _ = dst[n*out-1], x[n*in-1]
	for o := 0; o < out; o += block {
		lanes := &w.lanes[o*in]
		t := 0
		for ; t+4 <= n; t += 4 {
			mul4x16(&dst[t*out+o], 4*out, &x[t*in], 2*in, lanes, in/2)
		}
		for ; t < n; t++ {
			mul1x16(&dst[t*out+o], &x[t*in], lanes, in/2)
		}
	}
}

func dotAVX2(a, b []int16) int32 {
	b = b[:len(a)]
	return dot16(len(a), &a[0], &b[0])
}

func cellAVX2(c *cell) {
	h := len(c.state)
	_, _ = c.sums[3*h-1], c.params[8*h-1]
	_ = c.out[h-1]
	var input *int16
	if c.input != nil {
		_ = c.input[h-1]
		input = &c.input[0]
	} else {
		_ = c.sums[4*h-1]
	}
	cell8(h, &c.sums[0], input, &c.params[0], &c.state[0], &c.out[0])
}

func sumRowsAVX2(score *[Classes]int16, table [][Classes]int16, rows *[TagFeatures]uint32) {
	for _, r := range rows {
		_ = table[r]
	}
	sumRows64(&score[0], &table[0][0], &rows[0], TagFeatures)
}

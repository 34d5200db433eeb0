package core

import "golang.org/x/sys/cpu"

//go:noescape
func cell8(h int, sums *int32, input *int16, params, state *float32, out *int16)

//go:noescape
func activate8(n int, out *int16, sums *int32, scale, bias *float32, slope, one, top float32)

//go:noescape
func affine8(n int, out *float32, sums *int32, scale, bias *float32)

func vectorKernels() []*kernel {
	if !cpu.X86.HasAVX2 {
		return nil
	}
	return []*kernel{{"avx2", packLanes, mulAVX2, dotVector, cellAVX2, activateAVX2, affineAVX2, sumRowsVector}}
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

func mulAVX2(w *weights, dst []int32, x []int16, n int) { mulBlocks(w, dst, x, n, w.in/2) }

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

func activateAVX2(out []int16, sums []int32, scale, bias []float32, a activation) {
	n := len(out)
	_, _, _ = sums[n-1], scale[n-1], bias[n-1]
	activate8(n, &out[0], &sums[0], &scale[0], &bias[0], a.slope, a.one, a.top)
}

func affineAVX2(out []float32, sums []int32, scale, bias []float32) {
	n := len(out)
	_, _, _ = sums[n-1], scale[n-1], bias[n-1]
	affine8(n, &out[0], &sums[0], &scale[0], &bias[0])
}

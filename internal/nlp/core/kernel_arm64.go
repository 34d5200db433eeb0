package core

// vectorKernels needs no look at the processor: every arm64 one has NEON.
func vectorKernels() []*kernel {
	return []*kernel{{"neon", packLanes, mulNEON, dotVector, cellPlain, activatePlain, affinePlain, sumRowsVector}}
}

// packLanes puts the weights of 16 outputs for one input side by side, which is
// what SMLAL multiplies with one activation.
func packLanes(w *weights, codes []int8) {
	w.lanes = make([]int16, w.in*w.out)
	at := 0
	for o := 0; o < w.out; o += block {
		for k := range w.in {
			for j := range block {
				w.lanes[at] = int16(codes[(o+j)*w.in+k])
				at++
			}
		}
	}
}

func mulNEON(w *weights, dst []int32, x []int16, n int) { mulBlocks(w, dst, x, n, w.in) }

package core

import (
	"math"
	"slices"
	"sync"
)

// A kernel is one way to do the arithmetic. All give the same bits.
type kernel struct {
	name string
	// pack lays out a matrix of weights, stored by outputs, as mul wants it.
	pack func(w *weights, codes []int8)
	// mul writes the n×out sums of the n×in activations x.
	mul func(w *weights, dst []int32, x []int16, n int)
	// dot is the inner product of two vectors of a length that is a multiple of 16.
	dot func(a, b []int16) int32
	// cell takes one step of a recurrent layer in one direction.
	cell func(c *cell)
	// activate brings sums to fixed point by way of the activation.
	activate func(out []int16, sums []int32, scale, bias []float32, a activation)
	// affine brings sums to float32.
	affine func(out []float32, sums []int32, scale, bias []float32)
	// tagRows adds up the chosen rows of the tagger.
	tagRows func(score *[Classes]int16, table [][Classes]int16, rows *[TagFeatures]uint32)
}

// weights is a matrix in the layout of a kernel.
type weights struct {
	in, out int       // multiples of 16
	scale   []float32 // of each output: what 1 in a sum stands for, when 1.0 is one in the activations
	pairs   []int64   // layout of the plain kernel
	lanes   []int16   // layout of the vector kernels
}

// maxInput bounds weights.in: with more, a sum of products of 8 and 16 bits
// could leave 32 bits.
const maxInput = 512

// block is the number of outputs that are computed together.
const block = 16

var plain = &kernel{"plain", packPairs, mulPairs, dotPlain, cellPlain, activatePlain, affinePlain, sumRows}

// kernels lists what this machine can run, the best last. A vector kernel that
// does not agree with the plain one is left out: a wrong instruction must cost
// speed, not truth.
var kernels = sync.OnceValue(func() []*kernel {
	ks := []*kernel{plain}
	for _, k := range vectorKernels() {
		if k.agrees() {
			ks = append(ks, k)
		}
	}
	return ks
})

// agrees compares k with the plain kernel on one small product and one step.
func (k *kernel) agrees() bool {
	const in, out, n = 32, 32, 5
	codes, x := make([]int8, in*out), make([]int16, n*in)
	h := uint64(hashSeed)
	next := func() uint64 {
		h = mix(h + 1)
		return h
	}
	for i := range codes {
		codes[i] = int8(next()%255) - 127
	}
	for i := range x {
		x[i] = int16(next()) / 8
	}
	run := func(k *kernel) (sums []int32, c cell) {
		w := weights{in: in, out: out}
		k.pack(&w, codes)
		sums = make([]int32, n*out)
		k.mul(&w, sums, x, n)
		sums = append(sums, k.dot(x[:in], x[in:2*in]))
		c = cell{sums: sums[:4*16], params: make([]float32, 8*16), state: make([]float32, 16), out: make([]int16, 16)}
		for i := range c.params {
			c.params[i] = 1 / float32(1000+i)
		}
		k.cell(&c)
		act := make([]int16, 32)
		k.activate(act, sums[:32], c.params[:32], c.params[32:64], activation{Leak, One, 32767})
		lin := make([]float32, 32)
		k.affine(lin, sums[:32], c.params[:32], c.params[32:64])
		for i, v := range act {
			sums = append(sums, int32(v), int32(math.Float32bits(lin[i])))
		}
		return sums, c
	}
	s, c := run(plain)
	t, d := run(k)
	return slices.Equal(s, t) && slices.Equal(c.state, d.state) && slices.Equal(c.out, d.out)
}

// packPairs puts the weights of two outputs into one word, so that one
// multiplication of 64 bits serves both.
func packPairs(w *weights, codes []int8) {
	w.pairs = make([]int64, w.in*w.out/2)
	for o := 0; o < w.out; o += 2 {
		for k := range w.in {
			w.pairs[o/2*w.in+k] = int64(codes[o*w.in+k]) + int64(codes[(o+1)*w.in+k])<<32
		}
	}
}

// mulPairs adds products of pairs. The low half of a sum is the sum of the even
// output; what it borrowed from the high half is given back at the end.
func mulPairs(w *weights, dst []int32, x []int16, n int) {
	var wide [2][maxInput]int64
	in := w.in
	for t := 0; t < n; t += 2 {
		// two words at a time; the last one alone is done twice
		u := min(t+1, n-1)
		x0, x1 := wide[0][:in], wide[1][:in]
		for k := range x0 {
			x0[k], x1[k] = int64(x[t*in+k]), int64(x[u*in+k])
		}
		out0, out1 := dst[t*w.out:(t+1)*w.out], dst[u*w.out:(u+1)*w.out]
		for o := 0; o < w.out; o += 4 {
			a := w.pairs[o/2*in : o/2*in+in]
			b := w.pairs[(o/2+1)*in : (o/2+1)*in+in]
			s00, s01, s10, s11 := dotPairs(x0, x1, a, b)
			out0[o], out0[o+1] = int32(s00), int32((s00-int64(int32(s00)))>>32)
			out0[o+2], out0[o+3] = int32(s01), int32((s01-int64(int32(s01)))>>32)
			out1[o], out1[o+1] = int32(s10), int32((s10-int64(int32(s10)))>>32)
			out1[o+2], out1[o+3] = int32(s11), int32((s11-int64(int32(s11)))>>32)
		}
	}
}

func dotPairs(x0, x1, a, b []int64) (s00, s01, s10, s11 int64) {
	x1, a, b = x1[:len(x0)], a[:len(x0)], b[:len(x0)]
	for k, x := range x0 {
		y, p, q := x1[k], a[k], b[k]
		s00 += p * x
		s01 += q * x
		s10 += p * y
		s11 += q * y
	}
	return s00, s01, s10, s11
}

func dotPlain(a, b []int16) int32 {
	b = b[:len(a)]
	var s0, s1 int32
	for i := 0; i+1 < len(a); i += 2 {
		s0 += int32(a[i]) * int32(b[i])
		s1 += int32(a[i+1]) * int32(b[i+1])
	}
	return s0 + s1
}

// One is 1.0 in the fixed-point numbers of activations, which end at ±8.
const One = 4096

// fixed rounds x·scale to the nearest fixed-point number, ties to even.
func fixed(x, scale float32) int16 {
	y := float32(x * scale)
	if y > 32767 {
		y = 32767
	}
	if y < -32767 {
		y = -32767
	}
	return int16(roundEven(y))
}

// cell is what one direction of a recurrent layer needs at one word. Parameters
// come in groups of eight units, so that a vector unit reads them one behind the
// other: scale of state, forget gate, reset gate and way around; weight of the
// cell in the forget and reset gate; bias of the forget and reset gate.
type cell struct {
	sums   []int32   // of the gates, Hidden each: state, forget, reset and, if input is nil, the way around
	input  []int16   // the way around where it is the layer's input itself
	params []float32 // 64 for each eight units
	state  []float32 // read and written
	out    []int16
}

func cellPlain(c *cell) {
	h := len(c.state)
	u0, uf, ur := c.sums[:h], c.sums[h:2*h], c.sums[2*h:3*h]
	for j := range c.state {
		p := c.params[j/8*64+j%8:]
		p = p[:57]
		var hw float32
		if c.input != nil {
			hw = float32(float32(c.input[j]) * (1.0 / One))
		} else {
			hw = float32(float32(c.sums[3*h+j]) * p[24])
		}
		s := c.state[j]
		x := float32(float32(u0[j]) * p[0])
		f := gate(float32(float32(float32(uf[j])*p[8])+p[48]) + float32(p[32]*s))
		r := gate(float32(float32(float32(ur[j])*p[16])+p[56]) + float32(p[40]*s))
		s = x + float32(f*float32(s-x))
		c.state[j] = s
		c.out[j] = fixed(hw+float32(r*float32(s-hw)), One)
	}
}

// gate is ½ + ½·x/(1+|x|).
func gate(x float32) float32 {
	return 0.5 + float32(0.5*float32(x/float32(1+abs(x))))
}

// activation is how scorers bring sums to fixed point.
type activation struct {
	slope float32 // below zero
	one   float32 // what stands for 1.0
	top   float32 // where the numbers end
}

func activatePlain(out []int16, sums []int32, scale, bias []float32, a activation) {
	sums, scale, bias = sums[:len(out)], scale[:len(out)], bias[:len(out)]
	for j := range out {
		x := float32(float32(sums[j])*scale[j]) + bias[j]
		if x < 0 {
			x = float32(x * a.slope)
		}
		y := float32(x * a.one)
		if y > a.top {
			y = a.top
		}
		if y < -a.top {
			y = -a.top
		}
		out[j] = int16(roundEven(y))
	}
}

func affinePlain(out []float32, sums []int32, scale, bias []float32) {
	sums, scale, bias = sums[:len(out)], scale[:len(out)], bias[:len(out)]
	for j := range out {
		out[j] = float32(float32(sums[j])*scale[j]) + bias[j]
	}
}

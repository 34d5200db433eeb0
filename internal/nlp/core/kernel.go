package core

import (
	"math"
	"math/bits"
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
	in, out int         // multiples of 16
	scale   []float32   // of each output: what 1 in a sum stands for, when 1.0 is one in the activations
	pairs   [][2]uint64 // layout of the plain kernel …
	lift    []int64     // … and what its sums are too great by
	lanes   []int16     // layout of the vector kernels
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

// The plain kernel multiplies two activations with two weights at once: numbers
// that are made positive stand at a distance of packed bits in a word of 64 bits,
// and their four products stand in the 128 bits of the product of such words.
const (
	packed       = 28
	liftWeight   = 127
	liftInput    = 32768
	packedSums   = 16 // so many products fit packed bits: 2·liftWeight · 65535 · 16 < 2^28
	evenLow      = 1<<packed - 1 | 0xff<<(2*packed)
	evenHigh     = 1<<(3*packed-64) - 1
	liftProducts = liftWeight * liftInput
)

// packPairs puts the weights of two outputs into one word. Such words of four
// outputs lie side by side for each input.
func packPairs(w *weights, codes []int8) {
	w.pairs = make([][2]uint64, 0, w.in*w.out/4)
	w.lift = make([]int64, w.out)
	for o := 0; o < w.out; o += 4 {
		c := codes[o*w.in : (o+4)*w.in]
		pair := func(i int) uint64 {
			return uint64(int64(c[i])+liftWeight) + uint64(int64(c[i+w.in])+liftWeight)<<(2*packed)
		}
		for k := range w.in {
			w.pairs = append(w.pairs, [2]uint64{pair(k), pair(2*w.in + k)})
		}
	}
	for o := range w.out {
		for _, c := range codes[o*w.in : (o+1)*w.in] {
			w.lift[o] += liftInput*int64(c) + liftProducts
		}
	}
}

// mulPairs takes two words at a time; the last one alone is done twice.
func mulPairs(w *weights, dst []int32, x []int16, n int) {
	var wide [maxInput]uint64
	in, out := w.in, w.out
	for t := 0; t < n; t += 2 {
		u := min(t+1, n-1)
		a, b := x[t*in:(t+1)*in], x[u*in:(u+1)*in]
		var liftA, liftB int64
		for k := range a {
			wide[k] = uint64(int64(a[k])+liftInput) + uint64(int64(b[k])+liftInput)<<packed
			liftA += liftWeight * int64(a[k])
			liftB += liftWeight * int64(b[k])
		}
		for o := 0; o < out; o += 4 {
			var sums [4]pairSums
			dotPairs(&sums, wide[:in], w.pairs[o/4*in:(o/4+1)*in])
			p, q, lift := dst[t*out+o:t*out+o+4], dst[u*out+o:u*out+o+4], w.lift[o:o+4]
			for j := range 4 {
				p[j] = int32(sums[j].a - liftA - lift[j])
				q[j] = int32(sums[j].b - liftB - lift[j])
			}
		}
	}
}

// pairSums are the sums of one output for two words.
type pairSums struct{ a, b int64 }

// dotPairs adds up the products of the activations of two words with the weights
// of four outputs.
func dotPairs(sums *[4]pairSums, x []uint64, w [][2]uint64) {
	// products of the first word are the even ones; they are kept apart from the odd
	// ones to have room
	var even0, even1, odd0, odd1 [2]uint64
	for ; len(x) >= packedSums; x, w = x[packedSums:], w[packedSums:] {
		low0, high0, low1, high1 := dotPacked((*[packedSums]uint64)(x), (*[packedSums][2]uint64)(w))
		var carry uint64
		even0[0], carry = bits.Add64(even0[0], low0&evenLow, 0)
		even0[1], _ = bits.Add64(even0[1], high0&evenHigh, carry)
		even1[0], carry = bits.Add64(even1[0], low1&evenLow, 0)
		even1[1], _ = bits.Add64(even1[1], high1&evenHigh, carry)
		odd0[0], odd0[1] = odd0[0]+low0&^evenLow>>packed, odd0[1]+high0>>(3*packed-64)
		odd1[0], odd1[1] = odd1[0]+low1&^evenLow>>packed, odd1[1]+high1>>(3*packed-64)
	}
	split := func(s *pairSums, t *pairSums, even, odd *[2]uint64) {
		const mask = 1<<(2*packed) - 1
		s.a, s.b = int64(even[0]&mask), int64(odd[0])
		t.a, t.b = int64(even[0]>>(2*packed)|even[1]<<(64-2*packed)), int64(odd[1])
	}
	split(&sums[0], &sums[1], &even0, &odd0)
	split(&sums[2], &sums[3], &even1, &odd1)
}

// dotPacked adds up as many products as there is room for. It must not be inlined:
// the variables of its caller would leave it no registers.
//
//go:noinline
func dotPacked(x *[packedSums]uint64, w *[packedSums][2]uint64) (low0, high0, low1, high1 uint64) {
	for k := range packedSums {
		a, v := x[k], &w[k]
		var carry uint64
		high, low := bits.Mul64(a, v[0])
		low0, carry = bits.Add64(low0, low, 0)
		high0, _ = bits.Add64(high0, high, carry)
		high, low = bits.Mul64(a, v[1])
		low1, carry = bits.Add64(low1, low, 0)
		high1, _ = bits.Add64(high1, high, carry)
	}
	return low0, high0, low1, high1
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

package core

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestKernelsAgree compares each kernel with the plain one on random input.
func TestKernelsAgree(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for _, k := range vectorKernels() {
		for _, shape := range [][3]int{{16, 16, 1}, {64, 48, 7}, {256, 768, 9}, {512, 16, 4}} {
			in, out, n := shape[0], shape[1], shape[2]
			codes := make([]int8, in*out)
			for i := range codes {
				codes[i] = int8(r.IntN(255) - 127)
			}
			x := make([]int16, n*in)
			for i := range x {
				x[i] = int16(r.IntN(65535) - 32767)
			}
			if n == 4 { // the ends of the range
				for i := range x {
					x[i] = [4]int16{32767, -32767, 32767, -32768}[i/in]
				}
				for i := range codes {
					codes[i] = [2]int8{127, -127}[i/in%2]
				}
			}
			a, b := weights{in: in, out: out}, weights{in: in, out: out}
			plain.pack(&a, codes)
			k.pack(&b, codes)
			want, got := make([]int32, n*out), make([]int32, n*out)
			plain.mul(&a, want, x, n)
			k.mul(&b, got, x, n)
			if !slices.Equal(got, want) {
				t.Errorf("%s: product %v differs", k.name, shape)
			}
			for word := range n {
				for o := range out {
					var exact int64
					for i := range in {
						exact += int64(codes[o*in+i]) * int64(x[word*in+i])
					}
					if int64(want[word*out+o]) != exact {
						t.Fatalf("plain: product %v, word %d, output %d: %d, want %d", shape, word, o, want[word*out+o], exact)
					}
				}
			}
		}
		for range 200 {
			n := 16 * (1 + r.IntN(8))
			a, b := make([]int16, n), make([]int16, n)
			for i := range a {
				a[i], b[i] = int16(r.IntN(2*arcTop+1)-arcTop), int16(r.IntN(2*arcTop+1)-arcTop)
			}
			if got, want := k.dot(a, b), dotPlain(a, b); got != want {
				t.Fatalf("%s: dot %d, want %d", k.name, got, want)
			}
		}
		for round := range 200 {
			h := 16 * (1 + r.IntN(8))
			c := cell{sums: make([]int32, 4*h), params: make([]float32, 8*h), state: make([]float32, h), out: make([]int16, h)}
			for i := range c.sums {
				c.sums[i] = int32(r.Uint32()) >> (round % 16)
			}
			for i := range c.params {
				c.params[i] = (r.Float32() - 0.5) / 64
			}
			for i := range c.state {
				c.state[i] = 20 * (r.Float32() - 0.5)
			}
			if round%2 == 0 {
				c.input = make([]int16, h)
				for i := range c.input {
					c.input[i] = int16(r.Uint32())
				}
			}
			d := c
			d.state, d.out = slices.Clone(c.state), make([]int16, h)
			cellPlain(&c)
			k.cell(&d)
			if !slices.Equal(c.state, d.state) || !slices.Equal(c.out, d.out) {
				t.Fatalf("%s: cell differs in round %d", k.name, round)
			}
		}
		for round := range 200 {
			n := 16 * (1 + r.IntN(8))
			sums, scale, bias := make([]int32, n), make([]float32, n), make([]float32, n)
			for i := range sums {
				sums[i] = int32(r.Uint32()) >> (round % 16)
				scale[i], bias[i] = r.Float32()/1e5, r.Float32()-0.5
			}
			a := []activation{{Leak, One, 32767}, {Leak, arcOne, arcTop}, {1, arcOne, arcTop}}[round%3]
			want, got := make([]int16, n), make([]int16, n)
			activatePlain(want, sums, scale, bias, a)
			k.activate(got, sums, scale, bias, a)
			x, y := make([]float32, n), make([]float32, n)
			affinePlain(x, sums, scale, bias)
			k.affine(y, sums, scale, bias)
			if !slices.Equal(got, want) || !slices.Equal(x, y) {
				t.Fatalf("%s: activation differs in round %d", k.name, round)
			}
		}
		table := make([][Classes]int16, 32)
		for i := range table {
			for c := range table[i] {
				table[i][c] = int16(r.IntN(2*MaxTagWeight+1) - MaxTagWeight)
			}
		}
		var rows [TagFeatures]uint32
		var a, b [Classes]int16
		for i := range rows {
			rows[i] = r.Uint32N(32)
		}
		sumRows(&a, table, &rows)
		k.tagRows(&b, table, &rows)
		if a != b {
			t.Errorf("%s: rows of the tagger differ", k.name)
		}
	}
}

package names

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/parley-register/parley/internal/nlp/names"
)

// toy is a sentence of three tokens with random features and masks.
func toy(rng *rand.Rand, rows int) instance {
	in := instance{weight: 1}
	for range 3 {
		for range 4 {
			in.rows = append(in.rows, uint32(rng.IntN(rows)))
		}
		in.ends = append(in.ends, len(in.rows))
		in.masks = append(in.masks, Mask(rng.Uint64())&anyLabel|only(names.Outside))
	}
	return in
}

// TestPassAgainstEnumeration compares the sums over all label sequences with
// those that trying every sequence gives.
func TestPassAgainstEnumeration(t *testing.T) {
	const rows = 32
	rng := rand.New(rand.NewPCG(1, 2))
	c := newCRF(rows, 0.1, 0, 0)
	for i := range c.w {
		c.w[i] = float32(rng.NormFloat64())
	}
	for range 3 {
		in := toy(rng, rows)
		var l lattice
		l.grow(3)
		c.score(&in, &l)
		all, allowed := c.pass(3, nil, &l, 0), c.pass(3, in.masks, &l, 1)

		var sum [2]float64
		var marg [2][3][labels]float64
		base := rows * labels
		try := func(seq [3]int) {
			score := 0.0
			start := 0
			prev := labels
			ok := names.Label(seq[0]).Starts() && names.Label(seq[2]).Ends()
			fits := true
			for i, y := range seq {
				if i > 0 && !names.Label(y).Follows(names.Label(prev)) {
					ok = false
				}
				fits = fits && in.masks[i]&(1<<y) != 0
				for _, r := range in.rows[start:in.ends[i]] {
					score += float64(c.w[int(r)*labels+y])
				}
				score += float64(c.w[base+prev*labels+y])
				start, prev = in.ends[i], y
			}
			if !ok {
				return
			}
			for k := range 2 {
				if k == 1 && !fits {
					continue
				}
				sum[k] += math.Exp(score)
				for i, y := range seq {
					marg[k][i][y] += math.Exp(score)
				}
			}
		}
		for a := range labels {
			for b := range labels {
				for d := range labels {
					try([3]int{a, b, d})
				}
			}
		}
		if got, want := allowed-all, math.Log(sum[1]/sum[0]); math.Abs(got-want) > 1e-9 {
			t.Errorf("log share of what is allowed: %g, want %g", got, want)
		}
		for k := range 2 {
			for i := range 3 {
				for y := range labels {
					if got, want := l.marg[k][i][y], marg[k][i][y]/sum[k]; math.Abs(got-want) > 1e-9 {
						t.Fatalf("pass %d, token %d, label %d: %g, want %g", k, i, y, got, want)
					}
				}
			}
		}
	}
}

// TestTrainLearnsAndRepeats: training lowers the loss, and twice the same gives
// the same weights.
func TestTrainLearnsAndRepeats(t *testing.T) {
	run := func() (*crf, float64, float64) {
		const rows = 64
		rng := rand.New(rand.NewPCG(3, 4))
		var data []instance
		for range 20 {
			in := toy(rng, rows)
			for i := range in.masks {
				in.masks[i] = only(names.Outside)
				if in.rows[4*i]%2 == 0 {
					in.masks[i] = only(names.LabelOf(1, names.Unit))
				}
			}
			data = append(data, in)
		}
		c := newCRF(rows, 0.1, 0.01, 0.01)
		var l lattice
		first := c.train(data, rng.Perm(len(data)), &l)
		last := first
		for range 10 {
			last = c.train(data, rng.Perm(len(data)), &l)
		}
		return c, first, last
	}
	a, first, last := run()
	b, _, _ := run()
	if last > first/2 {
		t.Errorf("loss %g, then %g", first, last)
	}
	if !slices.Equal(a.w, b.w) {
		t.Error("two runs gave other weights")
	}
}

func TestMasksThatNothingFits(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	c := newCRF(32, 0.1, 0, 0)
	in := toy(rng, 32)
	in.masks[0] = only(names.LabelOf(1, names.Last)) // no name can end before it begins
	var l lattice
	before := slices.Clone(c.w)
	if loss := c.step(&in, &l); loss != 0 || !slices.Equal(before, c.w) {
		t.Errorf("loss %g", loss)
	}
}

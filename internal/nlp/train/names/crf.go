package names

import (
	"math"

	"github.com/parley-register/parley/internal/nlp/names"
)

const labels = names.Labels

// crf is a conditional random field in training. The weight of coordinate c
// follows from z[c] and n[c] by the FTRL-proximal rule.
type crf struct {
	rows    int
	w, z, n []float32 // rows × labels, then (labels+1) × labels transitions
	alpha   float64   // learning rate
	beta    float64
	l1, l2  float64
	prev    [labels][]int // labels that may come before each
	expT    []float64     // exponentials of the transitions, refreshed per sentence
}

func newCRF(rows int, alpha, l1, l2 float64) *crf {
	size := rows*labels + (labels+1)*labels
	c := &crf{rows: rows, w: make([]float32, size), z: make([]float32, size), n: make([]float32, size), alpha: alpha, beta: 1, l1: l1, l2: l2}
	for l := range labels {
		for p := range labels {
			if names.Label(l).Follows(names.Label(p)) {
				c.prev[l] = append(c.prev[l], p)
			}
		}
	}
	c.expT = make([]float64, (labels+1)*labels)
	return c
}

// update adds gradient g of the loss to coordinate i.
func (c *crf) update(i int, g float64) {
	n := float64(c.n[i])
	n2 := n + g*g
	sigma := (math.Sqrt(n2) - math.Sqrt(n)) / c.alpha
	z := float64(c.z[i]) + g - sigma*float64(c.w[i])
	c.n[i], c.z[i] = float32(n2), float32(z)
	if math.Abs(z) <= c.l1 {
		c.w[i] = 0
		return
	}
	s := c.l1
	if z < 0 {
		s = -c.l1
	}
	c.w[i] = float32(-(z - s) / ((c.beta+math.Sqrt(n2))/c.alpha + c.l2))
}

// instance is a sentence as rows of features.
type instance struct {
	rows   []uint32
	ends   []int
	masks  []Mask
	weight float64
}

// lattice is the memory of one pass over a sentence.
type lattice struct {
	emit        [][labels]float64 // exponentials of the scores, scaled by the largest
	alpha, beta [][labels]float64
	marg        [2][][labels]float64 // of all sequences, of those allowed
	pair        [2][]float64         // expected transitions
}

func (t *lattice) grow(n int) {
	for len(t.emit) < n {
		t.emit = append(t.emit, [labels]float64{})
		t.alpha = append(t.alpha, [labels]float64{})
		t.beta = append(t.beta, [labels]float64{})
		t.marg[0] = append(t.marg[0], [labels]float64{})
		t.marg[1] = append(t.marg[1], [labels]float64{})
	}
}

// train makes one pass over data in the order of perm and returns the mean loss.
func (c *crf) train(data []instance, perm []int, t *lattice) float64 {
	loss, count := 0.0, 0.0
	for _, k := range perm {
		in := &data[k]
		loss += in.weight * c.step(in, t)
		count += in.weight * float64(len(in.ends))
	}
	return loss / count
}

// score fills in the exponentials of the scores of all labels and transitions.
func (c *crf) score(in *instance, t *lattice) {
	n := len(in.ends)
	t.grow(n)
	base := c.rows * labels
	for i := range c.expT {
		c.expT[i] = math.Exp(float64(c.w[base+i]))
	}
	start := 0
	for i, end := range in.ends {
		var s [labels]float64
		for _, r := range in.rows[start:end] {
			w := c.w[int(r)*labels : int(r)*labels+labels]
			for l, v := range w {
				s[l] += float64(v)
			}
		}
		top := s[0]
		for _, v := range s[1:] {
			top = max(top, v)
		}
		for l, v := range s {
			t.emit[i][l] = math.Exp(v - top)
		}
		start = end
	}
}

func (c *crf) step(in *instance, t *lattice) float64 {
	n := len(in.ends)
	c.score(in, t)
	all := c.pass(n, nil, t, 0)
	allowed := c.pass(n, in.masks, t, 1)
	if math.IsInf(allowed, -1) || math.IsNaN(allowed) || math.IsNaN(all) {
		return 0 // no sequence fits the masks
	}
	start := 0
	for i, end := range in.ends {
		for l := range labels {
			g := in.weight * (t.marg[0][i][l] - t.marg[1][i][l])
			if math.Abs(g) < 1e-4 {
				continue
			}
			for _, r := range in.rows[start:end] {
				c.update(int(r)*labels+l, g)
			}
		}
		start = end
	}
	base := c.rows * labels
	for i := range c.expT {
		if g := in.weight * (t.pair[0][i] - t.pair[1][i]); math.Abs(g) >= 1e-4 {
			c.update(base+i, g)
		}
	}
	return all - allowed
}

// pass computes marginals over the sequences that masks allow (nil: all), and
// the logarithm of their sum up to what both passes of a sentence share.
func (c *crf) pass(n int, masks []Mask, t *lattice, which int) float64 {
	ok := func(i, l int) bool { return masks == nil || masks[i]&(1<<l) != 0 }
	logZ := 0.0
	scale := make([]float64, n)
	for i := range n {
		sum := 0.0
		a := &t.alpha[i]
		for l := range labels {
			a[l] = 0
			if !ok(i, l) {
				continue
			}
			if i == 0 {
				if names.Label(l).Starts() {
					a[l] = t.emit[0][l] * c.expT[labels*labels+l]
				}
			} else {
				v := 0.0
				p := &t.alpha[i-1]
				for _, q := range c.prev[l] {
					v += p[q] * c.expT[q*labels+l]
				}
				a[l] = v * t.emit[i][l]
			}
			if i == n-1 && !names.Label(l).Ends() {
				a[l] = 0
			}
			sum += a[l]
		}
		if sum <= 0 {
			return math.Inf(-1)
		}
		scale[i] = sum
		logZ += math.Log(sum)
		for l := range a {
			a[l] /= sum
		}
	}
	pair := t.pair[which]
	if pair == nil {
		pair = make([]float64, len(c.expT))
		t.pair[which] = pair
	}
	clear(pair)
	for l := range labels {
		t.beta[n-1][l] = 1
		t.marg[which][n-1][l] = t.alpha[n-1][l]
	}
	for i := n - 1; i > 0; i-- {
		b, pb := &t.beta[i], &t.beta[i-1]
		*pb = [labels]float64{}
		for l := range labels {
			if !ok(i, l) || i == n-1 && !names.Label(l).Ends() {
				continue
			}
			f := t.emit[i][l] * b[l] / scale[i]
			if f == 0 {
				continue
			}
			for _, q := range c.prev[l] {
				v := c.expT[q*labels+l] * f
				pb[q] += v
				pair[q*labels+l] += t.alpha[i-1][q] * v
			}
		}
		for l := range labels {
			t.marg[which][i-1][l] = t.alpha[i-1][l] * pb[l]
		}
	}
	for l := range labels {
		pair[labels*labels+l] += t.marg[which][0][l]
	}
	return logZ
}

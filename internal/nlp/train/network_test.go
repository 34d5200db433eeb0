package train

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/parley-register/parley/internal/nlp/core"
)

// TestGradient compares the gradient with differences of the loss.
func TestGradient(t *testing.T) {
	size := core.Sizes{Words: 10, Word: 16, Affixes: 32, Affix: 8, Tag: 8, Hidden: 16, Layers: 2, Arc: 16, Label: 16, Relations: 7, Tags: 9}
	n := newNetwork(size, 1)
	r := rand.New(rand.NewPCG(7, 7))
	for _, p := range n.params {
		for i := range p.w.v {
			p.w.v[i] += 0.3 * (r.Float32() - 0.5)
		}
	}
	var batch []*example
	for _, length := range []int{1, 4, 7} {
		e := &example{}
		for i := range length {
			e.word = append(e.word, int32(r.IntN(11)))
			e.in = append(e.in, uint8(r.IntN(9)))
			e.tag = append(e.tag, uint8(r.IntN(9)))
			h := int32(r.IntN(length + 1))
			if int(h) == i+1 {
				h = 0
			}
			e.head = append(e.head, h)
			e.label = append(e.label, uint8(r.IntN(7)))
			e.scored = append(e.scored, i != 3)
			var a [core.Affixes]int32
			for k := range a {
				a[k] = int32(r.IntN(32))
			}
			e.affix = append(e.affix, a)
		}
		if length == 4 { // one that teachers have annotated
			e.soft = &opinion{}
			for i := range length {
				e.soft.head = append(e.soft.head, []share{{int32((i + 2) % 5), 0.5}, {0, 0.5}})
				e.soft.label = append(e.soft.label, []share{{2, 0.25}, {6, 0.75}})
				e.soft.tag = append(e.soft.tag, []share{{int32(i), 1}})
			}
		}
		batch = append(batch, e)
	}
	w := newWorker(n)
	loss := func() float64 {
		w.loss = 0
		w.run(batch, nil, dropout{}, 1)
		return w.loss
	}
	w.run(batch, rand.New(rand.NewPCG(1, 2)), dropout{}, 1)
	for k, p := range n.params {
		for range 6 {
			i := r.IntN(len(p.w.v))
			const step = 4e-3
			old := p.w.v[i]
			p.w.v[i] = old + step
			up := loss()
			p.w.v[i] = old - step
			down := loss()
			p.w.v[i] = old
			want, got := (up-down)/(2*step), float64(w.grads[k].g.v[i])
			if math.Abs(want-got) > 0.02*math.Max(1, math.Abs(want)) {
				t.Errorf("%s %d: gradient %g, difference %g", p.name, i, got, want)
			}
		}
	}
}

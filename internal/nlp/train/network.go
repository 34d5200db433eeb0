package train

import (
	"math"
	"math/rand/v2"
	"slices"

	"github.com/parley-register/parley/internal/nlp/core"
)

// A param is a trained array with the state of its optimiser. The gradient of a
// sparse one is kept by touched row.
type param struct {
	name   string
	w      *matrix
	m, v   []float32 // moments of Adam
	sparse bool
}

// A grad is one worker's gradient of one param.
type grad struct {
	g       *matrix
	touched []int32 // rows, of a sparse param
	marked  []bool
}

func (g *grad) touch(row int) []float32 {
	if !g.marked[row] {
		g.marked[row] = true
		g.touched = append(g.touched, int32(row))
	}
	return g.g.row(row)
}

// Numbers of the params in network.params; those of the layers follow.
const (
	pWord = iota
	pAffix
	pTag
	pDep
	pDepBias
	pHead
	pHeadBias
	pRoot
	pArc
	pArcBias
	pDistance
	pLabelDep
	pLabelHead
	pLabelBias
	pLabelRoot
	pLabel
	pLabelOutBias
	pTagger
	pTaggerBias
	pLayers
)

// Params of a layer, from pLayers + layer·layerParams.
const (
	lWeight = iota
	lForgetCell
	lResetCell
	lForgetBias
	lResetBias
	layerParams
)

// network is the encoder and its scorers in float32, as they are trained.
type network struct {
	size   core.Sizes
	params []*param
	// tuned says which word vectors are trained further. Those of words that are
	// rare in the treebanks stay as the text taught them, so that the network
	// learns to rely on vectors of words it will never have been told about.
	tuned []bool
	// what counts as right in the log: tags by UPOS, relations without subtype
	upos, universal [64]uint8
}

func newNetwork(size core.Sizes, seed uint64) *network {
	n := &network{size: size}
	r := rand.New(rand.NewPCG(seed, 3))
	add := func(name string, rows, cols int, scale float64) {
		p := &param{name: name, w: newMatrix(rows, cols)}
		p.m, p.v = make([]float32, rows*cols), make([]float32, rows*cols)
		for i := range p.w.v {
			p.w.v[i] = float32((2*r.Float64() - 1) * scale)
		}
		n.params = append(n.params, p)
	}
	glorot := func(rows, cols int) float64 { return math.Sqrt(6 / float64(rows+cols)) }
	s, out := size, 2*size.Hidden
	dense := func(name string, rows, cols int) { add(name, rows, cols, glorot(rows, cols)) }
	add("word", s.Words+1, s.Word, 0)
	add("affix", s.Affixes, s.Affix, 0.1)
	add("tag", core.Classes+1, s.Tag, 0.3)
	dense("dep", out, s.Arc)
	add("dep bias", 1, s.Arc, 0)
	dense("head", out, s.Arc)
	add("head bias", 1, s.Arc, 0)
	add("root", 1, s.Arc, 0.3)
	add("arc", s.Arc, s.Arc, 0.5*glorot(s.Arc, s.Arc))
	add("arc bias", 1, s.Arc, 0)
	add("distance", 1, core.Distances, 0)
	dense("label dep", out, s.Label)
	dense("label head", out, s.Label)
	add("label bias", 1, s.Label, 0)
	add("label root", 1, s.Label, 0.3)
	dense("label", s.Label, core.MaxRelations)
	add("label out bias", 1, core.MaxRelations, 0)
	dense("tagger", out, core.Classes)
	add("tagger bias", 1, core.Classes, 0)
	for l := range s.Layers {
		in, gates := s.Input(l), s.Gates(l)
		// each gate is a matrix of its own
		add("weight", in, 2*gates*s.Hidden, glorot(in, s.Hidden))
		add("forget cell", 1, out, 0.3)
		add("reset cell", 1, out, 0.3)
		add("forget bias", 1, out, 0)
		add("reset bias", 1, out, 0)
		for i := range n.layer(l, lForgetBias).w.v {
			n.layer(l, lForgetBias).w.v[i] = 0.5
		}
	}
	n.params[pWord].sparse, n.params[pAffix].sparse = true, true
	return n
}

func (n *network) layer(l, k int) *param { return n.params[pLayers+l*layerParams+k] }

func (n *network) newGrads() []*grad {
	out := make([]*grad, len(n.params))
	for i, p := range n.params {
		out[i] = &grad{g: newMatrix(p.w.rows, p.w.cols)}
		if p.sparse {
			out[i].marked = make([]bool, p.w.rows)
		}
	}
	return out
}

// An example is a sentence in numbers.
type example struct {
	word   []int32
	affix  [][core.Affixes]int32
	in     []uint8 // tag of the linear tagger
	tag    []uint8
	head   []int32 // 0 is the root
	label  []uint8
	scored []bool // false where the gold relation is outside the inventory
	// soft, if it is there, is what teachers make of the sentence: head and label
	// are then their best, and what is learnt are the shares.
	soft *opinion
}

func (e *example) len() int { return len(e.word) }

// dropout rates.
type dropout struct{ word, affix, tag, layer, scorer float32 }

// layerState is what a layer's backward pass needs of its forward pass.
type layerState struct {
	x, u, f, r, c, h matrix
	du, dh           matrix
	wt               matrix // transposed weights
	mask             matrix // one row for each sentence
}

// worker runs examples forward and backward with its own memory.
type worker struct {
	n      *network
	grads  []*grad
	layers []layerState
	first  []int // of each sentence, and the end

	dep, head, p                matrix
	ddep, dhead, dp             matrix
	la, lb, z, logits, tags     matrix
	dla, dlb, dz                matrix
	ht, hm, s, dhm, tmp         matrix
	ps, dps                     matrix
	scorerMask                  [4]matrix
	dropWord, dropTag           []bool
	dropAffix                   []bool
	t                           [6]matrix // transposed weights of the scorers
	loss                        float64
	words, headsRight, tagRight int
	labelRight, bothRight       int
	headRight                   []bool
}

func newWorker(n *network) *worker {
	return &worker{n: n, grads: n.newGrads(), layers: make([]layerState, n.size.Layers)}
}

func softsign(x float32) float32 {
	return 0.5 + 0.5*x/(1+float32(math.Abs(float64(x))))
}

// slope is the derivative of softsign where it has the value y.
func slope(y float32) float32 {
	s := 1 - float32(math.Abs(float64(2*y-1)))
	return 0.5 * s * s
}

const leak = core.Leak

func leaky(m *matrix) {
	for i, v := range m.v {
		if v < 0 {
			m.v[i] = leak * v
		}
	}
}

// leakyBack scales a gradient by the derivative of leaky at the output y.
func leakyBack(d, y *matrix) {
	for i, v := range y.v {
		if v < 0 {
			d.v[i] *= leak
		}
	}
}

func addBias(m *matrix, b []float32) {
	for i := range m.rows {
		row := m.row(i)
		for j, v := range b {
			row[j] += v
		}
	}
}

func sumRows(dst []float32, m *matrix) {
	for i := range m.rows {
		for j, v := range m.row(i) {
			dst[j] += v
		}
	}
}

// fillMask draws a mask that keeps 1−rate of its elements, scaled up.
func fillMask(m *matrix, r *rand.Rand, rate float32) {
	keep := 1 / (1 - rate)
	for i := range m.v {
		m.v[i] = 0
		if r.Float32() >= rate {
			m.v[i] = keep
		}
	}
}

// apply multiplies the rows of each sentence by its mask.
func (w *worker) apply(m, mask *matrix) {
	for s := range len(w.first) - 1 {
		k := mask.row(s)
		for t := w.first[s]; t < w.first[s+1]; t++ {
			for j, v := range m.row(t) {
				m.row(t)[j] = v * k[j]
			}
		}
	}
}

// run computes the loss of the batch, and adds its gradient, divided by total,
// when r is not nil.
func (w *worker) run(batch []*example, r *rand.Rand, d dropout, total int) {
	training := r != nil
	w.first = append(w.first[:0], 0)
	for _, e := range batch {
		w.first = append(w.first, w.first[len(w.first)-1]+e.len())
	}
	n := w.first[len(w.first)-1]
	if n == 0 {
		return
	}
	w.words += n
	w.embed(batch, n, r, d)
	for l := range w.layers {
		w.forward(l, len(batch), r, d)
	}
	w.score(batch, n, r, d, 1/float32(total))
	if training {
		for l := len(w.layers) - 1; l >= 0; l-- {
			w.backward(l, r)
		}
		w.embedBack(batch)
	}
}

func (w *worker) embed(batch []*example, n int, r *rand.Rand, d dropout) {
	s := w.n.size
	x := w.layers[0].x.shape(n, s.Input(0))
	w.dropWord, w.dropAffix, w.dropTag = w.dropWord[:0], w.dropAffix[:0], w.dropTag[:0]
	word, affix, tag := w.n.params[pWord].w, w.n.params[pAffix].w, w.n.params[pTag].w
	t := 0
	for _, e := range batch {
		for i := range e.word {
			dw, da, dt := false, false, false
			if r != nil {
				dw, da, dt = r.Float32() < d.word, r.Float32() < d.affix, r.Float32() < d.tag
			}
			w.dropWord, w.dropAffix, w.dropTag = append(w.dropWord, dw), append(w.dropAffix, da), append(w.dropTag, dt)
			row := x.row(t)
			id := int(e.word[i])
			if dw {
				id = 0
			}
			copy(row, word.row(id))
			if !da {
				out := row[s.Word : s.Word+s.Affix]
				for _, a := range e.affix[i] {
					for j, v := range affix.row(int(a)) {
						out[j] += v
					}
				}
			}
			k := int(e.in[i])
			if dt {
				k = core.Classes
			}
			copy(row[s.Word+s.Affix:], tag.row(k))
			t++
		}
	}
}

func (w *worker) embedBack(batch []*example) {
	s := w.n.size
	dx := &w.tmp
	t := 0
	for _, e := range batch {
		for i := range e.word {
			row := dx.row(t)
			id := int(e.word[i])
			if w.dropWord[t] {
				id = 0
			}
			if w.n.tuned == nil || w.n.tuned[id] {
				g := w.grads[pWord].touch(id)
				for j, v := range row[:s.Word] {
					g[j] += v
				}
			}
			if !w.dropAffix[t] {
				for _, a := range e.affix[i] {
					g := w.grads[pAffix].touch(int(a))
					for j, v := range row[s.Word : s.Word+s.Affix] {
						g[j] += v
					}
				}
			}
			k := int(e.in[i])
			if w.dropTag[t] {
				k = core.Classes
			}
			g := w.grads[pTag].g.row(k)
			for j, v := range row[s.Word+s.Affix:] {
				g[j] += v
			}
			t++
		}
	}
}

// forward runs layer l on its input x and leaves the masked output as the input
// of what follows: the next layer's x, or its own h.
func (w *worker) forward(l, sentences int, r *rand.Rand, d dropout) {
	st := &w.layers[l]
	s := w.n.size
	h, gates := s.Hidden, s.Gates(l)
	n := st.x.rows
	st.u.shape(n, 2*gates*h)
	addProduct(&st.u, &st.x, w.n.layer(l, lWeight).w)
	st.f.shape(n, 2*h)
	st.r.shape(n, 2*h)
	st.c.shape(n, 2*h)
	st.h.shape(n, 2*h)
	vf, vr := w.n.layer(l, lForgetCell).w.v, w.n.layer(l, lResetCell).w.v
	bf, br := w.n.layer(l, lForgetBias).w.v, w.n.layer(l, lResetBias).w.v
	zero := make([]float32, h)
	for dir := range 2 {
		o := dir * h
		vf, vr, bf, br := vf[o:o+h], vr[o:o+h], bf[o:o+h], br[o:o+h]
		for sent := range len(w.first) - 1 {
			prev := zero
			for k := w.first[sent]; k < w.first[sent+1]; k++ {
				t := k
				if dir == 1 {
					t = w.first[sent] + w.first[sent+1] - 1 - k
				}
				u := st.u.row(t)[dir*gates*h:]
				x0, uf, ur := u[:h], u[h:2*h], u[2*h:3*h]
				hw := st.x.row(t)
				if gates == 4 {
					hw = u[3*h : 4*h]
				} else {
					hw = hw[o : o+h]
				}
				f, rr := st.f.row(t)[o:o+h], st.r.row(t)[o:o+h]
				c, out := st.c.row(t)[o:o+h], st.h.row(t)[o:o+h]
				for j, p := range prev[:h] {
					fj := softsign(uf[j] + vf[j]*p + bf[j])
					rj := softsign(ur[j] + vr[j]*p + br[j])
					cj := x0[j] + fj*(p-x0[j])
					f[j], rr[j], c[j] = fj, rj, cj
					out[j] = hw[j] + rj*(cj-hw[j])
				}
				prev = c
			}
		}
	}
	if r != nil && d.layer > 0 {
		st.mask.shape(sentences, 2*h)
		fillMask(&st.mask, r, d.layer)
		w.apply(&st.h, &st.mask)
	}
	if l+1 < len(w.layers) {
		next := &w.layers[l+1].x
		next.shape(n, 2*h)
		copy(next.v, st.h.v)
	}
}

// backward takes st.dh and adds gradients; the gradient of the input goes to the
// dh of the layer below, or to tmp.
func (w *worker) backward(l int, r *rand.Rand) {
	st := &w.layers[l]
	s := w.n.size
	h, gates := s.Hidden, s.Gates(l)
	n := st.x.rows
	if r != nil && st.mask.rows > 0 {
		w.apply(&st.dh, &st.mask)
	}
	st.du.shape(n, 2*gates*h)
	dx := &w.tmp
	if l > 0 {
		dx = &w.layers[l-1].dh
	}
	dx.shape(n, s.Input(l))
	vf, vr := w.n.layer(l, lForgetCell).w.v, w.n.layer(l, lResetCell).w.v
	grad := func(k int) []float32 { return w.grads[pLayers+l*layerParams+k].g.v }
	zero := make([]float32, h)
	carry := make([]float32, h)
	for dir := range 2 {
		o := dir * h
		vf, vr := vf[o:o+h], vr[o:o+h]
		gvf, gvr := grad(lForgetCell)[o:o+h], grad(lResetCell)[o:o+h]
		gbf, gbr := grad(lForgetBias)[o:o+h], grad(lResetBias)[o:o+h]
		for sent := range len(w.first) - 1 {
			clear(carry)
			a, b := w.first[sent], w.first[sent+1]
			for k := b - 1; k >= a; k-- {
				t, before := k, k-1
				if dir == 1 {
					t = a + b - 1 - k
					before = t + 1
				}
				prev := zero
				if k > a {
					prev = st.c.row(before)[o : o+h]
				}
				u, du := st.u.row(t)[dir*gates*h:], st.du.row(t)[dir*gates*h:]
				x0 := u[:h]
				d0, df, dr := du[:h], du[h:2*h], du[2*h:3*h]
				var hw, dhw []float32
				if gates == 4 {
					hw, dhw = u[3*h:4*h], du[3*h:4*h]
				} else {
					hw, dhw = st.x.row(t)[o:o+h], dx.row(t)[o:o+h]
				}
				f, rr, c := st.f.row(t)[o:o+h], st.r.row(t)[o:o+h], st.c.row(t)[o:o+h]
				dh := st.dh.row(t)[o : o+h]
				for j, g := range dh {
					fj, rj, cj, p := f[j], rr[j], c[j], prev[j]
					dc := carry[j] + g*rj
					gr := g * (cj - hw[j]) * slope(rj)
					dhw[j] += g * (1 - rj)
					gf := dc * (p - x0[j]) * slope(fj)
					d0[j] = dc * (1 - fj)
					df[j], dr[j] = gf, gr
					carry[j] = dc*fj + gf*vf[j] + gr*vr[j]
					gvf[j] += gf * p
					gvr[j] += gr * p
					gbf[j] += gf
					gbr[j] += gr
				}
			}
		}
	}
	addProductT(w.grads[pLayers+l*layerParams+lWeight].g, &st.x, &st.du)
	addProduct(dx, &st.du, w.n.layer(l, lWeight).w.transpose(&st.wt))
}

// score runs the scorers on the last layer's output; with r it also goes back
// and leaves the gradient in the last layer's dh.
func (w *worker) score(batch []*example, n int, r *rand.Rand, d dropout, scale float32) {
	s, p := w.n.size, w.n.params
	training := r != nil
	w.project(len(batch), n, r, d)
	w.dp.shape(n, s.Arc)
	w.dhead.shape(n, s.Arc)
	w.dla.shape(n, s.Label)
	w.dlb.shape(n, s.Label)
	w.headRight = slices.Grow(w.headRight[:0], n)[:n]
	droot, dlroot := w.grads[pRoot].g.v, w.grads[pLabelRoot].g.v
	for k, e := range batch {
		w.arcs(e, w.first[k], training, scale, droot)
	}
	w.relations(batch, n)
	for k, e := range batch {
		for i := range e.word {
			t := w.first[k] + i
			row := w.logits.row(t)
			gold := int(e.label[i])
			if !e.scored[i] {
				clear(row)
			} else if best := w.softmax(row, s.Relations, gold, e.labels(i), scale); w.n.universal[best] == w.n.universal[gold] {
				w.labelRight++
				if w.headRight[t] {
					w.bothRight++
				}
			}
			row = w.tags.row(t)
			if best := w.softmax(row, s.Tags, int(e.tag[i]), e.tags(i), scale*tagShare); w.n.upos[best] == w.n.upos[e.tag[i]] {
				w.tagRight++
			}
		}
	}
	if !training {
		return
	}
	top := &w.layers[len(w.layers)-1]
	h := &top.h
	g := w.grads
	back := func(weight int, x, dy *matrix) { addProductT(g[weight].g, x, dy) }
	back(pLabel, &w.z, &w.logits)
	sumRows(g[pLabelOutBias].g.v, &w.logits)
	w.dz.shape(n, s.Label)
	addProduct(&w.dz, &w.logits, p[pLabel].w.transpose(&w.t[0]))
	leakyBack(&w.dz, &w.z)
	sumRows(g[pLabelBias].g.v, &w.dz)
	for k, e := range batch {
		for i := range e.word {
			t := w.first[k] + i
			db := dlroot
			if e.head[i] > 0 {
				db = w.dlb.row(w.first[k] + int(e.head[i]) - 1)
			}
			for j, v := range w.dz.row(t) {
				db[j] += v
			}
		}
	}
	copy(w.dla.v, w.dz.v)

	back(pArc, &w.dep, &w.dp)
	sumRows(g[pArcBias].g.v, &w.dp)
	w.ddep.shape(n, s.Arc)
	addProduct(&w.ddep, &w.dp, p[pArc].w.transpose(&w.t[0]))
	dh := top.dh.shape(n, 2*s.Hidden)
	for k, q := range []struct {
		weight, bias int
		y, dy        *matrix
	}{
		{pDep, pDepBias, &w.dep, &w.ddep},
		{pHead, pHeadBias, &w.head, &w.dhead},
		{pLabelDep, -1, &w.la, &w.dla},
		{pLabelHead, -1, &w.lb, &w.dlb},
	} {
		if d.scorer > 0 {
			w.apply(q.dy, &w.scorerMask[k])
		}
		if q.bias >= 0 {
			leakyBack(q.dy, q.y)
			sumRows(g[q.bias].g.v, q.dy)
		}
		back(q.weight, h, q.dy)
		addProduct(dh, q.dy, p[q.weight].w.transpose(&w.t[1]))
	}
	back(pTagger, h, &w.tags)
	sumRows(g[pTaggerBias].g.v, &w.tags)
	addProduct(dh, &w.tags, p[pTagger].w.transpose(&w.t[1]))
}

// project runs what the scorers do for each word by itself.
func (w *worker) project(sentences, n int, r *rand.Rand, d dropout) {
	h := &w.layers[len(w.layers)-1].h
	s, p := w.n.size, w.n.params
	project := func(out *matrix, weight, bias, mask int) {
		out.shape(n, p[weight].w.cols)
		addProduct(out, h, p[weight].w)
		if bias >= 0 {
			addBias(out, p[bias].w.v)
			leaky(out)
		}
		if r != nil && d.scorer > 0 {
			m := w.scorerMask[mask].shape(sentences, out.cols)
			fillMask(m, r, d.scorer)
			w.apply(out, m)
		}
	}
	project(&w.dep, pDep, pDepBias, 0)
	project(&w.head, pHead, pHeadBias, 1)
	project(&w.la, pLabelDep, -1, 2)
	project(&w.lb, pLabelHead, -1, 3)
	w.p.shape(n, s.Arc)
	addProduct(&w.p, &w.dep, p[pArc].w)
	addBias(&w.p, p[pArcBias].w.v)
	w.tags.shape(n, core.Classes)
	addProduct(&w.tags, h, p[pTagger].w)
	addBias(&w.tags, p[pTaggerBias].w.v)
}

// relations scores the relations of all words to the heads of the examples.
func (w *worker) relations(batch []*example, n int) {
	p := w.n.params
	w.z.shape(n, w.n.size.Label)
	for k, e := range batch {
		for i := range e.word {
			t := w.first[k] + i
			a, b, z := w.la.row(t), w.headRow(&w.lb, pLabelRoot, w.first[k], e.head[i]), w.z.row(t)
			for j, bias := range p[pLabelBias].w.v {
				z[j] = a[j] + b[j] + bias
			}
		}
	}
	leaky(&w.z)
	w.logits.shape(n, core.MaxRelations)
	addProduct(&w.logits, &w.z, p[pLabel].w)
	addBias(&w.logits, p[pLabelOutBias].w.v)
}

// tagShare weighs the loss of the final tags against those of heads and relations.
const tagShare = 0.5

func (w *worker) headRow(m *matrix, root, first int, head int32) []float32 {
	if head == 0 {
		return w.n.params[root].w.v
	}
	return m.row(first + int(head) - 1)
}

// scoreHeads writes the scores of the heads of a sentence of n words to w.s.
func (w *worker) scoreHeads(first, n int) {
	s := w.n.size
	padded := pad(n + 1)
	w.hm.shape(padded, s.Arc)
	copy(w.hm.row(0), w.n.params[pRoot].w.v)
	copy(w.hm.v[s.Arc:], w.head.v[first*s.Arc:(first+n)*s.Arc])
	w.ps = matrix{n, s.Arc, w.p.v[first*s.Arc : (first+n)*s.Arc]}
	w.s.shape(n, padded)
	addProduct(&w.s, &w.ps, w.hm.transpose(&w.ht))
	distance := w.n.params[pDistance].w.v
	for i := range n {
		row := w.s.row(i)
		for j := range n + 1 {
			row[j] += distance[core.Distance(j, i+1)]
		}
		row[i+1] = -1e30
	}
}

// arcs scores the heads of one sentence.
func (w *worker) arcs(e *example, first int, training bool, scale float32, droot []float32) {
	s, n := w.n.size, e.len()
	w.scoreHeads(first, n)
	for i := range n {
		row := w.s.row(i)
		gold := int(e.head[i])
		best := w.softmax(row, n+1, gold, e.heads(i), scale)
		if best == gold {
			w.headsRight++
		}
		w.headRight[first+i] = best == gold
		if training {
			g := w.grads[pDistance].g.v
			for j := range n + 1 {
				g[core.Distance(j, i+1)] += row[j]
			}
		}
	}
	if !training {
		return
	}
	w.dps = matrix{n, s.Arc, w.dp.v[first*s.Arc : (first+n)*s.Arc]}
	addProduct(&w.dps, &w.s, &w.hm)
	w.dhm.shape(pad(n+1), s.Arc)
	addProductT(&w.dhm, &w.s, &w.ps)
	for j, v := range w.dhm.row(0) {
		droot[j] += v
	}
	copy(w.dhead.v[first*s.Arc:(first+n)*s.Arc], w.dhm.v[s.Arc:])
}

// softmax turns the first n scores of a row into the gradient of their
// cross-entropy, times scale, clears the rest, and returns the best. What is
// wanted is gold or, if there are any, the shares.
func (w *worker) softmax(row []float32, n, gold int, shares []share, scale float32) int {
	best, sum := exponents(row[:n])
	loss := func(j int) float64 { return math.Log(max(float64(row[j]/sum), 1e-12)) * float64(scale) }
	if shares == nil {
		w.loss -= loss(gold)
	}
	for _, q := range shares {
		w.loss -= loss(int(q.at)) * float64(q.p)
	}
	k := scale / sum
	for j := range row[:n] {
		row[j] *= k
	}
	if shares == nil {
		row[gold] -= scale
	}
	for _, q := range shares {
		row[q.at] -= scale * q.p
	}
	clear(row[n:])
	return best
}

// exponents turns scores into what their probabilities are in proportion to, and
// returns the best and the sum.
func exponents(row []float32) (best int, sum float32) {
	for j, v := range row {
		if v > row[best] {
			best = j
		}
	}
	high := row[best]
	for j, v := range row {
		row[j] = exp(v - high)
		sum += row[j]
	}
	return best, sum
}

// exp is eˣ for x ≤ 0, good to six digits.
func exp(x float32) float32 {
	if x < -60 {
		return 0
	}
	return float32(math.Exp(float64(x)))
}

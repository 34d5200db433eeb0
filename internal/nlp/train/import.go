package train

import (
	"fmt"

	"github.com/parley-register/parley/internal/nlp/core"
)

// restore reads the weights of a network that export has stored. The network has
// the sizes of the file.
func (n *network) restore(f *core.File) error {
	r := restorer{f: f}
	p := func(k int) *matrix { return n.params[k].w }
	for _, k := range []int{pWord, pAffix, pTag} {
		r.scaled(n.params[k].name, p(k))
	}
	for l := range n.size.Layers {
		name := fmt.Sprintf("layer %d", l+1)
		r.byOutput(name, n.layer(l, lWeight).w)
		for _, k := range []int{lForgetCell, lResetCell, lForgetBias, lResetBias} {
			q := n.layer(l, k)
			r.vectors(name+" "+q.name, q.w.v)
		}
	}
	r.byOutput("scorers", p(pDep), p(pHead), p(pLabelDep), p(pLabelHead), p(pTagger))
	unused := make([]float32, n.size.Label)
	r.vectors("scorer bias", p(pDepBias).v, p(pHeadBias).v, p(pLabelBias).v, unused, p(pTaggerBias).v)
	r.vectors("root", p(pRoot).v)
	r.byOutput("arc", p(pArc))
	r.vectors("arc bias", p(pArcBias).v)
	r.vectors("distance", p(pDistance).v)
	r.vectors("label root", p(pLabelRoot).v)
	r.byOutput("label", p(pLabel))
	r.vectors("label bias", p(pLabelOutBias).v)
	return r.err
}

// restorer reads tensors until one is wrong.
type restorer struct {
	f   *core.File
	err error
}

// vectors reads vectors that are stored one behind the other.
func (r *restorer) vectors(name string, to ...[]float32) {
	n := 0
	for _, v := range to {
		n += len(v)
	}
	if r.err != nil {
		return
	}
	all, err := r.f.Floats(name, 1, n)
	if err != nil {
		r.err = err
		return
	}
	for _, v := range to {
		all = all[copy(v, all):]
	}
}

func (r *restorer) scaled(name string, m *matrix) {
	if r.err != nil {
		return
	}
	v, err := r.f.Scaled(name, m.rows, m.cols)
	if err != nil {
		r.err = err
		return
	}
	copy(m.v, v)
}

// byOutput undoes the function byOutput.
func (r *restorer) byOutput(name string, ms ...*matrix) {
	all := matrix{cols: ms[0].rows}
	for _, m := range ms {
		all.rows += m.cols
	}
	all.v = make([]float32, all.rows*all.cols)
	r.scaled(name, &all)
	at := 0
	for _, m := range ms {
		for j := range m.cols {
			for i, v := range all.row(at + j) {
				m.v[i*m.cols+j] = v
			}
		}
		at += m.cols
	}
}

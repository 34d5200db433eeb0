package train

import (
	"fmt"

	"github.com/parley-register/parley/internal/nlp/core"
)

// export adds the network to a model file, its weights in 8 bits.
func (n *network) export(f *core.File, hashes []uint64) error {
	size := n.size
	f.Manifest.Sizes = &size
	p := func(k int) *matrix { return n.params[k].w }
	e := exporter{f: f}
	e.add("vocabulary", 1, len(hashes), hashes)
	for _, k := range []int{pWord, pAffix, pTag} {
		e.scaled(n.params[k].name, p(k))
	}
	for l := range size.Layers {
		name := fmt.Sprintf("layer %d", l+1)
		e.scaled(name, byOutput(n.layer(l, lWeight).w))
		for _, k := range []int{lForgetCell, lResetCell, lForgetBias, lResetBias} {
			q := n.layer(l, k)
			e.vector(name+" "+q.name, q.w.v)
		}
	}
	e.scaled("scorers", byOutput(p(pDep), p(pHead), p(pLabelDep), p(pLabelHead), p(pTagger)))
	// the bias of relations goes with the dependent
	bias := append([]float32(nil), p(pDepBias).v...)
	bias = append(bias, p(pHeadBias).v...)
	bias = append(bias, p(pLabelBias).v...)
	bias = append(bias, make([]float32, size.Label)...)
	bias = append(bias, p(pTaggerBias).v...)
	e.vector("scorer bias", bias)
	e.vector("root", p(pRoot).v)
	e.scaled("arc", byOutput(p(pArc)))
	e.vector("arc bias", p(pArcBias).v)
	e.vector("distance", p(pDistance).v)
	e.vector("label root", p(pLabelRoot).v)
	e.scaled("label", byOutput(p(pLabel)))
	e.vector("label bias", p(pLabelOutBias).v)
	return e.err
}

type exporter struct {
	f   *core.File
	err error
}

func (e *exporter) add(name string, rows, cols int, v any) {
	if e.err == nil {
		e.err = e.f.Add(name, rows, cols, v)
	}
}

func (e *exporter) vector(name string, v []float32) { e.add(name, 1, len(v), v) }

func (e *exporter) scaled(name string, m *matrix) {
	if e.err == nil {
		e.err = e.f.AddScaled(name, m.rows, m.cols, m.v)
	}
}

// byOutput turns weights stored by inputs around, one matrix below the other.
func byOutput(ms ...*matrix) *matrix {
	out := &matrix{cols: ms[0].rows}
	for _, m := range ms {
		for j := range m.cols {
			for i := range m.rows {
				out.v = append(out.v, m.v[i*m.cols+j])
			}
		}
		out.rows += m.cols
	}
	return out
}

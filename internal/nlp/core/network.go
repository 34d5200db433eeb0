package core

import (
	"fmt"
	"math"
)

// network is the encoder and its scorers.
type network struct {
	size Sizes

	keys []uint64 // open addressing: hash of a word …
	rows []int32  // … and its row; 0 is free

	word, affix, tag []int16 // tables in fixed point

	layers []layer

	scorers     weights   // dependents, heads, relations of both, final tags: one product
	scorerBias  []float32 // of the same
	root        []int16   // the root as a head
	arc         weights
	arcBias     []float32
	distance    [Distances]int32
	labelRoot   []float32 // the root as a head, for relations
	label       weights
	labelBias   []float32 // of relations
	relationOf  int       // relations in use
	tagsOf      int
	scorerSplit [5]int // where each scorer's outputs begin
}

type layer struct {
	gates  int
	w      weights
	params [2][]float32 // of cell, for each direction
}

// arcOne is 1.0 in the fixed-point numbers by which heads and dependents are
// compared. They end at ±16, so that 128 products fit 32 bits.
const (
	arcOne = 256
	arcTop = 16*arcOne - 1
)

func (m *Model) loadNetwork(f *File, k *kernel) error {
	s := *f.Manifest.Sizes
	if err := s.check(); err != nil {
		return err
	}
	if s.Relations != len(f.Manifest.Relations) || s.Tags != len(f.Manifest.Tags) {
		return fmt.Errorf("%w: %d relations and %d tags are named, %d and %d wanted", ErrFile,
			len(f.Manifest.Relations), len(f.Manifest.Tags), s.Relations, s.Tags)
	}
	n := &network{size: s, relationOf: s.Relations, tagsOf: s.Tags}
	r := reader{f: f, k: k}
	n.loadVocabulary(r.uint64s("vocabulary", s.Words))
	n.word = r.table("word", s.Words+1, s.Word, 1)
	n.affix = r.table("affix", s.Affixes, s.Affix, Affixes)
	n.tag = r.table("tag", Classes+1, s.Tag, 1)
	for l := range s.Layers {
		n.layers = append(n.layers, r.layer(s, l))
	}
	out := 2 * s.Hidden
	r.matrix(&n.scorers, "scorers", 2*s.Arc+2*s.Label+Classes, out)
	n.scorerBias = r.floats("scorer bias", 2*s.Arc+2*s.Label+Classes)
	for i, width := range []int{s.Arc, s.Arc, s.Label, s.Label} {
		n.scorerSplit[i+1] = n.scorerSplit[i] + width
	}
	for _, v := range r.floats("root", s.Arc) {
		n.root = append(n.root, narrow(v, arcOne))
	}
	r.matrix(&n.arc, "arc", s.Arc, s.Arc)
	n.arcBias = r.floats("arc bias", s.Arc)
	for i, v := range r.floats("distance", Distances) {
		n.distance[i] = int32(min(max(math.RoundToEven(float64(v)*arcOne*arcOne), -1<<24), 1<<24))
	}
	n.labelRoot = r.floats("label root", s.Label)
	r.matrix(&n.label, "label", MaxRelations, s.Label)
	n.labelBias = r.floats("label bias", MaxRelations)
	m.net = n
	return r.err
}

// reader reads tensors until one is wrong.
type reader struct {
	f   *File
	k   *kernel
	err error
}

func (r *reader) floats(name string, n int) []float32 {
	if r.err != nil {
		return make([]float32, n)
	}
	v, err := r.f.floats(name, 1, n)
	if err != nil {
		r.err = err
		return make([]float32, n)
	}
	return v
}

func (r *reader) uint64s(name string, n int) []uint64 {
	if r.err != nil {
		return nil
	}
	v, err := r.f.uint64s(name, 1, n)
	r.err = err
	return v
}

// table reads a table and brings it to fixed point; sums of terms rows must not
// overflow.
func (r *reader) table(name string, rows, cols, terms int) []int16 {
	if r.err != nil {
		return nil
	}
	codes, scale, err := r.f.scaled(name, rows, cols)
	if err != nil {
		r.err = err
		return nil
	}
	top := float32(32767 / terms)
	out := make([]int16, len(codes))
	for i := range rows {
		s := float32(scale[i] * One)
		for c, code := range codes[i*cols : (i+1)*cols] {
			out[i*cols+c] = int16(roundEven(min(max(float32(float32(code)*s), -top), top)))
		}
	}
	return out
}

// matrix reads weights, stored by outputs.
func (r *reader) matrix(w *weights, name string, out, in int) {
	if r.err != nil {
		return
	}
	codes, scale, err := r.f.scaled(name, out, in)
	if err != nil {
		r.err = err
		return
	}
	w.in, w.out, w.scale = in, out, scale
	for i := range scale {
		scale[i] = float32(scale[i] * (1.0 / One))
	}
	r.k.pack(w, codes)
}

func (r *reader) layer(s Sizes, i int) layer {
	l := layer{gates: s.Gates(i)}
	h := s.Hidden
	name := fmt.Sprintf("layer %d", i+1)
	r.matrix(&l.w, name, 2*l.gates*h, s.Input(i))
	vf, vr := r.floats(name+" forget cell", 2*h), r.floats(name+" reset cell", 2*h)
	bf, br := r.floats(name+" forget bias", 2*h), r.floats(name+" reset bias", 2*h)
	if r.err != nil {
		return l
	}
	for dir := range 2 {
		p := make([]float32, 8*h)
		for j := range h {
			at := j/8*64 + j%8
			for g := range l.gates {
				p[at+8*g] = l.w.scale[(dir*l.gates+g)*h+j]
			}
			o := dir*h + j
			p[at+32], p[at+40], p[at+48], p[at+56] = vf[o], vr[o], bf[o], br[o]
		}
		l.params[dir] = p
	}
	return l
}

func (n *network) loadVocabulary(hashes []uint64) {
	size := 16
	for size < 2*len(hashes) {
		size *= 2
	}
	n.keys, n.rows = make([]uint64, size), make([]int32, size)
	for i, h := range hashes {
		at := h & uint64(size-1)
		for n.rows[at] != 0 && n.keys[at] != h {
			at = (at + 1) & uint64(size-1)
		}
		if n.rows[at] == 0 {
			n.keys[at], n.rows[at] = h, int32(i+1)
		}
	}
}

// row is the row of a word in the table of vectors, 0 when it is unknown.
func (n *network) row(hash uint64) int {
	mask := uint64(len(n.keys) - 1)
	for at := hash & mask; n.rows[at] != 0; at = (at + 1) & mask {
		if n.keys[at] == hash {
			return int(n.rows[at])
		}
	}
	return 0
}

// narrow rounds to the fixed-point numbers that end at arcTop.
func narrow(x, scale float32) int16 {
	y := float32(x * scale)
	return int16(roundEven(min(max(y, -arcTop), arcTop)))
}

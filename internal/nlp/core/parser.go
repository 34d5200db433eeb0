package core

// MaxWords is the longest run of words that is parsed as one. The scores of
// heads grow with its square; a longer sentence is parsed in parts.
const MaxWords = 200

// scratch is the memory of the network in a workspace.
type scratch struct {
	tagger tagScratch
	cell   cell
	x, h   []int16 // input and output of a layer
	sums   []int32
	state  []float32
	dep    []int16
	head   []int16
	p      []int16
	la, lb []float32
	z      []int16
	scores []int32
	tree   tree
	mark   []int32
}

// encode runs the encoder over words; the result is in s.h, 2·Hidden for each.
func (n *network) encode(k *kernel, s *scratch, words []Word, tags []uint8) {
	size := n.size
	in := size.Input(0)
	s.x = grow(s.x, len(words)*in)
	for i := range words {
		x := s.x[i*in : (i+1)*in]
		r := n.row(words[i].Lower)
		copy(x, n.word[r*size.Word:(r+1)*size.Word])
		var rows [Affixes]int32
		words[i].AffixRows(&rows, size.Affixes)
		a := x[size.Word : size.Word+size.Affix]
		copy(a, n.affix[int(rows[0])*size.Affix:])
		for _, r := range rows[1:] {
			for j, v := range n.affix[int(r)*size.Affix : (int(r)+1)*size.Affix][:len(a)] {
				a[j] += v
			}
		}
		copy(x[size.Word+size.Affix:], n.tag[int(tags[i])*size.Tag:(int(tags[i])+1)*size.Tag])
	}
	h := size.Hidden
	s.state = grow(s.state, h)
	for l := range n.layers {
		layer := &n.layers[l]
		s.sums = grow(s.sums, len(words)*layer.w.out)
		k.mul(&layer.w, s.sums, s.x, len(words))
		s.h = grow(s.h, len(words)*2*h)
		c := &s.cell
		*c = cell{state: s.state}
		for dir := range 2 {
			clear(s.state)
			c.params = layer.params[dir]
			for i := range words {
				t := i
				if dir == 1 {
					t = len(words) - 1 - i
				}
				c.sums = s.sums[t*layer.w.out+dir*layer.gates*h:][:layer.gates*h]
				if layer.gates == 3 {
					c.input = s.x[(2*t+dir)*h:][:h]
				}
				c.out = s.h[(2*t+dir)*h:][:h]
				k.cell(c)
			}
		}
		if l+1 < len(n.layers) {
			s.x, s.h = s.h, s.x
		}
	}
}

// parse scores and decides: heads (0 is the root), relations and final tags of
// the words that encode has seen.
func (n *network) parse(k *kernel, s *scratch, heads []int32, relations, tags []uint8) {
	words := len(heads)
	size := n.size
	arc, lab := size.Arc, size.Label
	w := &n.scorers
	s.sums = grow(s.sums, words*w.out)
	k.mul(w, s.sums, s.h, words)
	s.dep, s.head = grow(s.dep, words*arc), grow(s.head, (words+1)*arc)
	s.la, s.lb = grow(s.la, words*lab), grow(s.lb, words*lab)
	copy(s.head, n.root)
	split := n.scorerSplit
	for t := range words {
		sums := s.sums[t*w.out : (t+1)*w.out]
		k.activate(s.dep[t*arc:(t+1)*arc], sums, w.scale, n.scorerBias, activation{Leak, One, 32767})
		o := split[1]
		k.activate(s.head[(t+1)*arc:(t+2)*arc], sums[o:], w.scale[o:], n.scorerBias[o:], activation{Leak, arcOne, arcTop})
		o = split[2]
		k.affine(s.la[t*lab:(t+1)*lab], sums[o:], w.scale[o:], n.scorerBias[o:])
		o = split[3]
		k.affine(s.lb[t*lab:(t+1)*lab], sums[o:], w.scale[o:], n.scorerBias[o:])
		o = split[4]
		tags[t] = best(sums[o:o+n.tagsOf], w.scale[o:], n.scorerBias[o:])
	}
	n.heads(k, s, heads)
	n.relations(k, s, heads, relations)
}

// heads decides the heads from s.dep and s.head.
func (n *network) heads(k *kernel, s *scratch, heads []int32) {
	words, arc := len(heads), n.size.Arc
	s.sums = grow(s.sums, words*arc)
	k.mul(&n.arc, s.sums, s.dep, words)
	s.p = grow(s.p, words*arc)
	for t := range words {
		k.activate(s.p[t*arc:(t+1)*arc], s.sums[t*arc:], n.arc.scale, n.arcBias, activation{1, arcOne, arcTop})
	}
	stride := words + 1
	s.scores = grow(s.scores, words*stride)
	for i := range words {
		p := s.p[i*arc : (i+1)*arc]
		row := s.scores[i*stride : (i+1)*stride]
		top := -1
		for j := range row {
			if j == i+1 {
				continue
			}
			// the sum of products leaves room for the distance: see arcTop
			row[j] = k.dot(p, s.head[j*arc:(j+1)*arc])/2 + n.distance[Distance(j, i+1)]/2
			if top < 0 || row[j] > row[top] {
				top = j
			}
		}
		heads[i] = int32(top)
	}
	s.mark = grow(s.mark, words)
	if !isTree(heads, s.mark) {
		s.tree.best(heads, s.scores, stride)
	}
}

// relations decides the relation of each word to its head.
func (n *network) relations(k *kernel, s *scratch, heads []int32, relations []uint8) {
	words, lab := len(heads), n.size.Label
	s.z = grow(s.z, words*lab)
	for i, h := range heads {
		b := n.labelRoot
		if h > 0 {
			b = s.lb[int(h-1)*lab : int(h)*lab]
		}
		a, z := s.la[i*lab:(i+1)*lab], s.z[i*lab:(i+1)*lab]
		b = b[:len(a)]
		for j, x := range a {
			z[j] = fixed(leaky(x+b[j]), One)
		}
	}
	w := &n.label
	s.sums = grow(s.sums, words*w.out)
	k.mul(w, s.sums, s.z, words)
	for i := range words {
		relations[i] = best(s.sums[i*w.out:][:n.relationOf], w.scale, n.labelBias)
	}
}

func leaky(x float32) float32 {
	if x < 0 {
		return float32(x * Leak)
	}
	return x
}

// best is the index of the greatest score.
func best(sums []int32, scale, bias []float32) uint8 {
	scale, bias = scale[:len(sums)], bias[:len(sums)]
	top, at := float32(float32(sums[0])*scale[0])+bias[0], 0
	for j := 1; j < len(sums); j++ {
		if x := float32(float32(sums[j])*scale[j]) + bias[j]; x > top {
			top, at = x, j
		}
	}
	return uint8(at)
}

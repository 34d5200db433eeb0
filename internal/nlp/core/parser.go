package core

// MaxWords is the longest run of words that is parsed as one. The scores of
// heads grow with its square; a longer sentence is parsed in parts.
const MaxWords = 200

// scratch is the memory of the network in a workspace.
type scratch struct {
	tagger  tagScratch
	cell    cell
	x, h    []int16 // input and output of a layer
	sums    []int32
	rows    [][]int32 // the sums of each word
	state   []float32
	known   []known
	missing []int32 // words whose first sums are not known
	dep     []int16
	head    []int16
	p       []int16
	la, lb  []float32
	z       []int16
	scores  []int32
	tree    tree
	mark    []int32
}

// encode runs the encoder over words; the result is in s.h, 2·Hidden for each.
func (n *network) encode(k *kernel, s *scratch, words []Word, tags []uint8) {
	s.state = grow(s.state, n.size.Hidden)
	n.first(k, s, words, tags)
	for l := range n.layers[1:] {
		layer := &n.layers[l+1]
		s.x, s.h = s.h, s.x
		s.sums = grow(s.sums, len(words)*layer.w.out)
		k.mul(&layer.w, s.sums, s.x, len(words))
		for i := range words {
			s.rows[i] = s.sums[i*layer.w.out : (i+1)*layer.w.out]
		}
		n.recur(k, s, layer, len(words))
	}
}

// first runs the first layer. Its sums depend on nothing but a word and its tag,
// so those of words that recur are taken from memory.
func (n *network) first(k *kernel, s *scratch, words []Word, tags []uint8) {
	layer := &n.layers[0]
	in, out := layer.w.in, layer.w.out
	s.x, s.rows, s.missing = grow(s.x, len(words)*in), grow(s.rows, len(words)), s.missing[:0]
	if s.known == nil {
		s.known = make([]known, remembered)
	}
	remember := layer.gates == 4 // with three, the layer also reads its input
	for i := range words {
		if e := &s.known[slot(&words[i], tags[i])]; remember && e.tag == tags[i] && e.word == words[i] {
			s.rows[i] = e.sums
			continue
		}
		n.embed(s.x[len(s.missing)*in:][:in], &words[i], tags[i])
		s.missing = append(s.missing, int32(i))
	}
	s.sums = grow(s.sums, len(s.missing)*out)
	k.mul(&layer.w, s.sums, s.x, len(s.missing))
	for j, i := range s.missing {
		s.rows[i] = s.sums[j*out : (j+1)*out]
	}
	n.recur(k, s, layer, len(words))
	if !remember {
		return
	}
	for _, i := range s.missing {
		e := &s.known[slot(&words[i], tags[i])]
		e.word, e.tag = words[i], tags[i]
		if e.sums == nil {
			e.sums = make([]int32, out)
		}
		copy(e.sums, s.rows[i])
	}
}

// remembered is how many words a workspace remembers the first sums of: 4 MB in
// a network of 128 units.
const remembered = 1024

// known are the first sums of a word with a tag.
type known struct {
	word Word
	tag  uint8
	sums []int32
}

func slot(w *Word, tag uint8) int {
	return int((w.Form + uint64(tag)*0x9e3779b97f4a7c15) >> 32 % remembered)
}

// embed writes the input of a word.
func (n *network) embed(x []int16, w *Word, tag uint8) {
	size := n.size
	r := n.row(w.Lower)
	copy(x, n.word[r*size.Word:(r+1)*size.Word])
	var rows [Affixes]int32
	w.AffixRows(&rows, size.Affixes)
	a := x[size.Word : size.Word+size.Affix]
	copy(a, n.affix[int(rows[0])*size.Affix:])
	for _, r := range rows[1:] {
		for j, v := range n.affix[int(r)*size.Affix : (int(r)+1)*size.Affix][:len(a)] {
			a[j] += v
		}
	}
	copy(x[size.Word+size.Affix:], n.tag[int(tag)*size.Tag:(int(tag)+1)*size.Tag])
}

// recur runs the recurrence of a layer in both directions over s.rows to s.h.
func (n *network) recur(k *kernel, s *scratch, layer *layer, words int) {
	h := n.size.Hidden
	s.h = grow(s.h, words*2*h)
	c := &s.cell
	*c = cell{state: s.state}
	for dir := range 2 {
		clear(s.state)
		c.params = layer.params[dir]
		for i := range words {
			t := i
			if dir == 1 {
				t = words - 1 - i
			}
			c.sums = s.rows[t][dir*layer.gates*h:][:layer.gates*h]
			if layer.gates == 3 {
				c.input = s.x[(2*t+dir)*h:][:h]
			}
			c.out = s.h[(2*t+dir)*h:][:h]
			k.cell(c)
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

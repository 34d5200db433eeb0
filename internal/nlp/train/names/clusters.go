package names

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/parley-register/parley/internal/nlp/core"
	"github.com/parley-register/parley/internal/nlp/names"
	"github.com/parley-register/parley/internal/text"
)

// textFiles are the plain texts, relative to the data folder, and of how many
// documents each takes one.
var textFiles = []struct {
	path  string
	every int
}{
	{"text/state_releases.jsonl.xz", 1},
	{"news/briefings/wh_diplomacy.jsonl.xz", 1},
	{"text/wh_briefings.jsonl.xz", 3},
	{"text/wh_2009_2017/press_briefings.jsonl.xz", 3},
}

// Sizes of the clusters.
const (
	clusterWords    = 24000 // words that get a cluster
	contextWords    = 1500  // neighbours that are counted
	clusterDims     = 96
	fineClusters    = 900
	coarseClusters  = 100
	clusterPasses   = 12
	subspacePasses  = 3
	clusterMaxWords = 40_000_000
)

// ReadTexts calls each with the text of every document taken.
func ReadTexts(dir string, each func(string)) error {
	for _, f := range textFiles {
		path := filepath.Join(dir, f.path)
		cmd := exec.Command("xz", "-dc", path)
		out, err := cmd.StdoutPipe()
		if err != nil {
			return err
		}
		if err := cmd.Start(); err != nil {
			return fmt.Errorf("reading %s: %w (is xz installed?)", path, err)
		}
		r := bufio.NewReaderSize(out, 1<<20)
		for n := 0; ; n++ {
			line, err := r.ReadBytes('\n')
			if len(line) > 1 && n%f.every == 0 {
				var doc struct {
					Text string `json:"text"`
				}
				if err := json.Unmarshal(line, &doc); err != nil {
					return fmt.Errorf("%s: document %d: %w", path, n+1, err)
				}
				each(doc.Text)
			}
			if err == io.EOF {
				break
			}
			if err != nil {
				return err
			}
		}
		if err := cmd.Wait(); err != nil {
			return fmt.Errorf("reading %s: %w", path, err)
		}
	}
	return nil
}

// Clusters groups the frequent words of the plain texts by the company that
// they keep, and returns the tensor of clusters.
func Clusters(dir string, seed uint64, log io.Writer) ([]uint64, error) {
	ids := map[uint64]int32{} // hash of form to order of appearance
	var forms []string
	var counts []int
	var stream []int32 // words in order, -1 between blocks
	var w core.Word
	err := ReadTexts(dir, func(s string) {
		if len(stream) > clusterMaxWords {
			return
		}
		g := text.Segment(s, nil)
		for _, st := range g.Sentences {
			for _, t := range g.Tokens[st.First:st.Last] {
				f := s[t.Start:t.End]
				w.Read(f)
				id, ok := ids[w.Form]
				if !ok {
					id = int32(len(forms))
					ids[w.Form] = id
					forms = append(forms, strings.Clone(f))
					counts = append(counts, 0)
				}
				counts[id]++
				stream = append(stream, id)
			}
			stream = append(stream, -1)
		}
	})
	if err != nil {
		return nil, err
	}
	order := make([]int32, len(forms))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int {
		if counts[a] != counts[b] {
			return counts[b] - counts[a]
		}
		return int(a - b)
	})
	rank := make([]int32, len(forms))
	for i, id := range order {
		rank[id] = int32(i)
	}
	n := min(clusterWords, len(order))
	fmt.Fprintf(log, "clusters: %d words of text, %d forms, the least frequent of %d stands %d times\n", len(stream), len(forms), n, counts[order[n-1]])
	m := neighbours(stream, rank, n)
	x := reduce(m, n, seed)
	fine, centres := kmeans(x, n, fineClusters, seed+1)
	coarse, _ := kmeans(centres, fineClusters, coarseClusters, seed+2)
	out := make([]uint64, n)
	for i := range n {
		out[i] = names.Cluster(forms[order[i]], fine[i]+1, coarse[fine[i]]+1)
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// sparse is a matrix by rows.
type sparse struct {
	start []int
	col   []int32
	val   []float32
	cols  int
}

// neighbours counts, for each of the n most frequent words, the frequent words
// at the places −2, −1, +1 and +2, and returns positive pointwise mutual
// information.
func neighbours(stream, rank []int32, n int) *sparse {
	const places = 4
	cols := places * contextWords
	table := newCounter()
	for i, id := range stream {
		if id < 0 || rank[id] >= int32(n) {
			continue
		}
		r := uint64(rank[id])
		for p, d := range [places]int{-2, -1, 1, 2} {
			j := i + d
			if j < 0 || j >= len(stream) || stream[j] < 0 || stream[i+d/max(d, -d)] < 0 {
				continue
			}
			if c := rank[stream[j]]; c < contextWords {
				table.add(r*uint64(cols)+uint64(p*contextWords)+uint64(c)+1, 1)
			}
		}
	}
	keys := table.sorted()
	rowSum, colSum, total := make([]float64, n), make([]float64, cols), 0.0
	for _, k := range keys {
		v := float64(k.n)
		r, c := int((k.key-1)/uint64(cols)), int((k.key-1)%uint64(cols))
		rowSum[r] += v
		colSum[c] += math.Pow(v, 0.75)
		total += math.Pow(v, 0.75)
	}
	m := &sparse{start: make([]int, n+1), cols: cols}
	row := 0
	for _, k := range keys {
		r, c := int((k.key-1)/uint64(cols)), int((k.key-1)%uint64(cols))
		for row < r {
			row++
			m.start[row] = len(m.col)
		}
		if pmi := math.Log(float64(k.n) / rowSum[r] * total / colSum[c]); pmi > 0 {
			m.col = append(m.col, int32(c))
			m.val = append(m.val, float32(pmi))
		}
	}
	for row < n {
		row++
		m.start[row] = len(m.col)
	}
	return m
}

// reduce projects the rows of m on the subspace of its largest singular
// vectors, found by subspace iteration, and scales them to length one.
func reduce(m *sparse, n int, seed uint64) []float32 {
	rng := rand.New(rand.NewPCG(seed, 1))
	v := make([]float32, m.cols*clusterDims)
	for i := range v {
		v[i] = float32(rng.NormFloat64())
	}
	orthonormal(v, m.cols)
	u := make([]float32, n*clusterDims)
	for range subspacePasses {
		m.times(u, v, n)
		m.transposeTimes(v, u, n)
		orthonormal(v, m.cols)
	}
	m.times(u, v, n)
	normalise(u, n)
	return u
}

func (m *sparse) times(u, v []float32, n int) {
	clear(u)
	for r := range n {
		dst := u[r*clusterDims : (r+1)*clusterDims]
		for k := m.start[r]; k < m.start[r+1]; k++ {
			src := v[int(m.col[k])*clusterDims : (int(m.col[k])+1)*clusterDims]
			x := m.val[k]
			for d, y := range src {
				dst[d] += float32(x * y)
			}
		}
	}
}

func (m *sparse) transposeTimes(v, u []float32, n int) {
	clear(v)
	for r := range n {
		src := u[r*clusterDims : (r+1)*clusterDims]
		for k := m.start[r]; k < m.start[r+1]; k++ {
			dst := v[int(m.col[k])*clusterDims : (int(m.col[k])+1)*clusterDims]
			x := m.val[k]
			for d, y := range src {
				dst[d] += float32(x * y)
			}
		}
	}
}

// orthonormal makes the columns of v orthonormal by the method of Gram and Schmidt.
func orthonormal(v []float32, rows int) {
	for a := range clusterDims {
		for b := range a {
			dot := 0.0
			for r := range rows {
				dot += float64(v[r*clusterDims+a]) * float64(v[r*clusterDims+b])
			}
			for r := range rows {
				v[r*clusterDims+a] -= float32(dot) * v[r*clusterDims+b]
			}
		}
		sum := 0.0
		for r := range rows {
			sum += float64(v[r*clusterDims+a]) * float64(v[r*clusterDims+a])
		}
		if sum == 0 {
			continue
		}
		f := float32(1 / math.Sqrt(sum))
		for r := range rows {
			v[r*clusterDims+a] *= f
		}
	}
}

func normalise(x []float32, n int) {
	for r := range n {
		row := x[r*clusterDims : (r+1)*clusterDims]
		sum := 0.0
		for _, v := range row {
			sum += float64(v) * float64(v)
		}
		if sum == 0 {
			continue
		}
		f := float32(1 / math.Sqrt(sum))
		for d := range row {
			row[d] *= f
		}
	}
}

// kmeans groups n rows of length one into k by their cosine.
func kmeans(x []float32, n, k int, seed uint64) (assign []int, centres []float32) {
	rng := rand.New(rand.NewPCG(seed, 2))
	centres = make([]float32, k*clusterDims)
	for c, r := range rng.Perm(n)[:k] {
		copy(centres[c*clusterDims:(c+1)*clusterDims], x[r*clusterDims:(r+1)*clusterDims])
	}
	assign = make([]int, n)
	for range clusterPasses {
		for r := range n {
			row := x[r*clusterDims : (r+1)*clusterDims]
			best, at := float32(-2), 0
			for c := range k {
				if d := dot(row, centres[c*clusterDims:(c+1)*clusterDims]); d > best {
					best, at = d, c
				}
			}
			assign[r] = at
		}
		sums := make([]float32, len(centres))
		size := make([]int, k)
		for r, c := range assign {
			size[c]++
			dst := sums[c*clusterDims : (c+1)*clusterDims]
			for d, v := range x[r*clusterDims : (r+1)*clusterDims] {
				dst[d] += v
			}
		}
		for c := range k {
			if size[c] == 0 { // an empty group takes a word at random
				r := rng.IntN(n)
				copy(sums[c*clusterDims:(c+1)*clusterDims], x[r*clusterDims:(r+1)*clusterDims])
			}
		}
		centres = sums
		normalise(centres, k)
	}
	return assign, centres
}

func dot(a, b []float32) float32 {
	b = b[:len(a)]
	var s0, s1, s2, s3 float32
	for i := 0; i+4 <= len(a); i += 4 {
		s0 += a[i] * b[i]
		s1 += a[i+1] * b[i+1]
		s2 += a[i+2] * b[i+2]
		s3 += a[i+3] * b[i+3]
	}
	return s0 + s1 + s2 + s3
}

// counter counts keys other than 0 in an open table.
type counter struct {
	keys []uint64
	n    []uint32
	used int
}

func newCounter() *counter { return &counter{keys: make([]uint64, 1<<22), n: make([]uint32, 1<<22)} }

func (c *counter) add(key uint64, n uint32) {
	if c.used*2 > len(c.keys) {
		old := *c
		c.keys, c.n, c.used = make([]uint64, 2*len(old.keys)), make([]uint32, 2*len(old.keys)), 0
		for i, k := range old.keys {
			if k != 0 {
				c.add(k, old.n[i])
			}
		}
	}
	mask := uint64(len(c.keys) - 1)
	for i := key * 0x9e3779b97f4a7c15 >> 20 & mask; ; i = (i + 1) & mask {
		if c.keys[i] == key {
			c.n[i] += n
			return
		}
		if c.keys[i] == 0 {
			c.keys[i], c.n[i] = key, n
			c.used++
			return
		}
	}
}

type keyCount struct {
	key uint64
	n   uint32
}

func (c *counter) sorted() []keyCount {
	out := make([]keyCount, 0, c.used)
	for i, k := range c.keys {
		if k != 0 {
			out = append(out, keyCount{k, c.n[i]})
		}
	}
	slices.SortFunc(out, func(a, b keyCount) int {
		if a.key < b.key {
			return -1
		}
		return 1
	})
	return out
}

package core

import "fmt"

// Model is a loaded model: read-only, safe for concurrent use.
type Model struct {
	Manifest Manifest
	kernel   *kernel
	linear   Linear
	net      *network // nil: only the tagger is there
}

// Load reads a model file. Any bytes at all give a model or an error.
func Load(b []byte) (*Model, error) {
	k := kernels()
	return load(b, k[len(k)-1])
}

// Kernels names the ways to do the arithmetic on this machine, the best last.
func Kernels() []string {
	var names []string
	for _, k := range kernels() {
		names = append(names, k.name)
	}
	return names
}

// LoadWith is Load with a kernel of one's choice, to compare them.
func LoadWith(b []byte, name string) (*Model, error) {
	for _, k := range kernels() {
		if k.name == name {
			return load(b, k)
		}
	}
	return nil, fmt.Errorf("this machine has no kernel %q; it has %q", name, Kernels())
}

func load(b []byte, k *kernel) (*Model, error) {
	f, err := DecodeFile(b)
	if err != nil {
		return nil, err
	}
	m := &Model{Manifest: f.Manifest, kernel: k}
	if err := m.loadLinear(f); err != nil {
		return nil, err
	}
	if f.Manifest.Sizes != nil {
		if err := m.loadNetwork(f, k); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// Kernel names the arithmetic in use: plain, avx2 or neon.
func (m *Model) Kernel() string { return m.kernel.name }

// HiddenSize is the number of elements of the encoder's vectors.
func (m *Model) HiddenSize() int {
	if m.net == nil {
		return 0
	}
	return 2 * m.net.size.Hidden
}

func (m *Model) loadLinear(f *File) error {
	rows := f.rows("tagger")
	if rows == 0 || rows&(rows-1) != 0 || rows > 1<<20 {
		return fmt.Errorf("%w: the tagger has %d rows", ErrFile, rows)
	}
	if n := len(f.Manifest.Tags); n == 0 || n > Classes {
		return fmt.Errorf("%w: it has %d tags", ErrFile, n)
	}
	m.linear.Tags = len(f.Manifest.Tags)
	m.linear.Rows = make([][Classes]int16, rows)
	return f.sparse("tagger", rows, func(r, c int, code int8) { m.linear.Rows[r][c] = Expand(code) })
}

// Result is the analysis of a run of words. Its slices are valid until the next
// call on the workspace.
type Result struct {
	Tags      []uint8 // numbers in Manifest.Tags
	Heads     []int32 // words from 1, 0 is the root; nil without a parser
	Relations []uint8 // numbers in Manifest.Relations; nil without a parser
	Hidden    []int16 // HiddenSize for each word, One is 1.0
}

// Workspace holds the memory that one goroutine needs to analyse sentences.
type Workspace struct {
	m         *Model
	words     []Word
	tags      []uint8
	heads     []int32
	relations []uint8
	scratch   scratch
}

// NewWorkspace returns an empty workspace.
func (m *Model) NewWorkspace() *Workspace { return &Workspace{m: m} }

// Begin starts a sentence.
func (w *Workspace) Begin() { w.words = w.words[:0] }

// Push adds the next word of the sentence.
func (w *Workspace) Push(form string) {
	w.words = grow(w.words, len(w.words)+1)
	w.words[len(w.words)-1].ReadToken(form)
}

// Analyse analyses the words pushed since Begin, at most MaxWords.
func (w *Workspace) Analyse() Result {
	n := min(len(w.words), MaxWords)
	words := w.words[:n]
	w.tags = grow(w.tags, n)
	w.m.linear.tag(w.m.kernel, &w.scratch.tagger, words, w.tags)
	if w.m.net == nil || n == 0 {
		return Result{Tags: w.tags}
	}
	w.heads, w.relations = grow(w.heads, n), grow(w.relations, n)
	w.m.net.encode(w.m.kernel, &w.scratch, words, w.tags)
	w.m.net.parse(w.m.kernel, &w.scratch, w.heads, w.relations, w.tags)
	return Result{w.tags, w.heads, w.relations, w.scratch.h}
}

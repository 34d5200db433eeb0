package core

import "fmt"

// Model is a loaded model: read-only, safe for concurrent use.
type Model struct {
	Manifest Manifest
	linear   Linear
}

// Load reads a model file. Any bytes at all give a model or an error.
func Load(b []byte) (*Model, error) {
	f, err := DecodeFile(b)
	if err != nil {
		return nil, err
	}
	m := &Model{Manifest: f.Manifest}
	if err := m.loadLinear(f); err != nil {
		return nil, err
	}
	return m, nil
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

// Workspace holds the memory that one goroutine needs to analyse sentences.
type Workspace struct {
	m     *Model
	words []Word
	tags  []uint8
}

// NewWorkspace returns an empty workspace.
func (m *Model) NewWorkspace() *Workspace { return &Workspace{m: m} }

// Begin starts a sentence.
func (w *Workspace) Begin() { w.words = w.words[:0] }

// Push adds the next word of the sentence.
func (w *Workspace) Push(form string) {
	if len(w.words) == cap(w.words) {
		w.words = append(w.words, Word{})
	} else {
		w.words = w.words[:len(w.words)+1]
	}
	w.words[len(w.words)-1].Read(form)
}

// Tag returns the number of the linear tagger's tag of each word pushed since
// Begin. The slice is valid until the next call.
func (w *Workspace) Tag() []uint8 {
	if cap(w.tags) < len(w.words) {
		w.tags = make([]uint8, len(w.words), 2*len(w.words))
	}
	w.tags = w.tags[:len(w.words)]
	w.m.linear.Tag(w.words, w.tags)
	return w.tags
}

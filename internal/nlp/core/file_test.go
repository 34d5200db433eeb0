package core

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"testing"
)

// tiny is a small valid model file, with a network in it or without.
func tiny(t testing.TB, network bool) []byte {
	t.Helper()
	f := &File{Manifest: Manifest{Tags: []string{"NOUN NN", "VERB VB"}}}
	check := func(err error) {
		if err != nil {
			t.Helper()
			t.Fatal(err)
		}
	}
	codes := make([]int8, 4*Classes)
	codes[1], codes[Classes], codes[2*Classes+1] = 127, -127, 5
	check(f.AddSparse("tagger", codes))
	if network {
		r := rand.New(rand.NewPCG(1, 1))
		s := Sizes{Words: 3, Word: 8, Affixes: 4, Affix: 8, Tag: 16, Hidden: 16, Layers: 2, Arc: 16, Label: 16, Relations: 3, Tags: 2}
		f.Manifest.Sizes, f.Manifest.Relations = &s, []string{"nsubj", "obj", "root"}
		random := func(n int) []float32 {
			v := make([]float32, n)
			for i := range v {
				v[i] = r.Float32() - 0.5
			}
			return v
		}
		scaled := func(name string, rows, cols int) { check(f.AddScaled(name, rows, cols, random(rows*cols))) }
		vector := func(name string, n int) { check(f.Add(name, 1, n, random(n))) }
		check(f.Add("vocabulary", 1, s.Words, []uint64{7, 8, 9}))
		scaled("word", s.Words+1, s.Word)
		scaled("affix", s.Affixes, s.Affix)
		scaled("tag", Classes+1, s.Tag)
		for l, name := range []string{"layer 1", "layer 2"} {
			scaled(name, 2*s.Gates(l)*s.Hidden, s.Input(l))
			for _, p := range []string{" forget cell", " reset cell", " forget bias", " reset bias"} {
				vector(name+p, 2*s.Hidden)
			}
		}
		scaled("scorers", 2*s.Arc+2*s.Label+Classes, 2*s.Hidden)
		vector("scorer bias", 2*s.Arc+2*s.Label+Classes)
		vector("root", s.Arc)
		scaled("arc", s.Arc, s.Arc)
		vector("arc bias", s.Arc)
		vector("distance", Distances)
		vector("label root", s.Label)
		scaled("label", MaxRelations, s.Label)
		vector("label bias", MaxRelations)
	}
	b, err := f.Encode()
	check(err)
	return b
}

// exercise runs a model on a few words.
func exercise(t *testing.T, m *Model) {
	w := m.NewWorkspace()
	w.Begin()
	for _, s := range []string{"The", "envoys", "", "met", "\xff", "."} {
		w.Push(s)
	}
	r := w.Analyse()
	for _, tag := range r.Tags {
		if int(tag) >= len(m.Manifest.Tags) {
			t.Fatalf("tag %d of %d", tag, len(m.Manifest.Tags))
		}
	}
	for _, k := range r.Relations {
		if int(k) >= len(m.Manifest.Relations) {
			t.Fatalf("relation %d of %d", k, len(m.Manifest.Relations))
		}
	}
	if r.Heads != nil && !isTree(r.Heads, make([]int32, len(r.Heads))) {
		t.Fatalf("heads %v are not a tree", r.Heads)
	}
}

func TestLoadRefusesDamage(t *testing.T) {
	for _, network := range []bool{false, true} {
		refusesDamage(t, tiny(t, network))
	}
}

func refusesDamage(t *testing.T, good []byte) {
	t.Helper()
	if _, err := Load(good); err != nil {
		t.Fatalf("good file: %v", err)
	}
	if m, err := Load(good); err == nil {
		exercise(t, m)
	}
	for n := 0; n < len(good); n += 1 + n/50 {
		if _, err := Load(good[:n]); !errors.Is(err, ErrFile) {
			t.Fatalf("cut at %d of %d: error %v, want ErrFile", n, len(good), err)
		}
	}
	for i := 0; i < len(good); i += 1 + i/50 {
		b := append([]byte(nil), good...)
		b[i] ^= 0x15
		_, _ = Load(b) // must not panic
	}
}

// FuzzLoad reads any bytes.
func FuzzLoad(f *testing.F) {
	f.Add(tiny(f, false))
	f.Add(tiny(f, true))
	f.Add([]byte(magic))
	f.Fuzz(func(t *testing.T, b []byte) {
		if m, err := Load(b); err == nil {
			exercise(t, m)
		}
	})
}

// FuzzTensors puts any bytes in the place of the tensors of a good file, with
// the digest to match: what a hostile file would do.
func FuzzTensors(f *testing.F) {
	file := tiny(f, true)
	good, err := DecodeFile(file)
	if err != nil {
		f.Fatal(err)
	}
	size := 0
	for _, b := range good.tensors {
		size += len(b)
	}
	payload := file[len(file)-size:]
	f.Add(payload)
	f.Add(bytes.Repeat([]byte{0x7f}, size))
	f.Add(bytes.Repeat([]byte{0x80}, size))
	f.Fuzz(func(t *testing.T, b []byte) {
		changed := append([]byte(nil), payload...)
		copy(changed, b)
		c := &File{Manifest: good.Manifest, tensors: map[string][]byte{}}
		for _, info := range good.Manifest.Tensors {
			n := len(good.tensors[info.Name])
			c.tensors[info.Name] = changed[:n]
			changed = changed[n:]
		}
		out, err := c.Encode()
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range kernels() {
			if m, err := load(out, k); err == nil {
				exercise(t, m)
			}
		}
	})
}

package core

import (
	"errors"
	"testing"
)

// tiny is a small valid model file.
func tiny(t testing.TB) []byte {
	t.Helper()
	f := &File{Manifest: Manifest{Tags: []string{"NOUN NN", "VERB VB"}}}
	codes := make([]int8, 4*Classes)
	codes[1], codes[Classes], codes[2*Classes+1] = 127, -127, 5
	if err := f.AddSparse("tagger", codes); err != nil {
		t.Fatal(err)
	}
	b, err := f.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestLoadRefusesDamage(t *testing.T) {
	good := tiny(t)
	if _, err := Load(good); err != nil {
		t.Fatalf("good file: %v", err)
	}
	for n := range good {
		if _, err := Load(good[:n]); !errors.Is(err, ErrFile) {
			t.Fatalf("cut at %d of %d: error %v, want ErrFile", n, len(good), err)
		}
	}
	for i := range good {
		b := append([]byte(nil), good...)
		b[i] ^= 0x15
		_, _ = Load(b) // must not panic
	}
}

func FuzzLoad(f *testing.F) {
	f.Add(tiny(f))
	f.Add([]byte(magic))
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := Load(b)
		if err != nil {
			return
		}
		w := m.NewWorkspace()
		w.Begin()
		w.Push("word")
		w.Analyse()
	})
}

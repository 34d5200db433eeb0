package times_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/parley-register/parley/internal/eval/times"
)

func TestFigures(t *testing.T) {
	dir := os.Getenv("PARLEY_DATA")
	if dir == "" {
		t.Skip("set PARLEY_DATA to the folder of development data to measure")
	}
	docs, err := times.Load(filepath.Join(dir, "times"))
	if err != nil {
		t.Fatal(err)
	}
	r, err := times.Run(docs)
	if err != nil {
		t.Fatal(err)
	}
	if path := os.Getenv("ERRORS"); path != "" {
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		r.List(f)
	}
	r.Table(os.Stdout)
}

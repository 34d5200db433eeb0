package register_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/register"
)

var update = flag.Bool("update", false, "write the golden files")

// TestFold folds the cases in testdata and compares what comes out with what
// stands under the line of each.
func TestFold(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			script, want, _ := strings.Cut(string(b), "----\n")
			n := read(t, script)
			got := n.print(register.Fold(n.in))
			if *update {
				if err := os.WriteFile(file, []byte(script+"----\n"+got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if got != want {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

// cases are those in testdata, by name.
func cases(t *testing.T) iter.Seq2[string, *notation] {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	return func(yield func(string, *notation) bool) {
		for _, file := range files {
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			script, _, _ := strings.Cut(string(b), "----\n")
			if !yield(strings.TrimSuffix(filepath.Base(file), ".txt"), read(t, script)) {
				return
			}
		}
	}
}

func fingerprint(t interface{ Fatal(...any) }, reg *parley.Register) []byte {
	b, err := json.Marshal(reg)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestOrderDoesNotMatter folds every case in many orders of arrival.
func TestOrderDoesNotMatter(t *testing.T) {
	var names []string
	var inputs []register.Input
	var want [][]byte
	for name, n := range cases(t) {
		names = append(names, name)
		inputs = append(inputs, n.in)
		want = append(want, fingerprint(t, register.Fold(n.in)))
	}
	// Small cases are folded many times each: more than a thousand permutations in all.
	rapid.Check(t, func(t *rapid.T) {
		for i, in := range inputs {
			in.Documents = rapid.Permutation(in.Documents).Draw(t, "documents")
			in.Claims = rapid.Permutation(in.Claims).Draw(t, "claims")
			if got := fingerprint(t, register.Fold(in)); !bytes.Equal(got, want[i]) {
				t.Fatalf("%s: another order gives another register", names[i])
			}
		}
	})
}

package register_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/kept"
	"github.com/parley-register/parley/internal/register"
)

// writtenDown is reg as it is read again after it was written down.
func writtenDown(t interface{ Fatal(...any) }, reg *parley.Register) *kept.Kept {
	w := kept.Write(reg, nil)
	k, err := kept.Open(w.Head, func(digests ...parley.Digest) ([][]byte, error) {
		out := make([][]byte, len(digests))
		for i, d := range digests {
			out[i] = w.Parts[d]
		}
		return out, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// TestKeptIsFold writes registers down and reads them again.
func TestKeptIsFold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		reg := register.Fold(wild(t))
		got, err := writtenDown(t, reg).Register()
		if err != nil {
			t.Fatal(err)
		}
		if string(fingerprint(t, got)) != string(fingerprint(t, reg)) {
			t.Fatalf("%s\nis read as\n%s", fingerprint(t, reg), fingerprint(t, got))
		}
	})
}

package parley_test

import (
	"errors"
	"testing"

	"github.com/parley-register/parley"
)

func TestProcessByName(t *testing.T) {
	r := &parley.Register{Processes: []parley.Process{
		{ID: "free-aceh-movement-indonesia-1a2b3c4d", Name: "Free Aceh Movement–Indonesia talks"},
		{ID: "india-pakistan-5e6f7a8b", Name: "India–Pakistan talks"},
		{ID: "iran-saudi-arabia-9c0d1e2f", Name: "Baghdad channel"},
	}}
	for asked, want := range map[string]string{
		"india":     "india-pakistan-5e6f7a8b", // a prefix wins over a part
		"aceh":      "free-aceh-movement-indonesia-1a2b3c4d",
		"pakistan":  "india-pakistan-5e6f7a8b",
		"Baghdad c": "iran-saudi-arabia-9c0d1e2f",
		"5e6f7a8b":  "india-pakistan-5e6f7a8b",
	} {
		p, err := r.Process(asked)
		if err != nil || p.ID != want {
			t.Errorf("%q gives %v, %v; want %s", asked, p, err, want)
		}
	}
	for asked, want := range map[string]error{"": parley.ErrNotFound, "zzz": parley.ErrNotFound, "i": parley.ErrAmbiguous, "talks": parley.ErrAmbiguous} {
		if p, err := r.Process(asked); !errors.Is(err, want) {
			t.Errorf("%q gives %v, %v; want %v", asked, p, err, want)
		}
	}
}

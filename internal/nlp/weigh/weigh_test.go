package weigh

import (
	"slices"
	"strings"
	"testing"
)

func TestFitTellsSignFromNoise(t *testing.T) {
	var samples []Sample
	for i := range 40 {
		f := []string{"always", "noise=" + string(rune('a'+i%2))}
		if i%4 < 2 {
			f = append(f, "sign")
		}
		samples = append(samples, Sample{Features: f, Right: i%4 < 2})
	}
	w := Fit(samples, 1, 2)
	if w.Odds([]string{"always", "sign"}) <= 0 || w.Odds([]string{"always"}) >= 0 {
		t.Errorf("the sign does not decide: %v", w)
	}
	if r := w.Reasons([]string{"always", "noise=a", "sign"}, 1); len(r) != 1 || !strings.HasPrefix(r[0], "sign +") {
		t.Errorf("reasons are %v, want the sign first", r)
	}
	var a, b strings.Builder
	if err := w.Write(&a, "# header\n"); err != nil {
		t.Fatal(err)
	}
	if err := Fit(samples, 1, 2).Write(&b, "# header\n"); err != nil {
		t.Fatal(err)
	}
	if a.String() != b.String() {
		t.Error("the same samples give two tables")
	}
	back, err := Load(a.String())
	if err != nil {
		t.Fatal(err)
	}
	if back.Odds([]string{"always", "sign"}) <= 0 {
		t.Errorf("the table read back decides otherwise: %v", back)
	}
}

func TestLoadRefuses(t *testing.T) {
	for _, bad := range []string{"feature", "feature\tx", "feature\tNaN"} {
		if _, err := Load(bad); err == nil || !strings.Contains(err.Error(), "line 1") {
			t.Errorf("%q gives %v, want an error that names the line", bad, err)
		}
	}
}

func TestFitTakesTheMannerOfHomeTexts(t *testing.T) {
	// Elsewhere nearly everything is right; at home only what has the sign. What
	// the sign is worth is learnt from both.
	var samples []Sample
	add := func(n int, right, elsewhere bool, features ...string) {
		for range n {
			samples = append(samples, Sample{Features: features, Right: right, Elsewhere: elsewhere})
		}
	}
	add(4, true, false, "bias", "sign")
	add(4, false, false, "bias")
	add(40, true, true, "bias", "sign")
	add(40, true, true, "bias")
	add(4, false, true, "bias")
	w := Fit(samples, 0.5, 1)
	if w.Odds([]string{"bias"}) >= 0 || w.Odds([]string{"bias", "sign"}) <= 0 {
		t.Errorf("weights %v do not tell what is right at home", w)
	}
	if len(w) != 2 {
		t.Errorf("weights %v have features of other texts", w)
	}
	together := slices.Clone(samples)
	for i := range together {
		together[i].Elsewhere = false
	}
	if w := Fit(together, 0.5, 1); w.Odds([]string{"bias"}) <= 0 {
		t.Errorf("weights %v of all texts together: the example tells nothing", w)
	}
}

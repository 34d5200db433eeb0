package weigh

import (
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
		samples = append(samples, Sample{f, i%4 < 2})
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

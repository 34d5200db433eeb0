package lemma

import (
	"errors"
	"testing"
)

func TestLemma(t *testing.T) {
	z, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		form, xpos string
		aux        bool
		want       string
	}{
		{"held", "VBD", false, "hold"},
		{"meeting", "VBG", false, "meet"},
		{"meeting", "NN", false, "meeting"},
		{"Ministers", "NNS", false, "minister"},
		{"parties", "NNS", false, "party"},
		{"agreed", "VBD", false, "agree"},
		{"negotiating", "VBG", false, "negotiate"},
		{"said", "VBD", false, "say"},
		{"is", "VBZ", true, "be"},
		{"’s", "VBZ", true, "be"},
		{"’s", "POS", false, "'s"},
		{"n’t", "RB", false, "not"},
		{"Geneva", "NNP", false, "Geneva"},
		{"I", "PRP", false, "I"},
		{"their", "PRP$", false, "their"},
		{"12,500", "CD", false, "12500"},
		{"3,40", "CD", false, "3,40"},
		{"higher", "JJR", false, "high"},
		{"envoys", "", false, "envoy"},
		{"went", "", false, "go"},
		{"", "NN", false, ""},
	} {
		if got := z.Lemma(tt.form, tt.xpos, tt.aux); got != tt.want {
			t.Errorf("Lemma(%q, %q) = %q, want %q", tt.form, tt.xpos, got, tt.want)
		}
	}
}

func TestParseErrors(t *testing.T) {
	for _, in := range []string{"NN\ts", "NN\ts\tx1", "NN\ts\tl", "NN\ts\tlx"} {
		if _, err := Parse(in); !errors.Is(err, ErrRules) {
			t.Errorf("%q: %v", in, err)
		}
	}
}

func FuzzLemma(f *testing.F) {
	f.Add("Ministers", "NNS", false)
	f.Add("\xffed", "VBD", true)
	f.Add("İİİİİİİİİİİİİİİİİİİİİİİİİİİİed", "VBD", true)
	z, err := Default()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(_ *testing.T, form, xpos string, aux bool) {
		z.Lemma(form, xpos, aux)
	})
}

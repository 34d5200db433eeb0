package lemma

import (
	"errors"
	"strings"
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
		{"shook", "VBD", false, "shake"},
		{"Shook", "VBP", false, "shake"},
		{"strode", "VBD", false, "stride"},
		{"forgone", "VBN", false, "forgo"},
		{"found", "VBD", false, "find"},
		{"found", "VBP", false, "found"},
		{"bound", "VB", false, "bound"},
		{"", "NN", false, ""},
	} {
		if got := z.Lemma(tt.form, tt.xpos, tt.aux); got != tt.want {
			t.Errorf("Lemma(%q, %q) = %q, want %q", tt.form, tt.xpos, got, tt.want)
		}
	}
}

// TestIrregular asks for the lemma of every irregular form.
func TestIrregular(t *testing.T) {
	z, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(irregular) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(line, "#") {
			continue
		}
		for i, xpos := range []string{"VB", "VBD", "VBN"} {
			for form := range strings.SplitSeq(f[i], "|") {
				if got := z.Lemma(form, xpos, false); got != f[0] {
					t.Errorf("%s %s: %s, want %s", form, xpos, got, f[0])
				}
			}
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

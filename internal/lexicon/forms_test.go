package lexicon

import (
	"slices"
	"testing"
)

func TestForms(t *testing.T) {
	l := Shared()
	n := 0
	for e := range l.Forms() {
		n++
		if e.Form == "" || e.Kind == 0 {
			t.Errorf("entry %+v", e)
		}
	}
	if n != l.entries {
		t.Errorf("%d forms of %d entries", n, l.entries)
	}
	var titles []string
	for o := range l.Titles() {
		titles = append(titles, o.Title)
	}
	if !slices.Contains(titles, "prime minister") || !slices.Contains(GivenNames(), "Sergei") {
		t.Error("no prime minister or no Sergei")
	}
	t.Logf("%d forms, %d titles, %d given names", n, len(titles), len(GivenNames()))
}

package core

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func read(form string) (w Word) {
	w.ReadToken(form)
	return w
}

func TestWord(t *testing.T) {
	if read("don’t") != read("don't") || read("1987").Form != read("2024").Form || read("a—b") != read("a-b") {
		t.Error("typography and digits make a difference")
	}
	if a, b := read("Talks"), read("talks"); a.Lower != b.Lower || a.Form == b.Form || a.Shape == b.Shape {
		t.Error("case is not told apart where it should be")
	}
	if a, b := read("“"), read("”"); a == b || a.Lower != b.Lower {
		t.Error("quotation marks: sides must differ, the vector must not")
	}
	if w := read("at"); w.Suffix[2] != 0 || w.Prefix[2] != 0 || w.Suffix[1] == 0 {
		t.Error("a short word has affixes that it does not have")
	}
	if read("Генерал").Lower != read("генерал").Lower {
		t.Error("case of other scripts")
	}
}

func FuzzWord(f *testing.F) {
	for _, s := range []string{"", "Mr.", "\xff", "“", "שלום", "a\u0301"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a := read(s)
		if a != read(s) {
			t.Fatal("two readings differ")
		}
		if n := Normal(s); utf8.ValidString(s) && !strings.ContainsAny(s, "‘`") && read(n).Lower != a.Lower {
			t.Fatalf("normal form %q has another vector", n)
		}
	})
}

package text

import (
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"
)

func TestOffsets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOfN(rapid.RuneFrom([]rune("ab é€😀שׁ\n")), 0, 900, -1).Draw(t, "s")
		points, units := NewOffsets(s, CodePoints), NewOffsets(s, UTF16)
		n, u := 0, 0
		for i, r := range s {
			if got := points.From(i); got != n {
				t.Fatalf("code points at byte %d: %d, want %d", i, got, n)
			}
			if got := units.From(i); got != u {
				t.Fatalf("UTF-16 at byte %d: %d, want %d", i, got, u)
			}
			if points.ToByte(n) != i || units.ToByte(u) != i {
				t.Fatalf("back from %d and %d: %d and %d, want %d", n, u, points.ToByte(n), units.ToByte(u), i)
			}
			n++
			u += utf16.RuneLen(r)
		}
		if points.From(len(s)) != n || points.ToByte(n) != len(s) || points.ToByte(n+5) != len(s) || points.ToByte(-1) != 0 || points.From(-3) != 0 {
			t.Fatal("ends")
		}
	})
}

func FuzzOffsets(f *testing.F) {
	f.Add("Erdoğan’s “NO”", 3)
	f.Add("\xff\xfe😀", 1)
	f.Fuzz(func(t *testing.T, s string, i int) {
		for _, u := range []Unit{Bytes, CodePoints, UTF16} {
			o := NewOffsets(s, u)
			b := o.ToByte(o.From(i))
			if o.From(b) != o.From(i) || b > max(i, 0) {
				t.Fatalf("unit %d: byte %d comes back as %d", u, i, b)
			}
		}
	})
}

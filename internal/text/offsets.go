package text

import "unicode/utf8"

// Unit is what offsets into a text count.
type Unit uint8

// The units.
const (
	Bytes      Unit = iota // UTF-8 bytes, as all spans inside the program
	CodePoints             // Unicode code points, as Python counts
	UTF16                  // UTF-16 code units, as JavaScript and Java count
)

// ParseUnit reads "bytes", "codepoints" or "utf16".
func ParseUnit(s string) (Unit, bool) {
	switch s {
	case "bytes":
		return Bytes, true
	case "codepoints":
		return CodePoints, true
	case "utf16":
		return UTF16, true
	}
	return 0, false
}

// every is how many bytes of text lie between two marks of an Offsets.
const every = 256

// Offsets turns byte offsets of one text into those of another unit and back.
// It reads the text once; a query then costs a bounded time. An invalid byte
// counts as one code point and as one UTF-16 unit, as if it were U+FFFD. It is
// immutable and safe for concurrent use.
type Offsets struct {
	s     string
	unit  Unit
	marks []mark // nil when every byte is one unit
}

type mark struct{ at, n int } // a character's byte offset, and how many units come before

// NewOffsets reads s.
func NewOffsets(s string, unit Unit) *Offsets {
	o := &Offsets{s: s, unit: unit}
	if unit == Bytes || isASCII(s) {
		return o
	}
	n := 0
	for i := 0; i < len(s); {
		if i/every >= len(o.marks) {
			o.marks = append(o.marks, mark{i, n})
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		n += o.width(r)
		i += size
	}
	return o
}

func (o *Offsets) width(r rune) int {
	if o.unit == UTF16 && r > 0xffff {
		return 2
	}
	return 1
}

// From is the offset in the unit of o for byte offset b. Outside the text it is
// that of the nearer end; inside of a character, that of its start.
func (o *Offsets) From(b int) int {
	b = min(max(b, 0), len(o.s))
	if o.marks == nil {
		return b
	}
	k := min(b/every, len(o.marks)-1)
	for k > 0 && o.marks[k].at > b {
		k--
	}
	at, n := o.marks[k].at, o.marks[k].n
	for at < b {
		r, size := utf8.DecodeRuneInString(o.s[at:])
		if at+size > b {
			break
		}
		at += size
		n += o.width(r)
	}
	return n
}

// ToByte is the byte offset for n, an offset in the unit of o. Outside the text
// it is that of the nearer end; between the two units of one character, that of
// its start.
func (o *Offsets) ToByte(n int) int {
	if o.marks == nil {
		return min(max(n, 0), len(o.s))
	}
	lo, hi := 0, len(o.marks) // the last mark at or before n
	for hi-lo > 1 {
		if m := (lo + hi) / 2; o.marks[m].n <= n {
			lo = m
		} else {
			hi = m
		}
	}
	at, k := o.marks[lo].at, o.marks[lo].n
	for at < len(o.s) {
		r, size := utf8.DecodeRuneInString(o.s[at:])
		if k+o.width(r) > n {
			break
		}
		k += o.width(r)
		at += size
	}
	return at
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

package core

import (
	"math/bits"
	"unicode"
)

// Word is what the features see of a word form. It is computed from the form
// alone, in one pass, and is part of the model format: a change here makes every
// trained model useless.
type Word struct {
	Form   uint64    // the form, digits as 0, quotes and dashes straightened
	Lower  uint64    // the same in lower case: the key of a word vector
	Suffix [4]uint64 // last 1, 2, 3, 4 runes in lower case; 0 where the word is shorter
	Prefix [3]uint64 // first 1, 2, 3 runes in lower case; 0 where the word is shorter
	Shape  uint64    // runs of upper case, lower case, digits, others
}

const (
	hashSeed  = 0xcbf29ce484222325
	hashPrime = 0x100000001b3
)

// mix spreads the bits of h; it is the finaliser of MurmurHash3.
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// step adds one rune to a running hash.
func step(h uint64, r rune) uint64 { return bits.RotateLeft64((h^uint64(r))*hashPrime, 5) }

// straighten maps the typographic variants of one mark to one rune.
func straighten(r rune) rune {
	switch r {
	case '‘', '’', 'ʼ', '‛', '′', '`':
		return '\''
	case '“', '”', '„', '‟', '″', '«', '»':
		return '"'
	case '‐', '‑', '‒', '–', '—', '―', '−':
		return '-'
	}
	return r
}

// Normal is the word whose hash is Word.Lower.
func Normal(form string) string {
	b := make([]rune, 0, len(form))
	for _, r := range form {
		b = append(b, lower(normal(r)))
	}
	return string(b)
}

func normal(r rune) rune {
	switch {
	case '0' <= r && r <= '9':
		return '0'
	case r < 0x80 && r != '`':
		return r
	}
	return straighten(r)
}

func lower(r rune) rune {
	if 'A' <= r && r <= 'Z' {
		return r + 'a' - 'A'
	}
	if r < 0x80 {
		return r
	}
	return unicode.ToLower(r)
}

const (
	shapeLower = 1 + iota
	shapeUpper
	shapeDigit
	shapeOther
)

func shapeOf(r rune) uint64 {
	switch {
	case 'a' <= r && r <= 'z':
		return shapeLower
	case 'A' <= r && r <= 'Z':
		return shapeUpper
	case '0' <= r && r <= '9':
		return shapeDigit
	case r < 0x80:
		return shapeOther | uint64(r)<<3
	case unicode.IsUpper(r):
		return shapeUpper
	case unicode.IsLetter(r):
		return shapeLower
	case unicode.IsDigit(r):
		return shapeDigit
	}
	return shapeOther
}

// Read fills w from form in time linear in its length. The shape is that of the
// form as it stands, curly apostrophes and all; compare ReadToken.
func (w *Word) Read(form string) { w.read(form, false) }

func (w *Word) read(form string, straight bool) {
	*w = Word{}
	f, l, sh := uint64(hashSeed), uint64(hashSeed), uint64(hashSeed)
	var last [4]rune
	var prev uint64
	n, runs, repeat := 0, 0, 0
	for _, raw := range form {
		r := normal(raw)
		s := shapeOf(raw)
		if straight {
			s = shapeOf(r)
		}
		f = step(f, r)
		r = lower(r)
		l = step(l, r)
		last[0], last[1], last[2], last[3] = last[1], last[2], last[3], r
		if n < 3 {
			w.Prefix[n] = mix(l + uint64(n) + 1)
		}
		n++
		// a run of one kind counts as one, a run of two or more as two
		switch {
		case s != prev:
			runs, repeat = runs+1, 1
		default:
			repeat++
		}
		if runs <= 6 && repeat <= 2 {
			sh = step(sh, rune(s))
		}
		prev = s
	}
	w.Form, w.Lower, w.Shape = mix(f), mix(l), mix(sh)
	h := uint64(hashSeed)
	for k := 0; k < 4 && k < n; k++ {
		h = step(h, last[3-k])
		w.Suffix[k] = mix(h + uint64(k) + 11)
	}
}

// ReadToken is Read for the tagger and the network: a curly apostrophe or a long
// dash makes no other shape than a straight one, but whether a quotation mark
// opens or closes is told, where its form tells.
func (w *Word) ReadToken(form string) {
	w.read(form, true)
	var side uint64
	switch form {
	case "“", "„", "«", "‘", "`", "``":
		side = 1
	case "”", "»", "''":
		side = 2
	default:
		return
	}
	w.Form, w.Shape, w.Suffix[0] = mix(hashSeed+side), mix(hashSeed+2+side), mix(hashSeed+4+side)
}

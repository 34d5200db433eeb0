package lexicon

import (
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

var atomPool = sync.Pool{New: func() any { s := make([]atom, 0, 256); return &s }}

// vocabulary numbers the words that a trie knows.
type vocabulary struct {
	ids    map[string]int32
	puncts map[rune]int32
}

func (v *vocabulary) get(word []byte) int32 {
	if id, ok := v.ids[string(word)]; ok {
		return id
	}
	return -1
}

func (v *vocabulary) punct(r rune) int32 {
	if id, ok := v.puncts[plain(r)]; ok {
		return id
	}
	return -1
}

// number is the number of a word or character, new or old.
func (v *vocabulary) number(text string) int32 {
	id := int32(len(v.ids) + len(v.puncts))
	if r, size := utf8.DecodeRuneInString(text); size == len(text) && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		if old := v.punct(r); old >= 0 {
			return old
		}
		v.puncts[plain(r)] = id
		return id
	}
	word := fold(nil, text)
	if old := v.get(word); old >= 0 {
		return old
	}
	v.ids[string(word)] = id
	return id
}

// trie finds sequences of words.
type trie[V any] struct {
	words  vocabulary
	next   map[uint64]int32 // node<<32 | word
	values []V              // by node
}

func newTrie[V any]() trie[V] {
	return trie[V]{
		words:  vocabulary{ids: map[string]int32{}, puncts: map[rune]int32{}},
		next:   map[uint64]int32{},
		values: make([]V, 1),
	}
}

func (t *trie[V]) step(node, word int32) (int32, bool) {
	if word < 0 {
		return 0, false
	}
	n, ok := t.next[uint64(node)<<32|uint64(word)]
	return n, ok
}

// add returns the node of form, new or old, and the shapes of its words.
func (t *trie[V]) add(form string) (node int32, shapes []uint8) {
	var a atoms
	a.cut(&t.words, form, 0, len(form))
	for _, at := range a.list {
		w := t.words.number(form[at.start:at.end])
		key := uint64(node)<<32 | uint64(w)
		n, ok := t.next[key]
		if !ok {
			n = int32(len(t.values))
			var none V
			t.values = append(t.values, none)
			t.next[key] = n
		}
		node = n
		shapes = append(shapes, at.shape)
	}
	a.free()
	return node, shapes
}

// fold appends word in lower case and without diacritics to dst.
func fold(dst []byte, word string) []byte {
	for i := 0; i < len(word); i++ {
		c := word[i]
		if c >= utf8.RuneSelf {
			return foldRunes(dst, word[i:])
		}
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		dst = append(dst, c)
	}
	return dst
}

// foldRunes folds what is not ASCII: by compatibility decomposition, without
// marks.
func foldRunes(dst []byte, word string) []byte {
	for _, r := range norm.NFKD.String(word) {
		switch r {
		case 'ı':
			r = 'i'
		case 'ł', 'Ł':
			r = 'l'
		case 'ø', 'Ø':
			r = 'o'
		case 'đ', 'Đ', 'ð', 'Ð':
			r = 'd'
		case 'ß', 'ẞ':
			dst = append(dst, 's', 's')
			continue
		case 'æ', 'Æ':
			dst = append(dst, 'a', 'e')
			continue
		}
		if unicode.IsMark(r) {
			continue
		}
		dst = utf8.AppendRune(dst, unicode.ToLower(r))
	}
	return dst
}

// plain is the typewriter form of a quotation mark, apostrophe or dash.
func plain(r rune) rune {
	switch r {
	case '’', '‘', 'ʼ', '`', '´':
		return '\''
	case '‐', '‑', '–', '—', '−':
		return '-'
	}
	return r
}

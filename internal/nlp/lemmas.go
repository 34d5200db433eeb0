package nlp

import (
	"strings"

	"github.com/parley-register/parley/internal/nlp/lemma"
)

// maxLemmas is how many lemmas a space remembers, and maxRemembered the length
// in bytes of the longest form whose lemma it does.
const (
	maxLemmas     = 1 << 15
	maxRemembered = 40
)

// lemmas remembers the lemmas of words met, so that a word that comes again
// costs no memory.
type lemmas struct {
	rules *lemma.Lemmatizer
	known map[lemmaKey]string
}

type lemmaKey struct {
	form, xpos string
	aux        bool
}

func (l *lemmas) of(t *Token) string {
	k := lemmaKey{t.Form, t.XPOS, t.UPOS == AUX}
	if len(k.form) > maxRemembered {
		return l.rules.Lemma(k.form, k.xpos, k.aux)
	}
	if s, ok := l.known[k]; ok {
		return s
	}
	if len(l.known) >= maxLemmas {
		clear(l.known)
	}
	k.form = strings.Clone(k.form) // do not keep the document's text alive
	s := l.rules.Lemma(k.form, k.xpos, k.aux)
	l.known[k] = s
	return s
}

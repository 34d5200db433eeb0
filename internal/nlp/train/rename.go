package train

import (
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/parley-register/parley/internal/lexicon"
)

// A register of talks meets every state of the world, while plain text of one
// country names some dozens of them. So that the network learns what a state does
// in a sentence, and not what Russia does, names of states, their capitals and
// their adjectives are changed for others of the same class once the teachers have
// annotated the text: the parse stays what it was.

// renaming holds the words of one class and the UPOS that they must have in a
// sentence to be changed for one another.
type renaming struct {
	upos  string
	words []string
}

// renamings lists the classes, of words that are one token.
func renamings(l *lexicon.Lexicon) []renaming {
	names, capitals, adjectives := renaming{upos: "PROPN"}, renaming{upos: "PROPN"}, renaming{upos: "ADJ"}
	add := func(r *renaming, forms ...string) {
		if len(forms) == 0 || len(forms[0]) < 3 || strings.ContainsFunc(forms[0], func(c rune) bool { return strings.ContainsRune(" .-'’", c) }) {
			return
		}
		if !slices.Contains(r.words, forms[0]) {
			r.words = append(r.words, forms[0])
		}
	}
	seen := map[string]bool{}
	for e := range l.Forms() {
		if e.Kind != lexicon.StateName || seen[e.Code] {
			continue
		}
		seen[e.Code] = true
		s, ok := l.State(e.Code)
		if !ok || s.Until != "" {
			continue
		}
		add(&names, s.Name)
		add(&capitals, s.Capitals...)
		add(&adjectives, s.Adjectives...)
	}
	return []renaming{names, capitals, adjectives}
}

// rename returns the sentences, annotated by teachers as examples, with every
// second such word changed. A word beside another name, which it may be a part of,
// is left as it is. The words carry the teachers' tags.
func rename(sentences []Sentence, annotated []*example, tags []string, classes []renaming, seed uint64) []Sentence {
	class := map[string]*renaming{}
	for i := len(classes) - 1; i >= 0; i-- {
		for _, w := range classes[i].words {
			class[w] = &classes[i]
		}
	}
	out := make([]Sentence, len(sentences))
	for k, s := range sentences {
		r := rand.New(rand.NewPCG(seed, uint64(k)))
		words := slices.Clone(s.Words)
		for i := range words {
			words[i].UPOS, words[i].XPOS, _ = strings.Cut(tags[annotated[k].tag[i]], " ")
		}
		name := func(i int) bool { return i >= 0 && i < len(words) && words[i].UPOS == "PROPN" }
		for i := range words {
			c := class[words[i].Form]
			if c == nil || words[i].UPOS != c.upos || c.upos == "PROPN" && (name(i-1) || name(i+1)) {
				continue
			}
			if to := r.IntN(2 * len(c.words)); to < len(c.words) {
				words[i].Form = c.words[to]
			}
		}
		out[k] = Sentence{ID: s.ID, Words: words}
	}
	return out
}

package train

import (
	"slices"
	"strings"
	"testing"

	"github.com/parley-register/parley/internal/lexicon"
)

// TestRename changes names in sentences: only words that the teachers took for
// what the class asks for, only for words of the same class, and never a part of a
// longer name.
func TestRename(t *testing.T) {
	tags := []string{"PROPN NNP", "VERB VBD", "ADJ JJ", "NOUN NN", "PART POS"}
	const name, verb, adjective, noun, mark = 0, 1, 2, 3, 4
	sentence := func(words string, tag ...uint8) (Sentence, *example) {
		s := Sentence{ID: words}
		for w := range strings.FieldsSeq(words) {
			s.Words = append(s.Words, Word{Form: w})
		}
		return s, &example{tag: tag}
	}
	classes := renamings(lexicon.Shared())
	names, capitals, adjectives := classes[0].words, classes[1].words, classes[2].words
	for _, c := range []struct {
		words string
		tags  []uint8
		at    int      // the word that may change
		to    []string // among which; nil: no word may
	}{
		{"Russia said", []uint8{name, verb}, 0, names},
		{"talks failed in Oslo", []uint8{noun, verb, noun, name}, 3, capitals},
		{"Norwegian envoys said", []uint8{adjective, noun, verb}, 0, adjectives},
		{"Jordan Smith said", []uint8{name, name, verb}, 0, nil},
		{"turkey said", []uint8{noun, verb}, 0, nil},
		{"Turkey said", []uint8{noun, verb}, 0, nil},
		{"Norwegian Air said", []uint8{name, name, verb}, 0, nil},
		{"Russia 's envoys", []uint8{name, mark, noun}, 0, names},
	} {
		s, e := sentence(c.words, c.tags...)
		many, annotated := make([]Sentence, 200), make([]*example, 200)
		for i := range many {
			many[i], annotated[i] = s, e
		}
		got := rename(many, annotated, tags, classes, 7)
		changed := 0
		for _, g := range got {
			for i, w := range g.Words {
				if want := tags[c.tags[i]]; w.UPOS+" "+w.XPOS != want {
					t.Fatalf("%q: word %d has the tags %s %s, want %s", c.words, i, w.UPOS, w.XPOS, want)
				}
				if w.Form == s.Words[i].Form {
					continue
				}
				changed++
				if i != c.at || !slices.Contains(c.to, w.Form) {
					t.Errorf("%q: word %d became %q", c.words, i, w.Form)
				}
			}
		}
		if c.to == nil && changed > 0 || c.to != nil && (changed < 60 || changed > 140) {
			t.Errorf("%q: changed in %d of 200 sentences", c.words, changed)
		}
		if s.Words[0].Form != strings.Fields(c.words)[0] {
			t.Errorf("%q: the sentence itself was changed", c.words)
		}
	}
	if len(names) < 120 || len(capitals) < 120 || len(adjectives) < 120 {
		t.Errorf("%d names, %d capitals, %d adjectives", len(names), len(capitals), len(adjectives))
	}
}

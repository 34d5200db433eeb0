package statements

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp/clause"
	"github.com/parley-register/parley/internal/read/layer"
)

//go:embed blame.tsv
var blameTSV string

// fault is a row of blame.tsv.
type fault struct {
	word, example string
	class         byte
}

// loadFaults reads blame.tsv: rows, and the class of each word. An error is a
// defect of the file.
func loadFaults() ([]fault, map[string]byte, error) {
	var rows []fault
	index := map[string]byte{}
	for line := range strings.Lines(blameTSV) {
		line = strings.TrimRight(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 || len(f[1]) != 1 || !strings.Contains("vwna", f[1]) {
			return nil, nil, fmt.Errorf("blame.tsv: %q is not a word, a class of v, w, n or a, and an example", line)
		}
		rows = append(rows, fault{f[0], f[2], f[1][0]})
		index[f[0]] = f[1][0]
	}
	return rows, index, nil
}

// accusing are the entries of the lexicon of cues that name whom they blame
// before what for: "accused X of", "blamed X for".
var accusing = clause.Set("accuse blame fault")

// blamer finds which sides statements lay the fault on.
type blamer struct {
	faults map[string]byte
	d      *layer.Doc
	trees  map[int]*clause.Tree
	sents  map[int]*clause.Sentence
}

func (st *Stage) blamer(d *layer.Doc) *blamer {
	return &blamer{faults: st.faults, d: d, trees: map[int]*clause.Tree{}, sents: map[int]*clause.Sentence{}}
}

func (b *blamer) parsed(n int) (*clause.Sentence, *clause.Tree) {
	if b.trees[n] == nil {
		sen := b.d.Sentences[n]
		b.sents[n] = &clause.Sentence{Doc: b.d.Doc, N: n, First: sen.First, Last: sen.Last}
		b.trees[n] = clause.NewTree(b.sents[n])
	}
	return b.sents[n], b.trees[n]
}

// blamed gives the codes of the sides that a statement at span lays the fault
// on, sorted: never the speaker's own.
func (b *blamer) blamed(at parley.Span, speaker string) []string {
	var out []string
	for i := b.d.ActorFrom(at.Start); i < len(b.d.Actors) && b.d.Actors[i].End <= at.End; i++ {
		a := &b.d.Actors[i]
		codes := b.d.Codes(a)
		if len(codes) != 1 || codes[0] == speaker || slices.Contains(out, codes[0]) || !b.atFault(a) {
			continue
		}
		out = append(out, codes[0])
	}
	slices.Sort(out)
	return out
}

// atFault reports whether a word of blame is said of the actor mention a.
func (b *blamer) atFault(a *layer.Actor) bool {
	s, tree := b.parsed(a.Sentence)
	head := a.Last - 1
	for range 4 { // up to the noun that the mention belongs to
		rel := tree.Rel(head)
		h, ok := tree.Head(head)
		if !ok {
			return false
		}
		switch rel {
		case "nsubj":
			return b.predicate(s, tree, h)
		case "case", "nmod", "amod", "compound", "flat", "appos", "det", "conj":
			if b.faults[s.Low(h)] == 'n' && (rel == "nmod" && h > head || rel == "amod" || rel == "compound") {
				return true // "Chile's refusal", "Turkish intransigence"
			}
			if rel == "nmod" && h > head && !ofTheirs[clause.Lemma(s.Tok(h))] {
				return false // "Chile's neighbour refused"
			}
			if rel == "nmod" && h < head {
				return false // "the president of Chile" is told by the person
			}
			head = h
		default:
			return false
		}
	}
	return false
}

// ofTheirs are the nouns for those who are a side: "Chile's army".
var ofTheirs = clause.Set("government army side delegation leadership troops force forces minister president team negotiator official leader military militia regime authority navy")

// predicate reports whether what is said by the word at token h blames.
func (b *blamer) predicate(s *clause.Sentence, tree *clause.Tree, h int) bool {
	negated, modal := false, false
	for c := range tree.Children(h) {
		if c > h {
			break
		}
		switch w := s.Low(c); w {
		case "not", "n't", "n’t", "never":
			negated = true
		case "no":
			negated = true
		case "if", "should", "must", "may", "might", "could", "can":
			modal = true
		}
	}
	if modal {
		return false
	}
	switch b.faults[clause.Lemma(s.Tok(h))] {
	case 'v', 'a':
		return !negated
	case 'w':
		return negated
	}
	return false
}

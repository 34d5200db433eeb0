package train

import (
	"fmt"
	"io"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
)

// Scores are shares of words, in per cent, with gold tokens and predicted tags.
// As in the CoNLL 2018 shared task, the relation counts without its subtype.
type Scores struct {
	Words                int
	UPOS, XPOS, UAS, LAS float64
}

// Document makes a parsed document out of treebank sentences, without their
// annotation: one word after the other, a blank between them.
func Document(sentences []Sentence) *nlp.Doc {
	var text strings.Builder
	d := &nlp.Doc{}
	for _, s := range sentences {
		sent := nlp.Sentence{First: len(d.Tokens)}
		sent.Start = text.Len()
		for _, w := range s.Words {
			at := text.Len()
			text.WriteString(w.Form)
			d.Tokens = append(d.Tokens, nlp.Token{Span: parley.Span{Start: at, End: text.Len()}, Form: w.Form})
			text.WriteByte(' ')
		}
		sent.Last, sent.End = len(d.Tokens), text.Len()
		d.Sentences = append(d.Sentences, sent)
	}
	d.Source = &parley.Document{Text: text.String()}
	return d
}

// Evaluate annotates the words of the sentences and compares.
func Evaluate(m *nlp.Model, sentences []Sentence) Scores {
	d := Document(sentences)
	m.Annotate(d)
	var s Scores
	i := 0
	for _, gold := range sentences {
		for _, w := range gold.Words {
			t := &d.Tokens[i]
			i++
			s.Words++
			if t.UPOS.String() == w.UPOS {
				s.UPOS++
			}
			if t.XPOS == w.XPOS {
				s.XPOS++
			}
			if int(t.Head) == w.Head {
				s.UAS++
				if universal(t.Deprel) == universal(w.Relation) {
					s.LAS++
				}
			}
		}
	}
	for _, v := range []*float64{&s.UPOS, &s.XPOS, &s.UAS, &s.LAS} {
		*v *= 100 / float64(max(s.Words, 1))
	}
	return s
}

func universal(relation string) string {
	u, _, _ := strings.Cut(relation, ":")
	return u
}

// Table evaluates m on the development sets and prints the scores.
func Table(w io.Writer, m *nlp.Model, t *Treebanks) map[string]float64 {
	scores := map[string]float64{}
	fmt.Fprintln(w, "| set | words | UPOS | XPOS | UAS | LAS |")
	fmt.Fprintln(w, "| --- | --- | --- | --- | --- | --- |")
	for _, set := range []struct {
		name      string
		sentences []Sentence
	}{{"EWT dev", t.EWT}, {"GUM dev, tuned on", t.GUM}, {"GUM dev, kept apart", t.KeptBack}} {
		s := Evaluate(m, set.sentences)
		fmt.Fprintf(w, "| %s | %d | %.2f | %.2f | %.2f | %.2f |\n", set.name, s.Words, s.UPOS, s.XPOS, s.UAS, s.LAS)
		scores[set.name+" UPOS"], scores[set.name+" LAS"] = round(s.UPOS), round(s.LAS)
	}
	return scores
}

func round(x float64) float64 { return float64(int(x*100+0.5)) / 100 }

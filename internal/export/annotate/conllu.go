package annotate

import (
	"fmt"
	"io"
	"slices"

	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/conllu"
)

// CoNLLU writes doc in CoNLL-U; id is the name of the input.
// Names stand in the last column: Name=B-PER, Name=I-PER.
func CoNLLU(w io.Writer, doc *nlp.Doc, id string) error {
	sentences := conllu.Sentences(doc)
	names := doc.Names
	id = oneLine(id)
	for i, s := range sentences {
		last := len(s.Comments) - 1 // the text
		s.Comments = slices.Insert(s.Comments, last, fmt.Sprintf("# sent_id = %s-%d", id, i+1))
		if i == 0 {
			s.Comments = slices.Insert(s.Comments, 0, "# newdoc id = "+id)
		}
		names = markNames(s, doc.Sentences[i], names)
		if err := s.Write(w); err != nil {
			return err
		}
	}
	return nil
}

// Gold writes gold sentences with what was predicted for their words. doc was
// made of them by conllu.Document, which passes over sentences without words.
func Gold(w io.Writer, gold []*conllu.Sentence, doc *nlp.Doc) error {
	names := doc.Names
	n := 0
	for _, s := range gold {
		if len(s.Words) == 0 {
			continue
		}
		st := doc.Sentences[n]
		n++
		out := *s
		out.Words = make([]conllu.Word, len(s.Words))
		out.Empty = nil
		for i := range s.Words {
			t := &doc.Tokens[st.First+i]
			word := conllu.Word{Form: s.Words[i].Form, Lemma: t.Lemma, UPOS: t.UPOS.String(), XPOS: t.XPOS, Head: -1, Deprel: t.Deprel}
			if t.Deprel != "" {
				word.Head = int(t.Head)
			}
			if conllu.HasMisc(s.Words[i].Misc, "SpaceAfter=No") {
				word.Misc = "SpaceAfter=No"
			}
			out.Words[i] = word
		}
		out.Ranges = nil
		for _, r := range s.Ranges {
			if conllu.HasMisc(r.Misc, "SpaceAfter=No") {
				r.Misc = "SpaceAfter=No"
			} else {
				r.Misc = ""
			}
			out.Ranges = append(out.Ranges, r)
		}
		names = markNames(&out, st, names)
		if err := out.Write(w); err != nil {
			return err
		}
	}
	return nil
}

// markNames puts the names of a sentence into the last column, and returns
// those that follow.
func markNames(s *conllu.Sentence, st nlp.Sentence, names []nlp.Name) []nlp.Name {
	for len(names) > 0 && names[0].First < st.Last {
		for k := names[0].First; k < names[0].Last; k++ {
			v := "Name=I-" + names[0].Type.String()
			if k == names[0].First {
				v = "Name=B-" + names[0].Type.String()
			}
			misc := &s.Words[k-st.First].Misc
			if *misc != "" && *misc != "_" {
				v += "|" + *misc
			}
			*misc = v
		}
		names = names[1:]
	}
	return names
}

func oneLine(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c < ' ' {
			b[i] = ' '
		}
	}
	return string(b)
}

package conllu

import (
	"strings"
	"unicode/utf8"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/text"
)

// Document builds the text of sentences and the parsed document that they
// describe: words at their place, sentences, and a block per paragraph
// ("# newpar", "# newdoc"). Words of a multiword token share its letters among
// them. Tags, lemmas, heads and relations are those of the file; "_" gives no value.
func Document(sentences []*Sentence) *nlp.Doc {
	var b strings.Builder
	doc := &nlp.Doc{}
	for _, s := range sentences {
		if len(s.Words) == 0 {
			continue
		}
		_, par := s.Comment("newpar")
		_, start := s.Comment("newdoc")
		_, parID := s.Comment("newpar id")
		_, docID := s.Comment("newdoc id")
		if n := len(doc.Blocks); n == 0 || par || start || parID || docID {
			if n > 0 {
				b.WriteString("\n\n")
			}
			doc.Blocks = append(doc.Blocks, parley.Block{Span: parley.Span{Start: b.Len()}, Kind: parley.Paragraph})
		} else { // even where the file has none, so that sentences stay apart
			b.WriteByte(' ')
		}
		first := len(doc.Tokens)
		s.appendWords(&b, doc)
		end := doc.Tokens[len(doc.Tokens)-1].End
		doc.Sentences = append(doc.Sentences, nlp.Sentence{
			Span:  parley.Span{Start: doc.Tokens[first].Start, End: end},
			First: first, Last: len(doc.Tokens), Block: len(doc.Blocks) - 1,
		})
		doc.Blocks[len(doc.Blocks)-1].End = end
	}
	src := &parley.Document{Text: b.String(), Blocks: doc.Blocks}
	src.ID = src.DocumentID()
	doc.Source = src
	return doc
}

func (s *Sentence) appendWords(b *strings.Builder, doc *nlp.Doc) {
	ranges := s.Ranges
	for i := 0; i < len(s.Words); {
		var misc string
		start := b.Len()
		if len(ranges) > 0 && ranges[0].First == i+1 {
			r := ranges[0]
			ranges = ranges[1:]
			b.WriteString(r.Form)
			misc = r.Misc
			words := s.Words[r.First-1 : r.Last]
			for k, cut := range cuts(r.Form, words) {
				doc.Tokens = append(doc.Tokens, token(&words[k], start+cut.Start, start+cut.End))
			}
			i = r.Last
		} else {
			w := &s.Words[i]
			b.WriteString(w.Form)
			doc.Tokens = append(doc.Tokens, token(w, start, b.Len()))
			misc = w.Misc
			i++
		}
		if i < len(s.Words) && !HasMisc(misc, "SpaceAfter=No") {
			b.WriteByte(' ')
		}
	}
}

func token(w *Word, start, end int) nlp.Token {
	t := nlp.Token{
		Span: parley.Span{Start: start, End: end}, Form: w.Form, UPOS: nlp.ParseUPOS(w.UPOS), Head: int32(max(w.Head, 0)),
	}
	if w.Lemma != "_" || w.Form == "_" {
		t.Lemma = w.Lemma
	}
	if w.XPOS != "_" {
		t.XPOS = w.XPOS
	}
	if w.Deprel != "_" {
		t.Deprel = w.Deprel
	}
	return t
}

// cuts shares the bytes of form among words: by their own forms where these
// stand in it one after the other, else evenly.
func cuts(form string, words []Word) []parley.Span {
	out := make([]parley.Span, len(words))
	at := 0
	exact := true
	for i, w := range words {
		if !strings.HasPrefix(form[at:], w.Form) {
			exact = false
			break
		}
		out[i] = parley.Span{Start: at, End: at + len(w.Form)}
		at += len(w.Form)
	}
	if exact && at == len(form) {
		return out
	}
	runes := utf8.RuneCountInString(form)
	offsets := make([]int, 0, runes+1)
	for i := range form {
		offsets = append(offsets, i)
	}
	offsets = append(offsets, len(form))
	for i := range words {
		out[i] = parley.Span{Start: offsets[i*runes/len(words)], End: offsets[(i+1)*runes/len(words)]}
	}
	return out
}

// Sentences renders a parsed document. Contractions become multiword tokens,
// and "# newpar" stands before the first sentence of each block.
func Sentences(d *nlp.Doc) []*Sentence {
	out := make([]*Sentence, 0, len(d.Sentences))
	block := -1
	for _, st := range d.Sentences {
		s := &Sentence{Words: make([]Word, 0, st.Last-st.First)}
		if st.Block != block {
			s.Comments = append(s.Comments, "# newpar")
			block = st.Block
		}
		s.Comments = append(s.Comments, "# text = "+oneLine(d.Source.Text[st.Start:st.End]))
		tokens := d.Tokens[st.First:st.Last]
		for i := range tokens {
			t := &tokens[i]
			w := Word{Form: t.Form, Lemma: t.Lemma, UPOS: t.UPOS.String(), XPOS: t.XPOS, Head: -1, Deprel: t.Deprel}
			if t.Deprel != "" {
				w.Head = int(t.Head)
			}
			adjacent := i+1 < len(tokens) && tokens[i+1].Start == t.End
			if adjacent {
				w.Misc = "SpaceAfter=No"
			}
			s.Words = append(s.Words, w)
			if i > 0 && tokens[i-1].End == t.Start && contracted(&tokens[i-1], t) {
				s.Words[i-1].Misc = ""
				s.Words[i].Misc = ""
				r := Range{First: i, Last: i + 1, Form: tokens[i-1].Form + t.Form}
				if n := len(s.Ranges); n > 0 && s.Ranges[n-1].Last == i {
					s.Ranges[n-1].Last, s.Ranges[n-1].Form = i+1, s.Ranges[n-1].Form+t.Form
				} else {
					s.Ranges = append(s.Ranges, r)
				}
				s.Ranges[len(s.Ranges)-1].Misc = ""
				if adjacent {
					s.Ranges[len(s.Ranges)-1].Misc = "SpaceAfter=No"
				}
			}
		}
		out = append(out, s)
	}
	return out
}

// contracted reports whether a and b, which touch, are one word as written:
// do|n't, Russia|'s, ministers|'.
func contracted(a, b *nlp.Token) bool {
	return b.XPOS == "POS" || text.Contracted(a.Form, b.Form)
}

// oneLine is s with every run of white space as one space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

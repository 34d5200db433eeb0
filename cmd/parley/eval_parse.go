package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/eval"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/conllu"
)

func (a *app) evalParseCommand() *cobra.Command {
	var o parseOptions
	c := &cobra.Command{
		Use:   "parse PATH",
		Short: "Measure tags, lemmas and parses against CoNLL-U",
		Long: `Measure the language core against CoNLL-U, a file or a folder of .conllu, in the
terms of the CoNLL 2018 shared task: words are aligned by the characters that
they cover, and relations are compared without their subtypes. The text is read
raw, its paragraphs apart by blank lines, unless --gold-tokens keeps the words
and sentence ends of the file.`,
		Example: `  parley eval parse en_ewt-ud-dev.conllu
  parley eval parse en_ewt-ud-dev.conllu --gold-tokens
  parley eval parse en_gum-ud-dev.conllu --document _news_`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			score, err := a.scoreParse(c.Context(), args[0], o)
			if err != nil {
				return err
			}
			if a.json {
				return a.printJSON(score)
			}
			return score.Print(a.out)
		},
	}
	o.register(c)
	c.Flags().BoolVar(&o.goldTokens, "gold-tokens", false, "keep the words and sentence ends of the file")
	return c
}

func (a *app) evalSentencesCommand() *cobra.Command {
	var o parseOptions
	var errorsToo bool
	c := &cobra.Command{
		Use:   "sentences PATH",
		Short: "Measure sentence ends and tokens against CoNLL-U",
		Long: `Measure the segmentation of raw text against CoNLL-U, a file or a folder of
.conllu, in the terms of the CoNLL 2018 shared task. Paragraphs ("# newpar") are
given as blank lines.`,
		Example: `  parley eval sentences en_gum-ud-dev.conllu --document _news_
  parley eval sentences en_ewt-ud-dev.conllu --errors`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			o.onlySegment = true
			if errorsToo {
				o.wrongEnd = func(kind, before, after string) { fmt.Fprintf(a.out, "%s\t%s ¦ %s\n", kind, before, after) }
			}
			score, err := a.scoreParse(c.Context(), args[0], o)
			if err != nil {
				return err
			}
			if a.json {
				return a.printJSON(map[string]eval.Score{"tokens": score.Tokens, "sentences": score.Sentences, "words": score.Words})
			}
			return score.PrintSegmentation(a.out)
		},
	}
	o.register(c)
	c.Flags().BoolVar(&errorsToo, "errors", false, "list the sentence ends that were missed or invented")
	return c
}

type parseOptions struct {
	document    string
	goldTokens  bool
	onlySegment bool
	wrongEnd    func(kind, before, after string)
}

func (o *parseOptions) register(c *cobra.Command) {
	c.Flags().StringVar(&o.document, "document", "", "only documents whose ID holds this")
}

func (a *app) scoreParse(ctx context.Context, path string, o parseOptions) (*eval.ParseScore, error) {
	files, err := findFiles([]string{path}, ".conllu")
	if err != nil {
		return nil, err
	}
	parser, err := nlp.New()
	if err != nil {
		return nil, err
	}
	var total eval.ParseScore
	n := 0
	for _, file := range files {
		sentences, err := a.readCoNLLU(file)
		if err != nil {
			return nil, err
		}
		for _, g := range conllu.Documents(sentences) {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			if !strings.Contains(g.ID, o.document) {
				continue
			}
			gold := conllu.Document(g.Sentences)
			if len(gold.Tokens) == 0 {
				continue
			}
			n++
			score, err := scoreDocument(parser, g.Sentences, gold, o)
			if err != nil {
				return nil, fmt.Errorf("%s: %s: %w", file, g.ID, err)
			}
			total.Add(&score)
		}
	}
	if n == 0 {
		return nil, notFound("no document with words there")
	}
	return &total, nil
}

func scoreDocument(parser *nlp.Parser, sentences []*conllu.Sentence, gold *nlp.Doc, o parseOptions) (eval.ParseScore, error) {
	if o.goldTokens {
		parser.Annotate(gold)
		predicted := make([]*conllu.Sentence, 0, len(sentences))
		k := 0
		for _, s := range sentences {
			p := *s
			p.Words = make([]conllu.Word, len(s.Words))
			for i, w := range s.Words {
				t := &gold.Tokens[k]
				k++
				head := -1
				if t.Deprel != "" {
					head = int(t.Head)
				}
				p.Words[i] = conllu.Word{Form: w.Form, Lemma: t.Lemma, UPOS: t.UPOS.String(), XPOS: t.XPOS, Head: head, Deprel: t.Deprel}
			}
			predicted = append(predicted, &p)
		}
		return eval.Parse(sentences, predicted)
	}
	src := &parley.Document{Text: gold.Source.Text}
	var doc *nlp.Doc
	if o.onlySegment {
		doc = nlp.Segment(src)
	} else {
		doc = parser.Parse(src)
	}
	if o.wrongEnd != nil {
		wrongEnds(gold, doc, o.wrongEnd)
	}
	return eval.Parse(sentences, conllu.Sentences(doc))
}

// wrongEnds reports the sentence ends of which only one side has a token end.
func wrongEnds(gold, found *nlp.Doc, report func(kind, before, after string)) {
	ends := func(d *nlp.Doc) map[int]bool {
		m := map[int]bool{}
		for _, s := range d.Sentences {
			m[s.End] = true
		}
		return m
	}
	s := gold.Source.Text
	list := func(kind string, d *nlp.Doc, other map[int]bool) {
		for _, st := range d.Sentences {
			if !other[st.End] {
				report(kind, flat(s[max(0, st.End-60):st.End]), flat(s[st.End:min(len(s), st.End+40)]))
			}
		}
	}
	list("missed", gold, ends(found))
	list("invented", found, ends(gold))
}

func (a *app) evalNamesCommand() *cobra.Command {
	var heldOut, errorsToo bool
	c := &cobra.Command{
		Use:   "names PATH",
		Short: "Measure names against texts marked by hand",
		Long: `Measure names, a file or a folder of
  .jsonl  lines of {"id", "text", "spans": [[start, end, type]]}, offsets in code
          points, types as parley has them;
  .iob2, .conll  tokens with IOB2 labels, whose tokens are kept. Where they know
          PER, ORG and LOC alone, GPE, GOV and FAC count as LOC, and other names
          are left out.
A name is right when its place and its type are.`,
		Example: `  parley eval names sentences.jsonl --held-out
  parley eval names en_ewt-ud-dev.iob2`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			score, err := a.scoreNames(c.Context(), args[0], heldOut, errorsToo)
			if err != nil {
				return err
			}
			if a.json {
				m := map[string]eval.Score{"all": score.All(), "spans": score.Spans()}
				for _, t := range score.Types() {
					m[t] = score.Type(t)
				}
				return a.printJSON(m)
			}
			return score.Print(a.out)
		},
	}
	c.Flags().BoolVar(&heldOut, "held-out", false, "only the fifth of the sentences, by a hash of their IDs, that the model was not trained on")
	c.Flags().BoolVar(&errorsToo, "errors", false, "list the names that were missed or invented")
	return c
}

func (a *app) scoreNames(ctx context.Context, path string, heldOut, errorsToo bool) (*eval.NameScore, error) {
	files, err := findFiles([]string{path}, ".jsonl", ".iob2", ".conll")
	if err != nil {
		return nil, err
	}
	parser, err := nlp.New()
	if err != nil {
		return nil, err
	}
	score := &eval.NameScore{}
	for _, file := range files {
		texts, err := readMarked(file)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		coarse := onlyCoarse(texts)
		for _, t := range texts {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			if heldOut && eval.Fold(t.ID) != 0 {
				continue
			}
			doc := t.Doc
			if doc.Tokens == nil {
				doc = parser.Parse(doc.Source)
			} else {
				parser.Annotate(doc)
			}
			var found []eval.Named
			for _, n := range doc.Names {
				typ := n.Type.String()
				if coarse {
					typ = eval.Coarse(typ)
				}
				if typ != "" {
					found = append(found, eval.Named{First: n.Start, Last: n.End, Type: typ})
				}
			}
			score.Add(t.Names, found)
			if errorsToo {
				a.listNames("missed", doc.Source.Text, t.Names, found)
				a.listNames("invented", doc.Source.Text, found, t.Names)
			}
		}
	}
	return score, nil
}

func (a *app) listNames(kind, s string, have, other []eval.Named) {
	for _, n := range have {
		if !slices.Contains(other, n) {
			fmt.Fprintf(a.out, "%s\t%s\t%s\t%s ⟦%s⟧ %s\n", kind, n.Type, s[n.First:n.Last],
				flat(s[max(0, n.First-40):n.First]), s[n.First:n.Last], flat(s[n.Last:min(len(s), n.Last+40)]))
		}
	}
}

func readMarked(file string) ([]eval.NameText, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if filepath.Ext(file) == ".jsonl" {
		return eval.ReadMarkedNames(f)
	}
	return eval.ReadIOB2(f)
}

// onlyCoarse reports whether the gold knows no types but persons, organisations and places.
func onlyCoarse(texts []eval.NameText) bool {
	for _, t := range texts {
		for _, n := range t.Names {
			if n.Type != "PER" && n.Type != "ORG" && n.Type != "LOC" {
				return false
			}
		}
	}
	return true
}

// flat is s on one line, without the halves of characters at its ends.
func flat(s string) string { return strings.Join(strings.Fields(strings.ToValidUTF8(s, "")), " ") }

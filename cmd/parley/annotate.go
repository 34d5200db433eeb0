package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parley-register/parley/internal/article"
	"github.com/parley-register/parley/internal/code"
	"github.com/parley-register/parley/internal/export/annotate"
	"github.com/parley-register/parley/internal/job"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/conllu"
	"github.com/parley-register/parley/internal/read/layer"
	"github.com/parley-register/parley/internal/source"
	"github.com/parley-register/parley/internal/text"
)

func (a *app) annotateCommand() *cobra.Command {
	var in inputFlags
	var input, format, offsets string
	c := &cobra.Command{
		Use:   "annotate PATH…",
		Short: "Print tokens, tags, parses, names and other layers of texts",
		Long: `Print what the language core and the readers see in texts: sentences, tokens,
lemmas, tags, heads, names, times, places, attributions and events. Nothing is stored.

PATH is an article as for parley read, or with --input conllu a file or folder of
CoNLL-U (.conllu), whose words and sentence ends are kept and whose every other
column is predicted anew.

--format jsonl prints one object a document, with offsets in Unicode code points
unless --offsets says otherwise; --format conllu prints words, lemmas, tags,
heads and, in the last column, names.`,
		Example: `  parley annotate article.txt
  parley annotate texts/ --format conllu
  parley annotate gold.conllu --input conllu --format conllu`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, paths []string) error {
			unit, ok := text.ParseUnit(offsets)
			if !ok {
				return usage("--offsets: %q is no unit; choose bytes, codepoints or utf16", offsets)
			}
			if format != "jsonl" && format != "conllu" {
				return usage("--format: %q is no format; choose jsonl or conllu", format)
			}
			switch input {
			case "text":
				l, err := a.local(&in)
				if err != nil {
					return err
				}
				return a.annotateTexts(c.Context(), l, paths, format, unit)
			case "conllu":
				return a.annotateGold(c.Context(), paths, format, unit)
			}
			return usage("--input: %q is no kind of input; choose text or conllu", input)
		},
	}
	in.register(c)
	c.Flags().StringVar(&input, "input", "text", "what PATH holds: text or conllu")
	c.Flags().StringVar(&format, "format", "jsonl", "what to print: jsonl or conllu")
	c.Flags().StringVar(&offsets, "offsets", "codepoints", "what offsets count: bytes, codepoints or utf16")
	return c
}

// annotated is a text on its way through the workers.
type annotated struct {
	input   source.Input
	doc     *layer.Doc
	failure *source.Error
}

func (a *app) annotateTexts(ctx context.Context, l *source.Local, paths []string, format string, unit text.Unit) error {
	parser, err := nlp.New()
	if err != nil {
		return err
	}
	reader, err := newReader()
	if err != nil {
		return err
	}
	coder, err := code.New()
	if err != nil {
		return err
	}
	enc := a.lineEncoder()
	var failed []*source.Error
	done := 0
	err = job.Map(ctx, a.settings.Workers.Value, func(send func(annotated) bool) {
		for in, err := range l.Open(ctx, paths) {
			t := annotated{input: in}
			if err != nil {
				t.failure = failureOf(in.Capture.URL, err)
			}
			if !send(t) {
				return
			}
		}
	}, func(ctx context.Context, t annotated) (annotated, error) {
		if t.failure != nil {
			return t, nil
		}
		d, err := article.From(&t.input)
		if err != nil {
			t.failure = failureOf(t.input.Capture.URL, err)
			return t, nil
		}
		t.doc, err = reader.Extend(ctx, parser.Parse(d))
		return t, err
	}, func(_ context.Context, t annotated) error {
		if t.failure != nil {
			failed = append(failed, t.failure)
			return nil
		}
		done++
		if format == "conllu" {
			return annotate.CoNLLU(a.out, t.doc.Doc, t.input.Name)
		}
		return enc.Encode(annotate.JSON(t.doc, t.input.Name, unit, reader.Has).WithEvents(coder.Code(t.doc), t.doc.Source.Text, unit))
	})
	if err != nil {
		return err
	}
	if done == 0 && len(failed) == 0 {
		return notFound("no articles there; parley reads files that end in %v", source.Kinds())
	}
	return a.reportFailures(failed, done)
}

func (a *app) lineEncoder() *json.Encoder {
	enc := json.NewEncoder(a.out)
	enc.SetEscapeHTML(false)
	return enc
}

func failureOf(name string, err error) *source.Error {
	var e *source.Error
	if errors.As(err, &e) {
		return e
	}
	return &source.Error{Name: name, Err: err}
}

func (a *app) annotateGold(ctx context.Context, paths []string, format string, unit text.Unit) error {
	parser, err := nlp.New()
	if err != nil {
		return err
	}
	reader, err := newReader()
	if err != nil {
		return err
	}
	coder, err := code.New()
	if err != nil {
		return err
	}
	files, err := findFiles(paths, ".conllu")
	if err != nil {
		return err
	}
	enc := a.lineEncoder()
	for _, file := range files {
		sentences, err := a.readCoNLLU(file)
		if err != nil {
			return err
		}
		base := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
		for i, g := range conllu.Documents(sentences) {
			if err := ctx.Err(); err != nil {
				return err
			}
			id := g.ID
			if id == "" {
				id = fmt.Sprintf("%s-%d", base, i+1)
			}
			doc := conllu.Document(g.Sentences)
			parser.Annotate(doc)
			if format == "conllu" {
				if err := annotate.Gold(a.out, g.Sentences, doc); err != nil {
					return err
				}
				continue
			}
			full, err := reader.Extend(ctx, doc)
			if err != nil {
				return err
			}
			if err := enc.Encode(annotate.JSON(full, id, unit, reader.Has).WithEvents(coder.Code(full), full.Source.Text, unit)); err != nil {
				return err
			}
		}
	}
	return nil
}

// readCoNLLU reads a file, or standard input for "-".
func (a *app) readCoNLLU(file string) ([]*conllu.Sentence, error) {
	var r io.Reader = a.in
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return nil, fmt.Errorf("reading CoNLL-U: %w", err)
		}
		defer f.Close()
		r = f
	}
	sentences, err := conllu.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return sentences, nil
}

// findFiles returns the files among paths and, of folders, those within that
// have one of the endings, in order of name.
func findFiles(paths []string, endings ...string) ([]string, error) {
	var out []string
	for _, p := range paths {
		if p == "-" {
			out = append(out, p)
			continue
		}
		info, err := os.Stat(p)
		if err != nil {
			return nil, notFound("%w", err)
		}
		if !info.IsDir() {
			out = append(out, p)
			continue
		}
		n := len(out)
		err = filepath.WalkDir(p, func(file string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && slices.Contains(endings, filepath.Ext(file)) {
				out = append(out, file)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
		if len(out) == n {
			return nil, notFound("%s holds no file that ends in %s", p, strings.Join(endings, " or "))
		}
	}
	return out, nil
}

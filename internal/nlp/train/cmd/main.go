// The command cmd trains the language core:
//
//	go run ./internal/nlp/train/cmd -data DIR                # writes internal/nlp/en.model
//	go run ./internal/nlp/train/cmd -data DIR -eval          # measures the embedded model
//	go run ./internal/nlp/train/cmd -data DIR -eval -model F # measures another
//
// DIR holds ud/ewt, ud/gum and text in the layout that docs/models.md describes.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"

	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/train"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run() error {
	var (
		dir   = flag.String("data", "", "folder with the training data (see docs/models.md)")
		out   = flag.String("out", "internal/nlp/en.model", "file to write the model to")
		eval  = flag.Bool("eval", false, "do not train; print the scores of a model")
		keep  = flag.String("vectors", "", "file that keeps the word vectors from one run to the next")
		model = flag.String("model", "", "with -eval: the model to measure (default: the embedded one)")
	)
	flag.Parse()
	if *dir == "" {
		return errors.New("say where the data are: -data DIR")
	}
	if *eval {
		return evaluate(*dir, *model)
	}
	o := train.Defaults()
	o.Log = os.Stderr
	o.VectorFile = *keep
	b, err := train.Train(*dir, o)
	if err != nil {
		return err
	}
	if err := os.WriteFile(*out, b, 0o644); err != nil {
		return fmt.Errorf("writing the model: %w", err)
	}
	return nil
}

func evaluate(dir, path string) error {
	var m *nlp.Model
	var err error
	if path == "" {
		m, err = nlp.Default()
	} else {
		var b []byte
		if b, err = os.ReadFile(path); err == nil {
			m, err = nlp.Load(b)
		}
	}
	if err != nil {
		return err
	}
	t, err := train.ReadTreebanks(dir)
	if err != nil {
		return err
	}
	train.Table(os.Stdout, m, t)
	return nil
}

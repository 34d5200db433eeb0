// The command cmd trains the language core:
//
//	go run ./internal/nlp/train/cmd -data DIR                # writes internal/nlp/en.model, en.names and lemma/en.lemmas
//	go run ./internal/nlp/train/cmd -data DIR -part names    # writes internal/nlp/en.names alone, for the model that is there
//	go run ./internal/nlp/train/cmd -data DIR -eval          # measures the embedded model
//	go run ./internal/nlp/train/cmd -data DIR -eval -model F # measures another
//	go run ./internal/nlp/train/cmd -data DIR -speed         # sentences a second
//
// DIR holds ud/ewt, ud/gum and text in the layout that docs/models.md describes.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"

	"github.com/parley-register/parley/internal/nlp"
	namemodel "github.com/parley-register/parley/internal/nlp/names"
	"github.com/parley-register/parley/internal/nlp/train"
	"github.com/parley-register/parley/internal/nlp/train/lemma"
	"github.com/parley-register/parley/internal/nlp/train/names"
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
		part  = flag.String("part", "all", "what to make: model (tags and parse), names, lemmas or all")
		out   = flag.String("out", "internal/nlp/en.model", "file to write the model to")
		nout  = flag.String("names", "internal/nlp/en.names", "file to write the names to")
		lout  = flag.String("lemmas", "internal/nlp/lemma/en.lemmas", "file to write the rules of lemmas to")
		eval  = flag.Bool("eval", false, "do not train; print the scores of a model")
		speed = flag.Bool("speed", false, "do not train; measure the embedded models on one core")
		keep  = flag.String("keep", "", "folder that keeps the word vectors and the teachers from one run to the next")
		model = flag.String("model", "", "with -eval: the model to measure (default: the embedded one)")
	)
	flag.Parse()
	if *dir == "" {
		return errors.New("say where the data are: -data DIR")
	}
	if !slices.Contains([]string{"all", "model", "names", "lemmas"}, *part) {
		return fmt.Errorf("-part %q: choose model, names, lemmas or all", *part)
	}
	wanted := func(p string) bool { return *part == p || *part == "all" }
	if *speed {
		return train.Speed(os.Stdout, *dir, 4000)
	}
	if *eval {
		return evaluate(*dir, *model, wanted)
	}
	if wanted("model") {
		o := train.Defaults()
		o.Log = os.Stderr
		o.Keep = *keep
		b, err := train.Train(*dir, o)
		if err != nil {
			return err
		}
		if err := os.WriteFile(*out, b, 0o644); err != nil {
			return fmt.Errorf("writing the model: %w", err)
		}
	}
	if wanted("names") {
		if err := trainNames(*dir, *out, *nout); err != nil {
			return fmt.Errorf("names: %w", err)
		}
	}
	if wanted("lemmas") {
		b, err := lemma.Train(*dir)
		if err != nil {
			return fmt.Errorf("lemmas: %w", err)
		}
		if err := os.WriteFile(*lout, b, 0o644); err != nil {
			return fmt.Errorf("writing the rules of lemmas: %w", err)
		}
	}
	return nil
}

// trainNames makes the name model on top of the tags and heads of a model.
func trainNames(dir, model, out string) error {
	b, err := os.ReadFile(model)
	if err != nil {
		return err
	}
	m, err := nlp.Load(b)
	if err != nil {
		return err
	}
	o := names.Defaults()
	o.Log = os.Stderr
	if b, err = names.Train(dir, o, m); err != nil {
		return err
	}
	return os.WriteFile(out, b, 0o644)
}

// evaluateNames prints the scores of a name model on the fifth kept apart.
func evaluateNames(dir string, m *nlp.Model) error {
	n, err := namemodel.Load(nlp.EmbeddedNames())
	if err != nil {
		return err
	}
	sentences, err := names.ReadDiplomacy(dir, m)
	if err != nil {
		return err
	}
	fmt.Println("\nnames, on the fifth of the diplomatic sentences kept apart")
	return names.Evaluate(n, sentences, 0, nil).Print(os.Stdout)
}

func evaluate(dir, path string, wanted func(string) bool) error {
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
	if wanted("model") {
		t, err := train.ReadTreebanks(dir)
		if err != nil {
			return err
		}
		train.Table(os.Stdout, m, t)
	}
	if wanted("names") {
		return evaluateNames(dir, m)
	}
	return nil
}

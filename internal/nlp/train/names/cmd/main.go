// The command cmd helps to tune the name tagger: it trains on three folds of the
// diplomatic sentences, measures on a fourth and writes no model. The fold kept
// apart takes no part. internal/nlp/train/cmd makes the model.
//
//	go run ./internal/nlp/train/names/cmd -data DIR -clusters FILE -errors
package main

import (
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"

	score "github.com/parley-register/parley/internal/eval"
	"github.com/parley-register/parley/internal/nlp"
	decoder "github.com/parley-register/parley/internal/nlp/names"
	"github.com/parley-register/parley/internal/nlp/train/names"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "tune names:", err)
		os.Exit(1)
	}
}

func run() error {
	o := names.Defaults()
	o.Log = os.Stderr
	o.Folds = []int{2, 3, 4}
	var (
		dir   = flag.String("data", "", "folder with the training data (see docs/models.md)")
		list  = flag.Bool("errors", false, "list what was missed and invented")
		cache = flag.String("clusters", "", "file that keeps the clusters between runs, to save time")
	)
	flag.Float64Var(&o.Alpha, "alpha", o.Alpha, "learning rate")
	flag.Float64Var(&o.L1, "l1", o.L1, "L1 term")
	flag.Float64Var(&o.L2, "l2", o.L2, "L2 term")
	flag.Float64Var(&o.Aux, "aux", o.Aux, "weight of the coarser data")
	flag.BoolVar(&o.All, "all", o.All, "sentences of GUM without names count too")
	flag.IntVar(&o.Rows, "rows", o.Rows, "log2 of the rows of weights")
	flag.IntVar(&o.Epochs, "epochs", o.Epochs, "passes over the diplomatic sentences")
	flag.IntVar(&o.Mixed, "mixed", o.Mixed, "passes over all data")
	flag.Parse()
	if *dir == "" {
		return errors.New("say where the data are: -data DIR")
	}
	m, err := nlp.Default()
	if err != nil {
		return err
	}
	if *cache != "" {
		if o.Clusters, err = cached(*cache, *dir, o); err != nil {
			return err
		}
	}
	b, err := names.Train(*dir, o, m)
	if err != nil {
		return err
	}
	nm, err := decoder.Load(b)
	if err != nil {
		return err
	}
	sentences, err := names.ReadDiplomacy(*dir, m)
	if err != nil {
		return err
	}
	var wrong func(kind string, n score.Named, forms []string)
	if *list {
		wrong = func(kind string, n score.Named, forms []string) {
			fmt.Printf("%s\t%s\t%s ⟦%s⟧ %s\n", kind, n.Type, strings.Join(forms[max(0, n.First-6):n.First], " "),
				strings.Join(forms[n.First:n.Last], " "), strings.Join(forms[n.Last:min(len(forms), n.Last+6)], " "))
		}
	}
	if err := names.Evaluate(nm, sentences, 1, wrong).Print(os.Stdout); err != nil {
		return err
	}
	p, err := names.EvaluatePersons(*dir, nm, m)
	fmt.Printf("persons in GUM: precision %.1f, recall %.1f, F1 %.1f\n", 100*p.Precision(), 100*p.Recall(), 100*p.F1())
	return err
}

func cached(path, dir string, o names.Options) ([]uint64, error) {
	if b, err := os.ReadFile(path); err == nil {
		c := make([]uint64, len(b)/8)
		for i := range c {
			c[i] = binary.LittleEndian.Uint64(b[8*i:])
		}
		return c, nil
	}
	c, err := names.Clusters(dir, o.Seed, o.Log)
	if err != nil {
		return nil, err
	}
	b, err := binary.Append(nil, binary.LittleEndian, c)
	if err != nil {
		return nil, err
	}
	return c, os.WriteFile(path, b, 0o644)
}

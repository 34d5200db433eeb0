package names

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"

	"github.com/parley-register/parley/internal/eval"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/core"
	"github.com/parley-register/parley/internal/nlp/names"
)

// Options of a training run.
type Options struct {
	Seed   uint64
	Rows   int // log2 of the rows of weights
	Epochs int // over the diplomatic sentences
	Mixed  int // epochs before those, over all data
	Alpha  float64
	L1, L2 float64
	Aux    float64 // weight of a sentence of the coarser data
	All    bool    // sentences of GUM without names count too
	Folds  []int   // of the diplomatic sentences, to train on
	// Clusters is a tensor made before, to save time while tuning; nil to make it.
	Clusters []uint64
	Log      io.Writer
}

// Defaults are the options of the committed model.
func Defaults() Options {
	return Options{
		Seed: 20261120, Rows: 17, Epochs: 10, Mixed: 5, Alpha: 0.05, L1: 0.2, L2: 0.02, Aux: 0.2, All: true, Folds: []int{1, 2, 3, 4}, Log: io.Discard,
	}
}

// Data is what training reads.
type Data struct {
	Diplomacy []Sentence
	Aux       []Sentence
}

// ReadData reads the marked sentences of the data folder, as m tags them.
func ReadData(dir string, o Options, m *nlp.Model) (*Data, error) {
	var d Data
	var err error
	if d.Diplomacy, err = ReadDiplomacy(dir, m); err != nil {
		return nil, err
	}
	place := []int{kGPE, kGOV, kLOC, kFAC}
	uner, err := ReadBIO(filepath.Join(dir, unerFile), 1, 2, map[string][]int{
		"PER": {kPER}, "LOC": place, "ORG": {kORG, kGOV, kMEET},
	}, []int{kTITLE, kNORP, kMEET, kDOC}, o.Aux, m)
	if err != nil {
		return nil, err
	}
	d.Aux = append(d.Aux, uner...)
	for _, f := range []string{wnutTrain, wnutDev} {
		s, err := ReadBIO(filepath.Join(dir, f), 0, 1, map[string][]int{
			"person": {kPER}, "location": place, "corporation": {kORG}, "group": {kORG, kNORP},
		}, []int{kTITLE, kNORP, kMEET, kDOC}, o.Aux/2, m)
		if err != nil {
			return nil, err
		}
		d.Aux = append(d.Aux, s...)
	}
	gum, err := ReadGUM(filepath.Join(dir, gumTrain), o.Aux, o.All, m)
	if err != nil {
		return nil, err
	}
	d.Aux = append(d.Aux, gum...)
	return &d, nil
}

// Train builds a model and returns its file.
func Train(dir string, o Options, m *nlp.Model) ([]byte, error) {
	d, err := ReadData(dir, o, m)
	if err != nil {
		return nil, err
	}
	if o.Clusters == nil {
		if o.Clusters, err = Clusters(dir, o.Seed, o.Log); err != nil {
			return nil, err
		}
	}
	phrases, err := Gazetteer(dir)
	if err != nil {
		return nil, err
	}
	res := names.NewResources(o.Clusters, phrases)
	ex := names.NewExtractor(&res)
	mask := uint64(1)<<o.Rows - 1
	var own, all []instance
	for i := range d.Diplomacy {
		if s := &d.Diplomacy[i]; slices.Contains(o.Folds, eval.Fold(s.ID)) {
			own = append(own, newInstance(ex, s, mask))
		}
	}
	all = append(all, own...)
	for i := range d.Aux {
		all = append(all, newInstance(ex, &d.Aux[i], mask))
	}
	fmt.Fprintf(o.Log, "names: %d sentences of the diplomatic set, %d others\n", len(own), len(d.Aux))
	c := o.fit(all, own)
	f, err := c.file(o, phrases)
	if err != nil {
		return nil, err
	}
	for _, name := range []string{diplomacyFile, unerFile, wnutTrain, wnutDev, gumTrain, tripsFile, visitsFile} {
		df, err := dataFile(dir, name, "train")
		if err != nil {
			return nil, err
		}
		f.Manifest.Data = append(f.Manifest.Data, df)
	}
	for _, t := range textFiles {
		df, err := dataFile(dir, t.path, "clusters")
		if err != nil {
			return nil, err
		}
		f.Manifest.Data = append(f.Manifest.Data, df)
	}
	b, err := f.Encode()
	if err != nil {
		return nil, err
	}
	nm, err := names.Load(b)
	if err != nil {
		return nil, err
	}
	s := Evaluate(nm, d.Diplomacy, 0, nil)
	f.Manifest.Scores = map[string]float64{"names F1, fold 0": round(s.All().F1())}
	for _, typ := range s.Types() {
		f.Manifest.Scores[typ+" F1, fold 0"] = round(s.Type(typ).F1())
	}
	return f.Encode()
}

// fit trains on all instances, then on those of the diplomatic set alone.
func (o *Options) fit(all, own []instance) *crf {
	c := newCRF(1<<o.Rows, o.Alpha, o.L1, o.L2)
	rng := rand.New(rand.NewPCG(o.Seed, 3))
	var t lattice
	for e := range o.Mixed {
		fmt.Fprintf(o.Log, "names: pass %d over all, loss %.4f\n", e+1, c.train(all, rng.Perm(len(all)), &t))
	}
	for e := range o.Epochs {
		fmt.Fprintf(o.Log, "names: pass %d, loss %.4f\n", e+1, c.train(own, rng.Perm(len(own)), &t))
	}
	return c
}

func round(x float64) float64 { return math.Round(x*10000) / 100 }

func newInstance(ex *names.Workspace, s *Sentence, mask uint64) instance {
	ex.Begin()
	for i, f := range s.Forms {
		ex.Push(f, s.Tags[i], s.Heads[i], s.Rels[i])
	}
	in := instance{masks: s.Masks, weight: s.Weight}
	in.rows, in.ends = ex.Features(nil, nil, mask)
	return in
}

// file quantises the weights.
func (c *crf) file(o Options, phrases []uint64) (*core.File, error) {
	f := &core.File{Manifest: core.Manifest{
		Name: "parley English names", Licence: "CC-BY-SA-4.0", Attribution: "see internal/nlp/ATTRIBUTION.md", Seed: o.Seed,
		Options: map[string]string{
			"rows": fmt.Sprint(c.rows), "epochs": fmt.Sprintf("%d over all, %d over the diplomatic set", o.Mixed, o.Epochs),
			"ftrl": fmt.Sprintf("alpha %g, l1 %g, l2 %g", o.Alpha, o.L1, o.L2), "weight of other data": fmt.Sprint(o.Aux),
		},
	}}
	top := 0.0
	for _, w := range c.w {
		top = max(top, math.Abs(float64(w)))
	}
	counts := make([]int8, c.rows)
	var ls, codes []int8
	for r := range c.rows {
		for l := range labels {
			if k := core.Compress(float64(c.w[r*labels+l]), top); k != 0 {
				counts[r]++
				ls, codes = append(ls, int8(l)), append(codes, k)
			}
		}
	}
	trans := make([]int8, (labels+1)*labels)
	for i := range trans {
		trans[i] = core.Compress(float64(c.w[c.rows*labels+i]), top)
	}
	fmt.Fprintf(o.Log, "names: %d weights, the largest %.2f\n", len(codes), top)
	for _, t := range []struct {
		name       string
		rows, cols int
		data       any
	}{
		{names.TensorCounts, c.rows, 1, counts},
		{names.TensorLabels, len(ls), 1, ls},
		{names.TensorCodes, len(codes), 1, codes},
		{names.TensorTransitions, labels + 1, labels, trans},
		{names.TensorClusters, len(o.Clusters), 1, o.Clusters},
		{names.TensorGazetteer, len(phrases), 1, phrases},
	} {
		if err := f.Add(t.name, t.rows, t.cols, t.data); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// dataFile describes a file for the manifest.
func dataFile(dir, name, use string) (core.DataFile, error) {
	b, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		return core.DataFile{}, err
	}
	sum := sha256.Sum256(b)
	return core.DataFile{Path: name, Bytes: int64(len(b)), SHA256: hex.EncodeToString(sum[:]), Use: use}, nil
}

// Evaluate scores m on a fold of the diplomatic sentences. Where wrong is not
// nil, it is told of every name missed or invented.
func Evaluate(m *names.Model, sentences []Sentence, fold int, wrong func(kind string, n eval.Named, forms []string)) *eval.NameScore {
	w := m.NewWorkspace()
	score := &eval.NameScore{}
	for i := range sentences {
		s := &sentences[i]
		if eval.Fold(s.ID) != fold {
			continue
		}
		w.Begin()
		for j, f := range s.Forms {
			w.Push(f, s.Tags[j], s.Heads[j], s.Rels[j])
		}
		gold, found := eval.NamesOf(s.Names), named(w.Decode())
		score.Add(gold, found)
		if wrong == nil {
			continue
		}
		for _, n := range gold {
			if !slices.Contains(found, n) {
				wrong("missed", n, s.Forms)
			}
		}
		for _, n := range found {
			if !slices.Contains(gold, n) {
				wrong("invented", n, s.Forms)
			}
		}
	}
	return score
}

// named reads names off labels.
func named(labels []names.Label) []eval.Named {
	var out []eval.Named
	first := 0
	for i, l := range labels {
		if l == names.Outside {
			continue
		}
		if l.Place() == names.Begin || l.Place() == names.Unit {
			first = i
		}
		if l.Place() == names.Last || l.Place() == names.Unit {
			out = append(out, eval.Named{First: first, Last: i + 1, Type: nlp.NameType(l.Kind()).String()})
		}
	}
	return out
}

// EvaluatePersons scores persons in GUM's development documents, of all kinds of
// text: how the model does outside of diplomacy.
func EvaluatePersons(dir string, nm *names.Model, m *nlp.Model) (eval.Score, error) {
	sentences, err := ReadGUM(filepath.Join(dir, gumDev), 1, true, m)
	if err != nil {
		return eval.Score{}, err
	}
	w := nm.NewWorkspace()
	score := &eval.NameScore{}
	for i := range sentences {
		s := &sentences[i]
		w.Begin()
		for j, f := range s.Forms {
			w.Push(f, s.Tags[j], s.Heads[j], s.Rels[j])
		}
		score.Add(eval.NamesOf(s.Names), named(w.Decode()))
	}
	return score.Type(nlp.PER.String()), nil
}

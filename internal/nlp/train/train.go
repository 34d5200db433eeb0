package train

import (
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/core"
)

// Options of a training run. The zero value is not useful; see Defaults.
type Options struct {
	Seed         uint64
	TaggerRows   int // log2 of the rows of the tagger
	TaggerEpochs int
	Folds        int // of the jackknife

	Vectors vectorOptions
	// VectorFile, if it is not empty, keeps the word vectors between runs: they
	// are read from it when it exists, and written to it when they were learnt.
	VectorFile string

	TuneFrom int // examples from which on a word vector is trained further

	Sizes core.Sizes // what the data do not decide
	Learn learnOptions

	Log io.Writer
}

// Defaults are the options of the committed model.
func Defaults() Options {
	return Options{
		Seed: 20261120, TaggerRows: 17, TaggerEpochs: 12, Folds: 5,
		Vectors:  vectorOptions{dim: 64, most: 40000, minCount: 8, window: 2, negative: 5, rate: 0.025, subsample: 1e-4},
		TuneFrom: 10,
		Sizes:    core.Sizes{Affixes: 1 << 14, Affix: 48, Tag: 16, Hidden: 128, Layers: 2, Arc: 96, Label: 64},
		Learn:    learnOptions{epochs: 18, batch: 500, rate: 3e-3, drop: dropout{word: 0.25, affix: 0.15, tag: 0.2, layer: 0.25, scorer: 0.25}},
		Log:      io.Discard,
	}
}

// describe lists the options for the manifest.
func (o *Options) describe() map[string]string {
	return map[string]string{
		"tagger":  fmt.Sprintf("%d rows, %d epochs, %d folds", 1<<o.TaggerRows, o.TaggerEpochs, o.Folds),
		"vectors": fmt.Sprintf("%+v", o.Vectors),
		"network": fmt.Sprintf("%d epochs, batches of %d words, vectors tuned from %d examples on, rate %g, dropout %+v", o.Learn.epochs, o.Learn.batch, o.TuneFrom, o.Learn.rate, o.Learn.drop),
	}
}

// manifest begins the manifest of a model trained on the data folder.
func (o *Options) manifest(dir string) (core.Manifest, error) {
	m := core.Manifest{
		Name:        "parley English language core",
		Licence:     "CC-BY-SA-4.0",
		Attribution: "internal/nlp/ATTRIBUTION.md",
		Seed:        o.Seed,
		Options:     o.describe(),
	}
	for _, f := range append([]string{ewtTrain, gumTrain}, textFiles...) {
		use := "word vectors"
		if f == ewtTrain || f == gumTrain {
			use = "tagger, network, word vectors"
		}
		d, err := dataFile(dir, f, use)
		if err != nil {
			return m, fmt.Errorf("describing the data: %w", err)
		}
		m.Data = append(m.Data, d)
	}
	return m, nil
}

// Train builds a model from the data folder and returns its file.
func Train(dir string, o Options) ([]byte, error) {
	start := time.Now()
	say := func(format string, args ...any) {
		fmt.Fprintf(o.Log, "%6s  %s\n", time.Since(start).Round(time.Second), fmt.Sprintf(format, args...))
	}
	t, err := ReadTreebanks(dir)
	if err != nil {
		return nil, err
	}
	f := &core.File{}
	if f.Manifest, err = o.manifest(dir); err != nil {
		return nil, err
	}
	say("%d sentences, %d words to train on", len(t.Train), tokens(t.Train))

	vectors, err := o.vectors(dir, t.Train)
	if err != nil {
		return nil, err
	}
	say("%d word vectors", len(vectors.Words))
	if err := o.fit(f, t, vectors, say); err != nil {
		return nil, err
	}
	return finish(f, t, o.Log)
}

// fit trains the tagger and the network and adds them to the file.
func (o *Options) fit(f *core.File, t *Treebanks, vectors *Vectors, say func(string, ...any)) error {
	tags := Tags(t.Train)
	data := prepare(t.Train, tags)
	p := trainLinear(data, len(tags), o.TaggerRows, o.TaggerEpochs, o.Seed)
	in := jackknife(data, len(tags), o.Folds, *o)
	say("tagger")

	relations := Relations(t.Train)
	size := o.Sizes
	size.Words, size.Word = len(vectors.Words), vectors.V.cols
	size.Tags, size.Relations = len(tags), len(relations)
	vocab, hashes := newVocabulary(vectors.Words)
	n := newNetwork(size, o.Seed)
	n.setVectors(vectors)
	n.setInventory(tags, relations)
	linear := p.linear(len(tags))
	dev := map[string][]*example{}
	for name, set := range map[string][]Sentence{"EWT": t.EWT, "GUM": t.GUM} {
		d := prepare(set, tags)
		dev[name] = examples(set, d, tagAll(linear, d), vocab, relations, size.Affixes)
	}
	learn := o.Learn
	learn.seed, learn.log = o.Seed, o.Log
	sentences := examples(t.Train, data, in, vocab, relations, size.Affixes)
	n.tuneFrequent(sentences, o.TuneFrom)
	n.learn(sentences, dev, learn)
	say("network")

	f.Manifest.Tags, f.Manifest.Relations = tags, relations
	if err := f.AddSparse("tagger", p.codes()); err != nil {
		return err
	}
	return n.export(f, hashes)
}

// finish measures the model and writes the scores into its manifest.
func finish(f *core.File, t *Treebanks, log io.Writer) ([]byte, error) {
	b, err := f.Encode()
	if err != nil {
		return nil, err
	}
	m, err := nlp.Load(b)
	if err != nil {
		return nil, err
	}
	f.Manifest.Scores = Table(log, m, t)
	return f.Encode()
}

// Relations lists the relations of the treebank, most frequent first.
func Relations(sentences []Sentence) []string {
	count := map[string]int{}
	for _, s := range sentences {
		for _, w := range s.Words {
			count[w.Relation]++
		}
	}
	return top(count, core.MaxRelations)
}

func tagAll(l *core.Linear, data []tagged) [][]uint8 {
	out := make([][]uint8, len(data))
	for i, d := range data {
		out[i] = make([]uint8, len(d.words))
		l.Tag(d.words, out[i])
	}
	return out
}

// storedVectors is the form of Options.VectorFile.
type storedVectors struct {
	Words []string
	Count []int
	V     []float32
}

func (o *Options) vectors(dir string, treebank []Sentence) (*Vectors, error) {
	vo := o.Vectors
	vo.seed = o.Seed
	if o.VectorFile == "" {
		return LearnVectors(dir, treebank, vo, o.Log)
	}
	in, err := os.Open(o.VectorFile)
	if err == nil {
		defer in.Close()
		var s storedVectors
		if err := gob.NewDecoder(in).Decode(&s); err != nil || len(s.V) != len(s.Words)*vo.dim {
			return nil, fmt.Errorf("%s does not hold word vectors of %d elements; remove it to learn them again (%v)", o.VectorFile, vo.dim, err)
		}
		return &Vectors{s.Words, s.Count, &matrix{len(s.Words), vo.dim, s.V}}, nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	v, err := LearnVectors(dir, treebank, vo, o.Log)
	if err != nil {
		return nil, err
	}
	out, err := os.Create(o.VectorFile)
	if err != nil {
		return nil, err
	}
	if err := gob.NewEncoder(out).Encode(storedVectors{v.Words, v.Count, v.V.v}); err != nil {
		out.Close()
		return nil, err
	}
	return v, out.Close()
}

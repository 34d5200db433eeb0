package train

import (
	"bytes"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/parley-register/parley/internal/lexicon"
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
	// Keep, if it is not empty, is a folder that keeps the word vectors and the
	// teachers between runs: they are read from it when they are there, and written
	// to it when they were learnt.
	Keep string

	TuneFrom int // examples from which on a word vector is trained further

	Sizes core.Sizes // what the data do not decide
	Learn learnOptions

	// Teachers are networks that annotate plain text, from which the network of the
	// model learns together with the treebanks.
	Teachers     []learnOptions
	TeacherSizes core.Sizes
	Plain        plainOptions

	Log io.Writer
}

// Defaults are the options of the committed model: a network that learns from the
// treebanks and from two larger ones, which have learnt from the treebanks alone.
func Defaults() Options {
	first := learnOptions{
		epochs: 18, batch: 500, steps: 11970, carry: true, rate: 3e-3, seed: 20261120,
		drop: dropout{word: 0.25, affix: 0.15, tag: 0.2, layer: 0.25, scorer: 0.25},
	}
	second := first
	second.seed, second.steps, second.carry = 101, 0, false
	return Options{
		Seed: 20261120, TaggerRows: 17, TaggerEpochs: 12, Folds: 5,
		Vectors:      vectorOptions{dim: 64, most: 40000, minCount: 8, window: 2, negative: 5, rate: 0.025, subsample: 1e-4},
		TuneFrom:     10,
		Teachers:     []learnOptions{first, second},
		TeacherSizes: core.Sizes{Affixes: 1 << 14, Affix: 48, Tag: 16, Hidden: 128, Layers: 2, Arc: 96, Label: 64},
		Plain:        plainOptions{sentences: 100000, perText: 30, least: 4, most: 50},
		Sizes:        core.Sizes{Affixes: 1 << 14, Affix: 32, Tag: 16, Hidden: 96, Layers: 2, Arc: 48, Label: 48},
		Learn: learnOptions{
			epochs: 18, batch: 500, parts: 4, rate: 3e-3, seed: 20261120,
			drop: dropout{word: 0.25, affix: 0.15, tag: 0.2, layer: 0.15, scorer: 0.15},
		},
		Log: io.Discard,
	}
}

// describe lists the options for the manifest.
func (o *Options) describe() map[string]string {
	m := map[string]string{
		"tagger":  fmt.Sprintf("%d rows, %d epochs, %d folds", 1<<o.TaggerRows, o.TaggerEpochs, o.Folds),
		"vectors": fmt.Sprintf("%+v", o.Vectors),
		"network": o.describeLearning(o.Learn),
	}
	for i, t := range o.Teachers {
		m[fmt.Sprint("teacher ", i+1)] = fmt.Sprintf("%d units, seed %d, %s", o.TeacherSizes.Hidden, t.seed, o.describeLearning(t))
	}
	if len(o.Teachers) > 0 {
		m["plain text"] = fmt.Sprintf("%+v, one of %d parts in each epoch", o.Plain, o.Learn.parts)
	}
	return m
}

func (o *Options) describeLearning(l learnOptions) string {
	return fmt.Sprintf("%d epochs, batches of %d words, vectors tuned from %d examples on, rate %g, dropout %+v", l.epochs, l.batch, o.TuneFrom, l.rate, l.drop)
}

const licence = "CC-BY-SA-4.0"

// manifest begins the manifest of a model trained on the data folder.
func (o *Options) manifest(dir string) (core.Manifest, error) {
	m := core.Manifest{
		Name:        "parley English language core",
		Licence:     licence,
		Attribution: "internal/nlp/ATTRIBUTION.md",
		Seed:        o.Seed,
		Options:     o.describe(),
	}
	for _, f := range append([]string{ewtTrain, gumTrain}, textFiles...) {
		use := "word vectors"
		if len(o.Teachers) > 0 {
			use = "word vectors, sentences that the teachers annotate"
		}
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
	var plain []Sentence
	if len(o.Teachers) > 0 {
		if plain, err = plainSentences(dir, o.Plain, o.Seed); err != nil {
			return nil, err
		}
		say("%d sentences of plain text, %d words", len(plain), tokens(plain))
	}
	if err := o.fit(f, t, plain, vectors, say); err != nil {
		return nil, err
	}
	return finish(f, t, o.Log)
}

// fit trains the tagger and the network and adds them to the file.
func (o *Options) fit(f *core.File, t *Treebanks, plain []Sentence, vectors *Vectors, say func(string, ...any)) error {
	tags, relations := Tags(t.Train), Relations(t.Train)
	vocab, hashes := newVocabulary(vectors.Words)
	dev := map[string][]Sentence{"EWT": t.EWT, "GUM": t.GUM}

	empty := func(size core.Sizes, seed uint64, examples []*example) *network {
		size.Words, size.Word = len(vectors.Words), vectors.V.cols
		size.Tags, size.Relations = len(tags), len(relations)
		n := newNetwork(size, seed)
		n.setVectors(vectors)
		n.setInventory(tags, relations)
		n.tuneFrequent(examples, o.TuneFrom)
		return n
	}
	// number makes examples of sentences, tagged by the linear tagger.
	number := func(l *core.Linear, s []Sentence) []*example {
		d := prepare(s, tags)
		return examples(s, d, tagAll(l, d), vocab, relations, o.Sizes.Affixes)
	}
	// tagger learns from sentences and makes examples of them, of which the first
	// are those of the treebanks.
	tagger := func(s []Sentence) (*perceptron, []*example, map[string][]*example) {
		d := prepare(s, tags)
		p := trainLinear(d, len(tags), o.TaggerRows, o.TaggerEpochs, o.Seed)
		in := jackknife(d, len(tags), o.Folds, *o)
		l := p.linear(len(tags))
		numbered := map[string][]*example{}
		for name, s := range dev {
			numbered[name] = number(l, s)
		}
		say("tagger learnt from %d sentences, UPOS of EWT dev %.2f", len(s), rightTags(numbered["EWT"], tags))
		return p, examples(s, d, in, vocab, relations, o.Sizes.Affixes), numbered
	}

	p, gold, numbered := tagger(t.Train)
	var silver []*example
	if len(plain) > 0 {
		first := number(p.linear(len(tags)), plain)
		var teachers []*network
		for i, l := range o.Teachers {
			l.log = o.Log
			n := empty(o.TeacherSizes, l.seed, gold)
			if err := o.teacher(n, i, hashes, func() { n.learn(gold, nil, numbered, l) }); err != nil {
				return fmt.Errorf("teacher %d: %w", i+1, err)
			}
			teachers = append(teachers, n)
			say("teacher %d", i+1)
		}
		teach(teachers, first)
		say("plain text annotated")
		renamed := rename(plain, first, tags, renamings(lexicon.Shared()), o.Seed)
		var all []*example
		p, all, numbered = tagger(slices.Concat(t.Train, renamed))
		gold, silver = all[:len(t.Train)], all[len(t.Train):]
		for i, e := range silver {
			from := first[i]
			e.soft, e.head, e.label, e.tag, e.scored = from.soft, from.head, from.label, from.tag, from.scored
		}
	}
	n := empty(o.Sizes, o.Learn.seed, slices.Concat(gold, silver))
	l := o.Learn
	l.log = o.Log
	n.learn(gold, silver, numbered, l)
	say("network")

	f.Manifest.Tags, f.Manifest.Relations = tags, relations
	if err := f.AddSparse("tagger", p.codes()); err != nil {
		return err
	}
	return n.export(f, hashes)
}

// rightTags is the share of words, in percent, that the linear tagger gives the
// right UPOS.
func rightTags(examples []*example, tags []string) float64 {
	right, words := 0, 0
	for _, e := range examples {
		for i, t := range e.in {
			words++
			if upos(tags[t]) == upos(tags[e.tag[i]]) {
				right++
			}
		}
	}
	return 100 * float64(right) / float64(max(words, 1))
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

// teacher lets the network learn, unless it is kept already, and brings its
// weights to what a file holds of them.
func (o *Options) teacher(n *network, i int, hashes []uint64, learn func()) error {
	want := core.Manifest{Name: "teacher of parley's English language core", Licence: licence, Seed: o.Teachers[i].seed, Options: map[string]string{"network": o.describeLearning(o.Teachers[i])}, Sizes: &n.size}
	path := o.kept(fmt.Sprintf("teacher-%d.model", i+1))
	b, err := o.keep(path, func() ([]byte, error) {
		learn()
		f := &core.File{Manifest: want}
		if err := n.export(f, hashes); err != nil {
			return nil, err
		}
		return f.Encode()
	})
	if err != nil {
		return err
	}
	f, err := core.DecodeFile(b)
	if err != nil {
		return err
	}
	m := f.Manifest
	if m.Seed != want.Seed || m.Options["network"] != want.Options["network"] || m.Sizes == nil || *m.Sizes != n.size {
		return fmt.Errorf("%s was learnt with other options; remove it to learn it again", path)
	}
	return n.restore(f)
}

// kept is the path of a file that is kept between runs, empty if none is.
func (o *Options) kept(name string) string {
	if o.Keep == "" {
		return ""
	}
	return filepath.Join(o.Keep, name)
}

// keep returns the file at path or, where it is not there, makes and writes it.
func (o *Options) keep(path string, makeIt func() ([]byte, error)) ([]byte, error) {
	if path == "" {
		return makeIt()
	}
	b, err := os.ReadFile(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return b, err
	}
	if b, err = makeIt(); err != nil {
		return nil, err
	}
	return b, os.WriteFile(path, b, 0o644)
}

// storedVectors is the form in which word vectors are kept.
type storedVectors struct {
	Words []string
	Count []int
	V     []float32
}

func (o *Options) vectors(dir string, treebank []Sentence) (*Vectors, error) {
	vo := o.Vectors
	vo.seed = o.Seed
	var v *Vectors
	path := o.kept("vectors.gob")
	b, err := o.keep(path, func() ([]byte, error) {
		var err error
		if v, err = LearnVectors(dir, treebank, vo, o.Log); err != nil {
			return nil, err
		}
		var b bytes.Buffer
		err = gob.NewEncoder(&b).Encode(storedVectors{v.Words, v.Count, v.V.v})
		return b.Bytes(), err
	})
	if v != nil || err != nil {
		return v, err
	}
	var s storedVectors
	if err := gob.NewDecoder(bytes.NewReader(b)).Decode(&s); err != nil || len(s.V) != len(s.Words)*vo.dim {
		return nil, fmt.Errorf("%s does not hold word vectors of %d elements; remove it to learn them again (%v)", path, vo.dim, err)
	}
	return &Vectors{s.Words, s.Count, &matrix{len(s.Words), vo.dim, s.V}}, nil
}

package train

import (
	"fmt"
	"io"

	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/core"
)

// Options of a training run. The zero value is not useful; see Defaults.
type Options struct {
	Seed         uint64
	TaggerRows   int // log2 of the rows of the tagger
	TaggerEpochs int
	Log          io.Writer
}

// Defaults are the options of the committed model.
func Defaults() Options {
	return Options{Seed: 20261120, TaggerRows: 17, TaggerEpochs: 12, Log: io.Discard}
}

// Train builds a model from the data folder and returns its file.
func Train(dir string, o Options) ([]byte, error) {
	t, err := ReadTreebanks(dir)
	if err != nil {
		return nil, err
	}
	f := &core.File{Manifest: core.Manifest{
		Name:        "parley English language core",
		Licence:     "CC-BY-SA-4.0",
		Attribution: "see internal/nlp/ATTRIBUTION.md",
		Seed:        o.Seed,
		Options: map[string]string{
			"tagger rows": fmt.Sprint(1 << o.TaggerRows), "tagger epochs": fmt.Sprint(o.TaggerEpochs),
		},
	}}
	for _, name := range []string{ewtTrain, gumTrain} {
		d, err := dataFile(dir, name, "train")
		if err != nil {
			return nil, err
		}
		f.Manifest.Data = append(f.Manifest.Data, d)
	}
	fmt.Fprintf(o.Log, "%d sentences, %d words to train on\n", len(t.Train), tokens(t.Train))

	f.Manifest.Tags = Tags(t.Train)
	data := prepare(t.Train, f.Manifest.Tags)
	p := trainLinear(data, len(f.Manifest.Tags), o.TaggerRows, o.TaggerEpochs, o.Seed)
	if err := f.AddSparse("tagger", p.codes()); err != nil {
		return nil, err
	}
	b, err := f.Encode()
	if err != nil {
		return nil, err
	}
	m, err := nlp.Load(b)
	if err != nil {
		return nil, err
	}
	f.Manifest.Scores = Table(o.Log, m, t)
	return f.Encode()
}

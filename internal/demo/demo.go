// Package demo holds the corpus of `parley demo`: articles about real talks,
// written for parley, and what a perfect register of them holds. How it was
// made stands in corpus/README.md.
package demo

import (
	"bytes"
	"embed"
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/source"
)

//go:embed corpus/*.txt corpus/meta.jsonl corpus/truth.json
var corpus embed.FS

// Inputs are the articles, in the order of their file names. Now is the time
// of the capture.
func Inputs(now func() time.Time) iter.Seq2[source.Input, error] {
	return func(yield func(source.Input, error) bool) {
		metas, err := metas()
		if err != nil {
			yield(source.Input{}, err)
			return
		}
		entries, err := corpus.ReadDir("corpus")
		if err != nil {
			yield(source.Input{}, err)
			return
		}
		for _, e := range entries {
			name, ok := strings.CutSuffix(e.Name(), ".txt")
			if !ok {
				continue
			}
			body, err := corpus.ReadFile("corpus/" + e.Name())
			if err != nil {
				yield(source.Input{}, err)
				return
			}
			meta, ok := metas[e.Name()]
			if !ok {
				yield(source.Input{}, fmt.Errorf("the demonstration corpus says nothing of %s", e.Name()))
				return
			}
			in := source.Input{
				Name: name, Kind: source.Text, Meta: meta,
				Capture: parley.Capture{Digest: parley.DigestOf(body), URL: meta.URL, ContentType: "text/plain", Fetched: now().UTC(), Body: body},
			}
			if !yield(in, nil) {
				return
			}
		}
	}
}

func metas() (map[string]source.Meta, error) {
	b, err := corpus.ReadFile("corpus/meta.jsonl")
	if err != nil {
		return nil, err
	}
	return source.DecodeMeta("meta.jsonl", bytes.NewReader(b))
}

// Count is the number of articles.
func Count() int {
	m, err := metas()
	if err != nil {
		return 0
	}
	return len(m)
}

// Truth is what a perfect register of the corpus holds, as JSON; the schema is
// in corpus/README.md.
func Truth() ([]byte, error) { return corpus.ReadFile("corpus/truth.json") }

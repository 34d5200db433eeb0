package train

import (
	"fmt"
	"io"
	"path/filepath"
	"time"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
)

// Speed measures the whole language core, from text to names, on one goroutine
// over the first releases in the data folder: text that does not repeat itself.
func Speed(w io.Writer, dir string, sentences int) error {
	p, err := nlp.New()
	if err != nil {
		return err
	}
	m, err := nlp.Default()
	if err != nil {
		return err
	}
	var docs []*nlp.Doc
	n, words := 0, 0
	err = eachText(filepath.Join(dir, textFiles[0]), func(t string) {
		if n < sentences {
			d := nlp.Segment(&parley.Document{Text: t})
			docs = append(docs, d)
			n += len(d.Sentences)
			words += len(d.Tokens)
		}
	})
	if err != nil {
		return err
	}
	report := func(what string, run func(*nlp.Doc)) {
		start := time.Now()
		for _, d := range docs {
			run(d)
		}
		t := time.Since(start).Seconds()
		fmt.Fprintf(w, "%-28s %8.0f sentences/s %9.0f tokens/s\n", what, float64(n)/t, float64(words)/t)
	}
	space := m.NewWorkspace()
	report("tags and parse", space.Annotate)
	report("the whole core", func(d *nlp.Doc) { p.Parse(d.Source) })
	return nil
}

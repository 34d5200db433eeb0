package code_test

import (
	"context"
	"strings"
	"sync"
	"testing"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/code"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read"
	"github.com/parley-register/parley/internal/read/actors"
	"github.com/parley-register/parley/internal/read/layer"
	"github.com/parley-register/parley/internal/read/places"
	"github.com/parley-register/parley/internal/read/times"
)

type front struct{ *nlp.Parser }

func (front) Adds() []string {
	return []string{layer.Sentences, layer.Tags, layer.Names, layer.Parse}
}

var reader = sync.OnceValues(func() (*read.Reader, error) {
	parser, err := nlp.New()
	if err != nil {
		return nil, err
	}
	return read.New(front{parser}, actors.New(), times.New(), places.New())
})

// annotate reads a text up to actors and places.
func annotate(t testing.TB, text string) *layer.Doc {
	t.Helper()
	r, err := reader()
	if err != nil {
		t.Fatal(err)
	}
	d := &parley.Document{Text: text, Language: "en"}
	d.ID = d.DocumentID()
	doc, err := r.Annotate(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func coder(t testing.TB) *code.Coder {
	t.Helper()
	c, err := code.New()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestFrameExamples runs the example of every row of frames.tsv.
func TestFrameExamples(t *testing.T) {
	c := coder(t)
	for _, f := range code.Frames(t) {
		events := c.Code(annotate(t, f.Example))
		got := "-"
		if len(events) > 0 {
			got = strings.TrimSpace(string(events[0].Root) + " " + events[0].CAMEO)
		}
		if want := cmpOr(f.Expect, "-"); got != want {
			rule := ""
			if len(events) > 0 {
				rule = events[0].Rule
			}
			t.Errorf("frames.tsv, line %d, %q: %s, want %s (%s)", f.Line, f.Example, got, want, rule)
		}
	}
}

func cmpOr(a, b string) string {
	if a == "" {
		return b
	}
	return a
}

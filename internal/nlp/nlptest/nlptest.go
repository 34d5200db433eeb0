// Package nlptest parses the sentences of tests.
package nlptest

import (
	"testing"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/phrase"
)

// Parse parses a text with the embedded models.
func Parse(t testing.TB, text string) *nlp.Doc {
	t.Helper()
	p, err := nlp.New()
	if err != nil {
		t.Fatal(err)
	}
	d := &parley.Document{Text: text, Language: "en"}
	d.ID = d.DocumentID()
	return p.Parse(d)
}

// Sentences parses a text and prepares its sentences for looking through.
func Sentences(t testing.TB, text string) []*phrase.Sentence {
	t.Helper()
	d := Parse(t, text)
	out := make([]*phrase.Sentence, len(d.Sentences))
	for i := range d.Sentences {
		out[i] = phrase.Of(d, i)
	}
	return out
}

package nlp

import (
	"strings"
	"testing"

	"github.com/parley-register/parley"
)

// sentence makes a document of one sentence from words between blanks.
func sentence(text string) *Doc {
	d := &Doc{Source: &parley.Document{Text: text}}
	at := 0
	for _, form := range strings.Fields(text) {
		at += strings.Index(text[at:], form)
		d.Tokens = append(d.Tokens, Token{Span: parley.Span{Start: at, End: at + len(form)}, Form: form})
		at += len(form)
	}
	d.Sentences = []Sentence{{Span: parley.Span{End: len(text)}, Last: len(d.Tokens)}}
	return d
}

func model(t testing.TB) *Model {
	t.Helper()
	m, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestTags(t *testing.T) {
	for _, c := range []struct{ text, tags string }{
		{"The ministers met in Geneva on Tuesday .", "DET NOUN VERB ADP PROPN ADP PROPN PUNCT"},
		{"No agreement was reached , the envoy said .", "DET NOUN AUX VERB PUNCT DET NOUN VERB PUNCT"},
		{"She will travel to Cairo next week .", "PRON AUX VERB ADP PROPN ADJ NOUN PUNCT"},
	} {
		d := sentence(c.text)
		model(t).Annotate(d)
		var got []string
		for _, tok := range d.Tokens {
			got = append(got, tok.UPOS.String())
			if tok.XPOS == "" {
				t.Errorf("%q: %q has no XPOS", c.text, tok.Form)
			}
		}
		if s := strings.Join(got, " "); s != c.tags {
			t.Errorf("%q:\n got %s\nwant %s", c.text, s, c.tags)
		}
	}
}

package nlp_test

import (
	"fmt"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
)

// A Parser turns a document into tokens that know their heads.
func Example() {
	p, err := nlp.New()
	if err != nil {
		panic(err) // the models are in the binary
	}
	d := p.Parse(&parley.Document{Text: "The ministers met in Geneva on Tuesday."})
	for s, sentence := range d.Sentences {
		for i := sentence.First; i < sentence.Last; i++ {
			t := d.Tokens[i]
			head := "ROOT"
			if h, ok := d.Head(s, i); ok {
				head = d.Tokens[h].Form
			}
			fmt.Println(t.Form, t.UPOS, t.Deprel, head)
		}
	}
	// Output:
	// The DET det ministers
	// ministers NOUN nsubj met
	// met VERB root ROOT
	// in ADP case Geneva
	// Geneva PROPN obl met
	// on ADP case Tuesday
	// Tuesday PROPN obl met
	// . PUNCT punct met
}

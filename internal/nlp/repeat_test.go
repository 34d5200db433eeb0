package nlp

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parley-register/parley"
)

// TestRepeatPeople writes tokens as form/TAG, with names in brackets.
func TestRepeatPeople(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"[PER Karin/PROPN Solberg/PROPN] spoke/VERB ./PUNCT Solberg/PROPN left/VERB", "[PER Karin Solberg] spoke . [PER Solberg] left"},
		{"[TITLE President/PROPN] [PER Paz/PROPN] spoke/VERB ./PUNCT [ORG Paz/PROPN] left/VERB", "[TITLE President] [PER Paz] spoke . [PER Paz] left"},
		{"[PER Ana/PROPN Jordan/PROPN] saw/VERB [GPE Jordan/PROPN]", "[PER Ana Jordan] saw [GPE Jordan]"},
		{"[PER Tom/PROPN Baker/PROPN] left/VERB Baker/PROPN Street/PROPN", "[PER Tom Baker] left Baker Street"},
		{"[PER Tom/PROPN Baker/PROPN] left/VERB Mr./PROPN Baker/PROPN", "[PER Tom Baker] left Mr. [PER Baker]"},
		{"[PER Mr/PROPN Baker/PROPN] left/VERB", "Mr [PER Baker] left"},
		{"[PER Solberg/PROPN] spoke/VERB Solberg/PROPN left/VERB", "[PER Solberg] spoke Solberg left"},
		{"[PER Tom/PROPN Long/PROPN] took/VERB long/ADJ", "[PER Tom Long] took long"},
	} {
		d := tagged(tt.in)
		trimAddress(d)
		repeatPeople(d)
		if diff := cmp.Diff(tt.want, brackets(d)); diff != "" {
			t.Errorf("%s:\n%s", tt.in, diff)
		}
	}
}

func tagged(s string) *Doc {
	d := &Doc{}
	at := 0
	open := -1
	typ := NoName
	for f := range strings.FieldsSeq(s) {
		if n, ok := strings.CutPrefix(f, "["); ok {
			typ, open = ParseNameType(n), len(d.Tokens)
			continue
		}
		closes := strings.HasSuffix(f, "]")
		form, tag, _ := strings.Cut(strings.TrimSuffix(f, "]"), "/")
		d.Tokens = append(d.Tokens, Token{Span: parley.Span{Start: at, End: at + len(form)}, Form: form, UPOS: ParseUPOS(tag)})
		at += len(form) + 1
		if closes {
			d.Names = append(d.Names, Name{First: open, Last: len(d.Tokens), Type: typ})
		}
	}
	return d
}

func brackets(d *Doc) string {
	var out []string
	names := d.Names
	for i, t := range d.Tokens {
		f := t.Form
		if len(names) > 0 && names[0].First == i {
			f = "[" + names[0].Type.String() + " " + f
		}
		if len(names) > 0 && names[0].Last == i+1 {
			f += "]"
			names = names[1:]
		}
		out = append(out, f)
	}
	return strings.Join(out, " ")
}

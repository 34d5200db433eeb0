package conllu

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
)

const sample = `# newdoc id = one
# newpar id = one-p1
# sent_id = 1
# text = They don't agree.
1	They	they	PRON	PRP	_	4	nsubj	_	_
2-3	don't	_	_	_	_	_	_	_	_
2	do	do	AUX	VBP	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	agree	agree	VERB	VB	_	0	root	_	SpaceAfter=No
5	.	.	PUNCT	.	_	4	punct	_	_

# text = Dunno, Oslo won
1-3	Dunno	_	_	_	_	_	_	_	SpaceAfter=No
1	Do	do	AUX	VB	_	3	aux	_	_
2	not	not	PART	RB	_	3	advmod	_	_
3	know	know	VERB	VB	_	0	root	_	_
4	,	,	PUNCT	,	_	6	punct	_	_
5	Oslo	Oslo	PROPN	NNP	_	6	nsubj	_	_
6	won	win	VERB	VBD	_	3	conj	_	_
6.1	won	win	VERB	VBD	_	_	_	3:x	_

`

func TestRoundTrip(t *testing.T) {
	all, err := ReadAll(strings.NewReader(sample))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	for _, s := range all {
		if err := s.Write(&b); err != nil {
			t.Fatal(err)
		}
	}
	if b.String() != sample {
		t.Errorf("got\n%s\nwant\n%s", b.String(), sample)
	}
}

func TestDocument(t *testing.T) {
	all, err := ReadAll(strings.NewReader(sample))
	if err != nil {
		t.Fatal(err)
	}
	d := Document(all)
	if want := "They don't agree. Dunno, Oslo won"; d.Source.Text != want {
		t.Fatalf("text %q, want %q", d.Source.Text, want)
	}
	if len(d.Sentences) != 2 || len(d.Blocks) != 1 || len(d.Tokens) != 11 {
		t.Fatalf("%d sentences, %d blocks, %d tokens", len(d.Sentences), len(d.Blocks), len(d.Tokens))
	}
	if got := d.Tokens[2]; got.Span != (parley.Span{Start: 7, End: 10}) || got.Form != "n't" || got.UPOS != nlp.PART || got.Head != 4 {
		t.Errorf("third token is %+v", got)
	}
	if got, _ := d.Sentences[1].In(d.Source.Text); got != "Dunno, Oslo won" {
		t.Errorf("second sentence is %q", got)
	}
}

func TestSentences(t *testing.T) {
	doc := nlp.Segment(&parley.Document{Text: "They don't agree."})
	var b bytes.Buffer
	for _, s := range Sentences(doc) {
		if err := s.Write(&b); err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []string{"# text = They don't agree.\n", "\n2-3\tdon't\t_\t", "\n3\tn't\t_\t", "\n4\tagree\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
}

func TestErrors(t *testing.T) {
	word := func(id, head string) string { return id + "\ta\ta\tX\tX\t_\t" + head + "\troot\t_\t_\n" }
	for name, in := range map[string]string{
		"fields":     "1\ta\n",
		"order":      word("2", "0"),
		"head":       word("1", "x"),
		"head far":   word("1", "7"),
		"own head":   word("1", "1"),
		"range":      "3-4\tx\t_\t_\t_\t_\t_\t_\t_\t_\n",
		"range long": "1-4\tx\t_\t_\t_\t_\t_\t_\t_\t_\n" + word("1", "0"),
		"empty":      "1\t\ta\tX\tX\t_\t0\troot\t_\t_\n",
		"long":       strings.Repeat("x", maxLine+10),
	} {
		if _, err := ReadAll(strings.NewReader(in)); !errors.Is(err, ErrFormat) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(sample)
	f.Add("1-2\tx\t_\t_\t_\t_\t_\t_\t_\t_\n1\ta\ta\tX\tX\t_\t0\troot\t_\t_\n2\tb\ta\tX\tX\t_\t_\troot\t_\t_\n\n#\n\n")
	f.Fuzz(func(t *testing.T, in string) {
		all, err := ReadAll(strings.NewReader(in))
		if err != nil {
			return
		}
		var once, twice bytes.Buffer
		for _, s := range all {
			if err := s.Write(&once); err != nil {
				t.Fatal(err)
			}
		}
		again, err := ReadAll(bytes.NewReader(once.Bytes()))
		if err != nil {
			t.Fatalf("cannot read what was written: %v\n%q", err, once.String())
		}
		for _, s := range again {
			if err := s.Write(&twice); err != nil {
				t.Fatal(err)
			}
		}
		if once.String() != twice.String() {
			t.Fatalf("%q then %q", once.String(), twice.String())
		}
		d := Document(all)
		at := 0
		for _, tok := range d.Tokens {
			if tok.Start < at || tok.End < tok.Start || tok.End > len(d.Source.Text) {
				t.Fatalf("token %v after %d", tok, at)
			}
			at = tok.End
		}
		Sentences(d)
	})
}

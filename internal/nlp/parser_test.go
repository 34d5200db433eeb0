package nlp

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/text"
)

const sample = "OSLO, May 3 (Agency) — Foreign Minister Karin Solberg met her Turkish counterpart in Oslo on Tuesday.\n\n" +
	"“We don't expect a deal,” said Solberg, who flew in from the United States. Moscow rejected the offer of the European Union."

func parse(t *testing.T, s string) *Doc {
	t.Helper()
	p, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return p.Parse(&parley.Document{Text: s})
}

func TestParse(t *testing.T) {
	d := parse(t, sample)
	if len(d.Blocks) != 2 || len(d.Sentences) != 3 {
		t.Fatalf("%d blocks, %d sentences", len(d.Blocks), len(d.Sentences))
	}
	var got []string
	for _, n := range d.Names {
		if words, ok := n.In(d.Source.Text); ok {
			got = append(got, n.Type.String()+" "+words)
		}
		if n.Start != d.Tokens[n.First].Start || n.End != d.Tokens[n.Last-1].End {
			t.Errorf("name %v does not cover its tokens", n)
		}
	}
	for _, want := range []string{"TITLE Foreign Minister", "PER Karin Solberg", "NORP Turkish", "PER Solberg", "GOV Moscow", "ORG European Union"} {
		if !slices.Contains(got, want) {
			t.Errorf("no name %q in %q", want, got)
		}
	}
	for i, tok := range d.Tokens {
		if tok.UPOS == NoTag || tok.XPOS == "" {
			t.Errorf("token %d %q has no tag", i, tok.Form)
		}
	}
}

// TestParseConcurrently runs many parsers of one value side by side: all must agree.
func TestParseConcurrently(t *testing.T) {
	p, err := New()
	if err != nil {
		t.Fatal(err)
	}
	want := fmt.Sprint(p.Parse(&parley.Document{Text: sample}).Names)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 20 {
				if got := fmt.Sprint(p.Parse(&parley.Document{Text: sample}).Names); got != want {
					t.Errorf("got %s, want %s", got, want)
				}
			}
		})
	}
	wg.Wait()
}

func FuzzParse(f *testing.F) {
	f.Add(sample)
	f.Add("\xff\xfe. \x00 “")
	f.Add("")
	p, err := New()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d := p.Parse(&parley.Document{Text: s})
		last := 0
		for _, n := range d.Names {
			if n.First < last || n.Last <= n.First || n.Last > len(d.Tokens) || n.Type == NoName {
				t.Fatalf("name %+v after token %d", n, last)
			}
			last = n.Last
		}
	})
}

// BenchmarkParse reports sentences of news text per second on one goroutine.
func BenchmarkParse(b *testing.B) {
	p, err := New()
	if err != nil {
		b.Fatal(err)
	}
	d := &parley.Document{Text: strings.Repeat(sample+"\n\n", 20)}
	once := p.Parse(d)
	for _, part := range []struct {
		name string
		run  func() *Doc
	}{
		{"segment", func() *Doc { return Segment(d) }},
		{"all", func() *Doc { return p.Parse(d) }},
		{"names", func() *Doc {
			s := p.spaces.Get().(*space)
			s.markNames(once)
			p.spaces.Put(s)
			return once
		}},
	} {
		b.Run(part.name, func(b *testing.B) {
			b.ReportAllocs()
			n, tokens := 0, 0
			for b.Loop() {
				doc := part.run()
				n += len(doc.Sentences)
				tokens += len(doc.Tokens)
			}
			b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "sentences/s")
			b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
		})
	}
}

// TestParseHostile parses long texts of one kind; the laws of offsets hold for
// each of them.
func TestParseHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("long texts")
	}
	p, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, unit := range []string{"a", "word ", ".", "\"", "(", "Name ", "\xff", "e\u0301", "👩\u200d", "שלום ", "1-", "it's", "Mr. ", "\n\n"} {
		s := strings.Repeat(unit, 30_000/len(unit))
		d := p.Parse(&parley.Document{Text: s})
		at := 0
		for i, tok := range d.Tokens {
			if tok.Start < at || tok.End <= tok.Start || tok.Form != s[tok.Start:tok.End] {
				t.Fatalf("%q: token %d is %v", unit, i, tok.Span)
			}
			at = tok.End
		}
		for _, st := range d.Sentences {
			if n := st.Last - st.First; n < 1 || n > text.MaxSentence {
				t.Fatalf("%q: a sentence of %d tokens", unit, n)
			}
		}
	}
}

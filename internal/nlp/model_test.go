package nlp

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp/core"
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

// news makes a document of the fixed text in testdata: one sentence on a line,
// blanks between tokens.
func news(t testing.TB) *Doc {
	t.Helper()
	b, err := os.ReadFile("testdata/news.txt")
	if err != nil {
		t.Fatal(err)
	}
	d := &Doc{Source: &parley.Document{Text: string(b)}}
	at := 0
	for line := range strings.Lines(string(b)) {
		s := Sentence{Span: parley.Span{Start: at, End: at + len(line) - 1}, First: len(d.Tokens)}
		for _, form := range strings.Fields(line) {
			start := at + strings.Index(string(b[at:]), form)
			at = start + len(form)
			d.Tokens = append(d.Tokens, Token{Span: parley.Span{Start: start, End: at}, Form: form})
		}
		at = s.End + 1
		s.Last = len(d.Tokens)
		d.Sentences = append(d.Sentences, s)
	}
	return d
}

// TestSteadyState asserts that a warm workspace allocates nothing.
func TestSteadyState(t *testing.T) {
	d := news(t)
	w := model(t).NewWorkspace()
	w.Annotate(d)
	if n := testing.AllocsPerRun(5, func() { w.Annotate(d) }); n != 0 {
		t.Errorf("%v allocations in a document of %d tokens, want none", n, len(d.Tokens))
	}
}

// eachKernel runs a test or benchmark with every kernel that the machine has.
func eachKernel[T interface {
	testing.TB
	Run(string, func(T)) bool
}](t T, run func(T, *Model)) {
	for _, k := range core.Kernels() {
		t.Run(k, func(t T) {
			c, err := core.LoadWith(embedded, k)
			if err != nil {
				t.Fatal(err)
			}
			m, err := wrap(embedded, c)
			if err != nil {
				t.Fatal(err)
			}
			run(t, m)
		})
	}
}

// BenchmarkAnnotate measures one goroutine on the fixed text; sentences have 24
// tokens on average.
func BenchmarkAnnotate(b *testing.B) {
	eachKernel(b, func(b *testing.B, m *Model) {
		d := news(b)
		w := m.NewWorkspace()
		w.Annotate(d)
		b.ReportAllocs()
		for b.Loop() {
			w.Annotate(d)
		}
		seconds := b.Elapsed().Seconds()
		b.ReportMetric(float64(b.N*len(d.Sentences))/seconds, "sentences/s")
		b.ReportMetric(float64(b.N*len(d.Tokens))/seconds, "tokens/s")
	})
}

// plainText is the fixed text as it would be printed: marks joined to words, a
// paragraph for each sentence.
func plainText(t testing.TB) string {
	b, err := os.ReadFile("testdata/news.txt")
	if err != nil {
		t.Fatal(err)
	}
	return strings.NewReplacer(" ,", ",", " .", ".", " ?", "?", " ;", ";", " :", ":", " ”", "”", "“ ", "“",
		" n't", "n't", " 's", "'s", "$ ", "$", "\n", "\n\n").Replace(string(b))
}

// BenchmarkCore measures the whole language core on one goroutine, from text to
// sentences, tokens, tags, lemmas, parse and names.
func BenchmarkCore(b *testing.B) {
	p, err := New()
	if err != nil {
		b.Fatal(err)
	}
	d := &parley.Document{Text: plainText(b)}
	n := len(p.Parse(d).Sentences)
	b.ReportAllocs()
	for b.Loop() {
		p.Parse(d)
	}
	b.ReportMetric(float64(b.N*n)/b.Elapsed().Seconds(), "sentences/s")
}

// BenchmarkLoad measures start-up.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(embedded); err != nil {
			b.Fatal(err)
		}
	}
}

var update = flag.Bool("update", false, "write the golden files")

// conllu prints what Annotate fills.
func conllu(d *Doc) string {
	var b strings.Builder
	for _, s := range d.Sentences {
		for i, t := range d.Tokens[s.First:s.Last] {
			fmt.Fprintf(&b, "%d\t%s\t%s\t%s\t%d\t%s\n", i+1, t.Form, t.UPOS, t.XPOS, t.Head, t.Deprel)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// TestSameBits asserts that every kernel gives the same parse and the same
// vectors on the fixed text, by their digest, and shows the parse in a file.
func TestSameBits(t *testing.T) {
	const golden, digest = "testdata/news.conllu", "testdata/news.sha256"
	eachKernel(t, func(t *testing.T, m *Model) {
		d := news(t)
		sum := sha256.New()
		m.NewWorkspace().AnnotateEach(d, func(_ int, h Hidden) {
			if err := binary.Write(sum, binary.LittleEndian, h.Values); err != nil {
				t.Fatal(err)
			}
		})
		parse := conllu(d)
		sum.Write([]byte(parse))
		got := hex.EncodeToString(sum.Sum(nil)) + "\n"
		if *update {
			for name, s := range map[string]string{golden: parse, digest: got} {
				if err := os.WriteFile(name, []byte(s), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			*update = false // the other kernels must agree with the first
		}
		for name, s := range map[string]string{golden: parse, digest: got} {
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if s != string(want) {
				t.Errorf("%s differs; if the model is new, run the test with -update", name)
			}
		}
	})
}

// TestAnyTokens gives the model what a hostile text can hold.
func TestAnyTokens(t *testing.T) {
	m := model(t)
	w := m.NewWorkspace()
	long := strings.Repeat("x", 1<<20)
	for _, forms := range [][]string{
		{},
		{""},
		{"\xff\xfe", "\x00", "\u200b", "שלום", "🕊️"},
		{long},
		strings.Fields(strings.Repeat("word ", 10_000)),
		strings.Fields(strings.Repeat("( , ) ; ", 300)),
	} {
		d := &Doc{Source: &parley.Document{}, Sentences: []Sentence{{Last: len(forms)}}}
		for _, f := range forms {
			d.Tokens = append(d.Tokens, Token{Form: f})
		}
		w.AnnotateEach(d, func(_ int, h Hidden) {
			if len(h.Values) != h.Dim*len(forms) {
				t.Errorf("%d tokens have %d values of %d", len(forms), len(h.Values), h.Dim)
			}
		})
		roots := 0
		for i, tok := range d.Tokens {
			if tok.UPOS == NoTag || tok.Deprel == "" || tok.Head < 0 || int(tok.Head) > len(forms) || int(tok.Head) == i+1 {
				t.Fatalf("token %d of %d: %+v", i+1, len(forms), tok)
			}
			if tok.Head == 0 {
				roots++
			}
			// following heads leads to the root
			steps := 0
			for h := tok.Head; h != 0; h = d.Tokens[h-1].Head {
				if steps++; steps > len(forms) {
					t.Fatalf("token %d of %d is in a cycle", i+1, len(forms))
				}
			}
		}
		if len(forms) > 0 && roots != 1 {
			t.Errorf("%d tokens have %d roots", len(forms), roots)
		}
	}
}

// BenchmarkLength shows that time grows linearly with the length of a sentence.
func BenchmarkLength(b *testing.B) {
	for _, n := range []int{100, 1000, 10_000, 100_000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			source := news(b)
			d := &Doc{Source: &parley.Document{}, Sentences: []Sentence{{Last: n}}}
			for i := range n {
				d.Tokens = append(d.Tokens, Token{Form: source.Tokens[i%len(source.Tokens)].Form})
			}
			w := model(b).NewWorkspace()
			for b.Loop() {
				w.Annotate(d)
			}
			b.ReportMetric(b.Elapsed().Seconds()*1e9/float64(b.N*n), "ns/token")
		})
	}
}

func TestHeads(t *testing.T) {
	for _, c := range []struct{ text, heads, relations string }{
		{
			"The ministers met in Geneva on Tuesday .", "2 3 0 5 3 7 3 3",
			"det nsubj root case obl case obl punct",
		},
		{
			"The envoy said that no agreement was reached .", "2 3 0 8 6 8 8 3 3",
			"det nsubj root mark det nsubj:pass aux:pass ccomp punct",
		},
		{
			"The president thanked Qatar and Egypt for their help .", "2 3 0 3 6 4 9 9 3 3",
			"det nsubj root obj cc conj case nmod:poss obl punct",
		},
	} {
		d := sentence(c.text)
		model(t).Annotate(d)
		var heads, relations []string
		for _, tok := range d.Tokens {
			heads = append(heads, strconv.Itoa(int(tok.Head)))
			relations = append(relations, tok.Deprel)
		}
		if got := strings.Join(heads, " "); got != c.heads {
			t.Errorf("%q: heads\n got %s\nwant %s", c.text, got, c.heads)
		}
		if got := strings.Join(relations, " "); got != c.relations {
			t.Errorf("%q: relations\n got %s\nwant %s", c.text, got, c.relations)
		}
	}
}

// TestConcurrent shares one model among goroutines.
func TestConcurrent(t *testing.T) {
	m := model(t)
	want := news(t)
	m.Annotate(want)
	parse := conllu(want)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 3 {
				d := news(t)
				m.Annotate(d)
				if got := conllu(d); got != parse {
					t.Error("a goroutine got another parse")
				}
			}
		})
	}
	wg.Wait()
}

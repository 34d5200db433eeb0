package code_test

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

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

// corpus is the articles of the demonstration, read up to actors and places.
func corpus(t testing.TB) (docs []*layer.Doc, sentences int) {
	t.Helper()
	files, err := filepath.Glob("../demo/corpus/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no articles (%v)", err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		d := annotate(t, string(b))
		docs, sentences = append(docs, d), sentences+len(d.Sentences)
	}
	return docs, sentences
}

func BenchmarkCode(b *testing.B) {
	c := coder(b)
	docs, sentences := corpus(b)
	b.ReportAllocs()
	for b.Loop() {
		for _, d := range docs {
			c.Code(d)
		}
	}
	b.ReportMetric(float64(sentences)*float64(b.N)/b.Elapsed().Seconds(), "sentences/s")
}

// TestLaws: events point into their document, in order, and are the same in
// every run, side by side or not.
func TestLaws(t *testing.T) {
	c := coder(t)
	docs, _ := corpus(t)
	n := 0
	for _, d := range docs {
		events := c.Code(d)
		checkEvents(t, d, events)
		n += len(events)
		done := make(chan []code.Event)
		go func() { done <- c.Code(d) }()
		again := c.Code(d)
		if other := <-done; !reflect.DeepEqual(events, again) || !reflect.DeepEqual(events, other) {
			t.Fatalf("two runs differ for %q", d.Source.Text[:40])
		}
	}
	if n < 300 {
		t.Errorf("only %d events in the corpus", n)
	}
}

func checkEvents(t testing.TB, d *layer.Doc, events []code.Event) {
	t.Helper()
	last := 0
	for i := range events {
		e := &events[i]
		if e.Sentence < last || e.Sentence >= len(d.Sentences) {
			t.Fatalf("sentence %d after %d", e.Sentence, last)
		}
		last = e.Sentence
		s := d.Sentences[e.Sentence].Span
		if !s.Contains(e.Trigger) || e.Trigger.Empty() || e.Words == "" {
			t.Fatalf("trigger %v of %q lies outside its sentence %v", e.Trigger, e.Words, s)
		}
		if e.Root == code.Statement || e.Root.Quad() == 0 {
			t.Fatalf("root %q", e.Root)
		}
		if _, ok := code.CAMEO(e.CAMEO); e.CAMEO != "" && !ok {
			t.Fatalf("%q is no CAMEO code (%s)", e.CAMEO, e.Rule)
		}
		if len(e.Source) == 0 && len(e.Target) == 0 {
			t.Fatalf("an event of nobody: %s", e.Rule)
		}
		for _, p := range append(append([]code.Party{}, e.Source...), e.Target...) {
			if !s.Contains(p.Span) || p.Span.Empty() {
				t.Fatalf("party %v lies outside its sentence", p)
			}
		}
	}
}

// TestLinear: time grows with length, whatever the words.
func TestLinear(t *testing.T) {
	c := coder(t)
	for _, word := range []string{"demand ", "of ", "talks with ", "rejected a call to end ", "and Norway ", "to agree ", "the attack by ", "\u0000", "(", "said "} {
		cost := func(n int) time.Duration {
			d := annotate(t, "Norway "+strings.Repeat(word, n)+".")
			best := time.Hour
			for range 3 {
				start := time.Now()
				checkEvents(t, d, c.Code(d))
				best = min(best, time.Since(start))
			}
			return best
		}
		small, large := cost(200), cost(3200)
		if large > 100*small+20*time.Millisecond {
			t.Errorf("%q: 16 times the text takes %v instead of %v", word, large, small)
		}
	}
}

func FuzzCode(f *testing.F) {
	f.Add("Norway rejected a Danish call to end the blockade of Sweden.")
	f.Add("U.S. and Russian negotiators, who said \"no\", agreed to nothing — if that.")
	f.Add("\xff talks talks talks; of of of '")
	c := coder(f)
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || len(s) > 4000 {
			t.Skip()
		}
		d := annotate(t, s)
		checkEvents(t, d, c.Code(d))
		half := parley.Span{Start: 0, End: len(s) / 2}
		c.Between(d, []parley.Span{half}, []parley.Span{{Start: half.End, End: len(s)}})
		c.Meetings(d)
	})
}

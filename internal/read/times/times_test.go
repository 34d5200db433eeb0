package times_test

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
	"github.com/parley-register/parley/internal/read/times"
)

//go:embed examples.tsv
var examplesTSV string

//go:embed rules.tsv
var rulesTSV string

var stage = times.New()

// read finds the times of text.
func read(t testing.TB, text, published string) *layer.Doc {
	t.Helper()
	v, err := parley.ParseInterval(published)
	if err != nil {
		t.Fatal(err)
	}
	d := &layer.Doc{Doc: nlp.Segment(&parley.Document{Text: text, Published: v})}
	stage.Read(d)
	return d
}

// TestExamples runs the sentence that stands with each rule, and fails for a
// rule that has none.
func TestExamples(t *testing.T) {
	shown := map[string]bool{}
	for n, line := range strings.Split(examplesTSV, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 5 {
			t.Fatalf("examples.tsv:%d: %d fields", n+1, len(f))
		}
		rule, published, value, edtf := f[0], f[1], f[3], f[4]
		before, rest, marked := strings.Cut(f[2], "[")
		inside, after, _ := strings.Cut(rest, "]")
		text := before + inside + after
		d := read(t, text, published)
		if !marked {
			for _, x := range d.Times {
				if x.Rule == "times."+rule {
					t.Errorf("examples.tsv:%d: %s finds %q in %q", n+1, rule, text[x.Start:x.End], text)
				}
			}
			continue
		}
		shown[rule] = true
		var found bool
		var all []string
		for _, x := range d.Times {
			got := text[x.Start:x.End]
			all = append(all, got+" "+x.Type+" "+x.Value+" "+x.When.String()+" "+x.Rule)
			if x.Start == len(before) && x.End == len(before)+len(inside) {
				found = true
				if x.Value != value || x.When.String() != edtf || x.Rule != "times."+rule {
					t.Errorf("examples.tsv:%d: %q, published %s: value %q, EDTF %q by %s; want %q, %q by %s", n+1, f[2], published, x.Value, x.When, x.Rule, value, edtf, rule)
				}
				if d.Tokens[x.First].Start > x.Start || d.Tokens[x.Last-1].End < x.End {
					t.Errorf("examples.tsv:%d: tokens %d to %d do not hold %q", n+1, x.First, x.Last, got)
				}
			}
		}
		if !found {
			t.Errorf("examples.tsv:%d: %q not found; have %q", n+1, f[2], all)
		}
	}
	for _, line := range strings.Split(rulesTSV, "\n") {
		if name, _, ok := strings.Cut(line, "\t"); ok && line[0] != '#' && line[0] != '@' && !shown[name] {
			t.Errorf("rules.tsv: %s has no example", name)
		}
	}
}

// TestAnchored checks durations that the sentence pins to a day.
func TestAnchored(t *testing.T) {
	for _, c := range []struct{ text, published, span, edtf string }{
		{"Two-day talks that ended on Friday brought no deal.", "2025-02-15", "Two-day", "2025-02-13/2025-02-14"},
		{"A three-day visit beginning Monday will take him to Doha.", "2025-02-14", "three-day", "2025-02-17/2025-02-19"},
		{"She arrives on Monday for a two-day visit.", "2025-02-14", "two-day", "2025-02-17/2025-02-18"},
		{"Two-day talks that ended on Friday brought no deal.", "2025-02", "Two-day", ""},
		{"Two-day talks were held before a vote on Friday.", "2025-02-15", "Two-day", ""},
	} {
		d := read(t, c.text, c.published)
		ok := false
		for _, x := range d.Times {
			if c.text[x.Start:x.End] == c.span {
				ok = true
				if x.When.String() != c.edtf {
					t.Errorf("%q: %s is %q, want %q", c.text, c.span, x.When, c.edtf)
				}
			}
		}
		if !ok {
			t.Errorf("%q: %s not found", c.text, c.span)
		}
	}
}

func check(t *testing.T, d *layer.Doc) {
	t.Helper()
	text := d.Source.Text
	end := 0
	for _, x := range d.Times {
		if x.Start < end || x.End <= x.Start || x.End > len(text) {
			t.Fatalf("span %v after %d in a text of %d bytes", x.Span, end, len(text))
		}
		end = x.End
		if x.Rule == "" || x.Type == "" {
			t.Errorf("%q has rule %q and type %q", text[x.Start:x.End], x.Rule, x.Type)
		}
		if x.First < 0 || x.Last < x.First || x.Last > len(d.Tokens) {
			t.Errorf("tokens %d to %d of %d", x.First, x.Last, len(d.Tokens))
		}
		if s := x.When.String(); s != "" {
			v, err := parley.ParseInterval(s)
			if err != nil || v != x.When {
				t.Errorf("%q has interval %+v, which reads back as %+v, %v", text[x.Start:x.End], x.When, v, err)
			}
		}
	}
}

// TestConcurrent reads one text in many goroutines at once.
func TestConcurrent(t *testing.T) {
	text := "They met on Tuesday and will meet again in ten days. Two-day talks that ended on Friday brought no deal."
	want := read(t, text, "2025-02-20").Times
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				d := &layer.Doc{Doc: nlp.Segment(&parley.Document{Text: text, Published: parley.On(parley.Date(2025, 2, 20))})}
				stage.Read(d)
				if !slices.Equal(d.Times, want) {
					t.Errorf("got %+v, want %+v", d.Times, want)
					return
				}
			}
		})
	}
	wg.Wait()
}

func FuzzRead(f *testing.F) {
	for _, line := range strings.Split(examplesTSV, "\n") {
		if p := strings.Split(line, "\t"); len(p) == 5 {
			f.Add(p[2], p[1])
		}
	}
	f.Add("9999 99-99 1/1/1 a a a a\u2013\xff' 's '90s 31 31 31 31 February 30 May May, the the 0 0:0", "9999-12-31")
	f.Add("one two hundred and thousand and a half of a dozen couple of 1 1/2½", "0001-01-01")
	f.Fuzz(func(t *testing.T, text, published string) {
		v, err := parley.ParseInterval(published)
		if err != nil {
			v = parley.Interval{}
		}
		d := &layer.Doc{Doc: nlp.Segment(&parley.Document{Text: text, Published: v})}
		stage.Read(d)
		check(t, d)
		again := &layer.Doc{Doc: d.Doc}
		stage.Read(again)
		if len(again.Times) != len(d.Times) {
			t.Errorf("%d times, then %d", len(d.Times), len(again.Times))
		}
	})
}

func BenchmarkRead(b *testing.B) {
	text := strings.Repeat("The two delegations met in the capital on Tuesday, after three rounds since March 2023, and will meet again in ten days. "+
		"Officials said nothing of substance was agreed, but the atmosphere was described as businesslike by people close to the talks.\n", 200)
	d := &layer.Doc{Doc: nlp.Segment(&parley.Document{Text: text, Published: parley.On(parley.Date(2025, 2, 20))})}
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		stage.Read(d)
	}
	b.ReportMetric(float64(len(d.Sentences))*float64(b.N)/b.Elapsed().Seconds(), "sentences/s")
}

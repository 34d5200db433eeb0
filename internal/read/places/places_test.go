package places_test

import (
	_ "embed"
	"strings"
	"testing"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
	"github.com/parley-register/parley/internal/read/places"
)

//go:embed examples.tsv
var examplesTSV string

//go:embed heads.tsv
var headsTSV string

//go:embed gazetteer.tsv
var gazetteerTSV string

//go:embed before.tsv
var beforeTSV string

var (
	stage     = places.New()
	parser, _ = nlp.New()
)

// read finds the places of text as the pipeline does.
func read(text string) *layer.Doc {
	d := &layer.Doc{Doc: parser.Parse(&parley.Document{Text: text})}
	stage.Read(d)
	return d
}

func use(p *layer.Place) string {
	if p.Metonymic {
		return "metonymic"
	}
	return "literal"
}

func TestExamples(t *testing.T) {
	for n, line := range strings.Split(examplesTSV, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 5 {
			t.Fatalf("examples.tsv:%d: %d fields", n+1, len(f))
		}
		before, rest, marked := strings.Cut(f[0], "[")
		inside, after, _ := strings.Cut(rest, "]")
		d := read(before + inside + after)
		if !marked {
			for _, p := range d.Places {
				t.Errorf("examples.tsv:%d: %q has %q", n+1, f[0], d.Source.Text[p.Start:p.End])
			}
			continue
		}
		found := false
		for i := range d.Places {
			p := &d.Places[i]
			if p.Start != len(before) || p.End != len(before)+len(inside) {
				continue
			}
			found = true
			if p.Name != f[1] || p.Kind != f[2] || p.Country != f[3] || use(p) != f[4] {
				t.Errorf("examples.tsv:%d: %q is %s, %s, %s, %s (%s); want %s, %s, %s, %s", n+1, f[0], p.Name, p.Kind, p.Country, use(p), p.Rule, f[1], f[2], f[3], f[4])
			}
		}
		if !found {
			t.Errorf("examples.tsv:%d: %q not found; have %+v", n+1, f[0], d.Places)
		}
	}
}

// TestHeads reads a made-up name with every head word.
func TestHeads(t *testing.T) {
	for _, line := range strings.Split(headsTSV, "\n") {
		f := strings.Split(line, "\t")
		if len(f) != 3 || line[0] == '#' || f[2] == "none" {
			continue
		}
		name := "Ostbach " + f[0]
		if f[1] == "before" {
			name = f[0] + " Ostbach"
		}
		text := "The report says that " + name + " was closed for a week."
		d := &layer.Doc{Doc: nlp.Segment(&parley.Document{Text: text})}
		stage.Read(d)
		if len(d.Places) != 1 || d.Places[0].Kind != f[2] || text[d.Places[0].Start:d.Places[0].End] != name {
			t.Errorf("%q gives %+v, want a %s", text, d.Places, f[2])
		}
	}
}

//go:embed speech.tsv
var speechTSV string

// TestCues reads a sentence with every word of speech.tsv.
func TestCues(t *testing.T) {
	frames := map[string]struct{ sentence, name, use string }{
		"says":   {"Late on Monday Moscow WORD it.", "Moscow", "metonymic"},
		"does":   {"Late on Monday Moscow WORD go on.", "Moscow", "metonymic"},
		"has":    {"Late on Monday Iran's WORD changed.", "Iran", "metonymic"},
		"office": {"Late on Monday Moscow's WORD changed.", "Moscow", "metonymic"},
		"with":   {"It was agreed WORD Moscow.", "Moscow", "metonymic"},
		"event":  {"The Moscow WORD ended.", "Moscow", "literal"},
		"place":  {"The train WORD Moscow for a week.", "Moscow", "literal"},
		"motion": {"The envoy WORD to Moscow for a week.", "Moscow", "literal"},
		"civic":  {"The report names Nice WORD again.", "Nice", "literal"},
		"people": {"Late on Monday WORD from Iran went on.", "Iran", "metonymic"},
		"way":    {"The WORD between Iran and Iraq was closed.", "Iran", "literal"},
	}
	seen := 0
	for _, line := range strings.Split(speechTSV, "\n") {
		f := strings.Split(line, "\t")
		if len(f) != 2 || line[0] == '#' {
			continue
		}
		frame, ok := frames[f[1]]
		if !ok {
			continue
		}
		seen++
		text := strings.Replace(frame.sentence, "WORD", f[0], 1)
		d := &layer.Doc{Doc: nlp.Segment(&parley.Document{Text: text})}
		stage.Read(d)
		found := false
		for i := range d.Places {
			if p := &d.Places[i]; p.Name == frame.name {
				found = true
				if use(p) != frame.use {
					t.Errorf("%q (%s): %s is %s, want %s", text, f[1], p.Name, use(p), frame.use)
				}
			}
		}
		if !found {
			t.Errorf("%q (%s): no %s", text, f[1], frame.name)
		}
	}
	if seen < 100 {
		t.Errorf("only %d words were tried", seen)
	}
}

// TestGazetteer finds every town of the gazetteer by its name where nothing
// else helps.
func TestGazetteer(t *testing.T) {
	n := 0
	for _, line := range strings.Split(gazetteerTSV, "\n") {
		f := strings.Split(line, "\t")
		if len(f) != 10 || line[0] == '#' || f[1] != "city" {
			continue
		}
		n++
		text := "The envoys met in " + f[0] + " on Monday."
		d := &layer.Doc{Doc: nlp.Segment(&parley.Document{Text: text})}
		stage.Read(d)
		ok := false
		for _, p := range d.Places {
			ok = ok || p.Start == len("The envoys met in ") && (p.Located || p.Kind == "country") && !p.Metonymic
		}
		if !ok {
			t.Errorf("%s, %s: not found in %q; have %+v", f[0], f[2], text, d.Places)
		}
	}
	if n < 2000 {
		t.Errorf("only %d towns", n)
	}
}

func check(t *testing.T, d *layer.Doc) {
	t.Helper()
	end := 0
	for _, p := range d.Places {
		if p.Start < end || p.End <= p.Start || p.End > len(d.Source.Text) {
			t.Fatalf("span %v after %d in a text of %d bytes", p.Span, end, len(d.Source.Text))
		}
		end = p.End
		if p.First < 0 || p.Last <= p.First || p.Last > len(d.Tokens) || p.Rule == "" || p.Kind == "" || p.Name == "" {
			t.Errorf("%+v is not whole", p)
		}
		if !p.Located && (p.Lat != 0 || p.Lon != 0) {
			t.Errorf("%+v has coordinates that are not known", p)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, line := range strings.Split(examplesTSV, "\n") {
		if s, _, ok := strings.Cut(line, "\t"); ok {
			f.Add(s)
		}
	}
	f.Add("Lake Port Fort St. St. St. of, Ohio, Ohio, U.S., D.C. the the’s A\xff\u2013B COUNTY —")
	f.Fuzz(func(t *testing.T, text string) {
		d := read(text)
		check(t, d)
		again := &layer.Doc{Doc: d.Doc}
		stage.Read(again)
		if len(again.Places) != len(d.Places) {
			t.Errorf("%d places, then %d", len(d.Places), len(again.Places))
		}
	})
}

func TestHostile(t *testing.T) {
	for _, s := range []string{"Paris ", "Paris, ", "Paris, Ohio, ", "St. ", "Lake ", "U.S. ", "NEW ", "Georgia and ", "the Swiss town of ", "between Moscow and "} {
		text := strings.Repeat(s, 60000/len(s))
		d := &layer.Doc{Doc: nlp.Segment(&parley.Document{Text: text})}
		stage.Read(d) // quadratic work would not end before the time limit of the test run
		check(t, d)
	}
}

func BenchmarkRead(b *testing.B) {
	text := strings.Repeat("The two delegations met in Geneva on Tuesday, after three rounds in Vienna and Muscat, and Washington said Tehran had to move first. "+
		"Officials at the Palais des Nations said nothing of substance was agreed with the Iranian side, but described the atmosphere as businesslike.\n", 200)
	d := &layer.Doc{Doc: parser.Parse(&parley.Document{Text: text})}
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		stage.Read(d)
	}
	b.ReportMetric(float64(len(d.Sentences))*float64(b.N)/b.Elapsed().Seconds(), "sentences/s")
}

// TestAsOfThen reads every example of before.tsv: without a day, by the names in
// it; and its town again as of the day before and the day of independence.
func TestAsOfThen(t *testing.T) {
	countries := func(text, published string) map[string]bool {
		m, err := parley.ParseInterval(published)
		if err != nil {
			t.Fatal(err)
		}
		d := &layer.Doc{Doc: parser.Parse(&parley.Document{Text: text, Published: m})}
		stage.Read(d)
		out := map[string]bool{}
		for i := range d.Places {
			if d.Places[i].Kind == "city" {
				out[d.Places[i].Country] = true
			}
		}
		return out
	}
	for _, line := range strings.Split(beforeTSV, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if got := countries(f[5], ""); !got[f[2]] || len(got) != 1 {
			t.Errorf("before.tsv: %q: %v, want %s", f[5], got, f[2])
		}
	}
	for _, x := range []struct{ text, published, want string }{
		{"The rebels met the government in Juba, the capital of South Sudan, which broke away from Sudan.", "", "SSD"},
		{"The rebels met the government in Juba on Monday.", "2006-08-01", "SDN"},
		{"The rebels met the government in Juba on Monday.", "2011-07-09", "SSD"},
		{"The ministers met in Prague, the capital of Czechoslovakia.", "1992-06-01", "CSK"},
		{"The ministers met in Bratislava on Monday.", "1992-06-01", "CSK"},
		{"The ministers met in Bratislava on Monday.", "1999-06-01", "SVK"},
	} {
		if got := countries(x.text, x.published); !got[x.want] || len(got) != 1 {
			t.Errorf("%q, published %q: %v, want %s", x.text, x.published, got, x.want)
		}
	}
}

// TestDateline tells the place that a report was written in from those that it
// writes of.
func TestDateline(t *testing.T) {
	for text, want := range map[string]bool{
		"Talks go on\n\nGENEVA, Aug 24 (Wire) — Ten days of talks closed on Friday.": true,
		"Talks go on\n\nGeneva — Ten days of talks closed on Friday.":                true,
		"Talks go on\n\nGENEVA. For eight days the envoy went from door to door.":    true,
		"Talks go on\n\nGeneva. For eight days the envoy went from door to door.":    true,
		"Talks go on\n\nFor eight days the envoy was in Geneva. He is tired.":        false,
		"Talks go on\n\nWhere will they meet? Geneva. That was the answer.":          false,
		"Talks go on\n\nGeneva": false,
		"Talks go on\n\nGeneva has seen many talks. This is one more.": false,
	} {
		d := read(text)
		got := false
		for i := range d.Places {
			got = got || d.Places[i].Dateline
		}
		if got != want {
			t.Errorf("%q has a dateline: %v, want %v", text, got, want)
		}
	}
}

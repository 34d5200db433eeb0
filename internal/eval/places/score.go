package places

import (
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/eval"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
	reader "github.com/parley-register/parley/internal/read/places"
)

// Result is the scores over a set.
type Result struct {
	Documents int
	Exact     eval.Score // spans alike
	Overlap   eval.Score // spans that share a byte, each gold once
	Located   int        // exact spans with coordinates on both sides
	Near      int        // of those, within 161 km (100 miles); for countries and regions, which have no one middle, 1,000
	Lost      int        // gold that does not fit its text
	Errors    []string   // kind, document, words, source, context; tab-separated
}

// Run reads the documents and scores the places found against their gold.
func Run(docs []Document) (*Result, error) {
	parser, err := nlp.New()
	if err != nil {
		return nil, err
	}
	stage := reader.New()
	r := &Result{}
	for i := range docs {
		doc := &layer.Doc{Doc: parser.Parse(&parley.Document{Text: docs[i].Text, Language: "en"})}
		stage.Read(doc)
		r.Add(&docs[i], doc.Places)
	}
	return r, nil
}

// Add scores what was found in d.
func (r *Result) Add(d *Document, found []layer.Place) {
	r.Documents++
	r.Lost += d.Lost
	for _, s := range []*eval.Score{&r.Exact, &r.Overlap} {
		s.Gold += len(d.Gold)
		s.System += len(found)
	}
	used := make([]bool, len(found))
	k := 0
	for _, g := range d.Gold {
		for k < len(found) && found[k].End <= g.Start {
			k++
		}
		hit := -1
		for j := k; j < len(found) && found[j].Start < g.End; j++ {
			if !used[j] && (hit < 0 || found[j].Start == g.Start && found[j].End == g.End) {
				hit = j
			}
		}
		gold := parley.Span{Start: g.Start, End: g.End}
		if hit < 0 {
			r.fail("missing", d, gold, "")
			continue
		}
		used[hit] = true
		p := &found[hit]
		r.Overlap.Correct++
		if p.Start != g.Start || p.End != g.End {
			r.fail("span", d, gold, d.Text[p.Start:p.End]+"\t"+p.Rule)
			continue
		}
		r.Exact.Correct++
		if g.Located && p.Located {
			r.Located++
			if km := distance(g.Lat, g.Lon, p.Lat, p.Lon); km <= 161 || (p.Kind == "region" || p.Kind == "country") && km < 1000 {
				r.Near++
			} else {
				r.fail("far", d, gold, fmt.Sprintf("%.0f km from %s, %s", km, p.Name, p.Country))
			}
		}
	}
	for j := range found {
		if !used[j] {
			r.fail("extra", d, found[j].Span, found[j].Rule)
		}
	}
}

// distance is the great-circle distance in kilometres (haversine).
func distance(lat1, lon1, lat2, lon2 float64) float64 {
	const rad = math.Pi / 180
	a := math.Pow(math.Sin((lat2-lat1)*rad/2), 2) + math.Cos(lat1*rad)*math.Cos(lat2*rad)*math.Pow(math.Sin((lon2-lon1)*rad/2), 2)
	return 2 * 6371 * math.Asin(math.Min(1, math.Sqrt(a)))
}

func (r *Result) fail(kind string, d *Document, at parley.Span, what string) {
	a, b := max(0, at.Start-50), min(len(d.Text), at.End+40)
	context := strings.ToValidUTF8(d.Text[a:at.Start]+"["+d.Text[at.Start:at.End]+"]"+d.Text[at.End:b], "")
	r.Errors = append(r.Errors, fmt.Sprintf("%s\t%s\t%s\t%s\t%s", kind, d.ID, d.Text[at.Start:at.End], what, strings.Join(strings.Fields(context), " ")))
}

// Table writes the scores.
func (r *Result) Table(w io.Writer) {
	fmt.Fprintf(w, "documents %d, gold %d, found %d\n", r.Documents, r.Exact.Gold, r.Exact.System)
	for _, row := range []struct {
		name string
		s    eval.Score
	}{{"exact", r.Exact}, {"overlap", r.Overlap}} {
		fmt.Fprintf(w, "%-8s P %.2f R %.2f F1 %.2f\n", row.name, 100*row.s.Precision(), 100*row.s.Recall(), 100*row.s.F1())
	}
	if r.Located > 0 {
		fmt.Fprintf(w, "within 161 km (countries, regions: 1000)  %d of %d (%.1f %%)\n", r.Near, r.Located, 100*float64(r.Near)/float64(r.Located))
	}
	if r.Lost > 0 {
		fmt.Fprintf(w, "gold that does not fit its text: %d\n", r.Lost)
	}
}

// List writes the errors, one per line.
func (r *Result) List(w io.Writer) {
	for _, e := range r.Errors {
		fmt.Fprintln(w, e)
	}
}

package places_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parley-register/parley/internal/eval/places"
)

const sample = `<?xml version="1.0" encoding="utf-8"?>
<articles><article docid="1"><title>T</title><text><![CDATA[Envoys met in Geneva – then in Wien.]]></text><toponyms>
<toponym><start>14</start><end>20</end><phrase>Geneva</phrase><gaztag geonameid="1"><lat>46.2</lat><lon>6.1</lon></gaztag></toponym>
<toponym><start>30</start><end>34</end><phrase>Wien</phrase><gaztag geonameid="2"><lat>10</lat><lon>10</lon></gaztag></toponym>
<toponym><start>3</start><end>6</end><phrase>Nowhere</phrase></toponym>
</toponyms></article></articles>`

func TestScores(t *testing.T) {
	docs, err := places.Parse(strings.NewReader(sample))
	if err != nil {
		t.Fatal(err)
	}
	if len(docs) != 1 || len(docs[0].Gold) != 2 || docs[0].Lost != 1 {
		t.Fatalf("parsed %+v", docs)
	}
	r, err := places.Run(docs)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	r.Table(&b)
	want := "documents 1, gold 2, found 2\n" +
		"exact    P 100.00 R 100.00 F1 100.00\n" +
		"overlap  P 100.00 R 100.00 F1 100.00\n" +
		"within 161 km (countries, regions: 1000)  1 of 2 (50.0 %)\n" +
		"gold that does not fit its text: 1\n"
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", &b, want)
	}
	if len(r.Errors) != 1 || !strings.HasPrefix(r.Errors[0], "far\t1\tWien") {
		t.Errorf("errors %q", r.Errors)
	}
}

// TestTargets measures on the development data where it is.
func TestTargets(t *testing.T) {
	dir := os.Getenv("PARLEY_DATA")
	if dir == "" {
		t.Skip("set PARLEY_DATA to the folder of development data to measure")
	}
	for _, name := range []string{"TR-News.xml", "lgl.xml"} {
		docs, err := places.Load(filepath.Join(dir, "places", name))
		if err != nil {
			t.Fatal(err)
		}
		r, err := places.Run(docs)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		r.Table(&b)
		t.Logf("%s\n%s", name, &b)
		if r.Exact.F1() < 0.78 {
			t.Errorf("%s: exact F1 %.4f is below 0.78", name, r.Exact.F1())
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(sample)
	f.Add("<articles><article><text>é</text><toponyms><toponym><start>-1</start><end>9</end><phrase>é</phrase></toponym></toponyms></article></articles>")
	f.Fuzz(func(t *testing.T, s string) {
		docs, err := places.Parse(strings.NewReader(s))
		if err != nil {
			return
		}
		for _, d := range docs {
			for _, g := range d.Gold {
				if g.Start < 0 || g.End > len(d.Text) || g.Start >= g.End {
					t.Fatalf("toponym %+v in a text of %d bytes", g, len(d.Text))
				}
			}
		}
	})
}

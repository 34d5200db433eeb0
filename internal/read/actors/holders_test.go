package actors

import (
	"slices"
	"strings"
	"testing"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
)

func readIn(t *testing.T, text string, year int) *layer.Doc {
	t.Helper()
	d := &parley.Document{Text: text}
	d.Published.From.Year = year
	p, err := nlp.New()
	if err != nil {
		t.Fatal(err)
	}
	doc := &layer.Doc{Doc: p.Parse(d)}
	New().Read(doc)
	return doc
}

// TestHolders reads names whose side the text does not tell, in and out of
// office.
func TestHolders(t *testing.T) {
	for _, c := range []struct {
		text string
		year int
		want string
	}{
		{"Chancellor Angela Merkel met him.", 2015, "DEU"},
		{"Angela Merkel met him.", 2015, "DEU"},
		{"Angela Merkel met him.", 2040, ""},
		{"Angela Merkel met him.", 0, ""},
		{"Chancellor Merkel met him.", 2009, "DEU"},
		{"Chancellor Merkel met him.", 0, ""},                              // a surname wants a year
		{"Merkel met him.", 2009, ""},                                      // and a title
		{"Envoy Angela Merkel met him.", 2015, ""},                         // whoever sends an envoy
		{"Norwegian Foreign Minister Angela Merkel met him.", 2015, "NOR"}, // the text comes first
		{"Prime Minister Anna Berg met him.", 2015, ""},
	} {
		d := readIn(t, c.text, c.year)
		got := ""
		if len(d.People) > 0 {
			got = d.People[0].For
		}
		if got != c.want {
			t.Errorf("%d, %q: %q, want %q", c.year, c.text, got, c.want)
		}
	}
}

// TestHoldersBook asserts that the rows are in order and whole.
func TestHoldersBook(t *testing.T) {
	var names []string
	for line := range strings.Lines(holdersTSV) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 5 || len(f[1]) != 3 || f[2] > f[3] || f[4] == "" {
			t.Errorf("row %q", line)
		}
		names = append(names, f[0])
	}
	if len(names) < 1000 || !slices.IsSorted(names) {
		t.Errorf("%d names, sorted %v", len(names), slices.IsSorted(names))
	}
}

// TestHoldersGather reads a book from texts of our own.
func TestHoldersGather(t *testing.T) {
	h := NewHolders(New())
	add := func(text string, year int, sure bool, country string) {
		d := readIn(t, text, year)
		h.Add(d, year, sure, country)
	}
	add("Norwegian Foreign Minister Anna Berg met him.", 2015, false, "")
	add("Norwegian Prime Minister Anna Berg met him.", 2018, false, "")
	add("Chilean Foreign Minister Diego Soto met him.", 2018, false, "")                            // once
	add("President Okello of Uganda came on a visit.", 2001, true, "")                              // a record
	add("Met with Foreign Minister Luis Rojas.", 2001, true, "PER")                                 // the country of the journey
	add("Kenyan Foreign Minister Peter Mwangi met him.", 2018, false, "")                           // two sides
	add("Ugandan Foreign Minister Peter Mwangi met him.", 2018, false, "")                          //
	add("The Norwegian special envoy Tom Berg met Norwegian businessman Ola Ness.", 2018, true, "") // no ministers
	var out strings.Builder
	n, err := h.Write(&out)
	want := HoldersHeader + "anna berg\tNOR\t2015\t2018\tforeign minister, prime minister\nluis rojas\tPER\t2001\t2001\tforeign minister\nokello\tUGA\t2001\t2001\tpresident\n"
	if err != nil || out.String() != want || n != 3 {
		t.Errorf("%d rows, error %v:\n%s\nwant:\n%s", n, err, out.String(), want)
	}
}

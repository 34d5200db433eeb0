package story

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/text"
)

func document(t testing.TB, publisher, published, body string) *parley.Document {
	t.Helper()
	v, err := parley.ParseInterval(published)
	if err != nil {
		t.Fatal(err)
	}
	d := &parley.Document{Publisher: publisher, Published: v, Text: body, Blocks: text.Blocks(body)}
	d.ID = d.DocumentID()
	return d
}

const (
	lake = `Envoys of Norland and Sudria met on the lake island of Ruen on Tuesday and agreed to open the ferry line that has been shut since the autumn riots.
The ferry will sail twice a day from the first week of May, and customs officers of both sides will travel on board, the joint statement says.
Norland's envoy Edda Falk said that the line had carried ninety thousand people a year before it was closed.
Sudria's envoy Tomas Rell thanked the islanders, who had cooked for both delegations.`
	bridge = `A bridge over the Tolm gorge will be built by engineers of Karsk and Ostmark together, the two transport ministers said in Verra on Monday.
It is to carry a road and a railway, and the money comes from a fund that both have paid into since the flood.
Work begins when the snow melts, and the first lorries should cross in three years.`
)

func TestTrace(t *testing.T) {
	wire := document(t, "Reuters", "2026-04-07", "RUEN (Reuters) - "+lake)
	paper := document(t, "Island Post", "2026-04-08", "RUEN (Reuters) - "+lake)
	cut := document(t, "City Mirror", "2026-04-09", strings.Join(strings.Split(lake, "\n")[:2], "\n"))
	cites := document(t, "Hill Tribune", "2026-04-09", "The ferry between Norland and Sudria will sail again in May, Reuters reported from the island of Ruen, where the envoys Falk and Rell met.")
	other := document(t, "Verra Times", "2026-04-07", bridge)
	late := document(t, "Island Post", "2026-06-30", "RUEN (Reuters) - "+lake)
	docs := []*parley.Document{late, other, cites, cut, paper, wire}
	g := Trace(docs)
	for _, c := range []struct {
		doc   *parley.Document
		chain string
	}{
		{wire, ""},
		{paper, "copy Reuters"},
		{cut, "copy Reuters"},
		{cites, "cites Reuters"},
		{other, ""},
		{late, "credit Reuters"}, // too late to be a copy: a report of its own
	} {
		o := g.Origin(c.doc.ID)
		var hops []string
		for _, h := range o.Chain {
			hops = append(hops, fmt.Sprint(h.Relation, " ", h.Name))
			if err := h.Quote.Verify(c.doc); err != nil {
				t.Errorf("%s: %v", c.doc.Publisher, err)
			}
		}
		if got := strings.Join(hops, ", "); got != c.chain {
			t.Errorf("%s of %s: chain %q, want %q", c.doc.Publisher, c.doc.Published, got, c.chain)
		}
	}
	if a, b := g.Origin(late.ID), g.Origin(wire.ID); a.ID == b.ID {
		t.Error("a text of ten weeks later has the origin of the first one")
	}
	if o := g.Origin(parley.DigestOf(nil)); o.ID != "" {
		t.Errorf("a document that is not there has origin %+v", o)
	}
}

func TestClaimOrigin(t *testing.T) {
	const told = "The mayor of Ruen said on Wednesday that the quay was ready for the ferry and that he had paid for the paint himself.\n\nThe timetable is not settled.\n\nCustoms officers will travel on board, Axios reported on Tuesday."
	d := document(t, "Island Post", "2026-04-08", told)
	g := Trace([]*parley.Document{d})
	at := func(words string) parley.Span {
		i := strings.Index(told, words)
		return parley.Span{Start: i, End: i + len(words)}
	}
	if o := g.Claim(d.ID, at("quay")); o.ID != string(d.ID) {
		t.Errorf("what the paper found out itself has origin %+v", o)
	}
	if o := g.Claim(d.ID, at("Customs officers")); o.Name != "Axios" || len(o.Chain) != 1 || o.Chain[0].Quote.Quote != "Axios reported" {
		t.Errorf("what another outlet reported has origin %+v", o)
	}
}

// TestOrderOfArrival: any order of the documents gives the same graph.
func TestOrderOfArrival(t *testing.T) {
	var docs []*parley.Document
	for i, p := range []string{"Reuters", "Island Post", "City Mirror", "Hill Tribune", "", "Axios"} {
		day := fmt.Sprintf("2026-04-%02d", 7+i%3)
		lines := strings.Split(lake, "\n")
		docs = append(docs,
			document(t, p, day, "RUEN (Reuters) - "+lake),
			document(t, p, day, strings.Join(lines[:2+i%3], "\n")),
			document(t, p, "", bridge+strings.Repeat(" More is not known.", i)),
			document(t, p, day, "The ferry of Norland and Sudria will sail again in May, Axios reported, citing the Island Post."),
			document(t, p, day, fmt.Sprintf("The ferry of Norland and Sudria sails in %d days, a senior official who asked not to be named said: \"We have paint, we have men and we have time.\"", 20+i)),
		)
	}
	show := func(docs []*parley.Document) []string {
		g := Trace(docs)
		var out []string
		for _, id := range g.Documents() {
			o := g.Origin(id)
			out = append(out, fmt.Sprint(id.Short(), " ", o.ID, " ", o.CopyOf.Short(), " ", len(o.Chain)))
		}
		return out
	}
	want := show(docs)
	rapid.Check(t, func(t *rapid.T) {
		if diff := cmp.Diff(want, show(rapid.Permutation(docs).Draw(t, "docs"))); diff != "" {
			t.Fatal(diff)
		}
	})
	if doubled := show(append(slices.Clone(docs), docs...)); !slices.Equal(doubled, want) {
		t.Error("documents that come twice change the graph")
	}
}

func TestMinHashEstimatesJaccard(t *testing.T) {
	a, b := printOf(document(t, "", "", lake)), printOf(document(t, "", "", strings.Join(strings.Split(lake, "\n")[1:], "\n")))
	both := shared(a.set, b.set)
	want := float64(both) / float64(len(a.set)+len(b.set)-both)
	same := 0
	for i := range a.sketch {
		if a.sketch[i] == b.sketch[i] {
			same++
		}
	}
	if got := float64(same) / permutations; got < want-.15 || got > want+.15 {
		t.Errorf("sketches agree in %.2f of their rows, the texts in %.2f of their runs", got, want)
	}
}

func FuzzTrace(f *testing.F) {
	f.Add(lake, bridge, "Reuters")
	f.Add("“", "\"”“", "x")
	f.Fuzz(func(t *testing.T, a, b, publisher string) {
		one, two := document(t, publisher, "2026-04-07", a), document(t, publisher, "2026-04-08", b)
		g := Trace([]*parley.Document{one, two})
		for _, d := range []*parley.Document{one, two} {
			if o := g.Origin(d.ID); o.ID == "" || len(o.Chain) > 4 {
				t.Errorf("origin %+v", o)
			}
		}
	})
}

func BenchmarkTrace(b *testing.B) {
	var docs []*parley.Document
	for i := range 200 {
		docs = append(docs, document(b, "Paper", fmt.Sprintf("2026-04-%02d", 1+i%28), fmt.Sprintf("%s %d.\n%s", lake, i, bridge)))
	}
	b.ResetTimer()
	for range b.N {
		Trace(docs)
	}
	b.ReportMetric(float64(b.N*len(docs))/b.Elapsed().Seconds(), "docs/s")
}

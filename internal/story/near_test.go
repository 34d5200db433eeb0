package story

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/parley-register/parley"
)

// drawDay is a day of a short time, or none.
func drawDay(t *rapid.T) int {
	if rapid.IntRange(0, 9).Draw(t, "dated") == 0 {
		return noDay
	}
	return rapid.IntRange(100, 160).Draw(t, "day")
}

func drawTerms(t *rapid.T) []uint32 {
	terms := rapid.SliceOfN(rapid.Uint32Range(0, 12), 1, 6).Draw(t, "terms")
	slices.Sort(terms)
	return slices.Compact(terms)
}

// TestClosestReport compares the report that is found by days with the one that
// is found by looking at all that cite one: the first of those that are most
// alike.
func TestClosestReport(t *testing.T) {
	found := 0
	rapid.Check(t, func(t *rapid.T) {
		g := &Graph{called: map[string]citings{}, ofCountry: map[string]citings{}}
		for i := range rapid.IntRange(1, 6).Draw(t, "reports") {
			g.reports = append(g.reports, &node{id: fmt.Sprint("report ", i), name: "agency", country: []string{"", "XXX"}[i%2], at: i})
		}
		for range rapid.IntRange(0, 40).Draw(t, "members") {
			m := &node{day: drawDay(t), terms: drawTerms(t)}
			g.addMember(rapid.SampledFrom(g.reports).Draw(t, "report"), m)
		}
		n := &node{day: drawDay(t), terms: drawTerms(t)}
		if of := rapid.SampledFrom(g.reports).Draw(t, "own"); len(of.members) > 0 {
			n = of.members[0] // that it is one of them is no reason
		}
		naive := func(all []*node, enough float64) (best *node) {
			for _, r := range all {
				for _, m := range r.members {
					if m != n && (near(n, m, citeDays) || near(m, n, citeDays)) {
						if share := alike(n.terms, m.terms); share > enough {
							best, enough = r, share
						}
					}
				}
			}
			return best
		}
		ofCountry := slices.DeleteFunc(slices.Clone(g.reports), func(r *node) bool { return r.country == "" })
		for _, c := range []struct {
			in   citings
			want *node
		}{{g.called["agency"], naive(g.reports, .2)}, {g.ofCountry["XXX"], naive(ofCountry, .2)}} {
			got := c.in.closest(n, .2).report
			if got != c.want {
				t.Fatalf("found %v, want %v", got, c.want)
			}
			if got != nil {
				found++
			}
		}
	})
	if found < 10 {
		t.Errorf("only %d were found", found)
	}
}

// TestCandidates compares the texts that each is compared with, near its day,
// with those that looking at all gives.
func TestCandidates(t *testing.T) {
	found := 0
	rapid.Check(t, func(t *rapid.T) {
		var order []*node
		for i := range rapid.IntRange(2, 40).Draw(t, "documents") {
			s := &Signature{}
			for _, of := range []*[]uint64{&s.bands, &s.sample} {
				*of = rapid.SliceOfNDistinct(rapid.Uint64Range(0, 40), 0, 5, func(v uint64) uint64 { return v }).Draw(t, "parts")
			}
			d := &parley.Document{ID: parley.Digest(fmt.Sprintf("%064d", i)), URL: rapid.SampledFrom([]string{"", "https://a.example/1", "https://a.example/2", "https://b.example/1"}).Draw(t, "address")}
			order = append(order, &node{id: string(d.ID), doc: d, sign: s, day: drawDay(t)})
		}
		slices.SortStableFunc(order, func(a, b *node) int { return a.day - b.day })
		tracer := NewTracer()
		for range 2 { // the second time all is known
			g := &Graph{order: order, memory: tracer, byAddress: map[string][]int32{}}
			tracer.learn(order)
			g.byBand, g.byRun, g.hits = tracer.bands.empty(), tracer.runs.empty(), make([]uint8, len(order))
			for i, n := range order {
				var want []int
				for j, o := range order[:i] {
					runs := 0
					for _, x := range n.sign.sample {
						if slices.Contains(o.sign.sample, x) {
							runs++
						}
					}
					band := slices.ContainsFunc(n.sign.bands, func(x uint64) bool { return slices.Contains(o.sign.bands, x) })
					address := n.doc.URL != "" && plainAddress(n.doc.URL) == plainAddress(o.doc.URL)
					if (band || runs > 1 || address) && near(n, o, copyDays) {
						want = append(want, j)
					}
				}
				got := slices.DeleteFunc(g.candidates(i, n), func(j int) bool { return !near(n, order[j], copyDays) })
				if !slices.Equal(got, want) {
					t.Fatalf("document %d is compared with %v, want %v", i, got, want)
				}
				found += len(got)
			}
		}
	})
	if found < 10 {
		t.Errorf("only %d were found", found)
	}
}

package main

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/parley-register/parley"
)

// TestMatterExamples reads the example of each row of the table of talks that
// are known by what they are about, and wants its sides, as far as the example
// names them.
func TestMatterExamples(t *testing.T) {
	table, err := os.ReadFile("../../internal/read/meetings/data/matters.tsv")
	if err != nil {
		t.Fatal(err)
	}
	reader, err := newReader()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(table)) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(line, "#") || len(f) != 6 {
			continue
		}
		year, _, _ := strings.Cut(f[2], "-")
		if _, to, _ := strings.Cut(f[2], "-"); to != "" {
			year = to
		}
		if year == "" {
			year = "2020"
		}
		n, err := strconv.Atoi(year)
		if err != nil {
			t.Fatalf("%q: %v", f[3], err)
		}
		_, r := readOn(t, reader, f[5], parley.Date(n, 6, 3))
		want := strings.Split(f[0], "|")
		slices.Sort(want)
		if !slices.ContainsFunc(r.Meetings, func(m parley.Meeting) bool {
			var got []string
			for _, p := range m.Parties {
				got = append(got, p.Value)
			}
			return slices.Equal(got, want) || f[1] == "name" && len(got) >= 3 && !slices.ContainsFunc(got, func(c string) bool { return !slices.Contains(want, c) })
		}) {
			var got [][]string
			for _, m := range r.Meetings {
				var codes []string
				for _, p := range m.Parties {
					codes = append(codes, p.Value)
				}
				got = append(got, codes)
			}
			t.Errorf("%q (%s): meetings of %v, want one of %v", f[5], year, got, want)
		}
	}
}

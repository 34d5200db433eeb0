package main

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/parley-register/parley"
)

// TestCircumstances reads whether, when, where and how from whole sentences, with
// nothing given but their words and the day on which they were published.
func TestCircumstances(t *testing.T) {
	table, err := os.ReadFile("testdata/circumstances.tsv")
	if err != nil {
		t.Fatal(err)
	}
	reader, err := newReader()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(table)) {
		want, text, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		d, r := readOn(t, reader, text+"\n", parley.Date(2026, 3, 18))
		holds(t, d, r)
		if len(r.Meetings) != 1 {
			t.Errorf("%q: %d meetings", text, len(r.Meetings))
			continue
		}
		got := circumstances(&r.Meetings[0])
		for part := range strings.SplitSeq(want, ";") {
			key, value, _ := strings.Cut(part, "=")
			if got[key] != value {
				t.Errorf("%q: %s is %q, want %q", text, key, got[key], value)
			}
		}
	}
}

// circumstances are the parts of m that the table names, as it writes them.
func circumstances(m *parley.Meeting) map[string]string {
	got := map[string]string{"st": string(m.Status.Value)}
	if m.When != nil {
		if first, last, ok := m.When.Value.Bounds(); ok {
			got["d"] = first.Format("2006-01-02")
			if !last.Equal(first) {
				got["d"] += "/" + last.Format("2006-01-02")
			}
		}
	}
	if m.Where != nil {
		got["p"] = m.Where.Value.Name
	}
	if m.Ordinal != nil {
		got["ord"] = strconv.Itoa(m.Ordinal.Value)
	}
	if m.Level != nil {
		got["lv"] = string(m.Level.Value)
	}
	var formats []string
	for _, f := range m.Format {
		formats = append(formats, string(f.Value))
	}
	slices.Sort(formats)
	got["f"] = strings.Join(formats, ",")
	return got
}

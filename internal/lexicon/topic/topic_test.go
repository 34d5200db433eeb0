package topic

import (
	"slices"
	"strings"
	"testing"
)

func wordsOf(s string) []Word {
	var out []Word
	for w := range strings.FieldsSeq(s) {
		out = append(out, Word{w, w})
	}
	return out
}

// TestEveryPhraseIsFound runs every row of the table: a phrase by itself is
// found and has its topic.
func TestEveryPhraseIsFound(t *testing.T) {
	table, err := parse(data)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, entries := range table {
		for _, e := range entries {
			n++
			hits := Find(wordsOf(strings.Join(e.words, " ")))
			if !slices.ContainsFunc(hits, func(h Hit) bool { return h.Topic == e.topic && h.First == 0 && h.Last == len(e.words) }) {
				t.Errorf("%q has the topics %v, not %s", e.words, hits, e.topic)
			}
		}
	}
	if n < 500 {
		t.Errorf("only %d phrases", n)
	}
}

func TestEveryTopicHasWords(t *testing.T) {
	table, err := parse(data)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, entries := range table {
		for _, e := range entries {
			seen[e.topic] = true
		}
	}
	for _, topic := range All() {
		if !seen[topic] {
			t.Errorf("%s has no words", topic)
		}
	}
}

func TestFind(t *testing.T) {
	for s, want := range map[string]string{
		"the exchange of prisoner":        "prisoners",
		"border demarcation and a tariff": "borders",
		"free trade agreement":            "trade",
		"uranium enrichment":              "nuclear",
		"the weather":                     "",
		"counter-terrorism":               "terrorism",
		"arms - control talk":             "arms-control",
		"free-trade zone":                 "trade",
		"bilateral relation":              "diplomatic-relations",
		"nuclear power plant":             "energy",
		"water":                           "water",
	} {
		if got := Best(Find(wordsOf(s))); got != want {
			t.Errorf("%q is about %q, want %q", s, got, want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, line := range []string{"borders\tborder", "bordrs\t3\tborder", "borders\t4\tborder", "borders\t3\tborder;;x"} {
		if _, err := parse(line); err == nil {
			t.Errorf("%q is taken", line)
		}
	}
}

package origins

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
)

var set = filepath.Join("..", "..", "story", "testdata", "origins")

// TestSet holds the targets of the scorecard.
func TestSet(t *testing.T) {
	items, err := Read(set)
	if err != nil {
		t.Fatal(err)
	}
	r := Score(items)
	if r.Pairs.F1() < .98 || r.Chains.F1() < .90 {
		t.Errorf("pairs %.3f, chains %.3f; at least .98 and .90 are wanted:\n%s", r.Pairs.F1(), r.Chains.F1(), strings.Join(r.Wrong, "\n"))
	}
	for _, w := range r.Wrong {
		if strings.HasPrefix(w, "quote") {
			t.Error(w)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for name, s := range map[string]string{
		"no sentence":   "text a\nOne.\nitem x pub=P\na2\n",
		"no item":       "> A paragraph.\n",
		"unknown key":   "item x colour=red\n> A.\n",
		"unknown item":  "item x from=y\n> A.\n",
		"from itself":   "item x from=x\n> A.\n",
		"a circle":      "item x from=y\n> A.\nitem y from=x\n> B.\n",
		"an impossible": "item x day=2026-13-01\n> A.\n",
	} {
		if _, err := parse("f", strings.NewReader(s)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := Read(t.TempDir()); !errors.Is(err, ErrSet) {
		t.Errorf("an empty folder: %v", err)
	}
}

func TestScoreCanFail(t *testing.T) {
	items, err := parse("f", strings.NewReader("item x pub=A day=2026-01-01 from=y\n> One thing happened in the north of the country on that day, and nobody saw it.\nitem y pub=B day=2026-01-01\n> Another thing was told in the south, where the harbour is, by people who had been there.\n"))
	if err != nil {
		t.Fatal(err)
	}
	if r := Score(items); r.Pairs.F1() != 0 || r.Chains.F1() != 0 || len(r.Wrong) != 2 {
		t.Errorf("texts that nothing connects score %+v", r)
	}
}

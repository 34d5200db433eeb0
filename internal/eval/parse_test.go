package eval

import (
	"errors"
	"strings"
	"testing"

	"github.com/parley-register/parley/internal/nlp/conllu"
)

func read(t *testing.T, s string) []*conllu.Sentence {
	t.Helper()
	var b strings.Builder
	for line := range strings.Lines(s) {
		f := strings.Fields(line)
		if len(f) == 2 {
			f = append(f, "_", "_", "_", "_", "_") // a multiword token
		}
		if len(f) == 7 {
			b.WriteString(strings.Join([]string{f[0], f[1], f[2], f[3], f[4], "_", f[5], f[6], "_", "_"}, "\t"))
		}
		b.WriteString("\n")
	}
	out, err := conllu.ReadAll(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

const gold = `1 They they PRON PRP 3 nsubj
2-3 don't
2 do do AUX VBP 4 aux
3 n't not PART RB 4 advmod
4 go go VERB VB 0 root

1 No no INTJ UH 0 root
2 . . PUNCT . 1 punct
`

func TestParseItself(t *testing.T) {
	g := read(t, gold)
	r, err := Parse(g, g)
	if err != nil {
		t.Fatal(err)
	}
	for name, s := range map[string]Score{"tokens": r.Tokens, "sentences": r.Sentences, "words": r.Words, "upos": r.UPOS, "lemmas": r.Lemmas, "uas": r.UAS, "las": r.LAS} {
		if s.F1() != 1 || s.Gold == 0 {
			t.Errorf("%s: %+v", name, s)
		}
	}
}

func TestParseScores(t *testing.T) {
	// the contraction is not split, one sentence end is missed, one head and one tag are wrong
	system := read(t, `1 They they PRON PRP 3 nsubj
2 don't don't VERB VB 3 aux
3 go go NOUN NN 0 root:x
4 No no INTJ UH 3 dep
5 . . PUNCT . 3 punct
`)
	r, err := Parse(read(t, gold), system)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][2]Score{
		"tokens":    {r.Tokens, {Gold: 5, System: 5, Correct: 5}},
		"sentences": {r.Sentences, {Gold: 2, System: 1, Correct: 0}},
		"words":     {r.Words, {Gold: 6, System: 5, Correct: 4}},
		"upos":      {r.UPOS, {Gold: 6, System: 5, Correct: 3}},
		"uas":       {r.UAS, {Gold: 6, System: 5, Correct: 1}}, // go alone: the heads of "They", "No" and "." differ
		"las":       {r.LAS, {Gold: 6, System: 5, Correct: 1}}, // root:x counts as root
	}
	for name, w := range want {
		if w[0] != w[1] {
			t.Errorf("%s: %+v, want %+v", name, w[0], w[1])
		}
	}
}

func TestParseOtherText(t *testing.T) {
	if _, err := Parse(read(t, gold), read(t, "1 They they PRON PRP 0 root\n")); !errors.Is(err, ErrTexts) {
		t.Errorf("got %v", err)
	}
}

func TestNameScore(t *testing.T) {
	var s NameScore
	s.Add([]Named{{0, 2, "PER"}, {3, 4, "GPE"}}, []Named{{0, 2, "PER"}, {3, 4, "GOV"}, {5, 6, "PER"}})
	if got := s.Type("PER"); got != (Score{Gold: 1, System: 2, Correct: 1}) {
		t.Errorf("PER %+v", got)
	}
	if got := s.All(); got != (Score{Gold: 2, System: 3, Correct: 1}) {
		t.Errorf("all %+v", got)
	}
	if got := s.Spans(); got != (Score{Gold: 2, System: 3, Correct: 2}) {
		t.Errorf("spans %+v", got)
	}
}

func FuzzNameGold(f *testing.F) {
	f.Add(`{"id": "a", "text": "éa", "spans": [[0, 1, "PER"]]}`)
	f.Add("1\tA\tB-PER\n2\tB\tI-PER\n\n")
	f.Fuzz(func(t *testing.T, s string) {
		a, _ := ReadMarkedNames(strings.NewReader(s))
		b, _ := ReadIOB2(strings.NewReader(s))
		for _, x := range append(a, b...) {
			for _, n := range x.Names {
				if n.First < 0 || n.Last < n.First || n.Last > len(x.Doc.Source.Text) {
					t.Fatalf("%+v in %q", n, x.Doc.Source.Text)
				}
			}
		}
	})
}

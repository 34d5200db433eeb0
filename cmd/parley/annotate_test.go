package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/parley-register/parley/internal/export/annotate"
)

// runOn runs a command line on standard input and returns what it prints.
func runOn(t *testing.T, in string, args ...string) (code int, out, err string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	a := &app{in: strings.NewReader(in), out: &stdout, err: &stderr, env: func(string) string { return "" }}
	code = a.run(t.Context(), args)
	return code, stdout.String(), stderr.String()
}

const annotateArticle = "Envoys meet in Oslo\n\nOSLO, May 3 — Foreign Minister Karin Solberg 🕊 didn't agree. “We will go on,” said Solberg.\n"

func TestAnnotateJSON(t *testing.T) {
	for unit, length := range map[string]func(string) int{
		"bytes":      func(s string) int { return len(s) },
		"codepoints": func(s string) int { return len([]rune(s)) },
		"utf16": func(s string) (n int) {
			for _, r := range s {
				n++
				if r > 0xffff {
					n++
				}
			}
			return n
		},
	} {
		code, out, errs := runOn(t, annotateArticle, "annotate", "-", "--offsets", unit, "--published", "2026-05-04")
		if code != exitOK {
			t.Fatalf("%s: exit %d: %s", unit, code, errs)
		}
		var d annotate.Document
		if err := json.Unmarshal([]byte(out), &d); err != nil {
			t.Fatal(err)
		}
		if d.Published != "2026-05-04" || len(d.Sentences) != 3 || d.Names == nil || d.Events == nil {
			t.Errorf("%s: published %q, %d sentences", unit, d.Published, len(d.Sentences))
		}
		cut := func(from, to int) string {
			for i := range len(d.Text) + 1 {
				if length(d.Text[:i]) == from && (i == len(d.Text) || utf8.RuneStart(d.Text[i])) {
					for j := i; j <= len(d.Text); j++ {
						if length(d.Text[:j]) == to && (j == len(d.Text) || utf8.RuneStart(d.Text[j])) {
							return d.Text[i:j]
						}
					}
				}
			}
			return ""
		}
		for _, tok := range d.Tokens {
			if got := cut(tok.Start, tok.End); got != tok.Form {
				t.Errorf("%s: token %q is at %q", unit, tok.Form, got)
			}
		}
		var people []string
		for _, n := range *d.Names {
			if n.Type == "PER" {
				people = append(people, cut(n.Start, n.End))
			}
		}
		if len(people) != 2 || people[1] != "Solberg" {
			t.Errorf("%s: people %q", unit, people)
		}
	}
}

// TestAnnotateEvents: offsets of events count what the others count.
func TestAnnotateEvents(t *testing.T) {
	code, out, errs := runOn(t, "Señor Ruiz 🕊 spoke. Norway condemned the Danish attack on Oslo.\n", "annotate", "-", "--published", "2026-05-04")
	if code != exitOK {
		t.Fatalf("exit %d: %s", code, errs)
	}
	var d annotate.Document
	if err := json.Unmarshal([]byte(out), &d); err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(*d.Events, func(e annotate.Event) bool { return e.Root == "ACCUSE" })
	if i < 0 {
		t.Fatalf("events %+v", *d.Events)
	}
	e := (*d.Events)[i]
	if got := string([]rune(d.Text)[e.Trigger[0]:e.Trigger[1]]); got != "condemned" || e.Words != got || e.CAMEO != "111" || e.Sent != 1 {
		t.Errorf("words %q, event %+v", got, e)
	}
	if !slices.Equal(e.Source, []string{"NOR"}) || !slices.Equal(e.Target, []string{"DNK"}) {
		t.Errorf("%v to %v", e.Source, e.Target)
	}
}

const goldFile = `# newdoc id = one
# text = They don't agree.
1	They	they	PRON	PRP	_	4	nsubj	_	_
2-3	don't	_	_	_	_	_	_	_	_
2	do	do	AUX	VBP	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	agree	agree	VERB	VB	_	0	root	_	SpaceAfter=No
5	.	.	PUNCT	.	_	4	punct	_	_

# newdoc id = two
# text = Karin Solberg met envoys.
1	Karin	Karin	PROPN	NNP	_	3	nsubj	_	_
2	Solberg	Solberg	PROPN	NNP	_	1	flat	_	_
3	met	meet	VERB	VBD	_	0	root	_	_
4	envoys	envoy	NOUN	NNS	_	3	obj	_	SpaceAfter=No
5	.	.	PUNCT	.	_	3	punct	_	_

`

func write(t *testing.T, name, content string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestAnnotateCoNLLU(t *testing.T) {
	code, out, errs := runOn(t, annotateArticle, "annotate", "-", "--format", "conllu")
	for _, want := range []string{"# newdoc id = ", "# newpar\n# sent_id = ", "-3\n# text = “We will go on,” said Solberg.\n", "\tdidn't\t_\t"} {
		if code != exitOK || !strings.Contains(out, want) {
			t.Errorf("exit %d: %s: no %q in\n%s", code, errs, want, out)
		}
	}
	file := write(t, "gold.conllu", goldFile)
	code, out, errs = runOn(t, "", "annotate", file, "--input", "conllu", "--format", "conllu")
	if code != exitOK {
		t.Fatalf("exit %d: %s", code, errs)
	}
	for _, want := range []string{"# newdoc id = two\n", "\n2-3\tdon't\t_", "\n3\tmet\tmeet\tVERB\tVBD\t", "Name=B-PER", "Name=I-PER", "\tSpaceAfter=No\n"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	code, out, _ = runOn(t, "", "annotate", file, "--input", "conllu")
	if code != exitOK || strings.Count(out, "\n") != 2 || !strings.Contains(out, `"id":"two"`) {
		t.Errorf("exit %d:\n%s", code, out)
	}
	if code, _, _ := runOn(t, "", "annotate", file, "--input", "xml"); code != exitUsage {
		t.Errorf("--input xml: exit %d", code)
	}
}

func TestEvalParse(t *testing.T) {
	file := write(t, "gold.conllu", goldFile)
	code, out, errs := runOn(t, "", "eval", "parse", file, "--gold-tokens", "--json")
	if code != exitOK {
		t.Fatalf("exit %d: %s", code, errs)
	}
	var score struct {
		Words, UPOS, Lemmas struct{ Gold, System, Correct int }
	}
	if err := json.Unmarshal([]byte(out), &score); err != nil {
		t.Fatal(err)
	}
	if score.Words.Correct != 10 || score.UPOS.Correct < 9 || score.Lemmas.Correct < 9 {
		t.Errorf("%+v", score)
	}
	code, out, _ = runOn(t, "", "eval", "sentences", file, "--document", "two")
	if code != exitOK || !strings.Contains(out, "Sentences     100.00  100.00  100.00     1") {
		t.Errorf("exit %d:\n%s", code, out)
	}
	if code, _, _ := runOn(t, "", "eval", "parse", file, "--document", "three"); code != exitNotFound {
		t.Errorf("no document: exit %d", code)
	}
}

func TestEvalNames(t *testing.T) {
	fine := write(t, "names.jsonl", `{"id": "a", "text": "“Yes”, said Karin Solberg in Oslo.", "spans": [[12, 25, "PER"], [29, 33, "GPE"]]}`+"\n")
	code, out, errs := runOn(t, "", "eval", "names", fine)
	if code != exitOK || !strings.Contains(out, "all      100.0   100.0  100.0     2") {
		t.Errorf("exit %d: %s\n%s", code, errs, out)
	}
	coarse := write(t, "names.iob2", "# sent_id = 1\n1\tKarin\tB-PER\n2\tSolberg\tI-PER\n3\tleft\tO\n4\tRussia\tB-LOC\n5\t.\tO\n")
	code, out, errs = runOn(t, "", "eval", "names", coarse)
	if code != exitOK || !strings.Contains(out, "all      100.0   100.0  100.0     2") {
		t.Errorf("exit %d: %s\n%s", code, errs, out)
	}
	if code, _, errs := runOn(t, "", "eval", "names", write(t, "bad.jsonl", `{"id": "a", "text": "x", "spans": [[0, 9, "PER"]]}`)); code != exitError || !strings.Contains(errs, "line 1") {
		t.Errorf("span outside: exit %d: %s", code, errs)
	}
}

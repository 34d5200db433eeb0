package quotes

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
	"github.com/parley-register/parley/internal/read/quotes"
)

func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

const (
	text = "Zoë said “talks are over”. She left.\r\nTwo aides agreed."
	ann  = "T1\tSource 0 3\tZoë\nT2\tCue 4 8\tsaid\nT3\tContent 9 25\t…\nE1\tCue:T2 Source:T1 Content:T3\n" +
		"T4\tSource 37 46\tTwo aides\nT5\tCue 47 53\tagreed\nE2\tCue:T5 Source:T4\nA1\tno-source E1\n"
)

func TestRead(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"text/a.txt": text, "text/b.txt": "no gold", "attributions/a_b.ann": ann, "attributions/a_c.ann": "T1\tSource 1 2\tx"})
	got, err := Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	want := []Article{{
		Name: "a", Text: strings.ReplaceAll(text, "\r\n", "\n"),
		Gold: []Relation{{Source: []Range{{0, 3}}, Cue: []Range{{4, 8}}, Content: []Range{{9, 25}}}},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if _, err := Read(t.TempDir()); err == nil || !strings.Contains(err.Error(), "attributions") {
		t.Errorf("an empty folder gives %v, want an error that says what is missing", err)
	}
}

func TestScore(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"text/a.txt": text, "attributions/a_b.ann": ann})
	articles, err := Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	score := func(r ...Relation) Result {
		return Score(articles, func(*Article) []Relation { return r })
	}
	gold := articles[0].Gold[0]
	if res := score(gold); res.Relations[1] != (Count{1, 1, 1}) || res.Sources[1].Right != 1 || res.Direct != (Count{Right: 1, Gold: 1}) {
		t.Errorf("gold against itself scores %+v", res)
	}
	other := gold
	other.Source = []Range{{27, 30}}
	other.Content = []Range{{10, 15}, {24, 36}} // of the 6 tokens of the gold 2, and 3 more
	if res := score(other); res.Relations[0].Right != 0 || res.Sources[0].Gold != 0 {
		t.Errorf("a content that shares two of nine tokens scores %+v", res)
	}
	other.Content = []Range{{10, 19}} // 2 of 5
	if res := score(other); res.Relations[0].Right != 1 || res.Relations[1].Right != 0 || res.Sources[0] != (Count{Right: 0, Gold: 1}) {
		t.Errorf("a content that shares a third scores %+v", res)
	}
	if res := score(); res.Relations[1] != (Count{0, 0, 1}) || len(res.Missed) != 1 {
		t.Errorf("nothing scores %+v", res)
	}
	if res := score(gold, gold); res.Relations[1] != (Count{1, 2, 1}) || len(res.Invented) != 1 {
		t.Errorf("the same twice scores %+v", res)
	}
}

// TestAgreesWithScript compares with the gold's own script, where PARLEY_DATA
// names the folder that holds claims/tools/score_polnear.py and
// claims/polnear/dev.
func TestAgreesWithScript(t *testing.T) {
	data := os.Getenv("PARLEY_DATA")
	if data == "" {
		t.Skip("PARLEY_DATA is not set")
	}
	articles, err := Read(filepath.Join(data, "claims", "polnear", "dev"))
	if err != nil {
		t.Fatal(err)
	}
	st, err := quotes.New()
	if err != nil {
		t.Fatal(err)
	}
	m, err := nlp.New()
	if err != nil {
		t.Fatal(err)
	}
	var lines bytes.Buffer
	enc := json.NewEncoder(&lines)
	res := Score(articles, func(a *Article) []Relation {
		d := &layer.Doc{Doc: m.Parse(&parley.Document{Text: a.Text})}
		st.Read(d)
		r := Relations(d)
		if err := enc.Encode(Prediction{Doc: a.Name, Attributions: r}); err != nil {
			t.Fatal(err)
		}
		return r
	})
	file := filepath.Join(t.TempDir(), "found.jsonl")
	if err := os.WriteFile(file, lines.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	want, err := exec.Command("python3", filepath.Join(data, "claims", "tools", "score_polnear.py"), "dev", file).Output()
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := res.Print(&b); err != nil {
		t.Fatal(err)
	}
	_, got, _ := strings.Cut(b.String(), "\n")
	if g, w := figures(got), figures(string(want)); g != w {
		t.Errorf("the figures differ:\n%s\n%s", g, w)
	}
}

// figures leaves the first six lines as they are and strips the last of the
// script's notation.
func figures(s string) string {
	return strings.NewReplacer("{", "", "}", "", "'", "", ":", "").Replace(s)
}

func FuzzParse(f *testing.F) {
	f.Add(ann)
	f.Add("T1\tSource 5 2;x\nE1\tCue:T1 Content:T1")
	f.Fuzz(func(t *testing.T, s string) {
		a := Article{Text: text, Gold: parse(s)}
		Score([]Article{a}, func(*Article) []Relation { return a.Gold })
	})
}

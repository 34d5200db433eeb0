package times_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/parley-register/parley/internal/eval/times"
	"github.com/parley-register/parley/internal/nlp"
	reader "github.com/parley-register/parley/internal/read/times"
)

const sample = `<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2025-02-20">x</TIMEX3></DCT>
<TEXT>The envoys met on <TIMEX3 tid="t1" type="DATE" value="2025-02-18">Tuesday</TIMEX3> &amp; spoke for <TIMEX3 tid="t2" type="DURATION" value="PT5H">five hours</TIMEX3>.
They will meet <TIMEX3 tid="t3" type="DATE" value="FUTURE_REF">some day</TIMEX3> in <TIMEX3 tid="t4" type="DATE" value="2024">May</TIMEX3>.</TEXT></TimeML>`

func TestScores(t *testing.T) {
	d := times.Parse(sample)
	d.Name = "sample"
	if len(d.Gold) != 4 || d.Created != "2025-02-20" || d.Text[d.Gold[1].Start:d.Gold[1].End] != "five hours" {
		t.Fatalf("parsed %+v", d)
	}
	r, err := times.Run([]times.Document{d})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	r.Table(&b)
	want := "documents 1, gold 4, found 4\n" +
		"relaxed  P 100.00 R 100.00 F1 100.00\n" +
		"strict   P 100.00 R 100.00 F1 100.00\n" +
		"type     P 100.00 R 100.00 F1 100.00\n" +
		"value    P 75.00 R 75.00 F1 75.00\n"
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", &b, want)
	}
	if len(r.Errors) != 1 || r.Errors[0].Kind != "value" || r.Errors[0].GoldText != "May" {
		t.Errorf("errors %+v", r.Errors)
	}
}

// TestSameAsScript compares with the script that comes with the data.
func TestSameAsScript(t *testing.T) {
	data := os.Getenv("PARLEY_DATA")
	if data == "" {
		t.Skip("set PARLEY_DATA to the folder of development data to measure")
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3 to run the script with")
	}
	parser, err := nlp.New()
	if err != nil {
		t.Fatal(err)
	}
	stage := reader.New()
	for _, folder := range []string{"TimeBank", "AQUAINT"} {
		dir := filepath.Join(data, "times", "TBAQ-cleaned", folder)
		docs, err := times.Load(dir)
		if err != nil {
			t.Fatal(err)
		}
		var r times.Result
		var predictions bytes.Buffer
		for i := range docs {
			found := times.Read(parser, stage, &docs[i])
			r.Add(&docs[i], found)
			type timex struct {
				Start int    `json:"start"`
				End   int    `json:"end"`
				Type  string `json:"type"`
				Value string `json:"value"`
			}
			out := struct {
				Doc     string  `json:"doc"`
				Timexes []timex `json:"timexes"`
			}{Doc: docs[i].Name, Timexes: []timex{}}
			for _, f := range found {
				runes := func(n int) int { return utf8.RuneCountInString(docs[i].Text[:n]) }
				out.Timexes = append(out.Timexes, timex{runes(f.Start), runes(f.End), f.Type, f.Value})
			}
			b, err := json.Marshal(out)
			if err != nil {
				t.Fatal(err)
			}
			predictions.Write(append(b, '\n'))
		}
		file := filepath.Join(t.TempDir(), "predictions.jsonl")
		if err := os.WriteFile(file, predictions.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		printed, err := exec.Command(python, filepath.Join(data, "times", "tools", "score.py"), dir, file).CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, printed)
		}
		var ours bytes.Buffer
		r.Table(&ours)
		_, theirs, _ := strings.Cut(string(printed), "\n")
		_, mine, _ := strings.Cut(ours.String(), "\n")
		if a, b := strings.Join(strings.Fields(theirs), " "), strings.Join(strings.Fields(mine), " "); a != b {
			t.Errorf("%s: the script has\n%s\nthis package\n%s", folder, theirs, mine)
		}
		t.Logf("%s\n%s", folder, &ours)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(sample)
	f.Add("<TEXT><TIMEX3 type=\"DATE\"></TIMEX3></TIMEX3><TIMEX3/>&amp;&#x41;\xff</TEXT>")
	f.Fuzz(func(t *testing.T, s string) {
		d := times.Parse(s)
		for _, g := range d.Gold {
			if g.Start < 0 || g.End < g.Start || g.End > len(d.Text) {
				t.Fatalf("%+v in a text of %d bytes", g, len(d.Text))
			}
		}
	})
}

package lexicon

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"
)

func TestCodeIn(t *testing.T) {
	for phrase, want := range map[string]string{
		"four Saudi men": "SAU", "the UN special envoy for Yemen": "UNO", "members of Hamas": "Hamas", "gunmen": "",
		"the Japanese Foreign Ministry": "JPN", "a State Department official": "USA", "turkey farmers": "",
	} {
		if got := Shared().CodeIn(phrase); got != want {
			t.Errorf("%q: %s, want %s", phrase, got, want)
		}
	}
}

// TestActorPhrases measures CodeIn on a file of actor phrases with the state
// expected, given in PARLEY_PHRASES. It is skipped when that is not set.
func TestActorPhrases(t *testing.T) {
	path := os.Getenv("PARLEY_PHRASES")
	if path == "" {
		t.Skip("set PARLEY_PHRASES to a file of phrases, one JSON object a line")
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	l := Shared()
	var right, silent, wrong int
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var p struct {
			Input  string
			Expect struct{ Country, CC *string }
		}
		if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		want := p.Expect.Country
		if want == nil {
			want = p.Expect.CC
		}
		if want == nil {
			continue
		}
		got := l.CodeIn(p.Input)
		if e, ok := l.Code(got); ok && e.Kind == Group && !l.IsState(got) {
			got = e.Class // the phrases expect the state of a group
		}
		switch {
		case got == *want:
			right++
		case got == "":
			silent++
			t.Logf("silent: %q, want %s", p.Input, *want)
		default:
			wrong++
			t.Logf("wrong: %q: %s, want %q", p.Input, got, *want)
		}
	}
	t.Logf("right %d, silent %d, wrong %d", right, silent, wrong)
}

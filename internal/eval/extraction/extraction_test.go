package extraction

import (
	"encoding/json"
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestShared(t *testing.T) {
	for _, c := range []struct {
		got, want         string
		precision, recall float64
	}{
		{"one two three four five", "one two three four five", 1, 1},
		{"one two three four", "one two three four five", 1, .5},
		{"zero one two three four", "one two three four", .5, 1},
		{"", "one two three four", 0, 0},
		{"six seven eight nine", "one two three four", 0, 0},
		{"a b c d a b c d", "a b c d", .2, 1},
	} {
		p, r := shared(c.got, c.want)
		if math.Abs(p-c.precision) > 1e-9 || math.Abs(r-c.recall) > 1e-9 {
			t.Errorf("shared(%q, %q) = %v, %v, want %v, %v", c.got, c.want, p, r, c.precision, c.recall)
		}
	}
}

func TestRun(t *testing.T) {
	dir := t.TempDir()
	if _, err := Run(dir, dir, time.Now()); !errors.Is(err, ErrNoGold) {
		t.Errorf("an empty folder gave %v, want ErrNoGold", err)
	}
	body := strings.Repeat("The two delegations met in the old town hall on Monday and agreed to meet again in spring. ", 8)
	gold, err := json.Marshal(map[string]Gold{
		"wire/a": {Text: body, Title: "Talks go on", Date: "2026-02-01", URL: "https://wire.example.org/a"},
		"wire/b": {Text: body, Title: "Another title", Date: "2026-02-02", URL: "https://wire.example.org/b"},
	})
	if err != nil {
		t.Fatal(err)
	}
	page := `<html><head><title>Talks go on</title><meta property="article:published_time" content="2026-02-01"></head><body><article><h1>Talks go on</h1><p>` + body + `</p></article></body></html>`
	for name, content := range map[string]string{"gold.json": string(gold), "wire__a.html": page, "wire__b.html": page} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r, err := Run(dir, dir, time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	s := r.Summary()
	if s.Pages != 2 || s.Failed != 0 || s.F1 < .99 || s.Title != .5 || s.Date != .5 {
		t.Errorf("summary %+v", s)
	}
}

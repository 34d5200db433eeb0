package source

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestLocalBadInput(t *testing.T) {
	dir := t.TempDir()
	write := func(name, body string) string {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	l := &Local{Now: time.Now, Stdin: strings.NewReader("  \n")}
	for _, c := range []struct {
		path string
		want error
	}{
		{write("empty.txt", ""), ErrEmpty},
		{write("blank.html", " \n\t "), ErrEmpty},
		{write("picture.png", "x"), ErrKind},
		{write("long.txt", strings.Repeat("x", MaxText+1)), ErrTooLong},
		{write("long.html", strings.Repeat("x", MaxHTML+1)), ErrTooLong},
		{write("empty.warc.gz", ""), ErrEmpty},
		{filepath.Join(dir, "missing.txt"), os.ErrNotExist},
		{"https://wire.example.org/", nil},
		{"-", nil},
	} {
		n := 0
		for in, err := range l.Open(context.Background(), []string{c.path}) {
			n++
			var e *Error
			if err == nil || !errors.As(err, &e) || c.want != nil && !errors.Is(err, c.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("%s: %+v, error %v, want one sentence that wraps %v", c.path, in.Name, err, c.want)
			}
		}
		if n != 1 {
			t.Errorf("%s gives %d results, want 1", c.path, n)
		}
	}
}

func TestLocalFolder(t *testing.T) {
	dir := t.TempDir()
	for name, body := range map[string]string{
		"b.txt": "Second.", "a.md": "# First", "c/d.jsonl": `{"text":"One."}` + "\n\n" + strings.Repeat("x", MaxText+1) + "\n" + `{"text":"Three."}`,
		".hidden.txt": "x", "meta.jsonl": "x", "picture.png": "x",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	l := &Local{Now: time.Now, Meta: map[string]Meta{"b": {Publisher: "Wire", Title: "T"}}, Given: Meta{Title: "Given"}}
	var got []string
	for in, err := range l.Open(context.Background(), []string{dir}) {
		if err != nil {
			got = append(got, fmt.Sprint("error ", errors.Is(err, ErrTooLong)))
			continue
		}
		got = append(got, fmt.Sprint(in.Kind, " ", in.Name, " ", in.Meta.Publisher, " ", in.Meta.Title))
	}
	want := "markdown a  Given|text b Wire Given|record d-1  Given|error true|record d-4  Given"
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("inputs\n%s, want\n%s", s, want)
	}
}

func FuzzLines(f *testing.F) {
	f.Add("{\"text\":\"a\"}\n\n{}")
	f.Fuzz(func(t *testing.T, s string) {
		l := &Local{Now: time.Now, Stdin: strings.NewReader("{" + s)}
		n := 0
		for in, err := range l.Open(context.Background(), []string{"-"}) {
			if n++; err == nil && len(in.Capture.Body) == 0 {
				t.Error("an input without bytes")
			}
		}
		if n > len(s)+2 {
			t.Errorf("%d inputs of %d bytes", n, len(s))
		}
	})
}

func FuzzMeta(f *testing.F) {
	f.Add(`{"file":"a.txt","published":"2026-02-01"}`)
	f.Fuzz(func(t *testing.T, s string) {
		if m, err := DecodeMeta("meta", strings.NewReader(s)); err == nil && m == nil {
			t.Error("neither metas nor an error")
		}
	})
}

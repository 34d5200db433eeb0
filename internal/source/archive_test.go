package source

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/source/warc"
)

func openAll(t *testing.T, name string, file []byte) (got []Input, failed []error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	l := &Local{Now: func() time.Time { return time.Date(2026, 3, 10, 0, 0, 0, 0, time.UTC) }, Given: Meta{Publisher: "Northern Wire"}}
	for in, err := range l.Open(context.Background(), []string{path}) {
		if err != nil {
			failed = append(failed, err)
			continue
		}
		got = append(got, in)
	}
	return got, failed
}

func TestZip(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range [][2]string{{"a.txt", "The ministers met."}, {"dir/b.html", "<p>They spoke.</p>"}, {"c.jsonl", "{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n"}, {"picture.png", "x"}, {"empty.txt", ""}, {"__MACOSX/._a.txt", "x"}, {"m.eml", "Subject: x\r\n\r\nThey met."}} {
		w, err := z.Create(f[0])
		if err != nil {
			t.Fatal(err)
		}
		_, _ = w.Write([]byte(f[1]))
	}
	z.Close()
	got, failed := openAll(t, "news.zip", b.Bytes())
	var names []string
	for _, in := range got {
		names = append(names, string(in.Kind)+":"+in.Name)
		if in.Meta.Publisher != "Northern Wire" || in.Capture.Digest != parley.DigestOf(in.Capture.Body) {
			t.Errorf("input %+v", in)
		}
	}
	if s := strings.Join(names, " "); s != "text:a html:b record:c-1 record:c-2 mail:m" || len(failed) != 1 || !errors.Is(failed[0], ErrEmpty) {
		t.Errorf("inputs %q, failures %v", s, failed)
	}
	if _, failed := openAll(t, "cut.zip", b.Bytes()[:b.Len()/2]); len(failed) != 1 {
		t.Errorf("a zip cut short: %v", failed)
	}
}

func TestTar(t *testing.T) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	w := tar.NewWriter(z)
	for _, f := range [][2]string{{"a.txt", "The ministers met."}, {"dir/b.md", "# Talks\n\nThey spoke."}} {
		if err := w.WriteHeader(&tar.Header{Name: f[0], Size: int64(len(f[1])), Mode: 0o600}); err != nil {
			t.Fatal(err)
		}
		_, _ = w.Write([]byte(f[1]))
	}
	w.Close()
	z.Close()
	got, failed := openAll(t, "news.tar.gz", b.Bytes())
	if len(got) != 2 || got[1].Kind != Markdown || len(failed) != 0 {
		t.Errorf("inputs %+v, failures %v", got, failed)
	}
	if got, failed := openAll(t, "cut.tgz", b.Bytes()[:b.Len()-30]); len(failed) == 0 {
		t.Errorf("a tar cut short: %d inputs, %v", len(got), failed)
	}
}

func TestZipBomb(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	zeros := bytes.Repeat([]byte("word "), 1<<19)
	for range 40 {
		w, err := z.Create("a.txt")
		if err != nil {
			t.Fatal(err)
		}
		_, _ = w.Write(zeros)
	}
	z.Close()
	got, failed := openAll(t, "bomb.zip", b.Bytes())
	if len(got) > 38 || len(failed) != 1 || !errors.Is(failed[len(failed)-1], ErrBomb) {
		t.Errorf("%d inputs, %d failures, last %v", len(got), len(failed), failed)
	}
}

func TestWARC(t *testing.T) {
	var b bytes.Buffer
	w, err := warc.NewWriter(&b, "parley")
	if err != nil {
		t.Fatal(err)
	}
	then := time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC)
	for _, c := range []parley.Capture{
		{URL: "https://wire.example.org/world/oslo.html", ContentType: "text/html", Fetched: then, Body: []byte("<html><p>They met.</p>")},
		{URL: "https://wire.example.org/logo.png", ContentType: "image/png", Fetched: then, Body: []byte("\x89PNG")},
		{URL: "https://wire.example.org/robots.txt", ContentType: "text/plain", Fetched: then, Body: []byte("User-agent: *")},
	} {
		if err := w.Write(&c); err != nil {
			t.Fatal(err)
		}
	}
	got, failed := openAll(t, "crawl.warc.gz", b.Bytes())
	if len(got) != 1 || len(failed) != 0 || got[0].Name != "oslo" || !got[0].Capture.Fetched.Equal(then) || got[0].Capture.URL != "https://wire.example.org/world/oslo.html" {
		t.Errorf("inputs %+v, failures %v", got, failed)
	}
	broken := bytes.Clone(b.Bytes())
	broken[len(broken)-10] ^= 0xff
	if got, failed := openAll(t, "crawl.warc.gz", broken); len(got) != 1 || len(failed) != 1 || !strings.Contains(failed[0].Error(), "crawl.warc.gz@") {
		t.Errorf("a damaged record: %d inputs, %v", len(got), failed)
	}
}

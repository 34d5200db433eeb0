package warc

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"github.com/parley-register/parley"
)

// archive makes a WARC file of n responses and says where each record starts.
func archive(t testing.TB, n int, zipped bool) (file []byte, starts []int) {
	t.Helper()
	var out bytes.Buffer
	for i := range n {
		starts = append(starts, out.Len())
		block := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><p>Report %d: %s</p></body></html>", i, strings.Repeat(fmt.Sprintf("the two sides met for round %d. ", i), 4))
		rec := fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://wire.example.org/%d\r\nWARC-Date: 2026-03-%02dT10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", i, 1+i%28, len(block), block)
		if !zipped {
			out.WriteString(rec)
			continue
		}
		z := gzip.NewWriter(&out)
		fmt.Fprint(z, rec)
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return out.Bytes(), append(starts, out.Len())
}

// readAll returns the pages by URL, and the damage.
func readAll(t testing.TB, file []byte) (pages map[string]string, damaged []error) {
	t.Helper()
	pages = map[string]string{}
	r := NewReader(bytes.NewReader(file), int64(len(file)))
	for range len(file) + 10 {
		rec, err := r.Next()
		if errors.Is(err, io.EOF) {
			return pages, damaged
		}
		var d *Damage
		if err != nil {
			if !errors.As(err, &d) {
				t.Fatalf("error %v is no damage", err)
			}
			damaged = append(damaged, err)
			continue
		}
		if p, err := rec.Page(1 << 20); err == nil {
			url := rec.URL
			for pages[url] != "" {
				url += "+" // a damaged address may be that of another record
			}
			pages[url] = string(p.Body)
		}
	}
	t.Fatal("the reader does not end")
	return nil, nil
}

func TestRead(t *testing.T) {
	plain, _ := archive(t, 5, false)
	members, _ := archive(t, 5, true)
	var whole, zst bytes.Buffer
	z := gzip.NewWriter(&whole)
	_, _ = z.Write(plain)
	z.Close()
	zs, err := zstd.NewWriter(&zst)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = zs.Write(plain)
	zs.Close()
	want, _ := readAll(t, plain)
	if len(want) != 5 || !strings.Contains(want["https://wire.example.org/3"], "round 3") {
		t.Fatalf("pages %v", want)
	}
	for name, file := range map[string][]byte{"members": members, "whole": whole.Bytes(), "zstd": zst.Bytes()} {
		got, damaged := readAll(t, file)
		if fmt.Sprint(got) != fmt.Sprint(want) || len(damaged) > 0 {
			t.Errorf("%s: %d pages, damage %v", name, len(got), damaged)
		}
	}
}

func TestRecord(t *testing.T) {
	file, _ := archive(t, 1, false)
	rec, err := NewReader(bytes.NewReader(file), int64(len(file))).Next()
	if err != nil {
		t.Fatal(err)
	}
	if rec.Type != "response" || !rec.Date.Equal(time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC)) || rec.URL != "https://wire.example.org/0" {
		t.Errorf("record %+v", rec)
	}
	p, err := rec.Page(1 << 20)
	if err != nil || p.Status != 200 || p.ContentType != "text/html" {
		t.Errorf("page %+v, %v", p, err)
	}
}

// TestTruncated: cut at any byte, all records before the cut are kept.
func TestTruncated(t *testing.T) {
	for _, zipped := range []bool{false, true} {
		file, starts := archive(t, 4, zipped)
		for cut := range file {
			got, _ := readAll(t, file[:cut])
			whole := 0
			for whole+1 < len(starts) && starts[whole+1] <= cut {
				whole++
			}
			if len(got) < whole {
				t.Fatalf("zipped %v: cut at %d of %d, %d pages where %d are whole", zipped, cut, len(file), len(got), whole)
			}
		}
	}
}

// TestFlippedBits: one bit is wrong; every record that it is not in is kept.
func TestFlippedBits(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, zipped := range []bool{false, true} {
		file, starts := archive(t, 4, zipped)
		want, _ := readAll(t, file)
		for range 5000 {
			bit := rng.IntN(8 * len(file))
			broken := bytes.Clone(file)
			broken[bit/8] ^= 1 << (bit % 8)
			got, _ := readAll(t, broken)
			bodies := map[string]bool{}
			for _, b := range got {
				bodies[b] = true
			}
			for i := range len(starts) - 1 {
				url := fmt.Sprintf("https://wire.example.org/%d", i)
				if (bit/8 < starts[i] || bit/8 >= starts[i+1]) && !bodies[want[url]] {
					t.Fatalf("zipped %v: bit %d flipped in byte %d, record %d at %d to %d is lost (%d pages)", zipped, bit, bit/8, i, starts[i], starts[i+1], len(got))
				}
			}
		}
	}
}

func TestArc(t *testing.T) {
	const file = "filedesc://x.arc 0.0.0.0 20260301000000 text/plain 14\n1 0 Archive\nURL\n\n" +
		"http://wire.example.org/a b 192.0.2.1 20260301100000 text/html 71\nHTTP/1.0 200 OK\nContent-Type: text/html\n\n<p>The two sides met.</p>\n\n\n\n" +
		"http://wire.example.org/bad 192.0.2.1 20260301100000 text/html -1\nHTTP/1.0 200 OK\n\nx\n" +
		"http://wire.example.org/c 192.0.2.1 20260301100000 text/html 68\nHTTP/1.0 200 OK\nContent-Type: text/html\n\n<p>They will meet again.</p>\n"
	pages, damaged := readAll(t, []byte(file))
	if len(pages) != 2 || len(damaged) == 0 || !strings.Contains(pages["http://wire.example.org/a b"], "two sides") {
		t.Errorf("pages %q, damage %v", pages, damaged)
	}
}

func TestPages(t *testing.T) {
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	fmt.Fprint(z, "<p>hello</p>")
	z.Close()
	var brotlied bytes.Buffer
	br := brotli.NewWriter(&brotlied)
	fmt.Fprint(br, "<p>hello</p>")
	br.Close()
	for _, c := range []struct{ name, block, want string }{
		{"plain", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>hello</p>", "<p>hello</p>"},
		{"bare newlines", "HTTP/1.1 200 OK\nContent-Type: text/html\n\n<p>hello</p>", "<p>hello</p>"},
		{"chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>he\r\n7\r\nllo</p>\r\n0\r\n\r\n", "<p>hello</p>"},
		{"chunks undone", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n<p>hello</p>", "<p>hello</p>"},
		{"last chunk cut", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>he\r\n7\r\nllo", "<p>hello"},
		{"gzip", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + zipped.String(), "<p>hello</p>"},
		{"gzip undone", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n<p>hello</p>", "<p>hello</p>"},
		{"brotli", "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n" + brotlied.String(), "<p>hello</p>"},
		{"broken brotli", "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nxx", ""},
		{"an encoding of long ago", "HTTP/1.1 200 OK\r\nContent-Encoding: compress\r\n\r\nxx", ""},
		{"no end of headers", "HTTP/1.1 200 OK\r\nContent-Type: x", ""},
		{"no response", "hello", ""},
	} {
		rec := &Record{Type: "response", ContentType: "application/http; msgtype=response", Header: map[string][]string{}, Block: []byte(c.block)}
		p, err := rec.Page(1 << 20)
		if (err == nil) != (c.want != "") || err == nil && string(p.Body) != c.want {
			t.Errorf("%s: page %+v, error %v, want %q", c.name, p, err, c.want)
		}
	}
	if _, err := (&Record{Type: "request"}).Page(1); !errors.Is(err, ErrNotPage) {
		t.Errorf("a request: %v", err)
	}
}

func TestWriteRoundTrip(t *testing.T) {
	var file bytes.Buffer
	w, err := NewWriter(&file, "parley\r\nEvil: yes")
	if err != nil {
		t.Fatal(err)
	}
	captures := []parley.Capture{
		{URL: "https://wire.example.org/a", ContentType: "text/html", Fetched: time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC), Body: []byte("<p>The two sides met.</p>")},
		{URL: "notes/b.txt", Body: []byte("WARC/1.0\r\nnot a record\r\n\r\n\r\n")},
		{URL: "https://wire.example.org/empty"},
	}
	for i := range captures {
		captures[i].Digest = parley.DigestOf(captures[i].Body)
		if err := w.Write(&captures[i]); err != nil {
			t.Fatal(err)
		}
	}
	r := NewReader(bytes.NewReader(file.Bytes()), int64(file.Len()))
	var got []*Record
	for {
		rec, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, rec)
	}
	if len(got) != 4 || got[0].Type != "warcinfo" || got[0].Header.Get("Evil") != "" {
		t.Fatalf("%d records", len(got))
	}
	for i, c := range captures {
		if rec := got[i+1]; !bytes.Equal(rec.Block, c.Body) || !rec.Date.Equal(c.Fetched) && !(c.Fetched.IsZero() && rec.Date.Equal(time.Unix(0, 0))) || rec.Type != "resource" || !strings.HasSuffix(rec.URL, strings.TrimPrefix(c.URL, "file:///")) {
			t.Errorf("record %d: %+v", i, rec)
		}
	}
}

// TestHostile: what files claim costs neither memory nor time.
func TestHostile(t *testing.T) {
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	fmt.Fprintf(z, "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: %d\r\n\r\n", 1<<40)
	zeros := make([]byte, 1<<20)
	for range 40 {
		_, _ = z.Write(zeros)
	}
	z.Close()
	for name, file := range map[string][]byte{
		"a length that is not there": []byte("WARC/1.0\r\nContent-Length: 9223372036854775807\r\n\r\nx"),
		"a bomb":                     bomb.Bytes(),
		"many gzip magics":           bytes.Repeat([]byte{0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0, 0, 3, 0}, 20_000),
		"many record lines":          bytes.Repeat([]byte("WARC/1.0\r\n"), 20_000),
		"endless header":             append([]byte("WARC/1.0\r\n"), bytes.Repeat([]byte("X-A: b\r\n"), 50_000)...),
		"one line":                   bytes.Repeat([]byte("x"), 1<<20),
	} {
		t.Run(name, func(t *testing.T) { readAll(t, file) }) // a slow one ends at the time limit of the test run
	}
}

func FuzzReader(f *testing.F) {
	for _, zipped := range []bool{false, true} {
		file, _ := archive(f, 2, zipped)
		f.Add(file)
	}
	f.Add([]byte("filedesc://x 0.0.0.0 20260301000000 text/plain 3\nabc\n"))
	f.Fuzz(func(t *testing.T, b []byte) { readAll(t, b) })
}

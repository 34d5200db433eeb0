package httpbody

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

func packed(t testing.TB, encoding string, b []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	var w io.WriteCloser
	var err error
	switch encoding {
	case "gzip":
		w = gzip.NewWriter(&out)
	case "zlib":
		w = zlib.NewWriter(&out)
	case "flate":
		w, err = flate.NewWriter(&out, 6)
	case "br":
		w = brotli.NewWriter(&out)
	case "zstd":
		w, err = zstd.NewWriter(&out)
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestDecode(t *testing.T) {
	text := []byte(strings.Repeat("The two sides met again on Monday. ", 500))
	for _, c := range []struct {
		encoding string
		body     []byte
	}{
		{"", text},
		{"identity", text},
		{"gzip", packed(t, "gzip", text)},
		{"GZip ", packed(t, "gzip", text)},
		{"gzip", text}, // unpacked already
		{"deflate", packed(t, "zlib", text)},
		{"deflate", packed(t, "flate", text)},
		{"zstd", packed(t, "zstd", text)},
		{"br", packed(t, "br", text)},
		{"deflate, gzip", packed(t, "gzip", packed(t, "zlib", text))},
	} {
		got, err := Decode(c.encoding, bytes.NewReader(c.body), 1<<20)
		if err != nil || !bytes.Equal(got, text) {
			t.Errorf("%q: %d bytes, error %v", c.encoding, len(got), err)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	for _, e := range []string{"gzip", "br", "zstd"} {
		if _, err := Decode(e, bytes.NewReader(packed(t, e, make([]byte, 4<<20))), 1<<30); !errors.Is(err, ErrBomb) {
			t.Errorf("a bomb of %s gave %v, want ErrBomb", e, err)
		}
	}
	if got, err := Decode("br", strings.NewReader("these are not packed words"), 1<<20); err == nil {
		t.Errorf("what is not brotli gave %q", got)
	}
	bomb := packed(t, "gzip", make([]byte, 4<<20))
	if _, err := Decode("gzip, gzip, gzip, gzip", bytes.NewReader(bomb), 1<<30); !errors.Is(err, ErrEncoding) {
		t.Errorf("four layers gave %v, want ErrEncoding", err)
	}
	if _, err := Decode("compress", strings.NewReader("x"), 10); !errors.Is(err, ErrEncoding) {
		t.Errorf("an unknown encoding gave %v, want ErrEncoding", err)
	}
	if _, err := Decode("", strings.NewReader("twelve bytes"), 11); !errors.Is(err, ErrTooLong) {
		t.Errorf("a long body gave %v, want ErrTooLong", err)
	}
	whole := packed(t, "gzip", []byte(strings.Repeat("word ", 9000)))
	got, err := Decode("gzip", bytes.NewReader(whole[:len(whole)-20]), 1<<20)
	if err == nil || len(got) == 0 {
		t.Errorf("a body cut short gave %d bytes and error %v, want some and an error", len(got), err)
	}
}

func FuzzDecode(f *testing.F) {
	for encoding, format := range map[string]string{"gzip": "gzip", "deflate": "zlib", "zstd": "zstd", "br": "br"} {
		f.Add(encoding, packed(f, format, []byte("some words")))
	}
	f.Fuzz(func(t *testing.T, encoding string, b []byte) {
		if got, _ := Decode(encoding, bytes.NewReader(b), 4<<20); len(got) > 4<<20 {
			t.Errorf("%d bytes", len(got))
		}
	})
}

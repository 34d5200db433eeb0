package warc

import (
	"compress/gzip"
	"crypto/sha1"
	"encoding/base32"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/parley-register/parley"
)

// Writer writes captures as a WARC file, each record a gzip member of its own,
// so that evidence can be handed over and opened with any tool for archives.
type Writer struct {
	w io.Writer
}

// NewWriter starts a file with a record that says what wrote it.
func NewWriter(w io.Writer, software string) (*Writer, error) {
	wr := &Writer{w}
	info := "software: " + oneLine(software) + "\r\nformat: WARC File Format 1.1\r\n"
	return wr, wr.record("warcinfo", "", parley.DigestOfFields("warcinfo/1", info), time.Time{}, "application/warc-fields", []byte(info))
}

// Write writes a capture. Captures hold the bytes of a page and not the headers
// of the response, so the record is a resource.
func (w *Writer) Write(c *parley.Capture) error {
	url := c.URL
	if !strings.Contains(url, "://") {
		url = "file:///" + strings.TrimLeft(url, "/")
	}
	contentType := c.ContentType
	if contentType == "" {
		contentType = "application/octet-stream"
	}
	id := parley.DigestOfFields("capture/1", c.URL, c.Fetched.UTC().Format(time.RFC3339Nano), string(c.Digest))
	return w.record("resource", url, id, c.Fetched, contentType, c.Body)
}

func (w *Writer) record(kind, url string, id parley.Digest, date time.Time, contentType string, block []byte) error {
	if date.IsZero() {
		date = time.Unix(0, 0) // the field is required; this says that the day is not known
	}
	z := gzip.NewWriter(w.w)
	var h strings.Builder
	h.WriteString("WARC/1.1\r\n")
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&h, "%s: %s\r\n", name, oneLine(value))
		}
	}
	field("WARC-Type", kind)
	field("WARC-Record-ID", uuid(id))
	field("WARC-Date", date.UTC().Format(time.RFC3339Nano))
	field("WARC-Target-URI", url)
	field("Content-Type", contentType)
	sum := sha1.Sum(block)
	field("WARC-Block-Digest", "sha1:"+base32.StdEncoding.EncodeToString(sum[:]))
	field("Content-Length", fmt.Sprint(len(block)))
	h.WriteString("\r\n")
	for _, b := range [][]byte{[]byte(h.String()), block, []byte("\r\n\r\n")} {
		if _, err := z.Write(b); err != nil {
			return fmt.Errorf("writing the archive: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("writing the archive: %w", err)
	}
	return nil
}

// uuid makes a record's name of its content (RFC 9562, version 8).
func uuid(d parley.Digest) string {
	b := []byte(string(d[:32]))
	b[12], b[16] = '8', "89ab"[b[16]%4]
	return fmt.Sprintf("<urn:uuid:%s-%s-%s-%s-%s>", b[:8], b[8:12], b[12:16], b[16:20], b[20:])
}

// oneLine keeps line ends out of headers.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

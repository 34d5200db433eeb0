// Package httpbody undoes the encodings of HTTP message bodies under limits:
// what a server sends, and what an archive has kept, may unpack to any size.
package httpbody

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// Causes for which a body is refused.
var (
	ErrTooLong  = errors.New("the body is too long")
	ErrBomb     = errors.New("the body unpacks to much more than it holds")
	ErrEncoding = errors.New("the body has an encoding that parley does not read")
)

const (
	maxRatio  = 200     // unpacked to packed, beyond freeBytes
	freeBytes = 1 << 20 // unpacked before the ratio counts
	maxLayers = 3       // encodings on top of each other
)

// Decode reads body to its end and undoes its Content-Encoding, the last one
// first. At most limit bytes are returned; beyond that the error is ErrTooLong.
// When reading fails half-way, what was read is returned with the error.
func Decode(encodings string, body io.Reader, limit int64) ([]byte, error) {
	packed := &counter{r: body}
	var r io.Reader = packed
	var layers []string
	for e := range strings.SplitSeq(encodings, ",") {
		if e = strings.ToLower(strings.TrimSpace(e)); e != "" && e != "identity" {
			layers = append(layers, e)
		}
	}
	if len(layers) > maxLayers {
		return nil, fmt.Errorf("%w: %q", ErrEncoding, encodings)
	}
	for i := len(layers) - 1; i >= 0; i-- {
		var err error
		if r, err = unpack(layers[i], r); err != nil {
			return nil, err
		}
		if c, ok := r.(io.Closer); ok {
			defer c.Close()
		}
	}
	var out bytes.Buffer
	chunk := make([]byte, 32<<10)
	for {
		n, err := r.Read(chunk)
		out.Write(chunk[:n])
		size := int64(out.Len())
		switch {
		case size > limit:
			return nil, fmt.Errorf("%w: more than %d bytes", ErrTooLong, limit)
		case len(layers) > 0 && size > freeBytes && size > maxRatio*packed.n:
			return nil, fmt.Errorf("%w: %d bytes out of %d", ErrBomb, size, packed.n)
		case errors.Is(err, io.EOF):
			return out.Bytes(), nil
		case err != nil:
			return out.Bytes(), err
		}
	}
}

type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

func unpack(encoding string, r io.Reader) (io.Reader, error) {
	switch encoding {
	case "gzip", "x-gzip":
		b := bufio.NewReader(r)
		if magic, err := b.Peek(2); len(magic) < 2 || magic[0] != 0x1f || magic[1] != 0x8b {
			if errors.Is(err, io.EOF) || err == nil {
				return b, nil // servers and archivers that unpack and leave the header as it was
			}
			return nil, err
		}
		z, err := gzip.NewReader(b)
		if err != nil {
			return nil, fmt.Errorf("the body is not gzip as its header says: %w", err)
		}
		return z, nil
	case "deflate":
		// Some servers send zlib, as the standard has it, some raw deflate.
		b := bufio.NewReader(r)
		head, err := b.Peek(2)
		if err != nil {
			return b, nil
		}
		if head[0]&0x0f == 8 && (uint(head[0])<<8|uint(head[1]))%31 == 0 {
			return zlib.NewReader(b)
		}
		return flate.NewReader(b), nil
	case "br":
		// Browsers ask for it, so what crawlers of pages keep is often packed so.
		// The format has no mark by which it could be told from plain text.
		return brotli.NewReader(r), nil
	case "zstd":
		z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(64<<20), zstd.WithDecoderLowmem(true))
		if err != nil {
			return nil, fmt.Errorf("the body is not zstd as its header says: %w", err)
		}
		return z.IOReadCloser(), nil
	}
	return nil, fmt.Errorf("%w: %q", ErrEncoding, encoding)
}

package warc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"strconv"
	"strings"

	"github.com/parley-register/parley/internal/source/httpbody"
)

// Page is what a server had sent.
type Page struct {
	Status      int
	ContentType string
	Body        []byte
}

// ErrNotPage says that a record holds no page: a request, a revisit, metadata.
var ErrNotPage = errors.New("the record holds no page")

// Page decodes the page of a record. limit is that of its unpacked bytes.
func (r *Record) Page(limit int64) (*Page, error) {
	switch r.Type {
	case "response":
		if r.Header != nil && !strings.HasPrefix(r.ContentType, "application/http") {
			return &Page{Status: http.StatusOK, ContentType: r.ContentType, Body: r.Block}, nil
		}
		return decodeResponse(r.Block, r.ContentType, limit)
	case "resource", "conversion":
		if int64(len(r.Block)) > limit {
			return nil, httpbody.ErrTooLong
		}
		return &Page{Status: http.StatusOK, ContentType: r.ContentType, Body: r.Block}, nil
	}
	return nil, ErrNotPage
}

func decodeResponse(b []byte, mime string, limit int64) (*Page, error) {
	if !bytes.HasPrefix(b, []byte("HTTP/")) {
		if mime == "text/html" || mime == "text/plain" { // ARC records of other protocols
			return &Page{Status: http.StatusOK, ContentType: mime, Body: b}, nil
		}
		return nil, fmt.Errorf("%w: it does not start as an HTTP response", ErrNotPage)
	}
	end, gap := bytes.Index(b, []byte("\r\n\r\n")), 4
	if lf := bytes.Index(b, []byte("\n\n")); end < 0 || lf >= 0 && lf < end {
		end, gap = lf, 2
	}
	if end < 0 {
		return nil, fmt.Errorf("%w: the headers of the response do not end", ErrNotPage)
	}
	head, body := string(b[:end]), b[end+gap:]
	p := &Page{}
	header := http.Header{}
	for i, line := range strings.Split(head, "\n") {
		line = strings.TrimRight(line, "\r")
		if i == 0 {
			_, rest, _ := strings.Cut(line, " ")
			code, _, _ := strings.Cut(rest, " ")
			p.Status, _ = strconv.Atoi(code)
			continue
		}
		if key, value, ok := strings.Cut(line, ":"); ok {
			header.Add(strings.TrimSpace(key), strings.TrimSpace(value))
		}
	}
	p.ContentType = header.Get("Content-Type")
	if strings.Contains(strings.ToLower(header.Get("Transfer-Encoding")), "chunked") {
		body = unchunk(body, limit)
	}
	out, err := httpbody.Decode(header.Get("Content-Encoding"), bytes.NewReader(body), limit)
	if err != nil && len(out) == 0 {
		return nil, err
	}
	p.Body = out
	return p, nil
}

// unchunk undoes chunked transfer. Archivers keep the header and drop the
// chunks, or cut the last one: then what can be read counts, or all of it.
func unchunk(body []byte, limit int64) []byte {
	out, err := io.ReadAll(io.LimitReader(httputil.NewChunkedReader(bytes.NewReader(body)), limit+1))
	if err != nil && len(out) == 0 {
		return body
	}
	return out
}

package article

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"runtime"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/source"
)

// ErrSlow says that a page kept the extractors busy for too long.
var ErrSlow = errors.New("finding the article on this page took too long; save the text of the article as .txt")

// pageTime is how long the extractors may take for one page.
const pageTime = 8 * time.Second

// workers runs extractions that may have to be abandoned: the libraries cannot
// be interrupted. The number of those that run at once is bounded, so that
// hostile pages cannot pile up.
type workers struct {
	slots chan struct{}
	limit time.Duration
}

func newWorkers(n int, limit time.Duration) *workers {
	return &workers{slots: make(chan struct{}, n), limit: limit}
}

// Pages and PDFs do not wait for each other: what hangs in one library leaves
// the other free.
var (
	pageWorkers = newWorkers(2*runtime.GOMAXPROCS(0)+4, pageTime)
	pdfWorkers  = newWorkers(runtime.GOMAXPROCS(0)+2, pageTime)
)

// do runs f and returns its error, ErrSlow when it takes too long, or an error
// when it panics. After ErrSlow, f still runs: it may share nothing with the
// caller.
func (w *workers) do(f func() error) error {
	timer := time.NewTimer(w.limit)
	defer timer.Stop()
	select {
	case w.slots <- struct{}{}:
	case <-timer.C:
		return ErrSlow
	}
	done := make(chan error, 1)
	go func() {
		defer func() {
			if r := recover(); r != nil {
				done <- fmt.Errorf("the page breaks the extractor (%v); save the text of the article as .txt", r)
			}
			<-w.slots
		}()
		done <- f()
	}()
	select {
	case err := <-done:
		return err
	case <-timer.C:
		return ErrSlow
	}
}

// page makes the document of a page as it was served.
func page(in *source.Input) (*parley.Document, error) {
	text, err := decodePage(in.Capture.Body, in.Capture.ContentType)
	if err != nil {
		return nil, err
	}
	reduced, err := prescan(text)
	if err != nil {
		return nil, err
	}
	address := httpAddress(first(in.Meta.URL, in.Capture.URL))
	latest := latestDay(in.Capture.Fetched)
	result := make(chan *parley.Document, 1) // no memory is shared with an extraction that is abandoned
	err = pageWorkers.do(func() error {
		d, err := readPage(reduced, address, latest)
		if err == nil {
			result <- d
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return <-result, nil
}

func httpAddress(s string) *url.URL {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil
	}
	return u
}

func readPage(reduced []byte, address *url.URL, latest time.Time) (*parley.Document, error) {
	doc, err := html.Parse(bytes.NewReader(reduced))
	if err != nil {
		return nil, fmt.Errorf("the page cannot be read as HTML: %w", err)
	}
	m := readMeta(doc)
	d := &parley.Document{URL: m.address(address), Publisher: m.publisher(), Author: m.author()}
	d.Published, d.DateFrom = m.published(doc, address, latest)
	d.Modified = m.modified(d.Published, latest)
	b := mainText(doc, address)
	if strings.TrimSpace(b.text) == "" {
		return nil, ErrNoText
	}
	d.Publisher = first(d.Publisher, b.site)
	d.Author = first(d.Author, b.author)
	d.Title = m.headline(d.Publisher)
	d.Language = first(language(b.text), declaredLanguage(m.lang))
	d.Text, d.Blocks = withTitle(d.Title, b.text, b.blocks)
	d.Credit = creditOf(d)
	return d, nil
}

// withTitle puts the title before the text as a heading, so that it can be
// quoted, unless the text begins with it.
func withTitle(title, text string, blocks []parley.Block) (string, []parley.Block) {
	if title == "" {
		return text, blocks
	}
	for i := range blocks[:min(3, len(blocks))] {
		b := &blocks[i]
		if fold(text[b.Start:b.End]) == fold(title) {
			b.Kind = parley.Heading
			return text, blocks
		}
	}
	w := newBlockWriter()
	w.add(parley.Heading, title)
	out := w.blocks
	if len(out) == 0 {
		return text, blocks
	}
	w.text.WriteString("\n\n")
	shift := w.text.Len()
	for _, b := range blocks {
		out = append(out, parley.Block{Span: parley.Span{Start: b.Start + shift, End: b.End + shift}, Kind: b.Kind})
	}
	return w.text.String() + text, out
}

// decodePage turns the bytes of a page into UTF-8: by byte-order mark, because
// they are UTF-8, by the encoding that the server or the page names.
func decodePage(b []byte, contentType string) (string, error) {
	switch {
	case bytes.HasPrefix(b, []byte{0xEF, 0xBB, 0xBF}):
		b = b[3:]
	case bytes.HasPrefix(b, []byte{0xFF, 0xFE}), bytes.HasPrefix(b, []byte{0xFE, 0xFF}):
		return utf16Text(b), nil
	}
	if bytes.IndexByte(b[:min(len(b), 8192)], 0) >= 0 {
		return "", ErrBinary
	}
	if utf8.Valid(b) {
		return string(b), nil
	}
	enc, name, _ := charset.DetermineEncoding(b[:min(len(b), 4096)], contentType)
	if name == "utf-8" {
		return strings.ToValidUTF8(string(b), "\uFFFD"), nil
	}
	out, err := enc.NewDecoder().Bytes(b)
	if err != nil {
		return "", fmt.Errorf("the page is not in the encoding that it names (%s); save it as UTF-8", name)
	}
	return strings.ToValidUTF8(string(out), "\uFFFD"), nil
}

// fold is s for comparison: lower case, letters and digits, single spaces.
func fold(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) }), " ")
}

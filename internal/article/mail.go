package article

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"time"

	"golang.org/x/net/html/charset"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/source"
)

// Limits of a message.
const (
	maxMailDepth = 5
	maxMailParts = 100
)

// ErrMail says that bytes are no message.
var ErrMail = errors.New("this is not an e-mail message that can be read; save it as .eml or its text as .txt")

// message makes the document of an e-mail: its first part that is text, or its
// first page.
func message(in *source.Input) (*parley.Document, error) {
	m, err := mail.ReadMessage(strings.NewReader(string(in.Capture.Body)))
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", ErrMail, err)
	}
	var parts mailParts
	parts.read(m.Header.Get("Content-Type"), m.Header.Get("Content-Transfer-Encoding"), m.Body, 0)
	var d *parley.Document
	switch {
	case strings.TrimSpace(parts.text) != "":
		d, err = plainText(parts.text, source.Text)
	case strings.TrimSpace(parts.html) != "":
		inner := *in
		inner.Capture.Body, inner.Capture.ContentType, inner.Capture.URL = []byte(parts.html), "text/html; charset=utf-8", ""
		d, err = page(&inner)
	default:
		return nil, ErrNoText
	}
	if err != nil {
		return nil, err
	}
	words := mime.WordDecoder{CharsetReader: func(name string, r io.Reader) (io.Reader, error) { return charset.NewReaderLabel(name, r) }}
	decoded := func(s string) string {
		if out, err := words.DecodeHeader(s); err == nil {
			return oneLine(strings.ToValidUTF8(out, "\uFFFD"))
		}
		return oneLine(strings.ToValidUTF8(s, "\uFFFD"))
	}
	if subject := decoded(m.Header.Get("Subject")); subject != "" {
		d.Title = subject
		d.Text, d.Blocks = withTitle(subject, d.Text, d.Blocks)
	}
	if from, err := (&mail.AddressParser{WordDecoder: &words}).Parse(m.Header.Get("From")); err == nil && d.Author == "" {
		d.Author = oneLine(from.Name)
	}
	if t, err := m.Header.Date(); err == nil {
		if v, ok := between(parley.Date(t.Year(), int(t.Month()), t.Day()), latestDay(in.Capture.Fetched)); ok && v.From.Year >= time.Unix(0, 0).Year() {
			d.Published, d.DateFrom = v, dateMail
		}
	}
	d.URL = ""
	d.Language, d.Credit = language(d.Text), creditOf(d)
	return d, nil
}

// mailParts are the first readable parts of a message.
type mailParts struct {
	text, html string
	n          int
}

func (p *mailParts) read(contentType, encoding string, body io.Reader, depth int) {
	if p.n++; p.n > maxMailParts || depth > maxMailDepth {
		return
	}
	media, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		media, params = "text/plain", nil
	}
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	}
	switch {
	case strings.HasPrefix(media, "multipart/"):
		r := multipart.NewReader(body, params["boundary"])
		for {
			part, err := r.NextRawPart()
			if err != nil {
				return
			}
			if disposition, _, _ := mime.ParseMediaType(part.Header.Get("Content-Disposition")); disposition != "attachment" {
				p.read(part.Header.Get("Content-Type"), part.Header.Get("Content-Transfer-Encoding"), part, depth+1)
			}
			if p.n > maxMailParts {
				return
			}
		}
	case media == "text/plain" && p.text == "":
		p.text = mailText(body, params["charset"])
	case media == "text/html" && p.html == "":
		p.html = mailText(body, params["charset"])
	}
}

// mailText reads what can be read of a part.
func mailText(body io.Reader, label string) string {
	b, _ := io.ReadAll(io.LimitReader(body, source.MaxText)) // a part that is cut short has its beginning
	if label != "" && !strings.EqualFold(label, "utf-8") && !strings.EqualFold(label, "us-ascii") {
		if r, err := charset.NewReaderLabel(label, strings.NewReader(string(b))); err == nil {
			if out, err := io.ReadAll(io.LimitReader(r, 2*source.MaxText)); err == nil {
				b = out
			}
		}
	}
	s := strings.ToValidUTF8(string(b), "\uFFFD")
	s = strings.ReplaceAll(s, "\x00", "")
	return strings.ReplaceAll(s, "\r\n", "\n")
}

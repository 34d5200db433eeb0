package article

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/credit"
	"github.com/parley-register/parley/internal/source"
)

// Causes for which bytes are not an article.
var (
	ErrBinary   = errors.New("this is not text but binary data; give parley the article as text or HTML")
	ErrEncoding = errors.New("not UTF-8")
	ErrRecord   = errors.New(`not an article record: a JSON object with "text" is needed (and "title", "published" or "date", "publisher", "url" where known)`)
	ErrNoText   = errors.New("there is no readable text in it")
)

// From makes the document of an input.
func From(in *source.Input) (*parley.Document, error) {
	d, err := from(in)
	if err != nil {
		return nil, &source.Error{Name: in.Capture.URL, Err: err}
	}
	d.Capture, d.Name = in.Capture.Digest, in.Name
	if err := give(d, in.Meta); err != nil {
		return nil, &source.Error{Name: in.Capture.URL, Err: err}
	}
	d.ID = d.DocumentID()
	return d, nil
}

func from(in *source.Input) (*parley.Document, error) {
	switch in.Kind {
	case source.Text, source.Markdown:
		text, err := decode(in.Capture.Body)
		if err != nil {
			return nil, err
		}
		d, err := plainText(text, in.Kind)
		if err != nil {
			return nil, err
		}
		d.Language, d.Credit = language(text), creditOf(d)
		return d, nil
	case source.HTML:
		return page(in)
	case source.Mail:
		return message(in)
	case source.PDF:
		return pdfText(in)
	case source.Record:
		return record(in)
	}
	return nil, fmt.Errorf("%w (%s)", source.ErrKind, in.Kind)
}

// give sets what the user knows.
func give(d *parley.Document, m source.Meta) error {
	if m.Published != "" {
		v, err := parley.ParseInterval(m.Published)
		if err != nil {
			return fmt.Errorf("published: %w", err)
		}
		d.Published, d.DateFrom = v, dateGiven
	}
	for _, f := range []struct {
		into *string
		from string
	}{{&d.Publisher, m.Publisher}, {&d.URL, m.URL}, {&d.Title, m.Title}} {
		if f.from != "" {
			*f.into = f.from
		}
	}
	return nil
}

// decode checks that b is text in UTF-8, with or without a byte-order mark, or
// in UTF-16 with one.
func decode(b []byte) (string, error) {
	switch {
	case bytes.HasPrefix(b, []byte{0xEF, 0xBB, 0xBF}):
		b = b[3:]
	case bytes.HasPrefix(b, []byte{0xFF, 0xFE}), bytes.HasPrefix(b, []byte{0xFE, 0xFF}):
		return utf16Text(b), nil
	}
	head := b[:min(len(b), 8192)]
	if bytes.IndexByte(head, 0) >= 0 {
		return "", ErrBinary
	}
	if i := invalidUTF8(b); i >= 0 {
		if controls(head) > len(head)/20 {
			return "", ErrBinary
		}
		return "", fmt.Errorf("%w: byte 0x%02X at offset %d; convert it first, for example: iconv -f WINDOWS-1252 -t UTF-8", ErrEncoding, b[i], i)
	}
	return string(b), nil
}

func invalidUTF8(b []byte) int {
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// controls counts the bytes that no text holds.
func controls(b []byte) int {
	n := 0
	for _, c := range b {
		if c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' {
			n++
		}
	}
	return n
}

func utf16Text(b []byte) string {
	big := b[0] == 0xFE
	var out strings.Builder
	var high rune
	for i := 2; i+1 < len(b); i += 2 {
		u := rune(b[i]) | rune(b[i+1])<<8
		if big {
			u = rune(b[i])<<8 | rune(b[i+1])
		}
		switch {
		case u >= 0xD800 && u < 0xDC00:
			high = u
			continue
		case u >= 0xDC00 && u < 0xE000 && high != 0:
			u = (high-0xD800)<<10 + (u - 0xDC00) + 0x10000
		case u >= 0xDC00 && u < 0xE000:
			u = utf8.RuneError
		}
		high = 0
		out.WriteRune(u)
	}
	return out.String()
}

// plainText finds the blocks of a text: paragraphs parted by blank lines, or,
// where there are no blank lines, lines.
func plainText(text string, kind source.Kind) (*parley.Document, error) {
	d := &parley.Document{Text: text}
	lines := splitLines(text)
	blank := false
	for i, l := range lines {
		blank = blank || i > 0 && i < len(lines)-1 && strings.TrimSpace(text[l.Start:l.End]) == ""
	}
	var open parley.Span
	flush := func() {
		if !open.Empty() {
			d.Blocks = append(d.Blocks, parley.Block{Span: open, Kind: blockKind(text[open.Start:open.End], kind)})
		}
		open = parley.Span{}
	}
	for _, l := range lines {
		s := trim(text, l)
		switch {
		case s.Empty():
			flush()
		case !blank || standsAlone(text[s.Start:s.End], kind):
			flush()
			open = s
			flush()
		case open.Empty():
			open = s
		default:
			open.End = s.End
		}
	}
	flush()
	if len(d.Blocks) == 0 {
		return nil, ErrNoText
	}
	if first := d.Blocks[0]; first.Kind == parley.Heading {
		d.Title = strings.TrimLeft(text[first.Start:first.End], "# ")
	}
	return d, nil
}

// splitLines are the lines of text without their ends.
func splitLines(text string) []parley.Span {
	var out []parley.Span
	for start := 0; start <= len(text); {
		end := strings.IndexByte(text[start:], '\n')
		if end < 0 {
			out = append(out, parley.Span{Start: start, End: len(text)})
			break
		}
		out = append(out, parley.Span{Start: start, End: start + end})
		start += end + 1
	}
	return out
}

// trim is s without white space at its ends.
func trim(text string, s parley.Span) parley.Span {
	part := text[s.Start:s.End]
	s.Start += len(part) - len(strings.TrimLeftFunc(part, unicode.IsSpace))
	s.End = s.Start + len(strings.TrimSpace(part))
	return s
}

// standsAlone reports whether a line of Markdown is a block of its own.
func standsAlone(line string, kind source.Kind) bool {
	return kind == source.Markdown && (strings.HasPrefix(line, "#") || isListItem(line))
}

func isListItem(line string) bool {
	for _, p := range []string{"- ", "* ", "+ ", "• ", "– "} {
		if strings.HasPrefix(line, p) {
			return true
		}
	}
	return false
}

// blockKind tells a heading — short, one line, no full stop — from running text.
func blockKind(block string, kind source.Kind) parley.BlockKind {
	if isListItem(block) {
		return parley.ListItem
	}
	if kind == source.Markdown {
		if strings.HasPrefix(block, "#") {
			return parley.Heading
		}
		if strings.HasPrefix(block, ">") {
			return parley.Quotation
		}
		return parley.Paragraph
	}
	end, _ := utf8.DecodeLastRuneInString(strings.TrimRight(block, `"'”’)`))
	if len(block) <= 160 && !strings.Contains(block, "\n") && !strings.ContainsRune(".!?:;,", end) {
		return parley.Heading
	}
	return parley.Paragraph
}

// record reads one JSON object. The field names are those of parley and of the
// common dumps of crawled news.
func record(in *source.Input) (*parley.Document, error) {
	var r struct {
		ID        string `json:"id"`
		URL       string `json:"url"`
		Title     string `json:"title"`
		Text      string `json:"text"`
		Maintext  string `json:"maintext"`
		Body      string `json:"body"`
		Publisher string `json:"publisher"`
		Source    string `json:"source"`
		Domain    string `json:"source_domain"`
		Author    string `json:"author"`
		Language  string `json:"language"`
		Published string `json:"published"`
		Date      string `json:"date"`
		DatePub   string `json:"date_publish"`
	}
	if i := invalidUTF8(in.Capture.Body); i >= 0 {
		return nil, fmt.Errorf("%w: byte 0x%02X at offset %d of the record", ErrEncoding, in.Capture.Body[i], i)
	}
	var kinds map[string]json.RawMessage
	if err := json.Unmarshal(in.Capture.Body, &kinds); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrRecord, err)
	}
	for _, f := range []struct {
		into *string
		name string
	}{
		{&r.ID, "id"},
		{&r.URL, "url"},
		{&r.Title, "title"},
		{&r.Text, "text"},
		{&r.Maintext, "maintext"},
		{&r.Body, "body"},
		{&r.Publisher, "publisher"},
		{&r.Source, "source"},
		{&r.Domain, "source_domain"},
		{&r.Author, "author"},
		{&r.Language, "language"},
		{&r.Published, "published"},
		{&r.Date, "date"},
		{&r.DatePub, "date_publish"},
	} {
		// A field of another type is one that parley does not know.
		if raw, ok := kinds[f.name]; ok && len(raw) > 0 && raw[0] == '"' {
			if err := json.Unmarshal(raw, f.into); err != nil {
				return nil, fmt.Errorf("%w: %w", ErrRecord, err)
			}
		}
	}
	text := first(r.Text, r.Maintext, r.Body)
	if strings.TrimSpace(text) == "" {
		return nil, ErrRecord
	}
	d, err := plainText(text, source.Text)
	if err != nil {
		return nil, err
	}
	if r.ID != "" {
		in.Name = r.ID
	}
	d.URL, d.Author, d.Language = r.URL, r.Author, first(declaredLanguage(r.Language), language(text))
	d.Title, d.Publisher = first(r.Title, d.Title), first(r.Publisher, r.Source, r.Domain)
	if date := first(r.Published, r.Date, r.DatePub); date != "" {
		if v, ok := published(date); ok {
			d.Published, d.DateFrom = v, dateRecord
		}
	}
	d.Credit = creditOf(d)
	return d, nil
}

// published reads an EDTF interval, or the day of a timestamp.
func published(s string) (parley.Interval, bool) {
	if v, err := parley.ParseInterval(s); err == nil {
		return v, true
	}
	if len(s) > 10 && (s[10] == 'T' || s[10] == ' ') {
		if v, err := parley.ParseInterval(s[:10]); err == nil {
			return v, true
		}
	}
	return parley.Interval{}, false
}

// creditOf is the agency that the text or the byline credits. An agency that
// publishes on its own site credits nobody.
func creditOf(d *parley.Document) string {
	if c, ok := credit.Find(d.Text, d.Blocks); ok {
		return c.Name
	}
	for author := range strings.SplitSeq(d.Author, ", ") {
		if name, ok := credit.Agency(author); ok {
			return name
		}
	}
	return ""
}

// first is the first of s that is not empty.
func first(s ...string) string {
	for _, x := range s {
		if x != "" {
			return x
		}
	}
	return ""
}

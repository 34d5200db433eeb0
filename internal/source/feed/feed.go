package feed

import (
	"bytes"
	"errors"
	"fmt"
	"html"
	"net/url"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html/charset"

	"github.com/parley-register/parley"
)

// Item is an article that a feed announces.
type Item struct {
	Key       string        // by which it is known again
	Digest    parley.Digest // of what the feed says of it
	URL       string
	Title     string
	Published time.Time // as the feed says; zero when it does not
	Content   string    // HTML, where the feed holds the article itself
}

// Feed is what a feed says.
type Feed struct {
	Title    string
	Items    []Item // in the order of the feed, each key once
	Salvaged bool   // the feed is not well-formed: only what could be read is there
}

// ErrFeed says that bytes are no feed.
var ErrFeed = errors.New("this is no feed that can be read; RSS, Atom and JSON Feed are")

// maxItems bounds the items of one feed.
const maxItems = 2000

// Parse reads a feed that was served at address.
func Parse(body []byte, contentType, address string) (*Feed, error) {
	base, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("%w: its address is %q", ErrFeed, address)
	}
	if len(bytes.TrimSpace(body)) == 0 {
		return nil, fmt.Errorf("%w: it is empty", ErrFeed)
	}
	if f, err := parse(bytes.NewReader(body)); err == nil && (f.Title != "" || len(f.Items) > 0) {
		return from(f, base, false), nil
	}
	mended := mend(body, contentType)
	if f, err := parse(strings.NewReader(mended)); err == nil && (f.Title != "" || len(f.Items) > 0) {
		return from(f, base, !utf8.Valid(body)), nil
	}
	if f := salvage(mended, base); len(f.Items) > 0 {
		return f, nil
	}
	return nil, ErrFeed
}

// parse calls the library, which may panic on what is not well-formed.
func parse(r interface{ Read([]byte) (int, error) }) (f *gofeed.Feed, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w (%v)", ErrFeed, p)
		}
	}()
	return gofeed.NewParser().Parse(r)
}

func from(f *gofeed.Feed, base *url.URL, salvaged bool) *Feed {
	out := &Feed{Title: oneLine(f.Title), Salvaged: salvaged}
	seen := map[string]bool{}
	for _, it := range f.Items {
		if it == nil || len(out.Items) >= maxItems {
			continue
		}
		x := Item{Title: oneLine(html.UnescapeString(it.Title)), Content: it.Content, URL: resolve(base, it.Link)}
		if x.URL == "" && len(it.Links) > 0 {
			x.URL = resolve(base, it.Links[0])
		}
		if x.URL == "" && strings.HasPrefix(it.GUID, "http") {
			x.URL = resolve(base, it.GUID)
		}
		if x.Content == "" && len(it.Description) > 1500 {
			x.Content = it.Description
		}
		for _, t := range []*time.Time{it.PublishedParsed, it.UpdatedParsed} {
			if t != nil && x.Published.IsZero() {
				x.Published = t.UTC()
			}
		}
		x.Key = first(strings.TrimSpace(it.GUID), x.URL)
		x.Digest = parley.DigestOfFields("item/1", x.URL, x.Title, it.Description, it.Content, it.Updated)
		if x.Key == "" {
			x.Key = string(x.Digest)
		}
		if seen[x.Key] || x.URL == "" && x.Content == "" {
			continue
		}
		seen[x.Key] = true
		out.Items = append(out.Items, x)
	}
	return out
}

func resolve(base *url.URL, link string) string {
	u, err := url.Parse(strings.TrimSpace(link))
	if err != nil || link == "" {
		return ""
	}
	u = base.ResolveReference(u)
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}

func first(s ...string) string {
	for _, x := range s {
		if x != "" {
			return x
		}
	}
	return ""
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

var (
	xmlEncoding = regexp.MustCompile(`(?i)^\s*<\?xml[^>]*?encoding=["']([^"']+)["'][^>]*\?>`)
	ampersand   = regexp.MustCompile(`&([A-Za-z][A-Za-z0-9]{0,30};|#[0-9]{1,7};|#x[0-9A-Fa-f]{1,6};)?`)
)

// mend makes of a feed text in UTF-8 without control characters and with every
// ampersand escaped.
func mend(body []byte, contentType string) string {
	body = bytes.TrimPrefix(body, []byte{0xEF, 0xBB, 0xBF})
	s := string(body)
	if !utf8.Valid(body) {
		label := ""
		if m := xmlEncoding.FindSubmatch(body); m != nil {
			label = strings.ToLower(string(m[1]))
		}
		if label == "" || label == "utf-8" {
			label = "windows-1252" // what is said to be UTF-8 and is not
		}
		enc, _ := charset.Lookup(label)
		if enc == nil {
			enc, _, _ = charset.DetermineEncoding(body, contentType)
		}
		if out, err := enc.NewDecoder().Bytes(body); err == nil {
			s = string(out)
		}
	}
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = xmlEncoding.ReplaceAllString(s, `<?xml version="1.0" encoding="UTF-8"?>`)
	s = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, s)
	if i := strings.IndexByte(s, '<'); i > 0 {
		s = s[i:] // what servers print before the feed
	}
	return ampersand.ReplaceAllStringFunc(s, func(m string) string {
		switch m {
		case "&":
			return "&amp;"
		case "&amp;", "&lt;", "&gt;", "&quot;", "&apos;":
			return m
		}
		if strings.HasPrefix(m, "&#") {
			return m
		}
		if u := html.UnescapeString(m); u != m {
			return u // entities of HTML, which XML does not know
		}
		return "&amp;" + m[1:]
	})
}

var (
	itemStart = regexp.MustCompile(`(?i)<(item|entry)[\s>]`)
	fieldOf   = func(name string) *regexp.Regexp {
		return regexp.MustCompile(`(?is)<` + name + `(?:\s[^>]*)?>(.*?)</` + name + `\s*>`)
	}
	titleField, linkField, guidField, idField, dateField, publishedField = fieldOf("title"), fieldOf("link"), fieldOf("guid"), fieldOf("id"), fieldOf("pubDate"), fieldOf("published")
	hrefField                                                            = regexp.MustCompile(`(?is)<link[^>]*href=["']([^"']+)["']`)
	cdata                                                                = regexp.MustCompile(`(?s)<!\[CDATA\[(.*?)(?:\]\]>|$)`)
	anyTag                                                               = regexp.MustCompile(`<[^>]*>`)
)

// salvage reads the items one by one: each up to its end, or to where the next
// begins.
func salvage(s string, base *url.URL) *Feed {
	out := &Feed{Salvaged: true}
	starts := itemStart.FindAllStringSubmatchIndex(s, maxItems+1)
	if len(starts) > 0 {
		out.Title = oneLine(field(titleField, s[:starts[0][0]]))
	}
	seen := map[string]bool{}
	for i, at := range starts {
		end := len(s)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		part := s[at[0]:end]
		name := s[at[2]:at[3]]
		closed := false
		if j := strings.Index(strings.ToLower(part), "</"+strings.ToLower(name)); j >= 0 {
			part, closed = part[:j], true
		}
		link := field(linkField, part)
		if link == "" {
			if m := hrefField.FindStringSubmatch(part); m != nil {
				link = html.UnescapeString(m[1])
			}
		}
		x := Item{Title: oneLine(field(titleField, part)), URL: resolve(base, link)}
		if !closed && x.URL == "" {
			continue // the last one of a feed that was cut short
		}
		x.Key = first(field(guidField, part), field(idField, part), x.URL)
		x.Digest = parley.DigestOfFields("item/1", x.URL, x.Title, "", "", "")
		date := first(field(dateField, part), field(publishedField, part))
		for _, layout := range []string{time.RFC1123Z, time.RFC1123, time.RFC3339} {
			if t, err := time.Parse(layout, date); err == nil {
				x.Published = t.UTC()
			}
		}
		if x.URL == "" || seen[x.Key] {
			continue
		}
		seen[x.Key] = true
		out.Items = append(out.Items, x)
	}
	return out
}

func field(re *regexp.Regexp, s string) string {
	m := re.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	v := cdata.ReplaceAllString(m[1], "$1")
	return strings.TrimSpace(html.UnescapeString(anyTag.ReplaceAllString(v, "")))
}

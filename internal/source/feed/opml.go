package feed

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
)

// Outline is a feed in a list of feeds.
type Outline struct {
	Title, URL string
}

// ErrOPML says that a file is no list of feeds.
var ErrOPML = errors.New("this is no list of feeds in OPML")

type opmlFile struct {
	XMLName xml.Name      `xml:"opml"`
	Version string        `xml:"version,attr"`
	Title   string        `xml:"head>title"`
	Body    []opmlOutline `xml:"body>outline"`
}

type opmlOutline struct {
	Text   string        `xml:"text,attr"`
	Title  string        `xml:"title,attr,omitempty"`
	Type   string        `xml:"type,attr,omitempty"`
	XMLURL string        `xml:"xmlUrl,attr,omitempty"`
	Inner  []opmlOutline `xml:"outline"`
}

const maxOutlines = 20_000

// ReadOPML reads a list of feeds, through folders of any depth. What is no web
// address is passed over.
func ReadOPML(r io.Reader) ([]Outline, error) {
	b, err := io.ReadAll(io.LimitReader(r, 16<<20))
	if err != nil {
		return nil, err
	}
	var f opmlFile
	dec := xml.NewDecoder(strings.NewReader(mend(b, "")))
	dec.Strict = false
	if err := dec.Decode(&f); err != nil {
		return nil, fmt.Errorf("%w (%w)", ErrOPML, err)
	}
	var out []Outline
	seen := map[string]bool{}
	var walk func([]opmlOutline)
	walk = func(list []opmlOutline) {
		for _, o := range list {
			if u, err := url.Parse(strings.TrimSpace(o.XMLURL)); err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && !seen[u.String()] && len(out) < maxOutlines {
				seen[u.String()] = true
				out = append(out, Outline{first(oneLine(o.Title), oneLine(o.Text)), u.String()})
			}
			walk(o.Inner)
		}
	}
	walk(f.Body)
	return out, nil
}

// WriteOPML writes a list of feeds.
func WriteOPML(w io.Writer, feeds []Outline) error {
	f := opmlFile{Version: "2.0", Title: "Feeds of parley"}
	for _, o := range feeds {
		f.Body = append(f.Body, opmlOutline{Text: first(o.Title, o.URL), Title: o.Title, Type: "rss", XMLURL: o.URL})
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(f); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

package times

import (
	"errors"
	"fmt"
	"html"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// Timex is one time expression: bytes [Start, End) of the text, TIMEX3 type and
// value.
type Timex struct {
	Start, End  int
	Type, Value string
}

// Document is one TimeML file.
type Document struct {
	Name    string // base name without ".tml"
	Created string // value of the document's creation time
	Text    string
	Gold    []Timex // in order of their ends
}

// ErrNoDocuments says that a folder holds no .tml files.
var ErrNoDocuments = errors.New("no .tml files here or below: give the folder of a TimeML corpus")

// Load reads all .tml files in and below dir, by path.
func Load(dir string) ([]Document, error) {
	var docs []Document
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(path) != ".tml" || strings.HasPrefix(e.Name(), "._") {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		d := Parse(string(b))
		d.Name = strings.TrimSuffix(e.Name(), ".tml")
		docs = append(docs, d)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("reading TimeML: %w", err)
	}
	if len(docs) == 0 {
		return nil, fmt.Errorf("%s: %w", dir, ErrNoDocuments)
	}
	return docs, nil
}

var (
	dctElement  = regexp.MustCompile(`(?s)<DCT>(.*?)</DCT>`)
	valueAttr   = regexp.MustCompile(`value="([^"]*)"`)
	textElement = regexp.MustCompile(`(?s)<TEXT>(.*?)</TEXT>`)
	tag         = regexp.MustCompile(`<[^>]+>`)
	attribute   = regexp.MustCompile(`(\w+)="([^"]*)"`)
)

// Parse reads one TimeML file. What is no TimeML gives a document without gold.
func Parse(s string) Document {
	var d Document
	s = strings.ToValidUTF8(s, "\uFFFD")
	if m := dctElement.FindStringSubmatch(s); m != nil {
		if v := valueAttr.FindStringSubmatch(m[1]); v != nil {
			d.Created = v[1]
		}
	}
	body := s
	if m := textElement.FindStringSubmatch(s); m != nil {
		body = m[1]
	}
	var text strings.Builder
	type open struct {
		at    int
		attrs map[string]string
	}
	var stack []open
	pos := 0
	plain := func(t string) { text.WriteString(html.UnescapeString(t)) }
	for _, m := range tag.FindAllStringIndex(body, -1) {
		plain(body[pos:m[0]])
		pos = m[1]
		switch t := body[m[0]:m[1]]; {
		case strings.HasPrefix(t, "<TIMEX3") && !strings.HasSuffix(t, "/>"):
			attrs := map[string]string{}
			for _, a := range attribute.FindAllStringSubmatch(t, -1) {
				attrs[a[1]] = a[2]
			}
			stack = append(stack, open{text.Len(), attrs})
		case strings.HasPrefix(t, "</TIMEX3") && len(stack) > 0:
			o := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			d.Gold = append(d.Gold, Timex{o.at, text.Len(), o.attrs["type"], o.attrs["value"]})
		}
	}
	plain(body[pos:])
	d.Text = text.String()
	return d
}

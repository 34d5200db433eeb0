package places

import (
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf8"
)

// Toponym is one gold place: bytes [Start, End) of the text.
type Toponym struct {
	Start, End int
	Lat, Lon   float64
	Located    bool
}

// Document is one article.
type Document struct {
	ID, Text string
	Gold     []Toponym // in text order
	Lost     int       // toponyms whose offsets do not fit the text
}

type article struct {
	ID       string `xml:"docid,attr"`
	Text     string `xml:"text"`
	Toponyms []struct {
		Start  int    `xml:"start"`
		End    int    `xml:"end"`
		Phrase string `xml:"phrase"`
		Tag    *struct {
			Lat *float64 `xml:"lat"`
			Lon *float64 `xml:"lon"`
		} `xml:"gaztag"`
	} `xml:"toponyms>toponym"`
}

// Load reads a file of articles.
func Load(path string) ([]Document, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	docs, err := Parse(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return docs, nil
}

// Parse reads articles. Offsets are code points of the text; where the phrase
// does not stand there, its nearest occurrence is taken.
func Parse(r io.Reader) ([]Document, error) {
	var all struct {
		Articles []article `xml:"article"`
	}
	if err := xml.NewDecoder(r).Decode(&all); err != nil {
		return nil, fmt.Errorf("not articles with toponyms: %w", err)
	}
	docs := make([]Document, len(all.Articles))
	for i, a := range all.Articles {
		d := Document{ID: a.ID, Text: a.Text}
		at := offsets(a.Text)
		for _, t := range a.Toponyms {
			start := -1
			if t.Start >= 0 && t.Start < len(at) {
				start = at[t.Start]
				if !strings.HasPrefix(a.Text[start:], t.Phrase) {
					start = nearest(a.Text, t.Phrase, start)
				}
			}
			if start < 0 || t.Phrase == "" {
				d.Lost++
				continue
			}
			g := Toponym{Start: start, End: start + len(t.Phrase)}
			if t.Tag != nil && t.Tag.Lat != nil && t.Tag.Lon != nil {
				g.Lat, g.Lon, g.Located = *t.Tag.Lat, *t.Tag.Lon, true
			}
			d.Gold = append(d.Gold, g)
		}
		slices.SortFunc(d.Gold, func(a, b Toponym) int { return a.Start - b.Start })
		docs[i] = d
	}
	return docs, nil
}

// offsets is the byte offset of every code point of s, and of its end.
func offsets(s string) []int {
	at := make([]int, 0, utf8.RuneCountInString(s)+1)
	for i := range s {
		at = append(at, i)
	}
	return append(at, len(s))
}

// nearest is where phrase stands in text, as near to at as it does within 200
// bytes; -1 when it does not.
func nearest(text, phrase string, at int) int {
	best := -1
	for i := max(0, at-200); i < len(text) && i < at+200; {
		k := strings.Index(text[i:min(len(text), at+200+len(phrase))], phrase)
		if k < 0 {
			break
		}
		if p := i + k; best < 0 || abs(p-at) < abs(best-at) {
			best = p
		}
		i += k + 1
	}
	return best
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

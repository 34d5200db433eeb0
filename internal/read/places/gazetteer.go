package places

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

//go:embed gazetteer.tsv
var gazetteerTSV string

//go:embed countries.tsv
var countriesTSV string

// place is one row of gazetteer.tsv, or a state of the lexicon.
type place struct {
	name, kind string
	country    string // ISO 3166-1 alpha-3; "" for what lies in several or none
	city       string // of a venue
	lat, lon   float64
	located    bool
	size       int  // 1 to 5: how likely a bare name means this one
	context    bool // the name is a common word, person or lesser place: take it only where the words beside it say so
}

// form is one way in which a place is written.
type form struct {
	text    string
	demonym bool // "Chechen": no place, but tells of one
	abbr    bool // only behind a comma: "Dayton, Ohio", "Macon, Ga."
	places  []int32
}

// gazetteer finds forms by their first word.
type gazetteer struct {
	places []place
	forms  map[string][]form // by first word; longest first
	upper  map[string][]form // the same in capitals
	byName map[string][]int32
	middle map[string][2]float64 // of states, by code
}

// compile reads gazetteer.tsv.
func compile(tsv string) (*gazetteer, error) {
	g := &gazetteer{forms: map[string][]form{}, upper: map[string][]form{}, byName: map[string][]int32{}, middle: map[string][2]float64{}}
	for n, line := range strings.Split(tsv, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 10 {
			return nil, fmt.Errorf("gazetteer.tsv:%d: %d fields, want 10", n+1, len(f))
		}
		p := place{name: f[0], kind: f[1], country: f[2], context: f[6] == "context", city: f[8]}
		var err1, err2, err3 error
		p.lat, err1 = strconv.ParseFloat(f[3], 64)
		p.lon, err2 = strconv.ParseFloat(f[4], 64)
		p.size, err3 = strconv.Atoi(f[5])
		if err1 != nil || err2 != nil || err3 != nil || p.lat < -90 || p.lat > 90 || p.lon < -180 || p.lon > 180 || p.size < 1 || p.size > 5 {
			return nil, fmt.Errorf("gazetteer.tsv:%d: coordinates or size of %s are out of range", n+1, p.name)
		}
		p.located = true
		id := int32(len(g.places))
		g.places = append(g.places, p)
		g.add(p.name, id, false)
		if name, ok := strings.CutSuffix(p.name, " state"); ok && p.kind == "region" { // Washington state: the bare name is the city first
			g.add(name, id, false)
		}
		for _, a := range split(f[7]) {
			g.add(a, id, false)
		}
		for _, a := range split(f[9]) {
			g.add(a, id, true)
		}
	}
	for _, m := range []map[string][]form{g.forms, g.upper} {
		for _, fs := range m {
			slices.SortStableFunc(fs, func(a, b form) int { return len(b.text) - len(a.text) })
		}
	}
	return g, nil
}

func split(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "|")
}

func (g *gazetteer) add(text string, id int32, abbr bool) {
	put := func(m map[string][]form, text string) {
		k := firstWord(text)
		for i := range m[k] {
			if f := &m[k][i]; f.text == text && f.abbr == abbr {
				if !slices.Contains(f.places, id) {
					f.places = append(f.places, id)
				}
				return
			}
		}
		m[k] = append(m[k], form{text: text, abbr: abbr, places: []int32{id}})
	}
	put(g.forms, text)
	g.byName[text] = append(g.byName[text], id)
	if up := strings.ToUpper(text); up != text && len(up) > 3 && !abbr {
		put(g.upper, up)
	}
}

// countries reads countries.tsv.
func (g *gazetteer) countries(tsv string) error {
	for n, line := range strings.Split(tsv, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 {
			return fmt.Errorf("countries.tsv:%d: %d fields, want 3", n+1, len(f))
		}
		lat, err1 := strconv.ParseFloat(f[1], 64)
		lon, err2 := strconv.ParseFloat(f[2], 64)
		if err1 != nil || err2 != nil || lat < -90 || lat > 90 || lon < -180 || lon > 180 {
			return fmt.Errorf("countries.tsv:%d: coordinates of %s are out of range", n+1, f[0])
		}
		g.middle[f[0]] = [2]float64{lat, lon}
	}
	return nil
}

// demonym adds an adjective or people of a place.
func (g *gazetteer) demonym(text, name string) error {
	ids := g.byName[name]
	if len(ids) == 0 {
		return fmt.Errorf("demonyms.tsv: %s is in no row of gazetteer.tsv", name)
	}
	k := firstWord(text)
	f := form{text: text, demonym: true, places: ids}
	fs := g.forms[k]
	i := 0
	for i < len(fs) && len(fs[i].text) > len(text) {
		i++
	}
	g.forms[k] = slices.Insert(fs, i, f)
	return nil
}

// firstWord is the letters and figures that s starts with.
func firstWord(s string) string {
	i := 0
	for i < len(s) {
		c := s[i]
		if c < 0x80 {
			if c|0x20 < 'a' || c|0x20 > 'z' {
				if c < '0' || c > '9' {
					break
				}
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r >= 0x2000 && r <= 0x206f || r == 0xa0 || r == utf8.RuneError {
			break
		}
		i += n
	}
	return s[:i]
}

// find is the longest form that text[at:end] starts with, and its length.
func (g *gazetteer) find(text string, at, end int) (*form, int) {
	w := firstWord(text[at:end])
	if w == "" {
		return nil, 0
	}
	if f, n := longest(g.forms[w], text, at, end); f != nil {
		return f, n
	}
	if len(w) > 1 && w == strings.ToUpper(w) {
		return longest(g.upper[w], text, at, end)
	}
	return nil, 0
}

func longest(fs []form, text string, at, end int) (*form, int) {
	for i := range fs {
		if n := prefix(text[at:end], fs[i].text); n > 0 && boundary(text, at+n, end) {
			return &fs[i], n
		}
	}
	return nil, 0
}

// prefix is how many bytes of s spell form; white space matches any white
// space, an apostrophe either kind.
func prefix(s, form string) int {
	i := 0
	for k := 0; k < len(form); k++ {
		if i >= len(s) {
			return 0
		}
		switch c := form[k]; {
		case c == ' ':
			if s[i] != ' ' && s[i] != '\n' && s[i] != '\t' {
				return 0
			}
			for i < len(s) && (s[i] == ' ' || s[i] == '\n' || s[i] == '\t') {
				i++
			}
		case c == '\'':
			switch {
			case s[i] == '\'':
				i++
			case strings.HasPrefix(s[i:], "’"):
				i += len("’")
			default:
				return 0
			}
		case c == s[i]:
			i++
		default:
			return 0
		}
	}
	return i
}

// boundary reports whether a name may end at i.
func boundary(text string, i, end int) bool {
	if i >= end {
		return true
	}
	r, _ := utf8.DecodeRuneInString(text[i:end])
	if r == '-' || r == '‑' {
		// "Paris-based" ends, "Jean-Paul" and "London-Paris" do too
		return true
	}
	return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r >= 0xc0 && r < 0x2000)
}

package story

import (
	"net/url"
	"strings"

	"github.com/parley-register/parley"
)

// SameAddress reports whether two addresses are of one article: apart from the
// scheme, "www.", the fragment, parameters that only trace readers, and a slash
// at the end.
func SameAddress(a, b string) bool { return a != "" && plainAddress(a) == plainAddress(b) }

func plainAddress(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Host == "" {
		return s
	}
	q := u.Query()
	for key := range q {
		lower := strings.ToLower(key)
		if strings.HasPrefix(lower, "utm_") || strings.HasPrefix(lower, "at_") || lower == "fbclid" || lower == "gclid" || lower == "cmpid" || lower == "smid" {
			q.Del(key)
		}
	}
	out := strings.TrimPrefix(strings.ToLower(u.Host), "www.") + strings.TrimSuffix(u.EscapedPath(), "/")
	if enc := q.Encode(); enc != "" { // sorted by key
		out += "?" + enc
	}
	return out
}

// Change is a block that one version has and the other has not.
type Change struct {
	Added bool        `json:"added"` // in the newer version; else it was taken out
	At    parley.Span `json:"at"`    // in the newer version, or in the older one
	Text  string      `json:"text"`
}

// maxDiff bounds the blocks of a version that are compared.
const maxDiff = 2000

// Diff tells how two versions of an article differ, block by block, in the order
// of the text.
func Diff(older, newer *parley.Document) []Change {
	a, b := blocksOf(older), blocksOf(newer)
	for len(a) > 0 && len(b) > 0 && a[0].text == b[0].text {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1].text == b[len(b)-1].text {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	// The longest common subsequence.
	table := make([]int32, (len(a)+1)*(len(b)+1))
	at := func(i, j int) *int32 { return &table[i*(len(b)+1)+j] }
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i].text == b[j].text {
				*at(i, j) = *at(i+1, j+1) + 1
			} else {
				*at(i, j) = max(*at(i+1, j), *at(i, j+1))
			}
		}
	}
	var out []Change
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i].text == b[j].text:
			i, j = i+1, j+1
		case i < len(a) && (j == len(b) || *at(i+1, j) >= *at(i, j+1)):
			out = append(out, Change{false, a[i].at, a[i].text})
			i++
		default:
			out = append(out, Change{true, b[j].at, b[j].text})
			j++
		}
	}
	return out
}

type textBlock struct {
	at   parley.Span
	text string
}

func blocksOf(d *parley.Document) []textBlock {
	var out []textBlock
	for _, b := range d.Blocks {
		if s, ok := b.In(d.Text); ok && len(out) < maxDiff {
			out = append(out, textBlock{b.Span, s})
		}
	}
	if len(out) == 0 && d.Text != "" {
		out = append(out, textBlock{parley.Span{End: len(d.Text)}, d.Text})
	}
	return out
}

// Touched is a value that a version says and the one before or after it does not.
type Touched struct {
	Added bool   `json:"added"`
	Kind  string `json:"kind"` // of the subject: meeting, statement, …
	Field string `json:"field"`
	Value string `json:"value"`
}

// Touches tells which values differ between the claims of two versions. Where
// the words stand makes no difference.
func Touches(older, newer []parley.Claim) []Touched {
	key := func(c *parley.Claim) Touched {
		return Touched{Kind: string(c.Subject.Kind), Field: c.Field, Value: c.Value + mark(c.Modality)}
	}
	count := map[Touched]int{}
	for i := range older {
		count[key(&older[i])]++
	}
	var out []Touched
	for i := range newer {
		k := key(&newer[i])
		if count[k] > 0 {
			count[k]--
			continue
		}
		k.Added = true
		out = append(out, k)
	}
	for i := range older {
		if k := key(&older[i]); count[k] > 0 {
			count[k]--
			out = append(out, k)
		}
	}
	return out
}

func mark(m parley.Modality) string {
	if m == parley.Asserted || m == "" {
		return ""
	}
	return " (" + string(m) + ")"
}

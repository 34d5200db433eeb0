package quotes

import (
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"
	"unicode"
)

// Count is what was found right, what was found, and what should be.
type Count struct{ Right, Found, Gold int }

// Precision is the share of what was found that is right.
func (c Count) Precision() float64 { return float64(c.Right) / float64(max(c.Found, 1)) }

// Recall is the share of what should be found that was.
func (c Count) Recall() float64 { return float64(c.Right) / float64(max(c.Gold, 1)) }

// F1 is their harmonic mean.
func (c Count) F1() float64 { return 2 * float64(c.Right) / float64(max(c.Found+c.Gold, 1)) }

func (c Count) String() string {
	return fmt.Sprintf("P %.1f R %.1f F1 %.1f", 100*c.Precision(), 100*c.Recall(), 100*c.F1())
}

// Thresholds are the shares of content at which relations are counted.
var Thresholds = [3]float64{0.3, 0.5, 0.8}

// Result is a measurement.
type Result struct {
	Articles              int
	Source, Cue, Content  Count    // tokens
	Relations             [3]Count // by Thresholds
	Sources               [3]Count // of the relations found: source overlaps; Found is not used
	Direct, Mixed, Report Count    // recall at the middle threshold by kind of quotation; Found is not used
	Missed, Invented      []string // at the middle threshold, as "article: source | cue | content"
}

// Score measures what find finds in the text of each article.
func Score(articles []Article, find func(*Article) []Relation) Result {
	res := Result{Articles: len(articles)}
	for i := range articles {
		res.add(&articles[i], find(&articles[i]))
	}
	return res
}

func (res *Result) add(a *Article, found []Relation) {
	text := []rune(a.Text)
	tokens := tokenize(text)
	res.Source.roles(tokens, a.Gold, found, func(r *Relation) []Range { return r.Source })
	res.Cue.roles(tokens, a.Gold, found, func(r *Relation) []Range { return r.Cue })
	res.Content.roles(tokens, a.Gold, found, func(r *Relation) []Range { return r.Content })
	gold, sys := make([][]int, len(a.Gold)), make([][]int, len(found))
	for i := range a.Gold {
		gold[i] = cover(tokens, a.Gold[i].Content)
	}
	for i := range found {
		sys[i] = cover(tokens, found[i].Content)
	}
	type pair struct {
		share float64
		g, s  int
	}
	var pairs []pair
	for i, g := range gold {
		for j, s := range sys {
			if n := common(g, s); n > 0 {
				pairs = append(pairs, pair{float64(n) / float64(len(g)+len(s)-n), i, j})
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		switch {
		case a.share != b.share:
			if a.share > b.share {
				return -1
			}
			return 1
		case a.g != b.g:
			return b.g - a.g
		}
		return b.s - a.s
	})
	for t, threshold := range Thresholds {
		g, s := make([]bool, len(gold)), make([]bool, len(sys))
		n := 0
		for _, p := range pairs {
			if p.share < threshold || g[p.g] || s[p.s] {
				continue
			}
			g[p.g], s[p.s] = true, true
			n++
			if len(a.Gold[p.g].Source) > 0 {
				res.Sources[t].Gold++
				if common(cover(tokens, a.Gold[p.g].Source), cover(tokens, found[p.s].Source)) > 0 {
					res.Sources[t].Right++
				}
			}
		}
		res.Relations[t].add(Count{n, len(sys), len(gold)})
		if t != 1 {
			continue
		}
		for i := range gold {
			c := &res.Report
			switch kind(text, a.Gold[i].Content) {
			case "direct":
				c = &res.Direct
			case "mixed":
				c = &res.Mixed
			}
			c.Gold++
			if g[i] {
				c.Right++
			} else {
				res.Missed = append(res.Missed, a.Name+": "+show(text, &a.Gold[i]))
			}
		}
		for j := range sys {
			if !s[j] {
				res.Invented = append(res.Invented, a.Name+": "+show(text, &found[j]))
			}
		}
	}
}

func (c *Count) add(d Count) {
	c.Right += d.Right
	c.Found += d.Found
	c.Gold += d.Gold
}

func (c *Count) roles(tokens []Range, gold, found []Relation, role func(*Relation) []Range) {
	all := func(rs []Relation) []int {
		var spans []Range
		for i := range rs {
			spans = append(spans, role(&rs[i])...)
		}
		return cover(tokens, spans)
	}
	g, f := all(gold), all(found)
	c.add(Count{common(g, f), len(f), len(g)})
}

// tokenize splits text into words and single other signs.
func tokenize(text []rune) []Range {
	var out []Range
	for i := 0; i < len(text); {
		switch {
		case unicode.IsSpace(text[i]):
			i++
		case wordish(text[i]):
			j := i
			for j < len(text) && wordish(text[j]) {
				j++
			}
			out = append(out, Range{i, j})
			i = j
		default:
			out = append(out, Range{i, i + 1})
			i++
		}
	}
	return out
}

func wordish(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || r == '_' }

// cover lists the tokens that share a sign with one of spans, ascending.
func cover(tokens, spans []Range) []int {
	var out []int
	for _, s := range spans {
		i := sort.Search(len(tokens), func(i int) bool { return tokens[i][1] > s[0] })
		for ; i < len(tokens) && tokens[i][0] < s[1]; i++ {
			out = append(out, i)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// common counts what two ascending lists share.
func common(a, b []int) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n++
			i++
			j++
		}
	}
	return n
}

// kind says how content is quoted.
func kind(text []rune, content []Range) string {
	c := strings.TrimSpace(join(text, content))
	switch {
	case strings.HasPrefix(c, "\"") || strings.HasPrefix(c, "“"):
		if strings.HasSuffix(c, "\"") || strings.HasSuffix(c, "”") {
			return "direct"
		}
		return "mixed"
	case strings.ContainsAny(c, "\"“"):
		return "mixed"
	}
	return "indirect"
}

func join(text []rune, spans []Range) string {
	parts := make([]string, 0, len(spans))
	for _, s := range spans {
		if a, b := max(0, s[0]), min(s[1], len(text)); a < b {
			parts = append(parts, string(text[a:b]))
		}
	}
	return strings.Join(parts, " ")
}

func show(text []rune, r *Relation) string {
	return strings.ReplaceAll(join(text, r.Source)+" | "+join(text, r.Cue)+" | "+join(text, r.Content), "\n", " ")
}

// Print writes the figures.
func (res *Result) Print(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "articles %d\n", res.Articles)
	fmt.Fprintf(&b, "token source %s\ntoken cue %s\ntoken content %s\n", res.Source, res.Cue, res.Content)
	for t, threshold := range Thresholds {
		s := res.Sources[t]
		fmt.Fprintf(&b, "relation content-IoU>=%.1f %s | source overlap acc on matched %.1f (n=%d)\n", threshold, res.Relations[t], 100*s.Recall(), s.Gold)
	}
	fmt.Fprintf(&b, "recall@IoU0.5 by type direct %.1f (n=%d), mixed %.1f (n=%d), indirect %.1f (n=%d)\n",
		100*res.Direct.Recall(), res.Direct.Gold, 100*res.Mixed.Recall(), res.Mixed.Gold, 100*res.Report.Recall(), res.Report.Gold)
	_, err := io.WriteString(w, b.String())
	return err
}

package meetings

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
)

//go:embed data/matters.tsv
var mattersTSV string

// matter is one row of data/matters.tsv: talks that are known by a name, or by
// what they are about.
type matter struct {
	sides    []string
	named    bool // the name alone says who the sides are
	from, to int  // years; 0 where there is no bound
	as       map[string]string
}

// matterCue is some words that a matter is known by.
type matterCue struct {
	words []string
	of    *matter
}

// known is a matter that a mention is of, with the words that say so.
type known struct {
	*matter
	span parley.Span
}

func loadMatters() (map[string][]matterCue, error) {
	table, err := rows("matters.tsv", mattersTSV, 6)
	if err != nil {
		return nil, err
	}
	out := map[string][]matterCue{}
	for _, row := range table {
		m := &matter{sides: strings.Split(row[0], "|"), named: row[1] == "name", as: map[string]string{}}
		if !slices.IsSorted(m.sides) {
			slices.Sort(m.sides)
		}
		if from, to, ok := strings.Cut(row[2], "-"); ok {
			if m.from, err = yearOr(from); err == nil {
				m.to, err = yearOr(to)
			}
			if err != nil {
				return nil, fmt.Errorf("matters.tsv, %q: years %q: want FROM-TO, FROM-, or -", row[3], row[2])
			}
		}
		if row[4] != "-" {
			for pair := range strings.SplitSeq(row[4], "|") {
				code, side, ok := strings.Cut(pair, "=")
				if !ok || !slices.Contains(m.sides, side) {
					return nil, fmt.Errorf("matters.tsv, %q: %q is no CODE=SIDE", row[3], pair)
				}
				m.as[code] = side
			}
		}
		for words := range strings.SplitSeq(row[3], "|") {
			for _, form := range spellings(strings.ReplaceAll(words, "'s", " 's")) {
				out[form[0]] = append(out[form[0]], matterCue{form, m})
			}
		}
	}
	for _, cues := range out {
		slices.SortStableFunc(cues, func(a, b matterCue) int { return len(b.words) - len(a.words) })
	}
	return out, nil
}

func yearOr(s string) (int, error) {
	if s == "" {
		return 0, nil
	}
	return strconv.Atoi(s)
}

// matterReach is how many tokens after the noun of talks its matter may stand.
const matterReach = 12

// matterOf is the matter that the words before or after m name, or nil.
func (v *view) matterOf(m *mention) *known {
	if m.t.verb || m.t.kind != talks && m.t.kind != summit || len(v.lex.matters) == 0 {
		return nil
	}
	sent := &v.Sentences[m.Sentence]
	for t := max(sent.First, m.start-1); t < m.First; t++ {
		if k := v.matterAt(t, m.First); k != nil {
			return k
		}
	}
	linked := false
	for t := m.Last; t < min(sent.Last, m.Last+matterReach); t++ {
		switch v.lower[t] {
		case "on", "of", "over", "about", "for", "concerning", "regarding":
			linked = true
			continue
		case "between", "with", ",", ";", ".":
			return nil
		}
		if v.isFinite(t) {
			return nil
		}
		if k := v.matterAt(t, sent.Last); k != nil && (linked || k.named) {
			return k
		}
	}
	return nil
}

// matterAt is the matter whose words begin at token t and end before end.
func (v *view) matterAt(t, end int) *known {
	for _, c := range v.lex.matters[v.lower[t]] {
		if t+len(c.words) > end || !slices.Equal(c.words, v.lower[t:t+len(c.words)]) || !v.ofTime(c.of) {
			continue
		}
		return &known{c.of, parley.Span{Start: v.Tokens[t].Start, End: v.Tokens[t+len(c.words)-1].End}}
	}
	return nil
}

// ofTime tells whether a matter was talked about in the year of the article.
func (v *view) ofTime(m *matter) bool {
	year := v.Source.Published.From.Year
	return year == 0 || (m.from == 0 || year >= m.from) && (m.to == 0 || year <= m.to)
}

// side is the side of k that code stands for there, or "".
func (k *known) side(code string) string {
	if s := k.as[code]; s != "" {
		return s
	}
	if slices.Contains(k.sides, code) {
		return code
	}
	return ""
}

// byMatter gives m the sides of the matter that its words name, or that the
// text is about, as far as the text names them, where none of its own speaks
// against it.
func (v *view) byMatter(m *mention, about *known) {
	k := v.matterOf(m)
	if k == nil {
		k = about
	}
	if k == nil || slices.ContainsFunc(m.codes, func(c string) bool { return k.side(c) == "" }) {
		return
	}
	var here []string
	for _, s := range k.sides {
		if v.actorOf(k, s) >= 0 {
			here = append(here, s)
		}
	}
	if len(here) < len(k.sides) && (!k.named || len(here) < fewestNamed) {
		return
	}
	m.matter = k
	m.codes = here
	if m.unnamed = (parley.Span{}); len(here) < len(k.sides) {
		m.unnamed = k.span
	}
	if k.named && m.name.Empty() && !m.t.verb && k.span.Start < m.Start && m.Start-k.span.End <= 1 {
		m.name = parley.Span{Start: k.span.Start, End: m.End} // "six-party talks"
	} else if k.named && m.name.Empty() && !m.t.verb && m.Last < len(v.Tokens) && v.lower[m.Last] == "of" && k.span.Start >= v.Tokens[m.Last].End {
		m.name = v.nameBehind(k.span) // "the third round of the six-party talks"
	}
}

// nameBehind is the name that the words of a matter make with the noun for talks
// right behind them, empty where none is.
func (v *view) nameBehind(words parley.Span) parley.Span {
	t, _ := slices.BinarySearchFunc(v.Tokens, words.End, func(t nlp.Token, at int) int { return t.Start - at })
	if t >= len(v.Tokens) || v.Tokens[t].Start-words.End > 1 || !eventNouns[v.Tokens[t].Lemma] {
		return parley.Span{}
	}
	return parley.Span{Start: words.Start, End: v.Tokens[t].End}
}

// fewestNamed is how many sides of talks with a name a text must name for them
// to be the sides.
const fewestNamed = 3

// actorOf is the first actor mention that stands for a side of k alone, or -1.
func (v *view) actorOf(k *known, side string) int {
	for a := range v.Actors {
		if codes := v.codes(a); len(codes) == 1 && k.side(codes[0]) == side {
			return a
		}
	}
	return -1
}

// matterEvidence are the words that make a side of k one.
func (v *view) matterEvidence(k *known, side string) []parley.Evidence {
	out := []parley.Evidence{v.Source.Quote(k.span)}
	if a := v.actorOf(k, side); a >= 0 {
		out = append(out, v.Source.Quote(v.Actors[a].Span))
	}
	return out
}

// matterOfText is the matter that the title or the first talks of the text are
// on, or nil where there is none or where others meet, too.
func (v *view) matterOfText(ms []mention) *known {
	var about *known
	for i := range ms {
		if m := &ms[i]; about == nil && m.Sentence < leadSentences {
			about = v.matterOf(m)
		}
	}
	if about != nil && slices.ContainsFunc(ms, func(m mention) bool {
		return len(m.codes) >= 2 && m.t.strength != echo && slices.ContainsFunc(m.codes, func(c string) bool { return about.side(c) == "" })
	}) {
		return nil // others meet here, too
	}
	return about
}

// leadSentences are those that tell what an article is about.
const leadSentences = 6

package eval

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"unicode"

	"github.com/parley-register/parley/internal/nlp/conllu"
)

// Score counts what was found, what should have been, and what is right.
type Score struct {
	Gold, System, Correct int
}

// Add adds t to s.
func (s *Score) Add(t Score) {
	s.Gold += t.Gold
	s.System += t.System
	s.Correct += t.Correct
}

// Precision is the share of what was found that is right, 0 when nothing was found.
func (s Score) Precision() float64 { return ratio(s.Correct, s.System) }

// Recall is the share of what should be found that was found, 0 when there is nothing.
func (s Score) Recall() float64 { return ratio(s.Correct, s.Gold) }

// F1 is the harmonic mean of precision and recall.
func (s Score) F1() float64 { return ratio(2*s.Correct, s.Gold+s.System) }

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// ParseScore is the score of a parse in the terms of the CoNLL 2018 shared task
// (Zeman et al. 2018): words are aligned by the characters that they cover, and
// a tag, lemma or head counts when its word is aligned. Relations are compared
// without their subtypes, as that task did.
type ParseScore struct {
	Tokens, Sentences, Words     Score
	UPOS, XPOS, Lemmas, UAS, LAS Score
	Characters                   int // of the text, without white space
}

// Add adds t to r.
func (r *ParseScore) Add(t *ParseScore) {
	r.Tokens.Add(t.Tokens)
	r.Sentences.Add(t.Sentences)
	r.Words.Add(t.Words)
	r.UPOS.Add(t.UPOS)
	r.XPOS.Add(t.XPOS)
	r.Lemmas.Add(t.Lemmas)
	r.UAS.Add(t.UAS)
	r.LAS.Add(t.LAS)
	r.Characters += t.Characters
}

// ErrTexts says that two analyses are not of the same text.
var ErrTexts = errors.New("gold and system are not of the same text")

// Parse scores system against gold. White space apart, both must be of the same text.
func Parse(gold, system []*conllu.Sentence) (ParseScore, error) {
	g, s := flatten(gold), flatten(system)
	if string(g.chars) != string(s.chars) {
		i := 0
		for i < len(g.chars) && i < len(s.chars) && g.chars[i] == s.chars[i] {
			i++
		}
		show := func(c []rune) string { return string(c[min(max(0, i-20), len(c)):min(i+20, len(c))]) }
		return ParseScore{}, fmt.Errorf("%w: they part at character %d, gold %q, system %q", ErrTexts, i, show(g.chars), show(s.chars))
	}
	var r ParseScore
	r.Tokens = same(g.tokens, s.tokens)
	r.Sentences = same(g.sentences, s.sentences)
	pairs := align(g.words, s.words)
	n := Score{Gold: len(g.words), System: len(s.words)}
	count := func(ok func(a, b *word) bool) Score {
		c := n
		for _, p := range pairs {
			if ok(&g.words[p[0]], &s.words[p[1]]) {
				c.Correct++
			}
		}
		return c
	}
	back := make(map[int]int, len(pairs)) // system word to gold word
	for _, p := range pairs {
		back[p[1]] = p[0]
	}
	head := func(a, b *word) bool {
		if a.head < 0 || b.head < 0 {
			return a.head == rootHead && b.head == rootHead
		}
		at, ok := back[b.head]
		return ok && at == a.head
	}
	r.Words = count(func(*word, *word) bool { return true })
	r.UPOS = count(func(a, b *word) bool { return a.w.UPOS == b.w.UPOS })
	r.XPOS = count(func(a, b *word) bool { return a.w.XPOS == b.w.XPOS })
	r.Lemmas = count(func(a, b *word) bool { return a.w.Lemma == "_" || a.w.Lemma == b.w.Lemma })
	r.UAS = count(head)
	r.LAS = count(func(a, b *word) bool { return head(a, b) && relation(a.w.Deprel) == relation(b.w.Deprel) })
	r.Characters = len(g.chars)
	return r, nil
}

const (
	rootHead = -1 // the word is a root
	noHead   = -2 // the word has no head
)

type word struct {
	w          *conllu.Word
	start, end int
	head       int // index among all words, rootHead or noHead
	multi      int // number of its multiword token, from 1; 0 for none
}

type flat struct {
	chars     []rune
	tokens    [][2]int
	sentences [][2]int
	words     []word
}

func flatten(sentences []*conllu.Sentence) *flat {
	f := &flat{}
	multi := 0
	for _, s := range sentences {
		begin, first := len(f.chars), len(f.words)
		ranges := s.Ranges
		for i := 0; i < len(s.Words); {
			n, form, m := 1, s.Words[i].Form, 0
			if len(ranges) > 0 && ranges[0].First == i+1 {
				n, form = ranges[0].Last-i, ranges[0].Form
				ranges = ranges[1:]
				multi++
				m = multi
			}
			start := len(f.chars)
			for _, r := range form {
				if !unicode.IsSpace(r) {
					f.chars = append(f.chars, r)
				}
			}
			f.tokens = append(f.tokens, [2]int{start, len(f.chars)})
			for k := i; k < i+n; k++ {
				w := &s.Words[k]
				head := noHead
				switch {
				case w.Head == 0:
					head = rootHead
				case w.Head > 0:
					head = first + w.Head - 1
				}
				f.words = append(f.words, word{w: w, start: start, end: len(f.chars), head: head, multi: m})
			}
			i += n
		}
		if len(s.Words) > 0 {
			f.sentences = append(f.sentences, [2]int{begin, len(f.chars)})
		}
	}
	return f
}

// same scores two lists of ranges in order.
func same(gold, system [][2]int) Score {
	r := Score{Gold: len(gold), System: len(system)}
	i, j := 0, 0
	for i < len(gold) && j < len(system) {
		switch a, b := gold[i], system[j]; {
		case a == b:
			r.Correct++
			i++
			j++
		case a[0] < b[0] || a[0] == b[0] && a[1] < b[1]:
			i++
		default:
			j++
		}
	}
	return r
}

// align pairs words that cover the same characters. Where multiword tokens are
// concerned, words of the stretch that both cover are paired by the longest
// common subsequence of their forms in lower case.
func align(gold, system []word) [][2]int {
	var pairs [][2]int
	i, j := 0, 0
	for i < len(gold) && j < len(system) {
		a, b := &gold[i], &system[j]
		if a.multi == 0 && b.multi == 0 {
			switch {
			case a.start == b.start && a.end == b.end:
				pairs = append(pairs, [2]int{i, j})
				i++
				j++
			case a.start < b.start || a.start == b.start && a.end <= b.end:
				i++
			default:
				j++
			}
			continue
		}
		// a multiword token begins on one side: let the other side catch up first
		if a.start < b.start && a.multi == 0 {
			i++
			continue
		}
		if b.start < a.start && b.multi == 0 {
			j++
			continue
		}
		end := 0
		if a.multi > 0 && (b.multi == 0 || a.start <= b.start) {
			end = a.end
		}
		if b.multi > 0 && (a.multi == 0 || b.start <= a.start) {
			end = max(end, b.end)
		}
		i2, j2 := i, j
		for grown := true; grown; {
			grown = false
			for i2 < len(gold) && gold[i2].start < end {
				if gold[i2].multi > 0 && gold[i2].end > end {
					end, grown = gold[i2].end, true
				}
				i2++
			}
			for j2 < len(system) && system[j2].start < end {
				if system[j2].multi > 0 && system[j2].end > end {
					end, grown = system[j2].end, true
				}
				j2++
			}
		}
		if i2 == i {
			i2++
		}
		if j2 == j {
			j2++
		}
		pairs = append(pairs, lcs(gold, system, i, i2, j, j2)...)
		i, j = i2, j2
	}
	return pairs
}

// maxStretch bounds the square table of lcs.
const maxStretch = 2000

func lcs(gold, system []word, i, i2, j, j2 int) [][2]int {
	n, m := i2-i, j2-j
	if n > maxStretch || m > maxStretch {
		return nil
	}
	equal := func(a, b int) bool { return strings.EqualFold(gold[i+a].w.Form, system[j+b].w.Form) }
	table := make([]int, (n+1)*(m+1))
	for a := n - 1; a >= 0; a-- {
		for b := m - 1; b >= 0; b-- {
			if equal(a, b) {
				table[a*(m+1)+b] = table[(a+1)*(m+1)+b+1] + 1
			} else {
				table[a*(m+1)+b] = max(table[(a+1)*(m+1)+b], table[a*(m+1)+b+1])
			}
		}
	}
	var pairs [][2]int
	for a, b := 0, 0; a < n && b < m; {
		switch {
		case equal(a, b):
			pairs = append(pairs, [2]int{i + a, j + b})
			a++
			b++
		case table[(a+1)*(m+1)+b] >= table[a*(m+1)+b+1]:
			a++
		default:
			b++
		}
	}
	return pairs
}

// relation is deprel without its subtype.
func relation(deprel string) string {
	base, _, _ := strings.Cut(deprel, ":")
	return base
}

// Print writes r as a table.
func (r *ParseScore) Print(w io.Writer) error {
	return table(w, append(r.segmentation(), row{"UPOS", r.UPOS}, row{"XPOS", r.XPOS}, row{"Lemmas", r.Lemmas}, row{"UAS", r.UAS}, row{"LAS", r.LAS}))
}

// PrintSegmentation writes the scores of sentences and tokens as a table.
func (r *ParseScore) PrintSegmentation(w io.Writer) error { return table(w, r.segmentation()) }

func (r *ParseScore) segmentation() []row {
	return []row{{"Tokens", r.Tokens}, {"Sentences", r.Sentences}, {"Words", r.Words}}
}

type row struct {
	name  string
	score Score
}

func table(w io.Writer, rows []row) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tw, "\tprecision\trecall\tF1\tgold\t")
	for _, r := range rows {
		s := r.score
		fmt.Fprintf(tw, "%s\t%.2f\t%.2f\t%.2f\t%d\t\n", r.name, 100*s.Precision(), 100*s.Recall(), 100*s.F1(), s.Gold)
	}
	return tw.Flush()
}

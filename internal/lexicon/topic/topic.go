package topic

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
)

//go:embed topics.tsv
var data string

// Version changes with the data and the way in which they are used.
const Version = "topic/2"

// Other is the topic of what is named and fits no other.
const Other = "other"

// All are the topics, in the order of the scheme.
func All() []string {
	return strings.Fields(`security ceasefire peace-settlement territory nuclear arms-control sanctions trade investment energy finance
		reconstruction cyber information humanitarian prisoners refugees migration borders water climate human-rights terrorism maritime
		transport health governance elections diplomatic-relations regional-conflict intelligence technology culture other`)
}

// Word is a word as the lexicon compares it: its lemma, and its form in lower
// case.
type Word struct{ Lemma, Form string }

// Sentence is tokens with lemmas and lower-case forms; *phrase.Sentence is one.
type Sentence interface {
	Lemma(i int) string
	Lower(i int) string
}

// Words are tokens [from, to) of s as the lexicon compares them. A plural that
// has no lemma of its own is taken for one.
func Words(s Sentence, from, to int) []Word {
	out := make([]Word, 0, to-from)
	for i := from; i < to; i++ {
		w := Word{Lemma: s.Lemma(i), Form: s.Lower(i)}
		if w.Lemma == w.Form && len(w.Form) > 4 && strings.HasSuffix(w.Form, "s") && !strings.HasSuffix(w.Form, "ss") {
			w.Lemma = w.Form[:len(w.Form)-1]
		}
		out = append(out, w)
	}
	return out
}

// Hit is words that speak of a topic.
type Hit struct {
	First, Last int // words [First, Last)
	Topic       string
	Weight      int    // 1 to 3
	Phrase      string // the entry
}

type entry struct {
	words  []string
	phrase string
	topic  string
	weight int
}

var byFirst = sync.OnceValue(func() map[string][]entry {
	m, err := parse(data)
	if err != nil {
		panic(err) // the embedded data are tested
	}
	return m
})

// parse reads the table. Entries that begin with the same word are sorted so
// that the longest comes first.
func parse(table string) (map[string][]entry, error) {
	m := map[string][]entry{}
	known := All()
	for n, line := range strings.Split(table, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 || !slices.Contains(known, f[0]) || len(f[1]) != 1 || f[1] < "1" || f[1] > "3" {
			return nil, fmt.Errorf("topics.tsv, line %d: a topic, a weight from 1 to 3 and phrases are needed", n+1)
		}
		for phrase := range strings.SplitSeq(f[2], ";") {
			words := strings.FieldsFunc(phrase, func(r rune) bool { return r == ' ' || r == '-' })
			if len(words) == 0 {
				return nil, fmt.Errorf("topics.tsv, line %d: an empty phrase", n+1)
			}
			m[words[0]] = append(m[words[0]], entry{words, strings.Join(words, " "), f[0], int(f[1][0] - '0')})
		}
	}
	for k := range m {
		slices.SortStableFunc(m[k], func(a, b entry) int { return len(b.words) - len(a.words) })
	}
	return m, nil
}

// Find are the topics of words, in order. Where two phrases begin at the same
// word the longer counts, and both where they are equally long; what lies
// within a phrase counts no more. Hyphens between words make no difference.
func Find(words []Word) []Hit {
	var hits []Hit
	table := byFirst()
	for i := 0; i < len(words); {
		longest, end := 0, i+1 // in words of the phrase, and where it ends
		begun := len(hits)
		for _, key := range keys(words[i]) {
			for _, e := range table[key] {
				if len(e.words) < max(longest, 1) {
					break
				}
				n, ok := fits(e.words, words[i:])
				if !ok {
					continue
				}
				if len(e.words) > longest {
					longest, end = len(e.words), i+n
					hits = hits[:begun]
				}
				if h := (Hit{i, i + n, e.topic, e.weight, e.phrase}); !slices.ContainsFunc(hits[begun:], func(o Hit) bool { return o.Topic == h.Topic }) {
					hits = append(hits, h)
				}
			}
		}
		i = end
	}
	return hits
}

// keys are the words under which phrases that begin with w are kept.
func keys(w Word) []string {
	out := []string{w.Lemma}
	if w.Form != w.Lemma {
		out = append(out, w.Form)
	}
	if before, _, ok := strings.Cut(w.Form, "-"); ok && before != "" {
		out = append(out, before)
	}
	return out
}

// fits reports whether phrase stands at the beginning of words, and how many of
// them it takes.
func fits(phrase []string, words []Word) (int, bool) {
	k := 0
	for n := 0; n < len(phrase); k++ {
		if n > 0 && k < len(words) && words[k].Form == "-" {
			k++
		}
		if k == len(words) {
			return 0, false
		}
		took := takes(phrase[n:], words[k])
		if took == 0 {
			return 0, false
		}
		n += took
	}
	return k, true
}

// takes is how many words of phrase w stands for: more than one where w has
// hyphens, none where w is another word.
func takes(phrase []string, w Word) int {
	if phrase[0] == w.Lemma || phrase[0] == w.Form {
		return 1
	}
	n, form, lemma := 0, w.Form, w.Lemma
	for ; n < len(phrase); n++ {
		if phrase[n] == form || phrase[n] == lemma {
			return n + 1
		}
		rest, ok := strings.CutPrefix(form, phrase[n]+"-")
		if !ok {
			return 0
		}
		form, lemma = rest, strings.TrimPrefix(lemma, phrase[n]+"-")
	}
	return 0
}

// Best is the topic that hits speak of most: by weight, then the one named
// first; "" where there are none.
func Best(hits []Hit) string {
	best, sum := "", map[string]int{}
	for _, h := range hits {
		// A phrase of several words says more than a word.
		sum[h.Topic] += h.Weight*h.Weight + (h.Last - h.First - 1)
		if best == "" || sum[h.Topic] > sum[best] {
			best = h.Topic
		}
	}
	return best
}

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
const Version = "topic/1"

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

// Words are tokens [from, to) of s as the lexicon compares them.
func Words(s Sentence, from, to int) []Word {
	out := make([]Word, 0, to-from)
	for i := from; i < to; i++ {
		out = append(out, Word{Lemma: s.Lemma(i), Form: s.Lower(i)})
	}
	return out
}

// Hit is words that speak of a topic.
type Hit struct {
	First, Last int // words [First, Last)
	Topic       string
	Weight      int // 1 to 3
}

type entry struct {
	words  []string
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
			words := strings.Fields(phrase)
			if len(words) == 0 {
				return nil, fmt.Errorf("topics.tsv, line %d: an empty phrase", n+1)
			}
			m[words[0]] = append(m[words[0]], entry{words, f[0], int(f[1][0] - '0')})
		}
	}
	for k := range m {
		slices.SortStableFunc(m[k], func(a, b entry) int { return len(b.words) - len(a.words) })
	}
	return m, nil
}

// Find are the topics of words, in order. Where two phrases begin at the same
// word the longer counts, and both where they are equally long; what lies
// within a phrase counts no more.
func Find(words []Word) []Hit {
	var hits []Hit
	table := byFirst()
	for i := 0; i < len(words); {
		n := 0
		for _, list := range [2][]entry{table[words[i].Lemma], table[words[i].Form]} {
			for _, e := range list {
				if len(e.words) < max(n, 1) {
					break
				}
				if !fits(e.words, words[i:]) {
					continue
				}
				h := Hit{i, i + len(e.words), e.topic, e.weight}
				if len(e.words) > n {
					n = len(e.words)
					hits = slices.DeleteFunc(hits, func(o Hit) bool { return o.First == i })
				}
				if !slices.Contains(hits, h) {
					hits = append(hits, h)
				}
			}
			if words[i].Lemma == words[i].Form {
				break
			}
		}
		i += max(n, 1)
	}
	return hits
}

func fits(phrase []string, words []Word) bool {
	if len(phrase) > len(words) {
		return false
	}
	for k, p := range phrase {
		if w := words[k]; p != w.Lemma && p != w.Form {
			return false
		}
	}
	return true
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

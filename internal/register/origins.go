package register

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strings"

	"github.com/parley-register/parley"
)

// Limits of what counts as a copy. Shares are of runs of five words.
const (
	copyWindow    = 14  // days between a text and its copies
	copyJaccard   = 0.5 // of all runs of both: the same text, edited
	copyContained = 0.7 // of the runs of the shorter one: a cut version
	copyCredited  = 0.2 // of all runs of both, where both credit one agency or one credits the other
	fewestRuns    = 20  // below which texts are too short to tell
	shingle       = 5
)

// FindOrigins tells which documents are copies of others: identical and nearly
// identical texts, cut versions, and texts that share much and credit the same
// agency. What is left are origins of their own. It is the plain answer for
// where nothing better is known.
func FindOrigins(docs []parley.Document) Origins {
	texts := make([]*runs, 0, len(docs))
	for i := range docs {
		texts = append(texts, newRuns(&docs[i]))
	}
	slices.SortFunc(texts, func(a, b *runs) int { return compareDocuments(&a.document, &b.document) })
	origins := Origins{}
	byRun := map[uint64][]int{}
	for i, t := range texts {
		origin := Origin{ID: string(t.ID)}
		if best := t.source(texts, byRun); best >= 0 {
			o := texts[best]
			origin = Origin{ID: origins[o.ID].ID, CopyOf: o.ID}
		}
		origins[t.ID] = origin
		for _, h := range t.sketch {
			byRun[h] = append(byRun[h], i)
		}
	}
	return origins
}

// runs is a text as the set of its runs of five words.
type runs struct {
	document
	credit string
	all    []uint64 // sorted
	sketch []uint64 // those by which it is looked up
}

func newRuns(d *parley.Document) *runs {
	r := &runs{document: document{Document: Document{ID: d.ID, Published: d.Published, Publisher: d.Publisher}}, credit: fold(d.Credit)}
	r.published, r.dated = daysOf(d.Published)
	words := strings.Fields(fold(d.Text))
	for i := 0; i+shingle <= len(words); i++ {
		r.all = append(r.all, hashRun(words[i:i+shingle]))
	}
	if len(r.all) == 0 && len(words) > 0 {
		r.all = []uint64{hashRun(words)}
	}
	slices.Sort(r.all)
	r.all = slices.Compact(r.all)
	// The smallest of the hashes are a fair sample that copies have in common.
	r.sketch = r.all[:min(64, len(r.all))]
	return r
}

func hashRun(words []string) uint64 {
	h := fnv.New64a()
	for _, w := range words {
		h.Write([]byte(w))
		h.Write([]byte{' '})
	}
	return h.Sum64()
}

// source is the index of the earlier text that t repeats most of, or -1.
func (t *runs) source(texts []*runs, byRun map[uint64][]int) int {
	hits := map[int]int{}
	for _, h := range t.all {
		for _, i := range byRun[h] {
			hits[i]++
		}
	}
	candidates := make([]int, 0, len(hits))
	for i := range hits {
		candidates = append(candidates, i)
	}
	slices.Sort(candidates)
	best, bestShare := -1, 0.0
	for _, i := range candidates {
		o := texts[i]
		if t.dated && o.dated && t.published.gap(o.published) > copyWindow {
			continue
		}
		both := common(t.all, o.all)
		small, all := min(len(t.all), len(o.all)), len(t.all)+len(o.all)-both
		jaccard, contained := float64(both)/float64(all), float64(both)/float64(small)
		ok := jaccard >= copyJaccard || small >= fewestRuns && (contained >= copyContained || jaccard >= copyCredited && t.credits(o))
		if ok && cmp.Compare(contained, bestShare) > 0 {
			best, bestShare = i, contained
		}
	}
	return best
}

// credits reports whether both credit one agency, or one credits the other.
func (t *runs) credits(o *runs) bool {
	return t.credit != "" && (t.credit == o.credit || t.credit == fold(o.Publisher)) || o.credit != "" && o.credit == fold(t.Publisher)
}

// common is how many elements two sorted sets share.
func common(a, b []uint64) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			n, i, j = n+1, i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return n
}

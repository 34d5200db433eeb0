package story

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/parley-register/parley"
)

const (
	storyText     = 1200 // bytes of the body that are looked at
	storyHalfLife = 5.   // days in which the pull of a story halves
	storyAlike    = .12  // cosine, after decay, from which a document joins a story
	storyGap      = 21   // days after which nothing joins
	maxStoryTerms = 400
)

// Group puts documents on one event together. Documents are taken day by day in
// (published, digest) order; words count by how rare they are among all
// documents up to that day. Stories are in the order of their first documents,
// documents within a story too.
func Group(docs []*parley.Document) [][]parley.Digest {
	order := make([]*telling, 0, len(docs))
	seen := map[parley.Digest]bool{}
	for _, d := range docs {
		if !seen[d.ID] {
			seen[d.ID] = true
			order = append(order, newTelling(d))
		}
	}
	slices.SortFunc(order, func(a, b *telling) int { return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.id, b.id)) })
	frequency := map[string]int{}
	posting := map[string][]int{} // stories by term
	var stories []*told
	known := 0
	for at := 0; at < len(order); {
		end := at
		for end < len(order) && order[end].day == order[at].day {
			for term := range order[end].counts {
				frequency[term]++
			}
			end++
		}
		known += end - at
		for _, t := range order[at:end] {
			t.weigh(frequency, known)
			best := t.closest(stories, posting)
			if best < 0 {
				best = len(stories)
				stories = append(stories, &told{})
			}
			s := stories[best]
			s.members = append(s.members, t)
			s.last = t.day
			for term := range t.weights {
				if p := posting[term]; len(p) == 0 || p[len(p)-1] != best {
					posting[term] = append(p, best)
				}
			}
		}
		at = end
	}
	out := make([][]parley.Digest, len(stories))
	for i, s := range stories {
		for _, t := range s.members {
			out[i] = append(out[i], t.id)
		}
	}
	return out
}

// told is a story: the documents that tell it.
type told struct {
	members []*telling
	last    int
}

// telling is a document as a bag of words.
type telling struct {
	id      parley.Digest
	day     int
	counts  map[string]float64
	weights map[string]float64 // of length 1
	terms   []string           // of weights, heaviest first
}

func newTelling(d *parley.Document) *telling {
	t := &telling{id: d.ID, day: noDay, counts: map[string]float64{}}
	if first, _, ok := d.Published.Bounds(); ok {
		t.day = int(first.Unix() / int64(24*time.Hour/time.Second))
	}
	body := d.Text[:min(len(d.Text), storyText+len(d.Title))]
	for _, s := range []string{d.Title, d.Title, body} { // the title counts twice
		for f := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }) {
			if w := strings.ToLower(f); utf8.RuneCountInString(w) > 2 && !commonTerms[w] && len(t.counts) < maxStoryTerms {
				t.counts[stem(w)]++
			}
		}
	}
	return t
}

func (t *telling) weigh(frequency map[string]int, known int) {
	t.weights = make(map[string]float64, len(t.counts))
	t.terms = make([]string, 0, len(t.counts))
	for term := range t.counts {
		t.terms = append(t.terms, term)
	}
	slices.Sort(t.terms) // sums of floats depend on their order
	sum := 0.
	for _, term := range t.terms {
		w := (1 + math.Log(t.counts[term])) * math.Log(1+float64(known)/float64(frequency[term]))
		t.weights[term] = w
		sum += w * w
	}
	for _, term := range t.terms {
		t.weights[term] /= math.Sqrt(sum)
	}
	slices.SortStableFunc(t.terms, func(a, b string) int { return cmp.Compare(t.weights[b], t.weights[a]) })
}

// lookedUp is how many of a document's heaviest words find the stories that it
// is compared with.
const lookedUp = 60

func (t *telling) closest(stories []*told, posting map[string][]int) int {
	candidates := map[int]bool{}
	for _, term := range t.terms[:min(lookedUp, len(t.terms))] {
		p := posting[term]
		for i := len(p) - 1; i >= 0; i-- {
			s := stories[p[i]]
			if t.day != noDay && t.day-s.last > storyGap {
				continue
			}
			candidates[p[i]] = true
		}
	}
	list := make([]int, 0, len(candidates))
	for i := range candidates {
		list = append(list, i)
	}
	slices.Sort(list)
	best, bestScore := -1, storyAlike
	for _, i := range list {
		if score := t.pull(stories[i]); score > bestScore {
			best, bestScore = i, score
		}
	}
	return best
}

// pull is how strongly a story draws t: the mean of its cosines with the two
// nearest members, less with every day between.
func (t *telling) pull(s *told) float64 {
	var first, second float64
	for i := len(s.members) - 1; i >= max(0, len(s.members)-40); i-- {
		m := s.members[i]
		gap := 0.
		if t.day != noDay && m.day != noDay {
			gap = float64(t.day - m.day)
		}
		c := cosine(t, m) * math.Exp2(-gap/storyHalfLife)
		switch {
		case c > first:
			first, second = c, first
		case c > second:
			second = c
		}
	}
	if len(s.members) == 1 {
		return first
	}
	return (first + second) / 2
}

func cosine(a, b *telling) float64 {
	if len(a.terms) > len(b.terms) {
		a, b = b, a
	}
	sum := 0.
	for _, term := range a.terms {
		sum += a.weights[term] * b.weights[term]
	}
	return sum
}

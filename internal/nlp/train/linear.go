package train

import (
	"math"
	"math/rand/v2"
	"sort"

	"github.com/parley-register/parley/internal/nlp/core"
)

// A tagged sentence, as the tagger sees it.
type tagged struct {
	words []core.Word
	tags  []uint8
}

// Tags lists the most frequent pairs of tags, "UPOS XPOS", most frequent first.
func Tags(sentences []Sentence) []string {
	count := map[string]int{}
	for _, s := range sentences {
		for _, w := range s.Words {
			count[w.UPOS+" "+w.XPOS]++
		}
	}
	return top(count, core.Classes)
}

// top lists the n keys of the greatest counts.
func top(count map[string]int, n int) []string {
	keys := make([]string, 0, len(count))
	for k := range count {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool {
		a, b := keys[i], keys[j]
		if count[a] != count[b] {
			return count[a] > count[b]
		}
		return a < b
	})
	return keys[:min(n, len(keys))]
}

// index numbers the members of a list.
func index(list []string) map[string]int {
	m := make(map[string]int, len(list))
	for i, s := range list {
		m[s] = i
	}
	return m
}

// prepare computes words and numbers tags. A pair that is not among the tags
// becomes the most frequent pair with the same UPOS.
func prepare(sentences []Sentence, tags []string) []tagged {
	number := index(tags)
	fallback := map[string]int{}
	for i := len(tags) - 1; i >= 0; i-- {
		fallback[upos(tags[i])] = i
	}
	out := make([]tagged, len(sentences))
	for i, s := range sentences {
		t := tagged{make([]core.Word, len(s.Words)), make([]uint8, len(s.Words))}
		for j, w := range s.Words {
			t.words[j].ReadToken(w.Form)
			k, ok := number[w.UPOS+" "+w.XPOS]
			if !ok {
				k = fallback[w.UPOS]
			}
			t.tags[j] = uint8(k)
		}
		out[i] = t
	}
	return out
}

func upos(tag string) string {
	for i := range tag {
		if tag[i] == ' ' {
			return tag[:i]
		}
	}
	return tag
}

// perceptron is an averaged perceptron: sum accumulates each weight times the
// number of updates it stood for, by way of the usual trick of adding the update
// times the clock.
type perceptron struct {
	weight  [][core.Classes]float32
	clocked [][core.Classes]float64
	clock   float64
}

func trainLinear(data []tagged, tags, rowsLog2, epochs int, seed uint64) *perceptron {
	rows := 1 << rowsLog2
	p := &perceptron{weight: make([][core.Classes]float32, rows), clocked: make([][core.Classes]float64, rows), clock: 1}
	mask := uint64(rows - 1)
	order := make([]int, len(data))
	for i := range order {
		order[i] = i
	}
	r := rand.New(rand.NewPCG(seed, 1))
	var f [core.TagFeatures]uint32
	for range epochs {
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, k := range order {
			s := data[k]
			t1, t2 := core.Classes, core.Classes
			for i := range s.words {
				core.Features(&f, s.words, i, t1, t2, mask)
				best := p.best(&f, tags)
				if gold := int(s.tags[i]); best != gold {
					for _, row := range f {
						p.weight[row][gold]++
						p.weight[row][best]--
						p.clocked[row][gold] += p.clock
						p.clocked[row][best] -= p.clock
					}
				}
				t1, t2 = best, t1
			}
			p.clock++
		}
	}
	return p
}

func (p *perceptron) best(f *[core.TagFeatures]uint32, tags int) int {
	var score [core.Classes]float32
	for _, row := range f {
		axpy(1, p.weight[row][:], score[:])
	}
	best := 0
	for c := 1; c < tags; c++ {
		if score[c] > score[best] {
			best = c
		}
	}
	return best
}

// codes are the averaged weights as they are stored.
func (p *perceptron) codes() []int8 {
	var largest float64
	average := func(i, c int) float64 {
		return float64(p.weight[i][c]) - p.clocked[i][c]/p.clock
	}
	for i := range p.weight {
		for c := range core.Classes {
			largest = max(largest, math.Abs(average(i, c)))
		}
	}
	out := make([]int8, len(p.weight)*core.Classes)
	for i := range p.weight {
		for c := range core.Classes {
			out[i*core.Classes+c] = core.Compress(average(i, c), largest)
		}
	}
	return out
}

// linear is the tagger with its stored weights, as it will be loaded.
func (p *perceptron) linear(tags int) *core.Linear {
	codes := p.codes()
	l := &core.Linear{Tags: tags, Rows: make([][core.Classes]int16, len(p.weight))}
	for i := range l.Rows {
		for c := range core.Classes {
			l.Rows[i][c] = core.Expand(codes[i*core.Classes+c])
		}
	}
	return l
}

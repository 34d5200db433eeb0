package names

import (
	"hash/fnv"
	"slices"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
)

// plainSentences takes n sentences of the plain texts, as m tags them: those
// with the smallest hash, so that they come from everywhere.
func plainSentences(dir string, n int, m *nlp.Model) ([]Sentence, error) {
	type pick struct {
		hash uint64
		text string
	}
	var picks []pick
	limit := ^uint64(0)
	err := ReadTexts(dir, func(s string) {
		d := nlp.Segment(&parley.Document{Text: s})
		for _, st := range d.Sentences {
			if k := st.Last - st.First; k < 6 || k > 60 {
				continue
			}
			h := fnv.New64a()
			h.Write([]byte(s[st.Start:st.End]))
			if v := mix(h.Sum64()); v < limit {
				picks = append(picks, pick{v, s[st.Start:st.End]})
			}
		}
		if len(picks) > 4*n {
			slices.SortFunc(picks, func(a, b pick) int {
				if a.hash < b.hash {
					return -1
				}
				return 1
			})
			picks = picks[:n:n]
			limit = picks[n-1].hash
		}
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(picks, func(a, b pick) int {
		switch {
		case a.hash < b.hash:
			return -1
		case a.hash > b.hash:
			return 1
		}
		return 0
	})
	picks = slices.CompactFunc(picks, func(a, b pick) bool { return a.hash == b.hash })
	var out []Sentence
	for _, p := range picks[:min(n, len(picks))] {
		d := nlp.Segment(&parley.Document{Text: p.text})
		m.Annotate(d)
		for _, st := range d.Sentences {
			out = append(out, sentence("", d.Tokens[st.First:st.Last]))
		}
	}
	return out, nil
}

// mix spreads the bits of h.
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	return h ^ h>>33
}

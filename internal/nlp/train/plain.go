package train

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
)

// plainOptions say how much plain text the teachers annotate.
type plainOptions struct {
	sentences int // in all, about as many of each file
	perText   int // at most, of one text
	least     int // words of a sentence
	most      int
}

// plainSentences picks sentences of the plain texts, as parley's own rules split
// them, spread over all texts of every file. None is there twice.
func plainSentences(dir string, o plainOptions, seed uint64) ([]Sentence, error) {
	var out []Sentence
	seen := map[string]bool{}
	for f, name := range textFiles {
		var texts []string
		if err := eachText(filepath.Join(dir, name), func(t string) { texts = append(texts, t) }); err != nil {
			return nil, fmt.Errorf("reading text for the teachers: %w", err)
		}
		r := rand.New(rand.NewPCG(seed, uint64(f)+50))
		r.Shuffle(len(texts), func(i, j int) { texts[i], texts[j] = texts[j], texts[i] })
		want := len(out) + (o.sentences-len(out))/(len(textFiles)-f)
		for _, t := range texts {
			if len(out) >= want {
				break
			}
			d := nlp.Segment(&parley.Document{Text: t})
			order := r.Perm(len(d.Sentences))
			taken := 0
			for _, i := range order {
				if taken == o.perText || len(out) >= want {
					break
				}
				tokens := d.Tokens[d.Sentences[i].First:d.Sentences[i].Last]
				if len(tokens) < o.least || len(tokens) > o.most {
					continue
				}
				var s Sentence
				var key strings.Builder
				for _, t := range tokens {
					s.Words = append(s.Words, Word{Form: t.Form})
					key.WriteString(t.Form + " ")
				}
				if seen[key.String()] {
					continue
				}
				seen[key.String()] = true
				out = append(out, s)
				taken++
			}
		}
	}
	return out, nil
}

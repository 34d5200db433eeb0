package reactions

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp/clause"
)

//go:embed verbs.tsv
var verbsTSV string

//go:embed judgements.tsv
var judgementsTSV string

//go:embed objects.txt
var objectsTXT string

// entry is a row of verbs.tsv.
type entry struct {
	words   []string
	stance  parley.Stance // "" where what is urged tells it
	example string
}

// byWhatIsUrged stands for the stance of verbs whose object acts.
const byWhatIsUrged = "by what is urged"

type form struct {
	*entry
	clause.Form
}

// words is the vocabulary of reactions.
type words struct {
	entries    []entry
	index      map[string][]form        // by form of the verb, longest entry first
	judgements map[string]parley.Stance // how a word that judges is meant
	objects    map[string]bool          // words for talks and what comes of them
}

func loadLexicon() (*words, error) {
	l := &words{index: map[string][]form{}, judgements: map[string]parley.Stance{}, objects: map[string]bool{}}
	err := rows("verbs.tsv", verbsTSV, 3, func(f []string) error {
		e := entry{strings.Fields(f[0]), parley.Stance(f[1]), f[2]}
		if f[1] == byWhatIsUrged {
			e.stance = ""
		} else if err := reactive(e.stance); err != nil {
			return err
		}
		l.entries = append(l.entries, e)
		return nil
	})
	if err != nil {
		return nil, err
	}
	for i := range l.entries {
		for _, f := range clause.Forms(l.entries[i].words[0]) {
			l.index[f.Form] = append(l.index[f.Form], form{&l.entries[i], f})
		}
	}
	for _, fs := range l.index {
		slices.SortStableFunc(fs, func(a, b form) int { return len(b.words) - len(a.words) })
	}
	err = rows("judgements.tsv", judgementsTSV, 2, func(f []string) error {
		l.judgements[f[0]] = parley.Stance(f[1])
		return reactive(parley.Stance(f[1]))
	})
	for w := range strings.FieldsSeq(objectsTXT) {
		l.objects[w] = true
	}
	return l, err
}

// rows visits the lines of a data file that are no comments.
func rows(name, data string, fields int, visit func([]string) error) error {
	n := 0
	for line := range strings.Lines(data) {
		n++
		line = strings.TrimRight(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != fields {
			return fmt.Errorf("%s: line %d has %d fields, not %d", name, n, len(f), fields)
		}
		if err := visit(f); err != nil {
			return fmt.Errorf("%s: line %d: %w", name, n, err)
		}
	}
	return nil
}

func reactive(s parley.Stance) error {
	switch s {
	case parley.Supports, parley.Opposes, parley.Cautious, parley.Neutral:
		return nil
	}
	return fmt.Errorf("%q is no stance of a reaction", s)
}

// judged is how the first word of judgement among tokens [first, last) is meant,
// and where it stands; neutral and -1 where there is none.
func (l *words) judged(s *clause.Sentence, first, last int) (stance parley.Stance, at int) {
	for k := first; k < last; k++ {
		if p, ok := l.judgements[s.Low(k)]; ok {
			return p, k
		}
	}
	return parley.Neutral, -1
}

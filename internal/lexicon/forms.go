package lexicon

import (
	"io/fs"
	"iter"
	"strings"
)

// Forms yields every form of every entry, in a fixed order. It is for those who
// make something of the whole lexicon, such as features for a model.
func (l *Lexicon) Forms() iter.Seq[Entry] {
	return func(yield func(Entry) bool) {
		for _, senses := range l.actors.values {
			for _, e := range senses {
				if !yield(e) {
					return
				}
			}
		}
	}
}

// Titles yields every office, rank and form of address, in a fixed order.
func (l *Lexicon) Titles() iter.Seq[Office] {
	return func(yield func(Office) bool) {
		for _, o := range l.titles.values {
			if o.Title != "" && !yield(o.Office) {
				return
			}
		}
	}
}

// GivenNames returns the frequent given names as they are written.
func GivenNames() []string {
	var out []string
	err := rows(fs.FS(data), "given.tsv", 2, func(f []string) error {
		out = append(out, strings.Fields(f[1])...)
		return nil
	})
	if err != nil {
		panic(err) // the embedded data are tested
	}
	return out
}

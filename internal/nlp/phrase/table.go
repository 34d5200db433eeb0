package phrase

import (
	"fmt"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
)

// Row is a line of a table of patterns: what it means, the pattern, and an
// example in which it is found.
type Row struct {
	Kind    string // first column: what the pattern means
	Pattern *Pattern
	Example string
	Line    int
}

// Table is a table of patterns, indexed by how they begin.
type Table struct {
	Rows    []Row
	Version string // changes with the data
	first   map[string][]int
	rest    []int // those that begin with a tag
}

// ParseTable reads lines of kind, pattern and example with tabs between them;
// lines that begin with # are comments. Name is for messages.
func ParseTable(name, data string) (*Table, error) {
	t := &Table{Version: parley.DigestOf([]byte(data)).Short(), first: map[string][]int{}}
	n := 0
	for line := range strings.SplitSeq(data, "\n") {
		n++
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 || f[2] == "" {
			return nil, fmt.Errorf("%s, line %d: a kind, a pattern and an example are needed, with tabs between them", name, n)
		}
		p, err := Compile(f[1])
		if err != nil {
			return nil, fmt.Errorf("%s, line %d: %w", name, n, err)
		}
		at := len(t.Rows)
		t.Rows = append(t.Rows, Row{f[0], p, f[2], n})
		if len(p.steps[0].tags) > 0 {
			t.rest = append(t.rest, at)
		}
		for _, w := range p.steps[0].words {
			t.first[w] = append(t.first[w], at)
		}
	}
	return t, nil
}

// Found is a row that fits.
type Found struct {
	*Row
	Match
}

// Find are the rows that fit somewhere in s, in the order of tokens and, at one
// token, of rows.
func (t *Table) Find(s *Sentence) []Found {
	var out []Found
	for i := range s.Tokens {
		rows := t.first[s.lower[i]]
		if l := s.Tokens[i].Lemma; l != "" && l != s.lower[i] {
			rows = append(rows[:len(rows):len(rows)], t.first[l]...)
		}
		if len(t.rest) > 0 {
			rows = append(rows[:len(rows):len(rows)], t.rest...)
		}
		last := -1
		for _, r := range ordered(rows) {
			if r == last {
				continue
			}
			last = r
			if m, ok := t.Rows[r].Pattern.At(s, i); ok {
				out = append(out, Found{&t.Rows[r], m})
			}
		}
	}
	return out
}

// ordered sorts a short list in place of a copy.
func ordered(rows []int) []int {
	sorted := true
	for i := 1; i < len(rows); i++ {
		sorted = sorted && rows[i-1] <= rows[i]
	}
	if sorted {
		return rows
	}
	out := append([]int(nil), rows...)
	for i := 1; i < len(out); i++ {
		for k := i; k > 0 && out[k-1] > out[k]; k-- {
			out[k-1], out[k] = out[k], out[k-1]
		}
	}
	return out
}

// Explain tells which rows of the table called name fit where in d, for people.
func (t *Table) Explain(d *nlp.Doc, name string) []string {
	var out []string
	for n := range d.Sentences {
		s := Of(d, n)
		for _, f := range t.Find(s) {
			words := d.Source.Text[s.Tokens[f.First].Start:s.Tokens[min(f.Last, len(s.Tokens))-1].End]
			line := fmt.Sprintf("sentence %d, %q: %s, line %d, %s, pattern %q", n+1, words, name, f.Line, f.Kind, f.Pattern)
			if m := s.MoodAt(f.First); !m.Real() {
				line += "; in its clause: " + m.String()
			}
			out = append(out, line)
		}
	}
	return out
}

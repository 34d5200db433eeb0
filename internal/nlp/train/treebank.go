package train

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// Word is a syntactic word of a treebank.
type Word struct {
	Form, UPOS, XPOS, Relation string
	Head                       int
}

// Sentence is a sentence of a treebank.
type Sentence struct {
	ID    string
	Words []Word
}

// ReadTreebank reads the syntactic words of a CoNLL-U file. Ranges and empty
// nodes are passed over.
func ReadTreebank(path string) ([]Sentence, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []Sentence
	var s Sentence
	flush := func() {
		if len(s.Words) > 0 {
			out = append(out, s)
		}
		s = Sentence{}
	}
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<22)
	for line := 1; sc.Scan(); line++ {
		t := sc.Text()
		if t == "" {
			flush()
			continue
		}
		if id, ok := strings.CutPrefix(t, "# sent_id = "); ok {
			s.ID = id
		}
		if t[0] == '#' {
			continue
		}
		c := strings.Split(t, "\t")
		if len(c) != 10 {
			return nil, fmt.Errorf("%s:%d: %d columns; CoNLL-U has 10", path, line, len(c))
		}
		if strings.ContainsAny(c[0], "-.") {
			continue
		}
		head, err := strconv.Atoi(c[6])
		if err != nil {
			return nil, fmt.Errorf("%s:%d: head %q is not a number", path, line, c[6])
		}
		s.Words = append(s.Words, Word{Form: c[1], UPOS: c[3], XPOS: c[4], Head: head, Relation: c[7]})
	}
	flush()
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return out, nil
}

func tokens(s []Sentence) (n int) {
	for i := range s {
		n += len(s[i].Words)
	}
	return n
}

// curl gives every second sentence the curly quotation marks of newspapers in
// place of straight ones, which is what most of the treebanks have; their Penn
// tags tell opening from closing ones.
func curl(sentences []Sentence) {
	curly := map[[2]string]string{
		{`"`, "``"}: "“", {`"`, "''"}: "”",
		{"'", "``"}: "‘", {"'", "''"}: "’", {"`", "``"}: "‘",
	}
	for i := range sentences {
		if i%2 == 0 {
			continue
		}
		for j := range sentences[i].Words {
			w := &sentences[i].Words[j]
			if c, ok := curly[[2]string{w.Form, w.XPOS}]; ok {
				w.Form = c
			}
		}
	}
}

package conllu

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Word is a syntactic word: a line whose ID is a number. Fields that are "_" in
// the file are kept as "_", except for Head.
type Word struct {
	Form, Lemma, UPOS, XPOS, Feats string
	Head                           int // 1-based number of the head, 0 for the root, -1 for "_"
	Deprel, Deps, Misc             string
}

// Range is a multiword token: a surface form that stands for the words First
// to Last, 1-based and both included.
type Range struct {
	First, Last int
	Form, Misc  string
}

// Empty is an empty node, kept as it is.
type Empty struct {
	After int    // the number of the word that it follows, 0 before the first
	Line  string // the whole line
}

// Sentence is a sentence of a CoNLL-U file.
type Sentence struct {
	Comments []string // lines that start with "#", without their line end
	Words    []Word   // word n is Words[n-1]
	Ranges   []Range  // in order, not overlapping
	Empty    []Empty  // in order
}

// Comment returns the value of the comment "# key = value", and whether there
// is one. For a comment without "=", such as "# newpar", the value is empty.
func (s *Sentence) Comment(key string) (string, bool) {
	for _, c := range s.Comments {
		c = strings.TrimSpace(strings.TrimPrefix(c, "#"))
		k, v, ok := strings.Cut(c, "=")
		if strings.TrimSpace(k) == key {
			if !ok {
				return "", true
			}
			return strings.TrimSpace(v), true
		}
	}
	return "", false
}

// HasMisc reports whether the MISC field misc holds the value v, such as "SpaceAfter=No".
func HasMisc(misc, v string) bool {
	for f := range strings.SplitSeq(misc, "|") {
		if f == v {
			return true
		}
	}
	return false
}

// MiscValue returns the value of key in the MISC field misc.
func MiscValue(misc, key string) (string, bool) {
	for f := range strings.SplitSeq(misc, "|") {
		if v, ok := strings.CutPrefix(f, key+"="); ok {
			return v, true
		}
	}
	return "", false
}

// ErrFormat is wrapped by every error about the format of the input.
var ErrFormat = errors.New("not CoNLL-U")

// maxLine is the longest line that a Reader takes.
const maxLine = 1 << 20

// Reader reads sentences.
type Reader struct {
	sc   *bufio.Scanner
	line int
}

// NewReader returns a Reader of r.
func NewReader(r io.Reader) *Reader {
	sc := bufio.NewScanner(r)
	sc.Buffer(make([]byte, 0, 64<<10), maxLine)
	return &Reader{sc: sc}
}

// Read returns the next sentence, and io.EOF after the last.
func (r *Reader) Read() (*Sentence, error) {
	s := &Sentence{}
	started := false
	for r.sc.Scan() {
		r.line++
		line := strings.TrimSuffix(r.sc.Text(), "\r")
		if line == "" {
			if started {
				return s, r.check(s)
			}
			continue
		}
		started = true
		if line[0] == '#' {
			s.Comments = append(s.Comments, line)
			continue
		}
		if err := s.add(line); err != nil {
			return nil, fmt.Errorf("%w: line %d: %w", ErrFormat, r.line, err)
		}
	}
	if err := r.sc.Err(); err != nil {
		return nil, fmt.Errorf("%w: line %d: %w", ErrFormat, r.line+1, err)
	}
	if started {
		return s, r.check(s)
	}
	return nil, io.EOF
}

// ReadAll reads all sentences of r.
func ReadAll(r io.Reader) ([]*Sentence, error) {
	cr := NewReader(r)
	var all []*Sentence
	for {
		s, err := cr.Read()
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
}

func (r *Reader) check(s *Sentence) error {
	for i, w := range s.Words {
		if w.Head > len(s.Words) || w.Head == i+1 {
			return fmt.Errorf("%w: the sentence that ends at line %d has a word %d with head %d", ErrFormat, r.line, i+1, w.Head)
		}
	}
	if n := len(s.Ranges); n > 0 && s.Ranges[n-1].Last > len(s.Words) {
		return fmt.Errorf("%w: the sentence that ends at line %d has a multiword token that goes beyond its words", ErrFormat, r.line)
	}
	return nil
}

func (s *Sentence) add(line string) error {
	f := strings.Split(line, "\t")
	if len(f) != 10 {
		return fmt.Errorf("%d fields apart by tabs, want 10", len(f))
	}
	for i, v := range f {
		if v == "" {
			return fmt.Errorf("field %d is empty, want \"_\" where there is no value", i+1)
		}
	}
	if strings.Contains(f[0], ".") {
		s.Empty = append(s.Empty, Empty{After: len(s.Words), Line: line})
		return nil
	}
	if a, b, ok := strings.Cut(f[0], "-"); ok {
		first, err1 := strconv.Atoi(a)
		last, err2 := strconv.Atoi(b)
		if err1 != nil || err2 != nil || first != len(s.Words)+1 || last < first || len(s.Ranges) > 0 && s.Ranges[len(s.Ranges)-1].Last >= first {
			return fmt.Errorf("multiword token %q is out of place", f[0])
		}
		s.Ranges = append(s.Ranges, Range{First: first, Last: last, Form: f[1], Misc: f[9]})
		return nil
	}
	if id, err := strconv.Atoi(f[0]); err != nil || id != len(s.Words)+1 {
		return fmt.Errorf("word %q follows word %d", f[0], len(s.Words))
	}
	head := -1
	if f[6] != "_" {
		var err error
		if head, err = strconv.Atoi(f[6]); err != nil || head < 0 {
			return fmt.Errorf("head %q is not a number of a word", f[6])
		}
	}
	s.Words = append(s.Words, Word{
		Form: f[1], Lemma: f[2], UPOS: f[3], XPOS: f[4], Feats: f[5], Head: head, Deprel: f[7], Deps: f[8], Misc: f[9],
	})
	return nil
}

// Write writes s and the empty line after it.
func (s *Sentence) Write(w io.Writer) error {
	var b []byte
	for _, c := range s.Comments {
		b = append(append(b, c...), '\n')
	}
	ranges, empty := s.Ranges, s.Empty
	for i := 0; ; i++ {
		for len(empty) > 0 && empty[0].After == i {
			b = append(append(b, empty[0].Line...), '\n')
			empty = empty[1:]
		}
		if i == len(s.Words) {
			break
		}
		if len(ranges) > 0 && ranges[0].First == i+1 {
			b = fmt.Appendf(b, "%d-%d\t%s\t_\t_\t_\t_\t_\t_\t_\t%s\n", ranges[0].First, ranges[0].Last, field(ranges[0].Form), field(ranges[0].Misc))
			ranges = ranges[1:]
		}
		b = strconv.AppendInt(b, int64(i+1), 10)
		wd := &s.Words[i]
		for _, f := range [...]string{wd.Form, wd.Lemma, wd.UPOS, wd.XPOS, wd.Feats} {
			b = append(append(b, '\t'), field(f)...)
		}
		b = append(b, '\t')
		if wd.Head < 0 {
			b = append(b, '_')
		} else {
			b = strconv.AppendInt(b, int64(wd.Head), 10)
		}
		for _, f := range [...]string{wd.Deprel, wd.Deps, wd.Misc} {
			b = append(append(b, '\t'), field(f)...)
		}
		b = append(b, '\n')
	}
	_, err := w.Write(append(b, '\n'))
	return err
}

// field is s as a field may hold it: never empty, without tabs and line ends.
func field(s string) string {
	if s == "" {
		return "_"
	}
	if strings.ContainsAny(s, "\t\r\n") {
		return strings.NewReplacer("\t", " ", "\r", " ", "\n", " ").Replace(s)
	}
	return s
}

package quotes

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Range is a half-open range of code points.
type Range [2]int

// Relation is an attribution: who, the words that say so, and what.
type Relation struct {
	Source  []Range `json:"source"`
	Cue     []Range `json:"cue"`
	Content []Range `json:"content"`
}

// Article is a text and its gold.
type Article struct {
	Name string
	Text string // line ends are \n
	Gold []Relation
}

// Prediction is a line of a file of predictions.
type Prediction struct {
	Doc          string     `json:"doc"`
	Attributions []Relation `json:"attributions"`
}

// Read reads the articles of dir that have gold, by name.
func Read(dir string) ([]Article, error) {
	texts, err := filepath.Glob(filepath.Join(escape(dir), "text", "*.txt"))
	if err != nil {
		return nil, fmt.Errorf("the folder %s cannot be listed: %w", dir, err)
	}
	gold, err := os.ReadDir(filepath.Join(dir, "attributions"))
	if err != nil {
		return nil, fmt.Errorf("%s holds no folder named attributions; give a folder of the layout of PolNeAR, with text and attributions in it: %w", dir, err)
	}
	var out []Article
	slices.Sort(texts)
	for _, file := range texts {
		name := strings.TrimSuffix(filepath.Base(file), ".txt")
		first := ""
		for _, g := range gold { // in order of name
			if n := g.Name(); strings.HasPrefix(n, name+"_") && strings.HasSuffix(n, ".ann") {
				first = n
				break
			}
		}
		if first == "" {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		ann, err := os.ReadFile(filepath.Join(dir, "attributions", first))
		if err != nil {
			return nil, err
		}
		out = append(out, Article{Name: name, Text: newlines(string(text)), Gold: parse(newlines(string(ann)))})
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s holds no text/NAME.txt that has an attributions/NAME_….ann", dir)
	}
	return out, nil
}

func escape(s string) string {
	return strings.NewReplacer("*", "\\*", "?", "\\?", "[", "\\[", "\\", "\\\\").Replace(s)
}

func newlines(s string) string {
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
}

// parse reads brat standoff: T lines are spans, E lines relations of them.
// Lines that are neither, or broken, are passed over.
func parse(ann string) []Relation {
	spans := map[string][]Range{}
	var out []Relation
	for line := range strings.SplitSeq(ann, "\n") {
		id, rest, ok := strings.Cut(line, "\t")
		if !ok || id == "" {
			continue
		}
		rest, _, _ = strings.Cut(rest, "\t")
		switch id[0] {
		case 'T':
			if _, at, ok := strings.Cut(rest, " "); ok {
				spans[id] = ranges(at)
			}
		case 'E':
			var r Relation
			for field := range strings.FieldsSeq(rest) {
				role, ref, _ := strings.Cut(field, ":")
				switch strings.Map(dropDigit, role) {
				case "Source":
					r.Source = append(r.Source, spans[ref]...)
				case "Cue":
					r.Cue = append(r.Cue, spans[ref]...)
				case "Content":
					r.Content = append(r.Content, spans[ref]...)
				}
			}
			if len(r.Cue) > 0 && len(r.Content) > 0 {
				out = append(out, r)
			}
		}
	}
	return out
}

func dropDigit(r rune) rune {
	if '0' <= r && r <= '9' {
		return -1
	}
	return r
}

func ranges(s string) []Range {
	var out []Range
	for part := range strings.SplitSeq(s, ";") {
		a, b, _ := strings.Cut(part, " ")
		start, err1 := strconv.Atoi(a)
		end, err2 := strconv.Atoi(b)
		if err1 == nil && err2 == nil {
			out = append(out, Range{start, end})
		}
	}
	return out
}

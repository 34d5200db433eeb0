package events

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/parley-register/parley"
)

// ErrLayout is returned for files that are not in the layout asked for.
var ErrLayout = errors.New("the file is not in the layout that is measured here")

// Relation is a sentence with its source and target marked and a root.
type Relation struct {
	ID             string
	Text           string
	Source, Target []parley.Span
	Root           string
}

// Relations reads a table with the columns id, marked_sentence and root, in
// which <s>…</s> and <t>…</t> mark source and target.
func Relations(path string) ([]Relation, error) {
	var out []Relation
	column := map[string]int{}
	err := lines(path, func(n int, line string) error {
		f := strings.Split(line, "\t")
		if n == 1 {
			for i, name := range f {
				column[name] = i
			}
			for _, need := range []string{"id", "marked_sentence", "root"} {
				if _, ok := column[need]; !ok {
					return fmt.Errorf("%w: a column %q is needed", ErrLayout, need)
				}
			}
			return nil
		}
		if len(f) <= max(column["id"], column["marked_sentence"], column["root"]) {
			return fmt.Errorf("%w: columns are missing", ErrLayout)
		}
		r := Relation{ID: f[column["id"]], Root: f[column["root"]]}
		r.Text, r.Source, r.Target = unmark(f[column["marked_sentence"]])
		out = append(out, r)
		return nil
	})
	return out, err
}

// unmark takes the marks out of a sentence.
func unmark(s string) (text string, source, target []parley.Span) {
	var b strings.Builder
	from := [2]int{-1, -1}
	for s != "" {
		at := strings.IndexByte(s, '<')
		if at < 0 {
			b.WriteString(s)
			break
		}
		b.WriteString(s[:at])
		s = s[at:]
		switch {
		case strings.HasPrefix(s, "<s>"), strings.HasPrefix(s, "<t>"):
			from[strings.IndexByte("st", s[1])] = b.Len()
			s = s[3:]
		case strings.HasPrefix(s, "</s>"), strings.HasPrefix(s, "</t>"):
			k := strings.IndexByte("st", s[2])
			if from[k] >= 0 {
				span := parley.Span{Start: from[k], End: b.Len()}
				if k == 0 {
					source = append(source, span)
				} else {
					target = append(target, span)
				}
				from[k] = -1
			}
			s = s[4:]
		default:
			b.WriteByte('<')
			s = s[1:]
		}
	}
	return b.String(), source, target
}

// Side is an actor or recipient of a record.
type Side struct {
	Text    string `json:"text"`
	Country string `json:"country"`
	Sector  string `json:"sector"`
}

// Record is a sentence with who did what to whom.
type Record struct {
	ID        string `json:"id"`
	Text      string `json:"text"`
	Actor     []Side `json:"actor"`
	Recipient []Side `json:"recipient"`
	Root      string `json:"plover"`
	CAMEO     string `json:"cameo"`
}

// Records reads lines of JSON with text, actor, recipient and plover.
func Records(path string) ([]Record, error) {
	var out []Record
	err := lines(path, func(_ int, line string) error {
		var r Record
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			return fmt.Errorf("%w: %w", ErrLayout, err)
		}
		if r.Text == "" || r.Root == "" {
			return fmt.Errorf("%w: text and plover are needed", ErrLayout)
		}
		out = append(out, r)
		return nil
	})
	return out, err
}

// Sentence is a sentence and whether it holds a Contact:Meet event.
type Sentence struct {
	ID   string
	Text string
	Meet bool
}

// Sentences reads lines of JSON with id, sentence and events, each of an
// event_type.
func Sentences(path string) ([]Sentence, error) {
	var out []Sentence
	err := lines(path, func(_ int, line string) error {
		var r struct {
			ID       string `json:"id"`
			Sentence string `json:"sentence"`
			Events   []struct {
				Type string `json:"event_type"`
			} `json:"events"`
		}
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			return fmt.Errorf("%w: %w", ErrLayout, err)
		}
		if r.Sentence == "" {
			return fmt.Errorf("%w: sentence is needed", ErrLayout)
		}
		s := Sentence{ID: r.ID, Text: r.Sentence}
		for _, e := range r.Events {
			s.Meet = s.Meet || e.Type == "Contact:Meet"
		}
		out = append(out, s)
		return nil
	})
	return out, err
}

// lines calls f for each line of a file that is not empty, with its number.
func lines(path string, f func(n int, line string) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	if err := eachLine(file, f); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

func eachLine(r io.Reader, f func(n int, line string) error) error {
	in := bufio.NewScanner(r)
	in.Buffer(make([]byte, 1<<16), 1<<22)
	for n := 1; in.Scan(); n++ {
		line := strings.TrimSuffix(in.Text(), "\r")
		if strings.TrimSpace(line) == "" {
			continue
		}
		if err := f(n, line); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	return in.Err()
}

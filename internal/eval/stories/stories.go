// Package stories measures whether articles on one event are put together:
// B-cubed precision and recall (Bagga and Baldwin 1998) over JSON lines of
// {"id", "story", "source", "date", "title", "text"}.
package stories

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/story"
	"github.com/parley-register/parley/internal/text"
)

// Article is an article and the story that it belongs to.
type Article struct {
	Document *parley.Document
	Story    string
}

// ErrSet says what is wrong with a set.
var ErrSet = errors.New(`not a set of stories: .jsonl files with {"id", "story", "source", "date", "title", "text"} a line are needed`)

// Read reads the .jsonl files of a folder.
func Read(dir string) ([]Article, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.jsonl"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("%s: %w", dir, ErrSet)
	}
	slices.Sort(files)
	var all []Article
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			return nil, err
		}
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 16<<20)
		for n := 1; lines.Scan(); n++ {
			var r struct{ ID, Story, Source, Date, Title, Text string }
			if err := json.Unmarshal(lines.Bytes(), &r); err != nil || r.Story == "" {
				f.Close()
				return nil, fmt.Errorf("%s:%d: %w", file, n, ErrSet)
			}
			published, err := parley.ParseInterval(r.Date)
			if err != nil {
				f.Close()
				return nil, fmt.Errorf("%s:%d: %w", file, n, err)
			}
			d := &parley.Document{Name: r.ID, Title: r.Title, Publisher: r.Source, Published: published, Text: r.Text, Blocks: text.Blocks(r.Text)}
			d.ID = d.DocumentID()
			all = append(all, Article{d, r.Story})
		}
		f.Close()
		if err := lines.Err(); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// Result is the score of a set.
type Result struct {
	Articles  int     `json:"articles"`
	Stories   int     `json:"stories"`
	Found     int     `json:"found"` // stories
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
}

// Score groups the articles and scores the groups.
func Score(articles []Article) Result {
	docs := make([]*parley.Document, len(articles))
	gold := map[parley.Digest]string{}
	size := map[string]int{}
	for i, a := range articles {
		docs[i] = a.Document
		if _, ok := gold[a.Document.ID]; !ok {
			size[a.Story]++
		}
		gold[a.Document.ID] = a.Story
	}
	groups := story.Group(docs)
	r := Result{Articles: len(gold), Stories: len(size), Found: len(groups)}
	for _, g := range groups {
		in := map[string]int{}
		for _, id := range g {
			in[gold[id]]++
		}
		for _, id := range g {
			same := float64(in[gold[id]])
			r.Precision += same / float64(len(g)) / float64(len(gold))
			r.Recall += same / float64(size[gold[id]]) / float64(len(gold))
		}
	}
	if r.Precision+r.Recall > 0 {
		r.F1 = 2 * r.Precision * r.Recall / (r.Precision + r.Recall)
	}
	return r
}

package talksbench

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// ScoreDirs scores the predictions in predDir, one <id>.json per article,
// against goldDir/gold/*.json.
func ScoreDirs(goldDir, predDir string) (Score, error) {
	paths, err := filepath.Glob(filepath.Join(goldDir, "gold", "*.json"))
	if err != nil {
		return Score{}, err
	}
	if len(paths) == 0 {
		return Score{}, fmt.Errorf("%s: no gold/*.json there; name a folder that holds gold/ and texts/", goldDir)
	}
	var t Tally
	for _, path := range paths {
		gold, err := ReadFile(path)
		if err != nil {
			return Score{}, err
		}
		pred, err := ReadFile(filepath.Join(predDir, filepath.Base(path)))
		if errors.Is(err, fs.ErrNotExist) {
			pred = nil
		} else if err != nil {
			return Score{}, err
		}
		t.Add(gold, pred)
	}
	return t.Score(), nil
}

// Read reads the gold of the set in folder dir (gold/NAME.json beside the texts),
// in the order of names; with prefixes only the articles whose names begin with
// one of them. That there is none is an error that wraps [fs.ErrNotExist].
func Read(dir string, prefixes ...string) ([]*Article, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "gold", "*.json"))
	if err != nil {
		return nil, err
	}
	var out []*Article
	for _, path := range paths {
		name := filepath.Base(path)
		if len(prefixes) > 0 && !slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(name, p) }) {
			continue
		}
		a, err := ReadFile(path)
		if err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s: %w: no gold/*.json that fit; name a folder with gold/ and texts/ in the scheme of TalksBench", dir, fs.ErrNotExist)
	}
	return out, nil
}

// ReadFile reads one article.
func ReadFile(path string) (*Article, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var a Article
	if err := json.Unmarshal(b, &a); err != nil {
		return nil, fmt.Errorf("%s: not an article in the scheme of TalksBench: %w", path, err)
	}
	return &a, nil
}

// Text reads the article that a annotates, from the set in folder dir.
func (a *Article) Text(dir string) ([]byte, error) {
	b, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(a.Doc.File)))
	if err != nil {
		return nil, fmt.Errorf("the text of %s: %w", a.Doc.ID, err)
	}
	return b, nil
}

func show(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(b)
}

package talksbench

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
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

func show(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(b)
}

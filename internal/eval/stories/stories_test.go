package stories

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"testing"
)

func TestScore(t *testing.T) {
	dir := t.TempDir()
	if _, err := Read(dir); !errors.Is(err, ErrSet) {
		t.Errorf("an empty folder: %v", err)
	}
	const lines = `{"id":"1","story":"ferry","source":"a","date":"2026-04-07","title":"Ferry to sail","text":"The ferry between Norland and Sudria will sail again from the island of Ruen."}
{"id":"2","story":"ferry","source":"b","date":"2026-04-07","title":"Ferry sails","text":"Norland and Sudria want the ferry from Ruen island to sail again."}
{"id":"3","story":"fish","source":"b","date":"2026-04-07","title":"Herring","text":"Herring is cheap because the shoals came early to Calis."}
{"id":"4","story":"fish","source":"b","date":"2026-04-07","title":"Parliament sits","text":"Deputies quarrelled over pensions in the capital until midnight."}
`
	if err := os.WriteFile(filepath.Join(dir, "s.jsonl"), []byte(lines), 0o600); err != nil {
		t.Fatal(err)
	}
	articles, err := Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	r := Score(articles)
	// The last two do not belong together by any word: recall is (1+1+½+½)/4.
	if r.Articles != 4 || r.Stories != 2 || r.Found != 3 || r.Precision != 1 || math.Abs(r.Recall-.75) > 1e-9 {
		t.Errorf("%+v", r)
	}
}

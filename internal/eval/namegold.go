package eval

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
)

// NameText is a text with its names marked by hand.
type NameText struct {
	ID    string
	Doc   *nlp.Doc // sentences and tokens where the gold has them, else only Source
	Names []Named  // by bytes of the text
}

// ErrGold is wrapped by errors about files of names.
var ErrGold = errors.New("not a file of marked names")

// Folds is the number of parts into which sentences marked by hand fall.
const Folds = 5

// Fold is the part, from 0, to which a sentence belongs, by a hash of its name.
// Fold 0 is never trained or tuned on.
func Fold(id string) int {
	h := fnv.New32a()
	h.Write([]byte(id))
	return int(h.Sum32() % Folds)
}

// ReadMarkedNames reads lines of {"id", "text", "spans": [[start, end, type]]},
// with offsets in code points.
func ReadMarkedNames(r io.Reader) ([]NameText, error) {
	var out []NameText
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 4<<20)
	for n := 1; sc.Scan(); n++ {
		var rec struct {
			ID    string               `json:"id"`
			Text  string               `json:"text"`
			Spans [][3]json.RawMessage `json:"spans"`
		}
		if len(sc.Bytes()) == 0 {
			continue
		}
		if err := json.Unmarshal(sc.Bytes(), &rec); err != nil {
			return nil, fmt.Errorf("%w: line %d: %w", ErrGold, n, err)
		}
		offsets := make([]int, 0, len(rec.Text)+1)
		for i := range rec.Text {
			offsets = append(offsets, i)
		}
		offsets = append(offsets, len(rec.Text))
		t := NameText{ID: rec.ID, Doc: &nlp.Doc{Source: &parley.Document{Text: rec.Text}}}
		for _, s := range rec.Spans {
			var a, b int
			var typ string
			err := errors.Join(json.Unmarshal(s[0], &a), json.Unmarshal(s[1], &b), json.Unmarshal(s[2], &typ))
			if err != nil || a < 0 || b < a || b >= len(offsets) {
				return nil, fmt.Errorf("%w: line %d: span [%s, %s, %s] is not in the text", ErrGold, n, s[0], s[1], s[2])
			}
			t.Names = append(t.Names, Named{offsets[a], offsets[b], typ})
		}
		out = append(out, t)
	}
	return out, sc.Err()
}

// ReadIOB2 reads tokens with IOB2 labels, one a line with fields apart by tabs:
// number, form and label, or form and label. Sentences are apart by empty lines.
func ReadIOB2(r io.Reader) ([]NameText, error) {
	var out []NameText
	var forms, labels []string
	flush := func() {
		if len(forms) > 0 {
			out = append(out, iobText(forms, labels))
		}
		forms, labels = nil, nil
	}
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<20)
	for n := 1; sc.Scan(); n++ {
		line := sc.Text()
		c := strings.Split(line, "\t")
		switch {
		case strings.TrimSpace(line) == "":
			flush()
			continue
		case line[0] == '#' && len(c) == 1:
			continue
		case len(c) == 2:
		case len(c) >= 3:
			c = c[1:]
		default:
			return nil, fmt.Errorf("%w: line %d has %d fields apart by tabs, want a form and a label", ErrGold, n, len(c))
		}
		forms, labels = append(forms, c[0]), append(labels, c[1])
	}
	flush()
	return out, sc.Err()
}

// iobText lays tokens out with a space between them.
func iobText(forms, labels []string) NameText {
	text := strings.Join(forms, " ")
	d := &nlp.Doc{Source: &parley.Document{Text: text}}
	at := 0
	for _, f := range forms {
		d.Tokens = append(d.Tokens, nlp.Token{Span: parley.Span{Start: at, End: at + len(f)}, Form: f})
		at += len(f) + 1
	}
	d.Blocks = []parley.Block{{Span: parley.Span{End: len(text)}, Kind: parley.Paragraph}}
	d.Sentences = []nlp.Sentence{{Span: parley.Span{End: len(text)}, Last: len(forms)}}
	t := NameText{Doc: d}
	for i := 0; i < len(labels); {
		typ, ok := strings.CutPrefix(labels[i], "B-")
		if !ok {
			i++
			continue
		}
		j := i + 1
		for j < len(labels) && labels[j] == "I-"+typ {
			j++
		}
		t.Names = append(t.Names, Named{d.Tokens[i].Start, d.Tokens[j-1].End, typ})
		i = j
	}
	return t
}

// Coarse maps the types of parley's names to those of sets that know persons,
// organisations and places alone; "" for what these do not mark.
func Coarse(typ string) string {
	switch typ {
	case "GPE", "GOV", "LOC", "FAC":
		return "LOC"
	case "PER", "ORG":
		return typ
	}
	return ""
}

package places

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
	reader "github.com/parley-register/parley/internal/read/places"
)

// Use counts literal against metonymic readings: Read[gold][system], 0 literal,
// 1 metonymic.
type Use struct {
	Read   [2][2]int
	Missed int // gold names that are no place here
	Errors []string
}

// RunUse measures on sentences with names marked as GPE (a place) or GOV (a
// government), JSONL with text and spans in code points.
func RunUse(path string) (*Use, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	parser, err := nlp.New()
	if err != nil {
		return nil, err
	}
	stage := reader.New()
	r := &Use{}
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<20)
	for n := 1; in.Scan(); n++ {
		var s struct {
			Text  string
			Spans [][3]any
		}
		if err := json.Unmarshal(in.Bytes(), &s); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
		at := offsets(s.Text)
		doc := &layer.Doc{Doc: parser.Parse(&parley.Document{Text: s.Text, Language: "en"})}
		stage.Read(doc)
		for _, span := range s.Spans {
			from, ok1 := span[0].(float64)
			to, ok2 := span[1].(float64)
			if !ok1 || !ok2 || from < 0 || from > to || int(to) >= len(at) || span[2] != "GPE" && span[2] != "GOV" {
				continue
			}
			r.add(doc, parley.Span{Start: at[int(from)], End: at[int(to)]}, span[2] == "GOV")
		}
	}
	return r, in.Err()
}

func (r *Use) add(doc *layer.Doc, at parley.Span, metonymic bool) {
	index := func(b bool) int {
		if b {
			return 1
		}
		return 0
	}
	for i := range doc.Places {
		p := &doc.Places[i]
		if p.Span != at {
			continue
		}
		r.Read[index(metonymic)][index(p.Metonymic)]++
		if p.Metonymic != metonymic {
			text := doc.Source.Text
			r.Errors = append(r.Errors, strings.ToValidUTF8(fmt.Sprintf("metonymic %t\t%s[%s]%s", metonymic, text[max(0, at.Start-50):at.Start], text[at.Start:at.End], text[at.End:min(len(text), at.End+40)]), ""))
		}
		return
	}
	r.Missed++
}

// Table writes the counts and the share that is right.
func (r *Use) Table(w io.Writer) {
	right := r.Read[0][0] + r.Read[1][1]
	all := right + r.Read[0][1] + r.Read[1][0]
	fmt.Fprintf(w, "literal read as literal %d, as metonymic %d; metonymic read as metonymic %d, as literal %d; missed %d\n", r.Read[0][0], r.Read[0][1], r.Read[1][1], r.Read[1][0], r.Missed)
	if all > 0 {
		fmt.Fprintf(w, "right %.1f %%\n", 100*float64(right)/float64(all))
	}
}

package times

import (
	"fmt"
	"io"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/eval"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
	reader "github.com/parley-register/parley/internal/read/times"
	"github.com/parley-register/parley/internal/talksbench"
)

// Talks is how the gold days of meetings in TalksBench are met by the times of
// their articles, whichever time a reader of meetings would choose.
type Talks struct {
	Covered eval.Score // gold words that overlap a time
	Days    eval.Score // of those with gold days, the ones whose time has the same first and last day
	Wrong   int        // days told where gold has none, or others
	Misses  []string   // one line each
}

// RunTalks measures the articles under dir (gold/*.json, texts/*.txt) whose
// names start with one of the prefixes; all, when there are none.
func RunTalks(dir string, prefixes ...string) (*Talks, error) {
	parser, err := nlp.New()
	if err != nil {
		return nil, err
	}
	stage := reader.New()
	golds, err := talksbench.Read(dir, prefixes...)
	if err != nil {
		return nil, err
	}
	r := &Talks{}
	for _, gold := range golds {
		text, err := gold.Text(dir)
		if err != nil {
			return nil, err
		}
		src := &parley.Document{Text: string(text), Language: "en"}
		if gold.Doc.Published != nil {
			if v, err := parley.ParseInterval(*gold.Doc.Published); err == nil {
				src.Published = v
			}
		}
		doc := &layer.Doc{Doc: parser.Parse(src)}
		stage.Read(doc)
		for i := range gold.Meetings {
			if w := gold.Meetings[i].When; w != nil && w.Text != "" {
				r.add(gold.Doc.ID, doc, w)
			}
		}
	}
	return r, nil
}

func (r *Talks) add(name string, doc *layer.Doc, w *talksbench.When) {
	text := doc.Source.Text
	from, to := "", ""
	if w.From != nil {
		from = *w.From
	}
	if w.To != nil {
		to = *w.To
	}
	r.Covered.Gold++
	resolved := from != "" || to != ""
	if resolved {
		r.Days.Gold++
	}
	covered, right, wrong := false, false, false
	var have []string
	for at := 0; ; {
		i := strings.Index(text[at:], w.Text)
		if i < 0 {
			break
		}
		span := parley.Span{Start: at + i, End: at + i + len(w.Text)}
		at += i + 1
		for k := range doc.Times {
			t := &doc.Times[k]
			if !t.Overlaps(span) {
				continue
			}
			covered = true
			first, last, ok := t.When.Bounds()
			have = append(have, fmt.Sprintf("%q %s (%s)", text[t.Start:t.End], t.When, t.Rule))
			switch {
			case !ok:
			case resolved && (from == "" || first.Format("2006-01-02") == from) && (to == "" || last.Format("2006-01-02") == to):
				right = true
			default:
				wrong = true
			}
		}
	}
	if covered {
		r.Covered.Correct++
	}
	if resolved && right {
		r.Days.Correct++
	}
	if wrong && !right {
		r.Wrong++
	}
	if !covered || resolved && !right || wrong && !right {
		r.Misses = append(r.Misses, fmt.Sprintf("%s\t%s\tgold %s/%s\thave %s\tpublished %s", name, w.Text, from, to, strings.Join(have, "; "), doc.Source.Published))
	}
}

// Table writes the figures, then a line per miss.
func (r *Talks) Table(w io.Writer) {
	fmt.Fprintf(w, "words of gold dates covered  %d of %d (%.1f %%)\n", r.Covered.Correct, r.Covered.Gold, 100*r.Covered.Recall())
	fmt.Fprintf(w, "days as gold has them        %d of %d (%.1f %%)\n", r.Days.Correct, r.Days.Gold, 100*r.Days.Recall())
	fmt.Fprintf(w, "other days than gold         %d\n", r.Wrong)
	for _, m := range r.Misses {
		fmt.Fprintln(w, m)
	}
}

package places

import (
	"fmt"
	"io"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/eval"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
	reader "github.com/parley-register/parley/internal/read/places"
	"github.com/parley-register/parley/internal/talksbench"
)

// Talks is how the gold places of meetings in TalksBench are met by the places
// of their articles, whichever a reader of meetings would choose.
type Talks struct {
	Covered eval.Score // gold words that share words with a place
	Literal eval.Score // the same, with one that is meant as a place
	Place   eval.Score // gold town among the literal places or their towns
	Country eval.Score // gold country among the countries of the literal places
	Misses  []string
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
		doc := &layer.Doc{Doc: parser.Parse(&parley.Document{Text: string(text), Language: "en"})}
		stage.Read(doc)
		for i := range gold.Meetings {
			if w := gold.Meetings[i].Where; w != nil && w.Text != "" {
				r.add(gold.Doc.ID, doc, w)
			}
		}
	}
	return r, nil
}

func (r *Talks) add(name string, doc *layer.Doc, w *talksbench.Where) {
	place, country := "", ""
	if w.Place != nil {
		place = *w.Place
	}
	if w.Country != nil {
		country = *w.Country
	}
	var covered, literal, town, state bool
	for i := range doc.Places {
		p := &doc.Places[i]
		words := doc.Source.Text[p.Start:p.End]
		if p.Kind != "demonym" && (strings.Contains(w.Text, words) || strings.Contains(words, w.Text)) {
			covered = true
			literal = literal || !p.Metonymic
		}
		if !p.Metonymic {
			town = town || place != "" && (p.Name == place || p.City == place || words == place)
			state = state || country != "" && p.Country == country
		}
	}
	count := func(s *eval.Score, asked, ok bool) {
		if asked {
			s.Gold++
			if ok {
				s.Correct++
			}
		}
	}
	count(&r.Covered, true, covered)
	count(&r.Literal, true, literal)
	count(&r.Place, place != "", town)
	count(&r.Country, country != "", state)
	if !literal || place != "" && !town || country != "" && !state {
		r.Misses = append(r.Misses, fmt.Sprintf("%s\t%s\t%s, %s\tcovered %t literal %t place %t country %t", name, w.Text, place, country, covered, literal, town, state))
	}
}

// Table writes the figures, then a line per miss.
func (r *Talks) Table(w io.Writer) {
	for _, row := range []struct {
		name string
		s    eval.Score
	}{{"words of gold places covered", r.Covered}, {"by a place meant as one", r.Literal}, {"town among the places", r.Place}, {"country among them", r.Country}} {
		fmt.Fprintf(w, "%-29s %d of %d (%.1f %%)\n", row.name, row.s.Correct, row.s.Gold, 100*row.s.Recall())
	}
	for _, m := range r.Misses {
		fmt.Fprintln(w, m)
	}
}

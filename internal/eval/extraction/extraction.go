// Package extraction measures how well the main text, the title and the day of
// publication are found on saved pages.
//
// Gold is a folder with gold.json, {"outlet/page": {"articleBody", "title",
// "date", "url"}}, and pages that are called outlet__page.html. Text is scored
// by the words of four in a row that page and gold share, counted as often as
// they occur, as the article extraction benchmark of Zyte does.
package extraction

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
	"unicode"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/article"
	"github.com/parley-register/parley/internal/source"
)

// Gold is what an extractor should find on a page.
type Gold struct {
	Text  string `json:"articleBody"`
	Title string `json:"title"`
	Date  string `json:"date"` // 2006-01-02
	URL   string `json:"url"`
}

// PageScore is the score of one page.
type PageScore struct {
	Name              string
	Precision, Recall float64 // of the text
	Title, Date       bool
	DateFrom          string
	WantTitle, Got    string // titles
	WantDate, GotDate string
	Took              time.Duration
	Err               error
}

// F1 is that of the text of the page.
func (p PageScore) F1() float64 {
	if p.Precision+p.Recall == 0 {
		return 0
	}
	return 2 * p.Precision * p.Recall / (p.Precision + p.Recall)
}

// Report is the score of a set.
type Report struct {
	Pages []PageScore
}

// ErrNoGold says that a folder is not such a set.
var ErrNoGold = errors.New("gold.json is needed in the folder, and the pages as outlet__page.html in it or in the folder of --pages")

// Run reads the set in dir; pages may lie in another folder. fetched is the day
// of the capture that pages are taken to have.
func Run(dir, pages string, fetched time.Time) (*Report, error) {
	b, err := os.ReadFile(filepath.Join(dir, "gold.json"))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoGold, err)
	}
	var gold map[string]Gold
	if err := json.Unmarshal(b, &gold); err != nil {
		return nil, fmt.Errorf("gold.json: %w", err)
	}
	files := map[string]string{}
	err = filepath.WalkDir(pages, func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".html") {
			files[strings.TrimSuffix(d.Name(), ".html")] = path
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	names := make([]string, 0, len(gold))
	for name := range gold {
		names = append(names, name)
	}
	slices.Sort(names)
	r := &Report{}
	for _, name := range names {
		path, ok := files[strings.Replace(name, "/", "__", 1)]
		if !ok {
			continue
		}
		body, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		r.Pages = append(r.Pages, score(name, gold[name], body, fetched))
	}
	if len(r.Pages) == 0 {
		return nil, fmt.Errorf("%w: no page of gold.json was found", ErrNoGold)
	}
	return r, nil
}

func score(name string, g Gold, page []byte, fetched time.Time) PageScore {
	s := PageScore{Name: name, WantTitle: g.Title, WantDate: g.Date}
	start := time.Now()
	d, err := article.From(&source.Input{Name: name, Kind: source.HTML, Capture: parley.Capture{
		Digest: parley.DigestOf(page), URL: g.URL, ContentType: "text/html", Fetched: fetched, Body: page,
	}})
	s.Took = time.Since(start)
	if err != nil {
		s.Err = err
		return s
	}
	s.Precision, s.Recall = shared(Body(d), g.Text)
	s.Got, s.Title = d.Title, same(d.Title, g.Title)
	s.GotDate, s.DateFrom = d.Published.String(), d.DateFrom
	s.Date = s.GotDate == g.Date
	return s
}

// Body is the text of d without the title that stands before it.
func Body(d *parley.Document) string {
	if len(d.Blocks) > 1 && d.Blocks[0].Kind == parley.Heading && d.Text[:d.Blocks[0].End] == d.Title {
		return d.Text[d.Blocks[1].Start:]
	}
	return d.Text
}

func same(a, b string) bool {
	return strings.Join(strings.Fields(a), " ") == strings.Join(strings.Fields(b), " ")
}

// shared returns the precision and recall of the runs of four words.
func shared(got, want string) (precision, recall float64) {
	g, w := runs(got), runs(want)
	var both, ng, nw int
	for k, n := range g {
		ng += n
		both += min(n, w[k])
	}
	for _, n := range w {
		nw += n
	}
	if ng > 0 {
		precision = float64(both) / float64(ng)
	}
	if nw > 0 {
		recall = float64(both) / float64(nw)
	}
	return precision, recall
}

func runs(s string) map[string]int {
	words := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '_' })
	out := map[string]int{}
	if len(words) < 4 {
		if len(words) > 0 {
			out[strings.Join(words, " ")]++
		}
		return out
	}
	for i := range words[:len(words)-3] {
		out[strings.Join(words[i:i+4], " ")]++
	}
	return out
}

// Summary is the means of a report.
type Summary struct {
	Pages     int     `json:"pages"`
	Failed    int     `json:"failed"`
	Precision float64 `json:"precision"` // mean over pages
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"` // of the mean precision and recall
	MeanF1    float64 `json:"mean_f1"`
	Title     float64 `json:"title"`
	Date      float64 `json:"date"`
	Seconds   float64 `json:"seconds"`
}

// Summary computes the means of r.
func (r *Report) Summary() Summary {
	var s Summary
	n := float64(len(r.Pages))
	for _, p := range r.Pages {
		s.Pages++
		if p.Err != nil {
			s.Failed++
		}
		s.Precision += p.Precision / n
		s.Recall += p.Recall / n
		s.MeanF1 += p.F1() / n
		if p.Title {
			s.Title += 1 / n
		}
		if p.Date {
			s.Date += 1 / n
		}
		s.Seconds += p.Took.Seconds()
	}
	if s.Precision+s.Recall > 0 {
		s.F1 = 2 * s.Precision * s.Recall / (s.Precision + s.Recall)
	}
	return s
}

// Print writes the means, and with verbose what is wrong page by page.
func (r *Report) Print(w io.Writer, verbose bool) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	if verbose {
		for _, p := range r.Pages {
			if p.Err != nil {
				fmt.Fprintf(tw, "%s\tfailed\t%v\n", p.Name, p.Err)
				continue
			}
			if p.F1() < .8 {
				fmt.Fprintf(tw, "%s\ttext\tP %.3f R %.3f\n", p.Name, p.Precision, p.Recall)
			}
			if !p.Title {
				fmt.Fprintf(tw, "%s\ttitle\t%q, want %q\n", p.Name, p.Got, p.WantTitle)
			}
			if !p.Date {
				fmt.Fprintf(tw, "%s\tdate\t%s (%s), want %s\n", p.Name, p.GotDate, p.DateFrom, p.WantDate)
			}
		}
	}
	s := r.Summary()
	fmt.Fprintf(tw, "pages\t%d\t(%d failed)\n", s.Pages, s.Failed)
	fmt.Fprintf(tw, "text\tF1 %.3f\tprecision %.3f, recall %.3f; mean of the pages' F1 %.3f\n", s.F1, s.Precision, s.Recall, s.MeanF1)
	fmt.Fprintf(tw, "date\t%.3f\n", s.Date)
	fmt.Fprintf(tw, "title\t%.3f\n", s.Title)
	fmt.Fprintf(tw, "time\t%.1f s\t%.0f ms a page\n", s.Seconds, 1000*s.Seconds/float64(max(1, s.Pages)))
	return tw.Flush()
}

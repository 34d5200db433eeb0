// Package origins measures whether documents are traced to where they have
// their news from: pairs of documents of one origin, and the chains that lead
// there. The format of a set is in internal/story/testdata/origins/README.md.
package origins

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/credit"
	"github.com/parley-register/parley/internal/eval"
	"github.com/parley-register/parley/internal/story"
	"github.com/parley-register/parley/internal/text"
)

// Item is a document and where it has its news from.
type Item struct {
	Name     string // file/item
	Document *parley.Document
	From     []string // names of items and reports, nearest first, up to the origin; empty for an origin
}

// Origin is the last of From, or the item itself.
func (i *Item) Origin() string {
	if len(i.From) == 0 {
		return i.Name
	}
	return i.From[len(i.From)-1]
}

// ErrSet says what is wrong with a set.
var ErrSet = errors.New("not a set of origins")

// Read reads all .txt files of a folder.
func Read(dir string) ([]*Item, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("%w: %s holds no .txt files", ErrSet, dir)
	}
	slices.Sort(files)
	var all []*Item
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			return nil, err
		}
		items, err := parse(strings.TrimSuffix(filepath.Base(file), ".txt"), f)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("%w: %s: %w", ErrSet, file, err)
		}
		all = append(all, items...)
	}
	return all, nil
}

type draft struct {
	item       *Item
	from       string
	paragraphs []string
}

var (
	keyValue  = regexp.MustCompile(`(\w+)=("[^"]*"|\S+)`)
	reference = regexp.MustCompile(`\{(\w+)\}`)
)

func parse(file string, r io.Reader) ([]*Item, error) {
	stock := map[string]string{}
	var drafts []*draft
	stockName := ""
	n := 0
	lines := bufio.NewScanner(r)
	for line := 1; lines.Scan(); line++ {
		s := strings.TrimSpace(lines.Text())
		bad := func(what string) error { return fmt.Errorf("line %d: %s", line, what) }
		switch {
		case s == "":
		case strings.HasPrefix(s, "text "):
			stockName, n = s[5:], 0
		case strings.HasPrefix(s, "item "):
			stockName = ""
			name, rest, _ := strings.Cut(s[5:], " ")
			d := &draft{item: &Item{Name: file + "/" + name, Document: &parley.Document{Name: name}}}
			for _, kv := range keyValue.FindAllStringSubmatch(rest, -1) {
				value := strings.Trim(kv[2], `"`)
				switch kv[1] {
				case "pub":
					d.item.Document.Publisher = value
				case "title":
					d.item.Document.Title = value
				case "from":
					d.from = value
				case "day":
					v, err := parley.ParseInterval(value)
					if err != nil {
						return nil, bad(err.Error())
					}
					d.item.Document.Published = v
				default:
					return nil, bad("an item has no " + kv[1])
				}
			}
			drafts = append(drafts, d)
		case stockName != "":
			n++
			stock[stockName+strconv.Itoa(n)] = s
		case len(drafts) == 0:
			return nil, bad("a paragraph before the first item")
		default:
			var missing string
			fill := func(name string) string {
				if _, ok := stock[name]; !ok {
					missing = name
				}
				return stock[name]
			}
			paragraph := strings.TrimPrefix(s, "> ")
			if paragraph != s {
				paragraph = reference.ReplaceAllStringFunc(paragraph, func(m string) string { return fill(m[1 : len(m)-1]) })
			} else {
				words := strings.Fields(s)
				for i := range words {
					words[i] = fill(words[i])
				}
				paragraph = strings.Join(words, " ")
			}
			if missing != "" {
				return nil, bad("there is no sentence " + missing)
			}
			last := drafts[len(drafts)-1]
			last.paragraphs = append(last.paragraphs, paragraph)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	byName := map[string]*draft{}
	for _, d := range drafts {
		byName[d.item.Name] = d
		d.finish()
	}
	items := make([]*Item, 0, len(drafts))
	for _, d := range drafts {
		for from := d.from; from != ""; {
			first, rest, _ := strings.Cut(from, ">")
			name := file + "/" + first
			if slices.Contains(d.item.From, name) {
				return nil, fmt.Errorf("item %s has its news from itself", d.item.Name)
			}
			d.item.From = append(d.item.From, name)
			next, known := byName[name]
			if !known && !strings.HasPrefix(first, "report:") {
				return nil, fmt.Errorf("item %s is from %s, which is not there", d.item.Name, first)
			}
			if from = rest; from == "" && known {
				from = next.from
			}
		}
		items = append(items, d.item)
	}
	return items, nil
}

// finish makes the text of the document: the title, then the paragraphs.
func (d *draft) finish() {
	doc := d.item.Document
	var b strings.Builder
	add := func(kind parley.BlockKind, s string) {
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		start := b.Len()
		b.WriteString(s)
		doc.Blocks = append(doc.Blocks, parley.Block{Span: parley.Span{Start: start, End: b.Len()}, Kind: kind})
	}
	if doc.Title != "" {
		add(parley.Heading, doc.Title)
	}
	for _, p := range d.paragraphs {
		add(parley.Paragraph, p)
	}
	doc.Text = b.String()
	if len(doc.Blocks) == 0 {
		doc.Blocks = text.Blocks(doc.Text)
	}
	doc.Language = "en"
	if c, ok := credit.Find(doc.Text, doc.Blocks); ok {
		doc.Credit = c.Name
	}
	doc.ID = doc.DocumentID()
}

// Report is the score of a set.
type Report struct {
	Items  int        `json:"items"`
	Pairs  eval.Score `json:"pairs"`  // of documents of one origin
	Chains eval.Score `json:"chains"` // of documents that have their news from elsewhere; right when every hop is
	Quotes int        `json:"quotes"` // hops whose words stand in the text
	Wrong  []string   `json:"wrong"`
}

// Score traces all items together.
func Score(items []*Item) *Report {
	docs := make([]*parley.Document, len(items))
	name := map[parley.Digest]string{}
	text := map[parley.Digest]*parley.Document{}
	for i, it := range items {
		docs[i] = it.Document
		name[it.Document.ID], text[it.Document.ID] = it.Name, it.Document
	}
	g := story.Trace(docs)
	r := &Report{Items: len(items)}
	found := make([]story.Origin, len(items))
	for i, it := range items {
		found[i] = g.Origin(it.Document.ID)
		r.chain(it, found[i], name, text)
	}
	for i := range items {
		for j := range i {
			gold, got := items[i].Origin() == items[j].Origin(), found[i].ID == found[j].ID
			if gold {
				r.Pairs.Gold++
			}
			if got {
				r.Pairs.System++
			}
			if gold && got {
				r.Pairs.Correct++
			}
			if gold != got {
				r.Wrong = append(r.Wrong, fmt.Sprintf("pair\t%s\t%s\tone origin: %v, found %v", items[j].Name, items[i].Name, gold, got))
			}
		}
	}
	return r
}

func (r *Report) chain(it *Item, o story.Origin, name map[parley.Digest]string, text map[parley.Digest]*parley.Document) {
	file, _, _ := strings.Cut(it.Name, "/")
	var got []string
	for i, h := range o.Chain {
		if d := text[h.Quote.Document]; d != nil && h.Quote.Verify(d) == nil {
			r.Quotes++
		} else {
			r.Wrong = append(r.Wrong, fmt.Sprintf("quote\t%s\t%q does not stand in the text", it.Name, h.Quote.Quote))
		}
		same := h.Relation == parley.Copied || h.Relation == parley.Derived
		if same && i+1 < len(o.Chain) && (o.Chain[i+1].Relation == parley.Copied || o.Chain[i+1].Relation == parley.Derived) {
			continue // which of several copies was copied cannot be told
		}
		to := file + "/report:" + h.Name
		if h.Document != "" {
			to = name[h.Document]
		}
		got = append(got, to)
	}
	if len(it.From) > 0 {
		r.Chains.Gold++
	}
	if len(got) > 0 {
		r.Chains.System++
	}
	switch {
	case !slices.Equal(got, it.From):
		r.Wrong = append(r.Wrong, fmt.Sprintf("chain\t%s\tfound %v, want %v", it.Name, got, it.From))
	case len(got) > 0:
		r.Chains.Correct++
	}
}

// Print writes the figures, and with verbose what is wrong.
func (r *Report) Print(w io.Writer, verbose bool) error {
	if verbose {
		for _, s := range r.Wrong {
			fmt.Fprintln(w, s)
		}
	}
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(tw, "items\t%d\n", r.Items)
	for _, x := range []struct {
		name string
		s    eval.Score
	}{{"pairs", r.Pairs}, {"chains", r.Chains}} {
		fmt.Fprintf(tw, "%s\tF1 %.3f\tprecision %.3f, recall %.3f (%d of %d)\n", x.name, x.s.F1(), x.s.Precision(), x.s.Recall(), x.s.Correct, x.s.Gold)
	}
	fmt.Fprintf(tw, "quotes\t%d\n", r.Quotes)
	return tw.Flush()
}

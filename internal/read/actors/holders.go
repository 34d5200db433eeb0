package actors

import (
	"cmp"
	_ "embed"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/lexicon"
	"github.com/parley-register/parley/internal/read/layer"
)

// The book of office holders says of whose state a person was an official, and
// in which years: national papers leave out the state of their own ministers,
// and everybody's that of the leaders of great powers. It was read by this
// package from texts of the public domain that name person, title and state
// together (see docs/models.md), and serves where an article does not.
//
//go:embed holders.tsv
var holdersTSV string

// holder is a person of the book.
type holder struct {
	words    []string // of the name, folded
	code     string
	from, to int      // first and last year in which a text has them
	titles   []string // offices, as the lexicon has them
	leader   bool     // of the lexicon's leaders, whose offices are not told
}

// book finds holders by the last word of the name, and by any other.
type book struct{ byLast, byWord map[string][]*holder }

var holders = sync.OnceValue(func() *book {
	b := &book{map[string][]*holder{}, map[string][]*holder{}}
	for f := range rows(holdersTSV, 5) {
		h := &holder{words: strings.Fields(f[0]), code: f[1]}
		h.from, _ = strconv.Atoi(f[2])
		h.to, _ = strconv.Atoi(f[3])
		if f[4] != "" {
			h.titles = strings.Split(f[4], ", ")
		}
		b.add(h)
	}
	// Leaders that everybody knows by name, and no text gives a state.
	for t := range lexicon.Shared().Leaders() {
		h := &holder{code: t.Code, from: t.From, to: t.To, leader: true}
		for w := range strings.FieldsSeq(t.Name) {
			if w = foldWord(w); w != "" && !words().particle[w] {
				h.words = append(h.words, w)
			}
		}
		if len(h.words) > 1 {
			b.add(h)
		}
	}
	return b
})

func (b *book) add(h *holder) {
	n := len(h.words) - 1
	b.byLast[h.words[n]] = append(b.byLast[h.words[n]], h)
	for _, w := range h.words[:n] {
		b.byWord[w] = append(b.byWord[w], h)
	}
}

// rows are the lines of a table that have that many fields; those that begin with
// "#" are comments.
func rows(table string, fields int) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for line := range strings.Lines(table) {
			f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
			if len(f) == fields && !strings.HasPrefix(line, "#") && !yield(f) {
				return
			}
		}
	}
}

// Years around those in the book in which a full name, and a surname with the
// title, stand for the holder.
const (
	titledYears  = 5 // a full name with a title of state
	nameYears    = 3 // a full name alone
	surnameYears = 1
	maxNamesakes = 40
)

// find is the code that the book has for a name in a year (0 where it is not
// known), with the title of an office or without one; "" where it has none, or
// several.
func (b *book) find(words []string, title string, year int) string {
	code, several := b.among(words, title, year, false)
	if code == "" && !several {
		code, _ = b.among(words, title, year, true)
	}
	return code
}

// among looks among the holders that were gathered, or among the leaders; several
// tells that more than one state is meant.
func (b *book) among(words []string, title string, year int, leaders bool) (code string, several bool) {
	for _, h := range b.namesakes(words) {
		if h.leader != leaders {
			continue
		}
		switch {
		case len(words) > 1 && len(h.words) > 1:
			around := nameYears
			if title != "" {
				around = titledYears
			}
			if !sameName(h.words, words) || year == 0 && title == "" || year != 0 && (year < h.from-around || year > h.to+around) {
				continue
			}
		case year == 0 || title == "" || !slices.Contains(h.titles, title) || year < h.from-surnameYears || year > h.to+surnameYears:
			continue
		case len(words) > 1: // the book has no more than a surname
			if words[len(words)-1] != h.words[0] {
				continue
			}
		case h.surname() != words[0]:
			continue
		}
		if code != "" && code != h.code {
			return "", true
		}
		code = h.code
	}
	return code, false
}

// level is that of the offices that the book has for a person of a side in a year;
// "" where it knows none, or offices of several levels. Where the side is known a
// surname will do.
func (b *book) level(words []string, code string, year int) (level parley.Level) {
	if code == "" || year == 0 || len(words) == 0 {
		return ""
	}
	for _, h := range b.namesakes(words) {
		if h.code != code || year < h.from || year > h.to+surnameYears {
			continue
		}
		if len(words) > 1 && len(h.words) > 1 && !sameName(h.words, words) || len(words) == 1 && h.surname() != words[0] {
			continue
		}
		for _, t := range h.titles {
			o, ok := lexicon.Shared().Office(t)
			if !ok || o.Level == "" || level != "" && o.Level != level {
				return ""
			}
			level = o.Level
		}
	}
	return level
}

// surname is the word of the name that stands for the person.
func (h *holder) surname() string {
	switch h.code {
	case "CHN", "TWN", "KOR", "PRK", "VNM", "KHM": // the family's name comes first
		return h.words[0]
	}
	return h.words[len(h.words)-1]
}

func (b *book) namesakes(words []string) []*holder {
	last := words[len(words)-1]
	out := b.byLast[last]
	if len(words) == 1 {
		out = slices.Concat(out, b.byWord[last])
	} else {
		// "Mohammed bin Salman" is in the book with his family's name
		out = slices.Concat(out, b.byWord[last])
		for _, w := range words[1 : len(words)-1] {
			out = slices.Concat(out, b.byLast[w])
		}
	}
	return out[:min(len(out), maxNamesakes)]
}

// fromHolders gives persons without a side the one that the book has for them;
// state is that of a release.
func (r *reader) fromHolders(state string) {
	year := r.doc.Source.Published.From.Year
	for p := range r.people {
		q := &r.people[p]
		if q.side.code != "" {
			continue
		}
		title := ""
		if q.title != 0 {
			t := &r.titles[q.title-1]
			if t.office.Kind != lexicon.OfficeOfState || t.office.Level != parley.LeaderLevel && t.office.Level != parley.MinisterLevel {
				continue // envoys and coordinators are sent by others than their state
			}
			title = t.office.Title
		}
		full := &r.mentions[q.full]
		code := holders().find(full.words, title, year)
		if code == "" || title != "" && !r.canHave(code, title) {
			continue
		}
		q.side = side{code: code, span: r.span(full.first, full.last), rule: "book of office holders"}
		if title == "president" && code == state {
			r.ownPresident = p + 1
		}
	}
}

// Holders gathers the book of office holders from documents whose texts tell
// person, title and state.
type Holders struct {
	stage *Stage
	seen  map[string]map[string]*sighting // by name, by code
}

type sighting struct {
	documents, from, to int
	sure                bool // a record of who was where
	titles              map[string]int
}

// NewHolders returns an empty book that reads with the stage's rules.
func NewHolders(s *Stage) *Holders { return &Holders{s, map[string]map[string]*sighting{}} }

// Add reads one document of the year. sure tells that it is a record, of which
// one is enough; country, if it is not empty, is the side of holders of offices
// of state of whom the text tells none.
func (h *Holders) Add(d *layer.Doc, year int, sure bool, country string) {
	r := h.stage.run(d)
	for p := range r.people {
		q := &r.people[p]
		if q.title == 0 {
			continue
		}
		t := &r.titles[q.title-1]
		if t.office.Kind != lexicon.OfficeOfState || t.office.Level == "" || r.formerly(t) {
			continue
		}
		code := q.side.code
		switch q.side.rule {
		case "book of office holders", "outlet's own state", "agency's own state", "dateline", "state that the text is about", "the other state of a release":
			code = ""
		}
		if code == "" {
			code = country
		}
		full := &r.mentions[q.full]
		if len(code) != 3 || code != strings.ToUpper(code) || len(full.words) > 6 || len(full.words) == 1 && !sure {
			continue
		}
		key := strings.Join(full.words, " ")
		byCode := h.seen[key]
		if byCode == nil {
			byCode = map[string]*sighting{}
			h.seen[key] = byCode
		}
		s := byCode[code]
		if s == nil {
			s = &sighting{from: year, to: year, titles: map[string]int{}}
			byCode[code] = s
		}
		s.documents++
		s.sure = s.sure || sure
		s.from, s.to = min(s.from, year), max(s.to, year)
		s.titles[t.office.Title]++
	}
}

// HoldersHeader begins holders.tsv.
const HoldersHeader = `# Who was an official of which side, and when: name in folded words, code, first and last year seen, offices.
# Read from texts of the public domain, not written by hand: parley train holders DIR internal/read/actors/holders.tsv
`

// Write writes the book: who was seen in a record, or in two documents, with
// one side nine times in ten. A surname alone that somebody else in the book
// has too, with another side, is left out.
func (h *Holders) Write(w io.Writer) (rows int, err error) {
	if _, err := io.WriteString(w, HoldersHeader); err != nil {
		return 0, err
	}
	kept := map[string]*holder{}
	others := map[string][]*holder{} // by surname, of those with more names
	for name, byCode := range h.seen {
		total, best := 0, ""
		for _, code := range slices.Sorted(maps.Keys(byCode)) {
			total += byCode[code].documents
			if best == "" || byCode[code].documents > byCode[best].documents {
				best = code
			}
		}
		s := byCode[best]
		if !s.sure && s.documents < 2 || 10*s.documents < 9*total {
			continue
		}
		x := &holder{words: strings.Fields(name), code: best, from: s.from, to: s.to}
		x.titles = slices.SortedFunc(maps.Keys(s.titles), func(a, b string) int {
			return cmp.Or(cmp.Compare(s.titles[b], s.titles[a]), strings.Compare(a, b))
		})
		kept[name] = x
		if n := len(x.words); n > 1 {
			others[x.words[n-1]] = append(others[x.words[n-1]], x)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(kept)) {
		x := kept[name]
		if len(x.words) == 1 && slices.ContainsFunc(others[name], func(o *holder) bool { return o.code != x.code }) {
			continue
		}
		if _, err := fmt.Fprintf(w, "%s\t%s\t%d\t%d\t%s\n", name, x.code, x.from, x.to, strings.Join(x.titles[:min(len(x.titles), 4)], ", ")); err != nil {
			return rows, err
		}
		rows++
	}
	return rows, nil
}

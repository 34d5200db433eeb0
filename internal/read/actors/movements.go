package actors

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/parley-register/parley/internal/lexicon"
)

// The leaders of movements and of sides that no state recognises hold no office
// of a state, and few public records name them: their book is written by hand.
//
//go:embed movements.tsv
var movementsTSV string

// leader is one spelling of a name in the book of movements.
type leader struct {
	words    []string // folded, without particles
	code     string
	from, to int
}

// movements are the leaders by the last word of their names.
var movements = sync.OnceValue(func() map[string][]*leader {
	book := map[string][]*leader{}
	for f := range rows(movementsTSV, 4) {
		from, _ := strconv.Atoi(f[1])
		to, _ := strconv.Atoi(f[2])
		for name := range strings.SplitSeq(f[3], "|") {
			l := &leader{words: leaderWords(name), code: f[0], from: from, to: to}
			if n := len(l.words); n > 0 {
				book[l.words[n-1]] = append(book[l.words[n-1]], l)
			}
		}
	}
	return book
})

// leaderWords are the words of a name as nameWords gives those of a text.
func leaderWords(name string) []string {
	var out []string
	fields := strings.Fields(strings.NewReplacer("al-", "al ", "Al-", "Al ").Replace(name))
	for i, w := range fields {
		if strings.HasSuffix(w, ".") || i < len(fields)-1 && words().particle[strings.ToLower(w)] {
			continue
		}
		out = append(out, foldWord(w))
	}
	return out
}

// spellings are the words that a family name may be found by, with the article
// that some write in one with it.
func spellings(word string) []string {
	out := []string{word}
	for _, article := range []string{"al", "el"} {
		if rest, ok := strings.CutPrefix(word, article); ok && len(rest) > 3 {
			out = append(out, rest)
		}
	}
	return out
}

// led is the code of the movement that a person of that name leads in the year
// (0 where it is not known), or "" where the book has none, or several.
func (r *reader) led(name []string, year int) string {
	if len(name) == 0 {
		return ""
	}
	code := ""
	for _, last := range spellings(name[len(name)-1]) {
		name := append(slices.Clone(name[:len(name)-1]), last)
		for _, l := range movements()[last] {
			if year != 0 && (year < l.from || year > l.to) || len(l.words) > 1 != (len(name) > 1) || len(name) > 1 && !sameName(l.words, name) || !r.near(l.code) {
				continue
			}
			if code != "" && code != l.code {
				return ""
			}
			code = l.code
		}
	}
	return code
}

// near reports whether the text speaks of a movement or of the state that it is
// in: a namesake elsewhere is somebody else.
func (r *reader) near(code string) bool {
	e, ok := r.lex.Code(code)
	if !ok || e.Kind != lexicon.Group {
		return ok
	}
	return r.speaksOf(code) || r.speaksOf(e.Class)
}

// fromMovements gives persons without a side that of the movement that they lead.
func (r *reader) fromMovements() {
	year := r.doc.Source.Published.From.Year
	for p := range r.people {
		q := &r.people[p]
		if q.side.code != "" {
			continue
		}
		if q.title != 0 {
			if t := &r.titles[q.title-1]; t.office.Kind == lexicon.OfficeOfState && t.office.Level != "" && t.office.Title != "president" {
				continue // who holds an office of state acts for the state
			}
		}
		full := &r.mentions[q.full]
		if code := r.led(full.words, year); code != "" {
			q.side = side{code: code, span: r.span(full.first, full.last), rule: "book of movements"}
		}
	}
}

// communities gives the leaders of a state that is one of two communities at the
// table the name of theirs, where the text has somebody of the other: in talks
// with the Turkish Cypriots the president of Cyprus leads the Greek Cypriots.
func (r *reader) communities() {
	const state, own, other = "CYP", "Greek Cypriots", "Turkish Cypriots"
	if !r.speaksOf(other) && !slices.ContainsFunc(r.people, func(p person) bool { return p.side.code == other }) {
		return
	}
	for p := range r.people {
		if q := &r.people[p]; q.side.code == state {
			q.side.code = own
		}
	}
}

// armies are the words for the force of a state that, in a text on its war with
// a movement, need no state beside them.
var armies = wordSet("army military junta")

// rulers are the words for who rules a state that stand for it in such a text if
// it is the state spoken of most.
var rulers = wordSet("government authorities regime")

// faced is the state that the movements of the text stand against, if it is one
// and the text names it, and whether no other state is named as often.
func (r *reader) faced() (code string, most bool) {
	count := map[string]int{}
	for i := range r.found {
		s := &r.found[i].Senses[0]
		if s.Kind == lexicon.Group {
			switch s.Class {
			case "", "PSE", "LBN", "ESH": // those of these stand against another state
				return "", false
			}
			if code != "" && code != s.Class {
				return "", false
			}
			code = s.Class
			continue
		}
		if r.lex.IsState(s.Code) {
			count[s.Code]++
		}
	}
	if code == "" || count[code] == 0 {
		return "", false
	}
	most = true
	for c, n := range count {
		most = most && (c == code || n < count[code])
	}
	return code, most
}

// bare is the state that "the army", "the government" without a state beside it
// stands for in a text on talks with a movement, or "".
func (r *reader) bare(e *lexicon.Match) string {
	last := lowerASCII(r.tokens[e.Last-1].Form)
	army := armies[last] || e.Last-e.First == 2 && last == "forces"
	if !army && !rulers[last] || r.is(e.Last, of) {
		return ""
	}
	first := r.doc.Sentences[r.sentence(e.First)].First
	i := e.First - 1
	if i >= first && (r.tokens[i].Form == "national" || r.tokens[i].Form == "federal" || r.tokens[i].Form == "central" || r.tokens[i].Form == "regular") {
		i--
	}
	switch {
	case i < first && r.w[e.First].shape != small: // a headline: "Army walks out"
	case r.is(i, the):
	default:
		return ""
	}
	if r.opposes == nil {
		code, most := r.faced()
		r.opposes = &opposition{code, most}
	}
	if army || r.opposes.most {
		return r.opposes.code
	}
	return ""
}

// opposition is what faced found.
type opposition struct {
	code string
	most bool
}

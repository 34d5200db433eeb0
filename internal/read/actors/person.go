package actors

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/parley-register/parley/internal/lexicon"
	"github.com/parley-register/parley/internal/nlp"
)

// person is one human of the document while mentions are joined.
type person struct {
	words    []string // of the fullest name, folded
	full     int      // the mention that has it
	mentions []int
	firsts   int // the mentions by full name come first, then the others, each ascending
	title    int // into titles plus 1
	side     side
}

// before returns the last mention so far of p before mention i, or -1.
func (p *person) before(i int) int {
	last := -1
	if n, _ := slices.BinarySearch(p.mentions[:p.firsts], i); n > 0 {
		last = p.mentions[n-1]
	}
	if n := len(p.mentions); n > p.firsts && p.mentions[n-1] < i {
		last = max(last, p.mentions[n-1])
	}
	return last
}

// maxAlike bounds how many persons of one surname are compared, so that the
// time stays linear on a text made of one name.
const maxAlike = 8

// readShortNames finds later short mentions: a surname that stands alone.
func (r *reader) readShortNames() {
	known := map[string]bool{}
	for i := range r.mentions {
		m := &r.mentions[i]
		m.words = r.nameWords(m.first, m.last)
		if n := len(m.words); n > 0 {
			known[m.words[n-1]] = true
		}
	}
	if len(known) == 0 {
		return
	}
	var added []mention
	for si, s := range r.doc.Sentences {
		for i := s.First; i < s.Last; i++ {
			w := &r.w[i]
			if w.shape != capital && w.shape != shout || w.person != 0 || w.office != 0 || w.notName || r.is(i-1, hyphen) || r.is(i+1, hyphen) {
				continue
			}
			if w.lex != 0 && r.nameType(i) != nlp.PER {
				continue
			}
			switch r.nameType(i) {
			case nlp.NoName, nlp.PER, nlp.TITLE:
			default:
				if r.doc.Names[w.name-1].Last-r.doc.Names[w.name-1].First > 1 {
					continue // inside another name
				}
			}
			if i+1 < s.Last && r.w[i+1].shape == capital && r.w[i+1].lex == 0 && r.w[i+1].office == 0 && !r.head[si] && r.w[i+1].notName {
				continue // "Lavrov Institute"
			}
			word := foldWord(r.tokens[i].Form)
			if !known[word] {
				continue
			}
			added = append(added, mention{first: i, last: i + 1, short: true, head: r.head[si], words: []string{word}, rule: "surname"})
		}
	}
	if len(added) == 0 {
		return
	}
	// Merge in text order, and renumber.
	merged := make([]mention, 0, len(r.mentions)+len(added))
	number := make([]int, len(r.mentions)+1)
	a, b := 0, 0
	for a < len(r.mentions) || b < len(added) {
		if b == len(added) || a < len(r.mentions) && r.mentions[a].first < added[b].first {
			merged = append(merged, r.mentions[a])
			a++
			number[a] = len(merged)
		} else {
			merged = append(merged, added[b])
			b++
		}
	}
	for i := range merged {
		merged[i].previous = number[merged[i].previous]
		for k := merged[i].first; k < merged[i].last; k++ {
			r.w[k].person = int32(i + 1)
		}
	}
	r.mentions = merged
	for i := range r.mentions {
		if m := &r.mentions[i]; m.short {
			s := r.doc.Sentences[r.sentence(m.first)]
			r.titleBefore(m, s)
			r.sideAround(m, s)
			if i > 0 && r.mentions[i-1].last <= m.first && r.mentions[i-1].first >= s.First && r.listed(&r.mentions[i-1], m) {
				m.previous = i
			}
		}
	}
}

// nameWords is the folded words of a name, without particles and initials.
func (r *reader) nameWords(first, last int) []string {
	out := make([]string, 0, last-first)
	for i := first; i < last; i++ {
		w := &r.w[i]
		form := r.tokens[i].Form
		if w.shape == initial || w.class == hyphen || r.vocab.suffix[form] {
			continue
		}
		if w.class != open && w.shape == small {
			continue
		}
		if i < last-1 && r.vocab.particle[lowerASCII(form)] {
			continue
		}
		out = append(out, foldWord(form))
	}
	if len(out) == 0 && last > first {
		out = append(out, foldWord(r.tokens[last-1].Form))
	}
	return out
}

// foldWord is a word in lower case, without diacritics and hyphens.
func foldWord(s string) string {
	ascii := true
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		if strings.IndexByte(s, '-') < 0 {
			return strings.ToLower(s)
		}
		return strings.ReplaceAll(strings.ToLower(s), "-", "")
	}
	return strings.Map(func(c rune) rune {
		switch {
		case unicode.IsMark(c) || c == '-' || c == '‑':
			return -1
		case c == 'ı':
			return 'i'
		case c == 'ł':
			return 'l'
		case c == 'ø':
			return 'o'
		}
		return c
	}, strings.ToLower(norm.NFKD.String(s)))
}

// join makes persons of mentions: full names first, then short ones.
func (r *reader) join() {
	byLast := map[string][]int{} // last word of a name to persons
	byWord := map[string][]int{} // any other word
	add := func(m int) {
		p := len(r.people)
		r.people = append(r.people, person{words: r.mentions[m].words, full: m, mentions: []int{m}})
		r.mentions[m].person = p + 1
		w := r.mentions[m].words
		last := w[len(w)-1]
		byLast[last] = append(byLast[last], p)
		for _, x := range w[:len(w)-1] {
			byWord[x] = append(byWord[x], p)
		}
	}
	into := func(m, p int) {
		r.mentions[m].person = p + 1
		r.people[p].mentions = append(r.people[p].mentions, m)
		if full := &r.mentions[r.people[p].full]; len(r.mentions[m].words) == len(full.words) && r.mentions[m].last-r.mentions[m].first > full.last-full.first && len(full.words) > 1 {
			r.people[p].full = m // "Joseph R. Berg, Jr."
		}
		if len(r.mentions[m].words) > len(r.people[p].words) {
			old := r.people[p].words
			r.people[p].words, r.people[p].full = r.mentions[m].words, m
			if a, b := old[len(old)-1], r.people[p].words[len(r.people[p].words)-1]; a != b {
				byLast[b] = append(byLast[b], p)
			}
			for _, x := range r.people[p].words[:len(r.people[p].words)-1] {
				if n := len(byWord[x]); n == 0 || byWord[x][n-1] != p {
					byWord[x] = append(byWord[x], p)
				}
			}
		}
	}
	for pass := range 2 {
		for p := range r.people {
			r.people[p].firsts = len(r.people[p].mentions)
		}
		for i := range r.mentions {
			m := &r.mentions[i]
			if m.person != 0 || len(m.words) == 0 || (len(m.words) > 1) != (pass == 0) {
				continue
			}
			last := m.words[len(m.words)-1]
			if len(m.words) > 1 {
				p := -1
				for _, c := range tail(byLast[last]) {
					if sameName(r.people[c].words, m.words) || r.nickname(c, m) {
						p = c
					}
				}
				if p < 0 {
					for _, c := range tail(byWord[last]) {
						if within(m.words, r.people[c].words) {
							p = c
						}
					}
				}
				if p < 0 {
					// "Laurentino Cortizo" was there before "Laurentino Cortizo Cohen".
					for _, x := range m.words[:len(m.words)-1] {
						for _, c := range tail(byLast[x]) {
							if len(r.people[c].words) > 1 && within(r.people[c].words, m.words) {
								p = c
							}
						}
					}
				}
				if p >= 0 {
					into(i, p)
				} else {
					add(i)
				}
				continue
			}
			p := r.nearest(i, byLast[last], false)
			if p < 0 {
				p = r.nearest(i, byWord[last], true)
			}
			if p >= 0 {
				into(i, p)
			} else {
				add(i)
			}
		}
	}
}

// tail is the last few of a list.
func tail(list []int) []int {
	if len(list) > maxAlike {
		return list[len(list)-maxAlike:]
	}
	return list
}

// nearest picks the person whom the single name of mention i stands for: one
// whose title and side do not speak against it, the one named last before it
// where there are several, else the first named after it. Where strict, a
// person must be the only one.
func (r *reader) nearest(i int, candidates []int, strict bool) int {
	best, count := -1, 0
	before := -1
	for _, c := range tail(candidates) {
		if !r.agree(i, c, strict) {
			continue
		}
		count++
		if best < 0 {
			best = c
		}
		if m := r.people[c].before(i); m > before {
			before, best = m, c
		}
	}
	if strict && count != 1 {
		return -1
	}
	return best
}

// agree reports whether mention i can be of person p by title and side.
func (r *reader) agree(i, p int, strict bool) bool {
	m := &r.mentions[i]
	if m.title == 0 {
		return true
	}
	t := &r.titles[m.title-1]
	if t.office.Kind >= lexicon.Rank && !(strict && t.office.Kind == lexicon.Rank) {
		return true
	}
	any := false
	for _, k := range tail(r.people[p].mentions) {
		o := &r.mentions[k]
		if o.title == 0 || r.titles[o.title-1].office.Kind == lexicon.Honorific {
			continue
		}
		any = true
		if sameOffice(t.office.Title, r.titles[o.title-1].office.Title) {
			if m.side.code != "" && o.side.code != "" && m.side.code != o.side.code && strict {
				continue
			}
			return true
		}
	}
	// Titles that differ speak against a given name, not against a surname.
	return !any || !strict
}

// sameOffice reports whether two titles can be of one office: they have the
// same head word, or one of them is general ("leader").
func sameOffice(a, b string) bool {
	a, b = headWord(a), headWord(b)
	return a == b || a == "leader" || b == "leader" || a == "chief" || b == "chief"
}

func headWord(title string) string {
	for _, p := range []string{" of ", " for ", " to "} {
		if i := strings.Index(title, p); i > 0 {
			title = title[:i]
		}
	}
	if i := strings.LastIndexByte(title, ' '); i >= 0 {
		title = title[i+1:]
	}
	return title
}

// sameName reports whether two names of two or more words are one person's:
// the last words are equal and the first ones agree.
func sameName(a, b []string) bool {
	if a[len(a)-1] != b[len(b)-1] {
		return within(a, b) || within(b, a)
	}
	if len(a) == 1 || len(b) == 1 {
		return true
	}
	x, y := a[0], b[0]
	if x == y || alike(x, y) {
		return true
	}
	return within(a, b) || within(b, a)
}

// nickname reports whether m can be person p by another form of the given name:
// "Joe" and "Joseph" Berg, both President.
func (r *reader) nickname(p int, m *mention) bool {
	o := &r.mentions[r.people[p].full]
	return m.title != 0 && o.title != 0 && len(o.words) > 1 && m.words[0][0] == o.words[0][0] && r.titles[m.title-1].office.Title == r.titles[o.title-1].office.Title &&
		(m.side.code == o.side.code || m.side.code == "" || o.side.code == "")
}

// alike reports whether two given names are spellings of one: "Sergei" and
// "Sergey", "Andrii" and "Andriy", "Tim" and "Timothy".
func alike(x, y string) bool {
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	short := min(len(x), len(y))
	return n >= 3 && n >= short-1 && (max(len(x), len(y))-n <= 2 || n == short)
}

// within reports whether the words of short stand in long in order, and are
// at least two.
func within(short, long []string) bool {
	if len(short) < 2 || len(short) > len(long) {
		return false
	}
	k := 0
	for _, w := range long {
		if k < len(short) && w == short[k] {
			k++
		}
	}
	return k == len(short)
}

package times

import (
	"crypto/sha256"
	"encoding/hex"
	"sort"
	"sync"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/read/layer"
)

// codeVersion changes when the code of this package changes what it finds.
const codeVersion = "1"

// Stage reads the times of a document into layer.Doc.Times.
type Stage struct {
	g       *grammar
	verbs   verbForms
	version string
	pool    sync.Pool
}

// New compiles the rules that come with the package.
func New() *Stage {
	g, err := compile(wordsTSV, rulesTSV)
	if err != nil {
		panic("times: " + err.Error()) // the embedded files are part of the program, and tested with it
	}
	sum := sha256.Sum256([]byte(wordsTSV + "\x00" + rulesTSV + "\x00" + verbsTSV))
	s := &Stage{g: g, verbs: readVerbs(verbsTSV), version: codeVersion + "-" + hex.EncodeToString(sum[:4])}
	s.pool.New = func() any { return &reader{m: matcher{g: g}, lex: lexer{vocabulary: &g.vocabulary}} }
	return s
}

// Name is "times".
func (s *Stage) Name() string { return "times" }

// Needs is the layers that must be there. Tags are used where they are.
func (s *Stage) Needs() []string { return []string{layer.Sentences} }

// Adds is the layer that the stage adds.
func (s *Stage) Adds() []string { return []string{layer.Times} }

// Version covers the code and the data files.
func (s *Stage) Version() string { return s.version }

// reader is the working memory for one document.
type reader struct {
	m   matcher
	lex lexer
	r   resolver
}

// Read finds the times of d, in text order, not overlapping.
func (s *Stage) Read(d *layer.Doc) {
	w := s.pool.Get().(*reader)
	defer s.pool.Put(w)
	d.Times = d.Times[:0]
	text := d.Source.Text
	w.m.text = text
	w.r = resolver{text: text, names: s.g.vocabulary.names, verbs: s.verbs, pub: published(d.Source.Published)}
	tags := tagged(d.Tokens)
	tok := 0
	for si := range d.Sentences {
		sent := &d.Sentences[si]
		if sent.Start < 0 || sent.End > len(text) || sent.Start >= sent.End {
			continue
		}
		units := w.lex.lex(text, sent.Start, sent.End)
		w.r.units = units
		w.r.xpos = nil
		if tags {
			w.r.xpos = d.Tokens[sent.First:sent.Last]
		}
		before := len(d.Times)
		for i := 0; i < len(units); {
			n := 0
			for _, c := range w.m.from(units, i) {
				if !w.m.allows(&c) {
					continue
				}
				res, ok := c.rule.norm(&w.r, &c)
				if !ok {
					continue
				}
				span := parley.Span{Start: units[c.first].start, End: units[c.last-1].end}
				t := layer.Time{Span: span, Sentence: si, Type: c.rule.typ, Value: res.value, When: res.when, Rule: "times." + c.rule.name}
				w.hedge(&c, &t)
				if res.typ != "" {
					t.Type = res.typ
				}
				d.Times = append(d.Times, t)
				if !w.r.qualifies(&c, res.at) {
					w.r.remember(res.at)
				}
				n = c.last - i
				break
			}
			i += max(n, 1)
		}
		w.anchor(d, before)
		for k := before; k < len(d.Times); k++ {
			t := &d.Times[k]
			tok = max(tok, sent.First)
			for tok < sent.Last && d.Tokens[tok].End <= t.Start {
				tok++
			}
			t.First = tok
			last := tok
			for last < sent.Last && d.Tokens[last].Start < t.End {
				last++
			}
			t.Last = last
		}
	}
	w.r = resolver{}
	w.m.text = ""
}

// hedge marks what the words directly before leave open: "around March 5",
// "possibly on Tuesday".
func (w *reader) hedge(c *match, t *layer.Time) {
	if t.When.IsZero() {
		return
	}
	i := c.first - 1
	if p := w.r.lower(i); p == "on" || p == "in" || p == "by" {
		i--
	}
	set := func(each func(*parley.Moment)) {
		if !t.When.From.IsZero() {
			each(&t.When.From)
		}
		if !t.When.To.IsZero() {
			each(&t.When.To)
		}
	}
	switch w.r.lower(i) {
	case "around", "about", "circa", "approximately", "roughly":
		set(func(m *parley.Moment) { m.Approximate = true })
	case "possibly", "perhaps", "probably", "maybe", "likely", "tentatively", "presumably":
		set(func(m *parley.Moment) { m.Uncertain = true })
	case "as":
		if q := w.r.lower(i - 1); (q == "early" || q == "soon") && w.r.lower(i-2) == "as" {
			set(func(m *parley.Moment) { m.Uncertain = true })
		}
	}
}

// remember makes p the time that "the next day" and "a year earlier" count from.
func (r *resolver) remember(p point) {
	if p.g == gNone || p.y == 0 {
		return
	}
	p.clock, p.tod = false, 0
	r.focus = p
	if p.exact() {
		r.fine = p
	}
}

// qualifies reports whether a month only says which of several things is meant, and
// tells no time of what is told here: "in line with the February consensus".
func (r *resolver) qualifies(m *match, p point) bool {
	if p.g != gMonth || m.last != m.first+1 || r.wordBefore(m, 1) != "the" || m.last >= len(r.units) {
		return false
	}
	u := &r.units[m.last]
	w := r.lower(m.last)
	return u.alpha && !u.upper && w != "of" && r.verb(m.last) == unknownTense && w != "and" && w != "in" && w != "when" && w != "that"
}

// at is the index of the unit that starts at byte off.
func (w *reader) at(off int) int {
	us := w.r.units
	return sort.Search(len(us), func(i int) bool { return us[i].start >= off })
}

// anchor gives durations of days and weeks the days that the sentence tells:
// "two-day talks that ended on Friday", "a three-day visit beginning Monday".
func (w *reader) anchor(d *layer.Doc, from int) {
	for k := from; k+1 < len(d.Times); k++ {
		t := &d.Times[k]
		if t.Type != "DURATION" {
			if n := &d.Times[k+1]; t.Type == "DATE" && t.When.From.Exact() && t.When.From == t.When.To && n.Type == "DURATION" {
				w.anchorBehind(t, n)
			}
			continue
		}
		days := wholeDays(t.Value)
		if days < 2 || days > 60 {
			continue
		}
		next := &d.Times[k+1]
		if next.Type != "DATE" && next.Type != "TIME" || !next.When.From.Exact() || next.When.From != next.When.To && next.When.To.Exact() {
			continue
		}
		a, b := w.at(t.End), w.at(next.Start)
		if b-a > 14 || b <= a {
			continue
		}
		turn := 0
		for i := a; i < b; i++ {
			switch w.r.lower(i) {
			case "end", "ends", "ended", "ending", "conclude", "concludes", "concluded", "concluding", "finished", "finish", "wrapped", "wrap", "closed", "closing", "over":
				turn = -1
			case "begin", "begins", "began", "beginning", "begun", "start", "starts", "started", "starting", "open", "opens", "opened", "opening", "from", "commenced", "kicked", "kicks":
				turn = 1
			}
		}
		if turn == 0 {
			continue
		}
		day := point{g: gDay, y: next.When.From.Year, m: next.When.From.Month, d: next.When.From.Day}
		other := dayPoint(day.date().AddDate(0, 0, turn*(days-1)))
		if turn < 0 {
			day, other = other, day
		}
		t.When = parley.Interval{From: day.interval().From, To: other.interval().From}
		t.Rule = "times.duration-anchored"
	}
}

// anchorBehind gives the duration n the days that start with the day t: "arrives
// on Monday for a two-day visit".
func (w *reader) anchorBehind(t, n *layer.Time) {
	days := wholeDays(n.Value)
	a, b := w.at(t.End), w.at(n.Start)
	if days < 2 || days > 60 || b-a > 4 || b <= a || w.r.lower(a) != "for" {
		return
	}
	day := point{g: gDay, y: t.When.From.Year, m: t.When.From.Month, d: t.When.From.Day}
	last := dayPoint(day.date().AddDate(0, 0, days-1))
	n.When = parley.Interval{From: day.interval().From, To: last.interval().From}
	n.Rule = "times.duration-anchored"
}

// wholeDays is the length of a duration told in days or weeks, else 0.
func wholeDays(v string) int {
	if len(v) < 3 || v[0] != 'P' {
		return 0
	}
	n := 0
	for _, c := range []byte(v[1 : len(v)-1]) {
		if !isDigit(c) || n > 1000 {
			return 0
		}
		n = n*10 + int(c-'0')
	}
	switch v[len(v)-1] {
	case 'D':
		return n
	case 'W':
		return 7 * n
	}
	return 0
}

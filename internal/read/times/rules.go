package times

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

//go:embed words.tsv
var wordsTSV string

//go:embed rules.tsv
var rulesTSV string

// slot is a place in a match that a rule's normalisation reads.
type slot uint8

const (
	sYear slot = iota
	sYear2
	sMonth
	sMonth2
	sDay
	sDay2
	sWeekday
	sWeekday2
	sNum
	sNum2
	sUnit
	sOrd
	sSeason
	sTod
	sHour
	sMin
	sAmPm
	sStep
	sDecade
	sDate
	sNamed
	sVague
	slots
)

var slotNames = map[string]slot{
	"year": sYear, "year2": sYear2, "month": sMonth, "month2": sMonth2, "day": sDay, "day2": sDay2, "weekday": sWeekday, "weekday2": sWeekday2,
	"num": sNum, "num2": sNum2, "unit": sUnit, "ord": sOrd, "season": sSeason, "tod": sTod, "hour": sHour, "min": sMin, "ampm": sAmPm, "step": sStep,
	"decade": sDecade, "date": sDate, "named": sNamed, "vague": sVague,
}

// slotOf is the slot that a class fills where a pattern names none.
var slotOf = map[string]slot{
	"num": sNum, "a": sNum, "figure": sNum, "day": sDay, "dayord": sDay, "year": sYear, "yy": sYear2, "decade": sDecade, "iso": sDate, "isomonth": sDate,
	"numeric": sDate, "clock": sHour, "ord": sOrd, "shortyear": sYear, "month": sMonth, "weekday": sWeekday, "wdabbr": sWeekday, "weekdays": sWeekday,
	"unit": sUnit, "units": sUnit, "season": sSeason, "tod": sTod, "noon": sTod, "ampm": sAmPm, "often": sUnit, "annual": sUnit, "step": sStep,
	"stepprev": sStep, "stepnext": sStep, "steppast": sStep, "qcode": sOrd, "hcode": sOrd,
}

type entry struct {
	id       int32
	set      classSet
	num, ord int32
	val      int32
	capital  bool // only with a capital letter
	dotted   bool // a dot behind it belongs to it
}

// vocabulary is every word that a pattern or guard knows.
type vocabulary struct {
	words map[string]entry
	names []string // by id

	ampm, vague, couple, dozen, scale class
	of, few, and, half, hyphen, slash int32
	month, weekday, unit, units       class
}

func (v *vocabulary) id(w string) int32 {
	if e, ok := v.words[w]; ok {
		return e.id
	}
	id := int32(len(v.names))
	v.names = append(v.names, w)
	v.words[w] = entry{id: id}
	return id
}

// guard is a condition on what stands beside a match.
type guard struct {
	at    int // -1: the unit before; -2: the one before that; 1: the unit behind
	not   bool
	words map[int32]bool
	shape string // instead of words: "figure", "currency", "plural", "capital", "start", "month", "glued"
}

// rule is one row of rules.tsv.
type rule struct {
	name   string
	order  int
	typ    string // DATE, TIME, DURATION, SET
	norm   normaliser
	consts [slots]int32
	given  [slots]bool
	mod    string // "END", "START", …: kept for people, no part of the value
	guards []guard
	tense  string // "past" or "future" when the words themselves tell
}

// node is a state of the matcher: a trie over words and classes into which all
// patterns are written out.
type node struct {
	words   map[int32]*node
	classes []classEdge
	rules   []*rule
}

type classEdge struct {
	class class
	slot  slot // slots: none
	to    *node
}

// grammar is words and rules, ready to match.
type grammar struct {
	vocabulary vocabulary
	classes    map[string]class
	root       *node
	rules      []*rule
}

// compile reads words.tsv and rules.tsv.
func compile(words, rules string) (*grammar, error) {
	g := &grammar{classes: map[string]class{
		"num": cNum, "day": cDay, "dayord": cDayOrd, "year": cYear, "yy": cYY, "decade": cDecade, "iso": cISO, "isomonth": cISOMonth, "numeric": cNumeric,
		"clock": cClock, "ord": cOrd, "shortyear": cShortYear, "a": cA, "figure": cFigure,
	}, root: &node{}}
	v := &g.vocabulary
	v.words = map[string]entry{}
	v.names = []string{""}
	if err := g.readWords(words); err != nil {
		return nil, err
	}
	for name, into := range map[string]*class{
		"ampm": &v.ampm, "vague": &v.vague, "couple": &v.couple, "dozen": &v.dozen, "scale": &v.scale,
		"month": &v.month, "weekday": &v.weekday, "unit": &v.unit, "units": &v.units,
	} {
		c, ok := g.classes[name]
		if !ok {
			return nil, fmt.Errorf("words.tsv: no word of class %s", name)
		}
		*into = c
	}
	v.of, v.few, v.and, v.half, v.hyphen, v.slash = v.id("of"), v.id("few"), v.id("and"), v.id("half"), v.id("-"), v.id("/")
	if err := g.readRules(rules); err != nil {
		return nil, err
	}
	return g, nil
}

func lines(s string, each func(n int, fields []string) error) error {
	for n, line := range strings.Split(s, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		if err := each(n+1, strings.Split(line, "\t")); err != nil {
			return err
		}
	}
	return nil
}

func (g *grammar) class(name string) (class, error) {
	if c, ok := g.classes[name]; ok {
		return c, nil
	}
	n := int(cShapes)
	for _, c := range g.classes {
		n = max(n, int(c)+1)
	}
	if n >= maxClasses {
		return 0, fmt.Errorf("more than %d classes", maxClasses)
	}
	g.classes[name] = class(n)
	return class(n), nil
}

func (g *grammar) readWords(s string) error {
	v := &g.vocabulary
	return lines(s, func(n int, f []string) error {
		if len(f) < 3 {
			return fmt.Errorf("words.tsv:%d: want word, class, value", n)
		}
		val, err := strconv.Atoi(f[2])
		if err != nil {
			return fmt.Errorf("words.tsv:%d: value: %w", n, err)
		}
		c, err := g.class(f[1])
		if err != nil {
			return fmt.Errorf("words.tsv:%d: %w", n, err)
		}
		v.id(f[0])
		e := v.words[f[0]]
		e.set.add(c)
		e.capital = len(f) > 3 && f[3] == "cap"
		switch f[1] {
		case "num":
			e.num = int32(val)
		case "ord":
			e.ord = int32(val)
		case "a":
			e.num = 1
		default:
			e.val = int32(val)
		}
		if (f[1] == "month" || f[1] == "wdabbr") && len(f[0]) <= 5 && !slices.Contains([]string{"march", "april", "may", "june", "july"}, f[0]) {
			e.dotted = true
		}
		v.words[f[0]] = e
		return nil
	})
}

func (g *grammar) readRules(s string) error {
	macros := map[string]string{}
	return lines(s, func(n int, f []string) error {
		fail := func(err error) error { return fmt.Errorf("rules.tsv:%d: %w", n, err) }
		if strings.HasPrefix(f[0], "@") && len(f) == 2 {
			macros[f[0]] = expandMacros(f[1], macros)
			return nil
		}
		if len(f) != 5 {
			return fail(fmt.Errorf("want name, type, norm, guards, pattern; have %d fields", len(f)))
		}
		r := &rule{name: f[0], order: len(g.rules), typ: f[1]}
		norm := strings.Fields(f[2])
		if len(norm) == 0 || normalisers[norm[0]] == nil {
			return fail(fmt.Errorf("no normalisation %q", f[2]))
		}
		r.norm = normalisers[norm[0]]
		for _, kv := range norm[1:] {
			k, val, _ := strings.Cut(kv, "=")
			switch k {
			case "mod":
				r.mod = val
				continue
			case "tense":
				r.tense = val
				continue
			}
			sl, ok := slotNames[k]
			num, err := strconv.Atoi(val)
			if !ok || err != nil {
				return fail(fmt.Errorf("%q is no slot and number", kv))
			}
			r.consts[sl], r.given[sl] = int32(num), true
		}
		for _, gs := range strings.Fields(f[3]) {
			gd, err := g.guard(gs)
			if err != nil {
				return fail(err)
			}
			r.guards = append(r.guards, gd)
		}
		seqs, err := parsePattern(expandMacros(f[4], macros))
		if err != nil {
			return fail(err)
		}
		for _, seq := range seqs {
			if err := g.insert(seq, r); err != nil {
				return fail(err)
			}
		}
		g.rules = append(g.rules, r)
		return nil
	})
}

func expandMacros(s string, macros map[string]string) string {
	words := strings.Fields(s)
	for i, w := range words {
		base := strings.TrimSuffix(w, "?")
		if m, ok := macros[base]; ok {
			words[i] = "( " + m + " )" + w[len(base):]
		}
	}
	return strings.Join(words, " ")
}

// guard reads "prev:in|since", "!next:people", "!prev:$figure".
func (g *grammar) guard(s string) (guard, error) {
	var gd guard
	s, gd.not = strings.CutPrefix(s, "!")
	where, what, ok := strings.Cut(s, ":")
	at, known := map[string]int{"prev": -1, "prev2": -2, "next": 1, "next2": 2, "is": 0}[where]
	if !ok || !known {
		return gd, fmt.Errorf("%q is no guard", s)
	}
	gd.at = at
	if strings.HasPrefix(what, "$") {
		gd.shape = what[1:]
		if !slices.Contains(shapes, gd.shape) {
			return gd, fmt.Errorf("%q is no shape", what)
		}
		return gd, nil
	}
	gd.words = map[int32]bool{}
	for _, w := range strings.Split(what, "|") {
		gd.words[g.vocabulary.id(w)] = true
	}
	return gd, nil
}

// atom is one element of a written-out pattern.
type atom struct {
	words []string // a word, or a choice of words
	class string
	slot  string
}

// parsePattern writes a pattern out: every choice and every optional part
// gives sequences of its own.
func parsePattern(s string) ([][]atom, error) {
	toks := strings.Fields(s)
	seqs, rest, err := parseSequence(toks)
	if err != nil {
		return nil, err
	}
	if len(rest) != 0 {
		return nil, fmt.Errorf("unexpected %q", rest[0])
	}
	seqs = slices.DeleteFunc(seqs, func(q []atom) bool { return len(q) == 0 })
	if len(seqs) > 20000 {
		return nil, fmt.Errorf("%d sequences: too many options", len(seqs))
	}
	return seqs, nil
}

func parseSequence(toks []string) (seqs [][]atom, rest []string, err error) {
	var all [][]atom
	cur := [][]atom{{}}
	for len(toks) > 0 {
		t := toks[0]
		var parts [][]atom
		switch {
		case t == ")" || t == ")?":
			return append(all, cur...), toks, nil
		case t == "||":
			all = append(all, cur...)
			cur = [][]atom{{}}
			toks = toks[1:]
			continue
		case t == "(":
			parts, toks, err = parseSequence(toks[1:])
			if err != nil {
				return nil, nil, err
			}
			if len(toks) == 0 {
				return nil, nil, fmt.Errorf("a bracket is open")
			}
			t = toks[0]
		default:
			a := atom{}
			w := t
			if len(w) > 1 {
				w = strings.TrimSuffix(w, "?")
			}
			if strings.HasPrefix(w, "<") && strings.HasSuffix(w, ">") {
				a.class, a.slot, _ = strings.Cut(w[1:len(w)-1], ":")
			} else {
				a.words = strings.Split(w, "|")
			}
			parts = [][]atom{{a}}
		}
		optional := strings.HasSuffix(t, "?") && t != "?"
		toks = toks[1:]
		var next [][]atom
		for _, q := range cur {
			if optional {
				next = append(next, q)
			}
			for _, p := range parts {
				next = append(next, append(slices.Clone(q), p...))
			}
		}
		cur = next
	}
	return append(all, cur...), nil, nil
}

func (g *grammar) insert(seq []atom, r *rule) error {
	at := g.root
	for _, a := range seq {
		if len(a.words) == 1 {
			id := g.vocabulary.id(a.words[0])
			if at.words == nil {
				at.words = map[int32]*node{}
			}
			if at.words[id] == nil {
				at.words[id] = &node{}
			}
			at = at.words[id]
			continue
		}
		var c class
		sl := slots
		if len(a.words) > 1 {
			key := "|" + strings.Join(a.words, "|")
			_, known := g.classes[key]
			var err error
			if c, err = g.class(key); err != nil {
				return err
			}
			if !known {
				for _, w := range a.words {
					g.vocabulary.id(w)
					e := g.vocabulary.words[w]
					e.set.add(c)
					g.vocabulary.words[w] = e
				}
			}
		} else {
			var ok bool
			if c, ok = g.classes[a.class]; !ok {
				return fmt.Errorf("no class <%s>", a.class)
			}
			if a.slot != "" {
				if sl, ok = slotNames[a.slot]; !ok {
					return fmt.Errorf("no slot %q", a.slot)
				}
			} else if s, ok := slotOf[a.class]; ok {
				sl = s
			}
		}
		i := slices.IndexFunc(at.classes, func(e classEdge) bool { return e.class == c && e.slot == sl })
		if i < 0 {
			at.classes = append(at.classes, classEdge{c, sl, &node{}})
			i = len(at.classes) - 1
		}
		at = at.classes[i].to
	}
	if len(at.rules) == 0 || at.rules[len(at.rules)-1] != r {
		at.rules = append(at.rules, r)
	}
	return nil
}

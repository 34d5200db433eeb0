package times

import (
	"slices"
	"strings"
)

// match is a stretch of units that a pattern fits.
type match struct {
	rule        *rule
	first, last int // units [first, last)
	at          [slots]int16
	val         [slots]int32
	has         [slots]bool
}

// get is the value of a slot: captured, or given by the rule.
func (m *match) get(s slot) (int, bool) {
	if m.has[s] {
		return int(m.val[s]), true
	}
	return int(m.rule.consts[s]), m.rule.given[s]
}

func (m *match) value(s slot) int {
	v, _ := m.get(s)
	return v
}

// matcher finds what the grammar's patterns fit.
type matcher struct {
	g     *grammar
	text  string
	units []unit
	found []match
	cur   match
}

// maxUnits bounds the length of a time expression, and with it the work per unit.
const maxUnits = 14

// from collects all matches that start at unit i, longest first, and among
// equals by the order of the rules.
func (m *matcher) from(units []unit, i int) []match {
	m.units, m.found = units, m.found[:0]
	m.cur = match{first: i}
	m.walk(m.g.root, i)
	if len(m.found) > 1 {
		slices.SortStableFunc(m.found, func(a, b match) int {
			if a.last != b.last {
				return b.last - a.last
			}
			return a.rule.order - b.rule.order
		})
	}
	return m.found
}

func (m *matcher) walk(n *node, i int) {
	for _, r := range n.rules {
		c := m.cur
		c.rule, c.last = r, i
		m.found = append(m.found, c)
	}
	if i >= len(m.units) || i-m.cur.first >= maxUnits || len(m.found) > 64 {
		return
	}
	u := &m.units[i]
	if u.word != 0 && n.words != nil {
		if to := n.words[u.word]; to != nil {
			m.walk(to, i+1)
		}
	}
	for k := range n.classes {
		e := &n.classes[k]
		if !u.set.has(e.class) {
			continue
		}
		if e.slot == slots {
			m.walk(e.to, i+1)
			continue
		}
		had, at, val := m.cur.has[e.slot], m.cur.at[e.slot], m.cur.val[e.slot]
		m.cur.has[e.slot], m.cur.at[e.slot], m.cur.val[e.slot] = true, int16(i), unitValue(u, e.class)
		m.walk(e.to, i+1)
		m.cur.has[e.slot], m.cur.at[e.slot], m.cur.val[e.slot] = had, at, val
	}
}

func unitValue(u *unit, c class) int32 {
	switch c {
	case cNum, cYear, cYY, cShortYear, cA, cFigure, cISO, cISOMonth, cNumeric, cClock:
		return u.num
	case cDay:
		if u.set.has(cOrd) {
			return u.ord
		}
		return u.num
	case cDayOrd, cOrd:
		return u.ord
	}
	return u.val
}

// shapes are the conditions of guards that are not lists of words.
var shapes = []string{"figure", "currency", "capital", "lower", "start", "end", "month", "word", "plural", "glued", "weekday", "punct", "unit", "num", "verbish", "day", "shout"}

// allows reports whether all guards of m's rule hold.
func (m *matcher) allows(c *match) bool {
	for i := range c.rule.guards {
		if g := &c.rule.guards[i]; m.holds(g, c) == g.not {
			return false
		}
	}
	return true
}

func (m *matcher) holds(g *guard, c *match) bool {
	i := c.first
	switch {
	case g.at < 0:
		i += g.at
	case g.at > 0:
		i = c.last + g.at - 1
	}
	if g.shape == "start" {
		return i < 0 || m.units[i].start < m.units[c.first].start && isOpening(m.g, &m.units[i])
	}
	if g.shape == "end" {
		return i >= len(m.units)
	}
	if i < 0 || i >= len(m.units) {
		return false
	}
	u := &m.units[i]
	v := &m.g.vocabulary
	switch g.shape {
	case "":
		return g.words[u.word]
	case "figure":
		return u.set.has(cFigure)
	case "shout":
		return u.alpha && m.text[u.start:u.end] == strings.ToUpper(m.text[u.start:u.end])
	case "day":
		return u.set.has(cDay)
	case "num":
		return u.set.has(cNum)
	case "currency":
		w := v.names[u.word]
		return w == "$" || w == "#" || w == "£" || w == "€"
	case "capital":
		return u.upper
	case "lower":
		return u.alpha && !u.upper
	case "month":
		return u.set.has(v.month)
	case "weekday":
		return u.set.has(v.weekday)
	case "unit":
		return u.set.has(v.unit) || u.set.has(v.units)
	case "word":
		return u.alpha
	case "punct":
		return !u.alpha && !u.set.has(cFigure) && !u.set.has(cNum)
	case "plural":
		return u.alpha && !u.upper && u.end-u.start > 3 && u.word == 0 && m.text[u.end-1] == 's' && m.text[u.end-2] != 's'
	case "glued":
		return u.glued
	case "verbish":
		return u.alpha && !u.upper && u.end-u.start > 4 && m.text[u.end-1] == 'd' && m.text[u.end-2] == 'e'
	}
	return false
}

func isOpening(g *grammar, u *unit) bool {
	switch g.vocabulary.names[u.word] {
	case "\"", "'", "(", "--", "`":
		return true
	}
	return false
}

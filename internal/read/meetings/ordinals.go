package meetings

import (
	"strconv"
	"strings"

	"github.com/parley-register/parley/internal/nlp"
)

var ordinals = func() map[string]int {
	m := map[string]int{"inaugural": 1}
	for i, w := range strings.Fields("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth") {
		m[w] = i + 1
	}
	return m
}()

// ordinalOf reads "third", "3rd", "inaugural".
func ordinalOf(w string) (int, bool) {
	if n, ok := ordinals[w]; ok {
		return n, true
	}
	for _, suffix := range []string{"st", "nd", "rd", "th"} {
		if d, ok := strings.CutSuffix(w, suffix); ok {
			if n, err := strconv.Atoi(d); err == nil && n > 0 && n < 1000 {
				return n, true
			}
		}
	}
	return 0, false
}

// readOrdinal reads the number of the round: before the noun ("the third round
// of talks"), after it ("the talks were the second in this format"), or as a
// count of times ("the 14th time they met").
func (v *view) readOrdinal(m *mention, sent *nlp.Sentence) {
	set := func(t, n int) { m.ordinal, m.ordinalAt = n, v.Tokens[t].Span }
	if !m.t.verb && m.t.kind != visit {
		from := v.ordinalReach(m, sent.First)
		for t := from; t < m.First; t++ {
			n, ok := ordinalOf(v.lower[t])
			if !ok || v.timeAt[t] != 0 || v.inTitle[t] || !v.numbersTheMeeting(t, m, sent.Last) {
				continue
			}
			set(t, n)
			return
		}
		if from-3 >= sent.First && v.lower[from-1] == "of" { // "round four of the talks"
			from -= 3
		}
		for t := from; t < m.Last && t+1 < sent.Last; t++ {
			if v.lower[t] != "round" {
				continue
			}
			if n, ok := cardinalOf(v.Tokens[t+1].Form); ok && v.timeAt[t+1] == 0 {
				set(t+1, n)
				return
			}
		}
	}
	if m.t.text == "meet" {
		for t := max(sent.First, m.First-14); t+1 < m.First; t++ {
			if n, ok := ordinalOf(v.lower[t]); ok && v.lower[t+1] == "time" && n > 1 {
				set(t, n)
				return
			}
		}
	}
	if m.t.kind != visit && m.t.kind != deal && m.t.kind != delegation && m.t.strength == strong {
		if t, n := v.ordinalBehind(m, sent); n > 0 {
			set(t, n)
		}
	}
}

// ordinalReach is the first token of the phrase before the noun of m that can
// hold its number: also in front of words joined by hyphens ("a third one-on-one
// meeting").
func (v *view) ordinalReach(m *mention, first int) int {
	from := v.outerNoun(m.start, first)
	if t := from - 1; t-1 > first && v.lower[t] == "in" { // "the third in a series of talks"
		if _, ok := ordinalOf(v.lower[t-1]); ok && from < m.start {
			return t - 1
		}
	}
	if from != m.start || from-1 < first {
		return from
	}
	t := from
	for t-1 > first && v.lower[t] == "-" || t-2 > first && v.lower[t-1] == "-" {
		if v.lower[t] != "-" {
			t--
		}
		t--
	}
	for ; t > first && t > from-8; t-- {
		if _, ok := ordinalOf(v.lower[t]); ok {
			return t
		}
		if t < from && v.lower[t] != "-" && v.lower[t-1] != "-" && v.lower[min(t+1, len(v.lower)-1)] != "-" {
			break
		}
	}
	return from
}

// ordinalBehind is the number that stands behind m, and its token: "the third
// time that he has received them", "the first in a series", "were the second in
// this format".
func (v *view) ordinalBehind(m *mention, sent *nlp.Sentence) (int, int) {
	for t := m.Last; t+1 < sent.Last && t < m.Last+30; t++ {
		n, ok := ordinalOf(v.lower[t])
		if !ok {
			if v.lower[t] == ";" || v.lower[t] == "that" || v.isFinite(t) && v.Tokens[t].Lemma != "be" && t != m.governor {
				return 0, 0
			}
			continue
		}
		if v.timeAt[t] != 0 || v.inTitle[t] {
			continue
		}
		switch v.lower[t-1] {
		case "the", "a", "for", "their", "its":
		default:
			continue
		}
		switch v.lower[t+1] {
		case "time":
			if m.t.text == "meet" && n > 1 || n > 1 && v.lower[t-1] == "the" {
				return t, n
			}
		case "such":
			if n > 1 || v.numbersTheMeeting(t, m, sent.Last) {
				return t, n
			}
		case "in":
			if n > 1 && t+2 < sent.Last && v.withinMonths(t+2) {
				return t, n // "the fourth in as many months"
			}
			if n > 1 || t+4 < sent.Last && v.lower[t+2] == "a" && (v.lower[t+3] == "series" || v.lower[t+4] == "series") {
				if t+2 < sent.Last && v.timeAt[t+2] == 0 && !(t+3 < sent.Last && (v.timeAt[t+3] != 0 || v.lower[t+3] == "years")) {
					return t, n
				}
			}
		}
	}
	return 0, 0
}

// numbersTheMeeting tells whether the ordinal at t counts rounds of the series,
// and is not a first since some year, a day, a leg or a half.
func (v *view) numbersTheMeeting(t int, m *mention, last int) bool {
	if t+1 < last {
		if v.lower[t+1] == "and" && t+2 < last {
			if _, ok := ordinalOf(v.lower[t+2]); ok {
				return false // "the 10th and 11th summits"
			}
		}
		if t > 1 && v.lower[t-1] == "and" {
			if _, ok := ordinalOf(v.lower[t-2]); ok {
				return false
			}
		}
		switch v.lower[t+1] {
		case "time", "day", "leg", "half", "step", "phase", "stage", "anniversary", "year", "country", "world", "-":
			return false
		}
	}
	if n, _ := ordinalOf(v.lower[t]); n == 1 && v.lower[t] == "first" {
		for u := m.Last; u < min(last, m.Last+14); u++ {
			if v.lower[u] == "since" || v.lower[u] == "in" && v.spanAhead(u+1, last) {
				return false
			}
		}
		if u := m.start; isPossessive(v.lower[u]) && (m.Last >= last || v.lower[m.Last] != "with") {
			return false // "his first meeting" of the day; but "her first meeting with" him
		}
	}
	return true
}

// spanAhead tells whether a span of time stands at token t: "three years", "more than
// a decade".
func (v *view) spanAhead(t, last int) bool {
	for u := t; u < min(last, t+5); u++ {
		if x := v.timeAt[u]; x != 0 && v.Times[x-1].Type == "DURATION" {
			return true
		}
		switch v.Tokens[u].Lemma {
		case "year", "month", "week", "decade", "century", "generation":
			return true
		}
		if v.isVerb(u) || v.lower[u] == "," {
			return false
		}
	}
	return false
}

// withinMonths tells whether the words at token t count months or years: "four
// months", "as many weeks".
func (v *view) withinMonths(t int) bool {
	for u := t; u < min(len(v.lower), t+4); u++ {
		switch v.lower[u] {
		case "days", "weeks", "months", "years":
			return true
		case "as", "many", "less", "than", "just", "only":
			continue
		}
		if _, ok := cardinalOf(v.lower[u]); !ok {
			return false
		}
	}
	return false
}

// cardinals are numbers of rounds in words.
var cardinals = func() map[string]int {
	m := map[string]int{}
	for i, w := range strings.Fields("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen") {
		m[w] = i + 1
	}
	for i, w := range strings.Fields("I II III IV V VI VII VIII IX X XI XII XIII XIV XV") {
		m[w] = i + 1
	}
	return m
}()

// cardinalOf reads the number behind "round": "four", "4", "IV".
func cardinalOf(w string) (int, bool) {
	if n, ok := cardinals[w]; ok {
		return n, true
	}
	if n, err := strconv.Atoi(w); err == nil && n > 0 && n < 100 {
		return n, true
	}
	return 0, false
}

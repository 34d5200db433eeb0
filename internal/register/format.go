package register

import (
	"slices"
	"strings"
)

// numbers are the words by which a name of talks counts those who sit at them.
var numbers = map[string]int{
	"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "3": 3, "4": 4, "5": 5, "6": 6, "7": 7, "8": 8, "9": 9,
}

// counted are the words for what it counts.
var counted = map[string]bool{"party": true, "way": true, "nation": true, "sided": true, "country": true, "state": true, "power": true, "member": true}

// seatsOf is how many sides the folded name of talks says that there are, 0 where
// it does not: "six party talks".
func seatsOf(name string) int {
	n, rest, _ := strings.Cut(name, " ")
	what, _, _ := strings.Cut(rest, " ")
	if !counted[what] {
		return 0
	}
	return numbers[n]
}

// formatOf is the folded name of talks, in one form for all names that only count
// their sides: "six way talks" are the "six party talks".
func formatOf(name string) string {
	n := seatsOf(name)
	if n == 0 {
		return name
	}
	for word, k := range numbers {
		if k == n && len(word) > 1 {
			return word + " party talks"
		}
	}
	return name
}

// inherit gives a numbered round that has no name the one by which its document
// calls the talks of the same sides, or of all the sides that the name counts: "the
// second round", in a report on the third round of the six-party talks.
func (d *document) inherit() {
	for _, m := range d.mentions {
		if m.format != "" || m.ordinal == 0 || len(m.parties) < 2 {
			continue
		}
		name := ""
		for _, o := range d.mentions {
			switch {
			case o.name == "" || !m.among(o):
			case name != "" && name != formatOf(o.name):
				name = "?"
			case name == "":
				name = formatOf(o.name)
			}
		}
		if name != "?" {
			m.format = name
		}
	}
}

// among reports whether the sides of m are those of o, or some of them where the name
// of o counts more than two.
func (m *mention) among(o *mention) bool {
	if setKey(o.parties) == setKey(m.parties) {
		return true
	}
	return seatsOf(o.name) > 0 && !slices.ContainsFunc(m.parties, func(c string) bool { return !slices.Contains(o.parties, c) })
}

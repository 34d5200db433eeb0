package show

import (
	"regexp"
	"strings"

	"github.com/parley-register/parley"
)

var (
	isoSpan = regexp.MustCompile(`\b(\d{4}-\d{2}-\d{2})(?: to |/)(\d{4}-\d{2}-\d{2})\b`)
	isoDay  = regexp.MustCompile(`\b\d{4}-\d{2}-\d{2}\b`)
	code    = regexp.MustCompile(`\b[A-Z][A-Z0-9+]{2,}\b`)
)

// Prose is a reason that the register gives, for people: days as they are
// written, and names for the codes of actors. "same parties (IDN); the round of
// 2005-04-16" is "same parties (Indonesia); the round of 16 April 2005".
func (n Names) Prose(reason string) string {
	day := func(s string) string {
		m, err := parley.ParseMoment(s)
		if err != nil {
			return s
		}
		return Moment(m)
	}
	reason = replace(isoSpan, reason, func(s string) string {
		m := isoSpan.FindStringSubmatch(s)
		v, err := parley.ParseInterval(m[1] + "/" + m[2])
		if err != nil {
			return s
		}
		return Interval(v)
	})
	reason = replace(isoDay, reason, day)
	return code.ReplaceAllStringFunc(reason, n.Actor)
}

// replace is ReplaceAllStringFunc that leaves out what is a part of an ID: what
// a hyphen joins to more.
func replace(re *regexp.Regexp, s string, f func(string) string) string {
	var b strings.Builder
	at := 0
	for _, m := range re.FindAllStringIndex(s, -1) {
		if m[0] > 0 && s[m[0]-1] == '-' || m[1] < len(s) && s[m[1]] == '-' {
			continue
		}
		b.WriteString(s[at:m[0]])
		b.WriteString(f(s[m[0]:m[1]]))
		at = m[1]
	}
	return b.String() + s[at:]
}

// Years are the years from the first to the last round of p whose time is
// known: "1998–2000", "2005"; "" where no round has a year.
func Years(p *parley.Process) string {
	first, last := 0, 0
	for i := range p.Rounds {
		for _, y := range []int{p.Rounds[i].When.From.Year, p.Rounds[i].When.To.Year} {
			if y == 0 {
				continue
			}
			if first == 0 || y < first {
				first = y
			}
			last = max(last, y)
		}
	}
	if first == 0 {
		return ""
	}
	from, to := Moment(parley.Moment{Year: first}), Moment(parley.Moment{Year: last})
	if from == to {
		return from
	}
	return from + "–" + to
}

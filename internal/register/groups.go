package register

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/parley-register/parley/internal/lexicon"
)

//go:embed groups.tsv
var groupsTSV string

//go:embed mediators.tsv
var mediatorsTSV string

//go:embed aliases.tsv
var aliasesTSV string

// groups knows which codes can stand for which others.
type groups struct {
	members map[string][]string // of a group
	of      map[string][]string // the groups of a member
	aliases map[string]string

	mediators map[string]bool
	own       map[string]bool     // of those, which also talk for themselves
	speakers  map[string][]string // of a group: who sits with it and is not counted in its name
}

var loadGroups = sync.OnceValue(func() *groups {
	g := &groups{members: map[string][]string{}, of: map[string][]string{}, aliases: map[string]string{}, mediators: map[string]bool{}, own: map[string]bool{}, speakers: map[string][]string{}}
	for e := range lexicon.Shared().Forms() {
		if len(e.Members) > 0 {
			g.members[e.Code] = slices.Clone(e.Members)
		}
	}
	for _, row := range rows(groupsTSV) {
		if len(g.members[row[0]]) > 0 {
			g.speakers[row[0]] = strings.Fields(row[1])
		}
		g.members[row[0]] = append(g.members[row[0]], strings.Fields(row[1])...)
	}
	for _, group := range sortedKeys(g.members) {
		slices.Sort(g.members[group])
		g.members[group] = slices.Compact(g.members[group])
		for _, m := range g.members[group] {
			g.of[m] = append(g.of[m], group)
		}
	}
	for _, row := range rows(mediatorsTSV) {
		g.mediators[row[0]] = true
		g.own[row[0]] = row[1] == "own"
	}
	for _, row := range rows(aliasesTSV) {
		g.aliases[row[0]] = row[1]
	}
	return g
})

// rows are the lines of a table, split at tabs; comments and empty lines are
// left out.
func rows(tsv string) [][]string {
	var rows [][]string
	for line := range strings.Lines(tsv) {
		if line = strings.TrimRight(line, "\r\n"); line != "" && !strings.HasPrefix(line, "#") {
			rows = append(rows, strings.Split(line, "\t"))
		}
	}
	return rows
}

// canonical is the code that code is taken for.
func (g *groups) canonical(code string) string {
	if to, ok := g.aliases[code]; ok {
		return to
	}
	return code
}

// covers reports whether party is one of codes, or a member of a group that is
// one of them, or a group of which a member is one of them.
func (g *groups) covers(codes []string, party string) bool {
	if slices.Contains(codes, party) {
		return true
	}
	members := g.members[party]
	for _, c := range codes {
		if slices.Contains(members, c) || slices.Contains(g.members[c], party) {
			return true
		}
	}
	return false
}

// few reports whether one of two lists of sides that cover each other names a
// group of more than two of which the other names only one member.
func (g *groups) few(a, b []string) bool {
	only := func(a, b []string) bool {
		for _, group := range a {
			members := g.members[group]
			if len(members) <= 2 || slices.Contains(b, group) {
				continue
			}
			n := 0
			for _, c := range b {
				if slices.Contains(members, c) {
					n++
				} else if slices.ContainsFunc(g.members[c], func(m string) bool { return slices.Contains(members, m) }) {
					n += 2 // another group with the same members in it
				}
			}
			if n == 1 {
				return true
			}
		}
		return false
	}
	return only(a, b) || only(b, a)
}

// speaks reports whether a is b with the one who speaks for a group in place of
// the group.
func (g *groups) speaks(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	n := 0
	for _, c := range a {
		if slices.Contains(b, c) {
			continue
		}
		n++
		if !slices.ContainsFunc(b, func(group string) bool { return !slices.Contains(a, group) && slices.Contains(g.speakers[group], c) }) {
			return false
		}
	}
	return n == 1
}

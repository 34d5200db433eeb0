package actors

import (
	"testing"

	"github.com/parley-register/parley"
)

// TestBookLevel asks for the level of persons whom an article names without their
// office.
func TestBookLevel(t *testing.T) {
	b := &book{map[string][]*holder{}, map[string][]*holder{}}
	b.add(&holder{words: []string{"ana", "vik"}, code: "NOR", from: 2001, to: 2005, titles: []string{"president"}})
	b.add(&holder{words: []string{"ana", "vik"}, code: "NOR", from: 1996, to: 2000, titles: []string{"foreign minister"}})
	b.add(&holder{words: []string{"ole", "vik"}, code: "DNK", from: 2001, to: 2005, titles: []string{"foreign minister", "president"}})
	b.add(&holder{words: []string{"per", "dahl"}, code: "NOR", from: 2001, to: 2005, titles: []string{"president"}})
	b.add(&holder{words: []string{"jon", "dahl"}, code: "NOR", from: 2001, to: 2005, titles: []string{"foreign minister"}})
	for _, c := range []struct {
		words []string
		code  string
		year  int
		want  parley.Level
	}{
		{[]string{"ana", "vik"}, "NOR", 2003, parley.LeaderLevel},
		{[]string{"vik"}, "NOR", 2003, parley.LeaderLevel},
		{[]string{"ana", "vik"}, "NOR", 1998, parley.MinisterLevel},
		{[]string{"ana", "vik"}, "NOR", 2001, ""}, // the one or the other
		{[]string{"ana", "vik"}, "NOR", 2012, ""},
		{[]string{"ana", "vik"}, "DNK", 2003, ""},
		{[]string{"ole", "vik"}, "DNK", 2003, ""}, // held both in those years
		{[]string{"dahl"}, "NOR", 2003, ""},       // two of that name
		{[]string{"per", "dahl"}, "NOR", 2003, parley.LeaderLevel},
		{[]string{"vik"}, "", 2003, ""},
		{[]string{"vik"}, "NOR", 0, ""},
		{nil, "NOR", 2003, ""},
	} {
		if got := b.level(c.words, c.code, c.year); got != c.want {
			t.Errorf("%v of %s in %d: %q, want %q", c.words, c.code, c.year, got, c.want)
		}
	}
}

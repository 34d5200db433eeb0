package talksbench_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/parley-register/parley/internal/talksbench"
)

// TestSet checks the annotated articles of the repository: whatever a value quotes
// stands in its article, and words that are chosen from a list are in it.
func TestSet(t *testing.T) {
	const dir = "../../bench/talks"
	golds, err := talksbench.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(golds) < 280 {
		t.Errorf("%d articles", len(golds))
	}
	for _, g := range golds {
		body, err := g.Text(dir)
		if err != nil {
			t.Error(err)
			continue
		}
		text := string(body)
		quotes := func(field, s string) {
			if !strings.Contains(text, s) {
				t.Errorf("%s: %s %q does not stand in the article", g.Doc.ID, field, s)
			}
		}
		one := func(field, s, of string) {
			if s != "" && !slices.Contains(strings.Fields(of), s) {
				t.Errorf("%s: %s %q is none of %s", g.Doc.ID, field, s, of)
			}
		}
		for _, m := range g.Meetings {
			one("status", m.Status, "held under-way planned possible postponed cancelled denied")
			if len(m.Parties) == 0 && !m.Unnamed {
				t.Errorf("%s: a meeting of nobody", g.Doc.ID)
			}
			if m.Level != nil {
				one("level", *m.Level, "leader minister deputy official")
			}
			for _, f := range m.Format {
				one("format", f, "in-person phone video closed-door indirect sidelines technical summit")
			}
			for _, x := range m.Third {
				one("role", x.Role, "host mediator observer")
			}
			if m.When != nil {
				quotes("when", m.When.Text)
			}
			if m.Where != nil {
				quotes("where", m.Where.Text)
			}
			if m.Outcome != nil {
				one("outcome", m.Outcome.Kind, "agreement partial in-principle joint-statement agreed-to-continue no-agreement collapsed")
				quotes("outcome", m.Outcome.Text)
			}
			for _, x := range m.Topics {
				quotes("topic", x.Text)
			}
			for _, x := range m.Obstacles {
				quotes("obstacle", x.Text)
			}
			for _, x := range m.Next {
				one("next", x.Kind, "meeting visit document deadline other")
				one("certainty", x.Certainty, "announced expected possible conditional")
				quotes("next", x.Text)
			}
		}
		for _, x := range g.Statements {
			one("kind of speaker", x.Kind, "named anonymous institution media group")
			quotes("statement", x.Text)
		}
		for _, x := range g.Positions {
			one("stance", x.Stance, "demands seeks offers supports rejects red-line")
			quotes("position", x.Text)
		}
		for _, x := range g.Reactions {
			one("stance", x.Stance, "supports cautious opposes neutral")
			quotes("reaction", x.Text)
		}
	}
}

package register_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/parley-register/parley/internal/register"
)

func TestToneOfStatement(t *testing.T) {
	for text, want := range map[string]int{
		"there had been no progress on the border":            -1,
		"there had been progress on the border":               1,
		"the meeting should not be regarded as a failure":     1,
		"the talks were good":                                 1,
		"the road was good":                                   0, // nothing of talks
		"the talks are still in an exploratory phase":         -1,
		"it was too early to speak of a result of the talks":  -1,
		"the harvest is still early":                          0,
		"progress would be possible if both wanted it":        0, // what might be
		"the talks were useful, but the atmosphere was tense": 1, // of manner
		"it feared an engine failure on the bridge":           0,
		"the minister failed to appear":                       0,
		"the two ministers had met":                           0,
		"the president himself was deeply disappointed":       -1,
		"the meeting had failed to live up to expectations":   -1,
		"the meeting had exceeded expectations":               1,
		"the other side had come empty-handed":                -1,
		"there had been no political will at the table":       -1,
		"they will make good progress":                        0, // what is to come
		"not only do such acts belittle the significant progress that our men and women in uniform have made on this border": 0,
		"nobody could speak of failure, since no breakthrough was near":                                                      0,
	} {
		if got := register.ToneOfStatement(text); got != want {
			t.Errorf("%q is %d, want %d", text, got, want)
		}
	}
}

// TestViews finds views that differ, in one report and in two.
func TestViews(t *testing.T) {
	const round = "held AAA BBB | when 2010-03-19 | where Geneva CHE | outcome agreed-to-continue"
	for _, c := range []struct {
		name, script string
		want         []string
	}{
		{"two sides in one report", "doc a 2010-03-20 One\n" + round + "\nview AAA Envoy Ada|said: there had been real progress\nview BBB Envoy Ben|said: there had been no progress", []string{"view assessment"}},
		{"two sides in two reports", "doc a 2010-03-20 One\n" + round + "\nview AAA Envoy Ada|said: the talks were useful\ndoc b 2010-03-20 Two\n" + round + "\nview BBB Envoy Ben|said: the talks were fruitless", []string{"view assessment"}},
		{"an assessment against a statement", "doc a 2010-03-20 One\n" + round + " | tone constructive by Envoy Ada\nview BBB Envoy Ben|said: the talks had failed", []string{"view assessment"}},
		{"one speaker, light and shadow", "doc a 2010-03-20 One\n" + round + "\nview AAA Envoy Ada|said: there had been real progress\nview AAA Envoy Ada|said: there had been no breakthrough", nil},
		{"two speakers of one side", "doc a 2010-03-20 One\n" + round + "\nview AAA Envoy Ada|said: there had been real progress\nview AAA Minister Abe|said: there had been no breakthrough", nil},
		{"an answer", "doc a 2010-03-20 One\n" + round + "\nview AAA Envoy Ada|said: Ben had come to talk about talking\nview BBB>AAA Envoy Ben|replied: Ada wanted delay", []string{"view assessment"}},
		{"an answer that contradicts", "doc a 2010-03-20 One\n" + round + "\nview AAA Envoy Ada|said: Ben had come to talk about talking\nview BBB Envoy Ben|countered: Ada wanted delay", []string{"view assessment"}},
		{"an answer that does not", "doc a 2010-03-20 One\n" + round + "\nview AAA Envoy Ada|said: the border should open\nview BBB Envoy Ben|replied: it would", nil},
		{"each blames the other", "doc a 2010-03-20 One\n" + round + "\nview AAA>BBB Envoy Ada|said: Ben had refused the map\ndoc b 2010-03-20 Two\n" + round + "\nview BBB>AAA Envoy Ben|said: Ada had stalled", []string{"view assessment"}},
		{"one blames the other", "doc a 2010-03-20 One\n" + round + "\nview AAA>BBB Envoy Ada|said: Ben had refused the map\nview BBB Envoy Ben|said: the border was open", nil},
		{"who is not at the table", "doc a 2010-03-20 One\n" + round + "\nview AAA Envoy Ada|said: there had been real progress\nview CCC Envoy Cid|said: there had been no progress on the dam", nil},
		{"different numbers", "doc a 2010-03-20 One\n" + round + "\nview AAA Envoy Ada|said: it was for 120 days as the deal foresees\nview BBB Envoy Ben|said: it had agreed to 60", []string{"view outcome"}},
		{"numbers of different things", "doc a 2010-03-20 One\n" + round + "\nview AAA Envoy Ada|said: both had agreed on 120 days\nview BBB Envoy Ben|said: it had agreed to 60 lorries", nil},
		{"what is judged has been held", "doc a 2010-03-20 One\n" + round + "\nplanned AAA BBB | when 2010-04-19 | where Rome ITA\nview AAA Envoy Ada|said: the talks were useful\nview BBB Envoy Ben|said: the talks were fruitless", []string{"view assessment"}},
		{"an answer to a reporter", "doc a 2010-03-20 One\n" + round + "\nview BBB Envoy Ben|replied: Ada wanted delay", nil},
		{"what was agreed is denied", "doc a 2010-03-20 One\n" + round + "\nview AAA Envoy Ada|said: both had agreed to a map\nview BBB Envoy Ben|denied: any map had been agreed", []string{"denial outcome"}},
		{"something else is denied", "doc a 2010-03-20 One\n" + round + "\nview BBB Envoy Ben|denied: he was ill", nil},
		{"a framework and an agreement", "doc a 2010-03-20 One\nheld AAA BBB | when 2010-03-19 | where Geneva CHE | outcome in-principle\ndoc b 2010-03-20 Two\nheld AAA BBB | when 2010-03-19 | where Geneva CHE | outcome agreement", nil},
		{"no agreement, and more talks", "doc a 2010-03-20 One\nheld AAA BBB | when 2010-03-19 | where Geneva CHE | outcome no-agreement\ndoc b 2010-03-20 Two\n" + round, nil},
		{"two days in no place", "doc a 2010-03-20 One\nheld AAA BBB | when 2010-03-19\ndoc b 2010-03-20 Two\nheld AAA BBB | when 2010-03-18", nil},
		{"called off and held after all", "doc a 2010-03-15 One\ncancelled AAA BBB | when 2010-03-19 | where Geneva CHE\ndoc b 2010-03-20 One\n" + round, []string{"revision status"}},
		{"no next meeting in prospect", "doc a 2010-03-20 One\n" + round + "\ndenied AAA BBB\ndoc b 2010-04-20 Two\nheld AAA BBB | when 2010-04-19 | where Rome ITA", nil},
		{"put off and held", "doc a 2010-03-15 One\npostponed AAA BBB | when 2010-03-17 | where Geneva CHE\ndoc b 2010-03-20 One\n" + round, []string{"plan when"}},
		{"an agreement that was none", "doc a 2010-03-19 One\nunder-way AAA BBB | when 2010-03-19 | where Geneva CHE | outcome agreement\ndoc b 2010-03-20 Two\nheld AAA BBB | when 2010-03-19 | where Geneva CHE | outcome collapsed", []string{"fact outcome"}},
		{"a failure that became an agreement", "doc a 2010-03-18 One\nheld AAA BBB | when 2010-03-17/2010-03-19 | where Geneva CHE | outcome collapsed\ndoc b 2010-03-19 Two\nheld AAA BBB | when 2010-03-17/2010-03-19 | where Geneva CHE | outcome agreement", []string{"revision outcome"}},
		{"announced for another day", "doc a 2010-02-01 One\nheld AAA BBB | when 2010-01-31 | where Geneva CHE | next meeting due 2010-03-01 they meet again\ndoc b 2010-03-20 One\n" + round, []string{"plan when"}},
		{"announced as a limit", "doc a 2010-02-01 One\nheld AAA BBB | when 2010-01-31 | where Geneva CHE | next meeting due 2010-03-01 they meet by then\ndoc b 2010-03-20 One\n" + round, nil},
		{"announced by its number", "doc a 2010-02-01 One\nheld AAA BBB | when 2010-01-31 | where Geneva CHE | number 3 | next meeting due 2010-03 the fourth round follows\ndoc b 2010-11-20 One\nheld AAA BBB | when 2010-11-19 | where Geneva CHE | number 4", []string{"plan when"}},
	} {
		var got []string
		for _, p := range register.Fold(read(t, c.script).in).Processes {
			for _, x := range p.Contradictions {
				got = append(got, fmt.Sprintf("%s %s", x.Kind, x.Field))
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

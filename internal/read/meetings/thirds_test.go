package meetings

import (
	"slices"
	"strings"
	"testing"

	"github.com/parley-register/parley"
)

// TestHintExamples reads the example of every row of hints.tsv: the words are
// found with their role, and Norway is asked about.
func TestHintExamples(t *testing.T) {
	lex, err := loadLexicon()
	if err != nil {
		t.Fatal(err)
	}
	mark := strings.NewReplacer("Norwegian", "{Norwegian|actor NOR}", "Norway", "{Norway|actor NOR}")
	n := 0
	found := map[string]bool{} // rows that one spelling finds
	for _, ws := range lex.hints {
		for _, w := range ws {
			n++
			text := "{Chile|actor CHL} and {Peru|actor PER} held talks {on Monday|time 2026-03-02}. " + mark.Replace(w.example)
			v := newView(annotated(t, text))
			ms := v.read(&Stage{lex: lex})
			for i := range ms {
				ms[i].codes = []string{"CHL", "PER"}
			}
			x := v.thirdContext(v.rollOf(ms), []*candidate{{mentions: []*mention{&ms[0]}, codes: ms[0].codes}}, nil)
			x.main = x.kept[0]
			for s := range x.owner {
				x.owner[s] = x.main
			}
			found[w.example] = found[w.example] || slices.ContainsFunc(v.cuesIn(1), func(c roleCue) bool { return c.role == w.role && c.words == strings.Join(w.words, " ") }) &&
				slices.ContainsFunc(v.roleAsks(x, x.main), func(q roleAsk) bool { return q.code == "NOR" && q.role == w.role })
		}
	}
	for example, ok := range found {
		if !ok {
			t.Errorf("the words of the row are not found, or nobody asks about Norway: %q", example)
		}
	}
	if n < 60 {
		t.Errorf("only %d rows", n)
	}
}

// TestThirds reads who has a role beside the sides where no rule of roles.tsv says
// so, and who has none though a word for it stands near.
func TestThirds(t *testing.T) {
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	const talks = "Delegations of {Chile|actor CHL} and {Peru|actor PER} held talks in {Oslo|place city NOR} {on Monday|time 2026-03-02}. "
	for _, c := range []struct {
		text string
		want []parley.Third
	}{
		{talks + "The session was mediated by the {African Union|actor AFU}.", []parley.Third{{Actor: "AFU", Role: parley.Mediator}}},
		{talks + "{Norway|actor NOR} hosted the talks.", []parley.Third{{Actor: "NOR", Role: parley.Host}}},
		{talks + "{Norway|actor NOR} had hosted earlier rounds of the talks.", nil},
		{talks + "{Brazil|actor BRA} welcomed the result.", nil},
		{talks + "Prices in {Brazil|actor BRA} rose. The bank was pressed for an answer.", nil},
	} {
		d := annotated(t, c.text)
		s.Read(d)
		if len(d.Reading.Meetings) != 1 {
			t.Errorf("%s: %d meetings", c.text, len(d.Reading.Meetings))
			continue
		}
		var got []parley.Third
		for _, x := range d.Reading.Meetings[0].Third {
			got = append(got, x.Value)
			for _, e := range x.Evidence {
				if e.Quote == "" {
					t.Errorf("%s: %v stands on no words", c.text, x.Value)
				}
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.text, got, c.want)
		}
	}
}

// TestDead: who was killed sits at no table.
func TestDead(t *testing.T) {
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text, head, rel string // the word that the name hangs on, and how
		want            bool
	}{
		{"{Luis Paz|person PER leader} was killed on Monday.", "killed", "nsubj:pass", true},
		{"{Luis Paz|person PER leader} died on Monday.", "died", "nsubj", true},
		{"The death of {Luis Paz|person PER leader} shook Lima.", "death", "nmod", true},
		{"{Luis Paz|person PER leader} met the king on Monday.", "met", "nsubj", false},
		{"{Luis Paz|person PER leader} killed a fly.", "killed", "nsubj", false},
	} {
		d := annotated(t, c.text)
		for i := range d.Tokens {
			switch d.Tokens[i].Form {
			case c.head:
				d.Tokens[i].Lemma = map[string]string{"killed": "kill", "died": "die", "met": "meet", "death": "death"}[c.head]
				for k := range d.Tokens {
					if d.Tokens[k].Form == "Luis" {
						d.Tokens[k].Head, d.Tokens[k].Deprel = int32(i+1), c.rel
					}
				}
			case "Paz":
				d.Tokens[i].Head, d.Tokens[i].Deprel = int32(i), "flat" // on the name before
			}
		}
		d.People[0].Mentions = []int{0}
		v := newView(d)
		v.lex = s.lex
		if got := v.dead(&v.People[0]); got != c.want {
			t.Errorf("%q: dead is %v", c.text, got)
		}
	}
}

// TestExplainCitesWeights: who takes part and who has a role is explained by the
// weights.
func TestExplainCitesWeights(t *testing.T) {
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	d := annotated(t, "{Ana Ruiz|person CHL minister} met {Luis Paz|person PER minister} {on Monday|time 2026-03-02}. The talks were mediated by {Norway|actor NOR}.")
	all := strings.Join(s.Explain(d), "\n")
	for _, want := range []string{"Ana Ruiz takes part, by a rule, ", "NOR as a mediator "} {
		if !strings.Contains(all, want) {
			t.Errorf("no %q in\n%s", want, all)
		}
	}
}

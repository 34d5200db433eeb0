package meetings

import (
	"fmt"
	"strings"
	"testing"
)

// gist is the sides that each candidate of text has, the days it names and
// whether a side is not named, in the order in which they are found.
func gist(t *testing.T, s *Stage, text string) []string {
	t.Helper()
	v := newView(annotated(t, text))
	var out []string
	for _, c := range v.group(v.read(s)) {
		g := strings.Join(c.codes, "+")
		for _, m := range c.mentions {
			if m.time != 0 {
				g += " " + fmt.Sprint(v.Times[m.time-1].When)
				break
			}
		}
		if v.unnamedOf(c, "") != nil {
			g += " and unnamed"
		}
		out = append(out, g)
	}
	return out
}

func TestSidesUnderstood(t *testing.T) {
	s := stage(t)
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{
			"his meeting is that of the subject",
			"{Ada Berg|person NOR leader} told {Luis Paz|person PER leader} of her talks with {Ana Ruiz|person CHL leader}.",
			[]string{"CHL+NOR"},
		},
		{
			"who speaks after a meeting was at it",
			"{Ada Berg|person NOR minister} praised the plan after talks with {Ana Ruiz|person CHL minister}.",
			[]string{"CHL+NOR"},
		},
		{
			"with people who are not named",
			"{Ada Berg|person NOR deputy} flew home ahead of a meeting with rebel leaders.",
			[]string{"NOR and unnamed"},
		},
		{
			"the two who were named before",
			"{Ada Berg|person NOR leader} and {Ana Ruiz|person CHL leader} want peace. The two spoke by telephone {on Sunday|time 2026-03-01}.",
			[]string{"CHL+NOR 2026-03-01"},
		},
		{
			"they are the two of the sentence before",
			"{Ada Berg|person NOR leader} and {Ana Ruiz|person CHL leader} were friends once. {On Sunday|time 2026-03-01} they signed a treaty in {Quito|place city ECU}.",
			[]string{"CHL+NOR 2026-03-01"},
		},
		{
			"they are the subject of the clause before",
			"Envoys of {Chile|actor CHL} and {Peru|actor PER} settled the matter when they met in {Quito|place city ECU}.",
			[]string{"CHL+PER"},
		},
		{
			"those who were represented",
			"A meeting in {Quito|place city ECU}, at which {Chile|actor CHL} and {Peru|actor PER} were represented, ended {on Monday|time 2026-03-02}.",
			[]string{"CHL+PER 2026-03-02"},
		},
		{
			"members of talks of several",
			"The six-party talks in {Quito|place city ECU}, which include {Chile|actor CHL}, {Peru|actor PER} and {Norway|actor NOR}, went on {on Monday|time 2026-03-02}.",
			[]string{"CHL+NOR+PER 2026-03-02"},
		},
		{
			"talks of several are no talks of two",
			"{Chile|actor CHL} held talks with {Peru|actor PER} {on Monday|time 2026-03-02}. {Chile|actor CHL} had agreed to the plan during four-nation talks {in January|time 2026-01}.",
			[]string{"CHL+PER 2026-03-02", "CHL 2026-01 and unnamed"},
		},
		{
			"delegates to talks",
			"{Chile|actor CHL}'s chief negotiator to the talks in {Quito|place city ECU} met {Luis Paz|person PER minister} {on Monday|time 2026-03-02}.",
			[]string{"CHL+PER 2026-03-02"},
		},
		{
			"a state's own people",
			"{Ada Berg|person NOR leader} met {Eva Lund|person NOR minister} after an attack by {the Reds|actor Reds}.",
			nil,
		},
		{
			"a people is not received",
			"{Norway|actor NOR} received a million {Chileans|actor CHL} {in 2025|time 2025}.",
			nil,
		},
		{
			"whom a relative clause names",
			"{Chile|actor CHL}, which trades with {Norway|actor NOR}, held talks with {Peru|actor PER}.",
			[]string{"CHL+PER"},
		},
	} {
		if got := gist(t, s, c.text); fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got, c.want)
		}
	}
}

func TestTogetherAndApart(t *testing.T) {
	s := stage(t)
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{
			"also met",
			"{Ada Berg|person NOR deputy} met {Ana Ruiz|person CHL deputy} {on Monday|time 2026-03-02}. {Ada Berg|person NOR deputy} also met with {Rosa Diaz|person CHL minister}.",
			[]string{"CHL+NOR 2026-03-02", "CHL+NOR"},
		},
		{
			"a separate meeting",
			"{Chile|actor CHL} and {Peru|actor PER} met {on Monday|time 2026-03-02}. At a separate meeting {Chile|actor CHL} and {Norway|actor NOR} urged restraint.",
			[]string{"CHL+PER 2026-03-02", "CHL+NOR"},
		},
		{
			"the day talks began",
			"Three days of talks between {Chile|actor CHL} and {Peru|actor PER} ended {on Sunday|time 2026-03-01}. The talks began {on Friday|time 2026-02-27}.",
			[]string{"CHL+PER 2026-03-01"},
		},
		{
			"the day of what is followed",
			"{Chile|actor CHL} and {Peru|actor PER} met {on Monday|time 2026-03-02}. This meeting follows a vote {in May 2024|time 2024-05}.",
			[]string{"CHL+PER 2026-03-02"},
		},
		{
			"a group and its members",
			"{Ada Berg|person NOR leader} met with leaders of {the P5+1|actor P5+1}. {Ada Berg|person NOR leader} held the talks with {Chile|actor CHL}, {Peru|actor PER} and {Fiji|actor FJI} {on Monday|time 2026-03-02}.",
			[]string{"CHL+FJI+NOR+P5+1+PER 2026-03-02"},
		},
		{
			"former rounds are no part of it",
			"{Chile|actor CHL} and {Peru|actor PER} met in {Quito|place city ECU}. Earlier rounds {in January|time 2026-01} had ended without result.",
			[]string{"CHL+PER"},
		},
		{
			"in two cities of two states",
			"{Ada Berg|person NOR leader} spoke of meetings held with {Chile|actor CHL} {in January|time 2026-01} in {Lima|place city PER} and {Quito|place city ECU}.",
			[]string{"CHL+NOR 2026-01", "CHL+NOR 2026-01"},
		},
	} {
		if got := gist(t, s, c.text); fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got, c.want)
		}
	}
}

package meetings

import (
	"slices"
	"strings"
	"testing"
)

// TestWorld reads the ways in which newspapers of the world tell of meetings and
// of those who are at them.
func TestWorld(t *testing.T) {
	s := stage(t)
	const (
		berg = "{Ada Berg|person NOR minister}"
		lund = "{Kari Lund|person NOR minister}"
		ruiz = "{Ana Ruiz|person CHL minister}"
		paz  = "{Luis Paz|person CHL leader}"
	)
	for name, c := range map[string]struct {
		text string
		want []string // beginnings, up to the persons
	}{
		"a negotiated settlement is no talks": {"Hopes for a negotiated settlement in {Chile|actor CHL} remain, {Norway|actor NOR} said.", nil},
		"objections that are met":             {berg + " has met many of the {Chilean|actor CHL} objections, officials said.", nil},
		"what somebody calls somebody":        {berg + " called {Chile|actor CHL} a prison.", nil},
		"called upon to do something":         {berg + " called on {Chile|actor CHL} to stop.", nil},
		"a call on somebody":                  {berg + " called on " + paz + " in {Lima|place city PER} {on Monday|time 2026-03-02}.", []string{"held CHL+NOR by Ada Berg, Luis Paz"}},
		"a courtesy call":                     {berg + " paid a courtesy call on " + paz + " {on Monday|time 2026-03-02}.", []string{"held CHL+NOR by Ada Berg, Luis Paz"}},
		"an object behind place and day":      {paz + " received at the palace {on Sunday|time 2026-03-01} the minister, " + berg + ".", []string{"held CHL+NOR by Luis Paz, Ada Berg"}},
		"lunch":                               {berg + " had lunch with " + paz + " in {Lima|place city PER} {on Monday|time 2026-03-02}.", []string{"held CHL+NOR by Ada Berg, Luis Paz"}},
		"two who will speak":                  {berg + " and " + paz + " will speak {on Friday|time 2026-03-06}.", []string{"planned CHL+NOR by Ada Berg, Luis Paz"}},
		"who speaks at a conference":          {berg + " and " + paz + " spoke at the opening of a bridge.", nil},
		"who chairs together":                 {berg + " and " + ruiz + " co-chaired a meeting of the trade committee in {Oslo|place city NOR} {on Monday|time 2026-03-02}.", []string{"held CHL+NOR by Ada Berg, Ana Ruiz"}},
		"one after the other":                 {berg + " met with " + ruiz + " and separately with " + paz + " in {Lima|place city PER} {on Monday|time 2026-03-02}.", []string{"held CHL+NOR by Ada Berg, Ana Ruiz", "held CHL+NOR by Ada Berg, Luis Paz"}},
		"together":                            {berg + " met with " + ruiz + " and " + paz + " in {Lima|place city PER} {on Monday|time 2026-03-02}.", []string{"held CHL+NOR by Ada Berg, Ana Ruiz, Luis Paz"}},
		"an envoy of somebody":                {"An envoy of " + paz + " met " + berg + " in {Oslo|place city NOR} {on Monday|time 2026-03-02}.", []string{"held CHL+NOR by Ada Berg"}},
		"somebody's government":               {"Officials of the " + paz + " government met " + berg + " in {Oslo|place city NOR} {on Monday|time 2026-03-02}.", []string{"held CHL+NOR by Ada Berg"}},
		"a message from somebody":             {berg + " met " + ruiz + " {on Monday|time 2026-03-02} and conveyed greetings from {Nils Dahl|person DNK leader}.", []string{"held CHL+NOR by Ada Berg, Ana Ruiz"}},
		"who signs for a side":                {"{Chile|actor CHL} and {Norway|actor NOR} signed a treaty in {Oslo|place city NOR} {on Monday|time 2026-03-02}. " + berg + " signed for {Norway|actor NOR}.", []string{"held CHL+NOR by Ada Berg"}},
		"for a side it was":                   {"{Chile|actor CHL} and {Norway|actor NOR} held talks in {Oslo|place city NOR} {on Monday|time 2026-03-02}. For {Norway|actor NOR} it was " + berg + ".", []string{"held CHL+NOR by Ada Berg"}},
		"with somebody heading a team":        {"Talks between {Chile|actor CHL} and {Norway|actor NOR} resumed in {Oslo|place city NOR} {on Monday|time 2026-03-02}, with " + berg + " heading the {Norwegian|actor NOR} team.", []string{"held CHL+NOR by Ada Berg"}},
		"beside somebody":                     {berg + ", alongside " + lund + ", met " + ruiz + " in {Lima|place city PER} {on Monday|time 2026-03-02}.", []string{"held CHL+NOR by Ada Berg, Kari Lund, Ana Ruiz"}},
		"in the presence of somebody":         {berg + " and " + ruiz + " signed a treaty in {Rome|place city ITA} {on Monday|time 2026-03-02} in the presence of {Nils Dahl|person DNK leader}.", []string{"held CHL+NOR with DNK observer by Ada Berg, Ana Ruiz, Nils Dahl", "held CHL+NOR by Ada Berg, Ana Ruiz, Nils Dahl"}},
		"who says something after the talks":  {"{Chile|actor CHL} and {Norway|actor NOR} held talks in {Oslo|place city NOR} {on Monday|time 2026-03-02}. " + berg + " said after the talks that trade would grow.", []string{"held CHL+NOR by Ada Berg"}},
		"the day in the head of a report":     {"OSLO | Mon Mar 2, {2026 8:50 am|time 2026-03-02} GMT OSLO (Agency) - " + berg + " will meet " + ruiz + ", officials said.", []string{"planned CHL+NOR by Ada Berg, Ana Ruiz minister"}},
		"a subject behind 'after'":            {"The violence came after " + berg + " held talks with " + ruiz + " in {Lima|place city PER}.", []string{"held CHL+NOR by Ada Berg, Ana Ruiz"}},
	} {
		d := annotated(t, c.text)
		s.Read(d)
		var got []string
		for i := range d.Reading.Meetings {
			got = append(got, sketch(&d.Reading.Meetings[i]))
		}
		if len(c.want) == 0 {
			if len(got) > 0 {
				t.Errorf("%s: %q gives %q", name, c.text, got)
			}
			continue
		}
		if name == "one after the other" && len(got) != 2 {
			t.Errorf("%s: %q", name, got)
		}
		for _, g := range got {
			if !slices.ContainsFunc(c.want, func(w string) bool {
				rest, ok := strings.CutPrefix(g, w)
				return ok && !strings.HasPrefix(rest, ",")
			}) {
				t.Errorf("%s: %q gives %q, want %q", name, c.text, g, c.want)
			}
		}
		if len(got) == 0 {
			t.Errorf("%s: %q gives nothing", name, c.text)
		}
	}
}

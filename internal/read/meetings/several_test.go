package meetings

import (
	"fmt"
	"testing"
)

// sketches are the meetings of text, one line each.
func sketches(t *testing.T, s *Stage, text string) []string {
	t.Helper()
	d := annotated(t, text)
	s.Read(d)
	var out []string
	for i := range d.Reading.Meetings {
		out = append(out, sketch(&d.Reading.Meetings[i]))
	}
	return out
}

func TestSeveral(t *testing.T) {
	s := stage(t)
	const three = "Officials of {Norway|actor NOR}, {Chile|actor CHL} and {Peru|actor PER} met in {Lisbon|place city PRT} {on Monday|time 2025-09-15}. "
	const mainThree = "held CHL+NOR+PER on 2025-09-15 in Lisbon/PRT (in-person) official"
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"the three signed", three + "{In March|time 2015-03} the three signed a declaration in {Oslo|place city NOR}.", []string{mainThree, "held CHL+NOR+PER on 2015-03 in Oslo/NOR (in-person)"}},
		{"the trio", three + "The trio last met in {Bern|place city CHE} {in May|time 2025-05}.", []string{mainThree, "held CHL+NOR+PER on 2025-05 in Bern/CHE (in-person)"}},
		{"all three sides", three + "All three sides held talks in {Bern|place city CHE} {in May|time 2025-05}.", []string{mainThree, "held CHL+NOR+PER on 2025-05 in Bern/CHE (in-person)"}},
		{"three people are no sides", three + "Three fishermen met in {Bern|place city CHE} {in May|time 2025-05}.", []string{mainThree}},
		{
			"two who speak to each other",
			"{Ada Berg|person NOR leader} and {Ana Ruiz|person CHL leader} will speak {on Friday|time 2025-09-19}, officials said.",
			[]string{"planned CHL+NOR by Ada Berg, Ana Ruiz on 2025-09-19 leader"},
		},
		{"two who speak in public", "{Ada Berg|person NOR leader} and {Ana Ruiz|person CHL leader} spoke at a university {on Friday|time 2025-09-12}.", nil},
		{"two who speak to others", "{Ada Berg|person NOR leader} and {Ana Ruiz|person CHL leader} will speak to voters {on Friday|time 2025-09-19}.", nil},
		{
			"with one and then with another",
			"{Ada Berg|person NOR minister} met in {Geneva|place city CHE} with {Ana Ruiz|person CHL minister} and then with {Luis Paz|person PER minister}.",
			[]string{"held CHL+NOR by Ada Berg, Ana Ruiz in Geneva/CHE (in-person) minister", "held NOR+PER by Ada Berg, Luis Paz in Geneva/CHE (in-person) minister"},
		},
		{
			"two of one side, one after the other",
			"{Ada Berg|person NOR leader} met with {Ana Ruiz|person CHL leader} and with {Eva Soto|person CHL minister} {on Monday|time 2025-09-15}.",
			[]string{"held CHL+NOR by Ada Berg, Ana Ruiz on 2025-09-15 (in-person) leader", "held CHL+NOR by Ada Berg, Eva Soto on 2025-09-15 (in-person) leader"},
		},
		{
			"each of them",
			"{Ada Berg|person NOR leader} received {Ana Ruiz|person CHL leader} and {Luis Paz|person PER leader} in {Oslo|place city NOR}. {Ada Berg|person NOR leader} met each of them separately.",
			[]string{"held CHL+NOR+PER by Ada Berg, Ana Ruiz, Luis Paz in Oslo/NOR (in-person) leader", "held CHL+NOR by Ada Berg, Ana Ruiz in Oslo/NOR (in-person) leader", "held NOR+PER by Ada Berg, Luis Paz in Oslo/NOR (in-person) leader"},
		},
		{
			"both sides are those who talk",
			"{Chile|actor CHL} and {Peru|actor PER} held talks in {Lisbon|place city PRT} {on Monday|time 2025-09-15}. {Norway|actor NOR} and {Oman|actor OMN} looked on. {The two sides|refers 3 4} will meet again {on Friday|time 2025-09-19}.",
			[]string{"held CHL+PER on 2025-09-15 in Lisbon/PRT (in-person)", "planned CHL+PER on 2025-09-19"},
		},
		{
			"one more on the same day",
			"{Ada Berg|person NOR leader} met {Ana Ruiz|person CHL leader} in {Oslo|place city NOR} {on Monday|time 2025-09-15}. On the same day, {Eva Lund|person NOR minister} held talks with {Eva Soto|person CHL minister}.",
			[]string{"held CHL+NOR by Ada Berg, Ana Ruiz on 2025-09-15 in Oslo/NOR (in-person) leader", "held CHL+NOR by Eva Lund, Eva Soto minister"},
		},
	} {
		if got := sketches(t, s, c.text); fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got, c.want)
		}
	}
}

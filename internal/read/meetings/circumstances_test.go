package meetings

import (
	"slices"
	"testing"

	"github.com/parley-register/parley"
)

// TestCircumstances reads whether, when, where and how from texts published on 6
// March 2026.
func TestCircumstances(t *testing.T) {
	s := stage(t)
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{
			"what somebody said he would do is planned",
			"{Ada Berg|person NOR leader} said {she|refers 1} would meet {Ana Ruiz|person CHL leader} in {Oslo|place city NOR}.",
			[]string{"planned CHL+NOR by Ada Berg, Ana Ruiz in Oslo/NOR (in-person) leader"},
		},
		{
			"who rejects what is said of talks does not reject them, nor on their day",
			"A minister {on Tuesday|time 2026-03-10} rejected the description of the {Chile|actor CHL}-{Peru|actor PER} summit in {Quito|place city ECU} as a failure.",
			[]string{"held CHL+PER in Quito/ECU (in-person, summit) leader"},
		},
		{
			"under a condition it is possible",
			"{Ada Berg|person NOR leader} said {she|refers 1} would meet {Ana Ruiz|person CHL leader} in {Oslo|place city NOR} if the truce held.",
			[]string{"possible CHL+NOR by Ada Berg, Ana Ruiz in Oslo/NOR (in-person) leader"},
		},
		{
			"what is hoped for is not arranged",
			"{Chile|actor CHL} and {Peru|actor PER} hope to arrange to hold talks in {Quito|place city ECU}.",
			[]string{"possible CHL+PER in Quito/ECU (in-person)"},
		},
		{
			"talks that resume on a day to come",
			"Peace talks between {Chile|actor CHL} and {Peru|actor PER} resume {Thursday|time 2026-03-12} in {Quito|place city ECU}.",
			[]string{"planned CHL+PER on 2026-03-12 in Quito/ECU (in-person)"},
		},
		{
			"a second day of talks",
			"{Chile|actor CHL} and {Peru|actor PER} are to hold a second day of talks in {Quito|place city ECU}.",
			[]string{"under-way CHL+PER in Quito/ECU (in-person)"},
		},
		{
			"cancelled far from its noun",
			"{LIMA|place city PER}, March 5 (Wire) — A meeting in {Quito|place city ECU} of the presidents of {Chile|actor CHL} and {Peru|actor PER}, planned for {31 March|time 2026-03-31}, has been cancelled, the two governments said.",
			[]string{"cancelled CHL+PER on 2026-03-31 in Quito/ECU (in-person) leader"},
		},
		{
			"opened on one day, ended on another",
			"Talks between {Chile|actor CHL} and {Peru|actor PER} opened in {Quito|place city ECU} on {2 March|time 2026-03-02}. The talks ended on {4 March|time 2026-03-04} without a text.",
			[]string{"held CHL+PER on 2026-03-02/2026-03-04 in Quito/ECU (in-person)"},
		},
		{
			"three days that ended",
			"Three days of talks between {Chile|actor CHL} and {Peru|actor PER} ended in {Quito|place city ECU} on {Wednesday|time 2026-03-04}.",
			[]string{"held CHL+PER on 2026-03-02/2026-03-04 in Quito/ECU (in-person)"},
		},
		{
			"a day inside the week named before",
			"{Chile|actor CHL} and {Peru|actor PER} held talks in {Quito|place city ECU} {this month|time 2026-03}. The talks took place on {Wednesday|time 2026-03-04}.",
			[]string{"held CHL+PER on 2026-03-04 in Quito/ECU (in-person)"},
		},
		{
			"the place of what is talked about",
			"{Ada Berg|person NOR minister} met {Ana Ruiz|person CHL minister} on {Tuesday|time 2026-03-03} about the war in {Peru|place country PER}.",
			[]string{"held CHL+NOR by Ada Berg, Ana Ruiz on 2026-03-03 (in-person) minister"},
		},
		{
			"the place where he who speaks is",
			"{Ada Berg|person NOR minister} told reporters in {Lima|place city PER} that she met {Ana Ruiz|person CHL minister} on {Tuesday|time 2026-03-03}.",
			[]string{"held CHL+NOR by Ada Berg, Ana Ruiz on 2026-03-03 (in-person) minister"},
		},
		{
			"the clause with where",
			"{Ada Berg|person NOR leader} flew in from {Lima|place city PER}, where she met {Ana Ruiz|person CHL leader}.",
			[]string{"held CHL+NOR by Ada Berg, Ana Ruiz in Lima/PER (in-person) leader"},
		},
		{
			"still to come and without a place, it may be held by video yet",
			"{Ada Berg|person NOR minister} will meet {Ana Ruiz|person CHL minister} on {Tuesday|time 2026-03-10}.",
			[]string{"planned CHL+NOR by Ada Berg, Ana Ruiz on 2026-03-10 minister"},
		},
		{
			"beside the summit of others",
			"{Ada Berg|person NOR leader} met {Ana Ruiz|person CHL leader} at a summit of the {GCC|actor GCC} in {Doha|place city QAT}.",
			[]string{"held CHL+NOR by Ada Berg, Ana Ruiz in Doha/QAT (in-person, sidelines) leader"},
		},
		{
			"the number behind the noun",
			"{Chile|actor CHL} and {Peru|actor PER} held talks in {Quito|place city ECU} on {Tuesday|time 2026-03-03}. The talks were the second in this format.",
			[]string{"held CHL+PER on 2026-03-03 in Quito/ECU no. 2 (in-person)"},
		},
		{
			"the number before words with hyphens",
			"{Chile|actor CHL} and {Peru|actor PER} held a third one-on-one meeting in {Quito|place city ECU}.",
			[]string{"held CHL+PER in Quito/ECU no. 3 (in-person)"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			sketched(t, s, c.text, c.want)
		})
	}
}

// sketched reads a text of 6 March 2026 and compares the meetings in it.
func sketched(t *testing.T, s *Stage, text string, want []string) {
	t.Helper()
	d := annotated(t, text)
	d.Source.Published = parley.On(parley.Date(2026, 3, 6))
	s.Read(d)
	var got []string
	for i := range d.Reading.Meetings {
		got = append(got, sketch(&d.Reading.Meetings[i]))
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s\n got %q\nwant %q", d.Source.Text, got, want)
		for _, line := range s.Explain(d) {
			t.Log(line)
		}
	}
}

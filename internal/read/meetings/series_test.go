package meetings

import (
	"fmt"
	"testing"
)

// Sittings told in short are meetings of the sides of the talks that they are
// told beside.
func TestSeries(t *testing.T) {
	s := stage(t)
	const opening = "{Norway|actor NOR} and {Chile|actor CHL} held a third round of talks in {Lisbon|place city PRT} {on Monday|time 2025-09-15}. "
	const main = "held CHL+NOR on 2025-09-15 in Lisbon/PRT no. 3 (in-person)"
	for _, c := range []struct {
		name, text string
		want       []string // beside the round in Lisbon
	}{
		{
			"a list of places with their times",
			"The meeting followed sessions in {Oslo|place city NOR} {in May|time 2025-05}, {Lima|place city PER} {in June|time 2025-06} and {Quito|place city ECU} {in late July|time 2025-07}.",
			[]string{"held CHL+NOR on 2025-05 in Oslo/NOR (in-person)", "held CHL+NOR on 2025-06 in Lima/PER (in-person)", "held CHL+NOR on 2025-07 in Quito/ECU (in-person)"},
		},
		{
			"a list behind the verb",
			"Previous rounds were held in {Bern|place city CHE} {in March|time 2025-03} and in {Vienna|place city AUT} {in April|time 2025-04}.",
			[]string{"held CHL+NOR on 2025-03 in Bern/CHE (in-person)", "held CHL+NOR on 2025-04 in Vienna/AUT (in-person)"},
		},
		{
			"a list of months, and their place behind them",
			"Two earlier rounds between the ministers, {in July|time 2025-07} and {in August|time 2025-08}, both hosted in {Bern|place city CHE}, had ended without a text.",
			[]string{"held CHL+NOR on 2025-07 in Bern/CHE (in-person) minister", "held CHL+NOR on 2025-08 in Bern/CHE (in-person) minister"},
		},
		{
			"times in brackets",
			"It came after sittings in {Bern|place city CHE} ({March|time 2025-03}) and {Vienna|place city AUT} ({April|time 2025-04}).",
			[]string{"held CHL+NOR on 2025-03 in Bern/CHE (in-person)", "held CHL+NOR on 2025-04 in Vienna/AUT (in-person)"},
		},
		{
			"numbers without a noun",
			"The first, in {Bern|place city CHE} {on 3 March|time 2025-03-03}, ended without a text, and the second, in {Vienna|place city AUT} {on 12 April|time 2025-04-12}, broke up after an hour.",
			[]string{"held CHL+NOR on 2025-03-03 in Bern/CHE no. 1 (in-person)", "held CHL+NOR on 2025-04-12 in Vienna/AUT no. 2 (in-person)"},
		},
		{
			"the next, which has only a place",
			"The next is to take place in {Quito|place city ECU} at a date to be agreed.",
			[]string{"planned CHL+NOR in Quito/ECU (in-person)"},
		},
		{
			"a round that is still to come",
			"The next round will be held in {Vienna|place city AUT} {on 12 October|time 2025-10-12}.",
			[]string{"planned CHL+NOR on 2025-10-12 in Vienna/AUT (in-person)"},
		},
		{
			"last held",
			"They had resumed consultations, last held in {Oslo|place city NOR} {in 2023|time 2023}.",
			[]string{"held CHL+NOR on 2023 in Oslo/NOR (in-person)"},
		},
		{
			"named after its place",
			"A diplomat spoke of frustration since the collapse of the {Vienna|place city AUT} round {last April|time 2025-04}.",
			[]string{"held CHL+NOR on 2025-04 in Vienna/AUT (in-person)"},
		},
		{
			"before what is reported, with its time behind it",
			"The sides have built on a first round in {Bern|place city CHE} {in February|time 2025-02}.",
			[]string{"held CHL+NOR on 2025-02 in Bern/CHE no. 1 (in-person)"},
		},
		{
			"each with its own, behind one verb",
			"They met in {Bern|place city CHE} {in April|time 2025-04} and twice in {Vienna|place city AUT} {in June|time 2025-06}.",
			[]string{"held CHL+NOR on 2025-04 in Bern/CHE (in-person)", "held CHL+NOR on 2025-06 in Vienna/AUT (in-person)"},
		},
		{
			"one, one and another",
			"Two rounds in {Muscat|place city OMN}, one in {Rome|place city ITA} and another in {Geneva|place city CHE} have gone before.",
			[]string{"held CHL+NOR in Muscat/OMN (in-person)", "held CHL+NOR in Rome/ITA (in-person)", "held CHL+NOR in Geneva/CHE (in-person)"},
		},
		{
			"several in the plural",
			"Previous meetings, held in {Ohrid|place city MKD} {in March|time 2025-03} and in {Bratislava|place city SVK} {in April|time 2025-04}, brought no signature.",
			[]string{"held CHL+NOR on 2025-03 in Ohrid/MKD (in-person)", "held CHL+NOR on 2025-04 in Bratislava/SVK (in-person)"},
		},
		{
			"what one side wants",
			"{Chile|actor CHL} has suggested another round {between 20 and 30 October|time 2025-10-20/2025-10-30}.",
			[]string{"possible CHL+NOR on 2025-10-20/2025-10-30"},
		},
		{
			"a body that two states sit in",
			"They agreed that the joint commission should next convene in {Bern|place city CHE} {in March|time 2026-03}.",
			[]string{"planned CHL+NOR on 2026-03 in Bern/CHE (in-person)"},
		},
		{
			"where their leaders agreed",
			"As their leaders agreed in {San Francisco|place city USA} {last November|time 2024-11}, they will keep in touch.",
			[]string{"held CHL+NOR on 2024-11 in San Francisco/USA (in-person) leader"},
		},
		{
			"see each other",
			"They will next see each other in {Athens|place city GRC} {in November|time 2025-11}.",
			[]string{"planned CHL+NOR on 2025-11 in Athens/GRC (in-person)"},
		},
		{"a parliament", "The parliamentary committee met in {Santiago|place city CHL} {on Tuesday|time 2025-09-16}.", nil},
		{"an election", "There were elections. The first round, in {Santiago|place city CHL} {on 4 May|time 2025-05-04}, was won by the left.", nil},
		{"a session of a parliament", "Its parliament opens a new session in {Valparaiso|place city CHL} {on 4 October|time 2025-10-04}.", nil},
		{"others who met", "Villagers met in {Bern|place city CHE} {on Tuesday|time 2025-09-16}.", nil},
		{"none is foreseen", "No fifth round is foreseen {this year|time 2025}.", nil},
		{"officials who agreed", "Officials agreed {in May|time 2025-05} to build a hotline in {Quito|place city ECU}.", nil},
		{"vague", "Earlier rounds {this year|time 2025}, all in {Vienna|place city AUT}, ended without result.", nil},
		{"no place and no day", "The previous round ended without result, and the next has no date.", nil},
		{"a round of something else", "A second round of sanctions took effect in {Quito|place city ECU} {in July|time 2025-07}.", nil},
		{"what two want a round of", "{Peru|actor PER} and {Ecuador|actor ECU} planned another round of exercises {on Friday|time 2025-09-19}.", nil},
		{"a number of something else", "They signed two contracts. The first, in {Quito|place city ECU}, is worth little.", nil},
		{"the day of who speaks of it", "{In August|time 2025-08} it acknowledged a second round.", nil},
		{"a place of something else", "They had held a second round and worked in {Vienna|place city AUT}.", nil},
		{"what the round was the first of", "It was the first in {Portugal|place country PRT} {since 2019|time 2019}.", nil},
		{"days of one meeting", "It came after sessions {on 2 September|time 2025-09-02} and {3 September|time 2025-09-03}.", nil},
	} {
		d := annotated(t, opening+c.text)
		s.Read(d)
		want := append([]string{main}, c.want...)
		var got []string
		for i := range d.Reading.Meetings {
			got = append(got, sketch(&d.Reading.Meetings[i]))
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got, want)
		}
	}
}

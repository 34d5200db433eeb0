package meetings

import "testing"

// TestWhen reads on which days a meeting was, from texts published on 6 March 2026,
// a Friday.
func TestWhen(t *testing.T) {
	s := stage(t)
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{
			"before dawn is on that day",
			"{Chile|actor CHL} and {Peru|actor PER} ended talks in {Quito|place city ECU} before {dawn on Sunday|time 2026-03-01}.",
			[]string{"held CHL+PER on 2026-03-01 in Quito/ECU (in-person)"},
		},
		{
			"before a day is not on it",
			"{Chile|actor CHL} and {Peru|actor PER} will hold talks in {Quito|place city ECU} no later than {8 May|time 2026-05-08}.",
			[]string{"planned CHL+PER on  in Quito/ECU (in-person)"},
		},
		{
			"the day of the dateline is that of the report",
			"{Lima|place city PER}, {March 6|time 2026-03-06} — The talks between {Chile|actor CHL} and {Peru|actor PER} held in {Quito|place city ECU} were a failure.",
			[]string{"held CHL+PER in Quito/ECU (in-person)"},
		},
		{
			"the last of so many days",
			"Talks between {Chile|actor CHL} and {Peru|actor PER} in {Quito|place city ECU} closed on {Wednesday|time 2026-03-04}, their fourth day.",
			[]string{"held CHL+PER on 2026-03-01/2026-03-04 in Quito/ECU (in-person)"},
		},
		{
			"the day until which it goes on",
			"{Chile|actor CHL} and {Peru|actor PER} signed the treaty on {Thursday|time 2026-03-05}, on the first day of a summit in {Quito|place city ECU} that runs through {Saturday|time 2026-03-07}.",
			[]string{"held CHL+PER on 2026-03-05/2026-03-07 in Quito/ECU (in-person)"},
		},
		{
			"an agreement that ends days of talks",
			"{Chile|actor CHL} and {Peru|actor PER} reached an agreement on {Thursday|time 2026-03-05} after three days of talks in {Quito|place city ECU}.",
			[]string{"held CHL+PER on 2026-03-03/2026-03-05 in Quito/ECU (in-person)"},
		},
		{
			"a signing is on one day",
			"{Chile|actor CHL} and {Peru|actor PER} signed a treaty in {Quito|place city ECU} on {Thursday|time 2026-03-05} after three days of talks.",
			[]string{"held CHL+PER on 2026-03-05 in Quito/ECU (in-person)"},
		},
		{
			"the opening day, told later",
			"The talks between {Chile|actor CHL} and {Peru|actor PER} in {Quito|place city ECU} ended on {Wednesday|time 2026-03-04}. On the opening day, {2 March|time 2026-03-02}, there was no handshake.",
			[]string{"held CHL+PER on 2026-03-02/2026-03-04 in Quito/ECU (in-person)"},
		},
		{
			"the month in which a former meeting was",
			"{Chile|actor CHL} and {Peru|actor PER} held talks in {Quito|place city ECU} on {Thursday|time 2026-03-05}. They were the first since {May|time 2025-05}, when the ministers met in {Oslo|place city NOR}.",
			[]string{"held CHL+PER on 2026-03-05 in Quito/ECU (in-person)", "held CHL+PER on 2025-05 in Oslo/NOR (in-person) minister"},
		},
		{
			"what was promised when others met",
			"When the envoys met in {June|time 2025-06}, {Chile|actor CHL} and {Peru|actor PER} agreed to hold talks in {Quito|place city ECU}.",
			[]string{"held CHL+PER on 2025-06 (in-person) deputy", "planned CHL+PER in Quito/ECU (in-person)"},
		},
		{
			"the day on which talks were suspended",
			"{Chile|actor CHL} suspended talks with {Peru|actor PER} on {Sunday|time 2026-03-01}.",
			[]string{"postponed CHL+PER"},
		},
		{
			"peace talks that were suspended",
			"{Chile|actor CHL} has suspended peace talks with {Peru|actor PER}.",
			[]string{"postponed CHL+PER"},
		},
		{
			"a round that was due to open",
			"{Chile|actor CHL} told its envoys not to fly to {Quito|place city ECU}, where a new round of talks with {Peru|actor PER} was due to open {today|time 2026-03-06}.",
			[]string{"planned CHL+PER on 2026-03-06 in Quito/ECU (in-person)"},
		},
		{
			"the theatre is not the town of its name",
			"{Chile|actor CHL} and {Peru|actor PER} signed the treaty in the {Colón|place city PAN} theatre in {Quito|place city ECU} on {Monday|time 2026-03-02}.",
			[]string{"held CHL+PER on 2026-03-02 in Quito/ECU (in-person)"},
		},
		{
			"the day of the calendar behind a count of days",
			"{Nine days ago|time 2026-02-25}, on {24 February|time 2026-02-24}, {Chile|actor CHL} and {Peru|actor PER} signed a pact in {Quito|place city ECU}.",
			[]string{"held CHL+PER on 2026-02-24 in Quito/ECU (in-person)"},
		},
		{
			"the day of the next one",
			"{Chile|actor CHL}-{Peru|actor PER} talks make headway, to resume on {20 March|time 2026-03-20}\n\nThe talks between {Chile|actor CHL} and {Peru|actor PER} in {Quito|place city ECU} were useful, an envoy said.",
			[]string{"planned CHL+PER on 2026-03-20", "held CHL+PER in Quito/ECU (in-person)"},
		},
		{
			"the day on which talks were called off",
			"{Chile|actor CHL} called off the talks with {Peru|actor PER} in {Quito|place city ECU} on {Tuesday|time 2026-03-03}.",
			[]string{"cancelled CHL+PER in Quito/ECU (in-person)"},
		},
		{
			"the day for which they had been set",
			"{Chile|actor CHL} called off the talks with {Peru|actor PER} that were set for {Thursday|time 2026-03-05} in {Quito|place city ECU}.",
			[]string{"cancelled CHL+PER on 2026-03-05 in Quito/ECU (in-person)"},
		},
		{
			"talks that had been and talks that go no further",
			"A meeting of the leaders of {Chile|actor CHL} and {Peru|actor PER} in {Quito|place city ECU} on {12 December|time 2025-12-12} broke up, and Chile suspended the talks in {February|time 2026-02}.",
			[]string{"held CHL+PER on 2025-12-12 in Quito/ECU (in-person) leader"},
		},
		{
			"the day and place of the clause before",
			"The ministers of {Chile|actor CHL} and {Peru|actor PER} met in {Quito|place city ECU} on {2 March|time 2026-03-02}, and the president of Peru has been invited to {Santiago|place city CHL}.",
			[]string{"held CHL+PER on 2026-03-02 in Quito/ECU (in-person) minister"},
		},
		{
			"the place of the clause behind",
			"{Chile|actor CHL} and {Peru|actor PER} broke off the talks on {Tuesday|time 2026-03-03} after a soldier killed three people in {Arica|place city CHL}.",
			[]string{"held CHL+PER on 2026-03-03"},
		},
		{
			"since when it is under way",
			"Talks between {Chile|actor CHL} and {Peru|actor PER} have been under way in {Quito|place city ECU} since {Wednesday|time 2026-03-04}.",
			[]string{"under-way CHL+PER on 2026-03-04/ in Quito/ECU (in-person)"},
		},
		{
			"since when there was none",
			"The talks in {Quito|place city ECU} are the first between {Chile|actor CHL} and {Peru|actor PER} since {2 February|time 2026-02-02}.",
			[]string{"held CHL+PER in Quito/ECU (in-person)"},
		},
		{
			"who did not travel met nobody",
			"{Ada Berg|person NOR leader} did not travel to {Quito|place city ECU} on {Thursday|time 2026-03-05} to meet {Ana Ruiz|person CHL leader}.",
			[]string{"cancelled CHL+NOR by Ada Berg, Ana Ruiz on 2026-03-05 in Quito/ECU (in-person) leader"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			sketched(t, s, c.text, c.want)
		})
	}
}

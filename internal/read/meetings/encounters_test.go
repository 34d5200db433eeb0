package meetings

import (
	"slices"
	"testing"

	"github.com/parley-register/parley/internal/read/layer"
)

// TestEncounters reads words of daily life that tell of talks where those who can
// hold talks stand around them.
func TestEncounters(t *testing.T) {
	const (
		minister = "{Ada Berg|person NOR minister Foreign Minister}"
		king     = "{Pedro Rojas|person CHL leader President}"
	)
	stage, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		text string
		met  bool
	}{
		{minister + " saw " + king + " for an hour in {Lima|place city PER} on {Monday|time 2026-03-02}.", true},
		{minister + " flew to {Lima|place city PER} on {Monday|time 2026-03-02} to see " + king + ".", true},
		{minister + " saw the report on {Chile|actor CHL} on {Monday|time 2026-03-02}.", false},
		{minister + " saw " + king + " leave the hall on {Monday|time 2026-03-02}.", false},
		{minister + " sees " + king + " as a rival.", false},
		{minister + " and " + king + " will see one another in {Lima|place city PER} on {Monday|time 2026-03-09}.", true},
		{minister + " and " + king + " sat together in {Lima|place city PER} on {Monday|time 2026-03-02}.", true},
		{minister + " sat with " + king + " for an hour in {Lima|place city PER} on {Monday|time 2026-03-02}.", true},
		{minister + " sat across the table from " + king + " in {Lima|place city PER} on {Monday|time 2026-03-02}.", true},
		{minister + " and " + king + " sat in a commission in {2018|time 2018}.", false},
		{"{Norway|actor NOR} and {Chile|actor CHL} sat in {Lima|place city PER} for a week in {May|time 2025-05}.", true},
		{minister + " sat in parliament in {Oslo|place city NOR} on {Monday|time 2026-03-02}.", false},
		{"{Norway|actor NOR} sat on the fence while {Chile|actor CHL} argued on {Monday|time 2026-03-02}.", false},
		{"{Norway|actor NOR} and {Chile|actor CHL} sit on the council this year.", false},
		{minister + " spent two hours with " + king + " in {Lima|place city PER} on {Monday|time 2026-03-02}.", true},
		{minister + " spent an hour with her family in {Lima|place city PER} on {Monday|time 2026-03-02}.", false},
		{"{Norway|actor NOR} spent money in {Chile|actor CHL} on {Monday|time 2026-03-02}.", false},
		{"Officials of {Norway|actor NOR} and {Chile|actor CHL} spoke over the hotline on {Monday|time 2026-03-02}.", true},
		{minister + " and " + king + " talked for two hours in {Lima|place city PER} on {Monday|time 2026-03-02}.", true},
		{minister + " spoke to reporters on {Monday|time 2026-03-02} about {Chile|actor CHL}.", false},
		{"{Norway|actor NOR} and {Chile|actor CHL} spoke in favour of the text on {Monday|time 2026-03-02}.", false},
		{king + " received the trade delegation of {Norway|actor NOR} in {Lima|place city PER} on {Monday|time 2026-03-02}.", true},
		{king + " received the help of {Norway|actor NOR} on {Monday|time 2026-03-02}.", false},
		{minister + " rang " + king + " on {Monday|time 2026-03-02}.", true},
		{"{Norway|actor NOR} and {Chile|actor CHL} agreed in {Lima|place city PER} in {May|time 2025-05} on a price for fish.", true},
		{"{Norway|actor NOR} and {Chile|actor CHL} agreed to open an office in {Lima|place city PER} by {May|time 2026-05}.", false},
		{"{Norway|actor NOR} and {Chile|actor CHL} failed to agree in {May|time 2025-05}.", false},
		{"{Norway|actor NOR} and {Chile|actor CHL} put their names to the treaty in {Lima|place city PER} on {Monday|time 2026-03-02}.", true},
		{minister + " settled it over a dinner with " + king + " in {Lima|place city PER} on {Monday|time 2026-03-02}.", true},
		{minister + " left a dinner with her family on {Monday|time 2026-03-02}.", false},
		{"An exchange of fire between {Norway|actor NOR} and {Chile|actor CHL} on {Monday|time 2026-03-02} killed two.", false},
		{minister + " told her Chilean counterpart, " + king + ", on {Monday|time 2026-03-02} that fish was dear.", true},
		{minister + " told parliament on {Monday|time 2026-03-02} that {Chile|actor CHL} sold fish.", false},
		{minister + " told reporters on {Monday|time 2026-03-02} in {Lima|place city PER} that " + king + " was well.", false},
		{minister + " and " + king + " spoke to each other on {Monday|time 2026-03-02} about fish.", true},
		{"{Norway|actor NOR} went to war with {Chile|actor CHL} in {May|time 2025-05}.", false},
	} {
		d := annotated(t, test.text)
		stage.Read(d)
		if got := len(d.Reading.Meetings) > 0; got != test.met {
			t.Errorf("%q: %d meetings; %q", d.Source.Text, len(d.Reading.Meetings), stage.Explain(d))
		}
	}
}

// TestHeadlineNouns finds talks that a tagger takes for a verb.
func TestHeadlineNouns(t *testing.T) {
	lex, err := loadLexicon()
	if err != nil {
		t.Fatal(err)
	}
	for title, noun := range map[string]bool{
		"Lima talks end without a deal":    true,
		"Chile talks founder on fish":      true,
		"Northern Chile talks close":       true,
		"Berg talks to the king":           false,
		"Berg talks tough on trade":        false,
		"Berg talks about fish":            false,
		"Oslo talks collapse after a week": true,
	} {
		d := parse(t, title+"\n\nThe town was quiet. Nobody said a word of it.")
		v := newView(&layer.Doc{Doc: d})
		i := slices.Index(v.lower, "talks")
		if got, _ := lex.match(v.Tokens, v.lower, i, len(v.Tokens)); got == nil || got.verb == noun {
			t.Errorf("%q: read as a noun is %v, want %v (%s)", title, got != nil && !got.verb, noun, v.Tokens[i].XPOS)
		}
	}
}

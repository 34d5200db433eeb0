package meetings

import (
	"slices"
	"testing"
)

// TestInviters seats who invites two sides beside the table, and who invites one
// at it.
func TestInviters(t *testing.T) {
	s := stage(t)
	for _, c := range []struct {
		text string
		want []string
	}{
		{"{Norway|actor NOR} has invited {Chile|actor CHL} and {Peru|actor PER} to talks in {Oslo|place city NOR} {on Tuesday|time 2026-03-03}.", []string{"CHL+PER 2026-03-03"}},
		{"{Norway|actor NOR} has invited {Chile|actor CHL} to talks in {Oslo|place city NOR} {on Tuesday|time 2026-03-03}.", []string{"CHL+NOR 2026-03-03"}},
	} {
		if got := gist(t, s, c.text); !slices.Equal(got, c.want) {
			t.Errorf("%s:\n got  %q\n want %q", c.text, got, c.want)
		}
	}
}

// TestFormatName gives talks in a named format the name that the text writes.
func TestFormatName(t *testing.T) {
	s := stage(t)
	d := annotated(t, "{China|actor CHN}, {Japan|actor JPN} and {North Korea|actor PRK} are ready. The six-party talks resumed in {Beijing|place city CHN} {on Monday|time 2026-03-02}.")
	s.Read(d)
	if len(d.Reading.Meetings) != 1 || d.Reading.Meetings[0].Name == nil || d.Reading.Meetings[0].Name.Value != "six-party talks" {
		t.Errorf("read %+v", d.Reading.Meetings)
	}
}

// TestClosed tells a verb before a meeting from a word that makes it another
// thing.
func TestClosed(t *testing.T) {
	s := stage(t)
	for text, want := range map[string][]string{
		"{Chile|actor CHL} and {Peru|actor PER} closed their talks in {Quito|place city ECU} {on Monday|time 2026-03-02}.":           {"CHL+PER 2026-03-02"},
		"{Chile|actor CHL} and {Peru|actor PER} praised the training session in {Quito|place city ECU} {on Monday|time 2026-03-02}.": nil,
	} {
		if got := gist(t, s, text); !slices.Equal(got, want) {
			t.Errorf("%s:\n got  %q\n want %q", text, got, want)
		}
	}
}

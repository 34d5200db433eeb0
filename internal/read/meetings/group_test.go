package meetings

import (
	"slices"
	"testing"

	"github.com/parley-register/parley"
)

// What follows the mention of an earlier meeting of the same sides goes on with
// the one that the article opens with, unless it names the day of the other.
func TestSecondMeeting(t *testing.T) {
	s := stage(t)
	const opening = "{Ada Berg|person NOR minister} held talks with {Ana Ruiz|person CHL minister} in {Oslo|place city NOR} {on Tuesday|time 2026-03-03}. " +
		"{The two ministers|refers 1 2} had held talks in {Lima|place city PER} {in May 2024|time 2024-05}. "
	for _, c := range []struct {
		name, text string
		first      bool // the third sentence speaks of the meeting in Oslo
	}{
		{"no day", "{The two ministers|refers 1 2} held a frank discussion on fisheries.", true},
		{"its day", "{The two ministers|refers 1 2} held a frank discussion on fisheries {in May 2024|time 2024-05}.", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := annotated(t, opening+c.text)
			s.Read(d)
			var in []string
			for i := range d.Meetings {
				if d.Meetings[i].TriggeredIn(2) {
					in = append(in, d.Reading.Meetings[i].Where.Value.Name)
				}
			}
			want := "Lima"
			if c.first {
				want = "Oslo"
			}
			if !slices.Equal(in, []string{want}) {
				t.Errorf("the third sentence speaks of %q, want %q", in, want)
			}
			for _, m := range d.Reading.Meetings {
				if m.Status.Value != parley.Held {
					t.Errorf("%s: status %s", m.ID, m.Status.Value)
				}
			}
		})
	}
}

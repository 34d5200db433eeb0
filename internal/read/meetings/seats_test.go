package meetings

import (
	"slices"
	"testing"
)

// TestSeats reads who sits at the table where no frame of a trigger says so, and
// who does not though a sentence on the meeting names them.
func TestSeats(t *testing.T) {
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text string
		want []string
	}{
		{
			"The foreign ministers of {Chile|actor CHL} and {Peru|actor PER} met in {Lima|place city PER} {on Tuesday|time 2026-03-03}. {Ana Ruiz|person CHL minister} and {Luis Paz|person PER minister} signed a statement on the border.",
			[]string{"Ana Ruiz", "Luis Paz"},
		},
		{
			"The foreign ministers of {Chile|actor CHL} and {Peru|actor PER} met in {Lima|place city PER} {on Tuesday|time 2026-03-03}. A week before, far from there, {Eva Sol|person CHL official} had said in parliament that the budget would grow. The harvest is late. Prices rose. The rains were heavy.",
			nil,
		},
	} {
		d := annotated(t, c.text)
		s.Read(d)
		if len(d.Reading.Meetings) != 1 {
			t.Errorf("%s: %d meetings", c.text, len(d.Reading.Meetings))
			continue
		}
		var got []string
		for _, p := range d.Reading.Meetings[0].Participants {
			got = append(got, p.Value.Name)
		}
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}

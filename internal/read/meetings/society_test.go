package meetings

import (
	"strings"
	"testing"
)

// ownSociety reads a text and tells of its first candidate whether it is a
// meeting with people of one's own society.
func ownSociety(t *testing.T, text string) bool {
	t.Helper()
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	v := newView(annotated(t, text))
	cs := v.group(v.read(s))
	if len(cs) == 0 {
		t.Errorf("%q: no candidate", text)
		return false
	}
	return v.withSociety(cs[0])
}

// TestSocietyExamples reads the example of every row of society.tsv.
func TestSocietyExamples(t *testing.T) {
	table, err := rows("society.tsv", societyTSV, 3)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range table {
		if text := strings.Replace(row[2], "The premier", "{The premier|actor CHL}", 1); !ownSociety(t, text) {
			t.Errorf("%q: its example %q is talks", row[0], row[2])
		}
	}
}

func TestSociety(t *testing.T) {
	for text, want := range map[string]bool{
		"{The premier|actor CHL} met with senators and their staff in Santiago on Monday.":         true,
		"{The premier|actor CHL} met with {Peruvian|actor PER} senators on Monday.":                false,
		"{The premier|actor CHL} met with ministers and business leaders on Monday.":               false,
		"{The premier|actor CHL} met with his foreign counterparts and with activists on Monday.":  false,
		"{The premier|actor CHL} met with the business envoy of the king on Monday.":               false,
		"{The premier|actor CHL} met with the diplomatic adviser to the prime minister on Monday.": false,
		"{Chile|actor CHL} and {Peru|actor PER} held talks on Monday.":                             false,
	} {
		if got := ownSociety(t, text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

// TestOneCamp asserts that a body and those for whom it speaks are one side.
func TestOneCamp(t *testing.T) {
	for given, want := range map[string]string{
		"SNC TUR":                     "SNC TUR",
		"SNC|Syrian opposition|TUR":   "SNC|TUR",
		"LBY|Libyan rebels|NTC":       "LBY|NTC",
		"LBY|Libyan rebels":           "LBY|Libyan rebels",
		"SNC|Libyan rebels":           "SNC|Libyan rebels",
		"Hamas|Palestinian militants": "Hamas|Palestinian militants",
	} {
		if got := strings.Join(oneCamp(strings.Split(given, "|")), "|"); got != want {
			t.Errorf("%s: %s, want %s", given, got, want)
		}
	}
}

// TestDomestic asserts that a government and the opposition at home hold no
// talks, and that those who fight it, or meet it abroad, do.
func TestDomestic(t *testing.T) {
	v := newView(annotated(t, "Talks were held in {Oslo|place city NOR} and in {Lima|place city PER}."))
	for _, c := range []struct {
		codes []string
		place int
		want  bool
	}{
		{[]string{"CHL", "Chilean opposition"}, 0, true},
		{[]string{"PER", "Peruvian opposition"}, 2, true},
		{[]string{"CHL", "Chilean opposition"}, 1, false},
		{[]string{"CHL", "Chilean rebels"}, 0, false},
		{[]string{"CHL", "Peruvian opposition"}, 0, false},
		{[]string{"CHL", "NOR", "Chilean opposition"}, 0, false},
	} {
		if got := v.domestic(&candidate{codes: c.codes, mentions: []*mention{{place: c.place}}}); got != c.want {
			t.Errorf("%v at %d: %v, want %v", c.codes, c.place, got, c.want)
		}
	}
}

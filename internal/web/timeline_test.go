package web

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/parley-register/parley"
)

// rounds makes rounds of "status from/to track" lines.
func rounds(t *testing.T, lines ...string) *parley.Process {
	t.Helper()
	p := &parley.Process{Name: "Talks"}
	for i, l := range lines {
		f := append(strings.Fields(l), "")
		v, err := parley.ParseInterval(f[1])
		if err != nil {
			t.Fatal(err)
		}
		p.Rounds = append(p.Rounds, parley.Round{ID: fmt.Sprintf("r%d", i), Number: i + 1, Status: parley.Status(f[0]), When: v, Track: f[2], Place: parley.Place{Name: `<"Oslo">`}})
	}
	return p
}

func TestTimeline(t *testing.T) {
	s := &Server{}
	for name, p := range map[string]*parley.Process{
		"one day":      rounds(t, "held 2005-01-27"),
		"a year":       rounds(t, "held 2005-01-27/2005-01-29", "planned 2005-05", "cancelled 2005-06-01", "held 2005-07-12/2005-07-17"),
		"two tracks":   rounds(t, "held 2005-01-27 technical", "held 2005-02-01", "postponed 2005-03-01 technical"),
		"half century": rounds(t, "held 1978-09-05/1978-09-17", "held 2023-10"),
		"crowd":        rounds(t, strings.Split(strings.Repeat("held 2005-01-27\n", 500), "\n")[:500]...),
	} {
		svg := s.drawTimeline(p)
		marks, links := 0, 0
		dec := xml.NewDecoder(strings.NewReader(svg))
		for {
			tok, err := dec.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%s: not well formed: %v", name, err)
			}
			if el, ok := tok.(xml.StartElement); ok {
				switch el.Name.Local {
				case "circle":
					marks++
				case "a":
					links++
				}
				for _, a := range el.Attr {
					if a.Name.Local == "style" || strings.Contains(a.Value, "NaN") || strings.Contains(a.Value, "Inf") {
						t.Errorf("%s: %s=%q", name, a.Name.Local, a.Value)
					}
				}
			}
		}
		if marks != len(p.Rounds) || links != len(p.Rounds) {
			t.Errorf("%s: %d marks and %d links for %d rounds", name, marks, links, len(p.Rounds))
		}
		if again := s.drawTimeline(p); again != svg {
			t.Errorf("%s: drawn in two ways", name)
		}
	}
	if svg := s.drawTimeline(rounds(t, "planned XXXX-02-18")); svg != "" {
		t.Errorf("a round without a year is drawn: %s", svg)
	}
	if !strings.Contains(s.drawTimeline(rounds(t, "cancelled 2005-01-27")), `class="strike"`) {
		t.Error("a cancelled round is not crossed out")
	}
}

// TestMark checks that the parts of a block give back its text, and that
// overlapping evidence marks the words that both rest on with both claims.
func TestMark(t *testing.T) {
	d := &parley.Document{Text: "Talks in Oslo\n\nThe envoys of Norway met in Oslo."}
	d.ID = d.DocumentID()
	claim := func(id string, start, end int) claimRow {
		return claimRow{Claim: &parley.Claim{ID: parley.Digest(strings.Repeat(id, 64)), Field: parley.FieldParty, Value: "NOR", Evidence: []parley.Evidence{d.Quote(parley.Span{Start: start, End: end})}}, Short: strings.Repeat(id, 12)}
	}
	s := &Server{}
	blocks := s.mark(d, []claimRow{claim("a", 19, 35), claim("b", 29, 39), claim("c", 0, 5)})
	var text strings.Builder
	both := ""
	for _, b := range blocks {
		for _, p := range b.Parts {
			text.WriteString(p.Text)
			if len(p.Claims) == 2 {
				both += p.Text
			}
		}
	}
	if text.String() != d.Text {
		t.Errorf("the parts give %q", text.String())
	}
	if both != "Norway" {
		t.Errorf("both claims are on %q", both)
	}
}

func TestTextFragment(t *testing.T) {
	for _, c := range []struct{ address, quote, want string }{
		{"https://a.example/x", "met in Oslo", "https://a.example/x#:~:text=met%20in%20Oslo"},
		{"javascript:alert(1)", "met", ""},
		{"local.txt", "met", ""},
		{"https://a.example/", "one two three four five six seven eight nine ten eleven twelve thirteen", "https://a.example/#:~:text=one%20two%20three%20four%20five%20six,eight%20nine%20ten%20eleven%20twelve%20thirteen"},
		{"https://a.example/", "U.S.-Japan talks, again", "https://a.example/#:~:text=U.S.%2DJapan%20talks%2C%20again"},
	} {
		if got := textFragment(c.address, c.quote); got != c.want {
			t.Errorf("textFragment(%q, %q) = %q, want %q", c.address, c.quote, got, c.want)
		}
	}
}

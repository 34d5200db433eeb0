package story

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/text"
)

func TestSameAddress(t *testing.T) {
	const a = "https://wire.example.org/world/oslo?id=7"
	for other, want := range map[string]bool{
		a: true, "http://www.wire.example.org/world/oslo/?utm_source=x&id=7#top": true, "https://wire.example.org/world/oslo": false,
		"https://wire.example.org/world/Oslo?id=7": false, "": false,
	} {
		if got := SameAddress(a, other); got != want {
			t.Errorf("%s: %v, want %v", other, got, want)
		}
	}
	if SameAddress("", "") {
		t.Error("documents without an address are of one article")
	}
}

func TestDiff(t *testing.T) {
	of := func(s string) *parley.Document { return &parley.Document{Text: s, Blocks: text.Blocks(s)} }
	older := of("Talks resume\n\nThe two sides met on Monday.\n\nThey will meet again.\n\nNobody signed.")
	newer := of("Talks resume\n\nThe two sides met on Tuesday.\n\nThey will meet again.\n\nNobody signed.\n\nThis report corrects the day.")
	var got []string
	for _, c := range Diff(older, newer) {
		got = append(got, fmt.Sprintf("%v %s", c.Added, c.Text))
	}
	if s := strings.Join(got, "|"); s != "false The two sides met on Monday.|true The two sides met on Tuesday.|true This report corrects the day." {
		t.Error(s)
	}
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) *parley.Document {
			return of(strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"One met.", "Two spoke.", "Three left.", "Four stayed."}), 0, 8).Draw(t, name), "\n\n"))
		}
		a, b := draw("a"), draw("b")
		added, gone := 0, 0
		for _, c := range Diff(a, b) {
			if c.Added {
				added++
			} else {
				gone++
			}
		}
		if len(a.Blocks)-gone != len(b.Blocks)-added {
			t.Fatalf("%d blocks less %d, %d less %d", len(a.Blocks), gone, len(b.Blocks), added)
		}
	})
}

func TestTouches(t *testing.T) {
	claim := func(field, value string, m parley.Modality) parley.Claim {
		return parley.Claim{Subject: parley.Subject{Kind: parley.MeetingSubject}, Field: field, Value: value, Modality: m}
	}
	older := []parley.Claim{claim("when", "2026-03-02", parley.Asserted), claim("party", "NOR", parley.Asserted)}
	newer := []parley.Claim{claim("when", "2026-03-03", parley.Asserted), claim("party", "NOR", parley.Asserted), claim("outcome", "agreement", parley.Denied)}
	got := fmt.Sprint(Touches(older, newer))
	if got != "[{true meeting when 2026-03-03} {true meeting outcome agreement (denied)} {false meeting when 2026-03-02}]" {
		t.Error(got)
	}
}

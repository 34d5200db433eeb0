package next

import (
	"strings"
	"testing"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/read/layer"
)

// TestPlausible: what those who met are to do, or what is to become of a sitting
// or a text, may be a follow-up; what others do or what goes on beside the talks
// is none.
func TestPlausible(t *testing.T) {
	s := stage(t)
	for text, want := range map[string]bool{
		"They will review the plan on 12 May.":                                    true,
		"The Norwegians will visit Turkey on 12 May.":                             true,
		"The Danes will visit Turkey on 12 May.":                                  false,
		"The martyrs will be buried on 12 May.":                                   false,
		"The coat of arms was drawn for the series, which will begin on 12 May.":  false,
		"They spoke at the summit, which begins on 12 May.":                       false,
		"The Norwegians had been due to meet the Swedes on 12 May.":               false,
		"They seek a solution that would meet the needs of all by 12 May.":        false,
		"The treaty will be ready on 12 May.":                                     true,
		"The Danes will launch a satellite on 12 May.":                            false,
		"The Danes will meet the Norwegians on 12 May.":                           true,
		"A solution will come to Norway on 12 May.":                               false,
		"Their teams will inspect the dam on 12 May.":                             true,
		"The next is to take place in Oslo on 12 May.":                            true,
		"Working groups have been instructed to prepare the documents by 12 May.": true,
	} {
		day := "12 May"
		if !strings.Contains(text, day) {
			day = ""
		}
		d := at(t, text, day, "DATE", "2026-05-12", "2026-05-12")
		for i := range d.Tokens {
			if code := map[string]string{"Norwegians": "NOR", "Norway": "NOR", "Danes": "DNK"}[d.Tokens[i].Form]; code != "" {
				d.Actors = append(d.Actors, layer.Actor{Span: d.Tokens[i].Span, First: i, Last: i + 1, Kind: layer.Nationality, Code: code})
			}
			if d.Tokens[i].Form == "Turkey" {
				d.Places = append(d.Places, layer.Place{Span: d.Tokens[i].Span, First: i, Last: i + 1, Name: "Turkey"})
			}
		}
		d.Meetings = []layer.Meeting{{Parties: []string{"NOR", "SWE"}, Status: parley.Held, Main: true, Scope: []int{0}, Triggers: []layer.Trigger{{First: 0, Last: 1}}}}
		d.Reading.Meetings = make([]parley.Meeting, 1)
		if got := len(s.all(d)) > 0; got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}

// TestWithin: a duration after "the first in" looks back.
func TestWithin(t *testing.T) {
	for text, want := range map[string]bool{
		"They will report in three years.":              true,
		"It was the first contact in three years.":      false,
		"This is the worst crisis in three years.":      false,
		"The troops will leave within three years.":     true,
		"They met only once in three years.":            false,
		"The delegations will meet again in three days": true,
	} {
		words := "three years"
		if text[len(text)-4:] == "days" {
			words = "three days"
		}
		d := at(t, text, words, "DURATION", "P3Y", "")
		if got := within(d, &d.Times[0]); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}

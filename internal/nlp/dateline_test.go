package nlp

import (
	"testing"

	"github.com/parley-register/parley"
)

// TestDateline parses what follows a dateline as if there was none.
func TestDateline(t *testing.T) {
	p, err := New()
	if err != nil {
		t.Fatal(err)
	}
	const said = "Talks between Chile and Peru ended on Tuesday without a deal."
	want := p.Parse(&parley.Document{Text: said})
	for _, head := range []string{
		"GENEVA (Agency) - ",
		"GENEVA, Feb. 4 (Agency) — ",
		"PORT-AU-PRINCE, Haiti (RN/TT) -- ",
		"NEW YORK/LONDON —",
		"Kampala, 3 March – ",
		"United Nations (The Daily Post) - ",
		"SEOUL, South Korea, March 12 — ",
		"ASHKHABAD, 12.03.2011 – ",
	} {
		d := p.Parse(&parley.Document{Text: head + said})
		if len(d.Sentences) != 1 {
			t.Errorf("%q: %d sentences", head, len(d.Sentences))
			continue
		}
		n := len(d.Tokens) - len(want.Tokens)
		for i, w := range want.Tokens {
			g := d.Tokens[n+i]
			if w.Head > 0 {
				w.Head += int32(n)
			}
			if g.Form != w.Form || g.UPOS != w.UPOS || g.Head != w.Head || g.Deprel != w.Deprel {
				t.Errorf("%q: %s is %s %s %d, want %s %s %d", head, g.Form, g.UPOS, g.Deprel, g.Head, w.UPOS, w.Deprel, w.Head)
			}
		}
		for _, g := range d.Tokens[:n] {
			if g.Head == 0 || g.Deprel == "root" {
				t.Errorf("%q: the root is %s", head, g.Form)
			}
		}
	}
	for _, s := range []string{
		"The union - the only one of its kind - met on Tuesday.",
		"OPEC - the cartel of producers - met on Tuesday.",
		"Norway — Denmark talks were held on Tuesday.",
		"The PORT-AU-PRINCE meeting was held on Tuesday.",
		"USA-Russia talks were held.",
		"- GENEVA talks were held on Tuesday.",
		"A — B",
		"GENEVA (Agency) -",
		"(Agency) - Talks were held.",
		"GENEVA (a city of which much would have to be said here",
		"GENEVA -2 degrees",
	} {
		d := Segment(&parley.Document{Text: s})
		if n := dateline(d.Tokens); n > 0 {
			t.Errorf("%q: a dateline of %d tokens", s, n)
		}
	}
}

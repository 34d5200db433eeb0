package lexicon

import "testing"

// TestExamplesOfBodies runs the example of every row of bodies.tsv, and looks
// for forms that stand for two states.
func TestExamplesOfBodies(t *testing.T) {
	l := Shared()
	err := rows(data, "bodies.tsv", 3, func(f []string) error {
		if got := l.Body(f[2]); got != f[0] {
			t.Errorf("%q: %q, want %s", f[2], got, f[0])
		}
		if !l.IsState(f[0]) {
			t.Errorf("%q is no state", f[0])
		}
		for _, form := range list(f[1]) {
			if got := l.Body(form); got != f[0] {
				t.Errorf("%q: %q, want %s", form, got, f[0])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestLeader(t *testing.T) {
	l := Shared()
	for _, c := range []struct {
		name string
		year int
		want string
	}{
		{"Angela Merkel", 0, "DEU"},
		{"Chancellor Angela Merkel", 2015, "DEU"},
		{"Merkel", 0, "DEU"},
		{"Kofi Annan", 1999, "UNO"},
		{"Angela Merkel", 1950, ""},
		{"Karl Merkel", 0, ""},
		{"He", 0, ""},
		{"", 0, ""},
		{"Nobody Atall", 0, ""},
		{"E. Macron", 2020, "FRA"},
	} {
		if got := l.Leader(c.name, c.year); got != c.want {
			t.Errorf("%q in %d: %q, want %q", c.name, c.year, got, c.want)
		}
	}
	if n := people().rows; n < 1000 {
		t.Errorf("only %d leaders", n)
	}
}

func TestBodyCase(t *testing.T) {
	for phrase, want := range map[string]string{
		"Solidarity": "POL", "in solidarity": "", "ICE agents": "USA", "ice on the road": "", "police in Bavaria": "DEU", "Gaza's hospitals": "PSE",
		"a split vote": "", "": "", "the": "", "\xff": "",
	} {
		if got := Shared().Body(phrase); got != want {
			t.Errorf("%q: %q, want %q", phrase, got, want)
		}
	}
}

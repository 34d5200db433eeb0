package actors

import (
	"slices"
	"strings"
	"testing"

	"github.com/parley-register/parley/internal/lexicon"
	"github.com/parley-register/parley/internal/read/layer"
)

// TestMovements reads leaders of movements whose side the text does not tell, in
// and out of their years, near and far from what they lead.
func TestMovements(t *testing.T) {
	for _, c := range []struct {
		text string
		year int
		want string
	}{
		{"Peace in Mozambique is near. Afonso Dhlakama met the mediators in Rome.", 1991, "Renamo"},
		{"Peace in Mozambique is near. Afonso Dhlakama met the mediators in Rome.", 0, "Renamo"},
		{"Peace in Mozambique is near. Afonso Dhlakama met the mediators in Rome.", 1950, ""},
		{"Peace in Kenya is near. Afonso Dhlakama met the mediators in Rome.", 1991, ""}, // another of that name
		{"Colombian officials were there. Iván Márquez led the guerrillas' team.", 2014, "FARC"},
		{"Colombian officials were there. Ivan Marquez led the guerrillas' team.", 2014, "FARC"},
		{"The leader of Peru, Ivan Marquez, met Colombian officials.", 2014, "PER"}, // the text comes first
		{"Palestinian officials were there. Khalil al-Hayya led the team.", 2024, "Hamas"},
		{"The Philippines sent envoys. Justice Minister Murad Ebrahim met them.", 2010, ""}, // an office of state
		{"Cyprus waits. Mustafa Akıncı came to the talks.", 2016, "Turkish Cypriots"},
		{"Sri Lanka waits. Prabhakaran came to the talks.", 2002, "Tamil Tigers"},
	} {
		d := readIn(t, c.text, c.year)
		got := ""
		for _, p := range d.People {
			if p.For != "" {
				got = p.For
			}
		}
		if got != c.want {
			t.Errorf("%d, %q: %q, want %q", c.year, c.text, got, c.want)
		}
	}
}

// TestCommunities calls the president of Cyprus the leader of his community
// where the other one is at the table too.
func TestCommunities(t *testing.T) {
	for text, want := range map[string]string{
		"Nicos Anastasiades and Mustafa Akinci met in Nicosia. Cyprus waits.":  "Greek Cypriots, Turkish Cypriots",
		"President Nicos Anastasiades of Cyprus met the Greek prime minister.": "CYP",
	} {
		var got []string
		for _, p := range readIn(t, text, 2016).People {
			got = append(got, p.For)
		}
		if s := strings.Join(got, ", "); s != want {
			t.Errorf("%q: %s, want %s", text, s, want)
		}
	}
}

// TestFaced gives the force and the rulers of a state their state in texts on
// its war with a movement.
func TestFaced(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Ethiopia is at war. The army and TPLF sent envoys.", "ETH TPLF"},
		{"Ethiopia is at war. The armed forces met TPLF.", "ETH TPLF"},
		{"Ethiopia is at war. The government met TPLF.", "ETH TPLF"},
		{"Ethiopia, Kenya and Kenya again are at war. The government met TPLF.", "TPLF"},     // whose?
		{"Kenya is at war. The army met TPLF.", "TPLF"},                                      // not that state's
		{"Ethiopia and Colombia are at war. The army met the ELN and the TPLF.", "ELN TPLF"}, // whose?
		{"Palestinian towns are at war. The army met Hamas.", "Hamas"},                       // it stands against another state
		{"Ethiopia is at war. The army of God met TPLF.", "TPLF"},                            //
		{"Ethiopia is at war. A small army met TPLF.", "TPLF"},                               //
		{"Ethiopia is at war. Uganda's army met TPLF. The national army was there.", "ETH TPLF UGA"},
	} {
		var got []string
		d := read(t, c.text, true)
		for _, a := range d.Actors {
			if a.Kind == layer.Group || a.Rule == "state that a movement stands against" || a.Rule == "state" && a.Sentence == 1 {
				got = append(got, a.Code)
			}
		}
		slices.Sort(got)
		want := strings.Fields(c.want)
		slices.Sort(want)
		got, want = slices.Compact(got), slices.Compact(want)
		if !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", c.text, got, want)
		}
	}
}

// TestMovementsBook asserts that the rows are whole and name what the lexicon
// has.
func TestMovementsBook(t *testing.T) {
	n := 0
	seen := map[string]bool{}
	for line := range strings.Lines(movementsTSV) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 4 || len(f[1]) != 4 || len(f[2]) != 4 || f[1] > f[2] {
			t.Errorf("row %q", line)
			continue
		}
		if _, ok := lexicon.Shared().Code(f[0]); !ok {
			t.Errorf("row %q: the lexicon has no %s", line, f[0])
		}
		for name := range strings.SplitSeq(f[3], "|") {
			if n++; len(leaderWords(name)) == 0 || seen[f[0]+f[1]+name] {
				t.Errorf("row %q: name %q", line, name)
			}
			seen[f[0]+f[1]+name] = true
		}
	}
	if n < 200 {
		t.Errorf("%d names", n)
	}
}

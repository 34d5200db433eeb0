package lexicon

import (
	"slices"
	"strings"
	"testing"

	"github.com/parley-register/parley"
)

func TestEveryStateFormIsFound(t *testing.T) {
	l := Shared()
	each(t, "states.tsv", 9, func(f []string) {
		for col, kind := range map[int]Kind{2: StateName, 3: StateName, 4: StateName, 5: Adjective, 6: People, 7: Capital, 8: Seat} {
			for _, form := range list(f[col]) {
				senses := l.Lookup(form)
				if !slices.ContainsFunc(senses, func(e Entry) bool { return e.Code == f[0] && e.Kind == kind }) {
					t.Errorf("%s: %q is not found as %s: %v", f[0], form, kind, senses)
				}
			}
		}
	})
}

func TestExamplesOfOrganisationsAndGroups(t *testing.T) {
	l := Shared()
	check := func(code, example string, kinds ...Kind) {
		t.Helper()
		for _, m := range l.FindText(example) {
			for _, e := range m.Senses {
				if e.Code == code && slices.Contains(kinds, e.Kind) {
					return
				}
			}
		}
		t.Errorf("%q: %s is not found", example, code)
	}
	each(t, "organisations.tsv", 6, func(f []string) {
		check(f[0], f[5], Organisation, Organ, Format, Seat)
		for _, form := range append(list(f[3]), f[2]) {
			check(f[0], form, Organisation, Organ, Format, Seat)
		}
		for _, m := range list(f[4]) {
			if _, ok := l.Code(m); !ok {
				t.Errorf("%s: member %s is no code", f[0], m)
			}
		}
	})
	each(t, "groups.tsv", 5, func(f []string) {
		check(f[0], f[4], Group)
		if f[1] != "" && !l.IsState(f[1]) {
			t.Errorf("%s: %s is no state", f[0], f[1])
		}
	})
	each(t, "institutions.tsv", 4, func(f []string) {
		check(f[0], f[3], Institution)
		if f[0] != "" && f[0] != "EUR" && !l.IsState(f[0]) {
			t.Errorf("%s: %s is no state", f[1], f[0])
		}
	})
	each(t, "apart.tsv", 3, func(f []string) {
		m := l.FindText(f[2])
		if len(m) == 0 || m[0].Senses[0].Kind != Apart {
			t.Errorf("%q: %q is not kept apart: %+v", f[2], f[0], m)
		}
	})
}

func TestPortfolios(t *testing.T) {
	l := Shared()
	each(t, "portfolios.tsv", 2, func(f []string) {
		for _, title := range []string{f[0] + " minister", "deputy " + f[0] + " minister", "minister of " + f[1], "Ministers of " + f[1]} {
			if _, ok := l.Office(title); !ok {
				t.Errorf("%q is no office", title)
			}
		}
	})
}

func TestHistoricalStates(t *testing.T) {
	l := Shared()
	each(t, "historical.tsv", 7, func(f []string) {
		for _, form := range append(append(append(list(f[3]), f[2]), list(f[4])...), list(f[5])...) {
			if !slices.ContainsFunc(l.Lookup(form), func(e Entry) bool { return e.Code == f[0] }) {
				t.Errorf("%s: %q is not found: %v", f[0], form, l.Lookup(form))
			}
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := load(data); err != nil {
			b.Fatal(err)
		}
	}
}

func TestExamplesOfOffices(t *testing.T) {
	l := Shared()
	each(t, "offices.tsv", 4, func(f []string) {
		found := l.findTitles(nil, f[3], 0, len(f[3]))
		if len(found) == 0 || strings.ToLower(f[3][found[0].Start:found[0].End]) != filled(f[0], f[3]) {
			t.Errorf("%q: %q is not found: %+v", f[3], f[0], found)
			return
		}
		if got := found[0].Office; got.Level != parley.Level(f[1]) || got.Kind != officeKinds[f[2]] {
			t.Errorf("%q: read as %+v, want %s %s", f[3], got, f[1], f[2])
		}
	})
}

func TestAbbreviations(t *testing.T) {
	l := Shared()
	err := rows(data, "abbreviations.tsv", 3, func(f []string) error {
		found := l.findTitles(nil, f[2], 0, len(f[2]))
		if len(found) == 0 || found[0].Office.Title != f[1] {
			t.Errorf("%q: %+v, want %s", f[2], found, f[1])
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if found := l.findTitles(nil, "at 3 pm on the fm radio", 0, 23); len(found) != 0 {
		t.Errorf("found %+v", found)
	}
}

// filled is the title that stands in example, where the pattern has a slot.
func filled(pattern, example string) string {
	open, shut := strings.Index(pattern, "{"), strings.Index(pattern, "}")
	if open < 0 {
		return pattern
	}
	example = strings.ToLower(example)
	before, after := pattern[:open], pattern[shut+1:]
	from := strings.Index(example, before)
	if from < 0 {
		return pattern
	}
	rest := example[from+len(before):]
	end := strings.Index(rest, after+" anna")
	if end < 0 {
		end = strings.Index(rest, after+" li")
	}
	if end < 0 {
		return pattern
	}
	return before + rest[:end] + after
}

func TestFind(t *testing.T) {
	for text, want := range map[string]string{
		"Turkey met the turkey farmers.":                            "state TUR",
		"US envoys told us nothing.":                                "state USA",
		"Officials of the U.S. and the U.A.E. met in Cairo.":        "state USA, state ARE, capital EGY",
		"The U.S.-China talks":                                      "state USA, state CHN",
		"RUSSIA AND US HOLD TALKS, WHO SAYS":                        "state RUS, state USA",
		"Russian-Ukrainian talks in the South China Sea":            "adjective RUS, adjective UKR, apart ",
		"Democratic Republic of the Congo and Republic of Congo":    "state COD, state COG",
		"North Korea’s envoy":                                       "state PRK",
		"South Korean and North Korean soldiers":                    "adjective KOR, adjective PRK",
		"the UN Security Council and the European Commission":       "organ UNO, organ EUR",
		"Côte d’Ivoire, Cote d'Ivoire":                              "state CIV, state CIV",
		"The P5+1 and the E3":                                       "format P5+1, format E3",
		"The Kremlin, Downing Street and the Élysée":                "seat RUS, seat GBR, seat FRA",
		"The Washington Post quoted Washington":                     "apart , capital USA",
		"United States of America":                                  "state USA",
		"the Iranian Foreign Ministry":                              "adjective IRN, institution ",
		"The State Department and the Pentagon":                     "institution USA, institution USA",
		"Greek Cypriots and Turkish Cypriots":                       "group Greek Cypriots, group Turkish Cypriots",
		"GUAM met on Guam":                                          "org GUAM Organization, state GUM",
		"polish the chad and the china":                             "",
		"":                                                          "",
		"People's Republic of China":                                "state CHN",
		"Soviet, East German and Czechoslovak leaders":              "adjective SUN, adjective DDR, adjective CSK",
		"in Washington, D.C., on Monday":                            "capital USA",
		"St. Vincent and the Grenadines":                            "state VCT",
		"The Sudan People's Liberation Movement-North and the SPLM": "group SPLM-N, group SPLM",
	} {
		var got []string
		for _, m := range Shared().FindText(text) {
			got = append(got, m.Senses[0].Kind.String()+" "+m.Senses[0].Code)
		}
		if g := strings.Join(got, ", "); g != want {
			t.Errorf("%q: %s; want %s", text, g, want)
		}
	}
}

func TestPluralTitles(t *testing.T) {
	for title, want := range map[string]string{
		"foreign ministers": "foreign minister", "ministers of foreign affairs": "minister of foreign affairs",
		"spokesmen": "spokesman", "envoys": "envoy", "deputies": "", "secretaries of state": "secretary of state", "Presidents": "president",
	} {
		if o, ok := Shared().Office(title); ok != (want != "") || o.Title != want {
			t.Errorf("%q: %+v", title, o)
		}
	}
}

func TestCanHave(t *testing.T) {
	for _, c := range []struct {
		code, office string
		want         bool
	}{
		{"USA", "prime minister", false},
		{"NOR", "prime minister", true},
		{"NOR", "president", false},
		{"FRA", "president", true},
		{"FRA", "king", false},
		{"JOR", "king", true},
		{"DEU", "chancellor", true},
		{"KEN", "minister of trade", true},
		{"UNO", "king", true},
	} {
		if got := Shared().CanHave(c.code, c.office); got != c.want {
			t.Errorf("%s %s: %v", c.code, c.office, got)
		}
	}
}

func TestGivenName(t *testing.T) {
	for name, want := range map[string]bool{"Sergei": true, "jens": true, "Jörg": true, "JORG": true, "Ministry": false, "": false} {
		if got := Shared().GivenName(name); got != want {
			t.Errorf("%q: %v", name, got)
		}
	}
}

func FuzzFindText(f *testing.F) {
	for _, s := range []string{"U.S.-China", "the Kremlin’s", "\xff\xfeUS", "P5+1", "Ä\u0308 Élysée", "U.", "U.S"} {
		f.Add(s)
	}
	l := Shared()
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, m := range l.FindText(text) {
			if m.Start < last || m.End <= m.Start || m.End > len(text) || len(m.Senses) == 0 {
				t.Fatalf("%q: %+v after %d", text, m, last)
			}
			last = m.End
		}
		last = 0
		for _, m := range l.findTitles(nil, text, 0, len(text)) {
			if m.Start < last || m.End <= m.Start || m.End > len(text) || m.Office.Title == "" {
				t.Fatalf("%q: %+v after %d", text, m, last)
			}
			last = m.End
		}
	})
}

func BenchmarkFindText(b *testing.B) {
	const text = "Foreign Minister Anna Berg of Norway met the U.S. Secretary of State and her Turkish counterpart in Geneva on Tuesday, the State Department said."
	l := Shared()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		l.FindText(text)
	}
}

func each(t *testing.T, name string, columns int, do func(f []string)) {
	t.Helper()
	n := 0
	err := rows(data, name, columns, func(f []string) error {
		n++
		do(f)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if n < 10 {
		t.Fatalf("%s has only %d rows", name, n)
	}
}

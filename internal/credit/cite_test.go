package credit

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parley-register/parley/internal/text"
)

func TestOutletExamples(t *testing.T) {
	for _, row := range rows(outletData) {
		if len(row) != 5 {
			t.Errorf("row %q has %d fields, want 5", row, len(row))
			continue
		}
		found := Citations(row[4], text.Blocks(row[4]), nil)
		if len(found) != 1 || found[0].Name != row[0] || found[0].Country != row[1] {
			t.Errorf("%q: cites %+v, want %q", row[4], found, row[0])
		}
	}
	for _, row := range rows(adjectiveData) {
		s := "The envoys will meet in spring, according to " + row[0] + " state media."
		if found := Citations(s, text.Blocks(s), nil); len(found) != 1 || found[0].Kind != StateMedia || found[0].Country != row[1] {
			t.Errorf("%q: cites %+v", s, found)
		}
	}
}

func TestCitations(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"The envoys will meet, Axios reported on Monday.", "outlet Axios [Axios reported]"},
		{"Axios first reported that the envoys would meet.", "outlet Axios [Axios first reported]"},
		{"Axios' Ada Clerk reported that the envoys would meet.", "outlet Axios [Axios' Ada Clerk reported]"},
		{"The envoys will meet, according to a report in the Financial Times.", "outlet Financial Times [according to a report in the Financial Times]"},
		{"The minister said in an interview with Al Jazeera that talks would go on.", "outlet Al Jazeera [interview with Al Jazeera]"},
		{"State news agency KCNA said on Friday that a delegation had left.", "outlet KCNA [KCNA said]"},
		{"Iranian state news agency IRNA quoted him as saying so.", "outlet IRNA [IRNA quoted]"},
		{"He was quoted by Russia's TASS news agency as saying so.", "outlet TASS [quoted by Russia's TASS]"},
		{"The talks will resume, according to Russian state media.", "state-media RUS [according to Russian state media]"},
		{"Syrian state television said the envoys had left.", "state-media SYR [Syrian state television said]"},
		{"Israeli media reported that the envoys had left.", "media ISR [Israeli media reported]"},
		{"The envoys had left, state television said.", "media local [state television said]"},
		{"Local media reported that the envoys had left.", "media local [Local media reported]"},
		{"The Gulf Echo newspaper reported that the envoys had left.", "outlet Gulf Echo [Gulf Echo newspaper reported]"},
		{"The envoys had left, the daily Nordavisen reported.", "outlet Nordavisen [Nordavisen reported]"},
		{"The Nordhaven Gazette reported that the envoys had left.", "outlet Nordhaven Gazette [Nordhaven Gazette reported]"},
		{"A senior US official, speaking on condition of anonymity, said talks would resume.", "unnamed senior us official [senior US official, speaking on condition of anonymity]"},
		{"Two diplomats familiar with the talks said a draft was ready.", "unnamed diplomat [diplomats familiar with the talks]"},
		{"A senior official told Reuters that the envoys would meet.", "outlet Reuters [told Reuters]"},
		{"Reuters, citing two diplomats, said that a draft was ready.", "outlet Reuters [Reuters, citing]"},
		{"The Khaleej Times reported that the envoys had left.", "outlet Khaleej Times [Khaleej Times reported]"},
		{"The Times of Nordhaven reported that the envoys had left.", ""},
		{"The envoys had left, Reuters Monday reported.", "outlet Reuters [Reuters Monday reported]"},
		// No citations.
		{"The minister reported to parliament that talks would go on.", ""},
		{"Axios is a news site in Virginia.", ""},
		{"A senior official said talks would resume.", ""},
		{"He accused Western media of lying.", ""},
		{"The foreign ministry said in a statement that talks would go on.", ""},
		{"The BBC has offices in London.", ""},
		{"The Washington talks reported progress.", ""},
		{"The Trend is clear, the minister said.", ""},
		{"They met at dawn, officials said.", ""},
	} {
		var got []string
		for _, x := range Citations(c.text, text.Blocks(c.text), nil) {
			got = append(got, fmt.Sprintf("%s %s [%s]", x.Kind, x.Name, c.text[x.At.Start:x.At.End]))
			if !x.Within.Contains(x.At) {
				t.Errorf("%q: the words %s lie outside the sentence %s", c.text, x.At, x.Within)
			}
		}
		if diff := cmp.Diff(c.want, strings.Join(got, "; ")); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.text, diff)
		}
	}
}

func FuzzCitations(f *testing.F) {
	for _, row := range rows(outletData) {
		f.Add(row[4])
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, c := range Citations(s, text.Blocks(s), nil) {
			if _, ok := c.At.In(s); !ok || c.At.Empty() || c.Name == "" {
				t.Errorf("citation %+v of a text of %d bytes", c, len(s))
			}
		}
	})
}

func TestCitationsOfGivenNames(t *testing.T) {
	s := "The Hill Tribune reported that the envoys had left, citing the Times of Nordhaven."
	names := NewNames([]string{"The Times of Nordhaven", "Hill Tribune", "x", ""})
	found := Citations(s, text.Blocks(s), names)
	if len(found) != 2 || found[0].Name != "Hill Tribune" || found[1].Name != "Times of Nordhaven" {
		t.Errorf("cites %+v", found)
	}
}

func TestStateOf(t *testing.T) {
	for name, want := range map[string]string{"TASS": "RUS", "Axios": "", "State Television of Iran": "IRN", "Syrian State Radio": "SYR", "State Street Journal": "", "Gulf Echo": ""} {
		if got := StateOf(name); got != want {
			t.Errorf("StateOf(%q) = %q, want %q", name, got, want)
		}
	}
}

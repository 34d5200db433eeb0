package credit

import (
	"testing"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/text"
)

func TestAgencyExamples(t *testing.T) {
	for _, row := range rows(agencyData) {
		if len(row) != 3 {
			t.Errorf("row %q has %d fields, want 3", row, len(row))
			continue
		}
		c, ok := Find(row[2], text.Blocks(row[2]))
		if !ok || c.Name != row[0] {
			t.Errorf("%q: credited %q, want %q", row[2], c.Name, row[0])
			continue
		}
		quote, ok := c.At.In(row[2])
		if name, known := Agency(quote); !ok || !known || name != row[0] {
			t.Errorf("%q: the credit's words are %q", row[2], quote)
		}
	}
}

func TestFind(t *testing.T) {
	const body = "\n\nThe two delegations met on Monday in the old town hall and spoke for three hours.\n\nThey will meet again."
	for _, c := range []struct{ text, want, quote string }{
		{"Talks resume\n\nBy Reuters" + body, "Reuters", "Reuters"},
		{"Talks resume\n\nBy Jane Doe, Associated Press" + body, "AP", "Associated Press"},
		{"Talks resume\n\nGENEVA, 3 March (AFP) — Envoys met." + body, "AFP", "AFP"},
		{"Talks resume" + body + " — Reuters", "Reuters", "Reuters"},
		{"Talks resume" + body + " (AFP)", "AFP", "AFP"},
		{"Talks resume" + body + "\n\n— AP", "AP", "AP"},
		{"Talks resume" + body + "\n\nSource: Xinhua", "Xinhua", "Xinhua"},
		{"Talks resume" + body + "\n\n(With inputs from PTI)", "PTI", "PTI"},
		{"Talks resume" + body + "\n\nReporting by A. Clerk in Bern; Editing by B. Desk", "Reuters", "Reporting by A. Clerk in Bern; Editing by B. Desk"},
		{"Talks resume" + body, "", ""},
		{"Talks resume\n\nEnvoys told the agency (Reuters) that talks would resume on Monday." + body, "", ""},
		{"Talks resume\n\nThe minister spoke to Reuters - and to nobody else - on Monday." + body, "", ""},
		{"The PA met donors\n\nThe Palestinian Authority (PA) — which runs the West Bank — met donors." + body, "", ""},
		{"Talks resume" + body + " They spoke to the AP", "", ""},
	} {
		got, ok := Find(c.text, text.Blocks(c.text))
		if got.Name != c.want || ok != (c.want != "") {
			t.Errorf("%q: credited %q, want %q", c.text, got.Name, c.want)
		}
		if quote, _ := got.At.In(c.text); quote != c.quote {
			t.Errorf("%q: words %q, want %q", c.text, quote, c.quote)
		}
	}
}

func TestFindCaptionIsNoCredit(t *testing.T) {
	s := "GENEVA (Reuters) - The hall."
	if c, ok := Find(s, []parley.Block{{Span: parley.Span{End: len(s)}, Kind: parley.Caption}}); ok {
		t.Errorf("a caption credited %q", c.Name)
	}
}

func FuzzFind(f *testing.F) {
	for _, row := range rows(agencyData) {
		f.Add(row[2])
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, ok := Find(s, text.Blocks(s))
		if _, in := c.At.In(s); ok && (!in || c.At.Empty() || c.Name == "") {
			t.Errorf("credit %+v of a text of %d bytes", c, len(s))
		}
	})
}

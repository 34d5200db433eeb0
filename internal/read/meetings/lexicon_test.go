package meetings

import (
	"strings"
	"testing"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
)

func parse(t testing.TB, text string) *nlp.Doc {
	t.Helper()
	p, err := nlp.New()
	if err != nil {
		t.Fatal(err)
	}
	d := &parley.Document{Text: text, Language: "en"}
	d.ID = d.DocumentID()
	doc := p.Parse(d)
	if len(doc.Tokens) > 0 && doc.Tokens[0].Lemma == "" {
		t.Skip("the language core gives no lemmas yet")
	}
	return doc
}

// bracketed takes the brackets out of an example and returns the span between
// them.
func bracketed(t *testing.T, example string) (string, parley.Span) {
	t.Helper()
	open, shut := strings.Index(example, "["), strings.Index(example, "]")
	if open < 0 || shut < open {
		t.Fatalf("%q: the trigger must stand in [brackets]", example)
	}
	return example[:open] + example[open+1:shut] + example[shut+1:], parley.Span{Start: open, End: shut - 1}
}

// TestTriggerExamples runs the example of every row: the trigger is found where
// the brackets are, by that row.
func TestTriggerExamples(t *testing.T) {
	lex, err := loadLexicon()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[*trigger]bool{}
	for _, ts := range lex.triggers {
		for _, tr := range ts {
			if seen[tr] {
				continue
			}
			seen[tr] = true
			text, want := bracketed(t, tr.example)
			d := parse(t, text)
			v := newView(&layer.Doc{Doc: d})
			found := false
			for i := range d.Tokens {
				got, after := lex.match(v.Tokens, v.lower, i, len(d.Tokens))
				if got == tr && d.Tokens[i].Start == want.Start && d.Tokens[after-1].End == want.End {
					found = true
				}
			}
			if !found {
				var words []string
				for _, tok := range d.Tokens {
					words = append(words, tok.Form+"/"+tok.UPOS.String()+"/"+tok.Lemma)
				}
				t.Errorf("%q: the row does not match its example %q: %s", tr.text, tr.example, strings.Join(words, " "))
			}
		}
	}
	if len(seen) < 50 {
		t.Errorf("only %d triggers", len(seen))
	}
}

// TestFormatExamples finds the words of every format row in its example.
func TestFormatExamples(t *testing.T) {
	table, err := rows("formats.tsv", formatsTSV, 3)
	if err != nil {
		t.Fatal(err)
	}
	known := map[parley.Format]bool{
		parley.InPerson: true, parley.Phone: true, parley.Video: true, parley.ClosedDoor: true,
		parley.Indirect: true, parley.Sidelines: true, parley.Technical: true, parley.Summit: true,
	}
	tracks, err := rows("tracks.tsv", tracksTSV, 3)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range tracks {
		if !strings.Contains(strings.ToLower(row[2]), row[0]) {
			t.Errorf("tracks.tsv: %q is not in its example %q", row[0], row[2])
		}
	}
	for _, row := range table {
		if !strings.Contains(strings.ToLower(row[2]), row[0]) {
			t.Errorf("formats.tsv: %q is not in its example %q", row[0], row[2])
		}
		if !known[parley.Format(row[1])] {
			t.Errorf("formats.tsv: %q has the format %q, which is none", row[0], row[1])
		}
	}
}

// TestGovernorExamples finds each governing word, by lemma, in its example.
func TestGovernorExamples(t *testing.T) {
	table, err := rows("governors.tsv", governorsTSV, 4)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range table {
		first := strings.Fields(row[0])[0]
		found := false
		for _, tok := range parse(t, row[3]).Tokens {
			if tok.Lemma == first || strings.EqualFold(tok.Form, first) {
				found = true
			}
		}
		if !found {
			t.Errorf("governors.tsv: %q is not in its example %q", row[0], row[3])
		}
	}
}

package quotes

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
)

func stage(t testing.TB) (*Stage, *nlp.Parser) {
	t.Helper()
	st, err := New()
	if err != nil {
		t.Fatal(err)
	}
	m, err := nlp.New()
	if err != nil {
		t.Fatal(err)
	}
	return st, m
}

func annotate(st *Stage, m *nlp.Parser, text string) *layer.Doc {
	d := &layer.Doc{Doc: m.Parse(&parley.Document{Text: text})}
	st.Read(d)
	return d
}

// marked takes the marks out of a text in which [source], <cue> and {content}
// are marked, and returns where they stand.
func marked(s string) (text string, spans map[byte][]parley.Span) {
	spans = map[byte][]parley.Span{}
	var b strings.Builder
	var open []int
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '[', '<', '{':
			open = append(open, b.Len())
		case ']', '>', '}':
			spans[s[i]] = append(spans[s[i]], parley.Span{Start: open[len(open)-1], End: b.Len()})
			open = open[:len(open)-1]
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String(), spans
}

func quoteAll(text string, spans []parley.Span) string {
	var out []string
	for _, s := range spans {
		out = append(out, text[s.Start:s.End])
	}
	return strings.Join(out, " | ")
}

func describe(d *layer.Doc) string {
	var b strings.Builder
	text := d.Source.Text
	for i := range d.Attributions {
		a := &d.Attributions[i]
		fmt.Fprintf(&b, "%s (%s) said by <%s> in %s: {%s}\n", a.Lemma, a.Rule, quoteAll(text, a.Source), a.Frame, quoteAll(text, a.Content))
	}
	return b.String()
}

// checkExample runs the example of a lexicon entry.
func checkExample(st *Stage, m *nlp.Parser, lemma, example string) error {
	text, want := marked(example)
	d := annotate(st, m, text)
	for i := range d.Attributions {
		a := &d.Attributions[i]
		if a.Lemma != lemma {
			continue
		}
		source := a.Source[:min(1, len(a.Source))]
		if quoteAll(text, source) == quoteAll(text, want[']']) && (len(want['}']) == 0 || quoteAll(text, a.Content) == quoteAll(text, want['}'])) && quoteAll(text, a.Cue) == quoteAll(text, want['>']) {
			return nil
		}
	}
	return fmt.Errorf("%q is not read as marked; read is:\n%s", example, describe(d))
}

func TestCueExamples(t *testing.T) {
	st, m := stage(t)
	for _, c := range st.lex.cues {
		if err := checkExample(st, m, c.lemma, c.example); err != nil {
			t.Errorf("cue %q: %v", c.lemma, err)
		}
	}
	for _, n := range st.nouns {
		if err := checkExample(st, m, n.word, n.example); err != nil {
			t.Errorf("noun %q: %v", n.word, err)
		}
	}
	for _, a := range st.adjectives {
		if err := checkExample(st, m, a.word, a.example); err != nil {
			t.Errorf("adjective %q: %v", a.word, err)
		}
	}
	for _, p := range st.phrases {
		if err := checkExample(st, m, strings.Join(p.words, " "), p.example); err != nil {
			t.Errorf("phrase %q: %v", p.words, err)
		}
	}
}

func TestSpeakerExamples(t *testing.T) {
	st, m := stage(t)
	table, err := rows(speakersTSV, 3)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range table {
		text, spans := marked(row[2])
		d := annotate(st, m, text)
		word := quoteAll(text, spans[']'])
		if !strings.EqualFold(word, row[0]) {
			t.Errorf("speaker %q: the example marks %q", row[0], word)
		}
		if len(d.Attributions) == 0 || !strings.Contains(d.Attributions[0].Speaker, word) || string(d.Attributions[0].Kind) != row[1] {
			kind := ""
			if len(d.Attributions) > 0 {
				kind = string(d.Attributions[0].Kind)
			}
			t.Errorf("speaker %q: %q gives kind %q, not %q\n%s", row[0], text, kind, row[1], describe(d))
		}
	}
}

func TestAttributions(t *testing.T) {
	st, m := stage(t)
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no articles in testdata: %v", err)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		d := annotate(st, m, string(b))
		var out strings.Builder
		for i := range d.Attributions {
			a := &d.Attributions[i]
			fmt.Fprintf(&out, "%s\t%s\t%s\t%s\t%s\t%s\n", a.Speaker, a.Kind, a.Lemma, a.Quotation, a.Modality, quoteAll(d.Source.Text, a.Content))
		}
		golden := strings.TrimSuffix(file, ".txt") + ".golden"
		if update() {
			if err := os.WriteFile(golden, []byte(out.String()), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if string(want) != out.String() {
			t.Errorf("%s differs from %s; run the test with PARLEY_UPDATE=1 if it should:\n%s", file, golden, out.String())
		}
	}
}

func update() bool { return os.Getenv("PARLEY_UPDATE") != "" }

func TestQuotations(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"curly", "He said “yes, of course” twice.", []string{"yes, of course"}},
		{"straight", `He said "yes, of course" twice.`, []string{"yes, of course"}},
		{"doubled apostrophes", "He said ''yes, of course'' twice.", []string{"yes, of course"}},
		{"single curly", "He called it ‘a fair deal’ at last.", []string{"a fair deal"}},
		{"genitive is no quotation", "The parties’ demands and the envoys’ replies differ.", nil},
		{"contraction is no quotation", "They don't agree, and it won't help.", nil},
		{"guillemets", "He said «yes, of course» twice.", []string{"yes, of course"}},
		{"nested", "She said “he told me ‘never again’ and left”.", []string{"he told me ‘never again’ and left"}},
		{"over paragraphs", "“We met.\n\n“We talked,” he said.", []string{"We met. | We talked,"}},
		{"over lines, opened once", "\"We met.\nWe talked,\" he said.", []string{"We met. | We talked,"}},
		{"after a colon", `She said:" We talked. We met."`, []string{"We talked. We met."}},
		{"closing mark lost", "He said “we met, and left.\n\nThe “second round” failed.", []string{"second round"}},
		{"opening mark lost", "He said we met”, and left.", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := nlp.Segment(&parley.Document{Text: c.text})
			var got []string
			for _, q := range quotations(d) {
				got = append(got, quoteAll(c.text, q.parts))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("quotations of %q are %q, want %q", c.text, got, c.want)
			}
		})
	}
}

// check reports what no attribution may be, whatever the text.
func check(d *layer.Doc) error {
	text := d.Source.Text
	for i := range d.Attributions {
		a := &d.Attributions[i]
		if len(a.Content) == 0 {
			return fmt.Errorf("attribution %d has no content", i)
		}
		for _, s := range slices.Concat(a.Source, a.Cue, a.Content) {
			if s.Start < 0 || s.End > len(text) || s.Empty() {
				return fmt.Errorf("attribution %d has the clause.Range %s in a text of %d bytes", i, s, len(text))
			}
		}
		if a.Sentence < 0 || a.Sentence >= len(d.Sentences) || a.Modality == "" || a.Rule == "" || a.Quotation == "" {
			return fmt.Errorf("attribution %d is not whole: %+v", i, a)
		}
		if i > 0 && start(a) < start(&d.Attributions[i-1]) {
			return fmt.Errorf("attribution %d starts before the one before it", i)
		}
		for _, hop := range a.Chain {
			if hop == i || hop < 0 || hop >= len(d.Attributions) {
				return fmt.Errorf("attribution %d cites %d", i, hop)
			}
		}
	}
	return nil
}

func start(a *layer.Attribution) int {
	at := a.Content[0].Start
	if len(a.Cue) > 0 {
		at = min(at, a.Cue[0].Start)
	}
	return at
}

func FuzzRead(f *testing.F) {
	st, m := stage(f)
	for _, c := range st.lex.cues {
		text, _ := marked(c.example)
		f.Add(text)
	}
	f.Add("“We met.\n\n“We talked,” he said, adding that “it is over”.")
	f.Add("GENEVA, May 3 (Agency) - \"Talks ' went '' on,\" X, Y and Z (the “three”) said: told said that that.")
	f.Fuzz(func(t *testing.T, text string) {
		d := annotate(st, m, text)
		if err := check(d); err != nil {
			t.Fatal(err)
		}
	})
}

// TestLinear reads long hostile texts; work that grew with the square of the
// length would not end in time.
func TestLinear(t *testing.T) {
	st, m := stage(t)
	for _, unit := range []string{"he said ", "\"", "“", "' ", "said \"a b c d e\" ", "according to ", "X, ", "said, and said, saying ", "“a\n\n", "told ", "(", ": "} {
		d := annotate(st, m, strings.Repeat(unit, 15_000/len(unit)))
		if err := check(d); err != nil {
			t.Errorf("%q repeated: %v", unit, err)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	st, m := stage(b)
	var text strings.Builder
	for _, c := range st.lex.cues {
		s, _ := marked(c.example)
		text.WriteString(s + "\n\n")
	}
	d := annotate(st, m, text.String())
	b.ReportMetric(float64(len(d.Sentences)), "sentences/op")
	for b.Loop() {
		st.Read(d)
	}
}

func TestConstructions(t *testing.T) {
	st, m := stage(t)
	for _, c := range []struct {
		name, text string
		want       []string // speaker (kind): content
	}{
		{
			"a list with a comma before and", "Ana Reyes, Karl Ode, and Mira Stahl said the bridge was open.",
			[]string{"Ana Reyes, Karl Ode, and Mira Stahl (group): the bridge was open"},
		},
		{
			"a press office is no paper", "Palace press secretary Ana Reyes said the bridge was open.",
			[]string{"Palace press secretary Ana Reyes (named): the bridge was open"},
		},
		{
			"with somebody saying", "The bridge was opened at noon, with Ana Reyes saying it was long overdue.",
			[]string{"Ana Reyes (named): it was long overdue"},
		},
		{
			"what somebody says that he wants is his word", "Ana Reyes said she wants a longer bridge.",
			[]string{"Ana Reyes (named): she wants a longer bridge"},
		},
		{"would support", "The envoy would support a longer bridge.", nil},
		{"a name is no description", "She leads a group called Open Doors.", nil},
		{
			"a relative clause in the middle", "The envoy said that the bridge, which opened in May, was closed again.",
			[]string{"The envoy (anonymous): the bridge, which opened in May, was closed again"},
		},
		{
			"a condition first", "The envoy said that if the river rose, the bridge would close.",
			[]string{"The envoy (anonymous): if the river rose, the bridge would close"},
		},
		{
			"an indirect question", "The envoy asked the mayor whether the bridge was open.",
			[]string{"The envoy (anonymous): whether the bridge was open"},
		},
		{
			"hearsay", "The mayor has reportedly closed the bridge.",
			[]string{" (): The mayor … closed the bridge"},
		},
		{
			"what stands before whom it is told", "The bridge had been useful, Ana Reyes told reporters on her return, but it had been dear.",
			[]string{"Ana Reyes (named): The bridge had been useful … but it had been dear"},
		},
		{"no clause before it", "In the evening, Ana Reyes told reporters that the bridge was open.", []string{"Ana Reyes (named): the bridge was open"}},
		{
			"a verb that the lexicon has not", "“The bridge will carry us all across at last,” Reyes crowed at the opening.",
			[]string{"Reyes (named): The bridge will carry us all across at last"},
		},
		{
			"a name beside a quotation", "“The bridge should have been built ten years ago,” Ana Reyes, a professor of law.",
			[]string{"Ana Reyes (named): The bridge should have been built ten years ago"},
		},
		{
			"what a colon ends", "Ana Reyes went on: “We have come to open a bridge.”",
			[]string{"Ana Reyes (named): We have come to open a bridge."},
		},
		{
			"a description of one who is named", "Foreign ministry spokesman Karl Ode said the bridge was open. The spokesman said the road was closed.",
			[]string{"Foreign ministry spokesman Karl Ode (named): the bridge was open", "The spokesman (named): the road was closed"},
		},
		{
			"judged by somebody", "The mayor was criticized by Ana Reyes for the delay.",
			[]string{"Ana Reyes (named): The mayor … for the delay"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := annotate(st, m, c.text)
			var got []string
			for i := range d.Attributions {
				a := &d.Attributions[i]
				var parts []string
				for _, s := range a.Content {
					parts = append(parts, c.text[s.Start:s.End])
				}
				got = append(got, fmt.Sprintf("%s (%s): %s", a.Speaker, a.Kind, strings.Join(parts, " … ")))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%q (- want, + got):\n%s", c.text, diff)
			}
		})
	}
}

// TestSpeakers: who says what stands in quotation marks.
func TestSpeakers(t *testing.T) {
	st, m := stage(t)
	for _, c := range []struct{ name, text, content, want string }{
		{"the subject before, not the last who spoke", `An envoy in Oslo, Nils Berg, said the talks were over. Baker Ada Holm had bought a map of the two states. "They have many borders now," she said.`, "They have many borders now", "Baker Ada Holm"},
		{"somebody described", `The minister said the talks were over. A barber in Bergen had cut both flags in cloth. "Nobody asked for the second one," he said.`, "Nobody asked for the second one", "A barber in Bergen"},
		{"an apposition", `Nils Berg said the talks were over. His guest, Defence Minister Ada Holm, was more guarded. She said the talks had only begun.`, "the talks had only begun", "Defence Minister Ada Holm"},
		{"in another paragraph the last who spoke", "Nils Berg said the talks were over. Ada Holm left.\n\n\"We shall not meet again soon,\" he said.", "We shall not meet again soon", "Nils Berg"},
		{"a participle in a title", `"It is better than what we had," said Coordinating Minister Ada Holm, who came from Bergen.`, "It is better than what we had", "Coordinating Minister Ada Holm"},
		{"another verb before the name", `"I never thought I would see this day!" laughed Ada Holm, who came from Bergen.`, "I never thought I would see this day!", "Ada Holm"},
		{"an adjective after a genitive", `"We shall not meet again soon," Norway's roving ambassador Ada Holm said.`, "We shall not meet again soon", "Norway's roving ambassador Ada Holm"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := annotate(st, m, c.text)
			for i := range d.Attributions {
				if a := &d.Attributions[i]; quoteAll(c.text, a.Content) == c.content {
					if a.Speaker != c.want {
						t.Errorf("%q is said by %q, want %q", c.content, a.Speaker, c.want)
					}
					return
				}
			}
			t.Errorf("%q is said by nobody", c.content)
		})
	}
}

package times

import (
	"fmt"
	"io"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/eval"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
	reader "github.com/parley-register/parley/internal/read/times"
)

// Result is the scores over a corpus.
type Result struct {
	Documents                    int
	Relaxed, Strict, Type, Value eval.Score
	Errors                       []Error // in order of documents and text
}

// Error is one expression that is not as the gold has it.
type Error struct {
	Document string
	Kind     string // "missing", "extra", "span", "type", "value"
	Gold     Timex  // zero for "extra"
	Found    Timex  // zero for "missing"
	Rule     string // that found it
	GoldText string
	FoundAs  string
	Context  string
}

// Found is a time expression that a reader found, and the rule that did.
type Found struct {
	Timex
	Rule string
}

// Run reads the documents and scores what is found against their gold.
func Run(docs []Document) (*Result, error) {
	parser, err := nlp.New()
	if err != nil {
		return nil, err
	}
	stage := reader.New()
	r := &Result{}
	for i := range docs {
		r.Add(&docs[i], Read(parser, stage, &docs[i]))
	}
	return r, nil
}

// Read finds the times of d.
func Read(parser *nlp.Parser, stage *reader.Stage, d *Document) []Found {
	src := &parley.Document{Text: d.Text, Language: "en"}
	day, _, _ := strings.Cut(d.Created, "T")
	if v, err := parley.ParseInterval(day); err == nil {
		src.Published = v
	}
	doc := &layer.Doc{Doc: parser.Parse(src)}
	stage.Read(doc)
	out := make([]Found, len(doc.Times))
	for i, t := range doc.Times {
		out[i] = Found{Timex{t.Start, t.End, t.Type, t.Value}, t.Rule}
	}
	return out
}

// Add scores what was found in d.
func (r *Result) Add(d *Document, found []Found) {
	r.Documents++
	for _, s := range []*eval.Score{&r.Relaxed, &r.Strict, &r.Type, &r.Value} {
		s.Gold += len(d.Gold)
		s.System += len(found)
	}
	used := make([]bool, len(found))
	fail := func(kind string, g *Timex, f *Found) {
		e := Error{Document: d.Name, Kind: kind}
		at := Timex{}
		if f != nil {
			e.Found, e.Rule, e.FoundAs = f.Timex, f.Rule, d.Text[f.Start:f.End]
			at = f.Timex
		}
		if g != nil {
			e.Gold, e.GoldText = *g, d.Text[g.Start:g.End]
			at = *g
		}
		e.Context = around(d.Text, at)
		r.Errors = append(r.Errors, e)
	}
	for i := range d.Gold {
		g := &d.Gold[i]
		best := -1
		for k := range found {
			f := &found[k]
			if used[k] || f.Start >= g.End || g.Start >= f.End {
				continue
			}
			exact := f.Start == g.Start && f.End == g.End
			if best < 0 || exact {
				best = k
			}
			if exact {
				break
			}
		}
		if best < 0 {
			fail("missing", g, nil)
			continue
		}
		used[best] = true
		f := &found[best]
		r.Relaxed.Correct++
		if f.Start == g.Start && f.End == g.End {
			r.Strict.Correct++
		} else {
			fail("span", g, f)
		}
		if f.Type == g.Type {
			r.Type.Correct++
		} else {
			fail("type", g, f)
		}
		if f.Value == g.Value {
			r.Value.Correct++
		} else {
			fail("value", g, f)
		}
	}
	for k := range found {
		if !used[k] {
			fail("extra", nil, &found[k])
		}
	}
}

// around is the text beside an expression, on one line, the expression in brackets.
func around(text string, t Timex) string {
	a, b := max(0, t.Start-60), min(len(text), t.End+40)
	s := text[a:t.Start] + "[" + text[t.Start:t.End] + "]" + text[t.End:b]
	return strings.ToValidUTF8(strings.Join(strings.Fields(s), " "), "")
}

// Table writes the scores.
func (r *Result) Table(w io.Writer) {
	fmt.Fprintf(w, "documents %d, gold %d, found %d\n", r.Documents, r.Strict.Gold, r.Strict.System)
	for _, row := range []struct {
		name string
		s    eval.Score
	}{{"relaxed", r.Relaxed}, {"strict", r.Strict}, {"type", r.Type}, {"value", r.Value}} {
		fmt.Fprintf(w, "%-8s P %.2f R %.2f F1 %.2f\n", row.name, 100*row.s.Precision(), 100*row.s.Recall(), 100*row.s.F1())
	}
}

// List writes the errors, one per line, tab-separated: kind, document, gold
// (text, type, value), found (text, type, value), rule, context.
func (r *Result) List(w io.Writer) {
	for _, e := range r.Errors {
		one := func(s string) string { return strings.Join(strings.Fields(s), " ") }
		fmt.Fprintf(w, "%s\t%s\t%s\t%s %s\t%s\t%s %s\t%s\t%s\n", e.Kind, e.Document, one(e.GoldText), e.Gold.Type, e.Gold.Value, one(e.FoundAs), e.Found.Type, e.Found.Value, e.Rule, e.Context)
	}
}

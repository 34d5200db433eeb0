package statements

import (
	"strings"
	"unicode"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/read/layer"
)

// Stage makes statements of attributions. It is safe for concurrent use.
type Stage struct{}

// New returns the stage.
func New() *Stage { return &Stage{} }

// Name is "statements".
func (*Stage) Name() string { return "statements" }

// Needs lists the layers that must be there.
func (*Stage) Needs() []string { return []string{layer.Attributions} }

// Adds lists the layers that it adds.
func (*Stage) Adds() []string { return []string{layer.Statements} }

// Version changes with the rules.
func (*Stage) Version() string { return "statements/1" }

// long is the number of words from which a quotation is a statement on any
// subject.
const long = 5

// speech are the acts that say something; the rest want, do or judge something.
var speech = map[string]bool{
	"say": true, "claim": true, "know": true, "announce": true, "report": true, "assert": true, "warn": true,
	"describe": true, "think": true, "deny": true,
}

// Read adds d.Reading.Statements.
func (st *Stage) Read(d *layer.Doc) {
	for i := range d.Attributions {
		st.attribution(d, &d.Attributions[i])
	}
}

func (st *Stage) attribution(d *layer.Doc, a *layer.Attribution) {
	main := 0 // the longest part of what is said without quotation marks
	for i, c := range a.Content {
		if c.Len() > a.Content[main].Len() {
			main = i
		}
	}
	for i, c := range a.Content {
		text, _ := c.In(d.Source.Text)
		quoted := inQuotes(d.Source.Text, c)
		switch {
		case quoted && words(text) >= long:
			st.add(d, a, c, true)
		case quoted:
		case speech[a.Act] && (a.Frame == "clause" || a.Frame == "following" || a.Frame == "phrase" || a.Frame == "headline" || a.Frame == "as"):
			if words(text) < 3 || i != main || !speaker(d, a) {
				continue
			}
			if in, ok := mainQuotation(d.Source.Text, c); ok {
				st.add(d, a, in, true)
				continue
			}
			st.add(d, a, c, false)
		default:
			for _, in := range quotationsIn(d.Source.Text, c) {
				if words(d.Source.Text[in.Start:in.End]) >= long {
					st.add(d, a, in, true)
				}
			}
		}
	}
}

// speaker reports whether the source can speak: a person, a body or a paper,
// not a thing or a fact.
func speaker(d *layer.Doc, a *layer.Attribution) bool {
	switch strings.ToLower(a.Speaker) {
	case "", "i", "we", "you", "this", "that", "these", "it all":
		return false
	}
	return a.Kind != ""
}

func (st *Stage) add(d *layer.Doc, a *layer.Attribution, at parley.Span, direct bool) {
	s := parley.Statement{
		Speaker: a.Speaker, Kind: a.Kind, Direct: direct,
		Note: parley.Note{Modality: a.Modality, By: a.Speaker, Evidence: []parley.Evidence{d.Source.Quote(at)}, Rule: "statements." + a.Frame},
	}
	for _, src := range a.Source[:min(1, len(a.Source))] {
		s.Evidence = append(s.Evidence, d.Source.Quote(src))
	}
	for _, cue := range a.Cue {
		s.Evidence = append(s.Evidence, d.Source.Quote(cue))
	}
	if a.Actor > 0 {
		s.Actor = d.Actors[a.Actor-1].Code
	}
	for _, hop := range a.Chain {
		h := &d.Attributions[hop]
		if len(h.Source) > 0 {
			s.Via = append(s.Via, parley.Hop{Source: h.Speaker, Evidence: d.Source.Quote(h.Source[0])})
		}
	}
	d.Reading.Statements = append(d.Reading.Statements, s)
}

func words(s string) int { return len(strings.Fields(s)) }

// inQuotes reports whether quotation marks stand right around s, a comma set
// aside.
func inQuotes(text string, s parley.Span) bool {
	before := strings.TrimRightFunc(text[:s.Start], unicode.IsSpace)
	after := strings.TrimLeft(text[s.End:min(len(text), s.End+8)], ", ")
	return hasSuffixAny(before, "“", "\"", "''", "‘", "'", "«", "``") && hasPrefixAny(after, "”", "\"", "''", "’", "'", "»")
}

func hasSuffixAny(s string, ends ...string) bool {
	for _, e := range ends {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

func hasPrefixAny(s string, starts ...string) bool {
	for _, e := range starts {
		if strings.HasPrefix(s, e) {
			return true
		}
	}
	return false
}

// quotationsIn lists what stands in double quotation marks within s.
func quotationsIn(text string, s parley.Span) []parley.Span {
	var out []parley.Span
	start := -1
	for i, r := range text[s.Start:s.End] {
		at := s.Start + i
		switch {
		case r == '“' || r == '"' && start < 0:
			start = at + len(string(r))
		case (r == '”' || r == '"') && start >= 0:
			out = append(out, parley.Span{Start: start, End: start + len(strings.TrimRight(text[start:at], ", "))})
			start = -1
		}
	}
	return out
}

// mainQuotation is the quotation of five words or more that makes up most of
// the content s.
func mainQuotation(text string, s parley.Span) (parley.Span, bool) {
	for _, in := range quotationsIn(text, s) {
		if n := words(text[in.Start:in.End]); n >= long && 5*n >= 3*words(text[s.Start:s.End]) {
			return in, true
		}
	}
	return parley.Span{}, false
}

package next

import (
	_ "embed"
	"slices"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/phrase"
	"github.com/parley-register/parley/internal/read/layer"
)

//go:embed next.tsv
var data string

// Stage reads next steps. It implements read.Stage.
type Stage struct{ table *phrase.Table }

// New is the stage with its table.
func New() (*Stage, error) {
	t, err := phrase.ParseTable("next.tsv", data)
	if err != nil {
		return nil, err
	}
	return &Stage{t}, nil
}

// Name is the stage's name.
func (*Stage) Name() string { return "next" }

// Needs lists the layers it reads.
func (*Stage) Needs() []string {
	return []string{layer.Tags, layer.Actors, layer.Times, layer.Attributions, layer.Meetings}
}

// Adds lists the layers it makes.
func (*Stage) Adds() []string { return []string{layer.Next} }

// Version covers rules and data.
func (s *Stage) Version() string { return "1." + s.table.Version }

// finding is a follow-up in a sentence: tokens [first, last).
type finding struct {
	kind        parley.NextKind
	certainty   parley.Certainty
	first, last int
	dated       bool // its clause sets a time that is still to come
}

// maxWords is the longest follow-up that is quoted, in tokens.
const maxWords = 22

// Read gives each meeting what is to follow it.
func (s *Stage) Read(d *layer.Doc) {
	if len(d.Meetings) == 0 {
		return
	}
	for n := range d.Sentences {
		first := d.Sentences[n].First
		sent := d.Prepared(n)
		for _, f := range join(s.find(sent), dated(d, n, sent)) {
			m, ok := d.HeldMeetingFor(n, first+f.first)
			if !ok {
				if m, ok = other(d, n, first+f.first, first+f.last); !ok || !f.dated || f.kind != parley.NextDocument && f.kind != parley.NextDeadline {
					continue
				}
			}
			span, ok := d.Words(first+f.first, first+f.last)
			if !ok {
				continue
			}
			into := &d.Reading.Meetings[m].Next
			if slices.ContainsFunc(*into, func(x parley.Cited[parley.NextStep]) bool { return x.Evidence[0].Span.Overlaps(span) }) {
				continue
			}
			day := due(d, n, m, first+f.first, first+f.last)
			if over(d, day) {
				continue
			}
			step := parley.NextStep{Kind: f.kind, Certainty: f.certainty, Who: whose(d, n, m, first+f.first, first+f.last, sent), Due: day}
			note := d.Cite(span, modality(f.certainty), "next."+string(f.kind))
			note.By = d.SpeakerOf(span)
			*into = append(*into, parley.Cited[parley.NextStep]{Value: step, Note: note})
		}
	}
}

// other is the meeting that a text or a deadline at tokens [first, last) follows
// where none of the article took place: the main one or else the first, unless the words
// announce that very meeting.
func other(d *layer.Doc, sentence, first, last int) (int, bool) {
	m, ok := d.MainMeeting()
	if !ok {
		m = 0
	}
	for _, t := range d.Meetings[m].Triggers {
		if t.Sentence == sentence && first <= t.First && t.First < last {
			return 0, false
		}
	}
	return m, true
}

// find are the follow-ups that s announces, longest first where they overlap.
func (s *Stage) find(sent *phrase.Sentence) []finding {
	var out []finding
	for _, f := range s.table.Find(sent) {
		kind := parley.NextKind(f.Kind)
		if past(sent, f.First, kind) || press(sent, f.First, f.Last) {
			continue
		}
		certainty, ok := certaintyAt(sent, f.First, f.Last, kind)
		if !ok {
			continue
		}
		from, to := f.From, max(f.To, f.Last)
		if end := sent.ClauseEnd(to); end-from <= maxWords {
			to = end
		}
		x := finding{kind: kind, certainty: certainty, first: from, last: min(to, from+maxWords)}
		if i := slices.IndexFunc(out, func(o finding) bool { return o.first < x.last && x.first < o.last }); i >= 0 {
			continue
		}
		out = append(out, x)
	}
	return out
}

// past reports whether the phrase at token i tells what was, or what somebody is
// doing: a verb in the past, a gerund, a visit that is a noun.
func past(s *phrase.Sentence, i int, kind parley.NextKind) bool {
	t := &s.Tokens[i]
	if l := s.Lemma(i); l == "look" || l == "invite" || l == "accept" {
		return false
	}
	switch t.XPOS {
	case "VBD", "VBG", "VBZ", "VBP":
		return s.Lower(i) != "signing"
	case "VBN":
		return i == 0 || s.Lower(i-1) != "be" || s.Lemma(i) == "meet" // a condition will be met
	}
	return kind == parley.NextVisit && s.Lemma(i) == "visit" && t.UPOS != nlp.VERB
}

// press reports whether the words speak of meeting the press.
func press(s *phrase.Sentence, i, j int) bool {
	for k := i; k < j; k++ {
		if w := s.Lower(k); (w == "press" || w == "news") && k+1 < len(s.Tokens) && (s.Lemma(k+1) == "conference" || s.Lemma(k+1) == "briefing") {
			return true
		}
	}
	return false
}

// certaintyAt is how surely the follow-up at tokens [i, j) is announced; false
// where the clause speaks of what was, or of nothing to come.
func certaintyAt(s *phrase.Sentence, i, j int, kind parley.NextKind) (parley.Certainty, bool) {
	mood := s.MoodAt(i)
	ahead := aheadIn(s, i, j)
	switch {
	case mood.Negated:
		return "", false
	case mood.Conditional && (mood.Future || mood.Possible || ahead):
		return parley.ConditionalOnOthers, true
	case mood.Possible && expectation(s, i):
		return parley.Expected, true
	case mood.Possible:
		return parley.PossibleCertainty, true
	case mood.Future || agreedTo(s, i):
		return parley.Announced, true
	case ahead:
		return parley.Announced, true
	case kind == parley.NextDeadline && s.Lower(i) == "deadline":
		return parley.Announced, true
	}
	if c, ok := byWord[s.Lower(i)]; ok {
		return c, true
	}
	if c, ok := byWord[s.Lemma(i)]; ok {
		return c, true
	}
	return "", false
}

// byWord is the certainty that a word alone gives to what it begins.
var byWord = map[string]parley.Certainty{
	"upcoming": parley.Announced, "planned": parley.Announced, "forthcoming": parley.Announced, "next": parley.Announced,
	"likely": parley.Expected, "look": parley.Expected, "further": parley.Expected, "additional": parley.Expected,
	"future": parley.PossibleCertainty, "possible": parley.PossibleCertainty, "potential": parley.PossibleCertainty, "proposed": parley.PossibleCertainty,
	"invite": parley.PossibleCertainty, "accept": parley.Expected, "signing": parley.PossibleCertainty, "possibility": parley.PossibleCertainty, "prospect": parley.PossibleCertainty,
	"idea": parley.PossibleCertainty, "proposal": parley.PossibleCertainty,
}

// expectation reports whether the words before token i expect rather than allow.
func expectation(s *phrase.Sentence, i int) bool {
	for k := max(0, i-7); k < i; k++ {
		switch s.Lemma(k) {
		case "expect", "likely", "should", "probably":
			return true
		}
	}
	return false
}

// aheadIn reports whether the words after token i put it into the future: "is
// scheduled for", "will take place", "are expected".
func aheadIn(s *phrase.Sentence, i, j int) bool {
	for k := i; k < len(s.Tokens) && k < j+5; k++ {
		if k >= j && s.Stops(k) {
			return false
		}
		switch s.Lower(k) {
		case "will", "scheduled", "due", "planned", "expected", "set", "'ll":
			return true
		}
	}
	return false
}

// agreedTo reports whether somebody agreed to do what begins at token i.
func agreedTo(s *phrase.Sentence, i int) bool {
	for k := i - 1; k >= 0 && k >= i-4; k-- {
		switch s.Lemma(k) {
		case "agree", "decide", "pledge", "commit", "promise", "undertake", "vow", "announce", "intention", "resolve":
			return true
		}
		if u := s.Tokens[k].UPOS; u != nlp.PART && u != nlp.ADP && u != nlp.ADV && u != nlp.PRON && u != nlp.AUX && u != nlp.SCONJ && u != nlp.DET {
			return false
		}
	}
	return false
}

func modality(c parley.Certainty) parley.Modality {
	switch c {
	case parley.PossibleCertainty:
		return parley.Possible
	case parley.ConditionalOnOthers:
		return parley.Conditional
	}
	return parley.Planned
}

// due is the time that the words at tokens [first, last) set, or the one before
// them that opens their clause.
func due(d *layer.Doc, sentence, meeting, first, last int) parley.Interval {
	if t := timeOf(d, sentence, first, last); t != nil {
		return dueOf(d, t, d.Meetings[meeting].When)
	}
	return parley.Interval{}
}

// join are the findings of both, where two overlap those of a, but with the end
// of the longer.
func join(a, b []finding) []finding {
	out := slices.Clone(a)
	for _, f := range b {
		i := slices.IndexFunc(out, func(o finding) bool { return o.first < f.last && f.first < o.last })
		if i < 0 {
			out = append(out, f)
			continue
		}
		// A phrase within a dated clause is told by the whole of the clause.
		if f.kind != parley.NextOther && f.kind != parley.NextDeadline || out[i].kind == parley.NextDeadline {
			out[i].kind = f.kind
		}
		out[i].dated = true
		out[i].first, out[i].last = min(out[i].first, f.first), max(out[i].last, f.last)
	}
	slices.SortStableFunc(out, func(x, y finding) int { return x.first - y.first })
	return out
}

// Explain tells which rows of next.tsv fit where.
func (s *Stage) Explain(d *layer.Doc) []string { return s.table.Explain(d.Doc, "next.tsv") }

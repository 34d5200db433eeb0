package next

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/phrase"
	"github.com/parley-register/parley/internal/nlp/weigh"
	"github.com/parley-register/parley/internal/read/layer"
)

//go:embed next.tsv
var data string

//go:embed weights.tsv
var weightData string

// Stage reads next steps. It implements read.Stage.
type Stage struct {
	table   *phrase.Table
	verbs   map[string][]sense
	weights weigh.Weights
}

// New is the stage with its table.
func New() (*Stage, error) {
	t, err := phrase.ParseTable("next.tsv", data)
	if err != nil {
		return nil, err
	}
	v, err := parseVerbs(verbData)
	if err != nil {
		return nil, err
	}
	w, err := weigh.Load(weightData)
	if err != nil {
		return nil, fmt.Errorf("weights.tsv: %w", err)
	}
	return &Stage{t, v, w}, nil
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
func (s *Stage) Version() string {
	return "3." + s.table.Version + "." + parley.DigestOfFields(verbData, weightData).Short()
}

// Read gives each meeting what is to follow it.
func (s *Stage) Read(d *layer.Doc) {
	for _, c := range s.chosen(d) {
		into := &d.Reading.Meetings[c.meeting].Next
		step := parley.NextStep{Kind: c.kind, Certainty: c.certainty, Who: whose(d, c.sentence, c.meeting, c.from(d), c.to(d), d.Prepared(c.sentence)), Due: c.due}
		note := d.Cite(c.span, modality(c.certainty), "next."+string(c.kind))
		note.By = d.SpeakerOf(c.span)
		*into = append(*into, parley.Cited[parley.NextStep]{Value: step, Note: note})
	}
}

// other is the meeting that f in a sentence follows where none of the article
// took place: the main one or else the first, unless the words announce that
// very meeting.
func other(d *layer.Doc, sentence int, f finding) (int, bool) {
	m, ok := d.MainMeeting()
	if !ok {
		m = 0
	}
	if f.kind != parley.NextMeeting {
		at := d.Sentences[sentence].First
		for _, t := range d.Meetings[m].Triggers {
			if t.Sentence == sentence && at+f.first <= t.First && t.First < at+f.last {
				return 0, false
			}
		}
		return m, true
	}
	return m, !d.Meetings[m].TriggeredIn(sentence)
}

// past reports whether the phrase at token i tells what was, or what somebody is
// doing: a verb in the past, a gerund, a visit that is a noun.
func past(s *phrase.Sentence, i int, kind parley.NextKind) bool {
	t := &s.Tokens[i]
	if l := s.Lemma(i); l == "look" || l == "invite" || l == "accept" || l == "adjourn" || l == "postpone" || l == "suspend" || l == "delay" || s.Lower(i) == "expected" {
		return false
	}
	if t.XPOS == "VB" && i > 0 && s.Lower(i-1) == "did" {
		return true
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
	case s.Lower(i) == "expected":
		return parley.Expected, true
	case s.Lemma(i) == "adjourn" || s.Lemma(i) == "postpone" || s.Lemma(i) == "suspend" || s.Lemma(i) == "delay":
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
	"likely": parley.Expected, "look": parley.Expected,
	"invite": parley.PossibleCertainty, "accept": parley.Expected, "signing": parley.PossibleCertainty, "possibility": parley.PossibleCertainty, "prospect": parley.PossibleCertainty,
	"idea": parley.PossibleCertainty, "proposal": parley.PossibleCertainty,
	"resumption": parley.PossibleCertainty, "floated": parley.PossibleCertainty, "mooted": parley.PossibleCertainty,
	"signature": parley.Expected, "ratification": parley.Expected, "expect": parley.Expected, "foresee": parley.Expected, "anticipate": parley.Expected, "set": parley.Announced,
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

// Explain tells which rows of next.tsv fit where, and of each candidate what
// speaks most for and against it.
func (s *Stage) Explain(d *layer.Doc) []string {
	out := s.table.Explain(d.Doc, "next.tsv")
	for _, c := range s.all(d) {
		words, _ := c.span.In(d.Source.Text)
		out = append(out, fmt.Sprintf("sentence %d, %q: %s, log-odds %+.2f: %s", c.sentence+1, words, c.kind, s.weights.Odds(c.features), strings.Join(s.weights.Reasons(c.features, 5), ", ")))
	}
	return out
}

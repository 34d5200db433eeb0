package outcomes

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/clause"
	"github.com/parley-register/parley/internal/nlp/phrase"
	"github.com/parley-register/parley/internal/nlp/weigh"
	"github.com/parley-register/parley/internal/read/layer"
)

//go:embed outcomes.tsv
var data string

//go:embed predicates.tsv
var predicateData string

//go:embed weights.tsv
var weightData string

// Stage reads outcomes. It implements read.Stage.
type Stage struct {
	table, predicates *phrase.Table
	weights           weigh.Weights
}

// New is the stage with its table.
func New() (*Stage, error) {
	t, err := phrase.ParseTable("outcomes.tsv", data)
	if err != nil {
		return nil, err
	}
	p, err := phrase.ParseTable("predicates.tsv", predicateData)
	if err != nil {
		return nil, err
	}
	w, err := weigh.Load(weightData)
	if err != nil {
		return nil, fmt.Errorf("weights.tsv: %w", err)
	}
	return &Stage{t, p, w}, nil
}

// Name is the stage's name.
func (*Stage) Name() string { return "outcomes" }

// Needs lists the layers it reads.
func (*Stage) Needs() []string {
	return []string{layer.Tags, layer.Times, layer.Attributions, layer.Meetings}
}

// Adds lists the layers it makes.
func (*Stage) Adds() []string { return []string{layer.Outcomes} }

// Version covers rules and data.
func (s *Stage) Version() string {
	return "3." + s.table.Version + "." + s.predicates.Version + "." + parley.DigestOf([]byte(weightData)).Short()
}

// weight orders outcomes: the heaviest of a meeting counts.
var weight = map[parley.Outcome]int{
	parley.Collapsed: 8, parley.Agreement: 7, parley.Partial: 6, parley.NoAgreement: 5, parley.InPrinciple: 4,
	parley.AgreedToContinue: 3, parley.JointStatement: 2,
}

// Finding is an outcome in a sentence.
type Finding struct {
	Kind     parley.Outcome
	Sentence int
	First    int // where the words begin that tell it
	From, To int // tokens of the sentence, to be quoted
	Row      *phrase.Row
	Weak     bool     // counts only where nothing else is told
	Here     bool     // counts only in a sentence that speaks of the meeting
	Place    bool     // said of a name, and counts only where that is a place
	Told     bool     // by a predicate of predicates.tsv
	Doubts   []string // why it may be no outcome: "negated", "only wanted"
}

// weight orders findings: the heaviest of a meeting counts.
func (f *Finding) weight() int {
	if f.Weak {
		return 1
	}
	return weight[f.Kind]
}

// Read gives each meeting its outcome: of what may be one the likeliest.
func (s *Stage) Read(d *layer.Doc) {
	best := make([]*candidate, len(d.Meetings))
	all := s.all(d)
	for i := range all {
		c := &all[i]
		if c.counts() && (best[c.meeting] == nil || c.odds > best[c.meeting].odds) {
			best[c.meeting] = c
		}
	}
	for m, c := range best {
		if c == nil {
			continue
		}
		note := d.Cite(c.span, parley.Asserted, "outcomes."+string(c.Kind))
		note.By = d.SpeakerOf(c.span)
		d.Reading.Meetings[m].Outcome = &parley.Cited[parley.Outcome]{Value: c.Kind, Note: note}
	}
}

// meetingOf is the meeting whose result tokens [first, last) of a sentence tell:
// of those that took place the one that they most likely belong to.
func meetingOf(d *layer.Doc, sentence, first, last int) (int, bool) {
	if _, ok := d.HeldMeetingFor(sentence, first); !ok {
		if sentence > lead {
			return 0, false
		}
		return onlyHeld(d) // told before the meeting is
	}
	return d.Attach(sentence, first, last, (*layer.Meeting).TookPlace)
}

// lead is the last sentence that may tell a result before its meeting is told of.
const lead = 2

// onlyHeld is the meeting that took place: false where there is none, or more
// than one.
func onlyHeld(d *layer.Doc) (int, bool) {
	at, n := 0, 0
	for i := range d.Meetings {
		if tookPlace(d.Meetings[i].Status) {
			at = i
			n++
		}
	}
	return at, n == 1
}

// longAgo is how long before its meeting an outcome must be dated to be that of
// an earlier one.
const longAgo = 21 * 24 * time.Hour

// background reports whether the clause of a finding dates it long before the
// meeting, or before the article where the day of the meeting is not known: what
// "was signed in September" is not the outcome of a meeting in December.
func background(d *layer.Doc, n, meeting int, sent *phrase.Sentence, f Finding) bool {
	from, to := f.From, sent.ClauseEnd(f.To)
	for from > 0 && f.From-from < 8 && !sent.Stops(from-1) && sent.Lower(from-1) != "," {
		from--
	}
	if opens(sent) && from < 12 { // "During last month's talks, the North agreed"
		from = 0
	}
	for k := f.From; k+2 < min(sent.ClauseEnd(f.To)+1, len(sent.Tokens)); k++ {
		if sent.Lower(k) == "in" && sent.Lower(k+1) == "the" && sent.Lower(k+2) == "past" {
			return true
		}
	}
	for k := from; k+1 < f.From; k++ { // "Earlier rounds ended without result"
		switch sent.Lower(k) {
		case "earlier", "previous", "prior", "past", "preceding", "former":
			if u := sent.Tokens[k+1].UPOS; u == nlp.NOUN || u == nlp.ADJ {
				return true
			}
		}
	}
	day, _, ok := d.Meetings[meeting].When.Bounds()
	if !ok {
		if day, _, ok = d.Source.Published.Bounds(); !ok {
			return !d.Meetings[meeting].TriggeredIn(n) && longPast(sent, from, to)
		}
	}
	first := d.Sentences[n].First
	for i := range d.Times {
		t := &d.Times[i]
		if t.Sentence != n || t.Type != "DATE" || t.First < first+from || t.Last > first+to {
			continue
		}
		if t.First > first && sent.Lower(t.First-first-1) == "of" { // "the war of 1998"
			continue
		}
		begin, last, ok := t.When.Bounds()
		if !ok || t.When.Open {
			continue
		}
		// A whole month that is over is long ago, though its last day may not be.
		if day.Sub(last) > longAgo || last.Before(day) && last.Sub(begin) > longAgo {
			return true
		}
	}
	return false
}

// longPast reports whether tokens [from, to) name a time that is over, where no
// day is known to count from: "last month", "two years ago".
func longPast(s *phrase.Sentence, from, to int) bool {
	for k := from; k < to && k < len(s.Tokens); k++ {
		switch s.Lower(k) {
		case "month", "year", "autumn", "spring", "summer", "winter", "fall":
			if k > from && s.Lower(k-1) == "last" {
				return true
			}
		case "ago":
			if k > from && (s.Lemma(k-1) == "month" || s.Lemma(k-1) == "year") {
				return true
			}
		}
	}
	return false
}

// opens reports whether a sentence opens with the time or the place of what it
// tells.
func opens(s *phrase.Sentence) bool {
	switch s.Lower(0) {
	case "during", "at", "in", "since", "after", "last", "on", "earlier":
		return true
	}
	return false
}

func tookPlace(s parley.Status) bool { return s == parley.Held || s == parley.UnderWay }

// find are the outcomes that s may tell, each with what makes it doubtful.
func (s *Stage) find(sent *phrase.Sentence, heading bool) []Finding {
	var out []Finding
	for _, f := range s.table.Find(sent) {
		name, where, _ := strings.Cut(f.Kind, " ")
		if where == "heading" && !heading {
			continue
		}
		if sent.Lemma(f.First) == "sign" && (sent.Tokens[f.First].UPOS == nlp.NOUN || f.First+1 < len(sent.Tokens) && sent.Lower(f.First+1) == "up") {
			continue // "no signs of a truce"; "signed up to sanctions"
		}
		x := Finding{Kind: parley.Outcome(name), First: f.First, From: f.From, To: max(f.To, f.Last), Row: f.Row, Weak: where == "weak", Here: where == "here"}
		doubt := func(is bool, why string) {
			if is {
				x.Doubts = append(x.Doubts, why)
			}
		}
		mood := sent.MoodAt(f.First)
		none := x.Kind == parley.NoAgreement || x.Kind == parley.Collapsed
		doubt(mood.Future, "future")
		doubt(mood.Possible, "possible")
		doubt(mood.Wanted, "wanted")
		doubt(mood.Conditional, "conditional")
		if mood.Negated && !none { // the words of none hold their negation
			if x.Kind == parley.Agreement {
				x.Kind = parley.NoAgreement
			} else {
				doubt(true, "negated")
			}
		}
		doubt(x.Kind == parley.Collapsed && earlier(sent, f.First) || since(sent, f.First), "dates something else")
		doubt(x.Kind == parley.NoAgreement && f.Last < len(sent.Tokens) && sent.Lower(f.Last) == "until", "until")
		doubt(!heading && !none && x.Kind != parley.NoAgreement && sent.Tokens[f.First].XPOS == "VB" && !did(sent, f.First) && !purpose(sent, f.First), "bare verb")
		doubt(x.Kind == parley.Agreement && opinion(sent, f.First, f.Last), "opinion")
		doubt(condition(sent, f.First) || x.Kind != parley.JointStatement && hypothetical(sent, f.Last), "under a condition")
		doubt(doubted(sent, f.First, f.Last), "doubted")
		doubt(infinitive(sent, f.First), "infinitive")
		doubt(sent.Tokens[f.First].UPOS != nlp.VERB && (ahead(sent, f.Last) || x.Kind != parley.AgreedToContinue && modal(sent, f.First, f.Last)), "ahead")
		doubt(x.Kind == parley.Agreement && alone(sent, f.First, f.Last), "by one alone")
		doubt(x.Kind != parley.JointStatement && sent.Tokens[f.First].XPOS == "VBG" && !brought(sent, f.First), "gerund")
		out = append(out, x)
	}
	return narrow(append(out, s.told(sent, heading)...))
}

// predicate splits the first column of predicates.tsv: the outcome, the class
// of its subject, and flags.
func predicate(kind string) (outcome parley.Outcome, of string, weak, here bool) {
	f := append(strings.Fields(kind), "", "")
	return parley.Outcome(f[0]), f[1], slices.Contains(f[2:], "weak"), slices.Contains(f[2:], "here")
}

// opinion reports whether what was agreed, in tokens [first, last), is a view
// and no deed: "agreed that steps were needed", but not "agreed that troops
// will leave".
func opinion(s *phrase.Sentence, first, last int) bool {
	if s.Lemma(first) != "agree" || first+1 >= len(s.Tokens) || s.Lower(first+1) != "that" {
		return false
	}
	for k := first + 2; k < min(last, len(s.Tokens)); k++ {
		switch s.Lower(k) {
		case "will", "would", "shall", "should", "must":
			return false
		}
	}
	return true
}

// earlier reports whether the noun at token i only dates something else: "six
// weeks after the failure of talks".
func earlier(s *phrase.Sentence, i int) bool {
	if i > 0 && s.Tokens[i-1].UPOS == nlp.DET {
		i--
	}
	return i > 0 && (texts[s.Lemma(i-1)] || texts[s.Lower(i-1)] || s.Lower(i-1) == "statement" || s.Lower(i-1) == "after" || s.Lower(i-1) == "since" || s.Lower(i-1) == "following" || s.Lower(i-1) == "before")
}

// since reports whether what stands at token i is what a time is counted from:
// "the worst fighting since a truce was signed".
func since(s *phrase.Sentence, i int) bool {
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		if s.Lower(k) == "since" {
			return true
		}
		if u := s.Tokens[k].UPOS; u != nlp.DET && u != nlp.ADJ && u != nlp.PRON {
			return false
		}
	}
	return false
}

// did reports whether the bare verb at token i is a past: "they did sign".
func did(s *phrase.Sentence, i int) bool {
	return i > 0 && s.Lower(i-1) == "did" || i > 1 && s.Lower(i-2) == "did"
}

// modal reports whether tokens [first, last) tell what must or may be: "a truce
// must be agreed".
func modal(s *phrase.Sentence, first, last int) bool {
	for k := first; k < min(last, len(s.Tokens)); k++ {
		if s.Tokens[k].XPOS == "MD" {
			return true
		}
	}
	return false
}

// alone reports whether only one signed what tokens [first, last) tell of.
func alone(s *phrase.Sentence, first, last int) bool {
	for k := first; k < min(last+5, len(s.Tokens)); k++ {
		if s.Lower(k) == "by" && k+2 < len(s.Tokens) && (s.Lower(k+1) == "only" || s.Lower(k+2) == "alone" || s.Lower(k+2) == "only") {
			return true
		}
	}
	return false
}

// ahead reports whether what follows on token i puts a noun before it into the
// future or into thought: "a partial deal would be", "the truce is due".
func ahead(s *phrase.Sentence, i int) bool {
	for k := i; k < min(i+2, len(s.Tokens)); k++ {
		if s.Tokens[k].XPOS == "MD" {
			return true
		}
		if w := s.Lower(k); (w == "is" || w == "are") && k+1 < len(s.Tokens) {
			switch s.Lower(k + 1) {
			case "due", "expected", "likely", "possible", "planned", "near", "close", "to":
				return true
			}
		}
	}
	return false
}

// brought reports whether the gerund at token i tells what was done: "after
// signing", "by reaching".
func brought(s *phrase.Sentence, i int) bool {
	return i > 0 && (texts[s.Lemma(i-1)] || texts[s.Lower(i-1)] || s.Lower(i-1) == "statement" || s.Lower(i-1) == "after" || s.Lower(i-1) == "by" || s.Lower(i-1) == "," || s.Lower(i-1) == "in" || s.Lower(i-1) == "while")
}

// narrow drops agreements that overlap what makes them less: "an [initial
// agreement]", "a [partial deal]"; and what a general row tells of words that
// another row tells of more exactly.
func narrow(all []Finding) []Finding {
	var out []Finding
	for _, f := range all {
		less := false
		for _, o := range all {
			if o.From >= f.To || f.From >= o.To {
				continue
			}
			if f.Weak != o.Weak {
				less = less || f.Weak && f.Kind != parley.NoAgreement
				continue
			}
			if len(o.Doubts) <= len(f.Doubts) && lesser(o.Kind, f.Kind) && (o.Kind != parley.NoAgreement || o.From <= f.From) {
				less = true
			}
		}
		if !less {
			out = append(out, f)
		}
	}
	return out
}

// lesser reports whether a, said of the same words as b, is what they mean: an
// agreement in part, in principle, or only to go on.
func lesser(a, b parley.Outcome) bool {
	switch a {
	case parley.Partial, parley.InPrinciple:
		return b == parley.Agreement
	case parley.AgreedToContinue:
		return b == parley.Agreement || b == parley.InPrinciple
	case parley.NoAgreement:
		return b != parley.NoAgreement && b != parley.Collapsed // "agreed to disagree"
	}
	return false
}

// infinitive reports whether the phrase begins with "to" and a bare verb, which
// tells what is to be and not what is.
func infinitive(s *phrase.Sentence, i int) bool {
	if i == 0 || s.Lower(i-1) != "to" || s.Tokens[i].XPOS != "VB" && (s.Tokens[i].UPOS != nlp.VERB || s.Lower(i) != s.Lemma(i)) {
		return false
	}
	return !purpose(s, i)
}

// purpose reports whether the infinitive at token i is what those who sat
// together did: "met on Monday to sign a treaty".
func purpose(s *phrase.Sentence, i int) bool {
	if i == 0 || s.Lower(i-1) != "to" {
		return false
	}
	h, ok := s.Head(i)
	return ok && h < i && s.Tokens[h].XPOS == "VBD" && gathered[s.Lemma(h)]
}

// gathered are the verbs of sitting together, after whose past "to" tells what
// was done.
var gathered = clause.Set("meet gather assemble convene join appear")

// hypothetical reports whether a condition follows close behind.
func hypothetical(s *phrase.Sentence, i int) bool {
	return i < len(s.Tokens) && (s.Lower(i) == "if" || s.Lower(i) == "unless" || s.Lower(i) == "until" && i > 0 && s.Lemma(i-1) == "agree")
}

// Explain tells which rows of outcomes.tsv and predicates.tsv fit where, and of
// each candidate what speaks most for and against it.
func (s *Stage) Explain(d *layer.Doc) []string {
	out := append(s.table.Explain(d.Doc, "outcomes.tsv"), s.predicates.Explain(d.Doc, "predicates.tsv")...)
	for _, c := range s.all(d) {
		words, _ := c.span.In(d.Source.Text)
		out = append(out, fmt.Sprintf("sentence %d, %q: %s, log-odds %+.2f: %s", c.sentence+1, words, c.Kind, c.odds, strings.Join(s.weights.Reasons(c.features, 5), ", ")))
	}
	return out
}

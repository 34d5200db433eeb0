package next

import (
	"cmp"
	"slices"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/clause"
	"github.com/parley-register/parley/internal/nlp/phrase"
	"github.com/parley-register/parley/internal/read/layer"
)

// WeightsHeader stands at the head of weights.tsv.
const WeightsHeader = `# Which words about the future are a follow-up of talks: the log-odds that each feature gives; their sum decides. Fitted, not written by hand:
# parley train next DIR... internal/read/next/weights.tsv
`

// bar is the log-odds from which a candidate counts, checkable that of one with
// a day or a month to come: what it tells can be held against later reports.
const (
	bar       = -0.6
	checkable = -1.1
)

// candidate is a finding with its meeting.
type candidate struct {
	finding
	sentence int
	meeting  int
	span     parley.Span
	due      parley.Interval
	who      doer
	features []string
	odds     float64
}

func (c *candidate) from(d *layer.Doc) int { return d.Sentences[c.sentence].First + c.first }
func (c *candidate) to(d *layer.Doc) int   { return d.Sentences[c.sentence].First + c.last }

// Sample is a candidate for a follow-up, for fitting the weights.
type Sample struct {
	Text     string
	Kind     parley.NextKind
	Features []string
}

// Samples lists the candidates of d that the weights decide on.
func (s *Stage) Samples(d *layer.Doc) []Sample {
	var out []Sample
	for _, c := range s.all(d) {
		text, _ := c.span.In(d.Source.Text)
		out = append(out, Sample{text, c.kind, c.features})
	}
	return out
}

// chosen are the candidates that count, in the order of the text; of those that
// overlap the likeliest, and the first of equals.
func (s *Stage) chosen(d *layer.Doc) []candidate {
	all := s.all(d)
	byOdds := make([]int, len(all))
	for i := range all {
		byOdds[i] = i
		all[i].odds = s.weights.Odds(all[i].features)
	}
	slices.SortStableFunc(byOdds, func(a, b int) int { return cmp.Compare(all[b].odds, all[a].odds) })
	var out []candidate
	for _, i := range byOdds {
		least := bar
		if all[i].due.From.Exact() || all[i].dated {
			least = checkable
		}
		if all[i].odds < least && !all[i].sure || slices.ContainsFunc(out, func(o candidate) bool { return o.span.Overlaps(all[i].span) }) {
			continue
		}
		out = append(out, all[i])
	}
	slices.SortStableFunc(out, func(a, b candidate) int { return a.span.Start - b.span.Start })
	return out
}

// all are the candidates of d with a meeting that they may follow.
func (s *Stage) all(d *layer.Doc) []candidate {
	if len(d.Meetings) == 0 {
		return nil
	}
	var out []candidate
	for n := range d.Sentences {
		sent := d.Prepared(n)
		first := d.Sentences[n].First
		for _, f := range s.candidates(d, n, sent) {
			m, ok := meetingOf(d, n, f)
			if !ok {
				continue
			}
			span, ok := d.Words(first+f.first, first+f.last)
			if !ok {
				continue
			}
			c := candidate{finding: f, sentence: n, meeting: m, span: span, due: due(d, n, m, first+f.head, first+max(f.last, f.reach))}
			if over(d, c.due) || remote(d, c.due) {
				continue
			}
			c.who = who(d, n, m, sent, f)
			if !c.plausible(d, sent) {
				continue
			}
			c.features = c.describe(d, sent)
			out = append(out, c)
		}
	}
	return out
}

// meetingOf is the meeting that f follows: of those that took place or were put off the one
// that its words most likely belong to; where none was the one that is announced,
// unless f does so.
func meetingOf(d *layer.Doc, n int, f finding) (int, bool) {
	at := d.Sentences[n].First
	if _, ok := d.HeldMeetingFor(n, at+f.first); !ok {
		return other(d, n, f)
	}
	return d.Attach(n, at+f.first, at+f.last, (*layer.Meeting).HasSequel)
}

// describe names what speaks for and against c.
func (c *candidate) describe(d *layer.Doc, s *phrase.Sentence) []string {
	how := manner(c.how)
	f := []string{"always", "kind=" + string(c.kind), "how=" + how}
	add := func(on bool, name string) {
		if on {
			f = append(f, name)
		}
	}
	add(c.past(s), "under a verb of the past")
	add(!c.known, "any verb")
	if !c.known {
		f = append(f, "any verb by "+string(c.who))
	}
	f = append(f, "who="+string(c.who))
	add(c.kind == parley.NextOther && (c.who == thing || c.who == stranger), "other by another")
	add(c.certainty == parley.ConditionalOnOthers, "conditional")
	add(c.kind == parley.NextOther, "other="+how)
	m := &d.Meetings[c.meeting]
	series, talk := false, false
	for k := c.first; k < c.last && k < len(s.Tokens); k++ {
		series = series || again[s.Lower(k)] || again[s.Lemma(k)]
		talk = talk || sitting[s.Lemma(k)]
	}
	vague := soon(s, c.head+1, max(c.last, min(c.reach, c.last+3)))
	add(vague, "soon")
	add(series, "again")
	add(talk, "talks")
	switch {
	case c.due.IsZero() && vague:
	case c.due.IsZero():
		f = append(f, "undated")
	default:
		f = append(f, "dated")
	}
	add(m.Status == parley.PlannedMeeting || m.Status == parley.PossibleMeeting, "follows what is to come")
	add(c.ours(s), "we")
	switch n := len(d.Sentences); {
	case c.sentence == 0:
		f = append(f, "at=title")
	case c.sentence <= 2:
		f = append(f, "at=lead")
	case c.sentence < n-2:
		f = append(f, "at=body")
	default:
		f = append(f, "at=end")
	}
	add(c.last-c.first <= 2, "bare")
	return f
}

// past reports whether a noun stands under a verb of the past that does not
// look ahead: "flew on for further talks", but not "agreed on further talks".
func (c *candidate) past(s *phrase.Sentence) bool {
	if c.head >= len(s.Tokens) || s.Tokens[c.head].UPOS == nlp.VERB {
		return false
	}
	i := c.head
	for range 6 {
		h, ok := s.Head(i)
		if !ok {
			return false
		}
		if i = h; s.Tokens[i].UPOS == nlp.VERB {
			return s.Tokens[i].XPOS == "VBD" && !outlook[s.Lemma(i)]
		}
	}
	return false
}

// outlook are the verbs whose past looks ahead.
var outlook = clause.Set("agree announce say discuss welcome propose suggest offer call express invite decide plan expect stress underline underscore emphasize support voice hope want seek urge confirm schedule set promise pledge raise address accept commit reaffirm tell add note anticipate prepare")

// ours reports whether the speaker is to act himself: "we will work with them"
// is what speeches say.
func (c *candidate) ours(s *phrase.Sentence) bool {
	if c.head >= len(s.Tokens) || s.Tokens[c.head].UPOS != nlp.VERB {
		return false
	}
	k, ok := nominal(s, c.head)
	return ok && (s.Lower(k) == "we" || s.Lower(k) == "i")
}

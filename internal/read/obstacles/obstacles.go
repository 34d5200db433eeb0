package obstacles

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/lexicon/topic"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/phrase"
	"github.com/parley-register/parley/internal/read/layer"
)

//go:embed obstacles.tsv
var data string

// Stage reads obstacles. It implements read.Stage.
type Stage struct {
	table *phrase.Table
	words *wordList
}

// New is the stage with its table.
func New() (*Stage, error) {
	t, err := phrase.ParseTable("obstacles.tsv", data)
	if err != nil {
		return nil, err
	}
	w, err := parseWords(wordData)
	if err != nil {
		return nil, err
	}
	return &Stage{t, w}, nil
}

// Name is the stage's name.
func (*Stage) Name() string { return "obstacles" }

// Needs lists the layers it reads.
func (*Stage) Needs() []string {
	return []string{layer.Tags, layer.Actors, layer.Attributions, layer.Meetings}
}

// Adds lists the layers it makes.
func (*Stage) Adds() []string { return []string{layer.Obstacles} }

// Version covers rules and data.
func (s *Stage) Version() string {
	return "4." + s.table.Version + "." + parley.DigestOf([]byte(wordData)).Short() + "." + topic.Version
}

// maxWords is the longest obstacle that is quoted, in tokens.
const maxWords = 24

// Read gives each meeting what stands in its way.
func (s *Stage) Read(d *layer.Doc) {
	if len(d.Meetings) == 0 {
		return
	}
	for n := range d.Sentences {
		sent := d.Prepared(n)
		first := d.Sentences[n].First
		for _, f := range s.candidates(sent) {
			from, to := f.first, f.last
			m, ok := meetingOf(d, n, first+from)
			if !ok || !relevant(d, n, m, sent, f) {
				continue
			}
			if f.how != "noun" && f.how != "named" {
				to = past(sent, from, to)
			}
			span, ok := d.Words(first+from, first+min(to, from+maxWords))
			if !ok {
				continue
			}
			into := &d.Reading.Meetings[m].Obstacles
			words := strings.ToLower(d.Source.Text[span.Start:span.End])
			if slices.ContainsFunc(*into, func(o parley.Cited[string]) bool {
				return o.Evidence[0].Span.Overlaps(span) || strings.ToLower(o.Evidence[0].Quote) == words
			}) {
				continue
			}
			subject := topic.Best(topic.Find(topic.Words(sent, from, to)))
			if subject == "" {
				subject = topic.Other
			}
			note := d.Cite(span, parley.Asserted, "obstacles."+f.how)
			if sent.MoodAt(f.first).Possible {
				note.Modality = parley.Possible
			}
			note.By = d.SpeakerOf(span)
			*into = append(*into, parley.Cited[string]{Value: subject, Note: note})
		}
	}
}

// past is the end of a clause that ends before token to at a quotation mark: what
// is quoted in it belongs to it.
func past(s *phrase.Sentence, from, to int) int {
	if to+1 >= len(s.Tokens) || to-from > 12 || s.Tokens[to].UPOS != nlp.PUNCT || !strings.ContainsAny(s.Lower(to), "\"“'`") || s.Tokens[to+1].UPOS == nlp.PUNCT {
		return to
	}
	return s.ClauseEnd(to + 1)
}

// meetingOf is the meeting that an obstacle at a token of a sentence stands in
// the way of: the one between two or more sides that the sentence speaks of, or
// else the only one of which it names all sides, or else the one that the
// article is about.
func meetingOf(d *layer.Doc, n, token int) (int, bool) {
	near, ok := d.MeetingFor(n, token)
	if m, found := named(d, n); found && !(ok && m != near && d.Meetings[near].TriggeredIn(n) && len(d.Meetings[near].Parties) > 1) {
		return m, true
	}
	if ok && d.Meetings[near].TriggeredIn(n) {
		return near, true
	}
	if main, found := d.MainMeeting(); found {
		return main, true
	}
	return near, ok
}

// named is the meeting of which sentence n names all sides, two at least, where
// that is only one.
func named(d *layer.Doc, n int) (int, bool) {
	at, count := 0, 0
	for i := range d.Meetings {
		m := &d.Meetings[i]
		if len(m.Parties) < 2 {
			continue
		}
		all := true
		for _, p := range m.Parties {
			all = all && slices.ContainsFunc(d.Actors, func(a layer.Actor) bool {
				return a.Sentence == n && len(a.Refers) == 0 && slices.Contains(d.Codes(&a), p)
			})
		}
		if all {
			at = i
			count++
		}
	}
	return at, count == 1
}

// find are the obstacles in s: those that words tell of, then those of the
// table that do not overlap them.
func (s *Stage) find(sent *phrase.Sentence) []stretch {
	out := s.words.find(sent)
	for _, f := range s.table.Find(sent) {
		if f.Kind != "named" && f.Kind != "noun" && overcome(sent, f.First) {
			continue
		}
		from, to := words(sent, f)
		for f.Kind == "noun" && from < to && leads(sent, from) {
			from++
		}
		if to <= from || slices.ContainsFunc(out, func(o stretch) bool { return o.first < to && from < o.last }) {
			continue
		}
		out = append(out, stretch{from, to, f.Kind})
	}
	return out
}

// overcome reports whether what follows is said to be gone or not to be.
func overcome(s *phrase.Sentence, i int) bool {
	gone := false
	for k := i - 1; k >= 0 && k >= i-9; k-- {
		switch s.Lemma(k) {
		case "overcome", "resolve", "remove", "bridge", "narrow", "no", "settle", "without", "iron", "reverse", "heal", "end", "reduce":
			gone = gone || k >= i-5
		case "fail", "struggle", "unable", "failure", "cannot", "not", "n't":
			if gone {
				return false // "struggled to bridge differences"
			}
		}
	}
	return gone
}

// words are the obstacle itself: what follows the name of it ("differences over
// [the border]"), or all where that is what is wanted.
func words(s *phrase.Sentence, f phrase.Found) (from, to int) {
	from, to = f.From, f.To
	switch f.Kind {
	case "noun":
		for k := from + 2; k < to; k++ {
			if x := s.Tokens[k].XPOS; x == "MD" || x == "VBZ" || x == "VBP" || x == "VBD" {
				return from, k
			}
		}
	case "refuse":
		if to-from < 3 || to-from == 3 && (s.Lower(from+1) == "that" || s.Lower(from+1) == "this") {
			return from, from // "refused that": nothing is told
		}
		who := refuser(s, from)
		for who < from && leads(s, who) {
			who++
		}
		return who, min(to, from+14)
	case "block":
		if u := s.Tokens[from].UPOS; to-from > 2 && (u == nlp.ADP || u == nlp.AUX || u == nlp.SCONJ || s.Lemma(from) == "be" || s.Lemma(from) == "remain" || s.Lemma(from) == "include") {
			from++
			if from < to && s.Lower(from) == "of" {
				from++
			}
		}
	}
	return from, to
}

// Explain tells which rows of obstacles.tsv fit where.
func (s *Stage) Explain(d *layer.Doc) []string { return s.table.Explain(d.Doc, "obstacles.tsv") }

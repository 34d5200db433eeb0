package tone

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp/phrase"
	"github.com/parley-register/parley/internal/read/layer"
)

//go:embed terms.tsv
var data string

//go:embed phrases.tsv
var phraseData string

// term is one row of the table.
type term struct{ word, convention, source, example string }

// Stage reads assessments. It implements read.Stage.
type Stage struct {
	terms   map[string]term
	phrases *phrase.Table
	version string
}

// New is the stage with its table.
func New() (*Stage, error) {
	s := &Stage{terms: map[string]term{}, version: parley.DigestOf([]byte(data)).Short()}
	var err error
	if s.phrases, err = phrase.ParseTable("phrases.tsv", phraseData); err != nil {
		return nil, err
	}
	n := 0
	for line := range strings.SplitSeq(data, "\n") {
		n++
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 4 {
			return nil, fmt.Errorf("terms.tsv, line %d: a term, a convention, a source and an example are needed", n)
		}
		s.terms[f[0]] = term{f[0], f[1], f[2], f[3]}
	}
	return s, nil
}

// Name is the stage's name.
func (*Stage) Name() string { return "tone" }

// Needs lists the layers it reads.
func (*Stage) Needs() []string { return []string{layer.Tags, layer.Attributions, layer.Meetings} }

// Adds lists the layers it makes.
func (*Stage) Adds() []string { return []string{layer.Assessments} }

// Version covers rules and data.
func (s *Stage) Version() string { return "4." + s.version + "." + s.phrases.Version }

// Read gives each meeting the words that judge it.
func (s *Stage) Read(d *layer.Doc) {
	if len(d.Meetings) == 0 {
		return
	}
	for n := range d.Sentences {
		first := d.Sentences[n].First
		var before *phrase.Sentence
		if n > 0 {
			before = d.Prepared(n - 1)
		}
		for _, f := range s.find(d.Prepared(n), before, d.Blocks[d.Sentences[n].Block].Kind == parley.Heading) {
			m, ok := meetingOf(d, n, first+f.of)
			if !ok {
				continue
			}
			span, ok := d.Words(first+f.first, first+f.last)
			if !ok {
				continue
			}
			into := &d.Reading.Meetings[m].Assessments
			words, _ := span.In(d.Source.Text)
			if slices.ContainsFunc(*into, func(a parley.Cited[parley.Assessment]) bool { return strings.EqualFold(a.Value.Term, words) }) {
				continue
			}
			note := d.Cite(span, parley.Asserted, "tone."+f.how)
			note.By = d.SpeakerOf(span)
			*into = append(*into, parley.Cited[parley.Assessment]{Value: parley.Assessment{Term: words, Convention: f.convention}, Note: note})
		}
	}
}

// meetingOf is the meeting that words at a token of a sentence judge. What is
// told away from any meeting's own words is of the one that the article is
// about.
func meetingOf(d *layer.Doc, sentence, token int) (int, bool) {
	m, ok := d.MeetingFor(sentence, token)
	if ok && d.Meetings[m].TriggeredIn(sentence) {
		return m, true
	}
	if main, has := d.MainMeeting(); has {
		return main, true
	}
	return m, ok
}

// Explain tells which rows of phrases.tsv fit where.
func (s *Stage) Explain(d *layer.Doc) []string { return s.phrases.Explain(d.Doc, "phrases.tsv") }

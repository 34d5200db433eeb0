package tone

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
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
func (s *Stage) Version() string { return "1." + s.version + "." + s.phrases.Version }

// Read gives each meeting the words that judge it.
func (s *Stage) Read(d *layer.Doc) {
	if len(d.Meetings) == 0 {
		return
	}
	for n := range d.Sentences {
		first := d.Sentences[n].First
		for _, f := range s.find(d.Prepared(n)) {
			m, ok := d.MeetingFor(n, first+f.first)
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

// finding is an assessment in a sentence: tokens [first, last).
type finding struct {
	first, last int
	convention  string
	how         string // the rule
}

// find are the words of s that judge talks.
func (s *Stage) find(sent *phrase.Sentence) []finding {
	var out []finding
	for i := 0; i < len(sent.Tokens); i++ {
		t, n := s.termAt(sent, i)
		if n == 0 {
			continue
		}
		first, last := s.widen(sent, i, i+n)
		how := ""
		switch {
		case beforeTalks(sent, last):
			how = "attribute"
		case predicate(sent, first):
			how = "predicate"
		case described(sent, first):
			how = "described"
		case manner(sent, first, last):
			how = "manner"
		}
		if how == "" || sent.MoodAt(first).Negated {
			continue
		}
		if m := sent.MoodAt(first); m.Future || m.Wanted && how != "described" || m.Conditional || m.Possible {
			continue
		}
		out = append(out, finding{first, last, t.convention, how})
		i = last - 1
	}
	for _, f := range s.phrases.Find(sent) {
		m := sent.MoodAt(f.From)
		overlaps := slices.ContainsFunc(out, func(o finding) bool { return o.first < f.To && f.From < o.last })
		if m.Negated || m.Future || m.Wanted || m.Conditional || m.Possible || overlaps {
			continue
		}
		out = append(out, finding{f.From, f.To, f.Kind, "phrase"})
	}
	return out
}

// termAt is the term that begins at token i and its length in tokens: 1, or 3
// for one with a hyphen, which is cut in three; 0 where there is none.
func (s *Stage) termAt(sent *phrase.Sentence, i int) (term, int) {
	if i+2 < len(sent.Tokens) && sent.Lower(i+1) == "-" {
		if t, ok := s.terms[sent.Lower(i)+"-"+sent.Lower(i+2)]; ok {
			return t, 3
		}
	}
	if t, ok := s.terms[sent.Lower(i)]; ok {
		return t, 1
	}
	return term{}, 0
}

// widen takes a term together with its adverbs and with the terms that are
// joined to it: "very candid and constructive".
func (s *Stage) widen(sent *phrase.Sentence, first, last int) (int, int) {
	for first > 0 && sent.Tokens[first-1].UPOS == nlp.ADV && degree(sent.Lower(first-1)) {
		first--
	}
	for {
		k := last
		for k < len(sent.Tokens) && (sent.Lower(k) == "," || sent.Lower(k) == "and" || sent.Lower(k) == "but" || sent.Lower(k) == "yet") {
			k++
		}
		if k == last {
			return first, last
		}
		for k < len(sent.Tokens) && sent.Tokens[k].UPOS == nlp.ADV && degree(sent.Lower(k)) {
			k++
		}
		if k >= len(sent.Tokens) {
			return first, last
		}
		_, n := s.termAt(sent, k)
		if n == 0 {
			return first, last
		}
		last = k + n
	}
}

func degree(w string) bool {
	switch w {
	case "very", "extremely", "quite", "rather", "highly", "really", "most", "fairly", "truly", "extraordinarily", "exceptionally", "deliberately", "particularly":
		return true
	}
	return false
}

// talks are nouns for talks and for how they went.
var talks = []string{
	"talk", "meeting", "discussion", "conversation", "exchange", "dialogue", "negotiation", "consultation", "session", "summit", "round", "call",
	"visit", "atmosphere", "tone", "spirit", "conference", "encounter", "contact", "deliberation", "debate", "mood", "manner", "discourse", "gathering", "trip",
}

// beforeTalks reports whether a noun for talks follows token i in its phrase:
// "[constructive] and detailed talks", "[frank] exchange of views".
func beforeTalks(s *phrase.Sentence, i int) bool {
	for k := i; k < len(s.Tokens) && k < i+3; k++ {
		if slices.Contains(talks, s.Lemma(k)) {
			return s.Tokens[k].UPOS == nlp.NOUN || s.Tokens[k].UPOS == nlp.PROPN
		}
		if u := s.Tokens[k].UPOS; u != nlp.ADJ && u != nlp.NOUN && u != nlp.PROPN && u != nlp.NUM {
			return false
		}
	}
	return false
}

// predicate reports whether token i is said of talks: "the talks, held in
// private, were [constructive]", "it was a meeting that was [useful]".
func predicate(s *phrase.Sentence, i int) bool {
	verb := -1
	for k := i - 1; k >= 0 && k >= i-4; k-- {
		l := s.Lemma(k)
		if l == "be" || l == "prove" || l == "remain" || l == "seem" || l == "become" {
			verb = k
			break
		}
		if u := s.Tokens[k].UPOS; u != nlp.ADV && u != nlp.AUX && u != nlp.DET && u != nlp.PART && u != nlp.ADJ {
			return false
		}
	}
	for k := verb - 1; k >= 0 && k >= verb-8; k-- {
		if s.Stops(k) {
			return false
		}
		if slices.Contains(talks, s.Lemma(k)) && s.Tokens[k].UPOS == nlp.NOUN {
			return true
		}
	}
	return false
}

// described reports whether somebody describes talks as token i: "described the
// meeting as [frank]", "called the talks [useful]".
func described(s *phrase.Sentence, i int) bool {
	seen := false
	for k := i - 1; k >= 0 && k >= i-10; k-- {
		switch l := s.Lemma(k); {
		case s.Stops(k) && s.Lower(k) != "\"" && s.Lower(k) != "“" && s.Lower(k) != "``":
			return false
		case slices.Contains(talks, l) && s.Tokens[k].UPOS != nlp.VERB:
			seen = true
		case l == "describe" || l == "call" || l == "characterize" || l == "characterise" || l == "term" || l == "consider" || l == "label" || l == "deem":
			return seen
		}
	}
	return false
}

// manner reports whether token i tells in what atmosphere talks were held:
// "held in a [constructive] atmosphere", "in [constructive] terms".
func manner(s *phrase.Sentence, first, last int) bool {
	if first == 0 || last >= len(s.Tokens) {
		return false
	}
	in := s.Lower(first-1) == "in" || first > 1 && s.Lower(first-2) == "in"
	switch s.Lemma(last) {
	case "term", "way", "vein", "note", "light":
		return in
	}
	return false
}

// Explain tells which rows of phrases.tsv fit where.
func (s *Stage) Explain(d *layer.Doc) []string { return s.phrases.Explain(d.Doc, "phrases.tsv") }

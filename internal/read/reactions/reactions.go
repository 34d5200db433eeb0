package reactions

import (
	_ "embed"
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/clause"
	"github.com/parley-register/parley/internal/read/layer"
)

//go:embed verbs.tsv
var verbsTSV string

//go:embed objects.txt
var objectsTXT string

// entry is a row of the lexicon.
type entry struct {
	words   []string
	stance  parley.Stance
	example string
}

// Stage reads reactions. It is safe for concurrent use.
type Stage struct {
	entries []entry
	index   map[string][]form // by form of the verb, longest entry first
	objects map[string]bool
	version string
}

type form struct {
	*entry
	clause.Form
}

// New loads the lexicon. An error is a defect of the data files.
func New() (*Stage, error) {
	st := &Stage{index: map[string][]form{}, objects: map[string]bool{}, version: parley.DigestOfFields("reactions/1", verbsTSV, objectsTXT).Short()}
	n := 0
	for line := range strings.Lines(verbsTSV) {
		n++
		line = strings.TrimRight(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 {
			return nil, fmt.Errorf("verbs.tsv: line %d has %d fields, not 3", n, len(f))
		}
		e := entry{strings.Fields(f[0]), parley.Stance(f[1]), f[2]}
		switch e.stance {
		case parley.Supports, parley.Opposes, parley.Cautious, parley.Neutral:
		default:
			return nil, fmt.Errorf("verbs.tsv: line %d has the unknown stance %q", n, f[1])
		}
		st.entries = append(st.entries, e)
	}
	for i := range st.entries {
		for _, f := range clause.Forms(st.entries[i].words[0]) {
			st.index[f.Form] = append(st.index[f.Form], form{&st.entries[i], f})
		}
	}
	for _, fs := range st.index {
		slices.SortStableFunc(fs, func(a, b form) int { return len(b.words) - len(a.words) })
	}
	for w := range strings.FieldsSeq(objectsTXT) {
		st.objects[w] = true
	}
	return st, nil
}

// Name is "reactions".
func (*Stage) Name() string { return "reactions" }

// Needs lists the layers that must be there.
func (*Stage) Needs() []string {
	return []string{layer.Actors, layer.Attributions, layer.Meetings}
}

// Adds lists the layers that it adds.
func (*Stage) Adds() []string { return []string{layer.Reactions} }

// Version changes with the rules and the lexicon.
func (st *Stage) Version() string { return st.version }

// Read adds d.Reading.Reactions.
func (st *Stage) Read(d *layer.Doc) {
	r := &reading{st: st, d: d, parties: map[string]bool{}, seen: map[string]bool{}}
	for i := range d.Meetings {
		for _, p := range d.Meetings[i].Parties {
			r.parties[p] = true
		}
	}
	if len(r.parties) == 0 {
		return // nobody talks, so nobody reacts
	}
	r.trigger = make([]bool, len(d.Tokens))
	for i := range d.Meetings {
		for _, t := range d.Meetings[i].Triggers {
			for k := max(0, t.First); k < t.Last && k < len(r.trigger); k++ {
				r.trigger[k] = true
			}
		}
	}
	defer r.judgements()
	for n, s := range d.Sentences {
		in := &clause.Sentence{Doc: d.Doc, N: n, First: s.First, Last: s.Last}
		in.First = in.Dateline()
		for i := in.First; i < in.Last; i++ {
			for _, f := range st.index[in.Low(i)] {
				if in.Matches(i+1, f.words[1:]) && r.verb(in, i, f) {
					break
				}
			}
		}
	}
}

type reading struct {
	st      *Stage
	d       *layer.Doc
	parties map[string]bool
	trigger []bool
	seen    map[string]bool
}

func (r *reading) verb(s *clause.Sentence, i int, f form) bool {
	if s.Tok(i).UPOS != nlp.VERB || f.Present && s.Low(i-1) != "is" && s.Low(i-1) != "are" {
		return false
	}
	first := i
	for k := i - 1; k >= s.First && i-k < 6; k-- {
		switch w := s.Low(k); w {
		case "not", "n't", "n’t", "never", "to", "neither":
			return false
		case "is", "are", "was", "were", "be", "been", "being":
			if f.Participle && !f.Present {
				return false
			}
		}
		if c := s.Class(k); c == nlp.ADV && k == first-1 {
			first = k // "strongly condemned"
		} else if c != nlp.AUX && c != nlp.ADV {
			break
		}
	}
	end := s.PhraseEnd(i + len(f.words))
	if end <= i+len(f.words) || !r.aboutTalks(i+len(f.words), end, s) {
		return false
	}
	subject, _, _ := s.SubjectLeft(i)
	if subject.Empty() {
		return false
	}
	actors := r.outsiders(subject)
	if len(actors) == 0 {
		return false
	}
	at := clause.Range{First: first, Last: end}.Bytes(r.d.Doc)
	for _, a := range actors {
		k := a + "\x00" + at.String()
		if r.seen[k] {
			continue
		}
		r.seen[k] = true
		r.d.Reading.Reactions = append(r.d.Reading.Reactions, parley.Reaction{
			Actor: a, Stance: f.stance,
			Note: parley.Note{
				Modality: parley.Asserted, By: r.d.SpeakerOf(at), Rule: "reactions.verb",
				Evidence: []parley.Evidence{r.d.Source.Quote(at), r.d.Source.Quote(subject.Bytes(r.d.Doc))},
			},
		})
	}
	return true
}

// aboutTalks reports whether tokens [first, last) speak of talks.
func (r *reading) aboutTalks(first, last int, s *clause.Sentence) bool {
	for i := first; i < last; i++ {
		if r.trigger[i] || r.st.objects[s.Low(i)] {
			return true
		}
	}
	return false
}

// outsiders lists who the subject is, where none of it is a party: codes, or
// the words for a group without one.
func (r *reading) outsiders(np clause.Range) []string {
	var out []string
	a := r.d.Actors
	i := sort.Search(len(a), func(i int) bool { return a[i].First >= np.First })
	for ; i < len(a) && a[i].Last <= np.Last; i++ {
		for _, c := range r.d.Codes(&a[i]) {
			if r.parties[c] {
				return nil
			}
			if !slices.Contains(out, c) {
				out = append(out, c)
			}
		}
	}
	if len(out) > 0 {
		slices.Sort(out)
		return out[:1]
	}
	last := &r.d.Tokens[np.Last-1]
	first := strings.ToLower(r.d.Tokens[np.First].Form)
	bare := np.Last-np.First < 2 || first == "the" || first == "both" || first == "two" || first == "all"
	if last.XPOS == "NNS" && (!bare || !sides[strings.ToLower(last.Form)]) && !things[strings.ToLower(last.Form)] {
		return []string{r.d.Source.Text[np.Bytes(r.d.Doc).Start:np.Bytes(r.d.Doc).End]}
	}
	return nil
}

// sides are plurals that mean those at the table.
var sides = map[string]bool{
	"sides": true, "leaders": true, "parties": true, "presidents": true, "ministers": true, "participants": true, "delegations": true,
	"delegates": true, "secretaries": true, "governments": true, "negotiators": true, "officials": true, "countries": true, "nations": true,
	"representatives": true,
}

// things are plurals that nobody speaks with.
var things = map[string]bool{"statements": true, "reports": true, "talks": true, "sources": true, "negotiations": true, "meetings": true, "efforts": true, "moves": true}

// judgements reads "observers describe the talks as a test": how a group that
// stands for no side sees them.
func (r *reading) judgements() {
	for i := range r.d.Attributions {
		a := &r.d.Attributions[i]
		if a.Frame != "as" || a.Kind != parley.GroupSpeaker || len(a.Source) == 0 || len(a.Content) == 0 {
			continue
		}
		in := r.tokens(a.Content[0])
		s := &clause.Sentence{Doc: r.d.Doc, N: a.Sentence, First: in.First, Last: in.Last}
		as := s.Find("as", in.First, 24)
		src := r.tokens(a.Source[0])
		if as < 0 || as+1 >= in.Last || src.Empty() {
			continue
		}
		who := r.outsiders(src)
		if len(who) == 0 {
			if w := strings.ToLower(r.d.Tokens[src.First].Form); w != "others" && w != "some" && w != "many" || src.Last-src.First > 1 {
				continue
			}
			who = []string{a.Speaker}
		}
		if object := s.Low(in.First); !r.aboutTalks(in.First, as, s) && object != "them" && object != "it" {
			continue
		}
		at := clause.Range{First: as + 1, Last: in.Last}
		stance := parley.Neutral
		for k := at.First; k < at.Last; k++ {
			if p, ok := polarity[s.Low(k)]; ok {
				stance = p
				break
			}
		}
		span := at.Bytes(r.d.Doc)
		r.d.Reading.Reactions = append(r.d.Reading.Reactions, parley.Reaction{
			Actor: who[0], Stance: stance,
			Note: parley.Note{
				Modality: parley.Asserted, By: a.Speaker, Rule: "reactions.judgement",
				Evidence: []parley.Evidence{r.d.Source.Quote(span), r.d.Source.Quote(a.Source[0])},
			},
		})
	}
}

// polarity tells how a judgement is meant.
var polarity = map[string]parley.Stance{
	"positive": parley.Supports, "historic": parley.Supports, "constructive": parley.Supports, "welcome": parley.Supports, "breakthrough": parley.Supports,
	"encouraging": parley.Supports, "success": parley.Supports, "promising": parley.Supports, "important": parley.Supports,
	"mistake": parley.Opposes, "betrayal": parley.Opposes, "sham": parley.Opposes, "failure": parley.Opposes, "appeasement": parley.Opposes, "surrender": parley.Opposes,
	"challenge": parley.Cautious, "risk": parley.Cautious, "risky": parley.Cautious, "fragile": parley.Cautious, "premature": parley.Cautious, "uncertain": parley.Cautious,
}

func (r *reading) tokens(b parley.Span) clause.Range {
	t := r.d.Tokens
	first := sort.Search(len(t), func(i int) bool { return t[i].End > b.Start })
	last := sort.Search(len(t), func(i int) bool { return t[i].Start >= b.End })
	return clause.Range{First: first, Last: max(first, last)}
}

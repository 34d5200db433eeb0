package positions

import (
	"slices"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/clause"
)

// moods are the words that may show what a side wants without a verb of
// wanting.
var moods = clause.Set(`not never n't n’t must should has have needs need ought
	important imperative essential vital crucial necessary critical until unless if`)

func moody(w string) bool { return moods[w] }

// refusal reads "X will not accept Y", and "X will never Y", a red line.
func (r *reading) refusal(s *clause.Sentence, i int) {
	w := s.Low(i)
	if w != "not" && w != "never" && w != "n't" && w != "n’t" {
		return
	}
	m := s.Low(i - 1)
	if m != "will" && m != "would" && m != "wo" && m != "can" && m != "could" {
		return
	}
	v := i + 1
	for s.Class(v) == nlp.ADV {
		v++
	}
	if s.Class(v) != nlp.VERB || !s.In(v+1) || clause.FinalMark(s.Low(v+1)) {
		return
	}
	for _, e := range r.st.lex.index[s.Low(v)] {
		if e.class == 'v' {
			return // read as a verb of the lexicon, denied
		}
	}
	f := found{stance: parley.Rejects, frame: "refusal", at: v, word: "will not", class: 'm'}
	if w == "never" {
		f.stance = parley.RedLine
	}
	if refusals[s.Low(v)] {
		f.marks = append(f.marks, "refusal")
	}
	if m == "can" || m == "could" {
		f.marks = append(f.marks, "cannot")
	}
	f.actors, f.who = r.subject(s, v, false)
	r.add(s, f, v)
}

// refusals are verbs that, denied for the future, refuse something.
var refusals = clause.Set(`accept allow tolerate permit recognize recognise negotiate sign join attend give cede yield compromise abandon withdraw talk
	return agree support participate take surrender leave bargain deal meet resume develop change lift stop send let bow back dismantle disarm
	acquire obtain hold`)

// ought reads "must", "should" and "it is important that" in what somebody
// says: what the speaker's side wants.
func (r *reading) ought(s *clause.Sentence, i int) {
	k := r.within[i]
	if k > 0 && r.d.Attributions[k-1].Frame == "transcript" {
		k = 0
	}
	w := s.Low(i)
	verb := i + 1
	switch {
	case (w == "must" || w == "should") && s.Class(i) == nlp.AUX:
	case (w == "has" || w == "have" || w == "needs" || w == "need" || w == "ought") && (s.Class(i) == nlp.VERB || s.Class(i) == nlp.AUX) && s.Low(i+1) == "to" && verbal(s, i+2):
		verb = i + 2
	case k > 0 && urgent[w] && s.Class(i) == nlp.ADJ && (s.Low(i+1) == "that" || s.Low(i+1) == "to" || s.Low(i+1) == "for"):
		r.urgent(s, i, int(k-1))
		return
	default:
		return
	}
	for s.Class(verb) == nlp.ADV && s.In(verb) {
		verb++
	}
	if s.Low(verb) == "not" || s.Low(verb) == "n't" || s.Low(verb) == "n’t" || !verbal(s, verb) {
		return
	}
	subject, _, _ := s.SubjectLeft(i)
	f := found{who: clause.Range{First: i, Last: i + 1}, stance: parley.Demands, frame: "ought", at: i, word: w, class: 'm'}
	if subject.Empty() {
		return
	}
	own := r.codes(subject, false)
	if k > 0 {
		f.actors = r.speaker(int(k - 1))
	} else if s.Low(subject.Last-1) == "we" {
		f.actors, f.who = own, subject
	}
	if len(f.actors) == 0 {
		return
	}
	start := subject.First
	switch {
	case len(own) > 0 && !slices.ContainsFunc(own, func(c string) bool { return !slices.Contains(f.actors, c) }) || len(own) > 1:
		start, f.stance = verb, parley.Seeks // what one's own side ought to do, or both
		f.marks = append(f.marks, "ought of one's own")
	case len(own) > 0:
		f.marks = append(f.marks, "ought of another")
	default:
		f.marks = append(f.marks, "ought of a thing")
	}
	r.add(s, f, start)
}

var urgent = clause.Set("important imperative essential vital crucial necessary critical")

func (r *reading) urgent(s *clause.Sentence, i, attribution int) {
	start := i + 2
	if s.Low(i+1) == "for" { // "for us to"
		np := s.NounRight(i + 2)
		if np.Empty() || s.Low(np.Last) != "to" {
			return
		}
		start = np.Last + 1
		if w := s.Low(np.First); w != "us" && w != "me" {
			start = np.First
		}
	}
	r.add(s, found{
		actors: r.speaker(attribution), who: clause.Range{First: i, Last: i + 1}, stance: parley.Seeks,
		frame: "urgent", at: i, word: "important", class: 'm',
	}, start)
}

// condition reads "X will not Y until Z", "X is ready to Y if Z": Z is what X
// demands.
func (r *reading) condition(s *clause.Sentence, i int) {
	w := s.Low(i)
	if w != "until" && w != "unless" && w != "if" || !s.ClauseLike(i+1, false) {
		return
	}
	// what stands under the condition is the last thing found before it
	for k := len(r.out) - 1; k >= 0 && r.out[k].sentence == s.N; k-- {
		over := &r.out[k]
		if over.at >= i {
			continue
		}
		ok := w == "if" && (over.stance == parley.Offers || over.stance == parley.Seeks) ||
			w != "if" && (over.stance == parley.Rejects || over.stance == parley.RedLine)
		if !ok {
			return
		}
		r.add(s, found{actors: over.actors, who: over.who, stance: parley.Demands, frame: "condition", at: i, word: w, class: 'm', marks: []string{"condition of " + string(over.stance)}}, i+1)
		return
	}
}

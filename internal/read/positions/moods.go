package positions

import (
	"slices"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/clause"
)

// moods are the words that may show what a side wants without a verb of
// wanting.
var moods = clause.Set(`not never n't n’t must should has have had needs need ought
	important imperative essential vital crucial necessary critical until unless if
	will would shall 'll ’ll no time hoped unacceptable inadmissible impermissible non-negotiable negotiable intolerable option question acceptable discussion bargaining negotiation
	table agenda debate cards sale`)

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
	if r.listed(s, v) {
		return // read as a verb of the lexicon, denied
	}
	f := found{stance: parley.Rejects, frame: "refusal", at: v, word: "will not", class: 'm'}
	if w == "never" {
		f.stance = parley.RedLine
	}
	if refusals[s.Low(v)] {
		f.act = "refuse"
		f.marks = append(f.marks, "refusal")
	}
	if m == "can" || m == "could" {
		f.marks = append(f.marks, "cannot")
	}
	f.actors, f.who = r.subject(s, v, false)
	r.add(s, f, v)
}

// listed reports whether the verb at token v is read as one of the lexicon.
func (r *reading) listed(s *clause.Sentence, v int) bool {
	return slices.ContainsFunc(r.st.lex.index[s.Low(v)], func(e entry) bool {
		if e.class != 'v' || !s.Matches(v+1, e.words[1:]) {
			return false
		}
		start, _ := r.object(s, v+len(e.words), e.trigger)
		return start > 0
	})
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
	case (w == "has" || w == "have" || w == "had" || w == "needs" || w == "need" || w == "ought") && (s.Class(i) == nlp.VERB || s.Class(i) == nlp.AUX) && s.Low(i+1) == "to" && verbal(s, i+2):
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
	not := false
	if n := s.Low(verb); n == "not" || n == "n't" || n == "n’t" {
		if verb++; w != "must" && w != "should" && w != "ought" {
			return // "need not": nothing is wanted
		}
		not = true
	}
	if !verbal(s, verb) {
		return
	}
	subject, _, _ := s.SubjectLeft(i)
	f := found{who: clause.Range{First: i, Last: i + 1}, stance: parley.Demands, frame: "ought", at: i, word: w, class: 'm'}
	if subject.Empty() {
		return
	}
	own := r.codes(subject, false)
	if k > 0 {
		f.actors, f.who = r.mouth(int(k-1), i)
	} else if s.Low(subject.Last-1) == "we" {
		f.actors, f.who = own, subject
	}
	if len(f.actors) == 0 && (k == 0 || len(r.d.Attributions[k-1].Source) == 0) {
		return
	}
	start := subject.First
	switch {
	case len(own) > 0 && len(f.actors) > 0 && !slices.ContainsFunc(own, func(c string) bool { return !slices.Contains(f.actors, c) }) || len(own) > 1:
		start, f.stance = verb, parley.Seeks // what one's own side ought to do, or both
		f.marks = append(f.marks, "ought of one's own")
	case len(own) > 0:
		f.marks = append(f.marks, "ought of another")
	default:
		f.marks = append(f.marks, "ought of a thing")
	}
	if not { // the words keep their "not"
		start, f.stance = subject.First, parley.Rejects
		f.marks = append(f.marks, "ought not")
	}
	r.add(s, f, start)
}

// promise reads "X will send observers", "France said it would send observers":
// what a side means to do.
func (r *reading) promise(s *clause.Sentence, i int) {
	switch s.Low(i) {
	case "will", "would", "shall", "'ll", "’ll":
	default:
		return
	}
	v := i + 1
	for s.Class(v) == nlp.ADV && s.In(v) {
		v++
	}
	if s.Class(v) != nlp.VERB || s.Tok(v).XPOS != "VB" || !s.In(v+1) || clause.FinalMark(s.Low(v+1)) || sitting[s.Low(v)] {
		return
	}
	if r.listed(s, v) {
		return
	}
	f := found{stance: parley.Offers, frame: "promise", at: v, word: "will", act: "commit", class: 'm', marks: []string{s.Low(i)}}
	f.actors, f.who = r.subject(s, v, false)
	if k := r.within[v]; k > 0 { // what others will do is a forecast
		if by := r.speaker(int(k - 1)); slices.ContainsFunc(f.actors, func(c string) bool { return !slices.Contains(by, c) }) {
			return
		}
	} else if len(f.actors) == 0 {
		return
	} else {
		f.marks = append(f.marks, "told")
	}
	if doing[s.Low(v)] {
		f.marks = append(f.marks, "doing")
	}
	f.marks = append(f.marks, "will "+s.Low(v))
	r.add(s, f, v)
}

// sitting are verbs whose future is a meeting, a journey or a state, and no
// promise.
var sitting = clause.Set(`meet hold visit travel arrive fly attend continue resume begin start discuss be have take depend remain become go come
	return head lead host talk speak address receive gather convene join follow happen focus cover include see know need want like face
	stay sit decide determine run last get make mean bring test try mark turn prove`)

// doing are verbs of giving, doing and letting, by which a side commits itself.
var doing = clause.Set(`give provide send donate deliver supply lend grant fund finance pay help assist aid support contribute deploy host allow let permit lift ease
	release free withdraw remove dismantle halt stop end cease suspend freeze cut reduce open reopen sign join implement honor honour respect recognize recognise
	cooperate work protect defend guarantee ensure share build rebuild restore return hand increase double invest buy establish create respond retaliate`)

// absent reads "there can be no deal", "no talks without": what the speaker's
// side will not have.
func (r *reading) absent(s *clause.Sentence, i int) {
	if s.Low(i) != "no" || s.Low(i-1) != "be" && s.Low(i-1) != "is" && s.Low(i-1) != "was" && s.Low(i-1) != "'s" && s.Low(i-1) != "’s" {
		return
	}
	be := i - 1
	modal := ""
	if s.Low(be) == "be" {
		modal = s.Low(be - 1)
		be--
	}
	if s.Low(be-1) != "there" {
		return
	}
	switch modal {
	case "can", "could", "should", "must", "will", "would", "shall":
	case "":
		if w := s.Low(i + 1); w != "room" && w != "question" && w != "place" && w != "alternative" && w != "need" && w != "reason" && w != "way" && w != "point" {
			return
		}
	default:
		return
	}
	k := r.within[i]
	if k == 0 {
		return
	}
	f := found{actors: r.speaker(int(k - 1)), who: clause.Range{First: i, Last: i + 1}, stance: parley.Rejects, frame: "absent", at: i, word: "there be no", act: "refuse", class: 'm'}
	if modal != "" {
		f.marks = append(f.marks, "there "+modal+" be no")
	}
	r.keep(s, f, clause.Range{First: i, Last: s.PhraseEnd(i + 1)})
}

// inadmissible reads "the plan is unacceptable", "enrichment is not negotiable"
// in what somebody says.
func (r *reading) inadmissible(s *clause.Sentence, i int) {
	switch s.Low(i) {
	case "unacceptable", "inadmissible", "impermissible", "non-negotiable", "intolerable", "acceptable", "negotiable", "option", "question", "discussion", "bargaining",
		"negotiation", "table", "agenda", "debate", "cards", "sale":
	default:
		return
	}
	k := r.within[i]
	not := false
	be := i - 1
	for ; be >= s.First && i-be < 5; be-- {
		switch s.Low(be) {
		case "not", "n't", "n’t", "never":
			not = true
			continue
		case "“", "\"", "‘", "'", "an", "a", "on", "the", "up", "out", "of", "for", "part", "subject", "open", "to", "in", "matter", "even", "yet", "completely", "totally", "absolutely", "simply", "entirely", "wholly", "clearly":
			continue
		}
		break
	}
	switch s.Low(be) {
	case "is", "are", "was", "were", "'s", "’s", "be", "remains", "remain", "remained":
	default:
		return
	}
	switch w := s.Low(i); w {
	case "unacceptable", "inadmissible", "impermissible", "non-negotiable", "intolerable":
	case "acceptable", "negotiable", "option", "discussion", "bargaining", "negotiation", "table", "agenda", "debate", "cards", "sale":
		if !not {
			return
		}
	case "question":
		if s.Low(i-1) != "the" || s.Low(i-2) != "of" || s.Low(i-3) != "out" {
			return
		}
	default:
		return
	}
	subject, _, _ := s.SubjectLeft(be)
	if subject.Empty() || subject.Last-subject.First == 1 && s.Class(subject.First) == nlp.PRON {
		return
	}
	f := found{stance: parley.RedLine, frame: "inadmissible", at: i, word: "unacceptable", act: "refuse", class: 'm'}
	if k > 0 {
		f.actors, f.who = r.mouth(int(k-1), i)
	} else if s.Low(i+1) == "for" || s.Low(i+1) == "to" { // "remains unacceptable to Oslo"
		f.who = s.NounRight(i + 2)
		f.actors = r.codes(f.who, false)
	} else {
		return
	}
	r.keep(s, f, clause.Range{First: subject.First, Last: i + 1})
}

// time reads "it is time for X to leave", "it is hoped that".
func (r *reading) time(s *clause.Sentence, i int) {
	k := r.within[i]
	if k == 0 {
		return
	}
	f := found{actors: r.speaker(int(k - 1)), who: clause.Range{First: i, Last: i + 1}, at: i, class: 'm'}
	switch {
	case s.Low(i) == "time" && (s.Low(i+1) == "for" || s.Low(i+1) == "to"):
		be := s.Low(i - 1)
		if be == "the" || be == "high" {
			be = s.Low(i - 2)
		}
		if be != "is" && be != "was" && be != "'s" && be != "’s" {
			return
		}
		f.stance, f.frame, f.word, f.act = parley.Demands, "time", "time for", "demand"
	case s.Low(i) == "hoped" && (s.Low(i-1) == "is" || s.Low(i-1) == "was") && s.Low(i-2) == "it" && s.Low(i+1) == "that":
		f.stance, f.frame, f.word, f.act = parley.Seeks, "time", "hoped", "wish"
	default:
		return
	}
	r.add(s, f, i+2)
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

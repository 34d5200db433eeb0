package reactions

import (
	"slices"
	"sort"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/clause"
	"github.com/parley-register/parley/internal/read/layer"
)

// candidate is what may be a reaction of one actor.
type candidate struct {
	sentence int
	actor    string // a code, or the words for one without
	who      parley.Span
	text     parley.Span
	stance   parley.Stance
	frame    string // the construction
	known    bool   // by a verb of the lexicon
	features []string
	odds     float64
}

// reading is the work on one document.
type reading struct {
	st      *Stage
	d       *layer.Doc
	parties map[string]bool
	thirds  map[string]bool
	trigger []bool       // per token: of a meeting's trigger
	of      []int        // whose: an index into the meetings
	within  []int32      // per token: index into Attributions of the innermost content that holds it, plus 1
	speaks  []bool       // per sentence: of talks
	cue     map[int]bool // bytes at which the cue of an attribution starts
	tree    *clause.Tree
	out     []candidate
}

func newReading(st *Stage, d *layer.Doc) *reading {
	r := &reading{st: st, d: d, parties: map[string]bool{}, thirds: map[string]bool{}}
	for i := range d.Meetings {
		for _, p := range d.Meetings[i].Parties {
			r.parties[p] = true
		}
	}
	for i := range d.Reading.Meetings {
		for _, t := range d.Reading.Meetings[i].Third {
			r.thirds[t.Value.Actor] = true
		}
	}
	r.trigger, r.of, r.within = make([]bool, len(d.Tokens)), make([]int, len(d.Tokens)), make([]int32, len(d.Tokens))
	for i := range d.Meetings {
		for _, t := range d.Meetings[i].Triggers {
			for k := max(0, t.First); k < t.Last && k < len(r.trigger); k++ {
				r.trigger[k] = true
				r.of[k] = i
			}
		}
	}
	r.cue = map[int]bool{}
	for i := range d.Attributions {
		if d.Attributions[i].Frame == "nominal" {
			continue
		}
		if spoken(&d.Attributions[i]) {
			for _, c := range d.Attributions[i].Cue {
				r.cue[c.Start] = true
			}
		}
		for _, c := range d.Attributions[i].Content {
			in := clause.Tokens(r.d.Doc, c)
			for k := in.First; k < in.Last; k++ {
				r.within[k] = int32(i + 1)
			}
		}
	}
	r.speaks = make([]bool, len(d.Sentences))
	for n, s := range d.Sentences {
		for i := s.First; i < s.Last && !r.speaks[n]; i++ {
			r.speaks[n] = r.ofTalks(i)
		}
	}
	return r
}

// predicates proposes what the sentence says that somebody does or is: "Norway
// welcomed the deal", "Norway was wary".
func (r *reading) predicates(s *clause.Sentence) {
	r.tree = nil
	for i := s.First; i < s.Last; i++ {
		t := s.Tok(i)
		if t.UPOS != nlp.VERB && t.UPOS != nlp.ADJ && t.UPOS != nlp.NOUN && t.UPOS != nlp.AUX && s.Low(i) != "so" && s.Low(i) != "as" {
			continue
		}
		if r.tree == nil {
			r.tree = clause.NewTree(s)
		}
		switch {
		case t.UPOS == nlp.VERB:
			r.verb(s, i)
		case t.UPOS == nlp.ADJ || t.UPOS == nlp.NOUN:
			r.copular(s, i)
		default:
			r.echo(s, i)
		}
	}
}

// verb proposes what the verb at token i tells.
func (r *reading) verb(s *clause.Sentence, i int) {
	t := s.Tok(i)
	first := i
	passive, negated, to := false, false, false
	for k := i - 1; k >= s.First && i-k < 6; k-- {
		w, c := s.Low(k), s.Class(k)
		switch w {
		case "not", "n't", "n’t", "never", "neither":
			negated = true
			continue
		case "to":
			to = true
		case "is", "are", "was", "were", "be", "been", "being":
			passive = passive || t.XPOS == "VBN"
		}
		if c == nlp.ADV && k == first-1 && !negated {
			first = k // "strongly condemned"
		} else if c != nlp.AUX && c != nlp.ADV {
			break
		}
		if negated && c == nlp.AUX {
			first = k // "did not endorse"
		}
	}
	if to {
		return
	}
	var f *form
	for k := range r.st.lex.index[s.Low(i)] {
		e := &r.st.lex.index[s.Low(i)][k]
		if s.Matches(i+1, e.words[1:]) {
			f = e
			break
		}
	}
	if passive && t.XPOS == "VBN" && r.tree.Rel(i) == "acl" || f == nil && r.cue[t.Start] {
		return // "a group backed by Norway"; what is said is read from the attribution
	}
	begin := i + 1
	if f != nil {
		begin = i + len(f.words)
	}
	end := reach(s, begin)
	p := &proposal{frame: "verb", at: i, words: clause.Range{First: first, Last: end}, begin: begin, negated: negated, passive: passive}
	if f != nil {
		p.entry = f.entry
		if f.words[0] == "reject" && turnsDown(s, i+1) {
			p.marks = append(p.marks, "turns down an offer")
		}
	}
	r.propose(s, p, r.subject(s, i))
}

// copular proposes "Norway was wary": the adjective or noun at token i is said
// to be what somebody is.
func (r *reading) copular(s *clause.Sentence, i int) {
	be, ok := r.tree.Child(i, "cop")
	if !ok || be > i {
		return
	}
	negated := false
	for k := be; k < i; k++ {
		w := s.Low(k)
		negated = negated || w == "not" || w == "n't" || w == "n’t" || w == "never" || w == "no"
	}
	end := max(i+1, reach(s, i+1))
	r.propose(s, &proposal{frame: "is", at: i, words: clause.Range{First: be, Last: end}, begin: be + 1, negated: negated}, r.subject(s, i))
}

// echo proposes the reaction of those who do as one told of before: "as did
// Norway", "so did Norway".
func (r *reading) echo(s *clause.Sentence, i int) {
	if w := s.Low(i); w != "as" && w != "so" {
		return
	}
	switch s.Low(i + 1) {
	case "did", "does", "do", "has", "have", "had", "was", "were", "is", "are":
	default:
		return
	}
	np := s.NounRight(i + 2)
	at := i + 2
	if s.Class(at) == nlp.DET {
		at++
	}
	if x := r.actorAt(at); x != nil && x.First == at && x.Last > np.Last {
		np.Last = x.Last // "the United Nations", whose first word is taken for a verb
	}
	if np.Empty() || s.Class(np.First) == nlp.PRON {
		return
	}
	words := clause.Range{First: i, Last: np.Last}
	if s.Low(i) == "so" {
		words.Last = max(np.Last, s.PhraseEnd(np.First))
	}
	r.propose(s, &proposal{frame: "echo", at: i + 1, words: words, begin: i}, []clause.Range{np})
}

// spoken reports whether a holds what somebody says, and not only what the
// article tells of it.
func spoken(a *layer.Attribution) bool {
	switch a.Frame {
	case "nominal", "infinitive", "noun", "prep":
		return false
	}
	return a.Kind != parley.Media && len(a.Content) > 0 && len(a.Source) > 0 && a.Modality == parley.Asserted
}

// words proposes what those who are no side say, in indirect or direct speech.
func (r *reading) words() {
	r.tree = nil
	for i := range r.d.Attributions {
		a := &r.d.Attributions[i]
		if !spoken(a) {
			continue
		}
		in, src := clause.Tokens(r.d.Doc, a.Content[0]), clause.Tokens(r.d.Doc, a.Source[0])
		if in.Empty() || src.Empty() {
			continue
		}
		sen := r.sentence(in.First)
		s := &clause.Sentence{Doc: r.d.Doc, N: sen, First: r.d.Sentences[sen].First, Last: max(in.Last, r.d.Sentences[sen].Last)}
		p := &proposal{frame: "speech", at: in.First, words: in, begin: in.First, said: a}
		if a.Frame == "as" {
			as := s.Find("as", in.First, 24)
			if as < 0 || as+1 >= in.Last {
				continue
			}
			p.frame = "view"
			p.words.First = as + 1
		}
		r.tree = nil
		np := src
		if a.Actor > 0 && (strings.EqualFold(r.d.Tokens[src.First].Form, "he") || strings.EqualFold(r.d.Tokens[src.First].Form, "she")) {
			x := &r.d.Actors[a.Actor-1]
			np = clause.Range{First: x.First, Last: x.Last}
		}
		r.propose(s, p, []clause.Range{np})
	}
}

// proposal is a construction whose actors are still to be told apart.
type proposal struct {
	frame            string
	at               int          // the token of the verb or predicate
	words            clause.Range // what would be quoted
	begin            int          // where what it is about begins
	entry            *entry       // of the lexicon; nil where the verb is none of it
	negated, passive bool
	said             *layer.Attribution // whose content it is
	marks            []string
	about            string // what the words are about, as far as they tell
	judges           bool   // a word of them judges
	plain            bool   // the verb of a main clause, told by the article itself
}

// propose adds a candidate for each actor of the noun phrases nps that is not a
// side of the talks that the words are about.
func (r *reading) propose(s *clause.Sentence, p *proposal, nps []clause.Range) {
	if p.words.Empty() || len(nps) == 0 {
		return
	}
	text, ok := r.d.Words(p.words.First, p.words.Last)
	if !ok {
		return
	}
	sides := r.sidesOf(p.begin, p.words.Last)
	var who []actor
	for _, np := range nps {
		for _, a := range r.actors(s, np) {
			if !slices.ContainsFunc(who, func(b actor) bool { return b.name == a.name }) {
				who = append(who, a)
			}
		}
	}
	if len(who) == 0 {
		return
	}
	stance := r.stance(s, p)
	p.about = r.about(s, p)
	if p.entry != nil && p.entry.stance == "" && p.about == "something" && !r.nearTalks(s.N) {
		return // "urged its farmers to save water"
	}
	common := r.features(s, p)
	for _, a := range who {
		r.out = append(r.out, candidate{
			sentence: s.N, actor: a.name, who: a.at.Bytes(r.d.Doc), text: text, stance: stance, frame: p.frame, known: p.entry != nil,
			features: append(common[:len(common):len(common)], r.whose(&a, p, len(who), sides)...),
		})
	}
}

// nearTalks reports whether sentence n, or the one before it, speaks of talks.
func (r *reading) nearTalks(n int) bool { return r.speaks[n] || n > 0 && r.speaks[n-1] }

// stance is how the words of p are meant.
func (r *reading) stance(s *clause.Sentence, p *proposal) parley.Stance {
	by, at := r.st.lex.judged(s, p.words.First, p.words.Last)
	if p.entry == nil {
		if at > p.words.First && (s.Low(at-1) == "not" || s.Low(at-1) == "no") || p.negated {
			return parley.Cautious
		}
		return by
	}
	stance := p.entry.stance
	switch {
	case stance == "":
		stance, _ = urged(s, p.begin, p.words.Last)
	case stance == parley.Neutral:
		stance = by
	case stance == parley.Supports && reserved(s, p.words.First, p.words.Last):
		stance = parley.Cautious
	}
	if p.negated {
		if stance == parley.Opposes {
			return parley.Neutral
		}
		return parley.Cautious
	}
	return stance
}

// subject are the noun phrases that are the subject of the verb or predicate at
// token i.
func (r *reading) subject(s *clause.Sentence, i int) []clause.Range {
	left, _, joined := s.SubjectLeft(i)
	head, own, ok := r.tree.Subject(i)
	if ok && head < i && (own || left.Empty() || joined || left.First <= head) {
		return r.joined(s, head, nil)
	}
	if !left.Empty() {
		return []clause.Range{left}
	}
	return nil
}

// maxJoined is how many joined subjects are told apart.
const maxJoined = 12

// joined adds to out the noun phrase of token head, and those joined to it.
func (r *reading) joined(s *clause.Sentence, head int, out []clause.Range) []clause.Range {
	out = append(out, r.noun(s, head))
	for c := range r.tree.Children(head) {
		if r.tree.Rel(c) == "conj" && clause.Nominal(s.Class(c)) && len(out) < maxJoined {
			out = r.joined(s, c, out)
		}
	}
	return out
}

// noun is the noun phrase of which token h is the head, without those that are
// joined to it.
func (r *reading) noun(s *clause.Sentence, h int) clause.Range {
	np, _ := r.tree.Noun(h)
	for c := range r.tree.Children(h) {
		if r.tree.Rel(c) == "conj" && c > h {
			in := r.tree.Span(c)
			np.Last = min(np.Last, in.First)
		}
	}
	for np.Last-1 > h && (s.Low(np.Last-1) == "," || s.Class(np.Last-1) == nlp.CCONJ || s.Class(np.Last-1) == nlp.PUNCT) {
		np.Last--
	}
	if np.Last <= h {
		np.Last = h + 1
	}
	return np
}

// sidesOf are the sides of the talks that tokens [first, last) are about: of
// the meeting that they speak of, or else of the one that the article is about,
// or else of all.
func (r *reading) sidesOf(first, last int) map[string]bool {
	for i := first; i < last; i++ {
		if r.trigger[i] {
			return codes(r.d.Meetings[r.of[i]].Parties)
		}
	}
	if m, ok := r.d.MainMeeting(); ok {
		return codes(r.d.Meetings[m].Parties)
	}
	return r.parties
}

func codes(list []string) map[string]bool {
	m := map[string]bool{}
	for _, c := range list {
		m[c] = true
	}
	return m
}

// turnsDown reports whether what begins at token i was offered to who rejects
// it: that is a side's answer, not a reaction.
func turnsDown(s *clause.Sentence, i int) bool {
	for k := i; k < i+5; k++ {
		switch s.Low(k) {
		case "offer", "request", "demand", "invitation", "offers", "requests", "demands", "call", "calls":
			return true
		}
	}
	return false
}

// reach is where the phrase that begins at token i ends: with what is said
// after a weekday ("praised the premier on Monday for …"), and with a reserve
// ("welcomed the talks but warned of …").
func reach(s *clause.Sentence, i int) int {
	end := s.PhraseEnd(i)
	for k := end; k < end+3; k++ {
		switch w := s.Low(k); {
		case w == "for" && k > end:
			return max(end, s.PhraseEnd(k+1))
		case w == "but" && s.Class(k+1) == nlp.VERB:
			return max(end, s.PhraseEnd(k+1))
		case w == "as" && k == end && s.Low(k+1) != "did" && s.Low(k+1) != "has" && s.Low(k+1) != "the":
			return max(end, s.PhraseEnd(k+1)) // "hailed it as a step"
		case w == "," || w == "on" || len(w) > 3 && strings.HasSuffix(w, "day"):
		default:
			return end
		}
	}
	return end
}

// reserved reports whether a reserve is made in tokens [first, last): "but
// remains skeptical".
func reserved(s *clause.Sentence, first, last int) bool {
	but := false
	for i := first; i < last; i++ {
		switch s.Low(i) {
		case "but":
			but = true
		case "skeptical", "sceptical", "wary", "cautious", "doubtful", "warned", "cautioned", "concerned", "worried", "said", "wants", "wanted":
			if but {
				return true
			}
		}
	}
	return false
}

// urged is how one thinks of talks who urges what tokens [first, last) tell;
// false where no act is told.
func urged(s *clause.Sentence, first, last int) (parley.Stance, bool) {
	for i := first; i+1 < last; i++ {
		if s.Low(i) != "to" || s.Class(i+1) != nlp.VERB {
			continue
		}
		if against[s.Low(i+1)] {
			return parley.Opposes, true
		}
		return parley.Supports, true
	}
	return parley.Neutral, false
}

// against are the verbs that end talks.
var against = clause.Set("boycott reject abandon cancel suspend postpone leave quit halt avoid shun refuse oppose break end stop delay withdraw")

// sentence is the sentence that holds a token.
func (r *reading) sentence(token int) int {
	n := sort.Search(len(r.d.Sentences), func(i int) bool { return r.d.Sentences[i].Last > token })
	return min(n, len(r.d.Sentences)-1)
}

package positions

import (
	"slices"
	"sort"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/lexicon/topic"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/clause"
	"github.com/parley-register/parley/internal/read/layer"
)

// Stage reads positions. It is safe for concurrent use.
type Stage struct {
	lex     *lexicon
	version string
}

// New loads the lexicon. An error is a defect of the data files.
func New() (*Stage, error) {
	lex, err := loadLexicon()
	if err != nil {
		return nil, err
	}
	return &Stage{lex, parley.DigestOfFields("positions/1", topic.Version, triggersTSV).Short()}, nil
}

// Name is "positions".
func (*Stage) Name() string { return "positions" }

// Needs lists the layers that must be there.
func (*Stage) Needs() []string {
	return []string{layer.Actors, layer.Attributions, layer.Meetings}
}

// Adds lists the layers that it adds.
func (*Stage) Adds() []string { return []string{layer.Positions} }

// Version changes with the rules and the lexicon.
func (st *Stage) Version() string { return st.version }

// Bounds on the work that one trigger may make.
const (
	maxGovern = 40  // tokens back to the verb that governs a noun
	maxBefore = 200 // tokens of the sentence in which a pronoun's subject is looked for
)

// reading is the work on one document.
type reading struct {
	st      *Stage
	d       *layer.Doc
	parties []string // of all meetings, sorted
	table   []string // the parties and all others at a table
	within  []int32  // per token: index into Attributions of the innermost content that holds it, plus 1
	seen    map[key]bool
}

type key struct {
	actor string
	at    parley.Span
}

// Read adds d.Reading.Positions.
func (st *Stage) Read(d *layer.Doc) {
	r := &reading{st: st, d: d, seen: map[key]bool{}, within: make([]int32, len(d.Tokens))}
	for i := range d.Meetings {
		for _, p := range d.Meetings[i].Parties {
			if !slices.Contains(r.parties, p) {
				r.parties = append(r.parties, p)
			}
		}
	}
	r.table = slices.Clone(r.parties)
	for i := range d.Reading.Meetings {
		m := &d.Reading.Meetings[i]
		for _, t := range m.Third {
			r.table = append(r.table, t.Value.Actor)
		}
	}
	slices.Sort(r.parties)
	for i := range d.Attributions {
		for _, c := range d.Attributions[i].Content {
			in := r.tokens(c)
			for k := in.First; k < in.Last; k++ {
				r.within[k] = int32(i + 1)
			}
		}
	}
	for n, sen := range d.Sentences {
		r.sentence(&clause.Sentence{Doc: d.Doc, N: n, First: sen.First, Last: sen.Last})
	}
}

func (r *reading) tokens(b parley.Span) clause.Range {
	t := r.d.Tokens
	first := sort.Search(len(t), func(i int) bool { return t[i].End > b.Start })
	last := sort.Search(len(t), func(i int) bool { return t[i].Start >= b.End })
	return clause.Range{First: first, Last: max(first, last)}
}

func (r *reading) sentence(s *clause.Sentence) {
	s.First = s.Dateline()
	for i := s.First; i < s.Last; i++ {
		for _, e := range r.st.lex.index[s.Low(i)] {
			if !s.Matches(i+1, e.words[1:]) {
				continue
			}
			ok := false
			switch e.class {
			case 'v':
				ok = r.verb(s, i, e)
			case 'n':
				ok = r.noun(s, i, e)
			case 'a':
				ok = r.adjective(s, i, e)
			}
			if ok {
				break
			}
		}
		r.refusal(s, i)
		r.ought(s, i)
	}
}

// verb reads "X demanded Y", "X urged Z to Y", "X refused to Y".
func (r *reading) verb(s *clause.Sentence, i int, e entry) bool {
	t := s.Tok(i)
	if t.UPOS != nlp.VERB && (t.UPOS != nlp.NOUN || !e.form.Participle || !clause.Nominal(s.Class(i-1))) {
		return false
	}
	g := group(s, i)
	if g.passive && e.form.Participle && !e.form.Present {
		return false
	}
	start, frame := r.object(s, i+len(e.words), e.trigger)
	if start == 0 {
		return false
	}
	if frame == "noun" && e.stance != parley.Rejects && r.nounWithin(s, start) {
		return false // "reaffirmed its support for": the noun says more
	}
	stance := e.stance
	dependent := e.form.Present && !g.passive || g.infinitive
	if dependent && stance != parley.Demands && stance != parley.Rejects {
		return false // "measures supporting", "ready to support": another word says whose wish it is
	}
	if g.negated {
		if stance == parley.Rejects {
			return false
		}
		stance = parley.Rejects
	}
	codes, who := r.subject(s, i, dependent)
	if len(codes) > 1 && e.stance == parley.Offers && !g.negated {
		return false // what both sides promise each other is an outcome
	}
	return r.add(s, codes, who, stance, start, frame, i, g)
}

// nounWithin reports whether a noun of the lexicon stands soon after token
// start, with its preposition.
func (r *reading) nounWithin(s *clause.Sentence, start int) bool {
	for k := start; k < s.Last && k-start < 7; k++ {
		for _, e := range r.st.lex.index[s.Low(k)] {
			if e.class == 'n' && e.prep(s.Low(k+1)) {
				return true
			}
		}
		if c := s.Class(k); c == nlp.VERB && s.Tok(k).XPOS != "VBG" && s.Tok(k).XPOS != "VBN" || s.Low(k) == "," {
			return false
		}
	}
	return false
}

// verbGroup is what stands around a verb.
type verbGroup struct {
	negated, passive, infinitive, future, possible bool
}

func group(s *clause.Sentence, verb int) verbGroup {
	var g verbGroup
	for k := verb - 1; k >= s.First && verb-k < 6; k-- {
		switch w := s.Low(k); w {
		case "not", "n't", "n’t", "never", "neither", "no":
			g.negated = true
		case "is", "are", "was", "were", "be", "been", "being":
			g.passive = true
		case "to":
			g.infinitive = true
			return g
		case "will", "would", "shall":
			g.future = true
		case "may", "might", "could":
			g.possible = true
		default:
			if c := s.Class(k); c != nlp.AUX && c != nlp.ADV {
				return g
			}
		}
	}
	return g
}

// object finds where what is wanted starts after a verb, and the construction;
// 0 when there is nothing.
func (r *reading) object(s *clause.Sentence, i int, t *trigger) (int, string) {
	for s.Class(i) == nlp.ADV && !clause.IsMark(s.Low(i)) {
		i++
	}
	w := s.Low(i)
	if clause.IsMark(w) {
		i++
		w = s.Low(i)
	}
	if !s.In(i) {
		return 0, ""
	}
	c := s.Class(i)
	switch {
	case w == "to" && t.has(frameInf) && verbal(s, i+1):
		return i, "infinitive"
	case t.prep(w) && (w != "to" || !verbal(s, i+1) || s.Tok(i+1).XPOS == "VBG"):
		return i + 1, "preposition"
	case w == "that" && t.has(frameClause):
		return i + 1, "clause"
	case t.has(frameObject) && clause.Nominal(c):
		np := s.NounRight(i)
		end := np.Last
		for k := i + 1; k < min(s.Last, i+18); k++ { // the first "to" before a verb ends the object
			if s.Low(k) == "to" && verbal(s, k+1) {
				if t.stance == parley.Seeks && t.has(frameInf) {
					return i, "object" // "wants them to leave"
				}
				return k + 1, "object"
			}
			if cl := s.Class(k); k >= end && (cl == nlp.VERB || cl == nlp.AUX || cl == nlp.SCONJ) || s.Low(k) == ";" {
				break
			}
		}
		if t.has(frameNoun) {
			return i, "noun"
		}
	case t.has(frameClause) && s.ClauseLike(i, t.has(frameNoun)):
		return i, "clause"
	case t.has(frameNoun) && clause.Nominal(c) && w != "himself" && w != "itself" && w != "themselves":
		return i, "noun"
	case t.has(frameGerund) && s.Tok(i).XPOS == "VBG":
		return i, "gerund"
	}
	return 0, ""
}

func verbal(s *clause.Sentence, i int) bool {
	c := s.Class(i)
	if c == nlp.ADV || c == nlp.PART {
		c = s.Class(i + 1)
	}
	return c == nlp.VERB || c == nlp.AUX
}

// noun reads "its support for Y", "underscored the importance of Y".
func (r *reading) noun(s *clause.Sentence, i int, e entry) bool {
	if c := s.Class(i); c != nlp.NOUN && c != nlp.PROPN && c != nlp.X {
		return false
	}
	p := i + 1
	w := s.Low(p)
	if !e.prep(w) {
		return false
	}
	if w == "to" && !verbal(s, p+1) && !clause.Nominal(s.Class(p+1)) && s.Tok(p+1).XPOS != "VBG" {
		return false
	}
	if !s.In(p + 1) {
		return false
	}
	var g verbGroup
	// the possessor
	k := i - 1
	for k >= s.First && i-k < 6 && (s.Class(k) == nlp.ADJ || s.Class(k) == nlp.ADV || s.Class(k) == nlp.NOUN || s.Low(k) == "-" || s.Tok(k).XPOS == "VBG" || s.Tok(k).XPOS == "VBN" || clause.IsMark(s.Low(k)) && !s.Possessive(k) || s.Class(k) == nlp.PUNCT && s.Low(k) == "," && s.Class(k-1) == nlp.ADJ) {
		if r.actorAt(k) >= 0 {
			break
		}
		k--
	}
	if k >= s.First {
		if s.Possessive(k) {
			np := s.NounLeft(k)
			if codes := r.codes(np, true); len(codes) > 0 {
				return r.add(s, codes, np, e.stance, p+1, "noun", i, g)
			}
		}
		if a := r.actorAt(k); a >= 0 {
			at := clause.Range{First: r.d.Actors[a].First, Last: r.d.Actors[a].Last}
			if codes := r.codes(at, true); len(codes) > 0 {
				return r.add(s, codes, at, e.stance, p+1, "noun", i, g)
			}
		}
	}
	// the subject of the verb that governs it
	for v := i - 1; v >= s.First && i-v < maxGovern; v-- {
		if c := s.Class(v); c == nlp.VERB {
			if x := s.Tok(v).XPOS; x == "VBN" && s.Class(v+1) == nlp.NOUN {
				continue // "an increased need for"
			}
			if r.rejecting(s, v) {
				return false // "resisted calls for"
			}
			if helping[e.words[0]] && !avowing[lemma(s.Tok(v))] {
				return false // "thanked them for their support for": help, not a stand
			}
			g = group(s, v)
			codes, who := r.subject(s, v, s.Tok(v).XPOS == "VBG" || s.Tok(v).XPOS == "VB")
			stance := e.stance
			if g.negated {
				return false
			}
			return r.add(s, codes, who, stance, p+1, "noun", i, g)
		} else if c == nlp.AUX && v > s.First && s.Low(v) != "to" && !auxiliaryOf(s, v, i) {
			return false // the noun is the subject of a copula
		}
	}
	return false
}

// helping are nouns that name a stand only where somebody avows it; else they
// name help, or a subject of talk.
var helping = set("support backing commitment commitments solidarity respect interest desire dedication")

// avowing are the verbs that do so.
var avowing = set(`reiterate reaffirm affirm underscore underline stress emphasize emphasise express voice renew highlight convey repeat restate
	confirm signal signalise reinforce note declare announce pledge share have show demonstrate welcome maintain offer state stand agree commit remain be`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

func lemma(t *nlp.Token) string {
	if t.Lemma != "" {
		return strings.ToLower(t.Lemma)
	}
	return strings.ToLower(t.Form)
}

// rejecting reports whether token v is a verb that refuses.
func (r *reading) rejecting(s *clause.Sentence, v int) bool {
	for _, e := range r.st.lex.index[s.Low(v)] {
		if e.class == 'v' && e.stance == parley.Rejects {
			return true
		}
	}
	return false
}

// auxiliaryOf reports whether a verb stands between the auxiliary at v and
// token i.
func auxiliaryOf(s *clause.Sentence, v, i int) bool {
	for k := v + 1; k < i; k++ {
		if s.Class(k) == nlp.VERB {
			return true
		}
	}
	return false
}

// adjective reads "X is ready to Y".
func (r *reading) adjective(s *clause.Sentence, i int, e entry) bool {
	p := i + 1
	if !e.prep(s.Low(p)) || !s.In(p+1) {
		return false
	}
	be := i - 1
	negated := false
	for be >= s.First && i-be < 5 && (s.Class(be) == nlp.ADV || s.Low(be) == "not" || s.Low(be) == "n't" || s.Low(be) == "n’t") {
		negated = negated || strings.HasPrefix(s.Low(be), "n")
		be--
	}
	switch s.Low(be) {
	case "is", "are", "was", "were", "be", "been", "'s", "’s", "'re", "’re", "'m", "’m", "am", "stand", "stands", "stood", "remain", "remains", "remained", "being":
	default:
		return false
	}
	stance := e.stance
	if negated {
		if stance == parley.Rejects {
			return false
		}
		stance = parley.Rejects
	}
	codes, who := r.subject(s, be, false)
	return r.add(s, codes, who, stance, p+1, "adjective", i, verbGroup{})
}

// refusals are verbs that, denied for the future, refuse something.
var refusals = map[string]bool{
	"accept": true, "allow": true, "tolerate": true, "permit": true, "recognize": true, "recognise": true, "negotiate": true, "sign": true,
	"join": true, "attend": true, "give": true, "cede": true, "yield": true, "compromise": true, "abandon": true, "withdraw": true, "talk": true,
	"return": true, "agree": true, "support": true, "participate": true, "take": true, "surrender": true, "leave": true, "bargain": true,
	"deal": true, "meet": true, "resume": true, "develop": true, "change": true, "lift": true, "stop": true, "send": true, "let": true, "bow": true,
	"back": true, "dismantle": true, "disarm": true, "acquire": true, "obtain": true, "hold": true,
}

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
	if !refusals[s.Low(v)] || !s.In(v+1) || clause.FinalMark(s.Low(v+1)) {
		return
	}
	for _, e := range r.st.lex.index[s.Low(v)] {
		if e.class == 'v' {
			return // read as a verb of the lexicon, denied
		}
	}
	codes, who := r.subject(s, v, false)
	stance := parley.Rejects
	if w == "never" {
		stance = parley.RedLine
	}
	r.add(s, codes, who, stance, v, "refusal", v, verbGroup{})
}

// ought reads "must", "should" and "it is important that" in what somebody
// says: what the speaker's side wants.
func (r *reading) ought(s *clause.Sentence, i int) {
	k := r.within[i]
	if k == 0 || r.d.Attributions[k-1].Frame == "transcript" {
		return
	}
	w := s.Low(i)
	verb := i + 1
	switch {
	case (w == "must" || w == "should") && s.Class(i) == nlp.AUX:
	case (w == "has" || w == "have" || w == "needs" || w == "need") && (s.Class(i) == nlp.VERB || s.Class(i) == nlp.AUX) && s.Low(i+1) == "to" && verbal(s, i+2):
		verb = i + 2
	case urgent[w] && s.Class(i) == nlp.ADJ && (s.Low(i+1) == "that" || s.Low(i+1) == "to" || s.Low(i+1) == "for"):
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
	codes := r.speaker(int(k - 1))
	subject, _, _ := s.SubjectLeft(i)
	if len(codes) == 0 || subject.Empty() {
		return
	}
	start, stance := subject.First, parley.Demands
	if own := r.codes(subject, false); len(own) > 0 && !slices.ContainsFunc(own, func(c string) bool { return !slices.Contains(codes, c) }) || len(own) > 1 {
		start, stance = verb, parley.Seeks // what one's own side ought to do, or both
	}
	r.add(s, codes, clause.Range{First: i, Last: i + 1}, stance, start, "ought", i, verbGroup{})
}

var urgent = map[string]bool{"important": true, "imperative": true, "essential": true, "vital": true, "crucial": true, "necessary": true, "critical": true}

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
	r.add(s, r.speaker(attribution), clause.Range{First: i, Last: i + 1}, parley.Seeks, start, "ought", i, verbGroup{})
}

// subject gives the codes of those whose position it is: the subject of the
// verb at token v, or of the sentence where the verb has none of its own.
func (r *reading) subject(s *clause.Sentence, v int, dependent bool) ([]string, clause.Range) {
	np, _, joined := s.SubjectLeft(v)
	if np.Empty() || dependent {
		if !joined || np.Empty() {
			if m := s.MainSubject(v); !m.Empty() {
				np = m
			}
		}
	}
	if np.Empty() {
		return nil, np
	}
	return r.codes(np, false), np
}

// actorAt is the actor mention that ends at token i, or -1.
func (r *reading) actorAt(i int) int {
	a := r.d.Actors
	k := sort.Search(len(a), func(k int) bool { return a[k].Last > i })
	if k < len(a) && a[k].First <= i {
		return k
	}
	return -1
}

// codes gives the codes of the sides that a noun phrase names: those of its
// persons, states, organisations and groups; those that a collective stands
// for; for "we" the speaker's. whole is false where the phrase is a subject:
// then what follows a preposition ("the minister of X") does not count beside
// a head that has a code.
func (r *reading) codes(np clause.Range, whole bool) []string {
	var out []string
	add := func(c string) {
		if c != "" && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	a := r.d.Actors
	after := false // a preposition has been passed
	next := sort.Search(len(a), func(i int) bool { return a[i].First >= np.First })
	for i := np.First; i < np.Last; i++ {
		t := &r.d.Tokens[i]
		if clause.Class(t) == nlp.ADP && len(out) > 0 && !whole {
			after = true
		}
		if w := strings.ToLower(t.Form); w == "and" || w == "," {
			after = false
		}
		for next < len(a) && a[next].First < i {
			next++
		}
		if next >= len(a) || a[next].First != i || after {
			continue
		}
		for _, c := range r.codesOf(next, 0) {
			add(c)
		}
	}
	if len(out) == 0 {
		for _, c := range r.pronoun(np) {
			add(c)
		}
	}
	slices.Sort(out)
	return out
}

// codesOf gives the codes of one mention.
func (r *reading) codesOf(i, depth int) []string {
	if i < 0 || i >= len(r.d.Actors) || depth > 3 {
		return nil
	}
	a := &r.d.Actors[i]
	if a.Person > 0 && a.Person <= len(r.d.People) {
		if c := r.d.People[a.Person-1].For; c != "" {
			return []string{c}
		}
	}
	if a.Code != "" {
		return []string{a.Code}
	}
	var out []string
	for _, k := range a.Refers {
		out = append(out, r.codesOf(k, depth+1)...)
	}
	if len(out) == 0 && a.Kind == layer.Collective && len(r.parties) <= 4 {
		text := strings.ToLower(r.d.Source.Text[a.Start:a.End])
		for _, w := range []string{"sides", "leaders", "parties", "presidents", "ministers", "secretaries", "countries", "governments", "delegations", "they"} {
			if strings.Contains(text, w) {
				return r.parties
			}
		}
	}
	return out
}

// pronoun gives the codes that a phrase without a resolved actor stands for:
// all parties for "they" and "the two sides", the speaker's for "we".
func (r *reading) pronoun(np clause.Range) []string {
	if np.Empty() {
		return nil
	}
	last := strings.ToLower(r.d.Tokens[np.Last-1].Form)
	switch {
	case last == "he" || last == "she" || last == "it":
		return r.antecedent(np)
	case last == "we" || last == "i":
		if k := r.within[np.Last-1]; k > 0 {
			return r.speaker(int(k - 1))
		}
		if last == "we" && len(r.parties) <= 4 {
			return r.parties
		}
	case last == "they" || last == "sides" || last == "leaders" || last == "parties" || last == "presidents" || last == "ministers" || last == "delegations" || last == "participants" && np.Last-np.First <= 2:
		if len(r.parties) <= 4 {
			return r.parties
		}
	}
	return nil
}

// antecedent gives the codes of the one whom "he", "she" or "it" at np stands
// for: the speaker, where the pronoun stands in what somebody says; else the
// subject of the sentence before.
func (r *reading) antecedent(np clause.Range) []string {
	if k := r.within[np.First]; k > 0 && r.d.Attributions[k-1].Quotation != "direct" {
		return r.speaker(int(k - 1))
	}
	sen := sort.Search(len(r.d.Sentences), func(i int) bool { return r.d.Sentences[i].Last > np.First })
	if sen == 0 || sen >= len(r.d.Sentences) || r.d.Sentences[sen-1].Block != r.d.Sentences[sen].Block {
		return nil
	}
	before := r.d.Sentences[sen-1]
	if before.Last-before.First > maxBefore {
		return nil
	}
	s := &clause.Sentence{Doc: r.d.Doc, N: sen - 1, First: before.First, Last: before.Last}
	subject := s.MainSubject(s.Last)
	if subject.Empty() {
		return nil
	}
	if last := strings.ToLower(r.d.Tokens[subject.Last-1].Form); last == "he" || last == "she" || last == "it" {
		return nil
	}
	return r.codes(subject, false)
}

func (r *reading) speaker(k int) []string {
	a := &r.d.Attributions[k]
	if a.Actor > 0 {
		return r.codesOf(a.Actor-1, 0)
	}
	return nil
}

// topic is what the words of a position speak of; where they are silent, what
// the sentence does.
func (r *reading) topic(at clause.Range, s *clause.Sentence) string {
	for _, in := range []clause.Range{at, {First: s.First, Last: s.Last}} {
		words := make([]topic.Word, 0, in.Last-in.First)
		for i := in.First; i < in.Last; i++ {
			t := &r.d.Tokens[i]
			form := strings.ToLower(t.Form)
			w := topic.Word{Lemma: form, Form: form}
			if t.Lemma != "" {
				w.Lemma = strings.ToLower(t.Lemma)
			}
			words = append(words, w)
		}
		if best := topic.Best(topic.Find(words)); best != "" {
			return best
		}
	}
	return topic.Other
}

// add makes the positions, one for each actor.
func (r *reading) add(s *clause.Sentence, codes []string, who clause.Range, stance parley.Stance, start int, frame string, at int, g verbGroup) bool {
	if len(codes) == 0 || who.Empty() {
		return false
	}
	if !slices.ContainsFunc(codes, func(c string) bool { return slices.Contains(r.table, c) }) {
		return false
	}
	for clause.IsMark(s.Low(start)) || s.Low(start) == "," {
		start++
	}
	if w := s.Low(start); w == "to" && frame == "infinitive" {
		start++
	}
	end := s.PhraseEnd(start)
	if end <= start || end-start == 1 && s.Class(start) == nlp.PRON {
		return false
	}
	text := clause.Range{First: start, Last: end}.Bytes(r.d.Doc)
	about := r.topic(clause.Range{First: start, Last: end}, s)
	modality := parley.Asserted
	if g.possible {
		modality = parley.Possible
	} else if g.future {
		modality = parley.Planned
	}
	by := ""
	if k := r.within[at]; k > 0 {
		by = r.d.Attributions[k-1].Speaker
	}
	for _, c := range codes {
		k := key{c, text}
		if r.seen[k] || !slices.Contains(r.table, c) {
			continue
		}
		r.seen[k] = true
		r.d.Reading.Positions = append(r.d.Reading.Positions, parley.Position{
			Actor: c, Stance: stance, Topic: about,
			Note: parley.Note{
				Modality: modality, By: by, Rule: "positions." + frame,
				Evidence: []parley.Evidence{r.d.Source.Quote(text), r.d.Source.Quote(clause.Range{First: at, Last: at + 1}.Bytes(r.d.Doc)), r.d.Source.Quote(who.Bytes(r.d.Doc))},
			},
		})
	}
	return true
}

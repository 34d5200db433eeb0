package positions

import (
	"slices"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/clause"
	"github.com/parley-register/parley/internal/read/layer"
)

// candidate is what may be a position of one actor.
type candidate struct {
	*found
	actor    string
	features []string
	odds     float64
}

// found is a trigger with what it says is wanted, and whose wish it may be.
type found struct {
	sentence int
	actors   []string     // codes, sorted
	guesses  []guess      // who it may be, where actors is empty
	who      clause.Range // the words that name them
	stance   parley.Stance
	text     clause.Range // what is wanted or refused
	frame    string       // the construction
	at       int          // token of the trigger
	word     string       // the trigger as it stands in the lexicon
	act      string       // its act, as there
	class    byte         // 'v', 'n', 'a' as in the lexicon; 'm' for moods: "must", "will not"
	governor string       // lemma of the verb that a noun depends on
	marks    []string     // what else the construction tells, as features
	group    verbGroup
}

// reading is the work on one document.
type reading struct {
	st      *Stage
	d       *layer.Doc
	parties []string // of all meetings, sorted
	table   []string // the parties and all others at a table
	within  []int32  // per token: index into Attributions of the innermost content that holds it, plus 1
	tree    *clause.Tree
	asking  bool // who speaks is being found out
	out     []found
}

func newReading(st *Stage, d *layer.Doc) *reading {
	r := &reading{st: st, d: d, within: make([]int32, len(d.Tokens))}
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
		if d.Attributions[i].Frame == "nominal" {
			continue // "his pledge to": the noun is a trigger of its own
		}
		for _, c := range d.Attributions[i].Content {
			in := clause.Tokens(r.d.Doc, c)
			for k := in.First; k < in.Last; k++ {
				r.within[k] = int32(i + 1)
			}
		}
	}
	return r
}

// find lists all that the lexicon and the moods find, in text order.
func (r *reading) find() []found {
	for n, sen := range r.d.Sentences {
		if sen.Block < len(r.d.Blocks) && r.d.Blocks[sen.Block].Kind == parley.Heading {
			continue // the article below says it better
		}
		r.sentence(&clause.Sentence{Doc: r.d.Doc, N: n, First: sen.First, Last: sen.Last})
	}
	return r.out
}

func (r *reading) sentence(s *clause.Sentence) {
	s.First = s.Dateline()
	r.tree = nil
	for i := s.First; i < s.Last; i++ {
		es := r.st.lex.index[s.Low(i)]
		if len(es) == 0 && !moody(s.Low(i)) {
			continue
		}
		if r.tree == nil {
			r.tree = clause.NewTree(s)
		}
		for _, e := range es {
			if !s.Matches(i+1, e.words[1:]) {
				continue
			}
			ok := false
			from := len(r.out)
			switch e.class {
			case 'v':
				ok = r.verb(s, i, e)
			case 'n':
				ok = r.noun(s, i, e)
			case 'a':
				ok = r.adjective(s, i, e)
			}
			if ok {
				r.joined(s, from)
				break
			}
		}
		r.wouldLike(s, i)
		r.refusal(s, i)
		r.ought(s, i)
		r.promise(s, i)
		r.absent(s, i)
		r.inadmissible(s, i)
		r.time(s, i)
		r.condition(s, i)
	}
}

// verb reads "X demanded Y", "X urged Z to Y", "X refused to Y".
func (r *reading) verb(s *clause.Sentence, i int, e entry) bool {
	if t := s.Tok(i); t.UPOS != nlp.VERB && (t.UPOS != nlp.NOUN || (!e.form.Participle || !clause.Nominal(s.Class(i-1))) && !r.predicate(i)) {
		return false
	}
	g := group(s, i)
	if _, own := r.tree.Child(i, "nsubj"); e.form.Participle && !e.form.Present && (g.passive || r.tree.Rel(i) == "acl" && !own) {
		return r.passive(s, i, e, g)
	}
	if r.cleft(s, i, e, g) {
		return true
	}
	start, frame := r.object(s, i+len(e.words), e.trigger)
	if start == 0 || frame == "noun" && r.tree.Rel(i) == "acl" {
		if r.relative(s, i, e, g) {
			return true
		}
	}
	if start == 0 {
		return false
	}
	if frame == "noun" && e.act == "affirm" && r.nounWithin(s, start) {
		return false // "reaffirmed its support for": the noun says more
	}
	f := found{stance: e.stance, frame: frame, at: i, word: e.name(), act: e.act, class: 'v', group: g}
	dependent := e.form.Present && !g.passive || g.infinitive
	if dependent {
		f.marks = append(f.marks, "dependent") // "measures supporting", "ready to support": another word may say whose wish it is
		if h, ok := r.tree.Head(i); ok {
			f.governor = clause.Lemma(s.Tok(h))
		}
	}
	if g.negated {
		if e.stance == parley.Rejects {
			return false
		}
		f.stance = parley.Rejects
	}
	f.actors, f.who = r.subject(s, i, dependent)
	return r.add(s, f, start)
}

// passive reads "Y was rejected by X" and "a plan put forward by X".
func (r *reading) passive(s *clause.Sentence, i int, e entry, g verbGroup) bool {
	by := i + len(e.words)
	if !e.has(frameNoun) || s.Low(by) != "by" {
		by = 0
		for c := range r.tree.Children(i) {
			if m, ok := r.tree.Child(c, "case"); ok && c > i && s.Low(m) == "by" && e.has(frameNoun) {
				by = m
			}
		}
		if by == 0 {
			return false
		}
	}
	what, ok := r.tree.Child(i, "nsubj")
	if !ok {
		if what, ok = r.tree.Head(i); !ok || r.tree.Rel(i) != "acl" || e.act != "propose" && e.act != "demand" && e.act != "wish" {
			return false // "a group backed by X" is no stand on the group
		}
	}
	np, _ := r.tree.Noun(what)
	for np.First < what && s.Class(np.First) == nlp.ADP {
		np.First++
	}
	if np.Last > i { // "a plan put forward by X": up to the participle
		np.Last = i
	}
	f := found{stance: e.stance, frame: "passive", at: i, word: e.name(), act: e.act, class: 'v', group: g, marks: []string{"passive"}}
	if g.negated {
		if e.stance == parley.Rejects {
			return false
		}
		f.stance = parley.Rejects
	}
	who := s.NounRight(by + 1)
	if a, ok := r.tree.Child(i, "obl"); ok && a > by {
		who, _ = r.tree.Noun(a)
	}
	if who.First <= by {
		who.First = by + 1
	}
	f.actors, f.who = r.codes(who, false), who
	if np.Empty() || np.Last-np.First == 1 && s.Class(np.First) == nlp.PRON {
		return false
	}
	return r.keep(s, f, np)
}

// predicate reports whether what the tagger takes for a noun has a subject and
// an object: "Russia and China favor sanctions".
func (r *reading) predicate(i int) bool {
	_, subject := r.tree.Child(i, "nsubj")
	_, object := r.tree.Child(i, "obj")
	return subject && object
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
	i = aside(s, i)
	w := s.Low(i)
	if w == "not" && s.Low(i+1) == "to" && t.has(frameInf) && verbal(s, i+2) {
		return i, "infinitive" // "promised not to"
	}
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

// aside is the token after adverbs and what else may stand between a verb and
// what is wanted: "asked in return for", "called on Saturday for", "wants above
// all that".
func aside(s *clause.Sentence, i int) int {
	for range 3 {
		for s.Class(i) == nlp.ADV && !clause.IsMark(s.Low(i)) && s.In(i) {
			i++
		}
		switch w, next := s.Low(i), s.Low(i+1); {
		case w == "in" && (next == "return" || next == "exchange" || next == "turn" || next == "particular" || next == "vain"):
			i += 2
		case w == "above" && next == "all":
			i += 2
		case w == "on" && strings.HasSuffix(next, "day") && len(next) > 5:
			i += 2
		case w == "once" && next == "again" || w == "last" && (next == "week" || next == "month" || next == "year"):
			i += 2
		case len(w) > 5 && strings.HasSuffix(w, "day") && s.Class(i) == nlp.PROPN:
			i++
		default:
			return i
		}
	}
	return i
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
	p := i + len(e.words)
	w := s.Low(p)
	if !e.prep(w) && equated[e.act] && isBe(w) {
		p++ // "its goal is to", "our demand is that"
		w = s.Low(p)
		if w != "to" && w != "that" && (!clause.Nominal(s.Class(p)) || s.Class(p) == nlp.PRON) {
			return false
		}
		if clause.Nominal(s.Class(p)) {
			p--
		}
	} else if !e.prep(w) {
		return false
	}
	if !s.In(p + 1) {
		return false
	}
	if w == "to" && !verbal(s, p+1) && !clause.Nominal(s.Class(p+1)) && s.Tok(p+1).XPOS != "VBG" {
		return false
	}
	f := found{stance: e.stance, frame: "noun", at: i, word: e.name(), act: e.act, class: 'n'}
	if none := s.Low(i - 1); none == "no" || none == "little" { // "has little interest in"
		if f.stance == parley.Rejects {
			return false
		}
		f.stance = parley.Rejects
		f.marks = append(f.marks, "none of it")
	}
	v, subject, hasVerb := r.governor(s, i)
	if hasVerb {
		f.governor = clause.Lemma(s.Tok(v))
		f.group = group(s, v)
		if f.group.negated {
			return false
		}
		if r.rejecting(s, v) {
			return false // "resisted calls for"
		}
		if (e.act == "propose" || e.act == "strive") && !subject && r.taking(s, v) {
			return false // "backed the plan to"
		}
		if subject {
			f.marks = append(f.marks, "subject of its verb")
		}
	}
	if codes, who := r.possessor(s, i); len(codes) > 0 {
		f.actors, f.who = codes, who
		f.marks = append(f.marks, "possessed")
		return r.add(s, f, p+1)
	}
	if !hasVerb || subject {
		return false
	}
	if s.In(i-1) && grateful[f.governor] && s.Tok(i-1).XPOS == "PRP$" && s.Low(i-1) != "our" {
		// "thanked the general for his commitment to": it is not the subject's
		if o, ok := r.tree.Child(v, "obj"); ok && o < i {
			np, _ := r.tree.Noun(o)
			f.actors, f.who = r.codes(np, false), np
			f.marks = append(f.marks, "possessed")
			return r.add(s, f, p+1)
		}
	}
	f.actors, f.who = r.subject(s, v, s.Tok(v).XPOS == "VBG" || s.Tok(v).XPOS == "VB")
	return r.add(s, f, p+1)
}

// equated are the acts whose nouns take what is wanted after "is".
var equated = clause.Set("wish strive demand propose commit")

func isBe(w string) bool {
	return w == "is" || w == "was" || w == "are" || w == "were" || w == "remains" || w == "remain" || w == "remained"
}

// grateful are verbs whose object has done something.
var grateful = clause.Set("thank praise commend applaud congratulate")

// possessor gives the codes of those whose the noun at token i is: "Poland's
// support", "Polish support".
func (r *reading) possessor(s *clause.Sentence, i int) ([]string, clause.Range) {
	k := i - 1
	for k >= s.First && i-k < 6 && (s.Class(k) == nlp.ADJ || s.Class(k) == nlp.ADV || s.Class(k) == nlp.NOUN || s.Low(k) == "-" || s.Tok(k).XPOS == "VBG" || s.Tok(k).XPOS == "VBN" || clause.IsMark(s.Low(k)) && !s.Possessive(k) || s.Class(k) == nlp.PUNCT && s.Low(k) == "," && s.Class(k-1) == nlp.ADJ) {
		if r.actorAt(k) >= 0 {
			break
		}
		k--
	}
	if k < s.First {
		return nil, clause.Range{}
	}
	if s.Possessive(k) {
		np := s.NounLeft(k)
		if codes := r.codes(np, true); len(codes) > 0 {
			return codes, np
		}
	}
	if a := r.actorAt(k); a >= 0 {
		at := clause.Range{First: r.d.Actors[a].First, Last: r.d.Actors[a].Last}
		if codes := r.codes(at, true); len(codes) > 0 {
			return codes, at
		}
	}
	return nil, clause.Range{}
}

// maxGovern bounds the tokens back to the verb that governs a noun, where there
// is no parse, and the steps up to it where there is one.
const maxGovern = 40

// governor is the verb that the noun at token i depends on, and whether by way
// of its subject.
func (r *reading) governor(s *clause.Sentence, i int) (verb int, subject, ok bool) {
	if r.tree.Parsed {
		at := i
		for range maxGovern {
			h, ok := r.tree.Head(at)
			if !ok {
				return 0, false, false
			}
			rel := r.tree.Rel(at)
			if s.Tok(h).UPOS == nlp.VERB {
				return h, rel == "nsubj" || rel == "csubj", true
			}
			if rel == "nsubj" {
				return 0, true, false
			}
			at = h
		}
		return 0, false, false
	}
	for v := i - 1; v >= s.First && i-v < maxGovern; v-- {
		if c := s.Class(v); c == nlp.VERB {
			if x := s.Tok(v).XPOS; x == "VBN" && s.Class(v+1) == nlp.NOUN {
				continue // "an increased need for"
			}
			return v, false, true
		}
	}
	return 0, false, false
}

// taking reports whether token v is a verb of the lexicon that takes what it is
// about as its object, and does more than affirm it.
func (r *reading) taking(s *clause.Sentence, v int) bool {
	return slices.ContainsFunc(r.st.lex.index[s.Low(v)], func(e entry) bool { return e.class == 'v' && e.has(frameNoun) && e.act != "affirm" && e.act != "wish" })
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

// adjective reads "X is ready to Y".
func (r *reading) adjective(s *clause.Sentence, i int, e entry) bool {
	p := i + len(e.words)
	if e.prep("-") {
		p--
	} else if !e.prep(s.Low(p)) {
		return false
	}
	if !s.In(p + 1) {
		return false
	}
	be := i - 1
	negated := false
	for be >= s.First && i-be < 6 && (s.Class(be) == nlp.ADV || s.Low(be) == "not" || s.Low(be) == "n't" || s.Low(be) == "n’t" || clause.IsMark(s.Low(be))) {
		negated = negated || strings.HasPrefix(s.Low(be), "n")
		be--
	}
	f := found{stance: e.stance, frame: "adjective", at: i, word: e.name(), act: e.act, class: 'a'}
	switch s.Low(be) {
	case "is", "are", "was", "were", "be", "been", "'s", "’s", "'re", "’re", "'m", "’m", "am", "stand", "stands", "stood", "remain", "remains", "remained", "being":
	default:
		return false
	}
	if negated {
		if f.stance == parley.Rejects {
			return false
		}
		f.stance = parley.Rejects
	}
	f.actors, f.who = r.subject(s, i, false)
	if len(f.actors) == 0 {
		f.actors, f.who = r.subject(s, be, false)
	}
	return r.add(s, f, p+1)
}

// add keeps f with the phrase that starts at token start, if it has one and
// somebody to whom it belongs.
func (r *reading) add(s *clause.Sentence, f found, start int) bool {
	if f.who.Empty() {
		return false
	}
	for clause.IsMark(s.Low(start)) || s.Low(start) == "," {
		start++
	}
	if w := s.Low(start); w == "to" && (f.frame == "infinitive" || f.class == 'n') && verbal(s, start+1) {
		start++
	}
	start = spelled(s, named(s, start))
	end := s.PhraseEnd(start)
	if end <= start || end-start == 1 && s.Class(start) == nlp.PRON {
		return false
	}
	return r.keep(s, f, clause.Range{First: start, Last: end})
}

// keep keeps f with the words that tell what is wanted.
func (r *reading) keep(s *clause.Sentence, f found, text clause.Range) bool {
	if f.who.Empty() || text.Empty() {
		return false
	}
	if len(f.actors) == 0 {
		if f.guesses = r.guesses(s, f.who); len(f.guesses) == 0 {
			return false
		}
	}
	f.sentence, f.text = s.N, text
	r.out = append(r.out, f)
	return true
}

// named is where the thing itself starts after "what they see as", "what it
// calls": the name that somebody gives it.
func named(s *clause.Sentence, start int) int {
	if s.Low(start) != "what" {
		return start
	}
	for k := start + 1; k < s.Last && k-start < 6; k++ {
		if naming[clause.Lemma(s.Tok(k))] {
			k++
			if s.Low(k) == "as" {
				k++
			}
			return k
		}
	}
	return start
}

// spelled is where the thing itself starts after words that only announce it:
// "insisted on something else: a timetable", "asked for three things: …".
func spelled(s *clause.Sentence, start int) int {
	for k := start; k < s.Last && k-start < 6; k++ {
		switch w := s.Low(k); {
		case w == ":" && k > start && announcing[clause.Lemma(s.Tok(k-1))]:
			return k + 1
		case w == ":":
			return start
		}
	}
	return start
}

var announcing = clause.Set("else thing condition demand point requirement concession step assurance guarantee item change goal aim priority")

// naming are verbs that give a thing a name.
var naming = clause.Set("call describe see term regard consider label")

package tone

import (
	"slices"

	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/clause"
	"github.com/parley-register/parley/internal/nlp/phrase"
)

// finding is an assessment in a sentence: tokens [first, last).
type finding struct {
	first, last int
	of          int // the token that stands for what is judged
	convention  string
	how         string // the rule
}

// find are the words of s that judge talks. Before is the sentence before it,
// nil where there is none.
func (st *Stage) find(s, before *phrase.Sentence, heading bool) []finding {
	out := st.described(s, before)
	for i := 0; i < len(s.Tokens); i++ {
		t, n := st.termAt(s, i)
		if n == 0 || overlaps(out, i, i+n) {
			continue
		}
		f := finding{first: i, last: i + n, of: i, convention: t.convention}
		f.first, f.last = st.widen(s, f.first, f.last)
		if noun, ok := attributeOf(s, f.last); ok {
			f.how, f.of = "attribute", noun
			if !happened(s, noun) || f.last-f.first == n && slices.Contains(extent, t.word) {
				continue
			}
			if slices.Contains(airs, s.Lemma(noun)) && noun-f.last < 2 {
				f.last = noun + 1
			}
		} else if noun, ok := dealOf(s, f.first, f.last); ok {
			f.how, f.of = "attribute", noun
		} else if noun, ok := subjectOf(s, f.first); ok {
			if slices.Contains(airs, s.Lemma(noun)) && len(s.Children(noun, "nmod", "acl")) > 0 && !about(s) && (before == nil || !about(before)) {
				continue // the air of a street
			}
			f.how, f.of = "predicate", noun
		} else if manner(s, f.first, f.last) && (about(s) || before != nil && about(before) || sided(s)) {
			f.how = "manner"
		} else if noun, ok := called(s, f.first); ok {
			f.how, f.of = "described", noun
		} else {
			continue
		}
		if !said(s, f.first) {
			continue
		}
		out = append(out, f)
		i = f.last - 1
	}
	if !heading {
		for _, f := range st.felt(s, before) {
			if !overlaps(out, f.first, f.last) && said(s, f.first) {
				out = append(out, f)
			}
		}
	}
	for _, f := range st.phrases.Find(s) {
		if heading || overlaps(out, f.From, f.To) || !about(s) && (before == nil || !about(before)) && !sided(s) || !said(s, f.From) || s.MoodAt(f.First).Negated {
			continue
		}
		of := f.From
		for k := f.First; k < f.Last; k++ {
			if isTalks(s, k) {
				of = k
				break
			}
		}
		out = append(out, finding{first: f.From, last: f.To, of: of, convention: f.Kind, how: "phrase"})
	}
	slices.SortStableFunc(out, func(a, b finding) int { return a.first - b.first })
	return out
}

func overlaps(all []finding, first, last int) bool {
	return slices.ContainsFunc(all, func(o finding) bool { return o.first < last && first < o.last })
}

// said reports whether words at token i are said to be so. A quotation mark
// before them hides nothing.
func said(s *phrase.Sentence, i int) bool {
	for i > 0 && quote(s, i-1) {
		i--
	}
	return s.MoodAt(i).Real()
}

func quote(s *phrase.Sentence, i int) bool {
	switch s.Lower(i) {
	case "\"", "“", "”", "``", "''", "'", "‘", "’":
		return true
	}
	return false
}

// termAt is the term that begins at token i and its length in tokens: 1, or 3
// for one with a hyphen, which is cut in three; 0 where there is none.
func (st *Stage) termAt(s *phrase.Sentence, i int) (term, int) {
	if i+2 < len(s.Tokens) && s.Lower(i+1) == "-" {
		if t, ok := st.terms[s.Lower(i)+"-"+s.Lower(i+2)]; ok {
			return t, 3
		}
	}
	if t, ok := st.terms[s.Lower(i)]; ok {
		return t, 1
	}
	return term{}, 0
}

// widen takes a term together with its adverbs and with the terms and other
// adjectives that are joined to it: "very candid and constructive".
func (st *Stage) widen(s *phrase.Sentence, first, last int) (int, int) {
	for first > 0 && s.Tokens[first-1].UPOS == nlp.ADV && degree(s.Lower(first-1)) {
		first--
	}
	for {
		k := last
		joined := false
		for k < len(s.Tokens) && (s.Lower(k) == "," || joins(s.Lower(k)) || ratherThan(s, k)) {
			if ratherThan(s, k) {
				k++
				joined = true
			}
			joined = joined || joins(s.Lower(k))
			k++
		}
		if k == last {
			return first, last
		}
		for k < len(s.Tokens) && s.Tokens[k].UPOS == nlp.ADV && degree(s.Lower(k)) {
			k++
		}
		if k >= len(s.Tokens) {
			return first, last
		}
		if _, n := st.termAt(s, k); n > 0 {
			last = k + n
			continue
		}
		if !joined || s.Tokens[k].UPOS != nlp.ADJ || slices.Contains(neutral, s.Lower(k)) {
			return first, last
		}
		last = k + 1
	}
}

func joins(w string) bool {
	return w == "and" || w == "but" || w == "yet" || w == "if" || w == "though"
}

// ratherThan reports whether "rather than" stands at token k.
func ratherThan(s *phrase.Sentence, k int) bool {
	return k+1 < len(s.Tokens) && s.Lower(k) == "rather" && s.Lower(k+1) == "than"
}

func degree(w string) bool {
	switch w {
	case "very", "extremely", "quite", "rather", "highly", "really", "most", "fairly", "truly", "extraordinarily", "exceptionally", "deliberately", "particularly", "more", "so", "too", "equally", "cautiously", "generally", "largely", "broadly":
		return true
	}
	return false
}

// talks are nouns for talks and for how they went.
var talks = []string{
	"talk", "meeting", "discussion", "conversation", "exchange", "dialogue", "negotiation", "consultation", "session", "summit", "round", "call",
	"visit", "conference", "encounter", "contact", "deliberation", "debate", "discourse", "gathering", "trip", "engagement", "process",
}

// sided reports whether s speaks of sides that negotiate, or of somebody who
// speaks with another.
func sided(s *phrase.Sentence) bool {
	for k := range s.Tokens {
		switch s.Lemma(k) {
		case "speak", "talk", "confer", "discuss", "side", "negotiator", "delegation", "mediator", "envoy", "minister", "agreement", "deal":
			return true
		}
	}
	return false
}

// airs are nouns for how talks went; an assessment is told together with them.
var airs = []string{"atmosphere", "tone", "spirit", "mood", "environment", "climate", "realism"}

// natures are nouns that an assessment may belong to where it is that of talks:
// "the talks' tentative nature".
var natures = []string{"nature", "character"}

// extent are words that, before a noun for talks, tell what kind of talks they
// are rather than how they went.
var extent = []string{"exploratory", "intensive", "intense", "comprehensive", "professional", "open", "calm", "quiet", "balanced", "interesting", "crucial", "decisive", "fair", "mixed"}

// neutral are adjectives that judge nothing.
var neutral = []string{
	"bilateral", "trilateral", "multilateral", "regional", "international", "national", "global", "political", "economic", "diplomatic", "military", "strategic",
	"first", "second", "third", "new", "main", "official", "final", "next", "last", "latest", "separate", "joint", "ongoing", "private", "secret", "formal", "informal",
	"preliminary", "direct", "indirect", "technical", "future", "further", "additional", "upcoming", "recent", "public", "closed", "annual", "regular", "same", "such", "other",
	"several", "many", "central", "integral", "part", "additional", "broader", "wider", "related", "necessary", "essential", "possible", "likely",
}

// isTalks reports whether token i is a noun for talks, and the last of its
// compound: not "meeting" in "meeting room".
func isTalks(s *phrase.Sentence, i int) bool {
	if u := s.Tokens[i].UPOS; u != nlp.NOUN && u != nlp.PROPN {
		return false
	}
	l := s.Lemma(i)
	if s.Tokens[i].UPOS == nlp.PROPN {
		l = s.Lower(i)
	}
	if !slices.Contains(talks, l) {
		return false
	}
	if i+1 < len(s.Tokens) && s.Tokens[i+1].UPOS == nlp.NOUN && !slices.Contains(talks, s.Lemma(i+1)) {
		return false
	}
	return true
}

// phraseReach is how many tokens may stand between an adjective and its noun.
const phraseReach = 14

// attributeOf is the noun for talks that follows token i in its phrase:
// "[constructive] and detailed talks", "[frank] exchange of views", "[historic]
// Franco-German summit".
func attributeOf(s *phrase.Sentence, i int) (int, bool) {
	for k := i; k < len(s.Tokens) && k < i+phraseReach; k++ {
		if isTalks(s, k) {
			return k, true
		}
		l := s.Lemma(k)
		if slices.Contains(airs[:len(airs)-1], l) && s.Tokens[k].UPOS == nlp.NOUN && s.Lower(k) != "spirits" {
			return k, true
		}
		if (l == "realism" || slices.Contains(natures, l)) && ofTalks(s, i, k) {
			return k, true
		}
		switch s.Tokens[k].UPOS {
		case nlp.ADJ, nlp.NOUN, nlp.PROPN, nlp.NUM:
		case nlp.PART:
			if s.Tokens[k].XPOS != "POS" {
				return 0, false
			}
		case nlp.ADV, nlp.CCONJ:
			if k+1 >= len(s.Tokens) || s.Tokens[k+1].UPOS != nlp.ADJ && s.Tokens[k+1].UPOS != nlp.PROPN {
				return 0, false
			}
		default:
			w := s.Lower(k)
			comma := w == "," && k+1 < len(s.Tokens) && s.Tokens[k+1].UPOS == nlp.ADJ
			if !quote(s, k) && !comma && w != "-" && w != "–" && w != "'s" && w != "'" {
				return 0, false
			}
		}
	}
	return 0, false
}

// ofTalks reports whether the noun at token k belongs to talks: to those before
// the adjectives from token i, or to those after it.
func ofTalks(s *phrase.Sentence, i, k int) bool {
	for j := i - 2; j >= 0 && j >= i-5; j-- {
		if slices.Contains(talks, s.Lemma(j)) {
			return true
		}
	}
	for j := k + 2; j < len(s.Tokens) && j <= k+6; j++ {
		if w := s.Lower(k + 1); (w == "of" || w == "surrounding" || w == "around" || w == "at") && isTalks(s, j) {
			return true
		}
	}
	return false
}

// holding are verbs that, in the present tense too, tell of talks that took
// place.
var holding = []string{"hold", "have", "conduct", "conclude", "wrap", "finish", "end", "complete", "engage", "welcome", "praise", "hail", "applaud", "follow", "mark", "be", "describe", "host", "pay", "share", "call"}

// wanting are verbs of talks that are still to be.
var wanting = []string{"need", "want", "require", "demand", "urge", "seek", "hope", "expect", "plan", "associate", "pursue", "propose", "promise", "offer", "depend", "allow", "intend", "envisage", "invite"}

// happened reports whether the clause of the noun at token i tells of talks that
// took place, and not of those that somebody will, could or ought to have.
func happened(s *phrase.Sentence, i int) bool {
	k := i
	for range 10 {
		h, ok := s.Head(k)
		if !ok {
			break
		}
		k = h
		if s.Tokens[k].UPOS != nlp.VERB {
			continue
		}
		l := s.Lemma(k)
		if slices.Contains(wanting, l) {
			return false
		}
		switch s.Tokens[k].XPOS {
		case "VB":
			return false
		case "VBZ", "VBP":
			return slices.Contains(holding, l) || definite(s, i)
		case "VBG":
			return slices.Contains(holding, l) && k > 0 && s.Lower(k-1) != "to" || definite(s, i)
		}
		return true
	}
	return true
}

// definite reports whether the phrase of the noun at token i is about certain
// talks: it has the article, or an owner.
func definite(s *phrase.Sentence, i int) bool {
	return slices.ContainsFunc(s.Children(i, "det", "nmod"), func(k int) bool {
		switch s.Lower(k) {
		case "the", "this", "these", "those":
			return true
		}
		return s.Tokens[k].Deprel == "nmod:poss"
	})
}

// dealOf is the noun for what was agreed that "this is a win-win agreement"
// judges.
func dealOf(s *phrase.Sentence, first, last int) (int, bool) {
	if last >= len(s.Tokens) || first < 2 {
		return 0, false
	}
	switch s.Lemma(last) {
	case "agreement", "deal", "accord", "outcome", "result", "compromise", "treaty", "pact":
	default:
		return 0, false
	}
	k := first - 1
	for k > 0 && (quote(s, k) || s.Tokens[k].UPOS == nlp.DET) {
		k--
	}
	if k < 1 || s.Lemma(k) != "be" {
		return 0, false
	}
	switch s.Lower(k - 1) {
	case "this", "it", "that", "which":
		return last, true
	}
	return 0, false
}

// subjectOf is the noun for talks of which token i is said: "the talks, held in
// private, were [constructive]", "it was a meeting that was [useful]".
func subjectOf(s *phrase.Sentence, i int) (int, bool) {
	verb := -1
	for k := i - 1; k >= 0 && k >= i-5; k-- {
		switch s.Lemma(k) {
		case "be", "prove", "remain", "seem", "become", "sound", "appear", "stay":
			verb = k
		}
		if verb >= 0 {
			break
		}
		if u := s.Tokens[k].UPOS; u != nlp.ADV && u != nlp.AUX && u != nlp.DET && u != nlp.PART && u != nlp.ADJ && !quote(s, k) && s.Lower(k) != "," {
			return 0, false
		}
	}
	for k := verb - 1; k >= 0 && k >= verb-9; k-- {
		if s.Stops(k) && !quote(s, k) {
			return 0, false
		}
		if isTalks(s, k) || (s.Lemma(k) == "progress" || slices.Contains(results, s.Lemma(k)) || slices.Contains(airs, s.Lemma(k))) && s.Tokens[k].UPOS == nlp.NOUN {
			return k, !impersonal(s, i, verb)
		}
	}
	return 0, false
}

// results are nouns for what came of talks, of which an assessment may be said.
var results = []string{"outcome", "result", "decision", "compromise", "agreement", "deal", "accord", "pact", "treaty", "truce", "declaration", "settlement", "understanding", "text", "document", "communique", "communiqué", "step", "arrangement"}

// impersonal reports whether what is said at token i is of somebody, or of "it"
// and an infinitive: "it is going to be difficult to use them".
func impersonal(s *phrase.Sentence, i, verb int) bool {
	for k := verb - 1; k >= 0 && (s.Tokens[k].UPOS == nlp.PRON || s.Tokens[k].UPOS == nlp.ADV || s.Tokens[k].UPOS == nlp.AUX); k-- {
		switch s.Lower(k) {
		case "he", "she", "they", "we", "i", "you":
			return true // "after the talks he was optimistic"
		}
	}
	for k := verb - 1; k >= 0 && k >= verb-4; k-- {
		if s.Lower(k) == "it" || s.Lower(k) == "there" {
			for j := i + 1; j < min(i+5, len(s.Tokens)); j++ {
				if s.Lower(j) == "to" {
					return true
				}
			}
		}
	}
	return false
}

// manner reports whether words tell in what manner talks were held: "in
// [constructive] terms", "in a [professional] manner".
func manner(s *phrase.Sentence, first, last int) bool {
	for last < len(s.Tokens) && quote(s, last) {
		last++
	}
	for first > 0 && quote(s, first-1) {
		first--
	}
	if first == 0 || last >= len(s.Tokens) {
		return false
	}
	in := s.Lower(first-1) == "in" || first > 1 && s.Lower(first-2) == "in"
	switch s.Lemma(last) {
	case "term", "way", "vein", "note", "light", "manner", "fashion":
		return in
	}
	return false
}

// describing are verbs by which somebody says how talks were: with "as", and
// without.
var (
	describing = []string{"describe", "welcome", "greet", "characterize", "characterise", "view", "see", "regard", "frame", "hail", "portray", "depict", "present", "praise", "dismiss", "assess"}
	calling    = []string{"call", "term", "label", "deem", "consider", "brand", "dub", "find", "declare", "pronounce", "judge", "proclaim"}
)

// called is the noun for talks of which token i is said by somebody: "called the
// meeting in Geneva [useful]".
func called(s *phrase.Sentence, i int) (int, bool) {
	noun := -1
	for k := i - 1; k >= 0 && k >= i-describeReach; k-- {
		l := s.Lemma(k)
		switch {
		case s.Stops(k) && !quote(s, k):
			return 0, false
		case isTalks(s, k):
			noun = k
		case s.Tokens[k].UPOS == nlp.VERB && (slices.Contains(calling, l) || slices.Contains(describing, l)):
			return noun, noun >= 0
		}
	}
	return 0, false
}

// described are the words as which somebody describes talks: "described the
// meeting as [frank]", "called the talks [useful]", "the talks are seen as a
// [stabilizing force]".
func (st *Stage) described(s, before *phrase.Sentence) []finding {
	var out []finding
	for v := range s.Tokens {
		if s.Tokens[v].UPOS != nlp.VERB {
			continue
		}
		as := slices.Contains(describing, s.Lemma(v))
		if !as && !slices.Contains(calling, s.Lemma(v)) {
			continue
		}
		of, from := st.object(s, before, v, as)
		if of < 0 {
			continue
		}
		f, ok := st.judgement(s, from, as)
		if !ok && !as {
			f, ok = st.complement(s, from, s.Lemma(v))
		}
		if ok && !(s.Lower(of) == "it" && f.last < len(s.Tokens) && s.Lower(f.last) == "to") && said(s, v) && !s.MoodAt(f.first).Negated {
			f.of = of
			out = append(out, f)
		}
	}
	return out
}

// describeReach is how many tokens may stand between a verb and what it is said
// of, farReach between a verb and "as".
const (
	describeReach = 12
	farReach      = 20
)

// judged reports whether the noun at token k is one that is judged when talks
// are: talks, their air, what came of them, the day of them. What follows may be
// a term that the parse takes for a noun: "called the exchange [frank]".
func (st *Stage) judged(s *phrase.Sentence, k int) bool {
	if isTalks(s, k) {
		return true
	}
	if s.Tokens[k].UPOS != nlp.NOUN {
		return false
	}
	if slices.Contains(talks, s.Lemma(k)) {
		_, n := st.termAt(s, min(k+1, len(s.Tokens)-1))
		return n > 0 && k+1 < len(s.Tokens)
	}
	return slices.Contains(airs[:len(airs)-1], s.Lemma(k)) || made(s, k) || slices.Contains(days, s.Lemma(k))
}

// made reports whether the noun at token k is for what talks brought. A decision
// is a government's as well.
func made(s *phrase.Sentence, k int) bool {
	return s.Tokens[k].UPOS == nlp.NOUN && s.Lemma(k) != "decision" && slices.Contains(results, s.Lemma(k))
}

// days are the nouns for the time of talks, which is judged in their stead.
var days = []string{"day", "night", "evening", "week", "weekend"}

// object is what the verb at token v describes, talks, and the token after which
// the description begins; -1 where it describes something else.
func (st *Stage) object(s, before *phrase.Sentence, v int, as bool) (of, from int) {
	passive := s.Tokens[v].XPOS == "VBN" && v > 0 && slices.ContainsFunc([]int{v - 1, max(0, v-2)}, func(k int) bool { return s.Lemma(k) == "be" })
	of = -1
	if passive {
		for k := v - 1; k >= 0 && k >= v-describeReach; k-- {
			if s.Stops(k) {
				break
			}
			if isTalks(s, k) || made(s, k) {
				of = k
				break
			}
		}
		if of < 0 {
			return -1, 0
		}
	}
	if of < 0 && as {
		of = relative(s, v)
	}
	for k := v + 1; k < len(s.Tokens) && k <= v+farReach; k++ {
		if s.Stops(k) && !quote(s, k) {
			return -1, 0
		}
		if as && s.Lower(k) == "as" {
			return of, k + 1
		}
		if k > v+describeReach {
			continue
		}
		if of < 0 && (s.Lower(k) == "them" || s.Lower(k) == "it") && k == v+1 && (before != nil && (about(before) || agreed(before) && s.Tokens[v].XPOS == "VBD") || aboutBefore(s, v)) {
			of = k
		}
		if of < 0 && st.judged(s, k) {
			of = k
		}
		if !as && of >= 0 {
			if passive {
				return of, v + 1
			}
			if k > of {
				return of, k
			}
		}
	}
	return -1, 0
}

// agreed reports whether s speaks of what talks bring.
func agreed(s *phrase.Sentence) bool {
	for k := range s.Tokens {
		switch s.Lemma(k) {
		case "agreement", "deal", "accord", "treaty", "pact", "truce", "ceasefire", "declaration", "sign", "agree":
			return true
		}
	}
	return false
}

// relative is the noun for talks that the relative pronoun close before the verb
// at token v stands for: "talks with the premier on Monday which he described
// as"; -1 where there is none.
func relative(s *phrase.Sentence, v int) int {
	for k := v - 1; k >= 0 && k >= v-4; k-- {
		if w := s.Lower(k); w != "which" && w != "that" {
			continue
		}
		for j := k - 1; j >= 0 && j >= k-describeReach && (!s.Stops(j) || quote(s, j)); j-- {
			if isTalks(s, j) {
				return j
			}
		}
	}
	return -1
}

// about reports whether s speaks of talks.
func about(s *phrase.Sentence) bool {
	for k := range s.Tokens {
		if isTalks(s, k) {
			return true
		}
	}
	return false
}

// complement is what a verb of calling makes of talks where no term says it:
// "called the accord [a trap]", "found the meeting [decent]".
func (st *Stage) complement(s *phrase.Sentence, i int, verb string) (finding, bool) {
	for i < len(s.Tokens) && quote(s, i) {
		i++
	}
	if i >= len(s.Tokens) {
		return finding{}, false
	}
	first := i
	for i < len(s.Tokens) && s.Tokens[i].UPOS == nlp.ADV {
		i++
	}
	if i >= len(s.Tokens) {
		return finding{}, false
	}
	switch w := s.Lower(i); {
	case (w == "a" || w == "an" || w == "the" || w == "no") && namesIt[verb]:
		for k := i + 1; k < min(i+7, len(s.Tokens)); k++ {
			if u := s.Tokens[k].UPOS; u == nlp.NOUN || (u == nlp.NUM || u == nlp.ADJ) && (k+1 == len(s.Tokens) || s.Tokens[k+1].UPOS == nlp.PUNCT || s.Tokens[k+1].UPOS == nlp.ADP) {
				if slices.Contains(talks, s.Lemma(k)) {
					return finding{}, false
				}
				_, last := s.Phrase(k)
				return finding{first: first, last: min(max(last, k+1), first+8), how: "described"}, true
			}
		}
	case s.Tokens[i].UPOS == nlp.ADJ && !slices.Contains(neutral, w):
		if i+1 == len(s.Tokens) || s.Tokens[i+1].UPOS == nlp.PUNCT || s.Tokens[i+1].UPOS == nlp.ADP || s.Tokens[i+1].UPOS == nlp.CCONJ {
			return finding{first: first, last: i + 1, how: "described"}, true
		}
	}
	return finding{}, false
}

// namesIt are the verbs of calling that take a noun for what something is.
var namesIt = clause.Set("call term label brand dub deem consider")

// felt finds the feelings with which those who were there tell how talks went:
// "was [deeply disappointed]", "spoke of [real progress]", "voiced
// [satisfaction]".
func (st *Stage) felt(s, before *phrase.Sentence) []finding {
	here := about(s)
	if !here && (before == nil || !about(before)) {
		return nil
	}
	var out []finding
	add := func(first, last int, convention string) {
		if !overlaps(out, first, last) {
			out = append(out, finding{first: first, last: last, of: first, convention: convention, how: "felt"})
		}
	}
	for i := range s.Tokens {
		lemma := s.Lemma(i)
		if c := feelings[s.Lower(i)]; c != "" && here && st.feels(s, i) {
			first := i
			for first > 0 && s.Tokens[first-1].UPOS == nlp.ADV && s.Lower(first-1) != "not" {
				first--
			}
			add(first, i+1, c)
		}
		if c := states[lemma]; c != "" && s.Tokens[i].UPOS == nlp.NOUN && reported(s, i) {
			first := i
			for first > 0 && (s.Tokens[first-1].UPOS == nlp.ADJ || s.Tokens[first-1].UPOS == nlp.ADV || s.Lower(first-1) == "some") && s.Lower(first-1) != "no" {
				first--
			}
			if lemma == "progress" || lemma == "headway" {
				if first == i || slices.ContainsFunc([]string{"enough", "little", "sufficient", "any"}, func(w string) bool { return s.Lower(first) == w }) {
					continue // bare or little, it is told by the phrases
				}
			}
			add(first, i+1, c)
		}
	}
	return out
}

// feels reports whether somebody is said to be what the word at token i tells,
// and of what was: not "optimistic about a truce".
func (st *Stage) feels(s *phrase.Sentence, i int) bool {
	if i+1 < len(s.Tokens) {
		switch s.Lower(i + 1) {
		case "about", "to", "if":
			return false
		}
	}
	for k := i - 1; k >= 0 && k >= i-4; k-- {
		switch s.Lemma(k) {
		case "be", "declare", "profess", "pronounce", "feel", "leave", "return":
			subject, _, ok := s.Subject(i)
			if !ok {
				subject, _, ok = s.Subject(k)
			}
			return !ok || subject > i || !isTalks(s, subject)
		}
		if u := s.Tokens[k].UPOS; u != nlp.ADV && u != nlp.PRON {
			return false
		}
	}
	return false
}

// reported reports whether the noun at token i is what somebody reports of talks
// or what they brought.
func reported(s *phrase.Sentence, i int) bool {
	for k := i - 1; k >= 0 && k >= i-5; k-- {
		switch s.Lemma(k) {
		case "voice", "express", "convey", "report", "bring", "yield", "produce", "register", "record", "claim", "cite", "make", "achieve", "see":
			return s.Tokens[k].UPOS == nlp.VERB && (s.Tokens[k].XPOS == "VBD" || s.Tokens[k].XPOS == "VBN" || s.Tokens[k].XPOS == "VBG" || s.Tokens[k].XPOS == "VBZ")
		case "of":
			return k > 0 && (s.Lemma(k-1) == "speak" || s.Lemma(k-1) == "talk")
		case "be":
			return k > 0 && (s.Lower(k-1) == "there" || k > 1 && s.Lower(k-2) == "there")
		}
		if u := s.Tokens[k].UPOS; u != nlp.ADJ && u != nlp.ADV && u != nlp.DET && !quote(s, k) {
			return false
		}
	}
	return false
}

// feelings are what those who were there say they are, and states the nouns for
// what they report, with what is conventionally meant.
var (
	feelings = map[string]string{
		"disappointed": "the speaker wanted more", "dissatisfied": "the speaker wanted more", "frustrated": "the speaker wanted more",
		"satisfied": "the speaker counts it as a success", "content": "the speaker counts it as a success", "delighted": "the speaker counts it as a success",
	}
	states = map[string]string{
		"progress": "something moved, and the matter is not settled", "headway": "something moved, and the matter is not settled",
		"disappointment": "the speaker wanted more", "dissatisfaction": "the speaker wanted more", "frustration": "the speaker wanted more",
		"satisfaction": "the speaker counts it as a success",
	}
)

// verdicts are the nouns as which talks are judged, with what is conventionally
// meant.
var verdicts = map[string]string{
	"success": "the speaker counts it as a success", "triumph": "the speaker counts it as a success", "victory": "the speaker counts it as a success",
	"failure": "the speaker counts it as a failure", "fiasco": "the speaker counts it as a failure", "disaster": "the speaker counts it as a failure",
	"debacle": "the speaker counts it as a failure", "flop": "the speaker counts it as a failure", "farce": "the speaker counts it as a failure",
	"charade": "the speaker counts it as a failure", "sham": "the speaker counts it as a failure", "setback": "the speaker wanted more",
	"disappointment": "the speaker wanted more", "breakthrough": "the speaker wants it remembered", "milestone": "the speaker wants it remembered",
	"watershed": "the speaker wants it remembered",
}

// verdict is the number of tokens from i on that judge with a noun: "resounding
// success"; 0 where they do not.
func verdict(s *phrase.Sentence, i int) int {
	for k := i; k < min(i+3, len(s.Tokens)); k++ {
		if verdicts[s.Lemma(k)] != "" && s.Tokens[k].UPOS == nlp.NOUN {
			return k - i + 1
		}
		if u := s.Tokens[k].UPOS; u != nlp.ADJ && u != nlp.ADV && u != nlp.NOUN && s.Tokens[k].Deprel != "amod" {
			return 0
		}
	}
	return 0
}

// aboutBefore reports whether s speaks of talks before token v.
func aboutBefore(s *phrase.Sentence, v int) bool {
	for k := 0; k < v; k++ {
		if isTalks(s, k) {
			return true
		}
	}
	return false
}

// judgement is the description that begins at token i: an adjective with its
// adverbs and conjuncts, and the noun that it goes with. After "as" any
// adjective that judges will do; elsewhere it must be a term.
func (st *Stage) judgement(s *phrase.Sentence, i int, as bool) (finding, bool) {
	for i < len(s.Tokens) && (quote(s, i) || s.Tokens[i].UPOS == nlp.DET || s.Lower(i) == "both" || s.Lower(i) == "being") {
		i++
	}
	first := i
	for i < len(s.Tokens) && s.Tokens[i].UPOS == nlp.ADV && (degree(s.Lower(i)) || as) {
		i++
	}
	if i >= len(s.Tokens) {
		return finding{}, false
	}
	if n := verdict(s, i); n > 0 {
		return finding{first: first, last: i + n, convention: verdicts[s.Lemma(i+n-1)], how: "described"}, true
	}
	t, n := st.termAt(s, i)
	if n == 0 {
		if !as || s.Tokens[i].UPOS != nlp.ADJ || slices.Contains(neutral, s.Lower(i)) {
			return finding{}, false
		}
		n = 1
		if i+2 < len(s.Tokens) && s.Lower(i+1) == "-" {
			n = 3
		}
	}
	_, last := st.widen(s, i, i+n)
	f := finding{first: first, last: last, convention: t.convention, how: "described"}
	for k := last; k < len(s.Tokens) && k < last+3 && s.Tokens[k].UPOS == nlp.NOUN; k++ {
		if isTalks(s, k) {
			break
		}
		f.last = k + 1
	}
	return f, true
}

package quotes

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/clause"
	"github.com/parley-register/parley/internal/read/layer"
)

// Stage reads attributions. It is safe for concurrent use.
type Stage struct {
	lex               *lexicon
	phrases           []phrase
	nouns, adjectives map[string]*nominalCue
	speakers          map[string]parley.SpeakerKind
	version           string
}

// New loads the lexicons. An error is a defect of the data files.
func New() (*Stage, error) {
	lex, err := loadLexicon()
	if err != nil {
		return nil, err
	}
	phrases, err := loadPhrases()
	if err != nil {
		return nil, err
	}
	speakers, err := loadSpeakers()
	if err != nil {
		return nil, err
	}
	nouns, err := loadNominal("nouns.tsv", nounsTSV)
	if err != nil {
		return nil, err
	}
	adjectives, err := loadNominal("adjectives.tsv", adjectivesTSV)
	if err != nil {
		return nil, err
	}
	version := parley.DigestOfFields("quotes/2", cuesTSV, phrasesTSV, nounsTSV, adjectivesTSV, speakersTSV)
	return &Stage{lex, phrases, nouns, adjectives, speakers, version.Short()}, nil
}

// Name is "quotes".
func (st *Stage) Name() string { return "quotes" }

// Needs lists the layers that must be there. Tags, a parse and actors are used
// where they are there.
func (st *Stage) Needs() []string { return []string{layer.Sentences} }

// Adds lists the layers that it adds.
func (st *Stage) Adds() []string { return []string{layer.Attributions} }

// Version changes with the rules and the lexicons.
func (st *Stage) Version() string { return st.version }

// reading is the work on one document.
type reading struct {
	st         *Stage
	d          *layer.Doc
	text       string
	quotes     []quotation
	taken      []bool  // quotes that have an attribution
	quoteOf    []int32 // per token: index into quotes plus 1
	sentenceOf []int32 // per token
	personLike map[string]bool
	tree       *clause.Tree // of the sentence under reading
	chains     map[int]int  // from the start of a cue to that of the cue whose attribution it cites
	out        []layer.Attribution
	nouns      []layer.Attribution // those whose cue is a noun
}

// Bounds on what one cue may look at, so that the work stays linear in the
// text whatever its sentences are like.
const (
	maxContent = 400 // tokens of one content
	maxCues    = 12  // cues after it
	maxSubject = 120 // tokens back to the subject of a sentence
)

// long is the number of words from which a quotation is one, and not a term
// that the author sets apart.
const long = 5

// Read adds d.Attributions.
func (st *Stage) Read(d *layer.Doc) {
	r := &reading{st: st, d: d, text: d.Source.Text, personLike: map[string]bool{}, chains: map[int]int{}}
	r.quotes = quotations(d.Doc)
	r.taken = make([]bool, len(r.quotes))
	r.quoteOf = make([]int32, len(d.Tokens))
	r.sentenceOf = make([]int32, len(d.Tokens))
	for n, s := range d.Sentences {
		for i := s.First; i < s.Last; i++ {
			r.sentenceOf[i] = int32(n)
		}
	}
	for q := range r.quotes {
		in := clause.Tokens(r.d.Doc, r.quotes[q].inner())
		for i := in.First; i < in.Last; i++ {
			r.quoteOf[i] = int32(q + 1)
		}
	}
	r.learnPersons()
	for n, s := range d.Sentences {
		in := &clause.Sentence{Doc: d.Doc, N: n, First: s.First, Last: s.Last}
		in.First = in.Dateline()
		r.sentence(in)
	}
	r.dashes()
	r.transcripts()
	r.loose()
	r.out = append(r.out, r.nouns...)
	r.finish()
	d.Attributions, d.Quotations = r.out, r.quotations()
}

// inLongQuote reports whether token i stands in a quotation of five words or
// more.
func (r *reading) inLongQuote(i int) bool {
	q := r.quoteOf[i]
	return q > 0 && r.quotes[q-1].words >= long
}

// learnPersons notes words that stand for persons: the last words of names
// that an office or a title precedes.
func (r *reading) learnPersons() {
	t := r.d.Tokens
	for i := 0; i+1 < len(t); i++ {
		w := strings.TrimSuffix(strings.ToLower(t[i].Form), ".")
		kind := r.st.speakers[w]
		if !(w == "mr" || w == "mrs" || w == "ms" || w == "dr" || kind == parley.NamedSpeaker || kind == parley.AnonymousSpeaker && clause.Capitalized(&t[i])) {
			continue
		}
		j := i + 1
		if t[j].Form == "." {
			j++
		}
		for ; j < len(t) && j-i < 6 && clause.Capitalized(&t[j]) && clause.Class(&t[j]) == nlp.PROPN && r.sentenceOf[j] == r.sentenceOf[i]; j++ {
			r.personLike[t[j].Form] = true
		}
	}
}

func (r *reading) actorIn(s clause.Range) (int, bool) {
	a := r.d.Actors
	i := sort.Search(len(a), func(i int) bool { return a[i].First >= s.First })
	best := -1
	for ; i < len(a) && a[i].Last <= s.Last; i++ {
		if a[i].Kind == layer.PersonActor {
			return i, true
		}
		if best < 0 {
			best = i
		}
	}
	return best, best >= 0
}

func (r *reading) nameType(s clause.Range) nlp.NameType {
	n := r.d.Names
	i := sort.Search(len(n), func(i int) bool { return n[i].First >= s.First })
	best := nlp.NoName
	for ; i < len(n) && n[i].Last <= s.Last; i++ {
		best = n[i].Type
		if best == nlp.PER {
			return best
		}
	}
	return best
}

// countryLike reports a noun phrase of capitalised words that no word marks as
// a person: it needs the actors layer to say yes.
func (r *reading) countryLike(s clause.Range) bool {
	if len(r.d.Actors) == 0 {
		return false
	}
	a, ok := r.actorIn(s)
	return ok && r.d.Actors[a].Code != "" && r.d.Actors[a].Person == 0
}

// hit is a cue found in a sentence.
type hit struct {
	cue     *cue
	form    *form
	verb    int  // token of the verb
	last    int  // token after the cue
	ing     bool // present participle that heads a clause of its own
	negated bool
	future  bool
}

// cueAt finds the cue whose verb is token i.
func (r *reading) cueAt(s *clause.Sentence, i int) (hit, bool) {
	t := s.Tok(i)
	f := r.st.lex.forms[strings.ToLower(t.Form)]
	if f == nil || r.inLongQuote(i) {
		return hit{}, false
	}
	if !f.verbal(s, i) || f.participle && !f.present && t.Deprel == "acl" && f.describes() {
		return hit{}, false // "a group called Open Doors"
	}
	for _, c := range f.cues {
		j, ok := i+1, true
		for _, w := range c.words[1:] {
			if s.Low(j) != w {
				ok = false
				break
			}
			j++
		}
		if !ok {
			continue
		}
		h := hit{cue: c, form: f, verb: i, last: j, ing: f.present}
		inward := thoughts[c.class]
		for k := i - 1; k >= s.First && i-k < 6; k-- {
			switch w := s.Low(k); {
			case w == "not" || w == "n't" || w == "n’t" || w == "never":
				h.negated = true
				continue
			case w == "will" || w == "would" || w == "shall" || w == "'ll" || w == "’ll":
				if inward {
					return hit{}, false // "would support": nobody says that he does
				}
				h.future = true
				continue
			case inward && (w == "could" || w == "should" || w == "must" || w == "may" || w == "might" || w == "can"):
				return hit{}, false
			case inward && (w == "i" || w == "we" || w == "you"):
				return hit{}, false // the author's own mind, or a lost quotation mark
			case w == "to" && s.Class(k+1) != nlp.ADP:
				return hit{}, false // infinitive
			case w == "is" || w == "are" || w == "was" || w == "were" || w == "be" || w == "been" || w == "being" || w == "'re" || w == "’re":
				if f.participle && !f.present {
					return hit{}, false // passive
				}
				h.ing = false
				continue
			case s.Class(k) == nlp.AUX || s.Class(k) == nlp.ADV:
				continue
			}
			break
		}
		return h, true
	}
	return hit{}, false
}

// thoughts are the acts of a mind: they are told of somebody only where they
// are told to be so.
var thoughts = clause.Set("think want know plan support doubt worry agree")

// describes reports whether a cue of the form gives somebody or something a
// name.
func (f *form) describes() bool {
	return slices.ContainsFunc(f.cues, func(c *cue) bool { return c.class == "describe" })
}

// verbal reports whether token i, which has the form f, is a verb there.
func (f *form) verbal(s *clause.Sentence, i int) bool {
	t := s.Tok(i)
	low := strings.ToLower(t.Form)
	base := f.cues[0].words[0]
	next := s.Low(i + 1)
	switch t.UPOS {
	case nlp.VERB, nlp.AUX:
		return true
	case nlp.NoTag:
		if clause.Capitalized(t) {
			return false
		}
		prev := s.Class(i - 1)
		return f.present || i > s.First && prev != nlp.DET && prev != nlp.ADP && !s.Possessive(i-1) && prev != nlp.NUM
	case nlp.NOUN: // a past form is no noun, nor is what a clause follows
		if f.present || low == base {
			return false
		}
		if strings.HasSuffix(low, "s") {
			return next == "that" || clause.IsMark(next)
		}
		return clause.Nominal(s.Class(i-1)) || s.Class(i-1) == nlp.ADV
	case nlp.ADJ:
		return !f.present && low != base && clause.Nominal(s.Class(i-1)) && (next == "that" || next == "," || next == "" || clause.FinalMark(next))
	}
	return false
}

// treeSubject is the subject of the verb at token v by the parse.
func (r *reading) treeSubject(v int) (np, apposition clause.Range, ok bool) {
	head, own, ok := r.tree.Subject(v)
	if !ok || !own {
		return np, apposition, false
	}
	np, apposition = r.tree.Noun(head)
	return np, apposition, true
}

// contentEnd is the token after the content that starts at token i, by the
// parse of what depends on the verb where it goes so far, else by punctuation.
func (r *reading) contentEnd(s *clause.Sentence, verb, i int, frame string, rest []hit) int {
	lexical := r.clauseEnd(s, verb, i, rest)
	end := 0
	for c := range r.tree.Children(verb) {
		if c < i {
			continue
		}
		rel := r.tree.Rel(c)
		ok := false
		switch frame {
		case "clause":
			ok = rel == "ccomp" || rel == "parataxis" || rel == "advcl"
		case "infinitive":
			ok = rel == "xcomp" || rel == "advcl" || rel == "ccomp"
		case "noun":
			ok = rel == "obj" || rel == "xcomp" || rel == "iobj"
		case "prep":
			ok = rel == "obl" || rel == "advcl"
		}
		if sp := r.tree.Span(c); ok && sp.First <= i+1 {
			end = max(end, sp.Last)
			if frame != "noun" {
				break
			}
		}
	}
	for end > i && clause.FinalMark(s.Low(end-1)) {
		end--
	}
	switch frame {
	case "clause":
		lexical = min(lexical, statementEnd(s, verb, i))
	case "noun", "prep", "infinitive":
		lexical = min(lexical, s.PhraseEnd(i))
	case "as":
		if as := s.Find("as", i, 16); as >= 0 {
			lexical = min(lexical, s.PhraseEnd(as+1))
		}
	}
	if frame == "infinitive" && end > i {
		return end
	}
	if frame != "clause" || end <= i || end >= lexical || s.Class(i) == nlp.SCONJ || s.Class(i) == nlp.ADP { // "said that if X, Y"
		return lexical
	}
	next := end
	if s.Low(next) == "," {
		next++
	}
	if s.Class(next) == nlp.CCONJ && s.Low(next+1) == "that" { // "said X, and that Y"
		return lexical
	}
	if s.Class(next) != nlp.CCONJ {
		if s.Low(end) == "," || s.Class(end) == nlp.SCONJ {
			return end
		}
		return lexical
	}
	for c := range r.tree.Children(verb) { // "said X and left": what is coordinated with the cue is not said
		if r.tree.Rel(c) == "conj" && c > end {
			return end
		}
	}
	return lexical
}

// joins reports whether the verb at token other is coordinated with the cue at
// token verb, and not with the verb of what is said. Without a parse it is.
func (r *reading) joins(other, verb int) bool {
	if !r.tree.Parsed {
		return true
	}
	for range 8 {
		h, ok := r.tree.Head(other)
		if !ok {
			return true
		}
		if h == verb {
			return r.tree.Rel(other) == "conj"
		}
		if r.tree.Rel(other) != "conj" {
			return h < verb
		}
		other = h
	}
	return true
}

// statementEnd is the token after a clause that starts at token i and is the
// content of the cue at token verb: what is added to it as an aside is not.
func statementEnd(s *clause.Sentence, verb, i int) int {
	subordinate := false // "While he said X, he …"
	for k := verb - 1; k >= s.First && verb-k < 12; k-- {
		w := s.Low(k)
		if w == "," || w == "that" || clause.IsMark(w) || s.Class(k) == nlp.VERB {
			break
		}
		if w == "while" || w == "although" || w == "though" || w == "when" || w == "if" || w == "because" || w == "since" || w == "as" && k == s.First || w == "whether" {
			subordinate = true
			break
		}
	}
	quoted := false
	for k := i; k < s.Last; k++ {
		w := s.Low(k)
		if clause.IsMark(w) && w != "'" && w != "’" {
			quoted = w != "”" && (w == "“" || !quoted)
			continue
		}
		if quoted || k < i+2 {
			continue
		}
		if w == ";" || (w == "—" || w == "–" || w == "--" || w == "-" && s.Spaced(k)) && s.Find(w, k+1, clause.MaxPhrase) < 0 {
			return k
		}
		if w != "," {
			continue
		}
		if subordinate {
			if c := s.Class(k + 1); c == nlp.PRON || c == nlp.DET || c == nlp.PROPN || c == nlp.ADV {
				return k
			}
		}
		switch s.Low(k + 1) {
		case "which", "who", "whose":
			if past := resumes(s, k+2); past > 0 {
				k = past
				continue
			}
			return k
		case "while", "whereas", "although", "though", "compared", "meaning", "according":
			return k
		}
	}
	return s.Last
}

// resumes finds the comma that closes a relative clause which goes on at token
// i, where the clause around it goes on with its verb; 0 where it does not.
func resumes(s *clause.Sentence, i int) int {
	for k := i; k < s.Last && k-i < clause.MaxPhrase; k++ {
		if s.Low(k) != "," {
			continue
		}
		if k+1 < s.Last {
			switch s.Tok(k + 1).XPOS {
			case "VBD", "VBZ", "VBP", "MD":
				return k
			}
		}
		return 0
	}
	return 0
}

// clauseEnd is the token after the content that starts at i: the end of the
// sentence, or where another cue takes over.
func (r *reading) clauseEnd(s *clause.Sentence, verb, i int, hits []hit) int {
	end := s.Last
	for end > i && clause.FinalMark(s.Low(end-1)) {
		end--
	}
	for n := range hits[:min(len(hits), maxCues)] {
		h := &hits[n]
		if h.verb <= i || h.verb >= end || r.quoteOf[h.verb] > 0 {
			continue
		}
		k := h.verb - 1
		for k > i && s.Class(k) == nlp.ADV {
			k--
		}
		w := s.Low(k)
		if h.ing && w == "," {
			return k
		}
		if np, _, _ := s.SubjectLeft(h.verb); np.First > i+3 && h.cue.has(frameClause|frameTold) && (np.Last-np.First > 1 || s.Low(np.First) != s.Low(i)) {
			if c := s.Low(np.First - 1); (c == "but" || c == "while" || c == "and" || c == "though" || c == "although" || c == "whereas") && s.Low(np.First-2) == "," {
				return np.First - 2
			}
		}
		if (w == "and" || w == "but") && k > i+3 && r.joins(h.verb, verb) {
			if s.Low(k-1) == "," {
				k--
			}
			return k
		}
	}
	return end
}

// sentence finds the attributions whose cues stand in s.
func (r *reading) sentence(s *clause.Sentence) {
	var hits []hit
	r.tree = nil
	for i := s.First; i < s.Last; i++ {
		if h, ok := r.cueAt(s, i); ok {
			hits = append(hits, h)
			i = h.last - 1
		}
	}
	first := len(r.out)
	nouns := slices.ContainsFunc(s.Lows(), func(w string) bool { return r.st.nouns[w] != nil || r.st.adjectives[w] != nil })
	if len(hits) > 0 || nouns {
		r.tree = clause.NewTree(s)
	}
	r.phraseCues(s)
	r.headline(s)
	r.seems(s)
	r.passives(s)
	r.asked(s)
	for k := range hits {
		r.attribute(s, hits, k, first)
	}
	if nouns {
		r.nominals(s, first)
		r.adjectives(s, first)
	}
}

// attribute makes the attribution of hits[k], if its content can be found.
func (r *reading) attribute(s *clause.Sentence, hits []hit, k, firstOut int) {
	h := &hits[k]
	c := h.cue
	a := layer.Attribution{Sentence: s.N, Lemma: c.lemma, Act: c.class, Hedged: c.modality == "h", Modality: parley.Asserted}
	switch {
	case h.negated:
		a.Modality = parley.Denied
	case h.future:
		a.Modality = parley.Planned
	}
	a.Cue = []parley.Span{clause.Range{First: h.verb, Last: h.last}.Bytes(s.Doc)}

	// who
	var subject, apposition clause.Range
	left := h.verb
	right := h.last
	for left > s.First && (s.Class(left-1) == nlp.ADV && !clause.SubjectPronoun(s.Low(left-1)) || s.Class(left-1) == nlp.AUX) {
		left--
	}
	inverted := false
	if quoted, ok := r.asSaying(s, h, &a); ok {
		subject = quoted
	} else if !h.ing {
		if !c.has(frameTold) && c.has(frameFollowing) && left > s.First && (s.Low(left-1) == "," || clause.IsMark(s.Low(left-1))) || left == s.First && c.has(frameFollowing) && r.quoteBefore(s, left) {
			if np := phraseRight(s, h.last); !np.Empty() && !clause.IsTime(s.Tok(np.First)) && s.Class(np.First) != nlp.ADV && !clause.IsMark(s.Low(np.First)) && s.Low(np.First) != "that" {
				if q := r.quoteBefore(s, left); q || s.EndsAt(np.Last) {
					subject, inverted = np, true
					right = np.Last
					if s.Low(right) == "," {
						if end := s.AppositionEnd(right + 1); end > 0 {
							apposition = clause.Range{First: right + 1, Last: end}
							right = end
						}
					}
				}
			}
		}
		if !inverted {
			var joined bool
			subject, apposition, joined = s.SubjectLeft(h.verb)
			if subject.Empty() && !joined {
				if np, ap, ok := r.treeSubject(h.verb); ok && np.Last <= h.verb {
					subject, apposition = np, ap
				}
			}
			if name, ok := nameBefore(s, subject); ok && apposition.Empty() {
				subject, apposition = name, subject
			}
			if subject.Empty() && joined {
				r.inherit(&a, firstOut)
				if len(a.Source) == 0 {
					subject = s.MainSubject(h.verb)
				}
			}
			if subject.Empty() && len(a.Source) == 0 && joined && s.Low(left-1) == "," {
				subject = s.NounLeft(left - 1) // a comma too many: "Foreign Minister Reyes, told"
			}
			if !subject.Empty() {
				left = min(left, subject.First)
			}
		}
	} else {
		if np, _, _ := s.SubjectLeft(h.verb); !np.Empty() && s.Low(np.First-1) == "with" {
			subject = np // "with the envoy saying"
		} else {
			r.inherit(&a, firstOut)
		}
		if len(a.Source) == 0 && subject.Empty() {
			if s.Low(h.verb-1) != "," && h.verb > s.First {
				if np, _, _ := s.SubjectLeft(h.verb); !np.Empty() {
					subject = np
				}
			}
			if subject.Empty() {
				subject = s.MainSubject(h.verb)
			}
		}
	}
	if !spoken[c.class] && r.within(s, h.verb, firstOut) {
		return // what somebody says that he or another wants
	}
	if !subject.Empty() {
		a.Source = []parley.Span{subject.Bytes(s.Doc)}
		if !apposition.Empty() {
			a.Source = append(a.Source, apposition.Bytes(s.Doc))
		}
	}
	if len(a.Source) == 0 {
		return
	}

	if h.ing && (c.lemma == "cite" || c.lemma == "quote") {
		r.citing(&a, firstOut)
	}

	// what
	following := !h.ing && c.has(frameFollowing) && left > s.First && (s.Low(left-1) == "," || clause.IsMark(s.Low(left-1)) || s.Low(left-1) == "—" || s.Low(left-1) == "–")
	if left == s.First && r.quoteBefore(s, left) && c.has(frameFollowing) {
		following = true
	}
	if following {
		quoted := r.quoteBefore(s, left)
		next := s.Aside(right, false)
		if !quoted && states(s, left) {
			next = past(s, right, c.has(frameTold))
		}
		open := s.Low(next)
		opens := s.Low(s.First) != "" && clause.IsMark(s.Low(s.First)) && s.Low(next) != "that" // the sentence opens with a quotation
		if quoted || next >= s.Last || clause.FinalMark(open) || open == "," || inverted || opens && s.Low(left-1) == "," {
			if r.before(s, &a, left, next, quoted) {
				a.Frame = "following"
				a.Rule = "quotes.following"
				r.out = append(r.out, a)
				return
			}
		}
	}
	if r.after(s, &a, h, hits[k+1:], right) {
		a.Rule = "quotes." + a.Frame
		r.out = append(r.out, a)
	}
}

// states reports whether what stands before token end is a clause of its own,
// that a cue after it can take for its content.
func states(s *clause.Sentence, end int) bool {
	if s.Class(s.First) == nlp.SCONJ || s.Tok(s.First).XPOS == "VBG" || s.Tok(s.First).XPOS == "VBN" {
		return false
	}
	for i := s.First; i < end; i++ {
		switch s.Tok(i).XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			return true
		}
	}
	return false
}

// past is the token after all that tells to whom, when and where something was
// said: "he told a crowded hall on his return", "she said in the emptied hall".
func past(s *clause.Sentence, right int, told bool) int {
	i := right
	if w := s.Low(i); told && clause.Nominal(s.Class(i)) && w != "that" && !clause.SubjectPronoun(w) {
		if np := s.NounRight(i); !np.Empty() {
			i = np.Last
		}
	}
	i = s.Aside(i, false)
	for k := i; k < s.Last; k++ {
		w := s.Low(k)
		if w == "," || clause.FinalMark(w) {
			return k
		}
		if x := s.Tok(k).XPOS; x == "VBD" || x == "VBZ" || x == "VBP" || x == "MD" || x == "TO" || x == "WP" || x == "WDT" || w == "that" || clause.IsMark(w) || clause.SubjectPronoun(w) ||
			k == i && s.Class(k) != nlp.ADP || k-i > 14 {
			return i
		}
	}
	return s.Last
}

// within reports whether token i stands in what an earlier cue of the sentence
// takes as its content.
func (r *reading) within(s *clause.Sentence, i, firstOut int) bool {
	at := s.Tok(i).Start
	return slices.ContainsFunc(r.out[firstOut:], func(a layer.Attribution) bool {
		return slices.ContainsFunc(a.Content, func(c parley.Span) bool { return c.Start <= at && at < c.End })
	})
}

// nameBefore finds the name to which the noun phrase np right before a verb is
// an apposition that no comma closes: "Ana Reyes, the envoy said".
func nameBefore(s *clause.Sentence, np clause.Range) (clause.Range, bool) {
	if np.Empty() || s.Low(np.First-1) != "," {
		return clause.Range{}, false
	}
	if c := s.Class(np.First); c == nlp.DET && clause.Capitalized(s.Tok(np.Last-1)) || c != nlp.DET && (c != nlp.NOUN || clause.Capitalized(s.Tok(np.First))) {
		return clause.Range{}, false
	}
	i := np.First - 1
	for i > s.First && s.Class(i-1) == nlp.PROPN && np.First-i < 7 {
		i--
	}
	name := clause.Range{First: i, Last: np.First - 1}
	if name.Last-name.First < 2 || i > s.First && !clause.FinalMark(s.Low(i-1)) && s.Low(i-1) != "," {
		return clause.Range{}, false
	}
	return name, true
}

// asSaying finds whom "quoted X as saying" and "X is quoted as saying" quote,
// and notes who quotes.
func (r *reading) asSaying(s *clause.Sentence, h *hit, a *layer.Attribution) (clause.Range, bool) {
	as := h.verb - 1
	if !h.ing || s.Low(as) != "as" {
		return clause.Range{}, false
	}
	for q := as - 1; q >= s.First && as-q < 24; q-- {
		switch s.Low(q) {
		case "quotes", "quoted", "quoting", "quote", "cites", "cited", "citing", "cite":
		default:
			continue
		}
		if q+1 == as { // "is quoted as saying"
			np, _, _ := s.SubjectLeft(q)
			return np, !np.Empty()
		}
		np := s.NounRight(q + 1)
		if np.Empty() {
			return np, false
		}
		np.Last = min(np.Last, as)
		r.chains[a.Cue[0].Start] = s.Tok(q).Start
		if s.Low(np.Last) == "," && s.Low(as-1) == "," && np.Last+1 < as-1 { // "quoted a spokesman, Karl Ode, as saying"
			return clause.Range{First: np.First, Last: as - 1}, true
		}
		return np, true
	}
	return clause.Range{}, false
}

// citing notes that the attribution before it in the sentence rests on the one
// that it cites: "the agency said, citing the ministry".
func (r *reading) citing(a *layer.Attribution, firstOut int) {
	if n := len(r.out) - 1; n >= firstOut && len(r.out[n].Cue) > 0 {
		r.chains[r.out[n].Cue[0].Start] = a.Cue[0].Start
	}
}

// inherit takes over the source of an earlier cue of the sentence.
func (r *reading) inherit(a *layer.Attribution, firstOut int) {
	for i := len(r.out) - 1; i >= firstOut; i-- {
		if len(r.out[i].Source) > 0 && len(r.out[i].Cue) > 0 && r.out[i].Cue[0].Start < a.Cue[0].Start {
			a.Source = slices.Clone(r.out[i].Source)
			return
		}
	}
}

// quoteBefore reports whether a long quotation, or one that its punctuation
// shows to be speech, ends right before token i, commas set aside. The
// quotation may end the sentence before.
func (r *reading) quoteBefore(s *clause.Sentence, i int) bool {
	_, ok := r.quoteEndingAt(i)
	return ok
}

// quoteEndingAt finds the quotation that ends right before token i.
func (r *reading) quoteEndingAt(i int) (int, bool) {
	at := len(r.text)
	if i < len(r.d.Tokens) {
		at = r.d.Tokens[i].Start
	}
	q := sort.Search(len(r.quotes), func(k int) bool { return r.quotes[k].outer.End > at }) - 1
	if q < 0 {
		return 0, false
	}
	gap := r.text[r.quotes[q].outer.End:at]
	if strings.Trim(gap, " ,—–-\u00a0") != "" || len(gap) > 6 {
		return 0, false
	}
	inner := r.quotes[q].inner()
	lastRune, _ := utf8.DecodeLastRuneInString(r.text[:inner.End])
	if lastRune == '.' && strings.TrimSpace(gap) == "" {
		return 0, false // the sentence is over
	}
	return q, r.quotes[q].words >= long || strings.ContainsRune(",!?—–", lastRune) || strings.HasPrefix(gap, ",")
}

// before takes the content that stands before the source: from left back to
// the start of the quotation or the sentence; and what follows the cue, when
// the cue interrupts.
func (r *reading) before(s *clause.Sentence, a *layer.Attribution, left, next int, quoted bool) bool {
	if quoted {
		q, _ := r.quoteEndingAt(left)
		in := r.quotes[q].inner()
		if opening := s.Low(s.First); in.Start > s.Tok(s.First).End && (opening == "asked" || s.Tok(s.First).XPOS == "VBG") && r.quotes[q].words < long {
			return false // "Asked about the “pause”, X said …"
		}
		// words outside the quotation that belong to the same sentence: a mixed quotation
		start := in.Start
		n := s.First
		if in.Start > s.Doc.Tokens[s.First].Start && in.Start < s.Doc.Tokens[s.Last-1].End {
			if t := clause.Tokens(r.d.Doc, in); t.First-1 > n && r.quoteOf[n] == 0 && !clause.IsMark(s.Low(n)) {
				if t.First-1-n > 2 || r.quotes[q].words < long {
					start = s.Doc.Tokens[n].Start
				}
			}
		}
		a.Content = append(a.Content, cutComma(r.text, parley.Span{Start: start, End: in.End}))
		r.taken[q] = true
	} else {
		if s.Tok(s.First).XPOS == "VBG" || s.Low(s.First) == "asked" {
			return false // "Speaking after the round, X said …"
		}
		end := left
		for end > s.First && (s.Low(end-1) == "," || s.Low(end-1) == "—" || s.Low(end-1) == "–") {
			end--
		}
		start := s.First
		for start < end && (clause.IsMark(s.Low(start)) || s.Low(start) == "but" || s.Low(start) == "and" || s.Low(start) == "however" || s.Low(start) == ",") {
			start++
		}
		goesOn := s.Low(next) == "," && next+3 < s.Last // "The museum, he said, opens in May"
		if end-start < 3 && !goesOn || end <= start || end-start > maxContent {
			return false
		}
		a.Content = append(a.Content, clause.Range{First: start, Last: end}.Bytes(s.Doc))
	}
	if s.Low(next) == "," || s.Low(next) == ":" || s.Low(next) == "—" || s.Low(next) == "–" {
		next++
	}
	if next < s.Last && !clause.FinalMark(s.Low(next)) || next < s.Last && clause.IsMark(s.Low(next)) {
		if q := r.quoteStarting(s, next); q >= 0 && !r.taken[q] {
			a.Content = append(a.Content, cutComma(r.text, r.quotes[q].inner()))
			r.taken[q] = true
		} else if !quoted && next < s.Last-1 && !clause.IsMark(s.Low(next)) {
			if _, isCue := r.cueAt(s, next); !isCue && s.Low(next) != "who" && s.Low(next) != "which" {
				end := s.Last
				for end > next && clause.FinalMark(s.Low(end-1)) {
					end--
				}
				if end-next > 2 && end-next <= maxContent {
					a.Content = append(a.Content, clause.Range{First: next, Last: end}.Bytes(s.Doc))
				}
			}
		}
	}
	return true
}

// quoteStarting is the quotation that opens at token i, or -1.
func (r *reading) quoteStarting(s *clause.Sentence, i int) int {
	if i >= len(r.d.Tokens) {
		return -1
	}
	at := r.d.Tokens[i].Start
	q := sort.Search(len(r.quotes), func(k int) bool { return r.quotes[k].outer.End > at })
	if q < len(r.quotes) && (r.quotes[q].outer.Start == at || r.quotes[q].inner().Start == at) {
		return q
	}
	return -1
}

// cutComma takes the comma off the end of a quotation that goes on in the
// sentence around it.
func cutComma(text string, s parley.Span) parley.Span {
	in := strings.TrimRightFunc(text[s.Start:s.End], func(r rune) bool { return r == ',' || unicode.IsSpace(r) })
	s.End = s.Start + len(in)
	return s
}

// after takes the content that follows the cue.
func (r *reading) after(s *clause.Sentence, a *layer.Attribution, h *hit, rest []hit, right int) bool {
	c := h.cue
	i := right
	if c.has(frameTold) || c.has(frameUrged) {
		if w := s.Low(i); clause.Nominal(s.Class(i)) && w != "that" && !clause.IsMark(w) {
			end := s.Addressee(i)
			if q := i + 1; c.has(frameOrder) { // "asked them whether"
				for q < s.Last && q-i < 8 && clause.Nominal(s.Class(q)) && !asks(s.Low(q)) {
					q++
				}
				if asks(s.Low(q)) {
					a.Frame = "clause"
					return r.contentTo(s, a, q, r.contentEnd(s, h.verb, q, a.Frame, rest))
				}
			}
			if s.Low(end) == "to" && c.has(frameUrged) {
				a.Frame = "infinitive"
				return r.contentTo(s, a, i, r.contentEnd(s, h.verb, i, a.Frame, rest))
			}
			if c.has(frameTold) {
				i = end
			}
		}
	}
	if !slices.Contains(c.preps, s.Low(i)) && (!c.has(frameNoun) || c.has(frameClause)) {
		if j := s.Aside(i, c.has(frameTold)); j < s.Last {
			if w := s.Low(j); w == "that" || w == ":" || w == "," || clause.IsMark(w) || !c.has(frameNoun) {
				i = j
			}
		}
	}
	w := s.Low(i)
	if w == "," && (r.quoteStarting(s, i+1) >= 0 || i+1 >= s.Last) || w == ":" {
		i++
		w = s.Low(i)
	}
	if i >= s.Last { // "said:" before the next block
		return r.blockAfter(s, a, c)
	}
	if q := r.quoteStarting(s, i); q >= 0 && c.has(frameQuote|frameClause|frameTold|frameOrder) {
		in := r.quotes[q].inner()
		tail := clause.Tokens(r.d.Doc, in).Last
		if tail < s.Last && clause.IsMark(s.Low(tail)) {
			tail++
		}
		for tail < s.Last && clause.FinalMark(s.Low(tail)) {
			tail++
		}
		if tail >= s.Last || r.quotes[q].words >= long || s.Low(tail) == "," || s.Low(tail) == "and" {
			a.Frame = "quote"
			a.Content = append(a.Content, cutComma(r.text, in))
			r.taken[q] = true
			return true
		}
	}
	if w == "that" {
		if c.has(frameClause | frameTold | frameNoun) {
			a.Frame = "clause"
			return r.contentTo(s, a, i+1, r.contentEnd(s, h.verb, i+1, a.Frame, rest))
		}
		return false
	}
	end := 0
	switch {
	case c.has(frameInf) && w == "to" && (!c.has(framePrep) || !slices.Contains(c.preps, "to") || s.Class(i+1) == nlp.VERB || s.Class(i+1) == nlp.AUX):
		a.Frame = "infinitive"
		end = r.contentEnd(s, h.verb, i, a.Frame, rest)
	case c.has(framePrep) && slices.Contains(c.preps, w):
		a.Frame = "prep"
		a.Cue[0].End = s.Tok(i).End
		i++
		end = r.contentEnd(s, h.verb, i, a.Frame, rest)
	case c.has(frameOrder) && asks(w):
		a.Frame = "clause"
		end = r.contentEnd(s, h.verb, i, a.Frame, rest)
	case c.has(frameAs) && s.Find("as", i, 16) > 0:
		a.Frame = "as"
		end = r.contentEnd(s, h.verb, i, a.Frame, rest)
	case c.has(frameClause|frameTold) && s.ClauseLike(i, c.has(frameNoun)):
		a.Frame = "clause"
		end = r.contentEnd(s, h.verb, i, a.Frame, rest)
	case c.has(frameNoun|frameUrged|frameAs) && (clause.Nominal(s.Class(i)) || clause.IsMark(w)):
		a.Frame = "noun"
		end = r.contentEnd(s, h.verb, i, a.Frame, rest)
	case c.has(frameGerund) && strings.HasSuffix(w, "ing"):
		a.Frame = "noun"
		end = r.contentEnd(s, h.verb, i, a.Frame, rest)
	case c.has(frameNoun) && i > right && clause.Nominal(s.Class(right)): // whom it is told is all there is
		a.Frame = "noun"
		i = right
		end = r.contentEnd(s, h.verb, i, a.Frame, rest)
	default:
		return false
	}
	return r.contentTo(s, a, i, end)
}

// asks reports words that open an indirect question.
func asks(w string) bool {
	switch w {
	case "whether", "why", "how", "what", "if", "when", "where":
		return true
	}
	return false
}

// contentTo sets the content to tokens [i, end), and lengthens it to the end
// of a quotation that it breaks off in.
func (r *reading) contentTo(s *clause.Sentence, a *layer.Attribution, i, end int) bool {
	for i < end && (s.Low(i) == ",") {
		i++
	}
	for end > i && (s.Low(end-1) == "," || s.Low(end-1) == "." || s.Low(end-1) == ";") {
		end--
	}
	if end <= i || end-i > maxContent {
		return false
	}
	b := clause.Range{First: i, Last: end}.Bytes(s.Doc)
	for q := range r.quotesIn(b) {
		in := r.quotes[q]
		if in.outer.Start <= b.Start && b.Start <= in.inner().Start && b.End >= in.inner().End-1 && b.End <= in.outer.End {
			b = in.inner() // all of it is one quotation
			r.taken[q] = true
			break
		}
		if in.outer.End > b.End && in.outer.Start < b.End {
			b.End = in.outer.End
		}
	}
	a.Content = append(a.Content, b)
	return true
}

// quotesIn yields the quotations that overlap b.
func (r *reading) quotesIn(b parley.Span) func(func(int) bool) {
	return func(yield func(int) bool) {
		q := sort.Search(len(r.quotes), func(k int) bool { return r.quotes[k].outer.End > b.Start })
		for ; q < len(r.quotes) && r.quotes[q].outer.Start < b.End; q++ {
			if !yield(q) {
				return
			}
		}
	}
}

// blockAfter takes a quotation that opens the next block: "said,\n\n“…”".
func (r *reading) blockAfter(s *clause.Sentence, a *layer.Attribution, c *cue) bool {
	if s.Last >= len(r.d.Tokens) || !c.has(frameQuote) {
		return false
	}
	q := r.quoteStarting(s, s.Last)
	if q < 0 || r.taken[q] {
		return false
	}
	r.taken[q] = true
	a.Frame = "quote"
	a.Content = append(a.Content, cutComma(r.text, r.quotes[q].inner()))
	return true
}

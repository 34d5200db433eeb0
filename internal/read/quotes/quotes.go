package quotes

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
)

// Stage reads attributions. It is safe for concurrent use.
type Stage struct {
	lex      *lexicon
	phrases  []phrase
	speakers map[string]parley.SpeakerKind
	version  string
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
	version := parley.DigestOfFields("quotes/1", cuesTSV, irregularTSV, phrasesTSV, speakersTSV)
	return &Stage{lex, phrases, speakers, version.Short()}, nil
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
	out        []layer.Attribution
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
	r := &reading{st: st, d: d, text: d.Source.Text, personLike: map[string]bool{}}
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
		in := r.tokens(r.quotes[q].inner())
		for i := in.first; i < in.last; i++ {
			r.quoteOf[i] = int32(q + 1)
		}
	}
	r.learnPersons()
	for n, s := range d.Sentences {
		in := &sentence{d: d.Doc, n: n, first: s.First, last: s.Last}
		in.first = in.dateline()
		r.sentence(in)
	}
	r.loose()
	r.finish()
	d.Attributions = r.out
}

// tokens is the run of tokens that lie in b.
func (r *reading) tokens(b parley.Span) span {
	t := r.d.Tokens
	first := sort.Search(len(t), func(i int) bool { return t[i].End > b.Start })
	last := sort.Search(len(t), func(i int) bool { return t[i].Start >= b.End })
	return span{first, max(first, last)}
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
		if !(w == "mr" || w == "mrs" || w == "ms" || w == "dr" || kind == parley.NamedSpeaker || kind == parley.AnonymousSpeaker && capitalized(&t[i])) {
			continue
		}
		j := i + 1
		if t[j].Form == "." {
			j++
		}
		for ; j < len(t) && j-i < 6 && capitalized(&t[j]) && class(&t[j]) == nlp.PROPN && r.sentenceOf[j] == r.sentenceOf[i]; j++ {
			r.personLike[t[j].Form] = true
		}
	}
}

func (r *reading) actorIn(s span) (int, bool) {
	a := r.d.Actors
	i := sort.Search(len(a), func(i int) bool { return a[i].First >= s.first })
	best := -1
	for ; i < len(a) && a[i].Last <= s.last; i++ {
		if a[i].Kind == layer.PersonActor {
			return i, true
		}
		if best < 0 {
			best = i
		}
	}
	return best, best >= 0
}

func (r *reading) nameType(s span) nlp.NameType {
	n := r.d.Names
	i := sort.Search(len(n), func(i int) bool { return n[i].First >= s.first })
	best := nlp.NoName
	for ; i < len(n) && n[i].Last <= s.last; i++ {
		best = n[i].Type
		if best == nlp.PER {
			return best
		}
	}
	return best
}

// countryLike reports a noun phrase of capitalised words that no word marks as
// a person: it needs the actors layer to say yes.
func (r *reading) countryLike(s span) bool {
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
func (r *reading) cueAt(s *sentence, i int) (hit, bool) {
	t := s.tok(i)
	f := r.st.lex.forms[strings.ToLower(t.Form)]
	if f == nil || r.inLongQuote(i) {
		return hit{}, false
	}
	if !f.verbal(s, i) {
		return hit{}, false
	}
	for _, c := range f.cues {
		j, ok := i+1, true
		for _, w := range c.words[1:] {
			if s.low(j) != w {
				ok = false
				break
			}
			j++
		}
		if !ok {
			continue
		}
		h := hit{cue: c, form: f, verb: i, last: j, ing: f.present}
		for k := i - 1; k >= s.first && i-k < 6; k-- {
			switch w := s.low(k); {
			case w == "not" || w == "n't" || w == "n’t" || w == "never":
				h.negated = true
				continue
			case w == "will" || w == "would" || w == "shall" || w == "'ll" || w == "’ll":
				h.future = true
				continue
			case w == "to" && s.class(k+1) != nlp.ADP:
				return hit{}, false // infinitive
			case w == "is" || w == "are" || w == "was" || w == "were" || w == "be" || w == "been" || w == "being" || w == "'re" || w == "’re":
				if f.participle && !f.present {
					return hit{}, false // passive
				}
				h.ing = false
				continue
			case s.class(k) == nlp.AUX || s.class(k) == nlp.ADV:
				continue
			}
			break
		}
		return h, true
	}
	return hit{}, false
}

// verbal reports whether token i, which has the form f, is a verb there.
func (f *form) verbal(s *sentence, i int) bool {
	t := s.tok(i)
	low := strings.ToLower(t.Form)
	base := f.cues[0].words[0]
	next := s.low(i + 1)
	switch t.UPOS {
	case nlp.VERB, nlp.AUX:
		return true
	case nlp.NoTag:
		if capitalized(t) {
			return false
		}
		prev := s.class(i - 1)
		return f.present || i > s.first && prev != nlp.DET && prev != nlp.ADP && !s.possessive(i-1) && prev != nlp.NUM
	case nlp.NOUN: // a past form is no noun, nor is what a clause follows
		if f.present || low == base {
			return false
		}
		if strings.HasSuffix(low, "s") {
			return next == "that" || isMark(next)
		}
		return nominal(s.class(i-1)) || s.class(i-1) == nlp.ADV
	case nlp.ADJ:
		return !f.present && low != base && nominal(s.class(i-1)) && (next == "that" || next == "," || next == "" || finalMark(next))
	}
	return false
}

func isMark(w string) bool {
	switch w {
	case "“", "”", "\"", "''", "``", "‘", "’", "'", "«", "»", "„":
		return true
	}
	return false
}

// aside skips what may stand between a cue and its content: whom it is told,
// when and where. It returns the token after.
func (s *sentence) aside(i int, told bool) int {
	start := i
	for i < s.last && i-start < 24 {
		w := s.low(i)
		switch {
		case s.class(i) == nlp.ADV && !subjects[w] && w != "there" && !isMark(w):
			i++
		case isTime(s.tok(i)) && s.class(i) != nlp.NUM && s.class(i) != nlp.PRON:
			i++
		case w == "on" || w == "in" || w == "at" || w == "during" || w == "after" || w == "late" || w == "early" || w == "before" || w == "by" || w == "via" || w == "through" || w == "following" || w == "last" || w == "this" && isTimeAt(s, i+1) || w == "from" || w == "to" && !told && nominal(s.class(i+1)) || w == "of" || w == "with":
			np := s.nounRight(i + 1)
			if np.empty() {
				return i
			}
			end := np.last
			for (s.low(end) == "of" || s.low(end) == "with" || s.low(end) == "in" || s.low(end) == "at" || s.low(end) == "for" || s.low(end) == "to" || s.low(end) == "on") && end-start < 24 {
				more := s.nounRight(end + 1)
				if more.empty() {
					break
				}
				end = more.last
			}
			// "said in May the accord …": the phrase ends where a subject may start
			if split := s.splitPhrase(i+1, end); split > 0 {
				end = split
			}
			i = end
		default:
			return i
		}
	}
	return i
}

func isTimeAt(s *sentence, i int) bool { return s.in(i) && isTime(s.tok(i)) }

// splitPhrase finds where, within a run of nominal tokens after a preposition,
// a new noun phrase starts.
func (s *sentence) splitPhrase(first, last int) int {
	for i := first + 1; i < last; i++ {
		w := s.low(i)
		if s.class(i-1) == nlp.ADP || s.class(i-1) == nlp.CCONJ {
			continue
		}
		if isTimeAt(s, i-1) && !isTimeAt(s, i) && !s.possessive(i) {
			return i
		}
		if (s.class(i) == nlp.DET && w != "a" && w != "an" || subjects[w]) && nominal(s.class(i-1)) && s.class(i-1) != nlp.DET && s.class(i-1) != nlp.ADJ && !s.possessive(i-1) {
			return i
		}
	}
	return 0
}

// addressee skips the noun phrase that is told something.
func (s *sentence) addressee(i int) int {
	end := i
	for end < s.last && end-i < 14 {
		w, c := s.low(end), s.class(end)
		if w == "that" || w == ":" || w == "," || isMark(w) || c == nlp.VERB || c == nlp.AUX || w == "to" {
			break
		}
		if end > i && subjects[w] {
			break
		}
		end++
	}
	w := s.low(end)
	if w == "that" || w == ":" || w == "," || w == "to" || isMark(w) || subjects[w] {
		return end
	}
	// bare clause: "told reporters the talks were over"
	for k := i + 1; k < end; k++ {
		if s.class(k) == nlp.DET && nominal(s.class(k-1)) && s.class(k-1) != nlp.DET && s.class(k-1) != nlp.ADJ {
			return k
		}
		if isTimeAt(s, k-1) && !isTimeAt(s, k) {
			return k
		}
		if s.class(k-1) == nlp.NOUN && s.class(k) == nlp.PROPN && strings.HasSuffix(s.low(k-1), "s") {
			return k
		}
	}
	return min(i+1, s.last)
}

// clauseEnd is the token after the content that starts at i: the end of the
// sentence, or where another cue takes over.
func (r *reading) clauseEnd(s *sentence, i int, hits []hit) int {
	end := s.last
	for end > i && finalMark(s.low(end-1)) {
		end--
	}
	for n := range hits[:min(len(hits), maxCues)] {
		h := &hits[n]
		if h.verb <= i || h.verb >= end || r.quoteOf[h.verb] > 0 {
			continue
		}
		k := h.verb - 1
		for k > i && s.class(k) == nlp.ADV {
			k--
		}
		w := s.low(k)
		if h.ing && w == "," {
			return k
		}
		if np, _, _ := s.subjectLeft(h.verb); np.first > i+3 && h.cue.has(frameClause|frameTold) {
			if c := s.low(np.first - 1); (c == "but" || c == "while" || c == "and" || c == "though" || c == "although" || c == "whereas") && s.low(np.first-2) == "," {
				return np.first - 2
			}
		}
		if (w == "and" || w == "but") && k > i+3 {
			if s.low(k-1) == "," {
				k--
			}
			return k
		}
	}
	return end
}

func finalMark(w string) bool {
	return w == "." || w == "!" || w == "?" || w == ";" || w == "…" || isMark(w)
}

// sentence finds the attributions whose cues stand in s.
func (r *reading) sentence(s *sentence) {
	var hits []hit
	for i := s.first; i < s.last; i++ {
		if h, ok := r.cueAt(s, i); ok {
			hits = append(hits, h)
			i = h.last - 1
		}
	}
	first := len(r.out)
	r.phraseCues(s)
	r.headline(s)
	for k := range hits {
		r.attribute(s, hits, k, first)
	}
}

// attribute makes the attribution of hits[k], if its content can be found.
func (r *reading) attribute(s *sentence, hits []hit, k, firstOut int) {
	h := &hits[k]
	c := h.cue
	a := layer.Attribution{Sentence: s.n, Lemma: c.lemma, Act: c.class, Hedged: c.modality == "h", Modality: parley.Asserted}
	switch {
	case h.negated:
		a.Modality = parley.Denied
	case h.future:
		a.Modality = parley.Planned
	}
	a.Cue = []parley.Span{span{h.verb, h.last}.bytes(s.d)}

	// who
	var subject, apposition span
	left := h.verb
	right := h.last
	for left > s.first && (s.class(left-1) == nlp.ADV && !subjects[s.low(left-1)] || s.class(left-1) == nlp.AUX) {
		left--
	}
	inverted := false
	if !h.ing {
		if c.has(frameFollowing) && left > s.first && (s.low(left-1) == "," || isMark(s.low(left-1))) || left == s.first && c.has(frameFollowing) && r.quoteBefore(s, left) {
			if np := s.nounRight(h.last); !np.empty() && !isTime(s.tok(np.first)) && s.class(np.first) != nlp.ADV && !isMark(s.low(np.first)) && s.low(np.first) != "that" {
				if q := r.quoteBefore(s, left); q || s.endsAt(np.last) {
					subject, inverted = np, true
					right = np.last
					if s.low(right) == "," {
						if end := s.appositionEnd(right + 1); end > 0 {
							apposition = span{right + 1, end}
							right = end
						}
					}
				}
			}
		}
		if !inverted {
			var joined bool
			subject, apposition, joined = s.subjectLeft(h.verb)
			if subject.empty() && joined {
				r.inherit(&a, firstOut)
				if len(a.Source) == 0 {
					subject = s.mainSubject(h.verb)
				}
			}
			if !subject.empty() {
				left = min(left, subject.first)
			}
		}
	} else {
		r.inherit(&a, firstOut)
		if len(a.Source) == 0 {
			if s.low(h.verb-1) != "," && h.verb > s.first {
				if np, _, _ := s.subjectLeft(h.verb); !np.empty() {
					subject = np
				}
			}
			if subject.empty() {
				subject = s.mainSubject(h.verb)
			}
		}
	}
	if !subject.empty() {
		a.Source = []parley.Span{subject.bytes(s.d)}
		if !apposition.empty() {
			a.Source = append(a.Source, apposition.bytes(s.d))
		}
	}
	if len(a.Source) == 0 {
		return
	}

	// what
	following := !h.ing && c.has(frameFollowing) && left > s.first && (s.low(left-1) == "," || isMark(s.low(left-1)) || s.low(left-1) == "—" || s.low(left-1) == "–")
	if left == s.first && r.quoteBefore(s, left) && c.has(frameFollowing) {
		following = true
	}
	if following {
		next := s.aside(right, false)
		quoted := r.quoteBefore(s, left)
		open := s.low(next)
		if quoted || next >= s.last || finalMark(open) || open == "," || inverted {
			if r.before(s, &a, left, next, quoted) {
				a.Frame = "parenthetical"
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

// endsAt reports whether the sentence, or a clause of it, ends before token i.
func (s *sentence) endsAt(i int) bool {
	if i >= s.last {
		return true
	}
	w := s.low(i)
	return finalMark(w) || w == "," || w == "in" || w == "on" || w == "at" || w == "during" || w == "after"
}

// appositionEnd is the token after an apposition that starts at i and ends
// with a comma or the sentence; 0 when there is none.
func (s *sentence) appositionEnd(i int) int {
	c := s.class(i)
	if c != nlp.DET && c != nlp.NOUN && c != nlp.PROPN && c != nlp.ADJ && s.low(i) != "who" {
		return 0
	}
	np := s.nounRight(i)
	if s.low(i) == "who" {
		j := i
		for j < s.last && j-i < maxPhrase && s.low(j) != "," && !finalMark(s.low(j)) {
			j++
		}
		return j
	}
	end := np.last
	for s.in(end) && s.class(end) == nlp.ADP && end-i < maxPhrase {
		more := s.nounRight(end + 1)
		if more.empty() {
			break
		}
		end = more.last
	}
	if np.empty() || end < s.last && s.low(end) != "," && !finalMark(s.low(end)) {
		return 0
	}
	return end
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

// mainSubject is the subject of the first finite verb of the sentence before
// token end.
func (s *sentence) mainSubject(end int) span {
	for i := max(s.first, end-maxSubject); i < end; i++ {
		c := s.class(i)
		if c == nlp.VERB || c == nlp.AUX {
			np, _, _ := s.subjectLeft(i)
			if !np.empty() {
				return np
			}
		}
	}
	return span{}
}

// quoteBefore reports whether a long quotation, or one that its punctuation
// shows to be speech, ends right before token i, commas set aside. The
// quotation may end the sentence before.
func (r *reading) quoteBefore(s *sentence, i int) bool {
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
func (r *reading) before(s *sentence, a *layer.Attribution, left, next int, quoted bool) bool {
	if quoted {
		q, _ := r.quoteEndingAt(left)
		in := r.quotes[q].inner()
		// words outside the quotation that belong to the same sentence: a mixed quotation
		start := in.Start
		n := s.first
		if in.Start > s.d.Tokens[s.first].Start && in.Start < s.d.Tokens[s.last-1].End {
			if t := r.tokens(in); t.first-1 > n && r.quoteOf[n] == 0 && !isMark(s.low(n)) {
				if t.first-1-n > 2 || r.quotes[q].words < long {
					start = s.d.Tokens[n].Start
				}
			}
		}
		a.Content = append(a.Content, cutComma(r.text, parley.Span{Start: start, End: in.End}))
		r.taken[q] = true
	} else {
		if s.tok(s.first).XPOS == "VBG" || s.low(s.first) == "asked" {
			return false // "Speaking after the round, X said …"
		}
		end := left
		for end > s.first && (s.low(end-1) == "," || s.low(end-1) == "—" || s.low(end-1) == "–") {
			end--
		}
		start := s.first
		for start < end && (isMark(s.low(start)) || s.low(start) == "but" || s.low(start) == "and" || s.low(start) == "however" || s.low(start) == ",") {
			start++
		}
		if end-start < 3 || end-start > maxContent {
			return false
		}
		a.Content = append(a.Content, span{start, end}.bytes(s.d))
	}
	if s.low(next) == "," || s.low(next) == ":" || s.low(next) == "—" || s.low(next) == "–" {
		next++
	}
	if next < s.last && !finalMark(s.low(next)) || next < s.last && isMark(s.low(next)) {
		if q := r.quoteStarting(s, next); q >= 0 && !r.taken[q] {
			a.Content = append(a.Content, cutComma(r.text, r.quotes[q].inner()))
			r.taken[q] = true
		} else if !quoted && next < s.last-1 && !isMark(s.low(next)) {
			if _, isCue := r.cueAt(s, next); !isCue && s.low(next) != "who" && s.low(next) != "which" {
				end := s.last
				for end > next && finalMark(s.low(end-1)) {
					end--
				}
				if end-next > 2 && end-next <= maxContent {
					a.Content = append(a.Content, span{next, end}.bytes(s.d))
				}
			}
		}
	}
	return true
}

// dateline is the token after "GENEVA, May 3 (Agency) —" at the head of a
// document, or the first token.
func (s *sentence) dateline() int {
	if s.n > 3 {
		return s.first
	}
	for i := s.first + 1; i+1 < s.last && i-s.first < 16; i++ {
		if w := s.low(i); (w == "-" || w == "—" || w == "–" || w == "--") && (s.low(i-1) == ")" || s.tok(i-1).Form == strings.ToUpper(s.tok(i-1).Form) && s.class(i-1) == nlp.PROPN && s.tok(i).Start > s.tok(i-1).End) {
			return i + 1
		}
	}
	return s.first
}

// quoteStarting is the quotation that opens at token i, or -1.
func (r *reading) quoteStarting(s *sentence, i int) int {
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
func (r *reading) after(s *sentence, a *layer.Attribution, h *hit, rest []hit, right int) bool {
	c := h.cue
	i := right
	if c.has(frameTold) || c.has(frameUrged) {
		if w := s.low(i); nominal(s.class(i)) && w != "that" && !isMark(w) {
			end := s.addressee(i)
			if s.low(end) == "to" && c.has(frameUrged) {
				a.Frame = "infinitive"
				return r.contentTo(s, a, i, r.clauseEnd(s, i, rest))
			}
			if c.has(frameTold) {
				i = end
			}
		}
	}
	if !c.has(frameNoun) || c.has(frameClause) {
		if j := s.aside(i, c.has(frameTold)); j < s.last {
			if w := s.low(j); w == "that" || w == ":" || w == "," || isMark(w) || !c.has(frameNoun) {
				i = j
			}
		}
	}
	w := s.low(i)
	if w == "," && (r.quoteStarting(s, i+1) >= 0 || i+1 >= s.last) || w == ":" {
		i++
		w = s.low(i)
	}
	if i >= s.last { // "said:" before the next block
		return r.blockAfter(s, a, c)
	}
	if q := r.quoteStarting(s, i); q >= 0 && c.has(frameQuote|frameClause|frameTold|frameOrder) {
		in := r.quotes[q].inner()
		tail := r.tokens(in).last
		if tail < s.last && isMark(s.low(tail)) {
			tail++
		}
		for tail < s.last && finalMark(s.low(tail)) {
			tail++
		}
		if tail >= s.last || r.quotes[q].words >= long || s.low(tail) == "," || s.low(tail) == "and" {
			a.Frame = "quote"
			a.Content = append(a.Content, cutComma(r.text, in))
			r.taken[q] = true
			return true
		}
	}
	if w == "that" {
		if c.has(frameClause | frameTold | frameNoun) {
			a.Frame = "clause"
			return r.contentTo(s, a, i+1, r.clauseEnd(s, i+1, rest))
		}
		return false
	}
	end := 0
	switch {
	case c.has(frameInf) && w == "to" && (!c.has(framePrep) || !slices.Contains(c.preps, "to") || s.class(i+1) == nlp.VERB || s.class(i+1) == nlp.AUX):
		a.Frame = "infinitive"
		end = r.clauseEnd(s, i, rest)
	case c.has(framePrep) && slices.Contains(c.preps, w):
		a.Frame = "prep"
		a.Cue[0].End = s.tok(i).End
		i++
		end = r.clauseEnd(s, i, rest)
	case c.has(frameOrder) && (w == "whether" || w == "why" || w == "how" || w == "what" || w == "if" || w == "when" || w == "where"):
		a.Frame = "clause"
		end = r.clauseEnd(s, i, rest)
	case c.has(frameAs) && s.find("as", i, 16) > 0:
		a.Frame = "as"
		end = r.clauseEnd(s, i, rest)
	case c.has(frameClause|frameTold) && s.clauseLike(i, c.has(frameNoun)):
		a.Frame = "clause"
		end = r.clauseEnd(s, i, rest)
	case c.has(frameNoun|frameUrged|frameAs) && (nominal(s.class(i)) || isMark(w)):
		a.Frame = "noun"
		end = r.clauseEnd(s, i, rest)
	case c.has(frameGerund) && strings.HasSuffix(w, "ing"):
		a.Frame = "noun"
		end = r.clauseEnd(s, i, rest)
	case c.has(frameNoun) && i > right && nominal(s.class(right)): // whom it is told is all there is
		a.Frame = "noun"
		i = right
		end = r.clauseEnd(s, i, rest)
	default:
		return false
	}
	return r.contentTo(s, a, i, end)
}

func (s *sentence) find(word string, i, within int) int {
	for j := i; j < s.last && j-i < within; j++ {
		if s.low(j) == word {
			return j
		}
	}
	return -1
}

// clauseLike reports whether a clause without "that" may start at token i: a
// noun phrase, and then a finite verb.
func (s *sentence) clauseLike(i int, strict bool) bool {
	c, w := s.class(i), s.low(i)
	if !nominal(c) && !isMark(w) && w != "there" && c != nlp.ADP && c != nlp.SCONJ && c != nlp.ADV && c != nlp.CCONJ && c != nlp.VERB {
		return false
	}
	if w == "as" || w == "when" || w == "while" || w == "because" {
		return false
	}
	opening := c == nlp.ADP || c == nlp.SCONJ || c == nlp.VERB // "in May the talks …", "if …", "holding talks would …"
	commas := 0
	for j := i; j < s.last && j-i < maxPhrase; j++ {
		w := s.low(j)
		switch cl := s.class(j); {
		case cl == nlp.AUX:
			return s.low(j-1) != "to"
		case w == ",":
			commas++
			if !opening && commas > 2 {
				return false
			}
		case cl == nlp.VERB:
			switch s.tok(j).XPOS {
			case "VBD", "VBZ", "VBP", "MD":
				return true
			case "VB":
				if w == "to" || s.low(j-1) != "to" && j > i {
					return true // "urged he stay"; or a form that the tagger misread
				}
			}
			if next := s.class(j + 1); s.tok(j).XPOS == "VBN" && j > i && s.low(j-1) != "to" && commas == 0 && !opening {
				if next == nlp.DET || next == nlp.PRON || next == nlp.PROPN || isMark(s.low(j+1)) {
					return true // an object follows: no passive participle
				}
				if next != nlp.ADP {
					return false
				}
			}
		case w == "who" || w == "which" || w == "that" || w == "where" || w == "whose":
			if j == i || !opening && commas == 0 {
				if strict {
					return false
				}
				return s.afterRelative(j)
			}
		case w == ";" || w == ":":
			return false
		case s.tok(j).UPOS == nlp.NoTag && cl == nlp.NOUN && j > i && (strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "s")):
			return true
		}
	}
	return false
}

// afterRelative reports whether a finite verb follows that is not the one of
// the relative clause at token i.
func (s *sentence) afterRelative(i int) bool {
	n := 0
	for j := i + 1; j < s.last && j-i < maxPhrase; j++ {
		if s.class(j) == nlp.AUX || s.class(j) == nlp.VERB && s.tok(j).XPOS != "VBN" && s.tok(j).XPOS != "VBG" && s.tok(j).XPOS != "VB" {
			if s.class(j-1) == nlp.AUX {
				continue
			}
			n++
			if s.low(j-1) == "and" || s.low(j-1) == "or" {
				n--
			}
			if n > 1 {
				return true
			}
		}
		if w := s.low(j); w == ";" {
			return false
		}
	}
	return false
}

// contentTo sets the content to tokens [i, end), and lengthens it to the end
// of a quotation that it breaks off in.
func (r *reading) contentTo(s *sentence, a *layer.Attribution, i, end int) bool {
	for i < end && (s.low(i) == ",") {
		i++
	}
	for end > i && (s.low(end-1) == "," || s.low(end-1) == "." || s.low(end-1) == ";") {
		end--
	}
	if end <= i || end-i > maxContent {
		return false
	}
	b := span{i, end}.bytes(s.d)
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
func (r *reading) blockAfter(s *sentence, a *layer.Attribution, c *cue) bool {
	if s.last >= len(r.d.Tokens) || !c.has(frameQuote) {
		return false
	}
	q := r.quoteStarting(s, s.last)
	if q < 0 || r.taken[q] {
		return false
	}
	r.taken[q] = true
	a.Frame = "quote"
	a.Content = append(a.Content, cutComma(r.text, r.quotes[q].inner()))
	return true
}

package next

import (
	"slices"
	"time"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/clause"
	"github.com/parley-register/parley/internal/nlp/phrase"
	"github.com/parley-register/parley/internal/read/layer"
)

// promise is how a verb is put into the future.
type promise struct {
	certainty parley.Certainty
	begin     int    // the token that its words begin with
	word      string // the lemma that promises: "will", "be", "agree"
	finite    bool   // the verb is a clause of its own, as after "will", not what somebody agreed to do
}

// promised reports how the verb at token i is put into the future, if it is: by
// the words before it, by the verb that it hangs on, or by the one that it is
// joined to.
func promised(s *phrase.Sentence, i int) (promise, bool) {
	if p, ok := before(s, i); ok {
		return p, true
	}
	h, ok := s.Head(i)
	if !ok || h > i {
		return promise{}, false
	}
	switch s.Relation(i) {
	case "xcomp", "ccomp", "acl", "advcl":
		if i == 0 || s.Lower(i-1) != "to" {
			return promise{}, false
		}
		w := s.Lemma(h)
		if c, ok := promises[w]; ok && w != "be" {
			return promise{c, h, w, s.Tokens[h].XPOS == "VBN"}, true
		}
		if w == "invite" {
			return promise{parley.PossibleCertainty, h, w, false}, true
		}
	case "conj":
		if s.Tokens[i].XPOS == "VB" && s.Tokens[h].XPOS == "VB" && len(s.Children(i, "nsubj", "aux")) == 0 {
			p, ok := promised(s, h) // a head stands before its conjunct, so this ends
			p.finite = false
			return p, ok
		}
	}
	return promise{}, false
}

// before reports how the words before the verb at token i put it into the
// future.
func before(s *phrase.Sentence, i int) (promise, bool) {
	k := i - 1
	skip := func() {
		for k >= 0 && (s.Tokens[k].UPOS == nlp.ADV || s.Lower(k) == "be" || s.Lower(k) == "have") && s.Lower(k) != "not" {
			k--
		}
	}
	skip()
	if k < 0 {
		return promise{}, false
	}
	switch w := s.Lower(k); w {
	case "will", "'ll", "shall":
		return promise{parley.Announced, k, "will", true}, true
	case "must":
		return promise{parley.Announced, k, w, true}, true
	case "may", "might", "could", "can":
		return promise{parley.PossibleCertainty, k, "may", true}, true
	case "should":
		return promise{parley.Expected, k, w, true}, true
	case "would":
		if told(s, k) {
			return promise{parley.Announced, k, w, true}, true
		}
		return promise{}, false
	case "to":
	default:
		if x := s.Tokens[i].XPOS; (x == "VBP" || x == "VBZ") && itinerary[s.Lemma(i)] {
			return promise{parley.Announced, i, "present", true}, true
		} else if x == "VBG" {
			return gerund(s, i, k)
		}
		return promise{}, false
	}
	if s.Tokens[i].XPOS == "VBG" { // "looks forward to meeting"
		return gerund(s, i, k)
	}
	k--
	skip()
	if k < 0 {
		return promise{}, false
	}
	w := s.Lemma(k)
	if s.Lower(k) == "going" && k > 0 && s.Lemma(k-1) == "be" {
		return promise{parley.Announced, k - 1, "will", true}, true
	}
	c, ok := promises[w]
	if w == "be" && (s.Tokens[k].UPOS != nlp.AUX && s.Tokens[k].UPOS != nlp.VERB || purpose(s, k)) || k+1 < i && s.Lower(k+1) == "yet" {
		return promise{}, false
	}
	return promise{c, k, w, w == "be" || s.Tokens[k].XPOS == "VBN" || w == "due" || w == "likely"}, ok
}

// purpose reports whether what "is to" happen by the verb at token k is what
// something is for: "the aim is to lower tension".
func purpose(s *phrase.Sentence, k int) bool {
	for j := k - 1; j >= 0 && j >= k-8 && !s.Stops(j); j-- {
		switch s.Lemma(j) {
		case "aim", "goal", "objective", "purpose", "task", "idea", "point", "intention", "mission", "mandate", "priority", "role", "challenge", "hope", "way", "plan", "job", "duty":
			return true
		}
	}
	return false
}

// gerund reports how the words that end at token k put the gerund at token i
// into the future: "the aim of convening a meeting", "looks forward to meeting".
func gerund(s *phrase.Sentence, i, k int) (promise, bool) {
	switch s.Lower(k) {
	case "to", "of", "at", "toward", "towards", "on":
		if s.Lower(k) == "towards" || s.Lower(k) == "toward" {
			return promise{parley.PossibleCertainty, k, "toward", false}, true
		}
		for j := k - 1; j >= 0 && j >= k-2; j-- {
			w := s.Lemma(j)
			if w == "forward" && s.Lower(k) == "to" {
				return promise{parley.Expected, j, "look", false}, true
			}
			if c, ok := prospects[w]; ok && s.Lower(k) != "to" {
				return promise{c, j, w, false}, true
			}
		}
	default:
		if c, ok := prospects[s.Lemma(k)]; ok && s.Tokens[k].UPOS == nlp.VERB {
			return promise{c, k, s.Lemma(k), false}, true
		}
	}
	return promise{}, false
}

// prospects are the words before a gerund that put it into the future.
var prospects = map[string]parley.Certainty{
	"aim": parley.PossibleCertainty, "hope": parley.PossibleCertainty, "idea": parley.PossibleCertainty, "prospect": parley.PossibleCertainty,
	"possibility": parley.PossibleCertainty, "intention": parley.Announced, "goal": parley.PossibleCertainty, "proposal": parley.PossibleCertainty,
	"propose": parley.PossibleCertainty, "consider": parley.PossibleCertainty, "discuss": parley.PossibleCertainty, "suggest": parley.PossibleCertainty,
	"agree": parley.Announced, "plan": parley.Announced,
}

// manners put the words that promise into groups, for the weights: examples are
// too few to weigh each word.
var manners = func() map[string]string {
	out := map[string]string{}
	for group, words := range map[string]string{
		"set":    "be due set schedule instruct task direct mandate assign",
		"agreed": "agree decide pledge commit undertake resolve promise vow commitment decision on",
		"plan":   "plan intend prepare intention",
		"expect": "expect likely look should anticipate foresee",
		"hope":   "hope aim ready readiness willing willingness goal for",
		"may":    "may idea prospect possibility proposal propose consider discuss suggest toward of",
		"will":   "will announce",
	} {
		for w := range clause.Set(words) {
			out[w] = group
		}
	}
	return out
}()

// manner is the group of a word that promises, or itself.
func manner(word string) string {
	if m := manners[word]; m != "" {
		return m
	}
	return word
}

// promises are the words before "to" that announce what follows.
var promises = map[string]parley.Certainty{
	"be": parley.Announced, "due": parley.Announced, "set": parley.Announced, "schedule": parley.Announced, "plan": parley.Announced,
	"agree": parley.Announced, "undertake": parley.Announced, "pledge": parley.Announced, "promise": parley.Announced, "decide": parley.Announced,
	"commit": parley.Announced, "resolve": parley.Announced, "vow": parley.Announced, "intend": parley.Announced, "prepare": parley.Announced,
	"expect": parley.Expected, "likely": parley.Expected, "aim": parley.Expected, "hope": parley.Expected,
	"commitment": parley.Announced, "intention": parley.Announced, "decision": parley.Announced, "readiness": parley.Expected, "ready": parley.Expected,
	"willingness": parley.Expected, "willing": parley.Expected, "threaten": parley.ConditionalOnOthers,
	"instruct": parley.Announced, "task": parley.Announced, "direct": parley.Announced, "mandate": parley.Announced, "assign": parley.Announced,
}

// itinerary are the verbs whose present tense with a date is of the future:
// "they meet on Monday".
var itinerary = clause.Set("meet return resume reconvene open begin start travel visit fly arrive leave expire sign come go enter")

// told reports whether the words before token k report in the past tense, so
// that "would" there is the future of then.
func told(s *phrase.Sentence, k int) bool {
	for j := range s.Tokens {
		if j != k && s.Tokens[j].XPOS == "VBD" && tells[s.Lemma(j)] {
			return true
		}
	}
	return false
}

var tells = clause.Set("say announce tell add state report confirm write note agree decide declare")

// timeOf is the time of the clause whose verb is token v of the document and
// that goes on to token end: the first after the verb, with no other finite
// verb between, or else one that stands before the verb and opens its clause;
// nil where there is none. A duration is one only after "within" or "in".
func timeOf(d *layer.Doc, sentence, v, end int) *layer.Time {
	s := &d.Sentences[sentence]
	var before *layer.Time
	for i := range d.Times {
		t := &d.Times[i]
		if t.Sentence != sentence || t.Type == "SET" || t.When.IsZero() && !within(d, t) {
			continue
		}
		switch {
		case t.First >= v && t.First < end:
			if finite(d, v+1, t.First) {
				return nil
			}
			return t
		case t.Last <= v && t.First <= s.First+2 && !finite(d, t.Last, v) && v-t.Last <= 12:
			before = t
		}
	}
	return before
}

// finite reports whether a finite verb stands between two tokens, one that a
// date between them may belong to; auxiliaries of the future do not count.
func finite(d *layer.Doc, from, to int) bool {
	for k := from; k < to; k++ {
		switch d.Tokens[k].XPOS {
		case "VBD", "VBZ", "VBP":
			if x := d.Tokens[k].Lemma; x != "be" && x != "have" || d.Tokens[k].XPOS == "VBD" {
				return true
			}
		}
	}
	return false
}

// within reports whether t is a duration that counts from the day of the
// article: "within two months", "in ten days", and nothing after it tells
// another beginning, as "of ratification" would.
func within(d *layer.Doc, t *layer.Time) bool {
	if t.Type != "DURATION" || t.First == 0 {
		return false
	}
	k := t.First - 1
	for k > 0 && (d.Tokens[k].Lemma == "the" || d.Tokens[k].Lemma == "next") {
		k--
	}
	if w := d.Tokens[k].Lemma; w != "within" && w != "in" {
		return false
	}
	for j := k - 1; j >= 0 && j >= k-7; j-- { // "the first contact in three years"
		switch d.Tokens[j].Lemma {
		case "first", "only", "biggest", "big", "worst", "bad", "best", "highest", "high", "lowest", "low", "longest", "largest", "deadliest", "last", "once", "twice", "time":
			return false
		}
		if d.Tokens[j].UPOS == nlp.VERB {
			break
		}
	}
	if t.Last < len(d.Tokens) {
		switch d.Tokens[t.Last].Lemma {
		case "of", "after", "from":
			return false
		}
	}
	return true
}

// dueOf is the day or days that t sets: its own, the last of them after "by
// the end of", or the one that a duration counts to from the meeting, where its
// day is known and at most a week before the article, or else from the day of
// the article.
func dueOf(d *layer.Doc, t *layer.Time, meeting parley.Interval) parley.Interval {
	if within(d, t) && t.When.IsZero() {
		from := d.Source.Published
		_, day, ok := meeting.Bounds()
		published, _, known := from.Bounds()
		if ok && known && meeting.From.Exact() && !meeting.Open && !day.After(published) && published.Sub(day) <= 7*24*time.Hour {
			from = parley.On(parley.MomentOf(day))
		}
		return later(from, t.Value)
	}
	if t.When.IsZero() || !byTheEnd(d, t) {
		if first, last, ok := t.When.Bounds(); ok && last.Sub(first) > farthest {
			return parley.Interval{} // "in the 21st century"
		}
		return either(d, t)
	}
	if _, last, ok := t.When.Bounds(); ok && !t.When.Open {
		return parley.On(parley.MomentOf(last))
	}
	return t.When
}

// farthest is the longest time that can be one in which something is due.
const farthest = 3 * 366 * 24 * time.Hour

// either is the time from the first to the last of two that are told as "May or
// June", or that of t where it stands alone.
func either(d *layer.Doc, t *layer.Time) parley.Interval {
	if t.Last >= len(d.Tokens) || d.Tokens[t.Last].Lemma != "or" {
		return t.When
	}
	for i := range d.Times {
		o := &d.Times[i]
		if o.First != t.Last+1 || o.When.IsZero() || o.When.Open || t.When.Open {
			continue
		}
		_, end, ok := t.When.Bounds()
		start, _, known := o.When.Bounds()
		if ok && known && start.After(end) {
			return parley.Interval{From: t.When.From, To: o.When.To}
		}
	}
	return t.When
}

// byTheEnd reports whether t is the end that something is to be done by.
func byTheEnd(d *layer.Doc, t *layer.Time) bool {
	s := &d.Sentences[t.Sentence]
	end, by := false, false
	for k := max(s.First, t.First-4); k < t.Last; k++ {
		switch d.Tokens[k].Lemma {
		case "end":
			end = true
		case "by", "until", "before":
			by = by || !end
		}
	}
	return end && by
}

// later is the day that lies a TIMEX3 duration of whole units after from, which
// must be one day.
func later(from parley.Interval, duration string) parley.Interval {
	if !from.From.Exact() || len(duration) < 3 || len(duration) > 6 || duration[0] != 'P' {
		return parley.Interval{}
	}
	n := 0
	for _, c := range duration[1 : len(duration)-1] {
		if c < '0' || c > '9' {
			return parley.Interval{}
		}
		n = 10*n + int(c-'0')
	}
	day, _, ok := from.From.Bounds()
	if !ok || n == 0 {
		return parley.Interval{}
	}
	switch duration[len(duration)-1] {
	case 'D':
		day = day.AddDate(0, 0, n)
	case 'W':
		day = day.AddDate(0, 0, 7*n)
	case 'M':
		day = day.AddDate(0, n, 0)
	case 'Y':
		day = day.AddDate(n, 0, 0)
	default:
		return parley.Interval{}
	}
	return parley.On(parley.MomentOf(day))
}

// ahead reports whether v begins after the day of the article.
func ahead(d *layer.Doc, v parley.Interval) bool {
	first, _, ok := v.Bounds()
	_, published, known := d.Source.Published.Bounds()
	return ok && known && first.After(published)
}

// over reports whether all of v lies before the day of the article.
func over(d *layer.Doc, v parley.Interval) bool {
	_, last, ok := v.Bounds()
	published, _, known := d.Source.Published.Bounds()
	return ok && known && last.Before(published)
}

// whose are the codes of those who are to do what the words at tokens
// [first, last) of sentence n tell: the actors that are the subject of their
// verb, or the sides of the meeting where the subject stands for them — "they",
// "both delegations", "the next round". None where somebody else is meant whom
// the article does not name.
func whose(d *layer.Doc, n, meeting, first, last int, sent *phrase.Sentence) []string {
	sides := slices.Clone(d.Meetings[meeting].Parties)
	at := d.Sentences[n].First
	v := first - at
	for v < last-at && sent.Tokens[v].UPOS != nlp.VERB {
		v++
	}
	if v == last-at {
		return sides
	}
	subject, passive, ok := subjectOf(sent, v)
	if !ok || passive {
		return sides
	}
	var out []string
	for _, k := range sent.Conjuncts(subject) {
		from, to := sent.Phrase(k)
		for _, a := range d.ActorsIn(at+from, at+to) {
			if a.Kind == layer.Collective || len(a.Refers) > 0 && len(d.Codes(&a)) != 1 {
				return sides
			}
			out = append(out, d.Codes(&a)...)
		}
	}
	if w := sent.Lemma(subject); len(out) == 0 && (sitting[w] || jointly[w] || sent.Tokens[subject].UPOS == nlp.PRON || sent.Tokens[subject].UPOS == nlp.NUM || sent.Tokens[subject].UPOS == nlp.DET) {
		return sides
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// subjectOf is the subject of the verb at token v, or of the verb that it hangs
// on or is joined to, and whether that is one of a passive.
func subjectOf(s *phrase.Sentence, v int) (subject int, passive, ok bool) {
	subject, passive, ok = s.Subject(v)
	if passive {
		of, _ := s.Head(subject)
		passive = of != 0 && s.Relation(of) != "xcomp" && !promisedBy(s, of)
	}
	return subject, passive, ok
}

// promisedBy reports whether the verb at token v announces what its subject is
// to do though it is passive: "the ministers are expected to meet".
func promisedBy(s *phrase.Sentence, v int) bool {
	_, ok := promises[s.Lemma(v)]
	return ok && len(s.Children(v, "xcomp")) > 0
}

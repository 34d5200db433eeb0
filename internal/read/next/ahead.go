package next

import (
	"slices"
	"time"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/phrase"
	"github.com/parley-register/parley/internal/read/layer"
)

// dated are the clauses that speak of the future and name a time that is still
// to come: "is to be signed on 8 December", "undertook to conclude a treaty
// within three months". In an article about talks that is a follow-up, whatever
// its verb.
func dated(d *layer.Doc, n int, sent *phrase.Sentence) []finding {
	first := d.Sentences[n].First
	var out []finding
	for i := range sent.Tokens {
		if sent.Tokens[i].UPOS != nlp.VERB {
			continue
		}
		certainty, begin, ok := promised(sent, i)
		if !ok || press(sent, i, min(i+5, len(sent.Tokens))) {
			continue
		}
		if mood := sent.MoodAt(begin); mood.Negated {
			continue
		} else if mood.Conditional {
			certainty = parley.ConditionalOnOthers
		}
		end := sent.ClauseEnd(i + 1)
		t := timeOf(d, n, first+i, first+end)
		if t == nil {
			continue
		}
		due := dueOf(d, t, parley.Interval{})
		if due.IsZero() || over(d, due) {
			continue
		}
		to := min(end, i+maxWords)
		from := i
		if t.First-first < i {
			from = max(0, t.First-first)
		}
		out = append(out, finding{kindOf(sent, i, t.First-first), certainty, from, to, true})
	}
	return out
}

// promised reports whether the words before the verb at token i put it into the
// future, how surely, and where they begin.
func promised(s *phrase.Sentence, i int) (parley.Certainty, int, bool) {
	k := i - 1
	skip := func() {
		for k >= 0 && (s.Tokens[k].UPOS == nlp.ADV || s.Lower(k) == "be" || s.Lower(k) == "have") && s.Lower(k) != "not" {
			k--
		}
	}
	skip()
	if k < 0 {
		return "", 0, false
	}
	switch s.Lower(k) {
	case "will", "'ll", "shall", "must":
		return parley.Announced, k, true
	case "may", "might", "could", "can":
		return parley.PossibleCertainty, k, true
	case "should":
		return parley.Expected, k, true
	case "would":
		if told(s, k) {
			return parley.Announced, k, true
		}
		return "", 0, false
	case "to":
	default:
		if x := s.Tokens[i].XPOS; (x == "VBP" || x == "VBZ") && itinerary[s.Lemma(i)] {
			return parley.Announced, i, true
		}
		return "", 0, false
	}
	k--
	skip()
	if k < 0 {
		return "", 0, false
	}
	c, ok := promises[s.Lemma(k)]
	if s.Lemma(k) == "be" && s.Tokens[k].UPOS != nlp.AUX && s.Tokens[k].UPOS != nlp.VERB {
		return "", 0, false
	}
	return c, k, ok
}

// promises are the words before "to" that announce what follows.
var promises = map[string]parley.Certainty{
	"be": parley.Announced, "due": parley.Announced, "set": parley.Announced, "schedule": parley.Announced, "plan": parley.Announced,
	"agree": parley.Announced, "undertake": parley.Announced, "pledge": parley.Announced, "promise": parley.Announced, "decide": parley.Announced,
	"commit": parley.Announced, "resolve": parley.Announced, "vow": parley.Announced, "intend": parley.Announced, "prepare": parley.Announced,
	"expect": parley.Expected, "likely": parley.Expected, "aim": parley.Expected, "hope": parley.Expected,
}

// itinerary are the verbs whose present tense with a date is of the future:
// "they meet on Monday".
var itinerary = map[string]bool{
	"meet": true, "return": true, "resume": true, "reconvene": true, "open": true, "begin": true, "start": true, "travel": true,
	"visit": true, "fly": true, "arrive": true, "leave": true, "expire": true, "sign": true,
}

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

var tells = map[string]bool{"say": true, "announce": true, "tell": true, "add": true, "state": true, "report": true, "confirm": true, "write": true, "note": true, "agree": true, "decide": true, "declare": true}

// kindOf is the kind of the follow-up whose verb is at token i and whose time
// begins at token t.
func kindOf(s *phrase.Sentence, i, t int) parley.NextKind {
	switch s.Lemma(i) {
	case "meet", "reconvene", "gather", "convene", "confer", "resume", "talk":
		return parley.NextMeeting
	case "hold", "open", "begin", "start", "continue", "commence", "take", "host", "schedule", "plan", "launch", "expect":
		for k := range s.Tokens {
			if sitting[s.Lemma(k)] && (k < i || k < i+6) {
				return parley.NextMeeting
			}
			if k < i && s.Lemma(k) == "signing" {
				return parley.NextDocument
			}
		}
	case "visit", "travel", "fly", "return", "head", "arrive", "tour":
		return parley.NextVisit
	case "sign", "initial", "conclude", "draft", "finalize", "finalise", "publish", "submit", "present", "draw", "prepare", "ratify", "complete":
		return parley.NextDocument
	}
	if t > 0 {
		for k := t - 1; k >= 0 && k >= t-4; k-- {
			switch s.Lower(k) {
			case "by", "within", "until", "before":
				return parley.NextDeadline
			}
			if s.Tokens[k].UPOS == nlp.VERB {
				break
			}
		}
	}
	return parley.NextOther
}

// sitting are the nouns for meetings.
var sitting = map[string]bool{
	"round": true, "talk": true, "talks": true, "meeting": true, "session": true, "summit": true, "consultation": true, "negotiation": true,
	"conference": true, "dialogue": true, "discussion": true,
}

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
		return t.When
	}
	if _, last, ok := t.When.Bounds(); ok && !t.When.Open {
		return parley.On(parley.MomentOf(last))
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
		for i := range d.Actors {
			a := &d.Actors[i]
			if a.Sentence != n || a.First < at+from || a.Last > at+to {
				continue
			}
			if a.Kind == layer.Collective || len(a.Refers) > 0 && len(d.Codes(a)) != 1 {
				return sides
			}
			out = append(out, d.Codes(a)...)
		}
	}
	if w := sent.Lemma(subject); len(out) == 0 && (sitting[w] || jointly[w] || sent.Tokens[subject].UPOS == nlp.PRON || sent.Tokens[subject].UPOS == nlp.NUM || sent.Tokens[subject].UPOS == nlp.DET) {
		return sides
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// jointly are the nouns that stand for the sides together where no actor is
// named with them.
var jointly = map[string]bool{
	"side": true, "party": true, "leader": true, "president": true, "minister": true, "delegation": true, "negotiator": true, "team": true,
	"expert": true, "government": true, "country": true, "delegate": true, "diplomat": true, "official": true, "envoy": true, "director": true, "group": true,
}

// subjectOf is the subject of the verb at token v, or of the verb that it hangs
// on or is joined to, and whether that is one of a passive.
func subjectOf(s *phrase.Sentence, v int) (subject int, passive, ok bool) {
	for range 4 {
		if c := s.Children(v, "nsubj"); len(c) > 0 {
			return c[0], s.Tokens[c[0]].Deprel == "nsubj:pass" && v != 0 && s.Relation(v) != "xcomp" && !promisedBy(s, v), true
		}
		switch s.Relation(v) {
		case "xcomp", "conj", "ccomp", "advcl":
		default:
			return 0, false, false
		}
		h, up := s.Head(v)
		if !up {
			return 0, false, false
		}
		v = h
	}
	return 0, false, false
}

// promisedBy reports whether the verb at token v announces what its subject is
// to do though it is passive: "the ministers are expected to meet".
func promisedBy(s *phrase.Sentence, v int) bool {
	_, ok := promises[s.Lemma(v)]
	return ok && len(s.Children(v, "xcomp")) > 0
}

package next

import (
	"slices"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/clause"
	"github.com/parley-register/parley/internal/nlp/phrase"
	"github.com/parley-register/parley/internal/read/layer"
)

// finding is words in a sentence that may announce a follow-up: tokens
// [first, last), within a clause that ends before token reach.
type finding struct {
	kind        parley.NextKind
	certainty   parley.Certainty
	first, last int
	head        int // the verb, or the first word of a phrase
	reach       int
	how         string // "phrase", or the word that puts the verb into the future
	dated       bool   // its clause sets a time that is still to come
	sure        bool   // its words leave no doubt
	known       bool   // its verb has a sense that announces follow-ups, or its words are a phrase for one
}

// maxWords is the longest follow-up that is quoted, in tokens.
const maxWords = 20

// candidates are what may announce a follow-up in sentence n: clauses that
// speak of the future and phrases of next.tsv, in the order of their words.
func (s *Stage) candidates(d *layer.Doc, n int, sent *phrase.Sentence) []finding {
	out := s.clauses(d, n, sent)
	for _, f := range append(nouns(d, n, sent), s.find(d, n, sent)...) {
		// A phrase within a clause is told by the whole of the clause: always, where
		// that sets a day.
		if i := slices.IndexFunc(out, func(o finding) bool { return o.dated && o.how != "phrase" && o.first <= f.head && f.head < o.last }); i >= 0 {
			if out[i].kind == parley.NextOther && f.kind != parley.NextDeadline && under(sent, f.head, out[i].head) {
				out[i].kind = f.kind
			}
			continue
		}
		if slices.ContainsFunc(out, func(o finding) bool { return o.first <= f.head && f.head < o.last && o.kind == f.kind }) {
			continue
		}
		out = append(out, f)
	}
	slices.SortStableFunc(out, func(x, y finding) int { return x.first - y.first })
	return out
}

// clauseEnd is the token after the last of the clause that goes on at token i;
// words in quotation marks do not end it.
func clauseEnd(s *phrase.Sentence, i int) int {
	end := s.ClauseEnd(i)
	for end+1 < len(s.Tokens) && end-i < maxWords && s.Tokens[end].UPOS == nlp.PUNCT && strings.ContainsAny(s.Lower(end), "\"“”'`") && s.Lower(end+1) != "," {
		end = s.ClauseEnd(end + 1)
	}
	return end
}

// been reports whether the words that promise at token i tell of a plan that was:
// "had been due to meet".
func been(s *phrase.Sentence, i int) bool {
	for k := i - 1; k >= 1 && k >= i-3; k-- {
		if s.Lower(k) == "been" && s.Lower(k-1) == "had" {
			return true
		}
	}
	return false
}

// under reports whether token i hangs on the verb at token v as its subject, its
// object or next to it: not the round in "to brief the council on this round".
func under(s *phrase.Sentence, i, v int) bool {
	for range 2 {
		if i == v {
			return true
		}
		h, ok := s.Head(i)
		if !ok || h == v && s.Relation(i) == "obl" {
			return ok && i-v < 5
		}
		i = h
	}
	return i == v
}

// clauses are the clauses of the future whose verb announces a follow-up, or
// that name a time that is still to come: "is to be signed on 8 December".
func (s *Stage) clauses(d *layer.Doc, n int, sent *phrase.Sentence) []finding {
	first := d.Sentences[n].First
	var out []finding
	for i := range sent.Tokens {
		if sent.Tokens[i].UPOS != nlp.VERB && !(sent.Tokens[i].UPOS == nlp.ADJ && finished[sent.Lower(i)]) {
			continue
		}
		p, ok := promised(sent, i)
		if !ok || press(sent, i, min(i+5, len(sent.Tokens))) {
			continue
		}
		mood := sent.MoodAt(p.begin)
		if mood.Negated {
			continue
		}
		if mood.Conditional {
			p.certainty = parley.ConditionalOnOthers
		}
		if been(sent, p.begin) || sent.Lemma(i) == "meet" && answers(sent, i) || i > 0 && sent.Lower(i-1) == "have" && sent.Tokens[i].XPOS == "VBN" {
			continue // "meets a demand"; "was to have met"
		}
		end := clauseEnd(sent, i+1)
		f := finding{certainty: p.certainty, first: i, head: i, reach: end, how: p.word}
		t := timeOf(d, n, first+i, first+end)
		if t != nil {
			due := dueOf(d, t, parley.Interval{})
			if !due.IsZero() && over(d, due) {
				continue
			}
			f.dated = !due.IsZero()
		}
		if p.word == "present" && !f.dated && !soon(sent, i, end) {
			continue
		}
		sense, known := s.senseOf(d, n, sent, i, end)
		switch {
		case known:
			f.kind, f.known = sense.kind, true
		case p.word == "invite":
			f.kind, f.known = parley.NextVisit, true
		case f.dated && ends[sent.Lemma(i)]:
			f.kind, f.known = parley.NextDeadline, true
		case f.dated || sure[manner(p.word)]:
			f.kind = parley.NextOther // who is to act decides whether it can be one
		default:
			continue
		}
		if f.dated && f.kind == parley.NextOther && by(sent, t.First-first) {
			f.kind = parley.NextDeadline
		}
		f.first = opening(sent, i, p)
		f.last = stepEnd(sent, i, end)
		if t != nil && t.Last-first > f.last && t.Last-first-f.first <= maxWords {
			f.last = t.Last - first
		}
		if t != nil && t.Last <= first+f.first && first+f.first-t.First <= 6 && t.First >= first {
			f.first = t.First - first
		}
		f.last = min(f.last, f.first+maxWords)
		out = append(out, f)
	}
	return out
}

// sure are the groups of words that promise any deed, not only one that is known
// for a follow-up.
var sure = clause.Set("will set agreed expect")

// ends are the verbs whose day is a deadline; finished are what something is to
// be by then.
var (
	ends     = clause.Set("expire lapse")
	finished = clause.Set("ready complete final operational")
)

// nouns are the sittings, visits and deadlines of sentence n that its words put
// into the future: "the next round", "a summit in the autumn", "their planned
// visit".
func nouns(d *layer.Doc, n int, s *phrase.Sentence) []finding {
	var out []finding
	first := d.Sentences[n].First
	for i := range s.Tokens {
		if u := s.Tokens[i].UPOS; u != nlp.NOUN && u != nlp.PROPN {
			continue
		}
		var f finding
		switch w := s.Lemma(i); {
		case sitting[w] || sitting[s.Lower(i)] || w == "contact" || w == "exchange":
			f.kind = parley.NextMeeting
		case w == "visit" || w == "trip":
			f.kind = parley.NextVisit
		case w == "deadline":
			f.kind = parley.NextDeadline
		default:
			continue
		}
		if press(s, max(0, i-1), i+1) || s.Lemma(i) == "call" && i+1 < len(s.Tokens) && (s.Lower(i+1) == "for" || s.Lower(i+1) == "on") {
			continue
		}
		took := triggers(d, first+i)
		from, to := s.Phrase(i)
		if i-from > 10 {
			from = i - 10
		}
		f.head, f.first = i, from
		f.reach = min(max(to, s.ClauseEnd(i+1)), i+14)
		f.last = max(i+1, min(to, i+9, f.reach))
		mood := s.MoodAt(from)
		if mood.Negated || mood.Past || none(s, from, i) {
			continue
		}
		for k := from; k < i; k++ {
			if c, ok := marks[s.Lower(k)]; ok {
				f.how, f.certainty = "mark", c
				if series[s.Lower(k)] {
					f.how = "series"
				}
			}
		}
		if t := timeOf(d, n, first+i, first+f.reach); t != nil && t.First-first <= i+8 && !finite(d, first+i, t.First) {
			if due := dueOf(d, t, parley.Interval{}); !took && !due.IsZero() && ahead(d, due) {
				f.dated = true
				f.last = max(f.last, t.Last-first)
				if f.how == "" {
					f.how, f.certainty = "time", parley.Announced
				}
			}
		}
		if took && f.how == "series" && (s.Lower(from) != "further" && s.Lower(from) != "additional" && s.Lower(from) != "more") {
			continue
		}
		if f.how == "" && !took && i+1 < len(s.Tokens) && soon(s, i+1, f.reach) {
			f.how, f.certainty = "time", parley.Announced
		}
		if g, c, ok := governor(s, from); ok && (f.how == "" || c == parley.PossibleCertainty || f.how == "series") {
			if f.how == "" {
				f.how = g
			}
			f.certainty = c
		}
		if f.how == "" {
			if f.kind != parley.NextDeadline {
				continue
			}
			f.how, f.certainty = "deadline", parley.Announced
		}
		if mood.Conditional {
			f.certainty = parley.ConditionalOnOthers
		}
		if leads(s, f.first) && f.first+1 < i {
			f.first++
		}
		f.last = min(f.last, f.first+maxWords)
		out = append(out, f)
	}
	return out
}

// none reports whether the words [first, i) before a noun say that there is none:
// "no fifth round".
func none(s *phrase.Sentence, first, i int) bool {
	for k := max(first, i-5); k < i; k++ {
		switch s.Lower(k) {
		case "no", "neither", "without", "any":
			return s.Lower(k) != "any"
		}
	}
	return false
}

// triggers reports whether token i of the document tells of a meeting that took
// place.
func triggers(d *layer.Doc, i int) bool {
	for k := range d.Meetings {
		m := &d.Meetings[k]
		if m.Status != parley.Held {
			continue
		}
		for _, t := range m.Triggers {
			if t.First <= i && i < t.Last {
				return true
			}
		}
	}
	return false
}

// marks are the words before a noun that put it into the future, with how
// surely.
var marks = map[string]parley.Certainty{
	"next": parley.Announced, "upcoming": parley.Announced, "planned": parley.Announced, "forthcoming": parley.Announced, "scheduled": parley.Announced,
	"further": parley.Expected, "additional": parley.Expected, "another": parley.Expected, "more": parley.Expected, "subsequent": parley.Expected,
	"follow-up": parley.Expected, "follow-on": parley.Expected, "expected": parley.Expected, "likely": parley.Expected, "anticipated": parley.Expected,
	"future": parley.PossibleCertainty, "possible": parley.PossibleCertainty, "potential": parley.PossibleCertainty, "proposed": parley.PossibleCertainty,
	"second": parley.Announced, "third": parley.Announced, "fourth": parley.Announced, "fifth": parley.Announced, "sixth": parley.Announced,
	"new": parley.Announced,
}

// series are those of them that may as well tell of what was.
var series = clause.Set("further additional another more subsequent second third fourth fifth sixth new")

// governor is the word that a noun phrase which begins at token i is set under,
// where that puts it into the future: "looks forward to", "ready for".
func governor(s *phrase.Sentence, i int) (string, parley.Certainty, bool) {
	k := i - 1
	for k >= 0 && leads(s, k) {
		k--
	}
	if k < 1 {
		return "", "", false
	}
	w := s.Lemma(k)
	if s.Tokens[k].UPOS == nlp.ADP || w == "to" {
		for j := k - 1; j >= 0 && j >= k-3; j-- {
			switch g := s.Lemma(j); {
			case g == "forward" && w == "to":
				return "look", parley.Expected, true
			case w == "for" && (g == "ready" || g == "prepare" || g == "preparation" || g == "arrangement" || g == "plan" || g == "schedule" || g == "readiness"):
				return "for", parley.Expected, true
			case w == "of" && (g == "possibility" || g == "prospect" || g == "idea" || g == "proposal" || g == "hope"):
				return "of", parley.PossibleCertainty, true
			case w == "on" && g == "agree":
				return "on", parley.Announced, true
			case s.Tokens[j].UPOS == nlp.VERB || s.Tokens[j].UPOS == nlp.NOUN:
				return "", "", false
			}
		}
		return "", "", false
	}
	switch w {
	case "propose", "suggest", "moot", "float":
		return w, parley.PossibleCertainty, true
	case "expect", "anticipate", "foresee":
		return w, parley.Expected, true
	case "plan", "schedule", "announce":
		return w, parley.Announced, true
	}
	return "", "", false
}

// soon reports whether the words from token i on tell a time to come that no
// day is known of: "in the coming days", "later this year", "soon".
func soon(s *phrase.Sentence, i, end int) bool {
	for k := i; k < min(end, len(s.Tokens)); k++ {
		switch w := s.Lower(k); {
		case (w == "soon" || w == "shortly") && (k == 0 || s.Lower(k-1) != "as") && (k+1 >= end || s.Lower(k+1) != "after" && s.Lower(k+1) != "before"), w == "later" && k+1 < end && (s.Lower(k+1) == "this" || s.Lower(k+1) == "in"),
			(w == "coming" || w == "near" || w == "next") && k+1 < end && (period[s.Lemma(k+1)] || s.Lower(k+1) == "future"),
			period[s.Lemma(k)] && k+1 < end && s.Lower(k+1) == "ahead":
			return true
		case s.Tokens[k].XPOS == "VBD", s.Tokens[k].XPOS == "VBZ", s.Tokens[k].XPOS == "VBP", s.Stops(k):
			return false
		}
	}
	return false
}

var period = clause.Set("day week month year spring summer autumn fall winter monday tuesday wednesday thursday friday saturday sunday round")

// leads reports whether a quoted phrase does not begin with token i.
func leads(s *phrase.Sentence, i int) bool {
	switch s.Lower(i) {
	case "the", "a", "an", "their", "his", "her", "its", "our", "this", "these", "those", "some", "any", "holding":
		return true
	}
	return false
}

// answers reports whether the verb "meet" at token i is of a demand or a goal,
// or "halfway", and no meeting.
func answers(s *phrase.Sentence, i int) bool {
	if i+3 < len(s.Tokens) && (s.Lower(i+1) == "halfway" || s.Lower(i+3) == "halfway") {
		return true
	}
	for k := i + 1; k < min(i+5, len(s.Tokens)) && !s.Stops(k); k++ {
		if met[s.Lemma(k)] {
			return true
		}
	}
	return slices.ContainsFunc(s.Children(i, "nsubj", "obj"), func(k int) bool { return met[s.Lemma(k)] })
}

var met = clause.Set("demand condition goal target deadline challenge need requirement obligation standard commitment expectation criterion aspiration promise threat concern")

// opening is the token that a quoted clause begins with: its subject, where that
// stands close before a finite verb, or else the verb.
func opening(s *phrase.Sentence, i int, p promise) int {
	if !p.finite {
		return i
	}
	subject, ok := nominal(s, i)
	if !ok || subject >= p.begin {
		return i
	}
	from, _ := s.Phrase(subject)
	if p.begin-from > 8 || from > p.begin {
		return i
	}
	for k := from; k < p.begin; k++ {
		if s.Stops(k) || s.Lower(k) == "," {
			return i
		}
	}
	return from
}

// nominal is the subject of the verb at token i, or of the verb that it hangs
// on: "is expected to visit".
func nominal(s *phrase.Sentence, i int) (int, bool) {
	for range 3 {
		if c := s.Children(i, "nsubj"); len(c) > 0 {
			return c[0], true
		}
		h, up := s.Head(i)
		if !up || s.Relation(i) != "xcomp" {
			return 0, false
		}
		i = h
	}
	return 0, false
}

// stepEnd is the token after the last that a follow-up with the verb at token i
// is quoted with: its clause, without what it is for.
func stepEnd(s *phrase.Sentence, i, end int) int {
	for k := i + 4; k < end; k++ {
		switch s.Lower(k) {
		case ",":
			return k
		case "to":
			if k+1 < end && s.Tokens[k].XPOS == "TO" && s.Tokens[k+1].UPOS == nlp.VERB {
				return k
			}
		case "with":
			if k+2 < end && s.Lower(k+1) == "the" && (s.Lemma(k+2) == "aim" || s.Lemma(k+2) == "goal") {
				return k
			}
		case "when", "where", "as", "including", "aimed", "in-order", "if", "until", "unless", "once", "that", "which":
			return k
		}
	}
	return end
}

// by reports whether the time that begins at token t is one until which
// something is to be done.
func by(s *phrase.Sentence, t int) bool {
	for k := t - 1; k >= 0 && k >= t-4; k-- {
		switch s.Lower(k) {
		case "by", "within", "until", "before":
			return true
		}
		if s.Tokens[k].UPOS == nlp.VERB {
			return false
		}
	}
	return false
}

// find are the phrases of next.tsv in s.
func (s *Stage) find(d *layer.Doc, n int, sent *phrase.Sentence) []finding {
	var out []finding
	for _, f := range s.table.Find(sent) {
		kind := parley.NextKind(f.Kind)
		if past(sent, f.First, kind) || press(sent, f.First, f.Last) {
			continue
		}
		certainty, ok := certaintyAt(sent, f.First, f.Last, kind)
		if !ok {
			continue
		}
		from, to := f.From, max(f.To, f.Last)
		end := sent.ClauseEnd(to)
		if been(sent, f.First) || been(sent, f.First-2) || sent.Lemma(f.First) == "meet" && answers(sent, f.First) {
			continue
		}
		if sent.Lemma(f.First) == "sign" && sent.Tokens[f.First].UPOS == nlp.NOUN || kind == parley.NextVisit && !somewhere(d, n, sent, f) {
			continue
		}
		x := finding{kind: kind, certainty: certainty, first: from, head: f.First, reach: end, how: "phrase", known: true, sure: sent.Lemma(f.First) == "accept"}
		x.last = max(to, min(stepEnd(sent, max(from, to-4), end), from+maxWords))
		x.last = min(x.last, x.first+maxWords)
		if w := sent.Lemma(f.First); w == "adjourn" || w == "postpone" || w == "suspend" || w == "delay" {
			x.last = min(x.last, to+4) // until when
		}
		if i := slices.IndexFunc(out, func(o finding) bool { return o.first < x.last && x.first < o.last }); i >= 0 {
			continue
		}
		out = append(out, x)
	}
	return out
}

// somewhere reports whether the words of a phrase that begin with a verb of
// going name where to: "to go to Oslo", not "to return to normal".
func somewhere(d *layer.Doc, n int, s *phrase.Sentence, f phrase.Found) bool {
	switch s.Lemma(f.First) {
	case "travel", "fly", "go", "head", "return", "next":
		return reaches(d, n, f.First, min(len(s.Tokens), f.First+7))
	}
	return true
}

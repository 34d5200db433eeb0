package outcomes

import (
	"slices"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/clause"
	"github.com/parley-register/parley/internal/nlp/phrase"
	"github.com/parley-register/parley/internal/read/layer"
)

// Nouns by what an outcome may be said of.
var (
	talks   = clause.Set("talk talks negotiation negotiations round session meeting summit conference dialogue consultation discussion parley gathering encounter sitting mediation contact visit track series bargaining")
	efforts = clause.Set("effort attempt bid push initiative drive mediation mission exercise")
	peace   = clause.Set("peace broker mediate mediation mediator talk talks negotiate negotiation agreement deal ceasefire cease-fire truce settlement settle reconcile reconciliation resolve compromise war conflict crisis table")
	sides   = clause.Set("side party delegate delegation negotiator participant attendee member minister leader president premier envoy diplomat official counterpart partner neighbour neighbor rival foe power country nation state government representative ambassador summit conference council league forum meeting bloc union team pair duo trio two three four both all they we chief head expert lawmaker official monarch ruler emir king ally")
	texts   = clause.Set("document agreement accord treaty pact protocol memorandum deal minutes contract instrument declaration convention text letter note charter communique communiqué")
	// inert are nouns of what goes on beside talks, of which no outcome of them is told.
	inert = clause.Set("war conflict fighting fight battle violence operation campaign offensive mission army force troops soldier strike airstrike market economy board company club court trial monitor probe investigation")
)

// told are the outcomes that a verb tells of its subject, however far
// away that stands: "the round that opened in spring … collapsed".
func (s *Stage) told(sent *phrase.Sentence, heading bool) []Finding {
	var out []Finding
	for _, f := range s.predicates.Find(sent) {
		kind, of, weak, here := predicate(f.Kind)
		i := f.First
		if sent.Tokens[i].UPOS != nlp.VERB || !finite(sent, i, heading) || kind == parley.Collapsed && f.Last < len(sent.Tokens) && sent.Lower(f.Last) == "to" {
			continue
		}
		subject, passive, ok := subjectOf(sent, i)
		if !ok || subject > i || passive && of == "sides" {
			continue
		}
		place := of == "talks" && !passive && sent.Tokens[subject].UPOS == nlp.PROPN && brings[sent.Lemma(i)]
		if !said(sent, subject, of) && !place {
			continue
		}
		x := Finding{Kind: kind, First: i, From: i, To: sent.ClauseEnd(max(f.To, f.Last)), Row: f.Row, Weak: weak, Here: here && !attends[sent.Lemma(subject)], Place: place, Told: true}
		doubt := func(is bool, why string) {
			if is {
				x.Doubts = append(x.Doubts, why)
			}
		}
		none := kind == parley.NoAgreement || kind == parley.Collapsed
		doubt(hypothesis(sent, i), "doubted")
		doubt(!none && denied(sent, i, f.Last), "negated")
		doubt(!none && alone(sent, i, f.Last), "by one alone")
		doubt(hypothetical(sent, f.Last) || condition(sent, i), "under a condition")
		out = append(out, x)
	}
	return out
}

// subjectOf is what the verb at token i is said of: its subject, what a relative
// pronoun there stands for, and of "two days of talks" the talks.
func subjectOf(s *phrase.Sentence, i int) (subject int, passive, ok bool) {
	subject, passive, ok = s.Bearer(i)
	if !ok {
		return 0, false, false
	}
	if measures[s.Lemma(subject)] {
		for _, k := range s.Children(subject, "nmod") {
			if talks[s.Lemma(k)] || inert[s.Lemma(k)] {
				return k, passive, true
			}
		}
	}
	return subject, passive, true
}

// measures are nouns that count what they are said of.
var measures = clause.Set("day days week month hour weekend year round series set number pair host string flurry marathon fifth quarter")

// attends are the nouns for those who sit in a meeting and nowhere else.
var attends = clause.Set("delegate participant attendee")

// said reports whether the subject at token i is of the class that a predicate
// asks for.
func said(s *phrase.Sentence, i int, class string) bool {
	for _, k := range s.Conjuncts(i) {
		lemma := s.Lemma(k)
		switch class {
		case "talks":
			if talks[lemma] || talks[s.Lower(k)] {
				return true
			}
		case "effort":
			if !efforts[lemma] {
				continue
			}
			first, last := s.Phrase(k)
			for j := first; j < last; j++ {
				if peace[s.Lemma(j)] {
					return true
				}
			}
		case "text":
			if texts[lemma] || texts[s.Lower(k)] {
				return true
			}
		case "sides":
			if sides[lemma] && (s.Tokens[k].XPOS != "NN" || lemma == "pair" || talks[lemma] || lemma == "council" || lemma == "league" || lemma == "forum" || lemma == "both") || len(s.Children(k, "conj")) > 0 && s.Tokens[k].UPOS == nlp.PROPN {
				return true
			}
		}
	}
	return false
}

// finite reports whether the verb at token i is one of a clause that tells what
// was: in the past, or in the present of a heading.
func finite(s *phrase.Sentence, i int, heading bool) bool {
	switch s.Tokens[i].XPOS {
	case "VBD":
		return true
	case "VBN":
		if r := s.Relation(i); len(s.Children(i, "aux")) == 0 && (r == "root" || r == "conj" || r == "ccomp" || r == "parataxis") && len(s.Children(i, "nsubj")) > 0 {
			return true // a past that looks like a participle
		}
		return slices.ContainsFunc(s.Children(i, "aux"), func(k int) bool { return s.Lemma(k) == "have" || s.Lemma(k) == "be" || s.Lemma(k) == "get" }) || heading
	case "VBZ", "VBP":
		return heading || s.Lemma(i) != "agree" && s.Tokens[i].XPOS == "VBZ"
	}
	return false
}

// hypothesis reports whether the verb at token i is not said to be so: by its
// own auxiliaries, by what it is subordinated with, or by who hopes or fears it.
// What stands in a clause about its subject is not said of it.
func hypothesis(s *phrase.Sentence, i int) bool {
	for _, k := range s.Children(i, "aux", "advmod", "mark") {
		switch s.Lower(k) {
		case "not", "n't", "never", "almost", "nearly", "will", "shall", "'ll", "may", "might", "could", "would", "should", "can", "must", "if", "unless", "until", "whether", "once", "when", "before":
			return true
		}
	}
	return doubted(s, i, i+1)
}

// doubted reports whether a verb among tokens [first, last) is what somebody
// hopes, fears or denies.
func doubted(s *phrase.Sentence, first, last int) bool {
	for i := first; i < min(last, len(s.Tokens)); i++ {
		if h, ok := s.Head(i); ok && h < i && s.Relation(i) == "ccomp" && doubts[s.Lemma(h)] {
			return true
		}
	}
	for k := first; k > 0 && first-k < 8 && !s.Stops(k); k-- {
		if s.Lower(k) == "that" && rumours[s.Lemma(k-1)] && (k == 1 || s.Tokens[k-1].UPOS != nlp.VERB) {
			return true
		}
	}
	return false
}

// rumours are nouns whose clause is not said to be so: "talk that the
// negotiations had failed".
var rumours = clause.Set("talk rumour rumor speculation claim suggestion allegation fear hope notion idea prospect possibility impression expectation belief worry concern theory gossip denial risk chance danger")

// doubts are verbs whose complement is not said to be so.
var doubts = clause.Set("hope fear expect worry deny doubt predict warn want wish suggest urge demand imagine pretend dispute")

// denied reports whether the words in tokens [first, last) say that there was
// none: "ended with no agreement".
func denied(s *phrase.Sentence, first, last int) bool {
	for k := first; k < last && k < len(s.Tokens); k++ {
		switch s.Lower(k) {
		case "no", "not", "n't", "without", "little", "neither", "nor", "hardly", "scant":
			return true
		}
	}
	return false
}

// condition reports whether the verb at token i stands under a condition in the
// present: "when we reach an agreement", "provided that he agrees".
func condition(s *phrase.Sentence, i int) bool {
	if x := s.Tokens[i].XPOS; x != "VBP" && x != "VBZ" && x != "VB" {
		return false
	}
	for k := i - 1; k >= 0 && k >= i-8; k-- {
		if s.Stops(k) {
			return false
		}
		switch s.Lower(k) {
		case "when", "once", "provided", "providing", "assuming", "if", "unless", "until", "whenever":
			return true
		}
	}
	return false
}

// doer is the subject of the first verb of f, of the adjective that is said
// there, or of the verb that its words hang on.
func doer(sent *phrase.Sentence, f Finding) (subject int, passive, ok bool) {
	for v := f.First; v < min(f.To, len(sent.Tokens)); v++ {
		if u := sent.Tokens[v].UPOS; u == nlp.VERB || u == nlp.ADJ && len(sent.Children(v, "nsubj")) > 0 {
			return subjectOf(sent, v)
		}
	}
	v := f.First
	for range 3 {
		h, up := sent.Head(v)
		if !up {
			return 0, false, false
		}
		if v = h; sent.Tokens[v].UPOS == nlp.VERB {
			return subjectOf(sent, v)
		}
	}
	return 0, false, false
}

// elsewhere reports whether the clause of f tells that there is no agreement in
// a body that has no part in the meeting: "no agreement on a resolution of the
// council".
func elsewhere(d *layer.Doc, n, m int, sent *phrase.Sentence, f Finding) bool {
	if f.Kind != parley.NoAgreement {
		return false
	}
	first, last := d.Sentences[n].First+f.From, d.Sentences[n].First+sent.ClauseEnd(f.To)
	return slices.ContainsFunc(d.ActorsIn(first, last), func(a layer.Actor) bool {
		return a.Kind == layer.Organisation && a.Code != "" && !slices.Contains(d.Meetings[m].Parties, a.Code)
	})
}

// placeOf is the place that f is said of, where it stands for a meeting there:
// "Geneva produced a deal".
func placeOf(d *layer.Doc, n int, sent *phrase.Sentence, f Finding) (int, bool) {
	subject, passive, ok := doer(sent, f)
	if !ok || passive || !brings[sent.Lemma(verb(sent, f))] {
		return 0, false
	}
	at := d.Sentences[n].First + subject
	for i := range d.Places {
		if p := &d.Places[i]; p.First <= at && at < p.Last && p.Kind == "city" {
			return i, true
		}
	}
	return 0, false
}

// brings are the verbs that make a city stand for the meeting in it, and not
// for a government.
var brings = clause.Set("yield produce bring deliver achieve generate fail collapse end result lead")

// verb is the first verb of f, or its first token.
func verb(sent *phrase.Sentence, f Finding) int {
	for v := f.First; v < min(f.To, len(sent.Tokens)); v++ {
		if sent.Tokens[v].UPOS == nlp.VERB {
			return v
		}
	}
	return f.First
}

// meetingAt is the only meeting at the same city as place.
func meetingAt(d *layer.Doc, place int) (int, bool) {
	at, n := 0, 0
	for i := range d.Meetings {
		if k := d.Meetings[i].Place - 1; k >= 0 && d.Places[k].Name == d.Places[place].Name {
			at = i
			n++
		}
	}
	return at, n == 1
}

// strangers reports whether the noun at token i names others than those whom
// the article has spoken of: a bare plural with a name or an adjective before
// it, "Gulf Arab states".
func strangers(s *phrase.Sentence, i int) bool {
	if s.Tokens[i].XPOS != "NNS" || len(s.Children(i, "det", "nummod")) > 0 {
		return false
	}
	return slices.ContainsFunc(s.Children(i, "amod", "compound", "nmod"), func(k int) bool {
		return k < i && s.Tokens[k].Form != s.Lower(k) && k > 0
	})
}

// own reports whether those who do what f tells are of meeting m, so far as the
// words tell who they are. A sentence that speaks of the meeting itself is
// trusted.
func own(d *layer.Doc, n, m int, sent *phrase.Sentence, f Finding) bool {
	meeting := &d.Meetings[m]
	here := meeting.TriggeredIn(n)
	if f.Here && !here {
		return false
	}
	if !here && elsewhere(d, n, m, sent, f) {
		return false
	}
	subject, passive, ok := doer(sent, f)
	if !ok {
		return true
	}
	if inert[sent.Lemma(subject)] {
		return false
	}
	if passive || here {
		return true
	}
	at := d.Sentences[n].First
	known := false
	for _, k := range sent.Conjuncts(subject) {
		if w := sent.Lemma(k); talks[w] || texts[w] || sent.Tokens[k].UPOS == nlp.NUM || sent.Tokens[k].UPOS == nlp.DET {
			return true
		}
		from, to := sent.Phrase(k)
		for _, a := range d.ActorsIn(at+from, at+to) {
			codes := d.Codes(&a)
			if len(codes) == 0 && (a.Kind == layer.Collective || a.Kind == layer.PersonActor) {
				return true
			}
			for _, c := range codes {
				known = true
				if slices.Contains(meeting.Parties, c) {
					return true
				}
			}
			if a.Person > 0 && slices.Contains(meeting.People, a.Person-1) {
				return true
			}
		}
		if !known && strangers(sent, k) {
			return false
		}
	}
	return !known
}

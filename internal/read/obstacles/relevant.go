package obstacles

import (
	"slices"

	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/clause"
	"github.com/parley-register/parley/internal/nlp/phrase"
	"github.com/parley-register/parley/internal/read/layer"
)

// subject are the words that show that a sentence speaks of talks or of what
// they are to bring.
var subject = clause.Set("talk talks negotiation negotiations negotiate negotiator dialogue meeting summit round session agreement deal accord treaty pact settlement compromise proposal draft resolution mediation mediator mediate concession conference communique declaration text consensus roadmap framework ceasefire truce peace veto diplomacy diplomatic reconciliation normalization normalisation membership visit cooperation ties relations relationship process plan offer disagree difference disagreement divergence")

// relevant reports whether an obstacle in sentence n stands in the way of
// meeting m: the sentence speaks of talks, or the one before it or it itself
// does of that meeting; or a side of it refuses, threatens or disagrees. In an
// article in which talks are told of by the way, what fighters refuse or where a
// front is deadlocked is none.
func relevant(d *layer.Doc, n, m int, s *phrase.Sentence, f stretch) bool {
	if battlefield(s, f) {
		return false
	}
	meeting := &d.Meetings[m]
	if f.how == "refuse" {
		return refuses(d, n, m, s, f)
	}
	if meeting.TriggeredIn(n) || n > 0 && meeting.TriggeredIn(n-1) {
		return true
	}
	if speaks(s) || n > 0 && speaks(d.Prepared(n-1)) { // "Challenges to the dialogue persist. Mistrust threatens it."
		return true
	}
	return sideNear(d, n, m, d.Sentences[n].First, d.Sentences[n].Last)
}

// speaks reports whether a sentence speaks of talks or of what they are to bring.
func speaks(s *phrase.Sentence) bool {
	for k := range s.Tokens {
		if (subject[s.Lemma(k)] || subject[s.Lower(k)]) && s.Tokens[k].UPOS != nlp.PROPN {
			return true
		}
	}
	return false
}

// refuses reports whether the refusal f is one by a side of meeting m, or of
// something that talks are about.
func refuses(d *layer.Doc, n, m int, s *phrase.Sentence, f stretch) bool {
	meeting := &d.Meetings[m]
	at := d.Sentences[n].First
	about := meeting.TriggeredIn(n) || speaks(s)
	for k := f.first; k < f.last && k < len(s.Tokens); k++ {
		if subject[s.Lemma(k)] || yields[s.Lemma(k)] {
			about = about || n > 0 && (meeting.TriggeredIn(n-1) || speaks(d.Prepared(n-1)))
			return meeting.TriggeredIn(n) || sideNear(d, n, m, at, d.Sentences[n].Last) || about && !strangers(d, n, at+f.first, at+f.last)
		}
	}
	return about && sideNear(d, n, m, at, at+f.last)
}

// yields are what sides refuse to do that talks ask of them.
var yields = clause.Set("object talk negotiate meet sign accept recognize recognise agree compromise concede withdraw disarm attend join return discuss engage budge endorse approve ratify extend renew release free hand surrender give yield stop halt end cease drop lift allow permit cooperate co-operate comply implement step leave abandon renounce make back support condemn veto demand request condition clause draft rule commit guarantee open reinstate reimpose impose quit suspend boycott pull walk change contribute participate send pay provide share admit host invite")

// sideNear reports whether a side of meeting m is spoken of among tokens
// [first, last) of the document.
func sideNear(d *layer.Doc, n, m, first, last int) bool {
	for _, a := range d.ActorsIn(first, last) {
		if a.Sentence != n {
			continue
		}
		if a.Kind == layer.Collective && a.Code == "" || slices.ContainsFunc(d.Codes(&a), func(c string) bool { return slices.Contains(d.Meetings[m].Parties, c) }) {
			return true
		}
	}
	return false
}

// strangers reports whether somebody is spoken of among tokens [first, last) of
// the document whose side is known.
func strangers(d *layer.Doc, n, first, last int) bool {
	return slices.ContainsFunc(d.ActorsIn(first, last), func(a layer.Actor) bool { return a.Sentence == n && len(d.Codes(&a)) > 0 })
}

// battlefield reports whether what is stuck is a front: "a stalemate on the
// battlefield".
func battlefield(s *phrase.Sentence, f stretch) bool {
	for k := f.first; k < min(f.last+4, len(s.Tokens)); k++ {
		switch s.Lemma(k) {
		case "battlefield", "battleground", "frontline", "front":
			return true
		case "stalemate", "deadlock", "impasse":
			if k > 0 && (s.Lemma(k-1) == "military" || s.Lemma(k-1) == "bloody") {
				return true
			}
		case "war":
			if k > 0 && s.Lower(k-1) == "civil" && stuck(s, f) {
				return true
			}
		}
	}
	return false
}

// stuck reports whether f tells of a stalemate.
func stuck(s *phrase.Sentence, f stretch) bool {
	for k := f.first; k < f.last && k < len(s.Tokens); k++ {
		switch s.Lemma(k) {
		case "stalemate", "deadlock", "impasse":
			return true
		}
	}
	return false
}

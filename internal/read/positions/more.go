package positions

import (
	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/clause"
)

// This file reads what is wanted where it does not follow its trigger: before
// it, in a clause of its own, or joined to what follows.

// relative reads "the corridor that France has sought": what the clause is about.
func (r *reading) relative(s *clause.Sentence, i int, e entry, g verbGroup) bool {
	if !e.has(frameNoun) || r.tree.Rel(i) != "acl" || g.passive || e.act == "affirm" {
		return false
	}
	if next := i + len(e.words); s.In(next) && !clause.FinalMark(s.Low(next)) && s.Low(next) != "," && s.Class(next) != nlp.ADP && s.Class(next) != nlp.ADV && s.Class(next) != nlp.SCONJ {
		return false
	}
	own, ok := r.tree.Child(i, "nsubj")
	head, okHead := r.tree.Head(i)
	if !ok || !okHead || head >= own {
		return false
	}
	switch s.Low(own) {
	case "who", "which", "that":
		return false
	}
	np, _ := r.tree.Noun(head)
	np.Last = min(np.Last, i)
	for np.First < head && s.Class(np.First) == nlp.ADP {
		np.First++
	}
	for np.Last > head+1 && (s.Low(np.Last-1) == "," || s.Low(np.Last-1) == "that" || s.Low(np.Last-1) == "which") {
		np.Last--
	}
	f := found{stance: e.stance, frame: "relative", at: i, word: e.name(), act: e.act, class: 'v', group: g, marks: []string{"relative"}}
	if g.negated {
		if e.stance == parley.Rejects {
			return false
		}
		f.stance = parley.Rejects
	}
	who, _ := r.tree.Noun(own)
	f.actors, f.who = r.codes(who, false), who
	if np.Empty() || np.Last-np.First == 1 && s.Class(np.First) == nlp.PRON {
		return false
	}
	return r.keep(s, f, np)
}

// cleft reads "what France wants is a corridor".
func (r *reading) cleft(s *clause.Sentence, i int, e entry, g verbGroup) bool {
	if !e.has(frameNoun) && !e.has(frameClause) && !e.has(frameInf) {
		return false
	}
	what := -1
	for k := i - 1; k >= s.First && i-k < 12; k-- {
		if s.Low(k) == "what" {
			what = k
			break
		}
	}
	if what < 0 {
		return false
	}
	for k := i + len(e.words); k < s.Last && k-i < 9; k++ {
		if !isBe(s.Low(k)) {
			continue
		}
		start := k + 1
		if w := s.Low(start); w == "that" || w == "for" {
			start++
		}
		who := clause.Range{First: what + 1, Last: i}
		for who.Last > who.First && (s.Class(who.Last-1) == nlp.AUX || s.Class(who.Last-1) == nlp.ADV) {
			who.Last--
		}
		f := found{stance: e.stance, frame: "cleft", at: i, word: e.name(), act: e.act, class: 'v', group: g, marks: []string{"cleft"}}
		f.actors, f.who = r.codes(who, false), who
		return r.add(s, f, start)
	}
	return false
}

// joined reads what is joined to what the last trigger found takes: "called for
// a truce and for the release of prisoners", "asked that meetings be regular and
// that …", "to leave … and to pay".
func (r *reading) joined(s *clause.Sentence, from int) {
	if from >= len(r.out) {
		return
	}
	f := r.out[from]
	if f.class == 'm' || f.sentence != s.N {
		return
	}
	opener := s.Low(f.text.First - 1)
	for n, k := 0, f.text.First+1; k+2 < s.Last && k < f.text.Last+8 && n < maxJoined; k++ {
		w := s.Low(k)
		if w != "and" && w != "or" && w != "," {
			if w == ";" || w == ":" || clause.FinalMark(w) && !clause.IsMark(w) {
				return
			}
			continue
		}
		next := k + 1
		if s.Low(next) == "and" || s.Low(next) == "or" {
			next++
		}
		for s.Class(next) == nlp.ADV && s.In(next) {
			next++
		}
		if s.Low(next) != opener || opener != "for" && opener != "that" && opener != "to" && opener != "on" && opener != "by" && opener != "against" {
			continue
		}
		if opener == "to" && !verbal(s, next+1) {
			continue
		}
		g := f
		g.marks = append(g.marks[:len(g.marks):len(g.marks)], "joined")
		if !r.add(s, g, next+1) {
			return
		}
		if last := &r.out[len(r.out)-2]; last.text.First < k && k < last.text.Last {
			last.text.Last = k
		}
		n++
	}
}

// maxJoined is how many joined wishes are read after one trigger.
const maxJoined = 5

// wouldLike reads "X would like Y", "X would rather Y".
func (r *reading) wouldLike(s *clause.Sentence, i int) {
	if w := s.Low(i); w != "would" && w != "'d" && w != "’d" {
		return
	}
	v := i + 1
	for s.Class(v) == nlp.ADV && s.In(v) && s.Low(v) != "rather" {
		v++
	}
	start := v + 1
	switch s.Low(v) {
	case "like", "love":
		if w := s.Low(start); w == "to" {
			start++
		} else if !clause.Nominal(s.Class(start)) && s.Class(start) != nlp.ADJ {
			return
		}
		if s.Low(start) == "see" {
			start++
		}
	case "rather":
		if !verbal(s, start) {
			return
		}
	case "have":
		if !clause.Nominal(s.Class(start)) || s.Tok(start).XPOS == "VBN" {
			return
		}
	default:
		return
	}
	f := found{stance: parley.Seeks, frame: "would like", at: i, word: "would " + s.Low(v), act: "wish", class: 'm'}
	f.actors, f.who = r.subject(s, v, false)
	r.add(s, f, start)
}

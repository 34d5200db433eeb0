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

// doer is who is to do what a candidate tells, seen from its meeting.
type doer string

const (
	nobody   doer = "nobody"   // a noun, or a verb without a subject
	member   doer = "member"   // a side of the meeting, or who took part in it
	anaphor  doer = "anaphor"  // "they", "both sides", "the ministers": those of whom the article speaks
	matter   doer = "matter"   // a sitting or a text
	stranger doer = "stranger" // somebody who has no part in the meeting
	thing    doer = "thing"    // anything else
)

// who is who is to do what f tells after meeting m.
func who(d *layer.Doc, n, m int, s *phrase.Sentence, f finding) doer {
	if f.head >= len(s.Tokens) || s.Tokens[f.head].UPOS != nlp.VERB && s.Tokens[f.head].UPOS != nlp.ADJ {
		return nobody
	}
	subject, _, ok := s.Bearer(f.head)
	if !ok {
		return nobody
	}
	best := thing
	better := func(x doer) {
		if rank[x] < rank[best] {
			best = x
		}
	}
	at := d.Sentences[n].First
	meeting := &d.Meetings[m]
	for _, k := range s.Conjuncts(subject) {
		from, to := s.Phrase(k)
		foreign := false
		for _, a := range d.ActorsIn(at+from, at+to) {
			if a.Person > 0 && slices.Contains(meeting.People, a.Person-1) {
				better(member)
			}
			for _, c := range d.Codes(&a) {
				if slices.Contains(meeting.Parties, c) || slices.ContainsFunc(d.Reading.Meetings[m].Third, func(t parley.Cited[parley.Third]) bool { return t.Value.Actor == c }) {
					better(member)
				} else {
					foreign = true
				}
			}
		}
		w := s.Lemma(k)
		switch {
		case sitting[w] || document[w] || pending[w] || series[s.Lower(k)] || s.Lower(k) == "next" || w == "ceremony" || w == "signing":
			better(matter)
		case foreign:
			better(stranger)
		case s.Tokens[k].UPOS == nlp.PRON || s.Tokens[k].UPOS == nlp.NUM || s.Tokens[k].UPOS == nlp.DET || jointly[w]:
			better(anaphor)
		case s.Tokens[k].UPOS == nlp.PROPN || slices.ContainsFunc(s.Children(k, "nmod"), func(j int) bool { return s.Lower(j) == "their" }):
			better(anaphor) // a name that the article knows no more of; "their teams"
		}
	}
	return best
}

var rank = map[doer]int{member: 0, matter: 1, anaphor: 2, stranger: 3, thing: 4, nobody: 5}

// plausible reports whether c can be a follow-up at all: somebody does it who
// has a part in the meeting, or a sitting or a text is its subject. What others
// do is one only where it is done with a side, or in a series.
func (c *candidate) plausible(d *layer.Doc, s *phrase.Sentence) bool {
	switch c.who {
	case thing:
		return c.kind == parley.NextMeeting || c.known && c.kind != parley.NextVisit && (c.passive(s) || s.Relation(c.head) != "acl")
	case stranger:
		return c.kind == parley.NextDocument || c.known && c.kind == parley.NextDeadline || c.kind != parley.NextOther && c.with(d, s)
	case matter:
		if c.kind == parley.NextVisit {
			return false
		}
	}
	if c.kind == parley.NextOther && c.how == "present" && c.aside(s) {
		return false
	}
	if c.kind == parley.NextOther && !c.known {
		if c.due.IsZero() && c.who != member && c.who != anaphor {
			return false
		}
		return !soonOver(d, c.due)
	}
	return true
}

// aside reports whether a relative clause tells c, of something that the sentence
// only mentions: "at a summit which begins on Tuesday".
func (c *candidate) aside(s *phrase.Sentence) bool {
	subject, _, ok := s.Subject(c.head)
	return ok && (s.Lower(subject) == "which" || s.Lower(subject) == "that")
}

// passive reports whether the verb of c is.
func (c *candidate) passive(s *phrase.Sentence) bool {
	_, passive, ok := s.Subject(c.head)
	return ok && passive
}

// with reports whether a side of the meeting stands in the words of c, or a word
// that puts it into a series.
func (c *candidate) with(d *layer.Doc, s *phrase.Sentence) bool {
	for k := c.first; k < c.last && k < len(s.Tokens); k++ {
		if w := s.Lower(k); again[w] || w == "them" || w == "both" || w == "sides" || w == "parties" {
			return true
		}
	}
	m := &d.Meetings[c.meeting]
	return slices.ContainsFunc(d.ActorsIn(c.from(d), c.to(d)), func(a layer.Actor) bool {
		return a.Kind == layer.Collective || slices.ContainsFunc(d.Codes(&a), func(code string) bool { return slices.Contains(m.Parties, code) })
	})
}

// pending are the nouns of what talks leave to be done.
var pending = clause.Set("truce ceasefire cease-fire deadline tariff sanction withdrawal pullout release exchange swap prisoner hostage captive mediation signature signing ratification implementation referendum plebiscite commission committee mechanism work")

// soonOver reports whether v is the day of the article itself or more than a
// year away: what is due then with a verb of any kind is no follow-up.
func soonOver(d *layer.Doc, v parley.Interval) bool {
	first, last, ok := v.Bounds()
	_, published, known := d.Source.Published.Bounds()
	return ok && known && (last.Equal(published) || first.Sub(published) > 366*24*time.Hour)
}

// remote reports whether v begins years after the day of the article, which is a
// goal and no follow-up.
func remote(d *layer.Doc, v parley.Interval) bool {
	first, _, ok := v.Bounds()
	_, published, known := d.Source.Published.Bounds()
	return ok && known && first.Sub(published) > farthest
}

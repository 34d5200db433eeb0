package layer

import (
	"slices"
	"sort"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
)

// MeetingFor is the meeting that words at a token of a sentence are about: of
// those whose scope holds the sentence, the one whose trigger is nearest, a
// trigger before the words counting as nearer than one after them. False where
// no scope holds the sentence.
func (d *Doc) MeetingFor(sentence, token int) (int, bool) {
	best, bestAt, found := 0, 0, false
	for i := range d.Meetings {
		m := &d.Meetings[i]
		if _, in := slices.BinarySearch(m.Scope, sentence); !in {
			continue
		}
		at := 1 << 30
		for _, t := range m.Triggers {
			distance := token - t.First
			if distance < 0 {
				distance = -2 * distance
			}
			if t.Sentence == sentence {
				distance -= 1 << 20
			}
			at = min(at, distance)
		}
		if !found || at < bestAt {
			best, bestAt, found = i, at, true
		}
	}
	return best, found
}

// MainMeeting is the meeting that the article is about: false where there is
// none, or more than one.
func (d *Doc) MainMeeting() (int, bool) {
	at, n := 0, 0
	for i := range d.Meetings {
		if d.Meetings[i].Main {
			at = i
			n++
		}
	}
	if n == 0 && len(d.Meetings) == 1 {
		return 0, true
	}
	return at, n == 1
}

// HeldMeetingFor is the meeting whose result or sequel words at a token of a
// sentence tell: the one that they are about, if it took place or goes on; else
// the one that the article is about; else the last that was told of before. An
// announced meeting has no results, though its announcement is one.
func (d *Doc) HeldMeetingFor(sentence, token int) (int, bool) {
	if m, ok := d.MeetingFor(sentence, token); ok && d.Meetings[m].HasSequel() {
		return m, true
	}
	if main, ok := d.MainMeeting(); ok && d.Meetings[main].HasSequel() {
		return main, true
	}
	for i := len(d.Meetings) - 1; i >= 0; i-- {
		if m := &d.Meetings[i]; m.HasSequel() && m.Triggers[0].Sentence <= sentence {
			return i, true
		}
	}
	return 0, false
}

// HasSequel reports whether something can follow on m: it took place, or was put
// off.
func (m *Meeting) HasSequel() bool { return m.TookPlace() || m.Status == parley.Postponed }

// TookPlace reports whether m was held or goes on.
func (m *Meeting) TookPlace() bool { return m.Status == parley.Held || m.Status == parley.UnderWay }

// Words is the span of tokens [first, last) without punctuation at its ends.
func (d *Doc) Words(first, last int) (parley.Span, bool) {
	for first < last && d.Tokens[first].UPOS == nlp.PUNCT {
		first++
	}
	for first < last && d.Tokens[last-1].UPOS == nlp.PUNCT {
		last--
	}
	if first >= last {
		return parley.Span{}, false
	}
	return parley.Span{Start: d.Tokens[first].Start, End: d.Tokens[last-1].End}, true
}

// Cite is a note with the words of span as its evidence.
func (d *Doc) Cite(span parley.Span, modality parley.Modality, rule string) parley.Note {
	return parley.Note{Modality: modality, Evidence: []parley.Evidence{d.Source.Quote(span)}, Rule: rule}
}

// SpeakerOf is who says what stands at span, where an attribution's content
// holds it, in the article's words; "" for the article itself.
func (d *Doc) SpeakerOf(span parley.Span) string {
	for i := range d.Attributions {
		a := &d.Attributions[i]
		for _, c := range a.Content {
			if a.Speaker != "" && c.Contains(span) {
				return a.Speaker
			}
		}
	}
	return ""
}

// TriggeredIn reports whether a trigger of m stands in a sentence.
func (m *Meeting) TriggeredIn(sentence int) bool {
	return slices.ContainsFunc(m.Triggers, func(t Trigger) bool { return t.Sentence == sentence })
}

// ActorsIn are the actor mentions among tokens [first, last), in text order. The
// slice is part of d.Actors.
func (d *Doc) ActorsIn(first, last int) []Actor {
	from := sort.Search(len(d.Actors), func(i int) bool { return d.Actors[i].First >= first })
	to := from
	for to < len(d.Actors) && d.Actors[to].Last <= last {
		to++
	}
	return d.Actors[from:to]
}

// ActorAt is the index of the actor mention that covers a token; false where there
// is none.
func (d *Doc) ActorAt(token int) (int, bool) {
	k := sort.Search(len(d.Actors), func(k int) bool { return d.Actors[k].Last > token })
	return k, k < len(d.Actors) && d.Actors[k].First <= token
}

// ActorFrom is the index of the first actor mention that starts at byte at or
// after it; len(d.Actors) where there is none.
func (d *Doc) ActorFrom(at int) int {
	return sort.Search(len(d.Actors), func(i int) bool { return d.Actors[i].Start >= at })
}

// Codes are the codes of the sides that a mention stands for: its own, its
// person's, or those of what it refers to.
func (d *Doc) Codes(a *Actor) []string {
	switch {
	case a.Code != "":
		return []string{a.Code}
	case a.Person > 0 && a.Person <= len(d.People) && d.People[a.Person-1].For != "":
		return []string{d.People[a.Person-1].For}
	}
	var out []string
	for _, r := range a.Refers {
		if r < 0 || r >= len(d.Actors) {
			continue
		}
		b := &d.Actors[r]
		if b.Code != "" {
			out = append(out, b.Code)
		} else if b.Person > 0 && b.Person <= len(d.People) && d.People[b.Person-1].For != "" {
			out = append(out, d.People[b.Person-1].For)
		}
	}
	return out
}

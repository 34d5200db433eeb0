package layer

import (
	"slices"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp/clause"
)

// Setting names what is general about words that may tell something of meeting
// m, tokens [first, last) of the document: where in the article they stand, how
// they are meant, in whose mouth they are, and what ties them to the meeting.
// Readers weigh it together with what they know of the words themselves.
func (d *Doc) Setting(m, sentence, first, last int) []string {
	var f []string
	add := func(on bool, name string) {
		if on {
			f = append(f, name)
		}
	}
	sent := d.Prepared(sentence)
	begin := d.Sentences[sentence].First

	switch n := len(d.Sentences); {
	case d.Blocks[d.Sentences[sentence].Block].Kind == parley.Heading:
		f = append(f, "at=heading")
	case sentence <= 2:
		f = append(f, "at=lead")
	case sentence < n-2 || n < 8:
		f = append(f, "at=body")
	default:
		f = append(f, "at=end")
	}

	mood := sent.MoodAt(first - begin)
	add(mood.Negated, "negated")
	add(mood.Future, "future")
	add(mood.Possible, "possible")
	add(mood.Wanted, "wanted")
	add(mood.Conditional, "conditional")
	add(mood.Past, "pluperfect")

	span, _ := d.Words(first, last)
	f = append(f, "told by="+d.mouth(m, span))

	meeting := &d.Meetings[m]
	within, here := false, false
	back := 1 << 20
	for _, t := range meeting.Triggers {
		if t.Sentence == sentence {
			here = true
			within = within || t.First >= first && t.First < last
		} else if t.Sentence < sentence {
			back = min(back, sentence-t.Sentence)
		}
	}
	switch {
	case within:
		f = append(f, "meeting=within")
	case here:
		f = append(f, "meeting=same sentence")
	case back == 1:
		f = append(f, "meeting=sentence before")
	case back <= 4:
		f = append(f, "meeting=close before")
	case back < 1<<20:
		f = append(f, "meeting=far before")
	default:
		f = append(f, "meeting=after")
	}
	add(meeting.Main, "main meeting")
	add(len(meeting.Parties) < 2, "one side")
	switch meeting.Status {
	case parley.Held, parley.UnderWay:
		f = append(f, "status="+string(meeting.Status))
	case parley.PlannedMeeting, parley.PossibleMeeting:
		f = append(f, "status=to come")
	default:
		f = append(f, "status=not to be")
	}
	switch n := len(d.Meetings); {
	case n == 1:
		f = append(f, "meetings=one")
	case n > 4:
		f = append(f, "meetings=many")
	}

	named := 0
	for _, c := range meeting.Parties {
		if slices.ContainsFunc(d.ActorsIn(begin, d.Sentences[sentence].Last), func(a Actor) bool { return slices.Contains(d.Codes(&a), c) }) {
			named++
		}
	}
	switch {
	case named > 1:
		f = append(f, "names=sides")
	case named == 1:
		f = append(f, "names=a side")
	default:
		f = append(f, "names=no side")
	}

	talks := false
	for k := range sent.Tokens {
		talks = talks || sitting[sent.Lemma(k)]
	}
	add(talks, "speaks of talks")

	switch n := last - first; {
	case n <= 2:
		f = append(f, "length=bare")
	case n <= 6:
		f = append(f, "length=short")
	case n <= 14:
		f = append(f, "length=clause")
	default:
		f = append(f, "length=long")
	}
	return f
}

// mouth tells in whose mouth words are: the article's own, a side's or
// somebody else's.
func (d *Doc) mouth(m int, span parley.Span) string {
	for i := range d.Attributions {
		a := &d.Attributions[i]
		for _, c := range a.Content {
			if !c.Contains(span) {
				continue
			}
			if a.Actor > 0 && slices.ContainsFunc(d.Codes(&d.Actors[a.Actor-1]), func(c string) bool { return slices.Contains(d.Meetings[m].Parties, c) }) {
				return "a side"
			}
			return "others"
		}
	}
	return "the article"
}

// sitting are the nouns and verbs of talks.
var sitting = clause.Set("talk talks negotiation negotiate negotiator meeting meet dialogue round session summit consultation mediation mediator discussion conference")

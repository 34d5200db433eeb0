package talksbench

import (
	"slices"
	"strings"
	"time"

	"github.com/parley-register/parley"
)

// Told is what the words around one mention of a meeting tell of it.
type Told struct {
	Sentence string          // the sentence that holds the mention
	When     parley.Interval // zero where the words tell no time
	Place    string          // town; "" where they tell none
	Country  string          // code of the place's country
	Sides    []string        // codes that its frame holds
	People   []string        // names of those who take part
	Ordinal  int
	Status   parley.Status
}

// How well the words of a mention must fit a gold meeting for it to be taken for
// one of it, how much better than meetings of other sides, and how well where all
// meetings of the article have the same sides.
const (
	leastFit     = 2.0
	leastFitSame = 0.6
	leastLead    = 0.5
)

// Align is the gold meeting that a mention most likely speaks of, as far as its
// sides go, or -1 where none fits well enough, or where meetings of other sides
// fit as well. It is how a reader of sides learns from gold that has no words for
// them.
func Align(gold []Meeting, t *Told) int {
	best, fits := -1, make([]float64, len(gold))
	same := true
	for i := range gold {
		fits[i] = t.fit(&gold[i])
		if best < 0 || fits[i] > fits[best] {
			best = i
		}
		same = same && slices.Equal(gold[i].Parties, gold[0].Parties)
	}
	least := leastFit
	if same {
		least = leastFitSame
	}
	if best < 0 || len(gold[best].Parties) == 0 || fits[best] < least {
		return -1
	}
	for i := range gold {
		if fits[i] > fits[best]-leastLead && !slices.Equal(gold[i].Parties, gold[best].Parties) {
			return -1
		}
	}
	return best
}

// fit adds up what speaks for t being told of m, and against it.
func (t *Told) fit(m *Meeting) float64 {
	return t.fitWhen(m.When) + t.fitWhere(m.Where) + t.fitSides(m.Parties) + t.fitRest(m)
}

func (t *Told) fitWhen(w *When) float64 {
	if w == nil {
		return 0
	}
	fit := 0.0
	if t.holds(w.Text) {
		fit += 2
	}
	first, last, ok := t.When.Bounds()
	if from := str(w.From); ok && from != "" {
		to := str(w.To)
		if to == "" {
			to = from
		}
		if first.Format(time.DateOnly) <= to && from <= last.Format(time.DateOnly) {
			fit += 2
		} else {
			fit -= 3
		}
	}
	return fit
}

func (t *Told) fitWhere(w *Where) float64 {
	if w == nil {
		return 0
	}
	fit := 0.0
	if t.holds(w.Text) {
		fit++
	}
	if t.Country == "" && t.Place == "" || str(w.Country) == "" {
		return fit
	}
	switch {
	case str(w.Place) != "" && str(w.Place) == t.Place:
		return fit + 1.5
	case str(w.Country) == t.Country:
		return fit + 0.5
	}
	return fit - 2
}

func (t *Told) fitSides(parties []string) float64 {
	if len(t.Sides) == 0 || len(parties) == 0 {
		return 0
	}
	in := 0
	for _, s := range t.Sides {
		if slices.Contains(parties, s) {
			in++
		}
	}
	out := len(t.Sides) - in
	return 2*float64(in)/float64(len(parties)+out) - float64(out)
}

func (t *Told) fitRest(m *Meeting) float64 {
	fit := 0.0
	if n := num(m.Ordinal); n != 0 && t.Ordinal != 0 {
		if n == t.Ordinal {
			fit += 2
		} else {
			fit -= 3
		}
	}
	for _, name := range t.People {
		if slices.ContainsFunc(m.Participants, func(p Participant) bool { return last(p.Name) == last(name) }) {
			fit += 0.5
		}
	}
	if string(t.Status) == m.Status {
		fit += 0.3
	}
	if m.Outcome != nil && t.holds(m.Outcome.Text) {
		fit += 0.5
	}
	if slices.ContainsFunc(m.Topics, func(x Topic) bool { return t.holds(x.Text) }) {
		fit += 0.3
	}
	return fit
}

// holds tells whether the words stand in the sentence.
func (t *Told) holds(words string) bool { return words != "" && strings.Contains(t.Sentence, words) }

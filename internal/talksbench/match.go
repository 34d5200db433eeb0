package talksbench

import (
	"slices"

	"github.com/parley-register/parley"
)

// Matches are, for each meeting found, the index of the gold meeting that the
// scorer takes it for, or -1.
func Matches(gold []Meeting, found []parley.Meeting) []int {
	pred := make([]Meeting, len(found))
	out := make([]int, len(found))
	for i := range found {
		pred[i] = meeting(&found[i])
		out[i] = -1
	}
	t := Tally{rows: map[string]*Row{}}
	for _, p := range fuzzy(&t, "meeting", "", gold, pred, meetingSimilarity, 0.42) {
		out[p.pred] = p.gold
	}
	return out
}

// StatementMatches are, for each text found, the index of the gold statement
// that the scorer takes it for, or -1.
func StatementMatches(gold []Statement, texts []string) []int {
	pred := make([]Statement, len(texts))
	out := make([]int, len(texts))
	for i := range texts {
		pred[i].Text = texts[i]
		out[i] = -1
	}
	t := Tally{rows: map[string]*Row{}}
	for _, p := range fuzzy(&t, "statement", "", gold, pred, func(x, y *Statement) float64 { return overlap(x.Text, y.Text) }, 0.6) {
		out[p.pred] = p.gold
	}
	return out
}

// NextMatches tells of each follow-up found, given by its words and its kind,
// whether one of the gold follow-ups of any meeting is the same to the scorer.
func NextMatches(gold []Meeting, texts []string, kinds []parley.NextKind) []bool {
	out := make([]bool, len(texts))
	for i := range texts {
		for k := range gold {
			for _, n := range gold[k].Next {
				same := overlap(n.Text, texts[i])
				if n.Kind == string(kinds[i]) {
					same += 0.2
				}
				out[i] = out[i] || same >= 0.5
			}
		}
	}
	return out
}

// PositionMatches tells of each position found whether the scorer could take
// it for one of gold.
func PositionMatches(gold, found []Position) []bool {
	return couldBe(gold, found, positionSimilarity, positionThreshold)
}

// ReactionMatches tells of each reaction found whether the scorer could take it
// for one of gold.
func ReactionMatches(gold, found []Reaction) []bool {
	return couldBe(gold, found, reactionSimilarity, reactionThreshold)
}

// couldBe tells of each finding whether it is as similar to one of gold as the scorer
// asks.
func couldBe[V any](gold, found []V, similarity func(gold, found *V) float64, least float64) []bool {
	out := make([]bool, len(found))
	for i := range found {
		for k := range gold {
			out[i] = out[i] || similarity(&gold[k], &found[i]) >= least
		}
	}
	return out
}

// Of gives, for each finding told with the index of the found meeting that it is
// said of, the gold meeting that the scorer takes that meeting for; nil for none.
func Of(gold []Meeting, found []parley.Meeting, meetings []int) []*Meeting {
	out := make([]*Meeting, len(meetings))
	matches := Matches(gold, found)
	for i, m := range meetings {
		if k := matches[m]; k >= 0 {
			out[i] = &gold[k]
		}
	}
	return out
}

// HasParticipant reports whether somebody of that name, as the scorer compares
// them, takes part in m.
func (m *Meeting) HasParticipant(name string) bool {
	return m != nil && slices.ContainsFunc(m.Participants, func(p Participant) bool { return last(p.Name) == last(name) })
}

// HasThird reports whether actor has this role beside the sides of m.
func (m *Meeting) HasThird(actor string, role parley.Role) bool {
	return m != nil && slices.ContainsFunc(m.Third, func(t Third) bool { return t.Actor == actor && t.Role == string(role) })
}

// HasOutcome reports whether the outcome of m is of this kind.
func (m *Meeting) HasOutcome(kind parley.Outcome) bool {
	return m != nil && m.Outcome != nil && m.Outcome.Kind == string(kind)
}

// HasTopic reports whether topic is one of those of m.
func (m *Meeting) HasTopic(topic string) bool {
	return m != nil && slices.ContainsFunc(m.Topics, func(t Topic) bool { return t.Topic == topic })
}

package talksbench

import "github.com/parley-register/parley"

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

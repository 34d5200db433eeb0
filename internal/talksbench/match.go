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

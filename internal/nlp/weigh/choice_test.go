package weigh_test

import (
	"testing"

	"github.com/parley-register/parley/internal/nlp/weigh"
)

// TestFitChoices: what the right options have in common is learnt, what all of a
// choice share is not, and choices that teach nothing change nothing.
func TestFitChoices(t *testing.T) {
	var choices []weigh.Choice
	for i := range 20 {
		right := i % 3
		c := weigh.Choice{Options: make([][]string, 3), Right: make([]bool, 3)}
		for k := range c.Options {
			c.Options[k] = []string{"shared"}
			if k == right {
				c.Options[k] = append(c.Options[k], "near")
				c.Right[k] = true
			} else {
				c.Options[k] = append(c.Options[k], "far")
			}
		}
		choices = append(choices, c)
	}
	w := weigh.FitChoices(choices, 1, 1)
	if w["near"] <= 0 || w["far"] >= 0 {
		t.Errorf("near %+.2f, far %+.2f: the near option was always right", w["near"], w["far"])
	}
	if x := w["shared"]; x > 0.01 || x < -0.01 {
		t.Errorf("what all options share weighs %+.2f", x)
	}
	if got := w.Best([][]string{{"far"}, {"near"}, {"near"}}); got != 1 {
		t.Errorf("the best option is %d, want the first of the likeliest, 1", got)
	}
	if got := w.Best(nil); got != -1 {
		t.Errorf("of no options %d is the best", got)
	}
	none := append(choices, weigh.Choice{Options: [][]string{{"near"}, {"odd"}}, Right: []bool{false, false}}, weigh.Choice{Options: [][]string{{"near"}}, Right: []bool{true}})
	if v := weigh.FitChoices(none, 1, 1); v["near"] != w["near"] || v["odd"] != 0 {
		t.Errorf("choices that teach nothing moved the weights: %v, want %v", v, w)
	}
}

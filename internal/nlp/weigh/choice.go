package weigh

import "math"

// Choice is a choice among options, each with its features, of which one or
// more are right.
type Choice struct {
	Options [][]string
	Right   []bool
}

// Best is the option with the highest odds, the first of equals; -1 where there
// is none.
func (w Weights) Best(options [][]string) int {
	best, most := -1, 0.0
	for i, o := range options {
		if odds := w.Odds(o); best < 0 || odds > most {
			best, most = i, odds
		}
	}
	return best
}

// FitChoices fits the weights by which the right option of each choice stands
// out from its rivals (a conditional logit), as Fit does for single candidates.
// Choices in which none or all are right teach nothing and are left out.
func FitChoices(choices []Choice, penalty float64, fewest int) Weights {
	n := newNumbering(fewest, func(yield func([]string)) {
		for i := range choices {
			for _, o := range choices[i].Options {
				yield(o)
			}
		}
	})
	rows := make([][][]int, 0, len(choices))
	rights := make([][]bool, 0, len(choices))
	for i := range choices {
		right := 0
		for _, r := range choices[i].Right {
			if r {
				right++
			}
		}
		if right == 0 || right == len(choices[i].Options) {
			continue
		}
		options := make([][]int, len(choices[i].Options))
		for k, o := range choices[i].Options {
			options[k] = n.row(o)
		}
		rows = append(rows, options)
		rights = append(rights, choices[i].Right)
	}
	return n.descend(400, penalty, func(w, g []float64) {
		for i, options := range rows {
			share := shares(w, options)
			right := 0.0
			for k, r := range rights[i] {
				if r {
					right += share[k]
				}
			}
			for k, row := range options {
				d := share[k]
				if rights[i][k] {
					d -= float64(share[k] / right)
				}
				for _, j := range row {
					g[j] += d
				}
			}
		}
	})
}

// shares are the probabilities of options by the weights.
func shares(w []float64, options [][]int) []float64 {
	out := make([]float64, len(options))
	most := math.Inf(-1)
	for k, row := range options {
		for _, j := range row {
			out[k] += w[j]
		}
		most = math.Max(most, out[k])
	}
	total := 0.0
	for k := range out {
		out[k] = math.Exp(out[k] - most)
		total += out[k]
	}
	for k := range out {
		out[k] /= total
	}
	return out
}

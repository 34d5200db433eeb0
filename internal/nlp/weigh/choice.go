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
	const (
		epochs = 400
		rate   = 0.3
	)
	seen := map[string]int{}
	for i := range choices {
		for _, o := range choices[i].Options {
			for _, f := range o {
				seen[f]++
			}
		}
	}
	var names []string
	index := map[string]int{}
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
			for _, f := range o {
				if seen[f] < fewest {
					continue
				}
				j, ok := index[f]
				if !ok {
					j = len(names)
					index[f] = j
					names = append(names, f)
				}
				options[k] = append(options[k], j)
			}
		}
		rows = append(rows, options)
		rights = append(rights, choices[i].Right)
	}
	w, g, sum := make([]float64, len(names)), make([]float64, len(names)), make([]float64, len(names))
	for range epochs {
		for j := range g {
			g[j] = float64(penalty * w[j])
		}
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
		for j := range w {
			sum[j] += float64(g[j] * g[j])
			w[j] -= float64(rate * g[j] / (math.Sqrt(sum[j]) + 1e-9))
		}
	}
	out := make(Weights, len(names))
	for j, n := range names {
		out[n] = w[j]
	}
	return out
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

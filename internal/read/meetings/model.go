package meetings

import (
	_ "embed"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
)

//go:embed data/counts.tsv
var countsTSV string

// model is a linear model over named features: the sum of the weights of the
// features that hold is the log-odds that a candidate counts.
type model map[string]float64

func loadModel(table, text string) (model, error) {
	lines, err := rows(table, text, 2)
	if err != nil {
		return nil, err
	}
	m := make(model, len(lines))
	for _, row := range lines {
		w, err := strconv.ParseFloat(row[1], 64)
		if err != nil {
			return nil, fmt.Errorf("%s, %q: %w", table, row[0], err)
		}
		m[row[0]] = w
	}
	return m, nil
}

// score is the log-odds for a candidate with these features.
func (m model) score(features []string) float64 {
	var s float64
	for _, f := range features {
		s += m[f]
	}
	return s
}

// reasons are the features that weigh most, for and against.
func (m model) reasons(features []string, n int) []string {
	fs := slices.Clone(features)
	slices.SortStableFunc(fs, func(a, b string) int {
		switch x, y := math.Abs(m[a]), math.Abs(m[b]); {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	out := make([]string, 0, n)
	for _, f := range fs[:min(n, len(fs))] {
		if m[f] != 0 {
			out = append(out, fmt.Sprintf("%s %+.2f", f, m[f]))
		}
	}
	return out
}

// Labelled is a sample with the answer: whether the annotators have the
// meeting.
type Labelled struct {
	Features []string
	Right    bool
}

// Fit fits the weights by logistic regression with a penalty on their squares,
// by full-batch gradient steps in the order of the samples: the same samples
// give the same weights.
func Fit(samples []Labelled) map[string]float64 {
	const (
		epochs  = 600
		rate    = 0.3
		penalty = 3
	)
	var names []string
	index := map[string]int{}
	rows := make([][]int, len(samples))
	for i, s := range samples {
		for _, f := range s.Features {
			j, ok := index[f]
			if !ok {
				j = len(names)
				index[f] = j
				names = append(names, f)
			}
			rows[i] = append(rows[i], j)
		}
	}
	w, g, sum := make([]float64, len(names)), make([]float64, len(names)), make([]float64, len(names))
	for range epochs {
		for j := range g {
			g[j] = penalty * w[j]
		}
		for i, row := range rows {
			z := 0.0
			for _, j := range row {
				z += w[j]
			}
			y := 0.0
			if samples[i].Right {
				y = 1
			}
			d := 1/(1+math.Exp(-z)) - y
			for _, j := range row {
				g[j] += d
			}
		}
		for j := range w {
			sum[j] += g[j] * g[j]
			w[j] -= rate * g[j] / (math.Sqrt(sum[j]) + 1e-9)
		}
	}
	out := make(map[string]float64, len(names))
	for j, n := range names {
		out[n] = w[j]
	}
	return out
}

// WriteWeights writes weights as data/counts.tsv has them: strongest first,
// rounded, without those that say nothing.
func WriteWeights(w io.Writer, weights map[string]float64, header string) error {
	type row struct {
		name   string
		weight float64
	}
	var table []row
	for n, x := range weights {
		if x = math.Round(x*100) / 100; x != 0 {
			table = append(table, row{n, x})
		}
	}
	slices.SortFunc(table, func(a, b row) int {
		switch {
		case math.Abs(a.weight) > math.Abs(b.weight):
			return -1
		case math.Abs(a.weight) < math.Abs(b.weight):
			return 1
		case a.name < b.name:
			return -1
		}
		return 1
	})
	if _, err := io.WriteString(w, header); err != nil {
		return err
	}
	for _, r := range table {
		if _, err := fmt.Fprintf(w, "%s\t%.2f\n", r.name, r.weight); err != nil {
			return err
		}
	}
	return nil
}

// WeightsHeader stands at the head of data/counts.tsv.
const WeightsHeader = `# Which candidates are meetings: the log-odds that each feature gives; their sum decides. Fitted, not written by hand:
# parley train meetings DIR internal/read/meetings/data/counts.tsv
`

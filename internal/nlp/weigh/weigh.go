// Package weigh decides by named evidence: each feature of a candidate gives
// log-odds, their sum decides, and the features that weigh most explain the
// decision. Weights are a table that people can read; they are fitted by
// logistic regression, the same samples giving the same table.
package weigh

import (
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Weights are log-odds by feature.
type Weights map[string]float64

// Load reads a table of "feature, tab, log-odds" lines; # opens a comment.
func Load(table string) (Weights, error) {
	w := Weights{}
	n := 0
	for line := range strings.Lines(table) {
		n++
		line = strings.TrimRight(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, value, ok := strings.Cut(line, "\t")
		x, err := strconv.ParseFloat(value, 64)
		if !ok || err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
			return nil, fmt.Errorf("line %d is not a feature, a tab and a number: %q", n, line)
		}
		w[name] = x
	}
	return w, nil
}

// Odds is the log-odds for a candidate with these features: above 0 it is more
// likely right than wrong.
func (w Weights) Odds(features []string) float64 {
	sum := 0.0
	for _, f := range features {
		sum += w[f]
	}
	return sum
}

// Reasons are the n features that weigh most, for and against, as "name +1.20".
func (w Weights) Reasons(features []string, n int) []string {
	fs := slices.Clone(features)
	slices.SortStableFunc(fs, func(a, b string) int {
		switch x, y := math.Abs(w[a]), math.Abs(w[b]); {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	var out []string
	for _, f := range fs[:min(n, len(fs))] {
		if w[f] != 0 {
			out = append(out, fmt.Sprintf("%s %+.2f", f, w[f]))
		}
	}
	return out
}

// Sample is a candidate and the answer.
type Sample struct {
	Features []string
	Right    bool
	// Elsewhere marks a sample from texts of another manner than those for which
	// the weights are meant.
	Elsewhere bool
}

// Fit fits weights by logistic regression with a penalty on their squares, in
// full-batch gradient steps over the samples in their order. A feature that
// fewer samples than fewest have is left out.
//
// Samples from elsewhere teach what is common to both manners: each of their
// features weighs twice, once for all texts and once for theirs alone, and what is
// theirs alone is not among the weights returned (Daumé III 2007, "Frustratingly
// easy domain adaptation").
func Fit(samples []Sample, penalty float64, fewest int) Weights {
	features := make([][]string, len(samples))
	for i := range samples {
		features[i] = samples[i].Features
		if samples[i].Elsewhere {
			features[i] = twice(features[i])
		}
	}
	n := newNumbering(fewest, func(yield func([]string)) {
		for _, f := range features {
			yield(f)
		}
	})
	rows := make([][]int, len(samples))
	for i := range samples {
		rows[i] = n.row(features[i])
	}
	w := n.descend(600, penalty, func(w, g []float64) {
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
	})
	maps.DeleteFunc(w, func(f string, _ float64) bool { return strings.HasPrefix(f, elsewhere) })
	return w
}

// elsewhere stands before the features that only texts of another manner have.
const elsewhere = "\x00"

// twice are the features of a sample from elsewhere: for all texts, and for such
// texts alone.
func twice(features []string) []string {
	out := slices.Clone(features)
	for _, f := range features {
		out = append(out, elsewhere+f)
	}
	return append(out, elsewhere)
}

// numbering numbers features in the order in which they come.
type numbering struct {
	seen   map[string]int
	fewest int
	names  []string
	index  map[string]int
}

// newNumbering counts features, to leave out those that are seen less than fewest
// times.
func newNumbering(fewest int, each func(yield func([]string))) *numbering {
	n := &numbering{seen: map[string]int{}, fewest: fewest, index: map[string]int{}}
	each(func(features []string) {
		for _, f := range features {
			n.seen[f]++
		}
	})
	return n
}

// row are the numbers of features.
func (n *numbering) row(features []string) []int {
	var out []int
	for _, f := range features {
		if n.seen[f] < n.fewest {
			continue
		}
		j, ok := n.index[f]
		if !ok {
			j = len(n.names)
			n.index[f] = j
			n.names = append(n.names, f)
		}
		out = append(out, j)
	}
	return out
}

// descend takes steps against a gradient, to which gradient adds what the samples
// say, each weight with a rate of its own (AdaGrad; Duchi et al. 2011).
func (n *numbering) descend(steps int, penalty float64, gradient func(w, g []float64)) Weights {
	const rate = 0.3
	w, g, sum := make([]float64, len(n.names)), make([]float64, len(n.names)), make([]float64, len(n.names))
	for range steps {
		for j := range g {
			g[j] = float64(penalty * w[j])
		}
		gradient(w, g)
		for j := range w {
			sum[j] += float64(g[j] * g[j])
			w[j] -= float64(rate * g[j] / (math.Sqrt(sum[j]) + 1e-9))
		}
	}
	out := make(Weights, len(n.names))
	for j, name := range n.names {
		out[name] = w[j]
	}
	return out
}

// Write writes the table that Load reads, after header: strongest first,
// rounded to hundredths, without what rounds to nothing.
func (w Weights) Write(to io.Writer, header string) error {
	names := make([]string, 0, len(w))
	round := func(n string) float64 { return math.Round(w[n]*100) / 100 }
	for n := range w {
		if round(n) != 0 {
			names = append(names, n)
		}
	}
	slices.SortFunc(names, func(a, b string) int {
		switch x, y := math.Abs(round(a)), math.Abs(round(b)); {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return strings.Compare(a, b)
	})
	var b strings.Builder
	b.WriteString(header)
	for _, n := range names {
		fmt.Fprintf(&b, "%s\t%.2f\n", n, round(n))
	}
	_, err := io.WriteString(to, b.String())
	return err
}

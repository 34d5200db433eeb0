package events

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/parley-register/parley/internal/code"
	"github.com/parley-register/parley/internal/lexicon"
)

// RootInPLV is the root that the scheme of PLV gives an event: it has the
// roots of an earlier PLOVER, to which its CAMEO code leads (sanctions are
// COERCE there, an apology is SUPPORT), takes attacks on computers for ASSAULT,
// and has one root, YIELD, for giving way.
func RootInPLV(e *code.Event) string {
	root := e.Root
	if c, ok := code.CAMEO(e.CAMEO); ok && c.Root != "" {
		root = c.Root
	}
	if e.CAMEO == "176" {
		root = code.Assault
	}
	if root == code.Retreat || root == code.Concede {
		return "YIELD"
	}
	return string(root)
}

// Confusion is a gold root read as another, "" for none.
type Confusion struct {
	Gold, Found string
	Text, Rule  string
}

// Class is how one root fared.
type Class struct {
	Root          string
	Gold, Found   int
	Right         int
	Precision, F1 float64
	Recall        float64
}

// RootResult is how roots fared.
type RootResult struct {
	Sentences int
	Right     int
	Silent    int
	Accuracy  float64
	MacroF1   float64
	Classes   []Class
	Errors    []Confusion `json:"-"`
}

// ScoreRoots compares the gold roots with those found, "" for none.
func ScoreRoots(gold []Relation, found []string, rules []string) RootResult {
	r := RootResult{Sentences: len(gold)}
	classes := map[string]*Class{}
	get := func(root string) *Class {
		if classes[root] == nil {
			classes[root] = &Class{Root: root}
		}
		return classes[root]
	}
	for i := range gold {
		g, f := gold[i].Root, found[i]
		get(g).Gold++
		if f == "" {
			r.Silent++
		} else {
			get(f).Found++
		}
		if g == f {
			r.Right++
			get(g).Right++
			continue
		}
		r.Errors = append(r.Errors, Confusion{g, f, gold[i].Text, rules[i]})
	}
	n := 0
	for _, c := range classes {
		c.Precision, c.Recall = ratio(c.Right, c.Found), ratio(c.Right, c.Gold)
		if c.Precision+c.Recall > 0 {
			c.F1 = 2 * c.Precision * c.Recall / (c.Precision + c.Recall)
		}
		r.Classes = append(r.Classes, *c)
	}
	slices.SortFunc(r.Classes, func(a, b Class) int { return cmp.Compare(a.Root, b.Root) })
	for _, c := range r.Classes {
		if c.Gold > 0 {
			r.MacroF1 += c.F1
			n++
		}
	}
	if n > 0 {
		r.MacroF1 /= float64(n)
	}
	r.Accuracy = ratio(r.Right, r.Sentences)
	slices.SortStableFunc(r.Errors, func(a, b Confusion) int { return cmp.Or(cmp.Compare(a.Gold, b.Gold), cmp.Compare(a.Found, b.Found)) })
	return r
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// Print writes r as a table.
func (r *RootResult) Print(out io.Writer) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "root\tgold\tfound\tright\tprecision\trecall\tF1\t")
	for _, c := range r.Classes {
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%.3f\t%.3f\t%.3f\t\n", c.Root, c.Gold, c.Found, c.Right, c.Precision, c.Recall, c.F1)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(out, "accuracy %.3f (%d of %d, %d without a root), macro-F1 %.3f\n", r.Accuracy, r.Right, r.Sentences, r.Silent, r.MacroF1)
	return err
}

// RecordResult is how whole events fared.
type RecordResult struct {
	Sentences int
	Coded     int     // sentences with an event
	Root      int     // the first event has the root
	Strict    int     // and both sets of countries
	AnyRoot   int     // some event has the root
	AnyStrict int     // some event has the root and both sets
	RootShare float64 // of Sentences
	Share     float64
	Errors    []string `json:"-"`
}

// ScoreRecords compares each record with the events coded in it, the first of
// which counts.
func ScoreRecords(gold []Record, found [][]code.Event) RecordResult {
	r := RecordResult{Sentences: len(gold)}
	for i := range gold {
		g := &gold[i]
		if len(found[i]) > 0 {
			r.Coded++
		}
		anyRoot, anyStrict := false, false
		for k := range found[i] {
			e := &found[i][k]
			root := string(e.Root) == g.Root
			strict := root && sameSet(countriesOf(g.Actor), countries(e.Source)) && sameSet(countriesOf(g.Recipient), countries(e.Target))
			if k == 0 && root {
				r.Root++
			}
			if k == 0 && strict {
				r.Strict++
			}
			anyRoot, anyStrict = anyRoot || root, anyStrict || strict
			if k == 0 && !strict {
				what := "countries"
				if !root {
					what = "root"
				}
				r.Errors = append(r.Errors, fmt.Sprintf("%s\t%s %v→%v\t%s %v→%v\t%s\t%s", what, g.Root, countriesOf(g.Actor), countriesOf(g.Recipient),
					e.Root, countries(e.Source), countries(e.Target), e.Rule, g.Text))
			}
		}
		if len(found[i]) == 0 {
			r.Errors = append(r.Errors, fmt.Sprintf("none\t%s %v→%v\t\t\t%s", g.Root, countriesOf(g.Actor), countriesOf(g.Recipient), g.Text))
		}
		if anyRoot {
			r.AnyRoot++
		}
		if anyStrict {
			r.AnyStrict++
		}
	}
	r.RootShare, r.Share = ratio(r.Root, r.Sentences), ratio(r.Strict, r.Sentences)
	slices.Sort(r.Errors)
	return r
}

// countriesOf are the countries of a record's sides, sorted.
func countriesOf(sides []Side) []string {
	var out []string
	for _, s := range sides {
		c := s.Country
		switch c {
		case "ITL": // the records write Italy so
			c = "ITA"
		case "NGO":
			c = "IGO"
		}
		out = append(out, c)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// countries are those of an event's parties as the records write them:
// organisations as IGO, groups of no one state as IMG.
func countries(parties []code.Party) []string {
	var out []string
	for _, p := range parties {
		c := p.Country
		if c == "" && p.Code != "" {
			c = "IGO"
			if e, ok := lexicon.Shared().Code(p.Code); ok && e.Kind == lexicon.Group {
				c = "IMG"
			}
		}
		if c != "" {
			out = append(out, c)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func sameSet(a, b []string) bool { return strings.Join(a, " ") == strings.Join(b, " ") }

// Print writes r.
func (r *RecordResult) Print(out io.Writer) error {
	_, err := fmt.Fprintf(out, "root %.3f (%d of %d), root and both sets of countries %.3f (%d); of any event in the sentence %.3f (%d) and %.3f (%d); %d sentences coded\n",
		r.RootShare, r.Root, r.Sentences, r.Share, r.Strict, ratio(r.AnyRoot, r.Sentences), r.AnyRoot, ratio(r.AnyStrict, r.Sentences), r.AnyStrict, r.Coded)
	return err
}

// MeetResult is how sentences that tell of a meeting were found.
type MeetResult struct {
	Sentences, Gold, Found, Right int
	Precision, Recall, F1         float64
	Missed, Invented              []string `json:"-"`
}

// ScoreMeet compares sentences with whether a meeting was found in them.
func ScoreMeet(gold []Sentence, found []bool) MeetResult {
	r := MeetResult{Sentences: len(gold)}
	for i, g := range gold {
		switch {
		case g.Meet && found[i]:
			r.Right++
		case g.Meet:
			r.Missed = append(r.Missed, g.Text)
		case found[i]:
			r.Invented = append(r.Invented, g.Text)
		}
		if g.Meet {
			r.Gold++
		}
		if found[i] {
			r.Found++
		}
	}
	r.Precision, r.Recall = ratio(r.Right, r.Found), ratio(r.Right, r.Gold)
	if r.Precision+r.Recall > 0 {
		r.F1 = 2 * r.Precision * r.Recall / (r.Precision + r.Recall)
	}
	return r
}

// Print writes r.
func (r *MeetResult) Print(out io.Writer) error {
	_, err := fmt.Fprintf(out, "%d sentences, %d with a meeting: precision %.3f (%d of %d), recall %.3f, F1 %.3f\n", r.Sentences, r.Gold, r.Precision, r.Right, r.Found, r.Recall, r.F1)
	return err
}

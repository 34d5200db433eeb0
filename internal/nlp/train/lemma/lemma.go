// Package lemma learns the rules of internal/nlp/lemma from treebanks.
//
// For each tag it grows the endings of the forms seen, from the empty one to the
// whole word, and keeps an ending where most of its forms follow another rule than
// the next shorter ending that was kept says.
package lemma

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/parley-register/parley/internal/nlp/conllu"
	"github.com/parley-register/parley/internal/nlp/lemma"
)

// Files that training reads, relative to the data folder.
var trainFiles = []string{"ud/ewt/en_ewt-ud-train.conllu", "ud/gum/en_gum-ud-train.free.conllu"}

// seen is a form with its lemma under a tag.
type seen struct {
	lower string // straight, in lower case
	form  string // straight
	lemma string
	rule  lemma.Rule
	n     int
}

// Train reads the treebanks of the data folder and returns the file of rules.
func Train(dir string) ([]byte, error) {
	type key struct{ tag, form, lemma string }
	counts, typos := map[key]int{}, map[key]int{}
	for _, name := range trainFiles {
		f, err := os.Open(filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		all, err := conllu.ReadAll(f)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for _, s := range all {
			for _, w := range s.Words {
				if w.Lemma == "_" && w.Form != "_" || len(w.Form) > 40 || strings.ContainsAny(w.Lemma, " \t") {
					continue
				}
				tag := w.XPOS
				if strings.Contains(w.Feats, "Typo=Yes") {
					typos[key{tag, w.Form, w.Lemma}]++
					continue
				}
				if w.UPOS == "AUX" {
					counts[key{tag + lemma.Auxiliary, w.Form, w.Lemma}]++
				}
				counts[key{tag, w.Form, w.Lemma}]++
				counts[key{lemma.AnyTag, w.Form, w.Lemma}]++
			}
		}
	}
	for k, n := range typos { // a slip that many make is worth knowing
		if n >= 4 && len(k.form) <= 3 {
			counts[k] += n
		}
	}
	tags := map[string][]seen{}
	for k, n := range counts {
		form := lemma.Straight(k.form)
		tags[k.tag] = append(tags[k.tag], seen{strings.ToLower(form), form, k.lemma, ruleFor(form, k.lemma), n})
	}
	vocabulary, err := countWords(dir)
	if err != nil {
		return nil, err
	}
	var names []string
	for t := range tags {
		names = append(names, t)
	}
	slices.Sort(names)
	b := []byte("# Lemma rules learnt from UD English EWT and GUM (CC BY-SA 4.0): tag, ending, rule. Made by internal/nlp/train/lemma.\n")
	for _, t := range names {
		rules := learn(tags[t])
		rules = append(rules, supported(tags[t], rules, t, vocabulary)...)
		slices.SortFunc(rules, func(a, b learnt) int { return strings.Compare(a.ending, b.ending) })
		for _, l := range rules {
			b = fmt.Appendf(b, "%s\t%s\t%s\n", t, l.ending, l.rule)
		}
	}
	return b, nil
}

// ruleFor is the rule that makes lem of form.
func ruleFor(form, lem string) lemma.Rule {
	best := cut(form, lem)
	best.Keep = true
	if low := strings.ToLower(form); low != form {
		if r := cut(low, lem); r.Cut+len(r.Add) <= best.Cut+len(best.Add) {
			best = r
		}
	} else {
		// nothing tells whether the case was kept: say so where the lemma is in lower case too
		best.Keep = strings.ToLower(lem) != lem
	}
	return best
}

func cut(form, lem string) lemma.Rule {
	i := 0
	for i < len(form) && i < len(lem) && form[i] == lem[i] {
		i++
	}
	for i > 0 && (i < len(form) && form[i]&0xc0 == 0x80 || i < len(lem) && lem[i]&0xc0 == 0x80) {
		i--
	}
	return lemma.Rule{Cut: len(form) - i, Add: lem[i:]}
}

type learnt struct {
	ending string
	rule   lemma.Rule
}

// learn returns the endings to keep for the forms of a tag, in order.
func learn(forms []seen) []learnt {
	slices.SortFunc(forms, func(a, b seen) int {
		if c := strings.Compare(a.lower, b.lower); c != 0 {
			return c
		}
		return strings.Compare(a.rule.String(), b.rule.String())
	})
	kept := map[string]lemma.Rule{}
	lookup := func(key string, below int) (lemma.Rule, bool) {
		for i := max(1, len(key)-below); i <= len(key); i++ {
			if r, ok := kept[key[i:]]; ok {
				return r, true
			}
		}
		return lemma.Rule{}, false
	}
	for n := 0; n <= lemma.MaxEnding; n++ {
		votes := map[string]map[lemma.Rule]int{}
		for _, f := range forms {
			key := "^" + f.lower
			if n >= len(key) {
				continue
			}
			e := key[len(key)-n:]
			if votes[e] == nil {
				votes[e] = map[lemma.Rule]int{}
			}
			votes[e][f.rule] += weight(f.n)
		}
		for _, e := range keys(votes) {
			r, top, total := winner(votes[e])
			old, ok := lookup("^"+e, n-1)
			if n == 0 || (!ok || old != r) && total >= minForms(n) && top*10 >= total*7 && top > votes[e][old] {
				kept[e] = r
			}
		}
	}
	for i := 0; i < len(forms); {
		j := i
		for j < len(forms) && forms[j].lower == forms[i].lower {
			j++
		}
		old, _ := lookup("^"+forms[i].lower, lemma.MaxEnding)
		if r, ok := wordRule(forms[i:j], old); ok {
			kept["^"+forms[i].lower] = r
		}
		i = j
	}
	out := make([]learnt, 0, len(kept))
	for _, e := range keys(kept) {
		out = append(out, learnt{e, kept[e]})
	}
	return out
}

// wordRule is the rule that is right for most occurrences of one word, in
// whatever case it is written, and whether it is better than old.
func wordRule(forms []seen, old lemma.Rule) (lemma.Rule, bool) {
	right := func(r lemma.Rule) (n int) {
		for _, f := range forms {
			if r.Apply(f.form) == f.lemma {
				n += f.n
			}
		}
		return n
	}
	best, top := old, right(old)
	for _, f := range forms {
		whole := lemma.Rule{Cut: len(f.lower), Add: f.lemma}
		for _, r := range [...]lemma.Rule{f.rule, whole} {
			if n := right(r); n > top {
				best, top = r, n
			}
		}
	}
	return best, best != old
}

// weight counts a form once, and a frequent one little more: rules are for
// words not seen.
func weight(n int) int {
	if n > 3 {
		return 2
	}
	return 1
}

// minForms is how much must speak for an ending of n bytes.
func minForms(n int) int {
	if n <= 2 {
		return 4
	}
	return 3
}

func winner(votes map[lemma.Rule]int) (best lemma.Rule, top, total int) {
	for r, n := range votes {
		total += n
		if n > top || n == top && r.String() < best.String() {
			best, top = r, n
		}
	}
	return best, top, total
}

func keys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

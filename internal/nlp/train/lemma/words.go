package lemma

import (
	"strings"

	"github.com/parley-register/parley/internal/nlp/lemma"
	"github.com/parley-register/parley/internal/nlp/train/names"
)

// countWords counts the words in lower case of the plain texts.
func countWords(dir string) (map[string]int, error) {
	counts := map[string]int{}
	err := names.ReadTexts(dir, func(s string) {
		start := -1
		for i := 0; i <= len(s); i++ {
			if i < len(s) && 'a' <= s[i] && s[i] <= 'z' {
				if start < 0 {
					start = i
				}
				continue
			}
			plain := start >= 0 && (start == 0 || strings.IndexByte(" (\"\n", s[start-1]) >= 0) && (i == len(s) || strings.IndexByte(" .,;:)\"?!\n", s[i]) >= 0)
			if plain && i-start > 2 {
				counts[s[start:i]]++
			}
			start = -1
		}
	})
	return counts, err
}

// How often a form and its lemma must stand in the plain texts for an entry,
// and how much more often the lemma than any other that the form could have.
const (
	minForm   = 5
	minLemma  = 5
	advantage = 4
)

// supported returns entries for inflected forms of the plain texts that the
// treebanks do not have under tag, where the rules make something else of them
// than the one possible lemma that the texts use.
func supported(forms []seen, rules []learnt, tag string, vocabulary map[string]int) []learnt {
	candidates := inflections[tag]
	if candidates == nil {
		return nil
	}
	known := map[string]bool{}
	for _, f := range forms {
		known[f.lower] = true
	}
	var file strings.Builder
	for _, r := range rules {
		file.WriteString("T\t" + r.ending + "\t" + r.rule.String() + "\n")
	}
	z, err := lemma.Parse(file.String())
	if err != nil {
		panic(err) // made of rules a line above
	}
	var out []learnt
	for _, w := range keys(vocabulary) {
		if vocabulary[w] < minForm || known[w] {
			continue
		}
		best, top, second := "", 0, 0
		for _, c := range candidates(w) {
			switch n := vocabulary[c]; {
			case n > top:
				best, top, second = c, n, top
			case n > second:
				second = n
			}
		}
		if top < minLemma || top < advantage*second || z.Lemma(w, "T", false) == best {
			continue
		}
		out = append(out, learnt{"^" + w, ruleFor(w, best)})
	}
	return out
}

// inflections are the lemmas that a form may have, by tag.
var inflections = map[string]func(string) []string{
	"VBD": past, "VBN": past, "VBG": gerund, "VBZ": plural, "NNS": plural,
}

func past(w string) []string {
	stem, ok := strings.CutSuffix(w, "ed")
	if !ok || len(stem) < 2 {
		return nil
	}
	out := []string{stem, stem + "e"}
	if s, ok := strings.CutSuffix(stem, "i"); ok {
		return []string{s + "y"}
	}
	return undouble(out, stem)
}

func gerund(w string) []string {
	stem, ok := strings.CutSuffix(w, "ing")
	if !ok || len(stem) < 2 {
		return nil
	}
	return undouble([]string{stem, stem + "e"}, stem)
}

func undouble(out []string, stem string) []string {
	if n := len(stem); n > 2 && stem[n-1] == stem[n-2] {
		out = append(out, stem[:n-1])
	}
	return out
}

func plural(w string) []string {
	stem, ok := strings.CutSuffix(w, "s")
	if !ok || len(stem) < 3 || strings.HasSuffix(stem, "s") {
		return nil
	}
	out := []string{stem}
	if s, ok := strings.CutSuffix(stem, "e"); ok {
		out = append(out, s)
		if s, ok := strings.CutSuffix(s, "i"); ok {
			out = append(out, s+"y")
		}
	}
	return out
}

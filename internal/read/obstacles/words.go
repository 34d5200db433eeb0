package obstacles

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/phrase"
)

//go:embed words.tsv
var wordData string

// words are single words that tell of obstacles by where they stand in the
// parse.
type wordList struct {
	noun, blocks, blocked, lists, apart, fails, stands map[string]bool
	modified                                           map[string][]string // noun: its adjectives
	examples                                           []example
}

type example struct {
	line       int
	word, text string
}

func parseWords(data string) (*wordList, error) {
	w := &wordList{noun: map[string]bool{}, blocks: map[string]bool{}, blocked: map[string]bool{}, lists: map[string]bool{}, apart: map[string]bool{}, fails: map[string]bool{}, stands: map[string]bool{}, modified: map[string][]string{}}
	n := 0
	for line := range strings.SplitSeq(data, "\n") {
		n++
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 {
			return nil, fmt.Errorf("words.tsv, line %d: what it does, a word and an example are needed", n)
		}
		switch f[0] {
		case "noun":
			w.noun[f[1]] = true
		case "blocks":
			w.blocks[f[1]] = true
		case "blocked":
			w.blocked[f[1]] = true
		case "lists":
			w.lists[f[1]] = true
		case "apart":
			w.apart[f[1]] = true
		case "fails":
			w.fails[f[1]] = true
		case "stands":
			w.stands[f[1]] = true
		case "modified":
			adj, noun, ok := strings.Cut(f[1], " ")
			if !ok {
				return nil, fmt.Errorf("words.tsv, line %d: an adjective and a noun are needed", n)
			}
			w.modified[noun] = append(w.modified[noun], adj)
		default:
			return nil, fmt.Errorf("words.tsv, line %d: %q is not known", n, f[0])
		}
		w.examples = append(w.examples, example{n, f[1], f[2]})
	}
	return w, nil
}

// stretch is tokens [first, last) that name an obstacle, and how they were
// found.
type stretch struct {
	first, last int
	how         string
}

// find are the obstacles that single words of s tell of: what blocks talks,
// what is listed as a challenge, and nouns that are obstacles by themselves.
func (w *wordList) find(s *phrase.Sentence) []stretch {
	var out []stretch
	add := func(i int, how string) {
		first, last := s.Phrase(i)
		for first < last && leads(s, first) {
			first++
		}
		for last < len(s.Tokens) && s.Tokens[last-1].UPOS != nlp.NOUN && s.Tokens[last-1].UPOS != nlp.PROPN && (s.Tokens[last].UPOS == nlp.NOUN || s.Tokens[last].UPOS == nlp.ADJ) {
			last++ // a noun that the parse has not hung on its attribute
		}
		for k := first + 2; k+1 < last; k++ {
			if s.Lower(k) == "," && s.Tokens[k+1].XPOS == "VBG" {
				last = k
			}
		}
		if first < last && !slices.ContainsFunc(out, func(o stretch) bool { return o.first < last && first < o.last }) {
			out = append(out, stretch{first, last, how})
		}
	}
	for i := range s.Tokens {
		lemma := s.Lemma(i)
		switch u := s.Tokens[i].UPOS; {
		case w.blocks[lemma] && u == nlp.VERB:
			passive := s.Tokens[i].XPOS == "VBN" && (len(s.Children(i, "aux")) > 0 || i+1 < len(s.Tokens) && s.Lower(i+1) == "by")
			if !slices.ContainsFunc(s.Children(i, "obj", "nsubj"), func(k int) bool { return w.blocked[s.Lemma(k)] }) && !(passive && w.before(s, i)) {
				continue
			}
			subjects := s.Children(i, "nsubj")
			if len(subjects) == 0 && s.Relation(i) == "xcomp" { // "continues to divide them"
				if h, ok := s.Head(i); ok && lasts[s.Lemma(h)] {
					subjects = s.Children(h, "nsubj")
				}
			}
			if passive {
				subjects = nil
				for _, k := range s.Children(i, "obl") {
					if c := s.Children(k, "case"); len(c) > 0 && (s.Lower(c[0]) == "by" || s.Lower(c[0]) == "over") {
						subjects = append(subjects, k)
					}
				}
			}
			for _, k := range subjects {
				if first, last := s.Phrase(k); w.blocked[s.Lemma(k)] && last-first < 4 || s.Tokens[k].UPOS == nlp.PRON || s.Tokens[k].UPOS == nlp.PROPN && !w.noun[s.Lower(k)] {
					continue
				}
				for _, c := range s.Conjuncts(k) {
					add(c, "blocks")
				}
			}
		case w.stands[lemma] && (u == nlp.NOUN || u == nlp.ADJ || u == nlp.VERB) && w.predicate(s, i):
			holder := i
			if h, ok := s.Head(i); ok && s.Relation(i) == "xcomp" && s.Lemma(h) == "remain" {
				holder = h
			}
			for _, k := range s.Children(holder, "nsubj") {
				if s.Tokens[k].UPOS == nlp.NOUN || s.Tokens[k].UPOS == nlp.PROPN {
					for _, c := range s.Conjuncts(k) {
						add(c, "stands")
					}
				}
			}
		case (lemma == "include" || lemma == "be" || lemma == "remain") && len(s.Children(i, "nsubj")) > 0:
			for _, k := range s.Children(i, "nsubj") {
				if !w.lists[s.Lemma(k)] {
					continue
				}
				for _, o := range s.Children(i, "obj", "xcomp") {
					if s.Tokens[o].UPOS == nlp.NOUN || s.Tokens[o].UPOS == nlp.PROPN {
						for _, c := range s.Conjuncts(o) {
							add(c, "lists")
						}
					}
				}
			}
		}
	}
	for i := range s.Tokens {
		lemma := s.Lemma(i)
		if s.Tokens[i].UPOS != nlp.NOUN {
			continue
		}
		if w.noun[lemma] && !general(s, i) {
			if what := matter(s, i); len(what) > 1 {
				for _, c := range what {
					add(c, "noun")
				}
			} else if from, ok := seenAs(s, i); ok {
				_, last := s.Phrase(i)
				for k := i + 1; k < last; k++ {
					if s.Lower(k) == "and" {
						last = k
					}
				}
				out = append(out, stretch{from, last, "noun"})
			} else if first, last, ok := over(s, i); ok {
				for first < i && leads(s, first) {
					first++
				}
				out = append(out, stretch{first, last, "noun"})
			} else if first, last := s.Phrase(i); first == i && first > 0 && stays[s.Lower(first-1)] {
				out = append(out, stretch{first - 1, last, "noun"})
			} else if telling(s, i) || alone(lemma) {
				add(i, "noun")
			}
			continue
		}
		for _, adj := range w.modified[lemma] {
			if slices.ContainsFunc(s.Children(i, "amod"), func(k int) bool { return s.Lemma(k) == adj || s.Lower(k) == adj }) {
				add(i, "noun")
			}
		}
	}
	slices.SortStableFunc(out, func(a, b stretch) int { return a.first - b.first })
	return out
}

// lasts are the verbs under which what blocks talks still does or may do so.
var lasts = map[string]bool{"continue": true, "threaten": true, "seem": true, "appear": true, "begin": true, "start": true, "help": true, "come": true}

// before reports whether a word for talks or sides stands before token i.
func (w *wordList) before(s *phrase.Sentence, i int) bool {
	for k := range i {
		if w.blocked[s.Lemma(k)] {
			return true
		}
	}
	return false
}

// predicate reports whether the noun at token i is what something is said to be:
// "the border is an obstacle".
func (w *wordList) predicate(s *phrase.Sentence, i int) bool {
	switch s.Lemma(i) {
	case "block":
		if i == 0 || s.Lower(i-1) != "stumbling" {
			return false
		}
	case "point":
		if i == 0 || s.Lower(i-1) != "sticking" {
			return false
		}
	}
	if h, ok := s.Head(i); ok && s.Relation(i) == "xcomp" && s.Lemma(h) == "remain" {
		return true
	}
	return len(s.Children(i, "cop", "aux")) > 0 && len(s.Children(i, "nsubj")) > 0
}

// over is the phrase of the noun at token i with what it is about, where the
// parse hangs that on the verb: "to bridge [differences on the role of the
// court]".
func over(s *phrase.Sentence, i int) (first, last int, ok bool) {
	first, last = s.Phrase(i)
	if last != i+1 || i+1 >= len(s.Tokens) {
		return 0, 0, false
	}
	switch s.Lower(i + 1) {
	case "over", "on", "about", "regarding", "concerning":
	default:
		return 0, 0, false
	}
	h, up := s.Head(i + 1)
	if !up || h <= i+1 || s.Relation(i+1) != "case" {
		return 0, 0, false
	}
	_, last = s.Phrase(h)
	return first, last, last > i+1
}

// seenAs is where "the minister as an obstacle" begins, for the noun at token i.
func seenAs(s *phrase.Sentence, i int) (int, bool) {
	if i < 3 || s.Lower(i-2) != "as" {
		return 0, false
	}
	from := i - 2
	for from > 0 && i-from < 10 && s.Tokens[from-1].UPOS != nlp.VERB && s.Tokens[from-1].UPOS != nlp.PUNCT {
		from--
	}
	for from < i-2 && leads(s, from) {
		from++
	}
	return from, from < i-2
}

// telling reports whether a noun says more than that there is an obstacle: it
// has an attribute or a complement, not only a pair of sides.
func telling(s *phrase.Sentence, i int) bool {
	if w := s.Lemma(i); w == "obstacle" || w == "hurdle" || w == "impasse" || w == "deadlock" || w == "stalemate" {
		if i+1 >= len(s.Tokens) {
			return false
		}
		switch s.Lower(i + 1) {
		case "to", "in", "over", "on", "for", "between":
			return true
		}
		return false
	}
	for _, k := range s.Children(i, "amod", "compound", "nmod", "acl") {
		if s.Relation(k) == "nmod" {
			if c := s.Children(k, "case"); len(c) > 0 && (s.Lower(c[0]) == "between" || s.Lower(c[0]) == "among" || s.Lower(c[0]) == "within") && s.Lemma(i) != "mistrust" && s.Lemma(i) != "distrust" {
				continue
			}
		}
		return true
	}
	return false
}

// matter are the things that a difference is about, where there are several:
// "differences over [tariffs], [quotas] and [steel]".
func matter(s *phrase.Sentence, i int) []int {
	holders := []int{i}
	if h, ok := s.Head(i); ok && s.Relation(i) == "nsubj" {
		holders = append(holders, h) // "differences remain in …"
	}
	for _, holder := range holders {
		for _, k := range s.Children(holder, "nmod", "obl") {
			c := s.Children(k, "case")
			if len(c) == 0 {
				continue
			}
			switch s.Lower(c[0]) {
			case "in", "over", "on", "about", "regarding", "concerning":
				return s.Conjuncts(k)
			}
		}
	}
	return nil
}

// alone reports whether a noun says enough by itself.
func alone(lemma string) bool {
	switch lemma {
	case "mistrust", "distrust", "suspicion", "grievance", "animosity", "infighting", "disunity":
		return true
	}
	return false
}

// general reports whether the noun names no obstacle in particular: "the
// difference in price", "despite differences", "resolve their differences".
func general(s *phrase.Sentence, i int) bool {
	if s.Tokens[i].XPOS == "NN" && s.Lemma(i) == "difference" {
		return true
	}
	return gone(s, i) || overcome(s, i) && !lasting(s, i)
}

// gone reports whether the noun at token i is of what was.
func gone(s *phrase.Sentence, i int) bool {
	for k := max(0, i-3); k < i; k++ {
		switch s.Lemma(k) {
		case "past", "previous", "former", "old", "earlier", "period":
			return true
		}
	}
	return false
}

// lasting reports whether what the noun at token i names is said to be there
// still, though somebody means to be rid of it: "to narrow remaining gaps".
func lasting(s *phrase.Sentence, i int) bool {
	for k := max(0, i-3); k < i; k++ {
		if stays[s.Lower(k)] {
			return true
		}
	}
	return i+1 < len(s.Tokens) && s.Lemma(i+1) == "remain"
}

var stays = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq("remaining outstanding wide deep significant major serious key persistent unresolved still") {
		m[w] = true
	}
	return m
}()

// leads reports whether a phrase does not begin with token i: articles and the
// like.
func leads(s *phrase.Sentence, i int) bool {
	switch s.Lower(i) {
	case "the", "a", "an", "their", "its", "these", "those", "such", "both", ",", "and":
		return true
	}
	return s.Tokens[i].UPOS == nlp.PUNCT
}

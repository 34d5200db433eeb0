package phrase

import "strings"

// Head is the head of token i, and false for the root and where there is no
// parse.
func (s *Sentence) Head(i int) (int, bool) {
	h := int(s.Tokens[i].Head) - 1
	return h, h >= 0 && h < len(s.Tokens) && h != i
}

// Relation is the relation of token i to its head, without its subtype.
func (s *Sentence) Relation(i int) string {
	r, _, _ := strings.Cut(s.Tokens[i].Deprel, ":")
	return r
}

// Children are the tokens whose head is i and whose relation, without its
// subtype, is one of those asked for; all where none is.
func (s *Sentence) Children(i int, relations ...string) []int {
	var out []int
	for k := range s.Tokens {
		if h, ok := s.Head(k); !ok || h != i {
			continue
		}
		if len(relations) == 0 {
			out = append(out, k)
			continue
		}
		for _, r := range relations {
			if s.Relation(k) == r {
				out = append(out, k)
				break
			}
		}
	}
	return out
}

// Conjuncts are i and what is joined to it by "and", "or" and commas.
func (s *Sentence) Conjuncts(i int) []int {
	return append([]int{i}, s.Children(i, "conj")...)
}

// Phrase is the run of tokens around i that hang on it, without its conjuncts,
// clauses of their own, and what leads in (a preposition, a conjunction).
func (s *Sentence) Phrase(i int) (first, last int) {
	in := s.under(i)
	first, last = i, i+1
	for first > 0 && in[first-1] {
		first--
	}
	for last < len(s.Tokens) && in[last] {
		last++
	}
	return first, last
}

// under marks the tokens that hang on i and belong to its phrase.
func (s *Sentence) under(i int) []bool {
	const unknown, yes, no = 0, 1, 2
	state := make([]uint8, len(s.Tokens))
	state[i] = yes
	var belongs func(k, depth int) uint8
	belongs = func(k, depth int) uint8 {
		if state[k] != unknown || depth > len(s.Tokens) {
			return state[k]
		}
		state[k] = no // until shown otherwise; also ends a cycle
		h, ok := s.Head(k)
		if !ok {
			return no
		}
		if belongs(h, depth+1) != yes {
			return no
		}
		switch s.Relation(k) {
		case "conj", "acl", "advcl", "parataxis", "appos", "discourse", "vocative", "punct":
			if h == i && s.Relation(k) != "acl" && s.Relation(k) != "punct" {
				return no
			}
			if h == i && strings.HasSuffix(s.Tokens[k].Deprel, ":relcl") {
				return no
			}
		case "case", "cc", "mark", "cop", "nsubj":
			if h == i {
				return no
			}
		}
		state[k] = yes
		return yes
	}
	out := make([]bool, len(s.Tokens))
	for k := range s.Tokens {
		out[k] = belongs(k, 0) == yes
	}
	return out
}

// Subject is the subject of the verb at token v, or else that of the verb which
// it hangs on or is joined to, and whether that verb is passive.
func (s *Sentence) Subject(v int) (subject int, passive, ok bool) {
	for range 4 {
		if c := s.Children(v, "nsubj"); len(c) > 0 {
			return c[0], s.Tokens[c[0]].Deprel == "nsubj:pass", true
		}
		switch s.Relation(v) {
		case "xcomp", "conj", "ccomp", "advcl":
		default:
			return 0, false, false
		}
		h, up := s.Head(v)
		if !up {
			return 0, false, false
		}
		v = h
	}
	return 0, false, false
}

// Bearer is what the verb at token v is said of: its subject as Subject has it,
// or the noun that a relative pronoun there stands for.
func (s *Sentence) Bearer(v int) (bearer int, passive, ok bool) {
	bearer, passive, ok = s.Subject(v)
	if !ok {
		return 0, false, false
	}
	switch s.Lower(bearer) {
	case "that", "which", "who":
	default:
		return bearer, passive, true
	}
	for range 4 {
		h, up := s.Head(v)
		if !up {
			break
		}
		if s.Relation(v) == "acl" && h < bearer {
			return h, passive, true
		}
		v = h
	}
	return bearer, passive, true
}

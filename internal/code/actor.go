package code

import (
	"slices"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/lexicon"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
)

// maxParties bounds the parties on one side of an event.
const maxParties = 12

// parties are the parties that the phrase of token k speaks of, its conjuncts
// included.
func (w *workspace) parties(k int) []Party {
	var out []Party
	if w.rels[k] == "nsubj" && w.heads[k] >= 0 && w.dependent(k, "cc") >= 0 {
		// "US and British forces": the parse may make two subjects of them
		for j := w.kids[w.heads[k]]; j >= 0 && int(j) < k; j = w.next[j] {
			if w.rels[j] == "nsubj" {
				w.gather(int(j), &out, 0)
			}
		}
	}
	w.gather(k, &out, 0)
	return out
}

func (w *workspace) gather(k int, out *[]Party, depth int) {
	if depth > 6 || len(*out) >= maxParties {
		return
	}
	found := w.party(k)
	for _, p := range found {
		if p.Code == "" && p.Country == "" {
			continue
		}
		same := func(q Party) bool {
			return q.Code == p.Code && (q.Sector == p.Sector || q.Sector == "" || p.Sector == "" || p.Sector == "GOV")
		}
		if !slices.ContainsFunc(*out, same) {
			*out = append(*out, p)
		}
	}
	for j := w.kids[k]; j >= 0; j = w.next[j] {
		if w.rels[j] == "conj" {
			w.gather(int(j), out, depth+1)
		}
	}
}

// party is the party that the phrase of token k speaks of: by its own name, by
// what stands before its head, then by what hangs on it. It is several where
// a head has several adjectives ("U.S. and Russian negotiators").
func (w *workspace) party(k int) []Party {
	sector := w.sector(k)
	span := w.tokens[k].Span
	if codes := w.codes(k); len(codes) > 0 {
		return w.named(codes, sector, span)
	}
	var before, owner, of, appos, place, loyal []string
	for j := w.kids[k]; j >= 0; j = w.next[j] {
		n := int(j)
		switch full := w.tokens[n].Deprel; {
		case w.rels[n] == "amod" || w.rels[n] == "compound" || full == "nmod:desc" || full == "nmod:unmarked" || w.rels[n] == "nmod" && w.prep(n) == "" && full != "nmod:poss" || w.rels[n] == "flat" || w.rels[n] == "nummod":
			before = append(before, w.modifier(n)...)
		case full == "nmod:poss":
			owner = append(owner, w.deep(n, 2)...)
		case w.rels[n] == "appos":
			appos = append(appos, w.deep(n, 2)...)
		case w.rels[n] == "nmod" || w.rels[n] == "obl":
			switch w.prep(n) {
			case "of", "by", "between":
				of = append(of, w.deep(n, 3)...)
			case "in", "from", "at", "throughout", "near", "across", "within", "outside", "for", "inside", "around":
				place = append(place, w.deep(n, 2)...)
			}
		case full == "acl" || w.rels[n] == "amod":
			loyal = append(loyal, w.acl(n)...)
		}
	}
	for _, codes := range [][]string{before, owner, of, appos, place, loyal} {
		if len(codes) > 0 {
			return w.named(codes, sector, span)
		}
	}
	if sector != "" {
		return []Party{{Sector: sector, Span: span}}
	}
	return nil
}

// acl is the actor in a participle clause: "fleeing the war in Liberia",
// "loyal to Iraq's government".
func (w *workspace) acl(n int) []string {
	for j := w.kids[n]; j >= 0; j = w.next[j] {
		if w.rels[j] == "obl" || w.rels[j] == "obj" {
			if c := w.deep(int(j), 2); len(c) > 0 {
				return c
			}
		}
	}
	return nil
}

func (w *workspace) modifier(n int) []string {
	out := w.codes(n)
	for j := w.kids[n]; j >= 0; j = w.next[j] {
		switch w.rels[j] {
		case "conj", "compound", "amod", "flat", "nmod":
			out = append(out, w.codes(int(j))...)
		}
	}
	return out
}

// deep are the codes of a phrase, its head's first.
func (w *workspace) deep(k, depth int) []string {
	if c := w.codes(k); len(c) > 0 {
		return w.withConjuncts(k, c)
	}
	if depth == 0 {
		return nil
	}
	for _, rel := range []string{"amod", "compound", "nmod", "appos", "flat"} {
		for j := w.kids[k]; j >= 0; j = w.next[j] {
			if w.rels[j] == rel {
				if c := w.deep(int(j), depth-1); len(c) > 0 {
					return w.withConjuncts(k, c)
				}
			}
		}
	}
	return nil
}

func (w *workspace) withConjuncts(k int, codes []string) []string {
	for j := w.kids[k]; j >= 0; j = w.next[j] {
		if w.rels[j] == "conj" && len(codes) < maxParties {
			codes = append(codes[:len(codes):len(codes)], w.codes(int(j))...)
		}
	}
	return codes
}

// codes are the codes of the actor or place that token k is part of.
func (w *workspace) codes(k int) []string {
	at := w.first + k
	if n := w.actorAt[at]; n > 0 {
		a := &w.doc.Actors[n-1]
		if c := w.doc.Codes(a); len(c) > 0 {
			return c
		}
		if a.Person > 0 && a.Person <= len(w.doc.People) {
			if c := lexicon.Shared().Leader(w.doc.People[a.Person-1].Name, w.year()); c != "" {
				return []string{c}
			}
		}
	}
	if n := w.placeAt[at]; n > 0 {
		if c := w.doc.Places[n-1].Country; c != "" {
			return []string{c}
		}
	}
	if w.tokens[k].UPOS == nlp.PROPN && w.actorAt[at] == 0 {
		name := w.nameAt(k)
		if c := lexicon.Shared().Leader(name, w.year()); c != "" && w.person(k) {
			return []string{c}
		}
		if c := lexicon.Shared().Body(name); c != "" && !w.person(k) {
			return []string{c}
		}
	}
	return nil
}

// nameAt is the name that token k is part of.
func (w *workspace) nameAt(k int) string {
	from, to := k, k+1
	for from > 0 && w.tokens[from-1].UPOS == nlp.PROPN && w.tokens[from-1].End+1 == w.tokens[from].Start {
		from--
	}
	for to < len(w.tokens) && w.tokens[to].UPOS == nlp.PROPN && w.tokens[to-1].End+1 == w.tokens[to].Start {
		to++
	}
	return w.doc.Source.Text[w.tokens[from].Start:w.tokens[to-1].End]
}

func (w *workspace) year() int {
	if t, _, ok := w.doc.Source.Published.Bounds(); ok {
		return t.Year()
	}
	return 0
}

func (w *workspace) named(codes []string, sector string, span parley.Span) []Party {
	out := make([]Party, 0, len(codes))
	for _, c := range codes {
		p := Party{Code: c, Country: Country(c), Sector: sector, Span: span}
		if p.Sector == "" {
			p.Sector = sectorOf(c)
		}
		if !slices.ContainsFunc(out, func(q Party) bool { return q.Code == c }) {
			out = append(out, p)
		}
	}
	return out
}

// Country is the state that a code names or whose group it names; "" for
// organisations and groups of no one state.
func Country(code string) string {
	l := lexicon.Shared()
	if l.IsState(code) {
		return code
	}
	if e, ok := l.Code(code); ok {
		if e.Kind == lexicon.Group {
			return e.Class
		}
		return ""
	}
	// a group by its usual name: "Afghan rebels"
	if c := l.CodeIn(code); l.IsState(c) {
		return c
	}
	return ""
}

func sectorOf(code string) string {
	e, ok := lexicon.Shared().Code(code)
	if !ok {
		return ""
	}
	switch e.Kind {
	case lexicon.Group:
		return "REB"
	case lexicon.Organisation, lexicon.Organ, lexicon.Format:
		return "IGO"
	}
	return ""
}

// sector is the sector that the phrase of token k tells.
func (w *workspace) sector(k int) string {
	if s := w.d.sectors[w.lemmas[k]]; s != "" {
		if s == "REB" && w.lemmas[k] == "group" || s == "GOV" && w.lemmas[k] == "leader" {
			for j := w.kids[k]; j >= 0; j = w.next[j] {
				if m := w.d.sectors[w.lemmas[j]]; m != "" && (w.rels[j] == "compound" || w.rels[j] == "amod" || w.rels[j] == "nmod") {
					return m
				}
			}
			if w.lemmas[k] == "group" {
				return ""
			}
		}
		return s
	}
	if w.person(k) {
		for j := w.kids[k]; j >= 0; j = w.next[j] {
			if s := w.d.sectors[w.lemmas[j]]; s != "" && w.rels[j] != "conj" {
				return s
			}
		}
		if n := w.actorAt[w.first+k]; n > 0 {
			if a := &w.doc.Actors[n-1]; a.Kind == layer.Office || a.Person > 0 && a.Person <= len(w.doc.People) && w.doc.People[a.Person-1].Rank != "" {
				return "GOV"
			}
		}
	}
	return ""
}

package nlp

import (
	"slices"
	"strings"
	"sync"

	"github.com/parley-register/parley/internal/lexicon"
)

// A document tells who a surname is once, and then uses it alone. The model
// sees one sentence at a time; what a sentence with the full name makes sure of
// is carried over here to those with the surname alone.

// address holds the forms of address, such as "mr" and "sheikh", without their stop.
var address = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for o := range lexicon.Shared().Titles() {
		if o.Kind == lexicon.Honorific {
			m[strings.TrimSuffix(o.Title, ".")] = true
		}
	}
	return m
})

// isAddress reports whether form is a form of address.
func isAddress(form string) bool {
	return len(form) < 16 && address()[strings.ToLower(strings.TrimSuffix(form, "."))]
}

// trimAddress takes forms of address off the beginning of persons' names: they
// are no part of a name, whatever the model makes of one that it has not met.
func trimAddress(doc *Doc) {
	for i := range doc.Names {
		n := &doc.Names[i]
		for n.Type == PER && n.Last-n.First > 1 && isAddress(doc.Tokens[n.First].Form) {
			n.First++
			n.Start = doc.Tokens[n.First].Start
		}
	}
}

// people collects the surnames of doc that stand in a full name or after a
// title, by their form.
func people(doc *Doc) map[string]bool {
	known := map[string]bool{}
	for i, n := range doc.Names {
		if n.Type != PER {
			continue
		}
		last := n.Last - 1
		if form := doc.Tokens[last].Form; (form == "'s" || form == "’s") && last > n.First {
			last--
		}
		titled := i > 0 && doc.Names[i-1].Type == TITLE && doc.Names[i-1].Last == n.First
		if form := doc.Tokens[last].Form; (last > n.First || titled) && len(form) > 1 && doc.Tokens[last].UPOS == PROPN {
			known[form] = true
		}
	}
	return known
}

// repeatPeople marks surnames that stand alone as persons where the model saw
// no name, or one of a kind that a surname is often taken for. A name of a state
// or city stays what it is: Jordan may be both.
func repeatPeople(doc *Doc) {
	known := people(doc)
	if len(known) == 0 {
		return
	}
	for i := range doc.Names {
		n := &doc.Names[i]
		if n.Last == n.First+1 && known[doc.Tokens[n.First].Form] && (n.Type == ORG || n.Type == FAC || n.Type == LOC || n.Type == MEET) {
			n.Type = PER
		}
	}
	ends := map[int]bool{} // tokens before which a title ends
	for _, n := range doc.Names {
		if n.Type == TITLE {
			ends[n.Last] = true
		}
	}
	var added []Name
	k := 0
	for i := range doc.Tokens {
		for k < len(doc.Names) && doc.Names[k].Last <= i {
			k++
		}
		if k < len(doc.Names) && doc.Names[k].First <= i {
			continue
		}
		t := &doc.Tokens[i]
		if t.UPOS == PROPN && known[t.Form] && !besideName(doc, i, ends[i]) {
			added = append(added, Name{Span: t.Span, First: i, Last: i + 1, Type: PER})
		}
	}
	if len(added) > 0 {
		doc.Names = append(doc.Names, added...)
		slices.SortFunc(doc.Names, func(a, b Name) int { return a.First - b.First })
	}
}

// besideName reports whether a proper noun touches token i on either side, as
// in "Baker Street": the surname is then part of something longer. A title or a
// form of address may stand before it.
func besideName(doc *Doc, i int, titled bool) bool {
	if i+1 < len(doc.Tokens) && doc.Tokens[i+1].UPOS == PROPN && doc.Tokens[i+1].Start-doc.Tokens[i].End <= 1 {
		return true
	}
	if i == 0 || titled {
		return false
	}
	before := &doc.Tokens[i-1]
	return before.UPOS == PROPN && !isAddress(before.Form) && doc.Tokens[i].Start-before.End <= 1
}

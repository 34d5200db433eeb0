package actors

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed words.tsv
var wordsTSV string

// vocabulary is the words that the rules speak of, by class.
type vocabulary struct {
	particle map[string]bool // inside a name, in lower case: "bin", "van"
	suffix   map[string]bool // after a name: "Jr."
	modifier map[string]bool // between a side and a title: "new", "visiting"
	notName  map[string]bool // capitalised, and no part of a person's name
	field    map[string]bool // of an office: "Trade", "Affairs"
}

var words = sync.OnceValue(func() *vocabulary {
	v := &vocabulary{}
	classes := map[string]*map[string]bool{"particle": &v.particle, "suffix": &v.suffix, "modifier": &v.modifier, "notname": &v.notName, "field": &v.field}
	for line := range strings.Lines(wordsTSV) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		set, ok := classes[f[0]]
		if !ok {
			continue
		}
		*set = map[string]bool{}
		for _, w := range strings.Fields(f[1]) {
			(*set)[w] = true
		}
	}
	return v
})

// class is what a word is to the rules, where that is a closed list.
type class uint8

const (
	open class = iota
	the
	article // a, an
	of
	forWord
	to
	from
	and
	comma
	possessive // 's
	openParen
	shutParen
	hyphen // glued to both its neighbours
	slash
	who
	copula // is, was
	colon
	semicolon
	stop    // . ! ?
	pronoun // he, she
	his     // his, her, its, their
)

var classes = map[string]class{
	"the": the, "a": article, "an": article, "of": of, "for": forWord, "to": to, "from": from, "and": and, "&": and,
	",": comma, "'s": possessive, "’s": possessive, "'": possessive, "’": possessive, "(": openParen, ")": shutParen,
	"[": openParen, "]": shutParen, "/": slash, "who": who, "is": copula, "was": copula, "are": copula, "were": copula,
	":": colon, ";": semicolon, ".": stop, "!": stop, "?": stop, "he": pronoun, "she": pronoun, "him": pronoun,
	"his": his, "her": his, "its": his, "their": his, "-": hyphen, "–": hyphen, "‑": hyphen, "—": hyphen,
}

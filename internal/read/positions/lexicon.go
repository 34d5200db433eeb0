package positions

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp/clause"
)

//go:embed triggers.tsv
var triggersTSV string

// frame is a set of the constructions in which a trigger takes what is wanted
// or refused.
type frame uint8

const (
	frameNoun   frame = 1 << iota // n: demanded an apology
	frameInf                      // i: refused to sign
	frameClause                   // c: demanded that …
	frameObject                   // oi: urged them to withdraw
	frameGerund                   // g: favours waiting
)

// trigger is an entry of the lexicon.
type trigger struct {
	words   []string
	class   byte // 'v' verb, 'n' noun, 'a' adjective
	stance  parley.Stance
	act     string // what a side does with such words: "wish", "demand", "commit", …
	frames  frame
	preps   []string // for nouns and adjectives also "to" before a verb, and "that"; "-" where what is meant follows at once
	example string
}

func (t *trigger) has(f frame) bool { return t.frames&f != 0 }

func (t *trigger) name() string { return strings.Join(t.words, " ") }

func (t *trigger) prep(w string) bool { return slices.Contains(t.preps, w) }

type entry struct {
	*trigger
	form clause.Form
}

type lexicon struct {
	triggers []*trigger
	index    map[string][]entry // by the form of the first word, longest first
}

var stances = []parley.Stance{parley.Demands, parley.Seeks, parley.Offers, parley.Supports, parley.Rejects, parley.RedLine}

func loadLexicon() (*lexicon, error) {
	lex := &lexicon{index: map[string][]entry{}}
	n := 0
	for line := range strings.Lines(triggersTSV) {
		n++
		line = strings.TrimRight(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 6 {
			return nil, fmt.Errorf("triggers.tsv: line %d has %d fields, not 6", n, len(f))
		}
		t := &trigger{words: strings.Fields(f[0]), stance: parley.Stance(f[2]), act: f[3], example: f[5]}
		if !slices.Contains(stances, t.stance) {
			return nil, fmt.Errorf("triggers.tsv: line %d has the unknown stance %q", n, f[2])
		}
		if f[1] != "v" && f[1] != "n" && f[1] != "a" {
			return nil, fmt.Errorf("triggers.tsv: line %d has the unknown class %q", n, f[1])
		}
		t.class = f[1][0]
		for name := range strings.FieldsSeq(f[4]) {
			prep, isPrep := strings.CutPrefix(name, "p:")
			switch {
			case isPrep || t.class != 'v':
				t.preps = append(t.preps, prep)
			case name == "n":
				t.frames |= frameNoun
			case name == "i":
				t.frames |= frameInf
			case name == "c":
				t.frames |= frameClause
			case name == "oi":
				t.frames |= frameObject
			case name == "g":
				t.frames |= frameGerund
			default:
				return nil, fmt.Errorf("triggers.tsv: line %d has the unknown frame %q", n, name)
			}
		}
		lex.triggers = append(lex.triggers, t)
		forms := []clause.Form{{Form: t.words[0]}}
		if t.class == 'v' {
			forms = clause.Forms(t.words[0])
		}
		for _, form := range forms {
			lex.index[form.Form] = append(lex.index[form.Form], entry{t, form})
		}
	}
	for _, es := range lex.index {
		slices.SortStableFunc(es, func(a, b entry) int { return len(b.words) - len(a.words) })
	}
	return lex, nil
}

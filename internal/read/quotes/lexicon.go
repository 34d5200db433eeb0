package quotes

import (
	"bufio"
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/parley-register/parley/internal/nlp/clause"
)

//go:embed cues.tsv
var cuesTSV string

// frame is a set of the constructions in which a cue takes its content.
type frame uint16

const (
	frameQuote     frame = 1 << iota // q: said, “…”
	frameClause                      // c: said (that) …
	frameOrder                       // w: explained why …
	frameInf                         // i: vowed to …
	frameNoun                        // n: condemned …
	frameGerund                      // g: suggested waiting
	frameTold                        // oc: told somebody that …
	frameUrged                       // oi: urged somebody to …
	frameAs                          // oas: described … as …
	frameFollowing                   // pa: may follow its content: “…”, X said
	framePrep                        // f:prep: called for …
)

var frameNames = map[string]frame{
	"q": frameQuote, "c": frameClause, "w": frameOrder, "i": frameInf, "n": frameNoun, "g": frameGerund,
	"oc": frameTold, "oi": frameUrged, "oas": frameAs, "pa": frameFollowing,
}

// cue is an entry of the lexicon.
type cue struct {
	lemma    string
	words    []string // of the lemma: "call", "for"
	frames   frame
	preps    []string // of framePrep
	class    string   // what kind of act it is: "say", "claim", "demand", …
	modality string   // "f" factive, "h" hedge, "" neither
	example  string
}

func (c *cue) has(f frame) bool { return c.frames&f != 0 }

// form is a verb form of the lexicon: the entries that start with it, longest
// first, and what form it is.
type form struct {
	cues       []*cue
	participle bool // past or passive participle
	present    bool // present participle
}

type lexicon struct {
	cues  []*cue
	forms map[string]*form
}

// rows splits a TSV file into rows of n fields, and skips comments.
func rows(data string, n int) ([][]string, error) {
	var out [][]string
	in := bufio.NewScanner(strings.NewReader(data))
	for line := 1; in.Scan(); line++ {
		if in.Text() == "" || strings.HasPrefix(in.Text(), "#") {
			continue
		}
		fields := strings.Split(in.Text(), "\t")
		if len(fields) != n {
			return nil, fmt.Errorf("line %d has %d fields, not %d: %q", line, len(fields), n, in.Text())
		}
		out = append(out, fields)
	}
	return out, in.Err()
}

func loadLexicon() (*lexicon, error) {
	table, err := rows(cuesTSV, 5)
	if err != nil {
		return nil, fmt.Errorf("cues.tsv: %w", err)
	}
	lex := &lexicon{forms: map[string]*form{}}
	for _, r := range table {
		c := &cue{lemma: r[0], words: strings.Fields(r[0]), class: r[2], modality: r[3], example: r[4]}
		for name := range strings.FieldsSeq(r[1]) {
			if prep, ok := strings.CutPrefix(name, "f:"); ok {
				c.frames |= framePrep
				c.preps = append(c.preps, prep)
				continue
			}
			f, ok := frameNames[name]
			if !ok {
				return nil, fmt.Errorf("cues.tsv: %q has an unknown frame %q", r[0], name)
			}
			c.frames |= f
		}
		lex.cues = append(lex.cues, c)
		for _, f := range clause.Forms(c.words[0]) {
			lex.add(c, f)
		}
	}
	return lex, nil
}

func (l *lexicon) add(c *cue, word clause.Form) {
	f := l.forms[word.Form]
	if f == nil {
		f = &form{}
		l.forms[word.Form] = f
	}
	f.participle = f.participle || word.Participle
	f.present = f.present || word.Present
	if slices.Contains(f.cues, c) {
		return
	}
	f.cues = append(f.cues, c)
	slices.SortStableFunc(f.cues, func(a, b *cue) int { return len(b.words) - len(a.words) }) // longest first
}

package meetings

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
)

//go:embed data/triggers.tsv
var triggersTSV string

//go:embed data/governors.tsv
var governorsTSV string

// kind is what sort of contact a trigger speaks of.
type kind uint8

const (
	talks kind = iota
	call
	visit
	summit
	deal
	delegation
)

var kinds = map[string]kind{"talks": talks, "call": call, "visit": visit, "summit": summit, "deal": deal, "delegation": delegation}

// strength is how far a trigger counts by itself.
type strength uint8

const (
	echo strength = iota // only adds to a meeting that another trigger has made known
	weak
	strong
)

var strengths = map[string]strength{"echo": echo, "weak": weak, "strong": strong}

// trigger is one row of data/triggers.tsv.
type trigger struct {
	pattern  [][]string // alternatives, item by item; nil for a gap
	text     string
	verb     bool
	kind     kind
	formats  []parley.Format
	strength strength
	frame    []string
	example  string
}

// role is what a governing word makes of its subject.
type role uint8

const (
	nobody role = iota // of verbs that data/governors.tsv does not have, too
	side
	host
	mediator
)

var roles = map[string]role{"side": side, "host": host, "mediator": mediator, "none": nobody}

// governor is one row of data/governors.tsv.
type governor struct {
	role   role
	status parley.Status
}

type lexicon struct {
	triggers  map[string][]*trigger // by each alternative of the first item; the longest pattern first
	governors map[string]governor
	formats   map[string][]cue // by first word
	tracks    map[string][]cue
	roles     map[string][]roleWord // by first word
	hints     map[string][]hintWord
	delegates map[string][]delegateWord
	society   map[string]bool
	matters   map[string][]matterCue // by first word
	version   string
}

// rows are the fields of the lines of a table, without comments and blanks.
func rows(table, text string, fields int) ([][]string, error) {
	var out [][]string
	for n, line := range strings.Split(text, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		row := strings.Split(line, "\t")
		if len(row) != fields {
			return nil, fmt.Errorf("%s, line %d: %d fields, want %d separated by tabs", table, n+1, len(row), fields)
		}
		out = append(out, row)
	}
	return out, nil
}

func loadLexicon() (*lexicon, error) {
	lex := &lexicon{
		triggers: map[string][]*trigger{}, governors: map[string]governor{},
		version: parley.DigestOfFields(triggersTSV, governorsTSV, formatsTSV, tracksTSV, rolesTSV, hintsTSV, delegatesTSV, societyTSV, mattersTSV).Short(),
	}
	table, err := rows("triggers.tsv", triggersTSV, 7)
	if err != nil {
		return nil, err
	}
	for _, row := range table {
		t, err := parseTrigger(row)
		if err != nil {
			return nil, fmt.Errorf("triggers.tsv, %q: %w", row[0], err)
		}
		for _, first := range t.pattern[0] {
			lex.triggers[first] = append(lex.triggers[first], t)
		}
	}
	for _, ts := range lex.triggers {
		slices.SortStableFunc(ts, func(a, b *trigger) int { return len(b.pattern) - len(a.pattern) })
	}
	if table, err = rows("governors.tsv", governorsTSV, 4); err != nil {
		return nil, err
	}
	for _, row := range table {
		r, ok := roles[row[1]]
		if !ok {
			return nil, fmt.Errorf("governors.tsv, %q: no role %q", row[0], row[1])
		}
		g := governor{role: r}
		if row[2] != "-" {
			g.status = parley.Status(row[2])
		}
		if _, there := lex.governors[row[0]]; !there {
			lex.governors[row[0]] = g
		}
	}
	if lex.formats, err = loadCues("formats.tsv", formatsTSV); err != nil {
		return nil, err
	}
	if lex.delegates, err = loadDelegates(); err != nil {
		return nil, err
	}
	if lex.hints, err = loadHints(); err != nil {
		return nil, err
	}
	if lex.roles, err = loadRoles(); err != nil {
		return nil, err
	}
	if lex.society, err = loadSociety(); err != nil {
		return nil, err
	}
	if lex.matters, err = loadMatters(); err != nil {
		return nil, err
	}
	if lex.tracks, err = loadCues("tracks.tsv", tracksTSV); err != nil {
		return nil, err
	}
	return lex, nil
}

// cue is some words near a trigger and what they tell.
type cue struct {
	words []string
	value string
}

// loadCues reads a table of words, value and example. Hyphens are tokens of
// their own to some tokenizers and not to others: both ways are kept.
func loadCues(name, text string) (map[string][]cue, error) {
	table, err := rows(name, text, 3)
	if err != nil {
		return nil, err
	}
	cues := map[string][]cue{}
	for _, row := range table {
		forms := []string{row[0]}
		if split := strings.ReplaceAll(row[0], "-", " - "); split != row[0] {
			forms = append(forms, split)
		}
		for _, form := range forms {
			words := strings.Fields(form)
			cues[words[0]] = append(cues[words[0]], cue{words, row[1]})
		}
	}
	return cues, nil
}

// at tells whether the cue's words stand at token t.
func (c *cue) at(lower []string, t, end int) bool {
	if t+len(c.words) > end {
		return false
	}
	for i, w := range c.words {
		if lower[t+i] != w {
			return false
		}
	}
	return true
}

func parseTrigger(row []string) (*trigger, error) {
	t := &trigger{text: row[0], verb: row[1] == "v", example: row[6]}
	for _, item := range strings.Fields(row[0]) {
		if item == "~" {
			t.pattern = append(t.pattern, nil)
			continue
		}
		t.pattern = append(t.pattern, strings.Split(item, "|"))
	}
	var ok bool
	if t.kind, ok = kinds[row[2]]; !ok {
		return nil, fmt.Errorf("no kind %q", row[2])
	}
	if t.strength, ok = strengths[row[4]]; !ok {
		return nil, fmt.Errorf("no strength %q", row[4])
	}
	if row[3] != "-" {
		for f := range strings.SplitSeq(row[3], ",") {
			t.formats = append(t.formats, parley.Format(f))
		}
	}
	if row[5] != "-" {
		t.frame = strings.Split(row[5], ",")
	}
	return t, nil
}

// match is the trigger that starts at token i of the sentence that ends before
// end, and the token after it; nil where there is none.
func (lex *lexicon) match(tokens []nlp.Token, lower []string, i, end int) (*trigger, int) {
	for _, key := range []string{tokens[i].Lemma, lower[i]} {
		for _, t := range lex.triggers[key] {
			if !t.fits(tokens, i) {
				continue
			}
			if after := t.matchRest(tokens, lower, i+1, end); after > 0 {
				return t, after
			}
		}
	}
	return nil, 0
}

// fits tells whether token i has the class of the trigger's first word. A
// gerund after a modifier is a noun, whatever the tagger says ("the EU
// meeting"), and so is a bare verb after another in a headline.
func (t *trigger) fits(tokens []nlp.Token, i int) bool {
	tok := &tokens[i]
	nounish := false
	if i > 0 && tok.UPOS == nlp.VERB {
		before := &tokens[i-1]
		nounish = tok.XPOS == "VBG" && before.End < tok.Start && modifies(before) ||
			(tok.XPOS == "VB" || tok.XPOS == "VBP") && (before.UPOS == nlp.VERB && before.XPOS != "VB" || headlineVerbs[before.Lemma] && before.UPOS != nlp.PROPN) || // "cancels visit"
			tok.XPOS == "VBZ" && before.UPOS == nlp.PROPN && i+1 < len(tokens) && tokens[i+1].XPOS != "VBG" && (headlineEnds[tokens[i+1].Lemma] || before.Deprel == "compound" && tok.Lemma == "talk" && !spokenTo[tokens[i+1].Lemma]) // "Oslo talks founder"
	}
	if t.verb {
		return (tok.UPOS == nlp.VERB || tok.UPOS == nlp.NoTag || tok.UPOS == nlp.AUX) && !nounish
	}
	return nounish || tok.UPOS == nlp.NOUN || tok.UPOS == nlp.PROPN || tok.UPOS == nlp.NoTag || tok.UPOS == nlp.ADJ
}

// headlineVerbs stand before a noun in headlines, whatever the tagger makes of
// the two.
var headlineVerbs = set("cancel", "postpone", "delay", "scrap", "shelve", "plan", "begin", "start", "end", "confirm", "propose", "urge", "seek", "hail")

// headlineEnds say in headlines what becomes of talks, whatever the tagger makes
// of them.
var headlineEnds = set("end", "close", "open", "begin", "start", "resume", "stall", "stutter", "falter", "founder", "collapse", "fail", "break", "continue", "drag", "hit", "near", "yield", "produce", "bog", "deadlock", "hang", "inch",
	"edge", "limp", "adjourn", "restart", "conclude", "unravel", "run")

// spokenTo stand behind the verb and not behind the noun "talks".
var spokenTo = set("to", "with", "about", "of", "like", "up", "tough", "down")

func modifies(tok *nlp.Token) bool {
	switch tok.UPOS {
	case nlp.DET, nlp.ADJ, nlp.NOUN, nlp.PROPN, nlp.NUM:
		return true
	}
	return tok.XPOS == "PRP$" || tok.XPOS == "POS"
}

func (t *trigger) matchRest(tokens []nlp.Token, lower []string, i, end int) int {
	gap := 0
	for _, item := range t.pattern[1:] {
		if item == nil {
			gap = 3
			continue
		}
		found := false
		for ; i < end; i++ {
			if slices.Contains(item, tokens[i].Lemma) || slices.Contains(item, lower[i]) {
				found = true
				break
			}
			if gap == 0 {
				break
			}
			gap--
		}
		if !found {
			return 0
		}
		i++
		gap = 0
	}
	return i
}

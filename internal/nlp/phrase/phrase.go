package phrase

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/parley-register/parley/internal/nlp"
)

// ErrPattern is wrapped by the errors of Compile.
var ErrPattern = errors.New("not a pattern")

// maxGap is the longest gap that a pattern may ask for, maxGaps their number.
const (
	maxGap  = 16
	maxGaps = 3
)

type kind uint8

const (
	word kind = iota
	exact
	tag
	gap
)

type step struct {
	kind     kind
	words    []string
	tags     []nlp.UPOS
	optional bool
	n        int  // of a gap: at most
	commas   bool // of a gap: commas may lie in it
	opens    bool // the span begins before this step
	shuts    bool // and ends after it
}

// Pattern is a compiled pattern.
type Pattern struct {
	steps []step
	whole bool // no parentheses: the match is the span
	far   bool // the span goes on to the end of the clause
	text  string
}

// String is the pattern as it was written.
func (p *Pattern) String() string { return p.text }

// Compile reads a pattern.
func Compile(pattern string) (*Pattern, error) {
	p := &Pattern{whole: true, text: pattern}
	bad := func(why string) (*Pattern, error) { return nil, fmt.Errorf("%q: %w: %s", pattern, ErrPattern, why) }
	opens, opened, shut, gaps := false, false, false, 0
	for _, f := range strings.Fields(pattern) {
		switch {
		case f == "(":
			if opened {
				return bad("one pair of parentheses is allowed")
			}
			opens, opened, p.whole = true, true, false
			continue
		case f == ")" || f == ")>":
			if !opened || shut || len(p.steps) == 0 || opens {
				return bad("a parenthesis closes nothing")
			}
			p.steps[len(p.steps)-1].shuts, shut, p.far = true, true, f == ")>"
			continue
		}
		s := step{opens: opens}
		opens = false
		switch {
		case f[0] == '*' || f[0] == '~':
			s.kind, s.n, s.commas = gap, 4, f[0] == '~'
			if len(f) > 1 {
				n, err := strconv.Atoi(f[1:])
				if err != nil || n < 1 || n > maxGap {
					return bad("a gap is of 1 to 16 tokens")
				}
				s.n = n
			}
			if gaps++; gaps > maxGaps {
				return bad("too many gaps")
			}
		default:
			f, s.optional = strings.CutSuffix(f, "?")
			if rest, ok := strings.CutPrefix(f, "="); ok {
				s.kind, f = exact, rest
			}
			for part := range strings.SplitSeq(f, "|") {
				if s.kind == exact {
					part = strings.TrimPrefix(part, "=") // "=a|=b" is "=a|b"
				}
				if u := nlp.ParseUPOS(part); u != nlp.NoTag {
					s.tags = append(s.tags, u)
				} else if part != "" {
					s.words = append(s.words, part)
				} else {
					return bad("an empty word")
				}
			}
			if len(s.tags) > 0 && s.kind == word && len(s.words) == 0 {
				s.kind = tag
			}
		}
		p.steps = append(p.steps, s)
	}
	if opened != shut || opens || len(p.steps) == 0 || p.steps[0].kind == gap || p.steps[0].optional {
		return bad("it must begin with a word or a tag, and parentheses must close")
	}
	return p, nil
}

// Sentence is the tokens of one sentence, ready to be looked through.
type Sentence struct {
	Tokens []nlp.Token
	lower  []string
}

// Of prepares sentence s of d.
func Of(d *nlp.Doc, s int) *Sentence {
	sent := &d.Sentences[s]
	out := &Sentence{Tokens: d.Tokens[sent.First:sent.Last]}
	out.lower = make([]string, len(out.Tokens))
	for i := range out.Tokens {
		out.lower[i] = strings.ReplaceAll(strings.ToLower(out.Tokens[i].Form), "’", "'")
	}
	return out
}

// Lower is the form of token i in lower case, with straight apostrophes.
func (s *Sentence) Lower(i int) string { return s.lower[i] }

// Lemma is the lemma of token i, or its form in lower case where there is none.
func (s *Sentence) Lemma(i int) string {
	if l := s.Tokens[i].Lemma; l != "" {
		return l
	}
	return s.lower[i]
}

// Match is tokens [First, Last) of a sentence, and the wanted part of them.
type Match struct {
	First, Last int // all that matched
	From, To    int // what is wanted
}

// At matches p at token i of s.
func (p *Pattern) At(s *Sentence, i int) (Match, bool) {
	m := Match{First: i, From: -1}
	end, ok := p.match(s, 0, i, &m)
	if !ok {
		return Match{}, false
	}
	m.Last = end
	if p.whole {
		m.From, m.To = m.First, m.Last
	}
	if p.far {
		m.To = s.ClauseEnd(m.To)
		m.Last = max(m.Last, m.To)
	}
	return m, m.To > m.From
}

func (p *Pattern) match(s *Sentence, k, i int, m *Match) (int, bool) {
	if k == len(p.steps) {
		return i, true
	}
	st := &p.steps[k]
	// What follows sets the span of the match, so a failed try must not leave one.
	before := *m
	try := func(next int) (int, bool) {
		*m = before
		if st.opens {
			m.From = i
		}
		if st.shuts {
			m.To = next
		}
		return p.match(s, k+1, next, m)
	}
	if st.kind == gap {
		for n := 0; n <= st.n; n++ {
			if end, ok := try(i + n); ok {
				return end, true
			}
			if i+n >= len(s.Tokens) || s.Stops(i+n) || !st.commas && s.lower[i+n] == "," {
				break
			}
		}
		*m = before
		return 0, false
	}
	if i < len(s.Tokens) && st.fits(s, i) {
		if end, ok := try(i + 1); ok {
			return end, true
		}
	}
	if st.optional {
		return try(i)
	}
	*m = before
	return 0, false
}

func (st *step) fits(s *Sentence, i int) bool {
	if st.kind != word && st.kind != exact {
		return slices.Contains(st.tags, s.Tokens[i].UPOS)
	}
	if slices.Contains(st.words, s.lower[i]) || st.kind == word && slices.Contains(st.words, s.Tokens[i].Lemma) {
		return true
	}
	return len(st.tags) > 0 && slices.Contains(st.tags, s.Tokens[i].UPOS)
}

// Stops reports whether token i ends a clause: a full stop, a semicolon, a
// colon, a dash between spaces, a quotation mark.
func (s *Sentence) Stops(i int) bool {
	switch s.lower[i] {
	case ".", ";", ":", "!", "?", "—", "–", "--", "\"", "“", "”", "''", "``", "(", ")", "[", "]":
		return true
	}
	return false
}

// ClauseEnd is the token after the last of the clause that goes on at token i:
// it ends before a stop, and before a comma after which another clause begins.
func (s *Sentence) ClauseEnd(i int) int {
	for ; i < len(s.Tokens); i++ {
		if s.Stops(i) {
			return i
		}
		if s.lower[i] == "," && s.newClause(i+1) {
			return i
		}
		if i > 0 && (s.lower[i] == "and" || s.lower[i] == "but" || s.lower[i] == "while") && s.newClause(i+1) {
			return i
		}
	}
	return i
}

// newClause reports whether a clause begins at token i: a subordinator or a
// relative, a verb of saying, a participle, or a subject close before a finite
// verb.
func (s *Sentence) newClause(i int) bool {
	if i >= len(s.Tokens) {
		return true
	}
	switch s.lower[i] {
	case "which", "who", "whom", "where", "while", "but", "although", "though", "because", "after", "before", "as", "when", "since", "if", "unless",
		"adding", "saying", "according", "he", "she", "they", "it", "said", "says", "told", "despite", "however", "with", "following", "amid", "whereas", "yet", "so":
		return true
	}
	switch s.Tokens[i].XPOS {
	case "VBD", "VBZ", "VBP", "MD":
		return true
	}
	// A subject of at most six words, then a finite verb.
	for k := i; k < len(s.Tokens) && k < i+7; k++ {
		switch x := s.Tokens[k].XPOS; {
		case x == "VBD" || x == "VBZ" || x == "VBP" || x == "MD":
			return k > i
		case s.Stops(k) || s.lower[k] == "," || x == "TO" || x == "VBG" || x == "IN":
			return false
		}
	}
	return false
}

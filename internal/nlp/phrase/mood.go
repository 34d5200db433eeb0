package phrase

import (
	"slices"
	"strings"

	"github.com/parley-register/parley/internal/nlp"
)

// Mood is how a verb phrase is meant.
type Mood struct {
	Negated     bool // "not", "never", "without", "failed to"
	Future      bool // "will", "is to", "plans to"
	Possible    bool // "may", "could", "possible"
	Wanted      bool // "urged", "hopes to", "called for": said to be wanted, not to be so
	Conditional bool // "if", "unless", "until"
	Past        bool // "had been", "had"
}

// Real reports whether what is said is said to be so.
func (m Mood) Real() bool {
	return !m.Negated && !m.Future && !m.Possible && !m.Wanted && !m.Conditional
}

var (
	negations    = []string{"not", "n't", "never", "no", "without", "neither", "nor", "cannot", "nobody", "none", "fail", "refuse", "deny", "reject", "dispute", "refute", "yet", "unable", "hardly", "rule"}
	futures      = []string{"will", "'ll", "shall", "plan", "intend", "schedule", "due", "upcoming", "forthcoming", "set", "prepare"}
	possibles    = []string{"may", "might", "could", "possible", "possibly", "perhaps", "would", "should", "potential", "potentially", "expect", "likely", "consider", "propose", "can"}
	wants        = []string{"urge", "hope", "want", "call", "ask", "demand", "seek", "try", "aim", "wish", "need", "must", "invite", "encourage", "appeal", "press", "push", "ready", "willing", "attempt", "offer", "chance", "opportunity", "effort", "in-order", "goal", "bid", "require", "order"}
	conditionals = []string{"if", "unless", "until", "provided", "whether", "before", "depend", "once", "should"}
)

// moodReach is how many tokens before a phrase tell its mood.
const moodReach = 7

// MoodAt is the mood of the phrase that begins at token i: what stands before
// it in its clause.
func (s *Sentence) MoodAt(i int) Mood {
	var m Mood
	commas := 0
	for k := i - 1; k >= 0 && k >= i-moodReach; k-- {
		w, lemma := s.lower[k], s.Lemma(k)
		if s.Stops(k) {
			break
		}
		if w == "," {
			if commas++; commas > 1 {
				break
			}
		}
		// A finite verb between ends what goes before it, but not an auxiliary.
		if x := s.Tokens[k].XPOS; (x == "VBD" || x == "VBZ" || x == "VBP") && !auxiliary(lemma) && !is(negations, w, lemma) && !is(wants, w, lemma) && !is(futures, w, lemma) && !is(possibles, w, lemma) {
			break
		}
		m.Negated = m.Negated || is(negations, w, lemma) && commas == 0
		m.Future = m.Future || is(futures, w, lemma) && commas == 0
		m.Possible = m.Possible || is(possibles, w, lemma) && commas == 0
		m.Wanted = m.Wanted || is(wants, w, lemma) && commas == 0 && !s.telephoned(k)
		m.Conditional = m.Conditional || is(conditionals, w, lemma)
		m.Past = m.Past || w == "had"
	}
	k := i
	for k > 0 && s.lower[k-1] == "be" { // "is to be signed"
		k--
	}
	if k >= 2 && s.lower[k-1] == "to" && s.Lemma(k-2) == "be" { // "is to sign"
		m.Future = true
	}
	return m
}

// telephoned reports whether token k is a call by telephone and not one for
// something.
func (s *Sentence) telephoned(k int) bool {
	if s.Lemma(k) != "call" || s.Tokens[k].UPOS != nlp.NOUN {
		return false
	}
	if k+1 == len(s.Tokens) {
		return true
	}
	next := s.lower[k+1]
	return next != "for" && next != "to" && next != "on"
}

func is(list []string, w, lemma string) bool {
	return slices.Contains(list, w) || slices.Contains(list, lemma)
}

func auxiliary(lemma string) bool {
	return lemma == "be" || lemma == "have" || lemma == "do" || lemma == "get"
}

// String names what a mood holds: "negated, future".
func (m Mood) String() string {
	var out []string
	for _, x := range []struct {
		is   bool
		name string
	}{{m.Negated, "negated"}, {m.Future, "future"}, {m.Possible, "possible"}, {m.Wanted, "wanted"}, {m.Conditional, "conditional"}, {m.Past, "past"}} {
		if x.is {
			out = append(out, x.name)
		}
	}
	return strings.Join(out, ", ")
}

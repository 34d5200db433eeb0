package positions

import (
	"slices"
	"sort"
	"strings"

	world "github.com/parley-register/parley/internal/lexicon"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/clause"
	"github.com/parley-register/parley/internal/read/layer"
)

// guess is one of those who may be meant by words that name nobody: "the
// government", "it". Which of them is, the weights decide.
type guess struct {
	code     string
	features []string
}

// Bounds on how far back one looks for who is meant.
const (
	guessSentences = 4
	guessNamed     = 3
	guessMentions  = 16
)

// guesses lists who may be meant by the phrase who, the subject of a trigger
// which names nobody with a code.
func (r *reading) guesses(s *clause.Sentence, who clause.Range) []guess {
	kind := r.meant(s, who)
	if kind == "" {
		return nil
	}
	var out []guess
	add := func(code, how string) {
		if code == "" {
			return
		}
		i := slices.IndexFunc(out, func(g guess) bool { return g.code == code })
		if i < 0 {
			i = len(out)
			out = append(out, guess{code: code, features: []string{"guessed", "guessed for " + kind}})
			if world.Shared().IsState(code) {
				out[i].features = append(out[i].features, "guessed a state for "+kind)
			}
			if slices.Contains(r.parties, code) {
				out[i].features = append(out[i].features, "guessed a party for "+kind)
			}
		}
		out[i].features = append(out[i].features, "guessed by "+how, "guessed by "+how+" for "+kind)
	}
	if k := r.within[who.First]; k > 0 {
		for _, c := range r.speaker(int(k - 1)) {
			add(c, "speaker")
		}
	}
	if np := s.MainSubject(who.First); !np.Empty() && np.Last <= who.First {
		for _, c := range r.codes(np, false) {
			add(c, "subject of the sentence")
		}
	}
	if n := s.N - 1; n >= 0 {
		before := r.d.Sentences[n]
		if before.Last-before.First <= maxBefore {
			b := &clause.Sentence{Doc: r.d.Doc, N: n, First: before.First, Last: before.Last}
			if np := b.MainSubject(b.Last); !np.Empty() {
				how := "subject before"
				if before.Block != r.d.Sentences[s.N].Block {
					how = "subject of the paragraph before"
				}
				for _, c := range r.codes(np, false) {
					add(c, how)
				}
			}
		}
	}
	for i, c := range r.named(s.N, who.First) {
		add(c, [...]string{"last named", "second last named", "third last named"}[i])
	}
	for _, p := range r.parties {
		if len(r.parties) == 2 {
			add(p, "one of two sides")
		}
	}
	return out
}

// named are the last codes named before a token, nearest first.
func (r *reading) named(sentence, token int) []string {
	a := r.d.Actors
	k := sort.Search(len(a), func(i int) bool { return a[i].First >= token })
	var out []string
	for i := k - 1; i >= max(0, k-guessMentions) && len(out) < guessNamed && sentence-a[i].Sentence <= guessSentences; i-- {
		if a[i].Kind == layer.Collective {
			continue
		}
		if cs := r.codesOf(i, 0); len(cs) == 1 && !slices.Contains(out, cs[0]) {
			out = append(out, cs[0])
		}
	}
	return out
}

// meant is what sort of words who is, or "" where they can stand for no side.
func (r *reading) meant(s *clause.Sentence, who clause.Range) string {
	if who.Empty() || who.Last-who.First > 6 {
		return ""
	}
	head := who.First
	for head+1 < who.Last && clause.Class(&r.d.Tokens[head+1]) != nlp.ADP && r.d.Tokens[head+1].Form != "," {
		head++
	}
	w := s.Low(head)
	switch w {
	case "he", "she", "it", "they", "we", "both":
		return w
	case "who", "which", "that", "this", "there", "what", "i", "you":
		return ""
	}
	if t := s.Tok(head); clause.Class(t) != nlp.NOUN && clause.Class(t) != nlp.PROPN || r.foreign(who) {
		return ""
	}
	l := strings.ToLower(clause.Lemma(s.Tok(head)))
	switch {
	case governing[l]:
		return "a government"
	case leading[l]:
		return "an office"
	case rebelling[l]:
		return "rebels"
	case l == "side" || l == "team" || l == "delegation" || l == "party" || l == "negotiator" || l == "camp":
		return "a side"
	}
	return ""
}

// foreign reports whether the phrase names somebody whose side is not known.
func (r *reading) foreign(who clause.Range) bool {
	for i := who.First; i < who.Last; i++ {
		if k := r.actorAt(i); k >= 0 && (r.d.Actors[k].Kind == layer.PersonActor || r.d.Actors[k].Kind == layer.Organisation) {
			return true
		}
	}
	return false
}

var (
	governing = clause.Set(`government ministry kingdom country state republic territory island nation regime junta cabinet army military administration parliament
		authority emirate capital federation sultanate presidency palace court neighbour neighbor power commission bloc union alliance`)
	leading = clause.Set(`president minister premier chancellor secretary spokesman spokeswoman spokesperson envoy ambassador diplomat official leader
		king emir general foreign chief commissioner deputy representative`)
	rebelling = clause.Set(`rebel movement group opposition insurgent guerrilla militant faction front militia fighter separatist islamist`)
)

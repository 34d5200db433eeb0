package quotes

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/clause"
	"github.com/parley-register/parley/internal/read/layer"
)

//go:embed nouns.tsv
var nounsTSV string

//go:embed adjectives.tsv
var adjectivesTSV string

// nominalCue is a noun that names an act of speech or thought ("claim",
// "hope"), or an adjective that tells what somebody thinks ("confident").
type nominalCue struct {
	word     string
	follows  []string // what opens its content: "that", "to" before a verb, prepositions
	class    string
	modality string
	example  string
}

func loadNominal(name, data string) (map[string]*nominalCue, error) {
	table, err := rows(data, 5)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	out := map[string]*nominalCue{}
	for _, r := range table {
		out[r[0]] = &nominalCue{word: r[0], follows: strings.Fields(r[1]), class: r[2], modality: r[3], example: r[4]}
	}
	return out, nil
}

// nominal is the frame of attributions whose cue is a noun.
const nominal = "nominal"

// nominals reads "the envoy's claim that …", "made a promise to …", after the
// cues of the sentence that are verbs: what these take as content is not taken
// again.
func (r *reading) nominals(s *clause.Sentence, firstOut int) {
	for i := s.First; i < s.Last; i++ {
		n := r.st.nouns[s.Low(i)]
		if n == nil || s.Class(i) != nlp.NOUN || r.inLongQuote(i) {
			continue
		}
		p := i + 1
		w := s.Low(p)
		if !slices.Contains(n.follows, w) || !s.In(p+1) {
			continue
		}
		a := layer.Attribution{
			Sentence: s.N, Lemma: n.word, Act: n.class, Frame: nominal, Hedged: n.modality == "h", Modality: parley.Asserted, Rule: "quotes.nominal",
		}
		from, cue := p+1, p+1
		if c := s.Class(p + 1); w == "to" {
			if to := c == nlp.VERB || c == nlp.AUX; to {
				from, cue = p, p
			} else if !slices.Contains(ofObject, n.word) {
				continue
			}
		}
		end := r.nominalEnd(s, i, p, w == "that")
		a.Cue = []parley.Span{clause.Range{First: i, Last: cue}.Bytes(s.Doc)}
		at := s.Tok(i).Start
		if slices.ContainsFunc(r.out[firstOut:], func(v layer.Attribution) bool {
			return (v.Frame == "noun" || v.Frame == "prep") && v.Content[0].Start <= at && at < v.Content[0].End && at-v.Content[0].Start < 30
		}) {
			continue // "reiterated its support for": the verb is the cue
		}
		if r.within(s, i, firstOut) {
			continue
		}
		src := r.owner(s, i)
		if src.Empty() && w != "that" && !telling[n.word] {
			continue
		}
		if !src.Empty() {
			a.Source = []parley.Span{src.Bytes(s.Doc)}
		}
		if r.contentTo(s, &a, from, end) {
			r.nouns = append(r.nouns, a)
		}
	}
}

// adjectives reads "X is confident that …", "X is wary of …".
func (r *reading) adjectives(s *clause.Sentence, firstOut int) {
	for i := s.First; i < s.Last; i++ {
		n := r.st.adjectives[s.Low(i)]
		if n == nil || s.Class(i) != nlp.ADJ && s.Class(i) != nlp.VERB || r.inLongQuote(i) {
			continue
		}
		p := i + 1
		w := s.Low(p)
		if !slices.Contains(n.follows, w) || !s.In(p+1) || w == "to" && (s.Class(p+1) == nlp.VERB || s.Class(p+1) == nlp.AUX) {
			continue
		}
		be := i - 1
		a := layer.Attribution{
			Sentence: s.N, Lemma: n.word, Act: n.class, Frame: nominal, Hedged: n.modality == "h", Modality: parley.Asserted, Rule: "quotes.adjective",
			Cue: []parley.Span{clause.Range{First: i, Last: p + 1}.Bytes(s.Doc)},
		}
		for ; be > s.First && i-be < 5 && (s.Class(be) == nlp.ADV || s.Low(be) == "not" || s.Low(be) == "n't" || s.Low(be) == "n’t"); be-- {
			if strings.HasPrefix(s.Low(be), "n") {
				a.Modality = parley.Denied
			}
		}
		switch s.Low(be) {
		case "is", "are", "was", "were", "been", "'s", "’s", "'re", "’re", "remain", "remains", "remained", "seemed", "sounded", "felt":
		default:
			continue
		}
		np, _, _ := s.SubjectLeft(be)
		if np.Empty() || r.within(s, i, firstOut) {
			continue
		}
		switch s.Low(np.First) {
		case "it", "there", "i", "we", "you", "this", "that":
			continue
		}
		a.Source = []parley.Span{np.Bytes(s.Doc)}
		if r.contentTo(s, &a, p+1, r.nominalEnd(s, i, p, w == "that")) {
			r.nouns = append(r.nouns, a)
		}
	}
}

// ofObject are nouns after which "to" is a preposition.
var ofObject = strings.Fields("opposition objection objections")

// nominalEnd is the token after the content of the noun at token i, which p
// opens: what hangs on the noun by the parse, cut as phrases and clauses are.
func (r *reading) nominalEnd(s *clause.Sentence, i, p int, that bool) int {
	end := s.PhraseEnd(p + 1)
	if that {
		end = statementEnd(s, i, p+1)
		for end > p+1 && clause.FinalMark(s.Low(end-1)) {
			end--
		}
	}
	for c := range r.tree.Children(i) {
		if sp := r.tree.Span(c); sp.First == p && sp.Last > p+1 {
			return min(end, sp.Last)
		}
	}
	return end
}

// owner is whose the noun at token i is: "the envoy's claim", "her claim",
// "made a claim".
func (r *reading) owner(s *clause.Sentence, i int) clause.Range {
	for c := range r.tree.Children(i) {
		if strings.HasPrefix(s.Tok(c).Deprel, "nmod:poss") {
			np, _ := r.tree.Noun(c)
			for np.Last > np.First+1 && s.Possessive(np.Last-1) {
				np.Last--
			}
			return np
		}
	}
	if r.tree.Rel(i) != "obj" {
		return clause.Range{}
	}
	v, ok := r.tree.Head(i)
	if !ok || !issuing[clause.Lemma(s.Tok(v))] {
		return clause.Range{}
	}
	np, _, _ := r.treeSubject(v)
	return np
}

// issuing are verbs that say who makes the claim, the promise, the threat.
var issuing = clause.Set("make issue repeat express voice reiterate renew raise have give share drop deny face reject announce offer maintain")

// spoken are the acts that are told of one by another: "he said that she told
// him", while what he says that she wants is his word.
var spoken = clause.Set("say claim announce report deny warn")

// telling are nouns that tell of somebody's words though nobody is named.
var telling = clause.Set("accusation accusations allegation allegations criticism question questions complaint complaints rumor rumors rumour rumours speculation condemnation denunciation praise calls demands")

package next

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/clause"
	"github.com/parley-register/parley/internal/nlp/phrase"
	"github.com/parley-register/parley/internal/read/layer"
)

//go:embed verbs.tsv
var verbData string

// need is what a verb must have about it to be a follow-up of its kind.
type need uint8

const (
	nothing need = iota
	talks        // a word for a sitting is its subject or object
	text         // a word for a document is
	place        // an actor or a place stands after it
	sides        // its subject stands for the sides: "they", "the negotiators"
)

// sense is one line of verbs.tsv.
type sense struct {
	kind    parley.NextKind
	verb    string
	needs   need
	example string
	line    int
}

// parseVerbs reads verbs.tsv into the senses of each verb, in their order.
func parseVerbs(data string) (map[string][]sense, error) {
	out := map[string][]sense{}
	n := 0
	for line := range strings.SplitSeq(data, "\n") {
		n++
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 4 || strings.Count(f[3], "{") != 1 || strings.Count(f[3], "}") != 1 {
			return nil, fmt.Errorf("verbs.tsv, line %d: a kind, a verb, what it needs and an example with the step in braces are needed", n)
		}
		s := sense{kind: parley.NextKind(f[0]), verb: f[1], example: f[3], line: n}
		switch f[2] {
		case "-":
		case "talks":
			s.needs = talks
		case "text":
			s.needs = text
		case "place":
			s.needs = place
		case "sides":
			s.needs = sides
		default:
			return nil, fmt.Errorf("verbs.tsv, line %d: %q is nothing that a verb can need", n, f[2])
		}
		switch s.kind {
		case parley.NextMeeting, parley.NextVisit, parley.NextDocument, parley.NextOther:
		default:
			return nil, fmt.Errorf("verbs.tsv, line %d: %q is no kind of follow-up", n, f[0])
		}
		out[s.verb] = append(out[s.verb], s)
	}
	return out, nil
}

// senseOf is what the verb at token i announces, where one of its senses has
// what it needs: its subject and objects, or else the words up to end, where
// the parse tells none.
func (s *Stage) senseOf(d *layer.Doc, n int, sent *phrase.Sentence, i, end int) (sense, bool) {
	for _, x := range s.verbs[sent.Lemma(i)] {
		switch x.needs {
		case nothing:
			return x, true
		case talks:
			if about(sent, i, end, sitting) {
				return x, true
			}
		case text:
			if about(sent, i, end, document) {
				return x, true
			}
		case sides:
			if k, ok := nominal(sent, i); ok && (jointly[sent.Lemma(k)] || sent.Lower(k) == "they" || sent.Lower(k) == "both") {
				return x, true
			}
		case place:
			if reaches(d, n, i, end) && heads(sent, i) {
				return x, true
			}
		}
	}
	return sense{}, false
}

// about reports whether one of words is the subject or an object of the verb at
// token i, or stands among the next six words before end.
func about(s *phrase.Sentence, i, end int, words map[string]bool) bool {
	if slices.ContainsFunc(s.Children(i, "nsubj", "obj"), func(k int) bool { return words[s.Lemma(k)] }) {
		return true
	}
	if k, ok := nominal(s, i); ok && (words[s.Lemma(k)] || words["round"] && (s.Lower(k) == "next" || ordinal[s.Lower(k)])) {
		return true // "the next is to take place in Oslo"
	}
	for k := i + 1; k < min(end, i+7); k++ {
		if s.Tokens[k].UPOS == nlp.NOUN && words[s.Lemma(k)] {
			return true
		}
	}
	return false
}

// reaches reports whether a place or an actor begins among the four words after
// token i.
func reaches(d *layer.Doc, n, i, end int) bool {
	from := d.Sentences[n].First + i + 1
	to := d.Sentences[n].First + min(end, i+6)
	for k := range d.Places {
		if p := &d.Places[k]; p.First >= from && p.First < to {
			return true
		}
	}
	for k := range d.Actors {
		if a := &d.Actors[k]; a.First >= from && a.First < to {
			return true
		}
	}
	return false
}

// heads reports whether what follows the verb at token i leads somewhere: a
// preposition of place, or a name at once.
func heads(s *phrase.Sentence, i int) bool {
	for k := i + 1; k < min(i+4, len(s.Tokens)); k++ {
		switch s.Lower(k) {
		case "to", "for", "into", "through", "back", "on", "down", "by", "with":
			return true
		case "from", "of", "at":
			return false
		}
		if s.Tokens[k].UPOS == nlp.PROPN {
			return true
		}
	}
	return false
}

var (
	// sitting are the nouns for meetings.
	sitting = clause.Set("round talk talks meeting session summit consultation negotiation conference dialogue discussion conversation engagement call ministerial convening")
	// ordinal are what stands for a sitting that its number names.
	ordinal = clause.Set("second third fourth fifth sixth seventh eighth ninth tenth")
	// document are the nouns for what is written down and agreed.
	document = clause.Set("agreement document treaty text statement report roadmap plan accord declaration protocol paper proposal draft deal memorandum communique communiqué convention resolution contract pact")
	// jointly are the nouns that stand for the sides together where no actor is
	// named with them.
	jointly = clause.Set("side party leader president minister delegation negotiator team expert government country delegate diplomat official envoy director group spokesman mediator drafter")
	// again are the words that put a sitting into a series.
	again = clause.Set("again next another further more additional subsequent follow-up second third fourth fifth sixth new regular resume reconvene future upcoming later")
)

package quotes

import (
	_ "embed"
	"fmt"
	"strings"
	"unicode"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/clause"
	"github.com/parley-register/parley/internal/read/layer"
)

//go:embed speakers.tsv
var speakersTSV string

//go:embed phrases.tsv
var phrasesTSV string

// phrase is words that stand before a source and make it one.
type phrase struct {
	words    []string
	class    string
	modality string
	example  string
}

func loadPhrases() ([]phrase, error) {
	table, err := rows(phrasesTSV, 4)
	if err != nil {
		return nil, fmt.Errorf("phrases.tsv: %w", err)
	}
	var out []phrase
	for _, r := range table {
		out = append(out, phrase{words: strings.Fields(r[0]), class: r[1], modality: r[2], example: r[3]})
	}
	return out, nil
}

func loadSpeakers() (map[string]parley.SpeakerKind, error) {
	table, err := rows(speakersTSV, 3)
	if err != nil {
		return nil, fmt.Errorf("speakers.tsv: %w", err)
	}
	out := map[string]parley.SpeakerKind{}
	for _, r := range table {
		switch k := parley.SpeakerKind(r[1]); k {
		case parley.NamedSpeaker, parley.AnonymousSpeaker, parley.Institution, parley.Media, parley.GroupSpeaker:
			out[r[0]] = k
		default:
			return nil, fmt.Errorf("speakers.tsv: %q has an unknown kind %q", r[0], r[1])
		}
	}
	return out, nil
}

var weekdays = map[string]bool{"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true}

// headWord is the word that a noun phrase is about: the last noun before its
// first preposition or relative clause.
func (r *reading) headWord(s clause.Range) (int, bool) {
	d := r.d
	head := -1
	for i := s.First; i < s.Last; i++ {
		t := &d.Tokens[i]
		w := strings.ToLower(t.Form)
		c := clause.Class(t)
		if c == nlp.ADJ && r.st.speakers[w] != "" && (i+1 == s.Last || clause.Class(&d.Tokens[i+1]) != nlp.NOUN) {
			return i, true // "a senior official familiar with the talks"
		}
		if head >= 0 && (c == nlp.ADP || c == nlp.PUNCT && w != "-" && w != "." && w != "&" || c == nlp.VERB || w == "who" || w == "that" || w == "which") {
			break
		}
		if c == nlp.NOUN || c == nlp.PROPN || c == nlp.PRON || c == nlp.ADJ || c == nlp.DET || c == nlp.NUM || c == nlp.X {
			if head >= 0 && weekdays[w] {
				break
			}
			if noun := c == nlp.NOUN || c == nlp.PROPN; noun || head < 0 || !nounClass(&d.Tokens[head]) {
				head = i
			}
		}
		if (w == "'s" || w == "’s") && i+1 < s.Last {
			head = -1
		}
	}
	return head, head >= 0
}

func nounClass(t *nlp.Token) bool {
	c := clause.Class(t)
	return c == nlp.NOUN || c == nlp.PROPN
}

// kindOf classifies the speaker that the tokens s name.
func (r *reading) kindOf(s clause.Range) parley.SpeakerKind {
	d := r.d
	head, ok := r.headWord(s)
	if !ok {
		return parley.AnonymousSpeaker
	}
	t := &d.Tokens[head]
	w := strings.ToLower(t.Form)
	at, acts := r.d.ActorAt(head)
	if acts {
		switch act := &d.Actors[at]; act.Kind {
		case layer.PersonActor:
			if r.paper(s, head) {
				return parley.Media
			}
			if !several(d.Doc, s) {
				return parley.NamedSpeaker
			}
			return parley.GroupSpeaker
		case layer.Office:
			if act.Person > 0 && !several(d.Doc, s) {
				return parley.NamedSpeaker
			}
		case layer.State, layer.Organisation:
			if clause.Capitalized(t) {
				if k := r.st.speakers[w]; k == parley.Media {
					return k
				}
				return parley.Institution
			}
		}
	}
	kind, known := r.st.speakers[w]
	conjoined := several(d.Doc, s)
	if known {
		if kind == parley.AnonymousSpeaker && (w == "source" || w == "sources") {
			return kind
		}
		if kind == parley.AnonymousSpeaker && r.singled(s, head) {
			return parley.NamedSpeaker // "Iran's top nuclear negotiator": there is one
		}
		if conjoined && (kind == parley.AnonymousSpeaker || kind == parley.NamedSpeaker) {
			return parley.GroupSpeaker
		}
		if kind == parley.NamedSpeaker && !clause.Capitalized(t) && !acts && len(r.d.People) > 0 && !r.titled(w) {
			return parley.AnonymousSpeaker // "the mayor", whom the text names nowhere
		}
		if kind == parley.AnonymousSpeaker && clause.Capitalized(t) && head > s.First {
			return parley.NamedSpeaker // "Special Envoy Ruiz" cut short, or an office as a name
		}
		if w == "agency" || w == "service" {
			for i := s.First; i < head; i++ {
				if f := strings.ToLower(d.Tokens[i].Form); f == "news" || f == "press" {
					return parley.Media
				}
			}
		}
		return kind
	}
	if acts {
		switch d.Actors[at].Kind {
		case layer.Nationality:
			if t.XPOS == "NNPS" || t.XPOS == "NNS" {
				return parley.GroupSpeaker // "many Ukrainians"
			}
		case layer.State, layer.Organisation, layer.Group:
			return parley.Institution
		case layer.Collective:
			return parley.GroupSpeaker
		case layer.Unnamed:
			return parley.AnonymousSpeaker
		}
	}
	if w == "they" || w == "we" {
		return parley.GroupSpeaker
	}
	if w == "it" {
		return parley.Institution
	}
	if w == "he" || w == "she" || w == "i" {
		return parley.NamedSpeaker
	}
	if clause.Capitalized(t) {
		if n := r.nameType(s); n == nlp.ORG || n == nlp.GOV || n == nlp.GPE {
			return parley.Institution
		} else if n == nlp.PER || r.personLike[t.Form] {
			if conjoined {
				return parley.GroupSpeaker
			}
			return parley.NamedSpeaker
		}
		if acronym(t.Form) || strings.EqualFold(d.Tokens[s.First].Form, "the") {
			return parley.Institution
		}
		if r.countryLike(s) {
			return parley.Institution
		}
		return parley.NamedSpeaker
	}
	if strings.HasSuffix(w, "an") || strings.HasSuffix(w, "er") || strings.HasSuffix(w, "or") || strings.HasSuffix(w, "ist") || strings.HasSuffix(w, "ant") {
		return parley.AnonymousSpeaker // "a historian", "a negotiator"
	}
	if strings.HasSuffix(w, "ers") || strings.HasSuffix(w, "ors") || strings.HasSuffix(w, "ists") || strings.HasSuffix(w, "ans") || strings.HasSuffix(w, "ants") {
		return parley.GroupSpeaker
	}
	return "" // a thing
}

// titled reports whether the text gives a title with this word to a person whom
// it names.
func (r *reading) titled(word string) bool {
	for i := range r.d.People {
		for f := range strings.FieldsSeq(r.d.People[i].Title) {
			if strings.EqualFold(f, word) {
				return true
			}
		}
	}
	return false
}

// several reports whether a noun phrase joins two or more.
func several(d *nlp.Doc, s clause.Range) bool {
	for i := s.First + 1; i+1 < s.Last; i++ {
		if strings.EqualFold(d.Tokens[i].Form, "and") {
			return true
		}
	}
	return false
}

// paper reports whether a word for a medium stands before a name: "the daily
// Meridian".
func (r *reading) paper(s clause.Range, head int) bool {
	for i := s.First; i < head; i++ {
		if r.st.speakers[strings.ToLower(r.d.Tokens[i].Form)] == parley.Media && !pressOffice[strings.ToLower(r.d.Tokens[i+1].Form)] {
			return true
		}
	}
	return false
}

// pressOffice are the words that make "press" part of an office.
var pressOffice = clause.Set("secretary officer attaché attache chief aide adviser advisor spokesman spokeswoman spokesperson office")

// singled reports whether a description fits one person alone.
func (r *reading) singled(s clause.Range, head int) bool {
	for i := s.First; i < head; i++ {
		switch strings.ToLower(r.d.Tokens[i].Form) {
		case "top", "chief", "lead", "head":
			return i > s.First && strings.ToLower(r.d.Tokens[s.First].Form) != "a"
		}
	}
	return false
}

func acronym(s string) bool {
	n := 0
	for _, r := range s {
		if unicode.IsUpper(r) {
			n++
		} else if r != '.' && !unicode.IsDigit(r) {
			return false
		}
	}
	return n >= 2
}

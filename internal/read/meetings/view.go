package meetings

import (
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
)

// view is a document as this package looks at it: the layers, indexed by token.
type view struct {
	*layer.Doc
	lex     *lexicon
	lower   []string // forms in lower case
	actorAt []int32  // index into Actors plus 1 of the mention that covers the token, persons before others
	timeAt  []int32  // index into Times plus 1
	placeAt []int32  // index into Places plus 1; literal uses only
	goalAt  []int32  // the same, with names that stand for a government: who visits a state goes to both
	head    []int    // of each sentence, the token where the words of the report begin
	note    []bool   // sentences about the author or publisher
	noted   []bool   // persons whose side such a sentence tells
	proxy   []bool   // actor mentions of persons for whom others act: "an envoy of Ms Berg"
	foe     []bool   // actor mentions of those whose adversaries are spoken of: "critics of Chile"
	clause  []bool   // a finite verb stands before the token in its sentence
	inTitle []bool   // the token stands in the title of a person, or between title and name
	parsed  bool
	titled  bool // the first block is a title
	release bool // a release or readout of a ministry
}

func newView(d *layer.Doc) *view {
	n := len(d.Tokens)
	v := &view{Doc: d, lower: make([]string, n), actorAt: make([]int32, n), timeAt: make([]int32, n), placeAt: make([]int32, n), goalAt: make([]int32, n), inTitle: make([]bool, n), clause: make([]bool, n), head: make([]int, len(d.Sentences)), note: make([]bool, len(d.Sentences)), noted: make([]bool, len(d.People)), proxy: make([]bool, len(d.Actors)), foe: make([]bool, len(d.Actors))}
	for i := range d.Tokens {
		v.lower[i] = strings.ToLower(d.Tokens[i].Form)
		if d.Tokens[i].Deprel != "" {
			v.parsed = true
		}
	}
	for i := range d.Actors {
		a := &d.Actors[i]
		for t := max(0, a.First); t < min(a.Last, n); t++ {
			if old := v.actorAt[t]; old == 0 || a.Person > 0 && d.Actors[old-1].Person == 0 {
				v.actorAt[t] = int32(i + 1)
			}
		}
	}
	v.markHeads()
	for i := range d.Times {
		if v.idle(&d.Times[i]) {
			continue
		}
		for t := max(0, d.Times[i].First); t < min(d.Times[i].Last, n); t++ {
			v.timeAt[t] = int32(i + 1)
		}
	}
	for i := range d.Places {
		for t := max(0, d.Places[i].First); t < min(d.Places[i].Last, n); t++ {
			if !d.Places[i].Metonymic {
				v.placeAt[t] = int32(i + 1)
			}
			if k := d.Places[i].Kind; !d.Places[i].Metonymic || k == "country" || k == "city" {
				v.goalAt[t] = int32(i + 1)
			}
		}
	}
	for _, s := range d.Sentences {
		finite := false
		for t := s.First; t < s.Last; t++ {
			v.clause[t] = finite
			finite = finite || v.isFinite(t)
		}
	}
	v.markTitles()
	v.markProxies()
	v.markNotes()
	v.release = isRelease(d)
	v.titled = v.hasTitle()
	return v
}

// markTitles marks the tokens of each person's title, which may hold names of
// countries that are no sides ("Special Envoy for Yemen").
func (v *view) markTitles() {
	for i := range v.People {
		p := &v.People[i]
		if p.At.Empty() {
			continue
		}
		for t := v.tokenAt(p.At.Start); t < len(v.Tokens) && v.Tokens[t].Start < p.At.End; t++ {
			v.inTitle[t] = true
		}
	}
}

// tokenAt is the first token that ends after the byte at.
func (v *view) tokenAt(at int) int {
	lo, hi := 0, len(v.Tokens)
	for lo < hi {
		mid := (lo + hi) / 2
		if v.Tokens[mid].End <= at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// hasTitle tells whether the first sentence is a headline: in a heading block,
// or short and without a full stop.
func (v *view) hasTitle() bool {
	if len(v.Sentences) == 0 {
		return false
	}
	s := v.Sentences[0]
	if s.Block < len(v.Blocks) && v.Blocks[s.Block].Kind == parley.Heading {
		return true
	}
	if s.Last <= s.First || s.Last-s.First > 30 {
		return false
	}
	switch v.Tokens[s.Last-1].Form {
	case ".", "!", "\"", "”", ":":
		return false
	}
	return len(v.Sentences) > 1
}

// isRelease tells whether the document is a release of a ministry or an office
// of a head of government: they speak of their own side as "the Secretary".
func isRelease(d *layer.Doc) bool {
	if d.Source == nil {
		return false
	}
	head := d.Source.Text[:min(len(d.Source.Text), 600)]
	for _, s := range []string{"Office of the Spokesperson", "attributable to", "Readout of", "Joint Statement", "Department Spokesperson", "Press Release", "Media Note", "Remarks by"} {
		if strings.Contains(head, s) {
			return true
		}
	}
	return false
}

// codes are the actor codes that mention a stands for: a person's side, the
// actor itself, or what a collective refers to.
func (v *view) codes(a int) []string {
	return v.codesOf(a, 0)
}

func (v *view) codesOf(a, depth int) []string {
	x := &v.Actors[a]
	if x.Sentence < len(v.note) && v.note[x.Sentence] || v.foe[a] {
		return nil
	}
	if x.Person > 0 && x.Person <= len(v.People) {
		p := &v.People[x.Person-1]
		if v.noted[x.Person-1] {
			return nil
		}
		if speaksForNobody(p.For) {
			return nil
		}
		if p.For != "" {
			return append([]string{p.For}, p.Also...)
		}
	}
	if speaksForNobody(x.Code) {
		return nil
	}
	if x.Code != "" {
		return []string{x.Code}
	}
	var out []string
	if depth < 2 {
		for _, r := range x.Refers {
			if r >= 0 && r < len(v.Actors) && r != a {
				for _, c := range v.codesOf(r, depth+1) {
					out = appendNew(out, c)
				}
			}
		}
	}
	return out
}

// emissaries are nouns for those who are sent to a matter or a state that is no
// side for it: "the special envoy for Yemen".
var emissaries = set("envoy", "representative", "ambassador", "coordinator", "adviser", "advisor", "commissioner", "rapporteur", "sherpa", "negotiator", "secretary", "director", "office", "mission")

// qualifies tells whether actor mention x only describes another: the
// nationality of a person who is named, the matter of an envoy, the name in
// brackets of those named before.
func (v *view) qualifies(x *layer.Actor) bool {
	if x.Person > 0 || x.First >= x.Last {
		return false
	}
	first, last := v.Sentences[x.Sentence].First, v.Sentences[x.Sentence].Last
	if x.Kind == layer.Nationality && v.ofCivilians(x, last) || v.whereGroup(x, last) {
		return true
	}
	if x.Kind == layer.Nationality && len(x.Code) == 3 {
		for t := x.Last; t < min(last, x.Last+8); t++ {
			if a := v.actorAt[t]; a != 0 {
				if y := &v.Actors[a-1]; y.Person > 0 && y.Kind == layer.PersonActor {
					f := v.People[y.Person-1].For
					return f != "" && f != x.Code
				}
				break
			}
			if !v.inTitle[t] && !v.isNominal(t) {
				break
			}
		}
		return false
	}
	t := x.First - 1
	for t > first && v.Tokens[t].UPOS == nlp.DET {
		t--
	}
	if t <= first {
		return false
	}
	switch v.lower[t] {
	case "for", "to", "on":
		return emissaries[v.lower[t-1]]
	case "(", "“", "\"":
		if v.lower[t] != "(" {
			t--
		}
		return t > first && v.lower[t] == "(" && (x.Kind == layer.Organisation || x.Kind == layer.Group) && v.actorAt[t-1] != 0
	}
	return false
}

// whereGroup tells whether actor mention x only says of which state a group is:
// "Libya's National Transitional Council", "the Afghan Taliban".
func (v *view) whereGroup(x *layer.Actor, last int) bool {
	t := x.Last
	switch {
	case x.Kind == layer.State && t < last && v.possessive(t):
		t++
	case x.Kind != layer.Nationality:
		return false
	}
	for n := 0; n < 4 && t < last; t, n = t+1, n+1 {
		if a := v.actorAt[t]; a != 0 {
			y := &v.Actors[a-1]
			return y.Kind == layer.Group && y.Code != "" && y.Code != x.Code
		}
		switch v.Tokens[t].UPOS {
		case nlp.ADJ, nlp.NOUN, nlp.PROPN:
		default:
			return false
		}
	}
	return false
}

// civilians are nouns for people who stand for no side, whatever state they are of.
var civilians = set("refugee", "child", "family", "student", "victim", "survivor", "worker", "journalist", "reporter", "artist", "tourist", "migrant", "worshipper", "mourner", "resident", "villager", "protester",
	"demonstrator", "troop", "soldier", "businessman", "businesswoman", "investor", "expatriate", "evacuee", "patient", "pilgrim", "athlete", "player", "fan", "academic", "scholar", "youth")

// ofCivilians tells whether the adjective of a state only says where people are
// from who stand for no side: "met Chilean refugees".
func (v *view) ofCivilians(x *layer.Actor, last int) bool {
	for t := x.Last; t < min(last, x.Last+3); t++ {
		if civilians[v.Tokens[t].Lemma] && v.Tokens[t].UPOS == nlp.NOUN {
			return t+1 >= last || v.Tokens[t+1].UPOS != nlp.NOUN && v.Tokens[t+1].UPOS != nlp.PROPN
		}
		if v.Tokens[t].UPOS != nlp.ADJ && v.Tokens[t].UPOS != nlp.NOUN || v.actorAt[t] != 0 || v.inTitle[t] {
			return false
		}
	}
	return false
}

// persons are the indices into People that mention a stands for.
func (v *view) persons(a int) []int {
	x := &v.Actors[a]
	if v.proxy[a] {
		return nil
	}
	if x.Person > 0 && x.Person <= len(v.People) {
		return []int{x.Person - 1}
	}
	var out []int
	for _, r := range x.Refers {
		if r >= 0 && r < len(v.Actors) && v.Actors[r].Person > 0 && v.Actors[r].Person <= len(v.People) {
			out = appendNew(out, v.Actors[r].Person-1)
		}
	}
	return out
}

func appendNew[T comparable](s []T, v T) []T {
	for _, x := range s {
		if x == v {
			return s
		}
	}
	return append(s, v)
}

// quote is the evidence of tokens [first, last).
func (v *view) quote(first, last int) parley.Evidence {
	if first >= last {
		return parley.Evidence{Document: v.Source.ID}
	}
	return v.Source.Quote(parley.Span{Start: v.Tokens[first].Start, End: v.Tokens[last-1].End})
}

// isNominal tells whether token t can stand in a noun phrase.
func (v *view) isNominal(t int) bool {
	switch v.Tokens[t].UPOS {
	case nlp.NOUN, nlp.PROPN, nlp.ADJ, nlp.DET, nlp.NUM, nlp.PRON, nlp.SYM, nlp.X, nlp.NoTag:
		return true
	}
	return v.actorAt[t] != 0 || v.inTitle[t]
}

// isVerb tells whether t is a verb that is not an auxiliary.
func (v *view) isVerb(t int) bool { return v.Tokens[t].UPOS == nlp.VERB }

// isFinite tells whether t is a finite verb or auxiliary, by its tag.
func (v *view) isFinite(t int) bool {
	switch v.Tokens[t].XPOS {
	case "VBD", "VBZ", "VBP", "MD":
		return true
	}
	return false
}

var reportingVerbs = map[string]bool{
	"say": true, "tell": true, "report": true, "announce": true, "state": true, "quote": true, "cite": true, "write": true, "note": true, "comment": true,
	"add": true, "speak": true, "confirm": true, "insist": true, "warn": true, "declare": true, "claim": true, "urge": true,
}

package positions

import (
	"slices"
	"sort"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/clause"
	"github.com/parley-register/parley/internal/read/layer"
)

// subject gives the codes of those whose position it is: the subject of the
// verb at token v, or of the sentence where the verb has none of its own.
func (r *reading) subject(s *clause.Sentence, v int, dependent bool) ([]string, clause.Range) {
	var own clause.Range // by the parse
	if head, _, ok := r.tree.Subject(v); ok {
		np, apposition := r.tree.Noun(head)
		own = np
		if codes := r.codes(np, false); len(codes) > 0 {
			return codes, np
		}
		if !apposition.Empty() { // "the largest group, the FARC,"
			if codes := r.codes(apposition, false); len(codes) > 0 {
				return codes, apposition
			}
		}
		for c := range r.tree.Children(head) { // "the largest group, known as the FARC,"
			if w := s.Low(c); r.tree.Rel(c) == "acl" && (w == "known" || w == "called" || w == "named") {
				if codes := r.codes(r.tree.Span(c), true); len(codes) > 0 {
					return codes, r.tree.Span(c)
				}
			}
		}
	}
	np, _, joined := s.SubjectLeft(v)
	if np.Empty() || dependent {
		if !joined || np.Empty() {
			if m := s.MainSubject(v); !m.Empty() {
				np = m
			}
		}
	}
	if np.Empty() {
		return nil, own
	}
	if codes := r.codes(np, false); len(codes) > 0 || own.Empty() {
		return codes, np
	}
	return nil, own
}

// thing reports whether the words that name the actor of f have a head that can
// want nothing: no actor, no body of people, and no text in which a side speaks.
func (r *reading) thing(f *found) bool {
	i := f.who.First
	for i+1 < f.who.Last && clause.Class(&r.d.Tokens[i+1]) != nlp.ADP && r.d.Tokens[i+1].Form != "," {
		i++
	}
	if t := &r.d.Tokens[i]; clause.Class(t) != nlp.NOUN || r.actorAt(i) >= 0 {
		return false
	}
	l := clause.Lemma(&r.d.Tokens[i])
	return !bodies[l] && !texts[l] && !persons[l]
}

// texts are nouns for what a side has written or said.
var texts = clause.Set(`statement communiqué communique declaration resolution draft letter text readout document message proposal plan note memo paper release
	report speech comment remark framework agreement deal treaty accord constitution law decree policy position stance line`)

// persons are nouns for those who speak for a side, where the reader of actors
// knows none.
var persons = clause.Set(`member leader official minister diplomat envoy negotiator representative delegate spokesman spokeswoman spokesperson ambassador president
	premier chief head commander general activist lawmaker politician adviser advisor aide authority rebel insurgent militant fighter ally neighbor neighbour power
	capital side party leadership mediator guarantor sponsor faction army military militia parliament senate cabinet office camp opposition majority team pair duo trio
	two three four five six both most many some rest other source people counterpart king queen prince emir sultan pope chancellor secretary chairman chairwoman director
	foe rival enemy belligerent`)

// actorAt is the actor mention that ends at token i, or -1.
func (r *reading) actorAt(i int) int {
	if k, ok := r.d.ActorAt(i); ok {
		return k
	}
	return -1
}

// codes gives the codes of the sides that a noun phrase names: those of its
// persons, states, organisations and groups; those that a collective stands
// for; for "we" the speaker's. whole is false where the phrase is a subject:
// then what follows a preposition ("the minister of X") does not count beside
// a head that has a code.
func (r *reading) codes(np clause.Range, whole bool) []string {
	var out []string
	add := func(c string) {
		if c != "" && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	a := r.d.Actors
	after := false // a preposition has been passed
	offices := 0   // whose side is not known
	next := sort.Search(len(a), func(i int) bool { return a[i].First >= np.First })
	for i := np.First; i < np.Last; i++ {
		t := &r.d.Tokens[i]
		if clause.Class(t) == nlp.ADP && len(out) > 0 && !whole {
			after = true
		}
		if w := strings.ToLower(t.Form); w == "and" || w == "," {
			after = false
		}
		for next < len(a) && a[next].First < i {
			next++
		}
		if next >= len(a) || a[next].First != i || after {
			continue
		}
		cs := r.codesOf(next, 0)
		if len(cs) == 0 && a[next].Kind == layer.Office {
			offices++
		}
		for _, c := range cs {
			add(c)
		}
	}
	if len(out) == 0 {
		for _, c := range r.owned(np) {
			add(c)
		}
	}
	if len(out) == 0 {
		for _, c := range r.pronoun(np) {
			add(c)
		}
	} else if len(out) == 1 && offices == 1 && len(r.parties) == 2 && r.joins(np) {
		// "the Secretary and the Foreign Minister": of two sides, one each
		if slices.Contains(r.parties, out[0]) {
			out = slices.Clone(r.parties)
		}
	}
	slices.Sort(out)
	return out
}

// codesOf gives the codes of one mention.
func (r *reading) codesOf(i, depth int) []string {
	if i < 0 || i >= len(r.d.Actors) || depth > 3 {
		return nil
	}
	a := &r.d.Actors[i]
	if a.Person > 0 && a.Person <= len(r.d.People) {
		if c := r.d.People[a.Person-1].For; c != "" {
			return []string{c}
		}
	}
	if a.Code != "" {
		return []string{a.Code}
	}
	var out []string
	for _, k := range a.Refers {
		out = append(out, r.codesOf(k, depth+1)...)
	}
	if len(out) == 0 && a.Kind == layer.Collective && len(r.parties) <= 4 {
		text := strings.ToLower(r.d.Source.Text[a.Start:a.End])
		for _, w := range []string{"sides", "leaders", "parties", "presidents", "ministers", "secretaries", "countries", "governments", "delegations", "they"} {
			if strings.Contains(text, w) {
				return r.parties
			}
		}
	}
	return out
}

// pronoun gives the codes that a phrase without a resolved actor stands for:
// all parties for "they" and "the two sides", the speaker's for "we".
func (r *reading) pronoun(np clause.Range) []string {
	if np.Empty() {
		return nil
	}
	last := strings.ToLower(r.d.Tokens[np.Last-1].Form)
	switch {
	case last == "he" || last == "she" || last == "it":
		return r.antecedent(np)
	case last == "we" || last == "i":
		if k := r.within[np.Last-1]; k > 0 {
			return r.speaker(int(k - 1))
		}
		if last == "we" && len(r.parties) <= 4 {
			return r.parties
		}
	case last == "they" && r.saidBySome(np.First):
		return r.speaker(int(r.within[np.First] - 1))
	case (last == "pair" || last == "two") && len(r.parties) == 2 || last == "three" && len(r.parties) == 3 || last == "four" && len(r.parties) == 4:
		return r.parties
	case last == "they" || last == "both" || last == "sides" || last == "leaders" || last == "parties" || last == "presidents" || last == "ministers" || last == "delegations" || last == "participants" && np.Last-np.First <= 2:
		if len(r.parties) <= 4 {
			return r.parties
		}
	}
	return nil
}

// saidBySome reports whether the token at i stands in what several say together
// in indirect speech: "they" are then themselves.
func (r *reading) saidBySome(i int) bool {
	k := r.within[i]
	if k == 0 || r.d.Attributions[k-1].Quotation == "direct" {
		return false
	}
	a := &r.d.Attributions[k-1]
	if len(a.Source) == 0 || len(r.speaker(int(k-1))) == 0 {
		return false
	}
	in := clause.Tokens(r.d.Doc, a.Source[0])
	if in.Empty() {
		return false
	}
	return a.Kind == parley.GroupSpeaker || r.joins(in) || r.d.Tokens[in.Last-1].XPOS == "NNS" || r.d.Tokens[in.Last-1].XPOS == "NNPS"
}

// bodies are nouns that with "his", "its" or "our" are the side of whoever is
// meant: "his country", "our government".
var bodies = clause.Set("ministry coalition alliance committee commission congress board cabinet embassy mission presidency junta regime court agency department country government nation side state party movement group organization organisation delegation ministry administration people forces republic council bloc team kingdom leadership")

// owned gives the codes of "his country": the side of the one that the
// possessive stands for.
func (r *reading) owned(np clause.Range) []string {
	if np.Last-np.First < 2 || !bodies[strings.ToLower(r.d.Tokens[np.Last-1].Form)] || r.d.Tokens[np.First].XPOS != "PRP$" {
		return nil
	}
	switch strings.ToLower(r.d.Tokens[np.First].Form) {
	case "his", "her", "its":
		return r.antecedent(np)
	case "our", "my":
		if k := r.within[np.First]; k > 0 {
			return r.speaker(int(k - 1))
		}
	}
	return nil
}

// maxBefore bounds the tokens of the sentence in which a pronoun's subject is
// looked for.
const maxBefore = 200

// antecedent gives the codes of the one whom "he", "she" or "it" at np stands
// for: the speaker, where the pronoun stands in what somebody says; else the
// subject of the sentence before.
func (r *reading) antecedent(np clause.Range) []string {
	if k := r.within[np.First]; k > 0 && r.d.Attributions[k-1].Quotation != "direct" {
		return r.speaker(int(k - 1))
	}
	sen := sort.Search(len(r.d.Sentences), func(i int) bool { return r.d.Sentences[i].Last > np.First })
	if sen == 0 || sen >= len(r.d.Sentences) || r.d.Sentences[sen-1].Block != r.d.Sentences[sen].Block {
		return nil
	}
	before := r.d.Sentences[sen-1]
	if before.Last-before.First > maxBefore {
		return nil
	}
	s := &clause.Sentence{Doc: r.d.Doc, N: sen - 1, First: before.First, Last: before.Last}
	subject := s.MainSubject(s.Last)
	if subject.Empty() {
		return nil
	}
	if last := strings.ToLower(r.d.Tokens[subject.Last-1].Form); last == "he" || last == "she" || last == "it" {
		return nil
	}
	return r.codes(subject, false)
}

// speaker gives the codes of those who say what attribution k holds.
func (r *reading) speaker(k int) []string {
	a := &r.d.Attributions[k]
	if a.Kind == parley.GroupSpeaker || a.Kind == parley.Institution {
		if in := clause.Tokens(r.d.Doc, a.Source[0]); r.joins(in) { // "the United States and North Korea each said"
			if codes := r.codes(in, false); len(codes) > 1 {
				return codes
			}
		}
	}
	if a.Actor > 0 {
		return r.codesOf(a.Actor-1, 0)
	}
	if r.asking || len(a.Source) == 0 || a.Kind == parley.Media || a.Kind == parley.AnonymousSpeaker {
		return nil
	}
	r.asking = true // who "he" is may be asked of who speaks, but not in a circle
	defer func() { r.asking = false }()
	return r.codes(clause.Tokens(r.d.Doc, a.Source[0]), false)
}

// mouth gives the codes of those who say what attribution k holds, and the words
// that name them, the token at where there are none.
func (r *reading) mouth(k, at int) ([]string, clause.Range) {
	who := clause.Range{First: at, Last: at + 1}
	codes := r.speaker(k)
	if a := &r.d.Attributions[k]; len(codes) == 0 && len(a.Source) > 0 {
		if in := clause.Tokens(r.d.Doc, a.Source[0]); !in.Empty() {
			who = in
		}
	}
	return codes, who
}

// joins reports whether the phrase np joins two by "and".
func (r *reading) joins(np clause.Range) bool {
	for i := np.First + 1; i < np.Last-1; i++ {
		if strings.EqualFold(r.d.Tokens[i].Form, "and") {
			return true
		}
	}
	return false
}

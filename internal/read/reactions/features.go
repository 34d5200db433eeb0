package reactions

import (
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/clause"
)

// features names what speaks for and against p as a reaction, whoever's it is.
func (r *reading) features(s *clause.Sentence, p *proposal) []string {
	d := r.d
	f := append([]string{"always", "frame=" + p.frame}, p.marks...)
	add := func(on bool, name string) {
		if on {
			f = append(f, name)
		}
	}
	about := p.about
	f = append(f, p.frame+", about="+about)
	switch {
	case p.said != nil:
		a := p.said
		f = append(f, "act="+a.Act, "said as "+a.Quotation, "speaker "+string(a.Kind), "cue frame="+a.Frame)
		add(a.Hedged, "hedged")
		add(a.Quotation == "direct" && r.spokenOf(a.Content[0]), "about talks+direct")
		switch s.Low(p.words.First) {
		case "it", "he", "she", "they", "we", "i":
			f = append(f, "begins with its speaker")
		}
	case p.entry != nil:
		stance := string(p.entry.stance)
		if stance == "" {
			stance = "urging"
			_, ok := urged(s, p.begin, p.words.Last)
			add(ok, "urges an act")
		}
		f = append(f, "verb="+strings.Join(p.entry.words, " "), "verb is "+stance, "verb is "+stance+", about="+about)
	case p.frame == "verb":
		f = append(f, "verb unknown", "verb unknown, about="+about, "lemma="+clause.Lemma(s.Tok(p.at)))
	}
	add(p.negated, "negated")
	add(p.passive, "passive")
	stance, at := r.st.lex.judged(s, p.words.First, p.words.Last)
	if p.judges = at >= 0; p.judges {
		f = append(f, p.frame+" judges", p.frame+" judges "+string(stance), "judges, about="+about)
	} else {
		f = append(f, p.frame+" judges nothing")
	}
	add(p.frame == "verb" || p.frame == "is", "tense="+s.Tok(p.at).XPOS)
	if p.said == nil {
		if h := r.tree.Rel(p.at); h != "" {
			switch h {
			case "root", "conj", "parataxis":
				f = append(f, "main clause")
				p.plain = r.within[p.at] == 0 && !p.passive && s.Tok(p.at).XPOS != "VBG" && s.Tok(p.at).XPOS != "VB"
			default:
				f = append(f, "clause="+h)
			}
		}
		for k := p.words.First - 1; k >= s.First && p.words.First-k < 5; k-- {
			switch s.Low(k) {
			case "will", "would", "shall":
				f = append(f, "future")
			case "may", "might", "could", "can":
				f = append(f, "possible")
			case "had":
				f = append(f, "pluperfect")
			case "if", "unless":
				f = append(f, "conditional")
			}
		}
		if k := r.within[p.at]; k > 0 {
			a := &d.Attributions[k-1]
			f = append(f, "told by another", "told as "+a.Quotation)
		}
	}
	add(d.Blocks[d.Sentences[s.N].Block].Kind == parley.Heading, "heading")
	add(3*s.N > 2*len(d.Sentences), "last third")
	switch {
	case about == "meeting" || about == "talks":
	case r.speaks[s.N]:
		f = append(f, "sentence speaks of talks")
	case s.N > 0 && r.speaks[s.N-1]:
		f = append(f, "sentence before speaks of talks")
	default:
		f = append(f, "talks are far")
	}
	switch n := p.words.Last - p.words.First; {
	case n < 3:
		f = append(f, "length<3")
	case n < 6:
		f = append(f, "length<6")
	case n > 30:
		f = append(f, "length>30")
	}
	switch n := len(d.Meetings); {
	case n == 0:
		f = append(f, "meetings=none")
	case n == 1:
		f = append(f, "meetings=one")
	case n > 4:
		f = append(f, "meetings=many")
	}
	for k := p.words.First; k < p.words.Last; k++ {
		if x := r.actorAt(k); x != nil {
			for _, c := range d.Codes(x) {
				add(r.parties[c], "names a side")
				add(!r.parties[c], "names another")
			}
		}
	}
	return f
}

// ofTalks reports whether the token at i is a word for talks or for what comes of
// them.
func (r *reading) ofTalks(i int) bool {
	return r.trigger[i] || r.st.lex.objects[strings.ToLower(r.d.Tokens[i].Form)]
}

// spokenOf reports whether the content at b speaks of talks.
func (r *reading) spokenOf(b parley.Span) bool {
	in := clause.Tokens(r.d.Doc, b)
	for i := in.First; i < in.Last; i++ {
		if r.ofTalks(i) {
			return true
		}
	}
	return false
}

// about is what the words of p are about, as far as they tell.
func (r *reading) about(s *clause.Sentence, p *proposal) string {
	last := p.words.Last
	object := false
	for i := p.begin; i < last; i++ {
		if r.trigger[i] {
			return "meeting"
		}
		object = object || r.st.lex.objects[s.Low(i)]
	}
	if object {
		return "talks"
	}
	for i := p.begin; i < last && i < p.begin+2; i++ {
		if w := s.Low(i); (w == "it" || w == "this" || w == "that" || w == "them") && (i+1 >= last || !clause.Nominal(s.Class(i+1))) && r.nearTalks(s.N) {
			return "it"
		}
	}
	for i := p.begin; i < last; i++ {
		if x := r.actorAt(i); x != nil {
			for _, c := range r.d.Codes(x) {
				if r.parties[c] {
					return "a side"
				}
			}
		}
	}
	if p.begin >= last || s.Class(p.begin) == nlp.PUNCT {
		return "nothing"
	}
	return "something"
}

// whose names what speaks for and against p as a reaction of one of n actors.
func (r *reading) whose(a *actor, p *proposal, n int, sides map[string]bool) []string {
	f := []string{"who=" + a.kind, p.frame + ", who=" + a.kind}
	if p.entry != nil {
		f = append(f, "known verb, who="+a.kind)
	}
	if n > 1 {
		f = append(f, "one of several")
	}
	if p.said != nil {
		f = append(f, "said as "+p.said.Quotation+", who="+a.kind)
		if sides[a.name] || r.parties[a.name] {
			f = append(f, "said as "+p.said.Quotation+" by a side")
		} else if r.spokenOf(p.said.Content[0]) {
			f = append(f, "outsider of talks", "outsider of talks, who="+a.kind)
		} else {
			f = append(f, "outsider of something else, who="+a.kind)
		}
	}
	switch {
	case sides[a.name]:
		f = append(f, "side", p.frame+" of a side")
	case r.parties[a.name]:
		f = append(f, "side of other talks")
	case r.thirds[a.name]:
		f = append(f, "third")
	}
	if a.kind == "private" {
		if x := r.actorAt(a.at.First); x != nil && x.Person > 0 && r.ownAccount(&r.d.People[x.Person-1]) {
			f = append(f, "on own account", p.frame+", on own account")
			if p.said != nil && r.spokenOf(p.said.Content[0]) {
				f = append(f, "on own account, of talks")
			}
		}
	}
	if !r.parties[a.name] && !p.negated {
		of := p.about == "meeting" || p.about == "talks" || p.about == "it"
		judging := p.entry != nil && p.entry.stance != "" && p.entry.stance != parley.Neutral
		switch {
		case of && judging && p.plain && (p.entry.stance == parley.Supports || p.entry.stance == parley.Opposes) && !weak[p.entry.words[0]]:
			f = append(f, settled)
			fallthrough
		case of && judging:
			f = append(f, "outsider acts on talks", "outsider acts on talks, who="+a.kind)
		case of && p.judges:
			f = append(f, "outsider judges talks", "outsider judges talks, "+p.frame)
		case of && p.entry != nil:
			f = append(f, "outsider speaks of talks")
		case judging:
			f = append(f, "outsider acts on "+p.about)
		}
	}
	return f
}

// settled marks what needs no weighing: who is no side judges the talks by a
// plain verb.
const settled = "settled"

// weak are verbs of the lexicon that do not judge by themselves.
var weak = clause.Set(`promise pledge recognize recognise reaffirm offer hope demand accuse thank ask tell block challenge ignore fault blame stand prefer credit
	express voice signal encourage follow`)

// neighbours is how many candidates before and after one are looked at.
const neighbours = 20

// beside names what the candidates around the i-th tell of it.
func (r *reading) beside(i int) []string {
	var f []string
	c := &r.out[i]
	for k := i - 1; k >= max(0, i-neighbours) && c.sentence-r.out[k].sentence <= 2; k-- {
		if o := &r.out[k]; o.actor != c.actor && o.known {
			f = append(f, "after a known verb")
			break
		}
	}
	for k := i + 1; k < min(len(r.out), i+neighbours) && r.out[k].sentence-c.sentence <= 2; k++ {
		if o := &r.out[k]; o.actor != c.actor && o.known {
			f = append(f, "before a known verb")
			break
		}
	}
	return f
}

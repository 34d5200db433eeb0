package code

import (
	"slices"
	"strings"

	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/clause"
	"github.com/parley-register/parley/internal/read/layer"
)

// reading is what a word and its complements come to.
type reading struct {
	meaning
	chain   []int32 // the words, outermost first
	source  int     // token of who acts, -1 where the words do not tell
	to      int     // token of who is addressed or who is to act: "urged Iran to …", "said Iran must …"; -1 for none
	by      int     // token of the phrase that tells whose the act is, where that is not who acts in the end: "the offer by Iran"; -1 for none
	frame   *frame  // of the outermost word
	future  bool
	must    bool // "must", "should": a demand of whoever says so
	maybe   bool // "may", "could", "if"
	patient bool // source and object have changed places: passive
}

// maxDepth bounds how far complements are followed.
const maxDepth = 8

type memo struct {
	state uint8 // 0 not asked, 1 being asked, 2 nothing, 3 known
	r     reading
}

// workspace is the memory that one goroutine needs.
type workspace struct {
	d *data
	tree
	memo    []memo
	actorAt []int32 // by token of the document: index into Doc.Actors plus 1
	placeAt []int32 // the same for Doc.Places
	used    []bool  // tokens that an event has been made of
	found   []candidate
	order   []int32
	only    string // the one state that the sentence names
	counted bool   // only is known
}

func (w *workspace) open(doc *layer.Doc) {
	w.actorAt = grow(w.actorAt, len(doc.Tokens))
	w.placeAt = grow(w.placeAt, len(doc.Tokens))
	clear(w.actorAt)
	clear(w.placeAt)
	for i := range doc.Actors {
		a := &doc.Actors[i]
		for k := max(a.First, 0); k < a.Last && k < len(w.actorAt); k++ {
			w.actorAt[k] = int32(i + 1)
		}
	}
	for i := range doc.Places {
		p := &doc.Places[i]
		for k := max(p.First, 0); k < p.Last && k < len(w.placeAt); k++ {
			w.placeAt[k] = int32(i + 1)
		}
	}
}

func (w *workspace) sentence(doc *layer.Doc, n int) {
	w.reset(doc, n)
	w.counted = false
	w.memo = grow(w.memo, len(w.tokens))
	clear(w.memo)
	for i := range w.tokens {
		p := w.part(i)
		if p == adjective && w.d.forms[verb][w.lows[i]] != "" && w.agent(i) >= 0 {
			w.parts[i], p = verb, verb // "was frozen by"
		}
		if p == noPart || w.d.frames[p][w.lemmas[i]] != nil {
			continue
		}
		if l := w.d.forms[p][w.lows[i]]; l != "" {
			w.lemmas[i] = l
		}
	}
	w.used = grow(w.used, len(w.tokens))
	clear(w.used)
}

// read is what token i and its complements come to.
func (w *workspace) read(i, depth int) (*reading, bool) {
	m := &w.memo[i]
	switch m.state {
	case 1, 2:
		return nil, false
	case 3:
		return &m.r, true
	}
	p := w.part(i)
	if p == noPart || depth > maxDepth || p == noun && w.inName(i) {
		return nil, false
	}
	m.state = 1
	r, ok := w.match(i, p, depth)
	if !ok && p == verb && w.passive(i) { // "is prepared to lift"
		r, ok = w.match(i, adjective, depth)
	}
	if !ok {
		m.state = 2
		return nil, false
	}
	m.state, m.r = 3, r
	return &m.r, true
}

// inName reports whether token i is a word of a name: "Human Rights Watch".
func (w *workspace) inName(i int) bool {
	if w.tokens[i].UPOS != nlp.PROPN {
		return false
	}
	if w.actorAt[w.first+i] > 0 || clause.IsTime(&w.tokens[i]) { // "March 3" is no demonstration
		return true
	}
	n, _ := slices.BinarySearchFunc(w.doc.Names, w.first+i, func(n nlp.Name, at int) int { return n.Last - at - 1 })
	return n < len(w.doc.Names) && w.doc.Names[n].First <= w.first+i && w.doc.Names[n].Type != nlp.DOC && w.doc.Names[n].Type != nlp.MEET
}

func (w *workspace) match(i int, p part, depth int) (reading, bool) {
	for _, f := range w.d.frames[p][w.lemmas[i]] {
		if !w.holds(i, p, f, depth) {
			continue
		}
		if r, ok := w.apply(i, p, f, depth); ok {
			return r, true
		}
	}
	return reading{}, false
}

// holds reports whether all conditions of f hold at token i.
func (w *workspace) holds(i int, p part, f *frame, depth int) bool {
	for c := range f.when {
		if !w.condition(i, p, &f.when[c], depth) {
			return false
		}
	}
	return true
}

func (w *workspace) condition(i int, p part, c *condition, depth int) bool {
	ok := false
	w.dependents(i, func(k int) bool {
		if w.fills(i, k, p, c) && w.accepts(k, c, depth) {
			ok = true
		}
		return !ok
	})
	if h := w.heads[i]; !ok && c.slot == object && p == verb && h >= 0 && w.tokens[i].Deprel == "acl" && w.tokens[i].XPOS == "VBN" && w.dependent(i, "obj") < 0 {
		ok = w.accepts(int(h), c, depth) // "the statement released by …"
	}
	if !ok && (c.slot == open || c.slot == infinitive) && p == verb {
		if o := w.dependent(i, "obj"); o >= 0 { // "ordered the minister to appear"
			for k := w.kids[o]; k >= 0; k = w.next[k] {
				ok = ok || w.tokens[k].Deprel == "acl" && w.accepts(int(k), c, depth)
			}
		}
	}
	if !ok && c.slot == prepositional && p == verb {
		// what belongs to the verb may hang on its object: "held refugees as shields"
		if o := w.dependent(i, "obj"); o >= 0 {
			w.dependents(o, func(k int) bool {
				if w.fills(o, k, noun, c) && w.accepts(k, c, depth) {
					ok = true
				}
				return !ok
			})
		}
	}
	if h := w.heads[i]; !ok && c.slot == prepositional && p == noun && h >= 0 && w.part(int(h)) == verb && w.rels[i] == "obj" {
		// and what belongs to an object may hang on the verb: "launched strikes against …"
		w.dependents(int(h), func(k int) bool {
			if k > i && w.fills(int(h), k, verb, c) && w.accepts(k, c, depth) {
				ok = true
			}
			return !ok
		})
	}
	if h := w.heads[i]; !ok && c.slot == subject && h >= 0 && w.rels[i] == "xcomp" && w.subject(i) < 0 {
		if o := w.dependent(int(h), "obj", "iobj"); o >= 0 {
			ok = w.accepts(o, c, depth)
		} else if s := w.subject(int(h)); s >= 0 {
			ok = w.accepts(s, c, depth)
		}
	}
	if !ok && c.slot == particle && i+1 < len(w.tokens) {
		ok = w.lemmaIn(i+1, c) && w.tokens[i+1].UPOS != nlp.NOUN
	}
	if !ok && c.slot == modifier && w.rels[i] == "compound" && w.heads[i] >= 0 { // "war games exercise"
		return false
	}
	if !ok && c.slot == modifier && i > 0 && w.heads[i-1] == w.heads[i] && w.tokens[i-1].End == w.tokens[i].Start-1 {
		// "air strike campaign": the parse hangs both on the same head
		ok = w.rels[i-1] == "compound" && w.accepts(i-1, c, depth)
	}
	return ok
}

func (w *workspace) lemmaIn(i int, c *condition) bool {
	for k := range c.of {
		if c.of[k].lemma == w.lows[i] {
			return true
		}
	}
	return false
}

// fills reports whether dependent k of token i stands in the slot.
func (w *workspace) fills(i, k int, p part, c *condition) bool {
	rel, full := w.rels[k], w.tokens[k].Deprel
	switch c.slot {
	case particle:
		return full == "compound:prt" || rel == "advmod" || rel == "case" && k > i
	case object:
		switch p {
		case verb:
			return rel == "obj" || full == "nsubj:pass" || rel == "obl" && (w.prep(k) == "" || w.split(i, k)) || rel == "iobj" || rel == "xcomp" && w.part(k) == noun
		case noun:
			return rel == "nmod" && w.prep(k) == "of" || rel == "compound"
		}
	case subject:
		if p == verb && w.passive(i) {
			return full == "obl:agent" || rel == "obl" && w.prep(k) == "by"
		}
		return full == "nsubj" || full == "nmod:poss"
	case predicate:
		return rel == "xcomp" && w.part(k) != verb
	case casemark:
		return rel == "case"
	case infinitive:
		return (rel == "xcomp" || rel == "advcl" || rel == "ccomp") && w.prep(k) == "to"
	case open:
		return rel == "xcomp" || rel == "advcl" && k > i || rel == "ccomp" || rel == "amod" && k > i
	case modifier:
		return rel == "amod" || rel == "compound" || rel == "nmod" && w.prep(k) == "" || rel == "advmod"
	case prepositional:
		if rel != "obl" && rel != "nmod" && rel != "advcl" && rel != "acl" && rel != "ccomp" {
			return false
		}
		prep := w.prep(k)
		for _, x := range c.preps {
			if x == prep {
				return true
			}
		}
	}
	return false
}

// split reports whether the parse took the particle of the verb at i for the
// preposition of its object k: "handed over the paintings".
func (w *workspace) split(i, k int) bool {
	if i+1 >= len(w.tokens) || int(w.heads[i+1]) != k {
		return false
	}
	switch w.lows[i+1] {
	case "over", "off", "up", "down", "out", "away", "back":
		return true
	}
	return false
}

// accepts reports whether token k, or one joined to it, is what c asks for.
func (w *workspace) accepts(k int, c *condition, depth int) bool {
	for a := range c.of {
		if w.alternative(k, &c.of[a], depth) {
			return true
		}
	}
	if c.slot == object || c.slot == prepositional || c.slot == subject {
		for j := w.kids[k]; j >= 0; j = w.next[j] {
			if w.rels[j] != "conj" {
				// "a number of troops", "one of the hostages", "hundreds of prisoners"
				if w.rels[j] != "nmod" || w.prep(int(j)) != "of" || !quantity[w.lemmas[k]] && w.tokens[k].UPOS != nlp.NUM {
					continue
				}
			}
			for a := range c.of {
				if w.alternative(int(j), &c.of[a], depth) {
					return true
				}
			}
		}
	}
	return false
}

var quantity = words("number group dozen hundred thousand score lot majority batch series handful couple pair most some all many part deployment contingent day week month year file copy piece raft slew million round package amount total one two three more several")

func words(s string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		out[w] = true
	}
	return out
}

func (w *workspace) alternative(k int, a *alternative, depth int) bool {
	switch {
	case a.any:
		return true
	case a.lemma != "":
		return w.lemmas[k] == a.lemma || w.lows[k] == a.lemma
	case a.class != "":
		set := w.d.classes[a.class]
		if set[w.lemmas[k]] || set[w.lows[k]] {
			return true
		}
		switch a.class {
		case "prisoners", "official":
			return w.person(k)
		case "money":
			return strings.ContainsAny(w.lows[k], "$€£¥")
		case "peacekeepers": // "peacekeeping troops"
			for j := w.kids[k]; j >= 0; j = w.next[j] {
				if set[w.lemmas[j]] && (w.rels[j] == "compound" || w.rels[j] == "amod") {
					return true
				}
			}
		}
		return false
	case a.act != "":
		r, ok := w.read(k, depth+1)
		if !ok || r.act == nil {
			return false
		}
		id := r.act.id
		return id == a.act || strings.HasPrefix(id, a.act) && id[len(a.act)] == '.'
	case a.person:
		return w.person(k) || w.d.classes["official"][w.lemmas[k]]
	case a.actor:
		return w.actorAt[w.first+k] > 0 || w.tokens[k].UPOS == nlp.PROPN && !clause.IsTime(&w.tokens[k]) || w.d.sectors[w.lemmas[k]] != ""
	case a.state:
		if n := w.actorAt[w.first+k]; n > 0 {
			kind := w.doc.Actors[n-1].Kind
			return kind == layer.State || kind == layer.Organisation || kind == layer.Office || kind == layer.PersonActor
		}
		return w.d.sectors[w.lemmas[k]] == "GOV"
	case a.place:
		return w.placeAt[w.first+k] > 0 || w.actorAt[w.first+k] > 0 && w.tokens[k].UPOS == nlp.PROPN
	}
	return false
}

// person reports whether token k is of a person, by name or office.
func (w *workspace) person(k int) bool {
	if n := w.actorAt[w.first+k]; n > 0 {
		a := &w.doc.Actors[n-1]
		return a.Kind == layer.PersonActor || a.Kind == layer.Office
	}
	n, _ := slices.BinarySearchFunc(w.doc.Names, w.first+k, func(n nlp.Name, at int) int { return n.Last - at - 1 })
	if n >= len(w.doc.Names) || w.doc.Names[n].First > w.first+k {
		return false
	}
	return w.doc.Names[n].Type == nlp.PER || w.doc.Names[n].Type == nlp.TITLE
}

// apply is what frame f makes of token i.
func (w *workspace) apply(i int, p part, f *frame, depth int) (reading, bool) {
	r := reading{source: -1, to: -1, by: -1, frame: f}
	if f.act != nil {
		r.meaning = meaning{fact, f.act}
		r.chain = []int32{int32(i)}
	} else {
		inner, at := w.complement(i, p, f, depth)
		m := meaning{}
		if inner != nil {
			m = inner.meaning
		}
		var ok bool
		switch {
		case inner == nil && (f.needs || !bare(f.op)):
			return r, false
		case f.op == say && inner.must:
			m, ok = w.d.under(demand, m)
			r.to = inner.source
		default:
			if m, ok = w.d.under(f.op, m); !ok && inner == nil && f.op == stop {
				return r, false
			}
		}
		if !ok {
			return r, false
		}
		r.meaning = m
		r.chain = []int32{int32(i)}
		if inner != nil {
			r.chain = append(r.chain, inner.chain...)
			r.future, r.maybe = inner.future, inner.maybe && f.op != warn && f.op != threaten || f.op == perhaps
			w.carry(&r, inner, f, at, i)
		}
	}
	switch p {
	case verb:
		return w.verb(i, r)
	case adjective:
		return w.adjective(i, r)
	}
	return w.nominal(i, r)
}

// bare reports whether an operator says something without a complement.
func bare(o op) bool {
	switch o {
	case agree, appeal, demand, refuse, threaten, allow, accept, invite:
		return true
	}
	return false
}

// carry hands on who acts in the complement to the words above it.
func (w *workspace) carry(r, inner *reading, f *frame, at, i int) {
	switch f.op {
	case say:
		r.patient = inner.patient && inner.source < 0
		if inner.source >= 0 && w.ownOf(inner.source) {
			break // "said their forces withdrew": those of who says so
		}
		if inner.source >= 0 && !inner.must && (w.tokens[inner.source].UPOS != nlp.PRON || w.actorAt[w.first+inner.source] > 0 && w.refersElsewhere(inner.source, i)) {
			if a := inner.act; a != nil && inner.op == fact && (strings.HasPrefix(a.id, "accuse") || a.root == Reject) && inner.frame != nil && w.part(int(inner.chain[0])) == adjective {
				r.to = inner.source // "said that Iran was responsible"
			} else {
				r.source = inner.source
			}
		}
		if r.to < 0 {
			r.to = inner.to
		}
	case light, agree, stop, fail, accept, allow, threaten, warn, perhaps, undergo:
		r.to = inner.to
		if f.op == allow && r.to < 0 {
			r.to = inner.source
		}
		if w.rels[at] == "obj" || w.rels[at] == "nsubj" || w.rels[at] == "obl" || w.rels[at] == "nmod" {
			r.by = inner.source
		}
	case appeal, demand, invite:
		r.to = inner.source
		if r.to < 0 {
			r.to = inner.to
		}
	case refuse:
		r.by = inner.source
		r.to = inner.to
	}
}

// ownOf reports whether the phrase of token k belongs to a pronoun and names
// nobody itself: "their forces".
func (w *workspace) ownOf(k int) bool {
	for j := w.kids[k]; j >= 0; j = w.next[j] {
		if w.tokens[j].Deprel == "nmod:poss" && w.tokens[j].UPOS == nlp.PRON {
			return len(w.parties(k)) == 0
		}
	}
	return false
}

// refersElsewhere reports whether the pronoun at k stands for somebody else
// than the subject of the verb at i.
func (w *workspace) refersElsewhere(k, i int) bool {
	s := w.dependent(i, "nsubj")
	if s < 0 {
		return true
	}
	a, b := w.actorAt[w.first+k], w.actorAt[w.first+s]
	if a == 0 || b == 0 {
		return false
	}
	x, y := w.doc.Codes(&w.doc.Actors[a-1]), w.doc.Codes(&w.doc.Actors[b-1])
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	return x[0] != y[0]
}

// idle are prepositions of phrases that tell when, why or by whom, not what.
var idle = words("after before during since amid despite as under following until because without by while when if unless although though amidst pending given than like throughout via per except besides")

// complement is the reading of what stands after an operator at token i, and
// where it stands.
func (w *workspace) complement(i int, p part, f *frame, depth int) (*reading, int) {
	var best *reading
	at, rank := -1, 100
	w.dependents(i, func(k int) bool {
		n := w.rank(i, k, p, f)
		if n >= rank {
			return true
		}
		if r, ok := w.read(k, depth+1); ok {
			best, at, rank = r, k, n
		} else if joined := w.joined(k, depth); joined != nil {
			best, at, rank = joined, k, n
		}
		return true
	})
	if best == nil && (f.op == appeal || f.op == demand || f.op == invite || f.op == allow) {
		// "urged Iran to withdraw": the parse may hang the clause on the object
		if o := w.dependent(i, "obj", "iobj"); o >= 0 {
			w.dependents(o, func(k int) bool {
				if w.rels[k] == "acl" && w.tokens[k].Deprel != "acl:relcl" {
					if r, ok := w.read(k, depth+1); ok {
						if r.source < 0 {
							r.source = o
						}
						best, at = r, k
					}
				}
				return best == nil
			})
		}
	}
	if h := w.heads[i]; best == nil && p == noun && h >= 0 && w.rels[i] == "obj" {
		// "issued an appeal to Iran for aid": the parse may hang it on the verb
		w.dependents(int(h), func(k int) bool {
			if k > i && w.rels[k] == "obl" && asked[w.prep(k)] {
				if r, ok := w.read(k, depth+1); ok {
					best, at = r, k
				}
			}
			return best == nil
		})
	}
	if o := w.dependent(i, "obj", "iobj"); best == nil && o >= 0 && (f.op == warn || f.op == appeal || f.op == threaten) {
		w.dependents(o, func(k int) bool {
			if w.rels[k] == "nmod" && !idle[w.prep(k)] {
				if r, ok := w.read(k, depth+1); ok {
					best, at = r, k
				}
			}
			return best == nil
		})
	}
	return best, at
}

// asked are the prepositions of what a noun asks for or offers.
var asked = words("for to of on against over")

// joined is the reading of a word joined to token k, or of what a word of
// quantity counts.
func (w *workspace) joined(k, depth int) *reading {
	for j := w.kids[k]; j >= 0; j = w.next[j] {
		if w.rels[j] == "conj" || w.rels[j] == "nmod" && w.prep(int(j)) == "of" && quantity[w.lemmas[k]] {
			if r, ok := w.read(int(j), depth+1); ok {
				return r
			}
		}
	}
	return nil
}

// rank orders the complements that token i may have; 100 and more are none.
func (w *workspace) rank(i, k int, p part, f *frame) int {
	full := w.tokens[k].Deprel
	switch w.rels[k] {
	case "xcomp":
		return 1
	case "ccomp":
		return 2
	case "obj", "iobj":
		if f.op == light {
			return 0
		}
		if f.op == say && f.word == "say" && p == verb {
			return 6
		}
		return 3
	case "nsubj", "csubj":
		if full == "nsubj:pass" {
			return 3
		}
		if p == verb && f.op == light && occurring[w.lemmas[i]] && w.noObject(i) {
			return 7 // "talks between them resumed"
		}
		if p != verb && f.op == refuse {
			return 4 // "the plan is unacceptable"
		}
	case "parataxis":
		if f.op == say && k < i {
			return 5
		}
	case "obl", "nmod":
		if full == "nmod:poss" || full == "obl:agent" {
			return 100
		}
		prep := w.prep(k)
		if f.op == undergo {
			if prep == "under" {
				return 1
			}
			return 100
		}
		if idle[prep] || f.op == say {
			return 100
		}
		if prep == "in" || prep == "at" || prep == "from" {
			return 9
		}
		if prep == "with" && f.op != light && f.op != threaten && f.op != stop {
			return 9
		}
		return 5
	case "acl":
		if full == "acl:relcl" {
			return 100
		}
		return 4
	case "advcl":
		if f.op == say || f.op == light && len(f.when) == 0 && !purposeful[w.lemmas[i]] {
			return 100
		}
		switch w.prep(k) {
		case "to", "of", "on", "from", "for", "with", "in", "into", "against", "that":
			return 4
		case "":
			if k > i && f.op != light && w.tokens[k].XPOS == "VB" {
				return 4
			}
		}
		return 100
	case "compound", "amod":
		if p == noun && f.op == light {
			return 2 // "a mediation effort to help"
		}
		if p == noun {
			return 6
		}
	case "advmod", "dep":
		return 10
	}
	return 100
}

// occurring are verbs whose subject is what is done.
var occurring = words("begin start resume continue open erupt break take come enter occur happen ensue flare proceed conclude finish")

// noObject reports whether the verb at i has no object but a place: "took place".
func (w *workspace) noObject(i int) bool {
	o := w.dependent(i, "obj")
	return o < 0 || w.lemmas[o] == "place" || w.lemmas[o] == "effect" || w.lemmas[o] == "hold"
}

// purposeful are light verbs whose purpose is what is done: "moved to ban".
var purposeful = words("take work move act go come use help try seek attempt decide vote opt proceed join step")

// verb adds what stands around a verb: who, and in what mood.
func (w *workspace) verb(i int, r reading) (reading, bool) {
	var no, would, future, must, maybe bool
	w.dependents(i, func(k int) bool {
		switch w.rels[k] {
		case "aux":
			switch w.lows[k] {
			case "will", "'ll", "’ll", "shall", "wo":
				future = true
			case "would", "'d", "’d":
				would = true
			case "must", "should", "ought":
				must = true
			case "may", "might", "could", "can", "ca":
				maybe = true
			}
		case "advmod", "cc", "det":
			no = no || negative[w.lows[k]]
		case "nsubj", "obj":
			w.dependents(k, func(d int) bool {
				no = no || (w.rels[d] == "det" || w.rels[d] == "advmod" || w.rels[d] == "cc") && (w.lows[d] == "no" || w.lows[d] == "neither")
				return true
			})
		case "mark":
			if w.lows[k] == "if" || w.lows[k] == "unless" || w.lows[k] == "whether" {
				maybe = true
			}
		}
		return true
	})
	if h := w.heads[i]; h >= 0 && w.rels[i] == "xcomp" && !must {
		// "has to withdraw", "needs to withdraw"
		if l := w.lemmas[h]; l == "have" || l == "need" {
			must = true
		}
	}
	if w.rels[i] == "ccomp" && w.tokens[i].XPOS == "VB" && !future && !would && !maybe && w.dependent(i, "aux") < 0 && w.subject(i) >= 0 {
		must = true // "insisted that Iran cancel the sale"
	}
	if i >= 2 && w.lows[i-1] == "to" && due[w.lows[i-2]] { // whatever the parse makes of "due to meet"
		future = true
	}
	if would {
		future = true
	}
	if no && !must {
		if w.lemmas[i] == "have" && r.op == fact {
			return r, false // "have not had talks" is no refusal
		}
		m, ok := negated(r.meaning)
		if !ok {
			return r, false
		}
		r.meaning = m
	} else if future && r.op == fact {
		m, ok := w.d.under(agree, r.meaning)
		if !ok {
			return r, false
		}
		r.meaning = m
	} else if maybe && no {
		return r, false
	}
	r.future = r.future || future
	r.must = must
	r.maybe = r.maybe || maybe && !no
	if r.frame.op == undergo { // "came under attack from": who acts is not the subject
		r.patient, r.to = true, w.subject(i)
		if r.source = r.by; r.source < 0 {
			for _, c := range []int{i, int(r.chain[len(r.chain)-1])} {
				for k := w.kids[c]; k >= 0; k = w.next[k] {
					if p := w.prep(int(k)); (p == "from" || p == "by") && (w.rels[k] == "obl" || w.rels[k] == "nmod") {
						r.source = int(k)
					}
				}
			}
		}
		return r, true
	}
	if s := w.subject(i); s >= 0 {
		if w.passive(i) {
			r.patient = true
			r.source = w.agent(i)
			if r.source < 0 && r.frame.op == light && r.frame.act == nil {
				r.source = r.by // "calls by Armenia were renewed"
			}
			if r.to < 0 && r.frame.act != nil {
				r.to = s
			}
			if r.frame.op == demand || r.frame.op == appeal || r.frame.op == allow || r.frame.op == invite {
				r.to = s
			}
			if r.frame.op == agree || r.frame.op == fact && r.frame.act == nil { // "is expected to meet", "is prepared to lift"
				r.source = s
			}
		} else if r.source < 0 && !(r.frame.op == say && r.patient) || r.source >= 0 && (r.frame.op != say || w.tokens[r.source].UPOS == nlp.PRON) {
			r.source = s
		}
	}
	return r, true
}

var due = words("due scheduled slated set expected planning")

var negative = words("not n't n’t never no longer nor neither hardly cannot")

// subject is the subject of the verb at i, its own alone; -1 for none.
func (w *workspace) subject(i int) int {
	s, near := -1, -1
	for k := w.kids[i]; k >= 0; k = w.next[k] {
		switch w.rels[k] {
		case "nsubj", "csubj":
			if clause.IsTime(&w.tokens[k]) {
				continue
			}
			if s >= 0 && s+1 < len(w.tokens) && w.lows[s+1] == "," && int(k) < i {
				continue // "Pakistan, an ally, refused": an apposition
			}
			if s < 0 || int(k) < i && !(len(w.codes(s)) > 0 && len(w.codes(int(k))) == 0 && len(w.parties(int(k))) == 0) {
				s = int(k)
			}
		case "compound", "advmod", "obl", "nmod", "dep", "amod":
			// a name before a finite verb that the parse takes for something else
			if n := int(k); n < i && w.tokens[n].UPOS == nlp.PROPN && w.actorAt[w.first+n] > 0 && w.prep(n) == "" && finite(w.tokens[i].XPOS) {
				near = n
			}
		}
	}
	if s < 0 {
		return near
	}
	return s
}

func finite(xpos string) bool { return xpos == "VBD" || xpos == "VBZ" || xpos == "VBP" }

// agent is who acts in a passive, -1 where it is not told.
func (w *workspace) agent(i int) int {
	for k := w.kids[i]; k >= 0; k = w.next[k] {
		if w.tokens[k].Deprel == "obl:agent" || w.rels[k] == "obl" && w.prep(int(k)) == "by" {
			return int(k)
		}
	}
	// "was given a grant by Finland": the parse may hang it on the object
	if o := w.dependent(i, "obj", "obl"); o >= 0 {
		for k := w.kids[o]; k >= 0; k = w.next[k] {
			if w.rels[k] == "nmod" && w.prep(int(k)) == "by" {
				return int(k)
			}
		}
	}
	return -1
}

func (w *workspace) adjective(i int, r reading) (reading, bool) {
	no := false
	w.dependents(i, func(k int) bool {
		switch {
		case w.rels[k] == "advmod" && negative[w.lows[k]]:
			no = true
		case w.rels[k] == "aux" && (w.lows[k] == "may" || w.lows[k] == "might" || w.lows[k] == "could"):
			r.maybe = true
		case w.rels[k] == "aux" && (w.lows[k] == "must" || w.lows[k] == "should"):
			r.must = true
		case w.rels[k] == "nsubj":
			if r.frame.op != refuse || r.chain == nil || len(r.chain) < 2 || !w.within(int(r.chain[1]), k) {
				r.source = k
			}
		}
		return true
	})
	if no {
		m, ok := negated(r.meaning)
		if !ok {
			return r, false
		}
		r.meaning = m
	}
	return r, true
}

// nominal adds who acts in what a noun tells: "the Russian attack", "an attack
// by Russia", "Russia's attack".
func (w *workspace) nominal(i int, r reading) (reading, bool) {
	own := -1
	rank := 100
	if w.dependent(i, "cop") >= 0 {
		no := false
		for k := w.kids[i]; k >= 0; k = w.next[k] {
			no = no || w.rels[k] == "advmod" && negative[w.lows[k]]
		}
		if no {
			m, ok := negated(r.meaning)
			if !ok {
				return r, false
			}
			r.meaning = m
		}
		if s := w.subject(i); s >= 0 && !r.inChain(s) {
			r.source = s // "is the largest donor"
			return r, true
		}
	}
	w.dependents(i, func(k int) bool {
		n := 100
		switch {
		case w.rels[k] == "nmod" && (w.prep(k) == "by" || w.prep(k) == "from" && r.op != fact):
			n = 0
		case w.tokens[k].Deprel == "nmod:poss":
			n = 1
		case w.rels[k] == "acl" && w.passive(k) && w.agent(k) >= 0:
			own, rank = w.agent(k), 1
		case w.rels[k] == "amod" || w.rels[k] == "compound" || w.rels[k] == "nmod" && w.prep(k) == "":
			if w.actorAt[w.first+k] > 0 && !r.inChain(k) {
				n = 2
			}
		case w.rels[k] == "nmod" && w.prep(k) == "of" && agentive[w.lemmas[i]]:
			n = 3
		case w.rels[k] == "det" && w.lows[k] == "no":
			r.maybe = true
		}
		if n < rank && !r.inChain(k) {
			own, rank = k, n
		}
		return true
	})
	if own >= 0 {
		r.source = own
	}
	return r, true
}

// agentive are nouns whose "of" tells who acts.
var agentive = words("decision call demand offer proposal threat refusal plan appeal request withdrawal claim statement")

func (r *reading) inChain(k int) bool {
	for _, c := range r.chain {
		if int(c) == k {
			return true
		}
	}
	return false
}

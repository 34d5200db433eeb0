package code

import (
	"slices"
	"strings"
	"sync"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
)

// Coder finds events. It is safe for concurrent use.
type Coder struct {
	d     *data
	spare sync.Pool
}

// New is a coder with the data in the program.
func New() (*Coder, error) {
	d, err := shared()
	if err != nil {
		return nil, err
	}
	return newCoder(d), nil
}

func newCoder(d *data) *Coder {
	return &Coder{d: d, spare: sync.Pool{New: func() any { return &workspace{d: d} }}}
}

// Version changes with the data.
func (c *Coder) Version() string { return "code/1/" + c.d.version }

// candidate is a reading that may become an event.
type candidate struct {
	r  reading
	at int
}

// Code are the events of doc, by sentence; those of one sentence by how high in
// it they stand, so that the first is what the sentence is about. What is only
// possible, conditional or wanted is none; what is promised, asked for, refused
// or threatened is an event of that kind.
func (c *Coder) Code(doc *layer.Doc) []Event {
	w := c.spare.Get().(*workspace)
	defer c.spare.Put(w)
	w.open(doc)
	var out []Event
	for n := range doc.Sentences {
		w.sentence(doc, n)
		for _, k := range w.candidates() {
			if k.r.maybe {
				continue
			}
			e, ok := w.event(k)
			if !ok || e.Root == Statement || len(e.Source) == 0 && len(e.Target) == 0 {
				continue
			}
			if len(e.Source) == 0 && k.r.source >= 0 && (w.d.classes["agreement"][w.lemmas[k.r.source]] || documents[w.lemmas[k.r.source]]) {
				continue // "the plan calls for", which is no actor
			}
			violent := e.Root == Assault && len(e.Target) > 0 && w.dependent(k.at, "obj") >= 0 // nobody knows by whom
			if len(e.Source) == 0 && !k.r.patient && !violent && (k.r.source < 0 || w.tokens[k.r.source].UPOS == nlp.PRON) {
				continue
			}
			if e.CAMEO == "046" && len(e.Source) < 2 && len(e.Target) == 0 && topical[w.lemmas[k.at]] {
				continue // talk of a matter, nobody knows with whom
			}
			if w.part(k.at) == noun && (len(e.Source) == 0 || len(e.Target) == 0 && w.led(k.at, "by") < 0) {
				continue
			}
			out = append(out, e)
		}
	}
	w.doc = nil
	return out
}

// documents are subjects that say things and are nobody.
var documents = words("plan proposal report bill resolution draft law program programme statement letter document move decision step")

// led is the dependent of token i that a preposition leads in, -1 for none.
func (w *workspace) led(i int, prep string) int {
	for k := w.kids[i]; k >= 0; k = w.next[k] {
		if w.rels[k] == "nmod" && w.prep(int(k)) == prep {
			return int(k)
		}
	}
	return -1
}

// candidates are the readings of a sentence, highest first. A word that is a
// part of one is not read again.
func (w *workspace) candidates() []candidate {
	w.order = w.order[:0]
	for i := range w.tokens {
		if p := w.part(i); p != noPart && w.d.frames[p][w.lemmas[i]] != nil || p == verb {
			w.order = append(w.order, int32(i))
		}
	}
	slices.SortStableFunc(w.order, func(a, b int32) int { return int(w.depth[a]) - int(w.depth[b]) })
	w.found = w.found[:0]
	for _, i := range w.order {
		if w.used[i] || w.part(int(i)) == verb && (w.rels[i] == "amod" || w.rels[i] == "compound") {
			continue // "the visiting minister", "a Russia-backed offensive"
		}
		r, ok := w.read(int(i), 0)
		if !ok {
			continue
		}
		for _, k := range r.chain {
			w.used[k] = true
		}
		c := candidate{*r, int(i)}
		w.inherit(&c)
		w.found = append(w.found, c)
		w.follow(c)
	}
	return w.found
}

// follow adds what is joined to the last word of a chain: "agreed to lift the
// ban and to release the prisoners".
func (w *workspace) follow(c candidate) {
	n := len(c.r.chain)
	if n < 2 {
		return
	}
	last := int(c.r.chain[n-1])
	for j := w.kids[last]; j >= 0; j = w.next[j] {
		if w.rels[j] != "conj" || w.used[j] || w.part(int(j)) != w.part(last) || w.subject(int(j)) >= 0 {
			continue
		}
		inner, ok := w.read(int(j), 1)
		if !ok {
			continue
		}
		m := inner.meaning
		for k := n - 2; k >= 0 && ok; k-- {
			outer, known := w.read(int(c.r.chain[k]), 0)
			if !known || outer.frame == nil || outer.frame.act != nil {
				break
			}
			m, ok = w.d.under(outer.frame.op, m)
		}
		if !ok {
			continue
		}
		for _, k := range inner.chain {
			w.used[k] = true
		}
		r := c.r
		r.meaning = m
		r.chain = append(slices.Clone(c.r.chain[:n-1]), inner.chain...)
		w.found = append(w.found, candidate{r, c.at})
	}
}

// inherit finds who acts for a verb without a subject of its own, and whether
// the clause is only thought of.
func (w *workspace) inherit(c *candidate) {
	i := c.at
	if w.part(i) == noun {
		if h := w.heads[i]; h >= 0 && c.r.op == fact && w.part(int(h)) == verb {
			for k := w.kids[h]; k >= 0; k = w.next[k] {
				if w.rels[k] == "advmod" && negative[w.lows[k]] || w.rels[k] == "aux" && (w.lows[k] == "may" || w.lows[k] == "could" || w.lows[k] == "might") {
					c.r.maybe = true
				}
			}
		}
		return
	}
	for step := 0; step < maxDepth; step++ {
		h := w.heads[i]
		if h < 0 {
			break
		}
		head := int(h)
		switch w.rels[i] {
		case "xcomp", "advcl", "ccomp":
			switch m := w.prep(i); m {
			case "if", "unless", "whether", "before", "until", "till", "once":
				c.r.maybe = true
			case "to":
				if _, known := w.memo[head].known(); !known || w.rels[i] == "advcl" {
					c.r.maybe = true
				}
			}
		}
		if i == c.at && w.tokens[i].XPOS == "VBG" && (w.rels[i] == "acl" && w.prep(i) != "" || w.rels[i] == "advcl" && w.prep(i) == "for") {
			c.r.maybe = true // "the importance of protecting"
		}
		if c.r.source >= 0 || c.r.patient {
			if rel := w.tokens[i].Deprel; c.r.source >= 0 && (rel == "acl:relcl" || rel == "acl") && w.isRelative(c.r.source) {
				c.r.source = head
			} else if c.r.patient && rel == "acl:relcl" && c.r.to >= 0 && w.isRelative(c.r.to) {
				c.r.to = head
			}
			i = head
			if w.rels[i] == "root" {
				break
			}
			continue
		}
		switch w.rels[i] {
		case "conj", "xcomp", "advcl", "ccomp", "parataxis":
			if w.part(head) == noun && w.rels[i] != "conj" {
				c.r.source = head
				break
			}
			if s := w.subject(head); s >= 0 && w.rels[i] != "parataxis" {
				if w.passive(head) {
					if w.passive(i) || w.rels[i] == "conj" {
						c.r.patient, c.r.to = true, s
					} else {
						c.r.source = s
					}
				} else {
					c.r.source = s
				}
			}
		case "acl":
			if w.tokens[c.at].XPOS == "VBN" && i == c.at && w.dependent(i, "obj") < 0 {
				c.r.patient = true
				if c.r.to < 0 {
					c.r.to = head
				}
				c.r.source = w.agent(i)
			} else {
				c.r.source = head
			}
		}
		i = head
	}
}

func (m *memo) known() (*reading, bool) { return &m.r, m.state == 3 }

func (w *workspace) isRelative(k int) bool {
	switch w.lows[k] {
	case "who", "which", "that", "whom":
		return w.tokens[k].UPOS == nlp.PRON
	}
	return false
}

// mutual are the CAMEO codes of what both sides do, so that both are sources.
var mutual = words("036 037 040 044 046 057 041")

// event is what a reading comes to with its parties.
func (w *workspace) event(c candidate) (Event, bool) {
	r := &c.r
	root, cameo, mode, context := w.d.coded(r.meaning)
	if root == "" {
		return Event{}, false
	}
	e := Event{Sentence: w.n, Root: root, Mode: mode, Context: context, CAMEO: cameo, Modality: parley.Asserted}
	if r.future {
		e.Modality = parley.Planned
	}
	if r.maybe {
		e.Modality = parley.Possible
	}
	if r.source >= 0 {
		e.Source = known(w.parties(r.source))
		if h := w.heads[r.source]; len(e.Source) == 0 && w.rels[r.source] == "obj" && h >= 0 {
			if s := w.subject(int(h)); s >= 0 && !w.passive(int(h)) { // "issued a statement demanding"
				e.Source, r.source = known(w.parties(s)), s
			}
		}
	}
	e.Target = w.targets(r, e.Source)
	if len(e.Target) == 0 {
		e.Target = w.further(e.Root, r)
	}
	if w.part(c.at) == adjective && r.act != nil && r.act.root == Accuse && r.op == fact && len(r.chain) == 1 {
		e.Source, e.Target = nil, e.Source // "Iran is responsible": nobody is told to have said so
		if len(e.Target) == 0 {
			return Event{}, false
		}
	}
	w.home(&e, r)
	if r.patient && len(e.Source) == 0 && r.source < 0 && r.act != nil && domestic(r.act) {
		e.Source = w.placed(r)
	}
	if root == Mobilize && r.patient && len(e.Source) == 0 { // "their forces were put on alert"
		e.Source, e.Target = e.Target, nil
	}
	if r.op == fact && mutual[cameo] && len(e.Target) > 0 && r.source >= 0 && cameo != "041" {
		for _, t := range e.Target {
			if t.Code != "" && !slices.ContainsFunc(e.Source, func(p Party) bool { return p.Code == t.Code }) {
				e.Source = append(e.Source, t)
			}
		}
		e.Target = nil
	}
	w.name(&e, r)
	return e, true
}

// further looks for a target farther off in the clause: "blocked roads to press
// their demands for freedom from the government of …". Only of what is done
// against somebody, who must be somewhere.
func (w *workspace) further(root Root, r *reading) []Party {
	switch root {
	case Protest, Concede, Coerce, Request, Reject:
	default:
		return nil
	}
	top, last := int(r.chain[0]), int(r.chain[len(r.chain)-1])
	from := max(top, last) + 1
	for k := from; k < min(len(w.tokens), from+maxFurther); k++ {
		if w.part(k) != noun || !w.within(k, top) || r.source >= 0 && w.within(k, r.source) || w.aside(k, top) {
			continue
		}
		if w.sector(k) == "" && w.actorAt[w.first+k] == 0 {
			continue
		}
		if p := known(w.parties(k)); len(p) > 0 && p[0].Code != "" {
			return p
		}
	}
	return nil
}

// maxFurther bounds the tokens after the words of an event that are looked at
// for a target.
const maxFurther = 60

// aside reports whether token k stands under a phrase that tells when or why.
func (w *workspace) aside(k, top int) bool {
	for n, steps := int32(k), 0; n >= 0 && int(n) != top && steps < maxClimb; n, steps = w.heads[n], steps+1 {
		if idle[w.prep(int(n))] || w.rels[n] == "parataxis" || w.tokens[n].Deprel == "acl:relcl" {
			return true
		}
	}
	return false
}

// home gives a side that is only told by its office or its place in a society
// the state of the other, where what is done is done within one state and the
// sentence names no other: "rebels in Ivory Coast rejected an appeal by the
// president".
func (w *workspace) home(e *Event, r *reading) {
	switch e.Root {
	case Request, Reject, Protest, Accuse, Threaten, Concede, Coerce, Retreat, Assault:
	default:
		return
	}
	state := w.onlyState()
	if state == "" {
		return
	}
	switch source := w.sectorOf(e.Source, r.source); {
	case len(e.Source) == 0 && r.source >= 0 && len(e.Target) == 0 && (e.CAMEO == "0831" || e.CAMEO == "1231" || e.CAMEO == "0341"):
		if source == "GOV" { // a minister resigns
			e.Source = w.named([]string{state}, source, w.tokens[r.source].Span)
		}
	case len(e.Source) > 0 && len(e.Target) == 0 && e.Root != Retreat:
		for _, k := range w.addressed(r) {
			s := w.sector(k)
			if len(w.parties(k)) == 0 && (civil[source] && (ruling[s] || civil[s]) || ruling[source] && civil[s] || source == "REB" && ruling[s]) {
				e.Target = w.named([]string{state}, s, w.tokens[k].Span)
				return
			}
		}
	case len(e.Source) == 0 && r.source >= 0 && len(e.Target) > 0:
		within := r.act != nil && (strings.HasPrefix(r.act.id, "coerce.") || strings.HasPrefix(r.act.id, "yield"))
		if civil[source] && source != "CVL" || ruling[source] && (civil[e.Target[0].Sector] || within) {
			e.Source = w.named([]string{state}, source, w.tokens[r.source].Span)
		}
	}
}

// ruling and civil are sectors of one society that deal with each other.
var (
	ruling = words("GOV COP JUD LEG MIL")
	civil  = words("OPP PTY LEG JUD LAB EDU CVL JRN")
)

// sectorOf is the sector of the parties, or of the phrase of token k where they
// are not known.
func (w *workspace) sectorOf(parties []Party, k int) string {
	if len(parties) > 0 {
		return parties[0].Sector
	}
	if k < 0 {
		return ""
	}
	return w.sector(k)
}

// onlyState is the one state that the sentence names, "" where there are more.
func (w *workspace) onlyState() string {
	if !w.counted {
		w.counted, w.only = true, ""
		for k := range w.tokens {
			for _, c := range w.codes(k) {
				s := Country(c)
				if s == "" || w.only != "" && s != w.only {
					w.only = ""
					return ""
				}
				w.only = s
			}
		}
	}
	return w.only
}

// addressed are the phrases that may tell the target, the likeliest first.
func (w *workspace) addressed(r *reading) []int {
	var list []slotted
	if r.to >= 0 && r.to != r.source {
		list = append(list, slotted{r.to, 200})
	}
	if r.by >= 0 && r.by != r.source {
		list = append(list, slotted{r.by, 100})
	}
	for d, c := range r.chain {
		list = w.around(int(c), d, r, list)
	}
	slices.SortStableFunc(list, func(a, b slotted) int { return b.score - a.score })
	out := make([]int, len(list))
	for i := range list {
		out[i] = list[i].at
	}
	return out
}

// known leaves out parties of which nothing but the sector is told, unless
// there are no others.
func known(in []Party) []Party {
	out := in[:0:0]
	for _, p := range in {
		if p.Code != "" {
			out = append(out, p)
		}
	}
	if len(out) == 0 {
		return in
	}
	return out
}

// domestic acts are done by a state within it, so that where they are done
// tells by whom.
func domestic(a *act) bool {
	switch a.root {
	case Coerce, Accuse:
		return a.id != "assault.abduct"
	case Retreat:
		return a.mode == "release"
	}
	return false
}

// placed are the parties of the place where the words of r say that it was done.
func (w *workspace) placed(r *reading) []Party {
	for _, c := range r.chain {
		for k := w.kids[c]; k >= 0; k = w.next[k] {
			if w.rels[k] == "obl" && (w.prep(int(k)) == "in" || w.prep(int(k)) == "at") {
				if p := w.parties(int(k)); len(p) > 0 {
					return p
				}
			}
		}
	}
	return nil
}

// name tells the words of the event and what each did.
func (w *workspace) name(e *Event, r *reading) {
	at := slices.Clone(r.chain)
	slices.Sort(at)
	at = slices.Compact(at)
	var forms strings.Builder
	for i, k := range at {
		if i > 0 {
			forms.WriteByte(' ')
		}
		forms.WriteString(w.tokens[k].Form)
	}
	e.Words = forms.String()
	e.Trigger = parley.Span{Start: w.tokens[at[0]].Start, End: w.tokens[at[len(at)-1]].End}
	var rule strings.Builder
	for i, k := range r.chain {
		if i > 0 {
			rule.WriteString(" + ")
		}
		rule.WriteString(w.lemmas[k])
		if m, ok := w.memo[k].known(); ok && m.frame != nil {
			if m.frame.act != nil {
				rule.WriteString(" (" + m.frame.act.id + ")")
			} else {
				rule.WriteString(" (" + opName(m.frame.op) + ")")
			}
		}
	}
	e.Rule = rule.String()
}

func opName(o op) string {
	for name, x := range opNames {
		if x == o {
			return name
		}
	}
	return ""
}

// slotted is a phrase that may tell the target, and how well.
type slotted struct {
	at    int
	score int
}

// weight of what a preposition leads in.
func prepWeight(p string) int {
	switch p {
	case "with", "against", "to", "on", "upon", "at", "between", "toward", "towards", "into":
		return 80
	case "from", "for", "of", "onto", "among", "by":
		return 70
	case "in", "near", "around", "inside", "along", "across", "within", "throughout", "outside":
		return 50
	case "over", "about", "regarding", "concerning":
		return 30
	}
	return 0
}

// targets are the parties to whom it is done, by the phrase that tells it best.
func (w *workspace) targets(r *reading, source []Party) []Party {
	var same []Party
	for _, k := range w.addressed(r) {
		p := known(w.parties(k))
		if len(p) == 0 || p[0].Code == "" {
			continue
		}
		if sameParties(p, source) {
			if same == nil {
				same = p
			}
			continue
		}
		return without(p, source)
	}
	if r.act != nil && r.op == fact {
		switch r.act.root {
		case Consult, Support, Retreat, Cooperate, Aid, Mobilize:
			return nil
		}
	} else if r.op == agree {
		return nil
	}
	return same
}

func sameParties(a, b []Party) bool {
	for _, p := range a {
		if !slices.ContainsFunc(b, func(q Party) bool { return p.Code == q.Code }) {
			return false
		}
	}
	return true
}

// without leaves out of a what is in b.
func without(a, b []Party) []Party {
	out := a[:0:0]
	for _, p := range a {
		if !slices.ContainsFunc(b, func(q Party) bool { return p.Code == q.Code }) {
			out = append(out, p)
		}
	}
	return out
}

// topical are verbs whose object is a subject of talk.
var topical = words("discuss debate review negotiate")

// around adds the phrases that hang on the word at c, the d-th of its chain.
func (w *workspace) around(c, d int, r *reading, list []slotted) []slotted {
	for k := w.kids[c]; k >= 0; k = w.next[k] {
		n := int(k)
		if n == r.source || r.inChain(n) {
			continue
		}
		if topical[w.lemmas[c]] && (w.rels[n] == "obj" || w.rels[n] == "nsubj") {
			for j := w.kids[n]; j >= 0; j = w.next[j] { // what is talked of, not with whom
				if p := w.prep(int(j)); w.rels[j] == "nmod" && (p == "with" || p == "between") {
					list = append(list, slotted{int(j), 75})
				}
			}
			continue
		}
		score := 0
		switch full := w.tokens[n].Deprel; {
		case w.rels[n] == "obj" || w.rels[n] == "iobj" || full == "nsubj:pass":
			score = 100
		case full == "nsubj":
			if m, ok := w.memo[c].known(); ok && m.frame.op == say && m.frame.act == nil {
				continue // who says so
			}
			score = 90
		case full == "obl:agent":
			continue
		case w.rels[n] == "obl" || w.rels[n] == "nmod" && full != "nmod:poss":
			prep := w.prep(n)
			if prep == "" {
				score = 60
			} else if idle[prep] {
				continue
			} else {
				score = prepWeight(prep)
			}
		case full == "nmod:poss":
			score = 72
		case w.rels[n] == "amod" || w.rels[n] == "compound":
			score = 65
		case w.rels[n] == "xcomp" || w.rels[n] == "acl" && full != "acl:relcl" || w.rels[n] == "ccomp":
			list = w.nested(n, 40, list)
			continue
		case w.rels[n] == "advcl" && w.prep(n) != "if":
			list = w.nested(n, 20, list)
			continue
		}
		if score == 0 {
			continue
		}
		list = append(list, slotted{n, score + d})
		list = w.nested(n, score-30, list)
	}
	return list
}

// nested adds what hangs on a phrase: "blows to the United States".
func (w *workspace) nested(n, score int, list []slotted) []slotted {
	return w.below(n, score, 2, list)
}

func (w *workspace) below(n, score, levels int, list []slotted) []slotted {
	if score <= 0 || levels == 0 || len(list) > 64 {
		return list
	}
	for k := w.kids[n]; k >= 0; k = w.next[k] {
		i := int(k)
		switch w.rels[k] {
		case "nmod", "obl":
			if p := w.prep(i); !idle[p] {
				list = append(list, slotted{i, score + prepWeight(p)/10})
				list = w.below(i, score-15, levels-1, list)
			}
		case "obj", "nsubj":
			list = append(list, slotted{i, score + 8})
		case "conj":
			list = w.below(i, score-2, levels-1, list)
		case "acl", "xcomp":
			for j := w.kids[k]; j >= 0; j = w.next[j] {
				if w.rels[j] == "obj" || w.rels[j] == "obl" && !idle[w.prep(int(j))] {
					list = append(list, slotted{int(j), score - 5})
				}
			}
		}
	}
	return list
}

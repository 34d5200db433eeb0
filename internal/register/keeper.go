package register

import (
	"cmp"
	"maps"
	"slices"

	"github.com/parley-register/parley"
)

// Keeper keeps a register that changes by a document or an edit at a time. What
// it gives is what [Fold] gives of the same input, to the byte, but only the
// parts that a change can reach are folded again.
//
// Documents are in one part where something of the one can have to do with
// something of the other: they speak of a party in common, or of a group and a
// member of it, give the same words of a speaker, or an edit names both. Parts
// only grow, which costs time and never changes the register. docs/adr tells
// where this ends: a party that meets everybody joins all it meets to one part.
//
// A Keeper is not safe for concurrent use; the registers that it gives are not
// changed any more, and share what is the same.
type Keeper struct {
	names func(string) string
	docs  map[parley.Digest]*kept
	dated []*kept // with a date, in the order of documents
	edits []parley.Edit
	base  *edits // of edits alone
	homes map[string]*kept
	nodes map[string]*node // of parties and of words, by key
	parts map[*part]bool   // the roots' parts
	jumps map[parley.Digest]bool
	made  *parley.Register
	day   last
}

// kept is a document as the keeper holds it.
type kept struct {
	doc    document // for its place in the order
	claims []parley.Claim
	origin Origin
	inside func(*parley.Claim) Origin
	node   *node
}

// node is a document, a party or words in the forest of parts.
type node struct {
	parent *node
	part   *part // of a root
}

func (n *node) root() *node {
	for n.parent != nil {
		if n.parent.parent != nil {
			n.parent = n.parent.parent
		}
		n = n.parent
	}
	return n
}

// part is documents that nothing outside of it has to do with.
type part struct {
	docs  map[parley.Digest]*kept
	dirty bool
	fold  *folder
	last  last
	gone  []parley.Digest // documents that have gone since it was folded
}

// NewKeeper is an empty keeper; names are those of [Input].
func NewKeeper(names func(string) string) *Keeper {
	return &Keeper{
		names: names, docs: map[parley.Digest]*kept{}, base: newEdits(nil), homes: map[string]*kept{}, nodes: map[string]*node{}, parts: map[*part]bool{}, jumps: map[parley.Digest]bool{},
		made: &parley.Register{Processes: []parley.Process{}, Loose: []parley.Mention{}, Documents: []*parley.Source{}, Left: []parley.LeftOut{}},
	}
}

// Put adds a document with its current claims and its origin, or puts them in
// place of what is there. inside is OriginOf of [Input] for these claims. The
// keeper keeps the claims; they may not be changed any more.
func (k *Keeper) Put(d Document, claims []parley.Claim, origin Origin, inside func(*parley.Claim) Origin) {
	k.Remove(d.ID)
	x := &kept{doc: document{Document: d}, claims: claims, origin: origin, inside: inside, node: &node{}}
	x.doc.published, x.doc.dated = daysOf(d.Published)
	x.node.part = &part{docs: map[parley.Digest]*kept{d.ID: x}}
	k.parts[x.node.part] = true
	k.docs[d.ID] = x
	if x.doc.dated {
		i, _ := slices.BinarySearchFunc(k.dated, x, compareKept)
		k.dated = slices.Insert(k.dated, i, x)
	}
	for i := range claims {
		c := &claims[i]
		k.joinKeys(x, c, c.Value)
		if _, ok := k.homes[string(c.ID)]; ok {
			k.homes[string(c.ID)] = x
		}
	}
	for i := range k.edits { // an edit may have waited for this document
		k.joinTargets(&k.edits[i], x)
		k.joinCorrected(&k.edits[i])
	}
	x.node.root().part.dirty = true
}

// Remove takes a document out; one that is not there is no matter.
func (k *Keeper) Remove(id parley.Digest) {
	x := k.docs[id]
	if x == nil {
		return
	}
	delete(k.docs, id)
	p := x.node.root().part
	delete(p.docs, id)
	p.gone = append(p.gone, id)
	p.dirty = true
	if i, ok := slices.BinarySearchFunc(k.dated, x, compareKept); ok && x.doc.dated {
		k.dated = slices.Delete(k.dated, i, i+1)
	}
	for t, home := range k.homes {
		if home == x {
			k.homes[t] = nil
		}
	}
}

func compareKept(a, b *kept) int { return compareDocuments(&a.doc, &b.doc) }

// Edit sets the edits, in the order in which they were made.
func (k *Keeper) Edit(all []parley.Edit) {
	// What any edit names, now or before, is folded again.
	for _, home := range k.homes {
		if home != nil {
			home.node.root().part.dirty = true
		}
	}
	k.edits, k.base, k.homes = slices.Clone(all), newEdits(all), map[string]*kept{}
	for i := range all {
		for _, t := range all[i].Target {
			k.homes[t] = nil
		}
	}
	for _, x := range k.docs {
		for i := range x.claims {
			if _, ok := k.homes[string(x.claims[i].ID)]; ok {
				k.homes[string(x.claims[i].ID)] = x
			}
		}
	}
	for t := range k.homes {
		if s, err := parley.ParseSubject(t); err == nil {
			k.homes[t] = k.docs[s.Document]
		}
	}
	for i := range all {
		k.joinTargets(&all[i], nil)
		k.joinCorrected(&all[i])
	}
	for _, home := range k.homes {
		if home != nil {
			home.node.root().part.dirty = true
		}
	}
}

// joinTargets joins the documents that e names; where only is not nil, only if
// that is one of them.
func (k *Keeper) joinTargets(e *parley.Edit, only *kept) {
	var named []*kept
	for _, t := range e.Target {
		if only != nil && k.homes[t] == nil {
			if s, err := parley.ParseSubject(t); err == nil && s.Document == only.doc.ID {
				k.homes[t] = only
			}
		}
		if home := k.homes[t]; home != nil {
			named = append(named, home)
		}
	}
	if only != nil && !slices.Contains(named, only) {
		return
	}
	for _, x := range named[min(1, len(named)):] {
		k.join(named[0].node, x.node)
	}
}

func (k *Keeper) nodeOf(key string) *node {
	n := k.nodes[key]
	if n == nil {
		n = &node{part: &part{docs: map[parley.Digest]*kept{}}}
		k.nodes[key] = n
		// A group and its members, of those that are there.
		g := loadGroups()
		for _, other := range slices.Concat(g.members[key], g.of[key]) {
			if o := k.nodes[other]; o != nil {
				k.join(n, o)
			}
		}
	}
	return n
}

// joinKeys joins x with what its claim, with that value, speaks of and others
// may speak of too.
func (k *Keeper) joinKeys(x *kept, c *parley.Claim, value string) {
	g := loadGroups()
	switch {
	case c.Subject.Kind != parley.MeetingSubject:
		if len(c.Evidence) > 0 && c.Field != parley.FieldOffice {
			k.join(x.node, k.nodeOf("words "+c.Field+"|"+fold(c.Evidence[0].Quote)))
		}
	case c.Field == parley.FieldParty:
		k.join(x.node, k.nodeOf(g.canonical(value)))
	case c.Field == parley.FieldThird:
		if t := decoded[parley.Third](value); t.Actor != "" {
			k.join(x.node, k.nodeOf(g.canonical(t.Actor)))
		}
	}
}

// joinCorrected joins the documents of the claims that e corrects with what the
// new value speaks of.
func (k *Keeper) joinCorrected(e *parley.Edit) {
	if e.Kind != parley.Correct {
		return
	}
	for _, t := range e.Target {
		x := k.homes[t]
		if x == nil {
			continue
		}
		for i := range x.claims {
			if string(x.claims[i].ID) == t {
				k.joinKeys(x, &x.claims[i], e.Value)
			}
		}
	}
}

// join makes one part of two; the smaller goes into the larger.
func (k *Keeper) join(a, b *node) {
	a, b = a.root(), b.root()
	if a == b {
		return
	}
	if len(a.part.docs) < len(b.part.docs) {
		a, b = b, a
	}
	p, q := a.part, b.part
	b.parent, b.part = a, nil
	if len(q.docs) > 0 || len(q.gone) > 0 {
		p.dirty = true
	}
	maps.Copy(p.docs, q.docs)
	p.gone = append(p.gone, q.gone...)
	delete(k.parts, q)
	k.parts[p] = true
}

// Register is the register as it stands now.
func (k *Keeper) Register() *parley.Register {
	k.findJumps()
	var dirty []*part
	day := last{}
	for p := range k.parts {
		if p.dirty {
			dirty = append(dirty, p)
			k.prepare(p)
		}
		if p.last.hasPublish {
			day.publishedOn(p.last.published)
		}
		if p.last.hasHeld {
			day.heldOn(p.last.held)
		}
	}
	changed := map[parley.Digest]*parley.Source{} // nil for those that are gone
	for _, p := range dirty {
		p.dirty = false
		for _, id := range p.gone {
			if k.docs[id] == nil {
				changed[id] = nil
			}
		}
		p.gone = nil
		if len(p.docs) == 0 {
			p.fold = nil
			continue
		}
		p.fold.settleDay(day)
		p.fold.link()
		sources := p.fold.sources(p.fold.processes)
		for i := range sources {
			changed[sources[i].ID] = sources[i]
		}
	}
	if day != k.day {
		k.day = day
		for p := range k.parts {
			if p.fold != nil {
				p.fold.age(day)
			}
		}
	}
	k.assemble(changed)
	return k.made
}

// findJumps finds the documents that are years ahead of all others.
func (k *Keeper) findJumps() {
	now := map[parley.Digest]bool{}
	for i := len(k.dated) - 1; i > 0; i-- {
		x := k.dated[i]
		if x.doc.published.lo-k.dated[i-1].doc.published.lo <= jump {
			break
		}
		alone := prepare(k.input([]*kept{x}))
		if !alone.docs[0].aheadOfAll() {
			break
		}
		now[x.doc.ID] = true
	}
	for _, set := range []map[parley.Digest]bool{now, k.jumps} {
		for id := range set {
			if x := k.docs[id]; x != nil && now[id] != k.jumps[id] {
				x.node.root().part.dirty = true
			}
		}
	}
	k.jumps = now
}

// input is the input of some documents.
func (k *Keeper) input(docs []*kept) *Input {
	in := &Input{Edits: k.edits, Origins: make(Origins, len(docs)), Names: k.names, Documents: make([]Document, 0, len(docs))}
	inside := map[parley.Digest]func(*parley.Claim) Origin{}
	n := 0
	for _, x := range docs {
		n += len(x.claims)
	}
	in.Claims = make([]parley.Claim, 0, n)
	for _, x := range docs {
		in.Documents = append(in.Documents, x.doc.Document)
		in.Claims = append(in.Claims, x.claims...)
		if x.origin.ID != "" {
			in.Origins[x.doc.ID] = x.origin
		}
		if x.inside != nil {
			inside[x.doc.ID] = x.inside
		}
	}
	if len(inside) > 0 {
		in.OriginOf = func(c *parley.Claim) Origin {
			if of := inside[c.Evidence[0].Document]; of != nil {
				return of(c)
			}
			return Origin{}
		}
	}
	return in
}

// prepare makes the mentions of a part and doubts its dates.
func (k *Keeper) prepare(p *part) {
	docs := make([]*kept, 0, len(p.docs))
	for _, x := range p.docs { // put in order by the fold
		docs = append(docs, x)
	}
	p.fold = prepare(k.input(docs))
	for _, d := range p.fold.docs {
		if k.jumps[d.ID] {
			d.doubt = jumped
		}
	}
	p.fold.doubtDates()
	p.last = p.fold.latest()
}

// age tells again what depends on the day that the register is for.
func (f *folder) age(day last) {
	f.settleDay(day)
	for _, p := range f.processes {
		waiting := slices.ContainsFunc(p.steps, func(s *step) bool { return s.awaits })
		if waiting {
			p.public.Steps = slices.Clone(p.public.Steps)
			for i, s := range p.steps {
				if s.awaits {
					f.await(p, s)
					p.public.Steps[i].Status, p.public.Steps[i].Late, p.public.Steps[i].Because = s.Status, s.Late, s.Because
				}
			}
		}
		p.public.State = f.state(p)
	}
}

// assemble puts the parts together; changed are the documents that are not what
// they were.
func (k *Keeper) assemble(changed map[parley.Digest]*parley.Source) {
	reg := &parley.Register{Processes: make([]parley.Process, 0, len(k.made.Processes)+8), Loose: []parley.Mention{}, Left: []parley.LeftOut{}}
	var loose []*mention
	over := slices.Clone(k.base.over)
	asOf := &folder{in: &Input{}}
	asOf.settleDay(k.day)
	reg.AsOf = asOf.asOfMade
	for p := range k.parts {
		if p.fold == nil {
			continue
		}
		for _, x := range p.fold.processes {
			reg.Processes = append(reg.Processes, x.public)
		}
		loose = append(loose, p.fold.homeless...)
		if len(k.edits) > 0 {
			over = append(over, p.fold.edits.settled...)
		}
	}
	slices.SortFunc(reg.Processes, compareProcesses)
	slices.SortFunc(loose, func(a, b *mention) int {
		return cmp.Or(compareDocuments(a.doc, b.doc), a.subject.At.Compare(b.subject.At), cmp.Compare(a.subject.N, b.subject.N))
	})
	for _, m := range loose {
		reg.Loose = append(reg.Loose, m.public())
	}
	reg.Documents = patch(k.made.Documents, changed)
	reg.Orphans = k.base.orphans(func(t string) bool {
		if k.base.found[t] { // an edit
			return true
		}
		home := k.homes[t]
		return home != nil && home.node.root().part.fold.edits.found[t]
	})
	reg.Overruled = inOrderOfEdits(k.edits, over)
	k.made = reg
}

// patch is old with what has changed in it; both are by ID.
func patch(old []*parley.Source, changed map[parley.Digest]*parley.Source) []*parley.Source {
	ids := slices.Sorted(maps.Keys(changed))
	out := make([]*parley.Source, 0, len(old)+len(ids))
	for _, id := range ids {
		i, found := slices.BinarySearchFunc(old, id, func(s *parley.Source, id parley.Digest) int { return cmp.Compare(s.ID, id) })
		out = append(out, old[:i]...)
		if found {
			i++
		}
		old = old[i:]
		if s := changed[id]; s != nil {
			out = append(out, s)
		}
	}
	return append(out, old...)
}

package register

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/parley-register/parley"
)

// Keeper keeps a register that changes by a document or an edit at a time. What
// it gives is what [Fold] gives of the same input, to the byte, but only what a
// change reaches is made again. docs/adr/0007 tells how far that is.
//
// A Keeper is not safe for concurrent use; the registers that it gives are not
// changed any more, and share what is the same.
type Keeper struct {
	f      folder
	groups *groups
	docs   map[parley.Digest]*kept
	put    map[parley.Digest]*kept // since the last register
	gone   []*document             // since then
	all    []parley.Edit
	edited bool // since then

	calendar  *calendar
	linker    *linker
	kinship   *kinship
	buffer    []grouping
	processes []*process                 // in order
	divided   map[parley.Digest]*process // by the edit that divided it from another
	byParty   map[string][]*process
	reshaped  map[*process]bool // by edits
	changed   []*process        // in the update under way
	dead      []*process        // in it
	byID      []*process
	loosely   loosely
	sayings   sayings
	made      *parley.Register
}

// kept is a document as it was put there.
type kept struct {
	Document
	claims []parley.Claim
	origin Origin
	inside func(*parley.Claim) Origin
	read   *document
}

// NewKeeper is an empty keeper; names are those of [Input].
func NewKeeper(names func(string) string) *Keeper {
	g := loadGroups()
	k := &Keeper{
		groups: g, docs: map[parley.Digest]*kept{}, put: map[parley.Digest]*kept{},
		calendar: newCalendar(), linker: newLinker(g), kinship: newKinship(g),
		divided: map[parley.Digest]*process{}, byParty: map[string][]*process{}, sayings: sayings{},
		made: &parley.Register{Processes: []parley.Process{}, Loose: []*parley.Mention{}, Documents: []*parley.Source{}, Left: []parley.LeftOut{}},
	}
	k.loosely.byParty = map[string][]*mention{}
	k.f = folder{edits: newEdits(nil), codes: names}
	if names == nil {
		k.f.codes = func(code string) string { return code }
	}
	k.edited = true
	return k
}

// Put adds a document with its current claims and its origin, or puts them in
// place of what is there. inside is OriginOf of [Input] for these claims. The
// keeper keeps the claims; they may not be changed any more.
func (k *Keeper) Put(d Document, claims []parley.Claim, origin Origin, inside func(*parley.Claim) Origin) {
	k.Remove(d.ID)
	x := &kept{Document: d, claims: claims, origin: origin, inside: inside}
	k.docs[d.ID], k.put[d.ID] = x, x
}

// Remove takes a document out; one that is not there is no matter.
func (k *Keeper) Remove(id parley.Digest) {
	x := k.docs[id]
	if x == nil {
		return
	}
	delete(k.docs, id)
	delete(k.put, id)
	if x.read != nil {
		k.gone = append(k.gone, x.read)
	}
}

// Edit sets the edits, in the order in which they were made.
func (k *Keeper) Edit(all []parley.Edit) {
	k.edited = true
	was := k.f.edits
	k.all = slices.Clone(all)
	k.f.edits = newEdits(k.all)
	// What any edit names, now or before, is read again.
	again := func(x *kept) {
		if x != nil && x.read != nil {
			k.gone = append(k.gone, x.read)
			x.read = nil
			k.put[x.ID] = x
		}
	}
	fresh := map[string]bool{}
	for t := range k.f.edits.named {
		if s, err := parley.ParseSubject(t); err == nil {
			again(k.docs[s.Document])
		} else if !was.named[t] {
			fresh[t] = true
		}
	}
	for _, x := range k.docs {
		if x.read != nil && x.read.edited || len(fresh) > 0 && slices.ContainsFunc(x.claims, func(c parley.Claim) bool { return fresh[string(c.ID)] }) {
			again(x)
		}
	}
}

// read makes mentions of what was put.
func (k *Keeper) read(x *kept) *document {
	d := &document{Document: x.Document, origin: x.origin, inside: x.inside}
	if d.origin.ID == "" {
		d.origin.ID = string(d.ID)
	}
	d.published, d.dated = daysOf(d.Published)
	gather(d, x.claims, k.f.edits, k.groups)
	k.f.edits.settle(d)
	x.read = d
	return d
}

// Register is the register as it stands now.
func (k *Keeper) Register() *parley.Register {
	if len(k.put)+len(k.gone) == 0 && !k.edited {
		return k.made
	}
	gone := k.gone
	for _, d := range gone {
		k.f.edits.forget(d)
	}
	added := make([]*document, 0, len(k.put))
	for _, x := range k.put {
		added = append(added, k.read(x))
	}
	gone, added = k.calendar.change(gone, added, func(d *document) *document {
		k.f.edits.forget(d)
		return k.read(k.docs[d.ID])
	})
	k.put, k.gone, k.edited = map[parley.Digest]*kept{}, nil, false
	aged := k.f.settleDay(k.calendar)
	k.linker.link(gone, added, k.f.edits)
	docs := k.touched(gone, added)
	k.build()
	k.group()
	k.placeLoose()
	k.listen(docs)
	k.doubt()
	k.assemble(gone, docs, aged)
	return k.made
}

// touched are the documents that are there and one of whose mentions is in
// another round than it was, or in one that has changed.
func (k *Keeper) touched(gone, added []*document) map[*document]bool {
	docs := make(map[*document]bool, len(added))
	for _, d := range gone {
		k.sayings.remove(d)
	}
	for _, d := range added {
		docs[d] = true
		k.sayings.add(d)
	}
	for m := range k.linker.moved {
		if m.draft == nil {
			m.round, m.link, m.because = nil, m.raw.link, m.raw.because
		}
		docs[m.doc] = true
	}
	for _, rounds := range [][]*round{k.linker.gone, k.linker.made} {
		for _, r := range rounds {
			for _, m := range r.mentions {
				docs[m.doc] = true
			}
		}
	}
	maps.DeleteFunc(docs, func(d *document, _ bool) bool { return d.gone })
	return docs
}

// build makes the public form of the rounds that are new, and finds their tables.
func (k *Keeper) build() {
	for _, r := range k.linker.gone {
		k.kinship.remove(r)
	}
	for _, r := range k.linker.made {
		k.f.build(r)
		r.count()
		k.kinship.add(r)
	}
	k.kinship.cut()
}

// group makes processes of the tables. Those that are not what they were are
// stale.
func (k *Keeper) group() {
	k.buffer = k.kinship.group(k.buffer)
	was := k.processes
	now := make([]*process, 0, len(was)+1)
	places := make([]*process, len(k.buffer))
	for i := range k.buffer {
		g := &k.buffer[i]
		if g.gone {
			continue
		}
		p := g.tables[0].process
		if p == nil {
			p = &process{}
			g.tables[0].process = p
		}
		if !p.base.equal(g) || slices.ContainsFunc(g.tables, func(t *table) bool { return t.fresh }) {
			p.base = *g
			p.shape()
			p.stale = true
		}
		p.base.place = i
		places[i] = p
		now = append(now, p)
	}
	for _, t := range k.kinship.fresh {
		t.fresh = false
	}
	now = k.regroup(now, places)
	for i, p := range now {
		p.at = i
		p.seen = true
	}
	k.dead = k.dead[:0]
	for _, p := range was {
		if !p.seen {
			p.stale, p.dead = false, true
			k.dead = append(k.dead, p)
			if t := p.base.root(); t == nil {
				maps.DeleteFunc(k.divided, func(_ parley.Digest, o *process) bool { return o == p })
			} else if t.process == p {
				t.process = nil
			}
		}
	}
	k.changed = k.changed[:0]
	for _, p := range now {
		p.seen = false
		if p.stale {
			k.changed = append(k.changed, p)
			for _, r := range p.rounds {
				r.process = p
			}
		}
	}
	k.processes = now
}

// root is the table that g began with.
func (g *grouping) root() *table {
	if len(g.tables) == 0 {
		return nil
	}
	return g.tables[0]
}

// shape makes p what its tables are, edits apart.
func (p *process) shape() {
	p.sides, p.called, p.name, p.edits = p.base.sides, p.base.called, "", nil
	p.span, p.dated = p.base.span, p.base.dated
	p.because = slices.Clone(p.base.tables[0].because)
	for _, j := range p.base.joins {
		p.because = append(p.because, j.String())
	}
	p.rounds = make([]*round, 0, p.base.n)
	for _, t := range p.base.tables {
		p.rounds = append(p.rounds, t.rounds...)
	}
	slices.SortFunc(p.rounds, compareRounds)
}

// form is what an edit can change of a process.
type form struct {
	rounds  []*round
	sides   []string
	because []string
	name    string
	edits   []parley.Digest
}

func (p *process) form() form { return form{p.rounds, p.sides, p.because, p.name, p.edits} }

func (f *form) equal(o form) bool {
	return slices.Equal(f.rounds, o.rounds) && slices.Equal(f.sides, o.sides) && slices.Equal(f.because, o.because) && f.name == o.name && slices.Equal(f.edits, o.edits)
}

// regroup carries out the edits of processes: merge, divide and name, in their
// order. places are the processes by the place of their grouping.
func (k *Keeper) regroup(all, places []*process) []*process {
	if len(k.f.edits.groups) == 0 && len(k.reshaped) == 0 {
		return all
	}
	was := map[*process]form{}
	for p := range k.reshaped { // they begin as they are without edits
		was[p] = p.form()
		if p.base.root() == nil {
			p.rounds, p.sides, p.because, p.name, p.edits = nil, nil, nil, "", nil
		} else {
			p.shape()
		}
	}
	k.reshaped = map[*process]bool{}
	touch := func(p *process) *process {
		if !k.reshaped[p] {
			k.reshaped[p] = true
			if _, ok := was[p]; !ok {
				was[p] = p.form()
			}
			p.rounds, p.because = slices.Clone(p.rounds), slices.Clone(p.because)
		}
		return p
	}
	moved := map[*round]*process{}
	home := func(r *round) *process {
		if p := moved[r]; p != nil {
			return p
		}
		return places[r.table.place]
	}
	for _, x := range k.f.edits.groups {
		var rounds []*round
		for _, t := range x.Target {
			if m := k.mention(k.f.edits.mention(t)); m != nil && m.round != nil {
				rounds = append(rounds, m.round)
			}
		}
		if len(rounds) == 0 {
			continue
		}
		switch x.Kind {
		case parley.Name:
			p := touch(home(rounds[0]))
			p.name = x.Value
			p.edits = append(p.edits, x.ID)
		case parley.Merge:
			into := touch(home(rounds[0]))
			for _, r := range rounds[1:] {
				from := touch(home(r))
				if from == into {
					continue
				}
				into.because = append(into.because, fmt.Sprintf("merged by %s%s", x.Author, reasonOf(x)))
				for _, r := range from.rounds {
					moved[r] = into
				}
				into.rounds = append(into.rounds, from.rounds...)
				into.edits = append(into.edits, x.ID)
				from.rounds = nil
			}
		case parley.Divide:
			p := k.divided[x.ID]
			if p == nil {
				p = &process{}
				k.divided[x.ID] = p
			}
			touch(p)
			p.because, p.edits = []string{fmt.Sprintf("divided by %s%s", x.Author, reasonOf(x))}, []parley.Digest{x.ID}
			for _, r := range rounds {
				from := home(r)
				if from == p {
					continue
				}
				touch(from)
				from.rounds = slices.DeleteFunc(from.rounds, func(o *round) bool { return o == r })
				from.edits = append(from.edits, x.ID)
				p.rounds = append(p.rounds, r)
				moved[r] = p
				if len(p.sides) == 0 {
					p.sides = r.sides
				}
			}
			all = append(all, p)
		}
	}
	for p, before := range was {
		if len(p.rounds) == 0 {
			continue
		}
		slices.SortFunc(p.rounds, compareRounds)
		p.span, p.dated = daysOfRounds(p.rounds)
		p.stale = p.stale || !before.equal(p.form())
	}
	return slices.DeleteFunc(all, func(p *process) bool { return len(p.rounds) == 0 })
}

// mention is the one of that ID, or nil.
func (k *Keeper) mention(id string) *mention {
	s, err := parley.ParseSubject(id)
	if err != nil {
		return nil
	}
	x := k.docs[s.Document]
	if x == nil || x.read == nil {
		return nil
	}
	i := slices.IndexFunc(x.read.mentions, func(m *mention) bool { return m.id == id })
	if i < 0 {
		return nil
	}
	return x.read.mentions[i]
}

// list keeps the processes by the parties that they are listed under.
func (k *Keeper) list(p *process, sides []string) {
	if slices.Equal(p.listed, sides) {
		return
	}
	for _, c := range p.listed {
		k.byParty[c] = slices.DeleteFunc(k.byParty[c], func(o *process) bool { return o == p })
	}
	p.listed = sides
	for _, c := range sides {
		k.byParty[c] = append(k.byParty[c], p)
	}
}

// many is how many processes have to change for all loose mentions that have to
// do with them to be placed anew.
const many = 24

// placeLoose gives each mention that is in no round to the process that it fits
// best.
func (k *Keeper) placeLoose() {
	again := map[*mention]bool{}
	add := func(all []*mention) {
		for _, m := range all {
			again[m] = true
		}
	}
	for _, p := range k.dead {
		add(p.loose)
		k.list(p, nil)
	}
	for _, p := range k.changed {
		add(p.loose)
		// Those that share two of its sides, or the only one.
		lists := make([][]*mention, 0, len(p.sides))
		for _, c := range p.sides {
			lists = append(lists, k.loosely.byParty[c])
		}
		slices.SortFunc(lists, func(a, b []*mention) int { return cmp.Compare(len(a), len(b)) })
		for _, list := range lists[:max(len(lists)-1, min(1, len(lists)))] {
			add(list)
		}
		// Those of documents that tell of it.
		for _, r := range p.rounds {
			for _, m := range r.mentions {
				if m.doc.loose > 0 {
					add(m.doc.mentions)
				}
			}
		}
		k.list(p, p.sides)
	}
	for m := range k.linker.moved {
		if m.tracked && !m.isLoose() {
			m.tracked = false
			m.doc.loose--
			delete(again, m)
			k.loosely.letGo(m)
		}
	}
	for m := range k.linker.moved {
		switch {
		case !m.isLoose():
		case !m.tracked:
			m.tracked = true
			m.doc.loose++
			for _, c := range m.parties {
				k.loosely.byParty[c] = append(k.loosely.byParty[c], m)
			}
			delete(again, m)
			k.loosely.settle(m, best(m, k.byParty), false)
		default: // other words
			k.loosely.retell(m)
		}
	}
	for m := range again {
		if m.tracked {
			k.loosely.settle(m, k.fitting(m), false)
		}
	}
}

// fitting is the process that fits a loose mention best, now that some have
// changed.
func (k *Keeper) fitting(m *mention) *process {
	p := m.home
	if len(k.changed) > many || p != nil && p.dead {
		return best(m, k.byParty)
	}
	var how fit
	if p != nil {
		now, ok := p.fits(m)
		m.fit.at = now.at
		if !ok || now.compare(m.fit) > 0 {
			return best(m, k.byParty)
		}
		how = now
	}
	for _, q := range k.changed {
		if x, ok := q.fits(m); ok && (p == nil || x.compare(how) < 0) {
			p, how = q, x
		}
	}
	return p
}

// listen places what is said about rounds.
func (k *Keeper) listen(docs map[*document]bool) {
	changed := map[*round]bool{}
	for d := range docs {
		k.f.placeStatements(d, changed)
	}
	for _, r := range k.linker.made {
		changed[r] = true
	}
	for r := range changed {
		if r.drafts[0].home == r {
			k.f.listen(r)
			r.process.stale = true
		}
	}
}

// doubt tells which rounds may be the same.
func (k *Keeper) doubt() {
	again := map[*round]bool{}
	for d := range k.linker.doubted {
		again[d.home] = true
	}
	for _, r := range k.linker.made { // and those that call it by its name
		again[r] = true
		for _, d := range r.drafts {
			for _, m := range d.mentions {
				for _, c := range m.possibly {
					again[c.draft.home] = true
				}
			}
			for m := range d.doubters {
				again[m.round] = true
			}
		}
	}
	delete(again, nil)
	for r := range again {
		if now := possiblySame(r); r.possibly == nil || !slices.EqualFunc(now, r.possibly, samePossibly) {
			r.possibly = now
			r.process.stale = true
		}
	}
}

// assemble puts the register together of what was there and what has changed.
func (k *Keeper) assemble(gone []*document, docs map[*document]bool, aged bool) {
	var stale []*process
	for _, p := range k.processes {
		switch {
		case p.stale:
			stale = append(stale, p)
			p.stale, p.renewed = false, true
			k.f.assemble(p)
		case aged:
			p.renewed = true
			k.f.age(p)
		}
	}
	k.relate(stale)
	k.sort(stale)
	was := k.made
	reg := &parley.Register{AsOf: k.f.asOfMade, Processes: k.publish(was.Processes), Loose: was.Loose, Left: []parley.LeftOut{}}
	if k.loosely.moved {
		k.loosely.moved = false
		reg.Loose = append([]*parley.Mention{}, k.loosely.public...)
	}
	reg.Documents = k.sources(was.Documents, gone, docs)
	reg.Orphans = k.f.edits.orphans()
	over := slices.Clone(k.f.edits.over)
	if len(k.f.edits.resolves) > 0 {
		for _, p := range k.processes {
			over = append(over, p.overruled...)
		}
	}
	reg.Overruled = inOrderOfEdits(k.all, over)
	k.made = reg
}

// publish is was with what has been renewed in it, in the order of IDs.
func (k *Keeper) publish(was []parley.Process) []parley.Process {
	out := make([]parley.Process, 0, len(k.byID))
	for i := 0; i < len(k.byID); {
		p := k.byID[i]
		if p.renewed || p.slot >= len(was) || was[p.slot].ID != p.id {
			out = append(out, p.public)
			i++
			continue
		}
		n := 1 // what stood together stays together
		for i+n < len(k.byID) && !k.byID[i+n].renewed && k.byID[i+n].slot == p.slot+n {
			n++
		}
		out = append(out, was[p.slot:p.slot+n]...)
		i += n
	}
	for i, p := range k.byID {
		p.slot, p.renewed = i, false
	}
	return out
}

// sort keeps the processes by ID.
func (k *Keeper) sort(stale []*process) {
	out := func(p *process) {
		i, _ := slices.BinarySearchFunc(k.byID, p.id, func(o *process, id string) int { return cmp.Compare(o.id, id) })
		for i < len(k.byID) && k.byID[i] != p {
			i++
		}
		if i < len(k.byID) {
			k.byID = slices.Delete(k.byID, i, i+1)
		}
	}
	var in []*process
	for _, p := range k.dead {
		out(p)
	}
	for _, p := range stale {
		if p.id != p.public.ID {
			if p.id != "" {
				out(p)
			}
			in = append(in, p)
		}
	}
	for _, p := range in {
		p.id = p.public.ID
	}
	if len(in) > many {
		k.byID = append(k.byID, in...)
		slices.SortFunc(k.byID, func(a, b *process) int { return cmp.Compare(a.id, b.id) })
		return
	}
	for _, p := range in {
		i, _ := slices.BinarySearchFunc(k.byID, p.id, func(o *process, id string) int { return cmp.Compare(o.id, id) })
		k.byID = slices.Insert(k.byID, i, p)
	}
}

// relation is what of a process others are related by.
type relation struct {
	id    string
	sides []string
	span  days
	dated bool
}

// relate lists the processes that share parties.
func (k *Keeper) relate(stale []*process) {
	var all []*process // that others see as another
	for _, p := range k.dead {
		k.unrelate(p)
	}
	for _, p := range stale {
		now := relation{p.public.ID, p.sides, p.span, p.dated}
		if old := &p.relation; old.id == now.id && old.span == now.span && old.dated == now.dated && slices.Equal(old.sides, now.sides) {
			continue
		}
		k.unrelate(p)
		p.relation, p.seen = now, true
		all = append(all, p)
	}
	for _, p := range all {
		stamp := map[*process]bool{p: true}
		mine := []parley.Relation{}
		for _, c := range p.sides {
			for _, q := range k.byParty[c] {
				if stamp[q] {
					continue
				}
				stamp[q] = true
				if x, ok := related(p, q); ok {
					mine = append(mine, x)
				}
				if !q.seen { // else it lists its own
					if x, ok := related(q, p); ok {
						q.relateTo(x)
					}
				}
			}
		}
		slices.SortFunc(mine, func(a, b parley.Relation) int { return cmp.Compare(a.Process, b.Process) })
		p.related, p.public.Related = mine, mine
	}
	for _, p := range all {
		p.seen = false
	}
}

// unrelate takes p out of the lists of those to which it was related.
func (k *Keeper) unrelate(p *process) {
	for _, x := range p.related {
		i, ok := slices.BinarySearchFunc(k.byID, x.Process, func(o *process, id string) int { return cmp.Compare(o.id, id) })
		if !ok {
			continue
		}
		q := k.byID[i]
		j, ok := slices.BinarySearchFunc(q.related, p.relation.id, func(r parley.Relation, id string) int { return cmp.Compare(r.Process, id) })
		if ok {
			q.related = slices.Delete(slices.Clone(q.related), j, j+1)
			q.public.Related, q.renewed = q.related, true
		}
	}
}

// relateTo adds x to what p is related to.
func (p *process) relateTo(x parley.Relation) {
	i, _ := slices.BinarySearchFunc(p.related, x.Process, func(r parley.Relation, id string) int { return cmp.Compare(r.Process, id) })
	p.related = slices.Insert(slices.Clone(p.related), i, x)
	p.public.Related, p.renewed = p.related, true
}

// sources are the documents of before with what has changed in them.
func (k *Keeper) sources(was []*parley.Source, gone []*document, docs map[*document]bool) []*parley.Source {
	changed := map[parley.Digest]*parley.Source{} // nil for those that are gone
	share := func(d *document) {
		for _, w := range d.words {
			for _, o := range k.sayings[w] {
				docs[o] = true
			}
		}
	}
	for _, d := range gone {
		if k.docs[d.ID] == nil {
			changed[d.ID] = nil
		}
		share(d)
	}
	for d := range maps.Clone(docs) {
		if d.source == nil {
			share(d)
		}
	}
	for d := range docs {
		d.source = k.f.source(d, k.sayings)
		changed[d.ID] = d.source
	}
	return patch(was, changed)
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

// age tells again what depends on the day that the register is for.
func (f *folder) age(p *process) {
	waiting := slices.ContainsFunc(p.steps, func(s *step) bool { return s.awaits })
	if waiting {
		p.public.Steps = slices.Clone(p.public.Steps)
		for i, s := range p.steps {
			if s.awaits {
				f.await(p, s)
				f.mark(s)
				p.public.Steps[i].Status, p.public.Steps[i].Late, p.public.Steps[i].Because = s.Status, s.Late, s.Because
			}
		}
	}
	p.public.State = f.state(p)
}

package story

import (
	"cmp"
	"errors"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/credit"
)

// Hop is a step from a document or report to where it has its news from.
type Hop = parley.OriginHop

// Origin is where a document's news comes from in the end.
type Origin struct {
	ID       string        `json:"id"`                 // equal for all documents of one origin
	Name     string        `json:"name"`               // for people
	Document parley.Digest `json:"document,omitempty"` // the document that is the origin, when it is there
	CopyOf   parley.Digest `json:"copy_of,omitempty"`  // the document that this one repeats
	Chain    []Hop         `json:"chain,omitempty"`    // from the document to the origin
}

// node is a document or a report that is only known because others cite it.
type node struct {
	id     string
	doc    *parley.Document // nil for a report that is not there; its text may be empty
	sign   *Signature
	terms  []uint32
	day    int // days since 1970; noDay when unknown
	rank   int // of the documents of one day: 0 for agencies and outlets that others cite, 2 for those that credit another
	outlet string
	credit credited
	quoted []citation

	name    string // of a report
	country string // of state media
	members []*node
	at      int // of a report, its place among them
	parent  *node
	copyOf  *node // where it is not the parent
	how     parley.Dependence
	quote   parley.Evidence
	inside  []part
}

const noDay = 1 << 30

// Graph is the documents and where each has its news from.
type Graph struct {
	nodes   map[parley.Digest]*node
	order   []*node
	reports []*node
	byBand  [][]int32 // index in order of those that have a part, by its number
	byRun   [][]int32 // a sample of runs, for texts of different length
	hits    []uint8   // of candidates, all 0 between their searches

	memory *Tracer // what is remembered of the signatures
	load   func(parley.Digest) (*parley.Document, error)
	err    error // of load
	prints map[parley.Digest]looked
	signed map[parley.Digest]*Signature // anew, or with more to remember

	byAddress         map[string][]int32
	called, ofCountry map[string]citings // what cites reports, by their name and country
}

// Limits, in days: how long after a text others repeat or cite it.
const (
	copyDays  = 14
	citeDays  = 5
	aheadDays = 1 // the date of a source may lie after that of what cites it
)

const (
	copyJaccard    = .25
	sameJaccard    = .6 // from here on openings need not agree
	containedShare = .5
	fewestRuns     = 12  // below which containment says nothing
	leadShare      = .34 // of the runs of the opening that the source must have
	sampleEvery    = 4   // one run in so many is looked up for containment
	maxBucket      = 400 // texts in one bucket: what is in more is boilerplate

	creditAlike = .3  // of terms: a report and what credits it
	citeAlike   = .22 // of terms: a report and what cites it
)

// Trace finds where each document has its news from. Documents with the same
// ID count once.
func Trace(docs []*parley.Document) *Graph {
	byID := make(map[parley.Digest]*parley.Document, len(docs))
	for _, d := range docs {
		byID[d.ID] = d
	}
	g, _, err := TraceSigned(docs, nil, func(id parley.Digest) (*parley.Document, error) { return byID[id], nil })
	if err != nil {
		panic(err) // nothing is loaded but from memory
	}
	return g
}

// TraceSigned is Trace of documents whose texts need not be at hand: signatures
// are those that are known, and load gets a document with its text, for what
// they do not tell; several goroutines may call it at once. Returned are also the signatures that were made or have
// more to remember, to be kept for the next time.
func TraceSigned(docs []*parley.Document, signatures map[parley.Digest]*Signature, load func(parley.Digest) (*parley.Document, error)) (*Graph, map[parley.Digest]*Signature, error) {
	return NewTracer().Trace(docs, signatures, load)
}

func traceSigned(docs []*parley.Document, signatures map[parley.Digest]*Signature, load func(parley.Digest) (*parley.Document, error), memory *Tracer) (*Graph, map[parley.Digest]*Signature, error) {
	g := &Graph{
		nodes: map[parley.Digest]*node{}, byAddress: map[string][]int32{}, called: map[string]citings{}, ofCountry: map[string]citings{},
		memory: memory, load: load, prints: map[parley.Digest]looked{}, signed: map[parley.Digest]*Signature{},
	}
	publishers := make([]string, len(docs))
	for i, d := range docs {
		publishers[i] = d.Publisher
	}
	memory.publishers(publishers)
	names := credit.NewNames(publishers)
	if err := g.sign(docs, signatures, names); err != nil {
		return nil, nil, err
	}
	g.trace(docs, signatures)
	return g, g.signed, g.err
}

// Sentences are those of a document, as it is signed.
func (g *Graph) Sentences(id parley.Digest) []parley.Span {
	if n := g.nodes[id]; n != nil {
		return n.sign.Sentences
	}
	return nil
}

// sign makes the signatures that are not there, and reads citations again where
// the documents know of more outlets than before. Each document is looked at
// apart from the others and so on all processors: where nothing is known, this
// is most of the work.
func (g *Graph) sign(docs []*parley.Document, known map[parley.Digest]*Signature, names *credit.Names) error {
	made := make([]*Signature, len(docs))
	errs := make([]error, len(docs))
	var next atomic.Int64
	var all sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(docs)) {
		all.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(docs) {
					return
				}
				made[i], errs[i] = g.signOne(docs[i], known[docs[i].ID], names)
			}
		})
	}
	all.Wait()
	if err := errors.Join(errs...); err != nil {
		return err
	}
	for i, s := range made {
		if s != nil {
			g.signed[docs[i].ID] = s
		}
	}
	return nil
}

// signOne is the signature that d needs, or nil where the one it has will do.
func (g *Graph) signOne(d *parley.Document, s *Signature, names *credit.Names) (*Signature, error) {
	if s != nil {
		if g.memory.knows(d.ID, s) {
			return nil, nil //nolint:nilnil // none is needed
		}
		if _, there := names.Within(s.has); hashOf(there) == s.named {
			return nil, nil //nolint:nilnil // none is needed
		}
	}
	full, err := g.load(d.ID)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return Sign(full, names), nil
	}
	again := *s
	again.cite(full, names)
	return &again, nil
}

// looked is a text as it is compared.
type looked struct {
	doc   *parley.Document
	print *print
}

// look gets a text to compare.
func (g *Graph) look(id parley.Digest) looked {
	l, ok := g.prints[id]
	if !ok {
		d, err := g.load(id)
		if err != nil {
			g.err = errors.Join(g.err, err)
			d = &parley.Document{ID: id}
		}
		l = looked{d, printOf(d)}
		if len(g.prints) >= maxLooked {
			clear(g.prints)
		}
		g.prints[id] = l
	}
	return l
}

// maxLooked bounds the texts that are held at once.
const maxLooked = 4096

// compare compares two texts, or remembers how they compared.
func (g *Graph) compare(n, o *node) comparison {
	if c := n.sign.with(o.doc.ID); c != nil {
		return *c
	}
	if c := o.sign.with(n.doc.ID); c != nil {
		return c.turned(o.doc.ID)
	}
	a, b := g.look(n.doc.ID), g.look(o.doc.ID)
	c := compareTexts(a.doc, b.doc, a.print, b.print)
	g.remember(n).compared = append(n.sign.compared, c)
	return c
}

// remember is n's signature, to be kept with what is added to it.
func (g *Graph) remember(n *node) *Signature {
	if g.signed[n.doc.ID] != n.sign {
		own := *n.sign
		own.compared = slices.Clone(own.compared)
		n.sign = &own
		g.signed[n.doc.ID] = n.sign
	}
	return n.sign
}

// evidence is words of n's document.
func (n *node) evidence(at parley.Span, quote string) parley.Evidence {
	return parley.Evidence{Document: n.doc.ID, Span: at, Quote: quote}
}

func (g *Graph) trace(docs []*parley.Document, known map[parley.Digest]*Signature) {
	cited := map[string]bool{}
	for _, d := range docs {
		if _, ok := g.nodes[d.ID]; ok {
			continue
		}
		s := g.signed[d.ID]
		if s == nil {
			s = known[d.ID]
		}
		n := newNode(d, s)
		g.nodes[d.ID] = n
		g.order = append(g.order, n)
		for _, c := range n.quoted {
			if name := credit.Canonical(c.Name); name != n.outlet {
				cited[name] = true
			}
		}
	}
	for _, n := range g.order {
		switch {
		case n.credit.name != "" && n.credit.name != n.outlet:
			n.rank = 2
		case n.credit.name == "" && !cited[n.outlet]:
			n.rank = 1
		}
	}
	slices.SortFunc(g.order, func(a, b *node) int {
		return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.rank, b.rank), cmp.Compare(b.size(), a.size()), cmp.Compare(a.id, b.id))
	})
	g.memory.learn(g.order)
	g.byBand, g.byRun, g.hits = g.memory.bands.empty(), g.memory.runs.empty(), make([]uint8, len(g.order))
	for i, n := range g.order {
		g.copies(i, n)
	}
	for _, n := range g.order {
		g.credits(n)
	}
	for _, n := range g.order {
		g.cites(n)
	}
	// Reports that others credit say themselves where they have their news from.
	for i := 0; i < len(g.reports); i++ {
		if r := g.reports[i]; r.parent == nil && len(r.members) > 0 && r.how == parley.Credits {
			g.citesFrom(r, r.members[0], r.name)
		}
	}
	for _, n := range g.order {
		g.unnamed(n)
	}
	for _, n := range g.order {
		g.inside(n)
	}
}

func newNode(d *parley.Document, s *Signature) *node {
	n := &node{id: string(d.ID), doc: d, sign: s, terms: s.terms, day: noDay, credit: s.credit, quoted: s.cited}
	if first, _, ok := d.Published.Bounds(); ok {
		n.day = int(first.Unix() / int64(24*time.Hour/time.Second))
	}
	if d.Publisher != "" {
		n.outlet = credit.Canonical(d.Publisher)
	}
	return n
}

// size is how many runs of words the text has.
func (n *node) size() int { return n.sign.runs }

// near reports whether source can be what n has its news from, by the days.
func near(n, source *node, after int) bool {
	if n.day == noDay || source.day == noDay {
		return true
	}
	return source.day <= n.day+aheadDays && n.day-source.day <= after
}

// setParent makes p the parent of n unless n would become its own ancestor.
func setParent(n, p *node, how parley.Dependence, quote parley.Evidence) bool {
	for a := p; a != nil; a = a.parent {
		if a == n {
			return false
		}
	}
	n.parent, n.how, n.quote = p, how, quote
	return true
}

// copies finds the text that n repeats most of among those before it.
func (g *Graph) copies(at int, n *node) {
	found := g.candidates(at, n)
	var best *node
	bestShare, bestHow := 0.0, parley.Copied
	var bestIs comparison
	for _, j := range found {
		o := g.order[j]
		if !near(n, o, copyDays) {
			continue
		}
		is := g.compare(n, o)
		how, part := is.how, is.part
		if how == "" && SameAddress(n.doc.URL, o.doc.URL) && is.any {
			how, part = parley.Copied, 1 // a later version of the same article
		}
		// Of texts that share as much, the agency's own counts, then the oldest.
		if part > bestShare+.02 || part > bestShare-.02 && best != nil && n.credit.name != "" && o.outlet == n.credit.name && best.outlet != n.credit.name {
			if how != "" {
				best, bestShare, bestHow, bestIs = o, part, how, is
			}
		}
	}
	if best == nil {
		return
	}
	from, to, words := n, best, bestIs.passage
	switch {
	case best.parent != nil:
	case best.credit.name != "" && best.credit.name == n.outlet && best.outlet != n.outlet:
		from, to, words = best, n, bestIs.returned // an agency's own text is the origin of one that credits it, even when it came later
	case n.day == best.day && n.rank == best.rank && bestIs.back < leadShare && bestIs.lead >= leadShare:
		from, to, words = best, n, bestIs.returned // of one day's texts, the one that begins with words of its own was padded
	}
	setParent(from, to, bestHow, from.evidence(words.at, words.quote))
}

// candidates are the texts of the days before n that it is compared with, in
// order; n is one for those that come.
func (g *Graph) candidates(at int, n *node) []int {
	var found []int
	var touched []int32
	// A part of the sketch or an address in common is enough, of the runs two are.
	hit := func(all []int32, share uint8) {
		for _, j := range slices.Backward(all) { // they are in the order of the days
			if n.day != noDay && n.day-g.order[j].day > copyDays {
				break
			}
			was := g.hits[j]
			if was == 0 {
				touched = append(touched, j)
			}
			if was < 2 {
				g.hits[j] = min(2, was+share)
				if g.hits[j] == 2 {
					found = append(found, int(j))
				}
			}
		}
	}
	r := g.memory.known[n.doc.ID]
	here := int32(at) //nolint:gosec // documents are counted, and not so many
	for _, k := range r.bands {
		hit(g.byBand[k], 2)
		if len(g.byBand[k]) < maxBucket {
			g.byBand[k] = append(g.byBand[k], here)
		}
	}
	for _, k := range r.runs {
		hit(g.byRun[k], 1)
		if len(g.byRun[k]) < maxBucket {
			g.byRun[k] = append(g.byRun[k], here)
		}
	}
	key := plainAddress(n.doc.URL)
	hit(g.byAddress[key], 2)
	if n.doc.URL != "" {
		g.byAddress[key] = append(g.byAddress[key], here)
	}
	for _, j := range touched {
		g.hits[j] = 0
	}
	slices.Sort(found)
	return found
}

// compare tells how a text depends on an earlier one; "" when it does not. The
// share is that of the runs of the shorter one.
func compare(n, o *print) (parley.Dependence, float64) {
	small := min(len(n.set), len(o.set))
	if small == 0 {
		return "", 0
	}
	both := shared(n.set, o.set)
	jaccard := float64(both) / float64(len(n.set)+len(o.set)-both)
	contained := float64(both) / float64(small)
	if jaccard >= sameJaccard {
		return parley.Copied, contained
	}
	if small < fewestRuns {
		return "", 0
	}
	switch {
	case max(share(n.leadRuns, o), share(o.leadRuns, n)) < leadShare:
		return "", 0
	case jaccard >= copyJaccard:
		return parley.Copied, contained
	case contained >= containedShare:
		return parley.Derived, contained
	}
	return "", 0
}

// share is how much of an opening stands in a text.
func share(lead []uint64, in *print) float64 {
	return float64(shared(lead, in.set)) / float64(max(1, len(lead)))
}

// credits links a document to the report of the agency that it credits.
func (g *Graph) credits(n *node) {
	if n.credit.name == "" || n.credit.name == n.outlet {
		return
	}
	if p := n.parent; p != nil {
		// Two copies of one agency's text have it from the agency, not from each other.
		if p.credit.name == n.credit.name && p.parent != nil && p.parent.doc == nil && p.parent.name == n.credit.name {
			n.copyOf = p
			if setParent(n, p.parent, parley.Credits, n.evidence(n.credit.at, n.credit.quote)) {
				g.addMember(p.parent, n)
			}
		}
		return
	}
	quote := n.evidence(n.credit.at, n.credit.quote)
	if o := g.reportBy(n, func(o *node) bool { return o.outlet == n.credit.name }, citeDays, creditAlike); o != nil && setParent(n, o, parley.Credits, quote) {
		return
	}
	g.join(n, n.credit.name, "", parley.Credits, quote, creditAlike)
}

// reportBy is the document that fits best among those that ok allows.
func (g *Graph) reportBy(n *node, ok func(*node) bool, days int, enough float64) *node {
	var best *node
	bestShare := enough
	from, to := 0, len(g.order)
	if n.day != noDay { // the order is that of the days; those without come last
		from, _ = slices.BinarySearchFunc(g.order, n.day-days, func(o *node, day int) int { return cmp.Compare(o.day, day) })
	}
	for i := from; i < to; i++ {
		o := g.order[i]
		if n.day != noDay && o.day > n.day+aheadDays && o.day != noDay {
			to, _ = slices.BinarySearchFunc(g.order, noDay, func(o *node, day int) int { return cmp.Compare(o.day, day) })
			i, to = to-1, len(g.order)
			continue
		}
		if o == n || o.id == n.id || !ok(o) || !near(n, o, days) {
			continue
		}
		if share := alike(n.terms, o.terms); share > bestShare {
			best, bestShare = o, share
		}
	}
	return best
}

// join makes a report that is not there the parent of n: one that others have
// cited for the same news, or a new one.
func (g *Graph) join(n *node, name, country string, how parley.Dependence, quote parley.Evidence, enough float64) *node {
	best := g.called[name].closest(n, enough)
	if country != "" {
		if of := g.ofCountry[country].closest(n, best.share); of.report != nil {
			best = of
		}
	}
	r := best.report
	if r == nil {
		r = &node{id: strings.ToLower(name) + "/" + parley.Digest(n.id).Short(), name: name, country: country, day: n.day, outlet: name, terms: n.terms, how: how, at: len(g.reports)}
		g.reports = append(g.reports, r)
	}
	if setParent(n, r, how, quote) {
		g.addMember(r, n)
		return r
	}
	return nil
}

// addMember makes n one of those that cite the report r.
func (g *Graph) addMember(r, n *node) {
	m := citing{r, n, len(r.members)}
	r.members = append(r.members, n)
	note := func(all map[string]citings, key string) {
		if all[key] == nil {
			all[key] = citings{}
		}
		all[key][n.day] = append(all[key][n.day], m)
	}
	note(g.called, r.name)
	if r.country != "" {
		note(g.ofCountry, r.country)
	}
}

// citing is a document that cites a report, and which of those it is.
type citing struct {
	report, document *node
	at               int
}

// citings are documents that cite reports of one name, by their day.
type citings map[int][]citing

// found is a report and how much what cites it is like what looks for it.
type found struct {
	report *node
	share  float64
}

// closest is the report that is cited by the document that is most like n, more
// than so much, in the days around it; of several the oldest.
func (c citings) closest(n *node, enough float64) found {
	var of citing
	best := found{share: enough}
	look := func(all []citing) {
		for _, m := range all {
			if m.document == n {
				continue
			}
			share := alike(n.terms, m.document.terms)
			if share > best.share || share == best.share && best.report != nil && cmp.Or(cmp.Compare(m.report.at, of.report.at), cmp.Compare(m.at, of.at)) < 0 {
				best.report, best.share, of = m.report, share, m
			}
		}
	}
	if n.day == noDay {
		for _, all := range c {
			look(all)
		}
		return best
	}
	for day := n.day - citeDays; day <= n.day+citeDays; day++ {
		look(c[day])
	}
	look(c[noDay])
	return best
}

// cites links a document that repeats no other to the outlet that its opening
// cites.
func (g *Graph) cites(n *node) {
	if n.parent == nil {
		g.citesFrom(n, n, n.outlet, n.credit.name)
	}
}

// shortBlock is the length, in bytes, up to which a block is a byline or a
// crosshead and no paragraph.
const shortBlock = 60

// opening reports whether a block tells the news of a document: the title, the
// first paragraph, and the second where the first does not say who told it.
func opening(d *parley.Document, block int) bool {
	if block < 0 {
		return false
	}
	paragraphs := 0
	for i := 0; i < block && i < len(d.Blocks); i++ {
		b := d.Blocks[i]
		if b.Kind == parley.Heading || b.Kind == parley.Caption || b.Len() <= shortBlock {
			continue
		}
		paragraphs++
		if paragraphs > 1 || saysWho(d.Text[b.Start:b.End]) {
			return false
		}
	}
	return true
}

// saysWho reports whether a paragraph tells who its news is from.
func saysWho(s string) bool {
	for _, w := range []string{" said", " says", " told ", " announced", " according to ", " wrote "} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// citesFrom links n, whose words stand in text, to what the opening of the text
// cites. Citations of own, the outlets whose words these are, are none.
func (g *Graph) citesFrom(n, text *node, own ...string) {
	for i, c := range text.quoted {
		if !c.opening || c.Kind == credit.Unnamed || c.Kind == credit.LocalMedia || slices.Contains(own, credit.Canonical(c.Name)) {
			continue
		}
		if c.Kind == credit.StateMedia && credit.StateOf(n.outlet) == c.Country {
			continue
		}
		p := g.cited(n, text, c)
		if p == nil {
			continue
		}
		// "Reuters reported, citing Axios": the report's own source.
		if i+1 < len(text.quoted) && p.doc == nil && p.parent == nil {
			if next := text.quoted[i+1]; next.follows && next.Kind != credit.Unnamed {
				g.cited(p, text, next)
			}
		}
		return
	}
}

// follows reports whether the second citation is what the first one rests on.
func follows(s string, first, second credit.Citation) bool {
	both := first.At.Cover(second.At)
	words, _ := parley.Span{Start: first.At.Start, End: both.End}.In(s)
	return strings.Contains(words, "citing") || strings.Contains(words, "quoting") || strings.Contains(words, "quoted")
}

// cited links n to the report that a citation in text speaks of, and returns it.
func (g *Graph) cited(n, text *node, c citation) *node {
	quote := text.evidence(c.At, c.quote)
	name, country := credit.Canonical(c.Name), ""
	ok := func(o *node) bool { return o != text && (o.outlet == name || o.credit.name == name && o.outlet == "") }
	if c.Kind == credit.StateMedia {
		name, country = c.Country+" state media", c.Country
		ok = func(o *node) bool { return o != text && credit.StateOf(o.outlet) == c.Country }
	} else {
		country = credit.StateOf(name)
	}
	probe := n
	if probe.terms == nil || probe.doc == nil {
		probe = text
	}
	if o := g.reportBy(probe, ok, citeDays, citeAlike); o != nil && setParent(n, o, parley.Cites, quote) {
		return o
	}
	if n.doc == nil {
		n.terms = text.terms
	}
	return g.join(n, name, country, parley.Cites, quote, citeAlike)
}

// unnamed links documents that quote one official who is not named: the same
// description, and words between quotation marks that both have.
func (g *Graph) unnamed(n *node) {
	if n.parent != nil {
		return
	}
	for _, c := range n.quoted {
		if c.Kind != credit.Unnamed || !c.opening {
			continue
		}
		from := 0
		if n.day != noDay {
			from, _ = slices.BinarySearchFunc(g.order, n.day-citeDays, func(o *node, day int) int { return cmp.Compare(o.day, day) })
		}
		for _, o := range g.order[from:] {
			if o == n {
				break // the order is that of the days: what comes later has this one for its source
			}
			if !near(n, o, citeDays) || o.root() == n {
				continue
			}
			for _, oc := range o.quoted {
				if oc.Kind == credit.Unnamed && sameUnnamed(c.Citation, oc.Citation) && (g.sameQuotation(n, o) || alike(n.terms, o.terms) >= .6) {
					if setParent(n, o, parley.Unnamed, n.evidence(c.At, c.quote)) {
						return
					}
				}
			}
		}
	}
}

func sameUnnamed(a, b credit.Citation) bool {
	if a.Country != "" && b.Country != "" && a.Country != b.Country {
		return false
	}
	last := func(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }
	return last(a.Name) == last(b.Name)
}

// sameQuotation reports whether both texts hold the same words, at least five,
// between quotation marks, or remembers it.
func (g *Graph) sameQuotation(n, o *node) bool {
	g.compare(n, o)
	c := n.sign.with(o.doc.ID)
	if c == nil { // it is remembered with the other text
		c = &comparison{}
		*c = g.compare(n, o)
		s := g.remember(n)
		s.compared = append(s.compared, *c)
		c = &s.compared[len(s.compared)-1]
	}
	if c.said == 0 {
		c = g.remember(n).with(o.doc.ID)
		c.said = 2
		if sameQuotation(g.look(n.doc.ID), g.look(o.doc.ID)) {
			c.said = 1
		}
	}
	return c.said == 1
}

func sameQuotation(a, b looked) bool {
	for _, q := range quotations(a.doc.Text) {
		var hashes []uint64
		for _, h := range wordHashes(q) {
			hashes = append(hashes, h)
		}
		if len(hashes) < shingleWords {
			continue
		}
		runs := 0
		for i := 0; i+shingleWords <= len(hashes); i++ {
			h := uint64(14695981039346656037)
			for _, w := range hashes[i : i+shingleWords] {
				h = mix(h ^ w)
			}
			if _, in := slices.BinarySearch(b.print.set, h); in {
				runs++
			}
		}
		if 2*runs >= len(hashes)-shingleWords+1 && runs > 0 {
			return true
		}
	}
	return false
}

// quotations are the words between quotation marks.
func quotations(s string) []string {
	var out []string
	for {
		i := strings.IndexAny(s, "\"“")
		if i < 0 {
			return out
		}
		s = s[i:]
		s = s[strings.IndexAny(s, "\"“")+1:]
		s = strings.TrimPrefix(s, "\x80\x9c") // the rest of “
		j := strings.IndexAny(s, "\"”")
		if j < 0 {
			return out
		}
		out = append(out, s[:j])
		s = strings.TrimPrefix(s[j:], "\"")
	}
}

func (n *node) root() *node {
	r := n
	for r.parent != nil {
		r = r.parent
	}
	return r
}

func (n *node) label() string {
	if n.doc == nil {
		return n.name
	}
	if n.doc.Publisher != "" {
		return n.doc.Publisher
	}
	return parley.Digest(n.id).Short()
}

// Origin is where the document has its news from; the zero value when it is not
// in the graph.
func (g *Graph) Origin(id parley.Digest) Origin {
	n, ok := g.nodes[id]
	if !ok {
		return Origin{}
	}
	return origin(n)
}

func origin(n *node) Origin {
	r := n.root()
	o := Origin{ID: r.id, Name: r.label()}
	if r.doc != nil {
		o.Document = r.doc.ID
	}
	if n.parent != nil && n.parent.doc != nil && (n.how == parley.Copied || n.how == parley.Derived) {
		o.CopyOf = n.parent.doc.ID
	} else if n.copyOf != nil {
		o.CopyOf = n.copyOf.doc.ID
	}
	for ; n.parent != nil; n = n.parent {
		h := Hop{From: n.id, To: n.parent.id, Name: n.parent.label(), Relation: n.how, Quote: n.quote}
		if n.parent.doc != nil {
			h.Document = n.parent.doc.ID
		}
		o.Chain = append(o.Chain, h)
	}
	return o
}

// Claim is the origin of what stands at a span of a document: the source that
// the sentence cites, or else the origin of the document.
func (g *Graph) Claim(id parley.Digest, at parley.Span) Origin {
	if o, ok := g.Inside(id, at); ok {
		return o
	}
	return g.Origin(id)
}

// Inside is the source that the sentence at a span cites, false where it cites
// none besides what its document rests on.
func (g *Graph) Inside(id parley.Digest, at parley.Span) (Origin, bool) {
	if n, ok := g.nodes[id]; ok {
		for _, x := range n.inside {
			if x.within.Contains(at) {
				return origin(x.node), true
			}
		}
	}
	return Origin{}, false
}

// Part is a sentence whose source is not that of its document.
type Part struct {
	Within parley.Span
	Origin Origin
}

// Parts are the sentences of a document that cite what the document as a whole
// does not rest on.
func (g *Graph) Parts(id parley.Digest) []Part {
	n := g.nodes[id]
	if n == nil {
		return nil
	}
	var parts []Part
	for _, x := range n.inside {
		parts = append(parts, Part{x.within, origin(x.node)})
	}
	return parts
}

// part is a sentence that cites what the document as a whole does not rest on.
type part struct {
	within parley.Span
	node   *node
}

// inside finds where single sentences of n are from.
func (g *Graph) inside(n *node) {
	for _, c := range n.quoted {
		name := credit.Canonical(c.Name)
		if c.Kind == credit.Unnamed || c.Kind == credit.LocalMedia || name == n.outlet || name == n.credit.name || n.how == parley.Cites && n.quote.Span == c.At {
			continue
		}
		own := *n
		own.parent, own.inside = nil, nil
		if g.cited(&own, n, c); own.parent != nil {
			n.inside = append(n.inside, part{c.Within, &own})
		}
	}
}

// Documents are the documents of the graph in (published, digest) order.
func (g *Graph) Documents() []parley.Digest {
	out := make([]parley.Digest, len(g.order))
	for i, n := range g.order {
		out[i] = n.doc.ID
	}
	return out
}

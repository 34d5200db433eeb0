package main

import (
	"context"
	"errors"
	"sync"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/kept"
	"github.com/parley-register/parley/internal/lexicon"
	"github.com/parley-register/parley/internal/register"
	"github.com/parley-register/parley/internal/search"
	"github.com/parley-register/parley/internal/show"
	"github.com/parley-register/parley/internal/store"
	"github.com/parley-register/parley/internal/story"
	"github.com/parley-register/parley/internal/web"
)

// library is a store and the register that is folded from it. It is safe for
// concurrent use.
type library struct {
	store store.Store
	maker string // this program; "" neither keeps a folded register nor believes one

	mu     sync.Mutex
	folded map[parley.Moment]fold // by the day asked for
	traced *background            // of the log's entries
	upTo   int64
	holder *holder // where the register is held while it changes
}

// fold is a register and the log entry up to which it goes.
type fold struct {
	seq      int64
	register *parley.Register
}

var _ web.Library = (*library)(nil)

func newLibrary(s store.Store, maker string) *library {
	return &library{store: s, maker: maker, folded: map[parley.Moment]fold{}}
}

// newLiveLibrary is a library that is asked again and again while the store
// changes, until ctx ends.
func newLiveLibrary(ctx context.Context, s store.Store, maker string) *library {
	l := newLibrary(s, maker)
	l.holder = &holder{ctx: ctx, library: l, live: newLive(s)}
	return l
}

// maxFolds is how many past days' registers are held.
const maxFolds = 8

// Claim finds a claim by its digest, which may be cut short.
func (l *library) Claim(ctx context.Context, digest string) (*parley.Claim, error) {
	return l.store.Claim(ctx, digest)
}

// Register is the register as it stands, or as known on asOf.
func (l *library) Register(ctx context.Context, asOf parley.Moment) (*parley.Register, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if f, ok := l.folded[asOf]; ok && !(asOf.IsZero() && l.holder != nil && l.holder.filled()) {
		since, err := l.store.Log(ctx, f.seq, 1)
		if err != nil || len(since) == 0 {
			return f.register, err
		}
	}
	if l.holder != nil && asOf.IsZero() {
		reg, b, seq, err := l.holder.register(ctx)
		if err != nil {
			return nil, err
		}
		l.folded[asOf] = fold{seq, reg}
		if b != nil {
			l.traced, l.upTo = b, seq
		}
		return reg, nil
	}
	if asOf.IsZero() {
		var reg *parley.Register
		if ok, err := l.fromKept(ctx, func(k *kept.Kept, _ int64) (err error) {
			reg, err = k.Register()
			return err
		}); ok || err != nil {
			return reg, err
		}
	}
	snapshot, err := l.store.Snapshot(ctx, 0)
	if err != nil {
		return nil, err
	}
	b, err := l.background(ctx, snapshot.Seq, snapshot.Documents)
	if err != nil {
		return nil, err
	}
	reg := foldSnapshot(snapshot, b, asOf)
	if len(l.folded) >= maxFolds {
		clear(l.folded)
	}
	l.folded[asOf] = fold{snapshot.Seq, reg}
	if asOf.IsZero() {
		l.keep(ctx, snapshot.Log, reg, b)
	}
	return reg, nil
}

// background is what is known of documents besides their claims, as of an entry
// of the log.
func (l *library) background(ctx context.Context, seq int64, docs []store.Meta) (*background, error) {
	if l.traced != nil && l.upTo == seq {
		return l.traced, nil
	}
	b, err := originsOf(ctx, l.store, docs)
	if err == nil {
		l.traced, l.upTo = b, seq
	}
	return b, err
}

// Origin is where the words of a claim come from: the chain from its document,
// and at the end the speaker whom it cites, a quote at each hop.
func (l *library) Origin(ctx context.Context, c *parley.Claim) (parley.Origin, error) {
	d, err := l.store.Document(ctx, c.Subject.Document)
	if err != nil {
		return parley.Origin{}, err
	}
	b, err := l.origins(ctx)
	if err != nil {
		return parley.Origin{}, err
	}
	o := b.originOf(c)
	if o.ID == "" {
		o = b.originOfDocument(d.ID)
	}
	return register.OriginOf(c, o, d), nil
}

// origins tells where the documents have their news from, as they are now.
func (l *library) origins(ctx context.Context) (*background, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.traced != nil {
		since, err := l.store.Log(ctx, l.upTo, 1)
		if err != nil || len(since) == 0 {
			return l.traced, err
		}
	}
	var b *background
	if ok, err := l.fromKept(ctx, func(k *kept.Kept, _ int64) (err error) {
		b, err = keptOrigins(k)
		return err
	}); ok || err != nil {
		return b, err
	}
	docs, err := l.store.Documents(ctx)
	if err != nil {
		return nil, err
	}
	return originsOf(ctx, l.store, docs)
}

// Edits are all edits, oldest first.
func (l *library) Edits(ctx context.Context) ([]parley.Edit, error) { return l.store.Edits(ctx) }

// Document is a document and its current claims.
func (l *library) Document(ctx context.Context, digest string) (*parley.Document, []parley.Claim, error) {
	id, err := l.store.Resolve(ctx, digest)
	if err != nil {
		return nil, nil, err
	}
	d, err := l.store.Document(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	claims, err := l.store.Claims(ctx, id)
	return d, claims, err
}

// Search finds documents, best first.
func (l *library) Search(ctx context.Context, query string, limit int) ([]web.Hit, error) {
	q := search.Parse(query)
	if q == nil {
		return nil, nil
	}
	found, err := l.store.Search(ctx, q, limit)
	if err != nil {
		return nil, err
	}
	terms := search.Terms(q)
	var out []web.Hit
	for _, f := range found {
		d, err := l.store.Document(ctx, f.Document)
		if err != nil {
			return nil, err
		}
		out = append(out, web.Hit{Document: d, Snippet: search.Snippet(d.Text, terms)})
	}
	return out, nil
}

// actorNames knows what actor codes stand for.
func actorNames() show.Names {
	lex := lexicon.Shared()
	return func(code string) (string, bool) {
		e, ok := lex.Code(code)
		return e.Name, ok && e.Name != ""
	}
}

// background is what the register needs to know of documents besides their
// claims.
type background struct {
	documents map[parley.Digest]*traced
}

// traced is where a document, and sentences of it, have their news from.
type traced struct {
	origin    story.Origin
	parts     []story.Part
	sentences []parley.Span
}

// of is what is known of a document; nothing of one that is not about talks.
func (b *background) of(id parley.Digest) *traced {
	if t := b.documents[id]; t != nil {
		return t
	}
	return &traced{}
}

func (b *background) originOfDocument(id parley.Digest) register.Origin {
	return fromStory(b.of(id).origin)
}

// origins are those of all documents, as the register takes them.
func (b *background) origins() register.Origins {
	all := make(register.Origins, len(b.documents))
	for id, t := range b.documents {
		all[id] = fromStory(t.origin)
	}
	return all
}

// originOf is where the words of a claim come from, where that is not its
// document's origin.
func (b *background) originOf(c *parley.Claim) register.Origin {
	return inside(b.of(c.Evidence[0].Document).parts, c)
}

// inside is the origin of a claim whose sentence cites what its document does
// not rest on.
func inside(parts []story.Part, c *parley.Claim) register.Origin {
	for i := range parts {
		if parts[i].Within.Contains(c.Evidence[0].Span) {
			return fromStory(parts[i].Origin)
		}
	}
	return register.Origin{}
}

// signatureOf is the signature of a document, as a store keeps it.
func signatureOf(d *parley.Document) []byte { return story.Sign(d, nil).Bytes() }

// originsOf tells which documents go back to one origin, and what their
// sentences are. It is told from signatures that the store keeps; those that are
// missing are made, and kept where the register can be written.
func originsOf(ctx context.Context, st store.Store, all []store.Meta) (*background, error) {
	kept, err := st.Signatures(ctx)
	if err != nil {
		return nil, err
	}
	signatures := make(map[parley.Digest]*story.Signature, len(kept))
	var docs []*parley.Document
	for i := range all {
		d := &all[i]
		if !d.AboutTalks {
			continue
		}
		docs = append(docs, &d.Document)
		if sig, err := story.ParseSignature(kept[d.ID]); err == nil {
			signatures[d.ID] = sig
		}
	}
	b, _, err := traceSigned(ctx, st, docs, signatures, story.TraceSigned)
	return b, err
}

// tracing is story.TraceSigned, or that of a story.Tracer.
type tracing = func([]*parley.Document, map[parley.Digest]*story.Signature, func(parley.Digest) (*parley.Document, error)) (*story.Graph, map[parley.Digest]*story.Signature, error)

// traceSigned traces documents from their signatures, and keeps those that are
// new where the register can be written.
func traceSigned(ctx context.Context, st store.Store, docs []*parley.Document, signatures map[parley.Digest]*story.Signature, trace tracing) (*background, map[parley.Digest]*story.Signature, error) {
	g, signed, err := trace(docs, signatures, func(id parley.Digest) (*parley.Document, error) { return st.Document(ctx, id) })
	if err != nil {
		return nil, nil, err
	}
	anew := make(map[parley.Digest][]byte, len(signed))
	for id, sig := range signed {
		anew[id] = sig.Bytes()
	}
	if err := st.Sign(ctx, anew); err != nil && !errors.Is(err, store.ErrReadOnly) && !errors.Is(err, store.ErrLocked) && !errors.Is(err, store.ErrFull) {
		return nil, nil, err
	}
	return newBackground(docs, g), signed, nil
}

// traceOrigins finds where documents, and sentences of them, have their news
// from.
func traceOrigins(docs []*parley.Document) *background { return newBackground(docs, story.Trace(docs)) }

func newBackground(docs []*parley.Document, g *story.Graph) *background {
	b := &background{make(map[parley.Digest]*traced, len(docs))}
	for _, d := range docs {
		b.documents[d.ID] = &traced{g.Origin(d.ID), g.Parts(d.ID), g.Sentences(d.ID)}
	}
	return b
}

// fromStory is an origin as the register takes it.
func fromStory(o story.Origin) register.Origin {
	return register.Origin{ID: o.ID, Name: o.Name, CopyOf: o.CopyOf, Chain: o.Chain}
}

// documentOf is a document as the register takes it.
func documentOf(d *store.Meta, sentences []parley.Span) register.Document {
	return register.Document{
		ID: d.ID, Name: d.Name, Title: d.Title, Publisher: d.Publisher, URL: d.URL, Credit: d.Credit, Published: d.Published, Size: d.Size, Sentences: sentences,
	}
}

// foldSnapshot folds what a store holds into a register.
func foldSnapshot(s *store.Snapshot, b *background, asOf parley.Moment) *parley.Register {
	in := register.Input{Claims: s.Claims, Edits: s.Edits, AsOf: asOf, Origins: b.origins(), OriginOf: b.originOf, Names: actorNames().Actor}
	for i := range s.Documents {
		d := &s.Documents[i]
		in.Documents = append(in.Documents, documentOf(d, b.of(d.ID).sentences))
	}
	return register.Fold(in)
}

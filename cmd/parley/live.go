package main

import (
	"context"
	"slices"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/register"
	"github.com/parley-register/parley/internal/store"
	"github.com/parley-register/parley/internal/story"
)

// live is a register that is held while the store changes: what has been added
// since is put into it, and only what that can reach is folded again.
type live struct {
	store      store.Store
	seq        int64         // the last entry of the log that is in it
	log        parley.Digest // the hash of that entry
	keeper     *register.Keeper
	docs       map[parley.Digest]*held
	signatures map[parley.Digest]*story.Signature
	edits      int
	tracer     *story.Tracer
	traced     *background // of the documents as they are
}

// held is a document of a live register, as it was put there.
type held struct {
	meta   store.Meta
	claims []parley.Claim
	origin register.Origin
	parts  []story.Part
}

func newLive(s store.Store) *live {
	return &live{store: s, keeper: register.NewKeeper(actorNames().Actor), docs: map[parley.Digest]*held{}, signatures: map[parley.Digest]*story.Signature{}, tracer: story.NewTracer()}
}

// update brings the register up to the store, and returns it with what else is
// known of its documents.
func (l *live) update(ctx context.Context) (*parley.Register, *background, error) {
	snapshot, err := l.store.Changes(ctx, l.seq)
	if err != nil {
		return nil, nil, err
	}
	changed := map[parley.Digest]bool{}
	for i := range snapshot.Documents {
		m := &snapshot.Documents[i]
		h := l.docs[m.ID]
		if h == nil {
			h = &held{}
			l.docs[m.ID] = h
		}
		if !sameSource(&h.meta, m) {
			l.traced = nil
		}
		h.meta, h.claims = *m, nil
		changed[m.ID] = true
	}
	for i := range snapshot.Claims {
		h := l.docs[snapshot.Claims[i].Subject.Document]
		h.claims = append(h.claims, snapshot.Claims[i])
	}
	b := l.traced
	if b == nil { // an edit and another reading change nothing in where the words come from
		if b, err = l.trace(ctx); err != nil {
			return nil, nil, err
		}
		for id, h := range l.docs {
			t := b.of(id)
			if origin := fromStory(t.origin); !sameOrigin(h.origin, origin) || !slices.EqualFunc(h.parts, t.parts, samePart) {
				h.origin, h.parts = origin, t.parts
				changed[id] = true
			}
		}
		l.traced = b
	}
	if len(snapshot.Edits) != l.edits {
		l.edits = len(snapshot.Edits)
		l.keeper.Edit(snapshot.Edits)
	}
	for id := range changed {
		h := l.docs[id]
		l.keeper.Put(documentOf(&h.meta, b.of(id).sentences), h.claims, h.origin, h.inside)
	}
	l.seq, l.log = snapshot.Seq, snapshot.Log
	return l.keeper.Register(), b, nil
}

// trace finds origins from signatures. They are all held, and those of new
// documents are made where the store has none.
func (l *live) trace(ctx context.Context) (*background, error) {
	var docs []*parley.Document
	var missing []parley.Digest
	for id, h := range l.docs {
		if h.meta.AboutTalks {
			docs = append(docs, &h.meta.Document)
			if l.signatures[id] == nil {
				missing = append(missing, id)
			}
		}
	}
	if len(missing) > 0 {
		kept, err := l.store.Signatures(ctx, missing...)
		if err != nil {
			return nil, err
		}
		for id, b := range kept {
			if s, err := story.ParseSignature(b); err == nil {
				l.signatures[id] = s
			}
		}
	}
	b, signed, err := traceSigned(ctx, l.store, docs, l.signatures, l.tracer.Trace)
	for id, s := range signed {
		l.signatures[id] = s
	}
	return b, err
}

// sameSource reports whether two states of a document are one to who traces
// origins.
func sameSource(a, b *store.Meta) bool {
	return a.ID == b.ID && a.AboutTalks == b.AboutTalks && a.URL == b.URL && a.Publisher == b.Publisher && a.Published == b.Published
}

func sameOrigin(a, b register.Origin) bool {
	return a.ID == b.ID && a.Name == b.Name && a.CopyOf == b.CopyOf && slices.Equal(a.Chain, b.Chain)
}

func samePart(a, b story.Part) bool {
	return a.Within == b.Within && sameOrigin(fromStory(a.Origin), fromStory(b.Origin))
}

// inside is the origin of a claim of the document, where it has one of its own.
func (h *held) inside(c *parley.Claim) register.Origin { return inside(h.parts, c) }

package main

import (
	"context"
	"errors"
	"io"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/source/warc"
	"github.com/parley-register/parley/internal/store"
)

// exportWARC writes the captures of all documents, in the order of the
// documents' digests, so that evidence can be handed over.
func (a *app) exportWARC(ctx context.Context, file string) error {
	s, err := a.openExisting(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	write := func(w io.Writer) error { return writeCaptures(ctx, w, s) }
	if file == "" || file == "-" {
		return write(a.out)
	}
	return writeFile(file, write)
}

func writeCaptures(ctx context.Context, to io.Writer, s store.Store) error {
	w, err := warc.NewWriter(to, "parley")
	if err != nil {
		return err
	}
	docs, err := s.Documents(ctx)
	if err != nil {
		return err
	}
	written := map[parley.Digest]bool{}
	for i := range docs {
		digest := docs[i].Capture
		if digest == "" || written[digest] {
			continue
		}
		written[digest] = true
		c, err := s.Capture(ctx, digest)
		if errors.Is(err, store.ErrNotFound) {
			continue // the document came without its bytes
		}
		if err != nil {
			return err
		}
		if err := w.Write(c); err != nil {
			return err
		}
	}
	return nil
}

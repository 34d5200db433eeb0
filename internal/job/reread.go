package job

import (
	"context"
	"time"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/store"
)

// Reread reads again what was not read by this reader's fingerprint, in
// batches, and keeps each reading as it is made: whoever interrupts it loses
// nothing and goes on where it stopped by starting it again. Progress is called
// after each document with how many are done; it may be nil. It returns how many
// documents were read again.
func Reread(ctx context.Context, s store.Store, reader Reader, index func(*parley.Document) store.Index, workers int, now func() time.Time, progress func(done int)) (int, error) {
	type again struct {
		reading store.Reading
		index   store.Index
	}
	done := 0
	var after parley.Digest
	for {
		ids, err := s.Unread(ctx, reader.Fingerprint(), after, 16*batchSize)
		if err != nil || len(ids) == 0 {
			return done, err
		}
		err = Map(ctx, workers, func(send func(parley.Digest) bool) {
			for _, id := range ids {
				if !send(id) {
					return
				}
			}
		}, func(ctx context.Context, id parley.Digest) (again, error) {
			d, err := s.Document(ctx, id)
			if err != nil {
				return again{}, err
			}
			r, err := reader.Read(ctx, d)
			if err != nil {
				return again{}, err
			}
			return again{Kept(d, r), index(d)}, nil
		}, func(ctx context.Context, x again) error {
			outcome, err := s.Read(ctx, now().UTC(), x.reading, x.index)
			if err != nil {
				return err
			}
			if outcome == store.Reread {
				done++
			}
			if progress != nil {
				progress(done)
			}
			return nil
		})
		if err != nil {
			return done, err
		}
		after = ids[len(ids)-1]
	}
}

package store

import (
	"context"

	"github.com/parley-register/parley"
)

// Folded is a register as it was folded, written down so that it need not be
// folded again. It is derived, and of one state of the log and one program:
// whoever finds another one folds again. The store knows nothing of what the
// bytes say.
type Folded struct {
	Log   parley.Digest // hash of the last entry of the log that it was made from; "" for an empty log
	Maker string        // the program that made it
	Head  []byte
	Parts map[parley.Digest][]byte // by the digests of their bytes
}

// End is where the log ends: its last entry, zero for an empty log.
type End struct {
	Seq  int64
	Hash parley.Digest
}

// Parts gets parts of what is kept, in the order of their digests in the call;
// ErrNotFound where one is not there.
type Parts func(digests ...parley.Digest) ([][]byte, error)

// Folder keeps a folded register.
type Folder interface {
	// KeepFolded keeps f in place of what was kept, whole or not at all; parts
	// that are there already are not written again. Nothing is kept, and the
	// error is ErrStale, where the log has gone on; ErrLocked tells at once that
	// another program is writing, since to wait is worth less than to fold again.
	KeepFolded(ctx context.Context, f *Folded) error

	// DropFolded forgets what was kept.
	DropFolded(ctx context.Context) error

	// Folded hands what was kept to use, without its parts, and where the log
	// ends, all of one state of the store; ErrNotFound where nothing was kept, and
	// the error of use. parts is good until use returns.
	Folded(ctx context.Context, use func(f *Folded, log End, parts Parts) error) error
}

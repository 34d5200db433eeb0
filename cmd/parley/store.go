package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/parley-register/parley/internal/store"
	"github.com/parley-register/parley/internal/store/sqlite"
)

// openExisting opens a register that is there.
func (a *app) openExisting(ctx context.Context) (*sqlite.Store, error) {
	s, err := sqlite.OpenExisting(ctx, a.settings.DB.Value)
	if errors.Is(err, store.ErrNotFound) {
		return nil, notFound("there is no register at %s yet; make one with 'parley add FILE…', or look at 'parley demo'", a.settings.DB.Value)
	}
	return s, err
}

func (a *app) examineRegister(ctx context.Context) finding {
	path := a.settings.DB.Value
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return finding{"register", true, path + " is not there yet; the first 'parley add' makes it"}
	}
	s, err := sqlite.OpenExisting(ctx, path)
	if err != nil {
		return finding{"register", false, err.Error()}
	}
	defer s.Close()
	n, err := s.Counts(ctx)
	if err != nil {
		return finding{"register", false, err.Error()}
	}
	return finding{"register", true, fmt.Sprintf("%s: %d documents, %d claims, %d edits", path, n.Documents, n.Claims, n.Edits)}
}

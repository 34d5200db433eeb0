package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/kept"
	"github.com/parley-register/parley/internal/store"
	"github.com/parley-register/parley/internal/story"
)

// programDigest names this program by all that decides what it makes of claims:
// the build of a released or committed state is told by what the linker has put
// into it, any other one by its bytes. It is "" where neither can be had.
func programDigest() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	told := []string{"program/1", release, info.String()} // with version, settings, platform, and sums of the modules
	if !stamped(info) {
		sum, err := executableSum()
		if err != nil {
			return ""
		}
		told = append(told, sum)
	}
	return string(parley.DigestOfFields(told...))
}

// stamped reports whether no two programs of different source have this
// information.
func stamped(info *debug.BuildInfo) bool {
	if info.Main.Sum != "" {
		return true
	}
	setting := func(key string) string {
		for _, s := range info.Settings {
			if s.Key == key {
				return s.Value
			}
		}
		return ""
	}
	return setting("vcs.revision") != "" && setting("vcs.modified") == "false"
}

func executableSum() (string, error) {
	path, err := os.Executable()
	if err != nil {
		return "", err
	}
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	_, err = io.Copy(h, f)
	return hex.EncodeToString(h.Sum(nil)), err
}

// errNotKept says that no register is kept that is of this log and program.
var errNotKept = errors.New("no register of this log and program is kept")

// fromKept hands the register that is kept to use, with the number of the last
// entry of the log that it goes up to, and reports whether what use says holds. It
// does not where nothing is kept, or what is kept is of another log or another
// program, or damaged: whoever asked folds then.
func (l *library) fromKept(ctx context.Context, use func(k *kept.Kept, seq int64) error) (bool, error) {
	if l.maker == "" {
		return false, nil
	}
	err := l.store.Folded(ctx, func(f *store.Folded, log store.End, parts store.Parts) error {
		if f.Log != log.Hash || f.Maker != l.maker {
			return errNotKept
		}
		k, err := kept.Open(f.Head, kept.Load(parts))
		if err != nil {
			return err
		}
		return use(k, log.Seq)
	})
	var lookup *parley.LookupError
	switch {
	case err == nil, errors.As(err, &lookup):
		return true, err
	case ctx.Err() != nil:
		return false, ctx.Err()
	case !errors.Is(err, errNotKept) && !errors.Is(err, store.ErrNotFound):
		_ = l.store.DropFolded(ctx) // whatever is wrong with it, all of it is written again
	}
	return false, nil
}

// keptAt is the register that is kept, where it is of this program and of that
// end of the log; nil for none.
func (l *library) keptAt(ctx context.Context, log parley.Digest) (*parley.Register, error) {
	var reg *parley.Register
	err := l.store.Folded(ctx, func(f *store.Folded, _ store.End, parts store.Parts) error {
		if f.Log != log || f.Maker != l.maker {
			return nil
		}
		k, err := kept.Open(f.Head, kept.Load(parts))
		if err == nil {
			reg, err = k.Register()
		}
		return err
	})
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil { // what cannot be read is believed by nobody
		return nil, nil //nolint:nilnil,nilerr // there is none
	}
	return reg, nil
}

// claimsToDocument is how many claims are folded in the time in which one
// document is read, about.
const claimsToDocument = 2000

// keepAfter folds the register after so many documents were read, so that the
// next command finds it kept: always, or only where that takes no longer than to
// read them did. Who adds one article after another to a large register should
// not wait for each, and who looks at it then waits once.
func (a *app) keepAfter(ctx context.Context, s store.Store, documents int, always bool) error {
	if documents == 0 {
		return nil
	}
	if !always {
		n, err := s.Counts(ctx)
		if err != nil || n.Claims > claimsToDocument*int64(documents) {
			return err
		}
	}
	p := a.newProgress("folding", 0)
	defer p.done()
	_, err := newLibrary(s, a.program()).outline(ctx, parley.Moment{})
	return err
}

// keep writes down a register that was folded when the log ended with that entry,
// and with it where its documents have their news from, so that the next command
// need not fold. Where that cannot be, nothing is lost but time.
func (l *library) keep(ctx context.Context, log parley.Digest, reg *parley.Register, b *background) {
	if l.maker == "" {
		return
	}
	w := kept.Write(reg, b.bytes())
	_ = l.store.KeepFolded(ctx, &store.Folded{Log: log, Maker: l.maker, Head: w.Head, Parts: w.Parts})
}

// keptTrace is where one document has its news from, as it is kept.
type keptTrace struct {
	Document parley.Digest
	Origin   story.Origin
	Parts    []story.Part
}

// bytes is b without the sentences, which only a fold asks for.
func (b *background) bytes() []byte {
	all := make([]keptTrace, 0, len(b.documents))
	for id, t := range b.documents {
		all = append(all, keptTrace{id, t.origin, t.parts})
	}
	slices.SortFunc(all, func(x, y keptTrace) int { return strings.Compare(string(x.Document), string(y.Document)) })
	return kept.Marshal(&all)
}

// keptOrigins is what bytes has written.
func keptOrigins(k *kept.Kept) (*background, error) {
	extra, err := k.Extra()
	if err != nil {
		return nil, err
	}
	all, err := kept.Unmarshal[[]keptTrace](extra)
	if err != nil {
		return nil, err
	}
	b := &background{make(map[parley.Digest]*traced, len(*all))}
	for i := range *all {
		x := &(*all)[i]
		b.documents[x.Document] = &traced{origin: x.Origin, parts: x.Parts}
	}
	return b, nil
}

// ofRegister is what a command shows of the register: from what is kept, where it
// is asked for as it is now and that is kept; else of the register that is folded.
func ofRegister[T any](ctx context.Context, l *library, asOf parley.Moment, ofKept func(*kept.Kept) (T, error), ofFolded func(*parley.Register) (T, error)) (x T, err error) {
	if asOf.IsZero() {
		if ok, err := l.fromKept(ctx, func(k *kept.Kept, _ int64) (err error) {
			x, err = ofKept(k)
			return err
		}); ok || err != nil {
			return x, err
		}
	}
	reg, err := l.Register(ctx, asOf)
	if err != nil {
		return x, err
	}
	return ofFolded(reg)
}

// outline is the register with as much of its processes as a list shows: what
// [kept.Kept.Outline] has, or more.
func (l *library) outline(ctx context.Context, asOf parley.Moment) (*parley.Register, error) {
	return ofRegister(ctx, l, asOf,
		func(k *kept.Kept) (*parley.Register, error) { return k.Outline(), nil },
		func(reg *parley.Register) (*parley.Register, error) { return reg, nil })
}

// process is the process that id names.
func (l *library) process(ctx context.Context, asOf parley.Moment, id string) (*parley.Process, error) {
	return ofRegister(ctx, l, asOf,
		func(k *kept.Kept) (*parley.Process, error) { return k.Process(id) },
		func(reg *parley.Register) (*parley.Process, error) { return reg.Process(id) })
}

// placed is a round with its process and the documents of the register.
type placed struct {
	process   *parley.Process
	round     *parley.Round
	documents []*parley.Source
}

// round is the round that id names.
func (l *library) round(ctx context.Context, asOf parley.Moment, id string) (placed, error) {
	return ofRegister(ctx, l, asOf,
		func(k *kept.Kept) (x placed, err error) {
			if x.process, x.round, err = k.Round(id); err != nil {
				return x, err
			}
			x.documents, err = k.Documents()
			return x, err
		},
		func(reg *parley.Register) (x placed, err error) {
			x.documents = reg.Documents
			x.process, x.round, err = reg.Round(id)
			return x, err
		})
}

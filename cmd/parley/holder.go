package main

import (
	"context"
	"sync"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/kept"
)

// holder holds the register of a live library. It begins with the one that is
// kept, if there is one, and fills what it will need for the next change while
// that is shown; what has changed it keeps for the commands. Its register is
// called by one goroutine at a time.
type holder struct {
	ctx     context.Context // until which it works beside who asks
	library *library
	live    *live
	filling chan *live // gives what is being filled, nil where that failed

	mu      sync.Mutex
	waiting *toKeep // what is to be kept next
	keeping bool
}

// toKeep is a register that is to be kept.
type toKeep struct {
	log        parley.Digest
	register   *parley.Register
	background *background
}

// register is the register as the store stands, with what else is known of its
// documents, nil where that was not needed, and the last entry of the log that it
// goes up to.
func (h *holder) register(ctx context.Context) (*parley.Register, *background, int64, error) {
	if h.live.seq == 0 && h.filling == nil {
		var reg *parley.Register
		var seq int64
		ok, err := h.library.fromKept(ctx, func(k *kept.Kept, upTo int64) (err error) {
			reg, err = k.Register()
			seq = upTo
			return err
		})
		if err != nil {
			return nil, nil, 0, err
		}
		if ok {
			h.fill()
			return reg, nil, seq, nil
		}
	}
	if h.filling != nil {
		select {
		case filled := <-h.filling:
			h.filling = nil
			if filled != nil {
				h.live = filled
			}
		case <-ctx.Done():
			return nil, nil, 0, ctx.Err()
		}
	}
	before := h.live.log
	reg, b, err := h.live.update(ctx)
	if err != nil {
		h.live = newLive(h.library.store) // what it holds may be half of a change
		return nil, nil, 0, err
	}
	if h.live.log != before {
		h.keep(toKeep{h.live.log, reg, b})
	}
	return reg, b, h.live.seq, nil
}

// fill makes ready for changes, beside who is shown what was kept.
func (h *holder) fill() {
	filling := make(chan *live, 1)
	h.filling = filling
	go func() {
		fresh := newLive(h.library.store)
		if _, _, err := fresh.update(h.ctx); err != nil {
			fresh = nil
		}
		filling <- fresh
	}()
}

// filled reports whether it has been made ready for changes and nobody has taken
// that yet.
func (h *holder) filled() bool { return len(h.filling) > 0 }

// keep keeps a register beside who is shown it; of several the last.
func (h *holder) keep(k toKeep) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.waiting = &k
	if h.keeping {
		return
	}
	h.keeping = true
	go func() {
		for {
			h.mu.Lock()
			next := h.waiting
			h.waiting, h.keeping = nil, next != nil
			h.mu.Unlock()
			if next == nil {
				return
			}
			h.library.keep(h.ctx, next.log, next.register, next.background)
		}
	}()
}

package job

import (
	"context"
	"iter"
	"time"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/gate"
	"github.com/parley-register/parley/internal/source"
	"github.com/parley-register/parley/internal/store"
)

// batchSize is how many additions are kept in one transaction: enough to make
// the disk's part small, few enough that an interruption costs little.
const batchSize = 32

// Adder reads inputs and keeps what was read.
type Adder struct {
	Store   store.Store
	Reader  Reader
	Index   func(*parley.Document) store.Index
	Sign    func(*parley.Document) []byte // nil leaves documents without signatures
	Workers int
	Now     func() time.Time // for the log alone
	Kept    func(Summary)    // called after each transaction; may be nil
	Intake  store.Intake     // what need not be looked at again, and the gate's rejects; nil reads every input
}

// Summary is what became of the inputs.
type Summary struct {
	New      int             `json:"new"`       // documents that were not known
	Known    int             `json:"known"`     // that were
	Reread   int             `json:"reread"`    // known, and now read by this version of parley
	NotTalks int             `json:"not_talks"` // of the new and reread ones: not about talks
	Failed   []*source.Error `json:"-"`

	TurnedAway int `json:"turned_away"` // pages of archives and feeds that cannot be about talks
}

// Total is the number of inputs.
func (s Summary) Total() int { return s.New + s.Known + s.Reread + s.TurnedAway + len(s.Failed) }

// Add keeps every input. What is acknowledged — counted in the summary handed
// to Kept — is kept for good; the rest can be added again. The error is of the
// store or of ctx; inputs that fail are in the summary.
func (a *Adder) Add(ctx context.Context, inputs iter.Seq2[source.Input, error]) (Summary, error) {
	var sum Summary
	var batch []store.Addition
	var rejects []store.Reject
	flush := func(ctx context.Context) error {
		if len(rejects) > 0 {
			if err := a.Intake.RejectPages(ctx, rejects...); err != nil {
				return err
			}
			sum.TurnedAway += len(rejects)
			rejects = rejects[:0]
		}
		if len(batch) == 0 {
			return nil
		}
		outcomes, err := a.Store.Add(ctx, batch...)
		if err != nil {
			return err
		}
		for i, o := range outcomes {
			switch o {
			case store.New:
				sum.New++
			case store.Reread:
				sum.Reread++
			case store.Already:
				sum.Known++
			}
			if o != store.Already && !batch[i].Reading.AboutTalks {
				sum.NotTalks++
			}
		}
		batch = batch[:0]
		if a.Kept != nil {
			a.Kept(sum)
		}
		return nil
	}
	var look check
	if a.Intake != nil {
		look = a.look
	}
	err := readSome(ctx, a.Reader, a.Workers, inputs, look, func(ctx context.Context, r Result) error {
		switch {
		case r.Failure != nil:
			sum.Failed = append(sum.Failed, r.Failure)
			return nil
		case r.Held:
			sum.Known++
			return nil
		case r.Away != nil:
			c := &r.Input.Capture
			rejects = append(rejects, store.Reject{URL: c.URL, Digest: c.Digest, Score: r.Away.Score, Version: gate.Version(), At: a.Now().UTC()})
			if len(rejects) < rejectSize {
				return nil
			}
			return flush(ctx)
		}
		batch = append(batch, a.addition(&r))
		if len(batch) < batchSize {
			return nil
		}
		return flush(ctx)
	})
	if err != nil {
		return sum, err
	}
	return sum, flush(ctx)
}

// rejectSize is how many rejects are kept in one transaction.
const rejectSize = 512

// look tells what of an archive or a feed is held already, and what the gate
// turns away. What the user chose or knows more of is read in any case.
func (a *Adder) look(ctx context.Context, r *Result) (err error) {
	in := &r.Input
	if !in.Bulk || in.Meta != (source.Meta{}) {
		return nil
	}
	if r.Held, err = a.Intake.Held(ctx, in.Capture.Digest, in.Capture.URL, a.Reader.Fingerprint()); err != nil || r.Held {
		return err
	}
	var v gate.Verdict
	switch in.Kind {
	case source.HTML:
		v = gate.Page(in.Capture.Body)
	case source.Text:
		v = gate.Text(in.Capture.Body)
	default:
		return nil
	}
	if !v.Pass {
		r.Away = &v
	}
	return nil
}

func (a *Adder) addition(r *Result) store.Addition {
	x := store.Addition{
		Capture: &r.Input.Capture, Document: r.Document, Index: a.Index(r.Document), At: a.Now().UTC(),
		Reading: Kept(r.Document, r.Reading),
	}
	if a.Sign != nil && r.Reading.AboutTalks {
		x.Signature = a.Sign(r.Document)
	}
	return x
}

// Kept is a reading as a store keeps it.
func Kept(d *parley.Document, r *parley.Reading) store.Reading {
	return store.Reading{Document: d.ID, Fingerprint: r.Fingerprint, AboutTalks: r.AboutTalks, Reason: r.Reason, Claims: parley.Claims(d, r)}
}

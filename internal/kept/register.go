package kept

import (
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/parley-register/parley"
)

// head is what is read first: the outline of a register, and where the rest is.
type head struct {
	AsOf      parley.Moment
	Processes []outline
	Names     parley.Digest // of the part by which mentions are found
	Rest      parley.Digest
	Extra     parley.Digest // "" for none
}

// outline is what a list shows of a process. Its state is kept here alone: it
// changes when a day goes by, and the part need not.
type outline struct {
	ID, Name       string
	Parties        []string
	When           parley.Interval
	State          parley.State
	Rounds         []sitting
	Documents      int
	Contradictions []conflict
	Part           parley.Digest
}

// sitting is what a list shows of a round.
type sitting struct {
	ID     string
	When   parley.Interval
	Status parley.Status
}

type conflict struct {
	Kind     parley.ContradictionKind
	Decision string
}

// names are the mentions of a process: of its rounds, and those in none.
type names struct {
	Rounds [][]parley.Subject
	Loose  []parley.Subject
}

// rest is the register but for its processes.
type rest struct {
	Loose     []*parley.Mention
	Documents []*parley.Source
	Orphans   []parley.Orphan
	Overruled []parley.Overruled
	Left      []parley.LeftOut
	None      bool // there is no list of processes, not even an empty one
}

// Written is a register as it is kept.
type Written struct {
	Head  []byte
	Parts map[parley.Digest][]byte
}

// Write writes r down, with extra, which may be nil, as a part of its own.
func Write(r *parley.Register, extra []byte) *Written {
	w := &Written{Parts: make(map[parley.Digest][]byte, len(r.Processes)+3)}
	put := func(b []byte) parley.Digest {
		id := parley.DigestOf(b)
		w.Parts[id] = b
		return id
	}
	h := head{AsOf: r.AsOf, Processes: make([]outline, len(r.Processes))}
	all := make([]names, len(r.Processes))
	for i := range r.Processes {
		p := r.Processes[i]
		o := outline{ID: p.ID, Name: p.Name, Parties: p.Parties, When: p.When, State: p.State, Documents: p.Documents}
		for j := range p.Rounds {
			r := &p.Rounds[j]
			o.Rounds = append(o.Rounds, sitting{r.ID, r.When, r.Status})
			all[i].Rounds = append(all[i].Rounds, subjects(r.Mentions))
		}
		all[i].Loose = subjects(p.Loose)
		for j := range p.Contradictions {
			c := &p.Contradictions[j]
			o.Contradictions = append(o.Contradictions, conflict{Kind: c.Kind, Decision: c.Decision})
		}
		p.State = parley.State{}
		o.Part = put(Marshal(&p))
		h.Processes[i] = o
	}
	h.Names = put(Marshal(&all))
	h.Rest = put(Marshal(&rest{r.Loose, r.Documents, r.Orphans, r.Overruled, r.Left, r.Processes == nil}))
	if extra != nil {
		h.Extra = put(extra)
	}
	w.Head = Marshal(&h)
	return w
}

func subjects(mentions []parley.Mention) []parley.Subject {
	out := make([]parley.Subject, len(mentions))
	for i := range mentions {
		out[i] = mentions[i].Subject
	}
	return out
}

// Load gets parts by their digests, in that order.
type Load func(digests ...parley.Digest) ([][]byte, error)

// Kept is a register that was written down, of which no more is read than is
// asked for. Every error but a *parley.LookupError is of load or wraps
// ErrDamaged.
type Kept struct {
	head head
	load Load
}

// Open reads a head.
func Open(headBytes []byte, load Load) (*Kept, error) {
	h, err := Unmarshal[head](headBytes)
	if err != nil {
		return nil, err
	}
	return &Kept{*h, load}, nil
}

// parts gets parts and checks that they are those that were written.
func (k *Kept) parts(digests ...parley.Digest) ([][]byte, error) {
	parts, err := k.load(digests...)
	if err != nil {
		return nil, err
	}
	if len(parts) != len(digests) {
		return nil, fmt.Errorf("%w: of %d parts %d are there", ErrDamaged, len(digests), len(parts))
	}
	for i, b := range parts {
		if parley.DigestOf(b) != digests[i] {
			return nil, fmt.Errorf("%w: part %s is another", ErrDamaged, digests[i].Short())
		}
	}
	return parts, nil
}

func part[T any](k *Kept, digest parley.Digest) (*T, error) {
	b, err := k.parts(digest)
	if err != nil {
		return nil, err
	}
	return Unmarshal[T](b[0])
}

// Outline is the register with as much of each process as a list shows: ID,
// name, parties, time and state, how many documents tell of it, the IDs, times and statuses of its rounds, and of
// which kind its contradictions are and what was decided. All else is empty.
func (k *Kept) Outline() *parley.Register {
	r := &parley.Register{AsOf: k.head.AsOf, Processes: make([]parley.Process, len(k.head.Processes))}
	for i := range r.Processes {
		o, p := &k.head.Processes[i], &r.Processes[i]
		p.ID, p.Name, p.Parties, p.When, p.State, p.Documents = o.ID, o.Name, o.Parties, o.When, o.State, o.Documents
		p.Rounds = make([]parley.Round, len(o.Rounds))
		for j, x := range o.Rounds {
			p.Rounds[j].ID, p.Rounds[j].When, p.Rounds[j].Status = x.ID, x.When, x.Status
		}
		p.Contradictions = make([]parley.Contradiction, len(o.Contradictions))
		for j, c := range o.Contradictions {
			p.Contradictions[j] = parley.Contradiction{Kind: c.Kind, Decision: c.Decision}
		}
	}
	return r
}

// named is the outline with the mentions of each round, by which processes and
// rounds are found too.
func (k *Kept) named() (*parley.Register, error) {
	all, err := part[[]names](k, k.head.Names)
	if err != nil {
		return nil, err
	}
	r := k.Outline()
	if len(*all) != len(r.Processes) {
		return nil, fmt.Errorf("%w: its names are of other processes", ErrDamaged)
	}
	for i, n := range *all {
		p := &r.Processes[i]
		if len(n.Rounds) != len(p.Rounds) {
			return nil, fmt.Errorf("%w: its names are of other rounds", ErrDamaged)
		}
		for j, s := range n.Rounds {
			p.Rounds[j].Mentions = mentions(s)
		}
		p.Loose = mentions(n.Loose)
	}
	return r, nil
}

func mentions(subjects []parley.Subject) []parley.Mention {
	out := make([]parley.Mention, len(subjects))
	for i, s := range subjects {
		out[i].Subject, out[i].ID = s, s.ID()
	}
	return out
}

// Process is the process that id names, as [parley.Register.Process] finds it.
func (k *Kept) Process(id string) (*parley.Process, error) {
	for i := range k.head.Processes {
		if k.head.Processes[i].ID == id { // whatever else it may name
			return k.process(i)
		}
	}
	r, err := k.named()
	if err != nil {
		return nil, err
	}
	p, err := r.Process(id)
	if err != nil {
		return nil, err
	}
	for i := range r.Processes {
		if &r.Processes[i] == p {
			return k.process(i)
		}
	}
	return nil, errors.New("unreachable: the process is of this register")
}

func (k *Kept) process(i int) (*parley.Process, error) {
	p, err := part[parley.Process](k, k.head.Processes[i].Part)
	if err == nil {
		p.State = k.head.Processes[i].State
	}
	return p, err
}

// Round is the round that id names and its process, as [parley.Register.Round]
// finds them.
func (k *Kept) Round(id string) (*parley.Process, *parley.Round, error) {
	for i := range k.head.Processes {
		if j := slices.IndexFunc(k.head.Processes[i].Rounds, func(x sitting) bool { return x.ID == id }); j >= 0 {
			return k.round(i, j)
		}
	}
	r, err := k.named()
	if err != nil {
		return nil, nil, err
	}
	in, found, err := r.Round(id)
	if err != nil {
		return nil, nil, err
	}
	for i := range r.Processes {
		for j := range r.Processes[i].Rounds {
			if &r.Processes[i] == in && &in.Rounds[j] == found {
				return k.round(i, j)
			}
		}
	}
	return nil, nil, errors.New("unreachable: the round is of this register")
}

func (k *Kept) round(i, j int) (*parley.Process, *parley.Round, error) {
	p, err := k.process(i)
	if err != nil {
		return nil, nil, err
	}
	if j >= len(p.Rounds) {
		return nil, nil, fmt.Errorf("%w: the process has other rounds", ErrDamaged)
	}
	return p, &p.Rounds[j], nil
}

// Documents are those of the register.
func (k *Kept) Documents() ([]*parley.Source, error) {
	x, err := part[rest](k, k.head.Rest)
	if err != nil {
		return nil, err
	}
	return x.Documents, nil
}

// Extra is what was written beside the register; nil for nothing.
func (k *Kept) Extra() ([]byte, error) {
	if k.head.Extra == "" {
		return nil, nil
	}
	b, err := k.parts(k.head.Extra)
	if err != nil {
		return nil, err
	}
	return b[0], nil
}

// Register is the whole register.
func (k *Kept) Register() (*parley.Register, error) {
	x, err := part[rest](k, k.head.Rest)
	if err != nil {
		return nil, err
	}
	r := &parley.Register{AsOf: k.head.AsOf, Loose: x.Loose, Documents: x.Documents, Orphans: x.Orphans, Overruled: x.Overruled, Left: x.Left}
	if x.None {
		return r, nil
	}
	digests := make([]parley.Digest, len(k.head.Processes))
	for i := range digests {
		digests[i] = k.head.Processes[i].Part
	}
	bodies, err := k.load(digests...)
	if err != nil {
		return nil, err
	}
	if len(bodies) != len(digests) {
		return nil, fmt.Errorf("%w: of %d processes %d are there", ErrDamaged, len(digests), len(bodies))
	}
	r.Processes = make([]parley.Process, len(digests))
	errs := make([]error, len(digests))
	var next atomic.Int64
	var all sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(digests)) {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(digests); i = int(next.Add(1)) - 1 {
				if parley.DigestOf(bodies[i]) != digests[i] {
					errs[i] = fmt.Errorf("%w: part %s is another", ErrDamaged, digests[i].Short())
					continue
				}
				p, err := Unmarshal[parley.Process](bodies[i])
				if err != nil {
					errs[i] = err
					continue
				}
				p.State = k.head.Processes[i].State
				r.Processes[i] = *p
			}
		})
	}
	all.Wait()
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return r, nil
}

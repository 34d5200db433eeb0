package train

import (
	"math"
	"slices"
	"sync"
)

// A share is the probability of one answer.
type share struct {
	at int32
	p  float32
}

// opinion is what teachers think of a sentence: for each word, the shares of its
// heads, of the relations to the best head, and of its tags.
type opinion struct{ head, label, tag [][]share }

func (e *example) heads(i int) []share {
	if e.soft == nil {
		return nil
	}
	return e.soft.head[i]
}

func (e *example) labels(i int) []share {
	if e.soft == nil {
		return nil
	}
	return e.soft.label[i]
}

func (e *example) tags(i int) []share {
	if e.soft == nil {
		return nil
	}
	return e.soft.tag[i]
}

// teach asks the teachers about the sentences and writes their mean into soft,
// head, label and tag of each.
func teach(teachers []*network, examples []*example) {
	const batch = 40 // sentences
	var next sync.Mutex
	at := 0
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			var ws []*worker
			for _, n := range teachers {
				ws = append(ws, newWorker(n))
			}
			for {
				next.Lock()
				part := examples[min(at, len(examples)):min(at+batch, len(examples))]
				at += batch
				next.Unlock()
				if len(part) == 0 {
					return
				}
				ask(ws, part)
			}
		})
	}
	wg.Wait()
}

// ask runs one batch through workers of all teachers.
func ask(ws []*worker, batch []*example) {
	var heads, mean matrix
	for _, w := range ws {
		w.look(batch)
	}
	first := ws[0].first
	for k, e := range batch {
		n := e.len()
		e.soft = &opinion{make([][]share, n), make([][]share, n), make([][]share, n)}
		e.head, e.label, e.tag = make([]int32, n), make([]uint8, n), make([]uint8, n)
		heads.shape(n, n+1)
		for _, w := range ws {
			w.scoreHeads(first[k], n)
			for i := range n {
				addShares(heads.row(i), w.s.row(i)[:n+1])
			}
		}
		for i := range n {
			best := 0
			e.soft.head[i], best = shares(heads.row(i))
			e.head[i] = int32(best)
		}
	}
	n := first[len(batch)]
	for _, w := range ws {
		w.relations(batch, n)
	}
	size := ws[0].n.size
	each := func(of func(*worker) *matrix, classes int, set func(e *example, i int, q []share, best int)) {
		mean.shape(n, classes)
		for _, w := range ws {
			for t := range n {
				addShares(mean.row(t), of(w).row(t)[:classes])
			}
		}
		for k, e := range batch {
			for i := range e.word {
				q, best := shares(mean.row(first[k] + i))
				set(e, i, q, best)
			}
		}
	}
	each(func(w *worker) *matrix { return &w.logits }, size.Relations, func(e *example, i int, q []share, best int) {
		e.soft.label[i], e.label[i], e.scored[i] = q, uint8(best), true
	})
	each(func(w *worker) *matrix { return &w.tags }, size.Tags, func(e *example, i int, q []share, best int) {
		e.soft.tag[i], e.tag[i] = q, uint8(best)
	})
}

// look runs the batch up to the scorers, without dropout.
func (w *worker) look(batch []*example) {
	w.first = append(w.first[:0], 0)
	for _, e := range batch {
		w.first = append(w.first, w.first[len(w.first)-1]+e.len())
	}
	n := w.first[len(w.first)-1]
	w.embed(batch, n, nil, dropout{})
	for l := range w.layers {
		w.forward(l, len(batch), nil, dropout{})
	}
	w.project(len(batch), n, nil, dropout{})
}

// addShares adds the probabilities that scores stand for to a sum. It changes scores.
func addShares(to, scores []float32) {
	_, sum := exponents(scores)
	for j, v := range scores {
		to[j] += v / sum
	}
}

// shares keeps the greatest parts of a sum of probabilities, brought to a sum of
// one, and returns the best with them.
func shares(sum []float32) ([]share, int) {
	const least, most = 0.01, 8
	var total float32
	for _, v := range sum {
		total += v
	}
	var out []share
	for j, v := range sum {
		if v >= least*total {
			out = append(out, share{int32(j), v})
		}
	}
	slices.SortStableFunc(out, func(a, b share) int {
		switch {
		case a.p > b.p:
			return -1
		case a.p < b.p:
			return 1
		}
		return 0
	})
	out = slices.Clip(out[:min(len(out), most)])
	var kept float32
	for _, q := range out {
		kept += q.p
	}
	for i := range out {
		out[i].p /= kept
	}
	if math.IsNaN(float64(kept)) {
		panic("a teacher has learnt nothing")
	}
	return out, int(out[0].at)
}

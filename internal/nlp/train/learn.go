package train

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"github.com/parley-register/parley/internal/nlp/core"
)

// workers is the number of parts into which every batch is split. It is fixed,
// so that a machine with more processors learns the same weights.
const workers = 2

// learnOptions of network.learn.
type learnOptions struct {
	epochs, batch int // batch in words
	steps         int // over which the rate falls; 0: as many as there are words for
	// carry shuffles the order of the last epoch, not of the list; there is no silver then
	carry bool
	parts int // of the silver sentences, one of which joins the gold ones in each epoch
	rate  float64
	drop  dropout
	seed  uint64
	log   io.Writer
}

// learn fits the network to the examples, those of treebanks and those that
// teachers have annotated, with Adam; the rate rises over half an epoch and then
// falls in a straight line to nothing.
func (n *network) learn(gold, silver []*example, dev map[string][]*example, o learnOptions) {
	ws := make([]*worker, workers)
	for i := range ws {
		ws[i] = newWorker(n)
	}
	words := 0
	for epoch := range o.epochs {
		for _, e := range o.epoch(gold, silver, epoch) {
			words += e.len()
		}
	}
	steps := float64(words/o.batch + 1)
	if o.steps > 0 {
		steps = float64(o.steps)
	}
	warm := steps / float64(2*o.epochs)
	step := 0
	start := time.Now()
	var order []*example
	for epoch := range o.epochs {
		r := rand.New(rand.NewPCG(o.seed, uint64(epoch)+100))
		if epoch == 0 || !o.carry {
			order = o.epoch(gold, silver, epoch)
		}
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, w := range ws {
			w.loss, w.words, w.headsRight, w.labelRight, w.tagRight = 0, 0, 0, 0, 0
		}
		for at := 0; at < len(order); {
			var parts [workers][]*example
			total := 0
			for k := 0; at < len(order) && total < o.batch; k++ {
				e := order[at]
				parts[k%workers] = append(parts[k%workers], e)
				total += e.len()
				at++
			}
			var wg sync.WaitGroup
			for k, w := range ws {
				rk := rand.New(rand.NewPCG(o.seed+uint64(k)<<32, uint64(step)+1<<40))
				wg.Go(func() { w.run(parts[k], rk, o.drop, total) })
			}
			wg.Wait()
			step++
			s := float64(step)
			rate := o.rate * math.Min(s/warm, math.Max(0.01, (steps-s)/(steps-warm)))
			n.update(ws, step, rate)
		}
		var loss float64
		for _, w := range ws {
			loss += w.loss
		}
		fmt.Fprintf(o.log, "epoch %d  loss %.1f  %s", epoch+1, loss/float64(step)*float64(epoch+1), time.Since(start).Round(time.Second))
		if epoch%4 == 3 || epoch+1 == o.epochs {
			for _, name := range []string{"EWT", "GUM"} {
				w := ws[0]
				w.words, w.headsRight, w.labelRight, w.bothRight, w.tagRight = 0, 0, 0, 0, 0
				for _, e := range dev[name] {
					w.run([]*example{e}, nil, dropout{}, 1)
				}
				share := 100 / float64(max(w.words, 1))
				fmt.Fprintf(o.log, "  %s UPOS %.2f UAS %.2f LAS %.2f", name,
					float64(w.tagRight)*share, float64(w.headsRight)*share, float64(w.bothRight)*share)
			}
		}
		fmt.Fprintln(o.log)
	}
}

// epoch lists the examples of an epoch.
func (o *learnOptions) epoch(gold, silver []*example, epoch int) []*example {
	out := slices.Clone(gold)
	for i := epoch % max(o.parts, 1); i < len(silver); i += max(o.parts, 1) {
		out = append(out, silver[i])
	}
	return out
}

const (
	beta1, beta2 = 0.9, 0.98
	epsilon      = 1e-8
	clip         = 2.0
)

// update adds up the workers' gradients in order, takes a step of Adam and
// clears the gradients.
func (n *network) update(ws []*worker, step int, rate float64) {
	first := ws[0].grads
	var squares [workers]float64
	share := func(visit func(part, k int)) {
		var wg sync.WaitGroup
		for part := range workers {
			wg.Go(func() {
				for k := range n.params {
					if k%workers == part {
						visit(part, k)
					}
				}
			})
		}
		wg.Wait()
	}
	share(func(part, k int) {
		g := first[k]
		var sum float64
		if n.params[k].sparse {
			for _, w := range ws[1:] {
				o := w.grads[k]
				for _, row := range o.touched {
					to, from := g.touch(int(row)), o.g.row(int(row))
					for j, v := range from {
						to[j] += v
					}
					clear(from)
					o.marked[row] = false
				}
				o.touched = o.touched[:0]
			}
			for _, row := range g.touched {
				for _, v := range g.g.row(int(row)) {
					sum += float64(v) * float64(v)
				}
			}
		} else {
			for _, w := range ws[1:] {
				from := w.grads[k].g.v
				for j, v := range from {
					g.g.v[j] += v
				}
				clear(from)
			}
			for _, v := range g.g.v {
				sum += float64(v) * float64(v)
			}
		}
		squares[part] += sum
	})
	norm := 0.0
	for _, s := range squares {
		norm += s
	}
	norm = math.Sqrt(norm)
	scale := float32(1)
	if norm > clip {
		scale = float32(clip / norm)
	}
	s := float64(step)
	lr := float32(rate * math.Sqrt(1-math.Pow(beta2, s)) / (1 - math.Pow(beta1, s)))
	adam := func(w, m, v, g []float32) {
		m, v, g = m[:len(w)], v[:len(w)], g[:len(w)]
		for j := range w {
			x := g[j] * scale
			mj := beta1*m[j] + (1-beta1)*x
			vj := beta2*v[j] + (1-beta2)*x*x
			m[j], v[j] = mj, vj
			w[j] -= lr * mj / (float32(math.Sqrt(float64(vj))) + epsilon)
			g[j] = 0
		}
	}
	share(func(_, k int) {
		p, g := n.params[k], first[k]
		if !p.sparse {
			adam(p.w.v, p.m, p.v, g.g.v)
			return
		}
		c := p.w.cols
		for _, row := range g.touched {
			a, b := int(row)*c, (int(row)+1)*c
			adam(p.w.v[a:b], p.m[a:b], p.v[a:b], g.g.v[a:b])
			g.marked[row] = false
		}
		g.touched = g.touched[:0]
	})
}

// vocabulary numbers words by the hash that the network looks up; 0 is unknown.
type vocabulary map[uint64]int32

func newVocabulary(words []string) (vocabulary, []uint64) {
	v := vocabulary{}
	hashes := make([]uint64, len(words))
	for i, s := range words {
		var w core.Word
		w.Read(s)
		hashes[i] = w.Lower
		if _, ok := v[w.Lower]; !ok {
			v[w.Lower] = int32(i + 1)
		}
	}
	return v, hashes
}

// examples numbers sentences for the network; in holds the linear tagger's tags.
func examples(sentences []Sentence, data []tagged, in [][]uint8, vocab vocabulary, relations []string, affixes int) []*example {
	number := index(relations)
	out := make([]*example, len(sentences))
	for i, s := range sentences {
		e := &example{in: in[i], tag: data[i].tags}
		for j := range s.Words {
			w := &data[i].words[j]
			e.word = append(e.word, vocab[w.Lower])
			var rows [core.Affixes]int32
			w.AffixRows(&rows, affixes)
			e.affix = append(e.affix, rows)
			e.head = append(e.head, int32(s.Words[j].Head))
			label, ok := number[s.Words[j].Relation]
			e.label = append(e.label, uint8(label))
			e.scored = append(e.scored, ok)
		}
		out[i] = e
	}
	return out
}

// jackknife tags the training sentences with taggers trained on the others, so
// that the network learns from tags with the errors that it will meet.
func jackknife(data []tagged, tags, folds int, o Options) [][]uint8 {
	out := make([][]uint8, len(data))
	var wg sync.WaitGroup
	gate := make(chan struct{}, workers)
	for fold := range folds {
		wg.Go(func() {
			gate <- struct{}{}
			defer func() { <-gate }()
			var rest []tagged
			for i, d := range data {
				if i/50%folds != fold {
					rest = append(rest, d)
				}
			}
			l := trainLinear(rest, tags, o.TaggerRows, o.TaggerEpochs, o.Seed+uint64(fold)+1).linear(tags)
			for i, d := range data {
				if i/50%folds == fold {
					out[i] = make([]uint8, len(d.words))
					l.Tag(d.words, out[i])
				}
			}
		})
	}
	wg.Wait()
	return out
}

// setVectors starts the word table from learnt vectors, brought to one scale.
func (n *network) setVectors(v *Vectors) {
	var squares float64
	for _, x := range v.V.v {
		squares += float64(x) * float64(x)
	}
	scale := float32(0.3 / math.Sqrt(squares/float64(len(v.V.v))))
	table := n.params[pWord].w
	for i := range v.Words {
		for j, x := range v.V.row(i) {
			table.row(i + 1)[j] = x * scale
		}
	}
}

// setInventory numbers UPOS tags and universal relations for the log.
func (n *network) setInventory(tags, relations []string) {
	group := func(to *[64]uint8, list []string, key func(string) string) {
		seen := map[string]int{}
		for i, s := range list {
			k := key(s)
			if _, ok := seen[k]; !ok {
				seen[k] = len(seen)
			}
			to[i] = uint8(seen[k])
		}
	}
	group(&n.upos, tags, upos)
	group(&n.universal, relations, universal)
}

// tuneFrequent trains the vectors of words with at least least examples, and the
// one of unknown words.
func (n *network) tuneFrequent(sentences []*example, least int) {
	count := make([]int, n.size.Words+1)
	for _, e := range sentences {
		for _, w := range e.word {
			count[w]++
		}
	}
	n.tuned = make([]bool, len(count))
	for i, c := range count {
		n.tuned[i] = i == 0 || c >= least
	}
}

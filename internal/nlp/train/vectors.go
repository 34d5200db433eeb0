package train

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parley-register/parley/internal/nlp/core"
)

// The texts that word vectors are learnt from, relative to the data folder; all
// in the public domain. Lines of JSON with a text, packed by xz.
var textFiles = []string{
	"text/state_releases.jsonl.xz",
	"text/wh_briefings.jsonl.xz",
	"text/wh_2009_2017/press_briefings.jsonl.xz",
	"news/briefings/wh_diplomacy.jsonl.xz",
}

// eachText calls visit with every text of a packed file.
func eachText(path string, visit func(text string)) error {
	if _, err := os.Stat(path); err != nil {
		return err
	}
	cmd := exec.Command("xz", "-dc", path)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("unpacking %s needs the program xz: %w", path, err)
	}
	r := bufio.NewReaderSize(out, 1<<20)
	for {
		line, err := r.ReadBytes('\n')
		if len(line) > 1 {
			var doc struct{ Text string }
			if err := json.Unmarshal(line, &doc); err != nil {
				_, _ = io.Copy(io.Discard, r)
				_ = cmd.Wait()
				return fmt.Errorf("%s: %w", path, err)
			}
			visit(doc.Text)
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	return cmd.Wait()
}

// roughWords splits text about as the treebanks do: marks apart from words,
// contractions in two. It need not be exact, and does not use package text so
// that vectors do not change with it.
func roughWords(text string, visit func(word string)) {
	for _, field := range strings.Fields(text) {
		for field != "" {
			r, n := utf8.DecodeRuneInString(field)
			if !mark(r) {
				break
			}
			visit(field[:n])
			field = field[n:]
		}
		end := len(field)
		for end > 0 {
			r, n := utf8.DecodeLastRuneInString(field[:end])
			if !mark(r) || r == '.' && strings.ContainsRune(field[:end-n], '.') && end-n < 5 {
				break
			}
			end -= n
		}
		word, rest := field[:end], field[end:]
		for word != "" {
			// a dash between words, or a contraction
			if i := strings.IndexFunc(word, func(r rune) bool { return r == '—' || r == '–' || r == '/' }); i > 0 {
				_, n := utf8.DecodeRuneInString(word[i:])
				contraction(word[:i], visit)
				visit(word[i : i+n])
				word = word[i+n:]
				continue
			}
			contraction(word, visit)
			break
		}
		for rest != "" {
			_, n := utf8.DecodeRuneInString(rest)
			visit(rest[:n])
			rest = rest[n:]
		}
	}
}

func mark(r rune) bool {
	return unicode.IsPunct(r) && r != '&' && r != '%' || r == '$' || r == '€' || r == '£'
}

func contraction(word string, visit func(string)) {
	l := strings.ToLower(strings.ReplaceAll(word, "’", "'"))
	if len(l) == len(strings.ReplaceAll(word, "’", "'")) {
		for _, s := range []string{"n't", "'s", "'re", "'ve", "'ll", "'d", "'m", "'"} {
			if strings.HasSuffix(l, s) && len(l) > len(s) {
				// a curly apostrophe has more bytes than a straight one
				cut := len(word) - len(s) - (len(word) - len(l))
				visit(word[:cut])
				visit(word[cut:])
				return
			}
		}
	}
	visit(word)
}

// Vectors are word vectors by normal form.
type Vectors struct {
	Words []string // most frequent first
	Count []int
	V     *matrix // one row each
}

// vectorOptions of LearnVectors.
type vectorOptions struct {
	dim, most, minCount, window, negative int
	rate, subsample                       float64
	seed                                  uint64
}

// LearnVectors learns a vector for every frequent word by structured skip-gram
// (Ling et al. 2015: one output matrix for each place in the window, which
// brings out syntax) with negative sampling (Mikolov et al. 2013), in one pass.
func LearnVectors(dir string, treebank []Sentence, o vectorOptions, log io.Writer) (*Vectors, error) {
	var (
		words  []string // by first appearance
		counts = map[string]int{}
		number = map[string]int32{}
		ids    []int32 // the running text
	)
	keep := func(w string) {
		n := core.Normal(w)
		id, ok := number[n]
		if !ok {
			id = int32(len(words))
			words = append(words, n)
			number[n] = id
		}
		ids = append(ids, id)
	}
	for _, name := range textFiles {
		err := eachText(filepath.Join(dir, name), func(t string) { roughWords(t, keep) })
		if err != nil {
			return nil, fmt.Errorf("reading text for word vectors: %w", err)
		}
	}
	for _, s := range treebank {
		for _, w := range s.Words {
			keep(w.Form)
		}
	}
	for _, id := range ids {
		counts[words[id]]++
	}
	v := &Vectors{}
	rank := make([]int32, len(words)) // −1: too rare
	for i := range rank {
		rank[i] = -1
	}
	for i, w := range top(counts, len(counts)) {
		if counts[w] < o.minCount || i == o.most {
			break
		}
		rank[number[w]] = int32(i)
		v.Words = append(v.Words, w)
		v.Count = append(v.Count, counts[w])
	}
	for i, id := range ids {
		ids[i] = rank[id]
	}
	fmt.Fprintf(log, "%d running words, %d vectors\n", len(ids), len(v.Words))
	v.learn(ids, o)
	return v, nil
}

func (v *Vectors) learn(ids []int32, o vectorOptions) {
	r := rand.New(rand.NewPCG(o.seed, 2))
	n := len(v.Words)
	v.V = newMatrix(n, o.dim)
	for i := range v.V.v {
		v.V.v[i] = (r.Float32() - 0.5) / float32(o.dim)
	}
	out := make([]*matrix, 2*o.window)
	for i := range out {
		out[i] = newMatrix(n, o.dim)
	}
	// negatives are drawn by frequency to the power of ¾
	table := make([]int32, 1<<20)
	var total float64
	for _, c := range v.Count {
		total += math.Pow(float64(c), 0.75)
	}
	w, sum := 0, math.Pow(float64(v.Count[0]), 0.75)
	for i := range table {
		table[i] = int32(w)
		for float64(i+1)/float64(len(table)) > sum/total && w < n-1 {
			w++
			sum += math.Pow(float64(v.Count[w]), 0.75)
		}
	}
	keep := make([]float32, n)
	for i, c := range v.Count {
		f := o.subsample * float64(len(ids)) / float64(c)
		keep[i] = float32(math.Sqrt(f) + f)
	}
	step := make([]float32, o.dim)
	for i, id := range ids {
		if id < 0 || keep[id] < 1 && r.Float32() >= keep[id] {
			continue
		}
		rate := float32(o.rate * math.Max(0.02, 1-float64(i)/float64(len(ids))))
		x := v.V.row(int(id))
		for k := range out {
			j := i + k - o.window
			if k >= o.window {
				j++
			}
			if j < 0 || j >= len(ids) || ids[j] < 0 {
				continue
			}
			clear(step)
			for neg := 0; neg <= o.negative; neg++ {
				target, label := ids[j], float32(1)
				if neg > 0 {
					target, label = table[r.Uint32()>>12], 0
					if target == ids[j] {
						continue
					}
				}
				y := out[k].row(int(target))
				s := float64(dot(x, y))
				g := rate * (label - float32(1/(1+math.Exp(-s))))
				axpy(g, y, step)
				axpy(g, x, y)
			}
			for d := range x {
				x[d] += step[d]
			}
		}
	}
}

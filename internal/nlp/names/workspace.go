package names

import (
	"math"
	"unicode"
	"unicode/utf8"
)

// Workspace is the memory that one goroutine needs to find names. It grows to
// the longest sentence seen and then allocates nothing.
type Workspace struct {
	m      *Model
	res    *Resources
	tokens []token
	rows   []uint32
	scores [][Labels]int32
	back   [][Labels]Label
	out    []Label
}

// NewWorkspace returns a workspace of m.
func (m *Model) NewWorkspace() *Workspace { return &Workspace{m: m, res: &m.resources} }

// NewExtractor returns a workspace without a model, for Features alone.
func NewExtractor(r *Resources) *Workspace { return &Workspace{res: r} }

// Begin starts a sentence.
func (w *Workspace) Begin() { w.tokens = w.tokens[:0] }

// Push adds the next token: its form, the number of its universal tag, and its
// head, as a 1-based number within the sentence, with the relation to it. Without
// a parse these are 0 and "".
func (w *Workspace) Push(form string, upos uint8, head int32, deprel string) {
	if len(w.tokens) == cap(w.tokens) {
		w.tokens = append(w.tokens, token{})
	} else {
		w.tokens = w.tokens[:len(w.tokens)+1]
	}
	t := &w.tokens[len(w.tokens)-1]
	t.word.Read(form)
	t.upos = uint64(upos)
	const low = 1<<(fineBits+coarseBits) - 1
	c, known := w.res.clusters[t.word.Form&^low]
	t.fine, t.coarse, t.lfine = uint64(c>>coarseBits), uint64(c&(1<<coarseBits-1)), 0
	r, _ := utf8.DecodeRuneInString(form)
	t.capital = unicode.IsUpper(r)
	if t.word.Form != t.word.Lower {
		l := w.res.clusters[t.word.Lower&^low]
		t.lfine = uint64(l >> coarseBits)
		if !known {
			t.coarse = uint64(l & (1<<coarseBits - 1))
		}
	}
	t.gaz = 0
	t.head, t.rel = head, relation(deprel)
	t.inner = t.rel == relFlat || t.rel == relComp || t.rel == relFix
	t.conj = t.rel == relConj
}

// match marks the tokens that entries of the gazetteer cover. Of entries of one
// class that begin at a token, the longest counts, and none inside of it.
func (w *Workspace) match() {
	var until [Classes + 1]int
	for i := range w.tokens {
		var best [Classes + 1]int
		h := uint64(phraseSeed)
		for j := i; j < len(w.tokens) && j < i+w.res.longest; j++ {
			h = stepPhrase(h, w.tokens[j].word.Lower)
			classes, ok := w.res.phrases[h>>classBits<<classBits]
			if !ok {
				break
			}
			if !w.tokens[i].capital {
				classes &= lowerClasses
			}
			for c := 1; c <= Classes && classes>>c != 0; c++ {
				if classes&(1<<c) != 0 {
					best[c] = j + 1
				}
			}
		}
		for c, end := range best {
			if end <= i || i < until[c] {
				continue
			}
			until[c] = end
			for j := i; j < end; j++ {
				place := Inside
				switch {
				case end == i+1:
					place = Unit
				case j == i:
					place = Begin
				case j == end-1:
					place = Last
				}
				w.tokens[j].gaz |= 1 << (4*c + place)
			}
		}
	}
}

// Features appends to dst the rows of the features of each token pushed since
// Begin, and to ends where those of each end. It is for the trainer; mask is
// the number of rows, a power of two, less one.
func (w *Workspace) Features(dst []uint32, ends []int, mask uint64) ([]uint32, []int) {
	w.match()
	relations(w.tokens)
	runs(w.tokens)
	for i := range w.tokens {
		dst = features(dst, w.tokens, i, mask)
		ends = append(ends, len(dst))
	}
	return dst, ends
}

// Decode returns the best labels of the tokens pushed since Begin. The slice is
// valid until the next call.
func (w *Workspace) Decode() []Label {
	n := len(w.tokens)
	w.out = w.out[:0]
	if n == 0 {
		return w.out
	}
	w.match()
	relations(w.tokens)
	runs(w.tokens)
	if cap(w.scores) < n {
		w.scores = make([][Labels]int32, n, 2*n)
		w.back = make([][Labels]Label, n, 2*n)
		w.out = make([]Label, 0, 2*n)
	}
	w.scores, w.back, w.out = w.scores[:n], w.back[:n], w.out[:n]
	m := w.m
	plain := false // the token before is surely outside
	for i := range w.tokens {
		s := &w.scores[i]
		if w.plain(i) {
			w.skip(i, plain)
			plain = true
			continue
		}
		*s = [Labels]int32{}
		w.rows = features(w.rows[:0], w.tokens, i, m.mask)
		for _, r := range w.rows {
			for _, x := range m.weights[m.start[r]:m.start[r+1]] {
				s[x.label] += int32(x.value)
			}
		}
		if w.tokens[i].noPerson() {
			for p := Begin; p <= Unit; p++ {
				s[LabelOf(person, p)] = impossible
			}
		}
		if i == 0 {
			for l := range Label(Labels) {
				if l.Starts() {
					s[l] += m.transitions[Labels][l]
				} else {
					s[l] = impossible
				}
			}
		} else if plain {
			m.stepFromOutside(&w.scores[i-1], s, &w.back[i])
		} else {
			m.step(&w.scores[i-1], s, &w.back[i])
		}
		plain = false
	}
	last := &w.scores[n-1]
	best := Outside
	for l := range Label(Labels) {
		if l.Ends() && last[l] > last[best] {
			best = l
		}
	}
	for i := n - 1; i >= 0; i-- {
		w.out[i] = best
		best = w.back[i][best]
	}
	return w.out
}

// plain reports whether token i is taken to be outside of names without asking
// the model, which saves most of the work: a word in lower case, a number or a
// mark that no entry of the gazetteer covers and that stands among its like, and
// a verb, adverb or pronoun in lower case anywhere.
func (w *Workspace) plain(i int) bool {
	t := &w.tokens[i]
	if t.capital || t.gaz != 0 {
		return false
	}
	switch t.upos {
	case uposADV, uposAux, uposPRON, uposSCONJ, uposVerb:
		return true
	case uposNOUN, uposX, uposPROPN:
		return false
	}
	quiet := func(j int) bool {
		return j < 0 || j >= len(w.tokens) || !w.tokens[j].capital && w.tokens[j].gaz == 0
	}
	return quiet(i-1) && quiet(i+1)
}

// skip makes Outside the only label of token i. after says that it is that of
// the token before, too.
func (w *Workspace) skip(i int, after bool) {
	s := &w.scores[i]
	for l := range s {
		s[l] = impossible
	}
	switch {
	case i == 0:
		s[Outside] = w.m.transitions[Labels][Outside]
	case after:
		s[Outside] = w.scores[i-1][Outside] + w.m.transitions[Outside][Outside]
		w.back[i][Outside] = Outside
	default:
		s[Outside], w.back[i][Outside] = w.m.best(&w.scores[i-1], Outside)
	}
}

// stepFromOutside is step where the token before is surely outside.
func (m *Model) stepFromOutside(prev, s *[Labels]int32, back *[Labels]Label) {
	for l := range Label(Labels) {
		back[l] = Outside
		if l.Starts() {
			s[l] = max(s[l]+prev[Outside]+m.transitions[Outside][l], impossible)
		} else {
			s[l] = impossible
		}
	}
}

// best is the best label before l, which may start a sentence, and its score.
func (m *Model) best(prev *[Labels]int32, l Label) (int32, Label) {
	best, from := prev[Outside]+m.transitions[Outside][l], Outside
	for p := Label(1); p < Labels; p += 4 {
		for _, p := range [2]Label{p + Last, p + Unit} {
			if v := prev[p] + m.transitions[p][l]; v > best {
				best, from = v, p
			}
		}
	}
	return best, from
}

// person is the kind of persons, nlp.PER.
const person = 1

// impossible is the score of a label that cannot be, far from overflow.
const impossible = math.MinInt32 / 4

// step turns s from the scores of a token's labels into those of the best
// sequences that end with them.
func (m *Model) step(prev, s *[Labels]int32, back *[Labels]Label) {
	for l := range Label(Labels) {
		var best int32
		var from Label
		if l.Starts() {
			best, from = m.best(prev, l)
		} else {
			begin := LabelOf(l.Kind(), Begin)
			best, from = prev[begin]+m.transitions[begin][l], begin
			if v := prev[begin+Inside] + m.transitions[begin+Inside][l]; v > best {
				best, from = v, begin+Inside
			}
		}
		if best <= impossible/2 {
			s[l] = impossible
		} else {
			s[l] = max(s[l]+best, impossible)
		}
		back[l] = from
	}
}

package story

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"slices"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/credit"
	"github.com/parley-register/parley/internal/text"
)

// Signature is what Trace needs of a document besides what is known of every
// document without its text. It is a function of the text alone, but for two
// things that are remembered so that texts need not be read again: the
// citations of outlets that are known from among the documents, and how the
// text compares with others.
type Signature struct {
	Sentences []parley.Span

	runs     int      // how many runs of words the text has
	bands    []uint64 // of the sketch
	sample   []uint64 // runs that are looked up for containment, in order
	terms    []uint32 // hashes of the telling words, in order
	words    []uint32 // hashes of the words that can begin a part of a name, in order
	named    uint32   // of the names of outlets that the citations were read with
	credit   credited
	cited    []citation
	compared []comparison
}

// credited is the agency that a text credits, and the words.
type credited struct {
	name  string
	at    parley.Span
	quote string
}

// citation is a source that a text cites, and the words.
type citation struct {
	credit.Citation
	quote   string
	opening bool // it stands where the text tells its news
	follows bool // it is what the citation before it rests on
}

// comparison is how a text compares with another one. Both never change.
type comparison struct {
	other    parley.Digest
	how      parley.Dependence
	part     float64 // of the shorter one's runs
	any      bool    // they have a run in common
	lead     float64 // of this one's opening that stands in the other
	back     float64 // of the other's opening that stands in this one
	passage  passageOf
	returned passageOf // of the other
	said     byte      // whether this one's quotations stand in the other: 0 not looked, 1 yes, 2 no
}

// passageOf is words that stand in another text too.
type passageOf struct {
	at    parley.Span
	quote string
}

// longestPassage is how many words of what two texts have in common are quoted.
const longestPassage = 60

// Sign makes the signature of d. names are outlets that are known beside those
// of the tables; nil for the document's own publisher.
func Sign(d *parley.Document, names *credit.Names) *Signature {
	p := printOf(d)
	s := &Signature{runs: len(p.set)}
	for i := range bands {
		if len(p.set) > 0 {
			s.bands = append(s.bands, p.band(i))
		}
	}
	for _, h := range p.set {
		if h%sampleEvery == 0 {
			s.sample = append(s.sample, h)
		}
	}
	for w := range terms(d, 140) {
		s.terms = append(s.terms, hash32(w))
	}
	for w := range credit.Words(d.Text) {
		s.words = append(s.words, hash32(w))
	}
	for _, set := range []*[]uint32{&s.terms, &s.words} {
		slices.Sort(*set)
		*set = slices.Compact(*set)
	}
	for _, x := range text.Segment(d.Text, d.Blocks).Sentences {
		s.Sentences = append(s.Sentences, x.Span)
	}
	if c, ok := credit.Find(d.Text, d.Blocks); ok {
		s.credit = credited{credit.Canonical(c.Name), c.At, d.Quote(c.At).Quote}
	}
	if names == nil {
		names = credit.NewNames([]string{d.Publisher})
	}
	s.cite(d, names)
	return s
}

// cite reads the citations of d, with those of names that it can hold.
func (s *Signature) cite(d *parley.Document, names *credit.Names) {
	within, there := names.Within(s.has)
	s.named, s.cited = hashOf(there), nil
	quoted := credit.Citations(d.Text, d.Blocks, within)
	for i, c := range quoted {
		s.cited = append(s.cited, citation{
			Citation: c, quote: d.Quote(c.At).Quote, opening: opening(d, c.Block),
			follows: i > 0 && c.Within == quoted[i-1].Within && follows(d.Text, quoted[i-1], c),
		})
	}
}

// has reports whether the text has that word.
func (s *Signature) has(word string) bool {
	_, ok := slices.BinarySearch(s.words, hash32(word))
	return ok
}

func hash32(s string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(s))
	return h.Sum32()
}

// hashOf is 0 for no names.
func hashOf(names []string) uint32 {
	if len(names) == 0 {
		return 0
	}
	return max(1, hash32(strings.Join(names, "\x00")))
}

// with is the comparison with another text, or nil.
func (s *Signature) with(other parley.Digest) *comparison {
	for i := range s.compared {
		if s.compared[i].other == other {
			return &s.compared[i]
		}
	}
	return nil
}

// compareTexts compares two texts.
func compareTexts(a, b *parley.Document, p, q *print) comparison {
	c := comparison{other: b.ID, lead: share(p.leadRuns, q), back: share(q.leadRuns, p)}
	c.how, c.part = compare(p, q)
	c.any = shared(p.set, q.set) > 0
	if c.any {
		c.passage, c.returned = passageIn(a, p, q), passageIn(b, q, p)
	}
	return c
}

func passageIn(d *parley.Document, p, q *print) passageOf {
	at := passage(p, q)
	words := 0
	for _, w := range p.words {
		if w.Start >= at.Start && w.End <= at.End {
			if words++; words == longestPassage {
				at.End = w.End
				break
			}
		}
	}
	return passageOf{at, d.Quote(at).Quote}
}

// turned is c as the other text sees it.
func (c comparison) turned(of parley.Digest) comparison {
	c.other, c.lead, c.back, c.passage, c.returned, c.said = of, c.back, c.lead, c.returned, c.passage, 0
	return c
}

// version begins every signature; another one is made anew.
const version = "parley signature 1\n"

// ErrSignature is returned for bytes that are no signature of this version.
var ErrSignature = errors.New("not a signature of this version of parley")

// Bytes is s as it is kept.
func (s *Signature) Bytes() []byte {
	b := []byte(version)
	b = binary.AppendUvarint(b, uint64(s.runs))
	b = appendWide(b, s.bands)
	b = appendWide(b, s.sample)
	b = appendNarrow(b, s.terms)
	b = appendNarrow(b, s.words)
	b = binary.AppendUvarint(b, uint64(s.named))
	b = binary.AppendUvarint(b, uint64(len(s.Sentences)))
	for _, x := range s.Sentences {
		b = appendSpan(b, x)
	}
	b = appendString(b, s.credit.name)
	b = appendSpan(b, s.credit.at)
	b = appendString(b, s.credit.quote)
	b = binary.AppendUvarint(b, uint64(len(s.cited)))
	for _, c := range s.cited {
		b = appendString(b, string(c.Kind))
		b = appendString(b, c.Name)
		b = appendString(b, c.Country)
		b = appendSpan(b, c.At)
		b = appendSpan(b, c.Within)
		b = binary.AppendVarint(b, int64(c.Block))
		b = appendString(b, c.quote)
		b = append(b, bit(c.opening)|bit(c.follows)<<1)
	}
	b = binary.AppendUvarint(b, uint64(len(s.compared)))
	slices.SortFunc(s.compared, func(a, b comparison) int { return cmp.Compare(a.other, b.other) })
	for _, c := range s.compared {
		b = appendString(b, string(c.other))
		b = appendString(b, string(c.how))
		for _, f := range []float64{c.part, c.lead, c.back} {
			b = binary.LittleEndian.AppendUint64(b, math.Float64bits(f))
		}
		for _, p := range []passageOf{c.passage, c.returned} {
			b = appendSpan(b, p.at)
			b = appendString(b, p.quote)
		}
		b = append(b, bit(c.any)|c.said<<1)
	}
	return b
}

func bit(b bool) byte {
	if b {
		return 1
	}
	return 0
}

func appendWide(b []byte, v []uint64) []byte {
	b = binary.AppendUvarint(b, uint64(len(v)))
	for _, x := range v {
		b = binary.LittleEndian.AppendUint64(b, x)
	}
	return b
}

func appendNarrow(b []byte, v []uint32) []byte {
	b = binary.AppendUvarint(b, uint64(len(v)))
	for _, x := range v {
		b = binary.LittleEndian.AppendUint32(b, x)
	}
	return b
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

func appendSpan(b []byte, s parley.Span) []byte {
	return binary.AppendVarint(binary.AppendVarint(b, int64(s.Start)), int64(s.End))
}

// ParseSignature reads what Bytes writes.
func ParseSignature(b []byte) (*Signature, error) {
	rest, ok := strings.CutPrefix(string(b), version)
	if !ok {
		return nil, ErrSignature
	}
	r := &reader{s: rest}
	s := &Signature{runs: int(r.uvarint()), bands: r.wide(), sample: r.wide(), terms: r.narrow(), words: r.narrow(), named: uint32(r.uvarint())}
	for range r.count(2) {
		s.Sentences = append(s.Sentences, r.span())
	}
	s.credit = credited{r.text(), r.span(), r.text()}
	for range r.count(10) {
		c := citation{Citation: credit.Citation{Kind: credit.Kind(r.text()), Name: r.text(), Country: r.text(), At: r.span(), Within: r.span(), Block: int(r.varint())}}
		c.quote = r.text()
		flags := r.byte()
		c.opening, c.follows = flags&1 != 0, flags&2 != 0
		s.cited = append(s.cited, c)
	}
	for range r.count(33) {
		c := comparison{other: parley.Digest(r.text()), how: parley.Dependence(r.text()), part: r.float(), lead: r.float(), back: r.float()}
		c.passage = passageOf{r.span(), r.text()}
		c.returned = passageOf{r.span(), r.text()}
		flags := r.byte()
		c.any, c.said = flags&1 != 0, flags>>1
		s.compared = append(s.compared, c)
	}
	if r.bad || r.s != "" || len(s.bands) != 0 && len(s.bands) != bands {
		return nil, ErrSignature
	}
	return s, nil
}

// Check reports whether b is a signature that Trace would make of d: what is
// remembered of other texts, and which outlets' names were known, apart. A
// signature of another version is none, and no error.
func Check(d *parley.Document, b []byte) error {
	s, err := ParseSignature(b)
	if errors.Is(err, ErrSignature) && !strings.HasPrefix(string(b), version) {
		return nil
	}
	if err != nil {
		return err
	}
	made := Sign(d, &credit.Names{})
	bare := *s
	bare.compared, bare.named, bare.cited = nil, made.named, made.cited
	if string(bare.Bytes()) != string(made.Bytes()) {
		return errors.New("it was made of other words")
	}
	for _, c := range s.cited {
		if d.Quote(c.At).Quote != c.quote {
			return fmt.Errorf("it cites %q, which does not stand there", c.quote)
		}
	}
	for _, c := range s.compared {
		if d.Quote(c.passage.at).Quote != c.passage.quote {
			return fmt.Errorf("it shares %q with %s, which does not stand there", c.passage.quote, c.other.Short())
		}
	}
	return nil
}

// reader reads values from the front of s; bad is set once they do not fit.
type reader struct {
	s   string
	bad bool
}

func (r *reader) take(n int) string {
	if r.bad || n < 0 || n > len(r.s) {
		r.bad, r.s = true, ""
		return ""
	}
	out := r.s[:n]
	r.s = r.s[n:]
	return out
}

func (r *reader) uvarint() uint64 {
	v, n := binary.Uvarint([]byte(r.s[:min(len(r.s), binary.MaxVarintLen64)]))
	if n <= 0 {
		n = -1
	}
	r.take(n)
	return v
}

func (r *reader) varint() int64 {
	v, n := binary.Varint([]byte(r.s[:min(len(r.s), binary.MaxVarintLen64)]))
	if n <= 0 {
		n = -1
	}
	r.take(n)
	return v
}

// count is a number of things of which each takes at least size bytes.
func (r *reader) count(size int) int {
	n := r.uvarint()
	if r.bad || n > uint64(len(r.s)/size) {
		r.bad = r.bad || n > 0
		return 0
	}
	return int(n)
}

func (r *reader) wide() []uint64 {
	var out []uint64
	for range r.count(8) {
		out = append(out, binary.LittleEndian.Uint64([]byte(r.take(8))))
	}
	return out
}

func (r *reader) narrow() []uint32 {
	var out []uint32
	for range r.count(4) {
		out = append(out, binary.LittleEndian.Uint32([]byte(r.take(4))))
	}
	return out
}

func (r *reader) text() string { return strings.Clone(r.take(r.count(1))) }

func (r *reader) span() parley.Span {
	return parley.Span{Start: int(r.varint()), End: int(r.varint())}
}

func (r *reader) byte() byte {
	if b := r.take(1); b != "" {
		return b[0]
	}
	return 0
}

func (r *reader) float() float64 {
	if b := r.take(8); len(b) == 8 {
		return math.Float64frombits(binary.LittleEndian.Uint64([]byte(b)))
	}
	return 0
}

package story

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parley-register/parley"
)

const (
	shingleWords = 5
	permutations = 128
	bands        = 42
	rowsPerBand  = 3
	maxWords     = 20_000 // of a text that are looked at
)

// print is what is compared of a text.
type print struct {
	words    []parley.Span // of the body, without a title that stands before it
	runs     []uint64      // hash of the run that starts at each word
	set      []uint64      // runs, sorted, each once
	sketch   [permutations]uint64
	lead     int // runs that start in the opening
	leadRuns []uint64
}

// leadWords is the length of the opening of a text, which tells its news.
const leadWords = 60

func printOf(d *parley.Document) *print {
	p := &print{}
	start := 0
	if len(d.Blocks) > 1 && d.Blocks[0].Kind == parley.Heading {
		start = d.Blocks[1].Start
	}
	var hashes []uint64
	for at, h := range wordHashes(d.Text[start:]) {
		p.words = append(p.words, parley.Span{Start: start + at.Start, End: start + at.End})
		hashes = append(hashes, h)
		if len(hashes) == maxWords {
			break
		}
	}
	n := max(1, len(hashes)-shingleWords+1)
	if len(hashes) == 0 {
		n = 0
	}
	for i := range n {
		h := uint64(14695981039346656037)
		for _, w := range hashes[i:min(i+shingleWords, len(hashes))] {
			h = mix(h ^ w)
		}
		p.runs = append(p.runs, h)
	}
	p.set = slices.Clone(p.runs)
	slices.Sort(p.set)
	p.set = slices.Compact(p.set)
	p.lead = min(len(p.runs), leadWords)
	p.leadRuns = slices.Clone(p.runs[:p.lead])
	slices.Sort(p.leadRuns)
	p.leadRuns = slices.Compact(p.leadRuns)
	for i := range p.sketch {
		p.sketch[i] = math.MaxUint64
	}
	for _, h := range p.set {
		for i := range p.sketch {
			if x := mix(h ^ seeds[i]); x < p.sketch[i] {
				p.sketch[i] = x
			}
		}
	}
	return p
}

// seeds make the permutations; they are fixed, because results may not vary.
var seeds = func() (s [permutations]uint64) {
	x := uint64(0x9e3779b97f4a7c15)
	for i := range s {
		x += 0x9e3779b97f4a7c15
		s[i] = mix(x)
	}
	return s
}()

// mix is the finaliser of SplitMix64 (Steele et al. 2014).
func mix(x uint64) uint64 {
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	return x ^ x>>31
}

// wordHashes yields the words of s, in lower case, with their places.
func wordHashes(s string) func(yield func(parley.Span, uint64) bool) {
	return func(yield func(parley.Span, uint64) bool) {
		start := -1
		h := uint64(0)
		for i := 0; i <= len(s); {
			r, n := ' ', 1
			if i < len(s) {
				r, n = utf8.DecodeRuneInString(s[i:])
			}
			if unicode.IsLetter(r) || unicode.IsNumber(r) {
				if start < 0 {
					start, h = i, 14695981039346656037
				}
				h = (h ^ uint64(unicode.ToLower(r))) * 1099511628211
			} else if start >= 0 && r != '\'' && r != '’' {
				if !yield(parley.Span{Start: start, End: i}, h) {
					return
				}
				start = -1
			}
			i += n
		}
	}
}

// band is the key of one band of a sketch.
func (p *print) band(i int) uint64 {
	h := uint64(i + 1)
	for _, x := range p.sketch[i*rowsPerBand : (i+1)*rowsPerBand] {
		h = mix(h ^ x)
	}
	return h
}

// shared is how many elements two sorted sets have in common.
func shared(a, b []uint64) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			n, i, j = n+1, i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return n
}

// passage is the longest run of words of a that stands in b too.
func passage(a, b *print) parley.Span {
	best, from := parley.Span{}, -1
	for i := 0; i <= len(a.runs); i++ {
		in := false
		if i < len(a.runs) {
			_, in = slices.BinarySearch(b.set, a.runs[i])
		}
		switch {
		case in && from < 0:
			from = i
		case !in && from >= 0:
			last := min(i-1+shingleWords-1, len(a.words)-1)
			if s := (parley.Span{Start: a.words[from].Start, End: a.words[last].End}); s.Len() > best.Len() {
				best = s
			}
			from = -1
		}
	}
	return best
}

// terms are the telling words of a title and an opening: names, numbers and
// long words, without those that all reports on talks have.
func terms(d *parley.Document, words int) map[string]bool {
	out := map[string]bool{}
	add := func(s string, limit int) {
		for f := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }) {
			if limit--; limit < 0 {
				return
			}
			r, _ := utf8.DecodeRuneInString(f)
			w := strings.ToLower(f)
			if len(w) < 3 || !unicode.IsUpper(r) && !unicode.IsNumber(r) && len(w) < 5 || commonTerms[w] {
				continue
			}
			out[stem(w)] = true
		}
	}
	add(d.Title, 40)
	start := 0
	if len(d.Blocks) > 1 && d.Blocks[0].Kind == parley.Heading {
		start = d.Blocks[1].Start
	}
	add(d.Text[start:], words)
	return out
}

// stem cuts the endings by which one paper's words differ from another's.
func stem(w string) string {
	for _, end := range []string{"ations", "ation", "ings", "ing", "ians", "ian", "ese", "ish", "ies", "ied", "ers", "ed", "es", "s"} {
		if s, ok := strings.CutSuffix(w, end); ok && len(s) >= 4 {
			return s
		}
	}
	return w
}

// alike is the share of the smaller set of terms that the other has too. Both
// are in order.
func alike(a, b []uint32) float64 {
	small := min(len(a), len(b))
	if small == 0 {
		return 0
	}
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			n, i, j = n+1, i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return float64(n) / float64(small)
}

var commonTerms = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`about above after again against agency agreed agreement along also although among another anonymity asked because been before being between
		both brought called capital citing could country countries days december delegation delegations described diplomat diplomats during early each either
		envoy envoys every february first foreign former friday from further government have held here hold home hours however including into january
		joint july june held last late later leader leaders least less made main march matter may media meet meeting meetings member members met minister ministers ministry monday month months more most
		much named near negotiations negotiators never news next november now number october official officials once only other others over party people
		place plan planned president press previous prime quoted reached read report reported reporters reports round rounds said same saturday saying says second secretary senior september
		several side sides since some source sources speaking spoke spokesman spokesperson spokeswoman state statement still such sunday take talk talks television than that the their them
		then there these they third this those three through thursday time told took tuesday two under until very wednesday week weeks were what when where which
		while will with within without would year years yesterday today according reporting his her its and for are was not but who has had our you she april august expected agree progress visit visited`) {
		m[w] = true
	}
	return m
}()

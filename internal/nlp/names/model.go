package names

import (
	"fmt"
	"math/bits"

	"github.com/parley-register/parley/internal/nlp/core"
)

// Names of the tensors of a model file, which is a core.File.
const (
	TensorCounts      = "names counts"      // int8: how many weights a row has
	TensorLabels      = "names labels"      // int8: their labels
	TensorCodes       = "names codes"       // int8: their codes, see core.Expand
	TensorTransitions = "names transitions" // int8: codes of labels × labels, the first row for the start of a sentence
	TensorClusters    = "clusters"          // uint64, ascending: 46 bits of a word's hash, 11 of its fine cluster, 7 of its coarse one
	TensorGazetteer   = "gazetteer"         // uint64, ascending: 60 bits of a phrase's hash, 4 of its class
)

// Bits of the numbers of clusters.
const (
	fineBits   = 11
	coarseBits = 7
	classBits  = 4
)

// Classes is the number of classes that the gazetteer can tell apart, from 1.
const Classes = 1<<classBits - 1

// Model is a loaded model: read-only, safe for concurrent use.
type Model struct {
	Manifest core.Manifest

	mask        uint64
	start       []uint32 // the weights of row r are weights[start[r]:start[r+1]]
	weights     []weight
	transitions [Labels + 1][Labels]int32 // from label, Labels for the start of a sentence
	resources   Resources
}

type weight struct {
	label Label
	value int16
}

// Resources are what a model knows of words: their clusters, and phrases by class.
type Resources struct {
	clusters map[uint64]uint32 // hash of a form, to fine<<coarseBits | coarse
	phrases  map[uint64]uint16 // hash of a phrase, to its classes; 1<<0 alone for a beginning of a longer phrase
	longest  int
}

// Load reads a model file. Any bytes at all give a model or an error.
func Load(b []byte) (*Model, error) {
	f, err := core.DecodeFile(b)
	if err != nil {
		return nil, err
	}
	m := &Model{Manifest: f.Manifest}
	counts, err := f.Int8s(TensorCounts)
	if err != nil {
		return nil, err
	}
	labels, err := f.Int8s(TensorLabels)
	if err != nil {
		return nil, err
	}
	codes, err := f.Int8s(TensorCodes)
	if err != nil {
		return nil, err
	}
	if len(counts) == 0 || bits.OnesCount(uint(len(counts))) != 1 || len(labels) != len(codes) {
		return nil, fmt.Errorf("%w: %d rows, %d labels, %d codes", core.ErrFile, len(counts), len(labels), len(codes))
	}
	m.mask = uint64(len(counts) - 1)
	m.start = make([]uint32, len(counts)+1)
	for i, c := range counts {
		if c < 0 {
			return nil, fmt.Errorf("%w: row %d has %d weights", core.ErrFile, i, c)
		}
		m.start[i+1] = m.start[i] + uint32(c)
	}
	if int(m.start[len(counts)]) != len(labels) {
		return nil, fmt.Errorf("%w: rows count %d weights of %d", core.ErrFile, m.start[len(counts)], len(labels))
	}
	m.weights = make([]weight, len(labels))
	for i, l := range labels {
		if l < 0 || l >= Labels {
			return nil, fmt.Errorf("%w: label %d", core.ErrFile, l)
		}
		m.weights[i] = weight{Label(l), core.Expand(codes[i])}
	}
	trans, err := f.Int8s(TensorTransitions)
	if err != nil {
		return nil, err
	}
	if len(trans) != (Labels+1)*Labels {
		return nil, fmt.Errorf("%w: %d transitions", core.ErrFile, len(trans))
	}
	for i, c := range trans {
		m.transitions[i/Labels][i%Labels] = int32(core.Expand(c))
	}
	clusters, err := f.Uint64s(TensorClusters)
	if err != nil {
		return nil, err
	}
	phrases, err := f.Uint64s(TensorGazetteer)
	if err != nil {
		return nil, err
	}
	m.resources = NewResources(clusters, phrases)
	return m, nil
}

// NewResources reads the tensors of clusters and phrases.
func NewResources(clusters, phrases []uint64) Resources {
	r := Resources{clusters: make(map[uint64]uint32, len(clusters)), phrases: make(map[uint64]uint16, len(phrases)), longest: maxPhrase}
	const low = 1<<(fineBits+coarseBits) - 1
	for _, c := range clusters {
		r.clusters[c&^low] = uint32(c & low)
	}
	for _, p := range phrases {
		r.phrases[p>>classBits<<classBits] |= 1 << (p & (1<<classBits - 1))
	}
	return r
}

// Cluster packs the clusters of a form, both from 1, for the tensor.
func Cluster(form string, fine, coarse int) uint64 {
	var w core.Word
	w.Read(form)
	return w.Form>>(fineBits+coarseBits)<<(fineBits+coarseBits) | uint64(fine)<<coarseBits | uint64(coarse)
}

// Phrase packs the entries of the tensor of phrases for one phrase of the
// gazetteer: its beginnings, as class 0, and itself. Its words are compared
// without regard to case, but with regard to whether they are all capitals.
func Phrase(tokens []string, class int) []uint64 {
	if len(tokens) == 0 || len(tokens) > maxPhrase {
		return nil
	}
	var out []uint64
	h := uint64(phraseSeed)
	for i, t := range tokens {
		var w core.Word
		w.Read(t)
		h = stepPhrase(h, w.Lower)
		if i < len(tokens)-1 {
			out = append(out, h>>classBits<<classBits)
		}
	}
	return append(out, h>>classBits<<classBits|uint64(class))
}

const phraseSeed = 0x9e3779b97f4a7c15

func stepPhrase(h, word uint64) uint64 {
	h = (h ^ word) * 0xff51afd7ed558ccd
	return h ^ h>>29
}

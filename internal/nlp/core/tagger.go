package core

// Classes is the width of a row of the tagger's weights: at most so many tags.
const Classes = 64

// TagFeatures is how many features describe a token to the tagger.
const TagFeatures = 24

// noClass stands for the tag of what lies before the sentence.
const noClass = Classes

// edge stands for the words outside the sentence.
var edge = Word{Form: 1, Lower: 1, Shape: 1}

// Linear is a greedy left-to-right tagger: the score of a tag is the sum of one
// weight for each feature. Features are hashed to rows; rows that collide share
// their weights, in training as in use.
type Linear struct {
	Rows [][Classes]int16 // a power of two
	Tags int              // tags in use, at most Classes
}

func feature(template, a, b, mask uint64) uint32 {
	return uint32(mix(a+template*0x9e3779b97f4a7c15+b*0xd6e8feb86659fd93) & mask)
}

// Features writes the rows of token i, whose two left neighbours have the tags
// t1 (nearest) and t2.
func Features(out *[TagFeatures]uint32, words []Word, i int, t1, t2 int, mask uint64) {
	at := func(j int) *Word {
		if j < 0 || j >= len(words) {
			return &edge
		}
		return &words[j]
	}
	w, p1, p2, n1, n2 := &words[i], at(i-1), at(i-2), at(i+1), at(i+2)
	u1 := uint64(t1 + 1)
	u2 := uint64(t2+1) << 8
	first := uint64(0)
	if i == 0 {
		first = 1
	}
	out[0] = feature(0, w.Form, 0, mask)
	out[1] = feature(1, w.Lower, 0, mask)
	out[2] = feature(2, w.Suffix[0], w.Prefix[0], mask)
	out[3] = feature(3, w.Suffix[1], 0, mask)
	out[4] = feature(4, w.Suffix[2], 0, mask)
	out[5] = feature(5, w.Suffix[3], 0, mask)
	out[6] = feature(6, w.Prefix[1], 0, mask)
	out[7] = feature(7, w.Prefix[2], 0, mask)
	out[8] = feature(8, w.Shape, first, mask)
	out[9] = feature(9, w.Shape, w.Suffix[1], mask)
	out[10] = feature(10, p1.Lower, 0, mask)
	out[11] = feature(11, n1.Lower, 0, mask)
	out[12] = feature(12, p2.Lower, 0, mask)
	out[13] = feature(13, n2.Lower, 0, mask)
	out[14] = feature(14, p1.Lower, w.Lower, mask)
	out[15] = feature(15, w.Lower, n1.Lower, mask)
	out[16] = feature(16, n1.Suffix[2], n1.Shape, mask)
	out[17] = feature(17, p1.Suffix[2], p1.Shape, mask)
	out[18] = feature(18, u1, 0, mask)
	out[19] = feature(19, u1|u2, 0, mask)
	out[20] = feature(20, u1, w.Lower, mask)
	out[21] = feature(21, u1, n1.Lower, mask)
	out[22] = feature(22, u1|u2, w.Suffix[2], mask)
	out[23] = feature(23, w.Shape, n1.Shape, mask)
}

// Tag writes the best tag of each word. out has the length of words.
func (l *Linear) Tag(words []Word, out []uint8) { l.tag(plain, new(tagScratch), words, out) }

// tagScratch is memory that would escape to the heap for every sentence.
type tagScratch struct {
	rows  [TagFeatures]uint32
	score [Classes]int16
}

func (l *Linear) tag(k *kernel, s *tagScratch, words []Word, out []uint8) {
	mask := uint64(len(l.Rows) - 1)
	t1, t2 := noClass, noClass
	for i := range words {
		Features(&s.rows, words, i, t1, t2, mask)
		k.tagRows(&s.score, l.Rows, &s.rows)
		best := 0
		for c := 1; c < l.Tags; c++ {
			if s.score[c] > s.score[best] {
				best = c
			}
		}
		out[i] = uint8(best)
		t1, t2 = best, t1
	}
}

// sumRows adds up the chosen rows. No sum leaves 16 bits: see MaxTagWeight.
func sumRows(score *[Classes]int16, table [][Classes]int16, rows *[TagFeatures]uint32) {
	*score = table[rows[0]]
	for _, r := range rows[1:] {
		row := &table[r]
		for c := range score {
			score[c] += row[c]
		}
	}
}

// MaxTagWeight bounds a weight, so that the sum of all features fits 16 bits.
const MaxTagWeight = 32767 / TagFeatures

package core

import "fmt"

// Sizes are the dimensions of the network.
type Sizes struct {
	Words     int `json:"words"`   // words that have a vector
	Word      int `json:"word"`    // elements of a word vector
	Affixes   int `json:"affixes"` // rows of the table of affixes, a power of two
	Affix     int `json:"affix"`   // elements of an affix vector
	Tag       int `json:"tag"`     // elements of a tag vector
	Hidden    int `json:"hidden"`  // units of one direction of a layer
	Layers    int `json:"layers"`
	Arc       int `json:"arc"`       // elements in which heads and dependents are compared
	Label     int `json:"label"`     // elements in which relations are decided
	Relations int `json:"relations"` // in use
	Tags      int `json:"tags"`      // in use
}

// check refuses sizes that the arithmetic is not made for.
func (s Sizes) check() error {
	for _, d := range []struct {
		name       string
		v, top, of int
	}{
		{"words", s.Words, 1 << 17, 1},
		{"word", s.Word, 256, 8},
		{"affixes", s.Affixes, 1 << 17, 1},
		{"affix", s.Affix, 256, 8},
		{"tag", s.Tag, 64, 8},
		{"input", s.Input(0), maxInput, 16},
		{"hidden", s.Hidden, maxInput / 2, 16},
		{"layers", s.Layers, 4, 1},
		{"arc", s.Arc, 128, 16}, // more could overflow in a score of a head
		{"label", s.Label, 256, 16},
		{"relations", s.Relations, MaxRelations, 1},
		{"tags", s.Tags, Classes, 1},
	} {
		if d.v <= 0 || d.v > d.top || d.v%d.of != 0 {
			return fmt.Errorf("%w: size %s is %d", ErrFile, d.name, d.v)
		}
	}
	if s.Affixes&(s.Affixes-1) != 0 {
		return fmt.Errorf("%w: size affixes is %d", ErrFile, s.Affixes)
	}
	return nil
}

// MaxRelations bounds the inventory of relations.
const MaxRelations = 64

// Leak is the slope of the activation of the scorers below zero.
const Leak = 0.125

// Input is the number of elements that layer l reads for each word.
func (s Sizes) Input(l int) int {
	if l == 0 {
		return s.Word + s.Affix + s.Tag
	}
	return 2 * s.Hidden
}

// Gates is the number of matrices of one direction of layer l: state, forget
// gate, reset gate and, where input and output differ in size, the input's way
// around the layer.
func (s Sizes) Gates(l int) int {
	if s.Input(l) == 2*s.Hidden {
		return 3
	}
	return 4
}

// Affixes is how many affix features a word has.
const Affixes = 7

// AffixRows writes the rows of the affix table for a word.
func (w *Word) AffixRows(out *[Affixes]int32, rows int) {
	mask := uint64(rows - 1)
	for i, h := range [Affixes]uint64{w.Suffix[0], w.Suffix[1], w.Suffix[2], w.Suffix[3], w.Prefix[1], w.Prefix[2], w.Shape} {
		out[i] = int32(feature(uint64(i+32), h, 0, mask))
	}
}

// Distances is the number of classes of distance between a word and its head.
const Distances = 20

// Distance is the class of the distance from word i to head j; words count from
// 1, head 0 is the root.
func Distance(j, i int) int {
	if j == 0 {
		return 0
	}
	d, side := j-i, 0
	if d < 0 {
		d, side = -d, 9
	}
	switch {
	case d <= 4:
		return d + side
	case d <= 6:
		return 5 + side
	case d <= 9:
		return 6 + side
	case d <= 14:
		return 7 + side
	case d <= 24:
		return 8 + side
	}
	return 9 + side
}

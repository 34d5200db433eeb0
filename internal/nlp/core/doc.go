// Package core is the arithmetic of the language core: word forms of one
// sentence go in, numbers of tags, heads and relations come out.
//
// A linear tagger (tagger.go) reads hashed features of the words around a token
// and the two tags before it. Its tag, a word vector and hashed affixes are the
// input of a small bidirectional recurrent encoder (encoder.go), on which stand
// three scorers: of heads, of relations and of final tags (parser.go). The best
// heads are made a tree with one root (tree.go).
//
// Everything that sums is done in integers: weights are 8-bit, activations
// 16-bit, sums 32-bit, so that the order of summation does not matter and the
// plain Go path, AVX2 and NEON give the same bits. What is done in float32 is
// elementwise and written with explicit conversions, which forbids the compiler
// to fuse a multiplication with an addition.
//
// A model is one read-only file (file.go). A Workspace holds all memory that a
// sentence needs; after the first sentences it allocates nothing.
package core

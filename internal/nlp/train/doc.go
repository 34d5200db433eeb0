// Package train makes the model that package nlp embeds, from treebanks and
// plain text alone, and measures it.
//
// Training repeats byte for byte on the same kind of machine: seeds are fixed,
// work is split into the same parts whatever the number of processors, and the
// results of parts are added in a fixed order.
//
// The steps are: word vectors from text (vectors.go); a linear tagger, an
// averaged perceptron (linear.go); tags for the training sentences from taggers
// that have not seen them (jackknife); the encoder and its scorers (network.go)
// with those tags as input; and the quantised file. A smaller network can learn
// from larger ones as well, which annotate plain text for it (plain.go, teach.go).
package train

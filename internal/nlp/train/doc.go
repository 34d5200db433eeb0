// Package train makes the model that package nlp embeds, from treebanks and
// plain text alone, and measures it.
//
// Training repeats byte for byte on the same kind of machine: seeds are fixed,
// work is split into the same parts whatever the number of processors, and the
// results of parts are added in a fixed order.
//
// The steps are: word vectors from text (vectors.go); a linear tagger, an
// averaged perceptron (linear.go); tags for the training sentences from taggers
// that have not seen them (jackknife); two large networks, the teachers
// (network.go), with those tags as input; what they make of plain text (plain.go,
// teach.go), in which names of states change places (rename.go); tagger and tags
// again, from treebanks and plain text; the network of the model, which learns from
// both; and the quantised file.
package train

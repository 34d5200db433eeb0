// Package names finds names in a sentence: a linear-chain conditional random
// field over hashed features (Lafferty et al. 2001), decoded by Viterbi search
// over the label sequences that are possible.
//
// Forms and universal part-of-speech tags of the tokens go in; a label for each
// token comes out, in the scheme BILOU (begin, inside, last, outside, unit). The
// features of a token are its form, affixes and shape, those of the words around
// it, the clusters of these words in plain text, and the entries of the
// gazetteer that cover them (features.go). All three, weights, clusters and
// gazetteer, are in one read-only file (model.go) that internal/nlp/train/names
// makes.
package names

// Package names trains the name tagger of internal/nlp/names from sentences
// marked by hand, coarser public data and plain text.
//
// Words get clusters from plain text (clusters.go): counts of their neighbours,
// as positive pointwise mutual information, reduced to a hundred dimensions and
// grouped by k-means. The gazetteer comes from data files (gazetteer.go). The
// weights are those of a conditional random field, learnt with the FTRL-proximal
// method (McMahan et al. 2013), whose L1 term keeps most of them at zero
// (crf.go). Data that say less than we want, such as a place that may be a state,
// a mountain or an airport, restrict the labels of a token instead of naming one:
// the model then maximises the probability of all label sequences allowed.
//
// Training repeats byte for byte on the same kind of machine.
package names

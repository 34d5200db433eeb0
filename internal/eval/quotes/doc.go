// Package quotes measures attributions against gold in the layout of PolNeAR
// (Newell, Margolin and Ruths 2018): a folder with text/NAME.txt and, in brat
// standoff, attributions/NAME_ANNOTATOR.ann. Of several annotators the first by
// name is gold.
//
// An attribution is a relation of source, cue and content. Reported are the
// overlap of each role in tokens, and relations found: a relation is found when
// its content and that of a relation of the gold share at least a given part of
// the tokens that either has, one to one, best pairs first. Of the relations
// found that have a source in the gold, it is reported how often the source
// found overlaps it.
package quotes

// Package lemma gives the lemma of a word form with a Penn Treebank tag: "held"
// and VBD give "hold", "Ministers" and NNS "minister".
//
// A rule says what to cut from the end of the form and what to put there. Rules
// stand under a tag and an ending; the longest ending that matches wins, and an
// ending may be the whole word, which makes it an entry of a dictionary. The
// rules are learnt from treebanks by internal/nlp/train/lemma and kept as text in
// en.lemmas, one a line, so that a change of them can be read.
//
// A form without a tag gets the rules learnt over all tags.
package lemma

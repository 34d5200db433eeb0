// Package nlp is the language core: the text of a document goes in; sentences,
// tokens with tags and lemmas, a Universal Dependencies parse and names come out.
//
// A Parser does all of it. Its parts can be had one by one: Segment splits text;
// Model tags and parses tokens, and gives the vectors of its encoder to whoever
// wants more of a token than its tag; the name tagger and the lemmatiser are in
// packages names and lemma. Package core holds the arithmetic of the model and
// says how it is made fast without ever giving two results; package train makes
// the model from treebanks and text.
//
// A Doc is flat: arrays of sentences, tokens and names that point into the text
// by byte offsets. Nothing in it depends on the machine, on the order of
// documents, or on which goroutine worked on it.
//
// Models are embedded files with a manifest of what they were made from. They
// have their own licence; see ATTRIBUTION.md in this folder and docs/models.md.
package nlp

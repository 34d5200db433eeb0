// Package conllu reads and writes CoNLL-U, the format of the Universal
// Dependencies treebanks (https://universaldependencies.org/format.html), and
// turns sentences into documents with byte offsets and back.
//
// Reading then writing a well-formed file gives the same bytes: comments,
// multiword tokens and empty nodes are kept.
package conllu

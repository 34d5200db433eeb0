// Package text turns text into blocks, sentences and tokens with byte offsets,
// folds it for search, and owns offset arithmetic. Text is never altered:
// joining the tokens and the gaps between them gives back the input.
//
// # What goes in, what comes out
//
// [Segment] takes any bytes and, where they are known, the blocks of the
// article (title, paragraphs, captions). Where they are not known, [Blocks]
// finds them in plain text: blank lines end a block, and so does the end of a
// line unless the whole text is wrapped at a fixed width.
//
// Words are those of UAX #29 (Unicode text segmentation), then joined and split
// until they follow the conventions of the English Universal Dependencies
// treebanks: "don't" is do|n't, "Russia's" is Russia|'s, "four-day" is
// four|-|day, while "U.S.", "10:30", "e-mail" and addresses are one token.
//
// Sentences end at terminal punctuation with the closing quotes and brackets
// that follow it, unless an abbreviation, an initial or what comes next says
// otherwise. They never cross a block, and never hold more than
// [MaxSentence] tokens.
//
// # Bad input
//
// Every function takes any bytes: invalid UTF-8, control characters, a megabyte
// without a space. Time and memory grow linearly with the length.
package text

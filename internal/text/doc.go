// Package text turns text into sentences and tokens with byte offsets, folds
// it for search, and owns offset arithmetic. Text is never altered: joining
// the tokens and the gaps between them gives back the input.
package text

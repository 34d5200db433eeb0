// Package phrase finds phrases in tagged sentences by patterns that people can
// write into a table.
//
// A pattern is words with spaces between them:
//
//	agree           a token whose lemma, or whose form in lower case, is "agree"
//	agree|pledge    one of several
//	=agreed         a token whose form in lower case is "agreed"
//	NOUN  VERB|AUX  a token with such a part-of-speech tag
//	the?            may be left out
//	*  *8           up to 4, or 8, tokens, none of which ends a clause
//	~  ~8           the same, and commas may lie between
//	( … )           what is wanted: the span of the match; without it all is
//	)>  after the closing parenthesis: the span goes on to the end of the clause
//
// Matching is anchored at a token and takes the shortest gaps that fit. Its
// time is bounded: gaps are short, and patterns have few of them.
package phrase

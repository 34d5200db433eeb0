// Package search turns what a user types into a tree that a store renders in
// its own query language, so that no user's text ever becomes one.
//
// Words are looked for all together; "phrases" stand in quotation marks; AND,
// OR and NOT in capitals join, as does a minus before a word; parentheses
// group; a * at the end of a word finds all that begin so. There are no
// errors: what makes no sense as an operator is looked for as a word, or left
// out where it has no letters.
package search

// Package nlp turns the text of a document into tokens with tags, lemmas, a
// Universal Dependencies parse and names.
package nlp

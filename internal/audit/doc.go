// Package audit checks a register against itself: that every quote stands in
// its document, that IDs are the hashes of what they name, that the log is an
// unbroken chain and tells of everything that is there, that the search index
// is that of the documents, and that the register is the fold of the log.
//
// What goes in is a store, and how documents are indexed and a register is
// folded. What comes out is a list of problems, empty when all is well.
package audit

// Package audit checks a register against itself: that every quote stands in
// its document, that IDs are the hashes of what they name, that the log is an
// unbroken chain and tells of everything that is there, that the search index
// is that of the documents, that what is current is what the log tells, and that
// a folded register that is kept is the fold of it.
//
// What goes in is a store, and how documents are indexed and a register is
// folded. What comes out is a list of problems, empty when all is well.
package audit

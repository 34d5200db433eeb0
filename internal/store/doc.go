// Package store says what parley keeps and how: the interfaces that every
// engine implements. [storetest] holds the suite that each of them passes.
//
// What goes in are captures, documents, readings with their claims, and edits.
// A method is one use case in one transaction, and doing it again changes
// nothing, so that whoever was interrupted simply does it again. What was
// acknowledged stands in an append-only log, each entry with a hash over the
// one before it; nothing that it names is ever changed or deleted.
//
// A document can be read many times, each time by a pipeline with another
// fingerprint. Its current claims are those of the reading that was kept last;
// older readings stay. What remains to be read is a query ([Store.Unread]),
// not a queue that could be lost.
//
// A store knows nothing of text: whoever adds a document brings its folded
// tokens ([Addition].Index), and a search comes as a tree ([Query]), so that
// two engines give the same answers and no user's text becomes query language.
package store

// Package job carries work to workers: many inputs in, readings out or into a
// store, in the order of the inputs, with memory that does not grow with their
// number.
//
// Everything is addressed by content, so that work that was interrupted is
// simply done again: what was kept is found to be there, and nothing is kept
// twice.
package job

// Package eval measures parley against gold: parses in the terms of the CoNLL
// 2018 shared task, names by type.
package eval

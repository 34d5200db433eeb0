// Package sqlite keeps a register in one SQLite file, without cgo.
//
// There is one connection that writes, whose transactions take the write lock
// when they begin, and a pool that reads. The journal is a write-ahead log and
// is synced at every commit: what was acknowledged survives a power cut. The
// schema is made by the migrations embedded here, which only go forward.
package sqlite

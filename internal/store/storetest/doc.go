// Package storetest is the suite that every implementation of store.Store
// passes: what each method promises, said again as a test, with the inputs
// that break a store that only looks right.
package storetest

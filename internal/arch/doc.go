// Package arch holds the rule which package may import which, as a test: the
// table of layers in arch_test.go.
package arch

// Package rounds measures a register against an annotation of the processes
// and rounds that its documents tell of: which rounds were rebuilt, with which
// days, places, statuses and outcomes, which were merged that are two, and
// which were split that are one.
//
// The annotation is a truth.json as the demonstration corpus has it. The
// package can also make claims from the annotation itself, with the blanks and
// slips of readers, so that linking is measured apart from reading.
package rounds

// Package events measures event codes against annotated sets: roots where the
// words of source and target are given (the layout of PLV), who did what to
// whom from text alone (the PLOVER gold standard records as lines of JSON),
// and sentences that hold a Contact:Meet event (the layout of M2E2).
package events

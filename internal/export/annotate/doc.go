// Package annotate writes what the language core and the readers see in a
// document for programs that want just that: as CoNLL-U, or as one object of
// JSON with offsets in bytes, Unicode code points or UTF-16 units.
//
// A layer that the pipeline does not have is absent from the output; one that
// it has and that found nothing is an empty list.
package annotate

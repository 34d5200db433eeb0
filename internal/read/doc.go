// Package read turns a document into a Reading.
//
// A [Reader] is a front, which turns text into tokens and a parse, and a
// sequence of stages over it. Each [Stage] names the layers that it needs and
// those that it adds; [New] refuses a sequence in which a stage would run
// before the layers it needs are there, so that an order that works is checked
// once and not found out by missing values. Front and stages have versions that
// cover their data files; the versions hash into the fingerprint of the
// pipeline, by which the store knows what remains to be read.
//
// A Reader is deterministic and safe for concurrent use: what it says of a
// document depends on that document and on the fingerprint alone. It reads
// English; a document in another language, or too long to be an article, gets a
// reading that is empty and tells why.
//
// The stages themselves are in the sub-packages, one per thing read. They never
// import each other; what they hand on is in package layer.
package read

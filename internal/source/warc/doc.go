// Package warc reads and writes web archives: WARC (ISO 28500) and, to read,
// ARC, plain or compressed record by record with gzip, or as a whole with gzip,
// zstd or bzip2.
//
// A reader gives the records of a file in order. What is damaged is reported as
// [*Damage], with its place and a reason, and the reader goes on at the next
// record that can be found: the next gzip member, or the next line that starts
// a record. A damaged record never takes an intact one with it, where records
// are compressed one by one or not at all. Records are bounded; the work that
// damage costs is too.
//
// HTTP responses are decoded as browsers would: chunks, content encodings, and
// the errors that archivers make with both.
package warc

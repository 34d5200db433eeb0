// Package gate decides by a cheap scan, before any costly work, whether a text
// or a page can be about diplomatic talks.
//
// In go bytes, out comes a [Verdict]. The scan counts words of talks and of
// meetings (words.tsv) that stand near officials, countries or parties to a
// conflict, and compares how dense they are with a threshold. It errs on the
// side of letting pass: what passes is read properly, what does not is never
// looked at again. Rejects are kept with their URL, digest, verdict and the
// Version of the gate, so that a better gate can take them up again.
//
// The scan is one pass over the bytes without memory of its own, at well over
// 50 MB a second and core; tags, scripts and styles of pages are passed over on
// the way.
package gate

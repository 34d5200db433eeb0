// Package feed reads news feeds — RSS, Atom, JSON Feed — and lists of feeds
// (OPML, both ways).
//
// In go the bytes of a feed, out come its items, each with a key by which it is
// known again: its guid, or its address where it has none, never its date, and a
// digest of its content, so that an item that was changed is seen as changed.
// Feeds on the web are often not well-formed: a wrong encoding and stray
// characters are mended, and where that does not help, the items are read one by
// one and those that can be are kept.
package feed

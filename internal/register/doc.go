// Package register folds claims and edits into processes and rounds.
//
// What goes in is an [Input]: what is known of the documents, their current
// claims, the analysts' edits, and which documents go back to one origin. What
// comes out is a [parley.Register]. The fold is pure: it reads no clock, draws
// no numbers and depends on no order but that of the content, so that the same
// claims and edits always give the same register, byte for byte, in whatever
// order they arrived.
//
// # How a register comes about
//
//  1. Claims become mentions: one meeting as one document tells it. Edits of
//     claims (reject, correct) count from here on.
//  2. Mentions become rounds. What tells its day comes first, then what tells
//     its month, then the rest; each in the order of publication, then of
//     digest. A mention joins the round that it agrees with best, if it agrees
//     well enough; it begins a round where it agrees with none. Agreement is a
//     sum of points for parties, time, place, ordinal, participants, name and
//     manner, each with the words that explain it; some disagreements decide
//     alone. Between "same" and "different" lies "possibly the same": kept
//     apart, and shown. What is too vague to be a round stays loose.
//  3. Rounds become processes, by parties and by named format; long silences
//     are boundaries.
//  4. Each round's fields are filled: the value that stands, with the claims and
//     the independent origins behind it, and its rivals.
//  5. From these follow the life of each round, the contradictions, the ledger
//     of next steps, the positions over time, the state of each process and
//     what each document adds.
//
// A [Keeper] gives the same register of documents and edits that come one at a
// time: it remembers what each of these steps came to, and has again only those
// that read something that has changed. Fold is a Keeper of everything at once.
//
// Where to find what: keeper.go has the order of the steps; dates.go settles the
// dates, link.go and agree.go decide which mentions are of one round, replay.go
// when they are asked again, settle.go what became of what was put off or
// planned; fields.go and contradiction.go build rounds, group.go processes,
// place.go finds homes for what is in no round, assemble.go and ledger.go tell
// the processes, substance.go what each document adds.
//
// The points and limits are constants in this package; docs/concepts.md tells
// them in words.
package register

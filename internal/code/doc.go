// Package code tells who did what to whom: the clauses of a document as events
// of CAMEO and PLOVER, the two schemes in which political scientists keep event
// data.
//
// In go a parsed document and its actors and places ([layer.Doc]); out come
// [Event]s with root, mode, contexts, CAMEO code, the parties on both sides
// with their sectors, and the words.
//
// # How a clause is read
//
// A word means little alone: to provide aid is AID, to promise aid AGREE, to
// ask for it REQUEST, to refuse it REJECT, to suspend it SANCTION, to threaten
// to suspend it THREATEN. So the data tell two kinds of words apart. An act is
// something done: acts.tsv lists some 140, each with its root and the CAMEO
// codes of doing it, promising it, appealing for it, demanding it, refusing it
// and threatening it, and the act that stopping it amounts to. An operator does
// something to what stands after it: AGREE, APPEAL, DEMAND, REFUSE, FAIL,
// ACCEPT, ALLOW, THREATEN, WARN, STOP, INVITE; LIGHT carries its complement on
// ("held talks", "imposed sanctions"), SAY reports it, MAYBE only thinks of it.
// A chain of words is read from the inside out: in "rejected a call to end the
// blockade" the blockade is an act, its end another, the call asks for that,
// and the whole is a refusal of it. Negation refuses, the future promises, and
// what harms its target is not promised but threatened; "may" and "if" make no
// event. The rules are in meaning.go.
//
// What a word is depends on its surroundings: frames.tsv has a row for each
// use, with the conditions it asks for:
//
//	prt=off            a particle
//	obj= subj= mod=    the object, the subject, an adjective or compound
//	xcomp= inf= pred=  a clause without a subject, one with "to"; what somebody is called
//	case=              the preposition of the noun itself
//	to= on|upon= …     what a preposition leads in
//
// each with words, classes of nouns (#troops, of classes.tsv), acts (@aid), or
// ACTOR, STATE, PERSON, PLACE, * for anything. Every row has an example that runs as a
// test.
//
// # Who
//
// The source is the subject, or the agent of a passive; the target is whoever
// is addressed, or the phrase beside the words of the chain that most likely
// tells it. A phrase stands for the actor or place named in it: its head, what
// stands before the head, what possesses it, what hangs on it. Persons whose
// state the document does not tell are looked up in the lexicon's book of
// leaders, with the years in which they acted for it. What remains unknown stays unknown.
//
// [Coder.Between] is for sentences of which source and target are known.
package code

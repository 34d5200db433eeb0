// Package reactions reads what actors that are no party say or do about the
// talks.
//
// In goes a document with actors, places, attributions and meetings, out come
// parley.Reactions: whose it is (a code, or the article's words for people
// without one, such as "rights groups"), the stance, and the words, verb
// included.
//
// Rules propose (ADR 9): what somebody does by the verb of a clause, be it one of
// verbs.tsv or another ("welcomed the talks"), what he is said to be ("was
// wary"), what he does as others do ("as did Norway"), what he says, and how he
// sees things ("describe the talks as a test"). Each proposal is whose the
// subject or speaker tells it to be: states and bodies by their codes, private
// persons and bodies without a code by name, groups of people by their words.
//
// Weights decide, over what the words are about, how they judge (judgements.tsv),
// who it is and whether he is a side, and where it stands (features.go; fitted by
// "parley train reactions"). One thing needs no weighing: who is no side and by a
// plain verb of the lexicon judges the talks, reacts to them.
package reactions

// Package quotes reads attributions: who said something, the words that say so
// (the cue), and what was said.
//
// In goes a document with sentences and tags, and with a parse where there is
// one; out come layer.Attributions in text order. A parse of a long quoted
// sentence is often wrong where it matters, so the reading starts from what is
// certain in news: quotation marks, the words of a lexicon of cues, and the
// punctuation between them.
//
//   - marks.go pairs quotation marks, straight or curly, single or double, over
//     paragraphs where the opening mark is repeated or the closing one stands
//     further down. A mark whose partner is lost gives nothing.
//   - cues.tsv lists the verbs that introduce speech, thought, demand or
//     judgement, with the constructions in which each takes its content: a
//     quotation, a clause, an infinitive, a noun phrase, "as …", a preposition.
//     phrases.tsv lists "according to" and its like. Each row has an example
//     in which [source], <cue> and {content} are marked, and which is a test.
//   - nouns.tsv lists nouns that name an act of speech or thought ("claim",
//     "pledge"), with what opens their content; nouns.go reads them.
//   - phrase.go finds the noun phrase at either side of a cue.
//   - quotes.go joins cue, source and content; extra.go does so for phrases and
//     headlines ("Minister: talks useful"), gives quotations without a cue to
//     the speaker who goes on, and resolves pronouns.
//   - speaker.go classifies speakers by head word (speakers.tsv), by the actors
//     layer where it is there, and by capitals.
//
// The act of a cue ("say", "claim", "demand", "praise", …) is passed on, so that
// the readers of statements, positions and reactions need not know verbs of
// speech. What one cue may look at is bounded: the work is linear in the text.
package quotes

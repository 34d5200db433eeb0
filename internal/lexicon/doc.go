// Package lexicon is the shared knowledge of the readers, as data: states and
// their capitals, adjectives and seats of government; international
// organisations and formats with their members; armed and political groups;
// offices and ranks; institutions; frequent given names.
//
// The data are tables in data/, embedded, one entry a row. Where a row holds an
// example, the example runs as a test. A reader asks for matches in a parsed
// document ([Lexicon.Find], [Lexicon.FindTitles]) or looks an entry up by code
// or form. Matching is on words, longest first, and knows about capitals:
// "Turkey" is a state and "turkey" a bird, "US" a state and "us" a pronoun. It
// does not decide between the senses of a form ("Luxembourg" the state, its
// capital and its adjective): a Match carries all of them, most usual first.
//
// Two tables are apart from the matcher, for texts too short to tell the side of
// somebody: leaders.tsv, whom a state was led by and when ([Lexicon.Leader]; made
// from the lists of the Office of the Historian, CC0, and by hand), and
// bodies.tsv, parties, outlets, provinces and cities ([Lexicon.Body]). Readers
// take a person's side from the text and do not use them.
//
// Knowledge that belongs to one reader alone (topics, tone words, cue verbs)
// lies beside that reader.
package lexicon

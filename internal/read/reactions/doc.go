// Package reactions reads what actors that are no party say or do about the
// talks.
//
// In goes a document with actors and meetings, out come parley.Reactions: whose
// it is (a code, or the article's words for a group such as "rights groups"),
// the stance, and the words, verb included. There are four kinds:
//
//   - a verb of verbs.tsv, each with an example that is a test, whose object
//     speaks of talks (a trigger of a meeting, or one of the words of
//     objects.txt) or of what a side does for them; what is urged tells the
//     stance of who urges it;
//   - a judgement: "observers describe the talks as a test";
//   - a name that is given: "called the deal a humiliation";
//   - a statement about the talks by a state or a body that is no side of any,
//     or by one who speaks for himself: an analyst, a lawmaker.
//
// Who is a side of the meeting that the words are about does not react to it,
// but may react to other talks of the article.
package reactions

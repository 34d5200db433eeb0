// Package meetings finds the meetings that a document reports, announces,
// cancels or denies: who met whom, where and when, in what form, at what level,
// and whether it happened.
//
// # In and out
//
// It needs tokens with tags and lemmas, and the actors, times and places found
// before; where there is a parse it uses it. It adds layer.Doc.Meetings and
// layer.Doc.Reading.Meetings with every field but topics, outcome,
// assessments, obstacles and next steps, which have readers of their own.
//
// # How
//
//  1. Mentions. data/triggers.tsv lists the words that speak of meetings: verbs
//     ("met", "spoke by phone"), nouns ("talks", "summit"), visits and
//     signings. Each match is a mention with its own arguments: who stands in
//     the places of the frame (subject, object, "with", "between … and …",
//     "X–Y talks", "X's meeting"), the status that tense, mood and governing
//     verb give it (data/governors.tsv), and the time, place, round number
//     and channel near it.
//     Words of daily life ("sat", "saw", "spent two hours with") are triggers only
//     where those who can hold talks stand around them (encounters.go).
//  2. Which mentions count. A cabinet meeting, a tennis match and a call for
//     restraint use the same words. A mention counts when its arguments are
//     sides of diplomacy: codes of at least two states, organisations or
//     armed groups, or a group that meets as one.
//     Sittings told in short (series.go) become mentions too: lists of places
//     and times, numbers without a noun ("the second, in Lima, ended without a
//     text"), "last held in May". They have the sides of the talks that they
//     are told beside, and count where those do; what has neither a day nor a
//     place of its own is vague and makes none.
//  3. Sides that the frame does not hold are proposed: by grammar (who speaks
//     "at the start of a meeting with the king" is at it), by words for two or
//     more ("the two spoke", "six-party talks", "the three signed": several.go), by what stands near, and for
//     talks of which no sentence names the sides by whom the text is about.
//     Where the frame holds fewer than two sides, and the words name a day, a
//     place or a round, the fitted weights of data/sides.tsv decide of each actor
//     of the text whether it is a side (sides.go): the rule that proposes it is
//     one argument beside others (sidefeatures.go). Explain tells the strongest.
//  4. Meetings. Mentions are put together in text order, title first: the same
//     sides, no conflict of day, place, round, channel or persons. "The
//     talks" and "the meeting" go with the meeting spoken of last that they
//     fit. A mention of the past with sides and a day of its own is a meeting
//     of its own; a day that may be of something else in the sentence parts
//     nothing.
//  5. Which meetings count. Candidates are generous; the fitted weights of
//     data/counts.tsv decide by named features of the whole candidate, and
//     Explain tells the strongest. The margin asked is the one at which precision
//     and recall are about even under cross-validation over articles.
//  6. Beside the sides. Who hosts, mediates or watches (thirds.go) and who takes
//     part (seats.go) is proposed by words of roles, by frames and by nearness; the
//     fitted weights of data/thirds.tsv and data/seats.tsv decide, and Explain
//     tells the strongest. Whom a frame seats stays.
//  7. Fields. Each field of a meeting is taken from the mention that states it
//     best, and carries the words it was read from. What no mention states
//     stays unknown.
//
// Precision comes before recall: a mention whose sides are not clear only adds
// to a meeting that is known already.
package meetings

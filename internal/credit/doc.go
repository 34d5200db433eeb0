// Package credit finds the words by which an article says where it has its
// news from: the agency that is credited in the dateline, the byline or at the
// end ("GENEVA (Reuters) -", "/TASS/", "— AP"), and outlets and officials that
// are cited as the source of what is told ("Axios reported", "according to
// Iranian state media").
//
// In goes a text with its blocks, out come the name of the source, in one
// spelling, and the span of the words. What is not sure is not reported: a
// credit that is missed costs an origin counted twice, which copies reveal; a
// credit that is wrong hides an origin.
package credit

// Package statements makes statements of attributions.
//
// In go layer.Attributions, out come parley.Statements: every quotation of five
// words or more, on any subject, and every indirect statement that a verb of
// saying, or a phrase like "according to", introduces. What a side wants,
// offers, supports or refuses is a position and none of this package's
// business, and so is the language of readouts ("reiterated support for").
package statements

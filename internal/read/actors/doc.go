// Package actors reads who acts in a document: states and their governments,
// organisations, groups, offices and persons, with the titles and sides that
// the text itself gives to persons.
//
// It needs sentences and tokens. It uses tags and names where they are there
// and does not depend on them: an office before a capitalised word tells a
// person as well as a model does.
//
// Titles come first, for they carry most of what is known of a person: an
// office of the shared lexicon, grown to the left by its field ("Deputy Prime
// Minister and Foreign Minister") and to the right by what it is the office of
// ("for African Affairs", "of the Mongolian Parliament"). The words before and
// after a title tell its side ("Russian", "Japan's", "of the Republic of
// Kenya"). Then names are found and joined to titles in all the orders that
// occur: before the name, in apposition, through "counterpart", in lists.
// Mentions of one person are joined, short ones to full ones. Last come the
// mentions of states, organisations and groups, and the descriptions ("the
// Russian president", "the two sides"), resolved where only one reading is
// possible and left alone otherwise.
//
// A person's side is never known from outside the text, with one exception: in
// a release of a government's own office a title that only that government has
// is that government's ("the Secretary" of a State Department release).
package actors

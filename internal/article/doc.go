// Package article turns a capture into a [parley.Document]: the main text, its
// blocks, the title, the publisher, the dates, the language and the agency that
// is credited. The text of a document is what people read on the page, in
// reading order, without navigation; it is never altered afterwards, because
// evidence points into it.
//
// What the user gives (package source, Meta) wins over what the bytes say. A
// date never comes from the clock or from the time of the fetch; that time only
// rules out dates that lie after it. How a date was found is recorded:
// "given", "record" (a field of a JSON record), "mail", "json-ld", "meta" (of
// the page), "page" (it stands on the page).
//
// A page goes through a linear scan before any library builds its tree. The
// scan drops scripts, styles and comments and refuses pages that are no
// articles by their size, because the extractors take time that grows with the
// square of the number of paragraphs. What then still takes too long is
// abandoned; how many of these run at once is bounded. go-trafilatura finds the
// main text, go-readability where that finds little, and where both find
// nothing all text of the page counts. The title stands first in the text, as a
// heading, so that it can be quoted.
package article

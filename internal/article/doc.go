// Package article turns a capture into a [parley.Document]: the main text, its
// blocks, the title, the publisher, the dates and the language. The text of a
// document is what people read on the page, in reading order, without
// navigation; it is never altered afterwards, because evidence points into it.
//
// What the user gives (package source, Meta) wins over what the bytes say. A
// date never comes from the clock or from the time of the fetch.
package article

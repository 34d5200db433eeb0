// Package show puts values of the register into the few words that people read
// in a table or on a page: "18–20 February 2025", "Riyadh, Saudi Arabia",
// "Ethiopia". It adds nothing that the value does not say, and shows what is
// not known as not known.
package show

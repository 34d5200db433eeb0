// Package tone reads the words that judge the talks themselves — constructive,
// frank, tense — and whose words they are.
//
// The terms are in terms.tsv, each with what diplomats conventionally mean by
// it and where that convention is described. The convention is shown as such
// and is never a value. A term counts only when it speaks of the talks: before
// or after a noun for them, or where somebody describes them as such.
package tone

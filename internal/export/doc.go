// Package export writes the register in the forms that other programs and
// people use. It adds nothing to the register and leaves nothing out that a
// format can hold.
package export

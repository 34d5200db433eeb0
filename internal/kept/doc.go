// Package kept writes a register down and reads it again, whole or in part.
//
// In goes a [parley.Register]; out come bytes in parts: an outline, which is
// enough to list the processes and to find one of them or one of their rounds by
// name; a part for each process; and one for the rest. A part is named by the
// digest of its bytes, so that whoever keeps parts writes only those that have
// changed, and whoever reads them knows when one is damaged. What is read is what
// was written, to the byte of its JSON.
//
// What is written follows from the types of the register alone ([codecOf]), so
// that a field that is added to them is written, too. Each part holds its strings
// and claims once. Bytes of anyone's making are refused or give some register, in
// time and memory that are bounded by their length.
//
// Nothing here says whether a register is that of a store: that is for whoever
// keeps the parts (package store) and whoever asks for them.
package kept

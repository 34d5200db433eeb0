package register

import (
	"github.com/parley-register/parley"
)

// Document is what the register knows of a document, its text apart.
type Document struct {
	ID        parley.Digest
	Name      string
	Title     string
	Publisher string
	URL       string
	Credit    string
	Published parley.Interval
	Size      int           // bytes of text
	Sentences []parley.Span // for its substance; nil counts the words of the claims alone
}

// Origin says where the words of a document, or of a claim, come from.
type Origin struct {
	ID     string             // what has one origin counts once
	Name   string             // for people; empty for the outlet
	CopyOf parley.Digest      // the document that it repeats; empty when it is none
	Chain  []parley.OriginHop // from the document to its origin
}

// Origins tells the origin of documents. A document that is not there is an
// origin of its own.
type Origins map[parley.Digest]Origin

// Input is what a register is folded from. Its order does not matter, but for
// the edits, which are in the order in which they were made.
type Input struct {
	Documents []Document
	Claims    []parley.Claim // current ones; none may be there twice with different content
	Edits     []parley.Edit
	Origins   Origins
	OriginOf  func(*parley.Claim) Origin // of a claim, where that is not its document's; nil or zero for the document's
	AsOf      parley.Moment              // the register as it could be known on that day; zero for the day of the latest document
	Names     func(string) string        // of actor codes, for people; nil for the codes themselves
}

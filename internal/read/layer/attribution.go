package layer

import "github.com/parley-register/parley"

// Attribution is something said, by whom, and the words that say so.
type Attribution struct {
	Source    []parley.Span // the speaker's words; empty when there are none
	Cue       []parley.Span // "said", "according to", a colon
	Content   []parley.Span // what is said; without quotation marks
	Speaker   string        // surface form; a pronoun is replaced by the name it stands for
	Actor     int           // index into Doc.Actors plus 1; 0 when not known
	Kind      parley.SpeakerKind
	Quotation string // "direct", "mixed", "indirect"
	Chain     []int  // indices into Doc.Attributions that this one cites, nearest first
	Rule      string
}

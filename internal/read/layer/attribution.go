package layer

import "github.com/parley-register/parley"

// Attribution is something said, by whom, and the words that say so.
type Attribution struct {
	Source    []parley.Span // the speaker's words, then an apposition to them; empty when there are none
	Cue       []parley.Span // "said", "according to", a colon; empty when a quotation goes on without one
	Content   []parley.Span // what is said; without quotation marks
	Speaker   string        // surface form; a pronoun is replaced by the name it stands for
	Actor     int           // index into Doc.Actors plus 1; 0 when not known
	Kind      parley.SpeakerKind
	Quotation string          // "direct", "mixed", "indirect"
	Chain     []int           // indices into Doc.Attributions that this one cites, nearest first
	Sentence  int             // of the cue, or of the content where there is no cue
	Lemma     string          // entry of the cue lexicon: "say", "call for", "according to"
	Act       string          // its class: "say", "claim", "demand", "praise", …
	Frame     string          // the construction: "clause", "following", "infinitive", "noun", "as", "quote", "prep", "phrase", "headline", "raised" (of somebody, by nobody in particular), "nominal" (the cue is a noun)
	Modality  parley.Modality // of the act: denied ("did not say"), planned ("will ask"), possible, asserted
	Hedged    bool            // the cue keeps its distance: "claimed", "suggested"
	Rule      string
}

// Quotation is a stretch of text in quotation marks.
type Quotation struct {
	parley.Span     // without the marks and a closing comma; over paragraphs, from the first word to the last
	Words       int //
	Attribution int // index into Doc.Attributions plus 1 of the innermost that holds it; 0 when nobody is said to have said it
}

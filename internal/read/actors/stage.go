package actors

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/parley-register/parley/internal/lexicon"
	"github.com/parley-register/parley/internal/read/layer"
)

// version of the rules in this package; raise it whenever their output can
// change.
const version = "actors/2"

// Stage is the reader of actors.
type Stage struct {
	lex     *lexicon.Lexicon
	version string
}

// New returns the reader of actors with the lexicon built into the program.
func New() *Stage {
	h := sha256.New()
	h.Write([]byte(wordsTSV))
	h.Write([]byte(releasesTSV))
	h.Write([]byte(outletsTSV))
	h.Write([]byte(prefixesTSV))
	h.Write([]byte(holdersTSV))
	h.Write([]byte(movementsTSV))
	h.Write([]byte(lexicon.Version()))
	return &Stage{lex: lexicon.Shared(), version: version + "+" + hex.EncodeToString(h.Sum(nil))[:12]}
}

// Name is "actors".
func (s *Stage) Name() string { return "actors" }

// Needs is what must be there: sentences and tokens. Tags and names are used
// where they are there.
func (s *Stage) Needs() []string { return []string{layer.Sentences} }

// Adds is what the stage adds: Doc.Actors and Doc.People.
func (s *Stage) Adds() []string { return []string{layer.Actors} }

// Version names the rules and their data.
func (s *Stage) Version() string { return s.version }

// Read fills d.Actors and d.People.
func (s *Stage) Read(d *layer.Doc) { s.run(d) }

func (s *Stage) run(d *layer.Doc) *reader {
	r := &reader{lex: s.lex, vocab: words(), doc: d, text: d.Source.Text, tokens: d.Tokens}
	r.look()
	r.readTitles()
	r.readNames()
	r.readShortNames()
	r.join()
	r.settle()
	r.readActors()
	return r
}

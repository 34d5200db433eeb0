package places

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"strings"

	"github.com/parley-register/parley/internal/lexicon"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
)

//go:embed heads.tsv
var headsTSV string

//go:embed speech.tsv
var speechTSV string

//go:embed demonyms.tsv
var demonymsTSV string

// codeVersion changes when the code of this package changes what it finds.
const codeVersion = "1"

// Stage reads the places of a document into layer.Doc.Places.
type Stage struct {
	g       *gazetteer
	lex     *lexicon.Lexicon
	after   map[string]string // heads behind a name, and the kind that they make of it
	before  map[string]string
	alone   map[string]bool // words that are no place by themselves
	quarter map[string]bool // quarters of the compass
	cues    map[string]cue
	then    map[string]predecessor // by the code of the state that is there now
	version string
}

// New compiles the gazetteer that comes with the package.
func New() *Stage {
	g, err := compile(gazetteerTSV)
	if err != nil {
		panic("places: " + err.Error()) // the embedded files are part of the program, and tested with it
	}
	s := &Stage{g: g, lex: lexicon.Shared(), after: map[string]string{}, before: map[string]string{}, alone: map[string]bool{}, quarter: map[string]bool{}, cues: map[string]cue{}}
	for _, f := range rows(headsTSV) {
		switch f[1] {
		case "after":
			s.after[f[0]] = f[2]
		case "before":
			s.before[f[0]] = f[2]
		case "alone":
			s.alone[f[0]] = true
		case "quarter":
			s.quarter[f[0]] = true
		}
	}
	for _, f := range rows(speechTSV) {
		c, ok := cueNames[f[1]]
		if !ok {
			panic("places: speech.tsv: no class " + f[1])
		}
		s.cues[f[0]] |= c
	}
	if err := g.countries(countriesTSV); err != nil {
		panic("places: " + err.Error())
	}
	for _, f := range rows(demonymsTSV) {
		if err := g.demonym(f[0], f[1]); err != nil {
			panic("places: " + err.Error())
		}
	}
	if s.then, err = predecessors(beforeTSV); err != nil {
		panic("places: " + err.Error())
	}
	sum := sha256.Sum256([]byte(beforeTSV + "\x00" + gazetteerTSV + "\x00" + countriesTSV + "\x00" + headsTSV + "\x00" + demonymsTSV + "\x00" + speechTSV + "\x00" + lexicon.Version()))
	s.version = codeVersion + "-" + hex.EncodeToString(sum[:4])
	return s
}

func rows(tsv string) (out [][]string) {
	for _, line := range strings.Split(tsv, "\n") {
		if line != "" && line[0] != '#' {
			out = append(out, strings.Split(line, "\t"))
		}
	}
	return out
}

// Name is "places".
func (s *Stage) Name() string { return "places" }

// Needs is the layers that must be there. Names and tags are used where they are.
func (s *Stage) Needs() []string { return []string{layer.Sentences} }

// Adds is the layer that the stage adds.
func (s *Stage) Adds() []string { return []string{layer.Places} }

// Version covers the code and the data files.
func (s *Stage) Version() string { return s.version }

// Where a candidate comes from.
const (
	fromGazetteer = 1 << iota
	fromState
	fromDemonym
	fromTagger
	fromHead
	fromContainer
	fromRepeat
	fromSeat
	fromCapital
)

// reading is the work on one document.
type reading struct {
	*Stage
	d       *layer.Doc
	nameAt  []int32         // index plus 1 into Names, by token
	person  map[string]bool // words of names of persons of more than one word
	cands   []candidate
	votes   map[string]int // how often the tagger took a name for a place
	regions []*place       // of countries, that the document names
	homes   map[string]int // how many towns and regions of each country are named, capitals apart
	tally   map[string]int // how often each country is spoken of
}

// Read finds the places of d, in text order, not overlapping.
func (s *Stage) Read(d *layer.Doc) {
	d.Places = d.Places[:0]
	if len(d.Tokens) == 0 {
		return
	}
	r := &reading{Stage: s, d: d, nameAt: make([]int32, len(d.Tokens)), person: map[string]bool{}, votes: map[string]int{}, homes: map[string]int{}, tally: map[string]int{}}
	for i := range d.Names {
		for t := d.Names[i].First; t < d.Names[i].Last && t < len(d.Tokens); t++ {
			r.nameAt[t] = int32(i + 1)
		}
		if n := &d.Names[i]; isPlaceTag(n.Type) {
			r.votes[d.Source.Text[n.Start:n.End]]++
		}
		if n := &d.Names[i]; n.Type == nlp.PER && n.Last-n.First > 1 && s.after[d.Tokens[n.Last-1].Form] == "" {
			for t := n.First; t < n.Last; t++ {
				r.person[d.Tokens[t].Form] = true
			}
		}
	}
	matches := s.lex.Find(d.Doc)
	mi := 0
	for si := range d.Sentences {
		from := mi
		for mi < len(matches) && matches[mi].First < d.Sentences[si].Last {
			mi++
		}
		r.sentence(si, matches[from:mi])
	}
	r.settled()
	r.containers()
	r.described()
	r.repeat()
	r.resolve()
	r.asOfThen()
}

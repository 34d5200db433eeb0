package annotate

import (
	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/code"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
	"github.com/parley-register/parley/internal/text"
)

// Document is a document with its layers. All offsets count the unit asked for.
type Document struct {
	ID           string         `json:"id"` // of the input
	Text         string         `json:"text"`
	Published    string         `json:"published,omitempty"` // EDTF
	Sentences    [][2]int       `json:"sentences"`
	Tokens       []Token        `json:"tokens"`
	Names        *[]Name        `json:"names,omitempty"`
	Times        *[]Time        `json:"times,omitempty"`
	Places       *[]Place       `json:"places,omitempty"`
	Attributions *[]Attribution `json:"attributions,omitempty"`
	Events       *[]Event       `json:"events,omitempty"`
}

// Token is a syntactic word. Head is its 1-based number within the sentence, 0
// for the root, as in CoNLL-U; it is there when Deprel is.
type Token struct {
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Form   string `json:"form"`
	Lemma  string `json:"lemma,omitempty"`
	UPOS   string `json:"upos,omitempty"`
	XPOS   string `json:"xpos,omitempty"`
	Head   *int   `json:"head,omitempty"`
	Deprel string `json:"deprel,omitempty"`
	Sent   int    `json:"sent"` // index into Sentences
}

// Name is a name.
type Name struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Type  string `json:"type"`
}

// Time is a time expression with its TIMEX3 and EDTF values, where it resolves.
type Time struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Type  string `json:"type"`
	Value string `json:"value,omitempty"`
	EDTF  string `json:"edtf,omitempty"`
}

// Place is a mention of a place.
type Place struct {
	Start   int      `json:"start"`
	End     int      `json:"end"`
	Use     string   `json:"use"` // "literal" or "metonymic"
	Name    string   `json:"name,omitempty"`
	Country string   `json:"country,omitempty"` // ISO 3166-1 alpha-3
	Lat     *float64 `json:"lat,omitempty"`
	Lon     *float64 `json:"lon,omitempty"`
}

// Attribution is something said: by whom, the words that say so, and what.
type Attribution struct {
	Source    [][2]int `json:"source"`
	Cue       [][2]int `json:"cue"`
	Content   [][2]int `json:"content"`
	Kind      string   `json:"kind,omitempty"`
	Quotation string   `json:"quotation,omitempty"`
}

// Event is a coded event.
type Event struct {
	Sent    int      `json:"sent"`
	Root    string   `json:"root"` // PLOVER
	Mode    string   `json:"mode,omitempty"`
	CAMEO   string   `json:"cameo,omitempty"`
	Context []string `json:"context,omitempty"`
	Source  []string `json:"source"` // codes; a group by its state where that is all that is known
	Target  []string `json:"target"`
	Sectors Sectors  `json:"sectors,omitzero"` // of source and target, in their order, where the words tell any
	Trigger [2]int   `json:"trigger"`          // from the first to the last word that tells what was done
	Words   string   `json:"words"`            // those words
	Mood    string   `json:"modality"`
	Rule    string   `json:"rule"`
}

// Sectors are the sectors of an event's sides, "" where the words tell none.
type Sectors struct {
	Source []string `json:"source,omitempty"`
	Target []string `json:"target,omitempty"`
}

// WithEvents adds the events of doc, which o counts as d does.
func (d *Document) WithEvents(events []code.Event, body string, unit text.Unit) *Document {
	o := text.NewOffsets(body, unit)
	d.Events = list(events, func(e *code.Event) Event {
		out := Event{
			Sent: e.Sentence, Root: string(e.Root), Mode: e.Mode, CAMEO: e.CAMEO, Context: e.Context,
			Trigger: pair(o, e.Trigger), Words: e.Words, Mood: string(e.Modality), Rule: e.Rule,
		}
		out.Source, out.Sectors.Source = sides(e.Source)
		out.Target, out.Sectors.Target = sides(e.Target)
		return out
	})
	return d
}

// sides are the codes of parties and, where any is known, their sectors.
func sides(parties []code.Party) (codes, sectors []string) {
	codes = []string{}
	known := false
	for _, p := range parties {
		codes, sectors = append(codes, p.Code), append(sectors, p.Sector)
		known = known || p.Sector != ""
	}
	if !known {
		sectors = nil
	}
	return codes, sectors
}

// JSON is doc as an object of JSON. has tells which layers the pipeline adds.
func JSON(doc *layer.Doc, id string, unit text.Unit, has func(layer string) bool) *Document {
	o := text.NewOffsets(doc.Source.Text, unit)
	d := &Document{
		ID: id, Text: doc.Source.Text, Published: doc.Source.Published.String(),
		Sentences: make([][2]int, 0, len(doc.Sentences)), Tokens: make([]Token, 0, len(doc.Tokens)),
	}
	for i, s := range doc.Sentences {
		d.Sentences = append(d.Sentences, pair(o, s.Span))
		for k := range doc.Tokens[s.First:s.Last] {
			d.Tokens = append(d.Tokens, token(o, &doc.Tokens[s.First+k], i))
		}
	}
	if has(layer.Names) {
		d.Names = list(doc.Names, func(n *nlp.Name) Name {
			return Name{o.From(n.Start), o.From(n.End), n.Type.String()}
		})
	}
	if has(layer.Times) {
		d.Times = list(doc.Times, func(t *layer.Time) Time {
			return Time{o.From(t.Start), o.From(t.End), t.Type, t.Value, t.When.String()}
		})
	}
	if has(layer.Places) {
		d.Places = list(doc.Places, func(p *layer.Place) Place {
			out := Place{Start: o.From(p.Start), End: o.From(p.End), Use: "literal", Name: p.Name, Country: p.Country}
			if p.Metonymic {
				out.Use = "metonymic"
			}
			if p.Located {
				out.Lat, out.Lon = &p.Lat, &p.Lon
			}
			return out
		})
	}
	if has(layer.Attributions) {
		d.Attributions = list(doc.Attributions, func(a *layer.Attribution) Attribution {
			return Attribution{pairs(o, a.Source), pairs(o, a.Cue), pairs(o, a.Content), string(a.Kind), a.Quotation}
		})
	}
	return d
}

func token(o *text.Offsets, t *nlp.Token, sentence int) Token {
	out := Token{Start: o.From(t.Start), End: o.From(t.End), Form: t.Form, Lemma: t.Lemma, XPOS: t.XPOS, Deprel: t.Deprel, Sent: sentence}
	if t.UPOS != nlp.NoTag {
		out.UPOS = t.UPOS.String()
	}
	if t.Deprel != "" {
		head := int(t.Head)
		out.Head = &head
	}
	return out
}

func pair(o *text.Offsets, s parley.Span) [2]int { return [2]int{o.From(s.Start), o.From(s.End)} }

func pairs(o *text.Offsets, spans []parley.Span) [][2]int {
	out := make([][2]int, len(spans))
	for i, s := range spans {
		out[i] = pair(o, s)
	}
	return out
}

// list maps a layer; the result is never nil, so that an empty layer is there.
func list[A, B any](in []A, f func(*A) B) *[]B {
	out := make([]B, len(in))
	for i := range in {
		out[i] = f(&in[i])
	}
	return &out
}

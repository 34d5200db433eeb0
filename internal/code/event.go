package code

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/parley-register/parley"
)

// Root is an event type of PLOVER.
type Root string

// The roots, and Statement for CAMEO's 01, which PLOVER leaves out.
const (
	Agree     Root = "AGREE"
	Consult   Root = "CONSULT"
	Support   Root = "SUPPORT"
	Concede   Root = "CONCEDE"
	Cooperate Root = "COOPERATE"
	Aid       Root = "AID"
	Retreat   Root = "RETREAT"
	Request   Root = "REQUEST"
	Reject    Root = "REJECT"
	Accuse    Root = "ACCUSE"
	Threaten  Root = "THREATEN"
	Sanction  Root = "SANCTION"
	Protest   Root = "PROTEST"
	Mobilize  Root = "MOBILIZE"
	Coerce    Root = "COERCE"
	Assault   Root = "ASSAULT"
	Statement Root = "STATEMENT"
)

// quads are the quad classes: 1 verbal and 2 material cooperation, 3 verbal
// and 4 material conflict.
var quads = map[Root]int{
	Agree: 1, Consult: 1, Support: 1, Concede: 1, Cooperate: 2, Aid: 2, Retreat: 2,
	Request: 3, Reject: 3, Accuse: 3, Threaten: 3, Sanction: 4, Protest: 4, Mobilize: 4, Coerce: 4, Assault: 4, Statement: 1,
}

func (r Root) valid() bool { return quads[r] != 0 }

// Quad is the quad class of r, from 1 to 4.
func (r Root) Quad() int { return quads[r] }

// hostile reports whether what r names harms its target, so that announcing it
// is a threat and refraining from it no refusal.
func (r Root) hostile() bool { return quads[r] == 4 }

// Party is a source or target of an event.
type Party struct {
	Code    string      // ISO 3166-1 alpha-3, organisation code or group name; "" where the text names none
	Country string      // the state that it is, or belongs to; "" for organisations
	Sector  string      // of PLOVER: "GOV", "MIL", "REB", …; "" where the words tell none
	Span    parley.Span // the words
}

// Event is who did what to whom, in one clause.
type Event struct {
	Sentence int
	Root     Root
	Mode     string
	Context  []string
	CAMEO    string
	Source   []Party // in text order; both sides of what is done together
	Target   []Party
	Trigger  parley.Span // from the first to the last word that tells what was done
	Words    string      // those words: "agreed provide aid"
	Modality parley.Modality
	Rule     string // the words and what each did: "agree (AGREE) + aid.military"
}

// Code is a row of the table of CAMEO codes.
type Code struct {
	Code, Name string
	Goldstein  float64
	Root       Root // the root of PLOVER that goes with it
	Mode       string
	Context    []string
	Quad       int
}

func (d *data) cameoRow(f []string, _ int) error {
	g, err := strconv.ParseFloat(f[2], 64)
	if err != nil {
		return fmt.Errorf("goldstein: %w", err)
	}
	q, err := strconv.Atoi(f[6])
	if err != nil {
		return fmt.Errorf("quad class: %w", err)
	}
	c := Code{Code: f[0], Name: f[1], Goldstein: g, Root: Root(f[3]), Mode: f[4], Quad: q}
	if f[5] != "" {
		c.Context = strings.Split(f[5], ",")
	}
	d.cameo[c.Code] = c
	return nil
}

// CAMEO returns what is known of a CAMEO code.
func CAMEO(code string) (Code, bool) {
	d, err := shared()
	if err != nil {
		return Code{}, false
	}
	c, ok := d.cameo[code]
	return c, ok
}

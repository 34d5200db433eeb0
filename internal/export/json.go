package export

import (
	"cmp"
	"encoding/json"
	"io"
	"slices"

	"github.com/parley-register/parley"
)

// Schema names the version of the JSON form; it changes when a field goes or
// changes its meaning.
const Schema = "parley-register/1"

// File is the whole register as JSON: docs/formats.md.
type File struct {
	Schema         string           `json:"schema"`
	AsOf           parley.Moment    `json:"as_of,omitzero"`
	Processes      []Process        `json:"processes"`
	Contradictions []Contradiction  `json:"contradictions"`
	NextSteps      []Step           `json:"next_steps"`
	Documents      []*parley.Source `json:"documents"`
	Claims         []*parley.Claim  `json:"claims"` // all that the register rests on, in the order of documents and text
}

// Process is a process with its rounds.
type Process struct {
	ID      string         `json:"id"`
	Name    string         `json:"name"`
	Parties []string       `json:"parties"`
	State   parley.State   `json:"state"`
	When    string         `json:"when,omitempty"` // EDTF
	Rounds  []Round        `json:"rounds"`
	Stands  []parley.Stand `json:"positions"`
}

// Round is one round, flat: the values that stand. The claims behind each
// value are in Values, by field.
type Round struct {
	ID           string                `json:"id"`
	Process      string                `json:"process"`
	Number       int                   `json:"number,omitempty"`
	Status       parley.Status         `json:"status"`
	Ordinal      *int                  `json:"ordinal"`
	When         string                `json:"when,omitempty"` // EDTF
	From         *string               `json:"from"`           // first and last day, where the year is known
	To           *string               `json:"to"`
	Place        *string               `json:"place"`
	Country      *string               `json:"country"`
	Parties      []string              `json:"parties"`
	Unnamed      bool                  `json:"unnamed_party"`
	Third        []parley.Third        `json:"third"`
	Outcome      *string               `json:"outcome"`
	Level        *string               `json:"level"`
	Name         *string               `json:"name"`
	Track        *string               `json:"track"`
	Origins      int                   `json:"origins"`
	Documents    []DocumentName        `json:"documents"`
	Lifecycle    []LifeStep            `json:"lifecycle"`
	Values       []Value               `json:"values"`
	PossiblySame []parley.PossiblySame `json:"possibly"`
}

// DocumentName is a document as people know it.
type DocumentName struct {
	ID        parley.Digest `json:"id"`
	Name      string        `json:"name,omitempty"` // of the input that it came from
	Title     string        `json:"title,omitempty"`
	Publisher string        `json:"publisher,omitempty"`
	URL       string        `json:"url,omitempty"`
	Published string        `json:"published,omitempty"`
}

// LifeStep is a step in the life of a round.
type LifeStep struct {
	Status parley.Status   `json:"status"`
	Said   string          `json:"said,omitempty"`
	For    string          `json:"for,omitempty"`
	Claims []parley.Digest `json:"claims"`
}

// Value is a value of one field, with the claims behind it.
type Value struct {
	Field    string          `json:"field"`
	Value    string          `json:"value"`
	Modality parley.Modality `json:"modality"`
	Standing parley.Standing `json:"standing"`
	Origins  int             `json:"origins"`
	From     []parley.Origin `json:"from"`
	Claims   []parley.Digest `json:"claims"`
	Edit     parley.Digest   `json:"edit,omitempty"`
}

// Step is a row of the follow-through ledger.
type Step struct {
	ID        string            `json:"id"`
	Process   string            `json:"process"`
	Round     string            `json:"round,omitempty"`
	Who       []string          `json:"who"`
	Kind      parley.NextKind   `json:"kind"`
	Certainty parley.Certainty  `json:"certainty"`
	Text      string            `json:"text"`
	Said      string            `json:"said,omitempty"`
	Due       *string           `json:"due"`
	Status    parley.StepStatus `json:"status"`
	DaysLate  int               `json:"days_late,omitempty"`
	MetBy     *string           `json:"met_by"`
	Because   string            `json:"because"`
	Claims    []parley.Digest   `json:"claims"`
}

// Contradiction is values that speak against each other.
type Contradiction struct {
	ID       string                   `json:"id"`
	Process  string                   `json:"process"`
	Round    string                   `json:"round,omitempty"`
	Kind     parley.ContradictionKind `json:"kind"`
	Field    string                   `json:"field"`
	Because  string                   `json:"because"`
	Decision string                   `json:"decision,omitempty"`
	Sides    []Side                   `json:"sides"`
}

// Side is one side of a contradiction.
type Side struct {
	Value   string          `json:"value"`
	Origins int             `json:"origins"`
	Sources []string        `json:"sources"`
	Claims  []parley.Digest `json:"claims"`
}

// JSON writes r.
func JSON(w io.Writer, r *parley.Register) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(FileOf(r))
}

// FileOf is r in the form of the file.
func FileOf(r *parley.Register) *File {
	f := &File{Schema: Schema, AsOf: r.AsOf, Processes: []Process{}, Contradictions: []Contradiction{}, NextSteps: []Step{}, Documents: r.Documents}
	if f.Documents == nil {
		f.Documents = []*parley.Source{}
	}
	docs := map[parley.Digest]*parley.Source{}
	for i := range r.Documents {
		docs[r.Documents[i].ID] = r.Documents[i]
	}
	claims := claimSet{}
	for i := range r.Processes {
		p := &r.Processes[i]
		out := Process{ID: p.ID, Name: p.Name, Parties: list(p.Parties), State: p.State, When: p.When.String(), Rounds: []Round{}, Stands: list(p.Stands)}
		for j := range p.Rounds {
			out.Rounds = append(out.Rounds, round(p, &p.Rounds[j], docs, claims))
		}
		for _, s := range p.Stands {
			for _, e := range s.Entries {
				claims.ids(e.Claims)
			}
		}
		f.Processes = append(f.Processes, out)
		for _, s := range p.Steps {
			f.NextSteps = append(f.NextSteps, Step{
				ID: s.ID, Process: p.ID, Round: s.Round, Who: list(s.Who), Kind: s.Kind, Certainty: s.Certainty, Text: s.What, Said: s.Said.String(),
				Due: known(s.Due.String()), Status: s.Status, DaysLate: s.Late, MetBy: known(s.Met), Because: s.Because, Claims: claims.ids(s.Claims),
			})
		}
		for _, c := range p.Contradictions {
			x := Contradiction{ID: c.ID, Process: p.ID, Round: c.Round, Kind: c.Kind, Field: c.Field, Because: c.Because, Decision: c.Decision}
			for _, s := range c.Sides {
				x.Sides = append(x.Sides, Side{s.Value, s.Origins, list(s.Sources), claims.ids(s.Claims)})
			}
			f.Contradictions = append(f.Contradictions, x)
		}
	}
	f.Claims = claims.sorted()
	return f
}

func round(p *parley.Process, r *parley.Round, docs map[parley.Digest]*parley.Source, claims claimSet) Round {
	out := Round{
		ID: r.ID, Process: p.ID, Number: r.Number, Status: r.Status, When: r.When.String(), Place: known(r.Place.Name), Country: known(r.Place.Country),
		Parties: list(r.Parties), Unnamed: r.Unnamed, Third: list(r.Third), Outcome: known(string(r.Outcome)), Level: known(string(r.Level)),
		Name: known(r.Name), Track: known(r.Track), Origins: r.Origins, Documents: []DocumentName{}, Lifecycle: []LifeStep{}, Values: []Value{}, PossiblySame: list(r.Possibly),
	}
	if r.Ordinal > 0 {
		out.Ordinal = &r.Ordinal
	}
	if first, last, ok := r.When.Bounds(); ok {
		out.From = known(first.Format("2006-01-02"))
		if !r.When.To.IsZero() {
			out.To = known(last.Format("2006-01-02"))
		}
	}
	for _, id := range r.Sources {
		if d := docs[id]; d != nil {
			out.Documents = append(out.Documents, DocumentName{d.ID, d.Name, d.Title, d.Publisher, d.URL, d.Published.String()})
		}
	}
	for _, l := range r.Life {
		out.Lifecycle = append(out.Lifecycle, LifeStep{l.Status, l.Said.String(), l.For.String(), claims.ids(l.Claims)})
	}
	for _, f := range r.Fields {
		for _, v := range f.Values {
			out.Values = append(out.Values, Value{f.Name, v.Value, v.Modality, v.Standing, v.Origins, list(v.From), claims.ids(v.Claims), v.By})
		}
	}
	for _, s := range r.Said {
		claims.ids([]*parley.Claim{s.Claim})
	}
	return out
}

// claimSet gathers the claims that the file names.
type claimSet map[parley.Digest]*parley.Claim

func (s claimSet) ids(claims []*parley.Claim) []parley.Digest {
	out := make([]parley.Digest, 0, len(claims))
	for _, c := range claims {
		s[c.ID] = c
		out = append(out, c.ID)
	}
	return out
}

func (s claimSet) sorted() []*parley.Claim {
	out := make([]*parley.Claim, 0, len(s))
	for _, c := range s {
		out = append(out, c)
	}
	slices.SortFunc(out, func(a, b *parley.Claim) int { return cmp.Or(parley.CompareClaims(a, b), cmp.Compare(a.ID, b.ID)) })
	return out
}

func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

func known(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

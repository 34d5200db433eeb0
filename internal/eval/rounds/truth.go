package rounds

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/parley-register/parley"
)

// Truth is an annotation.
type Truth struct {
	Processes []Process `json:"processes"`
	Copies    []Copy    `json:"copies"`
}

// Process is a process of the annotation.
type Process struct {
	ID             string          `json:"id"`
	Parties        []string        `json:"parties"`
	Rounds         []Round         `json:"rounds"`
	Steps          []Step          `json:"next_steps"`
	Contradictions []Contradiction `json:"contradictions"`
}

// Round is a round of the annotation.
type Round struct {
	ID        string         `json:"id"`
	Status    parley.Status  `json:"status"`
	Ordinal   *int           `json:"ordinal"`
	From      string         `json:"from"` // EDTF
	To        string         `json:"to"`
	Place     string         `json:"place"`
	Country   string         `json:"country"`
	Parties   []string       `json:"parties"`
	Third     []parley.Third `json:"third"`
	Outcome   parley.Outcome `json:"outcome"`
	Documents []string       `json:"documents"` // names of files that report or recall it
	Lifecycle []struct {
		Status parley.Status `json:"status"`
		Date   string        `json:"date"` // of the report
	} `json:"lifecycle"`
}

// Step is a next step of the annotation.
type Step struct {
	Who      []string          `json:"who"`
	Text     string            `json:"text"`
	Document string            `json:"document"`
	Due      string            `json:"due"`
	Status   parley.StepStatus `json:"status"`
	MetBy    string            `json:"met_by"`
}

// Contradiction is a contradiction of the annotation.
type Contradiction struct {
	Round     string                   `json:"round"`
	Field     string                   `json:"field"`
	Kind      parley.ContradictionKind `json:"kind"`
	Documents []string                 `json:"documents"`
	Values    []string                 `json:"values"`
}

// Copy is a document that repeats another.
type Copy struct {
	Original string `json:"original"`
	Copy     string `json:"copy"`
	Kind     string `json:"kind"` // "copy", "cut", "citation"
}

// Read reads an annotation.
func Read(r io.Reader) (*Truth, error) {
	var t Truth
	if err := json.NewDecoder(r).Decode(&t); err != nil {
		return nil, fmt.Errorf("not an annotation of rounds (a truth.json with processes): %w", err)
	}
	return &t, nil
}

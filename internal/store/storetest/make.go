package storetest

import (
	"fmt"
	"strings"
	"time"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/store"
)

// Fingerprint is that of the reader that Make pretends to be.
const Fingerprint = "reader-1"

var noon = time.Date(2024, 5, 6, 12, 0, 0, 0, time.UTC)

// Make is the addition of the nth article of a made-up series; each n gives
// another, and each n always the same.
func Make(n int) store.Addition {
	text := fmt.Sprintf("Delegates of Ruritania and Graustark met in Strelsau for round %d.\n\nThey parted without a deal.\x00 Señor Ñuñez wept 💧.", n)
	capture := &parley.Capture{Digest: parley.DigestOf([]byte(text)), URL: fmt.Sprintf("https://example.org/%d", n), ContentType: "text/plain", Fetched: noon, Body: []byte(text)}
	d := &parley.Document{
		Capture: capture.Digest, Name: fmt.Sprintf("a%d.txt", n), URL: capture.URL, Title: fmt.Sprintf("Round %d", n), Publisher: "Strelsau Courier", Author: "R. R.", Credit: "ZNA",
		Language: "en", Published: parley.On(parley.Date(1894, 1+n%12, 1+n%28)), Modified: parley.Interval{From: parley.Moment{Year: 1895}, Open: true}, DateFrom: "given", Text: text,
		Blocks: []parley.Block{{Span: parley.Span{Start: 0, End: strings.Index(text, "\n")}, Kind: parley.Paragraph}},
	}
	d.ID = d.DocumentID()
	return store.Addition{
		Capture: capture, Document: d, Reading: Reading(d, Fingerprint, "held"), At: noon,
		Index: store.Index{Title: fmt.Sprintf("round %d", n), Body: fmt.Sprintf("delegates of ruritania and graustark met in strelsau for round %d they parted without a deal senor nunez wept", n)},
	}
}

// Reading is a reading of d: three claims, one of which says status.
func Reading(d *parley.Document, fingerprint, status string) store.Reading {
	at := func(words string) parley.Evidence {
		i := strings.Index(d.Text, words)
		return d.Quote(parley.Span{Start: i, End: i + len(words)})
	}
	subject := parley.Subject{Kind: parley.MeetingSubject, Document: d.ID, At: at("met").Span}
	r := store.Reading{Document: d.ID, Fingerprint: fingerprint, AboutTalks: true}
	for _, c := range []parley.Claim{
		{Subject: subject, Field: parley.FieldStatus, Value: status, Modality: parley.Asserted, Evidence: []parley.Evidence{at("met")}, Rule: "test.met"},
		{Subject: subject, Field: parley.FieldParty, Value: "Ruritania", Modality: parley.Asserted, SaidBy: "the Courier", Evidence: []parley.Evidence{at("Ruritania"), at("Delegates")}, Rule: "test.party"},
		{Subject: subject, Field: parley.FieldParty, Value: "Graustark", Modality: parley.Asserted, Evidence: []parley.Evidence{at("Graustark")}, Rule: "test.party"},
	} {
		c.Fingerprint = fingerprint
		c.ID = c.ClaimID()
		r.Claims = append(r.Claims, c)
	}
	return r
}

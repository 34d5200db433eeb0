package main

import (
	"context"
	"encoding/json"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/read"
)

// pipelineTexts are written for these tests.
var pipelineTexts = []string{
	`Norway and Chile hold talks on fish quotas

OSLO, March 4 — Norwegian Foreign Minister Ada Berg met her Chilean counterpart, Ana Ruiz, in Oslo on Tuesday for a second round of talks on fish quotas. "We had frank and useful discussions about the quotas," Berg told reporters.

The two ministers agreed to meet again in Santiago in May. Chile demands a larger share of the catch. Peru welcomed the talks.`,
	`Readout of the Prime Minister's Call with the President of Peru

Prime Minister Ole Dahl spoke by phone today with President Luis Paz of Peru. The leaders discussed trade and the border with Ecuador. Talks with Bolivia, which had been due to start on Monday, were called off.`,
	`ALL CAPITALS TALKS BETWEEN RUSSIA AND CHINA IN GENEVA ENDED WITHOUT A DEAL`,
	"“”\"'—…–-\n\n\n•\t1. Talks\n- Talks with\n- and\n",
	`The harvest was good this year, farmers in the valley said. Apples sold well.`,
}

func readText(t testing.TB, text string) (*parley.Document, *parley.Reading) {
	t.Helper()
	reader, err := newReader()
	if err != nil {
		t.Fatal(err)
	}
	return readOn(t, reader, text, parley.Date(2026, 3, 4))
}

// readOn reads a text as published on a day.
func readOn(t testing.TB, reader *read.Reader, text string, day parley.Moment) (*parley.Document, *parley.Reading) {
	t.Helper()
	d := &parley.Document{Text: text, Published: parley.On(day)}
	d.ID = d.DocumentID()
	r, err := reader.Read(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	return d, r
}

// holds checks what must be so of every reading: all evidence verifies, and the
// reading comes back from its claims.
func holds(t testing.TB, d *parley.Document, r *parley.Reading) {
	t.Helper()
	claims := parley.Claims(d, r)
	for i := range claims {
		for _, e := range claims[i].Evidence {
			if err := e.Verify(d); err != nil {
				t.Errorf("%s %q by %s: %v", claims[i].Field, claims[i].Value, claims[i].Rule, err)
			}
		}
	}
	back, err := parley.FromClaims(claims)
	if err != nil {
		t.Fatal(err)
	}
	if len(claims) > 0 && len(back.Meetings) != len(r.Meetings) {
		t.Errorf("%d meetings came back from the claims of %d", len(back.Meetings), len(r.Meetings))
	}
}

func TestPipelineHolds(t *testing.T) {
	for _, text := range pipelineTexts {
		d, r := readText(t, text)
		holds(t, d, r)
	}
}

// TestPipelineSaysTheSameFromManyWorkers reads every text many times at once.
func TestPipelineSaysTheSameFromManyWorkers(t *testing.T) {
	const workers = 8
	for _, text := range pipelineTexts {
		_, first := readText(t, text)
		want, err := json.Marshal(first)
		if err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		got := make([]string, workers)
		for i := range workers {
			wg.Go(func() {
				_, r := readText(t, text)
				b, err := json.Marshal(r)
				if err != nil {
					t.Error(err)
				}
				got[i] = string(b)
			})
		}
		wg.Wait()
		for i := range got {
			if got[i] != string(want) {
				t.Errorf("worker %d reads %q otherwise:\n%s\n%s", i, text[:min(40, len(text))], got[i], want)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, text := range pipelineTexts {
		f.Add(text)
	}
	f.Add("Talks\x00between \xff\xfe and")
	f.Add(strings.Repeat("met with ", 300))
	f.Add(strings.Repeat("Chile and Peru, ", 300) + "met.")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<14 {
			t.Skip("long texts are for the benchmark")
		}
		d, r := readText(t, text)
		if !utf8.ValidString(text) && r.Reason == "" {
			t.Error("a text that is not UTF-8 was read")
		}
		holds(t, d, r)
	})
}

func BenchmarkRead(b *testing.B) {
	reader, err := newReader()
	if err != nil {
		b.Fatal(err)
	}
	text := strings.Repeat(pipelineTexts[0]+"\n\n", 4)
	d := &parley.Document{Text: text, Published: parley.On(parley.Date(2026, 3, 4))}
	d.ID = d.DocumentID()
	doc, err := reader.Annotate(context.Background(), d)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := reader.Read(context.Background(), d); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(doc.Sentences))*float64(b.N)/b.Elapsed().Seconds(), "sentences/s")
}

package register_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/register"
)

// crowd makes an input of about n claims: pairs of parties that meet every
// month in changing places, each meeting told by three outlets and recalled by
// the next one's reports.
func crowd(n int) register.Input {
	return crowdOf(n, func(pair int) (string, string) {
		return fmt.Sprintf("A%02d", pair%97), fmt.Sprintf("B%02d", pair/97+pair%7)
	}, 0)
}

// crowdOf is crowd with those parties; salt tells apart the texts of two.
func crowdOf(n int, parties func(pair int) (string, string), salt int) register.Input {
	var in register.Input
	in.Origins = register.Origins{}
	outlets := []string{"Courier", "Gazette", "Herald"}
	places := []parley.Place{{Name: "Geneva", Country: "CHE"}, {Name: "Vienna", Country: "AUT"}, {Name: "Doha", Country: "QAT"}, {Name: "Istanbul", Country: "TUR"}}
	outcomes := []parley.Outcome{parley.NoAgreement, parley.AgreedToContinue, parley.Partial}
	for i := 0; len(in.Claims) < n; i++ {
		pair := i % (n/2000 + 1)
		step := i / (n/2000 + 1)
		a, b := parties(pair)
		year, month := 1990+step/12, 1+step%12
		day := 1 + (pair*7+step*3)%27
		for o, outlet := range outlets {
			d := parley.Document{Name: fmt.Sprintf("%d-%d", i, o), Publisher: outlet, Published: parley.On(parley.Date(year, month, day+1)), Text: strings.Repeat(fmt.Sprintf("Delegates %d.%d.%d met again. ", salt, i, o), 30)}
			d.ID = d.DocumentID()
			in.Documents = append(in.Documents, register.Document{ID: d.ID, Name: d.Name, Publisher: outlet, Published: d.Published, Size: len(d.Text)})
			at := 0
			put := func(s parley.Subject, field, value string, m parley.Modality) {
				words := parley.Span{Start: at, End: at + 9}
				if s.Kind == parley.PositionSubject {
					words = parley.Span{Start: 0, End: 24} // that no other text has
				}
				c := parley.Claim{Subject: s, Field: field, Value: value, Modality: m, Evidence: []parley.Evidence{d.Quote(words)}, Rule: "bench", Fingerprint: "bench"}
				at += 3
				c.ID = c.ClaimID()
				in.Claims = append(in.Claims, c)
			}
			meet := func(status parley.Status, when parley.Interval, place parley.Place, n int) {
				s := parley.Subject{Kind: parley.MeetingSubject, Document: d.ID, At: parley.Span{Start: at, End: at + 5}}
				put(s, parley.FieldStatus, string(status), parley.Asserted)
				put(s, parley.FieldParty, a, parley.Asserted)
				put(s, parley.FieldParty, b, parley.Asserted)
				put(s, parley.FieldWhen, when.String(), parley.Asserted)
				put(s, parley.FieldWhere, parley.EncodeValue(place), parley.Asserted)
				if n > 0 {
					put(s, parley.FieldOrdinal, parley.EncodeValue(n), parley.Asserted)
					put(s, parley.FieldOutcome, string(outcomes[(i+o)%3]), parley.Asserted)
					put(s, parley.FieldTopic, parley.EncodeValue(parley.Topic{Topic: "borders", Certain: true}), parley.Asserted)
					put(s, parley.FieldNext, parley.EncodeValue(parley.NextStep{Kind: parley.NextMeeting, Certainty: parley.Announced, Due: parley.On(parley.Moment{Year: year + month/12, Month: 1 + month%12})}), parley.Planned)
				}
			}
			meet(parley.Held, parley.On(parley.Date(year, month, day)), places[(pair+step)%4], step+1)
			if step > 0 {
				meet(parley.Held, parley.On(parley.Moment{Year: 1990 + (step-1)/12, Month: 1 + (step-1)%12}), places[(pair+step-1)%4], 0)
			}
			p := parley.Subject{Kind: parley.PositionSubject, Document: d.ID, At: parley.Span{Start: at, End: at + 5}}
			put(p, parley.FieldPosition, parley.EncodeValue(parley.PositionValue{Actor: a, Stance: parley.Demands, Topic: "borders"}), parley.Asserted)
		}
	}
	return in
}

func BenchmarkFold(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		b.Run(fmt.Sprintf("%d claims", n), func(b *testing.B) {
			in := crowd(n)
			b.ReportAllocs()
			rounds := 0
			for b.Loop() {
				rounds = 0
				for _, p := range register.Fold(in).Processes {
					rounds += len(p.Rounds)
				}
			}
			b.ReportMetric(float64(rounds), "rounds")
			b.ReportMetric(float64(len(in.Claims))/1e6*float64(b.N)/b.Elapsed().Seconds(), "Mclaims/s")
		})
	}
}

package register_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/register"
)

// powers are who is at a third of all tables; UNO and EUR also bring others to it.
var powers = []string{"USA", "CHN", "RUS", "EUR", "UNO"}

// states are the others, the busiest first.
var states = strings.Fields(`
	GBR FRA DEU TUR IRN ISR SAU EGY IND PAK JPN KOR PRK UKR POL ITA QAT ARE PSE SYR IRQ LBN JOR YEM AFG BRA ZAF NGA ETH KEN SDN SSD ERI SOM LBY TUN DZA MAR MLI NER TCD
	COD RWA UGA TZA MOZ ZWE AGO ZMB CMR GHA CIV SEN ARM AZE GEO KAZ UZB KGZ TJK TKM MNG VNM THA MMR KHM LAO MYS IDN PHL SGP AUS NZL CAN MEX COL VEN ECU PER BOL CHL ARG PRY
	URY CUB HTI DOM GTM HND SLV NIC CRI PAN ESP PRT NLD BEL LUX IRL DNK SWE NOR FIN ISL EST LVA LTU CZE SVK HUN AUT CHE ROU BGR GRC CYP MLT HRV SVN SRB BIH MNE MKD ALB MDA BLR
	KWT BHR OMN BGD LKA NPL BTN MDV`)

// crowded draws a number below n, low ones far more often.
func crowded(r *rand.Rand, n int) int {
	f := r.Float64()
	return int(f * f * f * float64(n))
}

// worldNews makes an input of about n claims as the news of the world has them:
// few parties are at very many tables, and very many at few; some tables meet
// for years, others once; what is told of a meeting is its day, a month, or
// nothing; a report looks back on the meeting before and ahead to the next.
func worldNews(n, years int, seed uint64) register.Input {
	r := rand.New(rand.NewPCG(seed, uint64(n)))
	in := register.Input{Origins: register.Origins{}}
	side := func() string {
		if r.IntN(6) == 0 {
			return powers[crowded(r, len(powers))]
		}
		return states[crowded(r, len(states))]
	}
	type table struct {
		sides      []string
		third      string
		place      parley.Place
		name       string
		begin, end int
		met        []int // days
		outlets    int
	}
	total := years * 365
	newTable := func() *table {
		t := &table{begin: r.IntN(total), outlets: 1 + r.IntN(3)}
		t.end = min(total, t.begin+30+crowded(r, 4*365))
		sides := 2
		switch k := r.IntN(20); {
		case k < 3:
			sides = 3
		case k == 3:
			sides = 4 + r.IntN(5)
		}
		for len(t.sides) < sides {
			if s := side(); !strings.Contains(strings.Join(t.sides, " "), s) {
				t.sides = append(t.sides, s)
			}
		}
		if r.IntN(6) == 0 {
			t.third = []string{"UNO", "UNO", "EUR", "NOR", "QAT"}[r.IntN(5)]
		}
		if r.IntN(10) == 0 {
			t.name = fmt.Sprintf("%s Process", []string{"Lakeside", "Harbour", "Hilltop", "Riverbank"}[r.IntN(4)])
		}
		host := t.sides[r.IntN(len(t.sides))]
		t.place = parley.Place{Name: "Port " + host, Country: host}
		if r.IntN(3) == 0 {
			t.place = []parley.Place{{Name: "Geneva", Country: "CHE"}, {Name: "Vienna", Country: "AUT"}, {Name: "New York", Country: "USA"}, {Name: "Doha", Country: "QAT"}}[r.IntN(4)]
		}
		return t
	}
	day := func(n int) parley.Moment {
		return parley.MomentOf(time.Date(2026-years, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n))
	}
	outlets := []string{"Courier", "Gazette", "Herald", "Tribune", "Wire", "Observer", "Times", "Post"}
	outcomes := []parley.Outcome{parley.NoAgreement, parley.AgreedToContinue, parley.Partial, parley.Agreement}
	var tables []*table
	for meeting := 0; len(in.Claims) < n; meeting++ {
		var t *table
		if len(tables) > 40 && r.IntN(4) > 0 {
			t = tables[crowded(r, len(tables))]
		} else {
			t = newTable()
			tables = append(tables, t)
		}
		on := t.begin + r.IntN(t.end-t.begin)
		outcome := ""
		if r.IntN(2) == 0 {
			outcome = string(outcomes[crowded(r, len(outcomes))])
		}
		for o := range 1 + r.IntN(t.outlets+1) {
			told := on + r.IntN(3)
			if r.IntN(40) == 0 {
				told = on - 30 // its date is wrong
			}
			d := parley.Document{Name: fmt.Sprintf("%d-%d", meeting, o), Publisher: outlets[r.IntN(len(outlets))], Published: parley.On(day(told))}
			d.Text = strings.Repeat(fmt.Sprintf("Delegates of table %d.%d met again. ", meeting, o), 20)
			d.ID = d.DocumentID()
			in.Documents = append(in.Documents, register.Document{ID: d.ID, Name: d.Name, Publisher: d.Publisher, Published: d.Published, Size: len(d.Text)})
			at := 0
			put := func(s parley.Subject, field, value string, m parley.Modality) {
				words := parley.Span{Start: at % 300, End: at%300 + 9}
				if s.Kind != parley.MeetingSubject {
					words = parley.Span{Start: 0, End: 34} // that no other text has
				}
				c := parley.Claim{Subject: s, Field: field, Value: value, Modality: m, Evidence: []parley.Evidence{d.Quote(words)}, Rule: "bench", Fingerprint: "bench"}
				at += 3
				c.ID = c.ClaimID()
				in.Claims = append(in.Claims, c)
			}
			meet := func(status parley.Status, when string, full bool) {
				s := parley.Subject{Kind: parley.MeetingSubject, Document: d.ID, At: parley.Span{Start: at, End: at + 5}}
				put(s, parley.FieldStatus, string(status), parley.Asserted)
				for _, c := range t.sides {
					put(s, parley.FieldParty, c, parley.Asserted)
				}
				if when != "" {
					put(s, parley.FieldWhen, when, parley.Asserted)
				}
				if full {
					put(s, parley.FieldWhere, parley.EncodeValue(t.place), parley.Asserted)
					put(s, parley.FieldTopic, parley.EncodeValue(parley.Topic{Topic: "borders", Certain: true}), parley.Asserted)
					if t.third != "" && r.IntN(2) == 0 {
						put(s, parley.FieldThird, parley.EncodeValue(parley.Third{Actor: t.third, Role: "mediator"}), parley.Asserted)
					}
					if t.name != "" && r.IntN(2) == 0 {
						put(s, parley.FieldName, t.name, parley.Asserted)
					}
					if outcome != "" {
						put(s, parley.FieldOutcome, outcome, parley.Asserted)
					}
					if r.IntN(3) == 0 {
						put(s, parley.FieldAssessment, parley.EncodeValue(parley.Assessment{Term: "constructive"}), parley.Asserted)
					}
				}
			}
			switch r.IntN(8) {
			case 0:
				meet(parley.Held, "", true) // its day is not told
			case 1:
				meet(parley.Held, day(on).String()[:7], true)
			default:
				meet(parley.Held, day(on).String(), true)
			}
			if len(t.met) > 0 && r.IntN(3) == 0 {
				was := day(t.met[len(t.met)-1]).String()
				meet(parley.Held, []string{was, was[:7], ""}[r.IntN(3)], false)
			}
			if r.IntN(4) == 0 {
				next := day(on + 7 + r.IntN(40)).String()
				status := parley.PlannedMeeting
				if r.IntN(6) == 0 {
					status = []parley.Status{parley.Postponed, parley.Postponed, parley.Cancelled, parley.DeniedMeeting}[r.IntN(4)]
				}
				meet(status, []string{next, next, next[:7], ""}[r.IntN(4)], r.IntN(2) == 0)
				s := parley.Subject{Kind: parley.MeetingSubject, Document: d.ID, At: parley.Span{Start: at, End: at + 5}}
				put(s, parley.FieldNext, parley.EncodeValue(parley.NextStep{Kind: parley.NextMeeting, Certainty: parley.Announced, Who: t.sides, Due: parley.On(day(on + 7 + r.IntN(40)))}), parley.Planned)
			}
			for _, c := range t.sides[:1+r.IntN(len(t.sides))] {
				if r.IntN(2) == 0 {
					p := parley.Subject{Kind: parley.PositionSubject, Document: d.ID, At: parley.Span{Start: at, End: at + 5}}
					put(p, parley.FieldPosition, parley.EncodeValue(parley.PositionValue{Actor: c, Stance: []parley.Stance{parley.Demands, parley.RedLine}[r.IntN(2)], Topic: []string{"borders", "trade", "arms"}[r.IntN(3)]}), parley.Asserted)
				}
			}
		}
		t.met = append(t.met, on)
	}
	return in
}

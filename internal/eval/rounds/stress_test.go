package rounds_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/eval/rounds"
	"github.com/parley-register/parley/internal/register"
)

// stress makes talks that were never held: eight processes whose parties and
// cities overlap, rounds that are announced, put off and called off, outlets of
// which one gets days wrong and corrects itself, copies, and reports that look
// back on older rounds.
func stress(seed uint64) (*rounds.Truth, []parley.Document) {
	rng := rand.New(rand.NewPCG(seed, 7))
	truth := &rounds.Truth{}
	var docs []parley.Document
	outlets := []string{"Wire", "Courier", "Gazette", "Herald", "Tribune", "Echo"}
	cities := []parley.Place{{Name: "Geneva", Country: "CHE"}, {Name: "Vienna", Country: "AUT"}, {Name: "Doha", Country: "QAT"}, {Name: "Oslo", Country: "NOR"}}
	sides := [][]string{{"IRN", "USA"}, {"RUS", "USA"}, {"CHN", "USA"}, {"RUS", "UKR"}, {"ISR", "PSE"}, {"EGY", "ETH"}, {"IRN", "P5+1"}, {"IRN", "SAU"}}
	iso := func(t time.Time) string { return t.Format(time.DateOnly) }
	write := func(outlet string, on time.Time) string {
		d := parley.Document{Name: fmt.Sprintf("d%d", len(docs)), Publisher: outlet, Text: fmt.Sprintf("%d: delegates, ministers, envoys and hosts spoke on %s of what they had agreed and of what not, and of the days before.", len(docs), iso(on))}
		d.Published, _ = parley.ParseInterval(iso(on))
		d.ID = d.DocumentID()
		docs = append(docs, d)
		return d.Name
	}
	for i, parties := range sides {
		p := rounds.Process{ID: fmt.Sprint("p", i), Parties: parties}
		day := time.Date(2011, 1, 5+rng.IntN(60), 0, 0, 0, 0, time.UTC)
		for j := range 6 + rng.IntN(6) {
			city := cities[rng.IntN(len(cities))]
			last := day.AddDate(0, 0, rng.IntN(3))
			r := rounds.Round{ID: fmt.Sprintf("p%d.%d", i, j), Status: parley.Held, From: iso(day), To: iso(last), Place: city.Name, Country: city.Country, Parties: parties, Outcome: parley.NoAgreement}
			if rng.IntN(3) == 0 {
				n := j + 1
				r.Ordinal = &n
			}
			r.Third = []parley.Third{{Actor: city.Country, Role: parley.Host}}
			if i%2 == 0 {
				r.Third = append(r.Third, parley.Third{Actor: "UNO", Role: parley.Mediator})
			}
			step := func(status parley.Status, on time.Time) {
				r.Lifecycle = append(r.Lifecycle, struct {
					Status parley.Status `json:"status"`
					Date   string        `json:"date"`
				}{status, iso(on)})
			}
			var early []string // reports of another day
			announced := day.AddDate(0, 0, -3-rng.IntN(8))
			switch rng.IntN(5) {
			case 0: // not announced
			case 1: // put off
				was := announced.AddDate(0, 0, 1)
				early = append(early, write(outlets[rng.IntN(3)], announced.AddDate(0, 0, -4)))
				step(parley.PlannedMeeting, announced.AddDate(0, 0, -4))
				p.Contradictions = append(p.Contradictions, rounds.Contradiction{Round: r.ID, Field: "date", Kind: parley.OfPlan, Documents: early, Values: []string{iso(was)}})
				step(parley.Postponed, announced)
				r.Documents = append(r.Documents, write("Wire", announced))
			default:
				step(parley.PlannedMeeting, announced)
				r.Documents = append(r.Documents, write(outlets[rng.IntN(3)], announced))
			}
			if rng.IntN(10) == 0 { // called off
				r.Status, r.Outcome, r.To = parley.Cancelled, "", r.From
				step(parley.Cancelled, day)
				r.Documents = append(r.Documents, write("Wire", day), write("Courier", day))
			} else {
				step(parley.Held, day)
				for _, k := range rng.Perm(len(outlets))[:2+rng.IntN(2)] {
					on := last.AddDate(0, 0, rng.IntN(2))
					name := write(outlets[k], on)
					r.Documents = append(r.Documents, name)
					if outlets[k] == "Echo" { // gets the day wrong, and says so later
						wrong := day.AddDate(0, 0, -1-rng.IntN(2))
						p.Contradictions = append(p.Contradictions, rounds.Contradiction{Round: r.ID, Field: "date", Kind: parley.OfFact, Documents: []string{name}, Values: []string{iso(wrong)}})
						r.Documents = append(r.Documents, write("Echo", on.AddDate(0, 0, 1)))
					}
					if rng.IntN(4) == 0 {
						again := write("Mirror", on)
						r.Documents = append(r.Documents, again)
						truth.Copies = append(truth.Copies, rounds.Copy{Original: name, Copy: again, Kind: "copy"})
					}
				}
			}
			r.Documents = append(early, r.Documents...)
			// What is reported now looks back on rounds before.
			for k := range p.Rounds {
				if rng.IntN(2+len(p.Rounds)-k) == 0 && p.Rounds[k].Status == parley.Held {
					p.Rounds[k].Documents = append(p.Rounds[k].Documents, r.Documents[len(r.Documents)-1])
				}
			}
			p.Rounds = append(p.Rounds, r)
			day = last.AddDate(0, 0, 12+rng.IntN(50))
		}
		truth.Processes = append(truth.Processes, p)
	}
	slices.SortFunc(docs, func(a, b parley.Document) int { return cmp.Compare(a.ID, b.ID) })
	return truth, docs
}

// TestStress rebuilds talks that were never held, from claims with the blanks
// and slips of readers.
func TestStress(t *testing.T) {
	var f1, dates, merges float64
	const seeds = 12
	for seed := range uint64(seeds) {
		truth, docs := stress(seed)
		s := rounds.Measure(truth, register.Fold(rounds.Simulate(truth, docs, rounds.Readers, seed)))
		f1, dates, merges = f1+s.F1(), dates+s.DateExact(), merges+s.MergeRate()
		if testing.Verbose() && seed < 2 {
			s.Write(os.Stdout)
			s.WriteErrors(os.Stdout)
		}
	}
	t.Logf("F1 %.3f, dates exact %.3f, wrong merges %.3f", f1/seeds, dates/seeds, merges/seeds)
	if f1/seeds < .95 || dates/seeds < .95 || merges/seeds > .02 {
		t.Errorf("F1 %.3f, dates exact %.3f, wrong merges %.3f", f1/seeds, dates/seeds, merges/seeds)
	}
}

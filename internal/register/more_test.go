package register_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/register"
)

// TestTables keeps the tables of groups, aliases, mediators and tone words whole.
func TestTables(t *testing.T) {
	register.CheckTables(t.Errorf)
}

func TestToneOf(t *testing.T) {
	for term, want := range map[string]int{
		"not a failure": 1, "no breakthrough": -1, "deeply disappointed": -1, "substantive and forward-looking": 1, "frank and constructive": 1, "useful but tense": 1, "useful but fruitless": 0,
		"not very constructive": -1, "without progress": -1, "inconclusive": -1, "frank": 0, "purple": 0, "": 0, "a good first step": 1,
	} {
		if got := register.ToneOf(term); got != want {
			t.Errorf("%q is %d, want %d", term, got, want)
		}
	}
}

// TestManyRounds folds a process with 500 rounds, each told by three outlets.
func TestManyRounds(t *testing.T) {
	var b strings.Builder
	for i := range 500 {
		day := parley.Date(1990+i/50, 1+i%12, 1+i%28)
		for o := range 3 {
			fmt.Fprintf(&b, "doc d%d.%d %s Outlet%d\nheld AAA BBB | when %s | where Geneva CHE | number %d\n", i, o, day, o, day, i+1)
		}
	}
	reg := register.Fold(read(t, b.String()).in)
	if len(reg.Processes) != 1 || len(reg.Processes[0].Rounds) != 500 {
		t.Fatalf("%d processes, the first with %d rounds", len(reg.Processes), len(reg.Processes[0].Rounds))
	}
	for i, r := range reg.Processes[0].Rounds {
		if r.Origins != 3 || r.Number != i+1 {
			t.Fatalf("round %d: number %d, %d origins", i+1, r.Number, r.Origins)
		}
	}
}

// TestHundredUndated folds a hundred mentions without any date, place or number:
// the first is what is known of such talks, the others may be the same or not,
// and none is lost.
func TestHundredUndated(t *testing.T) {
	var b strings.Builder
	for i := range 100 {
		fmt.Fprintf(&b, "doc d%d - Outlet%d\nheld AAA BBB | outcome no-agreement\n", i, i)
	}
	reg := register.Fold(read(t, b.String()).in)
	if len(reg.Processes) != 1 || len(reg.Processes[0].Rounds) != 1 || len(reg.Processes[0].Loose) != 99 {
		t.Errorf("%d processes, %+v", len(reg.Processes), reg.Processes)
	}
	if !reg.AsOf.IsZero() {
		t.Errorf("the register is for %s, and no document has a date", reg.AsOf)
	}
}

// TestNoPublications folds documents without dates: the register is for the last
// day on which a meeting took place, and where nothing has a date, no state is
// guessed.
func TestNoPublications(t *testing.T) {
	reg := register.Fold(read(t, "doc a - Courier\nheld AAA BBB | when 2001-03-03\nheld CCC DDD | when 2001-04\ndoc b - Gazette\nheld EEE FFF | where Rome ITA\n").in)
	if reg.AsOf.String() != "2001-03-03" {
		t.Errorf("the register is for %s", reg.AsOf)
	}
	got := map[string]parley.ProcessState{}
	for _, p := range reg.Processes {
		got[p.Name] = p.State.State
	}
	if got["AAA–BBB talks"] != parley.Active || got["EEE–FFF talks"] != parley.UnknownState {
		t.Errorf("%v", got)
	}
	reg = register.Fold(read(t, "doc b - Gazette\nheld EEE FFF | where Rome ITA\n").in)
	if !reg.AsOf.IsZero() || reg.Processes[0].State.State != parley.UnknownState || !reg.Processes[0].State.LastSign.IsZero() {
		t.Errorf("%s, %+v", reg.AsOf, reg.Processes[0].State)
	}
}

// TestNothingIsLost looks for every mention of every case in the register made
// of it, once.
func TestNothingIsLost(t *testing.T) {
	for name, n := range cases(t) {
		reg := register.Fold(n.in)
		seen := map[string]int{}
		for _, p := range reg.Processes {
			for _, r := range p.Rounds {
				for _, m := range r.Mentions {
					seen[m.ID]++
				}
			}
			for _, m := range p.Loose {
				seen[m.ID]++
			}
		}
		for _, m := range reg.Loose {
			seen[m.ID]++
		}
		left := map[parley.Digest]bool{}
		for _, l := range reg.Left {
			left[l.Document] = true
		}
		for id, s := range n.at {
			want := 1
			if left[s.Document] {
				want = 0
			}
			if seen[s.ID()] != want {
				t.Errorf("%s: mention %s is there %d times, want %d", name, id, seen[s.ID()], want)
			}
		}
	}
}

// TestValuesHaveClaims looks at every value of every case: claims stand behind
// it, unless an analyst gave it.
func TestValuesHaveClaims(t *testing.T) {
	for name, n := range cases(t) {
		for _, p := range register.Fold(n.in).Processes {
			for _, r := range p.Rounds {
				for _, f := range r.Fields {
					if len(f.Values) == 0 {
						t.Errorf("%s: %s of %s has no value", name, f.Name, r.ID)
					}
					for i, v := range f.Values {
						if len(v.Claims) == 0 || v.Origins > v.Sources || v.Origins == 0 && v.Standing != parley.Refused {
							t.Errorf("%s: %s of %s: %s has %d claims, %d origins, %d sources", name, f.Name, r.ID, v.Value, len(v.Claims), v.Origins, v.Sources)
						}
						if i > 0 && v.Standing == parley.Current && parley.SingleValued(f.Name) {
							t.Errorf("%s: %s of %s has two values that stand", name, f.Name, r.ID)
						}
					}
				}
			}
		}
	}
}

func TestUndoBringsBack(t *testing.T) {
	const script = `
doc a 2001-03-05 Courier
held AAA BBB | when 2001-03-03 | where Geneva CHE | outcome no-agreement
doc b 2001-03-06 Gazette
held AAA BBB | when 2001-03-20 | where Geneva CHE | outcome partial
`
	plain := read(t, script)
	edited := read(t, script+"edit reject ann a1.outcome\nedit link ann a1 b1\nedit correct ann b1.when = 2001-03-03\nedit name ann a1 = X\n")
	undone := read(t, script+"edit reject ann a1.outcome\nedit link ann a1 b1\nedit correct ann b1.when = 2001-03-03\nedit name ann a1 = X\nedit undo ann e1 e2\nedit undo bob e3 e4\n")
	redone := read(t, script+"edit reject ann a1.outcome\nedit link ann a1 b1\nedit correct ann b1.when = 2001-03-03\nedit name ann a1 = X\nedit undo ann e1 e2 e3 e4\nedit undo ann e5\n")
	want := plain.print(register.Fold(plain.in))
	if got := undone.print(register.Fold(undone.in)); got != want {
		t.Errorf("after undoing everything:\n%s\nbefore:\n%s", got, want)
	}
	changed := edited.print(register.Fold(edited.in))
	if changed == want {
		t.Error("the edits change nothing")
	}
	if got := redone.print(register.Fold(redone.in)); got != changed {
		t.Errorf("after undoing the undo:\n%s\nwant:\n%s", got, changed)
	}
}

// TestEditsSurviveRereading reads the same documents by a reader that begins
// mentions with other words.
func TestEditsSurviveRereading(t *testing.T) {
	const script = `
doc a 2001-03-05 Courier
held AAA BBB | when 2001-03-03 | where Geneva CHE
doc b 2001-03-26 Gazette
held AAA BBB | when 2001-03-20 | where Geneva CHE
edit link ann a1 b1
edit reject ann a1.where
`
	n := read(t, script)
	if reg := register.Fold(n.in); len(reg.Processes[0].Rounds) != 1 {
		t.Fatal("the edit does not link")
	}
	for i := range n.in.Claims {
		c := &n.in.Claims[i]
		c.Subject.At.End += 4 // "held AAA" in place of "held"
		c.Fingerprint = "newer"
		c.ID = c.ClaimID()
	}
	reg := register.Fold(n.in)
	if len(reg.Processes[0].Rounds) != 1 {
		t.Error("the link is lost after reading again")
	}
	if len(reg.Orphans) != 1 || reg.Orphans[0].Edit.Kind != parley.Reject {
		t.Errorf("the rejection of a claim that is gone is not listed: %+v", reg.Orphans)
	}
	items := register.Review(reg)
	if len(items) == 0 || items[0].Kind != register.OrphanItem {
		t.Errorf("it is not what is to be reviewed first: %+v", items)
	}
}

func TestDiff(t *testing.T) {
	const script = `
doc a 2001-03-05 Courier
held AAA BBB | when 2001-03-03 | where Geneva CHE | next meeting due 2001-04-01
doc b 2001-04-02 Gazette
held AAA BBB | when 2001-04-01 | where Vienna AUT
`
	old := read(t, script)
	before := register.Fold(old.in)
	if changes := register.Diff(before, register.Fold(old.in)); len(changes) > 0 {
		t.Errorf("a register differs from itself: %+v", changes)
	}
	kinds := func(changes []register.Change) (all []string) {
		for _, c := range changes {
			s := string(c.Kind)
			if c.Field != "" {
				s += " " + c.Field
			}
			all = append(all, s)
			if c.Because == "" {
				t.Errorf("%s is not explained", s)
			}
		}
		return all
	}
	for name, c := range map[string]struct {
		script string
		want   []string
	}{
		"a document more":  {script + "doc c 2001-05-02 Courier\nheld AAA BBB | when 2001-05-01 | where Rome ITA\n", []string{"round-added"}},
		"another process":  {script + "doc c 2001-04-02 Courier\nheld CCC DDD | when 2001-04-01 | where Rome ITA\n", []string{"process-added", "round-added"}},
		"a rejected claim": {script + "edit reject ann b1.when\n", []string{"value-changed when", "step-changed next"}},
		"a link":           {script + "edit link ann a1 b1\n", []string{"rounds-merged"}},
		"a name":           {script + "edit name ann a1 = The talks\n", []string{"process-renamed"}},
		"two processes":    {script + "edit divide ann b1\n", []string{"process-added", "round-moved"}},
	} {
		got := kinds(register.Diff(before, register.Fold(read(t, c.script).in)))
		for _, w := range c.want {
			if !slices.Contains(got, w) {
				t.Errorf("%s: %v, want %s in it", name, got, w)
			}
		}
	}
	if got := kinds(register.Diff(register.Fold(read(t, script+"doc c 2001-04-02 Courier\nheld CCC DDD | when 2001-04-01 | where Rome ITA\n").in), before)); !slices.Contains(got, "round-gone") || !slices.Contains(got, "process-gone") {
		t.Errorf("a process less: %v", got)
	}
}

// TestOneSpeakerIsOneOrigin counts outlets that cite one official once.
func TestOneSpeakerIsOneOrigin(t *testing.T) {
	reg := register.Fold(read(t, `
doc a 2001-03-05 Courier
held AAA BBB | when 2001-03-03 | where Geneva CHE | outcome partial by Spokesman Rassendyll
doc b 2001-03-05 Gazette
held AAA BBB | when 2001-03-03 | where Geneva CHE | outcome partial by spokesman Rassendyll
doc c 2001-03-05 Herald
held AAA BBB | when 2001-03-03 | where Geneva CHE | outcome partial by Colonel Sapt
`).in)
	r := reg.Processes[0].Rounds[0]
	if v := r.Field(parley.FieldOutcome).Current(); v.Origins != 2 || v.Sources != 3 {
		t.Errorf("the outcome has %d origins of %d sources, want 2 of 3", v.Origins, v.Sources)
	}
	if v := r.Field(parley.FieldWhen).Current(); v.Origins != 3 {
		t.Errorf("the day has %d origins, want 3", v.Origins)
	}
}

// TestSentencesHaveOrigins counts two outlets that cite one agency for one
// value, and are independent for the rest.
func TestSentencesHaveOrigins(t *testing.T) {
	n := read(t, `
doc a 2001-03-05 Courier
held AAA BBB | when 2001-03-03 | where Geneva CHE | outcome partial
doc b 2001-03-05 Gazette
held AAA BBB | when 2001-03-03 | where Geneva CHE | outcome partial
`)
	n.in.OriginOf = func(c *parley.Claim) register.Origin {
		if strings.HasPrefix(c.Evidence[0].Quote, "outcome") {
			return register.Origin{ID: "agency", Name: "Strelsau Agency", Chain: []parley.OriginHop{{Name: "Strelsau Agency", Relation: parley.Cites, Quote: c.Evidence[0]}}}
		}
		return register.Origin{}
	}
	r := register.Fold(n.in).Processes[0].Rounds[0]
	v := r.Field(parley.FieldOutcome).Current()
	if v.Origins != 1 || v.Sources != 2 {
		t.Errorf("the outcome has %d origins of %d sources, want 1 of 2", v.Origins, v.Sources)
	}
	if len(v.From) != 1 || v.From[0].Name != "Strelsau Agency" || len(v.From[0].Claims) != 2 || len(v.From[0].Claims[1].Chain) != 1 {
		t.Errorf("the outcome comes from %+v", v.From)
	}
	v = r.Field(parley.FieldWhen).Current()
	if v.Origins != 2 || len(v.From) != 2 || v.From[0].Name != "Courier" || v.From[1].Name != "Gazette" || v.From[0].Claims[0].Chain != nil {
		t.Errorf("the day has %d origins, want 2: %+v", v.Origins, v.From)
	}
}

// TestSpeakersEndChains traces a claim through the agency that its document
// repeats to the speaker whom it cites, a quote at each hop, and counts once
// what two outlets have from one speaker.
func TestSpeakersEndChains(t *testing.T) {
	n := read(t, `
doc a 2001-03-05 Courier
held AAA BBB | when 2001-03-03 | where Geneva CHE | outcome partial by the spokesman
doc b 2001-03-05 Gazette
held AAA BBB | when 2001-03-03 | where Geneva CHE | outcome partial by the Spokesman
doc c 2001-03-05 Herald
held AAA BBB | when 2001-03-03 | where Geneva CHE | outcome partial
`)
	a := n.docs["a"]
	n.in.Origins = register.Origins{a.ID: {ID: "wire", Name: "Wire", Chain: []parley.OriginHop{{Name: "Wire", Relation: parley.Credits, Quote: a.Quote(parley.Span{Start: 0, End: 1})}}}}
	v := register.Fold(n.in).Processes[0].Rounds[0].Field(parley.FieldOutcome).Current()
	if v.Origins != 2 || len(v.From) != 2 || v.Sources != 3 {
		t.Fatalf("the outcome has %d origins, want 2: %+v", v.Origins, v.From)
	}
	// Of one day, documents come in the order of their digests.
	for _, o := range v.From {
		if o.Name == "Herald" {
			continue
		}
		if len(o.Claims) != 2 || !strings.EqualFold(o.Name, "the spokesman") {
			t.Errorf("from %+v", o)
		}
		chain := o.Claims[0].Chain
		if o.Claims[0].Claim == n.claim["a1.outcome"].ID && len(chain) != 2 {
			t.Errorf("from the Courier by the wire: %+v", chain)
		}
		last := chain[len(chain)-1]
		if last.Relation != parley.Quotes || last.Quote.Verify(n.docs[n.names[last.Quote.Document]]) != nil {
			t.Errorf("the last hop is %+v", last)
		}
	}
}

func TestSubstance(t *testing.T) {
	n := read(t, `
doc a 2001-03-05 Courier
held AAA BBB | when 2001-03-03 | where Geneva CHE
doc b 2001-03-05 Gazette
held AAA BBB | when 2001-03-03 | where Geneva CHE | outcome partial
doc c 2001-03-06 Echo
held AAA BBB | when 2001-03-03 | where Geneva CHE
copy c of a
doc d 2001-09-06 Digest
held AAA BBB | when 2001-03-03 | where Geneva CHE
`)
	// The sentence of each document is its line; its name before it is filler.
	for i := range n.in.Documents {
		d := &n.in.Documents[i]
		d.Sentences = []parley.Span{{Start: 0, End: 3}, {Start: 3, End: d.Size}}
	}
	want := map[string][3]int{"a": {5, 0, 0}, "b": {1, 5, 0}, "c": {0, 0, 5}, "d": {0, 5, 0}}
	for _, s := range register.Fold(n.in).Documents {
		if got := [3]int{s.Substance.New, s.Substance.Corroborates, s.Substance.Repeats}; got != want[s.Name] {
			t.Errorf("%s: new, corroborates, repeats are %v, want %v", s.Name, got, want[s.Name])
		}
		if len(s.Substance.FillerSpans) != 1 || s.Substance.FillerSpans[0] != (parley.Span{Start: 0, End: 3}) {
			t.Errorf("%s: filler is %v", s.Name, s.Substance.FillerSpans)
		}
		if old := len(s.Substance.BackgroundSpans) > 0; old != (s.Name == "d") {
			t.Errorf("%s: background is %v", s.Name, s.Substance.BackgroundSpans)
		}
	}
}

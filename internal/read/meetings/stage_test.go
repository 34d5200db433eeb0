package meetings

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/read/layer"
)

// annotated parses text in which layers are written inline, so that this
// package is tested apart from the readers before it:
//
//	{Ada Berg|person NOR minister Foreign Minister}   a person: side ("-" for none), rank, title
//	{Chile|actor CHL}  {the two ministers|refers 1 2} an actor; a collective that stands for actor mentions, counted from 1
//	{on Tuesday|time 2026-03-03}                      a time ("-" for one that is not resolved)
//	{Oslo|place city NOR}                             a literal place
//
// A person whose name was used before is the same person.
func annotated(t testing.TB, source string) *layer.Doc {
	t.Helper()
	type mark struct {
		at   parley.Span
		spec []string
	}
	var marks []mark
	var text strings.Builder
	for rest := source; ; {
		open := strings.IndexByte(rest, '{')
		if open < 0 {
			text.WriteString(rest)
			break
		}
		shut := open + strings.IndexByte(rest[open:], '}')
		words, spec, ok := strings.Cut(rest[open+1:shut], "|")
		if !ok {
			t.Fatalf("%q: no layer", rest[open:shut+1])
		}
		text.WriteString(rest[:open])
		marks = append(marks, mark{parley.Span{Start: text.Len(), End: text.Len() + len(words)}, strings.Fields(spec)})
		text.WriteString(words)
		rest = rest[shut+1:]
	}
	d := &layer.Doc{Doc: parse(t, text.String())}
	tokens := func(at parley.Span) (first, last, sentence int) {
		first, last = -1, -1
		for i, tok := range d.Tokens {
			if tok.Overlaps(at) {
				if first < 0 {
					first = i
				}
				last = i + 1
			}
		}
		for s := range d.Sentences {
			if d.Sentences[s].First <= first && first < d.Sentences[s].Last {
				sentence = s
			}
		}
		return first, last, sentence
	}
	known := map[string]int{}
	for _, m := range marks {
		first, last, sentence := tokens(m.at)
		words := d.Source.Text[m.at.Start:m.at.End]
		switch m.spec[0] {
		case "person":
			n := known[words]
			if n == 0 {
				p := layer.Person{Name: words, NameSpan: m.at, For: strings.Trim(m.spec[1], "-"), Rank: m.spec[2], Title: strings.Join(m.spec[3:], " ")}
				if i := strings.Index(d.Source.Text, p.Title); p.Title != "" && i >= 0 {
					p.At = parley.Span{Start: i, End: i + len(p.Title)}
				}
				d.People = append(d.People, p)
				n = len(d.People)
				known[words] = n
			}
			d.Actors = append(d.Actors, layer.Actor{Span: m.at, First: first, Last: last, Sentence: sentence, Kind: layer.PersonActor, Person: n})
		case "actor":
			d.Actors = append(d.Actors, layer.Actor{Span: m.at, First: first, Last: last, Sentence: sentence, Kind: layer.State, Code: m.spec[1]})
		case "refers":
			a := layer.Actor{Span: m.at, First: first, Last: last, Sentence: sentence, Kind: layer.Collective}
			for _, s := range m.spec[1:] {
				var n int
				if _, err := fmt.Sscan(s, &n); err != nil {
					t.Fatal(err)
				}
				a.Refers = append(a.Refers, n-1)
			}
			d.Actors = append(d.Actors, a)
		case "time":
			x := layer.Time{Span: m.at, First: first, Last: last, Sentence: sentence, Type: "DATE"}
			if m.spec[1] != "-" {
				var err error
				if x.When, err = parley.ParseInterval(m.spec[1]); err != nil {
					t.Fatal(err)
				}
				x.Value = m.spec[1]
			}
			d.Times = append(d.Times, x)
		case "place":
			d.Places = append(d.Places, layer.Place{Span: m.at, First: first, Last: last, Sentence: sentence, Kind: m.spec[1], Name: words, Country: m.spec[2]})
		default:
			t.Fatalf("no layer %q", m.spec[0])
		}
	}
	return d
}

// sketch is a meeting in one line.
func sketch(m *parley.Meeting) string {
	var b []string
	b = append(b, string(m.Status.Value))
	var parties, people, third, formats []string
	for _, p := range m.Parties {
		parties = append(parties, p.Value)
	}
	b = append(b, strings.Join(parties, "+"))
	for _, p := range m.Participants {
		people = append(people, p.Value.Name)
	}
	if len(people) > 0 {
		b = append(b, "by "+strings.Join(people, ", "))
	}
	for _, x := range m.Third {
		third = append(third, string(x.Value.Role)+" "+x.Value.Actor)
	}
	if len(third) > 0 {
		b = append(b, strings.Join(third, ", "))
	}
	if m.When != nil {
		b = append(b, "on "+m.When.Value.String())
	}
	if m.Where != nil {
		b = append(b, "in "+m.Where.Value.Name+"/"+m.Where.Value.Country)
	}
	if m.Ordinal != nil {
		b = append(b, fmt.Sprintf("no. %d", m.Ordinal.Value))
	}
	for _, f := range m.Format {
		formats = append(formats, string(f.Value))
	}
	slices.Sort(formats)
	if len(formats) > 0 {
		b = append(b, "("+strings.Join(formats, ", ")+")")
	}
	if m.Level != nil {
		b = append(b, string(m.Level.Value))
	}
	if m.Track != nil {
		b = append(b, "by the "+m.Track.Value)
	}
	return strings.Join(b, " ")
}

func stage(t testing.TB) *Stage {
	t.Helper()
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestRead(t *testing.T) {
	s := stage(t)
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{
			"two ministers meet",
			"{Ada Berg|person NOR minister} met {Ana Ruiz|person CHL minister} in {Oslo|place city NOR} {on Tuesday|time 2026-03-03}.",
			[]string{"held CHL+NOR by Ada Berg, Ana Ruiz on 2026-03-03 in Oslo/NOR (in-person) minister"},
		},
		{
			"the day of the report is not the day of the meeting",
			"{Ada Berg|person NOR minister} will meet {Ana Ruiz|person CHL minister} in {Oslo|place city NOR}, a spokesman said {on Tuesday|time 2026-03-03}.",
			[]string{"planned CHL+NOR by Ada Berg, Ana Ruiz in Oslo/NOR (in-person) minister"},
		},
		{
			"talks between two states",
			"Talks between {Chile|actor CHL} and {Peru|actor PER} were held in {Quito|place city ECU} {last week|time 2026-02-23/2026-03-01}.",
			[]string{"held CHL+PER on 2026-02-23/2026-03-01 in Quito/ECU (in-person)"},
		},
		{
			"a compound, and the same talks again",
			"The {Chile|actor CHL}-{Peru|actor PER} talks opened in {Quito|place city ECU} {on Monday|time 2026-03-02}. The talks were held behind closed doors.",
			[]string{"held CHL+PER on 2026-03-02 in Quito/ECU (closed-door, in-person)"},
		},
		{
			"postponed",
			"A meeting between {Ada Berg|person NOR minister} and {Ana Ruiz|person CHL minister} in {Oslo|place city NOR} has been postponed.",
			[]string{"postponed CHL+NOR by Ada Berg, Ana Ruiz in Oslo/NOR (in-person) minister"},
		},
		{
			"called off",
			"{Chile|actor CHL} called off its talks with {Peru|actor PER} in {Quito|place city ECU}.",
			[]string{"cancelled CHL+PER in Quito/ECU (in-person)"},
		},
		{
			"refused",
			"{Ada Berg|person NOR leader} refused to meet {Ana Ruiz|person CHL leader}.",
			[]string{"denied CHL+NOR by Ada Berg, Ana Ruiz leader"},
		},
		{
			"proposed",
			"{Chile|actor CHL} has offered to hold peace talks with {Peru|actor PER}.",
			[]string{"possible CHL+PER"},
		},
		{
			"by phone",
			"{Ada Berg|person NOR leader} spoke by phone with {Ana Ruiz|person CHL leader} {on Sunday|time 2026-03-01}.",
			[]string{"held CHL+NOR by Ada Berg, Ana Ruiz on 2026-03-01 (phone) leader"},
		},
		{
			"one call for each who was called",
			"{Ada Berg|person NOR leader} spoke to {Ana Ruiz|person CHL leader} and {Luis Paz|person PER leader} {on Sunday|time 2026-03-01}.",
			[]string{
				"held CHL+NOR by Ada Berg, Ana Ruiz on 2026-03-01 (phone) leader",
				"held NOR+PER by Ada Berg, Luis Paz on 2026-03-01 (phone) leader",
			},
		},
		{
			"a round with a number and a mediator",
			"The third round of {Qatar|actor QAT}-mediated talks between {Chile|actor CHL} and {Peru|actor PER} was held in {Doha|place city QAT}.",
			[]string{"held CHL+PER mediator QAT in Doha/QAT no. 3 (in-person)"},
		},
		{
			"a visit",
			"{Ada Berg|person NOR leader} will visit {Chile|place country CHL} {on Monday|time 2026-03-09}.",
			[]string{"planned CHL+NOR by Ada Berg on 2026-03-09 in /CHL (in-person) leader"},
		},
		{
			"two meetings of two days are two",
			"{Ada Berg|person NOR minister} met {Ana Ruiz|person CHL minister} in {Oslo|place city NOR} {on Tuesday|time 2026-03-03}. {Ada Berg|person NOR minister} had met {Ana Ruiz|person CHL minister} in {Lima|place city PER} {in January|time 2026-01}.",
			[]string{
				"held CHL+NOR by Ada Berg, Ana Ruiz on 2026-03-03 in Oslo/NOR (in-person) minister",
				"held CHL+NOR by Ada Berg, Ana Ruiz on 2026-01 in Lima/PER (in-person) minister",
			},
		},
		{
			"no meeting of sides",
			"{Ada Berg|person NOR minister} met demands for higher pay. The party held a meeting in {Oslo|place city NOR}. She told a news conference that {Norway|actor NOR} calls for restraint.",
			nil,
		},
		{
			"have not met",
			"{Chile|actor CHL} and {Peru|actor PER} have not held talks for years.",
			nil,
		},
		{
			"on the sidelines",
			"{Ada Berg|person NOR minister} met {Ana Ruiz|person CHL minister} on the sidelines of the assembly.",
			[]string{"held CHL+NOR by Ada Berg, Ana Ruiz (in-person, sidelines) minister"},
		},
		{
			"behind the scenes",
			"{Chile|actor CHL} and {Peru|actor PER} held back-channel talks in {Quito|place city ECU} {last week|time 2026-02-23/2026-03-01}.",
			[]string{"held CHL+PER on 2026-02-23/2026-03-01 in Quito/ECU (in-person) by the back-channel"},
		},
		{
			"the verb stands between the talks and their sides",
			"Talks were held in {Quito|place city ECU} {on Monday|time 2026-03-02} between {Chile|actor CHL} and {Peru|actor PER}.",
			[]string{"held CHL+PER on 2026-03-02 in Quito/ECU (in-person)"},
		},
		{
			"mediators at the table",
			"{Chile|actor CHL} and {Peru|actor PER} held talks in {Quito|place city ECU} {on Monday|time 2026-03-02}, with {Norway|actor NOR} and {Qatar|actor QAT} acting as mediators.",
			[]string{"held CHL+PER mediator NOR, mediator QAT on 2026-03-02 in Quito/ECU (in-person)"},
		},
		{
			"a host who is thanked",
			"{Chile|actor CHL} and {Peru|actor PER} held talks in {Oslo|place city NOR} {on Monday|time 2026-03-02}. They thanked {Norway|actor NOR} for hosting the talks.",
			[]string{"held CHL+PER host NOR on 2026-03-02 in Oslo/NOR (in-person)"},
		},
		{
			"the host of earlier rounds",
			"{Chile|actor CHL} and {Peru|actor PER} held talks in {Oslo|place city NOR} {on Monday|time 2026-03-02}. They thanked those who had come. {Qatar|actor QAT} had hosted earlier rounds of the talks.",
			[]string{"held CHL+PER on 2026-03-02 in Oslo/NOR (in-person)"},
		},
		{
			"somebody else attends",
			"{Chile|actor CHL} and {Peru|actor PER} held talks in {Oslo|place city NOR} {on Monday|time 2026-03-02}. {Ana Berg|person NOR minister} also attended.",
			[]string{"held CHL+PER by Ana Berg observer NOR on 2026-03-02 in Oslo/NOR (in-person)"},
		},
		{
			"an offer to mediate makes no mediator",
			"{Chile|actor CHL} and {Peru|actor PER} held talks in {Oslo|place city NOR} {on Monday|time 2026-03-02}. {Qatar|actor QAT} has offered to mediate between the sides.",
			[]string{"held CHL+PER on 2026-03-02 in Oslo/NOR (in-person)"},
		},
		{
			"heads of delegations",
			"{Chile|actor CHL} and {Peru|actor PER} held talks in {Oslo|place city NOR} {on Monday|time 2026-03-02}. The Chilean side was led by {Ana Ruiz|person CHL minister}, and {Juan Soto|person PER deputy} headed the Peruvian delegation.",
			[]string{"held CHL+PER by Ana Ruiz, Juan Soto on 2026-03-02 in Oslo/NOR (in-person) minister"},
		},
		{
			"in the company of another",
			"{Ada Berg|person NOR minister} met {Ana Ruiz|person CHL minister} in {Oslo|place city NOR} {on Monday|time 2026-03-02}. She was accompanied by {Eva Lund|person NOR official}.",
			[]string{"held CHL+NOR by Ada Berg, Ana Ruiz, Eva Lund on 2026-03-02 in Oslo/NOR (in-person) minister"},
		},
		{
			"a city makes its state no side of talks between others",
			"{Ana Ruiz|person CHL minister} arrived in {Geneva|place city CHE} for talks {on Monday|time 2026-03-02}. {Chile|actor CHL} and {Peru|actor PER} held talks in {Geneva|place city CHE} {on Tuesday|time 2026-03-03}.",
			[]string{
				"planned CHL by Ana Ruiz on 2026-03-02 in Geneva/CHE (in-person) minister",
				"held CHL+PER on 2026-03-03 in Geneva/CHE (in-person)",
			},
		},
		{
			"what was welcomed is not who was met",
			"{Ada Berg|person NOR minister} met {Ana Ruiz|person CHL minister} in {Oslo|place city NOR}. {Ada Berg|person NOR minister} welcomed {Peru|actor PER}'s decision.",
			[]string{"held CHL+NOR by Ada Berg, Ana Ruiz in Oslo/NOR (in-person) minister"},
		},
		{
			"a meeting in London on one day and in Rome on another",
			"{Chile|actor CHL} and {Peru|actor PER} held meetings in {London|place city GBR} {on June 9|time 2025-06-09} and in {Rome|place city ITA} {on July 28|time 2025-07-28}.",
			[]string{"held CHL+PER on 2025-06-09 in London/GBR (in-person)", "held CHL+PER on 2025-07-28 in Rome/ITA (in-person)"},
		},
		{
			"a visit of two days",
			"{Ada Berg|person NOR leader} will meet {Ana Ruiz|person CHL leader} during a two-day visit that starts {on Monday|time 2026-03-09}.",
			[]string{"planned CHL+NOR by Ada Berg, Ana Ruiz on 2026-03-09/2026-03-10 (in-person) leader"},
		},
		{
			"three days that ended",
			"{Chile|actor CHL} and {Peru|actor PER} concluded three days of talks in {Quito|place city ECU} {on Friday|time 2026-03-06}.",
			[]string{"held CHL+PER on 2026-03-04/2026-03-06 in Quito/ECU (in-person)"},
		},
		{
			"ruled out",
			"{Chile|actor CHL} ruled out holding talks with {Peru|actor PER} in {Quito|place city ECU}.",
			[]string{"denied CHL+PER in Quito/ECU (in-person)"},
		},
		{
			"the collective comes back",
			"{Ada Berg|person NOR leader} will host {Ana Ruiz|person CHL leader} in {Oslo|place city NOR}. {The two leaders|refers 1 2} will discuss trade.",
			[]string{"planned CHL+NOR by Ada Berg, Ana Ruiz in Oslo/NOR (in-person) leader"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := annotated(t, c.text)
			s.Read(d)
			var got []string
			for i := range d.Reading.Meetings {
				got = append(got, sketch(&d.Reading.Meetings[i]))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%s\n got %q\nwant %q\n%s", d.Source.Text, got, c.want, strings.Join(s.Explain(d), "\n"))
			}
			check(t, d)
		})
	}
}

// TestTimeIsBounded reads texts that no article looks like.
func TestTimeIsBounded(t *testing.T) {
	s := stage(t)
	for name, text := range map[string]string{
		"many sentences":  strings.Repeat("{Chile|actor CHL} and {Peru|actor PER} held talks in {Lima|place city PER} {on Monday|time 2026-03-02}. ", 3000),
		"one sentence":    strings.Repeat("{Chile|actor CHL} met with {Peru|actor PER} and ", 3000),
		"nothing but one": strings.Repeat("talks ", 5000),
	} {
		t.Run(name, func(t *testing.T) {
			d := annotated(t, text)
			done := make(chan struct{})
			go func() {
				defer close(done)
				s.Read(d)
			}()
			select {
			case <-done:
			case <-time.After(20 * time.Second):
				t.Fatal("20 seconds and no end")
			}
			check(t, d)
		})
	}
}

// check holds what must be so of every reading: evidence that verifies, working
// forms in step with meetings, sorted parties.
func check(t testing.TB, d *layer.Doc) {
	t.Helper()
	if len(d.Meetings) != len(d.Reading.Meetings) {
		t.Fatalf("%d working forms of %d meetings", len(d.Meetings), len(d.Reading.Meetings))
	}
	for i := range d.Reading.Meetings {
		m, w := &d.Reading.Meetings[i], &d.Meetings[i]
		if len(w.Triggers) == 0 || len(m.Mentions) == 0 || w.Status != m.Status.Value {
			t.Errorf("meeting %s: no triggers, no mentions, or another status than its working form", m.ID)
		}
		if !slices.IsSorted(w.Scope) || !slices.IsSorted(w.Parties) || !slices.IsSorted(w.Members) {
			t.Errorf("meeting %s: scope %v, parties %v or members %v out of order", m.ID, w.Scope, w.Parties, w.Members)
		}
	}
	for _, c := range parley.Claims(d.Source, &d.Reading) {
		for _, e := range c.Evidence {
			if err := e.Verify(d.Source); err != nil {
				t.Errorf("%s %q: %v", c.Field, c.Value, err)
			}
		}
		if c.Rule == "" || c.Modality == "" && c.Field != parley.FieldMention {
			t.Errorf("%s %q: rule %q, modality %q", c.Field, c.Value, c.Rule, c.Modality)
		}
	}
}

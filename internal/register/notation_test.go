package register_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/register"
)

// A case is written as lines. "doc NAME DATE PUBLISHER…" begins a document;
// each line under it is a mention: "STATUS PARTY…" and then fields, separated
// by bars:
//
//	held ERI ETH | when 1998-11-08 | where Ouagadougou BFA | third AFU mediator |
//	number 2 | level leader | format phone | name Some Talks | track x | outcome partial |
//	tone frank by the envoy | topic borders | who Name of ERI | next meeting due 1999-01 text | unnamed a delegation
//
// A field that begins with "not" is denied. "position ACTOR STANCE TOPIC" and
// "said SPEAKER: words" are lines of their own, and so is "view CODE
// SPEAKER|verb: words", a statement of a side with the verb that introduces it.
// "copy NAME of NAME" makes an origin, "asof DATE" sets the day, and "edit …"
// lines are in edit_test.go.
type notation struct {
	t     *testing.T
	in    register.Input
	doc   *parley.Document
	docs  map[string]*parley.Document
	at    map[string]parley.Subject // "a1" is the first mention of document a
	claim map[string]*parley.Claim  // "a1.when"
	names map[parley.Digest]string
	start int
	lines []string // of the document under way
	made  []func()
}

func read(t *testing.T, script string) *notation {
	t.Helper()
	n := &notation{t: t, docs: map[string]*parley.Document{}, at: map[string]parley.Subject{}, claim: map[string]*parley.Claim{}, names: map[parley.Digest]string{}}
	n.in.Origins = register.Origins{}
	for line := range strings.Lines(script) {
		line = strings.TrimSpace(line)
		word, rest, _ := strings.Cut(line, " ")
		switch word {
		case "", "#":
		case "doc":
			n.finish()
			name, rest, _ := strings.Cut(rest, " ")
			date, publisher, _ := strings.Cut(rest, " ")
			n.doc = &parley.Document{Name: name, Publisher: publisher}
			if date != "-" {
				n.doc.Published = n.interval(date)
			}
		case "copy":
			parts := strings.Fields(rest)
			n.made = append(n.made, func() {
				of := n.docs[parts[2]]
				n.in.Origins[n.docs[parts[0]].ID] = register.Origin{ID: string(of.ID), CopyOf: of.ID}
			})
		case "asof":
			n.in.AsOf = n.interval(rest).From
		case "edit":
			n.made = append(n.made, func() { n.edit(rest) })
		default:
			n.lines = append(n.lines, line)
		}
	}
	n.finish()
	for _, f := range n.made {
		f()
	}
	return n
}

func (n *notation) interval(s string) parley.Interval {
	n.t.Helper()
	v, err := parley.ParseInterval(s)
	if err != nil {
		n.t.Fatal(err)
	}
	return v
}

// finish makes the document of the lines that have gathered.
func (n *notation) finish() {
	if n.doc == nil {
		return
	}
	d := n.doc
	d.Text = d.Name + ": " + strings.Join(n.lines, "\n")
	d.ID = d.DocumentID()
	n.docs[d.Name] = d
	n.names[d.ID] = d.Name
	n.in.Documents = append(n.in.Documents, register.Document{ID: d.ID, Name: d.Name, Publisher: d.Publisher, Published: d.Published, Size: len(d.Text)})
	n.start = len(d.Name) + 2
	mentions := 0
	for _, line := range n.lines {
		switch word, rest, _ := strings.Cut(line, " "); word {
		case "position":
			f := strings.Fields(rest)
			n.own(parley.PositionSubject, parley.FieldPosition, parley.PositionValue{Actor: f[0], Stance: parley.Stance(f[1]), Topic: f[2]}, line)
		case "view": // view CODE SPEAKER|verb: words; view CODE>BLAMED SPEAKER|verb: words
			head, text, _ := strings.Cut(rest, ": ")
			head, verb, _ := strings.Cut(head, "|")
			code, who, _ := strings.Cut(head, " ")
			code, blamed, _ := strings.Cut(code, ">")
			quote := func(words string) parley.Evidence {
				at := n.start + strings.LastIndex(line, words)
				return d.Quote(parley.Span{Start: at, End: at + len(words)})
			}
			c := parley.Claim{
				Subject: parley.Subject{Kind: parley.StatementSubject, Document: d.ID, At: quote(text).Span}, Field: parley.FieldStatement,
				Value:    parley.EncodeValue(parley.SaidValue{Speaker: who, Kind: parley.NamedSpeaker, Actor: strings.Trim(code, "-"), Blames: strings.Fields(blamed)}),
				Modality: parley.Asserted, SaidBy: who, Evidence: []parley.Evidence{quote(text), quote(who), quote(verb)}, Rule: "test", Fingerprint: "test",
			}
			c.ID = c.ClaimID()
			n.in.Claims = append(n.in.Claims, c)
		case "said":
			who, _, _ := strings.Cut(rest, ":")
			n.own(parley.StatementSubject, parley.FieldStatement, parley.SaidValue{Speaker: who, Kind: parley.NamedSpeaker}, line)
		default:
			mentions++
			n.meeting(fmt.Sprintf("%s%d", d.Name, mentions), line)
		}
		n.start += len(line) + 1
	}
	n.doc, n.lines = nil, nil
}

func (n *notation) own(kind parley.SubjectKind, field string, value any, line string) {
	span := parley.Span{Start: n.start, End: n.start + len(line)}
	n.add(parley.Subject{Kind: kind, Document: n.doc.ID, At: span}, field, parley.EncodeValue(value), parley.Asserted, "", span)
}

func (n *notation) add(s parley.Subject, field, value string, modality parley.Modality, by string, span parley.Span) *parley.Claim {
	c := parley.Claim{Subject: s, Field: field, Value: value, Modality: modality, SaidBy: by, Evidence: []parley.Evidence{n.doc.Quote(span)}, Rule: "test", Fingerprint: "test"}
	if c.Evidence[0].Quote == "" {
		n.t.Fatalf("no evidence for %s in %q", field, n.doc.Text)
	}
	c.ID = c.ClaimID()
	n.in.Claims = append(n.in.Claims, c)
	return &c
}

func (n *notation) meeting(id, line string) {
	n.t.Helper()
	parts := strings.Split(line, "|")
	head := strings.Fields(parts[0])
	subject := parley.Subject{Kind: parley.MeetingSubject, Document: n.doc.ID, At: parley.Span{Start: n.start, End: n.start + len(head[0])}}
	n.at[id] = subject
	modality := parley.Asserted
	switch parley.Status(head[0]) {
	case parley.PlannedMeeting:
		modality = parley.Planned
	case parley.PossibleMeeting:
		modality = parley.Possible
	case parley.DeniedMeeting:
		modality = parley.Denied
	}
	put := func(field, value string, m parley.Modality, by, words string) {
		at := n.start + strings.Index(line, words)
		n.claim[id+"."+field] = n.add(subject, field, value, m, by, parley.Span{Start: at, End: at + len(words)})
	}
	put(parley.FieldStatus, head[0], modality, "", head[0])
	for _, p := range head[1:] {
		put(parley.FieldParty, strings.ReplaceAll(p, "_", " "), modality, "", p)
	}
	for _, part := range parts[1:] {
		part = strings.TrimSpace(part)
		m := modality
		if rest, no := strings.CutPrefix(part, "not "); no {
			part, m = rest, parley.Denied
		}
		words := part
		part, by, _ := strings.Cut(part, " by ")
		key, rest, _ := strings.Cut(part, " ")
		f := strings.Fields(rest)
		switch key {
		case "when":
			put(parley.FieldWhen, rest, m, by, words)
		case "where":
			p := parley.Place{Name: strings.Join(f[:len(f)-1], " "), Country: f[len(f)-1]}
			if p.Country == "-" {
				p.Country = ""
			}
			put(parley.FieldWhere, parley.EncodeValue(p), m, by, words)
		case "third":
			put(parley.FieldThird, parley.EncodeValue(parley.Third{Actor: f[0], Role: parley.Role(f[1])}), m, by, words)
		case "number":
			put(parley.FieldOrdinal, rest, m, by, words)
		case "level":
			put(parley.FieldLevel, rest, m, by, words)
		case "format":
			put(parley.FieldFormat, rest, m, by, words)
		case "name":
			put(parley.FieldName, rest, m, by, words)
		case "track":
			put(parley.FieldTrack, rest, m, by, words)
		case "unnamed":
			put(parley.FieldUnnamed, rest, m, by, words)
		case "outcome":
			put(parley.FieldOutcome, rest, m, by, words)
		case "tone":
			put(parley.FieldAssessment, parley.EncodeValue(parley.Assessment{Term: rest}), m, by, words)
		case "topic":
			put(parley.FieldTopic, parley.EncodeValue(parley.Topic{Topic: rest, Certain: true}), m, by, words)
		case "who":
			name, side, _ := strings.Cut(rest, " of ")
			put(parley.FieldParticipant, parley.EncodeValue(parley.Participant{Name: name, For: side}), m, by, words)
		case "next":
			s := parley.NextStep{Kind: parley.NextKind(f[0]), Certainty: parley.Announced}
			if i := slices.Index(f, "due"); i > 0 {
				s.Due = n.interval(f[i+1])
			}
			put(parley.FieldNext, parley.EncodeValue(s), parley.Planned, by, words)
		default:
			n.t.Fatalf("no field is called %q in %q", key, line)
		}
	}
}

// edit reads "KIND AUTHOR TARGET… [= VALUE]"; targets are a1 (a mention),
// a1.when (a claim) or e1 (an edit).
func (n *notation) edit(s string) {
	n.t.Helper()
	s, value, _ := strings.Cut(s, " = ")
	f := strings.Fields(s)
	e := parley.Edit{Kind: parley.EditKind(f[0]), Author: f[1], Value: value}
	if len(n.in.Edits) > 0 {
		e.Previous = n.in.Edits[len(n.in.Edits)-1].ID
	}
	for _, t := range f[2:] {
		switch subject, isMention := n.at[t]; {
		case isMention:
			e.Target = append(e.Target, subject.ID())
		case n.claim[t] != nil:
			e.Target = append(e.Target, string(n.claim[t].ID))
		case strings.HasPrefix(t, "e"):
			var i int
			if _, err := fmt.Sscanf(t, "e%d", &i); err == nil && i <= len(n.in.Edits) {
				e.Target = append(e.Target, string(n.in.Edits[i-1].ID))
				break
			}
			fallthrough
		default:
			e.Target = append(e.Target, t)
		}
	}
	if err := e.Check(); err != nil {
		n.t.Fatal(err)
	}
	e.ID = e.EditID()
	n.in.Edits = append(n.in.Edits, e)
}

// mention is the name of a mention in the notation.
func (n *notation) mention(id string) string {
	for name, s := range n.at {
		if s.ID() == id {
			return name
		}
	}
	return "?" + id
}

// print is the register in a few lines, as the golden files have it.
func (n *notation) print(reg *parley.Register) string {
	var b strings.Builder
	round := map[string]string{}
	for _, p := range reg.Processes {
		for _, r := range p.Rounds {
			round[r.ID] = n.mention(r.Mentions[0].ID)
		}
	}
	procs := slices.Clone(reg.Processes)
	slices.SortFunc(procs, func(a, b parley.Process) int { return strings.Compare(a.Name+a.When.String(), b.Name+b.When.String()) })
	for _, p := range procs {
		fmt.Fprintf(&b, "%s: %s (%s; %s)\n", p.Name, p.State.State, p.State.Rule, strings.Join(p.State.Because, "; "))
		for _, why := range p.Because[1:] {
			fmt.Fprintf(&b, "  because %s\n", why)
		}
		for _, r := range p.Rounds {
			var mentions []string
			for _, m := range r.Mentions {
				mentions = append(mentions, n.mention(m.ID))
			}
			fmt.Fprintf(&b, "  %d %s %s %s %s", r.Number, r.Status, orDash(r.When.String()), orDash(r.Place.Name), strings.Join(r.Parties, "+"))
			if r.Ordinal != 0 {
				fmt.Fprintf(&b, " no.%d", r.Ordinal)
			}
			if r.Outcome != "" {
				fmt.Fprintf(&b, " %s", r.Outcome)
			}
			fmt.Fprintf(&b, " [%s] %d\n", strings.Join(mentions, " "), r.Origins)
			for _, m := range r.Mentions[1:] {
				fmt.Fprintf(&b, "      %s: %s\n", n.mention(m.ID), strings.Join(m.Because, "; "))
			}
			if len(r.Life) > 1 {
				var steps []string
				for _, s := range r.Life {
					steps = append(steps, fmt.Sprintf("%s %s (%s)", s.Status, s.For, s.Said))
				}
				fmt.Fprintf(&b, "      life: %s\n", strings.Join(steps, ", "))
			}
			for _, f := range r.Fields {
				for _, v := range f.Values {
					if v.Standing != parley.Current || v.By != "" {
						fmt.Fprintf(&b, "      %s %s: %s, %d (%s)\n", f.Name, show(v.Value), v.Standing, v.Origins, v.Because)
					}
				}
			}
			for _, x := range r.Possibly {
				fmt.Fprintf(&b, "      possibly %s: %s / %s\n", round[x.Round], strings.Join(x.Because, "; "), strings.Join(x.Against, "; "))
			}
		}
		for _, m := range p.Loose {
			fmt.Fprintf(&b, "  loose %s: %s\n", n.mention(m.ID), strings.Join(m.Because, "; "))
		}
		for _, c := range p.Contradictions {
			fmt.Fprintf(&b, "  contradiction %s of %s in %s: %s", c.Kind, c.Field, round[c.Round], c.Because)
			if c.Decision != "" {
				fmt.Fprintf(&b, "; decided: %s", c.Decision)
			}
			b.WriteByte('\n')
		}
		for _, s := range p.Steps {
			fmt.Fprintf(&b, "  step %s due %s: %s", s.Kind, orDash(s.Due.String()), s.Status)
			if s.Late > 0 {
				fmt.Fprintf(&b, " %d", s.Late)
			}
			if s.Met != "" {
				fmt.Fprintf(&b, " by %s", round[s.Met])
			}
			fmt.Fprintf(&b, " (%s)\n", s.Because)
		}
		for _, s := range p.Stands {
			var entries []string
			for _, e := range s.Entries {
				entries = append(entries, strings.TrimSpace(fmt.Sprintf("%s %s %s", e.Said, e.Stance, e.Change)))
			}
			fmt.Fprintf(&b, "  %s on %s: %s\n", s.Party, s.Topic, strings.Join(entries, ", "))
		}
	}
	for _, m := range reg.Loose {
		fmt.Fprintf(&b, "loose %s: %s\n", n.mention(m.ID), strings.Join(m.Because, "; "))
	}
	for _, o := range reg.Orphans {
		fmt.Fprintf(&b, "orphan: %s by %s\n", o.Edit.Kind, o.Edit.Author)
	}
	for _, o := range reg.Overruled {
		fmt.Fprintf(&b, "overruled: %s by %s\n", o.Edit.Kind, o.Edit.Author)
	}
	for _, o := range reg.Left {
		fmt.Fprintf(&b, "left out %s: %s\n", n.names[o.Document], o.Because)
	}
	for _, s := range reg.Documents {
		if s.DateDoubt != "" {
			fmt.Fprintf(&b, "doubt %s: %s\n", s.Name, s.DateDoubt)
		}
	}
	return b.String()
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

func show(value string) string {
	if p, err := parley.DecodeValue[parley.Place](value); err == nil && p.Name != "" {
		return p.Name
	}
	return value
}

package talksbench

import (
	"slices"

	"github.com/parley-register/parley"
)

// accusation is the rule of statements that only say on whom somebody lays the
// fault.
const accusation = "statements.accusation"

// From puts a reading of d into the scheme. File is what the article is called.
func From(d *parley.Document, r *parley.Reading, id, file string) Article {
	a := Article{
		Doc:        Doc{ID: id, File: file, URL: known(d.URL), Publisher: known(d.Publisher), Published: known(d.Published.String())},
		Meetings:   []Meeting{},
		Statements: []Statement{},
		Positions:  []Position{},
		Reactions:  []Reaction{},
	}
	for i := range r.Meetings {
		a.Meetings = append(a.Meetings, meeting(&r.Meetings[i]))
	}
	for _, s := range r.Statements {
		if s.Rule == accusation {
			continue // "blamed X for Y" is none in this scheme
		}
		a.Statements = append(a.Statements, Statement{s.Speaker, string(s.Kind), s.Direct, s.Quote()})
	}
	for _, p := range r.Positions {
		a.Positions = append(a.Positions, Position{p.Actor, string(p.Stance), p.Quote(), p.Topic})
	}
	for _, x := range r.Reactions {
		a.Reactions = append(a.Reactions, Reaction{x.Actor, string(x.Stance), x.Quote()})
	}
	return a
}

func meeting(m *parley.Meeting) Meeting {
	out := Meeting{
		ID: m.ID, Status: string(m.Status.Value), Unnamed: m.Unnamed != nil,
		Parties: []string{}, Third: []Third{}, Participants: []Participant{}, Format: []string{},
		Topics: []Topic{}, Assessments: []Assessment{}, Obstacles: []Obstacle{}, Next: []Next{},
	}
	for _, p := range m.Parties {
		out.Parties = append(out.Parties, p.Value)
	}
	slices.Sort(out.Parties)
	out.Parties = slices.Compact(out.Parties)
	for _, t := range m.Third {
		out.Third = append(out.Third, Third{t.Value.Actor, string(t.Value.Role)})
	}
	for _, p := range m.Participants {
		out.Participants = append(out.Participants, Participant{p.Value.Name, known(p.Value.Title), known(p.Value.For)})
	}
	if m.When != nil {
		from, to := days(m.When.Value)
		out.When = &When{m.When.Quote(), from, to}
	}
	if m.Where != nil {
		out.Where = &Where{m.Where.Quote(), known(m.Where.Value.Name), known(m.Where.Value.Country)}
	}
	if m.Ordinal != nil {
		out.Ordinal = &m.Ordinal.Value
	}
	for _, f := range m.Format {
		out.Format = append(out.Format, string(f.Value))
	}
	if m.Level != nil {
		out.Level = known(string(m.Level.Value))
	}
	for _, t := range m.Topics {
		out.Topics = append(out.Topics, Topic{t.Value.Topic, t.Quote(), t.Value.Certain})
	}
	if m.Outcome != nil {
		out.Outcome = &Outcome{string(m.Outcome.Value), m.Outcome.Quote()}
	}
	for _, x := range m.Assessments {
		out.Assessments = append(out.Assessments, Assessment{x.Value.Term, known(x.By)})
	}
	for _, o := range m.Obstacles {
		out.Obstacles = append(out.Obstacles, Obstacle{o.Value, o.Quote()})
	}
	for _, n := range m.Next {
		from, to := days(n.Value.Due)
		out.Next = append(out.Next, Next{string(n.Value.Kind), n.Quote(), string(n.Value.Certainty), from, to})
	}
	return out
}

// days are the first and last day of v. The last is unknown where the source
// does not tell the end.
func days(v parley.Interval) (from, to *string) {
	first, last, ok := v.Bounds()
	if !ok {
		return nil, nil
	}
	from = known(first.Format("2006-01-02"))
	if !v.To.IsZero() {
		to = known(last.Format("2006-01-02"))
	}
	return from, to
}

func known(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

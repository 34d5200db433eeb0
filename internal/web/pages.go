package web

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/show"
)

// processRow is one process in the list.
type processRow struct {
	*parley.Process
	Held, Ahead int           // rounds that took place, and that are to come
	Facts       int           // conflicts of fact that nobody has decided
	Last        *parley.Round // the latest that took place, of those with a time if any has one
}

func rowOf(p *parley.Process) processRow {
	row := processRow{Process: p}
	asOf := show.AsOf(p)
	for i := range p.Rounds {
		r := &p.Rounds[i]
		switch r.Status {
		case parley.Held, parley.UnderWay:
			row.Held++
			if row.Last == nil || !r.When.IsZero() {
				row.Last = r
			}
		default:
			if show.Ahead(r, asOf) {
				row.Ahead++
			}
		}
	}
	for _, c := range p.Contradictions {
		if c.Kind == parley.OfFact && c.Decision == "" {
			row.Facts++
		}
	}
	return row
}

type processesData struct {
	Rows      []processRow
	Rounds    int
	Documents int
	AsOf      parley.Moment
	Left      []parley.LeftOut
}

func (s *Server) processes(r *http.Request) (*view, error) {
	reg, err := s.register(r)
	if err != nil {
		return nil, err
	}
	data := processesData{AsOf: reg.AsOf, Documents: len(reg.Documents), Left: reg.Left}
	for i := range reg.Processes {
		data.Rows = append(data.Rows, rowOf(&reg.Processes[i]))
		data.Rounds += len(reg.Processes[i].Rounds)
	}
	slices.SortFunc(data.Rows, func(a, b processRow) int { return show.MostTold(a.Process, b.Process) })
	return &view{page: "processes", Title: "Processes", Data: data}, nil
}

type processData struct {
	processRow
	AsOf     parley.Moment
	Timeline timeline
	Sources  []*parley.Source
	Topics   []string
	Matrix   []matrixRow
}

// matrixRow is what one party holds on each topic.
type matrixRow struct {
	Party string
	Cells []*parley.Stand // by topic; nil where it said nothing
}

func (s *Server) process(r *http.Request) (*view, error) {
	reg, err := s.register(r)
	if err != nil {
		return nil, err
	}
	p, err := reg.Process(r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	data := processData{processRow: rowOf(p), AsOf: reg.AsOf, Timeline: s.timelineOf(p)}
	used := map[parley.Digest]bool{}
	for i := range p.Rounds {
		for _, d := range p.Rounds[i].Sources {
			used[d] = true
		}
	}
	for i := range reg.Documents {
		if used[reg.Documents[i].ID] {
			data.Sources = append(data.Sources, reg.Documents[i])
		}
	}
	slices.SortStableFunc(data.Sources, func(a, b *parley.Source) int {
		return cmp.Or(cmp.Compare(a.Published.String(), b.Published.String()), cmp.Compare(a.ID, b.ID))
	})
	data.Topics, data.Matrix = matrixOf(p.Stands)
	return &view{page: "process", Title: p.Name, Data: data}, nil
}

func matrixOf(stands []parley.Stand) (topics []string, rows []matrixRow) {
	for _, st := range stands {
		if !slices.Contains(topics, st.Topic) {
			topics = append(topics, st.Topic)
		}
	}
	slices.Sort(topics)
	for i := range stands {
		st := &stands[i]
		at := slices.IndexFunc(rows, func(r matrixRow) bool { return r.Party == st.Party })
		if at < 0 {
			at = len(rows)
			rows = append(rows, matrixRow{st.Party, make([]*parley.Stand, len(topics))})
		}
		rows[at].Cells[slices.Index(topics, st.Topic)] = st
	}
	slices.SortStableFunc(rows, func(a, b matrixRow) int { return cmp.Compare(a.Party, b.Party) })
	return topics, rows
}

type roundData struct {
	Process        *parley.Process
	Round          *parley.Round
	Sources        map[parley.Digest]*parley.Source
	Steps          []parley.Step
	Contradictions []parley.Contradiction
	Names          map[string]string // of rounds
	Said           []said
}

// said is a statement, once, with all documents that have it.
type said struct {
	parley.Said
	Again []parley.Digest // other documents with the same words of the same speaker
}

// onceSaid puts statements together that are the same to the letter, as copies
// have them.
func onceSaid(all []parley.Said) []said {
	var out []said
	at := map[[2]string]int{}
	for _, s := range all {
		key := [2]string{s.Speaker, s.Claim.Evidence[0].Quote}
		if i, ok := at[key]; ok {
			out[i].Again = append(out[i].Again, s.Claim.Subject.Document)
			continue
		}
		at[key] = len(out)
		out = append(out, said{Said: s})
	}
	return out
}

func (s *Server) round(r *http.Request) (*view, error) {
	reg, err := s.register(r)
	if err != nil {
		return nil, err
	}
	p, round, err := reg.Round(r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	data := roundData{Process: p, Round: round, Sources: sourcesOf(reg), Names: map[string]string{}, Said: onceSaid(round.Said)}
	for _, st := range p.Steps {
		if st.Round == round.ID || st.Met == round.ID {
			data.Steps = append(data.Steps, st)
		}
	}
	for _, c := range p.Contradictions {
		if c.Round == round.ID {
			data.Contradictions = append(data.Contradictions, c)
		}
	}
	for i := range p.Rounds {
		data.Names[p.Rounds[i].ID] = s.roundName(&p.Rounds[i])
	}
	return &view{page: "round", Title: s.roundName(round) + " – " + p.Name, Data: data}, nil
}

// roundName is how a round is called in lists: "Round 3, Helsinki, 12–16 April
// 2005".
func (s *Server) roundName(r *parley.Round) string {
	parts := []string{"Talks"}
	if r.Ordinal > 0 {
		parts[0] = "Round " + parley.EncodeValue(r.Ordinal)
	}
	if r.Name != "" {
		parts[0] = r.Name
	}
	if place := cmp.Or(r.Place.Name, r.Place.Country); place != "" {
		parts = append(parts, s.names.Actor(place))
	}
	if t := showInterval(r.When); t != "" {
		parts = append(parts, t)
	}
	return strings.Join(parts, ", ")
}

func sourcesOf(reg *parley.Register) map[parley.Digest]*parley.Source {
	m := make(map[parley.Digest]*parley.Source, len(reg.Documents))
	for i := range reg.Documents {
		m[reg.Documents[i].ID] = reg.Documents[i]
	}
	return m
}

func (s *Server) documents(r *http.Request) (*view, error) {
	reg, err := s.register(r)
	if err != nil {
		return nil, err
	}
	docs := slices.Clone(reg.Documents)
	slices.SortStableFunc(docs, func(a, b *parley.Source) int {
		return cmp.Or(cmp.Compare(b.Published.String(), a.Published.String()), cmp.Compare(a.ID, b.ID))
	})
	return &view{page: "documents", Title: "Documents", Data: docs}, nil
}

type stepRow struct {
	parley.Step
	Process *parley.Process
}

func (s *Server) steps(r *http.Request) (*view, error) {
	reg, err := s.register(r)
	if err != nil {
		return nil, err
	}
	var rows []stepRow
	for i := range reg.Processes {
		p := &reg.Processes[i]
		for _, st := range p.Steps {
			rows = append(rows, stepRow{st, p})
		}
	}
	slices.SortStableFunc(rows, func(a, b stepRow) int { return cmp.Compare(b.Said.String(), a.Said.String()) })
	return &view{page: "steps", Title: "Next steps", Data: rows}, nil
}

type contradictionRow struct {
	parley.Contradiction
	Process *parley.Process
}

func (s *Server) contradictions(r *http.Request) (*view, error) {
	reg, err := s.register(r)
	if err != nil {
		return nil, err
	}
	var rows []contradictionRow
	for i := range reg.Processes {
		p := &reg.Processes[i]
		for _, c := range p.Contradictions {
			rows = append(rows, contradictionRow{c, p})
		}
	}
	rank := map[parley.ContradictionKind]int{parley.OfFact: 0, parley.Denial: 1, parley.OfView: 2, parley.Revision: 3, parley.OfPlan: 4}
	slices.SortStableFunc(rows, func(a, b contradictionRow) int { return cmp.Compare(rank[a.Kind], rank[b.Kind]) })
	return &view{page: "contradictions", Title: "Contradictions", Data: rows}, nil
}

// claim sends the reader to the words that a claim rests on.
func (s *Server) claim(r *http.Request) (*view, error) {
	c, err := s.library.Claim(r.Context(), r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	return &view{redirect: "/document/" + string(c.Subject.Document) + "?claim=" + string(c.ID) + "#c-" + c.ID.Short()}, nil
}

func (s *Server) about(*http.Request) (*view, error) {
	return &view{page: "about", Title: "How to read this register"}, nil
}

type searchData struct {
	Query     string
	Hits      []Hit
	Processes []processRow
}

func (s *Server) search(r *http.Request) (*view, error) {
	q := strings.TrimSpace(r.URL.Query().Get("q"))
	data := searchData{Query: q}
	if q != "" {
		var err error
		if data.Hits, err = s.library.Search(r.Context(), q, 50); err != nil {
			return nil, err
		}
		reg, err := s.register(r)
		if err != nil {
			return nil, err
		}
		fold := strings.ToLower(q)
		for i := range reg.Processes {
			p := &reg.Processes[i]
			if strings.Contains(strings.ToLower(p.Name), fold) || slices.ContainsFunc(p.Parties, func(c string) bool {
				return strings.EqualFold(c, q) || strings.Contains(strings.ToLower(s.names.Actor(c)), fold)
			}) {
				data.Processes = append(data.Processes, rowOf(p))
			}
		}
	}
	return &view{page: "search", Title: "Search", Query: q, Data: data}, nil
}

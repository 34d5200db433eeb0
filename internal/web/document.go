package web

import (
	"cmp"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/show"
)

type documentData struct {
	Document *parley.Document
	Source   *parley.Source     // nil where the register leaves it out
	Chosen   *parley.Claim      // the claim that the reader asked for
	Chain    []parley.OriginHop // from that claim to where it comes from
	Blocks   []block
	Claims   []claimRow
	Rounds   map[string]string
}

// block is a paragraph, a heading or the like, cut where marks begin and end.
type block struct {
	Kind  parley.BlockKind
	Parts []markedPart
}

// markedPart is a run of text with the same claims on it.
type markedPart struct {
	Text   string
	Claims []string // short digests; empty for plain text
	Starts []string // those whose first evidence begins here
	Chosen bool
	Title  string
}

// claimRow is one claim beside the text.
type claimRow struct {
	*parley.Claim
	Short  string
	Chosen bool
}

func (s *Server) document(r *http.Request) (*view, error) {
	d, claims, err := s.library.Document(r.Context(), r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	reg, err := s.register(r)
	if err != nil {
		return nil, err
	}
	data := documentData{Document: d, Source: sourcesOf(reg)[d.ID], Rounds: map[string]string{}}
	chosen := r.URL.Query().Get("claim")
	for i := range claims {
		c := &claims[i]
		row := claimRow{c, c.ID.Short(), chosen != "" && strings.HasPrefix(string(c.ID), chosen)}
		if row.Chosen {
			data.Chosen = c
		}
		data.Claims = append(data.Claims, row)
	}
	if data.Chosen != nil {
		from, err := s.library.Origin(r.Context(), data.Chosen)
		if err != nil {
			return nil, err
		}
		data.Chain = from.Claims[0].Chain
	}
	slices.SortStableFunc(data.Claims, func(a, b claimRow) int {
		return cmp.Or(a.Evidence[0].Span.Compare(b.Evidence[0].Span), cmp.Compare(a.Field, b.Field))
	})
	data.Blocks = s.mark(d, data.Claims)
	if data.Source != nil {
		for _, id := range data.Source.Rounds {
			if _, round, err := reg.Round(id); err == nil {
				data.Rounds[id] = s.roundName(round)
			}
		}
	}
	return &view{page: "document", Title: cmp.Or(d.Title, d.Name, "Document "+d.ID.Short()), Data: data}, nil
}

// mark cuts the text of d into blocks and parts. Spans may overlap; a part
// knows every claim whose evidence covers it.
func (s *Server) mark(d *parley.Document, claims []claimRow) []block {
	cuts := map[int]bool{}
	var spans []struct {
		parley.Span
		claim int
		first bool
	}
	for i, c := range claims {
		for j, e := range c.Evidence {
			if e.Document != d.ID || e.Verify(d) != nil {
				continue
			}
			cuts[e.Span.Start], cuts[e.Span.End] = true, true
			spans = append(spans, struct {
				parley.Span
				claim int
				first bool
			}{e.Span, i, j == 0})
		}
	}
	slices.SortStableFunc(spans, func(a, b struct {
		parley.Span
		claim int
		first bool
	},
	) int {
		return a.Span.Compare(b.Span)
	})
	points := make([]int, 0, len(cuts))
	for at := range cuts {
		points = append(points, at)
	}
	slices.Sort(points)
	var out []block
	for _, b := range blocksOf(d) {
		view := block{Kind: b.Kind}
		at := b.Start
		lo, _ := slices.BinarySearch(points, b.Start+1)
		for k := lo; ; k++ {
			end := b.End
			if k < len(points) && points[k] < b.End {
				end = points[k]
			}
			if end > at {
				part := markedPart{Text: d.Text[at:end]}
				for _, sp := range spans {
					if sp.Start > at {
						break
					}
					if sp.End < end {
						continue
					}
					c := claims[sp.claim]
					if !slices.Contains(part.Claims, c.Short) {
						part.Claims = append(part.Claims, c.Short)
						part.Title = strings.TrimPrefix(part.Title+"; "+show.Field(c.Field)+": "+s.names.Value(c.Field, c.Value), "; ")
					}
					part.Chosen = part.Chosen || c.Chosen
					if sp.first && sp.Start == at {
						part.Starts = append(part.Starts, c.Short)
					}
				}
				view.Parts = append(view.Parts, part)
			}
			at = end
			if end == b.End {
				break
			}
		}
		out = append(out, view)
	}
	return out
}

// blocksOf are the blocks of d, with the text between them, so that the page
// shows every byte that can be quoted.
func blocksOf(d *parley.Document) []parley.Block {
	var out []parley.Block
	at := 0
	gap := func(end int) {
		if strings.TrimSpace(d.Text[at:end]) != "" {
			out = append(out, parley.Block{Span: parley.Span{Start: at, End: end}, Kind: parley.Paragraph})
		}
	}
	for _, b := range d.Blocks {
		if b.Start < at || b.End > len(d.Text) || b.Empty() {
			continue
		}
		gap(b.Start)
		out = append(out, b)
		at = b.End
	}
	gap(len(d.Text))
	return out
}

func showInterval(v parley.Interval) string { return show.Interval(v) }

// timeline is the rounds of a process along the time.
type timeline struct {
	SVG  template.HTML
	None bool // no round has a time
}

func (s *Server) timelineOf(p *parley.Process) timeline {
	svg := s.drawTimeline(p)
	return timeline{SVG: template.HTML(svg), None: svg == ""} //nolint:gosec // made by drawTimeline, which escapes every text
}

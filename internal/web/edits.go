package web

import (
	"net/http"
	"slices"
	"time"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/show"
)

// editRow is one edit, and what became of it.
type editRow struct {
	parley.Edit
	Made      string
	Of        []target
	Undone    parley.Digest // the edit that took it back
	Overruled parley.Digest // the later edit of the same thing
	Orphan    bool          // what it speaks of is no longer there
}

// target is what an edit speaks of.
type target struct{ Text, Link string }

func (s *Server) edits(r *http.Request) (*view, error) {
	edits, err := s.library.Edits(r.Context())
	if err != nil {
		return nil, err
	}
	reg, err := s.register(r)
	if err != nil {
		return nil, err
	}
	undone, overruled, orphan := map[parley.Digest]parley.Digest{}, map[parley.Digest]parley.Digest{}, map[parley.Digest]bool{}
	for i := range edits {
		if edits[i].Kind == parley.Undo {
			for _, t := range edits[i].Target {
				undone[parley.Digest(t)] = edits[i].ID
			}
		}
	}
	for i := range reg.Overruled {
		overruled[reg.Overruled[i].Edit.ID] = reg.Overruled[i].By
	}
	for i := range reg.Orphans {
		orphan[reg.Orphans[i].Edit.ID] = true
	}
	sources := sourcesOf(reg)
	rows := make([]editRow, 0, len(edits))
	for i := range slices.Backward(edits) {
		e := &edits[i]
		row := editRow{Edit: *e, Made: e.Time.UTC().Format(time.DateTime), Undone: undone[e.ID], Overruled: overruled[e.ID], Orphan: orphan[e.ID]}
		for _, t := range e.Target {
			row.Of = append(row.Of, s.target(r, e.Kind, t, sources))
		}
		rows = append(rows, row)
	}
	return &view{page: "edits", Title: "Edits", Data: rows}, nil
}

// target is what an edit names, with a link to it where it is there.
func (s *Server) target(r *http.Request, kind parley.EditKind, id string, sources map[parley.Digest]*parley.Source) target {
	if m, err := parley.ParseSubject(id); err == nil {
		text := "a " + string(m.Kind) + " in " + m.Document.Short()
		if d := sources[m.Document]; d != nil {
			text = "a " + string(m.Kind) + " in “" + d.Called() + "”"
		} else {
			return target{Text: text}
		}
		return target{text, "/document/" + string(m.Document)}
	}
	if kind == parley.Undo {
		return target{"edit " + parley.Digest(id).Short(), "#e-" + parley.Digest(id).Short()}
	}
	c, err := s.library.Claim(r.Context(), id)
	if err != nil {
		return target{Text: "claim " + parley.Digest(id).Short() + ", no longer there"}
	}
	return target{show.Field(c.Field) + ": " + s.names.Value(c.Field, c.Value), "/claim/" + string(c.ID)}
}

package main

import (
	"testing"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/story"
	"github.com/parley-register/parley/internal/text"
)

func TestOriginPage(t *testing.T) {
	of := func(publisher, day, s string) *parley.Document {
		v, err := parley.ParseInterval(day)
		if err != nil {
			t.Fatal(err)
		}
		d := &parley.Document{Publisher: publisher, Published: v, Text: s, Blocks: text.Blocks(s)}
		d.ID = d.DocumentID()
		return d
	}
	wire := of("Northern Wire", "2026-03-04", "The envoys of Norway and Chile agreed on a fishing zone in Oslo after five hours of talks, both sides said.")
	cites := of("Gulf Echo", "2026-03-05", "Norway and Chile have agreed on a fishing zone after talks of their envoys in Oslo, Northern Wire reported.")
	g := story.Trace([]*parley.Document{cites, wire})
	want := "  cites Northern Wire (" + wire.ID.Short() + ")\n    “Northern Wire reported”\nOrigin: Northern Wire\n"
	if got := originPage(g.Origin(cites.ID)); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := originPage(g.Origin(wire.ID)); got != "Northern Wire is an origin of its own.\n" {
		t.Errorf("%q", got)
	}
}

package story

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/parley-register/parley"
)

func TestGroup(t *testing.T) {
	ferry1 := document(t, "Island Post", "2026-04-07", lake)
	ferry2 := document(t, "Hill Tribune", "2026-04-08", "The ferry between Norland and Sudria is to sail again in May. Envoys Edda Falk and Tomas Rell settled it on the island of Ruen, where customs officers will board.")
	ferryLater := document(t, "Hill Tribune", "2026-07-08", "The ferry between Norland and Sudria is to sail again. Envoys Edda Falk and Tomas Rell settled it on the island of Ruen, where customs officers will board.")
	bridge1 := document(t, "Verra Times", "2026-04-07", bridge)
	bridge2 := document(t, "Karsk Observer", "2026-04-09", "Engineers of Karsk and Ostmark will build a bridge over the Tolm gorge, with a road and a railway. Lorries should cross in three years.")
	fish := document(t, "Coast Herald", "2026-04-08", "Herring is cheap this spring because the shoals came early, the fishermen of Calis say. Smokehouses have taken on hands.")
	docs := []*parley.Document{ferryLater, fish, bridge2, ferry2, bridge1, ferry1}
	want := map[parley.Digest]string{ferry1.ID: "ferry", ferry2.ID: "ferry", bridge1.ID: "bridge", bridge2.ID: "bridge", fish.ID: "fish", ferryLater.ID: "later"}
	got := Group(docs)
	if len(got) != 4 {
		t.Errorf("%d stories, want 4", len(got))
	}
	for _, g := range got {
		for _, id := range g {
			if want[id] != want[g[0]] {
				t.Errorf("%s and %s are one story", want[g[0]], want[id])
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		if diff := cmp.Diff(got, Group(rapid.Permutation(docs).Draw(t, "docs"))); diff != "" {
			t.Fatal(diff)
		}
	})
	if diff := cmp.Diff(got, Group(append(slices.Clone(docs), docs...))); diff != "" {
		t.Error(diff)
	}
	if n := len(Group(nil)); n != 0 {
		t.Errorf("%d stories of no documents", n)
	}
}

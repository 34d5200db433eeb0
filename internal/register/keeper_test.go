package register_test

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/register"
)

// byDocument are the claims of an input by document.
func byDocument(in *register.Input) map[parley.Digest][]parley.Claim {
	by := map[parley.Digest][]parley.Claim{}
	for _, c := range in.Claims {
		by[c.Subject.Document] = append(by[c.Subject.Document], c)
	}
	return by
}

func put(k *register.Keeper, in *register.Input, claims map[parley.Digest][]parley.Claim, d register.Document) {
	k.Put(d, claims[d.ID], in.Origins[d.ID], in.OriginOf)
}

// TestKeeperIsFold puts, replaces and removes documents and edits at random, and
// compares what is kept with a fold of the same, to the byte, after each change.
func TestKeeperIsFold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := wild(t)
		claims := byDocument(&all)
		k := register.NewKeeper(nil)
		there := map[parley.Digest]register.Document{}
		edits := 0
		for range rapid.IntRange(1, 12).Draw(t, "changes") {
			switch what := rapid.IntRange(0, 9).Draw(t, "change"); {
			case what < 6 && len(all.Documents) > 0:
				d := rapid.SampledFrom(all.Documents).Draw(t, "document")
				if rapid.IntRange(0, 4).Draw(t, "part of it") == 0 && len(claims[d.ID]) > 1 { // as an older reader had it
					some := slices.Clone(claims[d.ID][1:])
					there[d.ID] = d
					claims[d.ID], some = some, claims[d.ID]
					_ = some
				}
				there[d.ID] = d
				put(k, &all, claims, d)
			case what < 8 && len(there) > 0:
				d := rapid.SampledFrom(all.Documents).Draw(t, "gone")
				delete(there, d.ID)
				k.Remove(d.ID)
			default:
				edits = rapid.IntRange(0, len(all.Edits)).Draw(t, "edits")
				k.Edit(all.Edits[:edits])
			}
			if rapid.IntRange(0, 2).Draw(t, "look") == 0 {
				continue // more than one change at once
			}
			in := register.Input{Edits: all.Edits[:edits], Origins: all.Origins}
			for id, d := range there {
				in.Documents = append(in.Documents, d)
				in.Claims = append(in.Claims, claims[id]...)
			}
			got, want := fingerprint(t, k.Register()), fingerprint(t, register.Fold(in))
			if !bytes.Equal(got, want) {
				t.Fatal(apart(got, want))
			}
		}
	})
}

var (
	first = flag.Int("first", 0, "the first world of TestKeeperIsFoldOfTheWorld")
	seeds = flag.Int("seeds", 6, "how many worlds it keeps")
)

// TestKeeperIsFoldOfTheWorld keeps small worlds in which much has to do with
// much, documents coming and going at random, and compares with the fold.
func TestKeeperIsFoldOfTheWorld(t *testing.T) {
	for seed := uint64(*first); seed < uint64(*first+*seeds); seed++ {
		in := worldNews(900, 1, seed)
		claims := byDocument(&in)
		r := rand.New(rand.NewPCG(seed, 1))
		for i := range in.Documents { // some without a date
			if r.IntN(40) == 0 {
				in.Documents[i].Published = parley.Interval{}
			}
		}
		k := register.NewKeeper(nil)
		there := map[int]bool{}
		for step := range 12 {
			for range 1 + r.IntN(1+len(in.Documents)/(1+step)) {
				switch i := r.IntN(len(in.Documents)); {
				case there[i] && r.IntN(3) > 0:
					delete(there, i)
					k.Remove(in.Documents[i].ID)
				default:
					there[i] = true
					put(k, &in, claims, in.Documents[i])
				}
			}
			now := register.Input{Origins: in.Origins}
			for i := range there {
				now.Documents = append(now.Documents, in.Documents[i])
				now.Claims = append(now.Claims, claims[in.Documents[i].ID]...)
			}
			if got, want := fingerprint(t, k.Register()), fingerprint(t, register.Fold(now)); !bytes.Equal(got, want) {
				t.Fatalf("world %d, step %d: %s", seed, step, apart(got, want))
			}
		}
	}
}

// apart shows where two registers begin to differ.
func apart(got, want []byte) string {
	i := 0
	for i < min(len(got), len(want)) && got[i] == want[i] {
		i++
	}
	show := func(b []byte) []byte { return b[min(len(b), max(0, i-200)):min(len(b), i+300)] }
	return fmt.Sprintf("kept:\n%s\nfolded:\n%s", show(got), show(want))
}

// TestKeeperOnCases keeps each case document by document, in whatever order,
// and compares the end with the fold.
func TestKeeperOnCases(t *testing.T) {
	for name, n := range cases(t) {
		t.Run(name, func(t *testing.T) {
			claims := byDocument(&n.in)
			if !n.in.AsOf.IsZero() {
				t.Skip("past days are folded whole")
			}
			want := fingerprint(t, register.Fold(n.in))
			rapid.Check(t, func(t *rapid.T) {
				k := register.NewKeeper(n.in.Names)
				docs := rapid.Permutation(n.in.Documents).Draw(t, "documents")
				editAt := rapid.IntRange(0, len(docs)).Draw(t, "edits at")
				for i, d := range docs {
					if i == editAt {
						k.Edit(n.in.Edits)
					}
					put(k, &n.in, claims, d)
					if i%3 == 1 {
						k.Register()
					}
				}
				if editAt == len(docs) {
					k.Edit(n.in.Edits)
				}
				if got := fingerprint(t, k.Register()); !bytes.Equal(got, want) {
					t.Fatal(apart(got, want))
				}
			})
		})
	}
}

// dyads is crowd with parties that each meet one other alone.
func dyads(n int) register.Input {
	in := register.Input{Origins: register.Origins{}}
	for i := 0; len(in.Claims) < n; i++ {
		one := crowdOf(1000, func(int) (string, string) { return fmt.Sprintf("A%04d", i), fmt.Sprintf("B%04d", i) }, i)
		in.Documents = append(in.Documents, one.Documents...)
		in.Claims = append(in.Claims, one.Claims...)
	}
	return in
}

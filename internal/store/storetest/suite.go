package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/store"
)

// Run runs the suite. open makes an empty store.
func Run(t *testing.T, open func(t *testing.T) store.Store) {
	for name, test := range map[string]func(*testing.T, store.Store){
		"add keeps everything":                 addKeeps,
		"adding again changes nothing":         addAgain,
		"an addition is all or nothing":        allOrNothing,
		"what does not fit is refused":         mismatches,
		"two readings of one text":             twoReadings,
		"unread is a query":                    unread,
		"edits are a chain":                    edits,
		"a snapshot of the past":               snapshots,
		"the log is a chain":                   logChain,
		"search":                               search,
		"hostile searches":                     hostileSearches,
		"the index is that of the documents":   index,
		"reading again indexes anew":           reindex,
		"documents resolve by prefix":          resolve,
		"claims resolve by prefix":             claimByPrefix,
		"changes make a snapshot of now":       changes,
		"signatures are kept and replaced":     signatures,
		"a folded register is kept":            folded,
		"all documents":                        documents,
		"many writers and readers":             concurrent,
		"what is not there":                    notThere,
		"a document without a capture or date": bare,
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			test(t, s)
			problems, err := s.Verify(t.Context())
			if err != nil || len(problems) > 0 {
				t.Errorf("the store does not verify: %v %v", problems, err)
			}
		})
	}
}

func add(t *testing.T, s store.Store, want store.Outcome, adds ...store.Addition) {
	t.Helper()
	got, err := s.Add(t.Context(), adds...)
	if err != nil {
		t.Fatal(err)
	}
	for i := range adds {
		if got[i] != want {
			t.Fatalf("addition %d is %q, want %q", i, got[i], want)
		}
	}
}

func counts(t *testing.T, s store.Store) store.Counts {
	t.Helper()
	c, err := s.Counts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

func sorted(claims []parley.Claim) []parley.Claim {
	claims = slices.Clone(claims)
	slices.SortFunc(claims, func(a, b parley.Claim) int { return parley.CompareClaims(&a, &b) })
	return claims
}

func addKeeps(t *testing.T, s store.Store) {
	ctx, a := t.Context(), Make(1)
	add(t, s, store.New, a)
	d, err := s.Document(ctx, a.Document.ID)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "document", d, a.Document)
	if d.DocumentID() != d.ID {
		t.Error("the document that comes back has another digest")
	}
	c, err := s.Capture(ctx, a.Capture.Digest)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "capture", c, a.Capture)
	claims, err := s.Claims(ctx, a.Document.ID)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "claims", claims, sorted(a.Reading.Claims))
	for i := range claims {
		if claims[i].ClaimID() != claims[i].ID {
			t.Errorf("claim %s comes back with other content", claims[i].ID.Short())
		}
	}
	same(t, "counts", counts(t, s), store.Counts{Captures: 1, Documents: 1, Readings: 1, Claims: 3, Entries: 1})
}

func addAgain(t *testing.T, s store.Store) {
	a := Make(1)
	add(t, s, store.New, a)
	before := counts(t, s)
	a.At = a.At.Add(time.Hour)
	add(t, s, store.Already, a)
	add(t, s, store.Already, a, a)
	same(t, "counts", counts(t, s), before)

	// The same bytes from another address are the same capture; another publisher makes another document.
	b := Make(1)
	d, c := *b.Document, *b.Capture
	d.Publisher, c.URL = "Zenda Gazette", "https://example.net/copy"
	d.ID = d.DocumentID()
	b.Document, b.Capture, b.Reading = &d, &c, Reading(&d, Fingerprint, "held")
	add(t, s, store.New, b)
	same(t, "counts", counts(t, s), store.Counts{Captures: 1, Documents: 2, Readings: 2, Claims: 6, Entries: 2})
}

func allOrNothing(t *testing.T, s store.Store) {
	bad := Make(2)
	bad.Reading.Claims = append(slices.Clone(bad.Reading.Claims), parley.Claim{})
	if _, err := s.Add(t.Context(), Make(1), bad, Make(3)); !errors.Is(err, store.ErrMismatch) {
		t.Fatalf("an addition with a broken claim: %v", err)
	}
	same(t, "counts", counts(t, s), store.Counts{})

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Add(ctx, Make(1)); !errors.Is(err, context.Canceled) {
		t.Fatalf("an interrupted addition: %v", err)
	}
	same(t, "counts", counts(t, s), store.Counts{})
}

func mismatches(t *testing.T, s store.Store) {
	for name, spoil := range map[string]func(*store.Addition){
		"no document":             func(a *store.Addition) { a.Document = nil },
		"document, other digest":  func(a *store.Addition) { d := *a.Document; d.Text += "."; a.Document = &d },
		"capture, other bytes":    func(a *store.Addition) { c := *a.Capture; c.Body = []byte("x"); a.Capture = &c },
		"capture of another":      func(a *store.Addition) { a.Capture = Make(9).Capture },
		"capture missing":         func(a *store.Addition) { a.Capture = nil },
		"reading of another":      func(a *store.Addition) { a.Reading = Make(9).Reading },
		"no fingerprint":          func(a *store.Addition) { a.Reading.Fingerprint = "" },
		"claim with other value":  func(a *store.Addition) { a.Reading.Claims[0].Value = "planned" },
		"claim without evidence":  func(a *store.Addition) { c := &a.Reading.Claims[0]; c.Evidence = nil; c.ID = c.ClaimID() },
		"quote that is not there": func(a *store.Addition) { c := &a.Reading.Claims[0]; c.Evidence[0].Quote = "Met"; c.ID = c.ClaimID() },
	} {
		a := Make(1)
		spoil(&a)
		if _, err := s.Add(t.Context(), a); !errors.Is(err, store.ErrMismatch) {
			t.Errorf("%s: %v", name, err)
		}
	}
	a := Make(1)
	add(t, s, store.New, a)
	r := Reading(a.Document, "reader-2", "held")
	r.Claims[0].Evidence[0].Quote = "Met"
	r.Claims[0].ID = r.Claims[0].ClaimID()
	if _, err := s.Read(t.Context(), noon, r, a.Index); !errors.Is(err, store.ErrMismatch) {
		t.Errorf("a reading with a false quote: %v", err)
	}
	same(t, "counts", counts(t, s), store.Counts{Captures: 1, Documents: 1, Readings: 1, Claims: 3, Entries: 1})
}

func twoReadings(t *testing.T, s store.Store) {
	ctx, a := t.Context(), Make(1)
	add(t, s, store.New, a)
	second := Reading(a.Document, "reader-2", "under-way")
	for _, want := range []store.Outcome{store.Reread, store.Already} {
		if got, err := s.Read(ctx, noon, second, a.Index); err != nil || got != want {
			t.Fatalf("%q, %v; want %q", got, err, want)
		}
	}
	claims, err := s.Claims(ctx, a.Document.ID)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "current claims", claims, sorted(second.Claims))
	// Two of the three claims are those of the first reading: kept once, told by both.
	same(t, "counts", counts(t, s), store.Counts{Captures: 1, Documents: 1, Readings: 2, Claims: 4, Entries: 2})
	add(t, s, store.Already, a) // an older reader that comes late does not win
	third := a
	third.Reading = Reading(a.Document, "reader-3", "held")
	add(t, s, store.Reread, third)
}

func unread(t *testing.T, s store.Store) {
	ctx := t.Context()
	var all []parley.Digest
	for n := range 7 {
		a := Make(n)
		add(t, s, store.New, a)
		all = append(all, a.Document.ID)
	}
	slices.Sort(all)
	if ids, err := s.Unread(ctx, Fingerprint, "", 10); err != nil || len(ids) > 0 {
		t.Fatalf("all is read, but %v, %v", ids, err)
	}
	first, err := s.Unread(ctx, "reader-2", "", 3)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "first batch", first, all[:3])
	next, err := s.Unread(ctx, "reader-2", first[2], 10)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "second batch", next, all[3:])
	d, err := s.Document(ctx, all[1])
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Read(ctx, noon, Reading(d, "reader-2", "held"), store.Index{}); err != nil {
		t.Fatal(err)
	}
	rest, err := s.Unread(ctx, "reader-2", "", 10)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "after one was read", rest, slices.Delete(slices.Clone(all), 1, 2))
}

func edits(t *testing.T, s store.Store) {
	ctx := t.Context()
	first, err := s.Edit(ctx, parley.Edit{Kind: parley.Reject, Target: []string{"c1"}, Author: "ann", Time: noon.Add(time.Nanosecond), Reason: "misread"})
	if err != nil {
		t.Fatal(err)
	}
	second, err := s.Edit(ctx, parley.Edit{Kind: parley.Link, Target: []string{"m1", "m2"}, Author: "bob", Time: noon, Previous: first.ID})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Edit(ctx, parley.Edit{Kind: parley.Accept, Target: []string{"c1"}, Author: "eve", Time: noon, Previous: first.ID}); !errors.Is(err, store.ErrStale) {
		t.Errorf("an edit on top of what is no longer last: %v", err)
	}
	if _, err := s.Edit(ctx, parley.Edit{Kind: parley.Accept, Author: "eve", Time: noon}); !errors.Is(err, parley.ErrEdit) {
		t.Errorf("an edit of nothing: %v", err)
	}
	// The same words again are another edit, since they come after others.
	third, err := s.Edit(ctx, parley.Edit{Kind: parley.Reject, Target: []string{"c1"}, Author: "ann", Time: noon, Reason: "misread"})
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.Edits(ctx)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "edits", got, []parley.Edit{first, second, third})
	previous := parley.Digest("")
	for _, e := range got {
		if e.Previous != previous || e.ID != e.EditID() {
			t.Errorf("edit %s does not follow on %s", e.ID.Short(), previous.Short())
		}
		previous = e.ID
	}
}

func snapshots(t *testing.T, s store.Store) {
	ctx := t.Context()
	a, b := Make(1), Make(2)
	add(t, s, store.New, a)
	if _, err := s.Edit(ctx, parley.Edit{Kind: parley.Accept, Target: []string{"c"}, Author: "ann", Time: noon}); err != nil {
		t.Fatal(err)
	}
	add(t, s, store.New, b)
	second := Reading(a.Document, "reader-2", "planned")
	if _, err := s.Read(ctx, noon, second, a.Index); err != nil {
		t.Fatal(err)
	}
	for seq, want := range map[int64]struct {
		documents, edits int
		claims           []parley.Claim
	}{
		1:  {1, 0, a.Reading.Claims},
		2:  {1, 1, a.Reading.Claims},
		3:  {2, 1, slices.Concat(a.Reading.Claims, b.Reading.Claims)},
		4:  {2, 1, slices.Concat(second.Claims, b.Reading.Claims)},
		0:  {2, 1, slices.Concat(second.Claims, b.Reading.Claims)},
		99: {2, 1, slices.Concat(second.Claims, b.Reading.Claims)},
	} {
		snap, err := s.Snapshot(ctx, seq)
		if err != nil {
			t.Fatal(err)
		}
		if len(snap.Documents) != want.documents || len(snap.Edits) != want.edits {
			t.Errorf("after %d entries: %d documents, %d edits", seq, len(snap.Documents), len(snap.Edits))
		}
		same(t, fmt.Sprintf("claims after %d entries", seq), snap.Claims, sorted(want.claims))
		for _, m := range snap.Documents {
			d, err := s.Document(ctx, m.ID)
			if err != nil {
				t.Fatal(err)
			}
			if m.Size != len(d.Text) || m.Published != d.Published || m.Publisher != d.Publisher || m.Fingerprint == "" || m.Seq == 0 {
				t.Errorf("document %s is described as %+v", m.ID.Short(), m)
			}
		}
	}
}

func logChain(t *testing.T, s store.Store) {
	ctx := t.Context()
	for n := range 5 {
		add(t, s, store.New, Make(n))
	}
	if _, err := s.Edit(ctx, parley.Edit{Kind: parley.Accept, Target: []string{"c"}, Author: "ann", Time: noon}); err != nil {
		t.Fatal(err)
	}
	var all []store.Entry
	for after := int64(0); ; after = all[len(all)-1].Seq {
		batch, err := s.Log(ctx, after, 4)
		if err != nil {
			t.Fatal(err)
		}
		if len(batch) == 0 {
			break
		}
		all = append(all, batch...)
	}
	if len(all) != 6 {
		t.Fatalf("%d entries, want 6", len(all))
	}
	previous := parley.Digest("")
	for i, e := range all {
		if e.Seq != int64(i+1) || e.Previous != previous || e.Hash != e.EntryHash() {
			t.Errorf("entry %d does not follow on the one before it: %+v", i+1, e)
		}
		previous = e.Hash
	}
	first := Make(0)
	if e := all[0]; e.Kind != store.AddEntry || e.Subject != first.Document.ID || e.Content != store.ContentOf(&first.Reading) {
		t.Errorf("the first entry is %+v", e)
	}
	if all[5].Kind != store.EditEntry {
		t.Errorf("the last entry is %+v", all[5])
	}
}

func found(t *testing.T, s store.Store, q store.Query) []parley.Digest {
	t.Helper()
	hits, err := s.Search(t.Context(), q, 100)
	if err != nil {
		t.Fatal(err)
	}
	ids := []parley.Digest{}
	for i, h := range hits {
		ids = append(ids, h.Document)
		if i > 0 && h.Score > hits[i-1].Score {
			t.Errorf("hit %d has a better score than the one before", i)
		}
	}
	return ids
}

func search(t *testing.T, s store.Store) {
	a, b := Make(1), Make(2)
	b.Index = store.Index{Title: "harvest", Body: "the harvest in strelsau was met with joy parted round"}
	add(t, s, store.New, a, b)
	word := func(w ...string) store.Query { return store.Term{Tokens: w} }
	for name, c := range map[string]struct {
		q    store.Query
		want []parley.Digest
	}{
		"a word":                 {word("graustark"), []parley.Digest{a.Document.ID}},
		"the title counts more":  {word("round"), []parley.Digest{a.Document.ID, b.Document.ID}},
		"a phrase":               {word("met", "in", "strelsau"), []parley.Digest{a.Document.ID}},
		"a phrase, other order":  {word("strelsau", "in", "met"), nil},
		"both":                   {store.And{All: []store.Query{word("strelsau"), word("joy")}}, []parley.Digest{b.Document.ID}},
		"either":                 {store.Or{word("joy"), word("ruritania"), word("absent")}, []parley.Digest{a.Document.ID, b.Document.ID}},
		"not":                    {store.And{All: []store.Query{word("strelsau")}, Except: []store.Query{word("joy"), word("absent")}}, []parley.Digest{a.Document.ID}},
		"the beginning":          {store.Term{Tokens: []string{"grau"}, Prefix: true}, []parley.Digest{a.Document.ID}},
		"the beginning, phrased": {store.Term{Tokens: []string{"ruritania", "and", "gr"}, Prefix: true}, []parley.Digest{a.Document.ID}},
		"only the beginning":     {word("grau"), nil},
	} {
		got := found(t, s, c.q)
		if strings.HasPrefix(name, "either") {
			slices.Sort(got)
			slices.Sort(c.want)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	if hits, err := s.Search(t.Context(), word("strelsau"), 1); err != nil || len(hits) != 1 {
		t.Errorf("%d hits, %v; asked for one", len(hits), err)
	}
}

func hostileSearches(t *testing.T, s store.Store) {
	add(t, s, store.New, Make(1))
	for _, q := range []store.Query{nil, store.Term{}, store.Or{}, store.And{}, store.And{Except: []store.Query{store.Term{Tokens: []string{"met"}}}}} {
		if _, err := s.Search(t.Context(), q, 10); err == nil {
			t.Errorf("%#v finds something", q)
		}
	}
	for _, token := range []string{`"`, `met" OR "x`, "NEAR(met", "title:met", "^met", "met*", "; DROP TABLE log", "'", "\x00", strings.Repeat("a", 1<<16)} {
		if hits, err := s.Search(t.Context(), store.Term{Tokens: []string{token, "zzz"}}, 10); err != nil || len(hits) > 0 {
			t.Errorf("%.20q finds %v, %v", token, hits, err)
		}
	}
}

func index(t *testing.T, s store.Store) {
	want := map[parley.Digest]parley.Digest{}
	for n := range 4 {
		a := Make(n)
		if n == 3 {
			a.Index = store.Index{Body: "été 会谈 переговоры 2024"}
		}
		add(t, s, store.New, a)
		want[a.Document.ID] = store.IndexDigest(a.Index)
	}
	got, err := s.IndexOf(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	same(t, "index", got, want)
	if want[Make(1).Document.ID] == want[Make(2).Document.ID] {
		t.Error("different tokens have one digest")
	}
}

func reindex(t *testing.T, s store.Store) {
	a := Make(1)
	add(t, s, store.New, a)
	now := store.Index{Title: "round", Body: "words as a newer program folds them"}
	if _, err := s.Read(t.Context(), noon, Reading(a.Document, "reader-2", "held"), now); err != nil {
		t.Fatal(err)
	}
	if got := found(t, s, store.Term{Tokens: []string{"graustark"}}); len(got) > 0 {
		t.Error("a word of the old index is found")
	}
	if got := found(t, s, store.Term{Tokens: []string{"newer", "program"}}); len(got) != 1 {
		t.Error("a word of the new index is not found")
	}
	got, err := s.IndexOf(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	same(t, "index", got, map[parley.Digest]parley.Digest{a.Document.ID: store.IndexDigest(now)})
}

// changes puts what has changed into a snapshot of an entry.
func changes(t *testing.T, s store.Store) {
	ctx := t.Context()
	a, b := Make(1), Make(2)
	add(t, s, store.New, a)
	nothing, err := s.Changes(ctx, 1)
	if err != nil || len(nothing.Documents) != 0 || len(nothing.Claims) != 0 || nothing.Seq != 1 {
		t.Errorf("nothing has changed, but %+v, %v", nothing, err)
	}
	add(t, s, store.New, b)
	if _, err := s.Read(ctx, noon, Reading(a.Document, "reader-2", "held"), a.Index); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Edit(ctx, parley.Edit{Kind: parley.Accept, Target: []string{"x"}, Author: "ann", Time: noon}); err != nil {
		t.Fatal(err)
	}
	now, err := s.Snapshot(ctx, 0)
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.Changes(ctx, 1)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "changes", got, now) // both documents have changed
	got, err = s.Changes(ctx, 2)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Documents) != 1 || got.Documents[0].ID != a.Document.ID || got.Documents[0].Fingerprint != "reader-2" || len(got.Edits) != 1 || got.Seq != now.Seq {
		t.Errorf("changed since entry 2: %+v", got)
	}
	for i := range got.Claims {
		if got.Claims[i].Fingerprint != "reader-2" {
			t.Errorf("a claim that is not current: %+v", got.Claims[i])
		}
	}
}

// signatures keeps what comes with an addition, and what comes later.
func signatures(t *testing.T, s store.Store) {
	a, b := Make(1), Make(2)
	a.Signature = []byte("one")
	add(t, s, store.New, a, b)
	look := func(want map[parley.Digest][]byte) {
		t.Helper()
		got, err := s.Signatures(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		same(t, "signatures", got, want)
	}
	look(map[parley.Digest][]byte{a.Document.ID: []byte("one")})
	nobody := parley.Digest(strings.Repeat("0", 64))
	if err := s.Sign(t.Context(), map[parley.Digest][]byte{a.Document.ID: []byte("two"), b.Document.ID: []byte("three"), nobody: []byte("none")}); err != nil {
		t.Fatal(err)
	}
	look(map[parley.Digest][]byte{a.Document.ID: []byte("two"), b.Document.ID: []byte("three")})
	c := Make(3)
	add(t, s, store.New, c)
	got, err := s.Signatures(t.Context(), b.Document.ID, c.Document.ID, nobody)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "signatures of some", got, map[parley.Digest][]byte{b.Document.ID: []byte("three")})
}

// claimByPrefix finds each current claim, whole, and none that only an older
// reading made.
func claimByPrefix(t *testing.T, s store.Store) {
	a := Make(1)
	add(t, s, store.New, a)
	for i := range a.Reading.Claims {
		want := &a.Reading.Claims[i]
		for _, prefix := range []string{string(want.ID), string(want.ID[:40])} {
			got, err := s.Claim(t.Context(), prefix)
			if err != nil {
				t.Fatal(err)
			}
			same(t, "claim", got, want)
		}
	}
	for _, prefix := range []string{"", "x", "%", "_", strings.Repeat("0", 64), string(a.Reading.Claims[0].ID) + "0"} {
		if c, err := s.Claim(t.Context(), prefix); !errors.Is(err, parley.ErrNotFound) {
			t.Errorf("%q: %v, %v", prefix, c, err)
		}
	}
	b := a.Reading
	b.Fingerprint, b.Claims = "2", nil
	if _, err := s.Read(t.Context(), a.At, b, a.Index); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Claim(t.Context(), string(a.Reading.Claims[0].ID)); !errors.Is(err, parley.ErrNotFound) {
		t.Errorf("a claim that is no longer current: %v", err)
	}
}

func resolve(t *testing.T, s store.Store) {
	ctx, a := t.Context(), Make(1)
	add(t, s, store.New, a)
	for _, prefix := range []string{string(a.Document.ID), string(a.Document.ID[:6])} {
		if got, err := s.Resolve(ctx, prefix); err != nil || got != a.Document.ID {
			t.Errorf("%q is %s, %v", prefix, got, err)
		}
	}
	for _, prefix := range []string{"", "%", "zzz", "' OR 1=1", string(a.Document.ID) + "0"} {
		if _, err := s.Resolve(ctx, prefix); !errors.Is(err, parley.ErrNotFound) {
			t.Errorf("%q: %v", prefix, err)
		}
	}
	for n := 2; n < 40; n++ {
		add(t, s, store.New, Make(n))
	}
	ambiguous := 0
	for _, digit := range "0123456789abcdef" {
		if _, err := s.Resolve(ctx, string(digit)); errors.Is(err, parley.ErrAmbiguous) {
			ambiguous++
		}
	}
	if ambiguous == 0 {
		t.Error("of 39 documents no two begin with the same digit")
	}
}

func concurrent(t *testing.T, s store.Store) {
	ctx := t.Context()
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Go(func() {
			for n := range 10 {
				if _, err := s.Add(ctx, Make(n)); err != nil {
					t.Errorf("writer %d: %v", w, err)
				}
				if _, err := s.Edit(ctx, parley.Edit{Kind: parley.Accept, Target: []string{fmt.Sprint(w, n)}, Author: "ann", Time: noon}); err != nil {
					t.Errorf("writer %d: %v", w, err)
				}
			}
		})
		wg.Go(func() {
			for range 10 {
				snap, err := s.Snapshot(ctx, 0)
				if err != nil {
					t.Errorf("reader %d: %v", w, err)
					return
				}
				if len(snap.Claims) != 3*len(snap.Documents) || int64(len(snap.Documents)+len(snap.Edits)) != snap.Seq {
					t.Errorf("a reader sees half a transaction: %d documents, %d claims, %d edits, %d entries", len(snap.Documents), len(snap.Claims), len(snap.Edits), snap.Seq)
				}
			}
		})
	}
	wg.Wait()
	same(t, "counts", counts(t, s), store.Counts{Captures: 10, Documents: 10, Readings: 10, Claims: 30, Edits: 40, Entries: 50})
}

func notThere(t *testing.T, s store.Store) {
	ctx, id := t.Context(), parley.DigestOf(nil)
	if _, err := s.Document(ctx, id); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("document: %v", err)
	}
	if _, err := s.Capture(ctx, id); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("capture: %v", err)
	}
	if _, err := s.Claims(ctx, id); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("claims: %v", err)
	}
	if _, err := s.Read(ctx, noon, store.Reading{Document: id, Fingerprint: "f"}, store.Index{}); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("reading: %v", err)
	}
	snap, err := s.Snapshot(ctx, 0)
	if err != nil || snap.Seq != 0 || len(snap.Documents)+len(snap.Claims)+len(snap.Edits) != 0 {
		t.Errorf("an empty store holds %+v, %v", snap, err)
	}
}

func bare(t *testing.T, s store.Store) {
	d := &parley.Document{Text: "Rain."}
	d.ID = d.DocumentID()
	a := store.Addition{Document: d, Reading: store.Reading{Document: d.ID, Fingerprint: Fingerprint, Reason: "not about talks"}, At: noon}
	add(t, s, store.New, a)
	add(t, s, store.Already, a)
	got, err := s.Document(t.Context(), d.ID)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "document", got, d)
	snap, err := s.Snapshot(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	if m := snap.Documents[0]; m.AboutTalks || m.Reason != "not about talks" {
		t.Errorf("%+v", m)
	}
}

// documents lists all, as a snapshot has them.
func documents(t *testing.T, s store.Store) {
	ctx := t.Context()
	if docs, err := s.Documents(ctx); err != nil || len(docs) > 0 {
		t.Fatalf("an empty store has %v, %v", docs, err)
	}
	add(t, s, store.New, Make(3), Make(1), Make(2))
	if _, err := s.Read(ctx, noon, Reading(Make(2).Document, "reader-2", "planned"), Make(2).Index); err != nil {
		t.Fatal(err)
	}
	snap, err := s.Snapshot(ctx, 0)
	if err != nil {
		t.Fatal(err)
	}
	docs, err := s.Documents(ctx)
	if err != nil || len(docs) != 3 {
		t.Fatalf("%d documents, %v", len(docs), err)
	}
	same(t, "documents", docs, snap.Documents)
}

// errUsed is what the caller of Folded says.
var errUsed = errors.New("used")

// foldedNow is what is kept, with all parts of the given digests.
func foldedNow(t *testing.T, s store.Store, digests ...parley.Digest) (*store.Folded, store.End) {
	t.Helper()
	var got store.Folded
	var end store.End
	err := s.Folded(t.Context(), func(f *store.Folded, log store.End, parts store.Parts) error {
		got, end = *f, log
		bodies, err := parts(digests...)
		if err != nil {
			return err
		}
		got.Parts = map[parley.Digest][]byte{}
		for i, d := range digests {
			got.Parts[d] = bodies[i]
		}
		return errUsed
	})
	if !errors.Is(err, errUsed) {
		t.Fatalf("what use says is not what comes back: %v", err)
	}
	return &got, end
}

// folded keeps a folded register, replaces it, and forgets it.
func folded(t *testing.T, s store.Store) {
	ctx := t.Context()
	never := func(*store.Folded, store.End, store.Parts) error {
		t.Error("there is nothing to use")
		return nil
	}
	if err := s.Folded(ctx, never); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("of an empty store: %v", err)
	}
	of := func(texts ...string) map[parley.Digest][]byte {
		parts := map[parley.Digest][]byte{}
		for _, x := range texts {
			parts[parley.DigestOf([]byte(x))] = []byte(x)
		}
		return parts
	}
	name := func(x string) parley.Digest { return parley.DigestOf([]byte(x)) }
	keep := func(want error, f *store.Folded) {
		t.Helper()
		if err := s.KeepFolded(ctx, f); !errors.Is(err, want) {
			t.Fatalf("%v, want %v", err, want)
		}
	}
	empty := &store.Folded{Maker: "m", Head: []byte{}, Parts: of("a")}
	keep(nil, empty)
	got, end := foldedNow(t, s, name("a"))
	if end != (store.End{}) || got.Log != "" || len(got.Head) != 0 || string(got.Parts[name("a")]) != "a" {
		t.Errorf("of an empty log: %+v, %v", got, end)
	}

	add(t, s, store.New, Make(1), Make(2))
	snap, err := s.Snapshot(ctx, 0)
	if err != nil {
		t.Fatal(err)
	}
	entries, err := s.Log(ctx, 0, 10)
	if err != nil {
		t.Fatal(err)
	}
	if snap.Log == "" || snap.Log != entries[1].Hash {
		t.Errorf("the snapshot ends with %q, the log with %q", snap.Log, entries[1].Hash)
	}
	past, err := s.Snapshot(ctx, 1)
	if err != nil || past.Log != entries[0].Hash {
		t.Errorf("a snapshot of the past ends with %q, %v", past.Log, err)
	}
	since, err := s.Changes(ctx, 1)
	if err != nil || since.Log != snap.Log {
		t.Errorf("changes end with %q, %v", since.Log, err)
	}
	keep(store.ErrStale, &store.Folded{Maker: "m", Head: []byte("late"), Parts: of("late")})
	keep(store.ErrStale, &store.Folded{Log: past.Log, Maker: "m", Head: []byte("late"), Parts: of("late")})
	if got, end = foldedNow(t, s, name("a")); got.Log != "" || end.Hash != snap.Log {
		t.Errorf("what is stale was kept: %+v", got)
	}

	long := strings.Repeat("a long part ", 10000) + "\x00"
	want := &store.Folded{Log: snap.Log, Maker: "n", Head: []byte("head\x00"), Parts: of("a", "", long)}
	keep(nil, want)
	keep(nil, want)
	got, end = foldedNow(t, s, name("a"), name(""), name(long))
	same(t, "what is kept", got, want)
	if end != (store.End{Seq: snap.Seq, Hash: snap.Log}) {
		t.Errorf("the log ends with %v", end)
	}
	want = &store.Folded{Log: snap.Log, Maker: "n", Head: []byte("another"), Parts: of("", "b")}
	keep(nil, want)
	got, _ = foldedNow(t, s, name("b"), name(""))
	same(t, "what is kept in its place", got, want)
	err = s.Folded(ctx, func(_ *store.Folded, _ store.End, parts store.Parts) error {
		_, err := parts(name("b"), name("a"))
		return err
	})
	if !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a part that is no more: %v", err)
	}

	for range 2 {
		if err := s.DropFolded(ctx); err != nil {
			t.Fatal(err)
		}
		if err := s.Folded(ctx, never); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("it is forgotten: %v", err)
		}
	}
	keep(nil, want)
	got, _ = foldedNow(t, s, name("b"), name(""))
	same(t, "what is kept again", got, want)
}

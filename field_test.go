package parley_test

import (
	"errors"
	"testing"

	"github.com/parley-register/parley"
)

func TestEncodeValue(t *testing.T) {
	when, err := parley.ParseInterval("1998-11-08/1998-11-09")
	if err != nil {
		t.Fatal(err)
	}
	check(t, parley.Held, "held")
	check(t, "ERI", "ERI")
	check(t, 3, "3")
	check(t, when, "1998-11-08/1998-11-09")
	check(t, parley.Interval{}, "")
	check(t, parley.Place{Name: "Algiers", Country: "DZA"}, `{"place":"Algiers","country":"DZA"}`)
	check(t, parley.Topic{Topic: "borders", Certain: true}, `{"topic":"borders","certain":true}`)
	check(t, parley.Third{Actor: "R&D <board>", Role: parley.Mediator}, `{"actor":"R&D <board>","role":"mediator"}`)
	if _, err := parley.DecodeValue[int]("third"); !errors.Is(err, parley.ErrValue) {
		t.Errorf("a word decodes as a number: %v", err)
	}
	if _, err := parley.DecodeValue[parley.Place]("Algiers"); !errors.Is(err, parley.ErrValue) {
		t.Errorf("a bare word decodes as a place: %v", err)
	}
	if _, err := parley.DecodeValue[parley.Interval]("soon"); !errors.Is(err, parley.ErrValue) {
		t.Errorf("a bare word decodes as a time: %v", err)
	}
}

func check[T comparable](t *testing.T, v T, want string) {
	t.Helper()
	got := parley.EncodeValue(v)
	if got != want {
		t.Errorf("%+v encodes as %s, want %s", v, got, want)
	}
	back, err := parley.DecodeValue[T](got)
	if err != nil || back != v {
		t.Errorf("%s decodes as %+v, %v", got, back, err)
	}
}

func TestSubjectID(t *testing.T) {
	s := parley.Subject{Kind: parley.MeetingSubject, Document: parley.DigestOf([]byte("x")), At: parley.Span{Start: 4, End: 19}, N: 2}
	back, err := parley.ParseSubject(s.ID())
	if err != nil || back != s {
		t.Errorf("%s reads back as %+v, %v", s.ID(), back, err)
	}
	for _, bad := range []string{"", "meeting", "meeting/abc/1-2/0", s.ID() + "0x", "meeting/" + string(s.Document) + "/+4-19/2"} {
		if _, err := parley.ParseSubject(bad); !errors.Is(err, parley.ErrSubject) {
			t.Errorf("ParseSubject(%q): %v", bad, err)
		}
	}
}

func TestEditCheck(t *testing.T) {
	for _, c := range []struct {
		edit parley.Edit
		ok   bool
	}{
		{parley.Edit{Kind: parley.Accept, Target: []string{"c"}, Author: "ann"}, true},
		{parley.Edit{Kind: parley.Accept, Target: []string{"c"}}, false},
		{parley.Edit{Kind: parley.Accept, Author: "ann"}, false},
		{parley.Edit{Kind: parley.Correct, Target: []string{"c"}, Author: "ann"}, false},
		{parley.Edit{Kind: parley.Link, Target: []string{"m"}, Author: "ann"}, false},
		{parley.Edit{Kind: parley.Link, Target: []string{"m", "n"}, Author: "ann"}, true},
		{parley.Edit{Kind: parley.Mark, Target: []string{"c"}, Value: "whatever", Author: "ann"}, false},
		{parley.Edit{Kind: parley.Mark, Target: []string{"c"}, Value: "met", Author: "ann"}, true},
		{parley.Edit{Kind: "praise", Target: []string{"c"}, Author: "ann"}, false},
	} {
		if err := c.edit.Check(); (err == nil) != c.ok || err != nil && !errors.Is(err, parley.ErrEdit) {
			t.Errorf("%+v: %v", c.edit, err)
		}
	}
}

func TestLookup(t *testing.T) {
	first := parley.Subject{Kind: parley.MeetingSubject, Document: parley.DigestOf([]byte("a"))}
	second := parley.Subject{Kind: parley.MeetingSubject, Document: parley.DigestOf([]byte("b"))}
	id := func(s parley.Subject) string { return "eri-eth-" + s.Hash() }
	reg := &parley.Register{Processes: []parley.Process{{ID: id(first), Rounds: []parley.Round{
		{ID: id(first), Mentions: []parley.Mention{{Subject: first, ID: first.ID()}}},
		{ID: id(second), Mentions: []parley.Mention{{Subject: second, ID: second.ID()}}},
	}}}}
	for _, ask := range []string{id(first), "old-name-" + first.Hash(), first.Hash(), first.ID(), "eri-eth-" + first.Hash()[:5]} {
		if _, r, err := reg.Round(ask); err != nil || r.ID != id(first) {
			t.Errorf("%q: %v", ask, err)
		}
	}
	if _, _, err := reg.Round("eri"); !errors.Is(err, parley.ErrAmbiguous) {
		t.Errorf("a prefix of both: %v", err)
	}
	if _, _, err := reg.Round("xyz"); !errors.Is(err, parley.ErrNotFound) {
		t.Errorf("a prefix of none: %v", err)
	}
	if p, err := reg.Process("eri"); err != nil || p.ID != id(first) {
		t.Errorf("the process: %v", err)
	}
	if _, err := reg.Process(""); !errors.Is(err, parley.ErrNotFound) {
		t.Errorf("nothing asked: %v", err)
	}
}

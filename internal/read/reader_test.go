package read_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read"
	"github.com/parley-register/parley/internal/read/layer"
)

type front struct{ version string }

func (front) Adds() []string                    { return []string{layer.Sentences} }
func (f front) Version() string                 { return f.version }
func (front) Parse(d *parley.Document) *nlp.Doc { return &nlp.Doc{Source: d} }

type stage struct {
	name, version string
	needs, adds   []string
	read          func(*layer.Doc)
}

func (s stage) Name() string    { return s.name }
func (s stage) Needs() []string { return s.needs }
func (s stage) Adds() []string  { return s.adds }
func (s stage) Version() string { return s.version }
func (s stage) Read(d *layer.Doc) {
	if s.read != nil {
		s.read(d)
	}
}

var (
	actors   = stage{name: "actors", version: "1", needs: []string{layer.Sentences}, adds: []string{layer.Actors}}
	meetings = stage{name: "meetings", version: "1", needs: []string{layer.Actors}, adds: []string{layer.Meetings}}
)

func TestNewChecksTheOrderOfStages(t *testing.T) {
	if _, err := read.New(front{"1"}, actors, meetings); err != nil {
		t.Fatalf("a good order: %v", err)
	}
	for name, c := range map[string]struct {
		stages []read.Stage
		says   []string
	}{
		"needed later":    {[]read.Stage{meetings, actors}, []string{`"meetings"`, "needs actors", `put stage "actors" before it`}},
		"needed nowhere":  {[]read.Stage{meetings}, []string{"needs actors", "a stage that does"}},
		"added twice":     {[]read.Stage{actors, actors}, []string{"adds actors", `stage "actors" has added`}},
		"added by parser": {[]read.Stage{stage{name: "again", adds: []string{layer.Sentences}}}, []string{"the front has added"}},
	} {
		_, err := read.New(front{"1"}, c.stages...)
		if !errors.Is(err, read.ErrPipeline) {
			t.Errorf("%s: error %v, want ErrPipeline", name, err)
			continue
		}
		for _, s := range c.says {
			if !strings.Contains(err.Error(), s) {
				t.Errorf("%s: %q does not say %q", name, err, s)
			}
		}
	}
}

func TestFingerprintCoversEveryVersion(t *testing.T) {
	var seen []string
	newer := meetings
	newer.version = "2"
	for _, r := range []struct {
		f front
		s []read.Stage
	}{
		{front{"1"}, []read.Stage{actors, meetings}},
		{front{"2"}, []read.Stage{actors, meetings}},
		{front{"1"}, []read.Stage{actors, newer}},
		{front{"1"}, []read.Stage{actors}},
	} {
		reader, err := read.New(r.f, r.s...)
		if err != nil {
			t.Fatal(err)
		}
		if slices.Contains(seen, reader.Fingerprint()) {
			t.Errorf("two pipelines have the fingerprint %s", reader.Fingerprint())
		}
		seen = append(seen, reader.Fingerprint())
	}
}

func TestReadSetsAside(t *testing.T) {
	reader, err := read.New(front{"1"}, stage{name: "never", read: func(*layer.Doc) { t.Error("a document that is set aside reached a stage") }})
	if err != nil {
		t.Fatal(err)
	}
	french := strings.Repeat("Les deux ministres se sont rencontrés à Genève pour parler de la frontière et du commerce entre leurs pays. ", 4)
	for name, c := range map[string]struct {
		doc    parley.Document
		reason string
	}{
		"empty":       {parley.Document{Text: " \n"}, "no text"},
		"declared":    {parley.Document{Text: "The ministers met.", Language: "fr"}, "language: fr"},
		"recognised":  {parley.Document{Text: french}, "language: not English"},
		"wrong bytes": {parley.Document{Text: "The ministers \xff met."}, "text is not UTF-8"},
		"a book":      {parley.Document{Text: strings.Repeat("a ", read.MaxText)}, "too long"},
	} {
		r, err := reader.Read(context.Background(), &c.doc)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(r.Reason, c.reason) || r.AboutTalks || r.Meetings == nil {
			t.Errorf("%s: reason %q, about talks %v, meetings %v; want reason %q and an empty list", name, r.Reason, r.AboutTalks, r.Meetings, c.reason)
		}
	}
}

func TestReadEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	reader, err := read.New(front{"1"},
		stage{name: "first", read: func(*layer.Doc) { cancel() }},
		stage{name: "second", read: func(*layer.Doc) { t.Error("a stage ran after the end of the context") }})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := reader.Read(ctx, &parley.Document{Text: "The ministers met in Oslo."}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want context.Canceled", err)
	}
}

func TestReadWithoutTalksIsEmpty(t *testing.T) {
	reader, err := read.New(front{"1"}, stage{name: "statements", read: func(d *layer.Doc) {
		d.Reading.Statements = append(d.Reading.Statements, parley.Statement{Speaker: "a farmer"})
	}})
	if err != nil {
		t.Fatal(err)
	}
	r, err := reader.Read(context.Background(), &parley.Document{Text: "The harvest was good, a farmer said."})
	if err != nil {
		t.Fatal(err)
	}
	if r.AboutTalks || r.Reason != "no talks reported" || len(r.Statements) != 0 {
		t.Errorf("about talks %v, reason %q, %d statements; want an empty reading that says why", r.AboutTalks, r.Reason, len(r.Statements))
	}
}

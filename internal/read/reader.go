package read

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
)

// MaxText is the length in bytes above which a document is not read: no article
// is as long, and what is (a book, a dump) has no one set of meetings.
const MaxText = 2 << 20

// ErrPipeline is wrapped by the errors of New.
var ErrPipeline = errors.New("stages do not fit together")

// Reader reads documents. It is safe for concurrent use.
type Reader struct {
	front       Front
	stages      []Stage
	fingerprint string
	layers      map[string]bool
}

// New is a reader that runs the stages in the order given, after the front. It
// fails where a stage needs a layer that nothing before it adds, or adds one
// that is there already.
func New(front Front, stages ...Stage) (*Reader, error) {
	versions := []string{"pipeline/1", front.Version()}
	adder := map[string]string{}
	for _, l := range front.Adds() {
		adder[l] = "the front"
	}
	for i, s := range stages {
		var missing []string
		for _, l := range s.Needs() {
			if adder[l] == "" {
				missing = append(missing, l)
			}
		}
		if len(missing) > 0 {
			return nil, fmt.Errorf("%w: stage %q needs %s, which no stage before it adds; put %s before it", ErrPipeline, s.Name(), strings.Join(missing, ", "), laterAdder(stages[i:], missing))
		}
		for _, l := range s.Adds() {
			if by := adder[l]; by != "" {
				return nil, fmt.Errorf("%w: stage %q adds %s, which %s has added before it; leave one of them out", ErrPipeline, s.Name(), l, by)
			}
			adder[l] = "stage " + strconv.Quote(s.Name())
		}
		versions = append(versions, s.Name(), s.Version())
	}
	layers := map[string]bool{}
	for l := range adder {
		layers[l] = true
	}
	return &Reader{front: front, stages: slices.Clone(stages), fingerprint: parley.DigestOfFields(versions...).Short(), layers: layers}, nil
}

// Has reports whether the front or a stage adds the layer.
func (r *Reader) Has(layer string) bool { return r.layers[layer] }

func laterAdder(stages []Stage, missing []string) string {
	for _, s := range stages {
		if slices.ContainsFunc(s.Adds(), func(l string) bool { return slices.Contains(missing, l) }) {
			return "stage " + strconv.Quote(s.Name())
		}
	}
	return "a stage that does"
}

// Fingerprint names what this reader is made of: it changes whenever the
// reading of some document can change.
func (r *Reader) Fingerprint() string { return r.fingerprint }

// Read reads d. The error is that of ctx; a document that cannot be read has a
// reading that tells why.
func (r *Reader) Read(ctx context.Context, d *parley.Document) (*parley.Reading, error) {
	doc, err := r.Annotate(ctx, d)
	if err != nil {
		return nil, err
	}
	return &doc.Reading, nil
}

// Annotate reads d and returns all layers, for printing and for measuring them
// one by one. A document that is set aside has no tokens.
func (r *Reader) Annotate(ctx context.Context, d *parley.Document) (*layer.Doc, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	doc := &layer.Doc{Doc: &nlp.Doc{Source: d}, Reading: parley.Reading{Document: d.ID, Fingerprint: r.fingerprint}}
	if doc.Reading.Reason = setAside(d); doc.Reading.Reason != "" {
		doc.Reading.Sort()
		return doc, nil
	}
	doc.Doc = r.front.Parse(d)
	return doc, r.run(ctx, doc)
}

// Extend adds all layers to a document that is parsed already, such as one
// with tokens marked by hand. It is read whatever its language.
func (r *Reader) Extend(ctx context.Context, parsed *nlp.Doc) (*layer.Doc, error) {
	doc := &layer.Doc{Doc: parsed, Reading: parley.Reading{Document: parsed.Source.ID, Fingerprint: r.fingerprint}}
	return doc, r.run(ctx, doc)
}

func (r *Reader) run(ctx context.Context, doc *layer.Doc) error {
	for _, s := range r.stages {
		if err := ctx.Err(); err != nil {
			return err
		}
		s.Read(doc)
	}
	finish(&doc.Reading)
	return nil
}

// setAside is why d is not read, or "".
func setAside(d *parley.Document) string {
	switch {
	case len(d.Text) > MaxText:
		return fmt.Sprintf("too long: %d bytes, the limit is %d", len(d.Text), MaxText)
	case !utf8.ValidString(d.Text):
		return "text is not UTF-8"
	case strings.TrimSpace(d.Text) == "":
		return "no text"
	case d.Language != "" && d.Language != "en" && !strings.HasPrefix(d.Language, "en-"):
		return "language: " + d.Language
	case d.Language == "" && !looksEnglish(d.Text):
		return "language: not English"
	}
	return ""
}

// finish makes r one whole: in order, and empty where no talks are reported,
// for what is said in an article that reports none is not said about talks.
func finish(r *parley.Reading) {
	r.AboutTalks = len(r.Meetings) > 0
	if !r.AboutTalks {
		r.Statements, r.Positions, r.Reactions = nil, nil, nil
		if r.Reason == "" {
			r.Reason = "no talks reported"
		}
	}
	r.Sort()
}

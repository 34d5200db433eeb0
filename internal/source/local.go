package source

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/parley-register/parley"
)

// Local reads files, folders and standard input, and hands addresses on to Web.
type Local struct {
	// Web fetches an http or https address; nil where nothing may be fetched.
	Web   func(ctx context.Context, address string) (Input, error)
	Stdin io.Reader        // read for the path "-"
	Meta  map[string]Meta  // by base name of the file, with or without its ending
	Given Meta             // holds for every input; wins over Meta
	Now   func() time.Time // time of the capture
}

// Open yields the articles of all paths, in order: a folder's files by name,
// whatever their order on disk. An input that fails gives an [*Error] and the
// rest goes on; any other error ends the sequence.
func (l *Local) Open(ctx context.Context, paths []string) iter.Seq2[Input, error] {
	return func(yield func(Input, error) bool) {
		for _, path := range paths {
			inputs := l.path(path, true)
			if IsAddress(path) {
				inputs = l.web(ctx, path)
			}
			for in, err := range inputs {
				if ctx.Err() != nil {
					yield(Input{}, ctx.Err())
					return
				}
				if !yield(in, err) {
					return
				}
			}
		}
	}
}

// IsAddress reports whether a path that a user gave is an address on the web.
func IsAddress(path string) bool {
	lower := strings.ToLower(path)
	return strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://")
}

func (l *Local) web(ctx context.Context, address string) iter.Seq2[Input, error] {
	return func(yield func(Input, error) bool) {
		if l.Web == nil {
			yield(Input{}, &Error{address, errors.New("addresses are not fetched here; save the page and give parley the file")})
			return
		}
		in, err := l.Web(ctx, address)
		if err == nil {
			in.Meta = in.Meta.with(l.Given)
		}
		yield(in, err)
	}
}

func (l *Local) path(path string, named bool) iter.Seq2[Input, error] {
	return func(yield func(Input, error) bool) {
		if path == "-" {
			l.stdin(yield)
			return
		}
		info, err := os.Stat(path)
		switch {
		case err != nil:
			yield(Input{}, &Error{path, plain(err)})
		case info.IsDir():
			l.folder(path, yield)
		case !info.Mode().IsRegular():
			if named {
				yield(Input{}, &Error{path, errors.New("not a file or folder; parley reads regular files, folders and - for standard input")})
			}
		default:
			l.file(path, info.Size(), named, yield)
		}
	}
}

func (l *Local) folder(path string, yield func(Input, error) bool) {
	entries, err := os.ReadDir(path) // sorted by name
	if err != nil {
		yield(Input{}, &Error{path, plain(err)})
		return
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		for in, err := range l.path(filepath.Join(path, e.Name()), false) {
			if !yield(in, err) {
				return
			}
		}
	}
}

// kindByEnding is how a file is read; "" for what parley does not read.
func kindByEnding(path string) (kind Kind, lines bool) {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".txt", ".text":
		return Text, false
	case ".md", ".markdown":
		return Markdown, false
	case ".html", ".htm", ".xhtml":
		return HTML, false
	case ".json":
		return Record, false
	case ".jsonl", ".ndjson":
		return Record, true
	case ".eml":
		return Mail, false
	case ".pdf":
		return PDF, false
	}
	return "", false
}

// file reads one file. A file inside a folder that parley does not read is
// passed over; one that the user named is an error.
func (l *Local) file(path string, size int64, named bool, yield func(Input, error) bool) {
	archive := archiveByEnding(path)
	kind, lines := kindByEnding(path)
	if kind == "" && archive == nil || !named && filepath.Base(path) == "meta.jsonl" {
		if named {
			yield(Input{}, &Error{path, ErrKind})
		}
		return
	}
	f, err := os.Open(path)
	if err != nil {
		yield(Input{}, &Error{path, plain(err)})
		return
	}
	defer f.Close()
	switch {
	case archive != nil && size == 0:
		yield(Input{}, &Error{path, ErrEmpty})
	case archive != nil:
		archive(l, path, f, size, yield)
	case lines:
		l.lines(path, f, yield)
	case size > kind.limit():
		yield(Input{}, &Error{path, tooLong(size, kind.limit())})
	default:
		yield(l.whole(path, kind, f))
	}
}

// whole reads an input of a kind to its end.
func (l *Local) whole(path string, kind Kind, from io.Reader) (Input, error) {
	limit := kind.limit()
	body, err := io.ReadAll(io.LimitReader(from, limit+1))
	switch {
	case err != nil:
		return Input{}, &Error{path, plain(err)}
	case int64(len(body)) > limit:
		return Input{}, &Error{path, tooLong(int64(len(body)), limit)}
	case len(bytes.TrimSpace(body)) == 0:
		return Input{}, &Error{path, ErrEmpty}
	}
	return l.input(path, kind, body), nil
}

// stdin reads one article, or, where every line is a JSON object, many.
func (l *Local) stdin(yield func(Input, error) bool) {
	r := bufio.NewReader(l.Stdin)
	start, _ := r.Peek(1)
	if len(start) == 1 && start[0] == '{' {
		l.lines("-", r, yield)
		return
	}
	body, err := io.ReadAll(io.LimitReader(r, MaxHTML+1))
	head := strings.ToLower(string(bytes.TrimSpace(body[:min(len(body), 512)])))
	kind, limit := Text, MaxText
	if strings.HasPrefix(head, "<!doctype html") || strings.HasPrefix(head, "<html") {
		kind, limit = HTML, MaxHTML
	}
	switch {
	case err != nil:
		yield(Input{}, &Error{"standard input", err})
	case len(body) > limit:
		yield(Input{}, &Error{"standard input", tooLong(int64(len(body)), int64(limit))})
	case len(bytes.TrimSpace(body)) == 0:
		yield(Input{}, &Error{"standard input", errors.New("nothing came; give an article on standard input, or name files")})
	default:
		yield(l.input("stdin", kind, body), nil)
	}
}

// lines reads one record a line. A line that is too long is passed over and
// reported; the rest goes on.
func (l *Local) lines(path string, from io.Reader, yield func(Input, error) bool) {
	r := bufio.NewReaderSize(from, 1<<16)
	for n := 1; ; n++ {
		line, err := readLine(r, MaxText)
		name := fmt.Sprintf("%s:%d", path, n)
		switch {
		case errors.Is(err, io.EOF):
			if n == 1 {
				yield(Input{}, &Error{path, ErrEmpty})
			}
			return
		case errors.Is(err, ErrTooLong):
			if !yield(Input{}, &Error{name, err}) {
				return
			}
			continue
		case err != nil:
			yield(Input{}, &Error{name, plain(err)})
			return
		}
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		in := l.input(name, Record, line)
		in.Name = fmt.Sprintf("%s-%d", strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)), n)
		if !yield(in, nil) {
			return
		}
	}
}

// readLine reads to the next newline. Of a line longer than limit it keeps
// nothing but its length.
func readLine(r *bufio.Reader, limit int) ([]byte, error) {
	var line []byte
	size := 0
	for {
		part, err := r.ReadSlice('\n')
		size += len(part)
		if size <= limit {
			line = append(line, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF) && size > 0, err == nil:
			if size > limit {
				return nil, tooLong(int64(size), int64(limit))
			}
			return bytes.TrimRight(line, "\r\n"), nil
		}
		return nil, err
	}
}

func (l *Local) input(path string, kind Kind, body []byte) Input {
	base := filepath.Base(path)
	stem := strings.TrimSuffix(base, filepath.Ext(base))
	meta, ok := l.Meta[base]
	if !ok {
		meta = l.Meta[stem]
	}
	return Input{
		Name: stem,
		Kind: kind,
		Capture: parley.Capture{
			Digest: parley.DigestOf(body), URL: path, Fetched: l.Now().UTC(), Body: body,
			ContentType: kind.contentType(),
		},
		Meta: meta.with(l.Given),
	}
}

// with is m where w is silent.
func (m Meta) with(w Meta) Meta {
	for _, f := range []struct {
		into *string
		from string
	}{{&m.Published, w.Published}, {&m.Publisher, w.Publisher}, {&m.URL, w.URL}, {&m.Title, w.Title}} {
		if f.from != "" {
			*f.into = f.from
		}
	}
	return m
}

// ReadMeta reads a file of one [Meta] a line, for Local.Meta.
func ReadMeta(path string) (map[string]Meta, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, &Error{path, plain(err)}
	}
	defer f.Close()
	return DecodeMeta(path, f)
}

// DecodeMeta reads one [Meta] a line; name is for messages.
func DecodeMeta(name string, from io.Reader) (map[string]Meta, error) {
	metas := map[string]Meta{}
	r := bufio.NewReader(from)
	for n := 1; ; n++ {
		line, err := readLine(r, 1<<20)
		if errors.Is(err, io.EOF) {
			return metas, nil
		}
		if err != nil {
			return nil, &Error{fmt.Sprintf("%s:%d", name, n), err}
		}
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		var m Meta
		dec := json.NewDecoder(bytes.NewReader(line))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&m); err != nil {
			return nil, &Error{fmt.Sprintf("%s:%d", name, n), fmt.Errorf(`one JSON object a line is needed, {"file","published","publisher","url","title"}: %w`, err)}
		}
		if m.File == "" {
			return nil, &Error{fmt.Sprintf("%s:%d", name, n), errors.New(`"file" is missing; give the name of the file that the line speaks of`)}
		}
		if _, err := parley.ParseInterval(m.Published); err != nil {
			return nil, &Error{fmt.Sprintf("%s:%d", name, n), fmt.Errorf(`"published": %w`, err)}
		}
		metas[filepath.Base(m.File)] = m
	}
}

// plain is err without the path that the message names already.
func plain(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return &cause{"there is no such file or folder; check the path", p.Err}
		case errors.Is(err, fs.ErrPermission):
			return &cause{"it may not be read; check its permissions", p.Err}
		}
		return p.Err
	}
	return err
}

// cause is an error in words for the user, with the system's own behind it.
type cause struct {
	words string
	err   error
}

func (c *cause) Error() string { return c.words }
func (c *cause) Unwrap() error { return c.err }

// Kinds lists the file endings that are read, for messages and help.
func Kinds() []string {
	return slices.Clone([]string{".txt", ".md", ".html", ".json", ".jsonl", ".eml", ".pdf", ".warc", ".warc.gz", ".arc", ".zip", ".tar", ".tar.gz"})
}

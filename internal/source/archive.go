package source

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/source/httpbody"
	"github.com/parley-register/parley/internal/source/warc"
)

// Limits of an archive: what it unpacks to, beyond a small one.
const (
	maxUnpackRatio = 200
	freeUnpack     = 64 << 20
	maxDamage      = 1000 // places of damage that are reported of one file
)

// ErrBomb says that an archive is made to fill a disk.
var ErrBomb = errors.New("the archive unpacks to much more than it holds; unpack it yourself and give parley the files")

// archiveByEnding is how the files in an archive are read; nil for what is none.
func archiveByEnding(path string) func(l *Local, path string, f *os.File, size int64, yield func(Input, error) bool) {
	lower := strings.ToLower(path)
	has := func(endings ...string) bool {
		for _, e := range endings {
			if strings.HasSuffix(lower, e) {
				return true
			}
		}
		return false
	}
	switch {
	case has(".warc", ".warc.gz", ".warc.zst", ".warc.bz2", ".arc", ".arc.gz"):
		return (*Local).warc
	case has(".zip"):
		return (*Local).zip
	case has(".tar", ".tar.gz", ".tgz"):
		return (*Local).tar
	}
	return nil
}

// warc reads the pages of a web archive.
func (l *Local) warc(path string, f *os.File, size int64, yield func(Input, error) bool) {
	r := warc.NewReader(f, size)
	damaged := 0
	for {
		rec, err := r.Next()
		var d *warc.Damage
		switch {
		case errors.Is(err, io.EOF):
			return
		case errors.As(err, &d):
			if damaged++; damaged > maxDamage {
				yield(Input{}, &Error{path, errors.New("damaged in too many places; the rest was not read")})
				return
			}
			if !yield(Input{}, &Error{fmt.Sprintf("%s@%d", path, d.Offset), d.Err}) {
				return
			}
			continue
		case err != nil:
			yield(Input{}, &Error{path, plain(err)})
			return
		}
		in, ok, err := l.archived(path, rec)
		if !ok && err == nil {
			continue
		}
		if !yield(in, err) {
			return
		}
	}
}

// archived is the input of a record; ok is false for one that holds no article:
// a request, a picture, an answer that is not a page.
func (l *Local) archived(path string, rec *warc.Record) (in Input, ok bool, err error) {
	fail := func(err error) (Input, bool, error) {
		return Input{}, false, &Error{fmt.Sprintf("%s@%d %s", path, rec.Offset, rec.URL), err}
	}
	p, err := rec.Page(MaxFile)
	switch {
	case errors.Is(err, warc.ErrNotPage):
		return Input{}, false, nil
	case errors.Is(err, httpbody.ErrTooLong):
		return fail(tooLong(MaxFile+1, MaxFile))
	case err != nil:
		return fail(err)
	case p.Status != http.StatusOK || len(p.Body) == 0:
		return Input{}, false, nil
	}
	kind, known := KindOf(p.ContentType, p.Body)
	if !known || kind == Record || strings.HasSuffix(rec.URL, "/robots.txt") {
		return Input{}, false, nil
	}
	if int64(len(p.Body)) > kind.limit() {
		return fail(tooLong(int64(len(p.Body)), kind.limit()))
	}
	fetched := rec.Date
	if fetched.IsZero() {
		fetched = l.Now().UTC()
	}
	return Input{
		Name: NameOf(rec.URL), Kind: kind,
		Capture: parley.Capture{Digest: parley.DigestOf(p.Body), URL: rec.URL, ContentType: p.ContentType, Fetched: fetched, Body: p.Body},
		Meta:    l.Given,
		Bulk:    true,
	}, true, nil
}

// budget bounds what an archive unpacks to.
type budget struct{ left int64 }

func newBudget(size int64) *budget { return &budget{maxUnpackRatio*size + freeUnpack} }

func (b *budget) Read(r io.Reader) io.Reader { return &budgetReader{b, r} }

type budgetReader struct {
	b *budget
	r io.Reader
}

func (r *budgetReader) Read(p []byte) (int, error) {
	if r.b.left <= 0 {
		return 0, ErrBomb
	}
	n, err := r.r.Read(p)
	r.b.left -= int64(n)
	return n, err
}

// zip reads the files in a zip, in their order.
func (l *Local) zip(path string, f *os.File, size int64, yield func(Input, error) bool) {
	z, err := zip.NewReader(f, size)
	if err != nil {
		yield(Input{}, &Error{path, fmt.Errorf("this is no zip that can be read: %w", err)})
		return
	}
	b := newBudget(size)
	for _, e := range z.File {
		if e.FileInfo().IsDir() {
			continue
		}
		from, err := e.Open()
		if err != nil {
			if !yield(Input{}, &Error{path + "/" + e.Name, err}) {
				return
			}
			continue
		}
		on := l.entry(path+"/"+e.Name, b.Read(from), yield)
		from.Close()
		if !on || b.left <= 0 {
			return
		}
	}
}

// tar reads the files in a tar, compressed or not.
func (l *Local) tar(path string, f *os.File, size int64, yield func(Input, error) bool) {
	from := bufio.NewReader(f)
	b := newBudget(size)
	var r io.Reader = from
	if magic, _ := from.Peek(2); len(magic) == 2 && magic[0] == 0x1f && magic[1] == 0x8b {
		z, err := gzip.NewReader(from)
		if err != nil {
			yield(Input{}, &Error{path, fmt.Errorf("this is no gzip that can be read: %w", err)})
			return
		}
		r = z
	}
	t := tar.NewReader(b.Read(r))
	for {
		e, err := t.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			yield(Input{}, &Error{path, fmt.Errorf("this is no tar that can be read to its end: %w", err)})
			return
		}
		if e.Typeflag == tar.TypeReg && !l.entry(path+"/"+e.Name, t, yield) {
			return
		}
	}
}

// entry reads one file of an archive; what parley does not read is passed over.
func (l *Local) entry(name string, from io.Reader, yield func(Input, error) bool) bool {
	kind, lines := kindByEnding(name)
	base := name[strings.LastIndexByte(name, '/')+1:]
	switch {
	case kind == "" || base == "meta.jsonl" || strings.HasPrefix(base, ".") || strings.Contains(name, "/__MACOSX/"):
		return true
	case lines:
		on := true
		l.lines(name, from, func(in Input, err error) bool {
			on = yield(in, err)
			return on
		})
		return on
	}
	return yield(l.whole(name, kind, from))
}

package warc

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"crypto/sha1"
	"encoding/base32"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"strconv"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// Limits of a record.
const (
	maxHeader = 64 << 10
	maxBlock  = 32 << 20
	maxLine   = 16 << 10
)

// Record is one record of an archive.
type Record struct {
	Offset      int64 // in the file, of the record or of the gzip member that holds it
	Type        string
	URL         string
	Date        time.Time // UTC; zero when it is not there or cannot be read
	ContentType string    // of the block
	Header      textproto.MIMEHeader
	Block       []byte
}

// Damage is a place where the file cannot be read. The reader goes on after it.
type Damage struct {
	Offset int64
	Err    error
}

func (d *Damage) Error() string { return fmt.Sprintf("at byte %d: %v", d.Offset, d.Err) }

// Unwrap is the cause.
func (d *Damage) Unwrap() error { return d.Err }

// Causes of damage.
var (
	ErrNoRecord = errors.New("no record starts here")
	ErrCut      = errors.New("the record is cut short")
	ErrTooLong  = errors.New("the record is too long")
	ErrLength   = errors.New("the record is not as long as it says")
	ErrDigest   = errors.New("the record's digest does not hold")
)

// Reader reads the records of an archive.
type Reader struct {
	file   io.ReaderAt
	size   int64
	at     int64 // where the next record or member is looked for
	part   *part // the member or stream that is being read
	wasted int64 // bytes unpacked in vain
	done   bool
	arc    bool // the file is an ARC
	zipped bool // the file is gzip
}

var gzipMagic = []byte{0x1f, 0x8b, 0x08}

// NewReader reads a file of that many bytes.
func NewReader(file io.ReaderAt, size int64) *Reader {
	r := &Reader{file: file, size: size}
	head := make([]byte, min(size, 1<<20))
	n, _ := file.ReadAt(head, 0)
	head = head[:n]
	r.arc = bytes.HasPrefix(head, []byte("filedesc:"))
	// The first bytes may be damaged: what comes first tells.
	member, record := bytes.Index(head, gzipMagic), indexVersion(head)
	r.zipped = member >= 0 && (record < 0 || member < record) && !r.arc
	return r
}

// part is a stretch of unpacked bytes in which records follow each other.
type part struct {
	r      *bufio.Reader
	member bool  // of a gzip file: offsets inside mean nothing
	start  int64 // in the file
	raw    *counter
	pos    int64 // bytes read of r
	last   int64 // where in r the record that is being read starts
	z      *gzip.Reader
	lost   bool // lines are passed over until one starts a record
}

// counter counts what is read and is a byte reader, so that gzip reads no
// further than its member goes.
type counter struct {
	b *bufio.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.b.Read(p)
	c.n += int64(n)
	return n, err
}

func (c *counter) ReadByte() (byte, error) {
	b, err := c.b.ReadByte()
	if err == nil {
		c.n++
	}
	return b, err
}

// Next returns the next record; a *Damage, after which Next can be called again;
// or io.EOF.
func (r *Reader) Next() (*Record, error) {
	for !r.done {
		if r.part == nil {
			if err := r.open(); err != nil {
				return nil, err
			}
			continue
		}
		rec, err := r.part.record(r)
		switch {
		case err == nil:
			return rec, nil
		case r.part.member && (errors.Is(err, ErrDigest) || errors.Is(err, ErrTooLong) || errors.Is(err, ErrLength) || errors.Is(err, ErrNoRecord)):
			// The stream itself is sound: what comes next in it can be read.
			r.part.lost = true
			return nil, &Damage{r.part.start, err}
		case errors.Is(err, errPartEnd):
			r.closePart()
		default:
			return nil, r.damage(err)
		}
	}
	return nil, io.EOF
}

var errPartEnd = errors.New("end of part")

// open starts to read what is at r.at.
func (r *Reader) open() error {
	if r.at >= r.size {
		r.done = true
		return io.EOF
	}
	raw := &counter{b: bufio.NewReaderSize(io.NewSectionReader(r.file, r.at, r.size-r.at), 64<<10)}
	magic, _ := raw.b.Peek(4)
	p := &part{start: r.at, raw: raw}
	switch {
	case bytes.HasPrefix(magic, []byte{0x1f, 0x8b}):
		z, err := gzip.NewReader(raw)
		if err != nil {
			return r.skipTo(r.at, r.at+1, fmt.Errorf("the gzip member cannot be read: %w", err))
		}
		z.Multistream(false)
		p.r, p.member, p.z = bufio.NewReaderSize(z, 32<<10), true, z
	case r.at == 0 && bytes.HasPrefix(magic, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		z, err := zstd.NewReader(raw, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(128<<20))
		if err != nil {
			return r.skipTo(r.at, r.size, err)
		}
		p.r, p.member = bufio.NewReader(z.IOReadCloser()), true
	case r.at == 0 && bytes.HasPrefix(magic, []byte("BZh")):
		p.r, p.member = bufio.NewReader(bzip2.NewReader(raw)), true
	case r.zipped:
		return r.skipTo(r.at, r.at+1, ErrNoRecord)
	default:
		p.r = raw.b
	}
	r.part = p
	return nil
}

// closePart goes on behind the part that has ended.
func (r *Reader) closePart() {
	p := r.part
	r.part = nil
	if !p.member {
		r.at = r.size
		return
	}
	r.at = p.start + p.raw.n
	if p.raw.n == 0 {
		r.at = r.size
	}
}

// damage ends the part and looks for the next place to go on.
func (r *Reader) damage(err error) error {
	p := r.part
	r.part = nil
	if p.member {
		if p.raw.n > r.size-p.start {
			p.raw.n = r.size - p.start
		}
		r.wasted += p.pos + p.raw.n
		from := p.start + 1
		if r.wasted > 16*r.size+maxBlock {
			from = p.start + max(1, p.raw.n) // no more second looks at what was read
		}
		return r.skipTo(p.start, from, err)
	}
	return r.skipTo(p.start+p.recordAt(), p.start+p.recordAt()+1, err)
}

// skipTo moves to the next place, from there on, at which a record can start.
func (r *Reader) skipTo(damaged, from int64, err error) error {
	r.at = r.find(from)
	return &Damage{damaged, err}
}

// find looks for the next gzip member or, in plain files, the next line that
// starts a record.
func (r *Reader) find(from int64) int64 {
	const chunk = 64 << 10
	overlap := int64(maxLine)
	if r.zipped {
		overlap = 4
	}
	buf := make([]byte, chunk+overlap)
	for at := from; at < r.size; at += chunk {
		n, _ := r.file.ReadAt(buf, at)
		b := buf[:n]
		if r.zipped {
			if i := bytes.Index(b, gzipMagic); i >= 0 {
				return at + int64(i)
			}
			continue
		}
		if i := indexVersion(b); i >= 0 && i < chunk {
			if !r.arc {
				return at + int64(i)
			}
			b = b[:i+1]
		}
		for i := 0; r.arc && i < min(len(b), chunk); {
			if (at+int64(i) == 0 || lineBefore(r.file, b, at, i)) && r.startsRecord(b[i:]) {
				return at + int64(i)
			}
			j := bytes.IndexByte(b[i:], '\n')
			if j < 0 {
				break
			}
			i += j + 1
		}
	}
	return r.size
}

// isVersion reports whether b starts as a WARC record does.
func isVersion(b []byte) bool {
	return len(b) >= 8 && string(b[:5]) == "WARC/" && (b[5] == '0' || b[5] == '1') && b[6] == '.'
}

// indexVersion finds the start of a WARC record, at the start of a line or, when
// the end of the line before is damaged, inside one.
func indexVersion(b []byte) int {
	for at := 0; ; {
		i := bytes.Index(b[at:], []byte("WARC/"))
		if i < 0 {
			return -1
		}
		if at += i; isVersion(b[at:]) {
			return at
		}
		at++
	}
}

// lineBefore reports whether the byte before i ends a line.
func lineBefore(file io.ReaderAt, b []byte, at int64, i int) bool {
	if i > 0 {
		return b[i-1] == '\n'
	}
	var one [1]byte
	_, err := file.ReadAt(one[:], at-1)
	return err == nil && one[0] == '\n'
}

func (r *Reader) startsRecord(b []byte) bool {
	if isVersion(b) {
		return true
	}
	if !r.arc {
		return false
	}
	line, _, ok := bytes.Cut(b[:min(len(b), maxLine)], []byte("\n"))
	if !ok {
		return false
	}
	_, err := parseArc(string(line))
	return err == nil
}

func (p *part) recordAt() int64 { return p.last }

// record reads one record of the part.
func (p *part) record(r *Reader) (*Record, error) {
	// Blank lines part records.
	for {
		b, err := p.r.ReadByte()
		if err != nil {
			if errors.Is(err, io.EOF) {
				return nil, errPartEnd
			}
			return nil, err
		}
		p.pos++
		if b != '\r' && b != '\n' {
			_ = p.r.UnreadByte()
			p.pos--
			break
		}
	}
	p.last = p.pos
	line, err := p.line()
	for p.lost && (err == nil && !r.startsRecord([]byte(line+"\n")) || errors.Is(err, ErrNoRecord)) {
		line, err = p.line()
	}
	if p.lost && errors.Is(err, ErrCut) {
		return nil, errPartEnd
	}
	p.lost = false
	if err != nil {
		return nil, err
	}
	rec := &Record{Offset: p.start}
	if !p.member {
		rec.Offset += p.last
	}
	if strings.HasPrefix(line, "WARC/") {
		return rec, p.warc(rec)
	}
	head, err := parseArc(line)
	if err != nil {
		return nil, ErrNoRecord
	}
	r.arc = true
	return rec, p.arcRecord(rec, head)
}

// line reads a line without its end.
func (p *part) line() (string, error) {
	var b []byte
	for {
		frag, err := p.r.ReadSlice('\n')
		p.pos += int64(len(frag))
		b = append(b, frag...)
		switch {
		case len(b) > maxLine:
			return "", ErrNoRecord
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF):
			return "", ErrCut
		case err != nil:
			return "", err
		}
		return strings.TrimRight(string(b), "\r\n"), nil
	}
}

func (p *part) warc(rec *Record) error {
	rec.Header = textproto.MIMEHeader{}
	size, last := 0, ""
	for {
		line, err := p.line()
		if err != nil {
			return err
		}
		if line == "" {
			break
		}
		if size += len(line); size > maxHeader {
			return ErrTooLong
		}
		if isVersion([]byte(line)) {
			return ErrNoRecord // the next record; this one has lost its end
		}
		if (line[0] == ' ' || line[0] == '\t') && last != "" {
			v := rec.Header[last]
			v[len(v)-1] += " " + strings.TrimSpace(line)
			continue
		}
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		last = textproto.CanonicalMIMEHeaderKey(strings.TrimSpace(key))
		rec.Header[last] = append(rec.Header[last], strings.TrimSpace(value))
	}
	length, err := strconv.ParseInt(rec.Header.Get("Content-Length"), 10, 64)
	if err != nil || length < 0 {
		return ErrLength
	}
	rec.Type = strings.ToLower(rec.Header.Get("Warc-Type"))
	rec.URL = strings.Trim(rec.Header.Get("Warc-Target-Uri"), "<>")
	rec.ContentType = rec.Header.Get("Content-Type")
	if t, err := time.Parse(time.RFC3339Nano, rec.Header.Get("Warc-Date")); err == nil {
		rec.Date = t.UTC()
	}
	if err := p.block(rec, length); err != nil {
		return err
	}
	return checkDigest(rec)
}

// block reads the block of a record and checks that the record ends after it.
func (p *part) block(rec *Record, length int64) error {
	if length > maxBlock {
		n, err := io.CopyN(io.Discard, p.r, length)
		p.pos += n
		if err != nil {
			return cut(err)
		}
		return fmt.Errorf("%w: %d bytes where %d are the limit", ErrTooLong, length, maxBlock)
	}
	var b bytes.Buffer
	for {
		n, err := io.CopyN(&b, p.r, length-int64(b.Len())) // grows as bytes come, whatever the header says
		p.pos += n
		if err == nil {
			break
		}
		// Some archivers cut records into several gzip members.
		if !errors.Is(err, io.EOF) || p.z == nil || b.Len() == 0 || !p.nextMember() {
			return cut(err)
		}
	}
	rec.Block = b.Bytes()
	after, err := p.r.Peek(12)
	if err != nil && !errors.Is(err, io.EOF) {
		return err // the member's checksum, above all
	}
	if rec.Header == nil || endsRecord(rec.Block, after) {
		return nil
	}
	return ErrLength
}

// endsRecord reports whether a WARC record can end where its length says: two
// line ends follow and then the next record or nothing. Where archivers forgot
// the line ends, or the next record's start is damaged, a record inside the block
// tells that the length is wrong.
func endsRecord(block, after []byte) bool {
	rest, two := bytes.CutPrefix(after, []byte("\r\n\r\n"))
	if two && (len(rest) == 0 || bytes.HasPrefix(rest, []byte("WARC/"))) {
		return true
	}
	if bytes.Contains(block, []byte("\nWARC/1.")) {
		return false
	}
	rest = bytes.TrimLeft(after, "\r\n")
	return two || len(rest) == 0 || bytes.HasPrefix(after, []byte("\n\n")) || len(after)-len(rest) <= 4 && bytes.Contains(rest, []byte("WARC/"))
}

// nextMember goes on with the gzip member that follows.
func (p *part) nextMember() bool {
	magic, _ := p.raw.b.Peek(2)
	if !bytes.Equal(magic, []byte{0x1f, 0x8b}) || p.z.Reset(p.raw) != nil {
		return false
	}
	p.z.Multistream(false)
	p.r.Reset(p.z)
	return true
}

func cut(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return ErrCut
	}
	return err
}

func checkDigest(rec *Record) error {
	name, want, ok := strings.Cut(rec.Header.Get("Warc-Block-Digest"), ":")
	if !ok || !strings.EqualFold(name, "sha1") {
		return nil
	}
	sum := sha1.Sum(rec.Block)
	if strings.EqualFold(want, hex.EncodeToString(sum[:])) || strings.EqualFold(want, base32.StdEncoding.EncodeToString(sum[:])) {
		return nil
	}
	if len(want) != 40 && len(want) != 32 {
		return nil // not a digest that can be checked
	}
	return ErrDigest
}

// arcHead is the line that starts an ARC record.
type arcHead struct {
	url, mime string
	date      time.Time
	length    int64
}

func parseArc(line string) (arcHead, error) {
	f := strings.Split(line, " ")
	for _, tail := range []int{4, 9} { // version 1, version 2
		if len(f) <= tail {
			continue
		}
		url := strings.Join(f[:len(f)-tail], " ")
		length, err := strconv.ParseInt(f[len(f)-1], 10, 64)
		date := f[len(f)-tail+1]
		if err != nil || length < 0 || !strings.Contains(url, ":") || len(date) < 8 || strings.Trim(date, "0123456789") != "" {
			continue
		}
		h := arcHead{url: url, mime: f[len(f)-tail+2], length: length}
		if t, err := time.Parse("20060102150405", date[:min(14, len(date))]); err == nil {
			h.date = t
		}
		return h, nil
	}
	return arcHead{}, ErrNoRecord
}

func (p *part) arcRecord(rec *Record, h arcHead) error {
	rec.URL, rec.Date, rec.ContentType, rec.Type = h.url, h.date, h.mime, "response"
	if strings.HasPrefix(h.url, "filedesc:") {
		rec.Type = "warcinfo"
	}
	return p.block(rec, h.length)
}

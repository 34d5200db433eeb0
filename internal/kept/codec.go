package kept

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"reflect"
	"sync"
	"time"

	"github.com/parley-register/parley"
)

// ErrDamaged is wrapped by the errors about bytes that nobody here has written.
var ErrDamaged = errors.New("these are not the bytes of a register that was kept")

// codec writes and reads the values of one type.
type codec struct {
	write func(*writer, reflect.Value)
	read  func(*reader, reflect.Value)
	least int // how many bytes a value takes at least
}

// writer gathers a value. Strings and claims are written once, before it.
type writer struct {
	b       []byte
	strings map[string]uint64
	text    []string
	claims  map[parley.Digest][]uint64 // by ID, of which an analyst's correction makes another content
	cited   []*parley.Claim
}

// reader reads from the front of s; bad is set once that cannot be.
type reader struct {
	s      string
	text   []string
	claims []parley.Claim
	bad    bool
}

// Marshal is v as bytes: its strings, its claims, itself.
func Marshal[T any](v *T) []byte {
	w := &writer{strings: map[string]uint64{}, claims: map[parley.Digest][]uint64{}}
	codecOf(reflect.TypeFor[T]()).write(w, reflect.ValueOf(v).Elem())
	body := w.b
	w.b = nil
	claim := codecOf(reflect.TypeFor[parley.Claim]())
	for _, c := range w.cited { // a claim names no other
		claim.write(w, reflect.ValueOf(c).Elem())
	}
	claims := w.b
	out := binary.AppendUvarint(nil, uint64(len(w.text)))
	for _, s := range w.text {
		out = binary.AppendUvarint(out, uint64(len(s)))
	}
	for _, s := range w.text {
		out = append(out, s...)
	}
	out = binary.AppendUvarint(out, uint64(len(w.cited)))
	out = append(out, claims...)
	return append(out, body...)
}

// Unmarshal reads what Marshal has written of a T.
func Unmarshal[T any](b []byte) (*T, error) {
	v := new(T)
	r := &reader{s: string(b)}
	lengths := make([]int, r.count(1))
	for i := range lengths {
		lengths[i] = r.count(1)
	}
	r.text = make([]string, len(lengths))
	for i, n := range lengths {
		r.text[i] = r.take(n)
	}
	claim := codecOf(reflect.TypeFor[parley.Claim]())
	r.claims = make([]parley.Claim, r.count(claim.least))
	for i := range r.claims {
		claim.read(r, reflect.ValueOf(&r.claims[i]).Elem())
	}
	codecOf(reflect.TypeFor[T]()).read(r, reflect.ValueOf(v).Elem())
	if r.bad || r.s != "" {
		return nil, ErrDamaged
	}
	return v, nil
}

var codecs sync.Map // reflect.Type to *codec

// codecOf is how values of a type are written: basic values, strings, structs
// field by field, slices and pointers, of which nil is one of its own; times as
// RFC 3339 has them, and claims by their number. A type that could not be written
// is a mistake in this program: it panics, and no test would pass.
func codecOf(t reflect.Type) *codec {
	if c, ok := codecs.Load(t); ok {
		return c.(*codec)
	}
	c := makeCodec(t)
	codecs.Store(t, c)
	return c
}

func makeCodec(t reflect.Type) *codec {
	switch t {
	case reflect.TypeFor[time.Time]():
		return &codec{writeTime, readTime, 1}
	case reflect.TypeFor[parley.Moment]():
		return &codec{writeMoment, readMoment, 1}
	case reflect.TypeFor[*parley.Claim]():
		return &codec{writeClaim, readClaim, 1}
	case reflect.TypeFor[[]*parley.Claim]():
		return &codec{writeClaims, readClaims, 1}
	}
	switch t.Kind() {
	case reflect.String:
		return &codec{
			func(w *writer, v reflect.Value) { w.string(v.String()) },
			func(r *reader, v reflect.Value) { v.SetString(r.string()) }, 1,
		}
	case reflect.Int, reflect.Int64:
		return &codec{
			func(w *writer, v reflect.Value) { w.b = binary.AppendVarint(w.b, v.Int()) },
			func(r *reader, v reflect.Value) { v.SetInt(r.varint()) }, 1,
		}
	case reflect.Bool:
		return &codec{
			func(w *writer, v reflect.Value) { w.b = append(w.b, bit(v.Bool())) },
			func(r *reader, v reflect.Value) { v.SetBool(r.byte() != 0) }, 1,
		}
	case reflect.Float64:
		return &codec{
			func(w *writer, v reflect.Value) {
				w.b = binary.LittleEndian.AppendUint64(w.b, math.Float64bits(v.Float()))
			},
			func(r *reader, v reflect.Value) {
				if b := r.take(8); b != "" {
					v.SetFloat(math.Float64frombits(binary.LittleEndian.Uint64([]byte(b))))
				}
			}, 8,
		}
	case reflect.Struct:
		return structCodec(t)
	case reflect.Slice:
		return sliceCodec(t)
	case reflect.Pointer:
		return pointerCodec(t)
	}
	panic(fmt.Sprintf("kept: a value of type %s cannot be written down", t))
}

func structCodec(t reflect.Type) *codec {
	fields := make([]*codec, t.NumField())
	least := 0
	for i := range fields {
		if f := t.Field(i); !f.IsExported() {
			panic(fmt.Sprintf("kept: field %s of %s cannot be written down", f.Name, t))
		}
		fields[i] = codecOf(t.Field(i).Type)
		least += fields[i].least
	}
	return &codec{
		func(w *writer, v reflect.Value) {
			for i, f := range fields {
				f.write(w, v.Field(i))
			}
		},
		func(r *reader, v reflect.Value) {
			for i, f := range fields {
				f.read(r, v.Field(i))
			}
		}, max(1, least),
	}
}

func sliceCodec(t reflect.Type) *codec {
	of := codecOf(t.Elem())
	return &codec{
		func(w *writer, v reflect.Value) {
			if v.IsNil() {
				w.b = append(w.b, 0)
				return
			}
			w.b = binary.AppendUvarint(w.b, uint64(v.Len())+1)
			for i := range v.Len() {
				of.write(w, v.Index(i))
			}
		},
		func(r *reader, v reflect.Value) {
			n, ok := r.length(of.least)
			if !ok {
				return
			}
			s := reflect.MakeSlice(t, n, n)
			for i := 0; i < n && !r.bad; i++ {
				of.read(r, s.Index(i))
			}
			v.Set(s)
		}, 1,
	}
}

func pointerCodec(t reflect.Type) *codec {
	to := codecOf(t.Elem())
	return &codec{
		func(w *writer, v reflect.Value) {
			w.b = append(w.b, bit(!v.IsNil()))
			if !v.IsNil() {
				to.write(w, v.Elem())
			}
		},
		func(r *reader, v reflect.Value) {
			if r.byte() != 0 {
				v.Set(reflect.New(t.Elem()))
				to.read(r, v.Elem())
			}
		}, 1,
	}
}

func writeTime(w *writer, v reflect.Value) {
	b, err := v.Interface().(time.Time).MarshalBinary()
	if err != nil { // a zone of odd seconds, which nothing here has
		b, _ = v.Interface().(time.Time).UTC().MarshalBinary() //nolint:errcheck // UTC always can
	}
	w.string(string(b))
}

func readTime(r *reader, v reflect.Value) {
	if err := v.Addr().Interface().(*time.Time).UnmarshalBinary([]byte(r.string())); err != nil {
		r.fail()
	}
}

// The parts of a moment that are there, a bit for each.
const (
	hasYear byte = 1 << iota
	hasMonth
	hasDay
	hasHour
	hasMinute
	hasClock
	isApproximate
	isUncertain
)

func writeMoment(w *writer, v reflect.Value) {
	m := v.Interface().(parley.Moment)
	at := len(w.b)
	w.b = append(w.b, 0)
	for i, n := range []int{m.Year, m.Month, m.Day, m.Hour, m.Minute} {
		if n != 0 {
			w.b[at] |= 1 << i
			w.b = binary.AppendVarint(w.b, int64(n))
		}
	}
	w.b[at] |= bit(m.Clock)*hasClock | bit(m.Approximate)*isApproximate | bit(m.Uncertain)*isUncertain
}

func readMoment(r *reader, v reflect.Value) {
	m := v.Addr().Interface().(*parley.Moment)
	has := r.byte()
	for i, n := range []*int{&m.Year, &m.Month, &m.Day, &m.Hour, &m.Minute} {
		if has&(1<<i) != 0 {
			*n = int(r.varint())
		}
	}
	m.Clock, m.Approximate, m.Uncertain = has&hasClock != 0, has&isApproximate != 0, has&isUncertain != 0
}

func writeClaim(w *writer, v reflect.Value) { w.claim(v.Interface().(*parley.Claim)) }

func readClaim(r *reader, v reflect.Value) { *v.Addr().Interface().(**parley.Claim) = r.claim() }

func writeClaims(w *writer, v reflect.Value) {
	claims := v.Interface().([]*parley.Claim)
	if claims == nil {
		w.b = append(w.b, 0)
		return
	}
	w.b = binary.AppendUvarint(w.b, uint64(len(claims))+1)
	for _, c := range claims {
		w.claim(c)
	}
}

func readClaims(r *reader, v reflect.Value) {
	n, ok := r.length(1)
	if !ok {
		return
	}
	claims := make([]*parley.Claim, n)
	for i := range claims {
		claims[i] = r.claim()
	}
	*v.Addr().Interface().(*[]*parley.Claim) = claims
}

// claim writes the number of c from 1, or 0 for none.
func (w *writer) claim(c *parley.Claim) {
	if c == nil {
		w.b = append(w.b, 0)
		return
	}
	for _, n := range w.claims[c.ID] {
		if d := w.cited[n]; d == c || reflect.DeepEqual(c, d) {
			w.b = binary.AppendUvarint(w.b, n+1)
			return
		}
	}
	n := uint64(len(w.cited))
	w.claims[c.ID] = append(w.claims[c.ID], n)
	w.cited = append(w.cited, c)
	w.b = binary.AppendUvarint(w.b, n+1)
}

func (r *reader) claim() *parley.Claim {
	n := r.uvarint()
	if n == 0 || n > uint64(len(r.claims)) {
		if n != 0 {
			r.fail()
		}
		return nil
	}
	return &r.claims[n-1]
}

func (w *writer) string(s string) {
	n, ok := w.strings[s]
	if !ok {
		n = uint64(len(w.text))
		w.strings[s] = n
		w.text = append(w.text, s)
	}
	w.b = binary.AppendUvarint(w.b, n)
}

func (r *reader) string() string {
	n := r.uvarint()
	if n >= uint64(len(r.text)) {
		r.fail()
		return ""
	}
	return r.text[n]
}

func bit(b bool) byte {
	if b {
		return 1
	}
	return 0
}

func (r *reader) fail() { r.bad, r.s = true, "" }

func (r *reader) take(n int) string {
	if n < 0 || n > len(r.s) {
		r.fail()
		return ""
	}
	out := r.s[:n]
	r.s = r.s[n:]
	return out
}

func (r *reader) byte() byte {
	if r.s == "" {
		r.bad = true
		return 0
	}
	b := r.s[0]
	r.s = r.s[1:]
	return b
}

func (r *reader) uvarint() uint64 {
	var v uint64
	for i := 0; i < len(r.s) && i < binary.MaxVarintLen64; i++ {
		b := r.s[i]
		v |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			r.s = r.s[i+1:]
			return v
		}
	}
	r.fail()
	return 0
}

func (r *reader) varint() int64 {
	u := r.uvarint()
	return int64(u>>1) ^ -int64(u&1) //nolint:gosec // the zigzag form of package binary
}

// count is a number of things of which each takes at least so many bytes.
func (r *reader) count(least int) int {
	n := r.uvarint()
	if n > uint64(len(r.s)/least) {
		r.fail()
		return 0
	}
	return int(n)
}

// length is that of a slice, and false for one that is nil or cannot be.
func (r *reader) length(least int) (int, bool) {
	n := r.uvarint()
	if n == 0 || n-1 > uint64(len(r.s)/least) {
		if n != 0 {
			r.fail()
		}
		return 0, false
	}
	return int(n - 1), true
}

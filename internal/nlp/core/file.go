package core

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/bits"
)

// A model file is
//
//	"parley language model\n"   magic
//	uint32                      length of the manifest, little-endian
//	manifest                    JSON
//	payload                     the tensors, one behind the other
//
// so that head -c shows a person what the file is.
const magic = "parley language model\n"

// FormatVersion is the version of the model format, which covers the hashing of
// words and the arithmetic: a model of another version gives other results.
const FormatVersion = 1

// Limits on what a file may claim, so that a hostile one cannot make Load
// allocate more than a few times its own size.
const (
	maxManifest = 1 << 20
	maxTensors  = 256
	maxFloat    = 1e4 // keeps all arithmetic finite
)

// ErrFile is returned for bytes that are not a usable model.
var ErrFile = errors.New("not a usable language model; build one with: go run ./internal/nlp/train/cmd -data DIR -out FILE")

// Manifest says what a model is made of and from.
type Manifest struct {
	Format      int                `json:"format"`
	Name        string             `json:"name"`
	Licence     string             `json:"licence"`
	Attribution string             `json:"attribution"`
	Seed        uint64             `json:"seed"`
	Options     map[string]string  `json:"options,omitempty"` // of the training
	Data        []DataFile         `json:"data"`
	Scores      map[string]float64 `json:"scores,omitempty"` // measured on the finished model, per cent
	Tags        []string           `json:"tags"`             // "UPOS XPOS", numbered as the tagger's classes
	Relations   []string           `json:"relations,omitempty"`
	Sizes       *Sizes             `json:"sizes,omitempty"` // of the network; absent: only the tagger is there
	Payload     string             `json:"payload"`         // SHA-256 of the tensors
	Tensors     []TensorInfo       `json:"tensors"`
}

// DataFile names a file that the model was trained on.
type DataFile struct {
	Path   string `json:"path"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
	Use    string `json:"use"` // train, vectors
}

// TensorInfo names an array in the payload.
type TensorInfo struct {
	Name string `json:"name"`
	Type string `json:"type"` // int8, float32, uint64, little-endian; or sparse8
	Rows int    `json:"rows"`
	Cols int    `json:"cols"`
	// Size is the number of bytes of a sparse8 tensor: for each row of 64
	// columns, the bits of those that are not zero, then their values.
	Size int `json:"size,omitempty"`
}

func (t TensorInfo) size() (int, bool) {
	if t.Type == "sparse8" {
		return t.Size, t.Cols == 64 && t.Rows >= 0 && t.Rows <= 1<<20 && t.Size >= 0
	}
	width := map[string]int{"int8": 1, "float32": 4, "uint64": 8}[t.Type]
	if width == 0 || t.Rows < 0 || t.Cols < 0 || t.Rows > 1<<28 || t.Cols > 1<<20 {
		return 0, false
	}
	n := int64(t.Rows) * int64(t.Cols) * int64(width)
	return int(n), n <= math.MaxInt32
}

// A File is a model as it is stored: a manifest and named arrays.
type File struct {
	Manifest Manifest
	tensors  map[string][]byte
}

// Add appends an array. It is for the trainer.
func (f *File) Add(name string, rows, cols int, data any) error {
	var typ string
	switch data.(type) {
	case []int8:
		typ = "int8"
	case []float32:
		typ = "float32"
	case []uint64:
		typ = "uint64"
	default:
		return fmt.Errorf("tensor %s: type %T is not stored", name, data)
	}
	b, err := binary.Append(nil, binary.LittleEndian, data)
	if err != nil {
		return fmt.Errorf("tensor %s: %w", name, err)
	}
	return f.add(TensorInfo{Name: name, Type: typ, Rows: rows, Cols: cols}, b)
}

// AddSparse appends an array of rows of 64 codes, most of them zero.
func (f *File) AddSparse(name string, codes []int8) error {
	var b []byte
	for i := 0; i+64 <= len(codes); i += 64 {
		at := len(b)
		b = append(b, 0, 0, 0, 0, 0, 0, 0, 0)
		var mask uint64
		for c, v := range codes[i : i+64] {
			if v != 0 {
				mask |= 1 << c
				b = append(b, byte(v))
			}
		}
		binary.LittleEndian.PutUint64(b[at:], mask)
	}
	return f.add(TensorInfo{Name: name, Type: "sparse8", Rows: len(codes) / 64, Cols: 64, Size: len(b)}, b)
}

func (f *File) add(info TensorInfo, b []byte) error {
	if n, ok := info.size(); !ok || n != len(b) {
		return fmt.Errorf("tensor %s: %d bytes do not make %d × %d of %s", info.Name, len(b), info.Rows, info.Cols, info.Type)
	}
	if f.tensors == nil {
		f.tensors = map[string][]byte{}
	}
	f.tensors[info.Name] = b
	f.Manifest.Tensors = append(f.Manifest.Tensors, info)
	return nil
}

// Encode writes the file; equal files have equal bytes.
func (f *File) Encode() ([]byte, error) {
	var payload []byte
	for _, t := range f.Manifest.Tensors {
		payload = append(payload, f.tensors[t.Name]...)
	}
	sum := sha256.Sum256(payload)
	f.Manifest.Payload = hex.EncodeToString(sum[:])
	f.Manifest.Format = FormatVersion
	m, err := json.MarshalIndent(&f.Manifest, "", " ")
	if err != nil {
		return nil, err
	}
	m = append(m, '\n')
	out := append([]byte(magic), 0, 0, 0, 0)
	binary.LittleEndian.PutUint32(out[len(magic):], uint32(len(m)))
	out = append(out, m...)
	return append(out, payload...), nil
}

// DecodeFile reads a file and checks its payload against the manifest.
func DecodeFile(b []byte) (*File, error) {
	bad := func(format string, args ...any) (*File, error) {
		return nil, fmt.Errorf("%w: %s", ErrFile, fmt.Sprintf(format, args...))
	}
	rest, ok := bytes.CutPrefix(b, []byte(magic))
	if !ok || len(rest) < 4 {
		return bad("it does not begin with %q", magic)
	}
	n := int64(binary.LittleEndian.Uint32(rest))
	rest = rest[4:]
	if n > maxManifest || n > int64(len(rest)) {
		return bad("its manifest is cut off")
	}
	f := &File{tensors: map[string][]byte{}}
	if err := json.Unmarshal(rest[:n], &f.Manifest); err != nil {
		return bad("its manifest cannot be read: %v", err)
	}
	payload := rest[n:]
	if f.Manifest.Format != FormatVersion {
		return bad("its format is %d, this program reads %d", f.Manifest.Format, FormatVersion)
	}
	if len(f.Manifest.Tensors) > maxTensors {
		return bad("it names %d tensors", len(f.Manifest.Tensors))
	}
	if sum := sha256.Sum256(payload); hex.EncodeToString(sum[:]) != f.Manifest.Payload {
		return bad("its payload is damaged")
	}
	for _, t := range f.Manifest.Tensors {
		size, ok := t.size()
		if !ok || size > len(payload) {
			return bad("tensor %q does not fit", t.Name)
		}
		if _, twice := f.tensors[t.Name]; twice {
			return bad("tensor %q is there twice", t.Name)
		}
		f.tensors[t.Name] = payload[:size]
		payload = payload[size:]
	}
	if len(payload) != 0 {
		return bad("%d bytes follow the last tensor", len(payload))
	}
	return f, nil
}

// shape returns the bytes of a tensor that must have the given type and shape.
func (f *File) shape(name, typ string, rows, cols int) ([]byte, error) {
	for _, t := range f.Manifest.Tensors {
		if t.Name != name {
			continue
		}
		if t.Type != typ || t.Rows != rows || t.Cols != cols {
			return nil, fmt.Errorf("%w: tensor %s is %d × %d of %s, needed %d × %d of %s",
				ErrFile, name, t.Rows, t.Cols, t.Type, rows, cols, typ)
		}
		return f.tensors[name], nil
	}
	return nil, fmt.Errorf("%w: tensor %s is missing", ErrFile, name)
}

// rows is the number of rows of a tensor, 0 where it is missing.
func (f *File) rows(name string) int {
	for _, t := range f.Manifest.Tensors {
		if t.Name == name {
			return t.Rows
		}
	}
	return 0
}

// scaled reads a table in 8 bits with a scale for each row, "name" and
// "name scale", as its codes and scales.
func (f *File) scaled(name string, rows, cols int) ([]int8, []float32, error) {
	codes, err := f.int8s(name, rows, cols)
	if err != nil {
		return nil, nil, err
	}
	for i, v := range codes {
		if v == -128 {
			codes[i] = -127 // never written; it would leave the range of the sums
		}
	}
	scale, err := f.floats(name+" scale", 1, rows)
	return codes, scale, err
}

func (f *File) int8s(name string, rows, cols int) ([]int8, error) {
	b, err := f.shape(name, "int8", rows, cols)
	if err != nil {
		return nil, err
	}
	out := make([]int8, len(b))
	for i, v := range b {
		out[i] = int8(v)
	}
	return out, nil
}

// AddScaled appends a table in 8 bits, each row on its own scale.
func (f *File) AddScaled(name string, rows, cols int, v []float32) error {
	codes, scale := make([]int8, rows*cols), make([]float32, rows)
	for r := range rows {
		row := v[r*cols : (r+1)*cols]
		var top float32
		for _, x := range row {
			top = max(top, abs(x))
		}
		if top == 0 {
			continue
		}
		scale[r] = top / 127
		for c, x := range row {
			codes[r*cols+c] = int8(math.RoundToEven(float64(x) / float64(scale[r])))
		}
	}
	if err := f.Add(name, rows, cols, codes); err != nil {
		return err
	}
	return f.Add(name+" scale", 1, rows, scale)
}

// Scaled returns a table that AddScaled stored, as far as 8 bits hold it.
func (f *File) Scaled(name string, rows, cols int) ([]float32, error) {
	codes, scale, err := f.scaled(name, rows, cols)
	if err != nil {
		return nil, err
	}
	out := make([]float32, len(codes))
	for i, c := range codes {
		out[i] = float32(c) * scale[i/cols]
	}
	return out, nil
}

// Floats returns a table of numbers.
func (f *File) Floats(name string, rows, cols int) ([]float32, error) {
	return f.floats(name, rows, cols)
}

// sparse calls set for each code that is not zero.
func (f *File) sparse(name string, rows int, set func(row, col int, code int8)) error {
	b, err := f.shape(name, "sparse8", rows, 64)
	if err != nil {
		return err
	}
	for r := range rows {
		if len(b) < 8 {
			return fmt.Errorf("%w: tensor %s is cut off", ErrFile, name)
		}
		mask := binary.LittleEndian.Uint64(b)
		b = b[8:]
		if len(b) < bits.OnesCount64(mask) {
			return fmt.Errorf("%w: tensor %s is cut off", ErrFile, name)
		}
		for ; mask != 0; mask &= mask - 1 {
			set(r, bits.TrailingZeros64(mask), int8(b[0]))
			b = b[1:]
		}
	}
	return nil
}

func (f *File) floats(name string, rows, cols int) ([]float32, error) {
	b, err := f.shape(name, "float32", rows, cols)
	if err != nil {
		return nil, err
	}
	out := make([]float32, len(b)/4)
	for i := range out {
		v := math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
		if !(v >= -maxFloat && v <= maxFloat) {
			return nil, fmt.Errorf("%w: tensor %s holds %g", ErrFile, name, v)
		}
		out[i] = v
	}
	return out, nil
}

func (f *File) uint64s(name string, rows, cols int) ([]uint64, error) {
	b, err := f.shape(name, "uint64", rows, cols)
	if err != nil {
		return nil, err
	}
	out := make([]uint64, len(b)/8)
	for i := range out {
		out[i] = binary.LittleEndian.Uint64(b[8*i:])
	}
	return out, nil
}

// Int8s returns the tensor name, whatever its shape, as numbers.
func (f *File) Int8s(name string) ([]int8, error) {
	rows, cols, err := f.dims(name)
	if err != nil {
		return nil, err
	}
	return f.int8s(name, rows, cols)
}

// Uint64s returns the tensor name, whatever its shape, as numbers.
func (f *File) Uint64s(name string) ([]uint64, error) {
	rows, cols, err := f.dims(name)
	if err != nil {
		return nil, err
	}
	return f.uint64s(name, rows, cols)
}

func (f *File) dims(name string) (rows, cols int, err error) {
	for _, t := range f.Manifest.Tensors {
		if t.Name == name {
			return t.Rows, t.Cols, nil
		}
	}
	return 0, 0, fmt.Errorf("%w: tensor %s is missing", ErrFile, name)
}

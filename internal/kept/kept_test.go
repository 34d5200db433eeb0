package kept_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/kept"
)

// filler makes values of any type that a register has, every field of them.
type filler struct {
	*rand.Rand
	claims []*parley.Claim
}

func (f *filler) fill(v reflect.Value) {
	switch v.Type() {
	case reflect.TypeFor[time.Time]():
		v.Set(reflect.ValueOf(time.Unix(int64(f.IntN(1<<31)), 0).UTC()))
		return
	case reflect.TypeFor[parley.Moment]():
		m := parley.Moment{Year: 1 + f.IntN(9999), Month: f.IntN(13), Approximate: f.IntN(2) == 0, Uncertain: f.IntN(2) == 0}
		if m.Month > 0 && f.IntN(2) == 0 {
			m.Day, m.Clock, m.Hour, m.Minute = 1+f.IntN(28), true, f.IntN(24), f.IntN(60)
		}
		v.Set(reflect.ValueOf(m))
		return
	case reflect.TypeFor[*parley.Claim]():
		if len(f.claims) == 0 || f.IntN(2) == 0 {
			c := new(parley.Claim)
			f.fill(reflect.ValueOf(c).Elem())
			c.ID = c.ClaimID()
			f.claims = append(f.claims, c)
			if f.IntN(3) == 0 { // an analyst has corrected it
				d := *c
				d.Value += "!"
				f.claims = append(f.claims, &d)
			}
		}
		v.Set(reflect.ValueOf(f.claims[f.IntN(len(f.claims))]))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString([]string{"", "x", "Genève", "\x00\xff", string(parley.DigestOf([]byte{byte(f.IntN(9))})), fmt.Sprint(f.IntN(50))}[f.IntN(6)])
	case reflect.Int:
		v.SetInt(int64(f.IntN(2000) - 1000))
	case reflect.Bool:
		v.SetBool(f.IntN(2) == 0)
	case reflect.Float64:
		v.SetFloat(f.Float64())
	case reflect.Slice:
		if n := f.IntN(4); n > 0 { // nil, empty, some
			v.Set(reflect.MakeSlice(v.Type(), n-1, n-1))
		}
		for i := range v.Len() {
			f.fill(v.Index(i))
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		f.fill(v.Elem())
	case reflect.Struct:
		for i := range v.NumField() {
			f.fill(v.Field(i))
		}
	default:
		panic(v.Type().String())
	}
}

// random is a register of no meaning, in which everything has a value.
func random(seed uint64) *parley.Register {
	f := &filler{Rand: rand.New(rand.NewPCG(seed, 7))}
	r := new(parley.Register)
	f.fill(reflect.ValueOf(r).Elem())
	for i := range r.Processes { // IDs as they are
		p := &r.Processes[i]
		p.ID = fmt.Sprintf("a-b-%08x", f.Uint32())
		for j := range p.Rounds {
			p.Rounds[j].ID = fmt.Sprintf("a-b-2001-%08x", f.Uint32())
			for k := range p.Rounds[j].Mentions {
				p.Rounds[j].Mentions[k].ID = p.Rounds[j].Mentions[k].Subject.ID()
			}
		}
		for k := range p.Loose {
			p.Loose[k].ID = p.Loose[k].Subject.ID()
		}
	}
	return r
}

func loader(w *kept.Written) kept.Load {
	return func(digests ...parley.Digest) ([][]byte, error) {
		var out [][]byte
		for _, d := range digests {
			b, ok := w.Parts[d]
			if !ok {
				return nil, errors.New("no such part")
			}
			out = append(out, b)
		}
		return out, nil
	}
}

func open(t interface{ Fatal(...any) }, w *kept.Written) *kept.Kept {
	k, err := kept.Open(w.Head, loader(w))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func text(t interface{ Fatal(...any) }, v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestWhatIsReadIsWhatWasWritten is the law of this package, for registers in
// which every field has a value, or none, or an empty list.
func TestWhatIsReadIsWhatWasWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := random(rapid.Uint64().Draw(t, "seed"))
		var extra []byte
		if rapid.Bool().Draw(t, "extra") {
			extra = []byte("beside it")
		}
		w := kept.Write(want, extra)
		k := open(t, w)
		got, err := k.Register()
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("written\n%s\nread\n%s", text(t, want), text(t, got))
		}
		if text(t, got) != text(t, want) {
			t.Fatal("the JSON differs")
		}
		if x, err := k.Extra(); err != nil || !bytes.Equal(x, extra) {
			t.Fatalf("beside it %q, %v", x, err)
		}
		again := kept.Write(got, extra)
		if !bytes.Equal(w.Head, again.Head) || !maps.EqualFunc(w.Parts, again.Parts, bytes.Equal) {
			t.Fatal("written again it has other bytes")
		}
	})
}

// TestLookups finds processes and rounds by all that names them, and by what does
// not, as the register itself does.
func TestLookups(t *testing.T) {
	found, missed := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		reg := random(rapid.Uint64().Draw(t, "seed"))
		k := open(t, kept.Write(reg, nil))
		ids := []string{"", "a-b", "nothing", "x", "a"}
		for _, p := range reg.Processes {
			ids = append(ids, p.ID, p.ID[:6], p.Name, p.ID[4:])
			for _, r := range p.Rounds {
				ids = append(ids, r.ID, r.ID[:11])
				for _, m := range r.Mentions {
					ids = append(ids, m.ID, "old-name-"+m.Subject.Hash())
				}
			}
			for _, m := range p.Loose {
				ids = append(ids, m.ID)
			}
		}
		for _, id := range ids {
			wantProcess, wantErr := reg.Process(id)
			gotProcess, gotErr := k.Process(id)
			if text(t, gotProcess) != text(t, wantProcess) || fmt.Sprint(gotErr) != fmt.Sprint(wantErr) {
				t.Fatalf("process %q: %s, %v, want %s, %v", id, text(t, gotProcess), gotErr, text(t, wantProcess), wantErr)
			}
			p, r, wantErr := reg.Round(id)
			q, s, gotErr := k.Round(id)
			if text(t, q) != text(t, p) || text(t, s) != text(t, r) || fmt.Sprint(gotErr) != fmt.Sprint(wantErr) {
				t.Fatalf("round %q: %s, %v, want %s, %v", id, text(t, s), gotErr, text(t, r), wantErr)
			}
			if wantErr == nil {
				found++
			} else {
				missed++
			}
		}
		docs, err := k.Documents()
		if err != nil || text(t, docs) != text(t, reg.Documents) {
			t.Fatalf("documents: %v", err)
		}
	})
	if found == 0 || missed == 0 {
		t.Errorf("%d rounds were found and %d were not: that shows little", found, missed)
	}
}

// TestOutline has what a list shows.
func TestOutline(t *testing.T) {
	reg := random(3)
	for len(reg.Processes) == 0 || len(reg.Processes[0].Rounds) == 0 || len(reg.Processes[0].Contradictions) == 0 {
		reg = random(rand.Uint64())
	}
	got := open(t, kept.Write(reg, nil)).Outline()
	if got.AsOf != reg.AsOf || len(got.Processes) != len(reg.Processes) {
		t.Fatalf("it is of %v with %d processes", got.AsOf, len(got.Processes))
	}
	for i := range reg.Processes {
		p, q := &reg.Processes[i], &got.Processes[i]
		if q.ID != p.ID || q.Name != p.Name || q.When != p.When || !reflect.DeepEqual(q.State, p.State) || !slices.Equal(q.Parties, p.Parties) || len(q.Rounds) != len(p.Rounds) || len(q.Contradictions) != len(p.Contradictions) {
			t.Errorf("process %s is outlined as %s", text(t, p), text(t, q))
		}
		for j := range p.Rounds {
			if r, x := &p.Rounds[j], &q.Rounds[j]; r.ID != x.ID || r.When != x.When || r.Status != x.Status {
				t.Errorf("round %s is outlined as %s", text(t, r), text(t, x))
			}
		}
		for j := range p.Contradictions {
			if c, d := p.Contradictions[j], q.Contradictions[j]; c.Kind != d.Kind || c.Decision != d.Decision {
				t.Errorf("contradiction %+v is outlined as %+v", c, d)
			}
		}
	}
}

// TestADayGoesBy changes the states of processes: no part of theirs is another.
func TestADayGoesBy(t *testing.T) {
	reg := random(11)
	for len(reg.Processes) == 0 {
		reg = random(rand.Uint64())
	}
	before := kept.Write(reg, nil)
	for i := range reg.Processes {
		reg.Processes[i].State.Days++
	}
	after := kept.Write(reg, nil)
	if !maps.EqualFunc(before.Parts, after.Parts, bytes.Equal) {
		t.Error("parts have changed with the day")
	}
	if bytes.Equal(before.Head, after.Head) {
		t.Error("the head has not")
	}
}

// TestDamage changes each byte of each part, and takes parts away: it is noticed,
// whatever is asked for.
func TestDamage(t *testing.T) {
	reg := random(5)
	for len(reg.Processes) == 0 || len(reg.Processes[0].Rounds) == 0 {
		reg = random(rand.Uint64())
	}
	whole := kept.Write(reg, []byte("extra"))
	asks := map[string]func(*kept.Kept) error{
		"the register": func(k *kept.Kept) error { _, err := k.Register(); return err },
		"all parts": func(k *kept.Kept) error {
			_, err := k.Register()
			if err == nil {
				_, err = k.Process(reg.Processes[0].ID[:len(reg.Processes[0].ID)-1]) // and the names
			}
			if err == nil {
				_, err = k.Extra()
			}
			return err
		},
	}
	if err := asks["all parts"](open(t, whole)); err != nil {
		t.Fatal(err)
	}
	for d, b := range whole.Parts {
		for i := 0; i < len(b); i += 1 + len(b)/50 {
			w := &kept.Written{Head: whole.Head, Parts: maps.Clone(whole.Parts)}
			w.Parts[d] = slices.Clone(b)
			w.Parts[d][i] ^= 0x20
			if err := asks["all parts"](open(t, w)); !errors.Is(err, kept.ErrDamaged) {
				t.Fatalf("byte %d of part %s is another: %v", i, d.Short(), err)
			}
		}
		w := &kept.Written{Head: whole.Head, Parts: maps.Clone(whole.Parts)}
		delete(w.Parts, d)
		if err := asks["all parts"](open(t, w)); err == nil {
			t.Fatalf("part %s is gone, and nobody says so", d.Short())
		}
	}
	for n := range whole.Head {
		if k, err := kept.Open(whole.Head[:n], loader(whole)); err == nil {
			t.Fatalf("%d of %d bytes of the head were read as %v", n, len(whole.Head), k)
		}
	}
	if _, err := kept.Open(append(slices.Clone(whole.Head), 0), loader(whole)); err == nil {
		t.Error("bytes after the head are not noticed")
	}
	few := func(...parley.Digest) ([][]byte, error) { return nil, nil }
	k, err := kept.Open(whole.Head, few)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := k.Register(); !errors.Is(err, kept.ErrDamaged) {
		t.Errorf("too few parts: %v", err)
	}
}

// TestSharedClaimsStayApart keeps two contents of one claim apart, and one
// content once.
func TestSharedClaimsStayApart(t *testing.T) {
	read := &parley.Claim{ID: "1", Value: "held", Evidence: []parley.Evidence{{Quote: "met"}}}
	same := *read
	corrected := *read
	corrected.Value = "cancelled"
	b := kept.Marshal(&[]*parley.Claim{read, &corrected, &same, nil, read})
	got, err := kept.Unmarshal[[]*parley.Claim](b)
	if err != nil {
		t.Fatal(err)
	}
	c := *got
	if c[0].Value != "held" || c[1].Value != "cancelled" || c[2] != c[0] || c[3] != nil || c[4] != c[0] {
		t.Errorf("%s", text(t, c))
	}
	if n := strings.Count(string(b), "held"); n != 1 {
		t.Errorf("the value is written %d times", n)
	}
}

// FuzzRead reads bytes of anyone's making: they are refused, or are a register
// that can be written and read again.
func FuzzRead(f *testing.F) {
	for seed := range uint64(6) {
		w := kept.Write(random(seed), nil)
		f.Add(w.Head)
		for _, d := range slices.Sorted(maps.Keys(w.Parts)) {
			f.Add(w.Parts[d])
		}
	}
	f.Add([]byte{})
	f.Add(bytes.Repeat([]byte{0xff}, 40))
	f.Add([]byte{0, 0, 0xff, 0xff, 0xff, 0xff, 0x7f})
	f.Fuzz(func(t *testing.T, b []byte) {
		if p, err := kept.Unmarshal[parley.Process](b); err == nil {
			again, err := kept.Unmarshal[parley.Process](kept.Marshal(p))
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(kept.Marshal(again), kept.Marshal(p)) {
				t.Fatal("it is another one when it is written and read again")
			}
		}
		k, err := kept.Open(b, func(d ...parley.Digest) ([][]byte, error) {
			out := make([][]byte, len(d))
			for i := range out {
				out[i] = b
			}
			return out, nil
		})
		if err != nil {
			return
		}
		k.Outline()
		k.Register()  //nolint:errcheck // that it ends is enough
		k.Process("") //nolint:errcheck // the same
		k.Round("a")  //nolint:errcheck // the same
	})
}

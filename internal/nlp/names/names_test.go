package names

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/parley-register/parley/internal/nlp/core"
)

func TestLabels(t *testing.T) {
	seen := map[Label]bool{Outside: true}
	for kind := 1; kind <= Types; kind++ {
		for place := Begin; place <= Unit; place++ {
			l := LabelOf(kind, place)
			if seen[l] || l >= Labels || l.Kind() != kind || l.Place() != place {
				t.Errorf("label %d of kind %d at place %d", l, kind, place)
			}
			seen[l] = true
		}
	}
	if len(seen) != Labels {
		t.Errorf("%d labels, want %d", len(seen), Labels)
	}
	begin, inside, last, unit := LabelOf(3, Begin), LabelOf(3, Inside), LabelOf(3, Last), LabelOf(3, Unit)
	for _, tt := range []struct {
		a, b Label
		ok   bool
	}{
		{begin, inside, true},
		{begin, last, true},
		{inside, last, true},
		{begin, Outside, false},
		{begin, LabelOf(4, Last), false},
		{last, begin, true},
		{last, last, false},
		{Outside, inside, false},
		{Outside, unit, true},
		{unit, Outside, true},
		{begin, begin, false},
	} {
		if tt.b.Follows(tt.a) != tt.ok {
			t.Errorf("%d after %d: %t", tt.b, tt.a, !tt.ok)
		}
	}
}

// testFile is a model with weights that a generator chose, so that its output is
// any labels at all.
func testFile(t *rapid.T) []byte {
	const rows = 64
	f := &core.File{}
	counts := make([]int8, rows)
	var labels, codes []int8
	for i := range rows {
		n := rapid.IntRange(0, 5).Draw(t, "n")
		counts[i] = int8(n)
		for range n {
			labels = append(labels, int8(rapid.IntRange(0, Labels-1).Draw(t, "label")))
			codes = append(codes, int8(rapid.IntRange(-127, 127).Draw(t, "code")))
		}
	}
	trans := make([]int8, (Labels+1)*Labels)
	for i := range trans {
		trans[i] = int8(rapid.IntRange(-127, 127).Draw(t, "transition"))
	}
	phrases := append(Phrase([]string{"United", "Nations"}, ClassOrganisation), Phrase([]string{"Oslo"}, ClassCapital)...)
	for _, x := range []struct {
		name string
		n    int
		data any
	}{
		{TensorCounts, rows, counts},
		{TensorLabels, len(labels), labels},
		{TensorCodes, len(codes), codes},
		{TensorTransitions, len(trans), trans},
		{TensorClusters, 1, []uint64{Cluster("Oslo", 5, 2)}},
		{TensorGazetteer, len(phrases), phrases},
	} {
		if err := f.Add(x.name, x.n, 1, x.data); err != nil {
			t.Fatal(err)
		}
	}
	b, err := f.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestDecodeIsWellFormed: whatever the weights, the labels are a possible sequence.
func TestDecodeIsWellFormed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, err := Load(testFile(t))
		if err != nil {
			t.Fatal(err)
		}
		w := m.NewWorkspace()
		for range 2 {
			words := rapid.SliceOfN(rapid.SampledFrom([]string{"United", "Nations", "Oslo", "met", "in", ",", "5", "\xff", "ü"}), 0, 12).Draw(t, "words")
			w.Begin()
			for _, f := range words {
				w.Push(f, uint8(rapid.IntRange(0, 17).Draw(t, "tag")), int32(rapid.IntRange(-2, 20).Draw(t, "head")), rapid.SampledFrom([]string{"", "case", "conj", "flat", "compound"}).Draw(t, "rel"))
			}
			labels := w.Decode()
			if len(labels) != len(words) {
				t.Fatalf("%d labels for %d words", len(labels), len(words))
			}
			for i, l := range labels {
				if l >= Labels || i == 0 && !l.Starts() || i > 0 && !l.Follows(labels[i-1]) || i == len(labels)-1 && !l.Ends() {
					t.Fatalf("labels %v", labels)
				}
			}
		}
	})
}

// TestNoPerson: whatever the weights, a word that the gazetteer knows for a
// capital alone is no person where it stands alone.
func TestNoPerson(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, err := Load(testFile(t))
		if err != nil {
			t.Fatal(err)
		}
		w := m.NewWorkspace()
		for _, f := range []string{"in", "Oslo", "they", "met"} {
			w.Push(f, uposPROPN, 0, "")
		}
		if l := w.Decode()[1]; l.Kind() == person {
			t.Fatalf("label %d", l)
		}
	})
}

func TestGazetteer(t *testing.T) {
	phrases := append(Phrase([]string{"United", "Nations"}, ClassOrganisation), Phrase([]string{"prime", "minister"}, ClassTitle)...)
	r := NewResources(nil, phrases)
	w := NewExtractor(&r)
	for _, f := range []string{"The", "UNITED", "Nations", "united", "nations", "prime", "minister", "United"} {
		w.Push(f, 0, 0, "")
	}
	w.match()
	want := []uint64{0, 1 << (4*ClassOrganisation + Begin), 1 << (4*ClassOrganisation + Last), 0, 0, 1 << (4*ClassTitle + Begin), 1 << (4*ClassTitle + Last), 0}
	for i, g := range want {
		if w.tokens[i].gaz != g {
			t.Errorf("token %d: %b, want %b", i, w.tokens[i].gaz, g)
		}
	}
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte("parley language model\n"))
	for seed := range 3 {
		f.Add(rapid.Custom(testFile).Example(seed))
	}
	f.Fuzz(func(_ *testing.T, b []byte) {
		m, err := Load(b)
		if err != nil {
			return
		}
		w := m.NewWorkspace()
		w.Push("Oslo", 12, 0, "root")
		w.Decode()
	})
}

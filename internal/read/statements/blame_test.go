package statements

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/read/layer"
)

func TestBlameExamples(t *testing.T) {
	rows, faults, err := loadFaults()
	if err != nil {
		t.Fatal(err)
	}
	st := &Stage{faults: faults}
	for _, row := range rows {
		text := strings.NewReplacer("[", "", "]", "", "<", "", ">", "").Replace(row.example)
		d := read(t, text)
		if diff := cmp.Diff([]string{"CHL"}, st.blamer(d).blamed(parley.Span{End: len(text)}, "PER")); diff != "" {
			t.Errorf("%q (- want, + got):\n%s", text, diff)
		}
	}
}

func TestBlames(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string // blamed by the first statement, or nothing
	}{
		{"Peru and Chile held talks in Lima. Peru said that Chile had refused to open the map of the border talks.", []string{"CHL"}},
		{"Peru and Chile held talks in Lima. Peru said that Chile had not refused to open the map of the border talks.", nil},
		{"Peru and Chile held talks in Lima. Peru said that if Chile rejected the map the talks would end.", nil},
		{"Peru and Chile held talks in Lima. Peru said that it had rejected the map of the border talks.", nil},
		{"Peru and Chile held talks in Lima. Peru blamed Chile for the failure of the talks.", []string{"CHL"}},
		{"Peru and Chile held talks in Lima. Chile accused Peru of bad faith.", []string{"PER"}},
	} {
		d := read(t, c.text)
		d.Reading.Statements = nil
		d.Meetings = []layer.Meeting{{Parties: []string{"CHL", "PER"}}}
		st, err := New()
		if err != nil {
			t.Fatal(err)
		}
		st.Read(d)
		var got []string
		for _, s := range d.Reading.Statements {
			got = append(got, s.Blames...)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q (- want, + got):\n%s", c.text, diff)
		}
	}
}
